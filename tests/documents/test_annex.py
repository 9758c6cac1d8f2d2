"""phu-luc.xlsx: figures that agree, text as typed, every line with its source, and what LibreOffice makes of it."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue
from pipeline.edges.annex import write_annex
from pipeline.edges.annex_cells import CELL_LIMIT
from pipeline.vietnamese import printed_share
from schemas import initiative
from tests.documents.annexes import (
    ANNEXES,
    HEADING_ROW,
    POINTS,
    SHEETS,
    TABLES,
    consolidation,
    lines,
    load,
    totals,
    write,
)


@pytest.fixture(scope="module")
def result():
    return consolidation(has_earlier=True)


@pytest.fixture(scope="module")
def content(result):
    return write(result)


@pytest.fixture(scope="module")
def book(content):
    return load(content)


def test_sheets_stand_in_order_under_the_letterhead(book):
    assert book.sheetnames == SHEETS
    for sheet in book:
        assert sheet["A1"].value == "LIÊN ĐOÀN LAO ĐỘNG TỈNH TÂY NINH"
        assert sheet["A2"].value == "LIÊN ĐOÀN LAO ĐỘNG HUYỆN DƯƠNG MINH CHÂU"
        *annex, title = sheet["A4"].value.split("\n")
        assert annex == ANNEXES.get(sheet.title, [])
        assert title == title.upper()
        assert " ".join(sheet["A5"].value.split()) == (
            "(Kèm theo Báo cáo số /BC-LĐLĐ ngày tháng năm của Liên đoàn Lao động huyện Dương Minh Châu)"
        )
        assert sheet["A6"].value == "Số liệu tính đến ngày 10/6/2022"


def test_every_sheet_is_ready_for_paper_and_screen(book):
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert "&P" in sheet.oddFooter.right.text
    for name in TABLES:
        sheet = book[name]
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
        assert sheet.print_title_rows == "$7:$7"
        assert sheet.freeze_panes == "A8"
        assert sheet.auto_filter.ref.startswith("A7:")


def test_where_a_line_comes_from_takes_no_room_on_paper_in_the_widest_lists(book):
    for name in ("Danh sách công nhận", "Nghi trùng"):
        sheet = book[name]
        printed = sheet.print_area.replace("$", "").rpartition("!")[2]
        headings = [cell.value for cell in sheet[printed][HEADING_ROW - 1]]
        beyond = [cell.value for cell in sheet[HEADING_ROW][len(headings) :]]
        assert {heading.split()[0] for heading in beyond} == {"Tệp", "Trang", "Dòng"}
        assert not any(heading.startswith(("Tệp", "Trang tính", "Dòng")) for heading in headings)
        assert int(printed.rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) == sheet.max_row
        assert all(merged.max_col <= len(headings) for merged in sheet.merged_cells.ranges)


def test_files_and_their_faults_stand_in_the_order_of_names(result):
    names = [f"{place % 3}.xlsx" for place in range(len(result.findings))]
    mixed = replace(result, files=result.files.iloc[::-1], findings=result.findings.assign(file=names))
    book = load(write(mixed))
    for name in ("Sai sót", "Nguồn số liệu"):
        files = [line["Tệp"] for line in lines(book[name])]
        assert len(set(files)) > 1
        assert files == sorted(files)


def test_no_font_is_left_to_the_theme(content):
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        styles = parts.read("xl/styles.xml").decode()
    assert set(re.findall(r'<name val="([^"]+)"', styles)) == {"Times New Roman"}
    assert "<scheme" not in styles


def test_units_agree_with_the_summary(book, result):
    table = lines(book["Theo đơn vị"])
    assert [line["Mã CĐCS"] for line in table] == [unit["unit_code"] for unit in result.summary["units"]]
    for line, unit in zip(table, result.summary["units"], strict=True):
        for label, figures in (
            ("Giai đoạn 1", unit["phases"][0]),
            ("Giai đoạn 2", unit["phases"][1]),
            ("Cả Chương trình", unit),
        ):
            assert line[f"{label}: chỉ tiêu"] == figures["target"]
            assert line[f"{label}: kết quả"] == figures["counted"]
            assert line[f"{label}: tỷ lệ"] == printed_share(figures["counted"], figures["target"])
        assert line["Đang xem xét"] == unit["pending"]
    assert table[0]["Tình hình báo cáo"] == "Đã báo cáo"
    assert table[-1]["Tình hình báo cáo"] == "Chưa báo cáo"


@pytest.mark.parametrize(("name", "key"), [("Theo xã", "commune"), ("Theo khối", "block")])
def test_groups_of_units_agree_with_the_summary(book, result, name, key):
    heading = book[name]["B7"].value
    found = {line[heading]: line["Cả Chương trình: kết quả"] for line in lines(book[name])}
    expected = {group or "(chưa ghi)": number for group, number in result.summary["by"][key].items()}
    assert found == {group: number for group, number in expected.items() if group != "(chưa ghi)" or number}
    assert totals(book[name])["Cả Chương trình: chỉ tiêu"] == sum(sum(unit.targets) for unit in result.units)


@pytest.mark.parametrize(
    ("name", "key"), [("Theo đối tượng", "author_group"), ("Theo loại", "solution_kind"), ("Theo lĩnh vực", "field_of_work")]
)  # fmt: skip
def test_lists_agree_with_the_summary(book, result, name, key):
    heading = initiative.BY_FIELD[key].heading
    found = {line[heading]: line["Số sáng kiến hợp lệ"] for line in lines(book[name])}
    assert found == {value: number for value, number in result.summary["by"][key].items() if value}
    assert totals(book[name])["Số sáng kiến hợp lệ"] == result.summary["rows"]["counted"]
    assert totals(book[name])["Tỷ lệ trong tổng số"] == 1


def test_totals_are_live_formulas_whose_values_agree(content, book):
    formulas = load(content, values=False)
    found = 0
    for name in TABLES:
        sums = {heading: text for heading, text in totals(formulas[name]).items() if str(text).startswith("=")}
        table, values = lines(book[name]), totals(book[name]) if sums else {}
        for heading, formula in sums.items():
            found += 1
            if formula.startswith("=SUM("):
                assert values[heading] == sum(line[heading] or 0 for line in table)
                assert formula.endswith(f"{HEADING_ROW + len(table)})")
            else:
                label = heading.removesuffix(": tỷ lệ")
                if label != heading:
                    assert values[heading] == printed_share(values[f"{label}: kết quả"], values[f"{label}: chỉ tiêu"])
    assert found == 10 + 2 * 12 + 3 * 2 + (7 + 1) + 1 + 3


def test_a_target_that_the_units_do_not_add_up_to_is_noted(book):
    notes = [row[0] for row in book["Theo đơn vị"].iter_rows(min_row=15, max_col=1, values_only=True)]
    assert notes == [
        "Ghi chú: Giai đoạn 1, chỉ tiêu của chương trình là 2.100 sáng kiến; tổng chỉ tiêu giao cho các đơn vị trong bảng là 2.061 sáng kiến."
    ]


def test_every_row_read_stands_once_with_file_sheet_and_row(book, result):
    counted, others = lines(book["Danh sách công nhận"]), lines(book["Chưa tính"])
    places = [(line["Tệp"], line["Trang tính"], line["Dòng"]) for line in counted + others]
    assert sorted(places) == sorted(result.rows[["file", "sheet", "row"]].itertuples(index=False, name=None))
    assert len(counted) == result.summary["rows"]["counted"]
    assert [line["STT"] for line in others] == list(range(1, len(others) + 1))


def test_days_months_and_money_are_numbers_in_vietnamese_form(book):
    sheet = book["Danh sách công nhận"]
    headings = {cell.value: cell.column for cell in sheet[HEADING_ROW]}
    forms = {sheet.cell(row, headings["Ngày áp dụng lần đầu"]).number_format for row in range(8, 20)}
    assert forms == {"dd/mm/yyyy", "mm/yyyy"}
    assert all(line["Ngày tính vào kết quả"].year == 2022 for line in lines(sheet))
    benefits = [sheet.cell(row, headings["Giá trị làm lợi (đồng)"]) for row in range(8, 20)]
    assert {cell.number_format for cell in benefits if cell.value} == {POINTS}


def test_fates_reasons_outcomes_and_severities_are_words(book):
    superseded = next(
        line for line in lines(book["Chưa tính"]) if line["Tình trạng"] == catalogue.FATE_NAMES["superseded"]
    )
    assert (superseded["Lý do"], superseded["Dòng thay thế (tệp#dòng)"]) == (
        "Có trong lần gửi sau",
        "Đợt 2/SK_VD01.xlsx#9",
    )
    pending = next(line for line in lines(book["Chưa tính"]) if line["Tình trạng"] == "Đang xem xét")
    assert pending["Lý do"] == "Chưa ghi Cấp công nhận; Chưa ghi Ngày công nhận"
    assert lines(book["Nguồn số liệu"])[-1]["Kết quả nhận"] == "Không nhận"
    assert lines(book["Sai sót"])[1]["Mức độ"] == "Không nhận dòng"
    waiting, decided = lines(book["Nghi trùng"])[:2]
    assert (waiting["Dòng A"], waiting["Dòng B"], waiting["Lý do"]) == (5, 6, "Cùng tên, cùng đơn vị, khác tác giả.")
    assert (waiting["Nhóm"], waiting["Kết luận"], waiting["Người quyết định"]) == (1, "Chờ quyết định", None)
    assert (decided["Nhóm"], decided["Kết luận"], decided["Người quyết định"]) == (2, "Không trùng", "ntbinh")


def test_text_that_looks_like_a_formula_stays_text(content):
    cells = [
        cell for sheet in load(content, values=False) for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"
    ]  # fmt: skip
    assert {cell.data_type for cell in cells} <= {"s", "f"}
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if b"<f>1+1</f>" in parts.read(name)]
        assert parts.read("xl/sharedStrings.xml").count(b"=1+1") == 1
    assert len(cells) == 5  # the change, the list, both lines of the review, the finding


@pytest.mark.parametrize(
    "typed",
    ["+84", "-5%", "@SUM(A1)", "{=A1}", "http://a.vn", "0123", "A & B <c> “ơ”", "<r><t>x</t></r>", "<r>x & y</r>", " \tlùi ", "_x0041_", "dòng\nhai"],
)  # fmt: skip
def test_text_is_written_as_typed(typed):
    odd = consolidation(row_count=2, unit_count=2, finding_count=0)
    odd.rows["title"] = typed
    assert [line["Tên sáng kiến"] for line in lines(load(write(odd))["Danh sách công nhận"])] == [typed, typed]


def test_text_beyond_what_a_cell_holds_is_cut_with_a_note():
    odd = consolidation(row_count=4, finding_count=3)
    typed = ["x" * CELL_LIMIT, "y" * (CELL_LIMIT + 1), "😀" * CELL_LIMIT]
    odd.findings["value"] = typed
    odd.findings["message"] = ["nửa \ud800", None, float("nan")]
    found = lines(load(write(odd))["Sai sót"])
    assert found[0]["Giá trị"] == typed[0]
    for line, text in zip(found[1:], typed[1:], strict=True):
        kept, missing = re.findall(r"^(.+) … \[còn ([\d.]+) ký tự, xem tệp gốc\]$", line["Giá trị"])[0]
        assert text.startswith(kept)
        assert len(text) - len(kept) == int(missing.replace(".", ""))
        assert len(line["Giá trị"].encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert [line["Nội dung"] for line in found] == ["nửa ?", None, None]


def test_a_day_for_which_excel_has_no_number_is_text():
    odd = consolidation(row_count=2, unit_count=2)
    odd.rows["recognised_on"] = pd.Series(
        [pd.Timestamp("0202-03-01"), pd.Timestamp("1900-02-28")], dtype="datetime64[s]"
    )
    found = lines(load(write(odd))["Danh sách công nhận"])
    assert [line["Ngày công nhận"] for line in found] == ["01/03/0202", "28/02/1900"]


@pytest.mark.parametrize("unit_count", [0, 3])
def test_nothing_received_gives_tables_of_zeros(unit_count):
    book = load(write(consolidation(row_count=0, unit_count=unit_count, finding_count=0)))
    assert book.sheetnames == SHEETS
    assert totals(book["Theo đơn vị"])["Cả Chương trình: kết quả"] == 0
    assert totals(book["Danh sách công nhận"])["Giá trị làm lợi (đồng)"] == 0
    for name in SHEETS[8:13]:
        assert list(book[name].iter_rows(8, 8, max_col=2, values_only=True)) == [(None, "Không có.")]


def test_a_path_that_cannot_be_written_is_a_fault_of_the_system(result, tmp_path):
    write_annex(tmp_path / "phụ lục.xlsx", result)
    assert load((tmp_path / "phụ lục.xlsx").read_bytes()).sheetnames == SHEETS
    with pytest.raises(IsADirectoryError if os.name == "posix" else PermissionError):
        write_annex(tmp_path, result)


def without_cached_values(content: bytes, target: Path) -> None:
    """A copy in which no formula has a value, so that whoever opens it must calculate."""
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            copy.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", source.read(name)))


@pytest.mark.libreoffice
def test_libreoffice_calculates_what_we_wrote(content, book, tmp_path):
    soffice = shutil.which("soffice")
    if soffice is None:
        assert os.environ.get("SANGKIEN_REQUIRE_LIBREOFFICE") != "1", "soffice is required here and missing"
        pytest.skip("LibreOffice (soffice) is missing")
    without_cached_values(content, tmp_path / "phu-luc.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        tmp_path / "out",
        tmp_path / "phu-luc.xlsx",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    calculated = load((tmp_path / "out" / "phu-luc.xlsx").read_bytes())
    for name in SHEETS:
        ours, theirs = (list(each[name].iter_rows(values_only=True)) for each in (book, calculated))
        assert [[value for value in row if value is not None] for row in theirs[: len(ours)]] == [
            [value for value in row if value is not None] for row in ours
        ]
