"""Reading in worker processes: the cells as they stand, and a worker that dies costs the file it held."""

import hashlib
import json
import subprocess
import sys
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from pipeline.edges import inbox, reading
from tests.corpus import bombs
from tests.flow import story_workbooks as made
from tests.flow.story import StoryFile

WORKBOOK_PARTS = made.parts_of(made.no_template())
# Legal, 5 kB, and a reader that makes room for all cells between the two wants 17 billion.
FAR_CELLS = made.zipped(
    {
        **WORKBOOK_PARTS,
        "xl/worksheets/sheet1.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
        b"</sheetData></worksheet>",
    }
)
# One long text that twenty thousand cells refer to: the fast reader aborts where memory ends, nothing can be caught.
KILLER = bombs.of_strings(made.no_template())


def workbook(**told) -> bytes:
    return made.workbook(StoryFile({"path": "x", "unit": "TH01", "report_on": date(2022, 5, 20), **told}))


def read_all(folder) -> dict:
    steps: list[int] = []
    arrivals = inbox.scan(folder)
    books = reading.start(arrivals).results(steps.append)
    assert [book.file for book in books] == [arrival.name for arrival in arrivals]
    assert steps == [1] * len(arrivals)
    return {book.file: book for book in books}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a worker is limited on Linux")
def test_the_killer_really_kills_a_process(tmp_path):
    path = tmp_path / "killer.xlsx"
    path.write_bytes(KILLER)
    code = "import sys; from pipeline.edges import inbox, reading, workers; from pathlib import Path\n"
    code += "workers._limit_memory(reading.MEMORY_LIMIT_BYTES); a = inbox.arrive(Path(sys.argv[1]))\n"
    code += "book = reading.read(str(a.path), a.name, a.sha256); print(book.refusal)"
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, timeout=120, check=False, text=True)
    assert (done.returncode != 0, done.stdout) == (True, "")
    assert "Traceback" not in done.stderr  # no Python exception: there was nothing to catch


def test_cells_that_lie_far_apart_are_read(tmp_path):
    [(_, cells)] = read_one(tmp_path, FAR_CELLS).items()
    assert {(row, len(values), values[-1]) for row, values in cells.items()} == {(1, 1, 1), (1_048_576, 16_384, 2)}


@pytest.mark.slow
def test_a_worker_that_dies_costs_the_file_it_held(tmp_path):
    for number in range(6):
        (tmp_path / f"{number}.xlsx").write_bytes(workbook(unit_sheet={"prepared_by": f"Người {number}"}))
    for name in ("0a.xlsx", "3a.xlsx", "6a.xlsx"):
        (tmp_path / name).write_bytes(KILLER)
    books = read_all(tmp_path)
    assert {name: book.refusal for name, book in books.items()} == {
        **{f"{number}.xlsx": "" for number in range(6)},
        **dict.fromkeys(("0a.xlsx", "3a.xlsx", "6a.xlsx"), "file_reader_died"),
    }
    assert all(book.sheets for book in books.values() if not book.refusal)


@pytest.mark.slow
def test_in_a_run_it_is_one_refused_file(sangkien, place, send):
    send("tốt.xlsx", {"title": "Rèn kỹ năng đọc cho học sinh lớp 3", "author": "Nguyễn Thị Hoa"})
    (place / "inbox" / "chết.xlsx").write_bytes(KILLER)
    assert sangkien("run", "--workspace", place, "--as-of", "2022-05-31").code == 3
    summary = json.loads((place / "outbox" / "2022-05-31" / "summary.json").read_text("utf-8"))
    assert (summary["files"]["refused"], summary["rows"]["counted"]) == (1, 1)
    assert summary["findings"] == {"file_reader_died": 1}


def test_workers_import_nothing_heavy():
    code = "import sys, json; import pipeline.edges.reading; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=True, text=True)
    loaded = {name.split(".")[0] for name in json.loads(done.stdout)}
    assert not loaded & {"pandas", "numpy", "pandera", "openpyxl", "xlsxwriter", "docxtpl", "jinja2", "pydantic"}


