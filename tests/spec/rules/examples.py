"""An example for every kind of finding: the table that triggers it, or what a test elsewhere holds."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.spec.rules import book, pairs, table
from tests.spec.rules.rule import Rule

_CODES = ("lý do", "báo", "vì")
_LONGEST = 110

# Kinds that no table can show, because the tables begin where a workbook is open. Each is triggered by a test elsewhere.
ELSEWHERE = {
    "file_empty": "tệp 0 byte",
    "file_too_large": "tệp lớn hơn 20 MB",
    "file_unavailable": "tệp đang bị chương trình khác khóa",
    "file_link": "lối tắt trỏ ra ngoài inbox",
    "file_changing": "tệp đang được chép vào",
    "file_not_workbook": "tệp chữ thường đổi đuôi thành .xlsx",
    "file_binary_format": "tệp .xlsb",
    "file_encrypted": "tệp đặt mật khẩu khi mở",
    "file_suspicious": "hai thành phần cùng tên trong một tệp",
    "file_unpacks_too_large": "tệp nhỏ mà giải nén ra rất lớn",
    "file_has_entities": "tệp có định nghĩa XML (DTD)",
    "file_row_numbers": "dòng 1048577, hoặc dòng 5 đứng sau dòng 9",
    "file_holds_too_much": "danh sách hơn 20.000 dòng",
    "file_is_document": "tệp Word, PDF, ảnh đổi đuôi thành .xlsx",
    "file_is_archive": "tệp nén chứa nhiều tệp .xlsx",
    "file_is_web_page": "trang web mang đuôi .xls",
    "file_has_macros": "tệp .xlsm có macro",
    "file_has_external_links": "ô lấy giá trị từ sổ tính khác",
    "file_read_from_xls": "tệp .xls",
    "file_read_from_ods": "tệp .ods",
    "file_read_from_csv": "tệp .csv có Mã CĐCS, Ngày báo cáo ở trên",
    "csv_without_unit": "tệp .csv không có Mã CĐCS, Ngày báo cáo",
    "csv_without_headings": "tệp .csv không có dòng tiêu đề",
    "csv_letters_lost": "tệp .csv mà chữ đã thành “Tên sáng ki?n”",
    "csv_old_encoding": "tệp .csv theo bảng mã Windows-1258",
    "file_no_cells": "sổ tính không có ô nào",
    "file_reader_died": "tệp làm trình đọc dừng đột ngột",
    "file_reader_slow": "tệp có hàng triệu dòng định dạng",
    "sheet_missing": "trang “Tổ hỗ trợ” không có dòng tiêu đề",
    "unit_sheet_renamed": "trang “Đơn vị” đổi tên thành “Thông tin chung”",
    "columns_hidden": "cột Ngày cập nhật Cổng bị ẩn",
    "text_converted": "ô dùng phông .VnTime: “NguyÔn ThÞ H»ng”",
    "text_font_unclear": "ô dùng phông .VnTime mà có chữ Unicode",
    "units_targets_differ": "tổng chỉ tiêu trong units.csv khác campaign.toml",
}


@dataclass(frozen=True)
class Example:
    """Where a kind is shown, by the number of the rule; what is given there, in few words."""

    rule: str
    given: str


def of_tables() -> dict[str, Example]:
    """By code the line that shows it best: alone, in a table of cells rather than of files, beside few other cells."""
    best: dict[str, tuple[tuple[bool, int, int], Example]] = {}
    for chapter in book.CHAPTERS:
        for rule in chapter.rules:
            for rank, line, codes in (*_lines(rule), *_pairs(rule)):
                worth = (len(codes) > 1, rank, len(line.given))
                for code in codes:
                    if code not in best or worth < best[code][0]:
                        best[code] = worth, Example(rule.code, _given(line))
    return {code: example for code, (_, example) in best.items()}


def _lines(rule: Rule) -> Iterator[tuple[int, table.Line, set[str]]]:
    texts = (rule.rows, rule.team, rule.activities, rule.review or "", rule.files, rule.sheet)
    for rank, text in enumerate(texts):
        for line in table.read(text).lines:
            yield rank, line, {code for word in _CODES for code in line.expected.get(word, "").split()}


def _pairs(rule: Rule) -> Iterator[tuple[int, table.Line, set[str]]]:
    """A pair tells its reason and how its titles differ: each is a kind."""
    for line, reasons in pairs.reasons(rule):
        for code in reasons:
            yield 0, line, {code}


def _given(line: table.Line) -> str:
    words = "; ".join(f"{heading}: {text}" for heading, text in line.given.items() if text)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"
