"""Proves that every row read has exactly one fate, and writes the fates down as fates.csv shows them."""

import pandas as pd

from pipeline.errors import IntegrityError
from schemas import tables

COLUMNS = ["file", "sha256", "sheet", "row", "unit_code", "initiative_code", "fate", "related", "reasons"]


def place_names(rows: pd.DataFrame) -> pd.Series:
    """`<file>#<row>` of each row, `<file>@<8 of SHA>#<row>` where a path was used twice (contract §5).

    rows: file, sha256, row.
    """
    is_shared = rows.groupby("file")["sha256"].transform("nunique") > 1
    file = rows["file"].where(~is_shared, rows["file"] + "@" + rows["sha256"].str[:8])
    return (file + "#" + rows["row"].astype("str")).astype("str")


def account(rows: pd.DataFrame, read_count: int) -> pd.DataFrame:
    """fates.csv: one line a row, by unit, submission and row.

    rows: COLUMNS and order; read_count: the rows that were extracted.
    Raises IntegrityError when a row lacks a fate, has one twice, or rows are missing (exit 6).
    """
    fates = rows.sort_values(["unit_code", "order", "sheet", "row"], kind="stable")[COLUMNS].reset_index(drop=True)
    faults = tables.failures(tables.fates(), fates)
    if len(fates) != read_count or len(faults):
        raise IntegrityError(
            f"Đã đọc {read_count} dòng, nhưng không phải dòng nào cũng có đúng một kết quả. Số liệu không được lập."
        )
    return fates
