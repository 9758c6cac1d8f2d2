"""The clerk's and the province's word: out of the figures, and back (issue 3; contract §3, `ineligible`)."""

import csv
import getpass
import hashlib
import io
import json
import os
import sys
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from pipeline.edges import lock, register
from tests.conftest import initiative

DAY = "2022-05-31"
WHY = "Tỉnh không công nhận"
FIRST, SECOND = "Sổ tay an toàn cho học sinh bán trú", "Vườn rau dạy học môn Khoa học lớp 4"
REPRODUCIBLE = ("summary.json", "du-lieu/fates.csv", "du-lieu/findings.csv")
pytestmark = pytest.mark.slow


@pytest.fixture
def run(sangkien, place):
    """Runs and tells the fates, by file and row."""

    def once() -> dict[tuple[str, int], dict[str, str]]:
        ended = sangkien("--debug", "run", "--workspace", place, "--as-of", DAY)
        assert ended.code in {0, 3}, ended.err
        text = (place / "outbox" / DAY / "du-lieu" / "fates.csv").read_text("utf-8-sig")
        return {(line["file"], int(line["row"])): line for line in csv.DictReader(io.StringIO(text, newline=""))}

    return once


@pytest.fixture
def say(sangkien, place):
    """A verb in the workspace of the test."""

    def verb(name: str, *arguments: object):
        return sangkien("--debug", name, "--workspace", place, *arguments)

    return verb


def decisions(place: Path, target: str) -> list[register.Decision]:
    with register.opened(place / "register.db") as connection:
        return register.decisions(connection, target)


def words_said(place: Path) -> int:
    with register.opened(place / "register.db") as connection:
        return register.exclusion_count(connection)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def listed(path: Path, *lines: Sequence[object], sheet: str = "Danh sách") -> Path:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(sheet)
        for row, cells in enumerate(lines):
            page.write_row(row, 0, cells)
    return path


def reproducible(place: Path) -> list[bytes]:
    return [(place / "outbox" / DAY / name).read_bytes() for name in REPRODUCIBLE]


# ---------------------------------------------------------------- the effect


def test_the_rows_of_an_excluded_file_are_ineligible_and_what_they_superseded_stands_again(place, send, run, say):
    send("lần 1.xlsx", initiative(title=FIRST), report_on=date(2022, 5, 10))
    send("lần 2.xlsx", initiative(title=FIRST), initiative(title=SECOND), report_on=date(2022, 5, 20))
    before = run()
    assert (before["lần 1.xlsx", 2]["fate"], before["lần 2.xlsx", 2]["fate"]) == ("superseded", "counted")
    ended = say("exclude", "lần 2.xlsx", "--why", WHY)
    assert ended.code == 0
    assert "TH01, báo cáo ngày 20/5/2022" in ended.out
    assert "sangkien run" in ended.err
    after = run()
    assert after["lần 1.xlsx", 2]["fate"] == "counted"
    for row in (2, 3):
        assert (after["lần 2.xlsx", row]["fate"], after["lần 2.xlsx", row]["reasons"]) == (
            "ineligible",
            "submission_excluded",
        )


def test_an_excluded_initiative_stays_out_when_the_union_sends_it_again(send, run, say):
    send("lần 1.xlsx", initiative(title=FIRST), initiative(title=SECOND))
    run()
    assert say("exclude", "THU-0001", "--why", WHY).code == 0
    send("lần 2.xlsx", initiative(title=FIRST), report_on=date(2022, 5, 30))
    fates = run()
    line = fates["lần 2.xlsx", 2]
    assert (line["initiative_code"], line["fate"], line["reasons"]) == ("THU-0001", "ineligible", "initiative_excluded")
    assert fates["lần 1.xlsx", 3]["fate"] == "counted"


@pytest.mark.parametrize("what", ["THU-0001", "phan.xlsx"])
def test_include_restores_the_very_figures(place, send, run, say, what):
    send("phan.xlsx", initiative(title=FIRST), initiative(title=SECOND))
    run()
    before = reproducible(place)
    say("exclude", what, "--why", WHY)
    run()
    assert reproducible(place) != before
    assert say("include", what).code == 0
    run()
    assert reproducible(place) == before


def test_a_decision_keeps_its_moment_its_reason_and_who_took_it(place, send, run, say):
    send("phan.xlsx", initiative())
    run()
    say("exclude", "THU-0001", "--why", f"  {WHY}\t\x1b[31m ")
    say("include", "THU-0001", "--why", "Tỉnh đã xem lại")
    out, back = decisions(place, "THU-0001")
    assert (out.is_excluded, out.why, out.kind) == (True, f"{WHY} [31m", "initiative")
    assert (back.is_excluded, back.why) == (False, "Tỉnh đã xem lại")
    assert {out.decided_by, back.decided_by} == {getpass.getuser()}
    assert out.decided_at.utcoffset() is not None
    assert out.decided_at <= back.decided_at


# ---------------------------------------------------------------- how a name is understood


