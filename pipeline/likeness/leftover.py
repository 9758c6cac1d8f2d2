"""What one title has and the other has not, found of many pairs at once."""

from collections.abc import Callable, Sequence
from itertools import pairwise, repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.likeness import flat, lexicon, strokes

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

# Two words that may be slips of each other: strokes between them, place in the one title, place in the other.
Near = tuple[int, int, int]

# With more words left on both sides they are two titles; and nobody may make us compare hundreds of made-up words.
MOST_LEFT = 12
# With more words left on both sides that are spelt right, no slip can make two titles one.
_MOST_WORDS_LEFT = 3
# Letters of a word that may bear two slips.
LONG = 3
FAR = 9
_PAIRS_AT_ONCE = 1 << 11  # so many stay near the processor


class Left(NamedTuple):
    """The words of a title that the other has not, in order, where they stand in it, whether they carry no meaning.

    of: all words of the title.
    """

    words: Sequence[str]
    places: Sequence[int]
    is_light: Sequence[bool]
    of: Sequence[str]

    def without(self, gone: Sequence[int]) -> "Left":
        """gone: which of `words`, by position."""
        if not gone:
            return self
        if len(gone) == len(self.words):
            return Left([], [], [], self.of)
        kept = [at for at in range(len(self.words)) if at not in gone]
        return Left(
            [self.words[at] for at in kept],
            [self.places[at] for at in kept],
            [self.is_light[at] for at in kept],
            self.of,
        )


class Pair(NamedTuple):
    """What is left of two titles.

    is_marked: whether marks tell anything, else they are taken away from both. is_spelt: whether all that is left are
    syllables and none is an abbreviation, so that nothing but a slip can explain it. are_two: whether more is left than
    any slip can explain; then nothing is `near`. has_numbers: whether both have several numbers, so that these may
    stand in another order.
    """

    one: Left
    other: Left
    near: Sequence[Near]
    is_marked: bool
    is_spelt: bool
    are_two: bool
    has_numbers: bool


class Side(NamedTuple):
    """One text of each pair: folded words; whether its title was typed without marks; whether it names a year."""

    texts: Sequence[str]
    is_bare: Flags
    has_years: Flags


def left_over(one: Side, other: Side) -> list[Pair]:
    """Word by word, whatever their order; of a word that stands several times the last ones are left."""
    count = len(one.texts)
    if not count:
        return []
    which, different = flat.numbered([*one.texts, *other.texts])
    typed = flat.taken(flat.of_folded(different), which)
    is_marked = ~(one.is_bare | other.is_bare)
    texts = as_compared(typed, np.tile(is_marked, 2))
    found = _without_year_words(texts.words, not_in_both(texts), one.has_years, other.has_years)
    bounds = bounds_of(found, count)
    is_light = _is_light(typed, np.concatenate([one.is_bare, other.is_bare]), found)
    are_two = _are_two(texts.words, found, is_light, count)
    near = _near(texts.words, found, bounds, ~are_two)
    is_spelt = np.ones(count, dtype=np.bool_)
    is_spelt[found.pair[each(texts.words, lexicon.may_be_several)[found.word]]] = False
    numbers = flat.gathered(np.add, texts.each(map(lexicon.has_digit, texts.words)), texts, 0)
    has_numbers = np.minimum(numbers[:count], numbers[count:]) > 1

    words, of = _strings(texts.words, found.word), _strings(texts.words, texts.ids)
    places, light = found.place.tolist(), is_light.tolist()
    starts, ends = (np.reshape(told, (2, count)).T.ravel().tolist() for told in (texts.starts, texts.ends))
    left = [
        Left(words[first:last], places[first:last], light[first:last], of[start:end])
        for (first, last), start, end in zip(pairwise(bounds.tolist()), starts, ends, strict=True)
    ]
    nears = map(near.get, range(count), repeat(()))
    flags = (told.tolist() for told in (is_marked, is_spelt, are_two, has_numbers))
    return list(map(Pair, left[::2], left[1::2], nears, *flags))


