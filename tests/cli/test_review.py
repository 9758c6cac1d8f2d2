"""The review of suspected duplicates: out to Excel, the clerk's answers back in, undone, and what is refused."""

import csv
import getpass
import io
import json
import shutil
from datetime import date

import openpyxl
import pytest

from pipeline.edges import exclusions, judgement_lines, lock, register
from tests.conftest import initiative

DAY = "2022-05-31"
TITLE = "Sổ tay an toàn cho học sinh bán trú"
OTHER = "Vườn rau dạy học môn Khoa học cho học sinh"
pytestmark = pytest.mark.slow


@pytest.fixture
def say(sangkien, place):
    """A verb in the workspace of the test."""

    def verb(*arguments: object):
        return sangkien("--debug", *arguments, "--workspace", place)

    return verb


@pytest.fixture
def run(say, place):
    """Runs and tells the fates, by file and row; and the summary."""

    def once(day: str = DAY):
        ended = say("run", "--as-of", day)
        assert ended.code in {0, 3}, ended.err
        folder = place / "outbox" / day
        text = (folder / "du-lieu" / "fates.csv").read_text("utf-8-sig")
        lines = {(line["file"], int(line["row"])): line for line in csv.DictReader(io.StringIO(text, newline=""))}
        return lines, json.loads((folder / "summary.json").read_text("utf-8"))

    return once


@pytest.fixture
def two(send, run):
    """Two teachers of one school with one title: THU-0001 and THU-0002, asked about."""
    send(
        "phan.xlsx",
        initiative(title=TITLE, author="Nguyễn Thị Hoa"),
        initiative(title=TITLE, author="Trần Văn Bình"),
    )
    return run


@pytest.fixture
def export(say, tmp_path):
    def to(name: str = "rà soát.xlsx"):
        path = tmp_path / name
        ended = say("review", "export", "--out", path, "--force")
        assert ended.code == 0, ended.err
        return path

    return to


def words(place) -> list[judgement_lines.Judgement]:
    with register.opened(place / "register.db") as connection:
        return judgement_lines.holding(connection)


def headings(sheet):
    [row] = [row for row in sheet.iter_rows(max_row=10) if "Quyết định" in [cell.value for cell in row]]
    return {cell.value: cell.column for cell in row}, row[0].row


def lines(path, sheet="Rà soát"):
    page = openpyxl.load_workbook(path)[sheet]
    columns, top = headings(page)
    told = [
        {name: page.cell(row, column).value for name, column in columns.items()}
        for row in range(top + 1, page.max_row + 1)
    ]
    return [line for line in told if line["STT"]]


def answer(path, answers, sheet="Rà soát", column="Quyết định"):
    """answers: (code, code) → what the clerk writes."""
    book = openpyxl.load_workbook(path)
    page = book[sheet]
    columns, top = headings(page)
    for row in range(top + 1, page.max_row + 1):
        pair = tuple(page.cell(row, columns[f"Mã sáng kiến ({side})"]).value for side in (1, 2))
        if pair in answers:
            page.cell(row, columns[column]).value = answers[pair]
    book.save(path)
    return path


PAIR = ("THU-0001", "THU-0002")


# ---------------------------------------------------------------- the loop


def test_an_answer_goes_out_comes_back_and_changes_the_figures(two, say, export, place):
    fates, summary = two("2022-05-30")
    assert summary["review"] == {"open": 1, "decided": 0}
    ended = say("review", "import", answer(export(), {PAIR: "Trùng"}))
    assert ended.code == 0, ended.err
    assert "THU-0001 - THU-0002" in ended.out
    [word] = words(place)
    assert (word.code_a, word.code_b, word.verdict, word.judged_by) == (*PAIR, "same", getpass.getuser())
    assert word.judged_at.utcoffset() is not None
    fates, summary = two()
    line = fates["phan.xlsx", 3]
    assert (line["fate"], line["reasons"], line["related"]) == ("duplicate", "judged_same", "phan.xlsx#2")
    assert summary["review"] == {"open": 0, "decided": 1}
    assert summary["changes"]["lines"]["duplicate"] == -1
    [shown] = lines(place / "outbox" / DAY / "ra-soat-trung.xlsx")
    assert (shown["Quyết định"], shown["Người quyết định"]) == ("Trùng", getpass.getuser())


