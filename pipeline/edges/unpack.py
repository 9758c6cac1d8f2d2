"""Unpacks a package within bounds and packs anew what the readers need: they parse what was looked at, nothing else.

Two programs may see two things in one odd zip (parts of one name, data before or behind, names in another case). Here
one of them unpacks; the readers get a plain zip of the parts it saw. Imports no pandas.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from pipeline.edges import guard

_CHUNK_BYTES = 1024 * 1024
_CELL_BYTES = 8  # no cell that holds something takes fewer; counting takes time
_DIRECTORY = "[Content_Types].xml"
_WORKBOOK_LINKS = "xl/_rels/workbook.xml.rels"
_XML_NAMES = (".xml", ".rels", ".vml")
# Looked at as all XML, and then left out: no reader needs them, and the careful one stumbles over them.
_LEFT_OUT = (
    "docprops/", "customxml/", "xl/drawings/", "xl/charts/", "xl/theme/", "xl/externallinks/", "xl/pivot", "xl/media/",
    "xl/activex/", "xl/ctrlprops/", "xl/diagrams/", "xl/threadedcomments/", "xl/persons/", "xl/querytables/",
)  # fmt: skip
_ENCODING = re.compile(rb"""^<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_PLAIN_ENCODINGS = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})
_CASED_NAME = re.compile(rb"""\b(?:PartName|Target)\s*=\s*["']/?([^"']+)["']""")

# An error cell of OpenDocument holds an empty text beside what Excel shows; without it the shown text is read.
_ODS_ERROR = re.compile(rb"""<table:table-cell\b[^>]*\bcalcext:value-type="error"[^>]*>""")
_ODS_EMPTY = re.compile(rb"""\s(?:office:string-value=""|office:value-type="float"|office:value="[^"]*")""")


@dataclass(frozen=True)
class Package:
    """A workbook unpacked within bounds.

    data: a plain zip of its parts. parts: folded name → content, the same ones. is_open_document: of an .ods. remarks:
    finding codes of what is left aside. code, detail: what refuses it instead.
    """

    data: bytes = b""
    parts: Mapping[str, bytes] = field(default_factory=dict)
    is_open_document: bool = False
    remarks: tuple[str, ...] = ()
    code: str = ""
    detail: str = ""


def unpack(data: bytes) -> Package:
    """data: a package that `guard.inspect` let through. Raises nothing for any bytes but MemoryError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _repacked(archive)
    except guard.UNZIP_ERRORS:
        return Package(code="file_damaged")


def _repacked(archive: zipfile.ZipFile) -> Package:
    parts = [(guard.part_name(part.filename), part) for part in archive.infolist() if not part.is_dir()]
    room = Room(guard.MAX_UNPACKED_BYTES)
    cased = _cased_names(archive, parts, room)
    content = io.BytesIO()
    kept: dict[str, bytes] = {}
    cell_count = 0
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as target:
        for raw, part in parts:
            key = raw.casefold()
            if not key.endswith(_XML_NAMES) and key != "mimetype":
                continue
            xml = room.read(archive, part)
            if xml is None:
                return Package(code="file_unpacks_too_large", detail="dung lượng sau khi giải nén quá lớn")
            code, detail = ("", "") if key == "mimetype" else xml_fault(xml)
            if code:
                return Package(code=code, detail=detail)
            if key.startswith("xl/worksheets/") and len(xml) > guard.MAX_CELLS * _CELL_BYTES:
                cell_count += xml.count(b"</c>")
            if cell_count > guard.MAX_CELLS:
                return Package(code="file_holds_too_much")
            if key == "meta-inf/manifest.xml" and b"encryption-data" in xml:
                return Package(code="file_encrypted")
            if key == "content.xml" and not _is_well_formed(xml):
                return Package(code="file_damaged")
            if not key.startswith(_LEFT_OUT):
                kept[key] = _readable(key, xml)
                target.writestr(zipfile.ZipInfo(cased.get(key, raw)), kept[key])
    names = [raw.casefold() for raw, _ in parts]
    return Package(content.getvalue(), kept, "xl/workbook.xml" not in names, _remarks(names))


class Room:
    """How much may still be unpacked; what the directory of the zip says of sizes is not believed."""

    def __init__(self, size: int) -> None:
        self._left = size

    def read(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes | None:
        """The part, or None where it does not fit. Raises zipfile.BadZipFile where its CRC differs."""
        chunks = []
        size = 0
        most = max(guard.RATIO_FREE_BYTES, guard.MAX_RATIO * part.compress_size)
        with archive.open(part) as packed:
            while chunk := packed.read(_CHUNK_BYTES):
                size += len(chunk)
                if size > min(self._left, most, guard.MAX_PART_BYTES):
                    return None
                chunks.append(chunk)
        self._left -= size
        return b"".join(chunks)


def _cased_names(archive: zipfile.ZipFile, parts: list[tuple[str, zipfile.ZipInfo]], room: Room) -> dict[str, str]:
    """Folded name → the name as the package itself refers to it: one of the readers cares about the case."""
    wanted = {name.casefold(): name for name in (_DIRECTORY, _WORKBOOK_LINKS, "xl/workbook.xml")}
    names = dict(wanted)
    for raw, part in parts:
        if raw.casefold() in (_DIRECTORY.casefold(), _WORKBOOK_LINKS):
            for found in _CASED_NAME.findall(room.read(archive, part) or b""):
                name = guard.part_name(found.decode("utf-8", "replace"))
                for full in (name, f"xl/{name}"):
                    names.setdefault(full.casefold(), full)
    return names


def xml_fault(xml: bytes) -> tuple[str, str]:
    """Why a part of XML is not parsed: entities can expand without end, and another encoding could hide them."""
    begin = xml[:512].removeprefix(b"\xef\xbb\xbf").lstrip()
    if begin.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in begin:
        return "file_suspicious", "thành phần XML không phải UTF-8"
    declared = _ENCODING.match(begin)
    if declared and declared[1].lower() not in _PLAIN_ENCODINGS:
        return "file_suspicious", "thành phần XML không phải UTF-8"
    if b"!" in xml and (b"<!DOCTYPE" in xml or b"<!ENTITY" in xml):  # one look for nearly all
        return "file_has_entities", ""
    return "", ""


def _is_well_formed(xml: bytes) -> bool:
    """The fast reader waits for ever for the end of a cell of an .ods that is never closed (not so of an .xlsx)."""
    try:
        expat.ParserCreate().Parse(xml, True)
    except expat.ExpatError:
        return False
    return True


def _readable(key: str, xml: bytes) -> bytes:
    if key == "content.xml" and b'calcext:value-type="error"' in xml:
        return _ODS_ERROR.sub(lambda cell: _ODS_EMPTY.sub(b"", cell[0]), xml)
    return xml


def _remarks(keys: list[str]) -> tuple[str, ...]:
    found = []
    if any(key.endswith("vbaproject.bin") or key.startswith(("xl/macrosheets/", "basic/")) for key in keys):
        found.append("file_has_macros")
    if any(key.startswith("xl/externallinks/") for key in keys):
        found.append("file_has_external_links")
    return tuple(found)
