"""Reminders: each union is told what it is asked, and no more."""

from datetime import date
from typing import Any

import pytest

from pipeline.edges.letters import render_reminders
from pipeline.errors import ConfigurationError
from tests.documents.builders import Situation, campaign, row, rows, unit


def reminder_situation():
    units = tuple(unit(code, 8, 8) for code in ("FINE", "SILENT", "LATE", "MEND", "BEHIND"))
    files: list[dict[str, Any]] = [
        {"unit_code": "FINE"}, {"unit_code": "LATE", "report_on": date(2022, 5, 2)}, {"unit_code": "MEND"},
        {"unit_code": "BEHIND"}, {"unit_code": "MEND", "outcome": "refused", "file": "thang5.xls", "report_on": None},
    ]  # fmt: skip
    lines = [*rows(8, "FINE"), *rows(8, "LATE"), *rows(8, "MEND"), *rows(6, "BEHIND")]
    lines += [row("MEND", "rejected", file_id=2, row=place) for place in range(10, 22)]
    findings: list[dict[str, Any]] = [
        {
            "file_id": 2, "file": "b.xlsx", "sheet": "Sáng kiến", "row": place, "column": letter, "code": code,
            "severity": "rejected", "value": value, "heading": heading, "message": message,
        }
        for places, letter, heading, code, value, message in (
            ((10, 11, 12, 20), "C", "Tên sáng kiến", "required_missing", "", "Thiếu tên."),
            ((12,), "P", "Ngày công nhận", "day_unreadable", "hôm qua", "Ngày “hôm qua” ở cột “Ngày công nhận” sai."),
        )
        for place in places
    ]  # fmt: skip
    findings += [
        {
            **findings[0],
            "row": place,
            "column": "K",
            "code": "choice_unknown",
            "value": f"Lạ {place}",
            "message": f"Lạ {place}.",
        }
        for place in range(13, 22)
    ]
    findings.append({"file_id": 4, "row": None, "severity": "refused", "message": "Tệp cũ. Lưu lại."})
    return Situation(units=units, files=files, rows=lines, silent=("SILENT",), findings=findings)


def test_each_union_is_told_what_it_is_asked_and_no_more():
    letters = render_reminders(reminder_situation().figures(), campaign())
    assert set(letters) == {"SILENT", "LATE", "MEND", "BEHIND"}
    for code, text in letters.items():
        assert text.startswith(
            f"Kính gửi: Ban Chấp hành CĐCS {code}\n\nLiên đoàn Lao động huyện Dương Minh Châu đang tổng hợp"
        )
        assert text.endswith("Trân trọng cảm ơn.\nLiên đoàn Lao động huyện Dương Minh Châu\n")
        assert "\n\n\n" not in text
        assert "{" not in text
        assert text.count("\n- ") == (2 if code == "MEND" else 1)
    assert "SK_SILENT.xlsx" in letters["SILENT"]
    assert "Ngày báo cáo là 02/5/2022, đã quá 7 ngày." in letters["LATE"]
    assert "Tệp “thang5.xls” của đơn vị không tiếp nhận được. Tệp cũ. Lưu lại." in letters["MEND"]
    assert "có 12 dòng chưa được nhận" in letters["MEND"]
    assert "  + Trang Sáng kiến, dòng 10–12, 20, cột C (Tên sáng kiến): Thiếu tên.\n" in letters["MEND"]
    assert "  + Trang Sáng kiến, dòng 12, cột P: Ngày “hôm qua” ở cột “Ngày công nhận” sai.\n" in letters["MEND"]
    assert (
        "  + Trang Sáng kiến, dòng 13–21, cột K (Tên sáng kiến): "
        "Lạ 13. (Các dòng khác cũng vậy, ví dụ “Lạ 14”, “Lạ 15”, “Lạ 16” …)\n" in letters["MEND"]
    )
    assert (
        "có 6 sáng kiến hợp lệ/chỉ tiêu 8, đạt 75%; nếu chia đều theo thời gian, đến nay cần có 7 sáng kiến"
        in letters["BEHIND"]
    )


def test_a_broken_letter_template_is_refused():
    with pytest.raises(
        ConfigurationError, match=r"nhac-bao-cao\.txt\.j2, đoạn “\{\{ reminde.*“reminde” không có .* “reminder”"
    ):
        render_reminders(reminder_situation().figures(), campaign(), "Kính gửi\n{{ reminde.unit_name }}")


def test_nobody_to_remind_still_checks_the_template():
    with pytest.raises(ConfigurationError):
        render_reminders(Situation(rows=rows(520)).figures(), campaign(), "{{ nobody }}")
