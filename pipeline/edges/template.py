"""Writes the workbook a union fills in, from the columns as the schemas define them and the campaign's lists."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path
from typing import Any, BinaryIO, Final

import xlsxwriter

from pipeline.campaign import Campaign, Unit
from pipeline.edges.template_checks import CHECKED_ROW_COUNT, Checks, check_options, checks_of, prompt_options
from pipeline.edges.template_help import write_help
from pipeline.edges.template_look import (
    GREY,
    LINE,
    LINE_POINTS,
    MUTED,
    NAVY,
    PALE_BLUE,
    WORKBOOK_OPTIONS,
    Look,
    Sheet,
    fitted,
    is_empty,
    put,
    row_height,
    set_up_page,
)
from pipeline.edges.template_returned import (
    Mark,
    Returned,
    colours,
    explain,
    sheet_names,
    write_outside,
    write_tasks,
)
from pipeline.edges.template_text import reminder
from pipeline.vietnamese import Cell, as_text
from pipeline.workbook import column_letter
from schemas import activity, initiative, stamp, support_team, unit_sheet
from schemas.column import Column, Kind

_LABEL_HEIGHT: Final = 30
_LIST_WIDTH: Final = 32
_PROPERTY_LIMIT: Final = 255
_READ_ONLY: Final[dict[str, object]] = {"bg_color": GREY, "font_color": MUTED}
_ALL_COLUMNS: Final = (*initiative.COLUMNS, *support_team.COLUMNS, *activity.COLUMNS)


@dataclass(frozen=True)
class Filled:
    """What a workbook holds when it is sent out filled; the keys are the fields of the schemas.

    unit_values: win over what units.csv gives. Rows: a field left out is an empty cell. shown: columns for reading only
    that stand right of the template's own on the sheet of the initiatives; its rows may hold their fields too.
    has_prepared_rows: whether the empty rows of the template have cells of their own and so are printed as lines to
    write on; without them they look the same on the screen, and the workbook is written in a third of the time.
    returned: what a workbook sent back to be mended has beside its rows.
    """

    unit_values: Mapping[str, Cell] = field(default_factory=dict)
    initiatives: Sequence[Mapping[str, Cell]] = ()
    team: Sequence[Mapping[str, Cell]] = ()
    activities: Sequence[Mapping[str, Cell]] = ()
    shown: tuple[Column, ...] = ()
    has_prepared_rows: bool = True
    returned: Returned | None = None


@dataclass(frozen=True)
class _Page:
    """One sheet of rows: what it is called on screen and on paper, and how many pages its columns may take."""

    sheet_name: str
    print_title: str
    columns: tuple[Column, ...]
    prepared_row_count: int
    frozen_field: str = ""
    page_width: int = 1
    shown: tuple[Column, ...] = ()
    has_prepared_rows: bool = True
    marks: Mapping[tuple[int, str], Mark] = field(default_factory=dict)


# 23 columns on one page would be printed in letters of 4 points: two pages, each with code, number and title.
_INITIATIVE_PAGE: Final = _Page(
    initiative.SHEET, "DANH SÁCH SÁNG KIẾN", initiative.COLUMNS, initiative.PREPARED_ROW_COUNT, "title", 2
)
_TEAM_PAGE: Final = _Page(
    support_team.SHEET, "DANH SÁCH TỔ HỖ TRỢ SÁNG KIẾN", support_team.COLUMNS, support_team.PREPARED_ROW_COUNT
)
_ACTIVITY_PAGE: Final = _Page(
    activity.SHEET, "CÁC HOẠT ĐỘNG VỀ SÁNG KIẾN", activity.COLUMNS, activity.PREPARED_ROW_COUNT
)


@dataclass(frozen=True)
class _Book:
    """What every sheet of one workbook is made with."""

    look: Look
    campaign: Campaign
    unit: Unit
    checks: Checks


def template_name(unit: Unit) -> str:
    """The file name of a unit's workbook."""
    return f"SK_{unit.unit_code}.xlsx"


