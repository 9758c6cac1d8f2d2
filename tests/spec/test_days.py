"""Which day a cell names."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.vietnamese.days import DayReading, month_last_day, read_day
from pipeline.vietnamese.printing import day, long_day
from pipeline.vietnamese.text import Cell

REPORTED = date(2022, 5, 31)

# cell                                  day
DAYS: list[tuple[Cell, str]] = [
    ("15/12/2021", "2021-12-15"),
    ("03/3/2022", "2022-03-03"),
    ("3/3/2022", "2022-03-03"),
    ("31.5.2022", "2022-05-31"),
    ("30.06.2024", "2024-06-30"),
    ("3-3-2022", "2022-03-03"),
    ("3–3–2022", "2022-03-03"),
    ("3 / 3 / 2022", "2022-03-03"),
    ("6/5.2022", "2022-05-06"),
    ("3/3/22", "2022-03-03"),
    ("22-05-31", "2031-05-22"),
    ("5/6/2022", "2022-06-05"),
    ("2022-05-31", "2022-05-31"),
    ("2022/5/31", "2022-05-31"),
    ("2022-05-31 00:00:00", "2022-05-31"),
    ("2022-05-31T14:30:00.000+07:00", "2022-05-31"),
    ("31/05/2022 14:30", "2022-05-31"),
    ("31/8/2023 24:00", "2023-08-31"),
    ("24h ngày 31/8/2023", "2023-08-31"),
    ("9 giờ, 12/5/2022", "2022-05-12"),
    ("12/5/2022 9h30", "2022-05-12"),
    ("ngày 06 tháng 5 năm 2022", "2022-05-06"),
    ("NGÀY 06 THÁNG 5 NĂM 2022", "2022-05-06"),
    ("ngay 6 thang 5 nam 2022", "2022-05-06"),
    ("Ngày  06\u00a0tháng 5\nnăm 2022", "2022-05-06"),
    ("ngày 06, tháng 5, năm 2022", "2022-05-06"),
    ("ngày06tháng5năm2022", "2022-05-06"),
    ("06 tháng 5 năm 2022", "2022-05-06"),
    ("6 tháng 5/2022", "2022-05-06"),
    ("ngày 6/5/2022", "2022-05-06"),
    ("6/5/2022.", "2022-05-06"),
    ("ngày 06/5/2022.", "2022-05-06"),
    ("Thứ sáu, 06/05/2022", "2022-05-06"),
    ("Thứ 6, ngày 6 tháng 5 năm 2022", "2022-05-06"),
    ("thứ sáu 06/05/2022 8:30", "2022-05-06"),
    ("CN, 8/5/2022", "2022-05-08"),
    ("Chủ nhật, 8/5/2022", "2022-05-08"),
    ("06 Tháng Tư 2022", "2022-04-06"),
    ("Thứ Sáu, 06 Tháng Năm, 2022", "2022-05-06"),
    ("ngày 12 tháng mười hai năm 2021", "2021-12-12"),
    ("6 tháng 5, 2022", "2022-05-06"),
    ("Ngày: 6/5/2022", "2022-05-06"),
    ("29/02/2024", "2024-02-29"),
    ("01/01/1990", "1990-01-01"),
    ("31/12/2100", "2100-12-31"),
]

# cell                                  first day of the month
MONTHS: list[tuple[Cell, str]] = [
    ("09.2023", "2023-09-01"),
    ("9/2023", "2023-09-01"),
    ("9-2023", "2023-09-01"),
    ("tháng 9/2015", "2015-09-01"),
    ("Tháng: 9/2015", "2015-09-01"),
    ("tháng 9 năm 2015", "2015-09-01"),
    ("T9/2015", "2015-09-01"),
    ("T9.2015", "2015-09-01"),
    ("2022-05", "2022-05-01"),
    (9.2023, "2023-09-01"),
    (12.2021, "2021-12-01"),
    (10.202, "2020-10-01"),
    (1.201, "2010-01-01"),
]

# a real Excel day, or a serial         day
OF_EXCEL: list[tuple[Cell, str]] = [
    (date(2022, 5, 31), "2022-05-31"),
    (datetime(2022, 5, 31, 23, 59), "2022-05-31"),
    (44712, "2022-05-31"),
    (44712.0, "2022-05-31"),
    (44712.75, "2022-05-31"),
    ("44712", "2022-05-31"),
    (36526, "2000-01-01"),
    (73050, "2099-12-31"),
]

# cell                                  reported on      day
YEAR_LEFT_OUT: list[tuple[Cell, str, str]] = [
    ("22.4", "2022-05-31", "2022-04-22"),
    ("22/4", "2022-05-31", "2022-04-22"),
    ("31/5", "2022-05-31", "2022-05-31"),
    ("1/6", "2022-05-31", "2021-06-01"),
    ("22.10", "2022-05-31", "2021-10-22"),
    ("22.1", "2022-05-31", "2022-01-22"),
    ("ngày 22 tháng 4", "2022-05-31", "2022-04-22"),
    ("29/2", "2022-05-31", "2020-02-29"),
    (22.4, "2022-05-31", "2022-04-22"),
    (22.04, "2022-05-31", "2022-04-22"),
    (5.12, "2022-05-31", "2021-12-05"),
]

NO_SUCH_DAYS: list[Cell] = [
    "31/02/2022",
    "29/02/2022",
    "32/13/2022",
    "5/31/2022",
    "0/5/2022",
    "2022-13-01",
    "ngày 31 tháng 4 năm 2022",
    "13/2022",
    13.2022,
    "31/2",
]

UNREADABLE: list[Cell] = [
    "31/5/2022..",
    "Thứ năm, 06/05/2022",  # that day is a Friday: one of the two is wrong
    "Thứ ba, 5/2022",
    "Thứ hai",
    "ngày 12 tháng năm 2022",  # a form in which the month was left out, or May
    "tháng năm, 2022",
    "12 tháng chạp năm 2021",
    "31/5/2022 (dự kiến)",
    "khoảng 31/5/2022",
    "1/6/2022 - 30/6/2022",
    "31,5,2022",
    "31 5 2022",
    "31/5/222",
    "31/5/20222",
    "31//5/2022",
    "31/5/2022 25:00",
    "9/23",
    "T9/15",
    "tháng 9",
    "tháng 4/IV/2022",
    "2022",
    2022,
    20220531,
    "20220531",
    "-",
    "chưa có",
    "31/12/1989",
    "01/01/2101",
    date(1900, 1, 1),
    datetime(2200, 1, 1),
    36525,
    73051,
    5,
    -44712,
    22.1,  # a number has lost whether it was 22.1 or 22.10
    9.23,
    9.21,
    123.4,
    1e300,
    float("nan"),
    float("inf"),
    True,
    False,
    time(9, 0),
    timedelta(days=3),
    "٣/٣/2022",
    "9" * 5000,
    "1/" * 5000,
]


@pytest.mark.parametrize(("cell", "iso"), DAYS)
def test_a_typed_day(cell: Cell, iso: str) -> None:
    assert read_day(cell) == DayReading(date.fromisoformat(iso), is_typed=True)


@pytest.mark.parametrize(("cell", "iso"), MONTHS)
def test_a_month_is_its_first_day(cell: Cell, iso: str) -> None:
    assert read_day(cell) == DayReading(date.fromisoformat(iso), is_month=True, is_typed=True)


@pytest.mark.parametrize(("cell", "iso"), OF_EXCEL)
def test_a_day_made_by_excel(cell: Cell, iso: str) -> None:
    assert read_day(cell) == DayReading(date.fromisoformat(iso))


@pytest.mark.parametrize(("cell", "reported_on", "iso"), YEAR_LEFT_OUT)
def test_the_year_left_out(cell: Cell, reported_on: str, iso: str) -> None:
    reading = read_day(cell, date.fromisoformat(reported_on))
    assert reading == DayReading(date.fromisoformat(iso), is_year_assumed=True, is_typed=True)
    assert read_day(cell).fault == "unreadable"


@pytest.mark.parametrize("cell", NO_SUCH_DAYS)
def test_a_day_that_does_not_exist(cell: Cell) -> None:
    assert read_day(cell, REPORTED) == DayReading(None, fault="no_such_day", is_typed=True)


@pytest.mark.parametrize("cell", UNREADABLE)
def test_what_is_never_guessed(cell: Cell) -> None:
    reading = read_day(cell, REPORTED)
    assert (reading.value, reading.fault) == (None, "unreadable")


@pytest.mark.parametrize("cell", [None, "", " \u200b\n"])
def test_nothing_is_no_fault(cell: Cell) -> None:
    assert read_day(cell, REPORTED) == DayReading(None)


@pytest.mark.parametrize(
    ("first", "last"),
    [("2022-02-01", "2022-02-28"), ("2024-02-01", "2024-02-29"), ("2022-12-15", "2022-12-31")],
)
def test_last_day_of_a_month(first: str, last: str) -> None:
    assert month_last_day(date.fromisoformat(first)) == date.fromisoformat(last)


SOME_DAY = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(SOME_DAY)
def test_every_form_of_a_day_is_that_day(d: date) -> None:
    for text in (day(d), long_day(d), d.isoformat(), f"{d.day}.{d.month}.{d.year}", f"{d:%d-%m-%y}"):
        assert read_day(text) == DayReading(d, is_typed=True)
    serial = (d - date(1899, 12, 30)).days
    assert read_day(serial) == read_day(str(serial)) == read_day(d) == DayReading(d)
    assert read_day(f"{d.month}/{d.year}").value == d.replace(day=1)


@given(st.floats(1, 13, exclude_max=True).map(int), st.integers(1990, 2100))
def test_a_month_that_became_a_number(month: int, year: int) -> None:
    number = float(f"{month}.{year}")
    if year not in (2000, 2100):  # 9.2000 has become 9.2, which reads as a day
        assert read_day(number) == DayReading(date(year, month, 1), is_month=True, is_typed=True)


@given(SOME_DAY, SOME_DAY)
def test_an_assumed_year_is_the_latest_possible(d: date, reference: date) -> None:
    value = read_day(f"{d.day}/{d.month}", reference).value
    assert value is not None
    assert (value.day, value.month) == (d.day, d.month)
    assert value <= reference
    if (d.day, d.month) != (29, 2):
        assert value.replace(year=value.year + 1) > reference


@given(st.one_of(st.text(), st.text(alphabet="0123456789./- :htngày"), st.floats(), st.integers()))
def test_anything_gives_a_day_or_a_fault(cell: Cell) -> None:
    reading = read_day(cell, REPORTED)
    assert reading.fault in ("", "unreadable", "no_such_day")
    assert reading.value is None or not reading.fault
