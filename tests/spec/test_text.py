"""What counts as the same text, and how the names in one cell are told apart."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time, timedelta
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.vietnamese.text import (
    Cell,
    as_text,
    bare,
    clean,
    fold,
    fold_form,
    split_people,
    split_share,
    without_tones,
)

# typed                                        as a person sees it
CLEANED = [
    ("  Sáng   kiến ", "Sáng kiến"),
    ("Sa\u0301ng kie\u0302\u0301n", "Sáng kiến"),
    ("Sáng\u00a0kiến", "Sáng kiến"),
    ("Sáng\u2003\tkiến", "Sáng kiến"),
    ("\ufeffSáng\u200b kiến\u200d", "Sáng kiến"),
    ("a\u200b\u0301", "á"),
    ("Sáng\u00ad kiến\u202c\u2066", "Sáng kiến"),
    ("Dòng một \r\n\r\n  dòng hai\x0bdòng ba\u2028dòng bốn", "Dòng một\ndòng hai\ndòng ba\ndòng bốn"),
    ("Sáng\x00\x07 kiến", "Sáng kiến"),
    ("\u00d0ồng Nai, \u00f0ồng ý", "Đồng Nai, đồng ý"),
    ("\u200b \u3164\u00a0\n\t", ""),
    ("hoà hòa kỹ kĩ", "hoà hòa kỹ kĩ"),
    ("=1+1", "=1+1"),
    ("👍 tốt", "👍 tốt"),
    ("hỏng \ud800", "hỏng \ufffd"),
]

# cell                                         text
SHOWN: list[tuple[Cell, str]] = [
    (None, ""),
    ("  Sáng  kiến", "Sáng kiến"),
    (True, "Có"),
    (False, "Không"),
    (12, "12"),
    (12.0, "12"),
    (-0.0, "0"),
    (912345678.0, "912345678"),
    (15000000000000000.0, "15000000000000000"),
    (42.5, "42,5"),
    (0.1 + 0.2, "0,3"),
    (0.00001, "0,00001"),
    (float("nan"), "#NUM!"),
    (float("inf"), "#NUM!"),
    (date(2022, 5, 6), "06/05/2022"),
    (datetime(2022, 5, 6), "06/05/2022"),
    (datetime(2022, 5, 6, 9, 30), "06/05/2022 09:30"),
    (datetime(2022, 5, 6, 9, 30, 5), "06/05/2022 09:30:05"),
    (time(9, 5), "09:05"),
    (timedelta(hours=27, minutes=3), "27:03:00"),
    (timedelta(seconds=-61), "-0:01:01"),
]

# one                                          other                           the same for fold_form, for fold
COMPARED = [
    ("hoà", "hòa", True, True),
    ("thuỷ", "thủy", True, True),
    ("khoẻ", "khỏe", True, True),
    ("UỶ BAN", "ủy ban", True, True),
    ("toàn", "tòan", True, True),
    ("tuyến", "tuýên", True, True),
    ("già", "gìa", True, True),
    ("HOÀNG", "Hòang", True, True),
    ("kỹ thuật", "kĩ thuật", True, True),
    ("vật lý", "vật lí", True, True),
    ("sỹ", "sĩ", True, True),
    ("tỷ", "tỉ", True, True),
    ("quý", "quí", True, True),
    ("qúy", "quí", True, True),
    ("Mỹ-thuật", "Mĩ-thuật", True, True),
    ("hai\ndòng", "hai dòng", True, True),
    ("sa\u0301ng", "SÁNG", True, True),
    ("thuý", "thúi", False, False),
    ("tay", "tai", False, False),
    ("ý", "í", False, False),
    ("đa", "da", False, False),
    ("má", "mà", False, False),
    ("mơ", "mo", False, False),
    ("quyết", "quiết", False, False),
    ("lớp 1", "lớp 2", False, False),
    ("5 - 6 tuổi", "5-6 tuổi", False, True),
    ("5 – 6 tuổi", "5-6 tuổi", False, True),
    ("“Học vui”.", '"Học vui"', False, True),
    ("tính toán,đo lường", "tính toán, đo lường", False, True),
    ("kỹ,", "kĩ", False, True),
    ("1,5", "15", False, False),
    ("1,5", "1.5", False, True),
    ("2021 - 2022", "20212022", False, False),
]

# cell                                         people
PEOPLE = [
    ("Nguyễn Văn An", ("Nguyễn Văn An",)),
    ("Nguyễn Văn An; Trần Thị Bình", ("Nguyễn Văn An", "Trần Thị Bình")),
    ("Nguyễn Văn An, Trần Thị Bình", ("Nguyễn Văn An", "Trần Thị Bình")),
    ("Nguyễn Văn An/Trần Thị Bình", ("Nguyễn Văn An", "Trần Thị Bình")),
    ("Nguyễn Văn An và Trần Thị Bình", ("Nguyễn Văn An", "Trần Thị Bình")),
    ("NGUYỄN VĂN AN VÀ TRẦN THỊ BÌNH", ("NGUYỄN VĂN AN", "TRẦN THỊ BÌNH")),
    ("Nguyễn Văn An\nTrần Thị Bình\n", ("Nguyễn Văn An", "Trần Thị Bình")),
    ("Nguyễn Văn An;; Trần Thị Bình; ", ("Nguyễn Văn An", "Trần Thị Bình")),
    ("Nguyễn Văn An & Trần Thị Bình", ("Nguyễn Văn An", "Trần Thị Bình")),
    ("Nguyễn Văn An + Trần Thị Bình", ("Nguyễn Văn An", "Trần Thị Bình")),
    ("1. Nguyễn Văn An\n2. Trần Thị Bình", ("Nguyễn Văn An", "Trần Thị Bình")),
    ("1) Nguyễn Văn An; 2) Trần Thị Bình", ("Nguyễn Văn An", "Trần Thị Bình")),
    ("- Nguyễn Văn An\n- Trần Thị Bình", ("Nguyễn Văn An", "Trần Thị Bình")),
    ("1. Nguyễn Văn An", ("1. Nguyễn Văn An",)),
    ("Nguyễn Văn An; 2. Trần Thị Bình", ("Nguyễn Văn An", "2. Trần Thị Bình")),
    ("Nguyễn Văn An (40%); Trần Thị Bình (60 %)", ("Nguyễn Văn An (40%)", "Trần Thị Bình (60 %)")),
    ("Nguyễn Văn An (40,5%), Trần Thị Bình (59,5%)", ("Nguyễn Văn An (40,5%)", "Trần Thị Bình (59,5%)")),
    ("Nguyễn Văn An - 40,5%, Trần Thị Bình - 59,5%", ("Nguyễn Văn An - 40,5%", "Trần Thị Bình - 59,5%")),
    ("Nguyễn Văn An (Trường A, xã Phan); Trần Thị Bình", ("Nguyễn Văn An (Trường A, xã Phan)", "Trần Thị Bình")),
    ("Nguyễn Văn An, Bình", ("Nguyễn Văn An, Bình",)),
    ("Nguyễn Văn An, Bình (40%)", ("Nguyễn Văn An, Bình (40%)",)),
    ("Nguyễn Văn\nAn", ("Nguyễn Văn An",)),
    ("An", ("An",)),
    ("Nguyễn Vàng Anh", ("Nguyễn Vàng Anh",)),
    ("", ()),
    (" ; ", ()),
]

# one person                                   name                     share
SHARES = [
    ("Trần Thị B (40%)", "Trần Thị B", 40.0),
    ("Trần Thị B (40 %)", "Trần Thị B", 40.0),
    ("Trần Thị B ( 40% )", "Trần Thị B", 40.0),
    ("Trần Thị B(40%).", "Trần Thị B", 40.0),
    ("Trần Thị B (40,5%)", "Trần Thị B", 40.5),
    ("Trần Thị B (40.5%)", "Trần Thị B", 40.5),
    ("Trần Thị B - 40%", "Trần Thị B", 40.0),
    ("Trần Thị B – 40 %", "Trần Thị B", 40.0),
    ("Trần Thị B: 40%", "Trần Thị B", 40.0),
    ("Trần Thị B 40%", "Trần Thị B", 40.0),
    ("Trần Thị B", "Trần Thị B", None),
    ("Trần Thị B (40)", "Trần Thị B (40)", None),
    ("Trần Thị B (40%) tổ trưởng", "Trần Thị B (40%) tổ trưởng", None),
    ("(40%)", "", 40.0),
    ("", "", None),
]


@pytest.mark.parametrize(("typed", "seen"), CLEANED)
def test_clean(typed: str, seen: str) -> None:
    assert clean(typed) == seen


@pytest.mark.parametrize(("cell", "text"), SHOWN)
def test_a_cell_as_text(cell: Cell, text: str) -> None:
    assert as_text(cell) == text


@pytest.mark.parametrize(("one", "other", "same_form", "same_fold"), COMPARED)
def test_what_is_the_same(one: str, other: str, same_form: bool, same_fold: bool) -> None:
    assert (fold_form(one) == fold_form(other)) is same_form
    assert (fold(one) == fold(other)) is same_fold


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Đồng chí Nguyễn Thuỳ", "dong chi nguyen thuy"),
        ("ƯƠNG ơn ăn ân êm ôm", "uong on an an em om"),
        ("5-6 tuổi", "5 6 tuoi"),
        ("Kỹ thuật", "ki thuat"),
    ],
)
def test_the_blocking_key(typed: str, key: str) -> None:
    assert without_tones(typed) == key


def test_bare_keeps_punctuation() -> None:
    assert bare("Ngày: 06/5/2022,\n1,5 TỶ ĐỒNG") == "ngay: 06/5/2022, 1,5 ty dong"


@pytest.mark.parametrize(("cell", "people"), PEOPLE)
def test_people_in_one_cell(cell: str, people: tuple[str, ...]) -> None:
    assert split_people(cell) == people


@pytest.mark.parametrize(("person", "name", "share"), SHARES)
def test_share_of_a_person(person: str, name: str, share: float | None) -> None:
    assert split_share(person) == (name, share)


ANYTHING = st.one_of(
    st.text(),
    st.text(alphabet="aáàăâeêioôơuưyýqkhnđĐ\u0300\u0301\u0303\u0309\u0323\u0302\u031b ,.-1\n\u200b\u00d0\u1ef9"),
)


@given(ANYTHING)
def test_cleaning_and_folding_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert fold_form(fold_form(text)) == fold_form(text)
    assert fold(fold(text)) == fold(text)
    assert fold(fold_form(text)) == fold(text)


@given(ANYTHING)
def test_keys_do_not_depend_on_the_unicode_form(text: str) -> None:
    for form in ("NFC", "NFD"):
        assert clean(unicodedata.normalize(form, clean(text))) == clean(text)
        assert fold(unicodedata.normalize(form, clean(text))) == fold(text)


@given(ANYTHING)
def test_a_key_holds_no_invisible_character_and_no_punctuation(text: str) -> None:
    assert clean(text).isprintable() or any(unicodedata.category(c) in ("Co", "Cn") or c == "\n" for c in clean(text))
    assert not any(unicodedata.category(character)[0] in "PS" for character in fold(text))
    assert fold(text) == " ".join(fold(text).split())


@given(ANYTHING)
def test_no_name_is_lost(text: str) -> None:
    def letters(words: str) -> list[str]:
        return [character for character in words if character.isalpha()]

    people = split_people(text)
    assert all(person and person == " ".join(person.split()) for person in people)
    if "và" not in clean(text).casefold():
        assert letters("".join(people)) == letters(clean(text))
    for person in people:
        name, share = split_share(person)
        assert person.startswith(name)
        assert share is None or share >= 0


@given(ANYTHING | st.text("aĐ ỹ“.…ð\u0301\u00ad\u212b\n"))
def test_what_seems_clean_at_one_look_is_cleaned_no_differently(text: str) -> None:
    assert clean("\u200b" + text) == clean(text)  # a character nobody sees takes the long way


def test_thirty_thousand_titles_fold_quickly() -> None:
    title = "Một số biện pháp giúp học sinh lớp 1 học tốt môn Tiếng Việt ở trường số"
    titles = [f"{title} {number}" for number in range(30_000)]
    started = perf_counter()
    for title in titles:
        fold(title)
    assert perf_counter() - started < 5  # about 0.3 s on a desk; wide, for a busy machine


@pytest.mark.parametrize("piece", ["(", ",", "/ ", "a, ", "và ", "- 1%", "y", "\u0301", "(4%) "])
def test_a_pasted_monster_does_not_stall(piece: str) -> None:
    monster = piece * 32_000
    started = perf_counter()
    split_people(monster)
    split_share(monster)
    fold(monster)
    assert perf_counter() - started < 5
