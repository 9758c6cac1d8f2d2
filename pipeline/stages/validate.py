"""Validates all rows of all files as one frame; each failure of the schema is a finding."""

from collections.abc import Mapping

import pandas as pd

from pipeline import finding, lookup
from pipeline.campaign import Lists
from schemas import initiative, tables
from schemas.column import Column


def validate(rows: pd.DataFrame, lists: Lists) -> pd.DataFrame:
    """Findings of the one-column rules of contract §2; rows: cleaned, index row_id."""
    values = {column.list_name: lists.values(column.list_name) for column in initiative.COLUMNS if column.list_name}
    failed = tables.failures(tables.initiatives(values), rows)
    found = []
    for field, code in sorted(set(zip(failed["column"], failed["code"], strict=True))):
        faulty = rows.loc[failed.loc[(failed["column"] == field) & (failed["code"] == code), "index"]]
        details = _details(code, initiative.BY_FIELD[field], faulty[field], values)
        found.append(finding.of_rows(faulty, code, field, faulty[field], details))
    return finding.concat(found)


def _details(code: str, column: Column, typed: pd.Series, values: Mapping[str, tuple[str, ...]]) -> pd.Series | str:
    match code:
        case "choice_unknown":
            return typed.map(lambda text: lookup.nearest(text, values[column.list_name or ""]))
        case "title_too_short":
            return str(column.min_length)
        case "title_too_long" | "text_too_long":
            return str(column.max_length)
        case _:
            return ""
