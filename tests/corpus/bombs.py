"""Small files that unfold to more than a machine has, each in its own way."""

from tests.corpus.packages import SHEET, STRINGS, parts_of, with_parts

_TEXT_LENGTH = 30_000
_CELL_COUNT = 20_000
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_XMLNS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def of_strings(workbook: bytes) -> bytes:
    """One long text, and a sheet of which every cell is that text: 600 MB out of 60 kB."""
    text = "Sáng kiến " * (_TEXT_LENGTH // 10)
    strings = f'{_HEAD}<sst {_XMLNS} count="{_CELL_COUNT}" uniqueCount="1"><si><t>{text}</t></si></sst>'
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, _CELL_COUNT + 1))
    sheet = f"{_HEAD}<worksheet {_XMLNS}><sheetData>{rows}</sheetData></worksheet>"
    sheets = [name for name in parts_of(workbook) if name.startswith("xl/worksheets/sheet")]
    target = SHEET if SHEET in sheets else sheets[0]
    return with_parts(workbook, {STRINGS: strings.encode(), target: sheet.encode()})
