"""The workbook a union receives: what stands in it, what it checks, and that nothing put in is lost or changed."""

import io
import math
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from pipeline.campaign import Campaign, Phase, Unit, read_campaign, read_units
from pipeline.edges.template import Filled, template_name, write_template
from pipeline.edges.template_checks import MESSAGE_LIMIT
from pipeline.edges.template_help import example_row
from pipeline.edges.template_text import instructions
from pipeline.vietnamese import Cell, fold
from schemas import activity, initiative, stamp, support_team, unit_sheet
from schemas.column import Column, Kind

ROOT = Path(__file__).parents[2]
CAMPAIGN = read_campaign((ROOT / "campaign.toml").read_text("utf-8"))
UNIT = read_units((ROOT / "units.csv").read_text("utf-8-sig"), CAMPAIGN)[0]
LABELS = unit_sheet.labels([1, 2])
TABLES = {
    initiative.SHEET: initiative.COLUMNS,
    support_team.SHEET: support_team.COLUMNS,
    activity.SHEET: activity.COLUMNS,
}
EVERY_COLUMN = [*LABELS, *initiative.COLUMNS, *support_team.COLUMNS, *activity.COLUMNS]


def written(campaign: Campaign = CAMPAIGN, unit: Unit = UNIT, filled: Filled | None = None) -> io.BytesIO:
    target = io.BytesIO()
    write_template(target, campaign, unit, filled)
    target.seek(0)
    return target


def cells(content: io.BytesIO | Path, sheet: str) -> list[list]:
    file = content if isinstance(content, io.BytesIO) else io.BytesIO(content.read_bytes())
    file.seek(0)
    return CalamineWorkbook.from_filelike(file).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def unit_values(content: io.BytesIO | Path) -> dict:
    return {row[0].rstrip("*"): row[1] for row in cells(content, unit_sheet.SHEET) if row[0]}


def records(content: io.BytesIO | Path, sheet: str) -> list[dict]:
    """The filled rows, by field, found by heading as every reader finds them."""
    fields = {column.heading: column.field for column in TABLES[sheet]}
    headings, *rows = cells(content, sheet)
    return [
        {fields[heading.rstrip("*")]: value for heading, value in zip(headings, row, strict=True) if value != ""}
        for row in rows
    ]


def validation(sheet: Worksheet, cell: str):
    found = [rule for rule in sheet.data_validations.dataValidation if cell in rule]
    assert len(found) == 1, f"{sheet.title}!{cell}: one rule a cell"
    return found[0]


def letter_of(column: Column, columns: tuple[Column, ...]) -> str:
    return get_column_letter(columns.index(column) + 1)


@pytest.fixture(scope="module")
def empty():
    return openpyxl.load_workbook(written())


# ---------------------------------------------------------------- what stands in it


def test_sheets_stand_in_the_order_of_the_contract(empty):
    assert empty.sheetnames == ["Đơn vị", "Sáng kiến", "Tổ hỗ trợ", "Hoạt động", "Hướng dẫn", "Danh mục", "_sangkien"]
    assert empty.active.title == "Đơn vị"


def test_headings_stand_in_the_first_row_required_ones_with_a_star():
    headings = cells(written(), "Sáng kiến")[0]
    assert headings == [column.title for column in initiative.COLUMNS]
    assert [heading for heading in headings if heading.endswith("*")] == [
        "Tên sáng kiến*", "Tác giả chính*", "Đối tượng*", "Loại giải pháp*", "Lĩnh vực áp dụng*", "Trạng thái*",
    ]  # fmt: skip
    assert cells(written(), "Tổ hỗ trợ")[0] == [column.title for column in support_team.COLUMNS]
    assert cells(written(), "Hoạt động")[0] == [column.title for column in activity.COLUMNS]


def test_the_unit_sheet_knows_its_unit_and_leaves_the_rest_to_the_union():
    values = unit_values(written())
    assert list(values) == [label.heading for label in LABELS]
    assert values == {
        **dict.fromkeys(values, ""),
        "Mã CĐCS": UNIT.unit_code,
        "Tên công đoàn cơ sở": UNIT.unit_name,
        "Khối": UNIT.block,
        "Xã, thị trấn": UNIT.commune,
        "Chỉ tiêu giai đoạn 1": UNIT.targets[0],
        "Chỉ tiêu giai đoạn 2": UNIT.targets[1],
    }


