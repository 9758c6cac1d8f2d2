"""A union that works with LibreOffice: what it opens and saves becomes the same as what it never touched."""

import subprocess
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from pipeline import run
from pipeline.campaign import read_campaign, read_units
from pipeline.edges.template import Filled, write_template
from pipeline.edges.workspace import Workspace
from pipeline.vietnamese import Cell
from schemas import initiative, stamp
from tests.edges import sending_back
from tests.flow.story import FOLDER

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]

CAMPAIGN = read_campaign((FOLDER / "workspace" / "campaign.toml").read_text("utf-8"))
UNITS = read_units((FOLDER / "workspace" / "units.csv").read_text("utf-8"), CAMPAIGN)
GOOD: dict[str, Cell] = {
    "title": "Rèn kỹ năng đọc cho học sinh lớp 3", "author": "Nguyễn Thị Hoa", "author_group": "Cán bộ, công chức, viên chức",
    "solution_kind": "Giải pháp tác nghiệp", "field_of_work": "Giáo dục và đào tạo", "stage": "Đã được công nhận",
    "applied_on": date(2022, 2, 21), "recognised_by": "Hội đồng sáng kiến", "recognition_number": "05/QĐ",
    "recognised_on": date(2022, 4, 15), "benefit_vnd": 15_000_000, "portal_ref": "000123", "portal_on": date(2022, 4, 20),
    "ip_protected": "Không", "summary": "Dòng một\nDòng hai", "note": "=1+1",
}  # fmt: skip
ROWS: list[dict[str, Cell]] = [
    GOOD,
    {**GOOD, "title": "Góc thư viện thân thiện trong lớp học", "portal_ref": "000124", "applied_on": "tháng 9/2021", "benefit_vnd": "1,5 tỷ"},
    {**GOOD, "title": "Rèn kĩ năng đọc cho học sinh lớp 3.", "portal_ref": ""},
    {**GOOD, "title": "Bộ đồ dùng dạy học tự làm môn Toán", "portal_ref": "000125", "stage": "Đang triển khai"},
    {**GOOD, "title": "Trồng vườn rau sạch trong sân trường", "portal_ref": "000126", "recognised_on": "31/02/2022"},
    {**GOOD, "title": "Máy lọc nước mini cho phòng thí nghiệm", "portal_ref": "000127", "applied_on": date(2021, 8, 31)},
    {**GOOD, "title": "", "portal_ref": "000128"},
]  # fmt: skip
FATES = ["counted", "counted", "duplicate", "pending", "rejected", "ineligible", "rejected"]


def consolidated(place, path):
    silent = run.Progress(lambda _: None, lambda _: None)
    return run.check(Workspace(place), [path], datetime(2022, 5, 31, 9, tzinfo=CAMPAIGN.zone), silent)


def saved_by(soffice, source, folder):
    done = subprocess.run(
        [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", folder / "saved", source],
        capture_output=True, timeout=180, check=True,
    )  # fmt: skip
    saved = folder / "saved" / source.name
    assert saved.is_file(), done.stderr
    return saved


def test_the_filled_template_opened_and_saved_gives_the_same(soffice, place, tmp_path):
    source = tmp_path / "SK_TH01.xlsx"
    said: dict[str, Cell] = {"report_on": date(2022, 5, 20), "declared_count": 7, "is_zero_report": "Không"}
    team: list[dict[str, Cell]] = [{"member_name": "Nguyễn Thị Mẫu", "role": "Tổ trưởng", "phone": "0912345678"}]
    held: list[dict[str, Cell]] = [
        {
            "held_on": date(2022, 4, 22),
            "activity_kind": "Tập huấn",
            "content": "Tập huấn viết sáng kiến",
            "participant_count": 30,
        }
    ]
    write_template(source, CAMPAIGN, UNITS[0], Filled(said, ROWS, team, held))
    untouched, saved = consolidated(place, source), consolidated(place, saved_by(soffice, source, tmp_path))
    assert untouched.fates["fate"].tolist() == FATES
    columns = ["sheet", "row", "unit_code", "fate", "related", "reasons"]
    for told in (untouched, saved):
        told.fates["related"] = told.fates["related"].str.rpartition("#")[2]
    assert saved.fates[columns].values.tolist() == untouched.fates[columns].values.tolist()
    assert saved.summary == untouched.summary
    told = ["sheet", "row", "column", "code", "value"]
    assert saved.findings[told].astype(str).values.tolist() == untouched.findings[told].astype(str).values.tolist()
    assert saved.teams.values.tolist() == untouched.teams.values.tolist() != []
    assert saved.activities.astype(str).values.tolist() == untouched.activities.astype(str).values.tolist() != []
    assert saved.rows["note"].tolist() == untouched.rows["note"].tolist() == ["=1+1"] * 7


def test_the_returned_workbook_opened_mended_and_saved_says_the_same(soffice, tmp_path):
    rows: list[dict[str, Cell]] = [
        sending_back.row(1),
        sending_back.row(2, title="", note="=1+1"),
        sending_back.row(3, applied_on="31/02/2022", recognised_on=44620, award_proposal="Huyện"),
    ]
    first = sending_back.sent(tmp_path / "lần 1.xlsx", *rows)
    filled = sending_back.sent_back(sending_back.consolidated([first]), first)["TH01"]
    path = sending_back.back_at(tmp_path / "TH01.xlsx", filled)
    untouched = openpyxl.load_workbook(path)
    saved = saved_by(soffice, path, tmp_path)
    opened = openpyxl.load_workbook(saved)
    assert opened.sheetnames == untouched.sheetnames
    for sheet in (initiative.SHEET, stamp.MEND_SHEET):
        for line in untouched[sheet].iter_rows():
            for cell in line:
                same: Any = opened[sheet][cell.coordinate]
                assert (same.value, bool(same.comment)) == (cell.value, bool(cell.comment)), (sheet, cell.coordinate)
                assert bool(same.hyperlink) == bool(cell.hyperlink)
    assert any(rule.type == "list" for rule in opened[initiative.SHEET].data_validations.dataValidation)
    again = [sending_back.mended(each) for each in (path, saved)]
    told = [sending_back.consolidated([first], [book]) for book in again]
    findings = [
        each.findings.loc[each.findings["file"] == path.name, ["row", "column", "code", "value"]] for each in told
    ]
    assert findings[0].astype(str).values.tolist() == findings[1].astype(str).values.tolist() != []
    # Rows are in the order of their files' hashes, and no two workbooks have the same bytes.
    fates = [each.rows.sort_values(["file", "row"])["fate"].tolist() for each in told]
    assert fates[0] == fates[1]
