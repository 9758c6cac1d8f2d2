"""One fault in many rows is one line, with the rows as ranges."""

from pipeline import grouping
from pipeline.console import finding_lines


def finding(row=None, code="required_missing", message="Trống.", value="", column="C", **told):
    return {
        "file": "a.xlsx", "sheet": "Sáng kiến", "column": column, "code": code, "severity": "rejected",
        "heading": "Tên sáng kiến", "row": row, "message": message, "value": value, **told,
    }  # fmt: skip


def lines(*findings):
    return [(fault.place, fault.message, fault.row_count) for fault in grouping.faults(findings)]


def test_the_same_fault_in_two_hundred_rows_is_one_line():
    rows = [*range(5, 181), 190]
    assert lines(*map(finding, rows)) == [
        ("trang Sáng kiến, dòng 5–180, 190, cột C (Tên sáng kiến)", "Trống.", len(rows))
    ]


def test_a_few_values_are_told_each_and_many_with_examples():
    few = [finding(row, message=f"“{value}” sai.", value=value) for row, value in ((2, "a"), (3, "b"), (4, "a"))]
    assert lines(*few) == [
        ("trang Sáng kiến, dòng 2, 4, cột C (Tên sáng kiến)", "“a” sai.", 2),
        ("trang Sáng kiến, dòng 3, cột C (Tên sáng kiến)", "“b” sai.", 1),
    ]
    many = [finding(row, message=f"“v{row}” sai.", value=f"v{row}") for row in range(2, 202)]
    assert lines(*many) == [
        (
            "trang Sáng kiến, dòng 2–201, cột C (Tên sáng kiến)",
            "“v2” sai. (Các dòng khác cũng vậy, ví dụ “v3”, “v4”, “v5” …)",
            200,
        )
    ]


def test_what_has_no_row_is_never_thrown_together():
    missing = [finding(message=f"Thiếu cột {number}.", column="", sheet="Sáng kiến") for number in range(9)]
    assert [message for _, message, _ in lines(*missing)] == [f"Thiếu cột {number}." for number in range(9)]


def test_the_same_fault_elsewhere_is_another_line():
    assert len(lines(finding(2), finding(3, column="D"), finding(4, code="title_too_short"))) == 3


def test_the_terminal_begins_a_line_with_the_kind_and_the_place():
    assert finding_lines([finding(2), finding(3)]) == [
        "  a.xlsx",
        "    [Không nhận dòng] Trang Sáng kiến, dòng 2–3, cột C (Tên sáng kiến): Trống.",
    ]
    assert finding_lines([finding(2), finding(3, column="D")], most=1)[-1].startswith("  … và 1 điểm nữa")
