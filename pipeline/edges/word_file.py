"""Opens a .docx of unknown origin: looked at by the guard, unpacked within bounds, its XML parsed without entities."""

import io
import posixpath
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.edges import guard, unpack
from pipeline.edges.kinds import Kind, kind_of
from pipeline.errors import UsageError

MAIN = "word/document.xml"
_ROOT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}document"
MAX_PART_BYTES = 8 * 1024 * 1024  # the XML of several hundred pages; it is read in some ten seconds at most
_WANTED = (".xml", ".rels")
_CODE_OF_WORD = "file_is_document"  # what the guard says of a Word document that is otherwise fit
_FAULTS = {
    "file_empty": "tệp trống",
    "file_encrypted": "tệp có mật khẩu; bỏ mật khẩu rồi lưu lại",
    "file_damaged": "tệp bị hỏng",
    "file_too_large": "tệp quá lớn",
    "file_unpacks_too_large": "dung lượng sau khi giải nén quá lớn",
    "file_suspicious": "cấu trúc tệp bất thường",
    "file_has_entities": "tệp chứa khai báo XML không được phép",
}


@dataclass(frozen=True)
class Package:
    """The XML parts of a document by name, parsed, and the relations of the main part: id → name of a part."""

    parts: dict[str, Any]
    relations: dict[str, str]


def open_word(path: Path) -> Package:
    """Raises UsageError for what is no .docx, is damaged, or would take too much to read."""
    try:
        with path.open("rb") as file:
            data = file.read(guard.MAX_FILE_BYTES + 1)
    except OSError as error:
        raise UsageError(f"Không đọc được tệp {path}. Đóng tệp nếu đang mở trong Word.") from error
    code, _ = guard.inspect(data)
    if code != _CODE_OF_WORD or kind_of(data) is not Kind.PACKAGE:
        raise _refusal(path, code)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _parsed(path, archive)
    except guard.UNZIP_ERRORS as error:
        raise _refusal(path, "file_damaged") from error


def _refusal(path: Path, code: str) -> UsageError:
    why = _FAULTS.get(code, "đây không phải là tệp Word dạng .docx; mở bằng Word rồi lưu dạng .docx")
    return UsageError(f"Không kiểm tra được tệp {path.name}: {why}.")


def _parsed(path: Path, archive: zipfile.ZipFile) -> Package:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    room = unpack.Room(guard.MAX_UNPACKED_BYTES)
    parts: dict[str, Any] = {}
    for part in archive.infolist():
        name = guard.part_name(part.filename)
        if not name.startswith("word/") or not name.endswith(_WANTED):
            continue
        xml = room.read(archive, part)
        if xml is None or len(xml) > MAX_PART_BYTES:
            raise _refusal(path, "file_unpacks_too_large")
        code, _ = unpack.xml_fault(xml)
        if code:
            raise _refusal(path, code)
        try:
            parts[name] = etree.fromstring(xml, parser)
        except etree.XMLSyntaxError as error:
            raise _refusal(path, "file_damaged") from error
    if MAIN not in parts or parts[MAIN].tag != _ROOT:  # the Strict variant of the format has names of its own
        raise _refusal(path, "")
    return Package(parts, _relations(parts.get("word/_rels/document.xml.rels")))


def _relations(links: Any) -> dict[str, str]:
    """Id → part, those inside the package only."""
    return {
        link.get("Id", ""): posixpath.normpath(posixpath.join("word", link.get("Target", ""))).lstrip("/")
        for link in (links if links is not None else ())
        if isinstance(link.tag, str) and link.get("TargetMode") != "External"
    }