def each(words: Sequence[str], asked: Callable[[str], bool]) -> Flags:
    return np.fromiter(map(asked, words), np.bool_, len(words))


def as_compared(typed: flat.Flat, is_marked: Flags) -> flat.Flat:
    """The texts, their words without marks where marks tell nothing."""
    numbers = {word: at for at, word in enumerate(typed.words)}
    bare = np.fromiter(
        (numbers.setdefault(lexicon.plain(word), len(numbers)) for word in typed.words), np.int64, len(typed.words)
    )
    has_marks = np.repeat(is_marked, typed.ends - typed.starts)
    return flat.Flat(list(numbers), np.where(has_marks, typed.ids, bare[typed.ids]), typed.starts, typed.ends)


class Found(NamedTuple):
    """A word that is left: of which pair, of its other text or not, where in that, which word; in this order."""

    pair: Ints
    is_other: Ints
    place: Ints
    word: Ints


def not_in_both(texts: flat.Flat) -> Found:
    """texts: the one of each pair, then the other of each."""
    count = len(texts.starts) // 2
    found = [
        _not_in_both(
            *(flat.part(texts, side + first, side + min(first + _PAIRS_AT_ONCE, count)) for side in (0, count))
        )
        for first in range(0, count, _PAIRS_AT_ONCE)
    ]
    pair, *rest = zip(*found, strict=True)
    of_all = [own + at * _PAIRS_AT_ONCE for at, own in enumerate(pair)]
    return Found(*map(np.concatenate, (of_all, *rest)))


def _not_in_both(one: flat.Flat, other: flat.Flat) -> Found:
    # All of a word at its place is one number: to sort the numbers brings equal words of a pair together.
    count = len(one.starts)
    ids = np.concatenate([one.ids, other.ids])
    starts = np.concatenate([one.starts, len(one.ids) + other.starts])
    sizes = np.concatenate([flat.sizes(one), flat.sizes(other)])
    width, length = (int(most).bit_length() for most in (len(one.words), sizes.max()))
    pair = np.repeat(np.tile(np.arange(count), 2), sizes)
    is_other = np.repeat(np.repeat([0, 1], count), sizes)
    place = np.arange(len(ids)) - np.repeat(starts, sizes)
    every = np.sort(((pair << width | ids) << 1 | is_other) << length | place)
    is_other, equal = every >> length & 1, every >> (length + 1)
    starts = np.flatnonzero(np.diff(equal, prepend=-1))
    several = np.diff(starts, append=len(equal))
    of_other = np.add.reduceat(is_other, starts)
    of_one = several - of_other
    rank = np.arange(len(equal)) - np.repeat(starts, several)
    is_left = rank >= np.where(is_other, np.repeat(2 * of_one, several), np.repeat(of_other, several))
    every, equal = every[is_left], equal[is_left]
    pair, word = equal >> width, equal & ((1 << width) - 1)
    kept = np.sort((pair << (length + 1) | every & ((1 << (length + 1)) - 1)) << width | word)
    at = kept >> width
    return Found(at >> (length + 1), at >> length & 1, at & ((1 << length) - 1), kept & ((1 << width) - 1))


def _without_year_words(words: Sequence[str], found: Found, one_has_years: Flags, other_has_years: Flags) -> Found:
    """Without “năm” and “học” that were typed elsewhere than before the year: “đái tháo năm đường 2021”."""
    plain = list(map(lexicon.plain, words))
    is_year, is_school = (each(plain, wanted.__eq__)[found.word] for wanted in ("nam", "hoc"))
    has_years = np.column_stack([one_has_years, other_has_years])
    own, beside = has_years[found.pair, found.is_other], has_years[found.pair, 1 - found.is_other]
    is_kept = ~(own & (is_year | (is_school & ~beside)))
    return Found(*(told[is_kept] for told in found))


