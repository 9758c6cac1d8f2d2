"""Many texts as one row of word numbers, so that a question is asked once a different word and answered by numpy."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.vietnamese import fold_tokens

Ints = npt.NDArray[np.int64]

ABSENT = np.iinfo(np.int64).max
_TEXTS_AT_ONCE = 1 << 14  # the words of so many texts are held as Python strings at a time


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


def folded(texts: Sequence[str]) -> tuple[list[str], Flat]:
    """`fold` of each text, and the words of that."""
    keys: list[str] = []
    sizes: list[int] = []
    numbers = _Numbers()
    places = []
    for first in range(0, len(texts), _TEXTS_AT_ONCE):
        flat: list[str] = []
        for text in texts[first : first + _TEXTS_AT_ONCE]:
            words = fold_tokens(text)
            key = " ".join(words)
            if key.count(" ") + 1 != len(words) or "  " in f" {key} ":  # a token that is no word, or two
                words = key.split()
                key = " ".join(words)
            keys.append(key)
            sizes.append(len(words))
            flat += words
        places.append(np.fromiter(map(numbers.__getitem__, flat), np.int64, len(flat)))
    return keys, Flat(list(numbers), _joined(places), *_bounds(np.array(sizes, dtype=np.int64)))


def of_folded(keys: Sequence[str]) -> Flat:
    """The words of texts that are folded."""
    numbers = _Numbers()
    places = []
    for first in range(0, len(keys), _TEXTS_AT_ONCE):
        words = " ".join(keys[first : first + _TEXTS_AT_ONCE]).split()
        places.append(np.fromiter(map(numbers.__getitem__, words), np.int64, len(words)))
    sizes = np.fromiter((key.count(" ") + 1 if key else 0 for key in keys), np.int64, len(keys))
    return Flat(list(numbers), _joined(places), *_bounds(sizes))


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.empty(0, np.int64)


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
