"""Looks at a file's bytes before anything parses them: size, kind by content, the zip directory (imports no pandas)."""

import io
import zipfile

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_PART_COUNT = 2_000
MAX_PART_BYTES = 200 * 1024 * 1024
MAX_UNPACKED_BYTES = 400 * 1024 * 1024
MAX_RATIO = 200
_RATIO_FREE_BYTES = 1024 * 1024  # a small part may be mostly repetition

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


def inspect(data: bytes) -> tuple[str, str]:
    """The finding code and detail that refuse the file, or ("", "") for a workbook fit to be parsed.

    The kind is told by content, never by the extension. Raises nothing for any bytes.
    """
    if not data:
        return "file_empty", ""
    if len(data) > MAX_FILE_BYTES:
        return too_large()
    if data.startswith(_OLE):
        return ("file_encrypted" if _ENCRYPTED_STREAM in data else "file_old_format"), ""
    if not data.startswith(_ZIP):
        return "file_not_workbook", ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _inspect_parts(archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        return "file_damaged", ""


def too_large() -> tuple[str, str]:
    """The refusal of a file that is not even read into memory."""
    return "file_too_large", f"{MAX_FILE_BYTES // 1024 // 1024} MB"


def _inspect_parts(parts: list[zipfile.ZipInfo]) -> tuple[str, str]:
    if len(parts) > MAX_PART_COUNT:
        return "file_suspicious", f"có {len(parts)} thành phần"
    if sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES or any(
        part.file_size > MAX_PART_BYTES for part in parts
    ):
        return "file_suspicious", "dung lượng sau khi giải nén quá lớn"
    if any(part.file_size > max(_RATIO_FREE_BYTES, MAX_RATIO * part.compress_size) for part in parts):
        return "file_suspicious", "tỷ lệ nén quá cao"
    names = {part.filename.replace("\\", "/").casefold() for part in parts}
    if "xl/workbook.xml" in names:
        return "", ""
    if "xl/workbook.bin" in names:
        return "file_binary_format", ""
    if "content.xml" in names and "mimetype" in names:
        return "file_open_document", ""
    return "file_not_workbook", ""
