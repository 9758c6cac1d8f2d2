"""Which pairs are worth a look: all of a union that share words, and across unions those that share enough to be asked about."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.likeness import person, sketch

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Pairs = tuple[Ints, Ints]

# How many known words one title may have that the other has not, and the other way round (`sketch.may_be_one`): in a
# union, where all pairs are looked at and no block is ever cut; and across unions, where a person decides anyway.
_IN_UNION = (3, 8)
ELSEWHERE = (1, 5)
_PAIRS_AT_ONCE = 1 << 22


def of(table: pd.DataFrame, is_new: Flags) -> Pairs:
    """Places (a, b), a < b, each pair once, of which at least one is new.

    table: records: unit_code, people_form, title_form, portal_key, summary_key and the columns of `sketch`.
    """
    sketches = sketch.Sketches(table)
    units = pd.factorize(table["unit_code"])[0].astype(np.int64)
    found = list(_sharing(*_by_ref(table), is_new))
    for a, b in _sharing(units, np.arange(len(table)), is_new):
        is_near = sketches.may_be_one(a, b, *_IN_UNION)
        found.append((a[is_near], b[is_near]))
    for keyed in (_by_people(table), _by_summary(table)):
        for a, b in _sharing(*keyed, is_new):
            is_elsewhere = units[a] != units[b]
            one, other = a[is_elsewhere], b[is_elsewhere]
            is_near = sketches.may_be_one(one, other, *ELSEWHERE)
            found.append((one[is_near], other[is_near]))
    return _once(found, len(table))


def _once(found: list[Pairs], count: int) -> Pairs:
    if not found:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    a, b = (np.concatenate(ends) for ends in zip(*found, strict=True))
    pairs = np.unique(np.minimum(a, b) * np.int64(count) + np.maximum(a, b))
    return pairs // count, pairs % count


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
    """Keys of a person, all numbers and two words of the title."""
    places, forms = pd.factorize(table["people_form"])
    people = [[person.key(name) for name in form.split("; ")] if form else [] for form in forms]
    counts = np.array([len(names) for names in people], dtype=np.int64)
    names = pd.util.hash_array(np.array([name for several in people for name in several], dtype="object"))
    starts = np.cumsum(counts) - counts
    own = counts[places]
    owners = np.repeat(np.arange(len(table)), own)
    at = np.repeat(starts[places], own) + np.arange(len(owners)) - np.repeat(np.cumsum(own) - own, own)
    # Numbers must be equal, so they belong to the key: many titles differ in nothing else.
    return _joined(table, owners, sketch.LOWEST, names.view(np.int64)[at] ^ table[sketch.NUMBERS].to_numpy()[owners])


def _by_summary(table: pd.DataFrame) -> tuple[Ints, Ints]:
    """Keys of two words of the summary and the whole title: many summaries are made of a few set sentences."""
    return _joined(table, np.arange(len(table)), sketch.SUMMARY, sketch.title_keys(table))


def _by_ref(table: pd.DataFrame) -> tuple[Ints, Ints]:
    refs, _ = pd.factorize(table["portal_key"].where(table["portal_key"] != ""))
    owners = np.flatnonzero(refs >= 0)
    return refs[owners].astype(np.int64), owners


def _joined(table: pd.DataFrame, owners: Ints, lowest: Sequence[str], keys: Ints) -> tuple[Ints, Ints]:
    """The key of each owner joined with each two of the lowest hashes of its text."""
    texts = sketch.pairs_of_lowest(table[list(lowest)].to_numpy())[owners]
    is_whole = texts != sketch.NOTHING
    return ((texts * sketch.SEED) ^ keys[:, None])[is_whole], np.broadcast_to(owners[:, None], texts.shape)[is_whole]
