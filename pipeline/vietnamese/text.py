"""Cleans what people type and makes the keys by which two texts are compared."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import assert_never

from pipeline.vietnamese.remembered import Remembered

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""One cell as the reader of workbooks gives it."""

# Grave, acute, tilde, hook above, dot below: the five tones as marks of their own.
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_MARK = "[\u0300-\u036f]"
_LETTER_BUT_VOWEL = r"[^\W\d_aeiouy]"
_CLUSTER = re.compile(f"({_LETTER_BUT_VOWEL}{_MARK}*)?((?:[aeiouy]{_MARK}*)+)")

_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
# Invisible although Unicode counts them among letters and marks.
_INVISIBLE = frozenset(
    {
        *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0),
        *range(0x180B, 0x1810),
        *range(0xFE00, 0xFE10),
        *range(0xE0100, 0xE01F0),
    }
)
# Eth and the African D look like Đ and are typed by old keyboards.
_LOOKALIKES = {"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ"}

# Nearly every cell: composed letters, figures and common punctuation with single spaces between, so nothing to clean.
_ORDINARY = "!-~\u00a1-\u00ac\u00ae-\u00cf\u00d1-\u00ef\u00f1-\u0188\u018a-\u024f\u1ea0-\u1ef9–—‘’“”…"
_CLEAN = re.compile(f"[{_ORDINARY}]+(?: [{_ORDINARY}]+)*")

_SEPARATOR = re.compile(
    r"\([^()]*\)|(?P<separator>[;/\n]|(?<!\d),|,(?!\d)|(?<=\S\s)(?:và|[&+])(?=\s+\S))", re.IGNORECASE
)
# “1. Lê Thị Một” or “- Lê Thị Một”, a line each.
_LIST_MARK = re.compile(r"(?:\d{1,2} ?[.)]|[-–—•*+]) ?(?=[^\W\d_])")
_SHARE = re.compile(
    r"(?:(?:^|(?<=\S)) ?\( ?(?P<inside>\d{1,3}(?:[.,]\d{1,4})?) ?% ?\)"
    r"|(?:^| )?[-–—:] ?(?P<dashed>\d{1,3}(?:[.,]\d{1,4})?) ?%"
    r"|(?:^| )(?P<bare>\d{1,3}(?:[.,]\d{1,4})?) ?%) ?\.?$",
    re.ASCII,
)


class _CharacterTable(dict[int, str | None]):
    """For str.translate: learns a character when it is first met, because asking for all of Unicode takes 0.3 s."""

    def __missing__(self, code: int) -> str | None:
        self[code] = self.of(chr(code), unicodedata.category(chr(code)))
        return self[code]

    def of(self, character: str, category: str) -> str | None:
        raise NotImplementedError


class _Visible(_CharacterTable):
    """What is left of a character once everything invisible is gone."""

    def of(self, character: str, category: str) -> str | None:
        if character in _LINE_ENDS:
            return "\n"
        if character in ("\t", "\u2800") or category == "Zs":
            return " "
        if category in ("Cf", "Cc") or ord(character) in _INVISIBLE:
            return None
        if category == "Cs":
            return "\ufffd"  # half a character cannot be written as UTF-8: show that something is broken
        return _LOOKALIKES.get(character, character)


class _Wordly(_CharacterTable):
    """Punctuation and symbols become spaces."""

    def of(self, character: str, category: str) -> str | None:
        return " " if category[0] in "PS" else character


class _Unmarked(_CharacterTable):
    """Drops every mark above, below or through a letter; works on decomposed text."""

    def of(self, character: str, category: str) -> str | None:
        if category == "Mn":
            return None
        return "d" if character == "đ" else character


_visible, _wordly, _unmarked = _Visible(), _Wordly(), _Unmarked()


_BETWEEN = "\x01"


def clean(text: str) -> str:
    """The text as a person sees it: composed, without invisible characters, spaces single, blank lines gone."""
    if _CLEAN.fullmatch(text):
        return text
    # Compose last: an invisible character may stand between a letter and its mark.
    seen = unicodedata.normalize("NFC", text.translate(_visible))
    if "\n" not in seen:
        return " ".join(seen.split())
    lines = (" ".join(line.split()) for line in seen.split("\n"))
    return "\n".join(line for line in lines if line)


def hidden_characters(text: str) -> str:
    """The characters of a text of which nothing is seen, in words: “ký tự ẩn U+200B”, “khoảng trắng”."""
    codes = sorted({f"U+{ord(letter):04X}" for letter in text if letter != " " and not clean(letter)})
    if codes:
        return f"ký tự ẩn {', '.join(codes)}"
    return "khoảng trắng" if text and not clean(text) else ""


