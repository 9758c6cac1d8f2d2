"""Looks at a file's bytes before anything parses them: size, kind by content, the zip directory (imports no pandas)."""

import io
import struct
import zipfile
import zlib
from collections import Counter
from itertools import pairwise

from pipeline.edges.kinds import Kind, kind_of

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_PART_COUNT = 2_000
MAX_PART_BYTES = 64 * 1024 * 1024
MAX_UNPACKED_BYTES = 128 * 1024 * 1024
MAX_RATIO = 200
MAX_CELLS = 1_000_000  # of a whole file, those that hold something; the largest union has a hundredth of it
RATIO_FREE_BYTES = 1024 * 1024  # a small part may be mostly repetition

_REFUSED_KINDS = {
    Kind.EMPTY: "file_empty",
    Kind.ENCRYPTED: "file_encrypted",
    Kind.DOCUMENT: "file_is_document",
    Kind.ARCHIVE: "file_is_archive",
    Kind.WEB_PAGE: "file_is_web_page",
    Kind.UNKNOWN: "file_not_workbook",
}
# All that reading a zip of any bytes may raise.
UNZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, struct.error, ValueError, OSError, NotImplementedError, EOFError, RuntimeError,
    IndexError,  # a part without a name
)  # fmt: skip
_PACKED_AS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_LOCAL_HEADER_BYTES = 30
_IS_ENCRYPTED = 0x1

# What a package is, by a part that only such a package has; the first that fits.
_MARKS = (
    ("xl/workbook.xml", ""),
    ("xl/workbook.bin", "file_binary_format"),
    ("word/document.xml", "file_is_document"),
    ("ppt/presentation.xml", "file_is_document"),
)
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_TABLES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")


def inspect(data: bytes) -> tuple[str, str]:
    """The finding code and detail that refuse the file, or ("", "") for one fit to be unpacked and parsed.

    The kind is told by content, never by the extension. Raises nothing for any bytes. What the zip directory says of
    sizes is not trusted: `unpack` counts what really comes out.
    """
    if len(data) > MAX_FILE_BYTES:
        return too_large()
    kind = kind_of(data)
    if kind is not Kind.PACKAGE:
        return _REFUSED_KINDS.get(kind, ""), ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _inspect_parts(archive)
    except UNZIP_ERRORS:
        return "file_damaged", ""


def too_large() -> tuple[str, str]:
    """The refusal of a file that is not even read into memory."""
    return "file_too_large", f"{MAX_FILE_BYTES // 1024 // 1024} MB"


def part_name(raw: str) -> str:
    """The name of a part as the format writes it; some programs write backslashes, or begin with a slash."""
    return raw.replace("\\", "/").lstrip("/")


def _inspect_parts(archive: zipfile.ZipFile) -> tuple[str, str]:
    parts = archive.infolist()
    if len(parts) > MAX_PART_COUNT:
        return "file_unpacks_too_large", f"{len(parts)} thành phần"
    if sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES or any(
        part.file_size > MAX_PART_BYTES for part in parts
    ):
        return "file_unpacks_too_large", "dung lượng sau khi giải nén quá lớn"
    if any(part.file_size > max(RATIO_FREE_BYTES, MAX_RATIO * part.compress_size) for part in parts):
        return "file_unpacks_too_large", "tỷ lệ nén quá cao"
    if any(part.flag_bits & _IS_ENCRYPTED for part in parts):
        return "file_encrypted", ""
    if any(part.compress_type not in _PACKED_AS for part in parts):
        return "file_suspicious", "kiểu nén lạ"
    if _overlap(parts):
        return "file_suspicious", "các thành phần chồng lên nhau"
    counts = Counter(part_name(part.filename).casefold() for part in parts if not part.is_dir())
    if any(count > 1 for count in counts.values()):
        return "file_suspicious", "có hai thành phần cùng tên"
    return _package_code(archive, counts), ""


def _overlap(parts: list[zipfile.ZipInfo]) -> bool:
    """Whether two parts share bytes: a small file could unpack to a huge one, or two readers read two things."""
    spans = sorted((part.header_offset, part.compress_size) for part in parts)
    return any(start + _LOCAL_HEADER_BYTES + size > following for (start, size), (following, _) in pairwise(spans))


def _package_code(archive: zipfile.ZipFile, names: Counter[str]) -> str:
    for mark, code in _MARKS:
        if mark in names:
            return code
    if {"content.xml", "mimetype"} <= set(archive.namelist()):
        with archive.open("mimetype") as part:
            kind = part.read(256)
        if kind.startswith(_SPREADSHEET):
            return ""
        return "file_is_document" if kind.startswith(_OPEN_DOCUMENT) else "file_not_workbook"
    return "file_is_archive" if any(name.endswith(_TABLES) for name in names) else "file_not_workbook"