def test_three_phases_give_three_targets():
    phases = tuple(
        Phase(
            number=number,
            name=f"Giai đoạn {number}",
            first_day=date(2022, number, 1),
            last_day=date(2022, number, 20),
            target=9,
        )
        for number in (1, 2, 3)
    )
    campaign = CAMPAIGN.model_copy(update={"phase": phases})
    unit = UNIT.model_copy(update={"targets": (3, 4, 5)})
    values = unit_values(written(campaign, unit))
    assert [values[f"Chỉ tiêu giai đoạn {number}"] for number in (1, 2, 3)] == [3, 4, 5]
    assert "Giai đoạn 3 từ 01/3/2022 đến 20/3/2022" in instructions(campaign, unit)[3].paragraphs[-1]


@pytest.mark.parametrize("sheet", TABLES)
def test_nothing_is_prefilled_in_the_rows(sheet):
    assert cells(written(), sheet)[1:] == []


def test_three_hundred_rows_are_prepared(empty):
    sheet = empty["Sáng kiến"]
    for row in (2, 301):
        for column in initiative.COLUMNS:
            cell = sheet[f"{letter_of(column, initiative.COLUMNS)}{row}"]
            assert cell.border.left.style == "thin"
            if column.kind in (Kind.DAY, Kind.DAY_OR_MONTH):
                assert cell.number_format == "dd/mm/yyyy"
            if column.kind is Kind.MONEY:
                assert cell.number_format == r"[>=1000000000]#\.###\.###\.##0;[>=1000000]#\.###\.##0;#,##0"
    assert sheet["C302"].border.left.style is None


def test_the_stamp_tells_version_campaign_and_unit(empty):
    assert empty["_sangkien"].sheet_state == "veryHidden"
    assert cells(written(), "_sangkien") == [
        ["version", str(stamp.TEMPLATE_VERSION)],
        ["campaign", CAMPAIGN.campaign.name],
        ["code_prefix", "DMC"],
        ["unit_code", UNIT.unit_code],
    ]


def test_headings_stay_in_sight(empty):
    assert empty["Sáng kiến"].freeze_panes == "D2"  # code, number and title too
    assert empty["Tổ hỗ trợ"].freeze_panes == "A2"
    assert empty["Hoạt động"].freeze_panes == "A2"
    for sheet in TABLES:
        assert empty[sheet].print_title_rows == "$1:$1"
        assert empty[sheet].page_setup.orientation == "landscape"
        assert empty[sheet].page_setup.paperSize == 9


def test_nothing_is_protected_because_people_paste(empty):
    assert not any(sheet.protection.sheet for sheet in empty)


def test_the_properties_name_the_issuer(empty):
    assert empty.properties.creator == CAMPAIGN.issuer.name
    assert UNIT.unit_name in empty.properties.title


# ---------------------------------------------------------------- what it checks


@pytest.mark.parametrize(
    ("sheet", "column"),
    [(sheet, column) for sheet, columns in TABLES.items() for column in columns if column.list_name],
    ids=lambda part: part if isinstance(part, str) else part.field,
)
def test_each_list_column_offers_the_campaigns_list(empty, sheet, column):
    letter = letter_of(column, TABLES[sheet])
    rule = validation(empty[sheet], f"{letter}2")
    assert rule.type == "list"
    place = rule.formula1.replace("'Danh mục'!", "").replace("$", "")
    offered = tuple(row[0].value for row in empty["Danh mục"][place])
    assert offered == CAMPAIGN.lists.values(column.list_name)
    assert f"{letter}5000" in rule


def test_yes_and_no_are_offered_on_the_unit_sheet(empty):
    row = [label.field for label in LABELS].index("is_zero_report") + 1
    assert validation(empty["Đơn vị"], f"B{row}").type == "list"


def test_a_campaign_with_its_own_list_offers_it():
    lists = CAMPAIGN.lists.model_copy(update={"recognised_by": ("Hội đồng, xã", "Giám đốc = chủ")})
    campaign = CAMPAIGN.model_copy(update={"lists": lists})
    content = written(campaign)
    headings, *values = cells(content, "Danh mục")
    place = headings.index("Cấp công nhận")
    assert [row[place] for row in values if row[place]] == ["Hội đồng, xã", "Giám đốc = chủ"]
    assert example_row(initiative.COLUMNS, campaign)["recognised_by"] == "Hội đồng, xã"


