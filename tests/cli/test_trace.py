"""Where a figure and an initiative come from: every figure is a number of rows, every code has a life (issue 3)."""

import hashlib
import json
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from tests.conftest import initiative

DAY = "2022-05-31"
FIRST, SECOND, THIRD = (
    "Sổ tay an toàn cho học sinh bán trú", "Vườn rau dạy học môn Khoa học lớp 4", "Máy tách vỏ hạt điều",
)  # fmt: skip
pytestmark = pytest.mark.slow


@pytest.fixture
def run(sangkien, place):
    def once(day: str = DAY) -> dict[str, Any]:
        ended = sangkien("--debug", "run", "--workspace", place, "--as-of", day, "--json")
        assert ended.code in {0, 3}, ended.err
        told: dict[str, Any] = json.loads(ended.out)
        return told

    return once


@pytest.fixture
def trace(sangkien, place):
    def asked(*arguments: object):
        return sangkien("--debug", "trace", "--workspace", place, *arguments)

    return asked


@pytest.fixture
def traced(trace):
    """What `trace --json` tells."""

    def told(*arguments: object) -> dict[str, Any]:
        ended = trace(*arguments, "--json")
        assert ended.code == 0, ended.err
        answer: dict[str, Any] = json.loads(ended.out)
        return answer

    return told


@pytest.fixture
def several(send) -> Callable[[], None]:
    """Unions of several blocks; rows of every fate but rejected, in both phases."""

    def to_inbox() -> None:
        send(
            "phan.xlsx",
            initiative(title=FIRST),
            initiative(title=SECOND, stage="Đang triển khai"),
            initiative(title=""),
        )
        send(
            "phan 2.xlsx", initiative(title=FIRST), initiative(title=THIRD, portal_on=date(2022, 6, 3)),
            initiative(title=THIRD, portal_on=date(2022, 6, 3)), report_on=date(2022, 6, 4),
        )  # fmt: skip
        send(
            "bến củi.xlsx", initiative(title=THIRD, field_of_work="Y tế", author="Lê Văn Tám"),
            initiative(title=SECOND, author="Lê Văn Tám", ip_protected="Có"), unit="DN01",
        )  # fmt: skip
        send("bàu năng.xlsx", initiative(title=FIRST, author_group="Khác", author="Võ Thị Sáu"), unit="XA01")

    return to_inbox


def figures(summary: dict[str, Any]) -> Iterator[tuple[list[str], int]]:
    """Every figure of summary.json that counts rows, with the question that asks for it."""
    for fate, count in summary["rows"].items():
        if fate != "read":
            yield ["--fate", fate], count
    for phase in summary["phases"]:
        yield ["--phase", str(phase["phase"])], phase["counted"]
    for unit in summary["units"]:
        yield ["--unit", unit["unit_code"]], unit["counted"]
        yield ["--unit", unit["unit_code"], "--fate", "pending"], unit["pending"]
        for phase in unit["phases"]:
            yield ["--unit", unit["unit_code"], "--phase", str(phase["phase"])], phase["counted"]
    for grouping, names in summary["by"].items():
        for name, count in names.items():
            yield ["--by", f"{grouping}={name}"], count


# ---------------------------------------------------------------- figures


def test_every_figure_of_the_summary_is_the_number_of_its_rows(several, run, traced):
    several()
    summary = run("2022-06-10")
    asked = [(question, count) for question, count in figures(summary) if count]
    asked += [(["--unit", "TH02"], 0), (["--unit", "XA01", "--phase", "2"], 0), (["--by", "block=Y tế"], 0)]
    assert len(asked) > 20
    for question, count in asked:
        told = traced(*question)
        assert (len(told["rows"]), told["count"], told["in_summary"]) == (count, count, count), question


def test_the_rows_behind_a_figure_are_told_by_file_sheet_and_row(several, run, trace):
    several()
    run("2022-06-10")
    printed = trace("--by", "lĩnh vực áp dụng=“y tế”").out
    assert "bến củi.xlsx, trang Sáng kiến, dòng 2: THU-" in printed
    assert THIRD in printed
    assert "1 dòng" in printed


def test_questions_may_be_joined(several, run, traced):
    several()
    run("2022-06-10")
    told = traced("--unit", "th 01", "--by", "field_of_work=Giáo dục và đào tạo", "--by", "block=Trường học")
    assert (told["unit_code"], told["in_summary"]) == ("TH01", None)
    assert {row["unit_code"] for row in told["rows"]} == {"TH01"}
    assert told["count"] == 2


