"""Decides which rows are one initiative: pairs in three states, then clusters of what is the same (contract §3)."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.history import Linked
from pipeline.likeness import candidates, compare, deciding, flat, person, sketch, title
from pipeline.vietnamese import fold

SAME = "same"
REVIEW = "review"
DISTINCT = "distinct"

share_author = person.share_author

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

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]


class Record(NamedTuple):
    """What a row says of its initiative: rows that say the same are one record.

    is_title_sound: False where the title is empty or rejected or the row is Rút; such a title is alike to any.
    title_form, people_form: as `likeness` reads them. summary: as it is typed; summary_hash: equal where two summaries
    are equal but for what folding takes away.
    """

    unit_code: str
    portal_key: str
    is_title_sound: bool
    title_form: str
    people_form: str
    summary: str
    summary_hash: int
    summary_word_count: int


def keys(rows: pd.DataFrame) -> pd.DataFrame:
    """What rows are compared by, each row by itself, so that it is made once in the life of a row.

    rows: title, author, co_authors, portal_ref, summary. Returns title_key, portal_key (folded), title_form,
    people_form, summary_hash, summary_word_count, said (a hash of all that the row says, folded), the columns of
    `sketch`.
    """
    title_of, titles = flat.numbered(rows["title"].tolist())
    summary_of, summaries = flat.numbered(rows["summary"].tolist())
    title_words, summary_words = flat.folded(titles), flat.folded(summaries)
    title_keys = flat.texts_of(title_words)
    forms, sketches = _forms(titles, title_keys, title_words)
    people_forms, people_hashes = _people(rows)
    portal_of, refs = flat.numbered_column(rows["portal_ref"])
    portal_keys = [fold(ref).replace(" ", "") for ref in refs]
    summary_hashes = flat.hashes(summary_words)[summary_of]
    texts = {
        "title_key": _taken(title_keys, title_of),
        "portal_key": _taken(portal_keys, portal_of),
        "title_form": _taken(forms, title_of),
        "people_form": people_forms,
    }
    of_summaries = sketch.of_summaries(summary_words)[summary_of]
    said = [flat.hashes(title_words)[title_of], *people_hashes, _hashed(portal_keys)[portal_of], summary_hashes]
    numbers = np.column_stack(
        [
            summary_hashes,
            flat.sizes(summary_words)[summary_of],
            _together(said),
            sketches[title_of],
            of_summaries,
        ]
    )
    return pd.DataFrame(texts, index=rows.index, dtype="str").join(
        pd.DataFrame(numbers, columns=["summary_hash", "summary_word_count", "said", *sketch.COLUMNS], index=rows.index)
    )


def _forms(titles: list[str], title_keys: list[str], words: flat.Flat) -> tuple[list[str], Ints]:
    """Of distinct titles the form, and the columns sketch.OF_TITLE."""
    forms, changed = title.forms(titles, title_keys, words)
    sketches = sketch.of_titles(words)
    # Where the form is more than the words as they are, its own words are sketched.
    sketches[changed] = sketch.of_titles(flat.of_folded([title.words_of(forms[at]) for at in changed]))
    return forms, sketches


def _people(rows: pd.DataFrame) -> tuple[Texts, list[Ints]]:
    """All authors of each row, the main one first; hashes of both columns."""
    forms, hashes = [], []
    for column in ("author", "co_authors"):
        places, different = flat.numbered(rows[column].tolist())
        words = flat.folded(different)
        forms.append(_taken(person.forms(different, words), places))
        hashes.append(flat.hashes(words)[places])
    main, others = forms
    has_others = others != ""
    main[has_others] += "; " + others[has_others]
    return main, hashes


def _hashed(keys: list[str]) -> Ints:
    return flat.hashes(flat.of_folded(keys))


def _together(numbers: Iterable[Ints]) -> Ints:
    """One number for several, in their order."""
    found = np.zeros(1, dtype=np.int64)
    for several in numbers:
        found = flat.mixed(found) + several
    return flat.mixed(found)


def _taken(texts: list[str], places: Ints) -> Texts:
    found = np.empty(len(texts), dtype="object")
    found[:] = texts
    taken: Texts = found[places]
    return taken


def records(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """The different things the rows say, and for each row the record it is.

    rows: the fields of Record, `said` and the columns of `sketch`.
    Returns the fields of Record and the columns of `sketch`, index record_id, sorted; and row_id → record_id. The id is
    a hash of the content, so that a record is the same in every run, whatever rows are beside it.
    """
    unit_of, units = flat.numbered_column(rows["unit_code"])
    found = _together(
        [rows["said"].to_numpy(), _hashed(units)[unit_of], rows["is_title_sound"].to_numpy(dtype="int64")]
    )
    ids, firsts = np.unique(found, return_index=True)
    table = rows[[*Record._fields, *sketch.COLUMNS]].take(firsts)
    table.index = pd.Index(ids, name="record_id")
    return table, pd.Series(found, index=rows.index, name="record_id")


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
    is_new = np.ones(len(ids), dtype=np.bool_) if known is None else ~_are_among(ids, known.record_ids)
    found = _decided(table, *candidates.of(table, is_new))
    if known is None:
        return found
    ends = (known.pairs[end].to_numpy() for end in ("record_a", "record_b"))
    stands = np.logical_and(*(_are_among(end, ids) for end in ends))
    both = pd.concat([known.pairs[stands], found], ignore_index=True)
    return both.sort_values(["record_a", "record_b"], kind="stable", ignore_index=True)


def _are_among(values: Ints, ids: Ints) -> Flags:
    """ids: sorted. Many times as fast as np.isin."""
    if not len(ids):
        return np.zeros(len(values), dtype=np.bool_)
    at = np.minimum(np.searchsorted(ids, values), len(ids) - 1)
    found: Flags = ids[at] == values
    return found


def _decided(table: pd.DataFrame, a: Ints, b: Ints) -> pd.DataFrame:
    """The pairs of these places of the table that have anything to do with each other."""
    sketches = sketch.Sketches(table)
    is_close = deciding.Close(sketches.may_be_one(a, b, *candidates.ELSEWHERE), sketches.may_be_alike(a, b))
    # Only records that stand in a pair need be asked about.
    is_in = np.zeros(len(table), dtype=np.bool_)
    is_in[a] = is_in[b] = True
    places = np.cumsum(is_in) - 1
    told = deciding.told(table[list(Record._fields)][is_in], places[a], places[b], is_close)
    ids = table.index.to_numpy()
    found = (ids[a[told.places]], ids[b[told.places]], told.state, told.reasons, told.details, told.is_apart)
    return pd.DataFrame(dict(zip(PAIR_COLUMNS, found, strict=True))).astype(_PAIR_DTYPES)


def decide(a: Record, b: Record) -> tuple[str, str, str, bool]:
    """State, reasons, details and is_apart of one pair, by the table of lookups/pairs.toml; the same either way round.

    The state is "" for two that have nothing to do with each other, which is distinct and told nowhere.
    """
    first, second = np.array([0]), np.array([1])
    told = deciding.told(pd.DataFrame([a, b]), first, second, deciding.Close(np.array([True]), np.array([True])))
    return (told.state[0], told.reasons[0], told.details[0], bool(told.is_apart[0])) if len(told.places) else _NOTHING


# ---------------------------------------------------------------- clusters


def cluster(table: pd.DataFrame, pairs: pd.DataFrame, eligible: Ints, words: pd.DataFrame) -> pd.Series:
    """By record (without fillers, as `link` takes them): the number of its cluster, a record_id of it.

    eligible: the records of rows that would be counted or pending, sorted. words: record_a, record_b, verdict: what
    the clerk said. Among the eligible first those join that the clerk called the same, then `same` pairs, those that
    differ least; but never two portal refs nor two records that are kept apart, by the rule or by the clerk. Any other
    record joins the cluster it has a `same` in, and joins no two clusters. Of pairs that differ alike, the smaller
    portal ref comes first, then the smaller record_id, so file order is nothing.
    """
    ids = table.index.to_numpy()
    told = {verdict: _places(words[words["verdict"] == verdict], ids) for verdict in (SAME, DISTINCT)}
    is_eligible = _are_among(ids, eligible)
    a, b, is_here = _placed(pairs, ids)
    is_apart = is_here & pairs["is_apart"].to_numpy()
    is_same = is_here & (pairs["state"].to_numpy(dtype="object") == SAME)
    apart = a[is_apart], b[is_apart]
    refs = _refs(table)
    same = _in_order(a[is_same], b[is_same], pairs["reasons"].to_numpy()[is_same], refs)
    is_lone = _are_lone(same, np.concatenate([*same, *apart, *told[SAME], *told[DISTINCT]]))
    is_lone &= is_eligible[same[0]] & is_eligible[same[1]]
    groups = _Groups(refs.tolist(), is_eligible.tolist())
    groups.keep_apart(_ends(told[DISTINCT]))
    groups.join(_ends(told[SAME]))  # the clerk's word outranks the rule
    groups.keep_apart(_ends(apart))
    groups.join_lone(_ends(same, is_lone))
    groups.join(_ends(same, ~is_lone), is_by_rule=True)
    return pd.Series(ids[groups.leader], index=table.index, name=table.index.name)


def _refs(table: pd.DataFrame) -> Ints:
    """By record: the place of its portal ref among all of them, sorted; 0 for none."""
    refs, different = pd.factorize(table["portal_key"].to_numpy(dtype="object"), sort=True)
    return refs + np.int64(len(different) > 0 and different[0] != "")


def _in_order(a: Ints, b: Ints, reasons: Texts, refs: Ints) -> tuple[Ints, Ints]:
    """The pairs, those that differ least first, then by the portal ref of either record, then by place."""
    which, different = pd.factorize(reasons)
    count = np.array([several.count(" ") for several in different], dtype=np.int64)[which]
    order = np.lexsort((b, a, np.where(refs[a] > 0, refs[a], refs[b]), count))
    return a[order], b[order]


def _places(pairs: pd.DataFrame, ids: Ints) -> tuple[Ints, Ints]:
    """The places of both records among ids (sorted); what is said of records that are not there is left out."""
    a, b, is_here = _placed(pairs, ids)
    return a[is_here], b[is_here]


def _placed(pairs: pd.DataFrame, ids: Ints) -> tuple[Ints, Ints, Flags]:
    """By pair: the places of both records among ids (sorted), and whether both are there."""
    if not len(ids):
        nowhere = np.zeros(len(pairs), dtype=np.int64)
        return nowhere, nowhere, nowhere != 0
    ends = [pairs[end].to_numpy(dtype="int64") for end in ("record_a", "record_b")]
    a, b = (np.minimum(np.searchsorted(ids, end), len(ids) - 1) for end in ends)
    return a, b, (ids[a] == ends[0]) & (ids[b] == ends[1])


def _are_lone(pairs: tuple[Ints, Ints], told_of: Ints) -> Flags:
    """By pair: whether nothing else is told of either of its records."""
    times = np.bincount(told_of)
    found: Flags = (times[pairs[0]] == 1) & (times[pairs[1]] == 1)
    return found


def _ends(pairs: tuple[Ints, Ints], wanted: Flags | slice = slice(None)) -> Iterable[tuple[int, int]]:
    return zip(pairs[0][wanted].tolist(), pairs[1][wanted].tolist(), strict=True)


class _Groups:
    """Records by their places, joined. leader: by place, the least place of its group."""

    def __init__(self, refs: list[int], is_eligible: list[bool]) -> None:
        self._refs = refs if any(refs) else []
        self._is_eligible = is_eligible
        self._members: dict[int, list[int]] = {}
        self._apart: dict[int, set[int]] = defaultdict(set)
        self.leader = list(range(len(refs)))

    def keep_apart(self, pairs: Iterable[tuple[int, int]]) -> None:
        for a, b in pairs:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def join(self, pairs: Iterable[tuple[int, int]], *, is_by_rule: bool = False) -> None:
        """Joins the groups of each pair in turn where nothing keeps them apart; by the rule two portal refs do too."""
        outside: dict[int, int] = {}
        is_eligible, leader = self._is_eligible, self.leader
        for a, b in pairs:
            if is_eligible[a] and is_eligible[b]:
                first, second = leader[a], leader[b]
                if first != second:
                    self._join(min(first, second), max(first, second), is_by_rule=is_by_rule)
            elif is_eligible[a]:
                outside.setdefault(b, a)
            elif is_eligible[b]:
                outside.setdefault(a, b)
        for outer, inner in outside.items():
            if leader[outer] == outer:
                leader[outer] = leader[inner]

    def join_lone(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Joins by the rule eligible pairs, the lesser first, of which nothing else is told: half of all are such."""
        for a, b in pairs:
            if not self._have_two_refs([a, b]):
                self.leader[b] = a

    def _join(self, first: int, second: int, *, is_by_rule: bool) -> None:
        one, other = self._members.get(first, [first]), self._members.get(second, [second])
        both = [*one, *other]
        if self._are_apart(one, other) or (is_by_rule and self._have_two_refs(both)):
            return
        self._members.pop(second, None)
        self._members[first] = both
        for place in other:
            self.leader[place] = first

    def _are_apart(self, one: list[int], other: list[int]) -> bool:
        told = self._apart.keys() & one
        return bool(told) and any(not self._apart[place].isdisjoint(other) for place in told)

    def _have_two_refs(self, places: list[int]) -> bool:
        return bool(self._refs) and len({self._refs[place] for place in places} - {0}) > 1