def write_template(target: Path | BinaryIO, campaign: Campaign, unit: Unit, filled: Filled | None = None) -> None:
    """Writes the workbook of a unit, empty but for what units.csv knows, or with the given rows.

    Raises OSError when the file cannot be written (it is open in Excel), ValueError for a field no schema defines.
    """
    content = io.BytesIO()
    # Whole in memory first: a fault on the way leaves no half-written file behind.
    with xlsxwriter.Workbook(content, WORKBOOK_OPTIONS) as workbook:
        _fill_workbook(workbook, campaign, unit, filled or Filled())
    if isinstance(target, Path):
        target.write_bytes(content.getvalue())
    else:
        target.write(content.getvalue())


def _fill_workbook(workbook: Any, campaign: Campaign, unit: Unit, filled: Filled) -> None:
    lists = _lists_in_use(campaign)
    book = _Book(Look(workbook), campaign, unit, checks_of(campaign, _list_ranges(lists)))
    first, last = sheet_names(filled.returned)
    marks = filled.returned.marks if filled.returned else {}
    names = (
        *first, unit_sheet.SHEET, initiative.SHEET, support_team.SHEET, activity.SHEET,
        stamp.HELP_SHEET, stamp.LISTS_SHEET, stamp.SHEET, *last,
    )  # fmt: skip
    sheets = {name: workbook.add_worksheet(name, Sheet) for name in names}
    _write_unit_sheet(sheets[unit_sheet.SHEET], book, filled.unit_values, marks.get(unit_sheet.SHEET, {}))
    for page, rows in (
        (replace(_INITIATIVE_PAGE, shown=filled.shown), filled.initiatives),
        (_TEAM_PAGE, filled.team),
        (_ACTIVITY_PAGE, filled.activities),
    ):
        marked = marks.get(page.sheet_name, {})
        as_wanted = replace(page, has_prepared_rows=filled.has_prepared_rows, marks=marked)
        _write_page(sheets[page.sheet_name], book, as_wanted, rows)
    write_help(sheets[stamp.HELP_SHEET], book.look, campaign, unit)
    _write_lists(sheets[stamp.LISTS_SHEET], book, lists)
    _write_stamp(sheets[stamp.SHEET], campaign, unit)
    if filled.returned is not None:
        owner = unit.unit_name, campaign.issuer.name
        write_tasks(sheets[stamp.MEND_SHEET], book.look, filled.returned.tasks, owner)
        if filled.returned.outside:
            write_outside(sheets[stamp.OUTSIDE_SHEET], book.look, filled.returned.outside, owner)
    workbook.set_properties(
        {
            "title": fitted(f"Danh sách sáng kiến - {unit.unit_name}", _PROPERTY_LIMIT),
            "subject": fitted(campaign.campaign.name, _PROPERTY_LIMIT),
            "author": fitted(campaign.issuer.name, _PROPERTY_LIMIT),
            "company": fitted(campaign.issuer.name, _PROPERTY_LIMIT),
        }
    )


# ---------------------------------------------------------------- Đơn vị


def _write_unit_sheet(
    sheet: Any, book: _Book, values: Mapping[str, Cell], marks: Mapping[tuple[int, str], Mark]
) -> None:
    labels = unit_sheet.labels(phase.number for phase in book.campaign.phase)
    known = known_values(book.unit)
    _require_known(values, labels, unit_sheet.SHEET)
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, 44)
    sheet.set_column(2, 2, 62)
    help_look = book.look.of(italic=True, font_size=11, font_color=MUTED, indent=1)
    for row, label in enumerate(labels):
        colour = {"bg_color": PALE_BLUE, "font_color": NAVY}
        label_look = book.look.of(bold=label.is_required, border=1, border_color=LINE, indent=1, **colour)
        value = values[label.field] if label.field in values else known.get(label.field)
        mark = marks.get((row + 1, label.field))
        shade = {**({"bg_color": GREY} if label.field in known else {}), **colours(mark)}
        sheet.set_row(row, _LABEL_HEIGHT)
        put(sheet, (row, 0), label.title, label_look)
        put(sheet, (row, 1), _shown(label, value), book.look.cell(label, value, align="left", indent=1, **shade))
        put(sheet, (row, 2), label.help, help_look)
        sheet.data_validation(row, 1, row, 1, check_options(label, book.checks))
        if mark:
            explain(sheet, (row, 1), mark)
    sheet.ignore_errors({"number_stored_as_text": f"B1:B{len(labels)}"})
    _write_reminder(sheet, book, len(labels) + 1)
    report_row = next(row for row, label in enumerate(labels) if label.field == "report_on")
    sheet.set_selection(report_row, 1, report_row, 1)
    sheet.set_tab_color(NAVY)
    set_up_page(sheet, "THÔNG TIN ĐƠN VỊ BÁO CÁO", book.unit.unit_name, book.campaign.issuer.name)
    sheet.fit_to_pages(1, 1)
    sheet.hide_gridlines(2)


