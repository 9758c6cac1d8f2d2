"""What a union gets back to be mended: nothing lost, each fault in its place, accepted once it is mended."""

from typing import Any

import openpyxl
import pytest

from pipeline.edges import returned
from pipeline.edges.template import Filled, write_template
from pipeline.vietnamese import Cell
from schemas import activity, initiative, stamp, support_team, unit_sheet
from tests.edges.sending_back import (
    AGAIN,
    CAMPAIGN,
    FIRST,
    GOOD,
    UNITS,
    back_at,
    cell,
    consolidated,
    mended,
    read,
    remembered,
    row,
    sent,
    sent_back,
)

FAULTY = [
    row(1),
    row(2, title=""),
    row(3, applied_on="31/02/2022", benefit_vnd="chưa tính được"),
    row(4, author="Tập thể 3", solution_kind="Giải pháp"),
    row(5, award_proposal="Huân chương"),
    row(6, recognised_on="20/13/2022"),
]


@pytest.fixture
def first(tmp_path):
    return sent(tmp_path / "lần 1.xlsx", *FAULTY, prepared_by="Trần Văn Nam", member_count="ba mươi")


@pytest.fixture
def result(first):
    return consolidated([first])


@pytest.fixture
def path(tmp_path, first, result):
    return back_at(tmp_path / "TH01.xlsx", sent_back(result, first)["TH01"])


def told(result, file):
    findings = result.findings[result.findings["file"] == file]
    return sorted(zip(findings["code"], findings["column"], findings["value"], strict=True))


def beside(filled):
    assert filled.returned is not None
    return filled.returned


def links(book) -> list[Any]:
    return [cell.hyperlink for sheet in book for line in sheet.iter_rows() for cell in line if cell.hyperlink]


# ---------------------------------------------------------------- who gets something back


def test_only_a_union_with_something_to_mend_gets_a_workbook(tmp_path):
    faulty = sent(tmp_path / "a.xlsx", row(1, author=""))
    sound = sent(tmp_path / "b.xlsx", row(2), unit_code="TH02")
    refused = sent(tmp_path / "c.xlsx", row(3), unit_code=UNITS[2].unit_code, report_on=None)
    result = consolidated([faulty, sound, refused])
    assert set(sent_back(result, faulty, sound, refused)) == {"TH01", UNITS[2].unit_code}


def test_a_file_whose_unit_nobody_can_tell_is_sent_to_none(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"no workbook")
    book = read(tmp_path / "a.xlsx")
    assert sent_back(consolidated([book]), book) == {}


def test_a_file_with_a_wrong_code_goes_to_the_union_whose_template_it_is(tmp_path):
    sent(tmp_path / "a.xlsx", row(1), unit_code="TH02")
    wrong = tmp_path / "b.xlsx"
    workbook = openpyxl.load_workbook(tmp_path / "a.xlsx")
    workbook[unit_sheet.SHEET]["B1"] = "TH99"
    workbook.save(wrong)
    book = read(wrong)
    filled = sent_back(consolidated([book]), book)["TH02"]
    assert filled.unit_values["unit_code"] == "TH99"
    assert beside(filled).marks[unit_sheet.SHEET][1, "unit_code"].text.startswith("Mã CĐCS “TH99”")


def test_a_refused_file_is_answered_by_an_accepted_one_of_a_later_day(tmp_path):
    refused = sent(tmp_path / "a.xlsx", row(1), report_on=FIRST)
    workbook = openpyxl.load_workbook(tmp_path / "a.xlsx")
    workbook[initiative.SHEET].delete_cols(11)
    workbook.save(tmp_path / "a.xlsx")
    refused = read(tmp_path / "a.xlsx")
    accepted = sent(tmp_path / "b.xlsx", row(1), report_on=AGAIN)
    assert set(sent_back(consolidated([refused]), refused)) == {"TH01"}
    assert sent_back(consolidated([refused, accepted]), refused, accepted) == {}


