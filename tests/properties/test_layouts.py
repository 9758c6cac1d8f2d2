"""However people lay a list out, the same initiatives are read from it, and nothing else."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import intake
from pipeline.catalogue import KINDS
from pipeline.vietnamese import Cell
from pipeline.workbook import Look, Merge, Sheet, Workbook
from tests.spec.rules import campaign as example
from tests.spec.rules.harness import DEFAULTS, default_title

HEADINGS = ("STT", "Tên sáng kiến", *DEFAULTS)
LETTERHEAD = ("LIÊN ĐOÀN LAO ĐỘNG HUYỆN", "CĐCS TRƯỜNG TIỂU HỌC", "DANH SÁCH SÁNG KIẾN", "(Kèm theo báo cáo)", None)
FOOTER = ("Tổng cộng", "Phan, ngày 20 tháng 5 năm 2022", "NGƯỜI LẬP", "(Ký, ghi rõ họ tên)", "Lê Thị Hoa")
MOST_ABOVE = 20
DAY = date(2022, 5, 31)

common = settings(deadline=None, derandomize=True, database=None)


@dataclass(frozen=True)
class Layout:
    """columns: an order of HEADINGS. authors: how many rows each author has, in one merged cell. The rest: row numbers."""

    columns: tuple[str, ...]
    authors: tuple[int, ...]
    above: int
    has_group_row: bool
    has_hints: bool
    blank_before: frozenset[int]
    headings_before: frozenset[int]
    hidden: frozenset[int]
    footer: tuple[str, ...]

    @property
    def rows(self) -> list[dict[str, Cell]]:
        """The initiatives, each with its author."""
        people = [f"Nguyễn Thị {chr(ord('A') + who)}n" for who, count in enumerate(self.authors) for _ in range(count)]
        return [
            {**DEFAULTS, "STT": number, "Tên sáng kiến": default_title(number), "Tác giả chính": author}
            for number, author in enumerate(people, start=1)
        ]

    def sheet(self) -> Sheet:
        """The list so laid out. A merged cell ends where a line is put between its rows."""
        lines: list[tuple[Cell, ...]] = [(LETTERHEAD[row % len(LETTERHEAD)],) for row in range(self.above)]
        if self.has_group_row:
            lines.append(tuple("Thông tin chung" if place == 0 else None for place in range(len(self.columns))))
        lines.append(self.columns)
        if self.has_hints:
            lines.append(tuple("(ghi đầy đủ)" if name == "Tên sáng kiến" else None for name in self.columns))
        author = self.columns.index("Tác giả chính")
        merges: list[Merge] = []
        hidden: list[int] = []
        last = ""
        for place, row in enumerate(self.rows):
            apart = self._between(place)
            lines += apart
            cells = [row[name] for name in self.columns]
            if row["Tác giả chính"] == last and not apart:
                cells[author] = None
                first, _, _, _ = merges.pop()
                merges.append((first, author, len(lines) + 1, author))
            else:
                merges.append((len(lines) + 1, author, len(lines) + 1, author))
            last = str(row["Tác giả chính"])
            lines.append(tuple(cells))
            hidden += [len(lines)] if place in self.hidden else []
        title = self.columns.index("Tên sáng kiến")
        lines += [(*[None] * title, text) for text in self.footer]
        rows = tuple(
            (number, cells) for number, cells in enumerate(lines, start=1) if any(c is not None for c in cells)
        )
        return Sheet("Sáng kiến", rows, Look(tuple(m for m in merges if m[2] > m[0]), tuple(hidden)))

    def _between(self, place: int) -> list[tuple[Cell, ...]]:
        blank: list[tuple[Cell, ...]] = [()] if place in self.blank_before else []
        return blank + ([self.columns] if place in self.headings_before else [])


@st.composite
def layouts(draw) -> Layout:
    authors = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
    places = st.frozensets(st.integers(0, sum(authors) - 1))
    inner = st.frozensets(st.integers(1, sum(authors) - 1)) if sum(authors) > 1 else st.just(frozenset())
    return Layout(
        columns=tuple(draw(st.permutations(HEADINGS))), authors=tuple(authors), above=draw(st.integers(0, MOST_ABOVE)),
        has_group_row=draw(st.booleans()), has_hints=draw(st.booleans()), blank_before=draw(inner),
        headings_before=draw(inner), hidden=draw(places), footer=FOOTER[: draw(st.integers(0, len(FOOTER)))],
    )  # fmt: skip


def read(sheet: Sheet) -> Any:
    unit = Sheet("Đơn vị", ((1, ("Mã CĐCS", "CD01")), (2, ("Ngày báo cáo", "20/5/2022"))))
    sha256 = hashlib.sha256(repr(sheet).encode()).hexdigest()
    book = Workbook("a.xlsx", sha256, 1, (unit, sheet))
    return intake.read([book], example.campaign(), example.units(), {sha256: DAY})


@given(layouts())
@settings(common, max_examples=60)
def test_the_same_initiatives_are_read_from_every_layout(layout):
    readings = read(layout.sheet())
    told = readings.rows[["title", "author", "rejected_reasons"]].values.tolist()
    assert told == [[row["Tên sáng kiến"], row["Tác giả chính"], ""] for row in layout.rows]
    codes = set(readings.findings["code"])
    assert ("rows_hidden" in codes) == bool(layout.hidden)
    assert not codes & {"other_table", "column_unknown", "column_without_heading", "row_outside_columns"}


CELLS = st.one_of(
    st.none(), st.integers(-5, 50_000), st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.dates(),
    st.sampled_from((*HEADINGS, *LETTERHEAD, *FOOTER, "Họ và tên", "Vai trò", "(1)", "nt", "\u200b", "Công nhận", "Ngày")),
    st.text(max_size=8),
)  # fmt: skip
MERGES = st.tuples(st.integers(1, 12), st.integers(0, 6), st.integers(0, 4), st.integers(0, 2)).map(
    lambda m: (m[0], m[1], m[0] + m[2], m[1] + m[3])
)


@given(st.lists(st.lists(CELLS, max_size=7), max_size=12), st.lists(MERGES, max_size=6))
@settings(common, max_examples=100)
def test_no_sheet_is_too_strange(lines, merges):
    """Anything at all below or above the headings: nothing raises."""
    body = [*lines, [*HEADINGS], *lines]
    rows = tuple(
        (number, tuple(cells)) for number, cells in enumerate(body, start=1) if any(c is not None for c in cells)
    )
    readings = read(Sheet("Sáng kiến", rows, Look(tuple(merges), hidden_rows=(1, 3), hidden_columns=((2, 9),))))
    assert len(readings.files) == 1
    assert set(readings.findings["code"]) <= set(KINDS)
