"""The sheet of charts: native ones that follow the cells of the other sheets, to be told apart without colour."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.campaign import Campaign
from pipeline.consolidation import Consolidation
from pipeline.edges.annex_formats import COUNT_FORMAT, FONT, Formats
from pipeline.edges.annex_sheet import FIRST_ROW, Letterhead, Table, draw_letterhead, set_up_paper

SHEET = "Biểu đồ"
# A page of A4 landscape within its margins, in columns and rows of the sheet; manual breaks need a fixed scale.
_COLUMN_COUNT, _COLUMN_WIDTH, _COLUMN_PIXELS = 10, 13.0, 96
_ROW_PIXELS, _FIRST_PAGE_ROWS, _PAGE_ROWS = 20, 24, 31
_GAP_PIXELS = 6
_MOST_BARS = 15
_DARK = "#1F3864"
_LOOKS: tuple[dict[str, object], ...] = (
    {"fill": {"color": "white"}, "border": {"color": "black", "width": 0.75}},
    {"fill": {"color": _DARK}, "border": {"color": "black", "width": 0.75}},
)


@dataclass(frozen=True)
class Chart:
    """Lines first to last (exclusive) of a table as bars. label, series: headings of columns, the darkest bars last."""

    table: Table
    title: str
    label: str
    series: tuple[str, ...]
    first: int
    last: int

    def cells(self, heading: str) -> list[object]:
        """Sheet and corners of the cells below a heading, as XlsxWriter takes them."""
        place = next(place for place, column in enumerate(self.table.columns) if column.heading == heading)
        return [self.table.name, FIRST_ROW + self.first, place, FIRST_ROW + self.last - 1, place]


def whole(table: Table, title: str, label: str, series: tuple[str, ...]) -> list[Chart]:
    """All lines in one chart; none where there is no line."""
    count = len(table.columns[0].values)
    return [Chart(table, title, label, series, 0, count)] if count else []


def parts(table: Table, title: str, label: str, series: tuple[str, ...]) -> list[Chart]:
    """As many charts as it takes for names to be legible, all about equally long."""
    count = len(table.columns[0].values)
    part_count = -(-count // _MOST_BARS)
    bounds = [count * place // part_count for place in range(part_count + 1)] if count else []
    return [
        Chart(table, f"{title} ({place}/{part_count})" if part_count > 1 else title, label, series, first, last)
        for place, (first, last) in enumerate(pairwise(bounds), 1)
    ]


def of_figures(consolidation: Consolidation, tables: Mapping[str, Table], names: Sequence[str]) -> list[list[Chart]]:
    """The charts, a page each. names: of the sheets by block, field, commune and unit, as `tables` knows them."""
    block, field, commune, unit = (tables[name] for name in names)
    span = _span(consolidation)
    series = (f"{span}: chỉ tiêu", f"{span}: kết quả")
    labels = [table.columns[1].heading for table in (block, field, commune, unit)]

    def title(table: Table, what: str) -> str:
        return f"{what} {table.name[:1].lower()}{table.name[1:]}"

    first = [
        *whole(block, title(block, f"{span}: kết quả và chỉ tiêu"), labels[0], series),
        *whole(field, title(field, "Sáng kiến hợp lệ"), labels[1], ("Số sáng kiến hợp lệ",)),
    ]
    others = [
        *parts(commune, title(commune, f"{span}: kết quả và chỉ tiêu"), labels[2], series),
        *parts(unit, title(unit, f"{span}: kết quả và chỉ tiêu"), labels[3], series),
    ]
    return [first, *([chart] for chart in others)]


def _span(consolidation: Consolidation) -> str:
    """What is looked at: the phase that is running, else all of them."""
    campaign: Campaign = consolidation.campaign
    running = [phase.name for phase in campaign.phase if phase.holds(consolidation.as_of)]
    return running[0] if running else "Cả Chương trình"


def draw_charts(workbook: Workbook, formats: Formats, letterhead: Letterhead, pages: Sequence[Sequence[Chart]]) -> None:
    """Add the sheet; the charts of a page stand side by side."""
    sheet = workbook.add_worksheet(SHEET)
    sheet.set_column(0, _COLUMN_COUNT - 1, _COLUMN_WIDTH)
    draw_letterhead(sheet, formats, letterhead, ("BIỂU ĐỒ KẾT QUẢ SÁNG KIẾN", [_COLUMN_WIDTH] * _COLUMN_COUNT))
    breaks = list(_place(workbook, sheet, pages))
    set_up_paper(sheet)
    sheet.set_h_pagebreaks(breaks[:-1])
    sheet.print_area(0, 0, breaks[-1] - 1, _COLUMN_COUNT - 1)


def _place(workbook: Workbook, sheet: Worksheet, pages: Sequence[Sequence[Chart]]) -> Iterable[int]:
    """Draws the charts; yields the row after each page."""
    row = FIRST_ROW
    for number, page in enumerate(pages):
        row_count = _PAGE_ROWS if number else _FIRST_PAGE_ROWS
        for place, chart in enumerate(page):
            drawn = _bars(workbook, chart)
            width = _COLUMN_COUNT * _COLUMN_PIXELS // len(page) - _GAP_PIXELS
            drawn.set_size({"width": width, "height": row_count * _ROW_PIXELS - 2 * _GAP_PIXELS})
            # Off the edge of the page: the frame would be drawn on both sides of it.
            options = {"description": chart.title, "object_position": 1, "y_offset": _GAP_PIXELS}
            sheet.insert_chart(row, place * _COLUMN_COUNT // len(page), drawn, options)
        row += row_count
        yield row


def _bars(workbook: Workbook, chart: Chart) -> Any:
    drawn = workbook.add_chart({"type": "bar"})
    font: dict[str, object] = {"name": FONT, "size": 9}
    for heading, look in zip(chart.series, _LOOKS[-len(chart.series) :], strict=True):
        drawn.add_series(
            {
                "name": heading,
                "categories": chart.cells(chart.label),
                "values": chart.cells(heading),
                "gap": 45,
                "data_labels": {"value": True, "font": font, "num_format": COUNT_FORMAT},
                **look,
            }
        )
    drawn.set_title({"name": chart.title, "name_font": {"name": FONT, "size": 12, "bold": True}, "overlay": False})
    # Bars run upwards otherwise, against the order of the table; then the scale would stand above.
    drawn.set_y_axis({"reverse": True, "num_font": font, "line": {"color": "black"}, "crossing": "max"})
    drawn.set_x_axis(
        {
            "num_font": font,
            "num_format": COUNT_FORMAT,
            "min": 0,
            "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9", "width": 0.5}},
        }
    )
    if len(chart.series) > 1:
        drawn.set_legend({"position": "bottom", "font": font})
    else:
        drawn.set_legend({"none": True})
    # A line that a filter hides keeps its bar: the picture tells of all.
    drawn.show_hidden_data()
    return drawn
