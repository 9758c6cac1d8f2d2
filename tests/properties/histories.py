"""Random histories: what up to three unions send over some days, wrong rows, copies and refused files included."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from hypothesis import strategies as st

from pipeline.consolidation import Consolidation
from pipeline.vietnamese import Cell
from pipeline.workbook import Sheet, Workbook
from schemas import initiative
from tests.once import consolidate
from tests.spec.rules import campaign

RECEIVED_ON = date(2022, 7, 31)
HEADINGS = tuple(column.heading for column in initiative.COLUMNS)
FIELDS = tuple(column.field for column in initiative.COLUMNS)

TITLES = st.sampled_from(
    [
        "Bếp ăn một chiều cho học sinh",
        "BẾP ĂN một chiều, cho học sinh.",
        "Bếp ăn một chiều cho học sinh bán trú",
        "Quản lý hoà giải ở tổ dân phố",
        "Quản lí hòa giải ở tổ dân phố",
        "Giúp học sinh lớp 1 học tốt môn Tiếng Việt",
        "Giúp học sinh lớp 2 học tốt môn Tiếng Việt",
        "Ngắn",
        "",
    ]
)
PEOPLE = ["Lê Thị Một", "Đỗ Văn Hai", "Hà Văn Ba"]
DAYS = ["07/01/2022", "20/4/2022", "31/5/2022", "01/6/2022", "30/7/2022"]


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Cell]:
    """One row: mostly sound, from small pools, so that rows meet again."""
    some_day = st.sampled_from(["", "", *DAYS])
    return {
        "title": draw(TITLES),
        "author": draw(st.sampled_from([*PEOPLE, "LÊ THỊ MỘT", "Lê Thị Một; Hà Văn Ba", ""])),
        "co_authors": draw(st.sampled_from(["", "", "Đỗ Văn Hai"])),
        "author_group": draw(st.sampled_from(["Khác", "Khác", "Khác", "Cán bộ công đoàn", "Người ngoài"])),
        "solution_kind": draw(st.sampled_from(["Giải pháp kỹ thuật", "Giải pháp quản lý"])),
        "field_of_work": draw(st.sampled_from(["Y tế", "Khác", "Thể thao"])),
        "summary": draw(st.sampled_from(["", "Bố trí lại bếp"])),
        "stage": draw(st.sampled_from([*["Đã được công nhận"] * 4, "Ý tưởng", "Rút"])),
        "applied_on": draw(st.sampled_from(["01/3/2022", "01/3/2022", "01/3/2020", "6/2022", "30/02/2022", ""])),
        "recognised_by": draw(st.sampled_from(["Hội đồng sáng kiến", "Hội đồng sáng kiến", ""])),
        "recognised_on": draw(st.sampled_from(["15/4/2022", "15/4/2022", "30/6/2022", "01/8/2022", ""])),
        "recognition_number": "1/QĐ",
        "benefit_vnd": draw(st.sampled_from(["", "15 triệu", "nhiều"])),
        "portal_ref": draw(st.sampled_from(["", "", "SK-1", "SK-2"])),
        "portal_on": draw(some_day),
        "ip_protected": draw(st.sampled_from(["", "", "", "Có"])),
    }


@dataclass(frozen=True)
class History:
    """The files that were sent, received together on RECEIVED_ON."""

    books: tuple[Workbook, ...]

    def consolidate(self, as_of: date = RECEIVED_ON) -> Consolidation:
        return consolidate(self.books, campaign.campaign(), campaign.units(), as_of, RECEIVED_ON)

    def shuffled(self, order: Sequence[int], names: Sequence[str]) -> History:
        """The same files in another order and under other names."""
        renamed = [replace(book, file=name) for book, name in zip(self.books, names, strict=True)]
        return History(tuple(renamed[place] for place in order))


def workbook(name: str, unit_code: str, report_on: str, lines: Sequence[dict[str, Cell]]) -> Workbook:
    """A file as `template` would write it, without a stamp."""
    labels = (("Mã CĐCS", unit_code), ("Ngày báo cáo", report_on), ("Không phát sinh", "" if lines else "Có"))
    unit = Sheet("Đơn vị", tuple((row, pair) for row, pair in enumerate(labels, start=1)))
    body = tuple((row, tuple(line.get(field) for field in FIELDS)) for row, line in enumerate(lines, start=2))
    sheets = (unit, Sheet(initiative.SHEET, ((1, HEADINGS), *body)))
    return Workbook(name, hashlib.sha256(repr(sheets).encode()).hexdigest(), 1, sheets)


@st.composite
def histories(draw: st.DrawFn, max_files: int = 5, max_rows: int = 5) -> History:
    """What three unions (and now and then an unknown one) send; now and then a file twice."""
    books: list[Workbook] = []
    for number in range(draw(st.integers(0, max_files))):
        unit_code = draw(st.sampled_from(["CD01", "CD01", "CD01", "CD02", "CD03", "CD99"]))
        report_on = draw(st.sampled_from(["10/5/2022", "20/5/2022", "05/6/2022", "20/7/2022"]))
        lines = draw(st.lists(rows(), max_size=max_rows))
        books.append(workbook(f"{number}.xlsx", unit_code, report_on, lines))
    is_copied: bool = draw(st.booleans())
    if books and is_copied:
        books.append(replace(books[0], file="sao.xlsx"))
    return History(tuple(books))
