"""A row put down at once is the same as its cells written one by one."""

import io
import math
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
import xlsxwriter

from pipeline.edges.template_look import WORKBOOK_OPTIONS, Look, put
from pipeline.edges.template_sheet import Sheet

ROWS = [
    ["=1+1", "A & B <c>", "<r><t>x</t></r>", "_x0041_", "chữ\ncó dòng", " khoảng trắng ", "http://a.vn", "'"],
    [None, "", math.nan, 0, -3, 10**15, 123456789012345678, 1.5, 1e-7, math.inf, True, False],
    [date(2022, 5, 31), date(1900, 3, 1), date(1900, 2, 28), date(1899, 12, 31), date(1, 1, 1), date(9999, 12, 31)],
    [datetime(2022, 5, 31, 8, 5), datetime(1850, 1, 1), time(8, 5), timedelta(hours=30)],
    ["x" * 16_383, "y" * 16_384, "z" * 32_767, "😀" * 16_383, "😀" * 16_384, "q" * 32_768],
]


def written(way):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, WORKBOOK_OPTIONS) as book:
        sheet, look = book.add_worksheet("A", Sheet), Look(book)
        looks = [look.of(bold=True), look.of(border=1), look.of(num_format="0.00"), look.of(border=1, italic=False)]
        put(sheet, (0, 0), "đầu trang", looks[0])
        sheet.merge_range(1, 0, 1, 3, "gộp", looks[1])
        for place, row in enumerate(ROWS):
            cells = [(column, value, looks[(place + column) % 4]) for column, value in enumerate(row)]
            way(sheet, 3 + 2 * place, cells)
            sheet.set_row(3 + 2 * place, 30 + place)
        sheet.set_row(6, 12)  # between two rows, without cells
        sheet.set_row(20, 40)  # below the last one
        sheet.write_comment(3, 1, "ghi chú")
    return content.getvalue()


def one_by_one(sheet, row, cells):
    for column, value, look in cells:
        put(sheet, (row, column), value, look)


@pytest.mark.filterwarnings("ignore:.*exceeds Excel's limit")
def test_the_same_cells_looks_heights_and_size():
    pages = [openpyxl.load_workbook(io.BytesIO(written(way)))["A"] for way in (one_by_one, Sheet.put_row)]
    told = [
        [
            (cell.coordinate, cell.value, cell.data_type, cell.number_format, cell.font.b, cell.border.left.style)
            for line in page.iter_rows()
            for cell in line
        ]
        for page in pages
    ]
    assert told[1] == told[0]
    assert pages[1].dimensions == pages[0].dimensions
    heights = [{row: each.height for row, each in page.row_dimensions.items() if each.height} for page in pages]
    assert heights[1] == heights[0]
    assert len(heights[1]) == len(ROWS) + 2
    assert pages[1]["B4"].comment.text == "ghi chú"
