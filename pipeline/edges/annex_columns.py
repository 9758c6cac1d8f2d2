"""Columns of the annex that several sheets share."""

import pandas as pd

from pipeline.edges.annex_cells import days, numbers, texts
from pipeline.edges.annex_formats import Form
from pipeline.edges.annex_sheet import Column
from schemas import initiative

DAY_WIDTH = 10.5


def initiative_text(rows: pd.DataFrame, field: str, width: float, form: Form = Form.TEXT) -> Column:
    """A field of the sheet Sáng kiến as typed, under its own heading."""
    return Column(initiative.BY_FIELD[field].heading, form, width, texts(rows[field]))


def initiative_day(rows: pd.DataFrame, field: str) -> Column:
    """A day of the sheet Sáng kiến under its own heading."""
    return Column(initiative.BY_FIELD[field].heading, Form.DAY, DAY_WIDTH, days(rows[field]))


def origin(table: pd.DataFrame, suffix: str = "") -> tuple[Column, Column, Column]:
    """Where a line comes from, so that every figure can be followed to its cell."""
    return (
        Column(f"Tệp{suffix}", Form.TEXT, 16, texts(table["file"])),
        Column(f"Trang tính{suffix}", Form.TEXT, 9.5, texts(table["sheet"])),
        Column(f"Dòng{suffix}", Form.ORDINAL, 6.5, numbers(table["row"])),
    )
