"""What is known of Vietnamese spelling and words, from pipeline/lookups: the only judge of what is misspelt."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA

from pipeline.vietnamese import fold, without_tones
from pipeline.vietnamese.remembered import Remembered

CACHE_SIZE = 1 << 17

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHARP_OR_HEAVY = frozenset("\u0301\u0323")
_FRONT = frozenset("eêiy")
_VOWEL_LETTERS = frozenset("aăâeêioôơuưy")
_VOWELS = re.compile("[aăâeêioôơuưy]+")
_LETTERS_OF_ABBREVIATIONS = range(2, 7)


def plain(word: str) -> str:
    """The word without any mark."""
    return plain_words[word]


plain_words = Remembered(without_tones)


def is_plain(words: Iterable[str]) -> bool:
    """Whether no letter bears a mark: typed without Vietnamese keyboard, or in words that need none."""
    return all(plain_words[word] == word for word in words)


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
    for line in (files("pipeline") / "lookups" / "words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        for entry in line.split(","):
            parts = (fold(entry) if marked else without_tones(entry)).split()
            known.update(parts)
            alone.update(parts if len(parts) == 1 else ())
            neighbours.update(pairwise(parts))
    return Words(frozenset(known), frozenset(alone), frozenset(neighbours))


# ---------------------------------------------------------------- spelling


class _Spelling(NamedTuple):
    onsets: tuple[str, ...]
    before_front: frozenset[str]
    before_back: frozenset[str]
    rimes: frozenset[str]
    plain_rimes: frozenset[str]
    stopped: tuple[str, ...]
    telex_letters: dict[str, str]
    telex_tones: dict[str, str]


@cache
def _spelling() -> _Spelling:
    table = _toml("spelling.toml")
    rimes = frozenset(table["rimes"].split())
    return _Spelling(
        onsets=tuple(sorted(table["onsets"], key=len, reverse=True)),
        before_front=frozenset(table["before_front"]),
        before_back=frozenset(table["before_back"]),
        rimes=rimes,
        plain_rimes=frozenset(map(without_tones, rimes)),
        stopped=tuple(table["stopped"]),
        telex_letters=table["telex_letters"],
        telex_tones=table["telex_tones"],
    )


@lru_cache(CACHE_SIZE)
def is_syllable(word: str) -> bool:
    """Whether a folded word can be a Vietnamese syllable; of one without marks, whether one that lost them."""
    marks = unicodedata.normalize("NFD", word)
    tones = [mark for mark in marks if mark in _TONES]
    bare = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    if len(tones) > 1 or not bare.isalpha():
        return False
    if word.isascii():
        return any(rime in _spelling().plain_rimes for _, rime in _parts(bare, is_marked=False))
    return any(
        rime in _spelling().rimes and (not rime.endswith(_spelling().stopped) or bool(_SHARP_OR_HEAVY & set(tones)))
        for _, rime in _parts(bare, is_marked=True)
    )


def _parts(bare: str, *, is_marked: bool) -> Iterable[tuple[str, str]]:
    """The ways to read letters as consonant and rime."""
    spelling = _spelling()
    for onset in spelling.onsets:
        written = onset if is_marked else plain(onset) if onset else ""
        if not bare.startswith(written):
            continue
        rime = bare[len(written) :]
        if onset == "gi" and not rime.startswith("i"):
            yield onset, "i" + rime  # giếng, gì: the i is written once
        is_front = rime[:1] in _FRONT
        if not (is_front and onset in spelling.before_back) and not (not is_front and onset in spelling.before_front):
            yield onset, rime


@lru_cache(CACHE_SIZE)
def without_telex(word: str) -> str:
    """The word that was typed in telex and left undecoded (“renf”, “phucj”); the word itself where it was not."""
    if is_syllable(word) or word in words(marked=True).known or has_digit(word):
        return word
    letters = unicodedata.normalize("NFC", word)
    for typed, meant in _spelling().telex_letters.items():
        letters = letters.replace(typed, meant)
    found = [
        made
        for place, letter in enumerate(letters)
        if place and letter in _spelling().telex_tones
        for made in [_toned(letters[:place] + letters[place + 1 :], _spelling().telex_tones[letter])]
        if made and is_syllable(made)
    ]
    if not found and letters != word and not letters.isascii() and is_syllable(letters):
        return letters
    return found[-1] if found else word


# ---------------------------------------------------------------- slips


@lru_cache(CACHE_SIZE)
def spelt(word: str) -> str:
    """A folded word with its tone where people write it: “giaỉ” is “giải”, “hoà” is “hòa”."""
    letters, tones = _apart(word)
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


def shown(words: Iterable[str]) -> str:
    """Folded words as people write them."""
    return " ".join(map(spelt, words))


def _apart(word: str) -> tuple[str, str]:
    """The letters of a word with their shapes, and its tones, each once."""
    marks = unicodedata.normalize("NFD", word)
    tones = "".join(dict.fromkeys(mark for mark in marks if mark in _TONES))
    return unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES)), tones


@lru_cache(CACHE_SIZE)
def strokes(a: str, b: str, limit: int) -> int:
    """The fewest strokes between two words, limit + 1 for more: a letter more, less, other or changed with the next.

    Whether a tone is a stroke of its own or comes and goes with its vowel, whichever is nearer; telex is read as meant.
    """
    forms_a, forms_b = _forms(a), _forms(b)
    # Marks only add strokes: what is too far without them needs no closer look.
    if all(OSA.distance(one, other, score_cutoff=limit) > limit for one in forms_a.bare for other in forms_b.bare):
        return limit + 1
    return min(
        OSA.distance(one, other, score_cutoff=limit)
        for several_a, several_b in ((forms_a.spelt, forms_b.spelt), (forms_a.tone_last, forms_b.tone_last))
        for one in several_a
        for other in several_b
    )


class _Forms(NamedTuple):
    """How a word may have been typed: as people write it, with the tone last, without marks."""

    spelt: tuple[str, ...]
    tone_last: tuple[str, ...]
    bare: tuple[str, ...]


@lru_cache(CACHE_SIZE)
def _forms(word: str) -> _Forms:
    several = dict.fromkeys((word, without_telex(word)))
    # Folding writes i for y at the end of a word: “sy” may be “suy”, “my” may be “máy”.
    with_y = [f"{word[:-1]}y"] if len(word) > 1 and word[-1] == "i" else []
    return _Forms(
        spelt=tuple(dict.fromkeys([*map(spelt, several), *with_y])),
        tone_last=tuple(dict.fromkeys([*("".join(_apart(form)) for form in several), *with_y])),
        bare=tuple(dict.fromkeys([*map(plain, several), *with_y])),
    )


@lru_cache(CACHE_SIZE)
def is_word(word: str) -> bool:
    """Whether a word is one of lookups/words.txt, with its marks or without any."""
    return word in words(marked=True).known or word in words(marked=False).known


@lru_cache(CACHE_SIZE)
def is_like_opening(word: str) -> bool:
    """Whether a word is one of those that open a title, a slip included."""
    return any(strokes(word, opening, 1) <= 1 for opening in title_words().openings)


def _toned(letters: str, tone: str) -> str:
    """The letters with a tone on the last of their vowels, as folding places it; "" where there is one already."""
    if any(mark in _TONES for mark in unicodedata.normalize("NFD", letters)):
        return ""
    return next(
        iter(fold(re.sub(r"([aăâeêioôơuưy])(?=[^aăâeêioôơuưy]*$)", rf"\g<1>{tone}", letters, count=1)).split()), ""
    )


# ---------------------------------------------------------------- titles


class TitleWords(NamedTuple):
    """lookups/titles.toml, folded. What holds of titles typed without marks stands in there without them too."""

    prefixes: dict[str, list[tuple[str, ...]]]
    openings: frozenset[str]
    light: frozenset[str]
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
    place_ends: frozenset[tuple[str, ...]]
    sure: frozenset[str]
    abbreviations: dict[str, tuple[str, ...]]


@cache
def title_words() -> TitleWords:
    table = _toml("titles.toml")
    numbers = {fold(word): str(number) for word, number in table["number_words"].items()}
    return TitleWords(
        prefixes=_by_first_word(_both(table["prefixes"])),
        openings=frozenset(_both(table["openings"])),
        light=frozenset(word for text in _both(table["light"]) for word in text.split()),
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
        place_ends=frozenset(
            ending
            for text in table["place_ends"]
            for ending in ((_words(text), _words(without_tones(text))) if " " in text else (_words(text),))
        ),
        sure=frozenset(map(fold, table["sure_abbreviations"])),
        abbreviations={
            fold(short): tuple(fold(meaning) for meaning in meanings)
            for short, meanings in table["abbreviations"].items()
        },
    )


@cache
def meanings(short: str) -> tuple[tuple[str, ...], ...]:
    """The listed meanings of an abbreviation, as words; none for what is no abbreviation."""
    return tuple(map(_words, title_words().abbreviations.get(short, ())))


@lru_cache(CACHE_SIZE)
def may_be_initials(word: str) -> bool:
    """Whether a word may be the first letters of several: no syllable, no word of any language that is known."""
    return (
        len(word) in _LETTERS_OF_ABBREVIATIONS
        and word.isalpha()
        and (word in title_words().abbreviations or not is_syllable(word))
        and word not in words(marked=True).known
    )


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
