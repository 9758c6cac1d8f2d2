"""What a union gets back: its current rows, to go on in; sent again untouched it changes nothing and says nothing new."""

import hashlib
import multiprocessing
import pickle
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from pipeline import intake
from pipeline.consolidation import Consolidation
from pipeline.edges import lists, reading
from pipeline.edges.template import Filled, write_template
from pipeline.history import Exclusions, History
from pipeline.vietnamese import Cell
from pipeline.workbook import Workbook
from schemas import initiative, unit_sheet
from tests.edges.sending_back import AGAIN, AS_OF, CAMPAIGN, FIRST, SUBJECTS, UNITS, consolidated, read

GOOD: dict[str, Cell] = {
    "ordinal": 1, "title": "Rèn kỹ năng đọc cho học sinh lớp 3", "author": "Nguyễn Thị Hoa",
    "author_group": "Cán bộ, công chức, viên chức", "solution_kind": "Giải pháp tác nghiệp",
    "field_of_work": "Giáo dục và đào tạo", "stage": "Đã được công nhận", "applied_on": date(2022, 2, 21),
    "recognised_by": "Hội đồng sáng kiến", "recognition_number": "05/QĐ", "recognised_on": date(2022, 4, 15),
    "benefit_vnd": 15_000_000, "portal_ref": "000123", "portal_on": date(2022, 4, 20), "ip_protected": "Không",
    "summary": "Dòng một\nDòng hai", "award_proposal": "Không", "note": "=1+1",
}  # fmt: skip


def row(number: int, **told: Cell) -> dict[str, Cell]:
    """A sound initiative of its own."""
    title = f"Tổ chức trò chơi khởi động trong giờ {SUBJECTS[number - 1]}"
    return {**GOOD, "ordinal": number, "title": title, "portal_ref": f"00{number}", **told}


def book(path: Path, unit_code: str, filled: Filled) -> Workbook:
    """The workbook of the union as the reader reads it."""
    unit = next(unit for unit in UNITS if unit.unit_code == unit_code)
    write_template(path, CAMPAIGN, unit, filled)
    return read(path)


def sent(path: Path, *rows: dict[str, Cell], unit_code: str = "TH01", **said: Cell) -> Workbook:
    return book(path, unit_code, Filled({"report_on": FIRST, **said}, rows))


def remembered(result: Consolidation, exclusions: Exclusions | None = None) -> History:
    """What the register knows the day after."""
    codes = result.given.codes.assign(allotted_run=1)
    return History(codes=codes, coded_rows=result.given.rows.assign(given_run=1), exclusions=exclusions or Exclusions())


def sent_again(path: Path, result: Consolidation, unit_code: str = "TH01") -> Workbook:
    """The list of the union as it got it, with nothing but Ngày báo cáo filled in."""
    filled = lists.contents(result)[unit_code]
    return book(path, unit_code, replace(filled, unit_values={**filled.unit_values, "report_on": AGAIN}))


def shown(path: Path, field: str) -> list:
    """The cells of a column of the list, as Excel has them."""
    sheet = openpyxl.load_workbook(path)[initiative.SHEET]
    heading = {column.field: column.title for column in (*initiative.COLUMNS, *initiative.SHOWN)}[field]
    [column] = [cells for cells in sheet.iter_cols(values_only=True) if cells[0] == heading]
    return list(column[1:])


MANY_KINDS = [
    row(1, note="=1+1", position="http://x", other_benefit="<r>đậm</r>", summary="@ai\n+84 -1"),
    row(2, title="Một số biện pháp dạy Mỹ thuật " * 16 + "ở trường em", applied_on="tháng 9/2021", benefit_vnd="1,5 tỷ"),
    row(3, author="Lê Văn Ba (60%)", co_authors="Trần Thị Tư (40%)", ordinal="03", portal_on="20.4.2022"),
    row(4, author="Lê Văn Ba; Trần Thị Tư", field_of_work="CNTT", ip_protected=None, recognition_number=12),
    row(5, stage="Đang triển khai", recognised_by=None, recognised_on=None, portal_on=None, portal_ref=None),
    row(6, applied_on="09/08/2021"),  # 8 September, swapped, lies in the window: asked about only where Excel made the day
    row(7, applied_on=date(2021, 8, 9), benefit_vnd="1.234.567.890.123.457"),
    row(8, co_authors="Trần Thị Tư (30%); Lý Văn Năm (50%)", registered_on=date(2022, 1, 9)),
    row(9, award_proposal="LĐLĐ huyện", position="0012"),
    row(9, portal_ref=None, title="Tổ chức trò chơi khởi động trong giờ đạo đức."),
]  # fmt: skip


