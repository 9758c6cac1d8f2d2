"""Many texts as one row of word numbers, so that a question is asked once a different word and answered by numpy."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.vietnamese import fold
from pipeline.vietnamese.remembered import Remembered

Ints = npt.NDArray[np.int64]

ABSENT = np.iinfo(np.int64).max
_TEXTS_AT_ONCE = 1 << 8  # the words of so many texts are held as Python strings at a time: they stay near the processor


class Flat(NamedTuple):
    """words: each different word once. ids (n,): which of them stands at each place, text after text.

    starts, ends (texts,): where the words of each text begin and end in `ids`; equal for a text without words.
    """

    words: list[str]
    ids: Ints
    starts: Ints
    ends: Ints

    def each(self, said: Iterable[int]) -> Ints:
        """(n,): what is said of the word at each place. said: one a different word."""
        return np.fromiter(said, np.int64, len(self.words))[self.ids]


class _Numbers(dict[str, int]):
    """Each different text its number, in the order in which they are met."""

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return self[text]


def folded(texts: Sequence[str]) -> Flat:
    """The words of `fold` of each text; what stands between spaces is folded once, however many texts hold it."""
    tokens = _Numbers()
    typed = _typed(texts, tokens)
    return _words(typed, [fold(token).split() for token in tokens])


def of_folded(keys: Sequence[str]) -> Flat:
    """The words of texts that are folded."""
    tokens = _Numbers()
    typed = _typed(keys, tokens)
    return _words(typed, [token.split() for token in tokens])


def _typed(texts: Sequence[str], tokens: _Numbers) -> Flat:
    """What stands between spaces, as it is; nothing, in an empty text, is a token too."""
    places = [np.empty(0, np.int64)]
    for first in range(0, len(texts), _TEXTS_AT_ONCE):
        found = " ".join(texts[first : first + _TEXTS_AT_ONCE]).split(" ")
        places.append(np.fromiter(map(tokens.__getitem__, found), np.int64, len(found)))
    sizes = np.fromiter((text.count(" ") + 1 for text in texts), np.int64, len(texts))
    return Flat([], np.concatenate(places), *_bounds(sizes))


def _words(typed: Flat, folds: Sequence[Sequence[str]]) -> Flat:
    """typed: texts as numbers of tokens; folds: the words of each token, one but for a dash (none) or “4-5” (two)."""
    numbers = _Numbers()
    words = np.fromiter((numbers[word] for fold in folds for word in fold), np.int64)
    counts = np.fromiter(map(len, folds), np.int64, len(folds))
    firsts = np.cumsum(counts) - counts
    own = counts[typed.ids]
    places = typed.ids if own.max(initial=0) > 1 else typed.ids[own == 1]
    places = spread(firsts[places], own) if own.max(initial=0) > 1 else firsts[places]
    return Flat(list(numbers), words[places], *_bounds(gathered(np.add, own, typed, 0)))


def texts_of(texts: Flat) -> list[str]:
    """The words of each text, a space between each two."""
    words = np.array(texts.words, dtype="object")[texts.ids].tolist()
    bounds = zip(texts.starts.tolist(), texts.ends.tolist(), strict=True)
    return [" ".join(words[start:end]) for start, end in bounds]


def hashes(texts: Flat) -> Ints:
    """(texts,): a number for the words of each text in their order; two texts with one number are one text."""
    of_words = texts.each(map(_hashes.__getitem__, texts.words))
    places = np.arange(len(texts.ids)) - np.repeat(texts.starts, texts.ends - texts.starts)
    return gathered(np.add, mixed(of_words + places * _ODD), texts, 0)


def mixed(values: Ints) -> Ints:
    """Numbers whose every bit hangs on every bit of the value: sums of them tell which values they are of."""
    for _ in range(2):
        values = (values ^ (values >> 32)) * _ODD
    return values ^ (values >> 29)


_ODD = np.int64(-7046029254386353131)
_hashes = Remembered(lambda word: int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big", signed=True))


def _bounds(sizes: Ints) -> tuple[Ints, Ints]:
    ends = np.cumsum(sizes)
    return ends - sizes, ends


def spread(starts: Ints, sizes: Ints) -> Ints:
    """The places of ragged rows one after another: starts 7, 2 and sizes 2, 3 are 7, 8, 2, 3, 4."""
    before = np.cumsum(sizes) - sizes
    return np.repeat(starts - before, sizes) + np.arange(sizes.sum())


def gathered(how: np.ufunc, values: Ints, texts: Flat, nothing: int) -> Ints:
    """(texts,): the values (n,) of each text's words, put together by a ufunc; `nothing` for a text without words."""
    found = np.full(len(texts.starts), nothing, dtype=np.int64)
    has_words = texts.starts < texts.ends
    if has_words.any():
        found[has_words] = how.reduceat(values, texts.starts[has_words])
    return found


def lowest(values: Ints, texts: Flat, count: int, nothing: int) -> Ints:
    """(texts, count): the lowest different values of each text's words, lowest first; `nothing` where there are fewer.

    values (n,): one a word; ABSENT counts for none.
    """
    sizes = texts.ends - texts.starts
    found = np.full((len(sizes), count), nothing, dtype=np.int64)
    for column in range(count):
        least = gathered(np.minimum, values, texts, ABSENT)
        found[:, column] = np.where(least == ABSENT, nothing, least)
        values = np.where(values == np.repeat(least, sizes), ABSENT, values)
    return found
