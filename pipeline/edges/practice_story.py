"""Who sends what on which day in the practice inbox: how unions report when nothing special happens."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from pipeline.edges.practice_files import Item, Layout, Submission
from pipeline.edges.practice_rows import Row, Union
from pipeline.edges.template import Filled
from pipeline.vietnamese import Cell

_FIRST_DAYS = (date(2022, 4, 22), date(2022, 4, 29), date(2022, 5, 5), date(2022, 5, 6), date(2022, 5, 9))
_LAST_DAYS = (
    date(2022, 5, 13),
    date(2022, 5, 16),
    date(2022, 5, 17),
    date(2022, 5, 18),
    date(2022, 5, 19),
    date(2022, 5, 20),
)
_DAY_FORMS: tuple[Callable[[date], Cell], ...] = (
    lambda day: day,
    lambda day: day,
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day}/{day.month}/{day.year}",
    lambda day: f"{day.day:02d}.{day.month}.{day.year}",
)


def size(union: Union, share: float = 1.0) -> int:
    """How many initiatives a union has, somewhere about its target of the phase."""
    return max(3, round(union.unit.targets[0] * share * union.rng.uniform(0.72, 1.22)))


def rows_of(union: Union, known_on: date, share: float = 1.0) -> list[Row]:
    """The initiatives of a union on the day of a report."""
    return union.initiatives(size(union, share), known_on)


def send(
    union: Union, report_on: date, rows: Sequence[Row], words: str = "", layout: Layout | None = None
) -> Submission:
    """A report of a union, typed as this union types its days, in the folder of its day.

    words: what the union adds to the file name.
    """
    form = _DAY_FORMS[sum(map(ord, union.unit.unit_code)) % len(_DAY_FORMS)]
    typed = [{"ordinal": place, **_with_days(row, form)} for place, row in enumerate(rows, start=1)]
    filled = Filled(union.unit_values(report_on, rows), typed, union.team(report_on), union.activities(report_on))
    name = f"SK_{union.unit.unit_code}{words and ' '}{words}.xlsx"
    return Submission(f"{report_on.isoformat()}/{name}", union.unit, filled, layout)


def _with_days(row: Mapping[str, Cell], form: Callable[[date], Cell]) -> Row:
    return {field: form(cell) if isinstance(cell, date) else cell for field, cell in row.items()}


def ordinary(union: Union) -> list[Item]:
    """One report, or two: the full list again with what has gone on, or only what is new."""
    rng = union.rng
    last = rng.choice(_LAST_DAYS)
    choice = rng.random()
    if choice < 0.25:
        return [send(union, last, rows_of(union, last))]
    first = rng.choice(_FIRST_DAYS)
    return (full_list_again if choice < 0.75 else only_new)(union, first, last)


def grown(union: Union, first: date, last: date, share: float = 1.0) -> tuple[Submission, list[Row]]:
    """An earlier report, and the list it has grown into: some of it further on, and what is new."""
    before = rows_of(union, first, 0.65 * share)
    return send(union, first, before), [union.progressed(row, last) for row in before] + rows_of(
        union, last, 0.42 * share
    )


def full_list_again(union: Union, first: date, last: date) -> list[Item]:
    """The second report holds everything once more, some of it further on, and what is new."""
    former, after = grown(union, first, last)
    return [former, send(union, last, after, union.rng.choice(["", "lần 2", "cập nhật"]))]


def only_new(union: Union, first: date, last: date) -> list[Item]:
    """The second report holds only what is new; what the first one told stays."""
    before, after = rows_of(union, first, 0.6), rows_of(union, last, 0.45)
    return [send(union, first, before), send(union, last, after, union.rng.choice(["bổ sung", "(phát sinh thêm)"]))]