def test_an_undone_answer_gives_the_figures_back(two, say, export):
    two("2022-05-29")
    say("review", "import", answer(export(), {PAIR: "Trùng"}))
    two("2022-05-30")
    ended = say("review", "undo", "thu 2", "THU-0001")
    assert (ended.code, "Bỏ quyết định" in ended.out) == (0, True)
    fates, summary = two()
    assert fates["phan.xlsx", 3]["fate"] == "counted"
    assert summary["changes"]["lines"]["no_longer_duplicate"] == 1
    assert summary["review"] == {"open": 1, "decided": 0}
    assert "Không có quyết định mới" in say("review", "undo", *PAIR).out


@pytest.mark.parametrize("typed", ["Không trùng", "KHÔNG TRÙNG", " khong trung. "])
def test_what_is_not_one_is_not_asked_again(two, say, export, typed):
    two()
    assert say("review", "import", answer(export(), {PAIR: typed})).code == 0
    fates, summary = two()
    assert {line["fate"] for line in fates.values()} == {"counted"}
    assert summary["review"] == {"open": 0, "decided": 1}
    assert json.loads(say("review", "list", "--json").out)["pairs"] == []


def test_emptied_and_imported_again_it_is_undone(two, say, export, place):
    """In the very file that was imported as in one that was made afterwards."""
    two()
    first = answer(export(), {PAIR: "Trùng"})
    for is_same_file in (True, False):
        say("review", "import", first)
        path = first if is_same_file else export("sau.xlsx")
        assert lines(path)[0]["Quyết định"] == "Trùng"
        ended = say("review", "import", answer(path, {PAIR: None}), "--json")
        assert json.loads(ended.out)["undone"] == [{"codes": list(PAIR), "before": "same"}]
        assert words(place)[-1].note == "bỏ quyết định"
        [line] = lines(export("trống.xlsx"))
        assert (line["Quyết định"], line["Ghi chú"]) == (None, None)
        answer(first, {PAIR: "Trùng"})


def test_an_unfilled_copy_takes_nothing_back_that_a_colleague_answered(two, say, export, place, monkeypatch):
    two()
    mine = export()
    theirs = shutil.copyfile(mine, mine.with_name("bản sao.xlsx"))
    say("review", "import", answer(mine, {PAIR: "Không trùng"}))
    monkeypatch.setattr(exclusions, "account", lambda: "đồng nghiệp")
    assert json.loads(say("review", "import", theirs, "--json").out)["unchanged"] == 1
    assert words(place)[0].verdict == "distinct"
    told = json.loads(say("review", "import", answer(theirs, {PAIR: "Trùng"}), "--json").out)
    assert [left["why"] for left in told["not_taken"]] == ["answered_since"]
    assert words(place)[0].verdict == "distinct"


def test_importing_twice_records_once(two, say, export, place):
    two()
    path = answer(answer(export(), {PAIR: "Chưa rõ"}), {PAIR: "Đã hỏi nhà trường"}, column="Ghi chú")
    for _ in range(2):
        assert say("review", "import", path).code == 0
    with register.opened(place / "register.db") as connection:
        assert judgement_lines.count(connection) == 1
    [line] = lines(export("sau.xlsx"))
    assert (line["Quyết định"], line["Ghi chú"]) == ("Chưa rõ", "Đã hỏi nhà trường")
    assert two()[1]["review"] == {"open": 1, "decided": 0}


def test_what_the_rule_calls_one_can_be_two_by_the_clerks_word(send, run, say, export):
    send("phan.xlsx", initiative(title=TITLE, portal_ref="SK-9"))
    send("suoi da.xlsx", initiative(title=TITLE, portal_ref="SK-9"), unit="TH02")
    assert run()[1]["review"] == {"open": 0, "decided": 0}
    path = export()
    [line] = lines(path, "Tự động tính là một")
    assert {line["Mã sáng kiến (1)"], line["Mã sáng kiến (2)"]} == set(PAIR)
    answer(path, {PAIR: "Không trùng", PAIR[::-1]: "Không trùng"}, "Tự động tính là một")
    assert say("review", "import", path).code == 0
    fates, summary = run()
    assert {line["fate"] for line in fates.values()} == {"counted"}
    assert summary["review"] == {"open": 0, "decided": 1}
    path = export("sau.xlsx")
    assert (lines(path, "Tự động tính là một"), lines(path)[0]["Quyết định"]) == ([], "Không trùng")


