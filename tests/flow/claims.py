"""What the outbox must hold by the claims of a story: counted here from the story alone, with nothing of the pipeline."""

import csv
import hashlib
import io
import tomllib
import unicodedata
from collections import Counter
from datetime import date
from fractions import Fraction
from typing import Any

from tests.flow.story import Story, StoryFile, StoryRow, accepted_rows

FATES = ("counted", "pending", "ineligible", "duplicate", "superseded", "withdrawn", "rejected")
OUTCOMES = ("accepted", "accepted_with_errors", "refused", "unchanged", "later")
STANDING = ("counted", "pending", "ineligible", "duplicate")
# The lines of `changes`: what brings one to the counted, then what takes one away.
GAINS = ("new", "recognised", "mended", "no_longer_duplicate", "revived", "included", "restored")
LOSSES = ("withdrawn", "duplicate", "superseded", "back_to_pending", "ineligible", "excluded", "rejected", "gone")
FATE_COLUMNS = ["file", "sha256", "sheet", "row", "unit_code", "initiative_code", "fate", "related", "reasons"]
BLOCKS = ("Trường học", "Cơ quan hành chính", "Xã, thị trấn", "Y tế", "Doanh nghiệp", "Khác")


def printed(path: str) -> str:
    return unicodedata.normalize("NFC", path)


def sha256(story: Story, file: StoryFile) -> str:
    return hashlib.sha256((story.inbox / file.path).read_bytes()).hexdigest()


def units(story: Story) -> list[dict[str, str]]:
    text = story.units_text().removeprefix("\ufeff")
    delimiter = ";" if ";" in text.split("\n", 1)[0] else ","
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def fates_csv(story: Story) -> str:
    """fates.csv: by union, by submission (Ngày báo cáo, then SHA-256), by row."""
    given = codes(story)
    lines = []
    for file, row in sent(story):
        told = row.told
        place = printed(file.path), row.number
        sheet = file.told.get("sheets", ["Sáng kiến"])[0]
        lines.append(
            [place[0], sha256(story, file), sheet, row.number, file.unit_code, given[place], told["fate"], told.get("related", ""), told.get("reasons", "")]
        )  # fmt: skip
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(FATE_COLUMNS)
    writer.writerows(lines)
    return text.getvalue()


def sent(story: Story) -> list[tuple[StoryFile, StoryRow]]:
    """The rows of accepted files, by union, by submission (Ngày báo cáo, then SHA-256), by row."""
    found = [
        ((file.unit_code, file.report_on, sha256(story, file), row.number), (file, row))
        for file, row in accepted_rows(story.files)
    ]
    return [pair for _, pair in sorted(found, key=lambda line: line[0])]


def codes(story: Story) -> dict[tuple[str, int], str]:
    """(file, row) → code after the first run: each initiative gets the next number when a sound row of it is met first.

    One initiative are rows that one row superseded, with that row, and rows of one file that say the very same; a Rút
    and a rejected row found none. What the story tells of codes goes before.
    """
    rows = {(printed(file.path), row.number): (file, row) for file, row in sent(story)}
    whole = {place: initiative_of(place, rows) for place in rows}
    founders = [
        whole[place]
        for place, (_, row) in rows.items()
        if not is_rejected(row) and row.values.get("stage") != "Rút" and "code" not in row.told
    ]
    numbers = {founder: number for number, founder in enumerate(dict.fromkeys(founders), start=1)}
    return {
        place: row.told.get("code", f"THU-{numbers[whole[place]]:04d}" if whole[place] in numbers else "")
        for place, (_, row) in rows.items()
    }


def initiative_of(place: tuple[str, int], rows: dict[tuple[str, int], tuple[StoryFile, StoryRow]]) -> tuple[str, int]:
    """The place that stands for all rows of one initiative: the last of their chain, the upper one of twins."""
    file, row = rows[place]
    if row.told["fate"] == "superseded":
        path, _, number = row.told["related"].rpartition("#")
        return initiative_of((path, int(number)), rows)
    twins = [
        other.number
        for other in file.rows
        if other.told["fate"] != "superseded" and said(other)[0] and said(other) == said(row)
    ]
    return place[0], min(twins, default=place[1])


def said(row: StoryRow) -> tuple[str, str, str]:
    return tuple(
        " ".join(str(row.values.get(name, "")).casefold().split()) for name in ("title", "author", "portal_ref")
    )  # type: ignore[return-value]


def is_rejected(row: StoryRow) -> bool:
    """A row superseded later was rejected before when the story says so by its findings; the sound rows found codes."""
    return row.told["fate"] == "rejected" or bool(row.told.get("was_rejected"))


