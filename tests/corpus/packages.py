"""Parts of workbooks taken apart, changed and packed again, and zips as no honest program writes them."""

import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Mapping

SHEET = "xl/worksheets/sheet2.xml"  # `Sáng kiến` in the workbooks of the stories; sheet1 is `Đơn vị`
STRINGS = "xl/sharedStrings.xml"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = (
    (MAIN, b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_END = struct.Struct("<4s4H2LH")

Parts = Mapping[str, bytes]


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Parts | Iterable[tuple[str, bytes]], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The same bytes each time; a name may come twice."""
    content = io.BytesIO()
    pairs = parts.items() if isinstance(parts, Mapping) else parts
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(content, "w") as archive:  # a name that comes twice
        for name, data in pairs:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, compression)
    return content.getvalue()


def with_parts(data: bytes, new: Mapping[str, bytes | None]) -> bytes:
    """The workbook with these parts changed or added; None takes one away."""
    parts = {**parts_of(data), **new}
    return zipped({name: part for name, part in parts.items() if part is not None})


def edited(data: bytes, pattern: bytes, replacement: bytes, part: str = SHEET) -> bytes:
    """The workbook with the first match of `pattern` in a part replaced. There must be one."""
    new, count = re.subn(pattern, lambda _: replacement, parts_of(data)[part], count=1, flags=re.DOTALL)
    if not count:
        raise AssertionError(pattern)
    return with_parts(data, {part: new})


def renamed(data: bytes, rename: Mapping[str, str] | None = None, *, case: str = "", slash: str = "/") -> bytes:
    """The workbook with its parts called otherwise."""
    names = rename or {}
    found = []
    for name, part in parts_of(data).items():
        new = names.get(name, name)
        new = new.upper() if case == "upper" else new
        found.append((new.replace("/", slash), part))
    return zipped(found)


def strict(data: bytes) -> bytes:
    """As Excel's “Strict Open XML Spreadsheet”."""
    parts = parts_of(data)
    for transitional, other in _STRICT:
        parts = {name: part.replace(transitional, other) for name, part in parts.items()}
    return zipped(parts)


def with_rows(data: bytes, rows: str, part: str = SHEET) -> bytes:
    """The workbook with these rows of XML at the end of a sheet."""
    return edited(data, b"</sheetData>", rows.encode() + b"</sheetData>", part)


def central_entries(data: bytes) -> list[int]:
    """Where the entries of the directory of a zip begin."""
    places = []
    place = data.find(b"PK\x01\x02")
    while place != -1:
        places.append(place)
        place = data.find(b"PK\x01\x02", place + 4)
    return places


def with_field(data: bytes, part: str, offset: int, value: bytes) -> bytes:
    """The zip with some bytes of a part's entry in the directory changed."""
    changed_data = bytearray(data)
    for place in central_entries(data):
        length = int.from_bytes(data[place + 28 : place + 30], "little")
        if data[place + 46 : place + 46 + length] == part.encode():
            changed_data[place + offset : place + offset + len(value)] = value
            return bytes(changed_data)
    raise AssertionError(part)


def lying(parts: Parts, part: str, claimed: int) -> bytes:
    """A zip whose directory and header claim for a part fewer bytes than come out of it."""
    data = zipped(parts)
    packed = with_field(data, part, 24, claimed.to_bytes(4, "little"))
    start = packed.find(part.encode()) - _LOCAL.size
    head = bytearray(packed)
    head[start + 22 : start + 26] = claimed.to_bytes(4, "little")
    return bytes(head)


def overlapping(names: list[str], content: bytes) -> bytes:
    """A zip in which all names share one run of packed bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    crc = zlib.crc32(content)
    head = _LOCAL.pack(b"PK\x03\x04", 20, 0, 8, 0, 33, crc, len(packed), len(content), len(names[0]), 0)
    body = head + names[0].encode() + packed
    entries = b"".join(
        _CENTRAL.pack(b"PK\x01\x02", 20, 20, 0, 8, 0, 33, crc, len(packed), len(content), len(name), 0, 0, 0, 0, 0, 0)
        + name.encode()
        for name in names
    )
    return body + entries + _END.pack(b"PK\x05\x06", 0, 0, len(names), len(names), len(entries), len(body), 0)


def ole(*streams: str) -> bytes:
    """A compound file whose directory names these streams and whose sectors lead nowhere."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2) + bytes(62)
        for name in ("Root Entry", *streams)
    )
    return head.ljust(512, b"\0") + entries.ljust(1024, b"\0")
