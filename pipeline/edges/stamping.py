"""Writes number and day into the blank places of a document, whoever has edited it since; nothing else is touched."""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from pipeline import vietnamese
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from re import Match, Pattern

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_WORD_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
_SHEET_PARTS = re.compile(r"xl/(?:sharedStrings|worksheets/[^/]+)\.xml")
_PRINTED = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Left for the pen: spaces of any kind, or the dots a person types in their place.
_BLANK = r"[\s.…_]*"
_DAY = (
    rf"[Nn]gày(?P<day>{_BLANK})tháng(?P<month>{_BLANK}|\s*(?P<typed_month>\d{{1,2}})\s*)"
    rf"năm(?P<year>\s*\d{{4}}|{_BLANK})"
)
_PLACE_AND_DAY = re.compile(rf"^[^,;]{{1,80}},\s*{_DAY}\s*$")
_FILLED_DAY = re.compile(r"^[^,;]{1,80},\s*[Nn]gày\s*(?P<told>\S.{0,30}năm.*)$")
_DAY_AFTER = re.compile(rf"\s*,?\s*{_DAY}")


@dataclass(frozen=True)
class Stamp:
    """What is written: the numbers of report and dispatch, each found by its symbol; the day (NĐ 30/2020, PL I)."""

    report_number: int
    report_symbol: str
    dispatch_number: int
    dispatch_symbol: str
    issued_on: date

    def numbers(self) -> list[tuple[str, str]]:
        """(symbol, number as papers write it): below 10 with a leading zero."""
        return [
            (self.report_symbol, f"{self.report_number:02d}"),
            (self.dispatch_symbol, f"{self.dispatch_number:02d}"),
        ]


def stamp_word(name: str, content: bytes, stamp: Stamp, symbol: str) -> bytes:
    """The .docx with its number and day filled in, wherever it leaves them blank.

    symbol: that of the document itself, after its number in the letterhead. Raises UsageError where the places of the
    letterhead are gone or already filled, or the file is no .docx.
    """
    texts: list[str] = []

    def fill(root: Any) -> bool:
        return _fill(_word_texts(root), stamp, texts)

    stamped = _rewritten(name, content, _WORD_PARTS, fill)
    _require_number(name, texts, symbol)
    _require_day(name, texts)
    return stamped


def stamp_annex(name: str, content: bytes, stamp: Stamp) -> bytes:
    """The .xlsx with its blank places filled in; it may have none. Raises UsageError when it is no .xlsx."""
    return _rewritten(name, content, _SHEET_PARTS, lambda root: _fill(_sheet_texts(root), stamp, []))


def _require_number(name: str, texts: Sequence[str], symbol: str) -> None:
    symbol_here = rf"/\s*{re.escape(symbol)}(?![\w-])"
    if any(re.match(rf"\s*[Ss]ố:?{_BLANK}{symbol_here}", text) for text in texts):
        return
    for text in texts:
        if filled := re.match(rf"\s*[Ss]ố:?\s*(?P<told>[^/]{{1,20}}?)\s*{symbol_here}", text):
            raise UsageError(
                f"Tệp {name} đã ghi số “{filled['told']}”. Xóa số đó trong tệp (để trống sau chữ “Số:”) rồi chạy lại."
            )
    raise UsageError(
        f"Tệp {name} không còn chỗ ghi số: cần một dòng “Số:        /{symbol}”. "
        "Thêm lại dòng này trong tệp rồi chạy lại."
    )


def _require_day(name: str, texts: Sequence[str]) -> None:
    if any(_PLACE_AND_DAY.match(text) for text in texts):
        return
    for text in texts:
        if filled := _FILLED_DAY.match(text):
            raise UsageError(
                f"Tệp {name} đã ghi ngày “{filled['told'].strip()}”. Để trống ngày và tháng trong tệp rồi chạy lại."
            )
    raise UsageError(
        f"Tệp {name} không còn chỗ ghi ngày: cần một dòng “…, ngày     tháng     năm …” dưới phần đầu văn bản. "
        "Thêm lại dòng này trong tệp rồi chạy lại."
    )


# ---------------------------------------------------------------- in one text