# ---------------------------------------------------------------- what stands in it


def test_every_cell_stands_as_it_was_typed(path, result):
    book = openpyxl.load_workbook(path)
    for number, typed in enumerate(FAULTY, 2):
        for field, value in typed.items():
            found = cell(book, number, field).value
            assert (found.date() if hasattr(found, "date") else found or "") == value, field
    labels = {line[0].value: line[1].value for line in book[unit_sheet.SHEET].iter_rows(max_col=2)}
    assert (labels["Người lập"], labels["Tổng số đoàn viên"], labels["Ngày báo cáo*"]) == (
        "Trần Văn Nam",
        "ba mươi",
        None,
    )
    codes = dict(zip(result.rows["row"], result.rows["initiative_code"], strict=True))
    current = {2, 6}
    assert {number: cell(book, number, "initiative_code").value for number in current} == {
        number: codes[number] for number in current
    }


def test_wrong_cells_are_marked_and_explained(path):
    book = openpyxl.load_workbook(path)
    for number, field, words in (
        (3, "title", "bắt buộc"), (4, "applied_on", "không có trong lịch"), (5, "author", "có chữ số"),
        (5, "solution_kind", "Gần nhất"), (7, "recognised_on", "không có trong lịch"), (6, "award_proposal", "Gần nhất"),
    ):  # fmt: skip
        found = cell(book, number, field)
        assert found.comment, (number, field)
        assert words in found.comment.text
        assert found.fill.fgColor.rgb == ("FFFFEB9C" if field == "award_proposal" else "FFFFC7CE")
    assert cell(book, 2, "title").comment is None
    day: Any = book[unit_sheet.SHEET]["B7"]
    assert day.comment.text == "Ghi Ngày báo cáo của lần gửi này."


def test_what_is_to_be_mended_is_listed_errors_first_each_with_its_link(path):
    book = openpyxl.load_workbook(path)
    lines: list[Any] = list(book[stamp.MEND_SHEET].iter_rows(min_row=5))
    severities = [line[1].value for line in lines]
    assert severities == sorted(severities, key=["Không nhận tệp", "Không nhận dòng", "Cần xem lại", "Lưu ý"].index)
    places = [(line[2].value, line[3].value) for line in lines]
    assert places[0] == ("Đơn vị", "B7")
    assert ("Sáng kiến", "C3") in places
    for line in lines:
        assert line[3].hyperlink.location == f"'{line[2].value}'!{line[3].value.split('-')[0]}"
        assert line[3].hyperlink.target is None
    assert len(links(book)) == len(lines)


def test_one_fault_in_many_rows_is_one_line(tmp_path):
    book = sent(
        tmp_path / "a.xlsx", *(row(number, stage="Xong") for number in (1, 2, 3, 5)), row(6), row(7, stage="Xong")
    )
    [task] = (task for task in beside(sent_back(consolidated([book]), book)["TH01"]).tasks if "Xong" in task.message)
    assert (task.cell, task.place) == ("K2", "K2-K5, K7")


def test_the_dropdowns_are_alive_and_the_stamp_is_hidden(path):
    book = openpyxl.load_workbook(path)
    sheet = book[initiative.SHEET]
    assert any(rule.type == "list" and "Danh mục" in rule.formula1 for rule in sheet.data_validations.dataValidation)
    letter = cell(book, 2, "row_stamp").column_letter
    assert sheet.column_dimensions[letter].hidden
    assert len({cell(book, number, "row_stamp").value for number in range(2, 8)}) == len(FAULTY)


# ---------------------------------------------------------------- sent again


