"""Cells that no column can take, whatever it holds: formulas with an error, texts no cell of Excel has room for."""

import re
from collections.abc import Sequence

import pandas as pd

from pipeline.finding import Finding, frame
from pipeline.vietnamese import Cell, as_text, count
from schemas.column import Column

CELL_LENGTH = 32_767  # what a cell of Excel holds at most
_SHOWN_LENGTH = 80
_ERROR = re.compile(r"#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!|FIELD!|BLOCKED!|UNKNOWN!|GETTING_DATA)")
_GAP = "required_missing"


def fit(raw: pd.DataFrame, columns: Sequence[Column]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows with such cells empty, and a finding for each; a formula that was never calculated stays, as its text.

    raw: as `clean.gather` makes it. It rejects the row where what cannot be read in the column does (contract §2).
    """
    findings: list[Finding] = []
    emptied: dict[str, pd.Series] = {}
    for column in columns:
        cells: list[Cell] = raw[column.field].tolist()
        odd = [
            (place, cell)
            for place, cell in enumerate(cells)
            if isinstance(cell, str) and cell and (cell[0] in "#=" or len(cell) > CELL_LENGTH)
        ]
        for place, text in odd:
            code, detail = _fault(text)
            if not code:
                continue
            if code != "cell_formula":
                code = code if column.is_rejecting else f"{code}_ignored"
                cells[place] = None
            line = raw.iloc[place]
            value = _shown(text)
            findings.append(
                Finding(line["file_id"], code, line["sheet"], line["row"], column.field, value=value, detail=detail)
            )
        if odd:
            emptied[column.field] = pd.Series(cells, index=raw.index, dtype="object")
    return raw.assign(**emptied), frame(findings)


def _fault(text: str) -> tuple[str, str]:
    """The code of a rejecting column, or "" for an ordinary text; and the detail."""
    if len(text) > CELL_LENGTH:
        return "cell_too_long", count(len(text))
    if _ERROR.fullmatch(text.strip()):
        return "cell_error", ""
    return ("cell_formula", "") if text[0] == "=" and len(text) > 1 else ("", "")


def printable(raw: pd.DataFrame, unfit: pd.DataFrame) -> pd.DataFrame:
    """The rows as typed, a text that no cell has room for cut to its beginning. unfit: what `fit` found in them."""
    is_long = unfit["code"].str.startswith("cell_too_long")
    cut = {field: raw[field].map(_shown_if_long) for field in unfit.loc[is_long, "field"].unique()}
    return raw.assign(**cut)


def _shown_if_long(cell: Cell) -> Cell:
    return _shown(cell) if isinstance(cell, str) and len(cell) > CELL_LENGTH else cell


def _shown(text: str) -> str:
    begin = as_text(text[: _SHOWN_LENGTH + 1])
    return f"{begin[:_SHOWN_LENGTH]}…" if len(begin) > _SHOWN_LENGTH else begin


def without_gaps(findings: pd.DataFrame, unfit: pd.DataFrame) -> pd.DataFrame:
    """The findings without those that only say that a cell which was emptied here is empty."""
    if unfit.empty:
        return findings
    places = ["file_id", "sheet", "row", "field"]
    is_told = pd.MultiIndex.from_frame(findings[places]).isin(pd.MultiIndex.from_frame(unfit[places]))
    return findings[~(is_told & (findings["code"] == _GAP))]