def test_a_past_run_is_traced_by_what_it_knew(send, run, traced, sangkien, place):
    send("phan.xlsx", initiative(title=FIRST), initiative(title=SECOND))
    first = run("2022-05-25")
    sangkien("exclude", "--workspace", place, "THU-0001", "--why", "x")
    send("phan 2.xlsx", initiative(title=THIRD), report_on=date(2022, 5, 28))
    units = place / "units.csv"
    units.write_text(units.read_text("utf-8").replace("TH02,", "TH20,"), "utf-8")
    run()
    for name in ("1", "2022-05-25"):
        told = traced("--phase", "1", "--run", name)
        assert (told["run"], told["as_of"], told["count"]) == (1, "2022-05-25", first["rows"]["counted"])
    assert traced("--unit", "TH02", "--run", "1")["count"] == 0
    assert {row["title"] for row in traced("--phase", "1")["rows"]} == {SECOND, THIRD}


def test_the_outbox_and_the_cache_may_be_gone_or_edited(place, several, run, traced):
    several()
    run("2022-06-10")
    before = traced("--phase", "1")
    shutil.rmtree(place / "outbox")
    (place / "cache.db").unlink()
    for path in (place / "inbox").iterdir():
        path.unlink()
    assert traced("--phase", "1") == before


def test_figures_in_the_register_that_do_not_follow_from_the_rows_end_with_6(place, several, run, trace):
    several()
    run("2022-06-10")
    with sqlite3.connect(place / "register.db") as register:
        register.execute("UPDATE run SET summary = replace(summary, '\"counted\": ', '\"counted\": 1')")
    register.close()
    assert trace("--phase", "1").code == 6


# ---------------------------------------------------------------- the life of a code


def test_the_life_of_an_initiative_row_by_row_with_every_decision(place, send, run, traced, sangkien):
    send("lần 1.xlsx", initiative(title=FIRST, stage="Đang triển khai"), report_on=date(2022, 5, 10))
    run("2022-05-10")
    path = send("lần 2.xlsx", initiative(title=FIRST, initiative_code="thu-1"), report_on=date(2022, 5, 20))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    run("2022-05-20")
    run("2022-05-21")
    sangkien("exclude", "--workspace", place, "lần 2.xlsx", "--why", "Gửi nhầm")
    sangkien("exclude", "--workspace", place, "THU-0001", "--why", "Trùng với tỉnh")
    sangkien("include", "--workspace", place, "THU-0001")
    run("2022-05-22")
    life = traced("thu 1")
    assert (life["code"], life["unit_code"], life["state"], life["stands_in"]) == ("THU-0001", "TH01", "pending", None)
    assert [(row["file"], row["row"], row["fate"], row["reasons"]) for row in life["rows"]] == [
        ("lần 1.xlsx", 2, "pending", ["not_recognised"]),
        ("lần 2.xlsx", 2, "ineligible", ["submission_excluded"]),
    ]
    assert [(said["target"], said["file"], said["is_excluded"], said["why"]) for said in life["decisions"]] == [
        (digest, "lần 2.xlsx", True, "Gửi nhầm"),
        ("THU-0001", "", True, "Trùng với tỉnh"),
        ("THU-0001", "", False, ""),
    ]
    assert [(each["run"], each["as_of"], each["state"], each["phase"]) for each in life["runs"]] == [
        (1, "2022-05-10", "pending", None),
        (2, "2022-05-20", "counted", 1),
        (4, "2022-05-22", "pending", None),
    ]


def test_the_life_in_words(place, send, run, trace, sangkien):
    send("lần 1.xlsx", initiative(title=FIRST), report_on=date(2022, 5, 10))
    send("lần 2.xlsx", initiative(title=FIRST), report_on=date(2022, 5, 20))
    run()
    sangkien("exclude", "--workspace", place, "THU-0001", "--why", "Tỉnh không công nhận")
    run("2022-06-01")
    ended = trace("THU-0001")
    assert ended.code == 0, ended.err
    printed = ended.out
    for words in (
        "THU-0001 của TH01 CĐCS Trường Tiểu học Phan", "báo cáo ngày 10/5/2022", "Trang Sáng kiến, dòng 2",
        "Đã có bản gửi sau: Có trong lần gửi sau; xem lần 2.xlsx#2", "Không đủ điều kiện: Bị loại theo quyết định",
        "loại sáng kiến THU-0001. Lý do: Tỉnh không công nhận", "Số 1, đến ngày 31/5/2022: Hợp lệ, được tính (giai đoạn 1)",
        "Số 2, đến ngày 01/6/2022: Bị loại theo quyết định",
    ):  # fmt: skip
        assert words in printed