@pytest.mark.parametrize(
    ("field", "kind", "style", "bounds"),
    [
        ("title", "textLength", "stop", ("10", "500")),
        ("summary", "textLength", "warning", ("2000", None)),
        ("applied_on", "date", "information", None),
        ("recognised_on", "date", "warning", None),
        ("benefit_vnd", "whole", "information", ("0", None)),
        ("stage", "list", "stop", None),
        ("award_proposal", "list", "warning", None),
    ],
)
def test_excel_stops_only_what_the_pipeline_would_reject(empty, field, kind, style, bounds):
    column = initiative.BY_FIELD[field]
    rule = validation(empty["Sáng kiến"], f"{letter_of(column, initiative.COLUMNS)}2")
    assert (rule.type, rule.errorStyle or "stop") == (kind, style)
    assert column.heading in rule.error
    if bounds:
        assert (rule.formula1, rule.formula2) == bounds


def test_every_day_of_the_campaign_is_a_usual_day(empty):
    rule = validation(empty["Sáng kiến"], f"{letter_of(initiative.BY_FIELD['portal_on'], initiative.COLUMNS)}2")
    first, last = (
        date.fromordinal(date(1899, 12, 30).toordinal() + int(bound)) for bound in (rule.formula1, rule.formula2)
    )
    assert first < CAMPAIGN.application_window.first_day
    assert last > CAMPAIGN.phase[-1].last_day


@pytest.mark.parametrize("sheet", TABLES)
def test_each_column_prompts_with_its_own_help(empty, sheet):
    for column in TABLES[sheet]:
        rule = validation(empty[sheet], f"{letter_of(column, TABLES[sheet])}2")
        assert rule.showInputMessage
        assert (rule.promptTitle, rule.prompt) == (column.title, column.help)


@pytest.mark.parametrize("column", EVERY_COLUMN, ids=lambda column: column.field)
def test_no_prompt_is_cut(column):
    assert 0 < len(column.help) <= MESSAGE_LIMIT


# ---------------------------------------------------------------- the instructions


def help_cells() -> list[list]:
    return cells(written(), "Hướng dẫn")


def test_each_column_is_explained_with_its_example():
    rows = help_cells()
    for column in EVERY_COLUMN:
        [row] = [row for row in rows if row[0] == column.title and row[2] == column.help][:1]
        assert row[1] == ("Có" if column.is_required else "")
        assert row[3] == ("" if column.example is None else column.example)


def test_the_example_never_looks_like_a_sheet_of_data():
    for row in help_cells():
        assert not {fold("Tên sáng kiến"), fold("Tác giả chính")} <= {fold(str(cell)) for cell in row}


def test_the_instructions_say_what_counts_and_whom_to_send_it_to():
    text = "\n".join(str(cell) for row in help_cells() for cell in row)
    for needed in (
        CAMPAIGN.issuer.name, CAMPAIGN.campaign.name, UNIT.unit_name, "từ 01/9/2021 đến 01/9/2023",
        "Giai đoạn 1 từ 08/01/2022 đến 31/5/2022", "“Rút”", "Không phát sinh", "“Đã được công nhận”",
        "Hội đồng sáng kiến hoặc Thủ trưởng cơ quan, đơn vị, doanh nghiệp", "giải pháp tác nghiệp",
    ):  # fmt: skip
        assert needed in text


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        ("portal_on", "tính theo Ngày cập nhật Cổng; chưa có thì tính theo Ngày báo cáo"),
        ("recognised_on", "tính theo Ngày công nhận."),
        ("report_date", "tính theo Ngày báo cáo của lần đầu"),
    ],
)
def test_the_instructions_follow_the_count_basis(basis, said):
    head = CAMPAIGN.campaign.model_copy(update={"count_basis": basis})
    assert said in instructions(CAMPAIGN.model_copy(update={"campaign": head}), UNIT)[3].paragraphs[-1]


def test_the_examples_are_what_the_columns_allow():
    for column in EVERY_COLUMN:
        if column.list_name and column.example:
            assert column.example in CAMPAIGN.lists.values(column.list_name)
        if isinstance(column.example, str):
            assert (column.min_length or 0) <= len(column.example) <= (column.max_length or 500)
        assert not column.is_required or column.example is not None


