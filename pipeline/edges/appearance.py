"""What a workbook shows beside its cells: merged cells, what is hidden, text in old fonts (imports no pandas)."""

import re
from collections.abc import Mapping
from dataclasses import replace
from xml.etree import ElementTree as ET

from pipeline.edges.structure import rows_span
from pipeline.vietnamese import Cell, legacy
from pipeline.workbook import Look, Merge, Sheet

_HIDDEN = rb"""\bhidden=["'](?:1|true)["']"""
_HIDDEN_COLUMNS = re.compile(rb"<(?:\w+:)?col\b[^<>]*" + _HIDDEN + rb"[^<>]*>")
_MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\b[^<>]*\bref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']""")
_NUMBER = {name: re.compile(rb"\b" + name + rb"""=["'](\d{1,7})["']""") for name in (b"min", b"max")}
_FONT = re.compile(rb"""<(?:\w+:)?(?:name|rFont)\b[^<>]*\bval=["']([^"'<>]*)["']""")
# A cell with its number when that is what it holds first: of a shared text, which of them.
_CELL = re.compile(rb"<(?:\w+:)?c\b([^<>]*)>(?:<(?:\w+:)?v\b[^<>]*>(\d{1,7})</)?")
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_STYLE = re.compile(rb"""\bs=["'](\d{1,7})["']""")
_SHARED = re.compile(rb"""\bt=["']s["']""")
_MOST_MERGES = 5_000  # of one sheet; what lies beyond is read as cells that are empty


def look(parts: Mapping[str, bytes], xml: Mapping[str, bytes], sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """The sheets with their looks but for hidden rows (`structure`), text in an old font as Unicode.

    parts: of an unpacked .xlsx. xml: of its sheets, by name.
    """
    styles, strings = parts.get("xl/styles.xml", b""), parts.get("xl/sharedstrings.xml", b"")
    seen = tuple(replace(sheet, look=_look(xml.get(sheet.name, b""))) for sheet in sheets)
    if not any(legacy.encoding_of(name.decode("utf-8", "replace")) for name in set(_FONT.findall(styles + strings))):
        return seen
    return _in_unicode(seen, _old_fonts(xml, styles, strings))


def _look(xml: bytes) -> Look:
    start, end, _ = rows_span(xml)
    xml = xml[:start] + xml[end:]
    merges: tuple[Merge, ...] = ()
    if b"mergeCell" in xml:
        merges = tuple(
            (int(first), _index(left), int(last), _index(right))
            for left, first, right, last in _MERGE.findall(xml)[:_MOST_MERGES]
        )
    if b"hidden=" not in xml:
        return Look(merges)
    spans = ((_number(b"min", tag), _number(b"max", tag)) for tag in _HIDDEN_COLUMNS.findall(xml))
    return Look(
        merges,
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


Fonts = dict[str, dict[tuple[int, int], str]]
"""Sheet → place (row from 1, column from 0) → the old font of its text."""


def _in_unicode(sheets: tuple[Sheet, ...], fonts: Fonts) -> tuple[Sheet, ...]:
    """Text in an old font as Unicode.

    A font in which the file also holds Unicode text was not there when that was typed: what it draws is then unknown,
    and its cells stay as they are.
    """
    unclear = frozenset(
        font for sheet in sheets for _, _, text, font in _in_old_font(sheet, fonts) if legacy.is_unicode(text)
    )
    return tuple(_converted(sheet, fonts, unclear) for sheet in sheets)


def _in_old_font(sheet: Sheet, fonts: Fonts) -> list[tuple[int, int, str, str]]:
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


def _converted(sheet: Sheet, fonts: Fonts, unclear: frozenset[str]) -> Sheet:
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


def _old_fonts(sheets: Mapping[str, bytes], styles: bytes, strings: bytes) -> Fonts:
    """The old fonts of cells; rich text counts by its first font."""
    of_styles = _fonts_of_styles(styles)
    of_strings = _fonts_of_strings(strings)
    found: Fonts = {}
    for name, xml in sheets.items():
        placed = found.setdefault(name, {})
        for tag, value in _CELL.findall(xml):
            place = _PLACE.search(tag)
            style = _STYLE.search(tag)
            font = of_styles.get(int(style[1]) if style else 0, "")
            if value and _SHARED.search(tag):
                font = of_strings.get(int(value)) or font
            if place and legacy.encoding_of(font):
                placed[int(place[2]), _index(place[1])] = font
    return found


def _fonts_of_styles(styles: bytes) -> dict[int, str]:
    """The number of a cell's style → the name of its font."""
    if not styles:
        return {}
    root = ET.fromstring(styles)  # noqa: S314 -- behind the guard
    fonts = [
        next((part.get("val", "") for part in font if part.tag.endswith("}name")), "")
        for table in root
        if table.tag.endswith("}fonts")
        for font in table
    ]
    numbers = [int(style.get("fontId", "0")) for table in root if table.tag.endswith("}cellXfs") for style in table]
    return {style: fonts[number] for style, number in enumerate(numbers) if number < len(fonts)}


def _fonts_of_strings(strings: bytes) -> dict[int, str]:
    """The number of a shared rich text → the first font named in it."""
    if b"rFont" not in strings:
        return {}
    found = {}
    for number, text in enumerate(ET.fromstring(strings)):  # noqa: S314 -- behind the guard
        font = next((part.get("val", "") for part in text.iter() if part.tag.endswith("}rFont")), "")
        if font:
            found[number] = font
    return found