def changes(story: Story) -> dict[str, Any]:
    """`changes` of a first run: nothing was known, so every counted initiative is new."""
    counted = [(file.unit_code, row.told.get("phase", 1)) for file, row in sent(story) if row.told["fate"] == "counted"]
    phases = [phase["number"] for phase in tomllib.loads(story.campaign_text())["phase"]]
    unit_codes = sorted({unit_code for unit_code, _ in counted})
    all_lines = dict.fromkeys([*GAINS, *LOSSES], 0)
    whole = from_nothing(len(counted), all_lines)
    return {
        "since": None,
        "counted": {name: whole[name] for name in ("before", "after", "difference")},
        "lines": whole["lines"],
        "phase_changed": 0,
        "phases": [
            {
                "phase": number,
                **from_nothing([phase for _, phase in counted].count(number), {**all_lines, "phase_changed": 0}),
            }
            for number in phases
        ],
        "units": [
            {
                "unit_code": unit_code,
                **from_nothing([code for code, _ in counted].count(unit_code), {}),
                "phase_changed": 0,
            }
            for unit_code in unit_codes
        ],
    }


def from_nothing(count: int, lines: dict[str, int]) -> dict[str, Any]:
    return {"before": 0, "after": count, "difference": count, "lines": {**lines, "new": count}}


def summary(story: Story) -> dict[str, Any]:
    campaign = tomllib.loads(story.campaign_text())
    phases = campaign["phase"]
    rows = list(accepted_rows(story.files))
    counted = [(file, row) for file, row in rows if row.told["fate"] == "counted"]
    outcomes = Counter(file.outcome for file in story.files)
    fates = Counter(row.told["fate"] for _, row in rows)
    unit_of = {unit["unit_code"]: unit for unit in units(story)}
    lists = campaign["lists"]
    return {
        "schema": "sangkien.summary/1",
        "as_of": story.as_of.isoformat(),
        "level": campaign["campaign"]["level"],
        "files": {"received": len(story.files), **{name: outcomes[name] for name in OUTCOMES}},
        "rows": {"read": len(rows), **{name: fates[name] for name in FATES}},
        "phases": [
            progress(phase["number"], phase["target"], [row.told.get("phase", 1) for _, row in counted]) for phase in phases
        ],
        "units": [unit_line(story, unit, len(phases)) for unit in units(story) if is_listed(story, unit)],
        "by": {
            "block": tallied(BLOCKS, [unit_of[file.unit_code]["block"] for file, _ in counted]),
            "commune": tallied(
                [unit["commune"] for unit in unit_of.values() if unit["commune"]],
                [unit_of[file.unit_code]["commune"] for file, _ in counted],
            ),
            **{
                name: tallied(lists[name], [row.counted_as[name] for _, row in counted])
                for name in ("author_group", "solution_kind", "field_of_work")
            },
        },
        "benefit_vnd": sum(row.counted_as["benefit_vnd"] for _, row in counted),
        "review": {"open": story.told.get("review_open", 0), "decided": 0},
        "findings": dict(Counter(claimed.split("@")[0] for _, claimed in claimed_findings(story))),
        "changes": changes(story),
    }  # fmt: skip


def progress(number: int, target: int, counted_phases: list[int]) -> dict[str, Any]:
    count = counted_phases.count(number)
    return {"phase": number, "target": target, "counted": count, "rate": rate(count, target)}


def rate(count: int, target: int) -> float | None:
    return None if target == 0 else int(Fraction(count, target) * 10_000 + Fraction(1, 2)) / 10_000


def tallied(names: Any, found: list[str]) -> dict[str, int]:
    return {**dict.fromkeys(names, 0), **Counter(found)}


def is_listed(story: Story, unit: dict[str, str]) -> bool:
    """Active on as_of, or with a current row (contract §1)."""
    first = date.fromisoformat(unit.get("active_from") or "0001-01-01")
    last = date.fromisoformat(unit.get("active_to") or "9999-12-31")
    return first <= story.as_of <= last or any(
        row.told["fate"] in STANDING for file, row in accepted_rows(story.files) if file.unit_code == unit["unit_code"]
    )


def unit_line(story: Story, unit: dict[str, str], phase_count: int) -> dict[str, Any]:
    own = [file for file in story.files if file.unit_code == unit["unit_code"] and file.is_accepted]
    rows = [row for file in own for row in file.rows]
    counted = [row.told.get("phase", 1) for row in rows if row.told["fate"] == "counted"]
    targets = [int(unit[f"target_phase_{number}"] or 0) for number in range(1, phase_count + 1)]
    newest = max(own, key=lambda file: (file.report_on, sha256(story, file)), default=None)
    said_zero = newest is not None and newest.told.get("unit_sheet", {}).get("is_zero_report") == "Có"
    return {
        **{name: unit[name] for name in ("unit_code", "unit_name", "block", "commune")},
        "reported": bool(own),
        "zero_report": said_zero and not any(row.told["fate"] in STANDING for row in rows),
        "target": sum(targets),
        "counted": len(counted),
        "pending": sum(row.told["fate"] == "pending" for row in rows),
        "rate": rate(len(counted), sum(targets)),
        "phases": [progress(number, target, counted) for number, target in enumerate(targets, start=1)],
    }


def claimed_findings(story: Story) -> list[tuple[str, str]]:
    """(file, code or code@row) of every finding the story claims."""
    of_files = [(printed(file.path), claim) for file in story.files for claim in file.told.get("findings", [])]
    return [*of_files, *(("units.csv", claim) for claim in story.told.get("findings", []))]
