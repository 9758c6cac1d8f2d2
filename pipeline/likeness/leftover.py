"""What one title has and the other has not, and how much of that abbreviations, spaces and slips explain."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.likeness import lexicon, title
from pipeline.vietnamese.remembered import Remembered

# Why two titles differ, so far: (finding code, what it speaks of).
Reasons = list[tuple[str, str]]

# Letters of a word that may bear two slips.
_LONG = 3
_MOST_SPACES = 3
_FAR = 9


class Left(NamedTuple):
    """The words of a title that the other has not, in order, where they stand in it, and the title."""

    words: tuple[str, ...]
    places: tuple[int, ...]
    of: title.Title

    def is_light(self, at: int) -> bool:
        """Whether the word at a position of `words` carries no meaning of its own."""
        return self.of.is_light(self.places[at])

    def without(self, gone: Sequence[int]) -> "Left":
        """gone: which of `words`, by position."""
        if not gone:
            return self
        kept = [at for at in range(len(self.words)) if at not in gone]
        return Left(tuple(self.words[at] for at in kept), tuple(self.places[at] for at in kept), self.of)


def left_over(one: title.Title, other: title.Title) -> tuple[Left, Left]:
    """Word by word, whatever their order; of a word that stands several times the last ones are left."""
    start = _differ_from(one.words, other.words)  # what both begin with is left of neither
    a, b = _numbered(one.words, start), _numbered(other.words, start)
    return _left(one, [at for word, at in a.items() if word not in b]), _left(
        other, [at for word, at in b.items() if word not in a]
    )


def _differ_from(words_a: Sequence[str], words_b: Sequence[str]) -> int:
    """The first place at which two titles differ."""
    at = 0
    for one, other in zip(words_a, words_b, strict=False):
        if one != other:
            break
        at += 1
    return at


def _numbered(words: Sequence[str], start: int) -> dict[str, int]:
    """Each word from a place on → where it stands; the second “học” is another than the first."""
    found: dict[str, int] = {}
    for at, word in enumerate(words[start:], start):
        name = word
        while name in found:
            name = _again[name]
        found[name] = at
    return found


# No word holds this sign.
_again = Remembered(lambda word: f"{word}\N{COMBINING GRAPHEME JOINER}")


def _left(of: title.Title, places: list[int]) -> Left:
    return Left(tuple([of.words[at] for at in places]), tuple(places), of)


def explained(one: Left, other: Left, reasons: Reasons, *, is_marked: bool) -> tuple[Left, Left]:
    """What is left when all that is only typing is taken out; adds to the reasons how it was explained."""
    for step in (_without_abbreviations, _without_spaces, without_slips, _without_initials):
        if not one.words or not other.words:
            break
        one, other = step(one, other, reasons, is_marked=is_marked)
    return one, other


# ---------------------------------------------------------------- abbreviations


def _without_abbreviations(one: Left, other: Left, reasons: Reasons, *, is_marked: bool) -> tuple[Left, Left]:
    """Leaves out listed abbreviations together with what they stand for."""

    def listed(word: str, full: Left) -> Iterable[tuple[str, ...]]:
        del full
        return (meaning if is_marked else tuple(map(lexicon.plain, meaning)) for meaning in lexicon.meanings(word))

    if lexicon.are_all_meant(one.words) and lexicon.are_all_meant(other.words):
        return one, other
    one, other = _expanded(one, other, listed, reasons)
    other, one = _expanded(other, one, listed, reasons)
    return one, other


def _without_initials(one: Left, other: Left, reasons: Reasons, *, is_marked: bool) -> tuple[Left, Left]:
    """The same for letters that are listed nowhere but spell words that stand side by side."""
    del is_marked
    if not any(map(lexicon.may_be_initials, one.words + other.words)):
        return one, other
    one, other = _expanded(one, other, _spelt_by, reasons)
    other, one = _expanded(other, one, _spelt_by, reasons)
    return one, other


def _expanded(
    short: Left, full: Left, meanings: Callable[[str, Left], Iterable[tuple[str, ...]]], reasons: Reasons
) -> tuple[Left, Left]:
    gone: list[int] = []
    for at, word in enumerate(short.words):
        for meaning in meanings(word, full):
            taken = _taken(full.words, meaning)
            if taken:
                gone.append(at)
                full = full.without(taken)
                reasons.append(("only_abbreviation", f"{word.upper()} và {lexicon.shown(meaning)}"))
                break
    return short.without(gone), full


def _spelt_by(letters: str, full: Left) -> Iterator[tuple[str, ...]]:
    """Words that stand side by side and begin with these letters."""
    if not lexicon.may_be_initials(letters):
        return
    wanted = lexicon.plain(letters)
    initials = "".join(lexicon.plain(word)[:1] or "?" for word in full.of.words)
    at = initials.find(wanted)
    while at >= 0:
        yield full.of.words[at : at + len(wanted)]
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


# ---------------------------------------------------------------- spaces


def _without_spaces(one: Left, other: Left, reasons: Reasons, *, is_marked: bool) -> tuple[Left, Left]:
    """Leaves out what is the same letters with other spaces: “họcsinh”, “b iện pháp”, “lí so” for “lís o”."""
    del is_marked
    for _ in range(_MOST_SPACES):
        if len(one.words) == len(other.words) == 1:
            break  # of one word each none has a space more
        if all(map(lexicon.is_syllable, one.words + other.words)):
            break  # a space in the wrong place leaves what is no syllable
        first, second = _runs(one, other)
        if not first:
            break
        reasons.append(("only_spaces", f"{_at(one, first)} và {_at(other, second)}"))
        one, other = one.without(first), other.without(second)
    return one, other


def _at(left: Left, places: Sequence[int]) -> str:
    return lexicon.shown(left.words[at] for at in places)


def _runs(one: Left, other: Left) -> tuple[Sequence[int], Sequence[int]]:
    """Left-over words of `one` side by side whose letters are one or more left-over words of `other` side by side."""
    spelt = {"".join(other.words[at] for at in run): run for run in _side_by_side(other)}
    for run in _side_by_side(one):
        found = spelt.get("".join(one.words[at] for at in run))
        if found and (len(run) > 1 or len(found) > 1):
            return run, found
    return (), ()


def _side_by_side(left: Left) -> Iterator[range]:
    """All runs of up to three left-over words that stand side by side in the title, the longest first."""
    for length in (3, 2, 1):
        for start in range(len(left.words) - length + 1):
            if left.places[start + length - 1] - left.places[start] == length - 1:
                yield range(start, start + length)


# ---------------------------------------------------------------- slips


def without_slips(one: Left, other: Left, reasons: Reasons, *, is_marked: bool) -> tuple[Left, Left]:
    """Leaves out words that are slips of each other, the nearest first."""
    near = sorted(
        [
            (distance, min(a, b), max(a, b), at, there)
            for at, a in enumerate(one.words)
            for there, b in enumerate(other.words)
            if (distance := _distance(a, b)) < _FAR
        ]
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
            reasons.append((code, f"{lexicon.spelt(one.words[at])} và {lexicon.spelt(other.words[there])}"))
    return one.without(gone_one), other.without(gone_other)


@lru_cache(lexicon.CACHE_SIZE)
def _distance(a: str, b: str) -> int:
    """Strokes between two words that may be slips of each other, _FAR for words too far apart and for numbers."""
    if lexicon.has_digit(a) or lexicon.has_digit(b):
        return _FAR
    if lexicon.are_far(a, b, 2):
        return _FAR
    limit = 1 if min(len(a), len(b)) < (_LONG if lexicon.is_word(a) and lexicon.is_word(b) else 2) else 2
    distance = lexicon.strokes(a, b, limit)
    return distance if distance <= limit else _FAR


def _slip(one: tuple[Left, int], other: tuple[Left, int], distance: int, *, is_marked: bool) -> str:
    """What two near words are: "only_spelling" for a slip, "spelling_doubtful" for maybe two words, "" for two.

    "spelling_far" where both are words and two strokes apart: most likely two words.
    """
    a, b = one[0].words[one[1]], other[0].words[other[1]]
    known = lexicon.words(marked=is_marked).known
    are_words = lexicon.is_syllable(a) and lexicon.is_syllable(b)
    is_known_a, is_known_b = a in known, b in known
    if is_known_a and is_known_b:
        if distance > 1:
            return "spelling_far"
        if one[0].is_light(one[1]) or other[0].is_light(other[1]):
            return "only_spelling"
        # Both are words; the one that makes no compound where it stands is the slip: “biên pháp”, “biện pháp”.
        fits_a, fits_b = _fits(*one, is_marked=is_marked), _fits(*other, is_marked=is_marked)
        return "only_spelling" if fits_a != fits_b else "spelling_doubtful"
    if distance > 1:  # two strokes: of a longer word that is no syllable now, else a person is asked
        if not are_words and min(len(a), len(b)) >= _LONG:
            return "only_spelling"
        return "spelling_doubtful" if (is_known_a or is_known_b) and max(len(a), len(b)) >= _LONG else ""
    return "only_spelling" if not are_words or is_known_a or is_known_b else "spelling_doubtful"


def _fits(left: Left, at: int, *, is_marked: bool) -> int:
    """How well a word stands where it does: 2 in a known compound, 1 as a word that stands alone, 0 otherwise."""
    place, words = left.places[at], left.of.words
    known = lexicon.words(marked=is_marked)
    if any(pair in known.neighbours for pair in pairwise(words[max(place - 1, 0) : place + 2])):
        return 2
    return int(words[place] in known.alone)
