"""Decides which rows are one initiative: pairs in three states, then clusters of what is the same (contract §3)."""

from collections.abc import Collection, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from pipeline.vietnamese import fold, split_people, split_share, without_tones

SAME = "same"
REVIEW = "review"
DISTINCT = "distinct"

# A portal ref of a union: unit_code, folded ref.
Ref = tuple[str, str]

PAIR_COLUMNS = ["record_a", "record_b", "state", "reason"]

# Two titles under one portal ref are alike when at least this share of their words is common and all numbers are equal.
ALIKE_FROM = 0.6
# A portal ref on as many titles, none alike another, is a filler and no evidence (contract §3).
SHARED_REF_FROM = 3


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


def keys(rows: pd.DataFrame) -> pd.DataFrame:
    """What rows are compared by, each row by itself: title_key, author_key, co_author_keys, portal_key, summary_key.

    rows: title, author, co_authors, portal_ref, summary.
    """
    return pd.DataFrame(
        {
            "title_key": rows["title"].map(fold),
            "author_key": rows["author"].map(fold),
            "co_author_keys": rows["co_authors"].map(_people_key),
            "portal_key": rows["portal_ref"].map(lambda text: fold(text).replace(" ", "")),
            "summary_key": rows["summary"].map(fold),
        },
        index=rows.index,
        dtype="str",
    )


