"""Draws one sheet of the annex: letterhead, table, totals, and the way it prints."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from pipeline.edges.annex_cells import Cell
from pipeline.edges.annex_formats import FONT, Form, Formats
from pipeline.vietnamese import printed_share

NOTHING = "Không có."
TOTAL = "Tổng cộng"

_A4 = 9
_RULE_ROW, _TITLE_ROW, _SUBTITLE_ROW, _HEADING_ROW = 2, 3, 4, 6
FIRST_ROW = _HEADING_ROW + 1
_LINE_HEIGHT, _TOTAL_HEIGHT, _TITLE_HEIGHT, _RULE_HEIGHT, _LAST_SUBTITLE_HEIGHT = 15.0, 20.0, 24.0, 9.0, 24.0
_ROW_HEIGHT_LIMIT = 409.0
# How wide a letter is on average, in digits, which Excel measures columns by.
_LOWER_WIDTH, _UPPER_WIDTH = 0.92, 1.4
# What the indent takes from a line, and what it loses on average where words wrap.
_INDENT_WIDTH, _WRAP_WIDTH = 1.5, 2.5
# Cells of the letterhead and the notes are merged over as many columns as the text wants, in widths of a character.
_LETTERHEAD_WIDTH = 46


@dataclass(frozen=True)
class Column:
    """One column of a sheet.

    values: None where nothing is to be written. width: in characters, as Excel counts them.
    rate_of: headings of the columns whose totals make the total of this rate, counted and target.
    is_month: lines on which only the month of a day is known.
    """

    heading: str
    form: Form
    width: float
    values: Sequence[Cell]
    is_summed: bool = False
    rate_of: tuple[str, str] | None = None
    is_month: Sequence[bool] = ()


@dataclass(frozen=True)
class Table:
    """One sheet: its name, its title, its columns of equal length, and notes below."""

    name: str
    title: str
    columns: tuple[Column, ...]
    notes: tuple[str, ...] = ()

    @property
    def has_totals(self) -> bool:
        """Whether a line of totals stands below."""
        return any(column.is_summed for column in self.columns)


@dataclass(frozen=True)
class Letterhead:
    """What stands above every table. attached_line: to which paper the sheet belongs, "" where to none."""

    superior: str
    issuer: str
    as_of_line: str
    attached_line: str = ""


def draw(workbook: Workbook, formats: Formats, letterhead: Letterhead, table: Table) -> None:
    """Add the sheet of `table` to the workbook."""
    sheet = workbook.add_worksheet(table.name)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
    draw_letterhead(sheet, formats, letterhead, (table.title, [column.width for column in table.columns]))
    _draw_headings(sheet, formats, table)
    first_row = FIRST_ROW
    line_count = len(table.columns[0].values)
    last_row = first_row + max(line_count, 1) - 1
    last_column = len(table.columns) - 1
    _set_heights(sheet, table, first_row)
    for place, column in enumerate(table.columns):
        _draw_values(sheet, formats, column, (first_row, place))
    # Empty cells are not written, for speed: the grid around them comes from one rule for the whole table.
    sheet.conditional_format(
        first_row, 0, last_row, last_column, {"type": "formula", "criteria": "=TRUE", "format": formats.grid}
    )
    if not line_count:
        sheet.write_string(first_row, 1, NOTHING, formats.nothing)
    sheet.autofilter(_HEADING_ROW, 0, last_row, last_column)
    row = last_row + 1
    if table.has_totals:
        _draw_totals(sheet, formats, table, (first_row, last_row))
        sheet.set_row(row, _TOTAL_HEIGHT)
        row += 1
    for note in table.notes:
        _merge(sheet, row, last_column, note, formats.note)
        sheet.set_row(row, _LINE_HEIGHT * ceil(len(note) / sum(column.width for column in table.columns)))
        row += 1
    _set_up_page(sheet, table, last_row)


def draw_letterhead(
    sheet: Worksheet, formats: Formats, letterhead: Letterhead, page: tuple[str, Sequence[float]]
) -> None:
    """The rows above the headings. page: its title, the widths of its columns."""
    title, widths = page
    last_column = len(widths) - 1
    left = _columns_within(widths, max(_LETTERHEAD_WIDTH, 1.4 * len(letterhead.superior), 1.6 * len(letterhead.issuer)))
    _merge(sheet, 0, left, letterhead.superior.upper(), formats.superior)
    _merge(sheet, 1, left, letterhead.issuer.upper(), formats.issuer)
    _merge(sheet, _TITLE_ROW, last_column, title.upper(), formats.title)
    subtitles = [line for line in (letterhead.attached_line, letterhead.as_of_line) if line]
    for row, line in enumerate(subtitles, _SUBTITLE_ROW):
        _merge(sheet, row, last_column, line, formats.subtitle)
    sheet.set_row(_HEADING_ROW - 1, _LAST_SUBTITLE_HEIGHT)
    _merge(sheet, _RULE_ROW, left, "—" * (len(letterhead.issuer) // 3), formats.rule)
    sheet.set_row(_RULE_ROW, _RULE_HEIGHT)
    sheet.set_row(_TITLE_ROW, _TITLE_HEIGHT)


def _draw_headings(sheet: Worksheet, formats: Formats, table: Table) -> None:
    heading_line_count = 1
    for place, column in enumerate(table.columns):
        sheet.write_string(_HEADING_ROW, place, column.heading, formats.heading)
        # The button of the filter covers the end of a line, so a heading is given room for it.
        heading_line_count = max(heading_line_count, ceil(1.35 * len(column.heading) / column.width))
    sheet.set_row(_HEADING_ROW, _LINE_HEIGHT * (heading_line_count + 0.6))


def _set_heights(sheet: Worksheet, table: Table, first_row: int) -> None:
    """Room for texts of several lines: Excel would see to it when it opens the workbook, LibreOffice would not."""
    line_counts = [1] * len(table.columns[0].values)
    for column in table.columns:
        if column.form not in {Form.TEXT, Form.CODE}:
            continue
        # Nearly all texts are known to fit from their length alone.
        safe_length = int((column.width - _INDENT_WIDTH) / _UPPER_WIDTH)
        for place, text in enumerate(column.values):
            if isinstance(text, str) and (len(text) > safe_length or "\n" in text):
                line_counts[place] = max(line_counts[place], _line_count(text, column.width))
    for row, line_count in enumerate(line_counts, first_row):
        if line_count > 1:
            sheet.set_row(row, min(_LINE_HEIGHT * line_count + 2, _ROW_HEIGHT_LIMIT))


def _line_count(text: str, width: float) -> int:
    """An estimate on the safe side: no font is measured."""
    letter_width = _UPPER_WIDTH if text.isupper() else _LOWER_WIDTH
    return sum(
        1
        if len(line) * letter_width <= width - _INDENT_WIDTH
        else ceil(len(line) * letter_width / (width - _WRAP_WIDTH))
        for line in text.split("\n")
    )


def _draw_values(sheet: Worksheet, formats: Formats, column: Column, top: tuple[int, int]) -> None:
    """The innermost loop, over every cell of the annex: no kind is guessed, nothing is written where nothing is."""
    first_row, place = top
    look = formats.body[column.form]
    text_look = formats.body[Form.CODE] if column.form is Form.DAY else look
    is_figure = column.form in {Form.NUMBER, Form.RATE}
    write_number, write_string = sheet.write_number, sheet.write_string
    for row, value in enumerate(column.values, first_row):
        if value is None:
            continue
        if not isinstance(value, str):
            write_number(row, place, value, formats.of_value(column.form, value) if is_figure else look)
        elif value.startswith("<r>") and value.endswith("</r>"):
            # XlsxWriter would take such a text for its own rich text and copy it into the XML as it is.
            sheet.write_rich_string(row, place, value[0], text_look, value[1:], text_look)
        else:
            write_string(row, place, value, text_look)
    if any(column.is_month):
        for row, (value, is_month) in enumerate(zip(column.values, column.is_month, strict=True), first_row):
            if is_month and isinstance(value, int):
                write_number(row, place, value, formats.month)


def _draw_totals(sheet: Worksheet, formats: Formats, table: Table, body: tuple[int, int]) -> None:
    """Live formulas, each with its value, so that a reader who does not calculate sees the same."""
    first_row, last_row = body
    row = last_row + 1
    places = {column.heading: place for place, column in enumerate(table.columns)}
    totals = {column.heading: _sum(column.values) for column in table.columns if column.is_summed}
    for place, column in enumerate(table.columns):
        look = formats.total[column.form]
        if column.is_summed:
            cells = f"{xl_rowcol_to_cell(first_row, place)}:{xl_rowcol_to_cell(last_row, place)}"
            total = totals[column.heading]
            look = formats.of_value(column.form, total, is_total=True)
            sheet.write_formula(row, place, f"=SUM({cells})", look, total)
        elif column.rate_of:
            part, whole = (xl_rowcol_to_cell(row, places[heading]) for heading in column.rate_of)
            counted, target = (totals[heading] for heading in column.rate_of)
            value = printed_share(counted, target)
            formula = f'=IF({whole}=0,"",ROUND({part}/{whole},3))'
            look = look if value is None else formats.of_value(column.form, value, is_total=True)
            sheet.write_formula(row, place, formula, look, "" if value is None else value)
        elif place == 1:
            sheet.write_string(row, place, TOTAL, formats.total_label)
        else:
            sheet.write_blank(row, place, None, look)


def _sum(values: Sequence[Cell]) -> int:
    return sum(value for value in values if isinstance(value, int))


def _set_up_page(sheet: Worksheet, table: Table, last_row: int) -> None:
    """On paper: as wide as the page, headings on every page; on the screen: headings that stay."""
    set_up_paper(sheet)
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADING_ROW)
    # Codes and numbers of documents are text on purpose: no green triangles beside them.
    whole = f"A1:{xl_rowcol_to_cell(last_row, len(table.columns) - 1)}"
    sheet.ignore_errors({"number_stored_as_text": whole, "two_digit_text_year": whole})


def set_up_paper(sheet: Worksheet) -> None:
    """A4 landscape, the sheet's name and the number of the page in the footer."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.7)
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    sheet.set_footer(f'&L&"{FONT},Italic"&10&A&R&"{FONT},Regular"&10Trang &P/&N')


def _columns_within(widths: Sequence[float], width: float) -> int:
    """The last of the first columns that together are as wide as `width`."""
    reached = 0.0
    for place, own in enumerate(widths):
        reached += own
        if reached >= width:
            return place
    return len(widths) - 1


def _merge(sheet: Worksheet, row: int, last_column: int, text: str, look: Format) -> None:
    # The text is written by itself, since merge_range guesses at what it is given.
    sheet.merge_range(row, 0, row, last_column, "", look)
    sheet.write_string(row, 0, text, look)