def test_unmended_it_says_the_same(path, first, result):
    again = mended(path)
    second = consolidated([first], [again], history=remembered(result))
    assert told(second, "TH01.xlsx") == told(result, "lần 1.xlsx")
    assert second.files.loc[second.files["file"] == "TH01.xlsx", "outcome"].tolist() == ["accepted_with_errors"]
    assert second.rows[second.rows["fate"] != "superseded"]["file"].value_counts().to_dict() == {
        "TH01.xlsx": len(FAULTY), "lần 1.xlsx": 4
    }  # fmt: skip
    # and what comes back now is the same once more, each row once
    back = sent_back(second, first, again)["TH01"]
    assert [line.get("title", "") for line in back.initiatives] == [
        line.get("title", "") for line in sent_back(result, first)["TH01"].initiatives
    ]


def test_mended_it_is_accepted_and_each_rejected_row_is_known_again(path, first, result):
    def mend(book):
        cell(book, 3, "title").value = "Góc thư viện thân thiện trong lớp học"
        cell(book, 4, "applied_on").value = "28/02/2022"
        cell(book, 5, "author").value = "Lê Văn Ba"
        cell(book, 5, "solution_kind").value = "Giải pháp quản lý"
        cell(book, 7, "recognised_on").value = "20/12/2021"
        for number in range(2, 8):
            cell(book, number, "portal_ref").value = None

    again = mended(path, mend)
    second = consolidated([first], [again], history=remembered(result))
    assert second.rows.groupby("file")["fate"].agg(set).to_dict() == {
        "TH01.xlsx": {"counted"}, "lần 1.xlsx": {"superseded"}
    }  # fmt: skip
    assert sent_back(second, first, again) == {}


def test_mended_in_two_turns_all_that_went_before_is_superseded(path, tmp_path, first, result):
    second = mended(path, lambda book: setattr(cell(book, 3, "title"), "value", "Ngắn"))
    half = consolidated([first], [second], history=remembered(result))
    other = back_at(tmp_path / "lần 3.xlsx", sent_back(half, first, second)["TH01"])

    def mend(book):
        for number in range(2, 8):
            if cell(book, number, "title").value == "Ngắn":
                cell(book, number, "title").value = "Góc thư viện thân thiện trong lớp học"
                cell(book, number, "portal_ref").value = None

    third = mended(other, mend)
    last = consolidated([first], [second], [third], history=remembered(result))
    untitled = last.rows[last.rows["title"].isin(["", "Ngắn"])]
    assert untitled["fate"].tolist() == ["superseded", "superseded"]
    assert untitled["related"].unique().tolist() == [
        f"lần 3.xlsx#{last.rows.loc[last.rows['title'].str.startswith('Góc thư'), 'row'].item()}"
    ]


def test_another_list_pasted_over_the_rows_supersedes_nothing(path, first, result):
    def paste(book):
        for number in (3, 4, 5, 7):
            cell(book, number, "title").value = f"Sáng kiến khác hẳn, thứ tự {number}"
            cell(book, number, "author").value = "Phạm Thị Khác"
            cell(book, number, "portal_ref").value = None

    again = mended(path, paste)
    second = consolidated([first], [again], history=remembered(result))
    fates = dict(zip(second.rows["row"], second.rows["fate"], strict=True)) | {
        row: fate for file, row, fate in zip(second.rows["file"], second.rows["row"], second.rows["fate"], strict=True)
        if file == "lần 1.xlsx"
    }  # fmt: skip
    # Of the untitled row nothing says that it is another but the author; of the fifth both were at fault.
    assert fates[4] == fates[7] == "rejected"


def test_a_row_sent_later_and_rejected_stands_in_the_place_of_the_one_that_counts(tmp_path):
    first = sent(tmp_path / "a.xlsx", row(1), row(2))
    result = consolidated([first])
    late = sent(tmp_path / "b.xlsx", row(2, stage="Xong", position="Tổ 2"), report_on=AGAIN)
    second = consolidated([first], [late], history=remembered(result))
    back = sent_back(second, first, late)["TH01"]
    assert [(line["initiative_code"], line["stage"]) for line in back.initiatives] == [
        ("THU-0001", "Đã được công nhận"), ("THU-0002", "Xong")
    ]  # fmt: skip


