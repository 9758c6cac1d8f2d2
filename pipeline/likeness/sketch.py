"""Small numbers that tell which pairs are worth a look: a title's known words as bits, its numbers, lowest hashes."""

from zlib import crc32

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.likeness import flat, lexicon
from pipeline.vietnamese.remembered import Remembered

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

WORDS = ("title_words_1", "title_words_2")
NUMBERS = "title_numbers"
NUMBER_BITS = "title_number_bits"
LOWEST = ("title_low_1", "title_low_2", "title_low_3", "title_low_4")
SUMMARY = ("summary_low_1", "summary_low_2", "summary_low_3")
SUMMARY_BITS = ("summary_bits_1", "summary_bits_2")
OF_TITLE = (*WORDS, NUMBERS, NUMBER_BITS, *LOWEST)
OF_SUMMARY = (*SUMMARY, *SUMMARY_BITS)
COLUMNS = (*OF_TITLE, *OF_SUMMARY)
NOTHING = -1

# Two summaries are alike when at least this share of their words is common.
ALIKE_FROM = 0.8

SEED = np.int64(-7046029254386353131)
_BITS = 63  # of an int64 that stays positive


def of_titles(titles: flat.Flat) -> Ints:
    """(texts, columns of OF_TITLE) of the words of titles in their one form.

    WORDS: a bit each word that is spelt right and says something. NUMBERS: a hash of all numbers, NUMBER_BITS: a bit
    each. LOWEST: the four lowest hashes of the words that say something; NOTHING stands where there are too few.
    """
    told = list(map(_words.__getitem__, titles.words))
    firsts, seconds, of_numbers, lows = (titles.told(of_word[at] for of_word in told) for at in range(4))

    def of_part(part: flat.Flat) -> Ints:
        numbers = of_numbers[part.ids]
        return np.column_stack(
            [
                flat.gathered(np.bitwise_or, firsts[part.ids], part, 0),
                flat.gathered(np.bitwise_or, seconds[part.ids], part, 0),
                flat.gathered(np.add, numbers, part, 0) & _LOW_BITS,
                flat.gathered(np.bitwise_or, numbers, part, 0),
                flat.lowest(lows[part.ids], part, len(LOWEST), NOTHING),
            ]
        )

    return flat.in_parts(titles, of_part)


def of_summaries(summaries: flat.Flat) -> Ints:
    """(texts, columns of OF_SUMMARY).

    SUMMARY: the three lowest hashes of the words, NOTHING where there are too few. SUMMARY_BITS: a bit each word.
    """
    hashes = list(map(_hash, summaries.words))
    lows = summaries.told(hashes)
    bits = [summaries.told(_bit(low)[at] for low in hashes) for at in range(len(SUMMARY_BITS))]

    def of_part(part: flat.Flat) -> Ints:
        return np.column_stack(
            [
                flat.lowest(lows[part.ids], part, len(SUMMARY), NOTHING),
                *(flat.gathered(np.bitwise_or, several[part.ids], part, 0) for several in bits),
            ]
        )

    return flat.in_parts(summaries, of_part)


_LOW_BITS = np.int64((1 << _BITS) - 1)


def _of_word(word: str) -> tuple[int, int, int, int]:
    """A word's bit in each of WORDS, its bit as a number, its hash.

    No hash for a number and a light word, no bit for what no lexicon knows.
    """
    if lexicon.has_digit(word):
        return 0, 0, 1 << (crc32(word.encode()) % _BITS), flat.ABSENT
    if lexicon.plain(word) in lexicon.title_words().like_light:
        return 0, 0, 0, flat.ABSENT
    low = _hash(word)
    if lexicon.plain(word) not in lexicon.words(marked=False).known:
        return 0, 0, 0, low
    return (*_bit(low), 0, low)


def _bit(low: int) -> tuple[int, int]:
    """A bit in one of two numbers."""
    place = low % (2 * _BITS)
    return (1 << place, 0) if place < _BITS else (0, 1 << (place - _BITS))


_words = Remembered(_of_word)


def _hash(word: str) -> int:
    return crc32(lexicon.plain(word).encode())


class Sketches:
    """The columns of a table as arrays."""

    def __init__(self, table: pd.DataFrame) -> None:
        self.words = [table[column].to_numpy() for column in WORDS]
        self.numbers = table[NUMBERS].to_numpy()
        self.number_bits = table[NUMBER_BITS].to_numpy()
        self.summary_bits = [table[column].to_numpy() for column in SUMMARY_BITS]
        self.summary_counts = table["summary_word_count"].to_numpy()

    def may_be_one(self, a: Ints, b: Ints, most_fewer: int, most_more: int) -> Flags:
        """Whether two titles may be one but for typing, or nearly.

        Of the words that are spelt right, one title may have `most_fewer` that the other has not and the other
        `most_more`: slips take such words away, and seldom make one. Numbers must be equal, or one title lacks one.
        """
        ends = [(words[a], words[b]) for words in self.words]
        more_a = sum(np.bitwise_count(one & ~other) for one, other in ends)
        more_b = sum(np.bitwise_count(other & ~one) for one, other in ends)
        fewer, more = np.minimum(more_a, more_b), np.maximum(more_a, more_b)
        is_near: Flags = (fewer <= most_fewer) & (more <= most_more)
        is_other = self.numbers[a] != self.numbers[b]
        # Few have other numbers and are near all the same; only those need the closer look.
        doubtful = np.flatnonzero(is_near & is_other)
        bits_a, bits_b = self.number_bits[a[doubtful]], self.number_bits[b[doubtful]]
        lacks = ((bits_a & ~bits_b) == 0) | ((bits_b & ~bits_a) == 0)
        is_near[doubtful] = lacks & (fewer[doubtful] == 0) & (more[doubtful] <= most_fewer)
        return is_near

    def may_be_alike(self, a: Ints, b: Ints) -> Flags:
        """Whether two summaries may have ALIKE_FROM of their words in common: none that has is lost.

        Beside n common words, a quarter of n may stand in one alone; each bit that differs is of such a word.
        """
        most = np.minimum(self.summary_counts[a], self.summary_counts[b]) * (1 / ALIKE_FROM - 1)
        found: Flags = sum(np.bitwise_count(bits[a] ^ bits[b]) for bits in self.summary_bits) <= most
        return found


def title_keys(table: pd.DataFrame) -> Ints:
    """One key a row, equal where two titles have the same known words and numbers."""
    first, second, numbers = (table[column].to_numpy() for column in (*WORDS, NUMBERS))
    keys: Ints = (first * SEED ^ second) * SEED ^ numbers
    return keys


def pairs_of_lowest(lowest: Ints) -> tuple[Ints, Ints]:
    """Of rows (n, k): the keys of each two of their lowest hashes, and whose they are.

    Of four hashes, texts that differ in two words share one key.
    """
    keys, owners = [], []
    for first, second in zip(*np.triu_indices(lowest.shape[1], k=1), strict=True):
        own = np.flatnonzero(lowest[:, second] != NOTHING)  # the lowest come first
        keys.append(lowest[own, first] * np.int64(1 << 31) ^ lowest[own, second])
        owners.append(own)
    return np.concatenate(keys), np.concatenate(owners)