def test_no_example_lies_after_the_examples_report_day():
    report_on = unit_sheet.BY_FIELD["report_on"].example
    assert isinstance(report_on, date)
    for column in EVERY_COLUMN:
        if isinstance(column.example, date):
            assert column.example <= report_on


# ---------------------------------------------------------------- filled


def example() -> Filled:
    return Filled(
        unit_values={"report_on": date(2022, 5, 20), "phone": "0912345678", "is_zero_report": False},
        initiatives=[example_row(initiative.COLUMNS, CAMPAIGN)],
        team=[example_row(support_team.COLUMNS, CAMPAIGN)],
        activities=[example_row(activity.COLUMNS, CAMPAIGN)],
    )


def test_the_examples_come_back_as_they_went_in():
    content = written(filled=example())
    assert records(content, "Sáng kiến") == [example_row(initiative.COLUMNS, CAMPAIGN)]
    assert records(content, "Tổ hỗ trợ") == [example_row(support_team.COLUMNS, CAMPAIGN)]
    assert records(content, "Hoạt động") == [example_row(activity.COLUMNS, CAMPAIGN)]
    values = unit_values(content)
    assert (values["Ngày báo cáo"], values["Điện thoại"], values["Không phát sinh"]) == (
        date(2022, 5, 20),
        "0912345678",
        "Không",
    )


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+84", "-", "@ai", "https://congdoan.vn", "mailto:a@b.vn", "15.000.000", "tháng 9/2021", "0012", "  hai  dấu cách ",
     "dòng một\ndòng hai", "{=A1}", "'nháy", "A & B <c>", "<r>đậm</r>", "<r> <t>&amp;</t>\n</r>", "ð \u200b \x0b", "_x0041_", "TRUE", "x" * 2500],
)  # fmt: skip
def test_text_stays_the_text_that_was_typed(text):
    filled = Filled(initiatives=[dict.fromkeys(initiative.FIELDS, text)])
    assert records(written(filled=filled), "Sáng kiến") == [dict.fromkeys(initiative.FIELDS, text)]
    cell = openpyxl.load_workbook(written(filled=filled))["Sáng kiến"]["C2"]
    assert cell.data_type == "s"
    assert cell.hyperlink is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (15_000_000, 15_000_000),
        (1.041, 1.041),
        (date(2022, 4, 20), date(2022, 4, 20)),
        (datetime(2022, 4, 20, 8, 30), datetime(2022, 4, 20, 8, 30)),
        (date(1822, 4, 20), "20/04/1822"),  # Excel knows no days before 1900
        (math.nan, None),
        (None, None),
        ("", None),
    ],
)
def test_values_keep_their_kind_in_every_column(typed, read):
    filled = Filled(initiatives=[{"portal_ref": typed, "benefit_vnd": typed, "note": "x"}])
    expected = {"note": "x"} if read is None else {"portal_ref": read, "benefit_vnd": read, "note": "x"}
    assert records(written(filled=filled), "Sáng kiến") == [expected]


def test_yes_and_no_are_written_as_the_dropdown_says_them():
    filled = Filled(initiatives=[{"title": "a", "ip_protected": True}, {"title": "b", "ip_protected": False}])
    assert [row["ip_protected"] for row in records(written(filled=filled), "Sáng kiến")] == ["Có", "Không"]


def test_more_than_the_prepared_rows_are_written_and_formed_alike():
    rows: list[dict[str, Cell]] = [
        {"title": f"Sáng kiến số {number}", "portal_on": date(2022, 4, 20)} for number in range(1, 402)
    ]
    content = written(filled=Filled(initiatives=rows))
    assert records(content, "Sáng kiến") == rows
    sheet = openpyxl.load_workbook(content)["Sáng kiến"]
    assert sheet["T402"].number_format == "dd/mm/yyyy"
    assert sheet["T402"].border.left.style == "thin"


def test_given_unit_values_win_over_units_csv():
    assert unit_values(written(filled=Filled(unit_values={"unit_code": "KHÁC"})))["Mã CĐCS"] == "KHÁC"


def test_a_field_no_schema_defines_is_our_fault():
    with pytest.raises(ValueError, match="Sáng kiến has no field titel"):
        write_template(io.BytesIO(), CAMPAIGN, UNIT, Filled(initiatives=[{"titel": "x"}]))