@pytest.fixture(scope="module")
def first(tmp_path_factory) -> Workbook:
    return sent(tmp_path_factory.mktemp("đã gửi") / "lần 1.xlsx", *MANY_KINDS, phone="0912345678", member_count=32)


@pytest.fixture(scope="module")
def result(first) -> Consolidation:
    return consolidated([first])


@pytest.fixture(scope="module")
def returned(tmp_path_factory, first, result) -> Consolidation:
    """The result after the union sent its list back untouched."""
    again = sent_again(tmp_path_factory.mktemp("gửi lại") / "lần 2.xlsx", result)
    return consolidated([first], [again], history=remembered(result))


# ---------------------------------------------------------------- sent again untouched


def test_every_value_comes_back_as_it_was(result, returned):
    before = result.rows.set_index("initiative_code")
    after = returned.rows[returned.rows["file"] == "lần 2.xlsx"].set_index("initiative_code")
    assert len(after) == len(MANY_KINDS)
    fields = [*(field for field in initiative.FIELDS if field != "initiative_code"), "applied_is_month"]
    pd.testing.assert_frame_equal(after[fields], before.loc[after.index, fields])


def test_nothing_is_rejected_and_nothing_new_is_found(result, returned):
    def told(findings: pd.DataFrame) -> set[tuple[str, str]]:
        """The code of the finding and the column."""
        return set(zip(findings["code"], findings["heading"], strict=True))

    news = returned.findings[returned.findings["file"] == "lần 2.xlsx"]
    assert told(news) <= told(result.findings)
    assert returned.files["outcome"].tolist() == ["accepted", "accepted"]


def test_every_initiative_stands_as_before_under_its_code(result, returned):
    current = returned.rows[returned.rows["fate"] != "superseded"]
    assert set(current["file"]) == {"lần 2.xlsx"}
    before = result.rows.set_index("initiative_code")["fate"].to_dict()
    assert current.set_index("initiative_code")["fate"].to_dict() == before
    assert set(before.values()) == {"counted", "pending", "ineligible", "duplicate"}


def test_a_list_of_a_list_is_that_list(result, returned):
    def untold(filled: Filled) -> list[dict[str, Cell]]:
        """All but what was decided: a row without a day of its own now waits on another report."""
        return [dict(row) for row in filled.initiatives]

    assert untold(lists.contents(returned)["TH01"]) == untold(lists.contents(result)["TH01"])


# ---------------------------------------------------------------- what stands in it


def test_codes_stand_in_order_and_beside_each_row_what_became_of_it(tmp_path):
    rows = [row(2, stage="Đang triển khai"), row(1), row(3, ip_protected="Có"), row(4, recognised_on="31/02/2022")]
    result = consolidated([sent(tmp_path / "a.xlsx", *rows)])
    with lists.writing(result, tmp_path / "danh-sach"):
        pass
    path = tmp_path / "danh-sach" / "TH01.xlsx"
    assert [file.name for file in path.parent.iterdir()] == ["TH01.xlsx"]  # no other union has a row
    assert shown(path, "initiative_code") == ["THU-0001", "THU-0002", "THU-0003"]
    assert shown(path, "title") == [row["title"] for row in rows[:3]]
    assert shown(path, "fate") == ["Đang xem xét", "Hợp lệ, được tính", "Không đủ điều kiện"]
    assert shown(path, "reasons") == ["Chưa được công nhận", None, "Đang được bảo hộ sở hữu trí tuệ"]
    assert [moment.date() for moment in shown(path, "counting_on")] == [date(2022, 4, 20)] * 3
    assert shown(path, "phase") == [None, CAMPAIGN.phase[0].name, None]


def test_the_ten_thousandth_code_follows_the_one_before(result):
    codes = [f"THU-{number}" for number in (10000, 9999, 10001, 9998, 20000, 3, 2, 1, 5, 4)]
    listed = lists.contents(replace(result, rows=result.rows.assign(initiative_code=codes)))["TH01"].initiatives
    assert [row["initiative_code"] for row in listed] == [
        f"THU-{number}" for number in (1, 2, 3, 4, 5, 9998, 9999, 10000, 10001, 20000)
    ]


def test_of_one_initiative_under_two_titles_one_row_bears_the_code(result):
    # Carried by both, the code would reject both.
    fates = ["duplicate", "counted", "duplicate", *result.rows["fate"].iloc[3:]]
    titles = ["Tên một sáng kiến", "Tên khác của nó", "tên khác của nó.", *result.rows["title"].iloc[3:]]
    one = result.rows.assign(fate=fates, title=titles)
    one["initiative_code"] = ["THU-0001"] * 3 + one["initiative_code"].tolist()[3:]
    listed = lists.contents(replace(result, rows=one))["TH01"].initiatives
    assert [row.get("initiative_code") for row in listed[:3]] == [None, "THU-0001", "THU-0001"]


