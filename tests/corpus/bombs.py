"""Small files that unfold to more than a machine has, each in its own way."""

from tests.corpus.packages import MAIN, SHEET, STRINGS, parts_of, with_parts

HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MB = 1024 * 1024
_TEXT_LENGTH = 30_000
_CELL_COUNT = 20_000


def sheet(rows: bytes) -> bytes:
    return HEAD + b'<worksheet xmlns="' + MAIN + b'"><sheetData>' + rows + b"</sheetData></worksheet>"


def of_strings(workbook: bytes) -> bytes:
    """One long text, and a sheet of which every cell is that text: 600 MB out of 60 kB."""
    parts = parts_of(workbook)
    text = ("Sáng kiến " * (_TEXT_LENGTH // 10)).encode()
    strings = parts[STRINGS].replace(b"</sst>", b"<si><t>" + text + b"</t></si></sst>")
    place = parts[STRINGS].count(b"<si>")
    rows = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>%d</v></c></row>' % (row, row, place) for row in range(1, _CELL_COUNT + 1)
    )
    last = max(name for name in parts if name.startswith("xl/worksheets/sheet"))
    return with_parts(workbook, {STRINGS: strings, SHEET if SHEET in parts else last: sheet(rows)})


def of_cells(workbook: bytes) -> bytes:
    """More than a million cells that hold something."""
    rows = (
        b"<row>" + b"".join(b"<c><v>%d</v></c>" % (row * 50 + cell) for cell in range(50)) + b"</row>"
        for row in range(21_000)
    )
    return with_parts(workbook, {SHEET: sheet(b"".join(rows))})


def of_zeros(workbook: bytes) -> bytes:
    """A part of 50 MB of nothing in 50 kB."""
    return with_parts(workbook, {"xl/theme/theme1.xml": b"<a>" + bytes(50 * _MB)})


def of_styles(workbook: bytes, count: int) -> bytes:
    """So many cell formats, of which none is used."""
    xfs = b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"><alignment horizontal="left"/></xf>' * count
    styles = parts_of(workbook)["xl/styles.xml"].replace(b"</cellXfs>", xfs + b"</cellXfs>")
    return with_parts(workbook, {"xl/styles.xml": styles})


def of_entities(workbook: bytes, part: str) -> bytes:
    """The billion laughs, in one of the parts."""
    entities = b'<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "&%c;&%c;&%c;&%c;">' % (one + 1, one, one, one, one) for one in range(ord("a"), ord("p"))
    )
    xml = parts_of(workbook)[part]
    begin, _, rest = xml.partition(b"?>")
    return with_parts(workbook, {part: begin + b"?><!DOCTYPE x [" + entities + b"]>" + rest})


def of_depth(workbook: bytes, depth: int) -> bytes:
    """Elements within elements within elements."""
    rows = b"<row><c><v>1</v></c></row>" + b"<a>" * depth + b"</a>" * depth
    return with_parts(workbook, {SHEET: sheet(rows)})


def of_attributes(workbook: bytes, count: int) -> bytes:
    """A cell with more attributes than anybody needs."""
    attributes = b" ".join(b'a%d="%d"' % (one, one) for one in range(count))
    return with_parts(workbook, {SHEET: sheet(b'<row r="1"><c r="A1" ' + attributes + b"><v>1</v></c></row>")})


def of_repetition(ods: bytes, rows: int, columns: int) -> bytes:
    """An .ods with one more row at the top, whose one cell is to be repeated."""
    row = (
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:number-columns-repeated='
        f'"{columns}" office:value-type="string"><text:p>Lặp lại</text:p></table:table-cell></table:table-row>'
    )
    content = parts_of(ods)["content.xml"].replace(b"<table:table-row ", row.encode() + b"<table:table-row ", 1)
    return with_parts(ods, {"content.xml": content})
