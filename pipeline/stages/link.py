"""Decides which rows are one initiative: pairs in three states, then clusters of what is the same (contract §3)."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.history import Linked
from pipeline.likeness import candidates, compare, person, sketch, title, verdict
from pipeline.likeness.compare import ONE, Likeness
from pipeline.vietnamese import fold, split_people, split_share, without_tones

SAME = "same"
REVIEW = "review"
DISTINCT = "distinct"

# A portal ref of a union: unit_code, folded ref.
Ref = tuple[str, str]

PAIR_COLUMNS = ["record_a", "record_b", "state", "reasons", "details", "is_apart"]

_PAIR_DTYPES = {
    "record_a": "int64", "record_b": "int64", "state": "str", "reasons": "str", "details": "str", "is_apart": "bool",
}  # fmt: skip

_UNNAMED = ""
_NOTHING = (_UNNAMED, "", "", False)

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
    title_keys = _each_once(rows["title"], fold)
    is_numbered = rows["title"].str.contains(title.ORDINAL)
    bare_keys = title_keys.mask(is_numbered, rows["title"][is_numbered].map(title.without_ordinal).map(fold))
    said = pd.DataFrame(
        {
            "title_key": title_keys,
            "author_key": _each_once(rows["author"], fold),
            "co_author_keys": _each_once(rows["co_authors"], _people_key),
            "portal_key": _each_once(rows["portal_ref"], lambda text: fold(text).replace(" ", "")),
            "summary_key": _each_once(rows["summary"], fold),
            "title_form": _each_once(bare_keys, title.form),
            "people_form": _people_forms(rows),
        },
        index=rows.index,
        dtype="str",
    )
    return said.join(sketch.of(said))


def _each_once(texts: pd.Series, key: Callable[[str], str]) -> pd.Series:
    """The key of each text; many rows say the same."""
    places, different = pd.factorize(texts)
    keys = np.array([key(text) for text in different.tolist()], dtype="object")
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
    Returns the fields of Record and the columns of `sketch`, index record_id, sorted; and row_id → record_id. The id is
    a hash of the content, so that a record is the same in every run, whatever rows are beside it.
    """
    fields = list(Record._fields)
    ids = pd.util.hash_pandas_object(rows[fields], index=False).astype("int64").rename("record_id")
    table = rows[[*fields, *sketch.COLUMNS]].set_index(ids)
    return table[~ids.duplicated().to_numpy()].sort_index(), ids


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


def link(table: pd.DataFrame, known: Linked | None = None) -> pd.DataFrame:
    """All pairs of records that are `same`, need `review`, or are `distinct` and keep a cluster apart.

    table: as `records` makes it, without fillers. known: what was compared before; only new records are compared, with
    each other and with the known ones. Returns PAIR_COLUMNS, record_a < record_b, sorted, each pair once: reasons
    (finding codes, separated by spaces), details (a line a code), is_apart (the two may stand in no cluster together).
    A pair's state depends on the two records alone, so what was known before changes nothing but time.
    """
    ids = table.index.to_numpy()
    is_new = np.ones(len(ids), dtype=np.bool_) if known is None else ~np.isin(ids, known.record_ids)
    found = _decided(table, *candidates.of(table, is_new))
    if known is None:
        return found
    stands = np.isin(known.pairs["record_a"], ids) & np.isin(known.pairs["record_b"], ids)
    both = pd.concat([known.pairs[stands], found], ignore_index=True)
    return both.sort_values(["record_a", "record_b"], kind="stable", ignore_index=True)


def _decided(table: pd.DataFrame, a: Ints, b: Ints) -> pd.DataFrame:
    """The pairs of these places of the table that have anything to do with each other."""
    ids = table.index.to_numpy()
    # Of two titles by different people only those that are one but for typing are of interest.
    is_close = sketch.Sketches(table).may_be_one(a, b, *candidates.ELSEWHERE)
    ends = [
        map(Record._make, zip(*(table[field].to_numpy()[places].tolist() for field in Record._fields), strict=True))
        for places in (a, b)
    ]
    pairs = zip(ids[a].tolist(), ids[b].tolist(), is_close.tolist(), *ends, strict=True)
    lines = [
        (first, second, *found)
        for first, second, close, one, other in pairs
        if (close or one.portal_key or share_author(one.people_form, other.people_form))
        and (found := decide(one, other))[0] != _UNNAMED
    ]
    return pd.DataFrame(lines, columns=PAIR_COLUMNS).astype(_PAIR_DTYPES)


