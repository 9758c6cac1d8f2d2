"""What goes back to a union: after a run in tra-lai/, after a check where it is wanted; mended it is accepted."""

import json
import shutil
from datetime import date

import openpyxl
import pytest

from schemas import initiative, stamp
from tests.conftest import initiative as row
from tests.edges.sending_back import cell, mended

DAY = "2022-05-31"
GOOD = row(portal_ref="1")
BAD = row(title="", portal_ref="2", note="=1+1")


def findings(ended, place):
    import csv

    with (place / "outbox" / DAY / "du-lieu" / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_run_writes_what_is_sent_back_and_mended_it_is_accepted(sangkien, place, send):
    send("a.xlsx", GOOD, BAD)
    send("b.xlsx", row(title="Vườn rau sạch của trường"), unit="TH02")
    assert sangkien("run", "--workspace", place, "--as-of", DAY).code == 3
    folder = place / "outbox" / DAY / "tra-lai"
    assert [path.name for path in folder.iterdir()] == ["TH01.xlsx"]
    shutil.copyfile(folder / "TH01.xlsx", place / "inbox" / "sửa.xlsx")

    def mend(book):
        cell(book, 3, "title").value = "Góc thư viện thân thiện trong lớp học"
        cell(book, 3, "portal_ref").value = None

    mended(place / "inbox" / "sửa.xlsx", mend, on=date(2022, 5, 24))
    ended = sangkien("run", "--workspace", place, "--as-of", DAY, "--json")
    assert ended.code == 0
    assert json.loads(ended.out)["rows"] == {
        "read": 5, "counted": 3, "pending": 0, "ineligible": 0, "duplicate": 0, "superseded": 2, "withdrawn": 0, "rejected": 0
    }  # fmt: skip
    assert list(folder.iterdir()) == []


def test_the_reminder_speaks_of_the_workbook(sangkien, place, send):
    send("a.xlsx", GOOD, BAD)
    sangkien("run", "--workspace", place, "--as-of", DAY)
    letter = (place / "outbox" / DAY / "don-doc" / "TH01.txt").read_text("utf-8-sig")
    assert "Kèm theo là tệp trả lại TH01.xlsx" in letter
    assert "tệp trả lại" not in (place / "outbox" / DAY / "don-doc" / "TH02.txt").read_text("utf-8-sig")


def test_check_tells_what_run_will_tell(sangkien, place, send):
    path = send("a.xlsx", GOOD, BAD, row(applied_on="31/02/2022", award_proposal="Huyện", portal_ref="3"))
    checked = json.loads(sangkien("check", path, "--workspace", place, "--json").out)
    ended = sangkien("run", "--workspace", place, "--as-of", DAY)
    written = [
        {"sheet": line["sheet"], "row": int(line["row"]) if line["row"] else None, "column": line["column"],
         "code": line["code"], "severity": line["severity"], "value": line["value"].removeprefix("'"),
         "message": line["message"]}
        for line in findings(ended, place) if line["file"] == "a.xlsx"
    ]  # fmt: skip
    assert checked["schema"] == "sangkien.check/1"
    assert checked["returned"] == []
    assert checked["files"][0]["findings"] == written != []


def test_check_writes_the_workbook_without_codes_that_nobody_has_written_down(sangkien, place, send, tmp_path):
    path = send("a.xlsx", GOOD, BAD)
    target = tmp_path / "trả lại"
    ended = sangkien("check", path, "--workspace", place, "--returned", target, "--json")
    assert (ended.code, json.loads(ended.out)["returned"]) == (3, [str(target / "TH01.xlsx")])
    book = openpyxl.load_workbook(target / "TH01.xlsx")
    assert book.sheetnames[0] == stamp.MEND_SHEET
    assert [cell(book, number, "initiative_code").value for number in (2, 3)] == [None, None]
    assert [cell(book, number, "note").data_type for number in (2, 3)] == ["n", "s"]
    assert not (place / "register.db").exists()
    assert list((place / "outbox").iterdir()) == []


def test_check_overwrites_nothing_and_writes_nothing_into_the_inbox(sangkien, place, send, tmp_path):
    path = send("a.xlsx", GOOD, BAD)
    assert sangkien("check", path, "--workspace", place, "--returned", tmp_path / "x").code == 3
    again = sangkien("check", path, "--workspace", place, "--returned", tmp_path / "x")
    assert (again.code, "Đã có tệp" in again.err) == (2, True)
    assert sangkien("check", path, "--workspace", place, "--returned", place / "inbox" / "x").code == 2


def test_check_of_a_file_whose_union_nobody_can_tell_says_so(sangkien, place, tmp_path):
    (tmp_path / "hỏng.xlsx").write_bytes(b"abc")
    ended = sangkien("check", tmp_path / "hỏng.xlsx", "--workspace", place, "--returned", tmp_path / "x")
    assert (ended.code, "Không có tệp nào phải trả lại" in ended.err) == (3, True)


@pytest.mark.parametrize("sheet", [stamp.MEND_SHEET, stamp.OUTSIDE_SHEET])
def test_our_own_sheets_are_never_read_as_data(sangkien, place, send, sheet):
    path = send("a.xlsx", GOOD)
    book = openpyxl.load_workbook(path)
    copied = book.copy_worksheet(book[initiative.SHEET])
    copied.title = sheet
    book.save(path)
    ended = sangkien("check", path, "--workspace", place, "--json")
    assert json.loads(ended.out)["files"][0]["findings"] == []