def records(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """The different things the rows say, and for each row the record it is.

    rows: the fields of Record.
    Returns the fields of Record, index record_id (by content, not by file); and row_id → record_id.
    """
    fields = list(Record._fields)
    numbers = rows.groupby(fields, sort=True, dropna=False).ngroup()
    table = rows[fields].assign(record_id=numbers).drop_duplicates("record_id").set_index("record_id").sort_index()
    return table[fields], numbers


def without_fillers(table: pd.DataFrame, fillers: frozenset[Ref]) -> pd.DataFrame:
    """Rows or records (unit_code, portal_key) as evidence: a portal ref that is a filler counts as none."""
    return table.assign(portal_key=table["portal_key"].where(~is_filler(table, fillers), ""))


def link(table: pd.DataFrame) -> pd.DataFrame:
    """All pairs of records that are `same` or need `review`; whatever is not named is `distinct`.

    table: as `records` makes it, without fillers. Returns PAIR_COLUMNS, record_a < record_b, each pair once; reason is
    a finding code. A pair's state depends on the two records alone.
    """
    known = {record_id: Record(*values) for record_id, *values in table.itertuples(name=None)}
    decided = ((a, b, *decide(known[a], known[b])) for a, b in _candidates(table))
    return pd.DataFrame([pair for pair in decided if pair[2] != DISTINCT], columns=PAIR_COLUMNS)


def decide(a: Record, b: Record) -> tuple[str, str]:
    """The state of a pair and its reason: the one place where two initiatives are called one (contract §3)."""
    has_same_ref = bool(a.portal_key) and a.portal_key == b.portal_key
    if has_same_ref and (not (a.is_title_sound and b.is_title_sound) or are_alike(a.title_key, b.title_key)):
        return SAME, "same_portal_ref"
    if a.title_key != b.title_key or not a.title_key:
        return DISTINCT, ""
    same_unit = a.unit_code == b.unit_code
    same_author = share_author(a, b)
    if same_unit and same_author:
        has_other_ref = bool(a.portal_key and b.portal_key and a.portal_key != b.portal_key)
        return (REVIEW, "same_title_other_portal_ref") if has_other_ref else (SAME, "same_title_and_author")
    if same_unit:
        return REVIEW, "same_title_other_author"
    if same_author:
        return REVIEW, "same_title_other_unit"
    if a.summary_key and a.summary_key == b.summary_key:
        return REVIEW, "same_title_and_summary"
    return DISTINCT, ""


def share_author(a: Record, b: Record) -> bool:
    """The main author of one is an author of the other."""
    return (bool(a.author_key) and a.author_key in _people(b)) or (bool(b.author_key) and b.author_key in _people(a))


def are_alike(title_a: str, title_b: str) -> bool:
    """Whether two folded titles may be one title mended: the same numbers, and most words in common."""
    if title_a == title_b:
        return True
    words_a, words_b = without_tones(title_a).split(), without_tones(title_b).split()
    if sorted(filter(_is_number, words_a)) != sorted(filter(_is_number, words_b)):
        return False
    common = sum(min(words_a.count(word), words_b.count(word)) for word in set(words_a))
    return 2 * common >= ALIKE_FROM * (len(words_a) + len(words_b))


def filler_refs(table: pd.DataFrame) -> frozenset[Ref]:
    """The portal refs that stand, in their union, on three or more titles of which none is alike another.

    table: the records of current rows (contract §3).
    """
    titled = table[(table["portal_key"] != "") & table["is_title_sound"]]
    titles: dict[Ref, set[str]] = {}
    for unit_code, ref, title in titled[["unit_code", "portal_key", "title_key"]].itertuples(index=False, name=None):
        titles.setdefault((unit_code, ref), set()).add(title)
    return frozenset(ref for ref, found in titles.items() if len(_different(sorted(found))) >= SHARED_REF_FROM)


def is_filler(table: pd.DataFrame, fillers: frozenset[Ref]) -> "pd.Series[bool]":
    """By row or record (unit_code, portal_key): whether its portal ref is a filler."""
    refs = zip(table["unit_code"], table["portal_key"], strict=True)
    return pd.Series([ref in fillers for ref in refs], index=table.index, dtype="bool")


def cluster(table: pd.DataFrame, pairs: pd.DataFrame, eligible: Collection[int]) -> pd.Series:
    """By record (without fillers, as `link` takes them): the number of its cluster, a record_id of it.

    eligible: the records of rows that would be counted or pending. Among them `same` pairs join, but never two portal
    refs; pairs are taken in the order of record_id, so the result does not depend on file order. Any other record
    joins the cluster it has a `same` in, and joins no two clusters.
    """
    same = pairs.loc[pairs["state"] == SAME, ["record_a", "record_b"]]
    refs = table["portal_key"].to_dict()
    members: dict[int, list[int]] = {record_id: [record_id] for record_id in sorted(eligible)}
    leader: dict[int, int] = {record_id: record_id for record_id in members}
    outside: dict[int, int] = {}
    for a, b in zip(same["record_a"].tolist(), same["record_b"].tolist(), strict=True):
        if a in leader and b in leader:
            first, second = sorted((leader[a], leader[b]))
            held = {refs[record_id] for record_id in members[first] + members[second]} - {""}
            if first != second and len(held) <= 1:
                moving = members.pop(second)
                members[first] += moving
                leader.update(dict.fromkeys(moving, first))
        elif a in leader or b in leader:
            inner, outer = (a, b) if a in leader else (b, a)
            outside.setdefault(outer, inner)
    joined = {**{outer: leader[inner] for outer, inner in outside.items()}, **leader}
    record_ids = table.index.tolist()
    return pd.Series([joined.get(record_id, record_id) for record_id in record_ids], index=table.index, dtype="int64")


def _people(record: Record) -> list[str]:
    return [record.author_key, *record.co_author_keys.split("; ")]


def _people_key(text: str) -> str:
    names = (name for part in text.split(";") for name in split_people(part))
    return "; ".join(fold(split_share(name)[0]) for name in names)


def _is_number(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _different(titles: Iterable[str]) -> list[str]:
    """Titles of which none is alike another."""
    kept: list[str] = []
    for title in titles:
        if not any(are_alike(title, other) for other in kept):
            kept.append(title)
    return kept


def _candidates(table: pd.DataFrame) -> Iterator[tuple[int, int]]:
    """Pairs worth a decision, each once and in order.

    One title in one union, by one person or with one summary; or one portal ref.
    """
    titled = table[table["title_key"] != ""]
    names = (titled["author_key"] + "; " + titled["co_author_keys"]).str.split("; ")
    by_person = titled.assign(person=names).explode("person")
    blocks = [
        *_blocks(titled, ["unit_code", "title_key"]),
        *_blocks(by_person[by_person["person"] != ""], ["title_key", "person"]),
        *_blocks(titled[titled["summary_key"] != ""], ["title_key", "summary_key"]),
        *_blocks(table[table["portal_key"] != ""], ["portal_key"]),
    ]
    yield from sorted({pair for block in blocks for pair in combinations(block, 2)})


def _blocks(table: pd.DataFrame, keys: list[str]) -> Iterator[list[int]]:
    """The record_ids that share the keys, sorted, where at least two do."""
    repeated = table[table.duplicated(keys, keep=False)]
    for _, block in repeated.groupby(keys, sort=False):
        yield sorted(set(block.index.tolist()))
