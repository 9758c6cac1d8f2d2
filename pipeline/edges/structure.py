"""What the XML of the sheets says that the fast reader passes over: hidden rows, impossible row numbers, far cells.

Imports no pandas.
"""

import posixpath
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree import ElementTree as ET
from xml.parsers import expat

from pipeline.edges.guard import part_name

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
# The fast reader makes room for every cell of the rectangle that the cells span, some 32 bytes each.
FAST_READER_CELLS = 4_000_000

_SHEET_DATA = re.compile(rb"<(?:\w+:)?sheetData\b")
# Nearly every sheet bears no prefix, and what begins with a fixed text is found ten times as fast.
_ROW = re.compile(rb"<row\b([^>]*)>")
_PREFIXED_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_HIDDEN_ROWS = frozenset({"collapse", "filter"})  # as OpenDocument says it
_NUMBER = re.compile(rb"""(?:^|\s)r\s*=\s*["'](\d+)["']""")
_HIDDEN = re.compile(rb"""(?:^|\s)hidden\s*=\s*["'](?:1|true)["']""")
_REFERENCE = re.compile(rb"""[^>]*?\sr\s*=\s*["']([A-Za-z]+)(\d+)["']""")


@dataclass(frozen=True)
class Structure:
    """What a sheet is like: its hidden rows, and whether its cells lie too far apart for the fast reader."""

    hidden: frozenset[int] = frozenset()
    is_sparse: bool = False


def structures(sheets: Mapping[str, bytes]) -> tuple[dict[str, Structure], str]:
    """By name of the sheet, and "" or what is impossible about the places of the rows and cells.

    sheets: as `sheet_parts` finds them.
    """
    found: dict[str, Structure] = {}
    for name, xml in sheets.items():
        found[name], fault = _structure(xml)
        if fault:
            return {}, f"trang “{name}”, {fault}"
    return found, ""


def open_document_structures(content: bytes) -> dict[str, Structure]:
    """The same of the content of an .ods, which is well-formed; its far cells are the fast reader's affair."""
    if b"table:visibility" not in content:
        return {}
    hidden: dict[str, set[int]] = {}
    name, row = "", 0

    def begin(tag: str, attributes: dict[str, str]) -> None:
        nonlocal name, row
        if tag == "table:table":
            name, row = unicodedata.normalize("NFC", attributes.get("table:name", "")), 0
        elif tag == "table:table-row":
            count = int(attributes.get("table:number-rows-repeated", "1"))
            if attributes.get("table:visibility") in _HIDDEN_ROWS:
                hidden.setdefault(name, set()).update(range(row + 1, row + 1 + min(count, LAST_ROW)))
            row += count

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.Parse(content, True)
    return {sheet: Structure(frozenset(rows)) for sheet, rows in hidden.items()}


def sheet_parts(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Name of a sheet (NFC) → its XML, for the sheets whose part is there.

    parts: of an unpacked .xlsx. Raises KeyError, ET.ParseError for a damaged one.
    """
    links = ET.fromstring(parts["xl/_rels/workbook.xml.rels"])  # noqa: S314 -- no entities: `unpack`
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    book = ET.fromstring(parts["xl/workbook.xml"])  # noqa: S314 -- as above
    found = {}
    for sheet in (element for element in book.iter() if element.tag.rpartition("}")[2] == "sheet"):
        link = next((value for key, value in sheet.items() if key.endswith("}id")), "")
        part = _full(targets.get(link, "")).casefold()
        if part in parts:
            found[unicodedata.normalize("NFC", sheet.get("name", ""))] = parts[part]
    return found


def _full(target: str) -> str:
    """The part a link of the workbook leads to: relative to `xl/`, or from the root."""
    plain = target.replace("\\", "/")
    path = plain if plain.startswith(("/", "xl/")) else f"xl/{plain}"
    return part_name(posixpath.normpath(path))


class Span(NamedTuple):
    """Where the rows of a sheet stand in its XML, which is most of it, and whether their names bear a prefix."""

    start: int
    end: int
    is_prefixed: bool


def rows_span(xml: bytes) -> Span:
    begin = _SHEET_DATA.search(xml)
    start = begin.end() if begin else 0
    end = xml.rfind(b"sheetData>", start)
    if end == -1:
        end = start if xml.startswith(b"/>", start) else len(xml)
    return Span(start, end, begin is not None and b":" in begin[0])


def _structure(xml: bytes) -> tuple[Structure, str]:
    start, end, is_prefixed = rows_span(xml)
    tags = list((_PREFIXED_ROW if is_prefixed else _ROW).finditer(xml, start, end))
    cell_mark = b":c " if is_prefixed else b"<c "
    hidden = set()
    row = 0
    last_column = 1
    for place, tag in enumerate(tags):
        stated = _NUMBER.search(tag[1])
        number = int(stated[1]) if stated else row + 1
        if number <= row:
            return Structure(), f"dòng {number} đứng sau dòng {row}"
        if number > LAST_ROW:
            return Structure(), f"dòng {number}"
        row = number
        if b"hidden" in tag[1] and _HIDDEN.search(tag[1]):
            hidden.add(number)
        following = tags[place + 1].start() if place + 1 < len(tags) else end
        cell = _last_cell(xml, cell_mark, tag.end(), following)
        if cell is not None:
            last_column = max(last_column, _column(cell[1]))
            if int(cell[2]) != row or last_column > LAST_COLUMN:
                return Structure(), f"dòng {row}, ô {(cell[1] + cell[2]).decode()[:20]}"
    return Structure(frozenset(hidden), row * last_column > FAST_READER_CELLS), ""


def _last_cell(xml: bytes, mark: bytes, start: int, end: int) -> re.Match[bytes] | None:
    """The last cell between two places that says where it stands. In a sound row it is the one furthest right."""
    place = xml.rfind(mark, start, end)
    return None if place == -1 else _REFERENCE.match(xml, place, end)


def _column(letters: bytes) -> int:
    """A → 1, XFD → 16384; for letters that no column has, some number above all columns."""
    number = 0
    for letter in letters.upper()[:9]:
        number = number * 26 + letter - 64
    return number
