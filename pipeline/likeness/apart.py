"""Which titles are surely two: told by numpy for many pairs at once, so that only the others are read word by word."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pipeline.likeness import flat, leftover, lexicon, strokes, title
from pipeline.vietnamese.remembered import Remembered

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_YEAR_WORDS = frozenset({"nam", "hoc"})  # typed elsewhere than before the year they are no content


def are_surely_two(forms: Sequence[str], a: Ints, b: Ints) -> Flags:
    """By pair of forms of `title.read`, by place: whether no slip, space or abbreviation can make them one title.

    True only where `compare.titles` says anything but ONE: a word that carries a meaning, or a number, is left over of
    one of them, and nothing of what is left over of the other can be that word typed otherwise.
    """
    if not len(a):
        return np.zeros(0, dtype=np.bool_)
    used, ends = np.unique(np.concatenate([a, b]), return_inverse=True)
    parts = [forms[place].partition(title.PARTS) for place in used.tolist()]
    has_place = np.array([not rest.endswith(title.PARTS) for _, _, rest in parts], dtype=np.bool_)
    typed = flat.of_folded([words for words, _, _ in parts])
    marks = typed.each(lexicon.plain(word) != word for word in typed.words)
    has_marks = flat.gathered(np.bitwise_or, marks, typed, 0) != 0
    one, other = np.split(ends, 2)
    texts = leftover.as_compared(flat.taken(typed, ends), np.tile(has_marks[one] & has_marks[other], 2))
    found = leftover.not_in_both(texts)

    is_sure = leftover.each(texts.words, _contents.__getitem__)[found.word]
    # A place named in the other title alone may hold the word that this one has among its words.
    own, beside = (np.where(found.is_other == end, other[found.pair], one[found.pair]) for end in (1, 0))
    is_sure &= has_place[own] | ~has_place[beside]
    is_sure &= ~_may_be_written_otherwise(texts.words, found)
    every = np.ones(len(one), dtype=np.bool_)
    beside_each = leftover.words_beside(texts.words, found, leftover.bounds_of(found, len(one)), every)
    is_asked = is_sure[beside_each[0]] | is_sure[beside_each[1]]
    for places in _slips(texts.words, found, *(places[is_asked] for places in beside_each)):
        is_sure[places] = False
    surely = np.zeros(len(one), dtype=np.bool_)
    surely[found.pair[is_sure]] = True
    return surely


def _slips(words: Sequence[str], found: leftover.Found, one: Ints, other: Ints) -> tuple[Ints, Ints]:
    """Of words beside each other those that may be slips of each other."""
    is_near = leftover.slips(words, found.word[one], found.word[other]) < leftover.FAR
    return one[is_near], other[is_near]


def _may_be_written_otherwise(words: Sequence[str], found: leftover.Found) -> Flags:
    """By word that is left over: whether other spaces or an abbreviation may stand for it on the other side."""
    letters, initials, begun = (
        np.fromiter(map(told, words), np.int64, len(words))[found.word]
        for told in (strokes.letters.__getitem__, _initial, _letters_stood_for)
    )
    side, beside = (found.pair << 1 | end for end in (found.is_other, 1 - found.is_other))

    def left_beside(values: Ints) -> Ints:
        every = np.zeros(2 * found.pair.max(initial=-1) + 2, dtype=np.int64)
        np.bitwise_or.at(every, side, values)
        found_beside: Ints = every[beside]
        return found_beside

    found_so: Flags = (letters & ~left_beside(letters) == 0) | (initials & left_beside(begun) != 0)
    return found_so


def _initial(word: str) -> int:
    return strokes.letters[lexicon.plain(word)[:1]]


def _letters_stood_for(word: str) -> int:
    """The letters with which the words begin that a word may be short for."""
    meant = "".join(lexicon.plain(part)[:1] for meaning in lexicon.meanings(word) for part in meaning)
    return strokes.letters[meant + lexicon.plain(word) if lexicon.may_be_initials(word) else meant]


def _is_content(word: str) -> bool:
    """Whether a word that is left over says something wherever it stands."""
    known, bare = lexicon.title_words(), lexicon.plain(word)
    return lexicon.has_digit(word) or not (
        lexicon.may_be_several(word)
        or bare in known.like_light
        or bare in _YEAR_WORDS
        or word in known.openings
        or title.is_like_opening(word)
    )


_contents = Remembered(_is_content)
