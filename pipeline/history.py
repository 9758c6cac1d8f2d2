"""What is remembered from before: who was given which code, the clerk's word, the standings of an earlier day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import numpy as np
import numpy.typing as npt
import pandas as pd

CODE_COLUMNS = ["code", "unit_code", "allotted_run"]
ROW_PLACE = ["sha256", "sheet", "row"]
CODED_ROW_COLUMNS = [*ROW_PLACE, "code"]
STORED_ROW_COLUMNS = [*CODED_ROW_COLUMNS, "given_run"]
STANDING_COLUMNS = ["code", "unit_code", "state", "phase"]
JUDGEMENT_COLUMNS = ["code_a", "code_b", "verdict", "judged_by", "judged_at", "note", "workbook"]
# The clerk's word on a pair; unknown, as no word, leaves it open. UNDONE: the note of a word that takes one back.
SAME, DISTINCT, UNKNOWN = "same", "distinct", "unknown"
UNDONE = "bỏ quyết định"
NEW_CODE = "new:"  # with the row_id of the row that founds it: a code that is wanted and has no number yet


@dataclass(frozen=True)
class Exclusions:
    """What the clerk or the province took out, and why: submissions by sha256, initiatives by code."""

    submissions: Mapping[str, str] = field(default_factory=dict)
    initiatives: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Earlier:
    """How every initiative stood in an earlier run.

    as_of, started_at: of that run. standings: STANDING_COLUMNS, one line a code: code, unit_code, state (text), phase
    (Int64).
    """

    as_of: date
    started_at: datetime
    standings: pd.DataFrame


def no_codes() -> pd.DataFrame:
    """CODE_COLUMNS of a register that gave none yet; allotted_run int64."""
    return pd.DataFrame(columns=CODE_COLUMNS).astype({"code": "str", "unit_code": "str", "allotted_run": "int64"})


def no_coded_rows() -> pd.DataFrame:
    """STORED_ROW_COLUMNS of a register that gave no code yet; row, given_run int64."""
    return pd.DataFrame(columns=STORED_ROW_COLUMNS).astype(
        {"sha256": "str", "sheet": "str", "row": "int64", "code": "str", "given_run": "int64"}
    )


def no_judgements() -> pd.DataFrame:
    """JUDGEMENT_COLUMNS of a register in which nothing was judged; all text."""
    return pd.DataFrame(columns=JUDGEMENT_COLUMNS).astype(dict.fromkeys(JUDGEMENT_COLUMNS, "str"))


@dataclass(frozen=True)
class Linked:
    """Who was compared with whom: record_ids (int64, sorted), and the pairs found (stages.link.PAIR_COLUMNS)."""

    record_ids: npt.NDArray[np.int64]
    pairs: pd.DataFrame

    def without(self, record_ids: Collection[int]) -> "Linked":
        """The same as if these records had not been compared."""
        gone = list(record_ids)
        kept = ~(self.pairs["record_a"].isin(gone) | self.pairs["record_b"].isin(gone))
        return Linked(np.setdiff1d(self.record_ids, gone), self.pairs[kept].reset_index(drop=True))


def nothing_linked() -> Linked:
    """Of a workspace in which nothing was compared yet."""
    return Linked(np.empty(0, np.int64), pd.DataFrame(columns=["record_a", "record_b"]))


@dataclass(frozen=True)
class History:
    """All that a run knows from before, as frames; the first run of a workspace knows nothing.

    codes: CODE_COLUMNS, by number. coded_rows: STORED_ROW_COLUMNS, by given_run; of several lines of a row the last
    holds. judgements: JUDGEMENT_COLUMNS, the last word on each pair of codes, in the order in which they were said;
    judged_at ISO 8601. earlier: what changes are told against. linked: pairs that need no second look; they
    change nothing but time, so a run that lacks them comes to the same.
    """

    codes: pd.DataFrame = field(default_factory=no_codes)
    coded_rows: pd.DataFrame = field(default_factory=no_coded_rows)
    exclusions: Exclusions = Exclusions()
    judgements: pd.DataFrame = field(default_factory=no_judgements)
    earlier: Earlier | None = None
    linked: Linked | None = None


@dataclass(frozen=True)
class Given:
    """What a run adds to the codes, whatever its as_of is.

    codes: code, unit_code, in the order of their numbers. rows: CODED_ROW_COLUMNS, those whose code is new or another
    than before. joined: code → the older code that stands for it now.
    """

    codes: pd.DataFrame
    rows: pd.DataFrame
    joined: Mapping[str, str]
