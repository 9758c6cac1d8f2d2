"""How many strokes lie between two words: a letter more, less, other, or changed with the next."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain, product

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline.likeness import lexicon
from pipeline.vietnamese.remembered import Remembered

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Forms = tuple[str, ...]

MOST = 2  # that anybody asks about
_MOST_LETTERS = 2 * MOST  # that so many strokes add and take away
_LETTER_BITS = 63


@lru_cache(lexicon.CACHE_SIZE)
def between(a: str, b: str, limit: int) -> int:
    """The fewest strokes between two folded words, limit + 1 for more.

    Whether a tone is a stroke of its own or comes and goes with its vowel, whichever is nearer; telex is read as meant.
    """
    # Marks only add strokes: most words are far apart without any.
    if not any(OSA.distance(*forms, score_cutoff=limit) <= limit for forms in product(_bare[a], _bare[b])):
        return limit + 1
    beside = chain(product(_as_written[a], _as_written[b]), product(_tone_last[a], _tone_last[b]))
    return min(OSA.distance(*forms, score_cutoff=limit) for forms in beside)


def among(words: Sequence[str], a: Ints, b: Ints) -> Ints:
    """`between` of each pair of words, by place, MOST + 1 for more."""
    found = np.full(len(a), MOST + 1, dtype=np.int64)
    at = np.flatnonzero(may_be_near(words, a, b))
    used, ends = np.unique(np.concatenate([a[at], b[at]]), return_inverse=True)
    near = [words[place] for place in used.tolist()]
    for forms in (_as_written, _tone_last):
        found[at] = np.minimum(found[at], _fewest([forms[word] for word in near], *np.split(ends, 2)))
    return found


def may_be_near(words: Sequence[str], a: Ints, b: Ints) -> Flags:
    """By pair of words, by place: whether no more than MOST strokes lie between them without marks."""
    near: Flags = _fewest([_bare[word] for word in words], a, b) <= MOST
    return near


def _fewest(forms: Sequence[Forms], a: Ints, b: Ints) -> Ints:
    """The fewest strokes between any form of one word and any of the other, MOST + 1 for more."""
    found = np.full(len(a), MOST + 1, dtype=np.int64)
    counts = np.fromiter(map(len, forms), np.int64, len(forms))
    # Few words have a second form, fewer a third.
    columns = [[several[min(at, len(several) - 1)] for several in forms] for at in range(counts.max(initial=0))]
    bits = [np.fromiter(map(letters.__getitem__, column), np.int64, len(column)) for column in columns]
    for one, other in product(range(len(columns)), repeat=2):
        is_near = np.bitwise_count(bits[one][a] ^ bits[other][b]) <= _MOST_LETTERS
        at = np.flatnonzero(is_near & (counts[a] > one) & (counts[b] > other))
        first, second = map(columns[one].__getitem__, a[at].tolist()), map(columns[other].__getitem__, b[at].tolist())
        strokes = process.cpdist(list(first), list(second), scorer=OSA.distance, score_cutoff=MOST, dtype=np.int64)
        found[at] = np.minimum(found[at], strokes)
    return found


class OneOff:
    """Which of a few words may lie one stroke from another, found without comparing it with each."""

    def __init__(self, few: Iterable[str]) -> None:
        self._by_rest: dict[str, list[str]] = {}
        for word in few:
            for rest in _rests(_bare[word]):
                self._by_rest.setdefault(rest, []).append(word)
        self._longest = max(map(len, self._by_rest), default=0) + 1

    def of(self, word: str) -> frozenset[str]:
        """All that do, and some that lie two strokes away or have other marks."""
        alike = self._by_rest.keys() & _rests(form for form in _bare[word] if len(form) <= self._longest)
        return frozenset(chain.from_iterable(map(self._by_rest.__getitem__, alike)))


def _rests(forms: Iterable[str]) -> set[str]:
    """The forms, and what is left of them when one letter is dropped: two forms one stroke apart leave one alike."""
    return {rest for form in forms for rest in (form, *(form[:at] + form[at + 1 :] for at in range(len(form))))}


def _several(form_of: Callable[[str], str]) -> Remembered[Forms]:
    """How a word may have been typed: as it is, with its telex as meant, with the y that folding took away."""

    def forms(word: str) -> Forms:
        meant = lexicon.without_telex(word)
        if meant == word and word[-1:] != "i":
            return (form_of(word),)
        return tuple(dict.fromkeys([*map(form_of, (word, meant)), *_with_y(word)]))

    return Remembered(forms)


def _with_y(word: str) -> list[str]:
    """Folding writes i for y at the end of a word: “sy” may be “suy”, “my” may be “máy”."""
    return [f"{word[:-1]}y"] if len(word) > 1 and word[-1] == "i" else []


_as_written = _several(lexicon.spelt)
_tone_last = _several(lambda word: "".join(lexicon.apart(word)))
_bare = _several(lexicon.plain)
# The letters of a word as bits.
letters = Remembered(lambda form: sum({1 << ord(letter) % _LETTER_BITS for letter in form}))
