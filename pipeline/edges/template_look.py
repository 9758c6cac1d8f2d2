"""How the workbooks we send out look: colours, cells by kind of column, pages as they are printed."""

import html
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Final, assert_never

from xlsxwriter.worksheet import Worksheet

from pipeline.vietnamese import Cell, as_text
from schemas.column import Column, Kind

FONT: Final = "Times New Roman"
FONT_SIZE: Final = 12

# What XlsxWriter must know to write this font's columns and rows as Excel measures them.
WORKBOOK_OPTIONS: Final[dict[str, Any]] = {
    "in_memory": True,
    "remove_timezone": True,
    # What people typed stays text, a leading `=` and an address too.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": FONT, "font_size": FONT_SIZE},
    "default_column_width": 72,
    "default_row_height": 21,
}

NAVY: Final = "#1F3864"
PALE_BLUE: Final = "#DCE6F1"
GREY: Final = "#F2F2F2"
LINE: Final = "#A6A6A6"
MUTED: Final = "#595959"
WHITE: Final = "#FFFFFF"

DAY_FORMAT: Final = "dd/mm/yyyy"
LINE_POINTS: Final = 15.75
_TALLEST_ROW: Final = 409  # Excel knows no taller one
_EARLIEST_YEAR: Final = 1900  # Excel counts days from here
_DAYS: Final = (Kind.DAY, Kind.DAY_OR_MONTH)
_OLD_EXCEL_TEXT_LIMIT: Final = 255  # Excel 2007 shows ##### for longer text in a cell of text format
# The points are written out, as the help asks for them: “,” of a format is the sign of the computer it is opened on.
# There is room for two conditions, so an amount below a million has that sign.
_MONEY_FORMAT: Final = r"[>=1000000000]#\.###\.###\.##0;[>=1000000]#\.###\.##0;#,##0"
_HEADER_LIMIT: Final = 120  # a print header holds 255 characters, its codes and doubled & included


