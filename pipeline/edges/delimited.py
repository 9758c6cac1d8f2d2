"""Reads a table saved as text (.csv): its encoding, its delimiter, and what stands above its headings.

A csv is one sheet, `Sáng kiến`, and neither its name nor its time decides anything (contract §4): whose it is and of
what day must stand above the headings, as lines `Mã CĐCS` and `Ngày báo cáo`, label and value. Imports no pandas.
"""

import csv
import io
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import islice

from pipeline import lookup
from pipeline.vietnamese import Cell, fold
from pipeline.workbook import Rows, Sheet
from schemas import initiative, unit_sheet

_DELIMITERS = ";,\t"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_FIELDS_OF_A_TABLE = 5
_LETTERS_LOST = "Tên sáng ki?n"
MAX_FIELD_LENGTH = 100_000


@dataclass(frozen=True)
class Delimited:
    """The sheets of a csv, the finding codes of how it was read, or the code of what refuses it."""

    sheets: tuple[Sheet, ...] = ()
    remarks: tuple[str, ...] = ()
    code: str = ""


def read(data: bytes) -> Delimited:
    """data: text by its first bytes. Raises nothing for any bytes."""
    looks_like_table = False
    for encoding, remark in _encodings(data):
        try:
            text = unicodedata.normalize("NFC", data.decode(encoding))
        except UnicodeDecodeError:
            continue
        for delimiter in _DELIMITERS:
            begin = _rows(text, delimiter, initiative.HEADING_SEARCH_ROW_COUNT)
            place = _heading_place(begin)
            if place is not None:
                return _with_unit(begin[:place], _rows(text, delimiter)[place:], ("file_read_from_csv", *remark))
            looks_like_table |= any(len(cells) >= _FIELDS_OF_A_TABLE for _, cells in begin)
    # Excel's plain “CSV” writes a question mark for every letter its code page lacks: what is lost stays lost.
    if _LETTERS_LOST in data.decode("cp1252", "replace"):
        return Delimited(code="csv_letters_lost")
    return Delimited(code="csv_without_headings" if looks_like_table else "file_not_workbook")


def _encodings(data: bytes) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What the bytes may be, likeliest first. Windows-1258 is sure only where the headings come out with all marks."""
    if data.startswith(_UTF_16):
        return (("utf-16", ()),)
    return (("utf-8-sig", ()), ("cp1258", ("csv_old_encoding",)))


def _rows(text: str, delimiter: str, count: int | None = None) -> Rows:
    """The rows, or the first `count`, that hold something, each with its number as Excel shows it when it opens it."""
    begin = text.find("\n") + 1 if text.startswith("sep=") else 0  # Excel's own way to tell the delimiter: no row
    lines = csv.reader(io.StringIO(text[begin:], newline=""), delimiter=delimiter)
    rows = []
    csv.field_size_limit(MAX_FIELD_LENGTH)
    try:
        for number, fields in enumerate(islice(lines, count), 1):
            cells: tuple[Cell, ...] = tuple(field or None for field in fields)
            if any(cells):
                rows.append((number, cells))
    except csv.Error:  # a field longer than any cell: a quote that is never closed
        return ()
    return tuple(rows)


@cache
def _heading_fields() -> dict[str, str]:
    """Folded heading → field, for the two that mark the heading row."""
    aliases = {name: field for name, field in lookup.heading_aliases().items() if field in initiative.HEADING_FIELDS}
    return {**aliases, **{fold(initiative.BY_FIELD[field].heading): field for field in initiative.HEADING_FIELDS}}


def _heading_place(rows: Rows) -> int | None:
    known = _heading_fields()
    for place, (_, cells) in enumerate(rows):
        fields = {known.get(fold(cell)) for cell in cells if isinstance(cell, str)}
        if fields.issuperset(initiative.HEADING_FIELDS):
            return place
    return None


def _with_unit(above: Rows, rows: Rows, remarks: tuple[str, ...]) -> Delimited:
    labels = {fold(cell) for _, cells in above for cell in cells if isinstance(cell, str)}
    wanted = {fold(unit_sheet.BY_FIELD[field].heading) for field in unit_sheet.REQUIRED_FIELDS}
    if not wanted <= labels:
        return Delimited(code="csv_without_unit")
    return Delimited((Sheet(unit_sheet.SHEET, above), Sheet(initiative.SHEET, rows)), remarks)
