"""Number and day find their blank places in a document, also in one a clerk has edited, and nothing else is touched."""

import io
import subprocess
from datetime import date
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
import pytest
import xlsxwriter

from pipeline.edges.report import render_dispatch, render_report
from pipeline.edges.stamping import Stamp, stamp_annex, stamp_word
from pipeline.errors import UsageError
from tests.documents import reading
from tests.documents.builders import Situation, campaign, rows

BLANK = "\N{NO-BREAK SPACE}" * 3
STAMP = Stamp(5, "BC-LĐLĐ", 473, "LĐLĐ", date(2022, 2, 6))
NUMBER = f"Số: {BLANK}/BC-LĐLĐ"
DAY = f"Huyện Dương Minh Châu, ngày {BLANK} tháng {BLANK} năm 2022"


def word(*lines):
    """A document of these paragraphs; a line of several runs is a list."""
    document = docx.Document()
    for line in lines:
        paragraph = document.add_paragraph()
        for run in [line] if isinstance(line, str) else line:
            paragraph.add_run(run)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def stamped(*lines, stamp=STAMP):
    return reading.paragraphs(stamp_word("bao-cao.docx", word(*lines), stamp, "BC-LĐLĐ"))


def test_report_annex_and_dispatch_of_ours_are_filled_and_nothing_else_changes():
    figures = Situation(rows=rows(221)).figures()
    for render, symbol, places in (
        (render_report, "BC-LĐLĐ", ["Số: 05/BC-LĐLĐ", "Báo cáo số 05/BC-LĐLĐ ngày 06 tháng 02 năm 2022 của"]),
        (render_dispatch, "LĐLĐ", ["Số: 473/LĐLĐ"]),
    ):
        before = render(figures, campaign())
        after = stamp_word("a.docx", before, STAMP, symbol)
        texts = reading.paragraphs(after)
        for place in [*places, "ngày 06 tháng 02 năm 2022"]:
            assert any(place in text for text in texts), place
        changed = [old for old, new in zip(reading.paragraphs(before), texts, strict=True) if old != new]
        assert len(changed) == len(places) + 1
        with ZipFile(io.BytesIO(before)) as old, ZipFile(io.BytesIO(after)) as new:
            assert old.namelist() == new.namelist()
            others = [name for name in old.namelist() if name != "word/document.xml"]
            assert all(old.read(name) == new.read(name) for name in others)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2022, 5, 6), "ngày 06 tháng 5 năm 2022"),
        (date(2023, 1, 31), "ngày 31 tháng 01 năm 2023"),  # the year of the blank was that of the run
        (date(2022, 12, 10), "ngày 10 tháng 12 năm 2022"),
    ],
)
def test_only_days_below_ten_and_the_first_two_months_get_a_zero(day, told):
    stamp = Stamp(12, "BC-LĐLĐ", 3, "LĐLĐ", day)
    assert stamped(NUMBER, DAY, stamp=stamp) == ["Số: 12/BC-LĐLĐ", f"Huyện Dương Minh Châu, {told}"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (["Số:", " ", BLANK, "/BC", "-LĐLĐ"], "Số: 05/BC-LĐLĐ"),
        (["S", "ố: ………", "/BC-LĐLĐ"], "Số: 05/BC-LĐLĐ"),
        ("Số:/BC-LĐLĐ", "Số: 05/BC-LĐLĐ"),
        ("Số: ....... / BC-LĐLĐ", "Số: 05/ BC-LĐLĐ"),
    ],
)
def test_a_place_cut_into_runs_or_dotted_by_hand_is_found(line, told):
    assert stamped(line, DAY)[0] == told


def test_a_day_cut_into_runs_is_found():
    assert stamped(NUMBER, ["Huyện X, ", "ng", "ày ", "  ", " tháng", " …… ", "năm ", "20", "22"])[1] == (
        "Huyện X, ngày 06 tháng 02 năm 2022"
    )


