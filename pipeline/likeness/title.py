"""Reads a title: its words in one form, the years and the place it names apart."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from pipeline.likeness import flat, lexicon, strokes
from pipeline.vietnamese.remembered import Remembered

Ints = npt.NDArray[np.int64]

PARTS = "|"  # folding leaves no such sign in a word
ORDINAL = re.compile(r"\A\s*(?:\d{1,3}|[IVX]{1,4}|[a-zđ])\s?[.)]\s+(?=\S)")
_LINE_NUMBER = re.compile(r"\d{1,3}|[ivx]{1,4}|\w")  # what `ORDINAL` begins with, folded
_JOINED = re.compile(r"([^\W\d_]{2,})(\d+)")
_FIRST_YEAR, _LAST_YEAR = 1990, 2099
_YEAR_DIGITS = 4
_LEAST_BEFORE_PLACE = 4  # words of a title before the place it ends with
_LONGEST_PLACE = 6
_LEAST_LETTERS_OF_HEAD = 5  # a place typed wrong is known again from so many letters on


class Title(NamedTuple):
    """What a title says. words: in order, numbers among them as figures. years: “2021-2022”, “2022”.

    is_bare: whether none of the words bears a mark.
    """

    words: str
    years: tuple[str, ...]
    place: str
    is_bare: bool


# What a word may be; most are nothing, and then no step has anything to do. Bits of a plain number: an IntFlag takes
# ten times as long, and every word of a nation is asked. FIGURE: “04”, “lớp4”.
_FIGURE, _YEAR, _NUMBER_WORD, _ENDS_MARKER, _ABBREVIATION, _PLACE, _ENDS_OPENING, _BODY, _IN_BODY, _OPENS_PREFIX = (
    1 << bit for bit in range(10)
)
_NUMBERS_LINE = 1 << 10
# Of a title: a place begins in it.
_AT_PLACE = 1 << 11
_STEPS = _FIGURE | _YEAR | _ABBREVIATION | _AT_PLACE | _OPENS_PREFIX


def _roles_of(word: str) -> int:
    known = lexicon.title_words()
    joined = _JOINED.fullmatch(word)
    heads = (word,) if word in known.places else _heads_near(word)
    is_figure = (word.isdigit() and word[0] == "0") or (joined is not None and (joined[1],) in known.markers)
    is_number_word = word in known.numbers or word in known.plain_numbers or word in known.roman
    return (
        _FIGURE * is_figure
        | _YEAR * _is_year(word)
        | _NUMBER_WORD * is_number_word
        | _ENDS_MARKER * (word in _last_of_markers())
        | _ABBREVIATION * _is_sure_abbreviation(word)
        | _PLACE * bool(heads)
        | _ENDS_OPENING * bool(_openings_ending[word])
        | _BODY * any(head in known.bodies for head in heads)
        | _IN_BODY * (word in _second_of_bodies() or _has_body_of_one_word())
        | _OPENS_PREFIX * (word in known.prefixes)
        | _NUMBERS_LINE * (_LINE_NUMBER.fullmatch(word) is not None)
    )


@cache
def _last_of_markers() -> frozenset[str]:
    return frozenset(marker[-1] for marker in lexicon.title_words().markers)


@cache
def _second_of_bodies() -> frozenset[str]:
    return frozenset(body[1] for bodies in lexicon.title_words().bodies.values() for body in bodies if len(body) > 1)


@cache
def _has_body_of_one_word() -> bool:
    return any(len(body) == 1 for bodies in lexicon.title_words().bodies.values() for body in bodies)


_roles = Remembered(_roles_of)


def forms(texts: Sequence[str], keys: Sequence[str], words: flat.Flat) -> tuple[list[str], list[int]]:
    """The form of each title, and at which places that is more than its words as they are.

    A form is one for all titles that differ only in what abbreviations, figures and prefixes unify: three parts
    separated by “|”: words, years, place. `said` takes it apart. "" for a title without words.
    texts: distinct titles; keys, words: those of `flat.folded`. Only titles in which some step has anything to do are
    taken through them.
    """
    found = [f"{key}{PARTS}{PARTS}" if key else "" for key in keys]
    steps = _steps(words)
    numbered = [at for at in np.flatnonzero(steps & _NUMBERS_LINE).tolist() if ORDINAL.match(texts[at])]
    steps[numbered] = 0
    worth = np.flatnonzero(steps & _STEPS)
    for at, form in zip(worth.tolist(), _formed(flat.taken(words, worth), steps[worth]), strict=True):
        found[at] = form
    without = flat.folded([ORDINAL.sub("", texts[at]) for at in numbered])
    for at, form in zip(numbered, _formed(without, _steps(without)), strict=True):
        found[at] = form
    return found, [*worth.tolist(), *numbered]


def read(text: str) -> str:
    """The form of one title as it is typed; without the number of its line: “1. Một số biện pháp …”."""
    words = flat.folded([text])
    return forms([text], flat.texts_of(words), words)[0][0]


def _steps(words: flat.Flat) -> Ints:
    """(titles,): what some step may find in each, as bits.

    FIGURE: also a number after a marker (“lớp Bốn”; “một số” is none). AT_PLACE: a place after an opening (“tại
    Trường …”), or a body that names itself. OPENS_PREFIX: at the beginning. Of the rest what its words may be.
    """
    of_words = words.told(map(_roles.__getitem__, words.words), np.int16)

    def of_part(part: flat.Flat) -> Ints:
        roles = of_words[part.ids]
        # Two words side by side may belong to two titles: then one title more is looked at.
        before = np.r_[np.int16(0), roles[:-1]]
        found = roles & (_FIGURE | _YEAR | _ABBREVIATION | _PLACE)
        found[(before & _ENDS_MARKER != 0) & (roles & _NUMBER_WORD != 0)] |= _FIGURE
        is_at_place = (before & _ENDS_OPENING != 0) & (roles & _PLACE != 0)
        found[is_at_place | ((before & _BODY != 0) & (roles & _IN_BODY != 0))] |= _AT_PLACE
        first = part.starts[part.starts < part.ends]
        found[first] |= roles[first] & (_OPENS_PREFIX | _NUMBERS_LINE)
        return flat.gathered(np.bitwise_or, found, part, 0)

    return flat.in_parts(words, of_part)


def _formed(titles: flat.Flat, steps: Ints) -> list[str]:
    """The form of each title; steps: what `_steps` tells of it."""
    words = np.array(titles.words, dtype="object")[titles.ids].tolist()
    bounds = zip(titles.starts.tolist(), titles.ends.tolist(), steps.tolist(), strict=True)
    return [_form(words[start:end], some) if start < end else "" for start, end, some in bounds]


def _form(typed: list[str], some: int) -> str:
    words = _without_prefix(typed) if some & _OPENS_PREFIX else typed
    years: list[str] = []
    place: list[str] = []
    is_marked = bool(some & (_FIGURE | _ABBREVIATION)) and not lexicon.is_plain(words)  # nothing else asks
    before = words
    if some & _FIGURE:
        words = _with_figures(words, is_marked=is_marked)
    if some & (_FIGURE | _YEAR):
        words, years = _without_years(words)
    # Words that stood apart may now stand side by side.
    if some & _AT_PLACE or (some & _PLACE and words != before[: len(words)]):
        words, place = _without_place(words)
    if some & _ABBREVIATION:
        words = _written_out(words, is_marked=is_marked)
    return f"{' '.join(words)}{PARTS}{' '.join(years)}{PARTS}{' '.join(place)}"


def words_of(form: str) -> str:
    """The words of a form, as one text."""
    return form.partition(PARTS)[0]


def said(form: str) -> Title:
    words, years, place = form.split(PARTS)
    return Title(words, tuple(years.split()) if years else (), place, lexicon.is_bare(words))


def _without_prefix(words: list[str]) -> list[str]:
    prefixes = lexicon.title_words().prefixes.get(words[0], ())
    for prefix in prefixes:
        if len(words) > len(prefix) + 1 and tuple(words[: len(prefix)]) == prefix:
            return words[len(prefix) :]
    return words


def _with_figures(words: list[str], *, is_marked: bool) -> list[str]:
    """Numbers after a marker as figures: “lớp Bốn”, “học kỳ II”, “lớp4”, “lớp 04” are “4”, “2”, “4”, “4”."""
    known = lexicon.title_words()
    roles = list(map(_roles.__getitem__, words))
    number_words = known.numbers if is_marked else known.plain_numbers
    found = list(words)
    places = [
        at
        for at, role in enumerate(roles)
        if role & _FIGURE or (role & _NUMBER_WORD and at and roles[at - 1] & _ENDS_MARKER)
    ]
    for at in places:
        word = words[at]
        if word.isdigit():
            found[at] = word.lstrip("0") or "0"
        elif joined := _JOINED.fullmatch(word):
            found[at] = f"{joined[1]} {joined[2].lstrip('0') or '0'}"
        elif _is_marked_number(words[max(at - 2, 0) : at], word, words[at + 1] if at + 1 < len(words) else ""):
            found[at] = number_words.get(word) or known.roman.get(word) or word
    return " ".join(found).split() if places else words


def _is_marked_number(before: Sequence[str], word: str, follower: str) -> bool:
    """Whether a word that may be a number stands after a marker; “năm học”, “năm 2022” are years, “một số” is none."""
    markers = lexicon.title_words().markers
    if not before or (lexicon.plain(word) == "nam" and (lexicon.plain(follower) == "hoc" or _is_year(follower))):
        return False
    if lexicon.plain(follower) == "so":  # “… một số …”
        return False
    return (before[-1],) in markers or tuple(before[-2:]) in markers


def _is_year(word: str) -> bool:
    return len(word) == _YEAR_DIGITS and word.isdecimal() and _FIRST_YEAR <= int(word) <= _LAST_YEAR


def _without_years(words: list[str]) -> tuple[list[str], list[str]]:
    """The words without the years they name: two years in a row, one after “năm”, one at the end."""
    places = [at for at, word in enumerate(words) if len(word) == _YEAR_DIGITS and _is_year(word)]
    kept: list[str] = []
    years: list[str] = []
    done = 0
    for at in places:
        if at < done:
            continue  # the second of two years in a row
        kept += words[done:at]
        done = at + 1
        word, follower = words[at], words[done] if done < len(words) else ""
        marker = _year_marker(kept)
        if follower in (next_year := str(int(word) + 1), next_year[2:]):
            years.append(f"{word}-{next_year}")
            done += 1
        elif not follower or marker[:1] == ("nam",):
            years.append(word)
        else:
            kept.append(word)
            continue
        del kept[len(kept) - len(marker) :]
    kept += words[done:]
    return (kept, sorted(set(years))) if years and len(kept) > 1 else (words, [])


def _year_marker(words: Sequence[str]) -> tuple[str, ...]:
    """What stands before a year: “năm học”, “năm”, “niên khóa”, “NH”, slips in them included."""
    last = _year_words[words[-1]] if words else ""
    if last in ("nam", "nh"):
        return (last,)
    first = {"hoc": "nam", "khoa": "nien"}.get(last, "")
    return (first, last) if first and len(words) > 1 and _year_words[words[-2]] == first else ()


def _year_word(word: str) -> str:
    bare = lexicon.plain(word)
    if bare in ("nh", "nien", "khoa"):
        return bare
    return next((marker for marker in ("nam", "hoc") if OSA.distance(bare, marker, score_cutoff=1) <= 1), "")


_year_words = Remembered(_year_word)


def _without_place(words: list[str]) -> tuple[list[str], list[str]]:
    """The words without the unit or commune they name, and that: “tại Trường Tiểu học Chà Là”, to the end or an end."""
    roles = list(map(_roles.__getitem__, words))
    heads = [
        at
        for at, role in enumerate(roles)
        if role & _PLACE and (role & _BODY or (at and roles[at - 1] & _ENDS_OPENING))
    ]
    for head in heads:
        start = _start_of_place(words, head)
        if start == 0 or start >= _LEAST_BEFORE_PLACE:
            end = _end_of_place(words, head)
            if start or len(words) - end >= _LEAST_BEFORE_PLACE:
                return words[:start] + words[end:], words[start:end]
    return words, []


def _start_of_place(words: Sequence[str], head: int) -> int:
    """Where a place begins whose head stands there: before it, or at it where a body names itself; -1 for none."""
    known = lexicon.title_words()
    if not _is_place(words[head : head + _LONGEST_PLACE], known.places):
        return -1
    for opening in _openings_ending[words[head - 1]] if head else ():
        start = head - len(opening)
        # A single word is the very one; of several, each may bear a slip.
        if start >= 0 and (len(opening) == 1 or _are_near(words[start:head], opening)):
            return start
    return head if _is_place(words[head : head + _LONGEST_PLACE], known.bodies) and head + 2 < len(words) else -1


def _end_of_place(words: Sequence[str], head: int) -> int:
    ends = lexicon.title_words().place_ends
    return next(
        (
            at
            for at in range(head + 1, len(words))
            if words[at] in ends and any(tuple(words[at : at + len(end)]) == end for end in ends[words[at]])
        ),
        len(words),
    )


def _is_place(words: Sequence[str], places: Mapping[str, list[tuple[str, ...]]]) -> bool:
    """Whether words begin with a kind of place; its first word may bear a slip."""
    for first in (words[0],) if words[0] in places else _heads_near(words[0]):
        for place in places.get(first, ()):
            if len(place) == 1 or tuple(words[1 : len(place)]) == place[1:]:
                return True
    return False


@lru_cache(lexicon.CACHE_SIZE)
def _heads_near(word: str) -> list[str]:
    """Heads one stroke away, of long ones: “ttruong”."""
    places = lexicon.title_words().places
    return sorted(
        head
        for head in (_few_near[word] if len(word) >= _LEAST_LETTERS_OF_HEAD else ())
        if head in places and len(head) >= _LEAST_LETTERS_OF_HEAD and strokes.between(word, head, 1) <= 1
    )


def _are_near(words: Sequence[str], opening: Sequence[str]) -> bool:
    return all(strokes.between(word, wanted, 1) <= 1 for word, wanted in zip(words, opening, strict=True))


def _ended_by(word: str) -> list[tuple[str, ...]]:
    """The openings of a place whose last word this may be."""
    return [
        opening
        for opening in lexicon.title_words().place_at
        if word == opening[-1]
        or (len(opening) > 1 and opening[-1] in _few_near[word] and _are_near([word], opening[-1:]))
    ]


_openings_ending = Remembered(_ended_by)


@lru_cache(lexicon.CACHE_SIZE)
def is_like_opening(word: str) -> bool:
    """Whether a word is one of those that open a title, a slip included."""
    openings = lexicon.title_words().openings
    return any(few in openings and strokes.between(word, few, 1) <= 1 for few in _few_near[word])


@cache
def _few() -> strokes.OneOff:
    """The words that are known again when they are typed wrong."""
    known = lexicon.title_words()
    ends = (opening[-1] for opening in known.place_at if len(opening) > 1)
    return strokes.OneOff({*known.openings, *known.places, *ends})


_few_near = Remembered(lambda word: _few().of(word))


def _is_sure_abbreviation(word: str) -> bool:
    """“tha” and “ta” are words too, “ph” may be one with a slip: what those stand for is seen beside another title."""
    if len(lexicon.meanings(word)) != 1:
        return False
    return word in lexicon.title_words().sure or (len(word) > 2 and not lexicon.is_syllable(word))


def _written_out(words: Sequence[str], *, is_marked: bool) -> list[str]:
    """Abbreviations with one meaning as their words; the words without marks where the title has none."""
    found: list[str] = []
    for word in words:
        if _roles[word] & _ABBREVIATION:
            (meaning,) = lexicon.meanings(word)
            found += meaning if is_marked else map(lexicon.plain, meaning)
        else:
            found.append(word)
    return found
