"""What a workbook shows beside its cells reaches the reader: merged cells, what is hidden, text in old fonts."""

import hashlib
from datetime import date

import pandas as pd
import pytest
import xlsxwriter

from pipeline.edges import reading
from pipeline.history import Exclusions, no_judgements
from tests.spec.rules import campaign as example
from tests.spec.rules import several_days
from tests.spec.rules.harness import DEFAULTS

HEADINGS = ["Tên sáng kiến*", "Tác giả chính*", *(heading for heading in DEFAULTS if heading != "Tác giả chính")]
AUTHOR, SUMMARY = 1, len(HEADINGS)
TITLES = ("Bếp ăn một chiều cho học sinh", "Vườn rau sạch sau lớp học", "Tưới cây bằng nước mưa")


@pytest.fixture
def book(tmp_path):
    """A workbook under way: `put(row, column, text, font)` on the sheet, `read()` closes and reads it."""

    class Book:
        def __init__(self):
            self.path = tmp_path / "a.xlsx"
            self.file = xlsxwriter.Workbook(self.path)
            unit = self.file.add_worksheet("Đơn vị")
            for row, pair in enumerate({"Mã CĐCS*": "CD01", "Ngày báo cáo*": "20/5/2022"}.items()):
                unit.write_row(row, 0, pair)
            self.sheet = self.file.add_worksheet("Sáng kiến")
            self.sheet.write_row(0, 0, [*HEADINGS, "Tóm tắt nội dung"])
            for row, title in enumerate(TITLES, start=1):
                self.sheet.write_row(row, 0, [title, *(DEFAULTS[heading.rstrip("*")] for heading in HEADINGS[1:])])

        def put(self, row, column, text, font):
            self.sheet.write_string(row, column, text, self.file.add_format({"font_name": font}))

        def read(self):
            self.file.close()
            sha256 = hashlib.sha256(self.path.read_bytes()).hexdigest()
            return reading.read(str(self.path), "a.xlsx", sha256)

        def consolidated(self):
            day = date(2022, 5, 31)
            arrivals = [several_days.Arrival(self.read(), day)]
            said = (Exclusions(), no_judgements())
            return several_days.consolidate(arrivals, example.campaign(), example.units(), day, said)

    return Book()


def told(result):
    rows = ["" if pd.isna(row) else row for row in result.findings["row"]]
    return [
        f"{code}@{row}{column}"
        for code, row, column in zip(result.findings["code"], rows, result.findings["column"], strict=True)
    ]


OLD = [
    (".VnTime", "NguyÔn ThÞ H»ng", "Nguyễn Thị Hằng"),
    (".VnTime", "L­u Quang ¸nh", "Lưu Quang ánh"),  # its ư is an invisible character of Unicode
    (".VnTimeH", "nguyÔn thÞ h»ng", "NGUYỄN THỊ HẰNG"),
    ("VNI-Times", "Nguyeãn Thò Haèng", "Nguyễn Thị Hằng"),  # what guessing takes for TCVN3
    ("VNI-Helve", "ÑOÃ VAÊN ÑÖÔÏC", "ĐỖ VĂN ĐƯỢC"),
    ("VNI-Times", "Haûi Yeán Caåm Saún", "Hải Yến Cẩm Sẳn"),
    ("Times New Roman", "NguyÔn ThÞ H»ng", "NguyÔn ThÞ H»ng"),
    (".VnTime", "Le Van An", "Le Van An"),
]


@pytest.mark.parametrize(("font", "stored", "drawn"), OLD)
def test_text_is_read_as_its_font_draws_it(book, font, stored, drawn):
    book.put(2, AUTHOR, stored, font)
    result = book.consolidated()
    assert result.rows["author"].tolist()[1] == drawn
    assert told(result) == (["stamp_missing@", "text_converted@3B"] if stored != drawn else ["stamp_missing@"])


def test_a_font_that_also_holds_unicode_is_not_believed(book):
    """On a machine without the font people see, and type, Unicode in it."""
    book.put(1, AUTHOR, "Nguyễn Thị Hằng", ".VnTime")
    book.put(2, AUTHOR, "Lê Thành", ".VnTime")
    result = book.consolidated()
    assert result.rows["author"].tolist()[:2] == ["Nguyễn Thị Hằng", "Lê Thành"]
    assert told(result) == ["stamp_missing@", "text_font_unclear@3B"]


def test_rich_text_counts_by_the_font_of_its_first_run(book):
    plain, bold = book.file.add_format({"font_name": ".VnTime"}), book.file.add_format({"bold": True})
    book.sheet.write_rich_string(2, AUTHOR, plain, "NguyÔn ThÞ ", bold, "H»ng")
    assert book.consolidated().rows["author"].tolist()[1] == "Nguyễn Thị Hằng"


def test_headings_and_labels_in_an_old_font_are_known(book):
    book.put(0, 0, "Tªn s¸ng kiÕn", ".VnTime")
    assert book.consolidated().rows["title"].tolist() == list(TITLES)


def test_hidden_rows_and_columns_and_filters_change_nothing_but_are_told(book):
    book.sheet.autofilter(0, 0, 3, AUTHOR)
    for row in (1, 2):
        book.sheet.set_row(row, None, None, {"hidden": True})
    book.sheet.set_column(AUTHOR, AUTHOR, None, None, {"hidden": True})
    book.sheet.set_column(30, 16_383, None, None, {"hidden": True})
    result = book.consolidated()
    assert len(result.rows) == len(TITLES)
    assert told(result) == ["stamp_missing@", "columns_hidden@", "rows_hidden@2"]
    messages = " ".join(result.findings["message"])
    assert "(dòng 2–3)" in messages
    assert "B (Tác giả chính)." in messages


def test_merged_cells_are_seen(book):
    book.sheet.merge_range(1, AUTHOR, 3, AUTHOR, "Lê Thị Mẫu")
    book.sheet.merge_range(5, 0, 5, 3, "Tổng cộng: 3 sáng kiến")
    result = book.consolidated()
    assert result.rows["author"].tolist() == ["Lê Thị Mẫu"] * 3
    assert told(result) == ["stamp_missing@", "cell_merged_read@2", "row_total@6A"]
