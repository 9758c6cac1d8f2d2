"""Consolidations made by hand from a few lines, with a summary that adds up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from pipeline import vietnamese
from pipeline.campaign import Campaign, Unit, read_campaign, read_units
from pipeline.consolidation import Consolidation
from pipeline.edges import dispatches
from pipeline.edges.report import render_dispatch, render_report
from pipeline.figures import ReportFigures
from pipeline.history import Given, no_coded_rows, no_codes, nothing_linked
from pipeline.stages.changes import CHANGE_COLUMNS, EFFECTIVE
from pipeline.stages.compose import compose
from pipeline.stages.review import REVIEW_COLUMNS
from schemas import initiative

FATES = ("counted", "pending", "ineligible", "duplicate", "superseded", "withdrawn", "rejected")
OUTCOMES = ("accepted", "accepted_with_errors", "refused", "unchanged", "later")
DAYS = ("registered_on", "applied_on", "recognised_on", "portal_on")
BY = ("block", "commune", "author_group", "solution_kind", "field_of_work")
FILE_COLUMNS = (
    "file", "sha256", "outcome", "unit_code", "report_on", "team_decision_number", "is_excluded", "is_in_inbox",
)  # fmt: skip
FINDING_COLUMNS = (
    "file",
    "sheet",
    "row",
    "column",
    "code",
    "severity",
    "value",
    "message",
    "heading",
    "unit_code",
    "file_id",
)

WORKSPACE = files("templates") / "workspace"


def campaign(*replacements: tuple[str, str]) -> Campaign:
    """The campaign of the first workspace with texts of its file replaced; each must stand there."""
    text = (WORKSPACE / "campaign.toml").read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new)
    return read_campaign(text)


def example_units() -> tuple[Unit, ...]:
    """The forty units of the first workspace."""
    return read_units((WORKSPACE / "units.csv").read_text(encoding="utf-8-sig"), campaign())


def unit(code: str, *targets: int, name: str = "", block: str = "Trường học", commune: str = "Phan") -> Unit:
    """A unit with the targets of its phases."""
    return Unit(
        unit_code=code, unit_name=name or f"CĐCS {code}", block=block, commune=commune, targets=targets or (2, 2)
    )


def row(unit_code: str, fate: str = "counted", **values: Any) -> dict[str, Any]:
    """A row of initiatives; what is not told is that of a counted one on the portal in phase 1."""
    told: dict[str, Any] = dict.fromkeys(initiative.FIELDS, "")
    told |= {"benefit_vnd": pd.NA, "ip_protected": pd.NA, "file_id": 0, "sheet": "Sáng kiến", "row": 9, "reasons": ""}
    told |= {
        "title": "Một số giải pháp rèn chữ viết cho học sinh lớp 1", "author": "Nguyễn Thị Mẫu",
        "author_group": "Cán bộ, công chức, viên chức", "solution_kind": "Giải pháp tác nghiệp",
        "field_of_work": "Giáo dục và đào tạo", "recognised_by": "Hội đồng sáng kiến",
        "recognised_on": date(2022, 4, 15), "applied_on": date(2022, 2, 21), "portal_on": date(2022, 4, 20),
        "registered_on": None, "stage": "Đã được công nhận",
    }  # fmt: skip
    told |= {"unit_code": unit_code, "fate": fate, **values}
    told.setdefault("counting_on", told["portal_on"])
    if "phase" not in told:
        day = told["counting_on"]
        told["phase"] = pd.NA if day is None else 1 if day <= date(2022, 5, 31) else 2
    told.setdefault("united_co_authors", told["co_authors"])
    return told


def change_summary(since: str | None = None, before: int = 0, moved: int = 0, **lines: int) -> dict[str, Any]:
    """`changes` of a summary that has since, before and these lines; by default that of a first run."""
    after = before + sum(lines.values())
    return {
        "since": since, "counted": {"before": before, "after": after, "difference": after - before},
        "lines": {kind: lines.get(kind, 0) for kind in EFFECTIVE}, "phase_changed": moved, "phases": [], "units": [],
    }  # fmt: skip


@dataclass
class Situation:
    """What a consolidation is made of. silent: codes of units without an accepted file."""

    as_of: date = date(2022, 5, 20)
    campaign: Campaign = field(default_factory=campaign)
    units: Sequence[Unit] = (unit("A", 520, 521),)
    rows: Sequence[dict[str, Any]] = ()
    silent: Sequence[str] = ()
    zero: Sequence[str] = ()
    files: Sequence[dict[str, Any]] = ()
    findings: Sequence[dict[str, Any]] = ()
    teams: Sequence[tuple[str, str]] = ()
    activities: Sequence[dict[str, Any]] = ()
    review_open: int = 0
    changes: dict[str, Any] = field(default_factory=change_summary)

    def consolidation(self) -> Consolidation:
        """The frames and the summary."""
        names = {unit.unit_code: unit for unit in self.units}
        rows = pd.DataFrame(
            [
                {**line, "unit_name": names[line["unit_code"]].unit_name, "block": names[line["unit_code"]].block,
                 "commune": names[line["unit_code"]].commune}
                for line in self.rows
            ],
            columns=[*row("A"), "unit_name", "block", "commune"],
        )  # fmt: skip
        for name in (*DAYS, "counting_on"):
            rows[name] = pd.to_datetime(rows[name])
        rows = rows.astype({"benefit_vnd": "Int64", "phase": "Int64"})
        received = self.files or [
            {"unit_code": unit.unit_code, "report_on": self.as_of}
            for unit in self.units
            if unit.unit_code not in self.silent
        ]
        usual = {
            "file": "SK.xlsx", "outcome": "accepted", "team_decision_number": "", "report_on": self.as_of,
            "is_excluded": False, "is_in_inbox": True,
        }  # fmt: skip
        lines = [{**usual, "sha256": f"{place:064x}", **file} for place, file in enumerate(received)]
        table = pd.DataFrame(lines, columns=list(FILE_COLUMNS))
        table["report_on"] = pd.to_datetime(table["report_on"])
        table = table.astype({"is_excluded": "bool", "is_in_inbox": "bool"})
        counting = table[table["outcome"].isin(["accepted", "accepted_with_errors"]) & ~table["is_excluded"]]
        newest = counting.sort_values(["report_on", "sha256"]).drop_duplicates("unit_code", keep="last")
        table["is_newest"] = table.index.isin(newest.index)
        return Consolidation(
            as_of=self.as_of, campaign=self.campaign, units=tuple(self.units), files=table, rows=rows,
            fates=pd.DataFrame(),
            findings=pd.DataFrame(list(self.findings), columns=list(FINDING_COLUMNS)).astype({"row": "Int64"}),
            teams=pd.DataFrame(list(self.teams), columns=["unit_code", "member_name"]),
            activities=_activities(self.activities), review=pd.DataFrame(columns=REVIEW_COLUMNS),
            automatic=pd.DataFrame(columns=REVIEW_COLUMNS),
            changes=pd.DataFrame(columns=CHANGE_COLUMNS), given=Given(no_codes(), no_coded_rows(), {}), linked=nothing_linked(),
            summary=self._summary(rows, table),
        )  # fmt: skip

    def _summary(self, rows: pd.DataFrame, table: pd.DataFrame) -> dict[str, Any]:
        counted = rows[rows["fate"] == "counted"]
        fates = {fate: int((rows["fate"] == fate).sum()) for fate in FATES}
        lists = {name: getattr(self.campaign.lists, name) for name in BY if name != "commune"}
        lists["commune"] = dict.fromkeys(unit.commune for unit in self.units)
        phases = [
            {"phase": p.number, "target": p.target, "counted": int((counted["phase"] == p.number).sum())}
            for p in self.campaign.phase
        ]
        return {
            "files": {"received": len(table), **{name: int((table["outcome"] == name).sum()) for name in OUTCOMES}},
            "rows": {"read": len(rows), **fates},
            "phases": phases,
            "units": [self._unit(unit, rows[rows["unit_code"] == unit.unit_code]) for unit in self.units],
            "by": {name: {key: int((counted[name] == key).sum()) for key in [*lists[name], ""]} for name in BY},
            "benefit_vnd": int(counted["benefit_vnd"].dropna().sum()),
            "review": {"open": self.review_open, "decided": 0},
            "findings": {},
            "changes": self.changes,
        }

    def _unit(self, unit: Unit, rows: pd.DataFrame) -> dict[str, Any]:
        counted = rows[rows["fate"] == "counted"]
        return {
            "unit_code": unit.unit_code, "unit_name": unit.unit_name, "block": unit.block, "commune": unit.commune,
            "reported": unit.unit_code not in self.silent, "zero_report": unit.unit_code in self.zero,
            "target": sum(unit.targets), "counted": len(counted), "pending": int((rows["fate"] == "pending").sum()),
            "rate": vietnamese.share(len(counted), sum(unit.targets)),
            "phases": [
                {"phase": place, "target": target, "counted": int((counted["phase"] == place).sum())}
                for place, target in enumerate(unit.targets, start=1)
            ],
        }  # fmt: skip

    def figures(self, run_clock: datetime | None = None) -> ReportFigures:
        """What compose makes of it; by default the day after."""
        after = self.as_of + timedelta(days=1)
        return compose(self.consolidation(), run_clock or at(after.year, after.month, after.day, 8, 5))


def word_documents(figures: ReportFigures, made_for: Campaign) -> dict[str, bytes]:
    """Every Word document that is made of these figures: file name → content."""
    return {
        "bao-cao.docx": render_report(figures, made_for), "cong-van.docx": render_dispatch(figures, made_for),
        **dispatches.render(figures, made_for),
    }  # fmt: skip


def at(*moment: int) -> datetime:
    """A moment in Vietnam."""
    year, month, day, hour, minute = moment
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def rows(count: int, unit_code: str = "A", fate: str = "counted", **values: Any) -> list[dict[str, Any]]:
    """Many rows of one kind."""
    return [row(unit_code, fate, **values) for _ in range(count)]


def _activities(lines: Iterable[dict[str, Any]]) -> pd.DataFrame:
    columns = ["unit_code", "held_on", "activity_kind", "content", "participant_count", "collected_count"]
    table = pd.DataFrame(list(lines), columns=columns)
    table["held_on"] = pd.to_datetime(table["held_on"])
    return table.astype({"participant_count": "Int64", "collected_count": "Int64"})
