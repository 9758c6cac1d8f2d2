"""Prints numbers, money and days the way official papers write them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

NO_TARGET: Final = "không giao chỉ tiêu"

_LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
_ROMAN: Final = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_LAST_ROMAN: Final = 3999
_FEBRUARY: Final = 2
_TRIEU, _TY = 10**6, 10**9


def count(n: int) -> str:
    """1041 → “1.041”."""
    return f"{n:,}".replace(",", ".")


def share(part: int, whole: int) -> float | None:
    """The share rounded half up to four places; None where there is no whole."""
    return None if whole == 0 else _half_up(Fraction(part * 10_000, whole)) / 10_000


def printed_share(part: int, whole: int) -> float | None:
    """The share as `percent_of` prints it, for a cell that shows one decimal: rounded once, half up to three places."""
    return None if whole == 0 else _half_up(Fraction(part * 1000, whole)) / 1000


def rate(share: float | Decimal | None) -> str:
    """0.4247 → “42,5%”; a missing share (None, or the NaN a table makes of it) means no target was given."""
    if share is None or math.isnan(share):
        return NO_TARGET
    return _percent(Fraction(str(share)))


def percent_of(part: int, whole: int) -> str:
    """The rate straight from the two counts, so that it is rounded once only."""
    return NO_TARGET if whole == 0 else _percent(Fraction(part, whole))


def money(vnd: int) -> str:
    """In tỷ or triệu where three decimals tell it exactly, else to the đồng."""
    if vnd < 0:
        return f"-{money(-vnd)}"
    if vnd >= _TY and vnd % _TRIEU == 0:
        return f"{_thousandths(vnd // _TRIEU)} tỷ đồng"
    if _TRIEU <= vnd < _TY and vnd % 1000 == 0:
        return f"{_thousandths(vnd // 1000)} triệu đồng"
    return f"{count(vnd)} đồng"


def day(d: date) -> str:
    """“06/5/2022”: only days below 10 and the months 1 and 2 get a leading zero."""
    return f"{d.day:02d}/{_month(d)}/{d.year:04d}"


def long_day(d: date) -> str:
    """“ngày 06 tháng 5 năm 2022”."""
    return f"ngày {d.day:02d} tháng {_month(d)} năm {d.year:04d}"


def roman(n: int) -> str:
    """1 → “I”, for the parts of a report and the annexes."""
    if not 1 <= n <= _LAST_ROMAN:
        raise ValueError(f"no Roman numeral for {n}")
    numeral = ""
    for value, sign in _ROMAN:
        times, n = divmod(n, value)
        numeral += sign * times
    return numeral


def letter(n: int) -> str:
    """1 → “a”, in the order of the Vietnamese alphabet: a, b, c, d, đ, e, g."""
    if not 1 <= n <= len(_LETTERS):
        raise ValueError(f"no list letter for {n}")
    return _LETTERS[n - 1]


def _half_up(number: Fraction) -> int:
    return (2 * number.numerator + number.denominator) // (2 * number.denominator)


def _percent(share: Fraction) -> str:
    whole, tenth = divmod(_half_up(abs(share) * 1000), 10)
    sign = "-" if share < 0 and (whole or tenth) else ""
    return f"{sign}{count(whole)},{tenth}%" if tenth else f"{sign}{count(whole)}%"


def _thousandths(thousandths: int) -> str:
    whole, rest = divmod(thousandths, 1000)
    decimals = f"{rest:03d}".rstrip("0")
    return f"{count(whole)},{decimals}" if decimals else count(whole)


def _month(d: date) -> str:
    return f"{d.month:02d}" if d.month <= _FEBRUARY else str(d.month)


def row_spans(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Rows of a sheet, sorted, as first and last of each run: 1, 2, 3, 7 are (1, 3), (7, 7)."""
    spans: list[tuple[int, int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1] = spans[-1][0], row
        else:
            spans.append((row, row))
    return spans


def row_ranges(rows: Iterable[int]) -> str:
    """Rows of a sheet, sorted: 1, 2, 3, 7 → “1–3, 7”."""
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in row_spans(rows))
