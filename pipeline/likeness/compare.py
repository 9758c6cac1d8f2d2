"""Judges two titles by what is left over of each: one title but for typing, in doubt, or two titles."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from pipeline.likeness import lexicon, title
from pipeline.likeness.explain import Reasons, explained, without_slips
from pipeline.likeness.leftover import Left, Pair, Side, left_over
from pipeline.likeness.title import Title

ONE, SLIP, DOUBT, OTHER = "one", "slip", "doubt", "other"

# So many words more on one side are a question; further ones are another title.
MOST_WORDS_ADDED = 2
# Words that open a title before the title itself (“Tên sáng kiến:”) stand among so many first ones.
_OPENING = 5
# Letters of what is no word and may have been one; longer ones are names and words of other languages.
_UNREADABLE = 5
_HAS_DIGIT = lexicon.words_with_digit.__getitem__

Titles = tuple[Title, Title]


class Likeness(NamedTuple):
    """How two titles relate. state: ONE; SLIP, where a word may be misspelt or another; DOUBT; OTHER.

    reasons: finding codes, why; details: what each of them speaks of, "" for nothing.
    is_other_year: both name a year, and not the same. never: "number" or "word" where both have one that the other has
    not, so no chain of other titles makes them one.
    """

    state: str
    reasons: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    is_other_year: bool = False
    never: str = ""


_ALIKE, _UNLIKE = Likeness(ONE), Likeness(OTHER)


def titles(form_a: str, form_b: str) -> Likeness:
    """Judges two forms of `title.read`; the same whichever comes first. An empty title is like no other."""
    return likenesses([form_a, form_b] if form_a != form_b else [form_a], [(0, int(form_a != form_b))])[0]


def likenesses(forms: Sequence[str], pairs: Sequence[tuple[int, int]]) -> list[Likeness]:
    """`titles` of each pair of different forms, by place: what is left over of them is found of all at once."""
    found = [_ALIKE if a == b and forms[a] else _UNLIKE for a, b in pairs]
    unlike = [at for at, (a, b) in enumerate(pairs) if a != b and forms[a] and forms[b]]
    asked = {place for at in unlike for place in pairs[at]}
    said = dict(zip(asked, map(title.said, map(forms.__getitem__, asked)), strict=True))
    ends = [(a, b) if forms[a] < forms[b] else (b, a) for a, b in map(pairs.__getitem__, unlike)]
    for at, likeness in zip(unlike, _unlike([(said[a], said[b]) for a, b in ends]), strict=True):
        found[at] = likeness
    return found


def _unlike(pairs: Sequence[Titles]) -> list[Likeness]:
    found = _by_words(pairs)
    # A place may be named in the middle of one and, apart, at the end of the other.
    in_one = [at for at, (a, b) in enumerate(pairs) if bool(a.place) != bool(b.place)]
    lost = [at for at in in_one if found[at].state != ONE]
    wholes = _by_words([(_with_place(a), _with_place(b)) for a, b in map(pairs.__getitem__, lost)])
    for at in in_one:
        found[at] = _with_place_added(found[at], *pairs[at])
    for at, whole in zip(lost, wholes, strict=True):
        found[at] = whole if whole.state != OTHER else found[at]
    in_both = [at for at, (a, b) in enumerate(pairs) if a.place and b.place and found[at].state != OTHER]
    for at, left in zip(
        in_both, _left_over([(_of_place(a), _of_place(b)) for a, b in map(pairs.__getitem__, in_both)]), strict=True
    ):
        found[at] = _with_places(found[at], left)
    return [
        _with_years(likeness, a.years, b.years) if a.years != b.years else likeness
        for likeness, (a, b) in zip(found, pairs, strict=True)
    ]


def _by_words(pairs: Sequence[Titles]) -> list[Likeness]:
    """Years and places apart."""
    found = [_ALIKE] * len(pairs)
    unlike = [at for at, (a, b) in enumerate(pairs) if a.words != b.words]
    for at, left in zip(unlike, _left_over([pairs[at] for at in unlike]), strict=True):
        found[at] = _judged(left, *pairs[at])
    return found


def _left_over(pairs: Sequence[Titles]) -> list[Pair]:
    return left_over(*(_side([pair[at] for pair in pairs]) for at in (0, 1)))


def _side(titles: Sequence[Title]) -> Side:
    is_bare, has_years = (
        np.array(told, dtype=np.bool_)
        for told in ([said.is_bare for said in titles], [bool(said.years) for said in titles])
    )
    return Side([said.words for said in titles], is_bare, has_years)


def _with_place(said: Title) -> Title:
    return said._replace(words=f"{said.words} {said.place}")


def _of_place(said: Title) -> Title:
    return said._replace(words=said.place, years=())


def _with_place_added(found: Likeness, a: Title, b: Title) -> Likeness:
    if found.state != ONE:
        return found
    place = (a.place or b.place).split()
    if a.is_bare or b.is_bare:
        place = list(map(lexicon.plain, place))
    if place[0] in lexicon.title_words().place_asked:
        return _also(found._replace(state=DOUBT), "place_missing", lexicon.shown(place))
    return _also(found, "only_place_added", lexicon.shown(place))


def _with_places(found: Likeness, places: Pair) -> Likeness:
    """One place named shorter than the other is no difference, another place is a question."""
    opening = {word for words in lexicon.title_words().place_at for word in words}
    reasons: Reasons = []
    left = without_slips(places, reasons)
    left = (places.one, places.other) if any(code == "spelling_far" for code, _ in reasons) else left
    one, other = ([word for word in side.words if word not in opening] for side in left)
    if one and other:
        return _also(found._replace(state=DOUBT), "place_differs", f"{lexicon.shown(one)} và {lexicon.shown(other)}")
    return found


def _with_years(found: Likeness, years_a: Sequence[str], years_b: Sequence[str]) -> Likeness:
    if found.state == OTHER:
        return found
    if years_a and years_b and not _may_be_one_year(years_a, years_b):
        detail = " và ".join(sorted((", ".join(years_a), ", ".join(years_b))))
        return _also(found, "year_differs", detail)._replace(is_other_year=True)
    return _also(found, "only_year_added", ", ".join(sorted({*years_a} ^ {*years_b})))


def _may_be_one_year(years_a: Sequence[str], years_b: Sequence[str]) -> bool:
    """Whether each year is part of one that the other names: 2021 and 2021-2022; two school years never are."""
    first, second = ([frozenset(year.split("-")) for year in years] for years in (years_a, years_b))
    return all(
        any(year <= other or other <= year for other in others)
        for own, others in ((first, second), (second, first))
        for year in own
    )


def _also(found: Likeness, reason: str, detail: str = "") -> Likeness:
    return found._replace(reasons=(*found.reasons, reason), details=(*found.details, detail))


# ---------------------------------------------------------------- verdict


def _judged(left: Pair, a: Title, b: Title) -> Likeness:
    """The words that are left of two titles."""
    reasons: Reasons = [("only_marks", "")] if a.is_bare != b.is_bare else []
    one, other = left.one, left.other
    if left.are_two:
        return Likeness(OTHER, ("word_differs",), (f"{lexicon.shown(one.words)} và {lexicon.shown(other.words)}",))
    if one.words or other.words:
        one, other = explained(left, reasons)
    if one.words or other.words:
        return _weighed(one, other, reasons, has_numbers=left.has_numbers)
    if left.has_numbers and _are_numbers_moved(one.of, other.of):
        return _told([_moved(one.of)], reasons)
    return _told([], reasons or ([("only_order", "")] if one.of != other.of else []))


def _weighed(one: Left, other: Left, reasons: Reasons, *, has_numbers: bool) -> Likeness:
    """The verdict over what no slip, space or abbreviation explains."""
    known = lexicon.title_words()
    numbers_a, numbers_b = (list(filter(_HAS_DIGIT, left.words)) for left in (one, other))
    if numbers_a and numbers_b:
        code = "grade_differs" if _is_of_grade(one) and _is_of_grade(other) else "number_differs"
        return Likeness(OTHER, (code,), (f"{', '.join(numbers_a)} và {', '.join(numbers_b)}",), never="number")
    contents = _contents(one), _contents(other)
    doubts: Reasons = []
    if contents[0] and contents[1]:
        both = f"{lexicon.shown(contents[0])} và {lexicon.shown(contents[1])}"
        are_kinds = known.kinds.issuperset(contents[0] + contents[1])
        if not are_kinds and not _is_unreadable(*contents):
            return Likeness(OTHER, ("word_differs",), (both,), never="word")
        doubts.append(("kind_differs" if are_kinds else "word_unreadable", both))
    elif more := [word for word in contents[0] or contents[1] if word not in known.openings]:
        if len(more) > MOST_WORDS_ADDED:
            return Likeness(OTHER, ("words_added",), (lexicon.shown(more),))
        doubts.append(("words_added", lexicon.shown(more)))
    if numbers_a or numbers_b:
        doubts.append(("number_missing", ", ".join(numbers_a or numbers_b)))
    elif has_numbers and _are_numbers_moved(one.of, other.of):
        doubts.append(_moved(one.of))
    light = [
        word
        for left in (one, other)
        for word, place, is_light in zip(left.words, left.places, left.is_light, strict=True)
        if is_light or _opens(word, place)
    ]
    if light:
        reasons = [*reasons, ("only_light_words", lexicon.shown(light))]
    return _told(doubts, reasons)


def _moved(words: Sequence[str]) -> tuple[str, str]:
    return "numbers_moved", ", ".join(filter(_HAS_DIGIT, words))


def _told(doubts: Reasons, reasons: Reasons) -> Likeness:
    """One title but for typing, unless there is a doubt."""
    told = [*doubts, *reasons]
    if not told:
        return _ALIKE
    codes, details = zip(*(_once(told) if len(told) > 1 else told), strict=True)
    is_far = "spelling_far" in codes
    state = DOUBT if doubts or is_far else SLIP if "spelling_doubtful" in codes else ONE
    return Likeness(state, codes, details, never="word" if is_far else "")


def _contents(left: Left) -> list[str]:
    """The words that say something: no number, no light word, none that opens a title."""
    return [
        word
        for word, place, is_light in zip(left.words, left.places, left.is_light, strict=True)
        if not is_light and not _HAS_DIGIT(word) and not _opens(word, place)
    ]


def _is_unreadable(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether what is left of one of them is no word at all: nobody can tell whether it is what the other says."""
    return max(len(one), len(other)) <= MOST_WORDS_ADDED and any(
        not any(lexicon.is_syllable(word) or word in lexicon.words(marked=True).known for word in words)
        and all(len(word) <= _UNREADABLE for word in words)
        for words in (one, other)
    )


