"""Support teams and activities: what several submissions of a union make together (contract §2)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from pipeline import run
from pipeline.edges.workspace import Workspace

TEAM = ["STT", "Họ và tên*", "Chức vụ", "Vai trò*", "Điện thoại"]
HELD = ["STT", "Ngày*", "Loại hoạt động*", "Nội dung*", "Số người tham gia", "Số sáng kiến thu được"]


def consolidated(place):
    clock = datetime(2022, 5, 31, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    silent = run.Progress(lambda _: None, lambda _: None)
    return run.check(Workspace(place), sorted((place / "inbox").iterdir()), clock, silent)


def codes(result):
    return sorted(
        f"{line.file} {line.sheet}#{line.row} {line.code} {line.severity}" for line in result.findings.itertuples()
    )


def test_the_newest_list_that_is_not_empty_replaces_the_former(place, send):
    zero = {"unit_sheet": {"is_zero_report": "Có"}}
    first = [TEAM, [1, "Nguyễn Thị Hoa", "Chủ tịch", "Tổ trưởng", "0912"], [2, "Lê Thị Mai", "", "tổ phó", ""]]
    second = [TEAM, [1, "Bùi Thị Thu", "", "Tổ trưởng", ""]]
    send("1.xlsx", report_on=date(2022, 5, 10), other_sheets={"Tổ hỗ trợ": first}, **zero)
    send("2.xlsx", report_on=date(2022, 5, 20), other_sheets={"Tổ hỗ trợ": [TEAM]}, **zero)
    result = consolidated(place)
    assert result.teams[["unit_code", "member_name", "role", "phone"]].values.tolist() == [
        ["TH01", "Nguyễn Thị Hoa", "Tổ trưởng", "0912"],
        ["TH01", "Lê Thị Mai", "Tổ phó", ""],
    ]
    send("3.xlsx", report_on=date(2022, 5, 25), other_sheets={"Tổ hỗ trợ": second}, **zero)
    assert consolidated(place).teams["member_name"].tolist() == ["Bùi Thị Thu"]


def test_the_same_activity_is_one_and_others_add_up(place, send):
    zero = {"unit_sheet": {"is_zero_report": "Có"}}
    day = date(2022, 4, 22)
    first = [HELD, [1, day, "Tập huấn", "Viết sáng kiến", 20, 3], [2, day, "Tuyên truyền", "Viết sáng kiến", 50, ""]]
    second = [
        HELD,
        [1, "22.4.2022", "TẬP HUẤN", "viết  sáng kiến.", 25, 4],
        [2, day, "Tập huấn", "Nhập lên Cổng", "15 người", ""],
    ]
    send("1.xlsx", report_on=date(2022, 5, 10), other_sheets={"Hoạt động": first}, **zero)
    send("2.xlsx", report_on=date(2022, 5, 20), other_sheets={"Hoạt động": second}, **zero)
    send("3.xlsx", unit="TH02", report_on=date(2022, 5, 20), other_sheets={"Hoạt động": first}, **zero)
    held = consolidated(place).activities
    told = held[["unit_code", "activity_kind", "participant_count"]].values.tolist()
    assert sorted(told) == [
        ["TH01", "Tuyên truyền", 50], ["TH01", "Tập huấn", 15], ["TH01", "Tập huấn", 25],
        ["TH02", "Tuyên truyền", 50], ["TH02", "Tập huấn", 20],
    ]  # fmt: skip


def test_faults_on_other_sheets_are_warnings_and_never_refuse(place, send):
    send(
        "1.xlsx",
        {"title": "Rèn kỹ năng đọc cho học sinh lớp 3", "author": "Nguyễn Thị Hoa"},
        other_sheets={
            "Tổ hỗ trợ": [TEAM, [1, "Nguyễn Thị Hoa", "", "Cố vấn", ""], [2, "", "Giáo viên", "Tổ phó", ""]],
            "Hoạt động": [["Ngày", "Nội dung"], [date(2022, 4, 22), "Tập huấn"]],
        },
    )
    result = consolidated(place)
    assert result.files["outcome"].tolist() == ["accepted"]
    assert result.summary["rows"]["counted"] == 1
    assert set(result.findings["severity"]) == {"warning"}
    assert {line.sheet for line in result.findings.itertuples()} == {"Tổ hỗ trợ", "Hoạt động"}
    assert result.teams["member_name"].tolist() == ["Nguyễn Thị Hoa"], codes(result)


def test_a_second_list_beside_the_sheet_of_initiatives_is_told(place, send):
    """What is not read must be said: a union that copied the sheet would think both were received."""
    send(
        "1.xlsx",
        {"title": "Rèn kỹ năng đọc cho học sinh lớp 3", "author": "Nguyễn Thị Hoa"},
        other_sheets={
            "Sáng kiến (2)": [["Tên sáng kiến", "Tác giả chính"], ["Góc thư viện thân thiện", "Bùi Thị Thu"]]
        },
    )
    result = consolidated(place)
    assert result.summary["rows"]["read"] == 1
    assert any("Sáng kiến (2)" in message for message in result.findings["message"])