def _write_reminder(sheet: Any, book: _Book, row: int) -> None:
    """Beside the help and not among labels and values, so that it is never taken for a label."""
    text = reminder(book.campaign)
    sheet.set_row(row, 8 + row_height([(text, 58)]))
    put(sheet, (row, 2), text, book.look.of(font_color=NAVY, indent=1, top=1, bottom=1, border_color=NAVY))


def known_values(unit: Unit) -> dict[str, Cell]:
    """What units.csv knows: filled in, so that no union types its own code."""
    targets = {unit_sheet.target_label(number).field: target for number, target in enumerate(unit.targets, start=1)}
    return {
        "unit_code": unit.unit_code,
        "unit_name": unit.unit_name,
        "block": unit.block,
        "commune": unit.commune,
        **targets,
    }


# ---------------------------------------------------------------- Sáng kiến, Tổ hỗ trợ, Hoạt động


def _write_page(sheet: Any, book: _Book, page: _Page, rows: Sequence[Mapping[str, Cell]]) -> None:
    """Headings in row 1, where people paste below and every tool looks for them; then the prepared rows."""
    columns = (*page.columns, *page.shown)
    for row in rows:
        _require_known(row, columns, page.sheet_name)
    last_row = max(len(rows), page.prepared_row_count)
    checked = max(CHECKED_ROW_COUNT, last_row + 1) - 1
    sheet.set_row(0, 12 + row_height((column.heading, column.width - 2) for column in columns))
    for index, column in enumerate(columns):
        is_shown = column in page.shown
        hidden = {"hidden": column == initiative.ROW_STAMP}
        sheet.set_column(index, index, column.width, book.look.beyond(column, **_shade(column, page)), hidden)
        put(sheet, (0, index), column.title, book.look.heading(column, **(_READ_ONLY if is_shown else {})))
        options = prompt_options(column) if is_shown else check_options(column, book.checks)
        sheet.data_validation(1, index, checked, index, options)
    # A telephone number is text on purpose: no green corner at each of them.
    sheet.ignore_errors({"number_stored_as_text": f"A1:{column_letter(len(columns) - 1)}{CHECKED_ROW_COUNT}"})
    _write_rows(sheet, book.look, page, rows)
    if not page.has_prepared_rows:
        ruled = {"type": "formula", "criteria": "=TRUE", "format": book.look.lines()}
        sheet.conditional_format(1, 0, last_row, len(columns) - 1, ruled)
    frozen = next((place + 1 for place, column in enumerate(columns) if column.field == page.frozen_field), 0)
    sheet.freeze_panes(1, frozen)
    first_field = next(place for place, column in enumerate(columns) if column.is_required)
    sheet.set_selection(1, first_field, 1, first_field)
    sheet.set_tab_color(NAVY)
    set_up_page(sheet, page.print_title, book.unit.unit_name, book.campaign.issuer.name)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(page.page_width, 0)
    if page.page_width > 1:
        sheet.repeat_columns(0, frozen - 1)
        sheet.print_across()


