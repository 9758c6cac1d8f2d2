"""“Thay đổi” and “Chi tiết thay đổi”: union by union and initiative by initiative, the lines lead from then to now."""

import pytest

from pipeline import catalogue
from tests.documents.annexes import consolidation, lines, load, totals, write

HEADINGS = [catalogue.CHANGE_NAMES[kind] for kind in ("new", "recognised", "gone")]


@pytest.fixture(scope="module")
def result():
    return consolidation(has_earlier=True)


@pytest.fixture(scope="module")
def book(result):
    return load(write(result))


def test_every_line_leads_from_then_to_now(book, result):
    table = lines(book["Thay đổi"])
    assert [line["Mã CĐCS"] for line in table] == [unit["unit_code"] for unit in result.summary["units"]]
    for line in [*table, totals(book["Thay đổi"])]:
        step = sum(line[heading] or 0 for heading in HEADINGS)
        assert line["Lần trước"] + step == line["Lần này"]
        assert line["Tăng, giảm"] == step
    assert {heading for heading in table[0] if heading in catalogue.CHANGE_NAMES.values()} == {
        *HEADINGS,
        "Chuyển giai đoạn",
    }


def test_the_totals_are_those_of_the_report(book, result):
    told, counted = totals(book["Thay đổi"]), result.summary["changes"]["counted"]
    assert (told["Lần trước"], told["Lần này"]) == (counted["before"], counted["after"])
    assert told["Lần này"] == result.summary["rows"]["counted"]
    assert totals(book["Chi tiết thay đổi"])["Ảnh hưởng đến kết quả"] == counted["difference"]


def test_a_changed_initiative_leads_to_its_row(book, result):
    table = lines(book["Chi tiết thay đổi"])
    assert [line["Mã sáng kiến"] for line in table] == result.changes["code"].tolist()
    of_row = result.rows.set_index("initiative_code")
    for line in table[:-1]:
        own = of_row.loc[line["Mã sáng kiến"]]
        assert (line["Tệp"], line["Dòng"], line["Tên sáng kiến"]) == (own["file"], own["row"], own["title"])
    assert table[0]["Lần trước"] == "Đang xem xét"
    assert table[0]["Lần này"] == "Hợp lệ, được tính (giai đoạn 1)"


def test_what_is_known_no_longer_has_no_row(book):
    last = lines(book["Chi tiết thay đổi"])[-1]
    assert (last["Mã sáng kiến"], last["Thay đổi"]) == ("DMC-9999", "Không còn trong dữ liệu")
    assert (last["Lần trước"], last["Lần này"]) == ("Hợp lệ, được tính (giai đoạn 2)", "(không có)")
    assert (last["Tệp"], last["Dòng"], last["Tên sáng kiến"], last["Ảnh hưởng đến kết quả"]) == (None, None, None, -1)


def test_without_an_earlier_run_the_sheets_say_so():
    book = load(write(consolidation()))
    for name in ("Thay đổi", "Chi tiết thay đổi"):
        values = [row[0] for row in book[name].iter_rows(max_col=1, values_only=True)]
        assert values[-1] == "Ghi chú: chưa có lần tổng hợp nào của ngày trước đó để so sánh."
        assert book[name]["B8"].value == "Không có."
