"""Reads amounts of money, counts and yes or no as people write them, exactly or not at all."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from pipeline.vietnamese.text import Cell, bare, clean, fold_form

UNREADABLE: Final = "unreadable"

_ABSURD = 10**15  # more than any union ever gained
_TOO_LARGE = 10**18  # sums of such amounts no longer fit the 64 bits of a table's column
_MOST_DIGITS = 24
_GROUP = 3  # digits between two marks of thousands
_LONGEST = 120

_NGHIN, _TRIEU, _TY = 10**3, 10**6, 10**9
_UNITS: Final = {"ty": _TY, "ti": _TY, "trieu": _TRIEU, "tr": _TRIEU, "nghin": _NGHIN, "ngan": _NGHIN, "k": _NGHIN}

# A word that makes the amount a guess of the writer: kept, and flagged.
_ABOUT = re.compile(r"(?:(?:uoc|tinh|khoang|gan|hon|tren|tam|chung|xap xi)(?: |$)|[~≈] ?)+")
_CURRENCY = re.compile(r"(?<=[\da-z ])(?:dong|vnd|d|₫)(?: ?\.)?$|^vnd ?(?=\d)", re.ASCII)
_DIGITS = r"\d+(?:[.,]\d+)*|\d{1,3}(?: \d{3})+"
_PART = re.compile(r" ?(?P<digits>\d+(?:[.,]\d+)*) ?(?P<unit>trieu|tr|ty|ti|nghin|ngan|k)(?![a-z])", re.ASCII)
_NUMBER = re.compile(rf"(?:{_DIGITS})", re.ASCII)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+", re.ASCII)
_MIXED = re.compile(
    r"(?P<whole>[1-9]\d{0,2}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})*)(?!(?P=mark))[.,](?P<rest>\d+)", re.ASCII
)
_DECIMAL = re.compile(r"(?P<whole>\d+)(?P<mark>[.,])(?P<rest>\d+)", re.ASCII)

_COUNTED = re.compile(
    r" ?(?:luot nguoi|luot|nguoi(?: tham gia| tham du| lao dong)?|doan vien(?: cong doan)?|cnvcld|cnvc-ld|lao dong|ld"
    r"|can bo|cong nhan|vien chuc|cong chuc|giao vien|nhan vien|thanh vien|dong chi|d/c"
    r"|sang kien|sk|giai phap|y tuong|de tai)$"
)

_YES = frozenset({"có", "co", "x", "×", "✓", "✔", "yes", "true", "1"})
_NO = frozenset({"không", "khong", "ko", "k", "no", "false", "0"})


@dataclass(frozen=True, slots=True)
class AmountReading:
    """A whole number read from a cell; doubtful when a person should look at it again."""

    value: int | None
    is_doubtful: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True)
class YesNoReading:
    """Yes, no, or nothing said."""

    value: bool | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _Number:
    """Digits as typed, read exactly, with what may make the reading a wrong one."""

    value: Fraction
    is_dotted: bool = False  # 1.041: one group of three behind a point
    is_comma_three: bool = False  # 8,518: a decimal comma in Vietnamese, a thousands mark in English
    is_doubtful: bool = False


_NOTHING = AmountReading(None)
_UNREADABLE = AmountReading(None, fault=UNREADABLE)


def read_money(cell: Cell) -> AmountReading:
    """An amount in đồng."""
    return _read(cell, _money_of_number, _money_of_text)


def read_count(cell: Cell) -> AmountReading:
    """A number of people or things."""
    return _read(cell, _count_of_number, _count_of_text)


def read_yes_no(cell: Cell) -> YesNoReading:
    """Có or Không in the ways people write them."""
    match cell:
        case None:
            return YesNoReading(None)
        case bool():
            return YesNoReading(cell)
        case int() | float():
            return YesNoReading(cell == 1) if cell in (0, 1) else YesNoReading(None, UNREADABLE)
        case str():
            return _yes_no_of_text(fold_form(cell))
        case _:
            return YesNoReading(None, UNREADABLE)


def _read(
    cell: Cell, of_number: Callable[[float], AmountReading], of_text: Callable[[str], AmountReading]
) -> AmountReading:
    match cell:
        case None:
            return _NOTHING
        case bool():
            return _UNREADABLE
        case int() | float():
            return of_number(cell)
        case str():
            said = _short(cell)
            if said is None:
                return _UNREADABLE
            return of_text(said) if said else _NOTHING
        case _:
            return _UNREADABLE


def _yes_no_of_text(said: str) -> YesNoReading:
    if not said:
        return YesNoReading(None)
    word = said.removesuffix(".")
    return YesNoReading(word in _YES) if word in _YES | _NO else YesNoReading(None, UNREADABLE)


def _short(text: str) -> str | None:
    """The text ready to be matched; None when it is too long to be an amount."""
    said = clean(text)
    return None if len(said) > _LONGEST else bare(said)


def _exact(number: float) -> Fraction:
    """The number Excel shows: 15 digits, so that 0.1 × 150.000.000 is whole."""
    if isinstance(number, int) or number.is_integer():
        return Fraction(int(number))
    return Fraction(f"{number:.15g}")


def _money_of_number(number: float) -> AmountReading:
    if not math.isfinite(number) or number < 0:
        return _UNREADABLE
    exact = _exact(number)
    return _reading(exact, is_doubtful=exact.denominator != 1)


def _count_of_number(number: float) -> AmountReading:
    reading = _money_of_number(number)
    is_whole = math.isfinite(number) and _exact(number).denominator == 1
    # A count with a fraction may be a mistyped 1.041; unlike money it has no rounded meaning.
    return reading if is_whole or reading.fault else AmountReading(None, is_doubtful=True, fault=UNREADABLE)


def _reading(amount: Fraction, *, is_doubtful: bool) -> AmountReading:
    whole = (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)  # half up
    if whole >= _TOO_LARGE:
        return _UNREADABLE
    return AmountReading(whole, is_doubtful=is_doubtful or whole >= _ABSURD)


def _number(digits: str) -> _Number | None:
    """Digits with their points and commas as Vietnamese read them; None when they fit no way of writing."""
    if sum(map(str.isdigit, digits)) > _MOST_DIGITS:
        return None
    if digits.isdigit():
        # A leading zero belongs to a telephone number or a code rather than to an amount.
        return _Number(Fraction(int(digits)), is_doubtful=len(digits) > 1 and digits[0] == "0")
    if _GROUPED.fullmatch(digits):
        groups = re.split(r"[., ]", digits)
        return _Number(
            Fraction(int("".join(groups))),
            is_dotted=digits.count(".") == 1,
            is_comma_three=digits.count(",") == 1,
        )
    if found := _MIXED.fullmatch(digits):
        whole = re.sub(r"[.,]", "", found["whole"])
        # Three digits behind the second mark may be one more group, typed with the wrong mark.
        return _Number(Fraction(f"{whole}.{found['rest']}"), is_doubtful=len(found["rest"]) == _GROUP)
    if found := _DECIMAL.fullmatch(digits):
        return _Number(Fraction(f"{found['whole']}.{found['rest']}"))
    return None


def _money_of_text(said: str) -> AmountReading:
    is_about = False
    if found := _ABOUT.match(said):
        said, is_about = said[found.end() :], True
    amount = _CURRENCY.sub("", said, count=1).rstrip()
    if amount == said:
        amount = re.sub(r"(?<=[a-z])\.$", "", said)  # the full stop of a sentence: “15 triệu.”
    if _NUMBER.fullmatch(amount):
        number = _number(amount)
        if number is None:
            return _UNREADABLE
        is_doubtful = is_about or number.is_doubtful or number.is_comma_three or number.value.denominator != 1
        return _reading(number.value, is_doubtful=is_doubtful)
    return _money_of_units(amount, is_about=is_about)


def _money_of_units(amount: str, *, is_about: bool) -> AmountReading:
    """“107 tỉ 786 triệu”: each unit smaller than the one before, and each number too small to reach it."""
    total, ceiling, position, is_doubtful, is_closed = Fraction(0), _TOO_LARGE, 0, is_about, False
    while found := _PART.match(amount, position):
        unit = _UNITS[found["unit"]]
        part = _of_unit(found["digits"], unit)
        if part is None or part[0] >= ceiling or unit >= ceiling or is_closed:
            return _UNREADABLE
        total += part[0]
        is_doubtful = is_doubtful or part[1]
        is_closed = (part[0] / unit).denominator != 1  # “1,5 tỷ 200 triệu” says two things
        ceiling, position = unit, found.end()
    rest = amount[position:].strip()
    if position and rest and not is_closed:
        # “2 triệu 500.000” is clear; “1 tỷ 250” is 250 triệu or 250 đồng.
        tail = _number(rest) if _GROUPED.fullmatch(rest) and "." in rest else None
        if tail is None or tail.value >= ceiling:
            return _UNREADABLE
        return _reading(total + tail.value, is_doubtful=is_doubtful)
    if not position or rest:
        return _UNREADABLE
    return _reading(total, is_doubtful=is_doubtful or total.denominator != 1)


def _of_unit(digits: str, unit: int) -> tuple[Fraction, bool] | None:
    """A number in front of a unit as đồng, and whether it is doubtful."""
    number = _number(digits)
    if number is None:
        return None
    value = number.value
    if number.is_comma_three:
        value /= 1000  # before a unit a comma is a decimal comma: 8,518 tỷ
    # 1.250 triệu may be meant in English; 1,250 triệu too, but nobody here means 8.518 tỷ.
    is_doubtful = number.is_doubtful or number.is_dotted or (number.is_comma_three and unit < _TY)
    return value * unit, is_doubtful


def _count_of_text(said: str) -> AmountReading:
    is_about = False
    if found := _ABOUT.match(said):
        said, is_about = said[found.end() :], True
    digits = _COUNTED.sub("", said)
    number = _number(digits) if _NUMBER.fullmatch(digits) else None
    if number is None or number.value.denominator != 1:
        return _UNREADABLE
    return _reading(number.value, is_doubtful=is_about or number.is_comma_three)