# ---------------------------------------------------------------- refused files, and what does not fit


def untidy(book):
    sheet = book[initiative.SHEET]
    sheet.insert_rows(1, 2)
    sheet["B1"] = "LIÊN ĐOÀN LAO ĐỘNG"
    sheet["AA3"], sheet["AA4"] = "Ghi chú riêng", "=1+1"
    sheet["AA4"].data_type = "s"
    sheet["C20"] = "Tổng cộng"
    sheet["D20"] = 77
    book[unit_sheet.SHEET]["B2"] = "CĐCS tự gọi"
    book.create_sheet("Phụ lục")["B7"] = "ngoài lề"


def test_what_does_not_fit_is_kept_and_comes_along_each_time(tmp_path):
    first = sent(tmp_path / "a.xlsx", row(1, author=""), row(2))
    first = mended(tmp_path / "a.xlsx", untidy, on=FIRST)
    path = back_at(tmp_path / "TH01.xlsx", sent_back(consolidated([first]), first)["TH01"])
    outside = ["LIÊN ĐOÀN LAO ĐỘNG", "Ghi chú riêng", "=1+1", "Tổng cộng", 77, "CĐCS tự gọi", "ngoài lề"]

    def kept(path):
        cells = [
            cell for line in openpyxl.load_workbook(path)[stamp.OUTSIDE_SHEET].iter_rows(min_row=4) for cell in line
        ]
        assert not [cell for cell in cells if cell.data_type == "f"]
        return [cell.value for cell in cells if cell.value in outside]

    assert sorted(map(str, kept(path))) == sorted(map(str, outside))
    again = mended(path)
    second = consolidated([first], [again])
    assert "Ngoài mẫu" not in " ".join(second.findings["message"])
    path = back_at(tmp_path / "lần 3.xlsx", sent_back(second, first, again)["TH01"])
    assert sorted(map(str, kept(path))) == sorted(map(str, outside))


