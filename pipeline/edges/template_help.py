"""The sheet `Hướng dẫn`: what the file is for, how to fill it in and send it, each column with an example."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from pipeline.campaign import Campaign, Unit
from pipeline.edges.template_look import LINE, MUTED, NAVY, PALE_BLUE, Look, put, row_height, set_up_page
from pipeline.edges.template_text import instructions
from pipeline.vietnamese import Cell, as_text, roman
from schemas import activity, initiative, support_team, unit_sheet
from schemas.column import Column

_WIDTHS: Final = (30, 12, 62, 46)  # heading, required, what to write, example: in characters
_LAST: Final = len(_WIDTHS) - 1


def example_row(columns: Iterable[Column], campaign: Campaign) -> dict[str, Cell]:
    """The example as a filled row: what the help sheet shows and the product's own checks accept.

    A campaign with lists of its own gets its own first value where the example's is unknown there.
    """
    row: dict[str, Cell] = {}
    for column in columns:
        value: Cell = column.example
        if column.list_name is not None and value is not None:
            permitted = campaign.lists.values(column.list_name)
            value = value if value in permitted else permitted[0]
        if value is not None:
            row[column.field] = value
    return row


def write_help(sheet: Any, look: Look, campaign: Campaign, unit: Unit) -> None:
    """Writes the whole sheet; the example stands one line a column, so that it never looks like a sheet of data."""
    for index, width in enumerate(_WIDTHS):
        sheet.set_column(index, index, width)
    row = _write_title(sheet, look, campaign)
    sections = instructions(campaign, unit)
    for number, section in enumerate(sections, start=1):
        row = _write_section(sheet, look, row, (f"{roman(number)}. {section.heading}", section.paragraphs))
    row = _write_section(sheet, look, row, (f"{roman(len(sections) + 1)}. CÁCH GHI TỪNG MỤC, TỪNG CỘT", ()))
    for sheet_name, columns in _documented(campaign):
        row = _write_columns(sheet, look, row, (sheet_name, columns, example_row(columns, campaign)))
    sheet.hide_gridlines(2)
    set_up_page(sheet, "", unit.unit_name, campaign.issuer.name)
    sheet.fit_to_pages(1, 0)


def _documented(campaign: Campaign) -> Iterator[tuple[str, tuple[Column, ...]]]:
    yield unit_sheet.SHEET, unit_sheet.labels(phase.number for phase in campaign.phase)
    yield initiative.SHEET, initiative.COLUMNS
    yield support_team.SHEET, support_team.COLUMNS
    yield activity.SHEET, activity.COLUMNS


# ---------------------------------------------------------------- layout


def _write_title(sheet: Any, look: Look, campaign: Campaign) -> int:
    lines = (
        (campaign.issuer.superior.upper(), look.of(align="center"), 18),
        (campaign.issuer.name.upper(), look.of(align="center", bold=True), 18),
        ("", look.of(), 10),
        (
            "HƯỚNG DẪN GHI VÀ GỬI DANH SÁCH SÁNG KIẾN",
            look.of(align="center", bold=True, font_size=15, font_color=NAVY),
            26,
        ),
        (f"Chương trình “{campaign.campaign.name}”", look.of(align="center", italic=True), 18),
    )
    for row, (text, text_look, height) in enumerate(lines):
        _write_across(sheet, row, text, text_look)
        sheet.set_row(row, max(height, 2 + row_height([(text, sum(_WIDTHS) - 3)])))
    return len(lines)


def _write_section(sheet: Any, look: Look, row: int, section: tuple[str, Sequence[str]]) -> int:
    heading, paragraphs = section
    sheet.set_row(row, 10)
    _write_across(sheet, row + 1, heading, look.of(bold=True, font_color=NAVY, bottom=1, border_color=NAVY))
    sheet.set_row(row + 1, 22)
    for place, paragraph in enumerate(paragraphs, start=row + 2):
        _write_across(sheet, place, paragraph, look.of(align="left", indent=1))
        sheet.set_row(place, 6 + row_height([(paragraph, sum(_WIDTHS) - 3)]))
    return row + 2 + len(paragraphs)


def _write_columns(sheet: Any, look: Look, row: int, page: tuple[str, tuple[Column, ...], dict[str, Cell]]) -> int:
    sheet_name, columns, example = page
    heading_look = look.of(bold=True, align="center", border=1, border_color=LINE, bg_color=PALE_BLUE, font_color=NAVY)
    sheet.set_row(row, 10)
    for index, text in enumerate((f"Trang “{sheet_name}”", "Bắt buộc", "Cách ghi", "Ví dụ")):
        put(sheet, (row + 1, index), text, heading_look)
    sheet.set_row(row + 1, 24)
    plain = look.of(border=1, border_color=LINE, indent=1)
    centred = look.of(border=1, border_color=LINE, align="center")
    for place, column in enumerate(columns, start=row + 2):
        value = example.get(column.field)
        name_look = look.of(border=1, border_color=LINE, indent=1, bold=column.is_required)
        put(sheet, (place, 0), column.title, name_look)
        put(sheet, (place, 1), "Có" if column.is_required else "", centred)
        put(sheet, (place, 2), column.help, plain)
        put(sheet, (place, 3), value, look.cell(column, value, align="left", indent=1, font_color=MUTED, italic=True))
        texts = (column.title, "", column.help, as_text(value))
        sheet.set_row(place, 6 + row_height(zip(texts, _WIDTHS, strict=True)))
    return row + 2 + len(columns)


def _write_across(sheet: Any, row: int, text: str, look: Any) -> None:
    sheet.merge_range(row, 0, row, _LAST, "", look)
    put(sheet, (row, 0), text, look)