def test_the_unit_need_not_type_again_what_it_said_of_itself(tmp_path):
    early = sent(tmp_path / "a.xlsx", row(1), phone="0900000000", prepared_by="Nguyễn Thị Mẫu")
    late = sent(
        tmp_path / "b.xlsx", report_on=AGAIN, phone="0912345678", member_count=32, team_decision_number="05/QĐ",
        team_decided_on=date(2022, 5, 9), declared_count=1, is_zero_report="Không",
    )  # fmt: skip
    said = lists.contents(consolidated([early, late]))["TH01"].unit_values
    assert said == {
        "phone": "0912345678", "member_count": 32, "team_decision_number": "05/QĐ", "team_decided_on": date(2022, 5, 9)
    }  # fmt: skip


def test_team_and_activities_are_shown_and_sent_again_count_once(tmp_path):
    team: list[dict[str, Cell]] = [{"member_name": "Nguyễn Thị Mẫu", "role": "Tổ trưởng", "phone": "0912345678"}]
    held: list[dict[str, Cell]] = [
        {
            "held_on": date(2022, 4, 22),
            "activity_kind": "Tập huấn",
            "content": "Viết sáng kiến",
            "participant_count": 30,
        }
    ]
    early = book(tmp_path / "a.xlsx", "TH01", Filled({"report_on": FIRST}, [row(1)], team, held))
    result = consolidated([early])
    filled = lists.contents(result)["TH01"]
    assert filled.team == [{"ordinal": 1, **team[0]}]
    assert filled.activities == [{"ordinal": 1, **held[0]}]
    returned = consolidated([early], [sent_again(tmp_path / "b.xlsx", result)], history=remembered(result))
    assert returned.teams.to_numpy().tolist() == result.teams.to_numpy().tolist()
    assert returned.activities.astype(str).to_numpy().tolist() == result.activities.astype(str).to_numpy().tolist()


def test_what_was_withdrawn_or_excluded_with_its_file_is_not_listed(tmp_path):
    early, late = sent(tmp_path / "a.xlsx", row(1)), sent(tmp_path / "b.xlsx", row(2), {**row(3), "stage": "Rút"})
    known = remembered(consolidated([early, late]), exclusions=Exclusions(submissions={early.sha256: "gửi nhầm"}))
    listed = lists.contents(consolidated([early, late], history=known))["TH01"].initiatives
    assert [told["title"] for told in listed] == [row(2)["title"]]


def test_a_union_without_rows_still_has_its_team_and_no_columns_to_read(tmp_path):
    team: list[dict[str, Cell]] = [{"member_name": "Nguyễn Thị Mẫu", "role": "Tổ trưởng"}]
    zero = book(tmp_path / "a.xlsx", "TH01", Filled({"report_on": FIRST, "is_zero_report": "Có"}, team=team))
    filled = lists.contents(consolidated([zero]))["TH01"]
    assert (len(filled.team), filled.initiatives, filled.shown) == (1, (), ())
    assert set(lists.contents(consolidated([zero]))) == {unit.unit_code for unit in UNITS}


# ---------------------------------------------------------------- the columns for reading only


def test_what_is_shown_is_never_read(tmp_path, first, result):
    """A union cleared two lines but for the grey cells, and wrote into a third grey one."""
    filled = lists.contents(result)["TH01"]
    cleared = [{field: row[field] for field in ("fate", "counting_on")} for row in filled.initiatives[1:3]]
    rows = [{**filled.initiatives[0], "phase": "Tổng cộng"}, *cleared, filled.initiatives[3]]
    again = book(tmp_path / "b.xlsx", "TH01", replace(filled, unit_values={"report_on": AGAIN}, initiatives=rows))
    returned = consolidated([first], [again], history=remembered(result))
    assert returned.rows.loc[returned.rows["file"] == "b.xlsx", "row"].tolist() == [2, 5]
    told = returned.findings[returned.findings["file"] == "b.xlsx"]
    assert not set(told["code"]) & {"column_unknown", "row_outside_columns", "row_total", "row_single_cell"}


def test_a_list_without_one_of_the_grey_columns_is_no_unknown_column_either(tmp_path):
    filled = Filled({"report_on": FIRST}, [{**row(1), "fate": "Đang xem xét"}], shown=initiative.SHOWN[:1])
    assert "column_unknown" not in set(consolidated([book(tmp_path / "a.xlsx", "TH01", filled)]).findings["code"])