def test_a_list_of_their_own_comes_back_in_the_template_with_nothing_outside_but_the_letterhead(tmp_path):
    """Labels above the list, headings over two rows, one author merged over two titles."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    headings = [column.heading.rstrip("*") for column in initiative.COLUMNS if column.field in GOOD]
    sheet.append(["CĐCS Trường Tiểu học Phan"])
    sheet.append(["Mã CĐCS", "TH01"])
    sheet.append(["Ngày báo cáo", "20/5/2022"])
    sheet.append([None if heading == "Ngày công nhận" else heading for heading in headings])
    sheet.append([heading if heading == "Ngày công nhận" else None for heading in headings])
    sheet.cell(4, headings.index("Ngày công nhận") + 1).value = "Công nhận"
    fields = [column.field for column in initiative.COLUMNS if column.field in GOOD]
    for number, told in enumerate((row(1), row(2, author=None), row(3, stage="Chưa rõ")), 6):
        for place, field in enumerate(fields, 1):
            sheet.cell(number, place).value = told[field]
    author = fields.index("author") + 1
    sheet.merge_cells(start_row=6, end_row=7, start_column=author, end_column=author)
    book.save(tmp_path / "a.xlsx")
    file = read(tmp_path / "a.xlsx")
    result = consolidated([file])
    assert result.rows["fate"].tolist() == ["counted", "counted", "rejected"]
    found = openpyxl.load_workbook(back_at(tmp_path / "TH01.xlsx", sent_back(result, file)["TH01"]))
    authors = [cell(found, number, "author").value for number in (2, 3, 4)]
    assert authors == ["Nguyễn Thị Hoa"] * 3
    outside = {line[1] for line in found[stamp.OUTSIDE_SHEET].iter_rows(min_row=5, values_only=True) if line[1]}
    assert outside == {"Cột A", "CĐCS Trường Tiểu học Phan"}


def test_a_refused_file_comes_back_with_its_rows_and_their_faults(tmp_path):
    sent(tmp_path / "a.xlsx", row(1, author=""), row(2), report_on="hôm qua")
    workbook = openpyxl.load_workbook(tmp_path / "a.xlsx")
    workbook[initiative.SHEET].delete_cols(11)  # Trạng thái
    workbook.save(tmp_path / "a.xlsx")
    book = read(tmp_path / "a.xlsx")
    back = sent_back(consolidated([book]), book)["TH01"]
    assert [line["title"] for line in back.initiatives] == [row(1)["title"], row(2)["title"]]
    marks = beside(back).marks
    assert set(marks[initiative.SHEET]) >= {(2, "author"), (2, "stage"), (3, "stage")}
    assert "hôm qua" in marks[unit_sheet.SHEET][7, "report_on"].text
    assert any("thiếu cột bắt buộc “Trạng thái”" in task.message for task in beside(back).tasks)


def test_a_refused_file_sent_with_a_day_is_accepted_and_joins_what_is_known(tmp_path):
    first = sent(tmp_path / "a.xlsx", row(1), row(2))
    result = consolidated([first])
    refused = sent(tmp_path / "b.xlsx", row(2, position="Tổ 2"), row(3), report_on=None)
    second = consolidated([first], [refused], history=remembered(result))
    back = sent_back(second, first, refused)["TH01"]
    assert [(line.get("initiative_code"), line.get("position")) for line in back.initiatives] == [
        ("THU-0001", None), ("THU-0002", "Tổ 2"), (None, None)
    ]  # fmt: skip
    again = mended(back_at(tmp_path / "TH01.xlsx", back))
    last = consolidated([first], [refused], [again], history=remembered(result))
    assert last.rows.loc[last.rows["file"] == "TH01.xlsx", "fate"].tolist() == ["counted"] * 3


def test_team_and_activities_come_back_as_typed(tmp_path):
    team = [{"member_name": "Nguyễn Thị Mẫu", "role": "Trưởng nhóm", "phone": "0912345678"}]
    held: list[dict[str, Cell]] = [
        {"held_on": "hôm kia", "activity_kind": "Tập huấn", "content": "Viết sáng kiến", "participant_count": "đông"},
        {"held_on": FIRST, "activity_kind": "Tập huấn", "content": "Viết sáng kiến", "participant_count": 30},
    ]
    write_template(
        tmp_path / "a.xlsx", CAMPAIGN, UNITS[0], Filled({"report_on": FIRST}, [row(1, author="")], team, held)
    )
    book = read(tmp_path / "a.xlsx")
    back = sent_back(consolidated([book]), book)["TH01"]
    assert [dict(line) for line in back.team] == team
    assert [line["content"] for line in back.activities] == ["Viết sáng kiến"] * 2
    assert (2, "role") in beside(back).marks[support_team.SHEET]
    assert {(2, "held_on"), (2, "participant_count")} <= set(beside(back).marks[activity.SHEET])


def test_a_declared_number_that_held_for_one_file_alone_is_not_turned_against_the_union(tmp_path):
    first = sent(tmp_path / "a.xlsx", row(1), row(2), declared_count=2)
    result = consolidated([first])
    late = sent(tmp_path / "b.xlsx", row(3, author=""), report_on=AGAIN, declared_count=1)
    second = consolidated([first], [late], history=remembered(result))
    path = back_at(tmp_path / "TH01.xlsx", sent_back(second, first, late)["TH01"])
    again = mended(path, lambda book: setattr(cell(book, 4, "author"), "value", "Lê Văn Ba"))
    last = consolidated([first], [late], [again], history=remembered(result))
    assert "declared_count_differs" not in set(last.findings["code"])
    assert set(last.rows.loc[last.rows["file"] == "TH01.xlsx", "fate"]) == {"counted"}


def test_nothing_is_returned_to_a_union_without_faults(tmp_path):
    result = consolidated([sent(tmp_path / "a.xlsx", row(1))])
    assert returned.to_return(result).empty
