"""Reads the days people write, day first always, and never guesses."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final, assert_never

from pipeline.vietnamese.text import Cell, bare, clean

UNREADABLE: Final = "unreadable"
NO_SUCH_DAY: Final = "no_such_day"

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_MONTHS = range(1, 13)
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050  # 01/01/2000 to 31/12/2099

_MARK = r" ?[./\-–—] ?"
_BEFORE_MONTH = rf"(?:{_MARK}|,? ?thang ?)"
_BEFORE_YEAR = rf"(?:{_MARK}|,? ?nam ?)"
_DAY_LABEL = r"(?:ngay ?:? ?)?"
_CLOCK = (
    r"(?:(?:[01]?\d|2[0-4])(?::[0-5]\d){1,2}(?:\.\d+)?(?: ?(?:am|pm|sa|ch|z|[+-]\d\d:?\d\d))?"
    r"|(?:[01]?\d|2[0-4]) ?(?:h(?:[0-5]\d)?|gio))"
)

_FULL = re.compile(rf"{_DAY_LABEL}(\d\d?){_BEFORE_MONTH}(\d\d?){_BEFORE_YEAR}(\d{{4}}|\d\d)", re.ASCII)
_ISO = re.compile(rf"{_DAY_LABEL}(\d{{4}})([-/.])(\d\d?)\2(\d\d?)", re.ASCII)
_MONTH = re.compile(rf"(?:thang ?:? ?|t ?)?(\d\d?){_BEFORE_YEAR}(\d{{4}})", re.ASCII)
_ISO_MONTH = re.compile(r"(\d{4})[-/](\d\d?)", re.ASCII)
_DAY_AND_MONTH = re.compile(rf"{_DAY_LABEL}(\d\d?){_BEFORE_MONTH}(\d\d?)", re.ASCII)
_CLOCK_BEHIND = re.compile(rf"(.*\d)(?: ?, ?| |t){_CLOCK}", re.ASCII)
_CLOCK_BEFORE = re.compile(rf"{_CLOCK} ?,? (.+)", re.ASCII)
# “Thứ sáu, 06/05/2022”, as the long date of Excel shows it. A weekday that is not that day's says two things at once.
_WEEKDAY = re.compile(
    r"(?:thu (?P<name>hai|ba|tu|nam|sau|bay|[2-7])|(?P<sunday>chu nhat|cn)) ?[,.:]? ?(?P<day>.+)", re.ASCII
)
_WEEKDAYS: Final = ("hai", "ba", "tu", "nam", "sau", "bay")
# The month as the same long date writes it: “06 Tháng Tư 2022”, “06 Tháng Năm, 2022”, “6 tháng 5, 2022”. A bare
# “06 tháng năm 2022” is the form in which nobody filled in the month: “năm” needs the comma or a second “năm”.
_MONTH_WORD = re.compile(
    r"(?P<before>(?:ngay ?:? ?)?\d\d?),? ?thang (?P<word>muoi mot|muoi hai|muoi|mot|hai|ba|bon|tu"
    r"|nam(?=, | nam )|sau|bay|tam|chin|\d\d?(?=, )),? (?:nam )?(?P<year>\d{4})",
    re.ASCII,
)
_MONTH_WORDS: Final = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10, "muoi mot": 11, "muoi hai": 12,
}  # fmt: skip
_LONGEST = 60  # no day is longer; keeps a pasted essay from the patterns


@dataclass(frozen=True, slots=True)
class DayReading:
    """What a cell says about a day; a month is kept as its first day.

    swapped: of a day that does not exist the one it is when the month was written first.
    """

    value: date | None
    is_month: bool = False
    fault: str = ""
    is_year_assumed: bool = False
    is_typed: bool = False
    swapped: date | None = field(default=None, compare=False)


def month_last_day(first: date) -> date:
    """The last day of the month in which `first` lies."""
    following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return following - timedelta(days=1)


def read_day(cell: Cell, reference: date | None = None) -> DayReading:
    """The day or month a cell names; `reference` gives the year where people left it out."""
    match cell:
        case None:
            return DayReading(None)
        case bool() | time() | timedelta():
            return DayReading(None, fault=UNREADABLE)
        case datetime():
            return _of_excel(cell.date())
        case date():
            return _of_excel(cell)
        case int() | float():
            return _of_number(cell, reference)
        case str():
            return _of_text(cell, reference)
        case _:
            assert_never(cell)


def _of_excel(day: date) -> DayReading:
    if _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return DayReading(day)
    return DayReading(None, fault=UNREADABLE)


def _of_number(number: float, reference: date | None) -> DayReading:
    if not math.isfinite(number):
        return DayReading(None, fault=UNREADABLE)
    if _FIRST_SERIAL <= number < _LAST_SERIAL + 1:
        return _of_excel(_EXCEL_DAY_ZERO + timedelta(days=int(number)))
    # Excel made a number of a typed 9.2023 or 22.4; the digits people typed are those it prints.
    before, _, after = repr(float(number)).partition(".")
    if after == "1":
        return DayReading(None, fault=UNREADABLE, is_typed=True)  # 22.1 or 22.10: January or October
    if re.fullmatch(r"\d{3}", after):
        after += "0"  # 10.2020 lost its zero
    return _of_words(f"{before}.{after}", reference)


def _of_text(text: str, reference: date | None) -> DayReading:
    said = clean(text)
    if not said:
        return DayReading(None)
    if len(said) > _LONGEST:
        return DayReading(None, fault=UNREADABLE, is_typed=True)
    said = bare(said)
    if said.isascii() and said.isdigit():
        # A serial is no typing: a spreadsheet made it, and may have swapped day and month before.
        if _FIRST_SERIAL <= int(said) <= _LAST_SERIAL:
            return _of_excel(_EXCEL_DAY_ZERO + timedelta(days=int(said)))
        return DayReading(None, fault=UNREADABLE, is_typed=True)
    said = said.removesuffix(".").rstrip()
    weekday = _WEEKDAY.fullmatch(said)
    if weekday:
        said = weekday["day"]
    if clock := (_CLOCK_BEHIND.fullmatch(said) or _CLOCK_BEFORE.fullmatch(said)):
        said = clock[1]
    reading = _of_words(_with_month_as_number(said), reference)
    if weekday and reading.value and (reading.is_month or reading.value.weekday() != _weekday(weekday)):
        return DayReading(None, fault=UNREADABLE, is_typed=True)
    return reading


def _with_month_as_number(said: str) -> str:
    """“06 thang tu 2022” → “06/4/2022”."""
    found = _MONTH_WORD.fullmatch(said)
    if found is None:
        return said
    return f"{found['before']}/{_MONTH_WORDS.get(found['word'], found['word'])}/{found['year']}"


def _weekday(found: re.Match[str]) -> int:
    """Monday 0, as the calendar of Python counts."""
    if found["sunday"]:
        return 6
    name = found["name"]
    return int(name) - 2 if name.isdigit() else _WEEKDAYS.index(name)


def _of_words(said: str, reference: date | None) -> DayReading:
    if found := _FULL.fullmatch(said):
        day, month, year = map(int, found.groups())
        return _of_parts(year if found[3][2:] else 2000 + year, month, day)
    if found := _ISO.fullmatch(said):
        return _of_parts(int(found[1]), int(found[3]), int(found[4]))
    if found := _MONTH.fullmatch(said):
        return _of_parts(int(found[2]), int(found[1]), None)
    if found := _ISO_MONTH.fullmatch(said):
        return _of_parts(int(found[1]), int(found[2]), None)
    if found := _DAY_AND_MONTH.fullmatch(said):
        return _in_latest_year(int(found[1]), int(found[2]), reference)
    return DayReading(None, fault=UNREADABLE, is_typed=True)


def _of_parts(year: int, month: int, day: int | None) -> DayReading:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return DayReading(None, fault=UNREADABLE, is_typed=True)
    try:
        value = date(year, month, 1 if day is None else day)
    except ValueError:
        swapped = date(year, day, month) if day and day in _MONTHS and 1 <= month <= _days_in(year, day) else None
        return DayReading(None, fault=NO_SUCH_DAY, is_typed=True, swapped=swapped)
    return DayReading(value, is_month=day is None, is_typed=True)


def _days_in(year: int, month: int) -> int:
    return month_last_day(date(year, month, 1)).day


def _in_latest_year(day: int, month: int, reference: date | None) -> DayReading:
    """The latest such day that does not lie after the reference; 29/02 may be up to eight years back."""
    if not _is_in_a_leap_year(day, month):
        # 9/23 may be meant as a month and a year; 31/2 can only be a day that does not exist.
        return DayReading(None, fault=NO_SUCH_DAY if month in _MONTHS else UNREADABLE, is_typed=True)
    if reference is None:
        return DayReading(None, fault=UNREADABLE, is_typed=True)
    for year in range(reference.year, max(reference.year - 9, _FIRST_YEAR - 1), -1):
        reading = _of_parts(year, month, day)
        if reading.value is not None and reading.value <= reference:
            return DayReading(reading.value, is_year_assumed=True, is_typed=True)
    return DayReading(None, fault=UNREADABLE, is_typed=True)


def _is_in_a_leap_year(day: int, month: int) -> bool:
    return month in _MONTHS and 1 <= day <= month_last_day(date(2000, month, 1)).day