def as_text(cell: Cell) -> str:
    """Any cell as the text a person sees in a Vietnamese Excel."""
    match cell:
        case None:
            return ""
        case str():
            return clean(cell)
        case bool():
            return "Có" if cell else "Không"
        case int():
            return str(cell)
        case float():
            return _float_text(cell)
        case datetime():
            moment = _time_text(cell.time())
            return _day_text(cell) if moment == "00:00" else f"{_day_text(cell)} {moment}"
        case date():
            return _day_text(cell)
        case time():
            return _time_text(cell)
        case timedelta():
            seconds = round(cell.total_seconds())
            sign, seconds = ("-" if seconds < 0 else ""), abs(seconds)
            return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
        case _:
            assert_never(cell)


def _float_text(number: float) -> str:
    if not math.isfinite(number):
        return "#NUM!"  # no cell of Excel can hold it; never let it pass for an empty one
    # Excel keeps 15 digits: more would show the noise of binary fractions.
    exact = Decimal(number) if number.is_integer() else Decimal(f"{number:.15g}")
    digits = f"{exact:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits in ("-0", "") else digits.replace(".", ",")


def _day_text(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def _time_text(moment: time) -> str:
    minutes = f"{moment.hour:02d}:{moment.minute:02d}"
    return f"{minutes}:{moment.second:02d}" if moment.second else minutes


def _settle(match: re.Match[str]) -> str:
    """One group of vowels with its tone moved to the end, and i for a closing y."""
    head, cluster = match[1] or "", match[2]
    tones = "".join(character for character in cluster if character in _TONES)
    vowels = "".join(character for character in cluster if character not in _TONES)
    ends_syllable = not match.string[match.end() : match.end() + 1].isalpha()
    # kỹ = kĩ and quý = quí are one word; thuý and thúi, tay and tai are two.
    if ends_syllable and ((vowels == "y" and head) or (vowels == "uy" and head[:1] == "q")):
        vowels = vowels[:-1] + "i"
    return head + vowels + tones


def _form_of_token(token: str) -> str:
    if token.isascii() and "y" not in token and "Y" not in token:
        return token.lower()
    parts = unicodedata.normalize("NFD", unicodedata.normalize("NFD", token).casefold())
    return unicodedata.normalize("NFC", _CLUSTER.sub(_settle, parts))


def fold_at_once(text: str) -> str:
    """`fold` of a clean text whose words are met once, so that none of them need be remembered."""
    return " ".join(_form_of_token(text).translate(_wordly).split())


def bare_at_once(text: str) -> str:
    """`bare` of such a text."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold())
    return unicodedata.normalize("NFC", parts.translate(_unmarked))


_forms, _folds, bares = Remembered(_form_of_token), Remembered(fold_at_once), Remembered(bare_at_once)


def fold_form(text: str) -> str:
    """The key by which two texts that differ only in case, tone place, i/y or line breaks are one."""
    return " ".join(map(_forms.__getitem__, clean(text).split()))


def fold(text: str) -> str:
    """The key of `fold_form` without punctuation and symbols; they leave a space, so 1,5 is not 15."""
    return " ".join(filter(None, map(_folds.__getitem__, clean(text).split())))


def fold_each(texts: Sequence[str]) -> list[str]:
    """`fold` of each of many different texts, all at once."""
    # Cleaning leaves no control character but line ends, so one may stand between two texts.
    together = _form_of_token(_BETWEEN.join(map(clean, texts))).translate(_wordly)
    return [" ".join(text.split()) for text in together.split(_BETWEEN)] if texts else []


def without_tones(text: str) -> str:
    """A blocking key, never equality: `fold` without any mark, đ as d."""
    return " ".join(filter(None, map(bares.__getitem__, fold(text).split())))


def bare(text: str) -> str:
    """Small letters without marks, punctuation kept: what the readers of days and amounts match against."""
    return " ".join(filter(None, map(bares.__getitem__, clean(text).split())))


def split_people(text: str) -> tuple[str, ...]:
    """The names in one cell; one name alone when a part would not be a name of two words or more."""
    whole = clean(text)
    parts, start = [], 0
    for match in _SEPARATOR.finditer(whole):
        if match["separator"] is not None:  # a separator inside brackets separates no people
            parts.append(whole[start : match.start()])
            start = match.end()
    parts.append(whole[start:])
    people = tuple(name for part in parts if (name := " ".join(part.split())))
    if len(people) > 1 and all(map(_LIST_MARK.match, people)):
        people = tuple(_LIST_MARK.sub("", person, count=1) for person in people)
    if all(len(split_share(person)[0].split()) > 1 for person in people):
        return people
    return (" ".join(whole.split()),)


def split_share(text: str) -> tuple[str, float | None]:
    """A name and the share in per cent that stands behind it."""
    person = " ".join(clean(text).split())
    match = _SHARE.search(person) if "%" in person else None
    if match is None:
        return person, None
    digits: str = match["inside"] or match["dashed"] or match["bare"]
    return person[: match.start()].rstrip(), float(digits.replace(",", "."))
