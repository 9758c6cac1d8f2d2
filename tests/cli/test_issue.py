"""`issue`: numbers and day on the papers as they lie, kept for good; and what later runs are compared with."""

import io
import json
import os
import re
import sqlite3
import stat
from contextlib import closing
from datetime import date
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from pipeline.edges import issues, outbox, register
from tests.conftest import initiative
from tests.documents import reading

pytestmark = pytest.mark.slow

DAY = "2022-05-31"
FIRST, SECOND = initiative(), initiative(title="Sổ tay tiếng Việt cho học sinh lớp 1", author="Trần Văn An")
ON_PAPER = ("--number", 5, "--dispatch-number", 473, "--date", "2022-06-02")
FOLDER = "outbox/da-ban-hanh/2022-06-02_so-05"


@pytest.fixture
def run(place, sangkien):
    """(day, options …) → summary.json of a run."""

    def call(day=DAY, *options):
        ended = sangkien("run", "--workspace", place, "--as-of", day, "--json", *options)
        assert ended.code == 0, ended.err
        return json.loads(ended.out)

    return call


@pytest.fixture
def issue(place, sangkien):
    return lambda *arguments: sangkien("issue", *arguments, "--workspace", place)


@pytest.fixture
def one_run(send, run):
    send("phan.xlsx", FIRST)
    run()


def texts(place, paper, folder=FOLDER):
    return reading.paragraphs((place / folder / paper).read_bytes())


def change(place, statement, *values):
    with closing(sqlite3.connect(place / "register.db")) as connection:
        assert connection.execute(statement, values).rowcount == 1
        connection.commit()


# ---------------------------------------------------------------- the papers


def test_until_a_run_is_issued_number_and_day_are_left_for_the_pen(place, one_run):
    for paper in ("bao-cao.docx", "cong-van.docx"):
        told = " ".join(texts(place, paper, f"outbox/{DAY}"))
        assert "Số:\N{NO-BREAK SPACE}" in told.replace(": ", ":")
        assert "ngày \N{NO-BREAK SPACE}" in told


def test_the_papers_of_the_last_run_are_stamped_and_frozen(place, one_run, issue):
    before = outbox.hashes(place / "outbox" / DAY)
    ended = issue(*ON_PAPER)
    assert (ended.code, ended.out.strip()) == (0, str(place / FOLDER)), ended.err
    report, dispatch = texts(place, "bao-cao.docx"), texts(place, "cong-van.docx")
    assert "Số: 05/BC-LĐLĐ" in report
    assert "Số: 473/LĐLĐ" in dispatch
    for paper in (report, dispatch):
        assert any(text.endswith(", ngày 02 tháng 6 năm 2022") for text in paper)
    assert any("Kèm theo Báo cáo số 05/BC-LĐLĐ ngày 02 tháng 6 năm 2022" in text for text in report)
    assert outbox.hashes(place / "outbox" / DAY) == before, "the outbox itself stays as it was"
    assert not any(path.stat().st_mode & stat.S_IWUSR for path in (place / FOLDER).iterdir())
    with register.opened(place / "register.db") as connection:
        [issued] = issues.said(connection)
        assert issues.broken(connection) == []
    assert (issued.run, issued.what_stands_on_paper) == (1, (5, 473, date(2022, 6, 2)))
    assert dict(issued.outputs) == outbox.hashes(place / FOLDER)
    assert set(issued.outputs) == {"bao-cao.docx", "cong-van.docx", "phu-luc.xlsx"}


def test_what_the_clerk_has_edited_is_what_is_issued(place, one_run, issue):
    path = place / "outbox" / DAY / "bao-cao.docx"
    document = docx.Document(io.BytesIO(path.read_bytes()))
    document.paragraphs[-3].insert_paragraph_before("Câu do cán bộ tổng hợp viết thêm.")
    document.save(str(path))
    ended = issue(*ON_PAPER)
    assert ended.code == 0
    assert "bao-cao.docx là bản đã sửa tay" in ended.err
    assert "Câu do cán bộ tổng hợp viết thêm." in texts(place, "bao-cao.docx")
    assert "Số: 05/BC-LĐLĐ" in texts(place, "bao-cao.docx")


def test_a_later_run_of_the_day_moves_neither_what_is_issued_nor_hinders_it(place, one_run, issue, run, send):
    """The papers of run 1 lie in _history/ by then."""
    send("phan 2.xlsx", SECOND)
    run()
    assert issue(1, *ON_PAPER).code == 0
    kept = outbox.hashes(place / FOLDER)
    run()
    assert outbox.hashes(place / FOLDER) == kept
    assert any("1 sáng kiến hợp lệ/chỉ tiêu" in text for text in texts(place, "bao-cao.docx"))