def test_other_numbers_and_days_stay_as_they_are():
    lines = [
        "Thực hiện Công văn số 2877/LĐLĐ ngày 06/5/2022; Kế hoạch số   /KH-LĐLĐ",
        "Đề nghị hoàn thành trước ngày … tháng … năm 2022",
        "Số: 15/BC-LĐLĐX",
    ]
    assert stamped(NUMBER, DAY, *lines)[2:] == lines


def test_the_number_of_the_report_is_not_taken_for_that_of_the_dispatch():
    texts = stamped(NUMBER, DAY, f"(Kèm theo Công văn số {BLANK}/LĐLĐ ngày {BLANK} tháng {BLANK} năm 2022)")
    assert texts[2] == "(Kèm theo Công văn số 473/LĐLĐ ngày 06 tháng 02 năm 2022)"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["Số: 14/BC-LĐLĐ", DAY], r"bao-cao.docx đã ghi số “14”"),
        (["Báo cáo", DAY], r"bao-cao.docx không còn chỗ ghi số"),
        ([f"Số: {BLANK}/BC", DAY], r"không còn chỗ ghi số.*/BC-LĐLĐ”"),
        ([NUMBER, "Huyện X, ngày 05 tháng 5 năm 2022"], r"đã ghi ngày “05 tháng 5 năm 2022”"),
        ([NUMBER], r"không còn chỗ ghi ngày"),
        ([NUMBER, f"Huyện X, ngày {BLANK} tháng 5 năm 2022"], r"đã ghi “tháng 5”, khác ngày ban hành 06/02/2022"),
    ],
)
def test_a_place_that_is_gone_or_filled_is_told(lines, message):
    with pytest.raises(UsageError, match=message):
        stamped(*lines)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut", b"\xd0\xcf\x11\xe0 with a password"])
def test_what_is_no_document_is_told(content):
    with pytest.raises(UsageError, match=r"Không mở được tệp a\.docx"):
        stamp_word("a.docx", content, STAMP, "BC-LĐLĐ")


def test_a_workbook_is_filled_where_it_has_places_and_keeps_its_formulas():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Phụ lục")
        sheet.write_string("A1", f"(Kèm theo Báo cáo số {BLANK}/BC-LĐLĐ ngày {BLANK} tháng {BLANK} năm 2022 của X)")
        sheet.write_formula("A2", "=SUM(B1:B3)", None, 6)
        sheet.set_header(f"&CKèm theo Báo cáo số {BLANK}/BC-LĐLĐ")
    filled = openpyxl.load_workbook(io.BytesIO(stamp_annex("phu-luc.xlsx", content.getvalue(), STAMP)))["Phụ lục"]
    assert filled["A1"].value == "(Kèm theo Báo cáo số 05/BC-LĐLĐ ngày 06 tháng 02 năm 2022 của X)"
    assert filled["A2"].value == "=SUM(B1:B3)"
    header: Any = filled.oddHeader
    assert header.center.text == "Kèm theo Báo cáo số 05/BC-LĐLĐ"


@pytest.mark.libreoffice
@pytest.mark.slow
def test_a_document_saved_by_libreoffice_is_filled_as_well(soffice, tmp_path):
    source = tmp_path / "bao-cao.docx"
    source.write_bytes(render_report(Situation(rows=rows(221)).figures(), campaign()))
    subprocess.run(
        [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "docx",
         "--outdir", tmp_path / "saved", source],
        capture_output=True, timeout=180, check=True,
    )  # fmt: skip
    texts = reading.paragraphs(
        stamp_word(source.name, (tmp_path / "saved" / source.name).read_bytes(), STAMP, "BC-LĐLĐ")
    )
    assert "Số: 05/BC-LĐLĐ" in texts
    assert "Huyện Dương Minh Châu, ngày 06 tháng 02 năm 2022" in texts
    assert any("Báo cáo số 05/BC-LĐLĐ ngày 06 tháng 02 năm 2022" in text for text in texts)
