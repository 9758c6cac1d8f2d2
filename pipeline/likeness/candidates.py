"""Which pairs are worth a look: in a union all that share words, across unions those that share enough to be asked."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.likeness import flat, person, sketch

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Pairs = tuple[Ints, Ints]

# How many known words one title may have that the other has not, and the other way round (`sketch.may_be_one`): in a
# union, where all pairs are looked at and no block is ever cut; and across unions, where a person decides anyway.
_IN_UNION = (3, 8)
ELSEWHERE = (1, 5)
_PAIRS_AT_ONCE, _ROWS_AT_ONCE = 1 << 18, 1 << 13  # as many as stay near the processor
_SEEN_BITS = 20


def of(table: pd.DataFrame, is_new: Flags) -> Pairs:
    """Places (a, b), a < b, each pair once, of which at least one is new.

    table: records: unit_code, people_form, title_form, portal_key, summary_key and the columns of `sketch`.
    """
    sketches = sketch.Sketches(table)
    units = flat.numbered_column(table["unit_code"])[0]
    found = list(_sharing(*_by_ref(table), is_new))
    for a, b in _sharing(units, np.arange(len(table)), is_new):
        is_near = sketches.may_be_one(a, b, *_IN_UNION)
        found.append((a[is_near], b[is_near]))
    for a, b in _elsewhere(_by_people(table, is_new), units, is_new):
        is_near = sketches.may_be_one(a, b, *ELSEWHERE)
        found.append((a[is_near], b[is_near]))
    for a, b in _elsewhere(_by_summary(table), units, is_new):
        is_alike = sketches.may_be_alike(a, b)
        found.append((a[is_alike], b[is_alike]))
    return _once(found, len(table))


def _once(found: list[Pairs], count: int) -> Pairs:
    if not found:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    a, b = (np.concatenate(ends) for ends in zip(*found, strict=True))
    pairs = np.sort(np.minimum(a, b) * np.int64(count) + np.maximum(a, b))
    pairs = pairs[np.r_[True, pairs[1:] != pairs[:-1]]] if len(pairs) else pairs
    return pairs // count, pairs % count


def _sharing(keys: Ints, owners: Ints, is_new: Flags) -> Iterator[Pairs]:
    """Pairs of owners with one key, a new one among them, a batch at a time; an owner has a key once."""
    if not is_new.all():
        kept = _is_seen(keys, keys[is_new[owners]])
        keys, owners = keys[kept], owners[kept]
    if not len(keys):
        return
    # The lowest bit is given to who is new, so that under each key the new ones stand first.
    keys = keys << 1 | ~is_new[owners]
    order = np.argsort(keys)
    keys, owners = keys[order], owners[order]
    starts = np.flatnonzero(np.r_[True, keys[1:] >> 1 != keys[:-1] >> 1])
    ends = np.r_[starts[1:], len(keys)]
    # Each new place is paired with all that follow it under its key.
    followers = np.where(keys & 1 == 0, np.repeat(ends, ends - starts) - np.arange(len(keys)) - 1, 0)
    at = np.flatnonzero(followers)
    followers = followers[at]
    for first, last in _slices(followers):
        counts = followers[first:last]
        yield owners[np.repeat(at[first:last], counts)], owners[flat.spread(at[first:last] + 1, counts)]


def _elsewhere(keyed: tuple[Ints, Ints], units: Ints, is_new: Flags) -> Iterator[Pairs]:
    """Of `_sharing` the pairs of two unions."""
    for a, b in _sharing(*keyed, is_new):
        is_elsewhere = units[a] != units[b]
        yield a[is_elsewhere], b[is_elsewhere]


def _is_seen(keys: Ints, wanted: Ints) -> Flags:
    """Whether each key is among the wanted ones, by its last bits: none is lost, few too many are kept."""
    mask = np.int64((1 << _SEEN_BITS) - 1)
    seen = np.zeros(1 << _SEEN_BITS, dtype=np.bool_)
    seen[wanted & mask] = True
    found: Flags = seen[keys & mask]
    return found


def _slices(counts: Ints) -> Iterator[tuple[int, int]]:
    """Runs of places with about as many pairs as are held at once."""
    totals = np.cumsum(counts)
    first = 0
    while first < len(counts):
        before = totals[first - 1] if first else 0
        last = max(int(np.searchsorted(totals, before + _PAIRS_AT_ONCE, side="right")), first + 1)
        yield first, last
        first = last


def _by_people(table: pd.DataFrame, is_new: Flags) -> tuple[Ints, Ints]:
    """Keys of a person, all numbers and two words of the title; of known rows only those that a new one may have."""
    lowest, numbers = table[list(sketch.LOWEST)].to_numpy(), table[sketch.NUMBERS].to_numpy()
    places, forms = flat.numbered_column(table["people_form"])
    names, counts = person.keys(forms)
    own, firsts = counts[places], (np.cumsum(counts) - counts)[places]
    owners = np.repeat(np.arange(len(table)), own)
    # Numbers must be equal, so they belong to the key: many titles differ in nothing else.
    people = names[flat.spread(firsts, own)] ^ numbers[owners] * sketch.SEED
    if not is_new.all():
        kept = _is_seen(people, people[is_new[owners]])
        owners, people = owners[kept], people[kept]
    keys, rows = [], []
    for first in range(0, max(len(owners), 1), _ROWS_AT_ONCE):
        part = slice(first, first + _ROWS_AT_ONCE)
        texts, at = sketch.pairs_of_lowest(lowest[owners[part]])
        keys.append(texts * sketch.SEED ^ people[part][at])
        rows.append(owners[part][at])
    return np.concatenate(keys), np.concatenate(rows)


def _by_summary(table: pd.DataFrame) -> tuple[Ints, Ints]:
    """Keys of two words of the summary and the whole title: many summaries are made of a few set sentences."""
    texts, rows = sketch.pairs_of_lowest(table[list(sketch.SUMMARY)].to_numpy())
    return texts * sketch.SEED ^ sketch.title_keys(table)[rows], rows


def _by_ref(table: pd.DataFrame) -> tuple[Ints, Ints]:
    refs, different = flat.numbered_column(table["portal_key"])
    owners = np.flatnonzero(np.array(different, dtype="object")[refs] != "")
    return refs[owners], owners
