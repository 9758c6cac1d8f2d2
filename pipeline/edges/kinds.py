"""Tells by its first bytes what a file is, whatever its name says (imports no pandas)."""

from enum import StrEnum


class Kind(StrEnum):
    """What a file is by its content."""

    EMPTY = "empty"
    PACKAGE = "package"  # a zip: .xlsx, .xlsm, .ods and much else
    OLD_EXCEL = "old_excel"  # .xls
    ENCRYPTED = "encrypted"
    DOCUMENT = "document"  # Word, PDF, a picture, a mail
    ARCHIVE = "archive"  # .rar, .7z, .gz; a zip is a PACKAGE until its parts are known
    WEB_PAGE = "web_page"  # HTML or XML, which portals offer as .xls
    TEXT = "text"
    UNKNOWN = "unknown"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENTRY_BYTES = 128
_STARTS = (
    (b"PK\x03\x04", Kind.PACKAGE),
    (b"%PDF-", Kind.DOCUMENT),
    (b"{\\rtf", Kind.DOCUMENT),
    (b"\x89PNG", Kind.DOCUMENT),
    (b"\xff\xd8\xff", Kind.DOCUMENT),
    (b"GIF8", Kind.DOCUMENT),
    (b"Rar!\x1a\x07", Kind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE),
    (b"\x1f\x8b", Kind.ARCHIVE),
)
_OLE_STREAMS = (
    ("EncryptedPackage", Kind.ENCRYPTED),
    ("Workbook", Kind.OLD_EXCEL),
    ("Book", Kind.OLD_EXCEL),
    ("WordDocument", Kind.DOCUMENT),
    ("PowerPoint Document", Kind.DOCUMENT),
    ("__properties_version1.0", Kind.DOCUMENT),
)
_WEB_STARTS = (b"<!doctype html", b"<html", b"<head", b"<meta", b"<table", b"<style", b"<?xml", b"mime-version:")
_LOOKED_AT_BYTES = 4096
# A control character that no text holds.
_NEVER_IN_TEXT = frozenset(range(32)) - frozenset(b"\t\n\x0b\x0c\r\x1a\x1b")


def kind_of(data: bytes) -> Kind:
    """Raises nothing for any bytes."""
    if not data:
        return Kind.EMPTY
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if data.startswith(_OLE):
        return next((kind for name, kind in _OLE_STREAMS if has_stream(data, name)), Kind.UNKNOWN)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16 with its mark
        return Kind.TEXT
    begin = data[:_LOOKED_AT_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if begin.startswith(_WEB_STARTS):
        return Kind.WEB_PAGE
    return Kind.UNKNOWN if not _NEVER_IN_TEXT.isdisjoint(data[:_LOOKED_AT_BYTES]) else Kind.TEXT


def has_stream(data: bytes, name: str) -> bool:
    """Whether an OLE file has a stream or storage of this name: its directory is a list of entries of 128 bytes."""
    wanted = name.encode("utf-16-le") + b"\0\0"
    place = data.find(wanted)
    while place != -1:
        if place % _OLE_ENTRY_BYTES == 0:
            return True
        place = data.find(wanted, place + 1)
    return False