# ---------------------------------------------------------------- lists


def test_list_tells_the_open_pairs_with_all_the_decided_too(two, say, export):
    two()
    told = json.loads(say("review", "list", "--json").out)
    assert (told["schema"], told["open"], told["decided"]) == ("sangkien.review/1", 1, 0)
    [pair] = told["pairs"]
    assert (pair["codes"], pair["verdict"], pair["group"]) == (list(PAIR), "", 1)
    assert pair["reasons"]
    assert [each["title"] for each in pair["initiatives"]] == [TITLE, TITLE]
    say("review", "import", answer(export(), {PAIR: "Không trùng"}))
    assert json.loads(say("review", "list", "--json").out)["pairs"] == []
    [pair] = json.loads(say("review", "list", "--all", "--json").out)["pairs"]
    assert (pair["verdict"], pair["judged_by"]) == ("distinct", getpass.getuser())
    assert "Không trùng" in say("review", "list", "--all").out


def test_trace_tells_the_words_on_a_code_and_verify_knows_what_a_run_knew(two, say, export):
    two()
    say("review", "import", answer(export(), {PAIR: "Trùng"}))
    two()
    say("review", "undo", *PAIR)
    two()
    told = json.loads(say("trace", "THU-0002", "--json").out)
    assert [(word["verdict"], word["codes"]) for word in told["judgements"]] == [
        ("same", list(PAIR)), ("unknown", list(PAIR)),
    ]  # fmt: skip
    assert "tính là một sáng kiến với THU-0001" in say("trace", "THU-0002").out
    for number in ("1", "2", "3"):
        assert say("verify", number).code == 0


def test_a_judgement_altered_by_hand_is_6(two, say, export, place):
    two()
    say("review", "import", answer(export(), {PAIR: "Trùng"}))
    two()
    assert say("verify").code == 0
    with register.opened(place / "register.db") as connection:
        connection.exec_driver_sql("UPDATE judgement SET verdict = 'distinct'")
        connection.commit()
    assert say("verify").code == 6


# ---------------------------------------------------------------- what is refused


def test_contradictory_answers_are_all_named_and_nothing_is_written(send, run, say, export, place):
    authors = ("Nguyễn Thị Hoa", "Trần Văn Bình", "Lê Thị Cúc")
    send("phan.xlsx", *(initiative(title=TITLE, author=author) for author in authors))
    run()
    path = export()
    one, two_, three = "THU-0001", "THU-0002", "THU-0003"
    answer(path, {(one, two_): "Trùng", (two_, three): "Trùng", (one, three): "Không trùng"})
    ended = say("review", "import", path)
    assert ended.code == 2
    assert "THU-0001 = THU-0002 = THU-0003" in ended.err
    assert ended.err.count("trang Rà soát, dòng") >= 3
    assert words(place) == []
    # also against what holds
    answer(path, {(one, two_): "Trùng", (two_, three): "Trùng", (one, three): None})
    assert say("review", "import", path).code == 0
    ended = say("review", "import", answer(path, {(one, three): "Không trùng"}))
    assert ended.code == 2
    assert len(words(place)) == 2


def test_one_pair_with_two_answers_is_refused(two, say, export, place):
    two()
    path = answer(export(), {PAIR: "Trùng"})
    book = openpyxl.load_workbook(path)
    page = book["Rà soát"]
    columns, top = headings(page)
    for column in columns.values():
        page.cell(top + 2, column).value = page.cell(top + 1, column).value
    page.cell(top + 2, columns["Quyết định"]).value = "Không trùng"
    book.save(path)
    ended = say("review", "import", path)
    assert (ended.code, "hai lần khác nhau" in ended.err, words(place)) == (2, True, [])