def _write_rows(sheet: Any, look: Look, page: _Page, rows: Sequence[Mapping[str, Cell]]) -> None:
    columns = [(index, column, _shade(column, page)) for index, column in enumerate((*page.columns, *page.shown))]
    looks: dict[tuple[int, type, str], Any] = {}
    for place, row in enumerate(rows, start=1):
        texts: list[tuple[str, float]] = []
        for index, column, shade in columns:
            value = _shown(column, row.get(column.field))
            mark = page.marks.get((place + 1, column.field))
            if is_empty(value) and mark is None and not page.has_prepared_rows:
                continue
            kind = (index, type(value), mark.severity if mark else "")
            if kind not in looks:
                looks[kind] = look.cell(column, value, **{**shade, **colours(mark)})
            put(sheet, (place, index), value, looks[kind])
            if mark:
                explain(sheet, (place, index), mark)
            texts.append((value if isinstance(value, str) else as_text(value), column.width))
        height = row_height(texts)
        if height > LINE_POINTS:  # a row left alone grows with what is typed
            sheet.set_row(place, height + 2)
    if page.has_prepared_rows:
        empty = [(index, look.cell(column, None, **shade)) for index, column, shade in columns]
        for place in range(len(rows) + 1, page.prepared_row_count + 1):
            for index, cell_look in empty:
                sheet.write_blank(place, index, None, cell_look)


def _shade(column: Column, page: _Page) -> dict[str, object]:
    """Grey is what the union only reads."""
    if column in page.shown:
        return _READ_ONLY
    return {"bg_color": GREY} if column.kind is Kind.CODE else {}


def _shown(column: Column, value: Cell) -> Cell:
    """In a yes-no column True is the answer of the dropdown, not Excel's TRUE."""
    if column.kind is Kind.YES_NO and isinstance(value, bool):
        return "Có" if value else "Không"
    return value


def _require_known(values: Mapping[str, Cell], columns: Sequence[Column], sheet_name: str) -> None:
    unknown = values.keys() - {column.field for column in columns}
    if unknown:
        raise ValueError(f"sheet {sheet_name} has no field {', '.join(sorted(unknown))}")


# ---------------------------------------------------------------- Danh mục, stamp


def _lists_in_use(campaign: Campaign) -> dict[str, tuple[str, tuple[str, ...]]]:
    """List name → the headings it serves, and its values; in the order in which the sheets use them."""
    headings: dict[str, list[str]] = {}
    labels = unit_sheet.labels(phase.number for phase in campaign.phase)
    for column in (*_ALL_COLUMNS, *labels):
        if column.list_name is not None:
            headings.setdefault(column.list_name, []).append(column.heading)
    return {name: (", ".join(served), campaign.lists.values(name)) for name, served in headings.items()}


def _list_ranges(lists: Mapping[str, tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    """Where each list stands. Ranges and no names: sheets copied into one workbook would clash over names."""
    ranges = {}
    for index, (name, (_, values)) in enumerate(lists.items()):
        letter = column_letter(index)
        ranges[name] = f"='{stamp.LISTS_SHEET}'!${letter}$2:${letter}${len(values) + 1}"
    return ranges


def _write_lists(sheet: Any, book: _Book, lists: Mapping[str, tuple[str, tuple[str, ...]]]) -> None:
    heading_look = book.look.of(
        bold=True, align="center", border=1, border_color=LINE, bg_color=PALE_BLUE, font_color=NAVY
    )
    value_look = book.look.of(border=1, border_color=LINE, indent=1)
    sheet.set_row(0, 40)
    for index, (heading, values) in enumerate(lists.values()):
        sheet.set_column(index, index, min(_LIST_WIDTH, 5 + max(16, *map(len, values))))
        put(sheet, (0, index), heading, heading_look)
        for place, value in enumerate(values, start=1):
            put(sheet, (place, index), value, value_look)
    for place, cells in enumerate(zip_longest(*(values for _, values in lists.values()), fillvalue=""), start=1):
        sheet.set_row(place, 4 + row_height((cell, _LIST_WIDTH - 2) for cell in cells))
    sheet.freeze_panes(1, 0)
    set_up_page(sheet, "DANH MỤC CÁC GIÁ TRỊ ĐỂ CHỌN", book.unit.unit_name, book.campaign.issuer.name)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)


def _write_stamp(sheet: Any, campaign: Campaign, unit: Unit) -> None:
    for row, (key, value) in enumerate(stamp_lines(campaign, unit)):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    sheet.very_hidden()


def stamp_lines(campaign: Campaign, unit: Unit) -> list[tuple[str, str]]:
    """Key and value, text throughout: a reader must not have to tell 1 from 1.0."""
    values = (str(stamp.TEMPLATE_VERSION), campaign.campaign.name, campaign.campaign.code_prefix, unit.unit_code)
    return list(zip(stamp.KEYS, values, strict=True))
