"""What the fast reader passes over in silence: error cells, and formulas without a result (imports no pandas)."""

import io
import re
import unicodedata
import warnings
import zipfile

from pipeline.workbook import Rows, Sheet

_SHEET_PART = re.compile(r"[/\\]?xl[/\\]worksheets[/\\][^/\\]+\.xml", re.IGNORECASE)
# An error cell; a formula whose cell holds no value. Most files hold no formula at all, which one look at marks tells.
_MARKS = (b't="e"', b"t='e'", b"f>")
_SUSPICIOUS = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*\bt=["']e["']
    | </(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v\b[^>]*></|</(?:\w+:)?c>)""",
    re.VERBOSE,
)


def complete(data: bytes, sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """The sheets with such cells as Excel shows them: `#REF!`, or the formula's own text where it was never calculated.

    Read as empty they would pass for something the union left out.
    """
    if not _is_suspicious(data):
        return sheets
    errors = _cells(data, with_results=True)
    formulas = _cells(data, with_results=False)
    return tuple(_overlaid(sheet, {**formulas.get(sheet.name, {}), **errors.get(sheet.name, {})}) for sheet in sheets)


def _is_suspicious(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [name for name in archive.namelist() if _SHEET_PART.fullmatch(name)]
        contents = map(archive.read, parts)
        return any(_SUSPICIOUS.search(xml) for xml in contents if any(mark in xml for mark in _MARKS))


def _cells(data: bytes, *, with_results: bool) -> dict[str, dict[tuple[int, int], str]]:
    """By sheet and place (row from 1, column from 0): the errors, or the text of every formula."""
    from openpyxl import load_workbook  # it imports numpy: only the few files that need it pay for it

    with warnings.catch_warnings(action="ignore"):  # what openpyxl drops of styles and dropdowns is not asked for
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=with_results)
    wanted = "e" if with_results else "f"
    return {
        unicodedata.normalize("NFC", sheet.title): {
            (cell.row, cell.column - 1): str(cell.value)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None and cell.data_type == wanted
        }
        for sheet in book.worksheets
    }


def _overlaid(sheet: Sheet, texts: dict[tuple[int, int], str]) -> Sheet:
    """The sheet with `texts` where it has nothing; a formula with a result keeps its result."""
    if not texts:
        return sheet
    rows = {number: list(cells) for number, cells in sheet.rows}
    for (number, column), text in sorted(texts.items()):
        cells = rows.setdefault(number, [])
        cells += [None] * (column + 1 - len(cells))
        if cells[column] is None:
            cells[column] = text
    completed: Rows = tuple((number, tuple(rows[number])) for number in sorted(rows))
    return Sheet(sheet.name, completed)
