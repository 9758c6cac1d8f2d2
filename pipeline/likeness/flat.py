"""Many texts as one row of word numbers, so that a question is asked once a different word and answered by numpy."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.vietnamese.remembered import Remembered
from pipeline.vietnamese.text import fold, fold_each

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
V = TypeVar("V")

ABSENT = np.iinfo(np.int64).max
_TEXTS_AT_ONCE, _WORDS_AT_ONCE = 1 << 11, 1 << 16  # so many stay near the processor


class Flat(NamedTuple):
    """words: each different word once. ids (n,): which of them stands at each place, text after text.

    starts, ends (texts,): where the words of each text begin and end in `ids`; equal for a text without words.
    """

    words: list[str]
    ids: Ints
    starts: Ints
    ends: Ints

    def told(self, said: Iterable[int], dtype: npt.DTypeLike = np.int64) -> Ints:
        """(words,): what is said of each different word."""
        return np.fromiter(said, dtype, len(self.words))

    def each(self, said: Iterable[int]) -> Ints:
        """(n,): what is said of the word at each place. said: one a different word."""
        return self.told(said)[self.ids]


def numbered(values: Sequence[V]) -> tuple[Ints, list[V]]:
    """Which of the different values each is, and those: of texts pandas takes five times as long for the same."""
    numbers: dict[V, int] = {}
    places = [numbers.setdefault(value, len(numbers)) for value in values]
    return np.array(places, dtype=np.int64), list(numbers)


def numbered_column(texts: "pd.Series[str]") -> tuple[Ints, list[str]]:
    """The same, of texts of which few are different: then pandas takes a third of the time."""
    places, different = pd.factorize(texts.to_numpy(dtype="object"))
    return places.astype(np.int64, copy=False), different.tolist()


def folded(texts: Sequence[str]) -> Flat:
    """The words of `fold` of each text; what stands between spaces is folded once, however many texts hold it."""
    tokens, typed = _tokens(texts)
    return _words(typed, _folds.each(tokens, lambda new: map(str.split, fold_each(new))))


_folds = Remembered(lambda token: fold(token).split())


def of_folded(keys: Sequence[str]) -> Flat:
    """The words of texts that are folded."""
    tokens, typed = _tokens(keys)
    return _words(typed, [token.split() for token in tokens])


class _Places(NamedTuple):
    """Which token stands at each place, text after text; where those of each text begin and end."""

    ids: Ints
    starts: Ints
    ends: Ints


def _tokens(texts: Sequence[str]) -> tuple[list[str], _Places]:
    """What stands between spaces, each different token once and at its places; an empty text holds an empty one.

    Millions of small strings would take longer than all else that is done with them: a token of up to eight bytes is
    a number as it lies in memory, and only longer ones are looked at one by one.
    """
    longer: dict[bytes, int] = {}
    chunks = [texts[first : first + _TEXTS_AT_ONCE] for first in range(0, len(texts), _TEXTS_AT_ONCE)]
    numbers, counts = zip(*(_as_numbers(chunk, longer) for chunk in chunks), strict=True) if chunks else ((), ())
    ids, different = pd.factorize(np.concatenate([*numbers, np.empty(0, np.uint64)]))
    sizes = np.concatenate([*counts, np.empty(0, np.int64)])
    of_number = list(longer)
    tokens = [
        of_number[number & ~_LONGER] if number >= _LONGER else number.to_bytes(8, "little").rstrip(b"\0")
        for number in different.tolist()
    ]
    return [token.decode(*_CODEC) for token in tokens], _Places(ids.astype(np.int64, copy=False), *_bounds(sizes))


def _as_numbers(texts: Sequence[str], longer: dict[bytes, int]) -> tuple[npt.NDArray[np.uint64], Ints]:
    """A number for each token; how many each text has. longer: tokens of over eight bytes so far; it is added to."""
    # A sign that folding drops stands before each text, and nowhere else after a space. Behind all is room to read in.
    data = f" {_SIGN}".join(["", *texts[:-1], texts[-1] + 8 * "."]).encode(*_CODEC)
    letters = np.frombuffer(data, np.uint8)
    spaces = np.flatnonzero(letters == ord(" "))
    begins = letters[spaces + 1] == ord(_SIGN)
    if np.count_nonzero(begins) > len(texts):
        return _as_numbers([text.replace(_SIGN, "") for text in texts], longer)
    starts = spaces + 1 + begins
    sizes = np.append(spaces[1:], len(data) - 8) - starts
    eight_bytes = np.ndarray(len(data) - 7, np.uint64, data, strides=(1,))
    found: npt.NDArray[np.uint64] = eight_bytes[starts] & _FIRST_BYTES[np.minimum(sizes, 8)]
    at = np.flatnonzero(sizes > 8)
    ends = (starts[at] + sizes[at]).tolist()
    tokens = (data[start:end] for start, end in zip(starts[at].tolist(), ends, strict=True))
    found[at] = np.array([longer.setdefault(token, len(longer)) for token in tokens], dtype=np.uint64) | _LONGER
    return found, np.diff(np.flatnonzero(begins), append=len(begins))


_SIGN = "\0"
_CODEC = ("utf-8", "surrogatepass")
_FIRST_BYTES = np.array([(1 << 8 * count) - 1 for count in range(9)], dtype=np.uint64)
_LONGER = 0xFF << 56  # no text holds this byte


def _words(typed: _Places, folds: Sequence[Sequence[str]]) -> Flat:
    """folds: the words of each token, one but for a dash (none) or “4-5” (two)."""
    numbers: dict[str, int] = {}
    words = np.fromiter((numbers.setdefault(word, len(numbers)) for fold in folds for word in fold), np.int64)
    counts = np.fromiter(map(len, folds), np.int64, len(folds))
    firsts = np.cumsum(counts) - counts
    ids = np.r_[words, 0][firsts][typed.ids]
    if (counts == 1).all():
        return Flat(list(numbers), ids, typed.starts, typed.ends)
    # Few tokens are no word or several.
    own = counts[typed.ids]
    at = np.flatnonzero(own != 1)
    more = own[at] - 1
    places = spread(firsts[typed.ids[at]], own[at])
    ids = np.repeat(ids, own)
    ids[spread(at + np.cumsum(more) - more, own[at])] = words[places]
    sizes = np.add.reduceat(own, typed.starts) if len(typed.starts) else typed.starts
    return Flat(list(numbers), ids, *_bounds(sizes))


def sizes(texts: Flat) -> Ints:
    """(texts,): how many words each has."""
    return texts.ends - texts.starts


def taken(texts: Flat, which: Ints) -> Flat:
    """These of the texts, in this order; one may be taken several times."""
    starts, sizes = texts.starts[which], (texts.ends - texts.starts)[which]
    return Flat(texts.words, texts.ids[spread(starts, sizes)], *_bounds(sizes))


def texts_of(texts: Flat) -> list[str]:
    """The words of each text, a space between each two."""
    # All of them at once: no word holds a line end.
    has_words = texts.starts < texts.ends
    ends_text = np.zeros(len(texts.ids), dtype=np.int64)
    ends_text[texts.ends[has_words] - 1] = len(texts.words)
    written = [f"{word}{end}" for end in " \n" for word in texts.words]
    lines = iter("".join(np.array(written, dtype="object")[texts.ids + ends_text].tolist()).split("\n"))
    return [next(lines) if has else "" for has in has_words.tolist()]


def hashes(texts: Flat) -> Ints:
    """(texts,): a number for the words of each text in their order; two texts with one number are one text."""
    of_words = texts.told(map(_hashes.__getitem__, texts.words))

    def of_part(part: Flat) -> Ints:
        places = np.arange(len(part.ids)) - np.repeat(part.starts, sizes(part))
        return gathered(np.add, mixed(of_words[part.ids] + places * _ODD), part, 0)

    return in_parts(texts, of_part)


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

    values (n,): one a word, changed; ABSENT counts for none.
    """
    found = np.empty((len(texts.starts), count), dtype=np.int64)
    for column in range(count):
        found[:, column] = gathered(np.minimum, values, texts, ABSENT)
        np.putmask(values, values == np.repeat(found[:, column], sizes(texts)), ABSENT)
    found[found == ABSENT] = nothing
    return found


def in_parts(texts: Flat, of_part: Callable[[Flat], Ints]) -> Ints:
    """What is told of each text, some texts at a time: what is made on the way stays near the processor."""
    firsts = np.flatnonzero(np.diff(texts.starts // _WORDS_AT_ONCE, prepend=-1)).tolist() or [0]
    bounds = pairwise([*firsts, len(texts.starts)])
    return np.concatenate([of_part(part(texts, first, last)) for first, last in bounds])


def part(texts: Flat, first: int, last: int) -> Flat:
    """The texts from the first up to the last, which is not among them."""
    starts, ends = texts.starts[first:last], texts.ends[first:last]
    begin, end = (starts[0], ends[-1]) if first < last else (0, 0)
    return Flat(texts.words, texts.ids[begin:end], starts - begin, ends - begin)
