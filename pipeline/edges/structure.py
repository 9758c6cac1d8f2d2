"""What the XML of the sheets says that the fast reader passes over: hidden rows, impossible row numbers, far cells.

Imports no pandas.
"""

import io
import posixpath
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from pipeline.edges.guard import part_name

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
# The fast reader makes room for every cell of the rectangle that the cells span, some 32 bytes each.
FAST_READER_CELLS = 4_000_000

_SHEET_DATA = re.compile(rb"<(?:\w+:)?sheetData\b")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_NUMBER = re.compile(rb"""(?:^|\s)r\s*=\s*["'](\d+)["']""")
_HIDDEN = re.compile(rb"""(?:^|\s)hidden\s*=\s*["'](?:1|true)["']""")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+)(\d+)["']""")
# Cells far to the right or far below, and those of numbers no workbook has; few files have any.
_FAR_PLACE = re.compile(rb"""\sr\s*=\s*["'](?:([A-Za-z]{3,})(\d+)|([A-Za-z]*)(\d{6,}))["']""")


@dataclass(frozen=True)
class Structure:
    """What a sheet is like: its hidden rows, and whether its cells lie too far apart for the fast reader."""

    hidden: frozenset[int] = frozenset()
    is_sparse: bool = False


def structures(data: bytes) -> tuple[dict[str, Structure], str]:
    """By name of the sheet (NFC), and "" or what is impossible about the places of the rows and cells.

    data: an unpacked package of .xlsx. Raises KeyError, ET.ParseError for a damaged one.
    """
    found: dict[str, Structure] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name, part in _sheet_parts(archive):
            found[name], fault = _structure(archive.read(part))
            if fault:
                return {}, f"trang “{name}”, {fault}"
    return found, ""


def _sheet_parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Name of a sheet and its part, for the sheets whose part is there."""
    parts = {name.casefold(): name for name in archive.namelist()}
    links = ET.fromstring(archive.read(parts["xl/_rels/workbook.xml.rels"]))  # noqa: S314 -- no entities: `unpack`
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    book = ET.fromstring(archive.read(parts["xl/workbook.xml"]))  # noqa: S314 -- as above
    found = []
    for sheet in (element for element in book.iter() if element.tag.rpartition("}")[2] == "sheet"):
        link = next((value for key, value in sheet.items() if key.endswith("}id")), "")
        part = parts.get(_full(targets.get(link, "")).casefold())
        if part is not None:
            found.append((unicodedata.normalize("NFC", sheet.get("name", "")), part))
    return found


def _full(target: str) -> str:
    """The part a link of the workbook leads to: relative to `xl/`, or from the root."""
    plain = target.replace("\\", "/")
    path = plain if plain.startswith(("/", "xl/")) else f"xl/{plain}"
    return part_name(posixpath.normpath(path))


def _structure(xml: bytes) -> tuple[Structure, str]:
    begin = _SHEET_DATA.search(xml)
    start = begin.end() if begin else 0
    end = xml.rfind(b"sheetData>", start)
    end = len(xml) if end == -1 else end
    hidden = set()
    row = 0
    for tag in _ROW.finditer(xml, start, end):
        stated = _NUMBER.search(tag[1])
        number = int(stated[1]) if stated else row + 1
        if number <= row:
            return Structure(), f"dòng {number} đứng sau dòng {row}"
        if number > LAST_ROW:
            return Structure(), f"dòng {number}"
        row = number
        if _HIDDEN.search(tag[1]):
            hidden.add(number)
    column = 702  # ZZ: further ones are looked for
    for far in _FAR_PLACE.finditer(xml, start, end):
        letters, number = (far[1], int(far[2])) if far[1] else (far[3], int(far[4]))
        index = _column(letters)
        if number > LAST_ROW or number < 1 or index > LAST_COLUMN:
            return Structure(), f"ô {letters.decode()[:9]}{number}"
        row, column = max(row, number), max(column, index)
    if row * column > FAST_READER_CELLS:
        # Cells that do not say where they stand stand side by side.
        column = max((_column(place[1]) for place in _PLACE.finditer(xml, start, end)), default=1)
    return Structure(frozenset(hidden), row * column > FAST_READER_CELLS), ""


def _column(letters: bytes) -> int:
    """A → 1, XFD → 16384; for letters that no column has, some number above all columns."""
    number = 0
    for letter in letters.upper()[:9]:
        number = number * 26 + letter - 64
    return number