def _opens(word: str, at: int) -> bool:
    """Whether a word is one of those that open a title, typed wrong as a whole: “TTên sáng kiến”."""
    return at < _OPENING and title.is_like_opening(word)


def _once(reasons: Reasons) -> Reasons:
    """Each code once, with all its details."""
    details: dict[str, list[str]] = {}
    for code, detail in reasons:
        details.setdefault(code, []).append(detail)
    return [(code, "; ".join(filter(None, found))) for code, found in details.items()]


def _is_of_grade(left: Left) -> bool:
    markers = lexicon.title_words().grade_markers
    return all(
        place > 0 and left.of[place - 1] in markers
        for word, place in zip(left.words, left.places, strict=True)
        if lexicon.has_digit(word)
    )


def _are_numbers_moved(words_a: Sequence[str], words_b: Sequence[str]) -> bool:
    """Whether two titles have the same numbers at other places: lớp 1 tập 2 and lớp 2 tập 1."""
    numbers = list(filter(_HAS_DIGIT, words_a))
    return len(set(numbers)) > 1 and numbers != list(filter(_HAS_DIGIT, words_b)) and _bound(words_a) != _bound(words_b)


def _bound(words: Sequence[str]) -> Counter[tuple[str, str]]:
    return Counter((before, word) for before, word in pairwise(("", *words)) if lexicon.has_digit(word))


# ---------------------------------------------------------------- under one portal ref


# Two titles under one portal ref are alike when at least this share of their words is common and all numbers are equal.
ALIKE_FROM = 0.6


def are_alike(form_a: str, form_b: str) -> bool:
    """Whether two titles under one portal ref may be one title mended; other school years never are."""
    if form_a == form_b:
        return True
    if not form_a or not form_b:
        return False
    a, b = title.said(form_a), title.said(form_b)
    if a.years and b.years and not _may_be_one_year(a.years, b.years):
        return False
    words_a, words_b = (list(map(lexicon.plain, f"{said.words} {said.place}".split())) for said in (a, b))
    if sorted(filter(lexicon.has_digit, words_a)) != sorted(filter(lexicon.has_digit, words_b)):
        return False
    common = (Counter(words_a) & Counter(words_b)).total()
    return 2 * common >= ALIKE_FROM * (len(words_a) + len(words_b))