def _fill(paragraphs: Iterator[list[Any]], stamp: Stamp, told: list[str]) -> bool:
    """Fills in every paragraph; whether any changed. told: gets the text of each, as it was."""
    is_changed = False
    for nodes in paragraphs:
        text = "".join(node.text or "" for node in nodes)
        told.append(text)
        changes = _changes(text, stamp)
        for start, end, new in sorted(set(changes), reverse=True):
            _replace(nodes, start, end, new)
        is_changed = is_changed or bool(changes)
    return is_changed


def _changes(text: str, stamp: Stamp) -> list[tuple[int, int, str]]:
    """(start, end, what stands there instead) for the blank places of a text."""
    changes: list[tuple[int, int, str]] = []
    if alone := _PLACE_AND_DAY.match(text):
        changes += _of_day(alone, stamp.issued_on)
    for symbol, number in stamp.numbers():
        for place in _number_place(symbol).finditer(text):
            changes.append((*place.span("blank"), f" {number}"))
            if after := _DAY_AFTER.match(text, place.end()):
                changes += _of_day(after, stamp.issued_on)
    return changes


def _number_place(symbol: str) -> "Pattern[str]":
    return re.compile(rf"\b[Ss]ố:?(?P<blank>{_BLANK})/\s*{re.escape(symbol)}(?![\w-])")


def _of_day(match: "Match[str]", day: date) -> list[tuple[int, int, str]]:
    """The three parts of a blank day; a month that was typed must be that of the day."""
    typed = match["typed_month"]
    if typed and int(typed) != day.month:
        raise UsageError(
            f"Văn bản đã ghi “tháng {typed}”, khác ngày ban hành {vietnamese.day(day)}. "
            "Để trống ngày và tháng trong tệp rồi chạy lại."
        )
    _, of_day, _, of_month, _, of_year = vietnamese.long_day(day).split(" ")
    return [
        (*match.span("day"), f" {of_day} "),
        (*match.span("month"), f" {of_month} "),
        (*match.span("year"), f" {of_year}"),
    ]


def _replace(nodes: Sequence[Any], start: int, end: int, new: str) -> None:
    """Puts `new` in place of text[start:end], where the text is that of all nodes together."""
    position = 0
    for node in nodes:
        text = node.text or ""
        first, last = start - position, end - position
        position += len(text)
        if last < 0 or first > len(text) or (first == len(text) and last > first):
            continue
        node.text = text[: max(first, 0)] + new + text[min(last, len(text)) :]
        node.set(_SPACE, "preserve")
        new = ""
        if last <= len(text):
            return


# ---------------------------------------------------------------- in a file


def _word_texts(root: Any) -> Iterator[list[Any]]:
    """The text nodes of every paragraph; those of a text box in it are its own."""
    for paragraph in root.iter(f"{_WORD}p"):
        nodes = [
            node for node in paragraph.iter(f"{_WORD}t") if next(node.iterancestors(f"{_WORD}p"), None) is paragraph
        ]
        if nodes:
            yield nodes


def _sheet_texts(root: Any) -> Iterator[list[Any]]:
    """The text nodes of every string, and the heads and feet of the printed page."""
    for string in root.iter(f"{_SHEET}si", f"{_SHEET}is"):
        nodes = list(string.iter(f"{_SHEET}t"))
        if nodes:
            yield nodes
    for printed in root.iter(*(f"{_SHEET}{name}" for name in _PRINTED)):
        yield [printed]


def _rewritten(name: str, content: bytes, parts: "Pattern[str]", change: Callable[[Any], bool]) -> bytes:
    """The zip with these parts changed, every other one byte for byte."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    target = io.BytesIO()
    found = False
    try:
        with ZipFile(io.BytesIO(content)) as old, ZipFile(target, "w") as new:
            for item in old.infolist():
                data = old.read(item)
                if parts.fullmatch(item.filename):
                    found = True
                    root = etree.fromstring(data, parser)
                    if change(root):
                        data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
                new.writestr(item, data, item.compress_type)
    except (BadZipFile, etree.XMLSyntaxError, NotImplementedError, RuntimeError, ValueError) as error:
        raise UsageError(f"Không mở được tệp {name}: tệp hỏng hoặc có mật khẩu. Lưu lại tệp rồi chạy lại.") from error
    if not found:
        raise UsageError(f"Tệp {name} không phải là văn bản Word hoặc Excel. Lưu lại dạng .docx, .xlsx rồi chạy lại.")
    return target.getvalue()
