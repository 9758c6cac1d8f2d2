"""What the pictures of chapter 2 cannot show: the sheets beside `Sáng kiến`."""

from pipeline.stages.identify import identify
from pipeline.workbook import Look, Sheet, Workbook
from schemas import activity, initiative, support_team, unit_sheet

LABELS = unit_sheet.labels([1, 2])


def codes(*sheets):
    layout, findings = identify(0, Workbook("a.xlsx", "0" * 64, 1, sheets), LABELS)
    return layout, [(found.code, found.sheet) for found in findings]


def test_a_side_sheet_without_its_headings_is_told():
    layout, told = codes(
        Sheet("Tổ hỗ trợ", ((1, ("Lê Văn A", "Tổ trưởng")),)),
        Sheet("Hoạt động", ((1, tuple(column.heading for column in activity.COLUMNS)),)),
    )
    assert ("sheet_missing", support_team.SHEET) in told
    assert ("sheet_missing", activity.SHEET) not in told
    assert layout.team is None
    assert layout.activities is not None


LIST = Sheet("Sáng kiến", ((1, tuple(column.heading for column in initiative.COLUMNS)),))
NAMED = ((1, ("Mã CĐCS*", "CD01")), (2, ("Ngày báo cáo*", "20/5/2022")))


def test_the_sheet_of_the_unit_is_known_by_its_labels_where_it_was_renamed():
    layout, told = codes(LIST, Sheet("Thông tin chung", NAMED))
    assert layout.unit["unit_code"].cell == "CD01"
    assert told == [("unit_sheet_renamed", "Thông tin chung")]


def test_labels_above_the_list_are_the_units():
    sheet = Sheet("Sáng kiến", (*NAMED, (4, LIST.rows[0][1])))
    layout, told = codes(sheet)
    assert layout.unit["report_on"].row == 2
    assert told == [("unit_sheet_renamed", "Sáng kiến")]


def test_two_sheets_that_could_be_the_units_are_none():
    _, told = codes(LIST, Sheet("Trang 1", NAMED), Sheet("Trang 2", NAMED))
    assert [code for code, _ in told] == ["label_missing", "label_missing"]


def test_a_value_beside_a_label_that_is_merged_over_empty_cells_is_found():
    rows = ((1, ("Mã CĐCS*", None, "CD01", "Mã do cấp trên cấp")), (2, ("Ngày báo cáo*", None, "Ghi ngày/tháng/năm")))
    layout, _ = codes(LIST, Sheet("Đơn vị", rows, Look(((1, 0, 1, 1),))))
    assert (layout.unit["unit_code"].cell, layout.unit["unit_code"].column) == ("CD01", "C")
    assert layout.unit["report_on"].cell is None  # what stands further right is a hint