def _are_two(words: Sequence[str], found: Found, is_light: Flags, count: int) -> Flags:
    """By pair: whether more is left of both than slips can explain."""
    side = found.pair << 1 | found.is_other
    is_word = each(words, lexicon.is_word)[found.word] & ~is_light
    fewer, fewer_words = (
        np.bincount(ends, minlength=2 * count).reshape(count, 2).min(axis=1) for ends in (side, side[is_word])
    )
    are_two: Flags = (fewer > MOST_LEFT) | ((fewer > _MOST_WORDS_LEFT) & (fewer_words > _MOST_WORDS_LEFT))
    return are_two


def bounds_of(found: Found, count: int) -> Ints:
    """(2 * count + 1,): where in `found` each text begins: the first pair's one, its other, the next pair's one."""
    return np.searchsorted(found.pair << 1 | found.is_other, np.arange(2 * count + 1))


def words_beside(words: Sequence[str], found: Found, bounds: Ints, wanted: Flags) -> tuple[Ints, Ints]:
    """Each word that the one of a wanted pair has left beside each of its other, by their places in `found`.

    A number is no slip of another and stands beside none.
    """
    sizes = np.diff(bounds)
    is_word = ~each(words, lexicon.has_digit)[found.word]
    one = np.flatnonzero((found.is_other == 0) & wanted[found.pair] & is_word)
    others = 2 * found.pair[one] + 1
    one, other = np.repeat(one, sizes[others]), flat.spread(bounds[others], sizes[others])
    return one[is_word[other]], other[is_word[other]]


def _is_light(typed: flat.Flat, is_bare: Flags, found: Found) -> Flags:
    """Whether a word carries no meaning of its own; without marks only where no other looks so."""
    known = lexicon.title_words()
    light, light_bare = (
        each(typed.words, several.__contains__) for several in (known.light, known.light_without_marks)
    )
    text = found.pair + found.is_other * (len(typed.starts) // 2)
    word = typed.ids[typed.starts[text] + found.place]
    is_light: Flags = np.where(is_bare[text], light_bare[word], light[word])
    return is_light


def _strings(words: Sequence[str], numbers: Ints) -> list[str]:
    found: list[str] = np.array(words, dtype="object")[numbers].tolist()
    return found


def _near(words: Sequence[str], found: Found, bounds: Ints, wanted: Flags) -> dict[int, list[Near]]:
    """Wanted pair → its left-over words that may be slips of each other, the nearest first, then by their letters.

    bounds: as `bounds_of` tells.
    """
    one, other = words_beside(words, found, bounds, wanted)
    distance = slips(words, found.word[one], found.word[other])
    is_near = np.flatnonzero(distance < FAR)
    one, other, distance = one[is_near], other[is_near], distance[is_near]
    in_order = np.argsort(np.argsort(np.array(words, dtype="object")))
    letters = np.sort([in_order[found.word[one]], in_order[found.word[other]]], axis=0)
    told = (found.pair[one], distance, found.place[one], found.place[other])
    order = np.lexsort((*told[:1:-1], *letters[::-1], distance, found.pair[one]))
    near: dict[int, list[Near]] = {}
    for pair, *line in zip(*(column[order].tolist() for column in told), strict=True):
        near.setdefault(pair, []).append((line[0], line[1], line[2]))
    return near


def slips(words: Sequence[str], a: Ints, b: Ints) -> Ints:
    """Strokes between two words that may be slips of each other, FAR for words too far apart."""
    # Each two words are compared once, however many pairs leave them over.
    different, places = np.unique(a * len(words) + b, return_inverse=True)
    a, b = np.divmod(different, len(words))
    sizes = np.fromiter(map(len, words), np.int64, len(words))
    is_word = each(words, lexicon.is_word)
    is_short = np.minimum(sizes[a], sizes[b]) < np.where(is_word[a] & is_word[b], LONG, 2)
    found = strokes.among(words, a, b)
    return np.where(found <= np.where(is_short, 1, strokes.MOST), found, FAR)[places]
