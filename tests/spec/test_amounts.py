"""How money, counts and yes or no are read."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.vietnamese.amounts import AmountReading, YesNoReading, read_count, read_money, read_yes_no
from pipeline.vietnamese.printing import count, money
from pipeline.vietnamese.text import Cell

# cell                                  đồng
MONEY: list[tuple[Cell, int]] = [
    (15_000_000, 15_000_000),
    (15_000_000.0, 15_000_000),
    (0.1 * 3 * 10_000_000, 3_000_000),  # 3000000,0000000005 to a computer, 3000000 to Excel
    (0, 0),
    (-0.0, 0),
    ("0", 0),
    ("1.041.000", 1_041_000),
    ("15,000,000", 15_000_000),
    ("15 000 000", 15_000_000),
    ("15\u00a0000\u00a0000 đ", 15_000_000),
    ("15000000 đ", 15_000_000),
    ("15000000đ", 15_000_000),
    ("15.000.000 VNĐ", 15_000_000),
    ("15.000.000VND", 15_000_000),
    ("VNĐ 15.000.000", 15_000_000),
    ("15.000.000 ₫", 15_000_000),
    ("15.000.000 đồng.", 15_000_000),
    ("15,000,000.00", 15_000_000),
    ("15.000.000,0", 15_000_000),
    ("15000000.0", 15_000_000),
    ("1.041", 1_041),
    ("1.041 đồng", 1_041),
    ("80 triệu đồng", 80_000_000),
    ("80 TRIỆU ĐỒNG", 80_000_000),
    ("80 trieu dong", 80_000_000),
    ("80 triệu.", 80_000_000),
    ("1,5 tỷ", 1_500_000_000),
    ("1.5 tỷ", 1_500_000_000),
    ("2,3 tỉ đồng", 2_300_000_000),
    ("8,518 tỷ", 8_518_000_000),
    ("0,5 tỷ", 500_000_000),
    ("0,025 tỷ", 25_000_000),
    ("0.500 tỷ", 500_000_000),
    ("1,00005 triệu", 1_000_050),
    ("107 tỉ 786 triệu đồng", 107_786_000_000),
    ("107tỉ786triệu", 107_786_000_000),
    ("1 tỷ 250 triệu 500 nghìn đồng", 1_250_500_000),
    ("1 tỷ 250,5 triệu", 1_250_500_000),
    ("1 tỷ 500 nghìn", 1_000_500_000),
    ("2 triệu 500.000 đồng", 2_500_000),
    ("15tr", 15_000_000),
    ("15 Tr", 15_000_000),
    ("15 tr đồng", 15_000_000),
    ("15trđ", 15_000_000),
    ("15 triệu VNĐ", 15_000_000),
    ("500 nghìn", 500_000),
    ("500k", 500_000),
    ("500 ngàn đồng", 500_000),
    ("1500 triệu", 1_500_000_000),
    ("1.250,5 tỷ", 1_250_500_000_000),
    ("999.999.999.999.999", 999_999_999_999_999),
]

# cell                                  đồng, but look again
DOUBTFUL: list[tuple[Cell, int]] = [
    (1.041, 1),
    (15.5, 16),
    (0.5, 1),
    (1234567.4, 1_234_567),
    ("15,5", 16),
    ("8,518", 8_518),
    ("8,518 đồng", 8_518),
    ("1.041.000,50", 1_041_001),
    ("1.041.000,500", 1_041_001),
    ("1,250 triệu", 1_250_000),  # a decimal comma; in English it would be 1.250 triệu
    ("1.250 triệu", 1_250_000_000),  # a thousands point; in English it would be 1,25 triệu
    ("0,0000000005 tỷ", 1),
    ("khoảng 15 triệu", 15_000_000),
    ("Ước tính khoảng 1,5 tỷ đồng", 1_500_000_000),
    ("gần 80 triệu", 80_000_000),
    ("trên 80 triệu đồng", 80_000_000),
    ("~15 triệu", 15_000_000),
    ("0912345678", 912_345_678),  # a telephone number in the wrong column
    (10**15, 10**15),
    ("1.000.000 tỷ", 10**15),
]

UNREADABLE_MONEY: list[Cell] = [
    "1 tỷ 250",
    "1 tỷ 250 đồng",
    "1tỷ2",
    "15tr5",
    "1 tỷ rưỡi",
    "1,5 tỷ 200 triệu",
    "1 triệu 2 tỷ",
    "1 tỷ 1500 triệu",
    "1 tỷ 2 tỷ",
    "2 triệu 2.500.000",
    "10-15 triệu",
    "10 – 15 triệu",
    "10 đến 15 triệu",
    "từ 10 triệu",
    "dưới 15 triệu",
    "mười lăm triệu",
    "tám triệu",
    "triệu",
    "đồng",
    "5 trăm nghìn",
    "15 triệu/năm",
    "-15 triệu",
    "-15000000",
    "(15.000.000)",
    "+15",
    "15%",
    "1.5E+07",
    "1.04.000",
    "1,041.000.5",
    "1.0000.000",
    "0.500.000",
    "15..000",
    "15.",
    "tiết kiệm thời gian",
    "1.500 usd",
    -1,
    -0.5,
    10**18,
    1e300,
    float("nan"),
    float("inf"),
    float("-inf"),
    True,
    False,
    date(2022, 5, 31),
    datetime(2022, 5, 31),
    time(1),
    timedelta(1),
    "9" * 25,
    "9" * 10_000,
    "1 tỷ " * 5_000,
    "١٥",
]

# cell                                  count
COUNTS: list[tuple[Cell, AmountReading]] = [
    (30, AmountReading(30)),
    (30.0, AmountReading(30)),
    (0, AmountReading(0)),
    ("30", AmountReading(30)),
    ("02", AmountReading(2)),
    ("30 người", AmountReading(30)),
    ("30 NGƯỜI", AmountReading(30)),
    ("1.041", AmountReading(1041)),
    ("1.041 đoàn viên", AmountReading(1041)),
    ("02 sáng kiến", AmountReading(2)),
    ("45 đ/c", AmountReading(45)),
    ("1,041", AmountReading(1041, is_doubtful=True)),
    ("khoảng 30 người", AmountReading(30, is_doubtful=True)),
    (None, AmountReading(None)),
    (" ", AmountReading(None)),
    (1.041, AmountReading(None, is_doubtful=True, fault="unreadable")),
    ("30,5", AmountReading(None, fault="unreadable")),
    ("30 triệu", AmountReading(None, fault="unreadable")),
    ("30-40", AmountReading(None, fault="unreadable")),
    ("ba mươi", AmountReading(None, fault="unreadable")),
    ("người", AmountReading(None, fault="unreadable")),
    (-1, AmountReading(None, fault="unreadable")),
    (-1.5, AmountReading(None, fault="unreadable")),
    ("-1", AmountReading(None, fault="unreadable")),
    (True, AmountReading(None, fault="unreadable")),
    (float("nan"), AmountReading(None, fault="unreadable")),
    (float("inf"), AmountReading(None, fault="unreadable")),
    (date(2022, 5, 31), AmountReading(None, fault="unreadable")),
]

# said                                  yes?
SAID: list[tuple[Cell, YesNoReading]] = [
    *((cell, YesNoReading(True)) for cell in ("Có", "có", "CÓ ", "Có.", "co", "x", "X", "✓", "Yes", "true", "1")),
    *((cell, YesNoReading(True)) for cell in (True, 1, 1.0)),
    *((cell, YesNoReading(False)) for cell in ("Không", "không", "KHÔNG", "khong", "ko", "k", "No", "False", "0")),
    *((cell, YesNoReading(False)) for cell in (False, 0, 0.0)),
    *((cell, YesNoReading(None)) for cell in (None, "", "\u200b")),
    *((cell, YesNoReading(None, "unreadable")) for cell in ("có thể", "cô", "-", "2", "chưa", "có/không", ".")),
    *((cell, YesNoReading(None, "unreadable")) for cell in (2, -1, 0.5, float("nan"), date(2022, 1, 1))),
]


@pytest.mark.parametrize(("cell", "vnd"), MONEY)
def test_money(cell: Cell, vnd: int) -> None:
    assert read_money(cell) == AmountReading(vnd)


@pytest.mark.parametrize(("cell", "vnd"), DOUBTFUL)
def test_money_to_look_at_again(cell: Cell, vnd: int) -> None:
    assert read_money(cell) == AmountReading(vnd, is_doubtful=True)


@pytest.mark.parametrize("cell", UNREADABLE_MONEY)
def test_money_that_is_never_guessed(cell: Cell) -> None:
    assert read_money(cell) == AmountReading(None, fault="unreadable")


@pytest.mark.parametrize("cell", [None, "", " \u00a0\n"])
def test_no_money_is_no_fault(cell: Cell) -> None:
    assert read_money(cell) == AmountReading(None)


@pytest.mark.parametrize(("cell", "reading"), COUNTS)
def test_counts(cell: Cell, reading: AmountReading) -> None:
    assert read_count(cell) == reading


@pytest.mark.parametrize(("cell", "reading"), SAID)
def test_yes_and_no(cell: Cell, reading: YesNoReading) -> None:
    assert read_yes_no(cell) == reading


@given(st.one_of(st.integers(0, 10**15 - 1), st.integers(0, 10**9).map(lambda thousands: thousands * 1000)))
def test_what_we_print_is_read_back_exactly(vnd: int) -> None:
    assert read_money(money(vnd)).value == vnd
    assert read_money(count(vnd)) == AmountReading(vnd)
    assert read_count(count(vnd)) == AmountReading(vnd)


@given(st.integers(0, 10**6), st.integers(0, 99))
def test_decimals_of_a_ty_are_exact(whole: int, hundredths: int) -> None:
    vnd = whole * 10**9 + hundredths * 10**7
    assert read_money(f"{whole},{hundredths:02d} tỷ").value == read_money(f"{whole}.{hundredths:02d} tỷ").value == vnd


@given(st.one_of(st.text(), st.text(alphabet="0123456789., tỷriệuđồngk-"), st.floats(), st.integers()))
def test_anything_gives_an_amount_or_a_fault(cell: Cell) -> None:
    for reading in (read_money(cell), read_count(cell)):
        assert reading.value is None or (0 <= reading.value < 10**18 and not reading.fault)
        assert reading.fault in ("", "unreadable")
    read_yes_no(cell)
