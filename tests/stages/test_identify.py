"""What the pictures of chapter 2 cannot show: the sheets beside `Sáng kiến`."""

from pipeline.stages.identify import identify
from pipeline.workbook import Sheet, Workbook
from schemas import activity, support_team, unit_sheet

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