def test_a_paper_filled_by_hand_or_gone_is_told_and_nothing_is_issued(place, one_run, issue):
    path = place / "outbox" / DAY / "cong-van.docx"
    document = docx.Document(io.BytesIO(path.read_bytes()))
    for cell in document.tables[0]._cells:
        for paragraph in cell.paragraphs:
            if paragraph.text.startswith("Số:"):
                paragraph.runs[0].text = "Số: 99/LĐLĐ"
    document.save(str(path))
    filled = issue(*ON_PAPER)
    path.unlink()
    gone = issue(*ON_PAPER)
    assert (filled.code, gone.code) == (2, 2)
    assert "cong-van.docx đã ghi số “99”" in filled.err
    assert "Không còn cong-van.docx của lần tổng hợp số 1" in gone.err
    assert not (place / "outbox" / "da-ban-hanh").exists()
    with register.opened(place / "register.db") as connection:
        assert issues.said(connection) == []


# ---------------------------------------------------------------- twice, and back


def test_the_same_again_changes_nothing_and_another_number_is_refused(place, one_run, issue):
    issue(*ON_PAPER)
    again = issue(*ON_PAPER, "--json")
    told = json.loads(again.out)
    assert (again.code, told["is_new"], told["report_number"]) == (0, False, 5)
    other = issue("--number", 6, "--dispatch-number", 473, "--date", "2022-06-02")
    assert other.code == 2
    assert "Lần tổng hợp số 1 đã ban hành: báo cáo số 05, công văn số 473, ngày 02/6/2022." in other.err


def test_a_number_is_given_once_a_year(place, one_run, issue, run):
    run()
    assert issue(1, *ON_PAPER).code == 0
    taken = issue(2, "--number", 5, "--dispatch-number", 480, "--date", "2022-06-03")
    assert taken.code == 2
    assert "Số này của năm 2022 đã dùng. Lần tổng hợp số 1 đã ban hành" in taken.err
    assert issue(2, "--number", 5, "--dispatch-number", 473, "--date", "2023-01-03").code == 0


def test_an_issue_is_taken_back_kept_and_said_anew(place, one_run, issue, sangkien):
    issue(*ON_PAPER)
    assert issue("--cancel").code == 2, "not without saying which"
    ended = issue(1, "--cancel")
    assert ended.code == 0
    assert not (place / FOLDER).exists()
    [kept] = (place / "outbox" / "_history").glob("da-ban-hanh_2022-06-02_so-05_*")
    assert str(kept) in ended.out
    assert issue(1, "--cancel").code == 2
    assert issue("--number", 6, "--dispatch-number", 474, "--date", "2022-06-03").code == 0
    assert "Số: 06/BC-LĐLĐ" in texts(place, "bao-cao.docx", "outbox/da-ban-hanh/2022-06-03_so-06")
    with register.opened(place / "register.db") as connection:
        assert [each.is_issued for each in issues.said(connection)] == [True, False, True]
    assert sangkien("verify", "--workspace", place).code == 0


def test_status_lists_what_was_issued_and_what_was_taken_back(place, send, run, issue, sangkien):
    send("một.xlsx", FIRST)
    run("2022-05-20")
    assert json.loads(sangkien("status", "--workspace", place, "--json").out)["issued"] == []
    assert "ban hành" not in sangkien("status", "--workspace", place).out
    run()
    issue(1, "--number", 4, "--dispatch-number", 470, "--date", "2022-05-21")
    issue(1, "--cancel")
    issue(1, "--number", 5, "--dispatch-number", 471, "--date", "2022-05-21")
    issue(2, "--number", 16, "--dispatch-number", 473, "--date", "2022-06-02")
    told = json.loads(sangkien("status", "--workspace", place, "--json").out)["issued"]
    keys = ("run", "as_of", "report_number", "dispatch_number", "issued_on", "is_cancelled")
    assert [tuple(each[key] for key in keys) for each in told] == [
        (1, "2022-05-20", 4, 470, "2022-05-21", True),
        (1, "2022-05-20", 5, 471, "2022-05-21", False),
        (2, DAY, 16, 473, "2022-06-02", False),
    ]
    assert all(Path(each["folder"]).is_dir() for each in told)
    assert [each["cancelled_at"] is None for each in told] == [False, True, True]
    printed = sangkien("status", "--workspace", place).out
    assert "Đã ban hành (2):" in printed
    assert (
        "Báo cáo số 04, công văn số 470, ngày 21/5/2022: lần tổng hợp số 1, số liệu đến ngày 20/5/2022 — đã bỏ"
        in printed
    )
    assert "Báo cáo số 16, công văn số 473, ngày 02/6/2022: lần tổng hợp số 2, số liệu đến ngày 31/5/2022\n" in printed


