"""Decides which rows are one initiative: pairs in three states, then clusters of what is the same (contract §3)."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.likeness import candidates, compare, person, sketch, title
from pipeline.likeness.compare import DOUBT, ONE, Likeness
from pipeline.vietnamese import fold, split_people, split_share, without_tones

SAME = "same"
REVIEW = "review"
DISTINCT = "distinct"

# A portal ref of a union: unit_code, folded ref.
Ref = tuple[str, str]

PAIR_COLUMNS = ["record_a", "record_b", "state", "reasons", "details", "is_apart"]

# A portal ref on as many titles, none alike another, is a filler and no evidence (contract §3).
SHARED_REF_FROM = 3
# Two summaries are alike when at least this share of their words is common.
ALIKE_SUMMARY_FROM = 0.8

Ints = npt.NDArray[np.int64]


class Record(NamedTuple):
    """What a row says of its initiative, folded: rows that say the same are one record.

    is_title_sound: False where the title is empty or rejected or the row is Rút; such a title is alike to any.
    """

    unit_code: str
    title_key: str
    author_key: str
    co_author_keys: str
    portal_key: str
    summary_key: str
    is_title_sound: bool
    title_form: str
    people_form: str


def keys(rows: pd.DataFrame) -> pd.DataFrame:
    """What rows are compared by, each row by itself, so that it is made once in the life of a row.

    rows: title, author, co_authors, portal_ref, summary. Returns title_key, author_key, co_author_keys, portal_key,
    summary_key (folded), title_form, people_form (as `likeness` reads them) and the columns of `sketch`.
    """
    said = pd.DataFrame(
        {
            "title_key": _each_once(rows["title"], fold),
            "author_key": _each_once(rows["author"], fold),
            "co_author_keys": _each_once(rows["co_authors"], _people_key),
            "portal_key": _each_once(rows["portal_ref"], lambda text: fold(text).replace(" ", "")),
            "summary_key": _each_once(rows["summary"], fold),
            "title_form": _each_once(rows["title"], title.read),
            "people_form": _people_forms(rows),
        },
        index=rows.index,
        dtype="str",
    )
    return said.join(sketch.of(said))


def _each_once(texts: pd.Series, key: Callable[[str], str]) -> pd.Series:
    """The key of each text; many rows say the same."""
    places, different = pd.factorize(texts)
    keys = np.array([key(text) for text in different], dtype="object")
    return pd.Series(keys[places], index=texts.index, dtype="str")


def _people_key(text: str) -> str:
    names = (name for part in text.split(";") for name in split_people(part))
    return "; ".join(fold(split_share(name)[0]) for name in names)


def _people_forms(rows: pd.DataFrame) -> pd.Series:
    """All authors of each row, the main one first."""
    main, others = (_each_once(rows[column], person.read) for column in ("author", "co_authors"))
    return main.where(others == "", main + "; " + others)


def records(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """The different things the rows say, and for each row the record it is.

    rows: the fields of Record and the columns of `keys`.
    Returns the fields of Record and the columns of `sketch`, index record_id (by content, not by file); and
    row_id → record_id.
    """
    fields = list(Record._fields)
    numbers = rows.groupby(fields, sort=True, dropna=False).ngroup()
    table = rows[[*fields, *sketch.COLUMNS]].assign(record_id=numbers).drop_duplicates("record_id")
    return table.set_index("record_id").sort_index(), numbers


def without_fillers(table: pd.DataFrame, fillers: frozenset[Ref]) -> pd.DataFrame:
    """Rows or records (unit_code, portal_key) as evidence: a portal ref that is a filler counts as none."""
    return table.assign(portal_key=table["portal_key"].where(~is_filler(table, fillers), ""))


def is_filler(table: pd.DataFrame, fillers: frozenset[Ref]) -> "pd.Series[bool]":
    """By row or record (unit_code, portal_key): whether its portal ref is a filler."""
    refs = zip(table["unit_code"], table["portal_key"], strict=True)
    return pd.Series([ref in fillers for ref in refs], index=table.index, dtype="bool")


def filler_refs(table: pd.DataFrame) -> frozenset[Ref]:
    """The portal refs that stand, in their union, on three or more titles of which none is alike another.

    table: the records of current rows (contract §3).
    """
    titled = table[(table["portal_key"] != "") & table["is_title_sound"]]
    titles: dict[Ref, set[str]] = {}
    for unit_code, ref, form in titled[["unit_code", "portal_key", "title_form"]].itertuples(index=False, name=None):
        titles.setdefault((unit_code, ref), set()).add(form)
    return frozenset(ref for ref, found in titles.items() if len(_different(sorted(found))) >= SHARED_REF_FROM)


def _different(titles: Iterable[str]) -> list[str]:
    """Titles of which none is alike another."""
    kept: list[str] = []
    for form in titles:
        if not any(compare.are_alike(form, other) for other in kept):
            kept.append(form)
    return kept


# ---------------------------------------------------------------- pairs


class Facts(NamedTuple):
    """What is known of a pair. ref: "same", "other" (both have one, and not the same) or "" (one has none)."""

    is_unit: bool
    is_author: bool
    ref: str
    is_summary: bool


def link(table: pd.DataFrame) -> pd.DataFrame:
    """All pairs of records that are `same`, need `review`, or are `distinct` and keep a cluster apart.

    table: as `records` makes it, without fillers. Returns PAIR_COLUMNS, record_a < record_b, each pair once: reasons
    (finding codes, separated by spaces), details (a line a code), is_apart (the two may stand in no cluster together).
    A pair's state depends on the two records alone.
    """
    a, b = candidates.of(table, np.ones(len(table), dtype=np.bool_))
    return _decided(table, a, b)


def _decided(table: pd.DataFrame, a: Ints, b: Ints) -> pd.DataFrame:
    known = [Record(*values) for values in table[list(Record._fields)].itertuples(index=False, name=None)]
    ids = table.index.to_numpy()
    found = []
    for at, there in zip(a.tolist(), b.tolist(), strict=True):
        decided = decide(known[at], known[there])
        if decided is not None:
            found.append((ids[at], ids[there], *decided))
    return pd.DataFrame(found, columns=PAIR_COLUMNS)


def decide(a: Record, b: Record) -> tuple[str, str, str, bool] | None:
    """State, reasons, details and is_apart of a pair; None for two that have nothing to do with each other."""
    if a.portal_key and a.portal_key == b.portal_key:
        if not (a.is_title_sound and b.is_title_sound) or compare.are_alike(a.title_form, b.title_form):
            return SAME, "same_portal_ref", "", False
    if not a.title_form or not b.title_form:
        return None
    is_unit = a.unit_code == b.unit_code
    is_author = share_author(a.people_form, b.people_form)
    if not is_unit and not is_author and not _are_alike_summaries(a.summary_key, b.summary_key):
        return None
    found = compare.titles(a.title_form, b.title_form)
    is_other_ref = bool(a.portal_key and b.portal_key and a.portal_key != b.portal_key)
    if is_unit and is_author:
        if found.state == ONE and not is_other_ref and not found.is_other_year:
            return SAME, *_told("same_title_and_author", found), False
        if found.state == ONE and is_other_ref:
            return REVIEW, *_told("same_title_other_portal_ref", found), True
        if found.state == ONE:
            return REVIEW, *_told("same_title_other_year", found), True
        if found.state == DOUBT:
            return REVIEW, *_told("near_title", found), False
        return (DISTINCT, *_told("other_title", found), True) if found.is_never else None
    if found.state != ONE:
        return None
    if is_unit:
        return REVIEW, *_told("same_title_other_author", found), False
    if is_author:
        return REVIEW, *_told("same_title_other_unit", found), False
    return REVIEW, *_told("same_title_and_summary", found), False


def _told(reason: str, found: Likeness) -> tuple[str, str]:
    return " ".join((reason, *found.reasons)), "\n".join(("", *found.details))


@lru_cache(1 << 17)
def share_author(people_a: str, people_b: str) -> bool:
    """The main author of one is an author of the other."""
    if not people_a or not people_b:
        return False
    first, second = people_a.split("; "), people_b.split("; ")
    return any(person.is_same(first[0], name) for name in second) or any(
        person.is_same(second[0], name) for name in first
    )


def _are_alike_summaries(a: str, b: str) -> bool:
    """Whether two summaries say the same, but for a few words."""
    if not a or not b:
        return False
    if a == b:
        return True
    words_a, words_b = set(without_tones(a).split()), set(without_tones(b).split())
    return len(words_a & words_b) >= ALIKE_SUMMARY_FROM * len(words_a | words_b)


# ---------------------------------------------------------------- clusters


def cluster(table: pd.DataFrame, pairs: pd.DataFrame, eligible: Collection[int]) -> pd.Series:
    """By record (without fillers, as `link` takes them): the number of its cluster, a record_id of it.

    eligible: the records of rows that would be counted or pending. Among them `same` pairs join, but never two portal
    refs nor two records that are kept apart; pairs are taken in the order of record_id, those that differ least first,
    so the result does not depend on file order. Any other record joins the cluster it has a `same` in, and joins no two
    clusters.
    """
    apart: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs.loc[pairs["is_apart"].astype("bool"), ["record_a", "record_b"]].itertuples(index=False, name=None):
        apart[a].add(b)
        apart[b].add(a)
    same = pairs.loc[pairs["state"] == SAME, ["record_a", "record_b", "reasons"]]
    same = same.assign(count=same["reasons"].str.count(" ")).sort_values(["count", "record_a", "record_b"])
    refs = table["portal_key"].to_dict()
    members: dict[int, list[int]] = {record_id: [record_id] for record_id in sorted(eligible)}
    leader: dict[int, int] = {record_id: record_id for record_id in members}
    outside: dict[int, int] = {}
    for a, b in zip(same["record_a"].tolist(), same["record_b"].tolist(), strict=True):
        if a in leader and b in leader:
            first, second = sorted((leader[a], leader[b]))
            if first != second and _may_join(members[first], members[second], refs, apart):
                moving = members.pop(second)
                members[first] += moving
                leader.update(dict.fromkeys(moving, first))
        elif a in leader or b in leader:
            inner, outer = (a, b) if a in leader else (b, a)
            outside.setdefault(outer, inner)
    joined = {**{outer: leader[inner] for outer, inner in outside.items()}, **leader}
    record_ids = table.index.tolist()
    return pd.Series([joined.get(record_id, record_id) for record_id in record_ids], index=table.index, dtype="int64")


def _may_join(
    first: Sequence[int], second: Sequence[int], refs: Mapping[int, str], apart: Mapping[int, Collection[int]]
) -> bool:
    held = {refs[record_id] for record_id in (*first, *second)} - {""}
    return len(held) <= 1 and not any(record_id in apart and not apart[record_id].isdisjoint(second) for record_id in first)