def test_what_changed_since_is_not_taken_and_the_rest_is(send, run, say, export, place):
    send("phan.xlsx", initiative(title=TITLE), initiative(title=TITLE, author="Trần Văn Bình"))
    send("suoi da.xlsx", initiative(title=OTHER), initiative(title=OTHER, author="Trần Văn Bình"), unit="TH02")
    run()
    path = export()
    send("phan 2.xlsx", initiative(title=TITLE, summary="Tóm tắt mới"), report_on=date(2022, 5, 25))
    run()
    answer(path, {PAIR: "Trùng", ("THU-0003", "THU-0004"): "Trùng"})
    ended = say("review", "import", path)
    assert ended.code == 0
    assert "đã thay đổi sau khi lập tệp" in ended.out
    assert "dòng" in ended.out
    assert [(word.code_a, word.code_b) for word in words(place)] == [("THU-0003", "THU-0004")]
    assert lines(export("sau.xlsx"))[0]["Quyết định"] is None


@pytest.mark.parametrize("typed", ["có", "trùng với cái kia", 1, "=1+1"])
def test_an_answer_that_is_not_understood_is_named_by_its_cell(two, say, export, place, typed):
    two()
    ended = say("review", "import", answer(export(), {PAIR: typed}))
    assert ended.code == 2
    assert "trang Rà soát, dòng 5, cột C" in ended.err
    assert words(place) == []


def test_a_line_of_another_workspace_or_without_its_stamp_is_refused(two, say, export, place):
    two()
    for stamp in (None, "x", '["A-1", "A-2", "", "", "", ""]'):
        path = answer(export(), {PAIR: "Trùng"})
        ended = say("review", "import", answer(path, {PAIR: stamp}, column="Dấu dòng (không sửa)"))
        assert (ended.code, "dòng 5, cột C" in ended.err) == (2, True), stamp
    assert words(place) == []


def test_a_file_that_is_no_review_is_refused(two, say, export, place, tmp_path):
    two()
    empty, old = tmp_path / "rỗng.xlsx", tmp_path / "cũ.xlsx"
    empty.write_bytes(b"")
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    for path in (empty, old, place / "inbox" / "phan.xlsx", tmp_path / "không có.xlsx"):
        ended = say("review", "import", path)
        assert (ended.code, str(path) in ended.err) == (2, True)


def test_lines_may_be_sorted_and_columns_moved(send, run, say, export, place):
    send(
        "phan.xlsx",
        *(initiative(title=TITLE, author=author) for author in ("Nguyễn Thị Hoa", "Trần Văn Bình", "Lê Thị Cúc")),
    )
    run()
    path = answer(export(), {PAIR: "Trùng"})
    book = openpyxl.load_workbook(path)
    page = book["Rà soát"]
    columns, top = headings(page)
    cells = [[page.cell(row, column).value for column in columns.values()] for row in range(top, page.max_row + 1)]
    fresh = openpyxl.Workbook()
    moved = fresh.create_sheet("trang khác")
    moved.append(["gì đó"])
    for row in (cells[0], *reversed(cells[1:])):
        moved.append([None, *reversed(row)])
    fresh.save(path)
    assert say("review", "import", path).code == 0
    assert [(word.code_a, word.code_b, word.verdict) for word in words(place)] == [(*PAIR, "same")]


def test_export_overwrites_nothing_and_import_waits_for_nobody(two, say, place):
    assert say("review", "export").code == 2
    two()
    assert say("review", "export").code == 0
    path = place / "ra-soat-trung.xlsx"
    assert path.is_file()
    assert say("review", "export").code == 2
    assert say("review", "export", "--force").code == 0
    assert say("review", "export", "--out", place / "inbox" / "x.xlsx").code == 2
    with lock.hold(place / ".sangkien.lock"):
        assert say("review", "import", path).code == 5
        assert say("review", "undo", *PAIR).code == 5
    assert say("review", "undo", "THU-0001", "THU-0099").code == 2
    assert say("review", "undo", "THU-0001", "THU-1").code == 2


def test_nothing_to_review_is_said_in_the_workbook(send, run, place):
    send("phan.xlsx", initiative())
    run()
    page = openpyxl.load_workbook(place / "outbox" / DAY / "ra-soat-trung.xlsx")["Rà soát"]
    assert "Không có cặp sáng kiến nào cần rà soát." in [cell.value for row in page.iter_rows() for cell in row]