# ---------------------------------------------------------------- a list to go on in


def listed(*rows: dict[str, Cell]):
    filled = Filled(initiatives=rows, shown=initiative.SHOWN, has_prepared_rows=False)
    return openpyxl.load_workbook(written(filled=filled))["Sáng kiến"]


def test_what_is_shown_stands_right_of_the_columns_in_grey():
    sheet = listed({"title": "a", "fate": "Đang xem xét", "counting_on": date(2022, 4, 20)})
    own, shown = sheet[1][: len(initiative.COLUMNS)], sheet[1][len(initiative.COLUMNS) :]
    assert [cell.value for cell in own] == [column.title for column in initiative.COLUMNS]
    assert [cell.value for cell in shown] == [column.heading for column in initiative.SHOWN]
    for heading, column in zip(shown, initiative.SHOWN, strict=True):
        assert heading.fill.start_color.rgb == "FFF2F2F2"
        rule = validation(sheet, f"{heading.column_letter}2")
        assert (rule.type, rule.prompt) == (None, column.help)  # it tells and forbids nothing
    assert sheet["X2"].value == "Đang xem xét"
    assert sheet["Z2"].number_format == "dd/mm/yyyy"


def test_the_template_shows_none_of_it():
    headings = {cell for sheet in TABLES for cell in cells(written(), sheet)[0]}
    assert headings.isdisjoint(column.heading for column in initiative.SHOWN)


def test_rows_to_go_on_in_have_lines_and_forms_without_cells():
    sheet = listed({"title": "a"}, {"title": "b"})
    assert sheet.max_row == 3  # nothing blank is printed
    [ruled] = sheet.conditional_formatting
    assert str(ruled.sqref) == "A2:AA301"
    assert ruled.rules[0].dxf.border.left.style == "thin"
    for place, column in enumerate(initiative.COLUMNS, start=1):
        [form] = [form for form in sheet.column_dimensions.values() if form.min <= place <= form.max]
        assert (form.number_format == "dd/mm/yyyy") == (column.kind in (Kind.DAY, Kind.DAY_OR_MONTH))
        assert form.alignment.wrap_text
        assert validation(sheet, f"{get_column_letter(place)}5000")


# ---------------------------------------------------------------- odd units, files


@pytest.mark.parametrize(
    "name",
    ["=CĐCS & Công ty “A” <B>", "100% 'Nắng' & \"Mưa\" &P", "Công ty " + "rất dài & " * 40, "1 2 3", "👩‍🏭 May mặc"],
)
def test_a_unit_may_have_an_odd_name(name):
    unit = UNIT.model_copy(update={"unit_code": "=Đ 'x' & 1", "unit_name": name})
    content = written(unit=unit)
    assert unit_values(content)["Tên công đoàn cơ sở"] == name
    assert unit_values(content)["Mã CĐCS"] == "=Đ 'x' & 1"
    header = openpyxl.load_workbook(content)["Sáng kiến"].oddHeader
    assert header is not None
    assert "DANH SÁCH SÁNG KIẾN" in str(header.center.text)


def test_the_file_bears_the_code_of_the_unit(tmp_path):
    assert template_name(UNIT) == f"SK_{UNIT.unit_code}.xlsx"
    target = tmp_path / template_name(UNIT)
    write_template(target, CAMPAIGN, UNIT)
    assert unit_values(target)["Mã CĐCS"] == UNIT.unit_code


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_and_saves_it_without_loss(tmp_path):
    source = tmp_path / "SK.xlsx"
    write_template(source, CAMPAIGN, UNIT, example())
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", tmp_path / "saved", source],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    saved = tmp_path / "saved" / "SK.xlsx"
    assert unit_values(saved) == unit_values(source)
    for sheet in TABLES:
        assert [row for row in records(saved, sheet) if row] == records(source, sheet)
    assert cells(saved, "_sangkien") == cells(source, "_sangkien")
    workbook = openpyxl.load_workbook(saved)
    assert workbook["_sangkien"].sheet_state != "visible"
    letter = letter_of(initiative.BY_FIELD["stage"], initiative.COLUMNS)
    assert validation(workbook["Sáng kiến"], f"{letter}300").type == "list"