def test_a_code_is_known_whatever_its_case_spaces_and_zeros(place, send, run, say):
    send("phan.xlsx", initiative())
    run()
    for typed in ("THU-0001", "thu-1", " Thu 0001", "THU1"):
        assert say("exclude", typed, "--why", f"{WHY}: {typed}").code == 0, typed
    assert len(decisions(place, "THU-0001")) == 4


def test_a_file_is_known_by_its_name_its_place_and_its_hash(place, send, run, say, monkeypatch):
    path = send("Đơn vị/Phan.xlsx", initiative())
    run()
    elsewhere = place.parent / "bản sao.xlsx"
    elsewhere.write_bytes(path.read_bytes())
    digest = sha256(path)
    monkeypatch.chdir(place)
    names = [
        "Đơn vị/Phan.xlsx", unicodedata.normalize("NFD", "Đơn vị/Phan.xlsx"), "Đơn vị\\Phan.xlsx",
        "inbox/Đơn vị/Phan.xlsx", str(path), str(elsewhere), digest, digest[:8].upper(),
        f"Đơn vị/Phan.xlsx@{digest[:8]}",
    ]  # fmt: skip
    for name in names:
        assert say("exclude", name, "--why", WHY).code == 0, name
        assert say("include", name).code == 0, name
    assert len(decisions(place, digest)) == 2 * len(names)


def test_an_overwritten_file_means_the_bytes_that_lie_there_now(place, send, run, say):
    send("phan.xlsx", initiative(title=FIRST))
    run()
    newer = send("phan.xlsx", initiative(title=SECOND), report_on=date(2022, 5, 25))
    run()
    say("exclude", "phan.xlsx", "--why", WHY)
    assert len(decisions(place, sha256(newer))) == 1
    assert words_said(place) == 1


def test_a_file_overwritten_since_the_last_run_is_not_guessed(place, send, run, say):
    first = sha256(send("phan.xlsx", initiative(title=FIRST)))
    run()
    send("phan.xlsx", initiative(title=SECOND), report_on=date(2022, 5, 25))
    ended = say("exclude", "phan.xlsx", "--why", WHY)
    assert ended.code == 2
    assert f"phan.xlsx@{first[:8]}" in ended.err
    assert words_said(place) == 0
    assert say("exclude", f"phan.xlsx@{first[:8]}", "--why", WHY).code == 0


def test_two_submissions_under_one_name_are_told_apart_by_their_hash(place, send, run, say):
    shas = []
    for title, day in ((FIRST, 10), (SECOND, 20)):
        path = send("phan.xlsx", initiative(title=title), report_on=date(2022, 5, day))
        shas.append(sha256(path))
        run()
    path.unlink()
    ended = say("exclude", "phan.xlsx", "--why", WHY)
    assert ended.code == 2
    for digest, report_day in zip(shas, ("10/5/2022", "20/5/2022"), strict=True):
        assert f"phan.xlsx@{digest[:8]} (TH01, báo cáo ngày {report_day})" in ended.err
    assert words_said(place) == 0


def test_a_code_that_was_joined_stands_for_the_older_one(place, send, run, say):
    send("a.xlsx", initiative(title=FIRST))
    run()
    with register.opened(place / "register.db") as connection:
        register.give(connection, 2, [("THU-0002", "TH01")], [], {"THU-0002": "THU-0001"})
        connection.commit()
    ended = say("exclude", "THU-0002", "--why", WHY)
    assert ended.code == 0
    assert "THU-0001 (mã THU-0002 nay được tính dưới mã cũ hơn này)" in ended.out
    assert (len(decisions(place, "THU-0001")), len(decisions(place, "THU-0002"))) == (1, 0)


# ---------------------------------------------------------------- what is refused, and what is so already


NOT_UNDERSTOOD = [
    ["THU-0001"], ["THU-0001", "--why", " \t "], ["--why", WHY], ["THU-9999", "--why", WHY],
    ["không có.xlsx", "--why", WHY], ["THU-0001", "THU-9999", "--why", WHY], ["1234567", "--why", WHY],
    ["THU-0001", "--why", "x" * 501], ["THU-0001", "--from", "không có.xlsx", "--why", WHY],
    ["\0", "--why", WHY], ["x" * 5000, "--why", WHY], ["", "--why", WHY], [".", "--why", WHY],
]  # fmt: skip


def test_what_is_not_understood_or_has_no_reason_is_refused_and_nothing_is_written(place, send, run, say):
    send("phan.xlsx", initiative())
    run()
    for arguments in NOT_UNDERSTOOD:
        ended = say("exclude", *arguments)
        assert (ended.code, ended.out) == (2, ""), arguments
        assert ended.err.strip()
    assert words_said(place) == 0


def test_an_unknown_name_is_told_with_the_nearest(send, run, say):
    send("Phan tháng 5.xlsx", initiative())
    run()
    assert "Phan tháng 5.xlsx" in say("exclude", "Phan tháng5.xlsx", "--why", WHY).err


def test_before_the_first_run_there_is_nothing_to_exclude(place, say):
    ended = say("exclude", "THU-0001", "--why", WHY)
    assert ended.code == 2
    assert "Chưa có lần tổng hợp nào" in ended.err
    assert not (place / "register.db").exists()


