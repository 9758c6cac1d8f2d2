"""What `run` prints, and what it leaves in inbox/ and outbox/ (contract §4, §5)."""

import csv
import hashlib
import io
import json
import os
import shutil
import sys
import unicodedata
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import initiative

DAY = "2022-05-31"
REPRODUCIBLE = ("summary.json", "du-lieu/fates.csv", "du-lieu/findings.csv")
pytestmark = pytest.mark.slow


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def fates(place: Path) -> list[dict[str, str]]:
    return table(place / "outbox" / DAY / "du-lieu" / "fates.csv")


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_json_on_stdout_is_summary_json_and_messages_are_on_stderr(program, place, send):
    send("Đơn vị/phan.xlsx", initiative())
    ended = program("run", "--as-of", DAY, "--json", cwd=place)
    assert ended.code == 0
    assert ended.out.encode() == (place / "outbox" / DAY / "summary.json").read_bytes()
    assert str(Path("outbox") / DAY) in ended.err
    assert "\r" not in ended.err  # no progress bar in a pipe
    assert "█" not in ended.err
    assert "Đang đọc" not in ended.err


def test_results_in_words_are_on_stdout(program, place, send):
    send("phan.xlsx", initiative(), initiative(title=""))
    ended = program("run", "--as-of", DAY, cwd=place, PYTHONIOENCODING="ascii")
    assert ended.code == 3
    assert "Giai đoạn 1: 1 sáng kiến/chỉ tiêu 10, đạt 10%" in ended.out
    assert "Trang Sáng kiến, dòng 3, cột C" in ended.out
    assert "Traceback" not in ended.err


def test_the_default_day_is_today_where_the_campaign_lives(program, place):
    path = place / "campaign.toml"
    days = []
    for zone in ("Pacific/Kiritimati", "Etc/GMT+12"):  # 26 hours apart: never the same day
        path.write_text(path.read_text("utf-8").replace("Asia/Ho_Chi_Minh", zone), "utf-8")
        ended = program("run", "--json", cwd=place)
        days.append(date.fromisoformat(json.loads(ended.out)["as_of"]))
        path.write_text(path.read_text("utf-8").replace(zone, "Asia/Ho_Chi_Minh"), "utf-8")
    assert days[0] > days[1]


def test_nothing_in_the_inbox_is_changed(sangkien, place, send):
    send("phan.xlsx", initiative(), initiative(title=""))
    (place / "inbox" / "hỏng.xlsx").write_bytes(b"abc")
    before = state(place / "inbox")
    sangkien("run", "--workspace", place, "--as-of", DAY)
    assert state(place / "inbox") == before


def test_run_again_gives_the_same_bytes_and_keeps_the_former_outbox(sangkien, place, send):
    send("phan.xlsx", initiative(), initiative(title=""))
    send("suối đá.xlsx", initiative(portal_ref="SK-1"), unit="TH02")
    first = sangkien("run", "--workspace", place, "--as-of", DAY)
    outbox = place / "outbox" / DAY
    before = {name: (outbox / name).read_bytes() for name in REPRODUCIBLE}
    manifest = (outbox / "manifest.json").read_bytes()
    second = sangkien("run", "--workspace", place, "--as-of", DAY)
    assert (first.code, first.out) == (second.code, second.out)
    assert {name: (outbox / name).read_bytes() for name in REPRODUCIBLE} == before
    [kept] = (place / "outbox" / "_history").iterdir()
    assert (kept / "manifest.json").read_bytes() == manifest
    sangkien("run", "--workspace", place, "--as-of", DAY)
    assert len(list((place / "outbox" / "_history").iterdir())) == 2
    assert sorted(path.name for path in (place / "outbox").iterdir()) == [DAY, "_history"]


