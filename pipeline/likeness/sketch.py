"""Small numbers that tell cheaply which pairs are worth a look: a title's known words as bits, its numbers, lowest hashes."""

from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.likeness import lexicon, title

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

WORDS = ("title_words_1", "title_words_2")
NUMBERS = "title_numbers"
NUMBER_BITS = "title_number_bits"
LOWEST = ("title_low_1", "title_low_2", "title_low_3", "title_low_4")
SUMMARY = ("summary_low_1", "summary_low_2", "summary_low_3")
COLUMNS = (*WORDS, NUMBERS, NUMBER_BITS, *LOWEST, *SUMMARY)
NOTHING = -1

SEED = np.int64(-7046029254386353131)
_BITS = 63  # of an int64 that stays positive


def of(said: pd.DataFrame) -> pd.DataFrame:
    """By row, int64.

    said: title_form, summary_key. WORDS: a bit each word that is spelt right and says something. NUMBERS: a hash of all
    numbers, NUMBER_BITS: a bit each. LOWEST: the four lowest hashes of the words that say something; SUMMARY: the
    three lowest of the words of the summary. NOTHING stands where there are too few words.
    """
    form_of, forms = pd.factorize(said["title_form"])
    summary_of, summaries = pd.factorize(said["summary_key"])
    if not len(said):
        return pd.DataFrame(columns=list(COLUMNS), index=said.index, dtype="int64")
    of_titles = np.array([_of_title(form) for form in forms.tolist()], dtype=np.int64)
    lowest = [_lowest(list(map(_hash, set(text.split()))), len(SUMMARY)) for text in summaries.tolist()]
    of_summaries = np.array(lowest, dtype=np.int64)
    found = np.column_stack([of_titles[form_of], of_summaries[summary_of]])
    return pd.DataFrame(found, columns=list(COLUMNS), index=said.index, dtype="int64")


def _of_title(form: str) -> tuple[int, ...]:
    bits = numbers = number_bits = 0
    hashes = []
    for word in form[: form.find(title.PARTS)].split():
        bit, low = _words[word]
        if low == NOTHING:
            number_bits |= bit
            numbers += bit
        else:
            bits |= bit
            hashes += [low] if low else []
    return bits & _LOW_BITS, bits >> _BITS, numbers & _LOW_BITS, number_bits, *_lowest(hashes, len(LOWEST))


_LOW_BITS = (1 << _BITS) - 1


class _Words(dict[str, tuple[int, int]]):
    """A word's bit and hash: (0, 0) for a light one, (bit, NOTHING) for a number, (0, hash) for what no lexicon knows."""

    def __missing__(self, word: str) -> tuple[int, int]:
        if lexicon.has_digit(word):
            found = 1 << (crc32(word.encode()) % _BITS), NOTHING
        elif word in lexicon.title_words().light:
            found = 0, 0
        else:
            low = _hash(word)
            is_known = lexicon.plain(word) in lexicon.words(marked=False).known
            found = (1 << (low % (2 * _BITS)) if is_known else 0), low
        self[word] = found
        return found


_words = _Words()


@lru_cache(lexicon.CACHE_SIZE)
def _hash(word: str) -> int:
    return crc32(lexicon.plain(word).encode())


def _lowest(hashes: Sequence[int], count: int) -> tuple[int, ...]:
    lowest = sorted(set(hashes))[:count]
    return (*lowest, *[NOTHING] * (count - len(lowest)))


class Sketches:
    """The columns of a table as arrays."""

    def __init__(self, table: pd.DataFrame) -> None:
        self.words = table[list(WORDS)].to_numpy()
        self.numbers = table[NUMBERS].to_numpy()
        self.number_bits = table[NUMBER_BITS].to_numpy()

    def may_be_one(self, a: Ints, b: Ints, most_fewer: int, most_more: int) -> Flags:
        """Whether two titles may be one but for typing, or nearly.

        Of the words that are spelt right, one title may have `most_fewer` that the other has not and the other
        `most_more`: slips take such words away, and seldom make one. Numbers must be equal, or one title lacks one.
        """
        more_a, more_b = _more(self.words[a], self.words[b]), _more(self.words[b], self.words[a])
        fewer, more = np.minimum(more_a, more_b), np.maximum(more_a, more_b)
        is_near = (fewer <= most_fewer) & (more <= most_more)
        bits_a, bits_b = self.number_bits[a], self.number_bits[b]
        lacks = ((bits_a & ~bits_b) == 0) | ((bits_b & ~bits_a) == 0)
        return is_near & ((self.numbers[a] == self.numbers[b]) | (lacks & (fewer == 0) & (more <= most_fewer)))


def _more(one: Ints, other: Ints) -> npt.NDArray[np.int64]:
    return np.bitwise_count(one & ~other).sum(axis=1, dtype=np.int64)


def title_keys(table: pd.DataFrame) -> Ints:
    """One key a row, equal where two titles have the same known words and numbers."""
    return (table[WORDS[0]].to_numpy() * SEED ^ table[WORDS[1]].to_numpy()) * SEED ^ table[NUMBERS].to_numpy()


def pairs_of_lowest(lowest: Ints) -> Ints:
    """For each row (n, k) the keys of each two of its lowest hashes; of four, texts that differ in two words share one."""
    first, second = np.triu_indices(lowest.shape[1], k=1)
    keys = lowest[:, first] * np.int64(1 << 31) ^ lowest[:, second]
    return np.where((lowest[:, first] == NOTHING) | (lowest[:, second] == NOTHING), NOTHING, keys)
