"""Text in the fonts from before Unicode, TCVN3 and VNI, as Unicode; the font tells which, never the letters."""

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

TCVN3, VNI = "tcvn3", "vni"
NAMES = {TCVN3: "TCVN3", VNI: "VNI"}
_LAST_OF_LATIN_1 = "\u00ff"
_MOST_LETTERS = 2  # of VNI: a letter and its mark


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("pipeline") / "lookups" / "legacy_fonts.toml").read_text(encoding="utf-8"))


def encoding_of(font: str) -> str:
    """TCVN3 or VNI by the name of a font; "" for a font of today."""
    name = font.strip().casefold()
    starts = ((encoding, start.casefold()) for encoding in (TCVN3, VNI) for start in _table()[encoding]["fonts"])
    return next((encoding for encoding, start in starts if name.startswith(start)), "")


def is_unicode(text: str) -> bool:
    """Whether the text holds a Vietnamese letter that no font from before Unicode knows: it needs no conversion."""
    return any(letter > _LAST_OF_LATIN_1 and letter.isalpha() for letter in text)


def to_unicode(text: str, font: str) -> str:
    """The text as its font draws it; letters that it draws as they are stay, and all of them in a font of today."""
    match encoding_of(font):
        case "tcvn3":
            letters = _tcvn3()
            drawn = "".join(letters.get(letter, letter) for letter in text)
            return drawn.upper() if font.strip()[-1:] == "H" else drawn
        case "vni":
            return _of_vni(text)
        case _:
            return text


@cache
def _tcvn3() -> dict[str, str]:
    letters: dict[str, str] = _table()[TCVN3]["letters"]
    return letters


@cache
def _vni() -> dict[str, str]:
    """One or two letters as stored → the letter drawn, in both cases."""
    table = _table()[VNI]
    single: dict[str, str] = table["letters"]
    stored = {drawn: letter for letter, drawn in single.items()}
    drawn = dict(single)
    for letters, marks in table["marks"].items():
        for letter in letters:
            for mark, added in marks.items():
                drawn[stored.get(letter, letter) + mark] = unicodedata.normalize("NFC", letter + added)
    return drawn | {key.upper(): letter.upper() for key, letter in drawn.items()}


def _of_vni(text: str) -> str:
    table, drawn, place = _vni(), list[str](), 0
    while place < len(text):
        pair = text[place : place + _MOST_LETTERS]
        found = table.get(pair) if len(pair) == _MOST_LETTERS else None
        if found is None:
            pair = text[place]
            found = table.get(pair, pair)
        drawn.append(found)
        place += len(pair)
    return "".join(drawn)