def test_the_manifest_lists_every_input_and_every_output_but_itself(sangkien, place, send):
    send("phan.xlsx", initiative())
    (place / "inbox" / "hỏng.xlsx").write_bytes(b"abc")
    sangkien("run", "--workspace", place, "--as-of", DAY)
    outbox = place / "outbox" / DAY
    manifest = json.loads((outbox / "manifest.json").read_text("utf-8"))
    for entry in manifest["inputs"]:
        assert hashlib.sha256((place / "inbox" / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
    assert {entry["file"] for entry in manifest["inputs"]} == {"phan.xlsx", "hỏng.xlsx"}
    written = {
        path.relative_to(outbox).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in outbox.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert manifest["outputs"] == written
    assert set(written) >= {"bao-cao.docx", "cong-van.docx", "phu-luc.xlsx", "summary.json", "du-lieu/initiatives.csv"}
    assert (manifest["as_of"], manifest["started_at"][:4]) == (DAY, str(date.today().year))  # noqa: DTZ011 -- the real clock


def test_an_edited_document_is_named_with_its_place_in_history(sangkien, place):
    sangkien("run", "--workspace", place, "--as-of", DAY)
    report = place / "outbox" / DAY / "bao-cao.docx"
    report.write_bytes(report.read_bytes() + b"edited")
    ended = sangkien("run", "--workspace", place, "--as-of", DAY)
    [line] = [line for line in ended.err.splitlines() if "bao-cao.docx" in line]
    [kept] = (place / "outbox" / "_history").rglob("bao-cao.docx")
    assert str(kept) in line
    assert kept.read_bytes().endswith(b"edited")
    assert "bao-cao.docx" not in sangkien("run", "--workspace", place, "--as-of", DAY).err


def test_an_edited_document_is_named_when_the_manifest_is_gone(sangkien, place):
    """Contract §5: never silently replaced. Without the manifest nobody can tell, so each document is named."""
    sangkien("run", "--workspace", place, "--as-of", DAY)
    report = place / "outbox" / DAY / "bao-cao.docx"
    report.write_bytes(report.read_bytes() + b"edited")
    (place / "outbox" / DAY / "manifest.json").unlink()
    ended = sangkien("run", "--workspace", place, "--as-of", DAY)
    assert "_history" in ended.err


def test_a_broken_swap_is_completed_by_the_next_run(sangkien, place):
    sangkien("run", "--workspace", place, "--as-of", DAY)
    outbox = place / "outbox"
    (outbox / DAY).rename(outbox / f".new-{DAY}")  # finished, and cut before it was renamed into place
    assert sangkien("run", "--workspace", place, "--as-of", "2022-05-30").code == 0
    assert (outbox / DAY / "bao-cao.docx").is_file()
    assert sorted(path.name for path in outbox.iterdir()) == ["2022-05-30", DAY]


def test_a_swap_cut_before_the_former_was_moved_leaves_nothing_behind(sangkien, place):
    sangkien("run", "--workspace", place, "--as-of", DAY)
    outbox = place / "outbox"
    shutil.copytree(outbox / DAY, outbox / f".new-{DAY}")
    assert sangkien("run", "--workspace", place, "--as-of", "2022-05-30").code == 0
    assert not list(outbox.glob(".new-*"))
    assert (outbox / DAY / "manifest.json").is_file()


@pytest.mark.parametrize("left", [DAY, "2022-05-30"])
def test_what_an_interrupted_run_left_unfinished_is_dropped(sangkien, place, left):
    (place / "outbox" / f".new-{left}" / "du-lieu").mkdir(parents=True)
    (place / "outbox" / f".new-{left}" / "summary.json").write_text("{}", "utf-8")
    assert sangkien("run", "--workspace", place, "--as-of", DAY).code == 0
    assert sorted(path.name for path in (place / "outbox").iterdir()) == [DAY]


def test_a_failed_run_leaves_the_former_outbox_as_it_was(sangkien, place, send):
    send("phan.xlsx", initiative())
    sangkien("run", "--workspace", place, "--as-of", DAY)
    before = state(place / "outbox")
    (place / "units.csv").write_text("hỏng", "utf-8")
    assert sangkien("run", "--workspace", place, "--as-of", DAY).code == 2
    assert state(place / "outbox") == before


def test_names_with_spaces_and_marks_are_printed_in_nfc_with_slashes(sangkien, place, send):
    name = "Trường  học/Báo cáo (lần 2) – Thủy.xlsx"
    send(unicodedata.normalize("NFD", name), initiative())
    assert sangkien("run", "--workspace", place, "--as-of", DAY).code == 0
    assert [line["file"] for line in fates(place)] == [unicodedata.normalize("NFC", name)]


@pytest.mark.skipif(os.name == "nt", reason="two files cannot bear one name there")
def test_two_files_whose_names_differ_only_in_unicode_form(sangkien, place, send):
    """One path, twice: both are read, and `related` tells them apart by eight letters of the hash (contract §5)."""
    send("Suối.xlsx", initiative(), report_on=date(2022, 5, 10))
    newer = send(unicodedata.normalize("NFD", "Suối.xlsx"), initiative(benefit_vnd=5_000_000))
    if len(list((place / "inbox").iterdir())) == 1:
        pytest.skip("this disk holds one form of a name only")
    assert sangkien("run", "--workspace", place, "--as-of", DAY).code == 0
    lines = {line["fate"]: line for line in fates(place)}
    digest = hashlib.sha256(newer.read_bytes()).hexdigest()
    assert lines["superseded"]["related"] == f"Suối.xlsx@{digest[:8]}#2"
    assert lines["counted"]["sha256"] == digest


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such name")
def test_a_name_that_is_no_text_stops_nobody_else(sangkien, place, send):
    """Unpacked from an old archive: bytes that are no UTF-8. One bad file never stops the others."""
    content = send("tốt.xlsx", initiative()).read_bytes()
    Path(os.fsdecode(os.fsencode(place / "inbox") + b"/B\xe1o c\xe1o.xlsx")).write_bytes(content + b" ")
    ended = sangkien("run", "--workspace", place, "--as-of", DAY)
    assert ended.code in {0, 3}, ended.err
    assert json.loads((place / "outbox" / DAY / "summary.json").read_text("utf-8"))["files"]["received"] == 2


def test_ignored_names_are_not_received(sangkien, place, send):
    for name in ("~$phan.xlsx", ".ẩn.xlsx", "chép.tmp", "chép.TMP", "_cũ/phan.xlsx", "a/_nháp/b/phan.xlsx", ".a/.b"):
        send(name, initiative())
    send("a/b_c/_phan.xlsx", initiative())  # a file may begin with _
    assert sangkien("run", "--workspace", place, "--as-of", DAY).code == 0
    assert [line["file"] for line in fates(place)] == ["a/b_c/_phan.xlsx"]


def test_what_a_spreadsheet_would_run_is_guarded_in_csv_and_text_in_xlsx(sangkien, place, send):
    formula = "=1+1 cách tính nhanh cho học sinh"
    send("=cmd.xlsx", initiative(title=formula, author="@Nguyễn Hoa", note="-5 điểm\nvà +3", benefit_vnd="=x"))
    assert sangkien("run", "--workspace", place, "--as-of", DAY).code == 0
    outbox = place / "outbox" / DAY
    [line] = table(outbox / "du-lieu" / "initiatives.csv")
    assert (line["title"], line["author"], line["note"]) == (f"'{formula}", "'@Nguyễn Hoa", "'-5 điểm\nvà +3")
    assert [line["file"] for line in fates(place)] == ["'=cmd.xlsx"]
    [finding] = [line for line in table(outbox / "du-lieu" / "findings.csv") if line["code"] == "cell_unreadable"]
    assert (finding["file"], finding["value"]) == ("'=cmd.xlsx", "'=x")
    found = [
        cell
        for sheet in openpyxl.load_workbook(outbox / "phu-luc.xlsx").worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value == formula
    ]
    assert found
    assert all(cell.data_type == "s" for cell in found)


def test_csv_is_utf_8_with_bom_comma_and_crlf(sangkien, place, send):
    send("a, b.xlsx", initiative(summary='Một "hai", ba'))
    sangkien("run", "--workspace", place, "--as-of", DAY)
    data = place / "outbox" / DAY / "du-lieu"
    for path in data.iterdir():
        content = path.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.endswith(b"\r\n")
        assert b"\n" not in content.replace(b"\r\n", b"")
    assert (
        (data / "fates.csv")
        .read_text("utf-8-sig")
        .startswith("file,sha256,sheet,row,unit_code,initiative_code,fate,related,reasons\n")
    )
    assert (data / "findings.csv").read_text("utf-8-sig").strip() == "file,sheet,row,column,code,severity,value,message"
    assert table(data / "initiatives.csv")[0]["summary"] == 'Một "hai", ba'


def test_a_reminder_is_written_for_each_union_that_has_not_reported(sangkien, place, send):
    send("phan.xlsx", initiative(), report_on=date(2022, 5, 30))
    sangkien("run", "--workspace", place, "--as-of", DAY)
    letters = {path.stem for path in (place / "outbox" / DAY / "don-doc").glob("*.txt")}
    assert letters >= {"TH02", "XA01", "DN01"}


def test_demo_makes_a_workspace_and_ends_with_0(sangkien, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ended = sangkien("demo")
    assert ended.code == 0
    folder = tmp_path / "thuc-hanh"
    [outbox] = [path for path in (folder / "outbox").iterdir() if path.name != "_history"]
    assert str(outbox) in ended.err
    summary = json.loads((outbox / "summary.json").read_text("utf-8"))
    assert summary["rows"]["read"] >= 600
    assert sum(unit["reported"] for unit in summary["units"]) >= 30
    assert date(2022, 1, 8) <= date.fromisoformat(summary["as_of"]) <= date(2022, 5, 31)
    for name in ("bao-cao.docx", "cong-van.docx"):
        checked = sangkien("lint", outbox / name)
        assert checked.code == 0, checked.out
