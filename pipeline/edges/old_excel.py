"""What an .xls says that the fast reader passes over: error cells, hidden rows, a password (imports no pandas).

No library that is still kept reads error cells of .xls without reading all anew; the records that tell them are few and
of fixed form ([MS-CFB] for the file, [MS-XLS] for its stream).
"""

import struct
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

_SECTORS_IN_HEADER = 109
_LAST_SECTOR = 0xFFFFFFFA  # this and greater ones are no sectors
_ENTRY_BYTES = 128
_STREAMS = ("Workbook", "Book")

_BOF, _SHEET, _PASSWORD, _ROW, _BOOL_OR_ERROR, _FORMULA = 0x0809, 0x0085, 0x002F, 0x0208, 0x0205, 0x0006
_IS_HIDDEN = 0x20
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_UNKNOWN_ERROR = "#VALUE!"


@dataclass
class Look:
    """Of one sheet: errors by place (row from 1, column from 0), and the numbers of the rows Excel does not show."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)


def look(data: bytes) -> tuple[dict[str, Look], bool]:
    """By name of the sheet (NFC), and whether a password is asked for. Raises ValueError, struct.error if damaged."""
    names: dict[int, str] = {}
    found: dict[str, Look] = {}
    current = Look()
    for place, kind, body in _records(_stream(data)):
        if kind == _PASSWORD:
            return {}, True
        if kind == _SHEET and len(body) >= 8:
            names[int.from_bytes(body[:4], "little")] = _name(body)
        elif kind == _BOF:
            current = found.setdefault(names.get(place, ""), Look())
        elif kind == _ROW and len(body) >= 14 and body[12] & _IS_HIDDEN:
            current.hidden.add(int.from_bytes(body[:2], "little") + 1)
        elif kind == _BOOL_OR_ERROR and len(body) >= 8 and body[7] == 1:
            current.errors[_cell(body)] = _ERRORS.get(body[6], _UNKNOWN_ERROR)
        elif kind == _FORMULA and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
            current.errors[_cell(body)] = _ERRORS.get(body[8], _UNKNOWN_ERROR)
    return found, False


def _cell(body: bytes) -> tuple[int, int]:
    row, column = struct.unpack_from("<HH", body)
    return row + 1, column


def _name(body: bytes) -> str:
    length, is_wide = body[6], body[7] & 1
    raw = body[8 : 8 + length * (2 if is_wide else 1)]
    return unicodedata.normalize("NFC", raw.decode("utf-16-le" if is_wide else "latin-1", "replace"))


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Place, kind and body of each record."""
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        yield place, kind, stream[place + 4 : place + 4 + length]
        place += 4 + length


def _stream(data: bytes) -> bytes:
    """The workbook of a compound file, b"" where it has none of its own sectors."""
    sector_bytes = 1 << min(int.from_bytes(data[30:32], "little"), 12)
    table = _sector_table(data, sector_bytes)
    directory = _chain(data, table, int.from_bytes(data[48:52], "little"), sector_bytes)
    smallest = int.from_bytes(data[56:60], "little")
    for place in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        entry = directory[place : place + _ENTRY_BYTES]
        name = entry[: max(0, int.from_bytes(entry[64:66], "little") - 2)].decode("utf-16-le", "replace")
        size = int.from_bytes(entry[120:124], "little")
        if name in _STREAMS and size >= smallest:
            return _chain(data, table, int.from_bytes(entry[116:120], "little"), sector_bytes)[:size]
    return b""


def _sector_table(data: bytes, sector_bytes: int) -> list[int]:
    """Sector → the one that follows it."""
    places = list(struct.unpack_from(f"<{_SECTORS_IN_HEADER}L", data, 76))
    more = int.from_bytes(data[68:72], "little")
    seen: set[int] = set()
    while more < _LAST_SECTOR and more not in seen:  # of files over 7 MB the list of table sectors goes on
        seen.add(more)
        *further, more = struct.unpack_from(f"<{sector_bytes // 4}L", data, (more + 1) * sector_bytes)
        places += further
    table: list[int] = []
    for sector in places:
        if sector < _LAST_SECTOR:
            part = data[(sector + 1) * sector_bytes : (sector + 2) * sector_bytes]
            table += struct.unpack_from(f"<{len(part) // 4}L", part)
    return table


def _chain(data: bytes, table: list[int], sector: int, sector_bytes: int) -> bytes:
    parts = []
    seen: set[int] = set()
    while sector < len(table):
        if sector in seen:
            raise ValueError("the sectors lead in a circle")
        seen.add(sector)
        parts.append(data[(sector + 1) * sector_bytes : (sector + 2) * sector_bytes])
        sector = table[sector]
    return b"".join(parts)
