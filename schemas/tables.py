"""Pandera: what each table looks like when it stands still; every check's error is the code of a finding."""

import pandas as pd
import pandera.pandas as pa

from schemas import initiative
from schemas.column import Column, Kind

FATES = ("counted", "pending", "ineligible", "duplicate", "superseded", "withdrawn", "rejected")
# The fates of current rows: not superseded, not withdrawn, not rejected (contract §3).
CURRENT = ("counted", "pending", "ineligible", "duplicate")
OUTCOMES = ("accepted", "accepted_with_errors", "refused", "unchanged", "later")
ACCEPTED = ("accepted", "accepted_with_errors")


def _is_full_name(cells: "pd.Series[str]") -> "pd.Series[bool]":
    return (cells == "") | cells.str.contains(r"\S\s+\S")


def _checks(column: Column, values: tuple[str, ...] | None) -> list[pa.Check]:
    checks: list[pa.Check] = []
    if column.is_required:
        checks.append(pa.Check(lambda cells: cells != "", error="required_missing"))
    if column.min_length is not None:
        shortest = column.min_length
        checks.append(pa.Check(lambda cells: (cells == "") | (cells.str.len() >= shortest), error="title_too_short"))
    if column.max_length is not None:
        longest = column.max_length
        code = "title_too_long" if column.field == "title" else "text_too_long"
        checks.append(pa.Check(lambda cells: cells.str.len() <= longest, error=code))
    if column.kind is Kind.PERSON:
        checks.append(pa.Check(_is_full_name, error="author_not_full_name"))
        checks.append(pa.Check(lambda cells: ~cells.str.contains(r"\d"), error="author_with_digits"))
    if values is not None and column.is_rejecting:
        checks.append(pa.Check(lambda cells: (cells == "") | cells.isin(values), error="choice_unknown"))
    return checks


def initiatives(values: dict[str, tuple[str, ...]]) -> pa.DataFrameSchema:
    """The rows of the sheet `Sáng kiến`, cleaned. values: list name → permitted values, from the campaign.

    A failure's `check` is a finding code, its `index` the row_id (contract §2, the table of headings).
    """
    columns = {
        column.field: pa.Column(str, checks=_checks(column, values.get(column.list_name or "")))
        for column in initiative.COLUMNS
        if column.kind in {Kind.TEXT, Kind.PERSON, Kind.PEOPLE, Kind.CHOICE}
    }
    days = {
        column.field: pa.Column("datetime64[s]", nullable=True)
        for column in initiative.COLUMNS
        if column.kind in {Kind.DAY, Kind.DAY_OR_MONTH}
    }
    amounts = {"benefit_vnd": pa.Column("Int64", pa.Check.ge(0, error="cell_unreadable"), nullable=True)}
    return pa.DataFrameSchema({**columns, **days, **amounts, "ip_protected": pa.Column("boolean", nullable=True)})


def fates() -> pa.DataFrameSchema:
    """fates.csv (contract §5): one line a row read, exactly one fate."""
    text = pa.Column(str)
    return pa.DataFrameSchema(
        {
            "file": text, "sha256": pa.Column(str, pa.Check.str_length(64, 64)),
            "sheet": text, "row": pa.Column("Int64", pa.Check.ge(1)),
            "unit_code": text, "initiative_code": text,
            "fate": pa.Column(str, pa.Check.isin(FATES)), "related": text, "reasons": text,
        },
        strict=True, unique=["sha256", "sheet", "row"],
    )  # fmt: skip


def failures(schema: pa.DataFrameSchema, table: pd.DataFrame) -> pd.DataFrame:
    """Every failure of the table: index (of the row), column (field), code."""
    try:
        schema.validate(table, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        return pd.DataFrame({"index": cases["index"], "column": cases["column"], "code": cases["check"]})
    return pd.DataFrame({"index": [], "column": [], "code": []})
