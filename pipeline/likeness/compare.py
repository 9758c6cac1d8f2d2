"""Judges two titles by what is left over of each: one title but for typing, in doubt, or two titles."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple

from rapidfuzz.distance import OSA

from pipeline.likeness import lexicon, title

ONE, DOUBT, OTHER = "one", "doubt", "other"

# So many words more on one side are a question; further ones are another title.
MOST_WORDS_ADDED = 2
# A short word one stroke away from another is nearly always another word; a long one may bear two slips.
_SHORT, _LONG = 3, 5
_MANY_SLIPS = 0.5


class Likeness(NamedTuple):
    """How two titles relate. state: ONE, DOUBT, OTHER.

    reasons: finding codes, why; details: what each of them speaks of, "" for nothing.
    is_other_year: both name a year, and not the same. is_slip: in doubt only because a word may be misspelt.
    is_never: numbers, grades or words that both have and that differ: no chain of others makes them one.
    """

    state: str
    reasons: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    is_other_year: bool = False
    is_slip: bool = False
    is_never: bool = False


class _Left(NamedTuple):
    """What one title has and the other has not: words by place, in order; and all its words."""

    words: tuple[str, ...]
    places: tuple[int, ...]
    all_words: tuple[str, ...]

    def without(self, gone: Sequence[int]) -> "_Left":
        kept = [at for at in range(len(self.words)) if at not in gone]
        return self._replace(words=tuple(self.words[at] for at in kept), places=tuple(self.places[at] for at in kept))


@lru_cache(lexicon.CACHE_SIZE)
def titles(form_a: str, form_b: str) -> Likeness:
    """Judges two forms of `title.read`; the same whichever comes first."""
    if form_a > form_b:
        return titles(form_b, form_a)
    if form_a == form_b:
        return Likeness(ONE)
    a, b = title.said(form_a), title.said(form_b)
    is_marked = not (lexicon.is_plain(a.words) or lexicon.is_plain(b.words))
    found = _judged(a.words, b.words, is_marked=is_marked)
    if bool(a.place) != bool(b.place) and found.state != ONE:
        # A place may be named in the middle of one and, apart, at the end of the other.
        whole = _judged((*a.words, *a.place), (*b.words, *b.place), is_marked=is_marked)
        found = min(found, whole, key=lambda likeness: (ONE, DOUBT, OTHER).index(likeness.state))
    elif found.state != OTHER and a.place and b.place:
        found = _with_places(found, a.place, b.place)
    return _with_years(found, a, b) if found.state != OTHER else found


def _with_years(found: Likeness, a: title.Title, b: title.Title) -> Likeness:
    if a.years == b.years:
        return found
    if a.years and b.years:
        detail = f"{', '.join(a.years)} và {', '.join(b.years)}"
        return _also(found, "year_differs", detail)._replace(is_other_year=True)
    return _also(found, "only_year_added", ", ".join(a.years or b.years))


def _with_places(found: Likeness, place_a: Sequence[str], place_b: Sequence[str]) -> Likeness:
    """One place named shorter than the other is no difference, another place is a question."""
    if lexicon.is_plain(place_a) or lexicon.is_plain(place_b):
        place_a, place_b = [tuple(map(lexicon.plain, place)) for place in (place_a, place_b)]
    one, other = _left_over(place_a, place_b, is_marked=True)
    one, other = _matched(one, other, [], is_marked=True)
    if one.words and other.words:
        detail = f"{' '.join(one.words)} và {' '.join(other.words)}"
        return _also(found._replace(state=DOUBT, is_slip=False), "place_differs", detail)
    return found


def _also(found: Likeness, reason: str, detail: str = "") -> Likeness:
    return found._replace(reasons=(*found.reasons, reason), details=(*found.details, detail))


# ---------------------------------------------------------------- words


def _judged(words_a: Sequence[str], words_b: Sequence[str], *, is_marked: bool) -> Likeness:
    """The words of two titles, years and places apart."""
    reasons: list[tuple[str, str]] = []
    if not is_marked:
        if not (lexicon.is_plain(words_a) and lexicon.is_plain(words_b)):
            reasons.append(("only_marks", ""))
        words_a, words_b = [tuple(map(lexicon.plain, words)) for words in (words_a, words_b)]
    one, other = _left_over(words_a, words_b, is_marked=is_marked)
    for explained in (_without_abbreviations, _without_spaces, _matched):
        one, other = explained(one, other, reasons, is_marked=is_marked)
    return _weighed(one, other, reasons)


def _left_over(words_a: Sequence[str], words_b: Sequence[str], *, is_marked: bool) -> tuple[_Left, _Left]:
    count_a, count_b = Counter(words_a), Counter(words_b)
    del is_marked
    return _left(words_a, count_a - count_b), _left(words_b, count_b - count_a)


def _left(words: Sequence[str], more: Counter[str]) -> _Left:
    """Of a word that stands several times the last ones are left."""
    places = []
    for place in range(len(words) - 1, -1, -1):
        if more[words[place]] > 0:
            more[words[place]] -= 1
            places.append(place)
    places.reverse()
    return _Left(tuple(words[place] for place in places), tuple(places), tuple(words))


Reasons = list[tuple[str, str]]


def _without_abbreviations(one: _Left, other: _Left, reasons: Reasons, *, is_marked: bool) -> tuple[_Left, _Left]:
    """Leaves out abbreviations together with what they stand for."""
    one, other = _expanded(one, other, reasons, is_marked=is_marked)
    other, one = _expanded(other, one, reasons, is_marked=is_marked)
    return one, other


def _expanded(short: _Left, full: _Left, reasons: Reasons, *, is_marked: bool) -> tuple[_Left, _Left]:
    gone: list[int] = []
    for at, word in enumerate(short.words):
        if not lexicon.may_be_initials(word):
            continue
        listed = [meaning if is_marked else tuple(map(lexicon.plain, meaning)) for meaning in lexicon.meanings(word)]
        for meaning in (*listed, *_spelt_by(word, full)):
            taken = _taken(full.words, meaning)
            if taken:
                gone.append(at)
                full = full.without(taken)
                reasons.append(("only_abbreviation", f"{word} và {' '.join(meaning)}"))
                break
    return short.without(gone), full


def _spelt_by(letters: str, full: _Left) -> Iterator[tuple[str, ...]]:
    """Words that stand side by side and begin with these letters."""
    wanted = lexicon.plain(letters)
    initials = "".join(lexicon.plain(word)[:1] or "?" for word in full.all_words)
    at = initials.find(wanted)
    while at >= 0:
        yield full.all_words[at : at + len(wanted)]
        at = initials.find(wanted, at + 1)


def _taken(words: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """Where the wanted words stand among the words; nothing where one is missing."""
    taken: list[int] = []
    for word in wanted:
        at = next((at for at, other in enumerate(words) if other == word and at not in taken), None)
        if at is None:
            return []
        taken.append(at)
    return taken


def _without_spaces(one: _Left, other: _Left, reasons: Reasons, *, is_marked: bool) -> tuple[_Left, _Left]:
    """Leaves out what is the same letters with other spaces: “họcsinh”, “b iện pháp”, “lí so” for “lís o”."""
    del is_marked
    for first, second in (_runs(one, other), _runs(other, one)[::-1]):
        if first and second:
            reasons.append(("only_spaces", f"{_at(one, first)} và {_at(other, second)}"))
            one, other = one.without(first), other.without(second)
    return one, other


def _at(left: _Left, places: Sequence[int]) -> str:
    return " ".join(left.words[at] for at in places)


def _runs(one: _Left, other: _Left) -> tuple[list[int], list[int]]:
    """Left-over words of `one` side by side whose letters are one or more left-over words of `other` side by side."""
    spelt = {"".join(other.words[at] for at in run): run for run in _side_by_side(other)}
    for run in _side_by_side(one):
        found = spelt.get("".join(one.words[at] for at in run))
        if found and (len(run) > 1 or len(found) > 1):
            return list(run), list(found)
    return [], []


def _side_by_side(left: _Left) -> Iterator[range]:
    """All runs of up to three left-over words that stand side by side in the title, the longest first."""
    for length in (3, 2, 1):
        for start in range(len(left.words) - length + 1):
            if left.places[start + length - 1] - left.places[start] == length - 1:
                yield range(start, start + length)


def _matched(one: _Left, other: _Left, reasons: Reasons, *, is_marked: bool) -> tuple[_Left, _Left]:
    """Leaves out words that are slips of each other, the nearest first."""
    near = sorted(
        (distance, min(a, b), max(a, b), at, there)
        for at, a in enumerate(one.words)
        for there, b in enumerate(other.words)
        if not (lexicon.has_digit(a) or lexicon.has_digit(b))
        for distance in [_distance(a, b)]
        if distance is not None
    )
    gone_one: list[int] = []
    gone_other: list[int] = []
    for _, _, _, at, there in near:
        if at in gone_one or there in gone_other:
            continue
        code = _slip((one, at), (other, there), is_marked=is_marked)
        if code:
            gone_one.append(at)
            gone_other.append(there)
            reasons.append((code, f"{one.words[at]} và {other.words[there]}"))
    return one.without(gone_one), other.without(gone_other)


@lru_cache(lexicon.CACHE_SIZE)
def _distance(a: str, b: str) -> int | None:
    """Strokes between two words that may be slips of each other, None for words too far apart."""
    shorter = min(len(a), len(b))
    limit = 2 if shorter >= _LONG and not (lexicon.is_syllable(a) and lexicon.is_syllable(b)) else 1
    distance = OSA.distance(a, b, score_cutoff=limit)
    if distance > limit or (shorter < _SHORT and lexicon.is_syllable(a) and lexicon.is_syllable(b) and shorter < 2):
        return None
    return distance


def _slip(one: tuple[_Left, int], other: tuple[_Left, int], *, is_marked: bool) -> str:
    """What two near words are: "only_spelling" for a slip, "spelling_doubtful" for what may be two words, "" for two."""
    a, b = one[0].words[one[1]], other[0].words[other[1]]
    known = lexicon.words(marked=is_marked).known
    if a in known and b in known:
        light = lexicon.title_words().light
        fits_a, fits_b = _fits(*one, is_marked=is_marked), _fits(*other, is_marked=is_marked)
        if fits_a != fits_b or (a in light) != (b in light) or (a in light and b in light):
            return "only_spelling"
        return "spelling_doubtful"
    if a in known or b in known or not (lexicon.is_syllable(a) and lexicon.is_syllable(b)):
        return "only_spelling"
    return "spelling_doubtful"


def _fits(left: _Left, at: int, *, is_marked: bool) -> bool:
    """Whether a word makes a known compound with the word before or after it."""
    place, words = left.places[at], left.all_words
    neighbours = lexicon.words(marked=is_marked).neighbours
    return any(pair in neighbours for pair in pairwise(words[max(place - 1, 0) : place + 2]))


# ---------------------------------------------------------------- verdict


def _weighed(one: _Left, other: _Left, reasons: Reasons) -> Likeness:
    """The verdict over what no slip, space or abbreviation explains."""
    known = lexicon.title_words()
    numbers = [[word for word in left.words if lexicon.has_digit(word)] for left in (one, other)]
    contents = [
        [word for word in left.words if not lexicon.has_digit(word) and word not in known.light]
        for left in (one, other)
    ]
    if numbers[0] and numbers[1]:
        code = "grade_differs" if _is_of_grade(one) and _is_of_grade(other) else "number_differs"
        return Likeness(OTHER, (code,), (f"{', '.join(numbers[0])} và {', '.join(numbers[1])}",), is_never=True)
    if contents[0] and contents[1] and not all(word in known.kinds for word in (*contents[0], *contents[1])):
        detail = f"{' '.join(contents[0])} và {' '.join(contents[1])}"
        return Likeness(OTHER, ("word_differs",), (detail,), is_never=True)
    doubts: Reasons = []
    if contents[0] and contents[1]:
        doubts.append(("kind_differs", f"{' '.join(contents[0])} và {' '.join(contents[1])}"))
    elif contents[0] or contents[1]:
        more = contents[0] or contents[1]
        if len(more) > MOST_WORDS_ADDED:
            return Likeness(OTHER, ("words_added",), (" ".join(more),))
        doubts.append(("words_added", " ".join(more)))
    if numbers[0] or numbers[1]:
        doubts.append(("number_missing", ", ".join(numbers[0] or numbers[1])))
    elif _numbers_moved(one.all_words, other.all_words):
        doubts.append(("numbers_moved", ", ".join(filter(lexicon.has_digit, one.all_words))))
    is_slip = not doubts and any(code == "spelling_doubtful" for code, _ in reasons)
    if one.words or other.words:
        light = [word for left in (one, other) for word in left.words if word in known.light]
        if light:
            reasons = [*reasons, ("only_light_words", " ".join(light))]
    if not reasons and not doubts:
        reasons = [("only_order", "")]
    told = _once([*doubts, *reasons])
    codes, details = tuple(code for code, _ in told), tuple(detail for _, detail in told)
    return Likeness(DOUBT if doubts or is_slip else ONE, codes, details, is_slip=is_slip)


def _once(reasons: Reasons) -> Reasons:
    """Each code once, with all its details."""
    details: dict[str, list[str]] = {}
    for code, detail in reasons:
        details.setdefault(code, []).append(detail)
    return [(code, "; ".join(filter(None, found))) for code, found in details.items()]


def _is_of_grade(left: _Left) -> bool:
    markers = lexicon.title_words().grade_markers
    return all(
        place > 0 and left.all_words[place - 1] in markers
        for word, place in zip(left.words, left.places, strict=True)
        if lexicon.has_digit(word)
    )


def _numbers_moved(words_a: Sequence[str], words_b: Sequence[str]) -> bool:
    """Whether two titles have the same numbers at other places: lớp 1 tập 2 and lớp 2 tập 1."""
    numbers = [[word for word in words if lexicon.has_digit(word)] for words in (words_a, words_b)]
    return len(set(numbers[0])) > 1 and numbers[0] != numbers[1] and _bound(words_a) != _bound(words_b)


def _bound(words: Sequence[str]) -> Counter[tuple[str, str]]:
    return Counter((before, word) for before, word in pairwise(("", *words)) if lexicon.has_digit(word))


# ---------------------------------------------------------------- under one portal ref


# Two titles under one portal ref are alike when at least this share of their words is common and all numbers are equal.
ALIKE_FROM = 0.6


def are_alike(form_a: str, form_b: str) -> bool:
    """Whether two titles under one portal ref may be one title mended."""
    if form_a == form_b:
        return True
    words_a, words_b = (list(map(lexicon.plain, title.said(form).words)) for form in (form_a, form_b))
    if sorted(filter(lexicon.has_digit, words_a)) != sorted(filter(lexicon.has_digit, words_b)):
        return False
    common = (Counter(words_a) & Counter(words_b)).total()
    return 2 * common >= ALIKE_FROM * (len(words_a) + len(words_b))
