"""phu-luc.xlsx: figures that agree, text as typed, every line with its source, and what LibreOffice makes of it."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import openpyxl
import pandas as pd
import pytest

from pipeline import catalogue
from pipeline.campaign import Campaign, Unit
from pipeline.consolidation import Consolidation
from pipeline.edges.annex import write_annex
from pipeline.edges.annex_cells import CELL_LIMIT
from pipeline.history import Earlier, Given, no_coded_rows, no_codes, nothing_linked
from pipeline.stages import changes
from pipeline.stages.review import REVIEW_COLUMNS
from pipeline.vietnamese import printed_share, share
from schemas import initiative

SHEETS = [
    "Theo đơn vị", "Theo xã", "Theo khối", "Theo đối tượng", "Theo loại", "Theo lĩnh vực",
    "Biểu đồ",
    "Thay đổi", "Chi tiết thay đổi", "Danh sách công nhận", "Đề nghị khen thưởng", "Chưa tính", "Nghi trùng", "Sai sót", "Nguồn số liệu",
]  # fmt: skip
TABLES = [name for name in SHEETS if name != "Biểu đồ"]
HEADING_ROW = 7
ANNEXES = {"Theo đơn vị": ["Phụ lục I"], "Danh sách công nhận": ["Phụ lục II"]}  # as the report calls them
POINTS = r"[>=1000000]#\.###\.##0_);[>=1000]#\.##0_);0_)"
RECEIVED_AT = pd.Timestamp(2022, 5, 20, 18, 30, 59, tz="UTC")
GROUPS = ("Cán bộ, công chức, viên chức", "Công nhân, lao động doanh nghiệp")
KINDS = ("Giải pháp kỹ thuật", "Giải pháp tác nghiệp", "Đề tài nghiên cứu khoa học")
FIELDS = ("Giáo dục và đào tạo", "Y tế", "Khác")
FATES = ("counted", "counted", "pending", "counted", "superseded", "rejected", "ineligible")
REASONS = {
    "counted": "", "pending": "recognised_by_missing recognised_on_missing", "superseded": "resubmitted",
    "rejected": "required_missing day_unreadable", "ineligible": "applied_outside_window",
}  # fmt: skip
ROW_COLUMNS = [
    "file_id", "file", "sheet", "row", "unit_code", "unit_name", "block", "commune", "report_on", *initiative.FIELDS,
    "applied_is_month", "counting_on", "phase", "fate", "related", "reasons", "related_id", "rejected_reasons", "received_at",
    "united_co_authors",
]  # fmt: skip


def campaign(target_1: int, target_2: int) -> Campaign:
    return Campaign.model_validate(
        {
            "campaign": {"name": "Một triệu sáng kiến", "code_prefix": "DMC"},
            "issuer": {
                "name": "Liên đoàn Lao động huyện Dương Minh Châu", "superior": "Liên đoàn Lao động tỉnh Tây Ninh",
                "place": "Huyện Dương Minh Châu", "addressee": "Liên đoàn Lao động tỉnh Tây Ninh",
            },
            "phase": [
                {"number": 1, "name": "Giai đoạn 1", "first_day": date(2022, 1, 8), "last_day": date(2022, 5, 31), "target": target_1},
                {"number": 2, "name": "Giai đoạn 2", "first_day": date(2022, 6, 1), "last_day": date(2023, 9, 1), "target": target_2},
            ],
            "application_window": {"first_day": date(2021, 9, 1), "last_day": date(2023, 9, 1)},
            "lists": {"author_group": GROUPS, "solution_kind": KINDS, "field_of_work": FIELDS},
        }
    )  # fmt: skip


def units(count: int) -> tuple[Unit, ...]:
    blocks, communes = ("Trường học", "Xã, thị trấn", "Y tế"), ("Bàu Năng", "Phan", "Thị trấn Dương Minh Châu")
    return tuple(
        Unit(
            unit_code=f"VD{number:02d}", unit_name=f"CĐCS Trường Tiểu học Bàu Năng số {number} (ví dụ)",
            block=blocks[number % 3], commune=communes[number % 3] if number % 5 else "", targets=(340 + number, 347),
        )
        for number in range(1, count + 1)
    )  # fmt: skip


def initiatives(all_units: tuple[Unit, ...], row_count: int) -> pd.DataFrame:
    records = []
    for number in range(row_count):
        unit = all_units[number % (len(all_units) - 1)]  # the last unit reports nothing
        fate = FATES[number % len(FATES)]
        day = pd.Timestamp(2022, 1, 10) + pd.Timedelta(days=number % 300)
        records.append(
            dict.fromkeys(ROW_COLUMNS, "")
            | {
                "file_id": number % 9, "file": f"Đợt 1/SK_{unit.unit_code}.xlsx", "sheet": "Sáng kiến", "row": 5 + number,
                "unit_code": unit.unit_code, "unit_name": unit.unit_name, "block": unit.block, "commune": unit.commune,
                "report_on": day, "title": f"Một số biện pháp giúp học sinh lớp {number} học tốt môn Tiếng Việt",
                "author": "Nguyễn Thị Mẫu", "co_authors": "Trần Văn Thí Dụ (40%); Lê Thị Minh Họa (20%)" if number % 3 == 0 else "",
                "author_group": GROUPS[number % 2], "solution_kind": KINDS[number % 3], "field_of_work": FIELDS[number % 2],
                "registered_on": pd.NaT, "applied_on": day, "recognised_by": "Hội đồng sáng kiến", "recognised_on": day,
                "recognition_number": f"{number}/QĐ-HĐSK", "benefit_vnd": 15_000_000 + number if number % 2 else pd.NA,
                "portal_ref": f"SK-{number:06d}", "portal_on": day if number % 4 else pd.NaT, "ip_protected": pd.NA,
                "applied_is_month": number % 5 == 0, "counting_on": day if fate == "counted" else pd.NaT,
                "phase": (1 if day <= pd.Timestamp(2022, 5, 31) else 2) if fate == "counted" else pd.NA,
                "fate": fate, "related": "Đợt 2/SK_VD01.xlsx#9" if fate == "superseded" else "", "reasons": REASONS[fate],
                "initiative_code": f"DMC-{number:04d}", "related_id": -1, "received_at": pd.Timestamp(2022, 6, 10, 8, tz="UTC"),
                "rejected_reasons": REASONS["rejected"] if fate == "rejected" else "",
            }
        )  # fmt: skip
    frame = pd.DataFrame(records, columns=ROW_COLUMNS).assign(united_co_authors=lambda rows: rows["co_authors"])
    frame.index.name = "row_id"
    days = ["report_on", "registered_on", "applied_on", "recognised_on", "portal_on", "counting_on"]
    types = dict.fromkeys(days, "datetime64[s]") | {"benefit_vnd": "Int64", "phase": "Int64", "row": "int64"}
    types |= {"related_id": "int64", "received_at": "datetime64[s, UTC]"}
    return frame.astype(types | {"ip_protected": "boolean", "applied_is_month": "bool"})


def sources(all_units: tuple[Unit, ...], rows: pd.DataFrame) -> pd.DataFrame:
    records = [
        {
            "file": f"Đợt 1/SK_{unit.unit_code}.xlsx", "sha256": f"{place:064x}", "size": 18_432 + place, "outcome": "accepted_with_errors",
            "unit_code": unit.unit_code, "report_on": pd.Timestamp(2022, 5, 20), "received_at": RECEIVED_AT, "row_count": int((rows["unit_code"] == unit.unit_code).sum()),
            "rejected_count": int(((rows["unit_code"] == unit.unit_code) & (rows["fate"] == "rejected")).sum()),
        }
        for place, unit in enumerate(all_units[:-1])
    ]  # fmt: skip
    if records:
        refused = {
            "file": "Ảnh chụp.xlsx",
            "sha256": "f" * 64,
            "size": 12,
            "outcome": "refused",
            "unit_code": "",
            "received_at": RECEIVED_AT,
        }
        records.append(refused | {"report_on": pd.NaT, "row_count": 0, "rejected_count": 0})
    columns = [
        "file",
        "sha256",
        "size",
        "outcome",
        "unit_code",
        "report_on",
        "received_at",
        "row_count",
        "rejected_count",
    ]
    return pd.DataFrame(records, columns=columns).astype({"received_at": "datetime64[s, UTC]"})


def tally(rows: pd.DataFrame, all_units: tuple[Unit, ...], plan: Campaign) -> dict:
    counted = rows[rows["fate"] == "counted"]

    def result(of: pd.DataFrame, target: int) -> dict:
        return {"target": target, "counted": len(of), "rate": share(len(of), target)}

    summary_units = []
    for unit in all_units:
        own = rows[rows["unit_code"] == unit.unit_code]
        own_counted = own[own["fate"] == "counted"]
        phases = [
            {"phase": phase.number, **result(own_counted[own_counted["phase"] == phase.number], target)}
            for phase, target in zip(plan.phase, unit.targets, strict=True)
        ]
        summary_units.append(
            {
                "unit_code": unit.unit_code, "unit_name": unit.unit_name, "block": unit.block, "commune": unit.commune,
                "reported": bool(len(own)), "zero_report": False, "pending": int((own["fate"] == "pending").sum()),
                **result(own_counted, sum(unit.targets)), "phases": phases,
            }
        )  # fmt: skip
    names = {
        "block": plan.lists.block, "commune": sorted({unit.commune for unit in all_units}),
        "author_group": GROUPS, "solution_kind": KINDS, "field_of_work": FIELDS,
    }  # fmt: skip
    by = {key: {name: int((counted[key] == name).sum()) for name in ("", *values)} for key, values in names.items()}
    phases = [{"phase": p.number, **result(counted[counted["phase"] == p.number], p.target)} for p in plan.phase]
    return {"units": summary_units, "by": by, "phases": phases, "rows": {"read": len(rows), "counted": len(counted)}}


FINDING_COLUMNS = ["file", "sheet", "row", "column", "code", "severity", "value", "message", "heading", "unit_code"]


def findings(count: int) -> pd.DataFrame:
    line = {
        "file": "Đợt 1/SK_VD01.xlsx", "sheet": "Sáng kiến", "row": 12, "column": "M", "code": "day_unreadable", "severity": "rejected",
        "value": "31/02", "message": catalogue.message("day_unreadable", "31/02", "Ngày áp dụng lần đầu"),
        "heading": "Ngày áp dụng lần đầu", "unit_code": "VD01",
    }  # fmt: skip
    table = pd.DataFrame([line] * count, columns=FINDING_COLUMNS).astype({"row": "Int64"})
    odd = {"sheet": "", "row": pd.NA, "column": "", "severity": "refused", "value": "=1+1"}
    if count:
        table = table.assign(**{name: [value, *table[name][1:]] for name, value in odd.items()}).astype(
            {"row": "Int64"}
        )
    return table


def yesterday(rows: pd.DataFrame) -> Earlier:
    """Of every five initiatives the first was pending then, the second was unknown; one counted and is gone since."""
    then = changes.standings(rows)
    place = pd.Series(range(len(then)))
    was_pending = place % 5 == 0
    then = then.assign(state=then["state"].mask(was_pending, "pending"), phase=then["phase"].mask(was_pending))[
        place % 5 != 1
    ]
    gone = {"code": ["DMC-9999"], "unit_code": ["VD02"], "state": ["counted"], "phase": pd.Series([2], dtype="Int64")}
    return Earlier(date(2022, 6, 9), datetime(2022, 6, 9, 9, tzinfo=UTC), pd.concat([then, pd.DataFrame(gone)]))


def reviewed(row_a: int, row_b: int, group: int) -> dict[str, Any]:
    told = dict.fromkeys(REVIEW_COLUMNS, "")
    verdict = {"verdict": "distinct", "judged_by": "ntbinh"} if group == 2 else {}
    pair = {"row_a": row_a, "row_b": row_b, "code_a": "DMC-0001", "code_b": "DMC-0002", "group": group}
    return {**told, **pair, "reasons": "same_title_other_author", **verdict}


def consolidation(
    row_count: int = 60, unit_count: int = 6, finding_count: int = 8, *, has_earlier: bool = False
) -> Consolidation:
    plan = campaign(*((2100, 2082) if unit_count else (0, 0)))
    all_units = units(unit_count)
    rows = initiatives(all_units, row_count)
    rows.loc[rows.index[:1], "title"] = "=1+1"
    counted = rows.index[rows["fate"] == "counted"]
    pairs = [reviewed(counted[0], counted[1], place) for place in (1, 2)] if row_count else []
    earlier = yesterday(rows) if has_earlier else None
    changed = changes.compare(earlier, rows)
    summary = {**tally(rows, all_units, plan), "changes": changes.summary(earlier, changed, rows, [1, 2])}
    return Consolidation(
        as_of=date(2022, 6, 10), campaign=plan, units=all_units, files=sources(all_units, rows), rows=rows, fates=pd.DataFrame(),
        findings=findings(finding_count), teams=pd.DataFrame(), activities=pd.DataFrame(),
        review=pd.DataFrame(pairs, columns=REVIEW_COLUMNS), automatic=pd.DataFrame(columns=REVIEW_COLUMNS), changes=changed,
        given=Given(no_codes(), no_coded_rows(), {}), linked=nothing_linked(), summary=summary,
    )  # fmt: skip


def write(result: Consolidation) -> bytes:
    stream = io.BytesIO()
    write_annex(stream, result)
    return stream.getvalue()


def load(content: bytes, *, values: bool = True):
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def last_line(sheet) -> int:
    return int(sheet.auto_filter.ref.rsplit(":")[1].lstrip(ascii_uppercase))


def lines(sheet) -> list[dict]:
    """The lines of a table as dictionaries, the totals line and the notes left out."""
    headings = [cell.value for cell in sheet[HEADING_ROW]]
    last = last_line(sheet)
    return [
        dict(zip(headings, row, strict=True))
        for row in sheet.iter_rows(HEADING_ROW + 1, last, max_col=len(headings), values_only=True)
    ]


def totals(sheet) -> dict:
    last = last_line(sheet)
    headings = [cell.value for cell in sheet[HEADING_ROW]]
    return dict(zip(headings, next(sheet.iter_rows(last + 1, last + 1, values_only=True)), strict=True))


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