def test_what_is_later_than_the_day_and_what_only_claims_the_code_belongs_to_its_life(send, run, traced):
    send("lần 1.xlsx", initiative(title=FIRST), report_on=date(2022, 5, 10))
    run("2022-05-10")
    send("lần 2.xlsx", initiative(title=THIRD, author="Lê Văn Tám", initiative_code="THU-0001"))
    send("lần 3.xlsx", initiative(title=FIRST, initiative_code="THU-0001"), report_on=date(2022, 6, 2))
    run()
    life = traced("THU-0001")
    assert [(row["file"], row["fate"]) for row in life["rows"]] == [
        ("lần 1.xlsx", "counted"), ("lần 2.xlsx", "rejected"), ("lần 3.xlsx", "later"),
    ]  # fmt: skip
    claimed = life["rows"][1]
    assert (claimed["initiative_code"] != "THU-0001", claimed["reasons"]) == (True, ["code_mismatch"])
    assert "code_mismatch" in [found["code"] for found in claimed["findings"]]
    assert life["rows"][2]["title"] == FIRST


# ---------------------------------------------------------------- what cannot be answered


UNKNOWN = [
    (["THU-0010"], "THU-0001"), (["--unit", "TH91"], "TH01"), (["--phase", "3"], "1, 2"),
    (["--by", "field_of_work=Giao duc"], "Giáo dục và đào tạo"), (["--by", "field=Y tế"], "field_of_work"),
    (["--fate", "pendin"], "pending"), (["--by", "Y tế"], "field_of_work=Y tế"), ([], "--unit"),
    (["THU-0001", "--phase", "1"], "--unit"), (["THU-0001", "--run", "7"], "số 1 (đến ngày 2022-05-31)"),
    (["--phase", "1", "--run", "2022-05-30"], "số 1"), (["--phase", "một"], "--phase"),
]  # fmt: skip


def test_what_is_unknown_is_told_with_the_nearest(send, run, trace):
    send("phan.xlsx", initiative())
    run()
    for arguments, near in UNKNOWN:
        ended = trace(*arguments)
        assert (ended.code, ended.out) == (2, ""), arguments
        assert near in ended.err


def test_before_the_first_run_there_is_nothing_to_trace(place, trace):
    for arguments in (["THU-0001"], ["--phase", "1"]):
        ended = trace(*arguments)
        assert ended.code == 2
        assert "Chưa có lần tổng hợp nào" in ended.err
    assert not (place / "register.db").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such name")
def test_nothing_of_the_input_commands_the_terminal(send, run, trace):
    send("phan\x1b[2J\x9b.xlsx", initiative(title=f"{FIRST} \u202e đảo"))
    run()
    for arguments in (["THU-0001"], ["--phase", "1"]):
        for form in ([], ["--json"]):
            printed = trace(*arguments, *form).out
            assert FIRST in printed
            assert not {"\x1b", "\x9b", "\u202e"} & set(printed)


# ---------------------------------------------------------------- run --since


def test_a_run_is_compared_with_the_run_that_is_named(place, send, run, sangkien):
    send("phan.xlsx", initiative(title=FIRST))
    run("2022-05-25")
    send("phan 2.xlsx", initiative(title=SECOND), report_on=date(2022, 5, 26))
    run("2022-05-28")
    for since, day, before in (("1", "2022-05-25", 1), ("2022-05-28", "2022-05-28", 2), (None, "2022-05-28", 2)):
        option = ["--since", since] if since else []
        ended = sangkien("run", "--workspace", place, "--as-of", DAY, "--json", *option)
        changes = json.loads(ended.out)["changes"]
        assert (changes["since"], changes["counted"]["before"]) == (day, before), since
    assert "Lần tổng hợp số 5" in ended.err


def test_a_run_that_is_not_known_cannot_be_compared_with(place, send, run, sangkien):
    send("phan.xlsx", initiative())
    run()
    for name in ("7", "2022-05-30", "hôm qua"):
        ended = sangkien("run", "--workspace", place, "--as-of", DAY, "--since", name)
        assert ended.code == 2
        assert "số 1 (đến ngày 2022-05-31)" in ended.err
    assert sangkien("run", "--workspace", place, "--as-of", DAY).err.startswith("Lần tổng hợp số 2")
