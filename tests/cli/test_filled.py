"""`template --filled`: a union goes on in its own rows, with the codes it was given (contract §4)."""

from openpyxl import load_workbook

from schemas import initiative
from tests.conftest import initiative as row


def cells(path):
    sheet = load_workbook(path)["Sáng kiến"]
    headings = [cell.value for cell in sheet[1]]
    lines = [dict(zip(headings, line, strict=True)) for line in sheet.iter_rows(min_row=2, values_only=True)]
    return [line for line in lines if line["Tên sáng kiến*"]]


def test_the_rows_of_the_union_stand_in_it_with_codes_and_what_became_of_them(place, send, sangkien, tmp_path):
    send("SK_TH01.xlsx", row(), row(title="Giải pháp tiết kiệm điện trong trường học", stage="Ý tưởng"))
    assert sangkien("run", "--workspace", place, "--as-of", "2022-05-31").code == 0
    done = sangkien("template", "--workspace", place, "--unit", "TH01", "--out", tmp_path / "ra", "--filled")
    assert done.code == 0, done.err
    first, second = cells(tmp_path / "ra" / "SK_TH01.xlsx")
    assert (first["Mã sáng kiến"], second["Mã sáng kiến"]) == ("THU-0001", "THU-0002")
    outcome = initiative.SHOWN[0].title
    assert first[outcome] == "Hợp lệ, được tính"
    assert second[outcome] == "Đang xem xét"


def test_sent_back_as_it_is_every_row_goes_on_under_its_code(place, send, sangkien, tmp_path):
    send("SK_TH01.xlsx", row(), row(title="Giải pháp tiết kiệm điện trong trường học"))
    sangkien("run", "--workspace", place, "--as-of", "2022-05-31")
    sangkien("template", "--workspace", place, "--unit", "TH01", "--out", tmp_path, "--filled")
    book = load_workbook(tmp_path / "SK_TH01.xlsx")
    for label, value in book["Đơn vị"].iter_rows(max_col=2):
        if label.value == "Ngày báo cáo*":
            value.value = "25/5/2022"
    book["Sáng kiến"]["C2"] = "Rèn kỹ năng đọc diễn cảm cho học sinh lớp 3"  # a title mended under its code
    book.save(place / "inbox" / "gửi lại.xlsx")
    done = sangkien("run", "--workspace", place, "--as-of", "2022-05-31", "--json")
    assert done.code == 0, done.err
    lines = (place / "outbox" / "2022-05-31" / "du-lieu" / "fates.csv").read_text("utf-8-sig").splitlines()[1:]
    told = [tuple(line.split(",")[place] for place in (0, 3, 5, 6)) for line in lines]
    assert told == [
        ("SK_TH01.xlsx", "2", "THU-0001", "superseded"),
        ("SK_TH01.xlsx", "3", "THU-0002", "superseded"),
        ("gửi lại.xlsx", "2", "THU-0001", "counted"),
        ("gửi lại.xlsx", "3", "THU-0002", "counted"),
    ]


def test_without_a_run_there_is_nothing_to_fill_in(place, sangkien, tmp_path):
    done = sangkien("template", "--workspace", place, "--unit", "TH01", "--out", tmp_path, "--filled")
    assert done.code == 2
    assert "Chưa có lần tổng hợp nào" in done.err