def decide(a: Record, b: Record) -> tuple[str, str, str, bool]:
    """State, reasons, details and is_apart of a pair, by the table of lookups/pairs.toml; the same either way round.

    The state is "" for two that have nothing to do with each other, which is distinct and told nowhere.
    """
    is_unit, is_author = a.unit_code == b.unit_code, share_author(a.people_form, b.people_form)
    ref = _ref(a, b)
    is_summary = not (is_unit or is_author) and _are_alike_summaries(a.summary_key, b.summary_key)
    if ref != "same" and (not (is_unit or is_author or is_summary) or not a.title_form or not b.title_form):
        return _NOTHING
    found = Likeness(ONE) if ref == "same" else compare.titles(a.title_form, b.title_form)
    line = verdict.of(
        verdict.Facts(
            is_unit, is_author, found.state, found.never, ref, "other" if found.is_other_year else "", is_summary
        )
    )
    if line is None or (line.state == DISTINCT and not line.apart):
        return _NOTHING
    return line.state, " ".join((line.reason, *found.reasons)), "\n".join(("", *found.details)), line.apart


def _ref(a: Record, b: Record) -> str:
    """The fact `ref` of the table: “same” only on titles that are alike; an unsound title is alike to any."""
    if not a.portal_key or not b.portal_key:
        return ""
    if a.portal_key != b.portal_key:
        return "other"
    is_alike = not (a.is_title_sound and b.is_title_sound) or compare.are_alike(a.title_form, b.title_form)
    return "same" if is_alike else "unlike"


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


def cluster(table: pd.DataFrame, pairs: pd.DataFrame, eligible: Collection[int], words: pd.DataFrame) -> pd.Series:
    """By record (without fillers, as `link` takes them): the number of its cluster, a record_id of it.

    eligible: the records of rows that would be counted or pending. words: record_a, record_b, verdict: the clerk's.
    Among the eligible first those join that the clerk called the same, then `same` pairs, those that differ least first;
    but never two portal refs nor two records that are kept apart, by the rule or by the clerk. Any other record joins
    the cluster it has a `same` in, and joins no two clusters. All in the order of record_id, so file order is nothing.
    """
    told = {verdict: _ends(words[words["verdict"] == verdict]) for verdict in (SAME, DISTINCT)}
    by_rule = pairs[pairs["state"] == SAME]
    by_rule = by_rule.assign(count=by_rule["reasons"].str.count(" ")).sort_values(["count", "record_a", "record_b"])
    groups = _Groups(table["portal_key"], frozenset(eligible))
    groups.keep_apart(told[DISTINCT])
    groups.join(told[SAME])  # the clerk's word outranks the rule
    groups.keep_apart(_ends(pairs[pairs["is_apart"]]))
    groups.join(_ends(by_rule), is_by_rule=True)
    leader = groups.leader
    ids = table.index.to_series()
    return ids.map(leader).fillna(ids).astype("int64") if leader else ids.astype("int64")


def _ends(pairs: pd.DataFrame) -> list[tuple[int, int]]:
    return list(zip(pairs["record_a"].tolist(), pairs["record_b"].tolist(), strict=True))


class _Groups:
    """Records that were joined. leader: record → the least of its group, for those that are in one."""

    def __init__(self, refs: pd.Series, eligible: Collection[int]) -> None:
        self._refs = {record: ref for record, ref in zip(refs.index.tolist(), refs.tolist(), strict=True) if ref}
        self._eligible = eligible
        self._members: dict[int, list[int]] = {}
        self._apart: dict[int, set[int]] = defaultdict(set)
        self.leader: dict[int, int] = {}

    def keep_apart(self, pairs: Iterable[tuple[int, int]]) -> None:
        for a, b in pairs:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def join(self, pairs: Iterable[tuple[int, int]], *, is_by_rule: bool = False) -> None:
        """Joins the groups of each pair in turn, where nothing keeps them apart; by the rule also two portal refs do."""
        outside: dict[int, int] = {}
        for a, b in pairs:
            if a in self._eligible and b in self._eligible:
                self._join(*sorted((self.leader.get(a, a), self.leader.get(b, b))), is_by_rule=is_by_rule)
            elif a in self._eligible or b in self._eligible:
                inner, outer = (a, b) if a in self._eligible else (b, a)
                outside.setdefault(outer, inner)
        for outer, inner in outside.items():
            self.leader.setdefault(outer, self.leader.get(inner, inner))

    def _join(self, first: int, second: int, *, is_by_rule: bool) -> None:
        one, other = self._members.get(first, [first]), self._members.get(second, [second])
        if first == second or any(not self._apart[record].isdisjoint(other) for record in one if record in self._apart):
            return
        if is_by_rule and len({self._refs.get(record, "") for record in (*one, *other)} - {""}) > 1:
            return
        self._members.pop(second, None)
        self._members[first] = [*one, *other]
        self.leader.update(dict.fromkeys(self._members[first], first))