class Sheet(Worksheet):
    """A sheet whose formulas, ranges of lists and a few comparisons, hold no function of a newer Excel."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        # XlsxWriter looks for a hundred such functions in each: a tenth of the time of a workbook of few rows.
        return formula.removeprefix("=")


@dataclass(frozen=True)
class Look:
    """The formats of one workbook, each made once: making a format anew for each cell is what would be slow."""

    workbook: Any
    _formats: dict[tuple[tuple[str, object], ...], Any] = field(default_factory=dict)

    def of(self, **properties: object) -> Any:
        """The format with these properties of XlsxWriter, wrapped and centred upright unless said otherwise."""
        wanted = {"text_wrap": True, "valign": "vcenter", **properties}
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(wanted)
        return self._formats[key]

    def heading(self, column: Column, **properties: object) -> Any:
        """Dark for a required column, pale for another; the `*` says the same without colour."""
        colours = (
            {"bg_color": NAVY, "font_color": WHITE}
            if column.is_required
            else {"bg_color": PALE_BLUE, "font_color": NAVY}
        )
        return self.of(**{"bold": True, "align": "center", "border": 1, "border_color": LINE, **colours, **properties})

    def cell(self, column: Column, value: Cell = None, **properties: object) -> Any:
        """The cell of a column; a day in a column of text still shows as a day."""
        bordered = {"border": 1, "border_color": LINE, **properties}
        return self.of(num_format=number_format(column, value), **{"align": _alignment(column.kind), **bordered})

    def lines(self) -> Any:
        """The lines of an empty cell, for a conditional format: such a one may say nothing of font and place."""
        return self.workbook.add_format({"border": 1, "border_color": LINE})

    def beyond(self, column: Column, **properties: object) -> Any:
        """A whole column where no cell is written: the same forms without the lines."""
        return self.of(num_format=number_format(column), align=_alignment(column.kind), **properties)


def number_format(column: Column, value: Cell = None) -> str:
    """How Excel shows the value; text columns are of text format, so that 0912… and 12/3 stay what was typed."""
    match value:
        case date():
            return DAY_FORMAT
        case time():
            return "hh:mm"
        case timedelta():
            return "[h]:mm"
        case bool():
            pass
        case int() | float() if column.kind in _DAYS:
            return "General"  # a number in a cell of days would be read as a day
    match column.kind:
        case Kind.DAY | Kind.DAY_OR_MONTH:
            return DAY_FORMAT
        case Kind.MONEY:
            return _MONEY_FORMAT
        case Kind.COUNT:
            return "#,##0"
        case Kind.ORDINAL:
            return "0"
        case Kind.TEXT | Kind.CODE | Kind.PERSON | Kind.PEOPLE | Kind.CHOICE | Kind.YES_NO:
            return "General" if (column.max_length or 0) > _OLD_EXCEL_TEXT_LIMIT else "@"
        case _:
            assert_never(column.kind)


def _alignment(kind: Kind) -> str:
    match kind:
        case Kind.ORDINAL | Kind.DAY | Kind.DAY_OR_MONTH | Kind.YES_NO | Kind.CODE:
            return "center"
        case Kind.MONEY | Kind.COUNT:
            return "right"
        case Kind.TEXT | Kind.PERSON | Kind.PEOPLE | Kind.CHOICE:
            return "left"
        case _:
            assert_never(kind)


def is_empty(value: Cell) -> bool:
    """Nothing, or a missing value of a table (NaN, NaT): those alone differ from themselves."""
    return value is None or value == "" or value != value  # noqa: PLR0124


def literal(text: str) -> str:
    """The text as XlsxWriter must be given it: one that begins and ends as a rich text it would write raw."""
    if text.startswith("<r>") and text.endswith("</r>"):
        return f'<r><t xml:space="preserve">{html.escape(text, quote=False)}</t></r>'
    return text


def put(sheet: Any, place: tuple[int, int], value: Cell, look: Any) -> None:
    """Writes one cell so that it is read back as the same value; nothing becomes a formula or a link.

    A missing value of a table (NaN, NaT) is an empty cell.
    """
    row, column = place
    match value:
        case None:
            sheet.write_blank(row, column, None, look)
        case _ if is_empty(value):
            sheet.write_blank(row, column, None, look)
        case str():
            sheet.write_string(row, column, literal(value), look)
        case bool():
            sheet.write_boolean(row, column, value, look)
        case float() if math.isinf(value):  # more than a number can be: a file says 1E+999
            sheet.write_string(row, column, as_text(value), look)
        case int() | float():
            sheet.write_number(row, column, value, look)
        case datetime() | date() if value.year < _EARLIEST_YEAR:
            sheet.write_string(row, column, f"{value.day:02d}/{value.month:02d}/{value.year:04d}", look)
        case datetime() | date() | time() | timedelta():
            sheet.write_datetime(row, column, value, look)
        case _:
            assert_never(value)


def set_up_page(sheet: Any, title: str, unit_name: str, footer: str) -> None:
    """A4 landscape: above, what the page is (unless it says so itself) and whose; below, the page number."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.4, top=0.85, bottom=0.65)
    lines = [f'&12&"{FONT},Bold"{_header_text(title)}'] if title else []
    lines.append(f'&11&"{FONT},Regular"{_header_text(unit_name)}')
    # Not scaled with the page: a wide sheet would make them too small to read.
    sheet.set_header("&C" + "\n".join(lines), {"margin": 0.35, "scale_with_doc": False})
    sheet.set_footer(
        f'&L&9&"{FONT},Italic"{_header_text(footer)}&R&9&"{FONT},Regular"Trang &P/&N',
        {"margin": 0.3, "scale_with_doc": False},
    )


def row_height(cells: Iterable[tuple[str, float]]) -> float:
    """The height in points that shows each text whole in a column of that many characters.

    Excel fits a row by itself only when it is typed in, and never one with merged cells; LibreOffice not on loading.
    """
    return min(_TALLEST_ROW, max((_line_count(text, width) for text, width in cells), default=1) * LINE_POINTS)


@lru_cache(maxsize=1 << 12)  # headings, help and lists are the same in every workbook
def _line_count(text: str, width: float) -> int:
    """An estimate on the safe side: letters are narrower than the digits by which Excel measures, capitals are not."""
    letters = width if text.isupper() else width * 1.15 - 1.5
    return sum(max(1, math.ceil(len(part) / letters)) for part in text.split("\n"))


def fitted(text: str, limit: int) -> str:
    """The text, cut with an ellipsis where Excel holds no more."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _header_text(text: str) -> str:
    """In a print header & begins a code, so each stands doubled; then it must still fit."""
    kept = text
    while len(kept.replace("&", "&&")) > _HEADER_LIMIT:
        kept = fitted(kept, len(kept) - 1)
    return kept.replace("&", "&&")