# ---------------------------------------------------------------- the letters of don-doc/


def test_letters_are_dispatches_of_their_own_and_stay_blank_for_the_pen(place, send, run, issue):
    """Their number and day are not the report's: they go out on other days, and each needs its own number."""
    waiting = initiative(title="Góc thư viện thân thiện", stage="Đã áp dụng", recognised_by="", recognised_on=None)
    send("phan.xlsx", FIRST, waiting)
    run()
    folder = place / "outbox" / DAY / "don-doc"
    letters = {path.name: path.read_bytes() for path in folder.glob("*.docx")}
    assert set(letters) == {"cong-van-don-doc.docx", "cong-van-dang-uy.docx", "cong-van-thu-truong.docx"}
    assert issue(*ON_PAPER).code == 0
    for name, content in letters.items():
        path = folder / name
        assert path.read_bytes() == content
        assert path.stat().st_mode & stat.S_IWUSR, "the clerk goes on writing in it"
        told = reading.paragraphs(content)
        assert any(re.fullmatch(r"Số:\s+/LĐLĐ", text) for text in told)
        assert any(re.search(r", ngày\s+tháng\s+năm \d{4}$", text) for text in told)
        assert not any("BC-LĐLĐ" in text for text in told), "nor do they name a report that may never go out"
    assert not list((place / FOLDER).rglob("cong-van-d*"))


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--number", 5, "--date", "2022-06-02"],
        ["--number", 0, "--dispatch-number", 3, "--date", "2022-06-02"],
        [9, *ON_PAPER],
        ["--number", 5, "--dispatch-number", 473, "--date", "2022-05-30"],  # before the day of the figures
        ["--number", 5, "--dispatch-number", 473, "--date", "02/6/2022"],
    ],
)
def test_wrong_usage_issues_nothing(place, one_run, issue, arguments):
    assert issue(*arguments).code == 2
    assert not (place / "outbox" / "da-ban-hanh").exists()


def test_what_a_kill_has_left_is_completed_or_cleared(place, one_run, issue, sangkien):
    issue(*ON_PAPER)
    aside = place / "outbox" / "da-ban-hanh" / ".new-2022-06-02_so-05"
    (place / FOLDER).rename(aside)  # killed between register and rename
    stranger = aside.with_name(".new-2022-05-31_so-77")
    stranger.mkdir()  # killed before the register
    assert sangkien("verify", "--workspace", place).code == 0
    assert issue(*ON_PAPER).code == 0
    assert (place / FOLDER).is_dir()
    assert not aside.exists()
    assert not stranger.exists()


# ---------------------------------------------------------------- proof


def test_verify_names_an_issued_paper_that_was_touched(place, one_run, issue, sangkien):
    issue(*ON_PAPER)
    assert sangkien("verify", "--workspace", place).code == 0
    paper = place / FOLDER / "bao-cao.docx"
    paper.chmod(0o644)
    paper.write_bytes(paper.read_bytes() + b" ")
    (place / FOLDER / "phu-luc.xlsx").unlink()
    ended = sangkien("verify", "--workspace", place, "--json")
    assert ended.code == 6
    assert {(fault["kind"], fault["place"]) for fault in json.loads(ended.out)["faults"]} == {
        ("issued_altered", f"{FOLDER}/bao-cao.docx"), ("issued_missing", f"{FOLDER}/phu-luc.xlsx"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE issue SET report_number = 6 WHERE number = 1",
        "UPDATE issue SET issued_on = '2022-06-03' WHERE number = 1",
        "UPDATE issue SET outputs = '{}' WHERE number = 1",
        "DELETE FROM issue WHERE number = 1",
    ],
)
def test_verify_names_an_act_that_was_changed_afterwards(place, one_run, issue, sangkien, statement):
    issue(*ON_PAPER)
    issue(1, "--cancel")
    change(place, statement)
    ended = sangkien("verify", "--workspace", place, "--json")
    assert ended.code == 6
    assert ("issue_altered", "1") in {(fault["kind"], fault["detail"]) for fault in json.loads(ended.out)["faults"]}


# ---------------------------------------------------------------- since the last report


