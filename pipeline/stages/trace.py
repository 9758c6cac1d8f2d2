"""Where things come from: the rows that carry a code, and the rows behind a figure of summary.json."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

COUNTED, LATER = "counted", "later"
PLACE = ["sha256", "sheet", "row"]
ORDER = ["report_on", "received_run", "sha256", "sheet", "row"]
FIELDS = [
    "initiative_code", "unit_code", "title", "author", "stage", "counting_on", "phase", "fate", "reasons", "related",
]  # fmt: skip
COLUMNS = ["file", *PLACE, "report_on", "received_run", "received_at", "file_id", *FIELDS]


@dataclass(frozen=True)
class Question:
    """Which rows are asked for; all that is given must hold. by: a grouping of summary.json → one of its names."""

    unit_code: str | None = None
    phase: int | None = None
    fate: str = COUNTED
    by: Mapping[str, str] = field(default_factory=dict)


def behind(rows: pd.DataFrame, question: Question) -> pd.DataFrame:
    """The rows behind a figure: COLUMNS, in the order of unit, submission and row. rows: of a Consolidation."""
    found = rows[rows["fate"] == question.fate]
    if question.unit_code is not None:
        found = found[found["unit_code"] == question.unit_code]
    if question.phase is not None:
        found = found[found["phase"] == question.phase]
    for grouping, name in question.by.items():
        found = found[found[grouping] == name]
    return found.sort_values(["unit_code", *ORDER], kind="stable")[COLUMNS]


def figure(summary: Mapping[str, Any], question: Question) -> int | None:
    """The figure of summary.json that asks just this; None where it has none."""
    unit = next((unit for unit in summary["units"] if unit["unit_code"] == question.unit_code), None)
    if question.by:
        if len(question.by) > 1 or question.unit_code is not None or question.phase is not None:
            return None
        [(grouping, name)] = question.by.items()
        return summary["by"][grouping].get(name, 0) if question.fate == COUNTED else None
    if question.phase is not None:
        if question.fate != COUNTED or (unit is None and question.unit_code is not None):
            return None
        phases = summary["phases"] if unit is None else unit["phases"]
        return next((phase[COUNTED] for phase in phases if phase["phase"] == question.phase), None)
    if question.unit_code is not None:
        return unit.get(question.fate) if unit is not None else None
    count: int = summary["rows"][question.fate]
    return count


def life(
    rows: pd.DataFrame, sent: pd.DataFrame, places: pd.DataFrame, code: str, is_typed: "pd.Series[bool]"
) -> pd.DataFrame:
    """All rows that carry a code, ever carried it, or name it although it is not theirs; in the order of submission.

    rows: of a Consolidation. sent: PLACE, file, unit_code, report_on, received_run, received_at, title, author, stage:
    all that was ever sent, also what is later than its as_of. places: PLACE of the rows the register ever gave the
    code, with the initiative_code they have now. is_typed: index of rows, whether the cell Mã sáng kiến names the code.
    Returns COLUMNS; fate is LATER for what is later than as_of, file_id then -1.
    """
    given = pd.MultiIndex.from_frame(places[PLACE].astype({"row": "int64"}))
    here = pd.MultiIndex.from_frame(rows[PLACE].astype({"row": "int64"}))
    known = rows.loc[here.isin(given) | (rows["initiative_code"] == code) | is_typed, COLUMNS]
    coming = places[~given.isin(here)].astype({"row": "int64"})
    later = coming.merge(sent.astype({"row": "int64"}), on=PLACE)
    later = later.assign(file_id=-1, fate=LATER, reasons="", related="").reindex(columns=COLUMNS)
    both = known if later.empty else pd.concat([known.astype("object"), later.astype("object")])
    return both.sort_values(ORDER, kind="stable", ignore_index=True)
