"""What is known of Vietnamese spelling and words, from pipeline/lookups: the only judge of what is misspelt."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, NamedTuple

from pipeline.vietnamese import fold, without_tones
from pipeline.vietnamese.remembered import Remembered
from pipeline.vietnamese.text import bare_at_once, fold_at_once, fold_each
from pipeline.vietnamese.text import bares as plain_words

CACHE_SIZE = 1 << 17

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_VOWEL_LETTERS = frozenset("aăâeêioôơuưy")
_VOWELS = re.compile("[aăâeêioôơuưy]+")
_LETTERS_OF_ABBREVIATIONS = range(2, 7)


def plain(word: str) -> str:
    """The word without any mark."""
    return plain_words[word]


def is_plain(words: Iterable[str]) -> bool:
    """Whether no letter bears a mark: typed without Vietnamese keyboard, or in words that need none."""
    return all(word.isascii() or plain_words[word] == word for word in words)


def is_bare(text: str) -> bool:
    """`is_plain` of the words of a text."""
    return text.isascii() or not any(map(_has_mark.__getitem__, text))


_has_mark = Remembered(lambda letter: letter != " " and without_tones(letter) != letter)


def has_digit(word: str) -> bool:
    return words_with_digit[word]


words_with_digit = Remembered(lambda word: any(map(str.isdigit, word)))


# ---------------------------------------------------------------- words


class Words(NamedTuple):
    """Words that are spelt right, those of them that stand alone, and pairs that stand beside each other."""

    known: frozenset[str]
    alone: frozenset[str]
    neighbours: frozenset[tuple[str, str]]


@cache
def words(*, marked: bool) -> Words:
    """The words of lookups/words.txt, folded; without marks for titles that were typed so."""
    known: set[str] = set()
    alone: set[str] = set()
    neighbours: set[tuple[str, str]] = set()
    for parts in map(str.split, _entries() if marked else map(bare_at_once, _entries())):
        known.update(parts)
        alone.update(parts if len(parts) == 1 else ())
        neighbours.update(pairwise(parts))
    return Words(frozenset(known), frozenset(alone), frozenset(neighbours))


@cache
def _entries() -> list[str]:
    """The words and compounds of lookups/words.txt, folded."""
    return fold_each([entry for line in _lines("words.txt") for entry in line.split(",")])


def _lines(name: str) -> list[str]:
    """What a lookup says, without its comments."""
    lines = (files("pipeline") / "lookups" / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


# ---------------------------------------------------------------- spelling


_TONE_LETTERS = {"0": "", "f": "\u0300", "s": "\u0301", "r": "\u0309", "x": "\u0303", "j": "\u0323"}


@cache
def _syllables() -> frozenset[str]:
    """The syllables of lookups/syllables.txt, folded, with their marks and without any."""
    spelt: dict[str, str] = {}  # letters → tones
    for line in _lines("syllables.txt"):
        onset, _, rimes = line.partition(":")
        for entry in rimes.split():
            rime, _, tones = entry.partition("=")
            # Of “giếng” the i is written once.
            letters = rime if onset == "-" else f"g{rime}" if onset == "gi" and rime[0] == "i" else onset + rime
            spelt[letters] = spelt.get(letters, "") + tones
    # Folded all at once, and before the tones: one by one that takes as long as reading ten thousand titles.
    folded = map(_beside_tone, fold_at_once(" ".join(spelt)).split())
    typed = [
        f"{before}{_TONE_LETTERS[tone]}{after}"
        for (before, after), tones in zip(folded, spelt.values(), strict=True)
        for tone in tones
    ]
    found = unicodedata.normalize("NFC", " ".join(typed))
    return frozenset([*found.split(), *bare_at_once(found).split()])


@lru_cache(CACHE_SIZE)
def is_syllable(word: str) -> bool:
    """Whether a folded word is a syllable of Vietnamese, or one that lost its marks."""
    return word in _syllables()


syllables = Remembered(is_syllable)


@cache
def _telex() -> tuple[dict[str, str], dict[str, str]]:
    """Letters and tones of telex."""
    table = _toml("telex.toml")
    return table["letters"], table["tones"]


@lru_cache(CACHE_SIZE)
def without_telex(word: str) -> str:
    """The word that was typed in telex and left undecoded (“renf”, “phucj”); the word itself where it was not."""
    if is_syllable(word) or word in words(marked=True).known or has_digit(word):
        return word
    letters = unicodedata.normalize("NFC", word)
    for typed, meant in _telex()[0].items():
        letters = letters.replace(typed, meant)
    found = [
        made
        for place, letter in enumerate(letters)
        if place and letter in _telex()[1]
        for made in [_toned(letters[:place] + letters[place + 1 :], _telex()[1][letter])]
        if made and is_syllable(made)
    ]
    if not found and letters != word and not letters.isascii() and is_syllable(letters):
        return letters
    return found[-1] if found else word


# ---------------------------------------------------------------- slips


def spelt(word: str) -> str:
    """A folded word with its tone where people write it: “giaỉ” is “giải”, “hoà” is “hòa”."""
    return _spelt[word]


def _spelt_as_written(word: str) -> str:
    letters, tones = apart(word)
    if len(tones) != 1:
        return word
    found = _VOWELS.search(
        letters, 2 if letters[:2] == "qu" or (letters[:2] == "gi" and letters[2:3] in _VOWEL_LETTERS) else 0
    )
    if found is None:
        return word
    vowels, is_open = found[0], found.end() == len(letters)
    quality = max((at for at, vowel in enumerate(vowels) if vowel in "ăâêôơư"), default=-1)
    at = quality if quality >= 0 else len(vowels) - (2 if (is_open and len(vowels) > 1) or len(vowels) > 2 else 1)
    place = found.start() + at + 1
    return unicodedata.normalize("NFC", letters[:place] + tones + letters[place:])


_spelt = Remembered(_spelt_as_written)


def shown(words: Iterable[str]) -> str:
    """Folded words as people write them."""
    return " ".join(map(_spelt.__getitem__, words))


def apart(word: str) -> tuple[str, str]:
    """The letters of a word with their shapes, and its tones, each once."""
    return _apart[word]


def _taken_apart(word: str) -> tuple[str, str]:
    if word.isascii():
        return word, ""
    marks = unicodedata.normalize("NFD", word)
    tones = "".join(dict.fromkeys(mark for mark in marks if mark in _TONES))
    return unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES)), tones


_apart = Remembered(_taken_apart)


@lru_cache(CACHE_SIZE)
def is_word(word: str) -> bool:
    """Whether a word is one of lookups/words.txt, with its marks or without any."""
    return word in words(marked=True).known or word in words(marked=False).known


def _toned(letters: str, tone: str) -> str:
    """The letters with a tone on the last of their vowels, as folding places it; "" where there is one already."""
    if any(mark in _TONES for mark in unicodedata.normalize("NFD", letters)):
        return ""
    before, after = _beside_tone(letters)
    return next(iter(fold(f"{before}{tone if before else ''}{after}").split()), "")


def _beside_tone(letters: str) -> tuple[str, str]:
    """The letters up to the last of their vowels, where a tone is put, and what follows; all follow without a vowel."""
    behind = max((at for at, letter in enumerate(letters, start=1) if letter in _VOWEL_LETTERS), default=0)
    return letters[:behind], letters[behind:]


# ---------------------------------------------------------------- titles


class TitleWords(NamedTuple):
    """lookups/titles.toml, folded. What holds of titles typed without marks stands in there without them too.

    light: words that carry no meaning; light_without_marks: those that need no marks to be known; like_light: all words
    that look so without marks, lá as well as là.
    """

    prefixes: dict[str, list[tuple[str, ...]]]
    openings: frozenset[str]
    light: frozenset[str]
    light_without_marks: frozenset[str]
    like_light: frozenset[str]
    kinds: frozenset[str]
    markers: frozenset[tuple[str, ...]]
    grade_markers: frozenset[str]
    numbers: dict[str, str]
    plain_numbers: dict[str, str]
    roman: dict[str, str]
    place_at: tuple[tuple[str, ...], ...]
    places: dict[str, list[tuple[str, ...]]]
    place_asked: frozenset[str]
    bodies: dict[str, list[tuple[str, ...]]]
    place_ends: dict[str, list[tuple[str, ...]]]
    sure: frozenset[str]
    abbreviations: dict[str, tuple[str, ...]]


@cache
def title_words() -> TitleWords:
    table = _toml("titles.toml")
    numbers = {fold(word): str(number) for word, number in table["number_words"].items()}
    return TitleWords(
        prefixes=_by_first_word(_both(table["prefixes"])),
        openings=frozenset(_both(table["openings"])),
        light=frozenset(map(fold, table["light"])),
        light_without_marks=frozenset(map(without_tones, set(table["light"]) - set(table["light_only_marked"]))),
        like_light=frozenset(map(without_tones, table["light"])),
        kinds=frozenset(word for text in _both(table["kinds"]) for word in text.split()),
        markers=frozenset(map(_words, _both(table["number_markers"]))),
        grade_markers=frozenset(_both(table["grade_markers"])),
        numbers=numbers,
        plain_numbers={without_tones(word): number for word, number in numbers.items()},
        roman={roman: str(number) for number, roman in enumerate(table["roman"], start=1)},
        place_at=tuple(map(_words, _both(table["place_at"]))),
        place_asked=frozenset(_words(text)[0] for text in _both(table["place_asked"])),
        bodies=_by_first_word(_both(table["bodies"])),
        places=_by_first_word(_both(table["places"])),
        place_ends=_by_first_word(
            form for text in table["place_ends"] for form in (_both([text]) if " " in text else [text])
        ),
        sure=frozenset(map(fold, table["sure_abbreviations"])),
        abbreviations={
            fold(short): tuple(fold(meaning) for meaning in meanings)
            for short, meanings in table["abbreviations"].items()
        },
    )


@cache
def _meanings() -> dict[str, tuple[tuple[str, ...], ...]]:
    return {short: tuple(map(_words, several)) for short, several in title_words().abbreviations.items()}


def meanings(short: str) -> tuple[tuple[str, ...], ...]:
    """The listed meanings of an abbreviation, as words; none for what is no abbreviation."""
    return _meanings().get(short, ())


def are_all_meant(words: Iterable[str]) -> bool:
    """Whether no word is a listed abbreviation."""
    return _meanings().keys().isdisjoint(words)


@lru_cache(CACHE_SIZE)
def may_be_initials(word: str) -> bool:
    """Whether a word may be the first letters of several: no syllable, no word of any language that is known."""
    return (
        len(word) in _LETTERS_OF_ABBREVIATIONS
        and word.isalpha()
        and (word in title_words().abbreviations or not is_syllable(word))
        and word not in words(marked=True).known
    )


def may_be_several(word: str) -> bool:
    """Whether a word may stand for other words or parts of them: no syllable, or a listed abbreviation."""
    return not is_syllable(word) or word in title_words().abbreviations


# ---------------------------------------------------------------- people


class PeopleWords(NamedTuple):
    """lookups/people.toml, folded; names also without marks."""

    honorifics: dict[str, list[tuple[str, ...]]]
    syllables: frozenset[str]


@cache
def people_words() -> PeopleWords:
    table = _toml("people.toml")
    return PeopleWords(
        honorifics=_by_first_word(_both(table["honorifics"])),
        syllables=frozenset(map(fold, table["syllables"].split())),
    )


def _by_first_word(texts: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """The texts as words, by their first one, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted({_words(text) for text in texts}, key=lambda words: (-len(words), words)):
        found.setdefault(words[0], []).append(words)
    return found


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files("pipeline") / "lookups" / name).read_text(encoding="utf-8"))


def _both(texts: Iterable[str]) -> list[str]:
    """The texts folded, and folded without marks."""
    return [form for text in texts for form in dict.fromkeys((fold(text), without_tones(text)))]


def _words(text: str) -> tuple[str, ...]:
    return tuple(fold(text).split())