def test_changes_are_told_against_the_report_issued_last(place, send, run, issue):
    send("một.xlsx", FIRST)
    run("2022-05-20")
    assert issue(1, "--number", 1, "--dispatch-number", 1, "--date", "2022-05-21").code == 0
    send("hai.xlsx", SECOND, report_on=date(2022, 5, 24))
    assert run("2022-05-25")["changes"]["since"] == "2022-05-20"
    changes = run()["changes"]
    assert (changes["since"], changes["counted"]["before"]) == ("2022-05-20", 1), "not the run of the 25th"
    [told] = [text for text in texts(place, "bao-cao.docx", f"outbox/{DAY}") if text.startswith("So với")]
    assert told.startswith("So với Báo cáo số 01/BC-LĐLĐ ngày 21/5/2022 của Liên đoàn Lao động huyện Dương Minh Châu ")
    assert "(số liệu đến ngày 20/5/2022), số sáng kiến hợp lệ tăng 1 (từ 1 lên 2)" in told
    assert run(DAY, "--since", "2022-05-25")["changes"]["since"] == "2022-05-25"
    assert run("2022-05-19")["changes"]["since"] is None, "nothing was issued by then"


def test_once_a_report_of_the_day_is_issued_a_new_run_is_told_against_it(place, send, run, issue):
    send("một.xlsx", FIRST)
    run()
    assert issue(*ON_PAPER).code == 0
    send("hai.xlsx", SECOND)
    changes = run()["changes"]
    assert (changes["since"], changes["counted"]["before"], changes["counted"]["after"]) == (DAY, 1, 2)


def test_where_none_is_issued_or_all_are_taken_back_the_last_run_of_an_earlier_day_counts(place, send, run, issue):
    send("một.xlsx", FIRST)
    run("2022-05-20")
    run("2022-05-25")
    assert run()["changes"]["since"] == "2022-05-25"
    issue(1, "--number", 1, "--dispatch-number", 1, "--date", "2022-05-21")
    assert run()["changes"]["since"] == "2022-05-20"
    issue(1, "--cancel")
    assert run()["changes"]["since"] == "2022-05-25"


def test_of_several_issued_the_last_day_on_paper_counts(place, send, run, issue):
    """Whichever was written down first."""
    send("một.xlsx", FIRST)
    run("2022-05-20")
    run("2022-05-25")
    issue(2, "--number", 2, "--dispatch-number", 2, "--date", "2022-05-26")
    issue(1, "--number", 1, "--dispatch-number", 1, "--date", "2022-05-21")
    assert run()["changes"]["since"] == "2022-05-25"


def test_runs_of_before_verify_after_an_issue(place, send, run, issue, sangkien):
    send("một.xlsx", FIRST)
    run("2022-05-20")
    run()
    issue(2, *ON_PAPER)
    for name in (1, 2):
        assert sangkien("verify", name, "--workspace", place).code == 0
        assert sangkien("trace", "THU-0001", "--run", name, "--workspace", place).code == 0


# ---------------------------------------------------------------- PDF


@pytest.mark.libreoffice
def test_a_run_and_an_issue_make_pdf_of_their_word_documents(soffice, place, send, run, issue):
    send("phan.xlsx", FIRST)
    run(DAY, "--pdf")
    folder = place / "outbox" / DAY
    for document in [*folder.glob("*.docx"), *folder.glob("don-doc/*.docx")]:
        assert document.with_suffix(".pdf").read_bytes().startswith(b"%PDF-")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert {"bao-cao.pdf", "cong-van.pdf"} < set(manifest["outputs"])
    assert issue(*ON_PAPER, "--pdf").code == 0
    assert "Số: 05/BC-LĐLĐ" in PdfReader(place / FOLDER / "bao-cao.pdf").pages[0].extract_text()
    assert not list((place / "outbox").rglob(".new-*"))


def test_without_libreoffice_a_run_has_no_pdf_and_an_issue_with_pdf_is_none(place, send, sangkien, issue, monkeypatch):
    send("phan.xlsx", FIRST)
    monkeypatch.setenv("PATH", str(place))
    for name in [name for name in os.environ if name.upper().startswith("PROGRAM")]:
        monkeypatch.delenv(name)
    ended = sangkien("run", "--workspace", place, "--as-of", DAY, "--pdf")
    assert ended.code == 0
    assert ended.err.count("Không có LibreOffice trên máy này") == 1
    assert (place / "outbox" / DAY / "bao-cao.docx").is_file()
    refused = issue(*ON_PAPER, "--pdf")
    assert (refused.code, "Không có LibreOffice" in refused.err) == (2, True)
    assert not list((place / "outbox" / "da-ban-hanh").glob("[0-9]*"))
    assert issue(*ON_PAPER).code == 0
