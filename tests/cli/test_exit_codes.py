"""Every verb and the exit codes it knows (contract §4)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import initiative

DAY = "2022-05-31"
GOOD = initiative()
BAD = initiative(title="")


# ---------------------------------------------------------------- run


@pytest.mark.slow
def test_run_is_fine_with_an_empty_inbox(sangkien, place):
    ended = sangkien("run", "--workspace", place, "--as-of", DAY)
    assert ended.code == 0
    assert (place / "outbox" / DAY / "bao-cao.docx").is_file()


@pytest.mark.slow
def test_run_is_fine_with_warnings(sangkien, place, send):
    send("a.xlsx", initiative(recognition_number="", benefit_vnd="nhiều"))
    assert sangkien("run", "--workspace", place, "--as-of", DAY).code == 0
    summary = json.loads((place / "outbox" / DAY / "summary.json").read_text("utf-8"))
    assert summary["findings"] == {"cell_unreadable": 1, "recognition_number_missing": 1}


@pytest.mark.slow
@pytest.mark.parametrize("what", ["a refused file", "a rejected row"])
def test_run_ends_with_3_when_something_is_to_be_mended(sangkien, place, send, what):
    send("tốt.xlsx", GOOD)
    if what == "a refused file":
        (place / "inbox" / "hỏng.xlsx").write_bytes(b"abc")
    else:
        send("hỏng.xlsx", BAD, unit="TH02")
    assert sangkien("run", "--workspace", place, "--as-of", DAY).code == 3


@pytest.mark.slow
def test_run_ends_with_4_when_all_files_are_refused_and_writes_the_outbox(sangkien, place):
    (place / "inbox" / "hỏng.xlsx").write_bytes(b"abc")
    (place / "inbox" / "hỏng (1).xlsx").write_bytes(b"abc")
    assert sangkien("run", "--workspace", place, "--as-of", DAY).code == 4
    summary = json.loads((place / "outbox" / DAY / "summary.json").read_text("utf-8"))
    assert (summary["files"]["refused"], summary["files"]["unchanged"]) == (1, 1)


@pytest.mark.slow
def test_all_refused_is_no_4_where_something_is_known_from_before(sangkien, place, send):
    file = send("tốt.xlsx", GOOD)
    assert sangkien("run", "--workspace", place, "--as-of", DAY).code == 0
    file.unlink()
    (place / "inbox" / "hỏng.xlsx").write_bytes(b"abc")
    assert sangkien("run", "--workspace", place, "--as-of", DAY).code == 3
    (place / "inbox" / "hỏng.xlsx").unlink()
    assert sangkien("run", "--workspace", place, "--as-of", DAY).code == 0  # what was refused asks nothing any more


@pytest.mark.slow
def test_altered_bytes_in_the_archive_end_a_run_that_must_read_them_with_6(sangkien, place, send):
    send("tốt.xlsx", GOOD)
    assert sangkien("run", "--workspace", place, "--as-of", DAY).code == 0
    [kept] = [path for path in (place / "archive").rglob("*") if path.is_file()]
    kept.chmod(0o644)
    kept.write_bytes(kept.read_bytes() + b"x")
    (place / "cache.db").unlink()
    ended = sangkien("run", "--workspace", place, "--as-of", DAY)
    assert (ended.code, len(ended.err.splitlines())) == (6, 1)


@pytest.mark.slow
def test_a_later_file_beside_refused_ones_is_no_case_of_all_refused(sangkien, place, send):
    (place / "inbox" / "hỏng.xlsx").write_bytes(b"abc")
    send("sau.xlsx", GOOD)
    assert sangkien("run", "--workspace", place, "--as-of", "2022-05-01").code == 3


def test_run_ends_with_5_while_another_process_holds_the_workspace(sangkien, place):
    code = "import sys; from pathlib import Path; from pipeline.edges import lock\n"
    code += "with lock.hold(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    holder = subprocess.Popen(
        [sys.executable, "-c", code, place / ".sangkien.lock"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdin is not None
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == "held\n"
        ended = sangkien("run", "--workspace", place, "--as-of", DAY)
        assert ended.code == 5
        assert len(ended.err.splitlines()) == 1
        assert list((place / "outbox").iterdir()) == []
    finally:
        holder.stdin.close()
        holder.wait(30)
        holder.stdout.close()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="a folder cannot be closed to root")
def test_run_ends_with_5_when_the_former_outbox_cannot_be_moved(sangkien, place):
    assert sangkien("run", "--workspace", place, "--as-of", DAY).code == 0
    before = (place / "outbox" / DAY / "manifest.json").read_bytes()
    (place / "outbox" / "_history").mkdir(mode=0o555)
    try:
        assert sangkien("run", "--workspace", place, "--as-of", DAY).code == 5
    finally:
        (place / "outbox" / "_history").chmod(0o755)
    assert (place / "outbox" / DAY / "manifest.json").read_bytes() == before


@pytest.mark.parametrize("day", ["31/5/2022", "2022-02-30", "hôm nay", ""])
def test_run_ends_with_2_for_a_day_that_is_none(sangkien, place, day):
    ended = sangkien("run", "--workspace", place, "--as-of", day)
    assert ended.code == 2
    assert "YYYY-MM-DD" in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.slow
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_no_day_of_the_calendar_makes_it_fall_over(sangkien, place, day):
    ended = sangkien("run", "--workspace", place, "--as-of", day)
    assert ended.code in {0, 2}, ended.err
    assert sangkien("status", "--workspace", place).code == 0


# ---------------------------------------------------------------- check


def test_check_tells_what_would_happen_and_records_nothing(sangkien, place, send):
    path = send("Đơn vị A.xlsx", GOOD)
    ended = sangkien("check", path, "--workspace", place, "--json")
    assert ended.code == 0
    [file] = json.loads(ended.out)["files"]
    assert (file["outcome"], file["rows"]["counted"]) == ("accepted", 1)
    assert list((place / "outbox").iterdir()) == []


def test_check_ends_with_3_for_a_rejected_row_and_names_the_cell(sangkien, place, send):
    ended = sangkien("check", send("a.xlsx", GOOD, BAD), "--workspace", place)
    assert ended.code == 3
    assert "Trang Sáng kiến, dòng 3, cột C" in ended.out


def test_check_knows_no_4(sangkien, place):
    (place / "inbox" / "hỏng.xlsx").write_bytes(b"abc")
    assert sangkien("check", place / "inbox" / "hỏng.xlsx", "--workspace", place).code == 3


@pytest.mark.parametrize("path", ["không có.xlsx", "."])
def test_check_ends_with_2_for_what_is_no_file(sangkien, place, path):
    ended = sangkien("check", place / "inbox" / path, "--workspace", place)
    assert ended.code == 2
    assert ended.err.startswith("Không có tệp")


# ---------------------------------------------------------------- init, template, status


def test_init_makes_a_workspace_once(sangkien, tmp_path):
    folder = tmp_path / "huyện mới"
    assert sangkien("init", folder).code == 0
    assert {path.name for path in folder.iterdir()} == {"campaign.toml", "units.csv", "noi-dung.txt", "inbox", "outbox"}
    before = (folder / "campaign.toml").read_bytes()
    ended = sangkien("init", folder)
    assert ended.code == 2
    assert "campaign.toml" in ended.err
    assert (folder / "campaign.toml").read_bytes() == before


def test_init_where_a_file_stands_is_wrong_usage(sangkien, tmp_path):
    (tmp_path / "tệp").write_text("x")
    ended = sangkien("init", tmp_path / "tệp")
    assert (ended.code, len(ended.err.splitlines())) == (2, 1)


def test_the_first_campaign_adds_up_and_is_that_of_the_repository(sangkien, tmp_path):
    root = Path(__file__).parents[2]
    sangkien("init", tmp_path / "ws")
    for name in ("campaign.toml", "units.csv"):
        assert (tmp_path / "ws" / name).read_bytes() == (root / name).read_bytes()


def test_template_writes_all_units_or_those_that_are_named(sangkien, place, tmp_path):
    assert sangkien("template", "--workspace", place, "--out", tmp_path / "tất cả").code == 0
    assert {path.name for path in (tmp_path / "tất cả").iterdir()} == {
        "SK_TH01.xlsx", "SK_TH02.xlsx", "SK_XA01.xlsx", "SK_DN01.xlsx",
    }  # fmt: skip
    assert sangkien("template", "--workspace", place, "--unit", " th01", "xa01", "--out", tmp_path / "hai").code == 0
    assert {path.name for path in (tmp_path / "hai").iterdir()} == {"SK_TH01.xlsx", "SK_XA01.xlsx"}


def test_template_ends_with_2_for_an_unknown_unit_and_writes_nothing(sangkien, place, tmp_path):
    ended = sangkien("template", "--workspace", place, "--unit", "TH01", "--unit", "TH99", "--out", tmp_path / "x")
    assert ended.code == 2
    assert "TH99" in ended.err
    assert not (tmp_path / "x").exists()


def test_status_before_the_first_run(sangkien, place):
    assert sangkien("status", "--workspace", place).code == 0
    assert json.loads(sangkien("status", "--workspace", place, "--json").out) is None


@pytest.mark.slow
def test_status_reads_the_last_outbox_and_ends_with_6_when_it_was_altered(sangkien, place, send):
    send("a.xlsx", GOOD)
    assert sangkien("run", "--workspace", place, "--as-of", DAY).code == 0
    ended = sangkien("status", "--workspace", place, "--json")
    assert ended.code == 0
    told = json.loads(ended.out)
    assert told["units"]["reported"] == 1
    assert [unit["unit_code"] for unit in told["units"]["not_reported"]] == ["TH02", "XA01", "DN01"]
    assert [unit["unit_code"] for unit in told["units"]["late"]] == ["TH01"]  # 20/5 is more than 7 days before 31/5
    assert "CĐCS Trường Tiểu học Phan" in sangkien("status", "--workspace", place).out
    summary = place / "outbox" / DAY / "summary.json"
    whole = summary.read_text("utf-8")
    for damaged in ("", "{", "[]", '{"schema": "sangkien.summary/1"}', whole.replace('"counted": 1', '"counted": 7')):
        summary.write_text(damaged, "utf-8")
        ended = sangkien("status", "--workspace", place)
        assert (ended.code, len(ended.err.splitlines())) == (6, 1), damaged[:40]


# ---------------------------------------------------------------- wrong usage


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["chạy"], ["--không"], ["run", "--asof", DAY], ["run", "thừa"], ["run", "--as-of"], ["check"], ["init"], ["template"],
        ["status", "--workspace"], ["demo", "a", "b"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_2_in_vietnamese(sangkien, arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ended = sangkien(*arguments)
    assert ended.code == 2
    assert ended.out == ""
    for english in ("Usage", "Error", "Traceback", "Missing", "No such", "unexpected"):
        assert english not in ended.err


@pytest.mark.parametrize(
    "verb", [["run"], ["status"], ["check", "pyproject.toml"], ["template", "--out", "x"]], ids=" ".join
)
def test_without_a_workspace_every_verb_ends_with_2(sangkien, verb, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text("")
    ended = sangkien(*verb)
    assert ended.code == 2
    assert "campaign.toml" in ended.err
