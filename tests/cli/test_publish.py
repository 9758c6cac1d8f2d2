"""`publish`: the list for the website agrees with the run it is made of, and names nobody."""

import csv
import json
import zipfile
from collections import Counter
from datetime import date

import openpyxl
import pytest

from pipeline.edges import outbox
from tests.cli.test_verify import as_other_rules_wrote_it
from tests.conftest import initiative

pytestmark = pytest.mark.slow
DAY = "2022-05-31"
NAMES = (f"danh-sach-sang-kien-{DAY}.xlsx", f"danh-sach-sang-kien-{DAY}.csv")
PEOPLE = ("Nguyễn Thị Hoa", "Trần Văn Bình", "Lê Thị Cúc")


@pytest.fixture
def summary(sangkien, place, send):
    """Two unions, rows of several fates, a title that a spreadsheet would run; the run of DAY."""
    send(
        "SK_TH01.xlsx",
        initiative(title="=HYPERLINK(1) cho học sinh", summary="Của Trần Văn Bình", note="Gọi 0900000000"),
        initiative(title="Máy tách vỏ hạt điều của cô Lê Thị Cúc", author="Lê Thị Cúc", co_authors="Trần Văn Bình"),
        initiative(title="Vườn rau dạy học môn Khoa học lớp 4", recognised_on=None),
    )
    send("SK_TH02.xlsx", initiative(title="Sổ tay an toàn cho học sinh bán trú"), unit="TH02")
    ended = sangkien("--debug", "run", "--workspace", place, "--as-of", DAY, "--json")
    assert ended.code in {0, 3}, ended.err
    return json.loads(ended.out)


@pytest.fixture
def publish(sangkien, place, tmp_path):
    def asked(*arguments):
        return sangkien("--debug", "publish", "--workspace", place, "--out", tmp_path / "công bố", *arguments)

    return asked


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "công bố"


def lines(folder):
    with (folder / NAMES[1]).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def table_of(folder):
    return openpyxl.load_workbook(folder / NAMES[0])["Danh sách"]


def test_the_list_agrees_with_the_summary_of_its_run(summary, publish, folder):
    told = json.loads(publish("--json").out)
    assert (told["schema"], told["run"], told["as_of"]) == ("sangkien.publish/1", 1, DAY)
    found = lines(folder)
    assert told["count"] == len(found) == summary["rows"]["counted"] == 3
    for heading, key in (
        ("Khối", "block"), ("Xã, thị trấn", "commune"), ("Lĩnh vực áp dụng", "field_of_work"), ("Loại giải pháp", "solution_kind"),
    ):  # fmt: skip
        assert Counter(line[heading] for line in found) == {name: n for name, n in summary["by"][key].items() if n}
    assert Counter(line["Giai đoạn"] for line in found) == {
        str(phase["phase"]): phase["counted"] for phase in summary["phases"] if phase["counted"]
    }
    assert Counter(line["Đơn vị"] for line in found) == {
        unit["unit_name"]: unit["counted"] for unit in summary["units"] if unit["counted"]
    }
    assert {line["Số liệu tính đến ngày"] for line in found} == {DAY}


def test_nobody_is_named_in_either_file(summary, publish, folder):
    ended = publish()
    sheet = table_of(folder)
    text = (folder / NAMES[1]).read_text(encoding="utf-8-sig") + str([*sheet.iter_rows(values_only=True)])
    for secret in (*PEOPLE, "0900000000"):
        assert secret not in text
    assert "Máy tách vỏ hạt điều của cô …" in text
    assert "ở STT 2." in ended.err


def test_both_files_hold_the_same_lines_and_run_nothing(summary, publish, folder):
    publish()
    sheet = table_of(folder)
    assert sheet["A4"].value == "DANH SÁCH SÁNG KIẾN ĐÃ ĐƯỢC CÔNG NHẬN, HỢP LỆ"
    assert sheet["A5"].value == "Số liệu tính đến ngày 31/5/2022"
    rows = [row for row in sheet.iter_rows(8, values_only=True) if isinstance(row[0], int)]
    assert [row[1] for row in rows] == [line["Tên sáng kiến"].removeprefix("'") for line in lines(folder)]
    assert [row[8].date() for row in rows] == [date.fromisoformat(line["Ngày công nhận"]) for line in lines(folder)]
    assert lines(folder)[0]["Tên sáng kiến"] == "'=HYPERLINK(1) cho học sinh"
    with zipfile.ZipFile(folder / NAMES[0]) as parts:
        assert not [name for name in parts.namelist() if b"<f>" in parts.read(name)]


def test_the_same_list_again_changes_nothing_and_another_needs_force(summary, publish, folder):
    assert publish().code == 0
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert set(before) == {*NAMES}
    assert publish().code == 0
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    edited = (folder / NAMES[1]).read_bytes() + b"1"
    (folder / NAMES[1]).write_bytes(edited)
    refused = publish()
    assert (refused.code, "--force" in refused.err) == (2, True)
    assert (folder / NAMES[1]).read_bytes() == edited
    assert publish("--force").code == 0
    assert len(lines(folder)) == 3


def test_an_earlier_run_is_published_by_its_number_or_its_day(summary, publish, sangkien, place, send):
    send("SK_TH01 thêm.xlsx", initiative(title="Bảng ghép vần bằng nam châm"), report_on=date(2022, 6, 3))
    assert sangkien("run", "--workspace", place, "--as-of", "2022-06-03").code in {0, 3}
    assert json.loads(publish("--json").out)["count"] == 4
    for name in (("1",), ("--as-of", DAY), (DAY,)):
        told = json.loads(publish(*name, "--json").out)
        assert (told["run"], told["count"]) == (1, 3)
    assert (publish("--as-of", "2021-01-01").code, publish("1", "--as-of", DAY).code) == (2, 2)


def test_what_the_workspace_keeps_is_no_place_for_it(summary, sangkien, place):
    for name in ("inbox", "outbox", f"outbox/{DAY}"):
        assert sangkien("publish", "--workspace", place, "--out", place / name).code == 2
    assert sangkien("verify", "--workspace", place).code == 0


def test_without_a_run_there_is_nothing_to_publish(publish, folder):
    ended = publish()
    assert (ended.code, folder.exists()) == (2, False)
    assert "sangkien run" in ended.err


def test_figures_that_other_rules_gave_are_not_published(summary, publish, folder, place):
    """The list would no longer agree with the report that was sent."""
    told = outbox.json_text(summary)
    as_other_rules_wrote_it(place, summary=told.replace('"counted": 3', '"counted": 7'))
    ended = publish()
    assert (ended.code, folder.exists()) == (2, False)
    assert f"sangkien run --as-of {DAY}" in ended.err


def test_other_rules_that_say_the_same_are_no_hindrance(summary, publish, folder, place):
    as_other_rules_wrote_it(place)
    assert publish().code == 0
    assert len(lines(folder)) == 3