@pytest.mark.parametrize(
    "kind", ["empty", "text", "csv", "old_excel", "encrypted", "word", "cut_off", "bomb", "no_cells"]
)
def test_what_the_guard_turns_away_is_told_and_not_parsed(tmp_path, kind):
    path = tmp_path / "a.xlsx"
    path.write_bytes(made.of_kind(kind))
    arrival = inbox.arrive(path)
    book = reading.read(str(path), arrival.name, arrival.sha256)
    assert book.refusal.startswith(("file_", "csv_"))
    assert book.sheets == ()
    assert book.size == arrival.size


def test_a_file_that_changes_between_hashing_and_reading_is_told(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook())
    arrival = inbox.arrive(path)
    path.write_bytes(workbook(rows=[{"title": "Thêm một sáng kiến nữa"}]))
    assert reading.read(str(path), arrival.name, arrival.sha256).refusal == "file_changing"
    path.unlink()
    assert reading.read(str(path), arrival.name, arrival.sha256).refusal == "file_unavailable"


@pytest.mark.parametrize(
    "part",
    ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "[Content_Types].xml"],
)
@pytest.mark.parametrize("content", [b"", b"<broken", bytes(64)], ids=["empty", "cut", "zeros"])
def test_a_damaged_part_is_refused_or_read_and_never_raises(tmp_path, part, content):
    path = tmp_path / "a.xlsx"
    path.write_bytes(made.zipped({**WORKBOOK_PARTS, part: content}))
    arrival = inbox.arrive(path)
    book = reading.read(str(path), arrival.name, arrival.sha256)
    assert bool(book.refusal) != bool(book.sheets)


def read_one(tmp_path, data: bytes):
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    arrival = inbox.arrive(path)
    return {sheet.name: dict(sheet.rows) for sheet in reading.read(str(path), arrival.name, arrival.sha256).sheets}


def test_rows_bear_the_numbers_excel_shows_and_cells_start_at_column_a(tmp_path):
    lines = [[], [], ["", "", "C3"], [], ["", "B5", "", 7]]
    cells = read_one(tmp_path, workbook(other_sheets={"Lệch": lines}))["Lệch"]
    assert {row: list(values)[:4] for row, values in cells.items()} == {
        3: [None, None, "C3", None],
        5: [None, "B5", None, 7],
    }


def test_cells_keep_their_kind(tmp_path):
    line = ["Chữ", 15_000_000, 1.041, True, date(2022, 4, 20), "0912", "=1+1", "  hai  "]
    cells = read_one(tmp_path, workbook(other_sheets={"Ô": [line]}))["Ô"][1]
    number, fraction, yes, day = cells[1:5]
    assert (number, fraction, yes) == (15_000_000, 1.041, True)
    assert day in (date(2022, 4, 20), datetime(2022, 4, 20))
    assert (cells[0], *cells[5:]) == ("Chữ", "0912", "=1+1", "  hai  ")


def test_a_sheet_without_cells_is_there_and_empty(tmp_path):
    assert read_one(tmp_path, workbook(other_sheets={"Trống": []}))["Trống"] == {}


def test_nothing_to_read_is_no_fault(tmp_path):
    assert read_all(tmp_path) == {}


@pytest.mark.parametrize(
    ("part", "spoilt"),
    [
        (
            "xl/styles.xml",
            b"<styleSheet><fills count='1'><fill><patternFill patternType='strange'/></fill></fills></styleSheet>",
        ),
        ("docProps/core.xml", b"<not closed"),
    ],
)
def test_a_file_that_only_the_careful_reader_stumbles_over_costs_itself_alone(tmp_path, part, spoilt):
    """Error cells are read by a second library, which raises many kinds of errors on parts nobody needs."""
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.create_sheet("Sáng kiến", 0)["A1"] = "=1/0"
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {**parts, part: spoilt}.items():
            archive.writestr(name, content)
    found = reading.read(str(path), "a.xlsx", hashlib.sha256(path.read_bytes()).hexdigest())
    assert found.refusal in {"file_damaged", ""}
    assert found.sheets or found.refusal