def test_what_is_so_already_is_said_and_not_written_again(place, send, run, say):
    send("phan.xlsx", initiative())
    run()
    ended = say("include", "THU-0001")
    assert (ended.code, words_said(place)) == (0, 0)
    assert "không bị loại" in ended.out
    say("exclude", "THU-0001", "--why", WHY)
    ended = say("exclude", "THU-0001", "--why", WHY)
    assert (ended.code, words_said(place)) == (0, 1)
    assert "đã bị loại từ trước" in ended.out
    assert ended.err == ""
    assert say("exclude", "THU-0001", "--why", "Lý do khác").code == 0
    assert words_said(place) == 2


def test_no_decision_is_taken_while_a_run_holds_the_workspace(place, send, run, say):
    send("phan.xlsx", initiative())
    run()
    with lock.hold(place / ".sangkien.lock"):
        assert say("exclude", "THU-0001", "--why", WHY).code == 5
    assert words_said(place) == 0


# ---------------------------------------------------------------- a list from the province


def test_a_list_excludes_its_codes_each_with_its_reason(place, send, run, say, tmp_path):
    send("phan.xlsx", initiative(title=FIRST), initiative(title=SECOND))
    run()
    path = listed(
        tmp_path / "tỉnh.xlsx", ["LĐLĐ TỈNH"], [], ["STT", "MÃ SÁNG KIẾN ", "Lý do"],
        [1, "thu-1", "Đã có nơi khác"], [2, "THU-0002", ""],
    )  # fmt: skip
    assert say("exclude", "--from", path, "--why", WHY).code == 0
    assert [decision.why for decision in decisions(place, "THU-0001")] == ["Đã có nơi khác"]
    assert [decision.why for decision in decisions(place, "THU-0002")] == [WHY]
    assert {line["fate"] for line in run().values()} == {"ineligible"}
    assert say("include", "--from", path).code == 0
    assert {line["fate"] for line in run().values()} == {"counted"}


def test_a_list_with_a_wrong_code_writes_nothing_and_names_its_cell(place, send, run, say, tmp_path):
    send("phan.xlsx", initiative())
    run()
    path = listed(tmp_path / "tỉnh.xlsx", ["Mã sáng kiến"], ["THU-0001"], ["THU-0100"], ["phan.xlsx"])
    ended = say("exclude", "--from", path, "--why", WHY)
    assert ended.code == 2
    for row in (3, 4):  # a list holds codes: names of files are none
        assert f"trang Danh sách, dòng {row}, cột A" in ended.err
    assert words_said(place) == 0


NO_LISTS = {
    "no heading": [["Mã"], ["THU-0001"]],
    "no code": [["Mã sáng kiến"]],
    "a reason without a code": [["Mã sáng kiến", "Lý do"], ["THU-0001", "a"], ["", "b"]],
    "two reasons": [["Mã sáng kiến", "Lý do"], ["THU-0001", "a"], ["thu 1", "b"]],
    "a heading too far down": [*[["x"]] * 30, ["Mã sáng kiến"], ["THU-0001"]],
}
HOSTILE = (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def test_a_list_that_is_not_understood_or_hostile_writes_nothing(place, send, run, say, tmp_path):
    send("phan.xlsx", initiative())
    run()
    for name, lines in NO_LISTS.items():
        ended = say("exclude", "--from", listed(tmp_path / f"{name}.xlsx", *lines), "--why", WHY)
        assert (ended.code, ended.out) == (2, ""), name
    for number, content in enumerate(HOSTILE):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(content)
        ended = say("exclude", "--from", path, "--why", WHY)
        assert ended.code == 2, ended.err
        assert str(path) in ended.err
    assert words_said(place) == 0


# ---------------------------------------------------------------- what is printed


def test_json_tells_what_was_decided_and_what_was_so_already(place, send, run, say):
    path = send("phan.xlsx", initiative(title=FIRST), initiative(title=SECOND))
    run()
    say("exclude", "THU-0002", "--why", WHY)
    told = json.loads(say("exclude", "THU-0002", "phan.xlsx", "--why", WHY, "--json").out)
    assert told["schema"] == "sangkien.exclude/1"
    [new], [old] = told["decided"], told["already"]
    assert (new["kind"], new["target"], new["file"], new["unit_code"]) == (
        "submission", sha256(path), "phan.xlsx", "TH01",
    )  # fmt: skip
    assert (new["initiatives"], new["counted"], new["report_on"]) == (2, 2, "2022-05-20")
    assert (old["kind"], old["target"]) == ("initiative", "THU-0002")


@pytest.mark.skipif(sys.platform != "linux" or os.name == "nt", reason="other systems allow no such name")
def test_a_name_cannot_command_the_terminal(send, run, say):
    send("phan\x1b[2J.xlsx", initiative())
    run()
    for arguments in (["phan\x1b[2J.xlsx"], ["phan\x1b[2J.xlsx", "--json"], ["phan\x1b[3J.xlsx"]):
        ended = say("exclude", *arguments, "--why", WHY)
        assert "\x1b" not in ended.out + ended.err
