"""How official papers write numbers, money and days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.vietnamese.printing import count, day, letter, long_day, money, percent_of, rate, roman, share

COUNTS = [(0, "0"), (999, "999"), (1041, "1.041"), (2_030_000, "2.030.000"), (-1041, "-1.041")]

# share                         printed
RATES: list[tuple[float | Decimal | None, str]] = [
    (0.4247, "42,5%"),
    (0.42, "42%"),
    (0.0, "0%"),
    (1.0, "100%"),
    (1.0005, "100,1%"),
    (0.0005, "0,1%"),
    (0.0004, "0%"),
    (0.2885, "28,9%"),  # a float times 100 would say 28,849999
    (12.5, "1.250%"),
    (Decimal("0.4245"), "42,5%"),
    (None, "không giao chỉ tiêu"),
    (float("nan"), "không giao chỉ tiêu"),
]

# part  whole   printed     share
PARTS = [
    (2548, 6000, "42,5%", 0.4247),
    (520, 1041, "50%", 0.4995),
    (1, 3, "33,3%", 0.3333),
    (2, 3, "66,7%", 0.6667),
    (1, 8, "12,5%", 0.125),
    (1, 20_000, "0%", 0.0001),
    (9_994_999, 10_000_000, "99,9%", 0.9995),  # printed from the counts: rounding 0,9995 again would say 100%
    (0, 520, "0%", 0.0),
    (600, 520, "115,4%", 1.1538),
    (3, 0, "không giao chỉ tiêu", None),
]

MONEY = [
    (0, "0 đồng"),
    (500_000, "500.000 đồng"),
    (999_999, "999.999 đồng"),
    (1_000_000, "1 triệu đồng"),
    (15_000_000, "15 triệu đồng"),
    (15_500_000, "15,5 triệu đồng"),
    (1_041_000, "1,041 triệu đồng"),
    (1_041_500, "1.041.500 đồng"),
    (999_999_000, "999,999 triệu đồng"),
    (1_000_000_000, "1 tỷ đồng"),
    (1_250_000_000, "1,25 tỷ đồng"),
    (8_518_000_000, "8,518 tỷ đồng"),
    (1_250_500_000, "1.250.500.000 đồng"),
    (1_250_500_000_000, "1.250,5 tỷ đồng"),
    (-15_000_000, "-15 triệu đồng"),
]

DAYS = [
    ("2022-05-06", "06/5/2022", "ngày 06 tháng 5 năm 2022"),
    ("2022-05-31", "31/5/2022", "ngày 31 tháng 5 năm 2022"),
    ("2022-02-03", "03/02/2022", "ngày 03 tháng 02 năm 2022"),
    ("2022-01-10", "10/01/2022", "ngày 10 tháng 01 năm 2022"),
    ("2021-12-15", "15/12/2021", "ngày 15 tháng 12 năm 2021"),
]


@pytest.mark.parametrize(("n", "printed"), COUNTS)
def test_counts(n: int, printed: str) -> None:
    assert count(n) == printed


@pytest.mark.parametrize(("of", "printed"), RATES)
def test_rates(of: float | Decimal | None, printed: str) -> None:
    assert rate(of) == printed


@pytest.mark.parametrize(("part", "whole", "printed", "rounded"), PARTS)
def test_parts_of_a_whole(part: int, whole: int, printed: str, rounded: float | None) -> None:
    assert percent_of(part, whole) == printed
    assert share(part, whole) == rounded


@pytest.mark.parametrize(("vnd", "printed"), MONEY)
def test_money(vnd: int, printed: str) -> None:
    assert money(vnd) == printed


@pytest.mark.parametrize(("iso", "short", "long"), DAYS)
def test_days(iso: str, short: str, long: str) -> None:
    assert day(date.fromisoformat(iso)) == short
    assert long_day(date.fromisoformat(iso)) == long


def test_romans() -> None:
    assert [roman(n) for n in (1, 2, 3, 4, 5, 6, 9, 14, 40, 1994)] == [
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "IX",
        "XIV",
        "XL",
        "MCMXCIV",
    ]
    for n in (0, -1, 4000):
        with pytest.raises(ValueError, match="no Roman numeral"):
            roman(n)


def test_letters() -> None:
    assert " ".join(letter(n) for n in range(1, 24)) == "a b c d đ e g h i k l m n o p q r s t u v x y"
    for n in (0, 24):
        with pytest.raises(ValueError, match="no list letter"):
            letter(n)


@given(st.integers(0, 10**7), st.integers(1, 10**7))
def test_a_share_is_rounded_half_up(part: int, whole: int) -> None:
    rounded = share(part, whole)
    assert rounded is not None
    error = Decimal(str(rounded)) * whole - part  # in parts; half a step is whole / 20.000
    assert Decimal(-whole) / 20_000 < error <= Decimal(whole) / 20_000
