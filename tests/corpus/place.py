"""A workspace whose units are those of the corpus and twenty good ones, and what a run makes of an inbox there."""

import csv
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pipeline import run
from pipeline.catalogue import KINDS, REASON_LABELS, REJECTING
from pipeline.edges.workspace import Workspace
from tests.corpus import base, make_corpus

AS_OF = date(2022, 5, 31)
CLOCK = datetime(2022, 5, 31, 5, tzinfo=UTC)
GOOD_UNITS = tuple(f"TỐT{number:02d}" for number in range(1, 21))
_FIRST_GOOD_NUMBER = 300
_HEADINGS = ("unit_code", "unit_name", "block", "commune", "target_phase_1", "target_phase_2")


@dataclass(frozen=True)
class Became:
    """What became of a file: its outcome, the rows read, its finding codes but those that only explain a fate."""

    outcome: str
    rows: int
    codes: tuple[str, ...]


def make(folder: Path) -> Workspace:
    """The campaign of the stories, with the units of the corpus and the good ones; an empty inbox."""
    place = Workspace(folder)
    for path in (place.inbox, place.outbox):
        path.mkdir(parents=True)
    shutil.copyfile(Path(__file__).parents[1] / "flow" / "workspace" / "campaign.toml", folder / "campaign.toml")
    with (folder / "units.csv").open("w", encoding="utf-8", newline="") as file:
        lines = (
            [code, f"CĐCS {code}", "Trường học", "Phan", 1, 1] for code in (*make_corpus.unit_codes(), *GOOD_UNITS)
        )
        csv.writer(file).writerows([_HEADINGS, *lines])
    return place


def send_good(place: Workspace) -> None:
    for number, unit in enumerate(GOOD_UNITS, _FIRST_GOOD_NUMBER):
        (place.inbox / f"SK_{unit}.xlsx").write_bytes(base.workbook(unit, number, count=3))


def consolidate(place: Workspace) -> Any:
    silent = run.Progress(lambda _: None, lambda _: None)
    return run.run(place, AS_OF, CLOCK, silent).consolidation


def became(result: Any) -> Mapping[str, Became]:
    """By path."""
    findings = result.findings
    rows = result.fates.groupby("file").size().to_dict()
    told = {
        file: tuple(sorted(set(group["code"]) - (set(REASON_LABELS) - REJECTING - _TOLD)))
        for file, group in findings.groupby("file")
    }
    files = result.files[result.files["is_in_inbox"]]
    return {
        line.file: Became(line.outcome, int(rows.get(line.file, 0)), told.get(line.file, ()))
        for line in files.itertuples()
    }


_TOLD = frozenset(code for code in REASON_LABELS if KINDS[code].mend)


def of_good(table: Any) -> list[dict[str, Any]]:
    """The lines of a frame that tell of the good units, without what numbers all files and codes of a run."""
    lines = table[table["unit_code"].isin(GOOD_UNITS)]
    kept = [name for name in lines.columns if not name.endswith(("_id", "code_number")) and name not in _COUNTED]
    return lines[kept].sort_values(["file", "row"]).astype("str").to_dict("records")


_COUNTED = frozenset({"initiative_code", "code", "related", "order"})