# ---------------------------------------------------------------- nothing becomes a formula, nothing is lost


def test_text_stays_text(tmp_path, result):
    with lists.writing(result, tmp_path / "danh-sach"):
        pass
    sheet = openpyxl.load_workbook(tmp_path / "danh-sach" / "TH01.xlsx")[initiative.SHEET]
    cells = [cell for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    texts = {str(cell.value) for cell in cells if cell.data_type == "s"}
    assert {"=1+1", "http://x", "<r>đậm</r>", "09/2021"} <= texts
    assert max(map(len, texts)) == len(str(MANY_KINDS[1]["title"]))


def test_the_day_of_the_report_is_left_to_the_union(tmp_path, result):
    with lists.writing(result, tmp_path / "danh-sach"):
        pass
    sheet = openpyxl.load_workbook(tmp_path / "danh-sach" / "TH01.xlsx")[unit_sheet.SHEET]
    said = {str(label).rstrip("*"): value for label, value, *_ in sheet.iter_rows(values_only=True)}
    assert (said["Mã CĐCS"], said["Điện thoại"], said["Tổng số đoàn viên"]) == ("TH01", "0912345678", 32)
    assert [said[label] for label in ("Ngày báo cáo", "Tổng số sáng kiến khai báo", "Không phát sinh")] == [None] * 3


# ---------------------------------------------------------------- many at once


@pytest.fixture
def of_three(tmp_path) -> Consolidation:
    files = [sent(tmp_path / f"{unit.unit_code}.xlsx", row(1), unit_code=unit.unit_code) for unit in UNITS[:3]]
    return consolidated(files)


def test_workers_write_the_same(tmp_path, monkeypatch, of_three):
    with lists.writing(of_three, tmp_path / "một mình"):
        pass
    monkeypatch.setattr(lists, "LISTS_A_WORKER", 1)
    with lists.writing(of_three, tmp_path / "nhiều"):
        pass
    names = [f"{unit.unit_code}.xlsx" for unit in UNITS[:3]]
    assert sorted(path.name for path in (tmp_path / "nhiều").iterdir()) == sorted(names)
    for name in names:
        assert reading._sheets((tmp_path / "nhiều" / name).read_bytes()) == reading._sheets(
            (tmp_path / "một mình" / name).read_bytes()
        )


def test_a_list_that_cannot_be_written_stops_the_run(tmp_path, monkeypatch, of_three):
    monkeypatch.setattr(lists, "LISTS_A_WORKER", 1)
    make = Path.mkdir

    def mkdir_with_a_folder_in_the_way(folder: Path, *arguments: object, **named: object) -> None:
        make(folder)
        make(folder / f"{UNITS[1].unit_code}.xlsx")

    monkeypatch.setattr(Path, "mkdir", mkdir_with_a_folder_in_the_way)
    with pytest.raises(OSError, match=UNITS[1].unit_code), lists.writing(of_three, tmp_path / "danh-sach"):
        pass


def test_what_goes_wrong_meanwhile_is_what_is_told(tmp_path, monkeypatch, of_three):
    monkeypatch.setattr(lists, "LISTS_A_WORKER", 1)
    with pytest.raises(ZeroDivisionError), lists.writing(of_three, tmp_path / "danh-sach"):
        _ = 1 / 0
    assert multiprocessing.active_children() == []


def test_a_worker_imports_no_pandas():
    code = "import sys; import pipeline.edges.template, pipeline.edges.lists; sys.exit('pandas' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_what_a_worker_is_handed_is_plain(result):
    handed = pickle.dumps(lists.contents(result))
    assert b"pandas" not in handed
    assert b"numpy" not in handed


# ---------------------------------------------------------------- LibreOffice


@pytest.mark.libreoffice
@pytest.mark.slow
def test_saved_by_libreoffice_it_says_the_same(soffice, tmp_path, result):
    again = tmp_path / "lần 2.xlsx"
    untouched = sent_again(again, result)
    subprocess.run(
        [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "saved", again],
        capture_output=True, timeout=180, check=True,
    )  # fmt: skip
    saved = tmp_path / "saved" / again.name
    read = reading.read(str(saved), saved.name, hashlib.sha256(saved.read_bytes()).hexdigest())
    rows, findings = (
        [getattr(intake.read([book], CAMPAIGN, UNITS, {book.sha256: AS_OF}), name) for book in (untouched, read)]
        for name in ("rows", "findings")
    )
    fields = ["row", *initiative.FIELDS, "applied_is_month"]
    pd.testing.assert_frame_equal(rows[1][fields], rows[0][fields])
    assert findings[1]["code"].tolist() == findings[0]["code"].tolist()
