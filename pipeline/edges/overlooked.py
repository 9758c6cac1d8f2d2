"""What the fast reader passes over in silence: error cells, formulas without a result, cells far apart.

Imports no pandas.
"""

import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pipeline.edges.structure import rows_span
from pipeline.vietnamese import Cell
from pipeline.workbook import Rows, Sheet

if TYPE_CHECKING:
    from openpyxl import Workbook

# An error cell, whose text begins with “#”; a formula whose cell holds no value. Among the rows of most sheets neither
# letter stands at all, and a look for a letter takes a hundredth of the time that a look for a mark takes.
_MARKS = {b"#": (b'"e"', b"'e'"), b"f": (b"</f>", b":f>")}
_SUSPICIOUS = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*\bt\s*=\s*["']e["']
    | </(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v\b[^>]*></|</(?:\w+:)?c>)""",
    re.VERBOSE,
)
_STYLES = "xl/styles.xml"
_NO_STYLES = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
# The careful reader knows one of the two forms of the format by its names; what they say is the same.
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


def complete(data: bytes, xml: Collection[bytes], sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """The sheets with such cells as Excel shows them: `#REF!`, or the formula's own text where it was never calculated.

    Read as empty they would pass for something the union left out. data: an unpacked package; xml:
    its sheets.
    """
    if not any(map(_is_suspicious, xml)):
        return sheets
    plain = _rewritten(data, {_STYLES: _NO_STYLES})  # some files bear styles that take the careful reader minutes
    errors = _cells(plain, with_results=True)
    formulas = _cells(plain, with_results=False)
    return tuple(overlaid(sheet, {**formulas.get(sheet.name, {}), **errors.get(sheet.name, {})}) for sheet in sheets)


def _is_suspicious(xml: bytes) -> bool:
    start, end, _ = rows_span(xml)
    is_marked = any(
        xml.find(letter, start, end) != -1 and any(xml.find(mark, start, end) != -1 for mark in marks)
        for letter, marks in _MARKS.items()
    )
    return is_marked and _SUSPICIOUS.search(xml, start, end) is not None


def sparse_rows(data: bytes, names: Collection[str]) -> dict[str, Rows]:
    """The rows of these sheets (by NFC name), read one by one: no room is made for what lies between the cells."""
    if not names:
        return {}
    with _opened(_rewritten(data, {}), with_results=True) as book:
        return {
            name: tuple(_filled_rows(sheet))
            for sheet in book.worksheets
            if (name := unicodedata.normalize("NFC", sheet.title)) in names
        }


def _filled_rows(sheet: Any) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    sheet.reset_dimensions()  # what the file says of its size is not believed
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        if any(cell is not None and cell != "" for cell in cells):
            values = [None if cell == "" else cell for cell in cells]
            while values[-1] is None:
                values.pop()
            yield number, tuple(values)


def _rewritten(data: bytes, replaced: dict[str, bytes]) -> bytes:
    """The package with these parts in the place of its own, in the form the careful reader knows."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(content, "w") as target:
        for name in archive.namelist():
            xml = replaced.get(name) or archive.read(name)
            if _STRICT in xml:
                for strict, transitional in _TRANSITIONAL:
                    xml = xml.replace(strict, transitional)
            target.writestr(zipfile.ZipInfo(name), xml)
    return content.getvalue()


@contextmanager
def _opened(data: bytes, *, with_results: bool) -> "Iterator[Workbook]":
    from openpyxl import load_workbook  # it imports numpy: only the few files that need it pay for it

    with warnings.catch_warnings(action="ignore"):  # what openpyxl drops of styles and dropdowns is not asked for
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=with_results, keep_links=False)
        try:
            yield book
        finally:
            book.close()


def _cells(data: bytes, *, with_results: bool) -> dict[str, dict[tuple[int, int], str]]:
    """By sheet and place (row from 1, column from 0): the errors, or the text of every formula."""
    wanted = "e" if with_results else "f"
    with _opened(data, with_results=with_results) as book:
        for sheet in book.worksheets:
            sheet.reset_dimensions()
        return {
            unicodedata.normalize("NFC", sheet.title): {
                (cell.row, cell.column - 1): str(cell.value)
                for row in sheet.iter_rows()
                for cell in row
                if cell.value is not None and cell.data_type == wanted
            }
            for sheet in book.worksheets
        }


def overlaid(sheet: Sheet, texts: dict[tuple[int, int], str]) -> Sheet:
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
    return replace(sheet, rows=completed)
