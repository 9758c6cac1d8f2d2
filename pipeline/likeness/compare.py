"""Judges two titles by what is left over of each: one title but for typing, in doubt, or two titles."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.likeness import lexicon, title

ONE, DOUBT, OTHER = "one", "doubt", "other"

# So many words more on one side are a question; further ones are another title.
MOST_WORDS_ADDED = 2
# Letters of a word that may bear two slips: of what is no syllable, and of what could be another word.
_LONG, _LONG_WORD = 3, 4
# Words that open a title before the title itself (“Tên sáng kiến:”) stand among so many first ones.
_OPENING = 5
# Letters of what is no word and may have been one; longer ones are names and words of other languages.
_UNREADABLE = 5
_YEAR_WORDS = frozenset({"nam", "hoc"})


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


Reasons = list[tuple[str, str]]


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
    reasons: Reasons = []
    if not is_marked:
        if not (lexicon.is_plain(a.words) and lexicon.is_plain(b.words)):
            reasons.append(("only_marks", ""))
        a, b = _plain(a), _plain(b)
    a, b = _without_year_words(a, b), _without_year_words(b, a)
    found = _judged(a.words, b.words, reasons, is_marked=is_marked)
    if bool(a.place) != bool(b.place):
        # A place may be named in the middle of one and, apart, at the end of the other.
        whole = _judged((*a.words, *a.place), (*b.words, *b.place), reasons, is_marked=is_marked)
        if found.state == ONE:
            found = _also(found, "only_place_added", " ".join(a.place or b.place))
        elif whole.state != OTHER:
            found = whole
    elif found.state != OTHER and a.place != b.place:
        found = _with_places(found, a.place, b.place)
    return _with_years(found, a, b) if found.state != OTHER else found


def _plain(said: title.Title) -> title.Title:
    return said._replace(words=tuple(map(lexicon.plain, said.words)), place=tuple(map(lexicon.plain, said.place)))


def _without_year_words(own: title.Title, other: title.Title) -> title.Title:
    """“năm” and “học” that were typed elsewhere than before the year: “đái tháo năm đường 2021”."""
    if not own.years or other.years:
        return own
    more = Counter(own.words) - Counter(other.words)
    gone = {word for word in more if lexicon.plain(word) in _YEAR_WORDS}
    kept = [at for at, word in enumerate(own.words) if not (word in gone and own.words[at:].count(word) <= more[word])]
    return own._replace(words=tuple(own.words[at] for at in kept))


def _with_years(found: Likeness, a: title.Title, b: title.Title) -> Likeness:
    if a.years == b.years:
        return found
    if a.years and b.years and not _may_be_one_year(a.years, b.years):
        detail = f"{', '.join(a.years)} và {', '.join(b.years)}"
        return _also(found, "year_differs", detail)._replace(is_other_year=True)
    detail = ", ".join(year for year in (*a.years, *b.years) if not (year in a.years and year in b.years))
    return _also(found, "only_year_added", detail)


def _may_be_one_year(years_a: Sequence[str], years_b: Sequence[str]) -> bool:
    """Whether a year is part of a school year that the other names: 2021 and 2021-2022; two school years never are."""
    return all(
        any(set(year.split("-")) <= set(other.split("-")) or set(other.split("-")) <= set(year.split("-")) for other in others)
        for own, others in ((years_a, years_b), (years_b, years_a))
        for year in own
    )


def _with_places(found: Likeness, place_a: Sequence[str], place_b: Sequence[str]) -> Likeness:
    """One place named shorter than the other is no difference, another place is a question."""
    light = lexicon.title_words().light
    one, other = _left_over(place_a, place_b)
    one, other = _matched(one, other, [], is_marked=True)
    one, other = (left.without([at for at, word in enumerate(left.words) if word in light]) for left in (one, other))
    if one.words and other.words:
        detail = f"{' '.join(one.words)} và {' '.join(other.words)}"
        return _also(found._replace(state=DOUBT, is_slip=False), "place_differs", detail)
    return found


def _also(found: Likeness, reason: str, detail: str = "") -> Likeness:
    return found._replace(reasons=(*found.reasons, reason), details=(*found.details, detail))


# ---------------------------------------------------------------- words


def _judged(words_a: Sequence[str], words_b: Sequence[str], known: Reasons, *, is_marked: bool) -> Likeness:
    """The words of two titles, years and places apart; known: reasons found before."""
    reasons = list(known)
    one, other = _left_over(words_a, words_b)
    for explained in (_without_abbreviations, _without_spaces, _matched, _without_initials):
        one, other = explained(one, other, reasons, is_marked=is_marked)
    return _weighed(one, other, reasons)


def _left_over(words_a: Sequence[str], words_b: Sequence[str]) -> tuple[_Left, _Left]:
    count_a, count_b = Counter(words_a), Counter(words_b)
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


def _without_abbreviations(one: _Left, other: _Left, reasons: Reasons, *, is_marked: bool) -> tuple[_Left, _Left]:
    """Leaves out listed abbreviations together with what they stand for."""

    def listed(word: str, full: _Left) -> Iterable[tuple[str, ...]]:
        del full
        return (meaning if is_marked else tuple(map(lexicon.plain, meaning)) for meaning in lexicon.meanings(word))

    one, other = _expanded(one, other, listed, reasons)
    other, one = _expanded(other, one, listed, reasons)
    return one, other


def _without_initials(one: _Left, other: _Left, reasons: Reasons, *, is_marked: bool) -> tuple[_Left, _Left]:
    """The same for letters that are listed nowhere but spell words that stand side by side."""
    del is_marked
    one, other = _expanded(one, other, _spelt_by, reasons)
    other, one = _expanded(other, one, _spelt_by, reasons)
    return one, other


def _expanded(
    short: _Left, full: _Left, meanings: Callable[[str, _Left], Iterable[tuple[str, ...]]], reasons: Reasons
) -> tuple[_Left, _Left]:
    gone: list[int] = []
    for at, word in enumerate(short.words):
        for meaning in meanings(word, full):
            taken = _taken(full.words, meaning)
            if taken:
                gone.append(at)
                full = full.without(taken)
                reasons.append(("only_abbreviation", f"{word} và {' '.join(meaning)}"))
                break
    return short.without(gone), full


def _spelt_by(letters: str, full: _Left) -> Iterator[tuple[str, ...]]:
    """Words that stand side by side and begin with these letters."""
    if not lexicon.may_be_initials(letters):
        return
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
    for distance, _, _, at, there in near:
        if at in gone_one or there in gone_other:
            continue
        code = _slip((one, at), (other, there), distance, is_marked=is_marked)
        if code:
            gone_one.append(at)
            gone_other.append(there)
            reasons.append((code, f"{one.words[at]} và {other.words[there]}"))
    return one.without(gone_one), other.without(gone_other)


@lru_cache(lexicon.CACHE_SIZE)
def _distance(a: str, b: str) -> int | None:
    """Strokes between two words that may be slips of each other, None for words too far apart."""
    are_words = lexicon.is_syllable(a) and lexicon.is_syllable(b)
    limit = 2 if min(len(a), len(b)) >= (_LONG_WORD if are_words else _LONG) else 1
    distance = lexicon.strokes(a, b, limit)
    return None if distance > limit else distance


def _slip(one: tuple[_Left, int], other: tuple[_Left, int], distance: int, *, is_marked: bool) -> str:
    """What two near words are: "only_spelling" for a slip, "spelling_doubtful" for what may be two words, "" for two."""
    a, b = one[0].words[one[1]], other[0].words[other[1]]
    known = lexicon.words(marked=is_marked).known
    are_words = lexicon.is_syllable(a) and lexicon.is_syllable(b)
    if a in known and b in known:
        light = lexicon.title_words().light
        fits_a, fits_b = _fits(*one, is_marked=is_marked), _fits(*other, is_marked=is_marked)
        if distance > 1 and are_words:
            return ""
        if fits_a != fits_b or (a in light) != (b in light) or (a in light and b in light):
            return "only_spelling"
        return "spelling_doubtful"
    if not are_words or (distance == 1 and (a in known or b in known)):
        return "only_spelling"
    return "spelling_doubtful" if distance == 1 or a in known or b in known else ""


def _fits(left: _Left, at: int, *, is_marked: bool) -> bool:
    """Whether a word stands where it may: alone, or making a known compound with the word before or after it."""
    place, words = left.places[at], left.all_words
    neighbours = lexicon.words(marked=is_marked).neighbours
    return words[place] in lexicon.words(marked=is_marked).alone or any(pair in neighbours for pair in pairwise(words[max(place - 1, 0) : place + 2]))


# ---------------------------------------------------------------- verdict


def _weighed(one: _Left, other: _Left, reasons: Reasons) -> Likeness:
    """The verdict over what no slip, space or abbreviation explains."""
    known = lexicon.title_words()
    numbers = [[word for word in left.words if lexicon.has_digit(word)] for left in (one, other)]
    contents = [
        [
            word
            for word, at in zip(left.words, left.places, strict=True)
            if not lexicon.has_digit(word) and word not in known.light and not _opens(word, at)
        ]
        for left in (one, other)
    ]
    if numbers[0] and numbers[1]:
        code = "grade_differs" if _is_of_grade(one) and _is_of_grade(other) else "number_differs"
        return Likeness(OTHER, (code,), (f"{', '.join(numbers[0])} và {', '.join(numbers[1])}",), is_never=True)
    if contents[0] and contents[1] and not all(word in known.kinds for word in (*contents[0], *contents[1])):
        detail = f"{' '.join(contents[0])} và {' '.join(contents[1])}"
        if not _is_unreadable(*contents):
            return Likeness(OTHER, ("word_differs",), (detail,), is_never=True)
    doubts: Reasons = []
    if contents[0] and contents[1]:
        code = "kind_differs" if all(word in known.kinds for word in (*contents[0], *contents[1])) else "word_unreadable"
        doubts.append((code, f"{' '.join(contents[0])} và {' '.join(contents[1])}"))
    elif more := [word for word in contents[0] or contents[1] if word not in known.openings]:
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


def _is_unreadable(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether what is left of one of them is no word at all: nobody can tell whether it is what the other says."""
    return max(len(one), len(other)) <= MOST_WORDS_ADDED and any(
        not any(lexicon.is_syllable(word) or word in lexicon.words(marked=True).known for word in words)
        and all(len(word) <= _UNREADABLE for word in words)
        for words in (one, other)
    )


def _opens(word: str, at: int) -> bool:
    """Whether a word is one of those that open a title, typed wrong as a whole: “TTên sáng kiến”."""
    return at < _OPENING and any(lexicon.strokes(word, opening, 1) <= 1 for opening in lexicon.title_words().openings)


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
