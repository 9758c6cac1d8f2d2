"""Small numbers that tell cheaply which pairs are worth a look: a title's words as bits, and its lowest hashes."""

from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.likeness import lexicon, title

Ints = npt.NDArray[np.int64]

LOWEST = ("title_low_1", "title_low_2", "title_low_3", "title_low_4")
COLUMNS = ("title_bits", *LOWEST, "summary_low")
NOTHING = -1

_BITS = 63


def of(said: pd.DataFrame) -> pd.DataFrame:
    """By row, int64: title_bits, a bit a word; LOWEST, the four lowest hashes of its words; summary_low, the lowest one.

    said: title_form, summary_key. NOTHING stands where there are too few words.
    """
    forms, form_of = _distinct(said["title_form"])
    summaries, summary_of = _distinct(said["summary_key"])
    of_titles = np.array([_of_title(form) for form in forms], dtype=np.int64).reshape(len(forms), 1 + len(LOWEST))
    of_summaries = np.array([_lowest(text.split(), 1)[0] for text in summaries], dtype=np.int64)
    found = np.column_stack([of_titles[form_of], of_summaries[summary_of]]) if len(said) else np.empty((0, 6), np.int64)
    return pd.DataFrame(found, columns=list(COLUMNS), index=said.index, dtype="int64")


def _distinct(texts: pd.Series) -> tuple[Sequence[str], Ints]:
    codes, values = pd.factorize(texts)
    return list(values), codes.astype(np.int64)


def _of_title(form: str) -> tuple[int, ...]:
    words = [word for word in title.said(form).words if word not in lexicon.title_words().light] if form else []
    bits = 0
    for word in words:
        bits |= _bit(word)
    return bits, *_lowest(words, len(LOWEST))


def _lowest(words: Sequence[str], count: int) -> tuple[int, ...]:
    lowest = sorted(set(map(_hash, words)))[:count]
    return (*lowest, *[NOTHING] * (count - len(lowest)))


@lru_cache(lexicon.CACHE_SIZE)
def _hash(word: str) -> int:
    return crc32(lexicon.plain(word).encode())


@lru_cache(lexicon.CACHE_SIZE)
def _bit(word: str) -> int:
    """Numbers have no bit: they decide, so titles that differ in one must be looked at."""
    return 0 if lexicon.has_digit(word) else 1 << (_hash(word) % _BITS)


def share_words(bits_a: Ints, bits_b: Ints, least: float) -> npt.NDArray[np.bool_]:
    """Whether two titles may share at least that part of the words of the shorter one; never misses one that does not."""
    common = np.bitwise_count(bits_a & bits_b)
    shorter = np.minimum(np.bitwise_count(bits_a), np.bitwise_count(bits_b))
    return common >= least * shorter


def pairs_of_lowest(lowest: Ints) -> Ints:
    """For each row (n, 4) the six keys (n, 6) of two of its lowest hashes; two titles that differ in two words share one."""
    first, second = np.triu_indices(lowest.shape[1], k=1)
    keys = lowest[:, first] * np.int64(1 << 31) ^ lowest[:, second]
    return np.where((lowest[:, first] == NOTHING) | (lowest[:, second] == NOTHING), NOTHING, keys)
