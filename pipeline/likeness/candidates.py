"""Which pairs are worth a look: all of a union that share words, and across unions those that share enough to be asked about."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.likeness import person, sketch

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Pairs = tuple[Ints, Ints]

# Two titles of a union that share fewer of the words of the shorter one are no question: a title of ten words may bear
# five slips. Nothing else keeps two rows of a union from being compared, so no block is ever cut.
_LEAST_SHARED = 0.5
# The same of two unions, where no pair is ever made one without a person.
_LEAST_SHARED_ELSEWHERE = 0.6
_PAIRS_AT_ONCE = 1 << 22
_SEED = np.int64(-7046029254386353131)


def of(table: pd.DataFrame, is_new: Flags) -> Pairs:
    """Places (a, b), a < b, each pair once, of which at least one is new.

    table: records: unit_code, people_form, title_form, portal_key, summary_key and the columns of `sketch`.
    """
    bits = table["title_bits"].to_numpy()
    found = [
        *_in_unions(table["unit_code"], bits, is_new),
        *_near(_by_people(table), bits, is_new),
        *_near(_by_summary(table), bits, is_new),
        *_sharing(*_by_ref(table), is_new),
    ]
    return _once(found, len(table))


def _once(found: list[Pairs], count: int) -> Pairs:
    if not found:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    a, b = (np.concatenate(ends) for ends in zip(*found, strict=True))
    pairs = np.unique(np.minimum(a, b) * np.int64(count) + np.maximum(a, b))
    return pairs // count, pairs % count


def _in_unions(unit_codes: pd.Series, bits: Ints, is_new: Flags) -> Iterator[Pairs]:
    """All pairs of a union that share words."""
    numbers, _ = pd.factorize(unit_codes)
    for a, b in _sharing(numbers.astype(np.int64), np.arange(len(bits)), is_new):
        is_near = sketch.share_words(bits[a], bits[b], _LEAST_SHARED)
        yield a[is_near], b[is_near]


def _near(keyed: tuple[Ints, Ints], bits: Ints, is_new: Flags) -> Iterator[Pairs]:
    for a, b in _sharing(*keyed, is_new):
        is_near = sketch.share_words(bits[a], bits[b], _LEAST_SHARED_ELSEWHERE)
        yield a[is_near], b[is_near]


def _sharing(keys: Ints, owners: Ints, is_new: Flags) -> Iterator[Pairs]:
    """Pairs of owners with one key, a new one among them, some million at a time."""
    if not len(keys):
        return
    kept = np.isin(keys, np.unique(keys[is_new[owners]]))
    keys, owners = keys[kept], owners[kept]
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], owners[order]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    ends = np.r_[starts[1:], len(keys)]
    # Each place is paired with all that follow it under its key.
    followers = np.repeat(ends, ends - starts) - np.arange(len(keys)) - 1
    for first, last in _slices(followers):
        counts = followers[first:last]
        a = np.repeat(np.arange(first, last), counts)
        b = a + 1 + np.arange(len(a)) - np.repeat(np.cumsum(counts) - counts, counts)
        one, other = owners[a], owners[b]
        wanted = (is_new[one] | is_new[other]) & (one != other)
        yield one[wanted], other[wanted]


def _slices(counts: Ints) -> Iterator[tuple[int, int]]:
    """Runs of places with about as many pairs as are held at once."""
    totals = np.cumsum(counts)
    first = 0
    while first < len(counts):
        before = totals[first - 1] if first else 0
        last = max(int(np.searchsorted(totals, before + _PAIRS_AT_ONCE, side="right")), first + 1)
        yield first, last
        first = last


def _by_people(table: pd.DataFrame) -> tuple[Ints, Ints]:
    """Keys of a person and two words of the title."""
    places, forms = pd.factorize(table["people_form"])
    people = [[person.key(name) for name in form.split("; ")] if form else [] for form in forms]
    counts = np.array([len(names) for names in people], dtype=np.int64)
    names = pd.util.hash_array(np.array([name for several in people for name in several], dtype="object"))
    starts = np.cumsum(counts) - counts
    own = counts[places]
    owners = np.repeat(np.arange(len(table)), own)
    at = np.repeat(starts[places], own) + np.arange(len(owners)) - np.repeat(np.cumsum(own) - own, own)
    return _with_title(table, owners, names.view(np.int64)[at] if len(names) else np.empty(0, np.int64))


def _by_summary(table: pd.DataFrame) -> tuple[Ints, Ints]:
    """Keys of a word of the summary and two of the title."""
    low = table["summary_low"].to_numpy()
    owners = np.flatnonzero(low != sketch.NOTHING)
    return _with_title(table, owners, low[owners])


def _by_ref(table: pd.DataFrame) -> tuple[Ints, Ints]:
    refs, _ = pd.factorize(table["portal_key"].where(table["portal_key"] != ""))
    owners = np.flatnonzero(refs >= 0)
    return refs[owners].astype(np.int64), owners


def _with_title(table: pd.DataFrame, owners: Ints, keys: Ints) -> tuple[Ints, Ints]:
    titles = sketch.pairs_of_lowest(table[list(sketch.LOWEST)].to_numpy())[owners]
    joined = (titles * _SEED) ^ keys[:, None]
    is_whole = titles != sketch.NOTHING
    return joined[is_whole], np.broadcast_to(owners[:, None], titles.shape)[is_whole]
