"""What a workbook shows beside its cells: merged cells, what is hidden, text in old fonts (imports no pandas)."""

import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from xml.etree import ElementTree as ET

from pipeline.vietnamese import Cell, legacy
from pipeline.workbook import Look, Merge, Sheet

_HIDDEN = rb"""\bhidden=["'](?:1|true)["']"""
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b[^<>]*" + _HIDDEN + rb"[^<>]*>")
_HIDDEN_COLUMNS = re.compile(rb"<(?:\w+:)?col\b[^<>]*" + _HIDDEN + rb"[^<>]*>")
_MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\b[^<>]*\bref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']""")
_NUMBER = {name: re.compile(rb"\b" + name + rb"""=["'](\d{1,7})["']""") for name in (b"r", b"min", b"max")}
_FONT = re.compile(rb"""<(?:\w+:)?(?:name|rFont)\b[^<>]*\bval=["']([^"'<>]*)["']""")
_MOST_MERGES = 5_000  # of one sheet; what lies beyond is read as cells that are empty
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def look(data: bytes, sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """The sheets with their looks, text in an old font as Unicode; workbooks of another kind as they are."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return sheets
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name.replace("\\", "/").lstrip("/").casefold(): name for name in archive.namelist()}
        if "xl/workbook.xml" not in parts:
            return sheets
        xml = {name: archive.read(parts[part]) for name, part in _sheet_parts(archive, parts).items() if part in parts}
        has_old_font = any(
            legacy.encoding_of(name.decode("utf-8", "replace"))
            for part in ("xl/styles.xml", "xl/sharedstrings.xml")
            if part in parts
            for name in set(_FONT.findall(archive.read(parts[part])))
        )
    seen = tuple(replace(sheet, look=_look(xml.get(sheet.name, b""))) for sheet in sheets)
    return _in_unicode(data, seen) if has_old_font else seen


def _sheet_parts(archive: zipfile.ZipFile, parts: Mapping[str, str]) -> dict[str, str]:
    """Sheet name → its part, folded."""
    relations = parts.get("xl/_rels/workbook.xml.rels")
    if relations is None:
        return {}
    targets = {
        relation.get("Id", ""): relation.get("Target", "").replace("\\", "/").casefold()
        for relation in ET.fromstring(archive.read(relations)).iter(_RELATIONS)  # noqa: S314 -- behind the guard
    }
    found: dict[str, str] = {}
    for sheet in ET.fromstring(archive.read(parts["xl/workbook.xml"])).iter():  # noqa: S314 -- behind the guard
        if sheet.tag.endswith("}sheet"):
            relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
            target = targets.get(relation, "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            found[unicodedata.normalize("NFC", sheet.get("name", ""))] = part
    return found


def _look(xml: bytes) -> Look:
    merges: tuple[Merge, ...] = ()
    if b"mergeCell" in xml:
        merges = tuple(
            (int(first), _index(left), int(last), _index(right))
            for left, first, right, last in _MERGE.findall(xml)[:_MOST_MERGES]
        )
    if b"hidden=" not in xml:
        return Look(merges)
    rows = (_number(b"r", tag) for tag in _HIDDEN_ROW.findall(xml))
    spans = ((_number(b"min", tag), _number(b"max", tag)) for tag in _HIDDEN_COLUMNS.findall(xml))
    return Look(
        merges,
        hidden_rows=tuple(sorted(row for row in rows if row)),
        hidden_columns=tuple((first - 1, last - 1) for first, last in spans if first),
    )


def _number(name: bytes, tag: bytes) -> int:
    found = _NUMBER[name].search(tag)
    return int(found[1]) if found else 0


def _index(letters: bytes) -> int:
    """A → 0, AA → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


# ---------------------------------------------------------------- fonts


def _in_unicode(data: bytes, sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """Text in an old font as Unicode.

    A font in which the file also holds Unicode text was not there when that was typed: what it draws is then unknown,
    and its cells stay as they are.
    """
    fonts = _fonts(data)
    unclear = frozenset(
        font for sheet in sheets for _, _, text, font in _in_old_font(sheet, fonts) if legacy.is_unicode(text)
    )
    return tuple(_converted(sheet, fonts, unclear) for sheet in sheets)


def _in_old_font(sheet: Sheet, fonts: "Fonts") -> list[tuple[int, int, str, str]]:
    """Row, column, text and font of every cell whose text an old font draws otherwise."""
    placed = fonts.get(sheet.name, {})
    if not placed:
        return []
    return [
        (number, column, cell, font)
        for number, cells in sheet.rows
        for column, cell in enumerate(cells)
        if isinstance(cell, str)
        and (font := placed.get((number, column), ""))
        and (legacy.is_unicode(cell) or legacy.to_unicode(cell, font) != cell)
    ]


def _converted(sheet: Sheet, fonts: "Fonts", unclear: frozenset[str]) -> Sheet:
    found = _in_old_font(sheet, fonts)
    if not found:
        return sheet
    texts = {
        (number, column): legacy.to_unicode(text, font) for number, column, text, font in found if font not in unclear
    }
    doubtful = [
        (number, column, font)
        for number, column, text, font in found
        if font in unclear and not legacy.is_unicode(text)
    ]
    rows = tuple(
        (number, tuple(_cell(texts, number, column, cell) for column, cell in enumerate(cells)))
        for number, cells in sheet.rows
    )
    converted = tuple((number, column, font) for number, column, _, font in found if (number, column) in texts)
    return replace(sheet, rows=rows, look=replace(sheet.look, converted=converted, unclear=tuple(doubtful)))


def _cell(texts: Mapping[tuple[int, int], str], number: int, column: int, cell: Cell) -> Cell:
    return texts.get((number, column), cell)


Fonts = dict[str, dict[tuple[int, int], str]]


def _fonts(data: bytes) -> Fonts:
    """Sheet → place (row from 1, column from 0) → the old font of its text; rich text counts by its first run."""
    from openpyxl import load_workbook  # it imports numpy: only the few files that need it pay for it
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    with warnings.catch_warnings(action="ignore"):  # what openpyxl drops of styles and dropdowns is not asked for
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, rich_text=True)
    found: Fonts = {}
    for sheet in book.worksheets:
        placed = found.setdefault(unicodedata.normalize("NFC", sheet.title), {})
        for row in sheet.iter_rows():
            for cell in row:
                value = cell.value
                if not isinstance(value, str | CellRichText):
                    continue
                font = cell.font.name or ""
                if isinstance(value, CellRichText):
                    blocks = [block for block in value if isinstance(block, TextBlock) and block.font.rFont]
                    font = blocks[0].font.rFont if blocks else font
                if font and cell.row and cell.column and legacy.encoding_of(font):
                    placed[cell.row, cell.column - 1] = font
    return found
