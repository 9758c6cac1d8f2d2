"""The paragraph that tells why the number differs from that of the last run: whole and true in every situation."""

import pytest

from pipeline import console
from pipeline.edges.report import render_report
from tests.documents import reading
from tests.documents.builders import Situation, campaign, change_summary, rows

START = "So với lần tổng hợp trước (số liệu đến ngày 19/5/2022), số sáng kiến hợp lệ "
END = " Chi tiết theo từng công đoàn cơ sở tại trang “Thay đổi” của tệp phu-luc.xlsx kèm theo."
MOVED = " Có 2 sáng kiến hợp lệ được chuyển sang giai đoạn khác."

# Lines of the summary from a number before; what the report says, and the terminal after its own first words.
CASES = {
    "risen": (
        change_summary("2022-05-19", 278, new=9, recognised=5, withdrawn=-1, duplicate=-1),
        "tăng 12 (từ 278 lên 290): 14 sáng kiến được tính thêm (thêm mới 9; mới được công nhận, đủ hồ sơ 5)"
        " và 2 sáng kiến không còn được tính (đơn vị rút 1; phát hiện trùng 1)." + END,
        ["tăng 12 (từ 278 lên 290)", "+9 thêm mới; +5 mới được công nhận, đủ hồ sơ", "-1 đơn vị rút; -1 phát hiện trùng"],
    ),
    "only risen": (
        change_summary("2022-05-19", 999, new=1, mended=41),
        "tăng 42 (từ 999 lên 1.041): 42 sáng kiến được tính thêm (thêm mới 1; đã sửa, nay hợp lệ 41)." + END,
        ["tăng 42 (từ 999 lên 1.041)", "+1 thêm mới; +41 đã sửa, nay hợp lệ"],
    ),
    "from none": (
        change_summary("2022-05-19", 0, new=1),
        "tăng 1 (từ 0 lên 1): 1 sáng kiến được tính thêm (thêm mới 1)." + END,
        ["tăng 1 (từ 0 lên 1)", "+1 thêm mới"],
    ),
    "fallen": (
        change_summary("2022-05-19", 10, new=1, excluded=-3),
        "giảm 2 (từ 10 xuống 8): 1 sáng kiến được tính thêm (thêm mới 1) và 3 sáng kiến không còn được tính"
        " (bị loại theo quyết định 3)." + END,
        ["giảm 2 (từ 10 xuống 8)", "+1 thêm mới", "-3 bị loại theo quyết định"],
    ),
    "only fallen": (
        change_summary("2022-05-19", 2, gone=-2),
        "giảm 2 (từ 2 xuống 0): 2 sáng kiến không còn được tính (không còn trong dữ liệu 2)." + END,
        ["giảm 2 (từ 2 xuống 0)", "-2 không còn trong dữ liệu"],
    ),
    "the same": (change_summary("2022-05-19", 290), "không thay đổi (290 sáng kiến).", ["không thay đổi (290)"]),
    "none then and now": (change_summary("2022-05-19"), "không thay đổi.", ["không thay đổi (0)"]),
    "evened out": (
        change_summary("2022-05-19", 290, new=2, withdrawn=-2),
        "không thay đổi (290 sáng kiến), tuy có 2 sáng kiến được tính thêm (thêm mới 2) và 2 sáng kiến không còn được tính"
        " (đơn vị rút 2)." + END,
        ["không thay đổi (290)", "+2 thêm mới", "-2 đơn vị rút"],
    ),
    "only moved": (
        change_summary("2022-05-19", 290, moved=2),
        "không thay đổi (290 sáng kiến)." + MOVED + END,
        ["không thay đổi (290)", "Chuyển giai đoạn: 2"],
    ),
}  # fmt: skip


def paragraphs(changes):
    situation = Situation(rows=rows(3), changes=changes)
    return reading.body(render_report(situation.figures(), campaign()))


@pytest.mark.parametrize("name", CASES)
def test_the_report_says_why(name):
    changes, sentence, _ = CASES[name]
    told = [text for text in paragraphs(changes) if "lần tổng hợp trước" in text]
    assert told == [START + sentence]


def test_a_first_run_has_nothing_to_compare_with():
    assert not [text for text in paragraphs(change_summary(new=3)) if "lần tổng hợp trước" in text]


def test_the_paragraph_stands_in_the_second_part():
    texts = paragraphs(CASES["risen"][0])
    place = next(place for place, text in enumerate(texts) if text.startswith(START))
    assert texts.index("1. Kết quả so với chỉ tiêu") < place < texts.index("2. Kết quả theo khối, theo xã, thị trấn")


@pytest.mark.parametrize("name", CASES)
def test_the_terminal_says_why(name):
    changes, _, told = CASES[name]
    words = console.run_words(Situation(rows=rows(3), changes=changes).consolidation())
    first = f"  So với số liệu đến ngày 19/5/2022, số sáng kiến hợp lệ {told[0]}"
    assert "\n".join([first, *(f"    {line}" for line in told[1:])]) + "\n  Tệp:" in words


def test_the_terminal_is_silent_on_a_first_run():
    assert "So với" not in console.run_words(Situation(rows=rows(3)).consolidation())
