"""A finding names the place as Excel shows it and the value as the union typed it."""

import pytest

from pipeline import catalogue
from schemas import initiative
from tests.spec.rules import harness
from tests.spec.rules.rule import Rule

LETTERS = {column.heading: chr(ord("A") + place) for place, column in enumerate(initiative.COLUMNS)}

# heading, as typed, code
TYPED = [
    ("Tên sáng kiến", "Ngắn", "title_too_short"),
    ("Tác giả chính", "Mẫu", "author_not_full_name"),
    ("Đối tượng", "giáo  viên", "choice_unknown"),
    ("Ngày công nhận", "hôm qua", "day_unreadable"),
    ("Ngày công nhận", "31/4/22", "day_does_not_exist"),
    ("Ngày công nhận", "1/6/22", "day_in_future"),
    ("Ngày áp dụng lần đầu", "tháng 6/2022", "day_in_future"),
    ("Đang được bảo hộ SHTT", "chưa rõ", "yes_no_unreadable"),
    ("Mã sáng kiến", "MAU-1", "code_unknown"),
    ("Giá trị làm lợi (đồng)", "500 đ", "amount_doubtful"),
    ("Ngày đăng ký", "đầu năm", "cell_unreadable"),
]


# heading, as typed, words of the message
SAID = [
    ("Tên sáng kiến", "đang cập nhật", "đang để trống (“đang cập nhật” được coi là chưa ghi)."),
    ("Tên sáng kiến", "\u200b\u00ad", "đang để trống (trong ô chỉ có ký tự ẩn U+00AD, U+200B)."),
    ("Tên sáng kiến", "␣", "đang để trống (trong ô chỉ có ký tự ẩn U+00A0)."),
    ("Tên sáng kiến", "(trống)", "đang để trống. Điền"),
    ("Ngày công nhận", "4/15/2022", "không có trong lịch (nếu ghi tháng trước, ngày sau thì là 15/4/2022)."),
    ("Ngày công nhận", "31/4/2022", "không có trong lịch. Kiểm tra"),
    ("Trạng thái", "Chưa công nhận", "Gần nhất: Đã được công nhận · "),
]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("5/20/2022", "không đọc được (nếu ghi tháng trước, ngày sau thì là 20/5/2022)."),
        ("cuối tháng", "“cuối tháng” không đọc được. Ghi lại"),
        ("[5/12/2022]", "ở sau ngày nhận tệp (31/5/2022; nếu Excel đảo ngày và tháng thì là 12/5/2022)."),
        ("5/12/2022", "ở sau ngày nhận tệp (31/5/2022)."),
        ("[13/12/2022]", "ở sau ngày nhận tệp (31/5/2022)."),
    ],
)
def test_what_is_said_of_the_day_of_the_report(typed, words):
    findings = harness.play(Rule("", "", "", files=f"tệp | Ngày báo cáo\na.xlsx | {typed}")).result.findings
    assert words in " ".join(findings.loc[findings["severity"] == "refused", "message"])


@pytest.mark.parametrize(("heading", "typed", "words"), SAID, ids=[repr(one[1]) for one in SAID])
def test_what_is_said(heading, typed, words):
    findings = harness.play(Rule("", "", "", rows=f"{heading}\n{typed}")).result.findings
    assert words in " ".join(findings.loc[findings["severity"] == "rejected", "message"])


@pytest.mark.parametrize(("heading", "typed", "code"), TYPED, ids=[f"{one[2]} {one[1]}" for one in TYPED])
def test_place_and_value(heading, typed, code):
    rule = Rule("", "", "", rows=f"{heading}\n{typed}")
    findings = harness.play(rule).result.findings
    (found,) = [one for one in findings.itertuples() if one.code == code and one.row == 2]
    assert found.sheet == "Sáng kiến"
    assert found.column == LETTERS[heading]
    assert " ".join(str(found.value).split()) == " ".join(typed.split())
    assert found.severity == catalogue.KINDS[code].severity
