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

from tests.flow.story import Story, StoryFile, accepted_rows

FATES = ("counted", "pending", "ineligible", "duplicate", "superseded", "withdrawn", "rejected")
OUTCOMES = ("accepted", "accepted_with_errors", "refused", "unchanged", "later")
STANDING = ("counted", "pending", "ineligible", "duplicate")
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
    lines = []
    for file, row in accepted_rows(story.files):
        digest = sha256(story, file)
        told = row.told
        key = (file.unit_code, file.report_on, digest, row.number)
        sheet = file.told.get("sheets", ["Sáng kiến"])[0]
        lines.append(
            (key, [printed(file.path), digest, sheet, row.number, file.unit_code, "", told["fate"], told.get("related", ""), told.get("reasons", "")])
        )  # fmt: skip
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(FATE_COLUMNS)
    writer.writerows(line for _, line in sorted(lines))
    return text.getvalue()


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
