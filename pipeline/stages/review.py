"""The review of suspected duplicates: which pairs a person is shown, why, in what order, and what was answered."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

from pipeline.history import DISTINCT, SAME, UNDONE, UNKNOWN

# said: the pairs of codes whose words make the verdict, a line each, a tab between the two.
REVIEW_COLUMNS = [
    "row_a", "row_b", "code_a", "code_b", "group", "reasons", "details", "verdict", "judged_by", "judged_at", "note",
    "workbook", "said",
]  # fmt: skip
PAIR_COLUMNS = ["record_a", "record_b", "is_same", "reasons", "details"]
OPEN = ("", UNKNOWN)
_CURRENT = ("counted", "pending", "duplicate")


class _Row(NamedTuple):
    """A current row. people: its authors, folded."""

    row_id: int
    record_id: int
    cluster: int
    rule_cluster: int
    code: str
    unit_code: str
    author: str
    people: frozenset[str]
    fate: str
    related_id: int


class _Word(NamedTuple):
    code_a: str
    code_b: str
    verdict: str
    judged_by: str
    judged_at: str
    note: str
    workbook: str
    said_a: str
    said_b: str

    @property
    def said(self) -> str:
        return f"{self.said_a}\t{self.said_b}"


class _Why(NamedTuple):
    reasons: str = ""
    details: str = ""


@dataclass
class _Scene:
    """What is looked up again and again.

    of_record: its current rows. of_code, head: the row that stands, by code and by cluster. why: of two records.
    """

    of_record: dict[int, list[_Row]] = field(default_factory=lambda: defaultdict(list))
    of_code: dict[str, _Row] = field(default_factory=dict)
    head: dict[int, _Row] = field(default_factory=dict)
    why: dict[tuple[int, int], _Why] = field(default_factory=dict)

    def reason(self, one: _Row, other: _Row) -> _Why:
        pair = (min(one.record_id, other.record_id), max(one.record_id, other.record_id))
        return self.why.get(pair, _Why())


class _Line(NamedTuple):
    a: _Row
    b: _Row
    why: _Why
    verdict: str
    words: Sequence[_Word]

    @property
    def is_open(self) -> bool:
        return self.verdict in OPEN

    @property
    def at_stake(self) -> int:
        """0 where the number counted hangs on the answer, 1 where one of the two counts, 2 where none does."""
        return 2 - sum(row.fate == "counted" for row in (self.a, self.b))

    @property
    def kind(self) -> int:
        """0 one union and one author, 1 one union, 2 two unions."""
        if self.a.unit_code != self.b.unit_code:
            return 2
        shares_author = self.a.author in self.b.people or self.b.author in self.a.people
        return 0 if shares_author else 1

    @property
    def codes(self) -> tuple[tuple[int, str], tuple[int, str]]:
        return _age(self.a.code), _age(self.b.code)


def lines(pairs: pd.DataFrame, rows: pd.DataFrame, words: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The pairs a person is asked about or has answered, worst group first; and those called one automatically.

    pairs: PAIR_COLUMNS; is_same: called one by the rule, else in review. rows: record_id, cluster, rule_cluster (as
    without the clerk's “same”), initiative_code, unit_code, author_key, co_author_keys, fate, related_id; index row_id.
    words: of stages.judgements.
    Both REVIEW_COLUMNS, each pair of clusters once; code_a is the older or the one that stands. verdict: "" or unknown
    for an open one, else same or distinct. group from 1 on; 0 for the automatic ones.
    """
    scene = _scene(pairs, _concerned(pairs, rows, words))
    said = [_Word(*line) for line in words[list(_Word._fields)].itertuples(index=False, name=None)]
    judged = [line for word in said if word.verdict == SAME for line in _judged_same(word, scene)]
    asked = [*_asked(pairs, said, scene), *(line for line in judged if line.a.rule_cluster != line.b.rule_cluster)]
    return _table(_grouped(asked)), _table((0, line) for line in _automatic(said, scene))


def summary(review: pd.DataFrame) -> dict[str, int]:
    """How many lines are open, how many decided."""
    is_open = review["verdict"].isin(OPEN)
    return {"open": int(is_open.sum()), "decided": int((~is_open).sum())}


def _concerned(pairs: pd.DataFrame, rows: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """The current rows of every cluster that has a part in a pair, a word or a duplicate: few of many."""
    current = rows[rows["fate"].isin(_CURRENT) & (rows["initiative_code"] != "")]
    met = {*pairs["record_a"].tolist(), *pairs["record_b"].tolist()}
    said = {*words["code_a"].tolist(), *words["code_b"].tolist()}
    has_part = current["record_id"].isin(met) | current["initiative_code"].isin(said) | (current["fate"] == "duplicate")
    return current[current["cluster"].isin(current.loc[has_part, "cluster"].unique())]


def _scene(pairs: pd.DataFrame, current: pd.DataFrame) -> _Scene:
    scene = _Scene()
    people = (current["author_key"] + "; " + current["co_author_keys"]).str.split("; ")
    told = zip(
        current.index.tolist(),
        *(current[name].tolist() for name in ("record_id", "cluster", "rule_cluster", "initiative_code", "unit_code",
                                              "author_key")),
        people.tolist(),
        *(current[name].tolist() for name in ("fate", "related_id")),
        strict=True,
    )  # fmt: skip
    for *start, names, fate, related_id in told:
        row = _Row._make((*start, frozenset(names) - {""}, fate, related_id))
        scene.of_record[row.record_id].append(row)
        known = scene.of_code.get(row.code)
        if known is None or (known.fate == "duplicate" and fate != "duplicate"):
            scene.of_code[row.code] = row
        if fate != "duplicate":
            scene.head.setdefault(row.cluster, row)
    why = zip(*(pairs[name].tolist() for name in ("record_a", "record_b", "reasons", "details")), strict=True)
    scene.why = {(a, b): _Why(reasons, details) for a, b, reasons, details in why}
    return scene


# ---------------------------------------------------------------- lines


def _judged_same(word: _Word, scene: _Scene) -> Iterator[_Line]:
    a, b = scene.of_code.get(word.code_a), scene.of_code.get(word.code_b)
    if a is not None and b is not None:
        if a.fate == "duplicate" and b.fate != "duplicate":
            a, b = b, a
        yield _Line(a, b, scene.reason(a, b), SAME, [word])


def _asked(pairs: pd.DataFrame, said: Iterable[_Word], scene: _Scene) -> Iterator[_Line]:
    """Pairs of clusters that are in review, and those that the rule calls one and the clerk keeps apart."""
    between: dict[tuple[int, int], list[_Word]] = defaultdict(list)
    for word in said:
        a, b = scene.of_code.get(word.code_a), scene.of_code.get(word.code_b)
        if a is not None and b is not None and word.verdict != SAME:
            between[_ends(a, b)].append(word)
    found: dict[tuple[int, int], list[tuple[bool, _Why]]] = defaultdict(list)
    for record_a, record_b, is_same in pairs[["record_a", "record_b", "is_same"]].itertuples(index=False, name=None):
        for a in scene.of_record.get(record_a, ()):
            for b in scene.of_record.get(record_b, ()):
                ends = _ends(a, b)
                if a.cluster == b.cluster or not all(end in scene.head for end in ends):
                    continue
                if is_same and not any(word.verdict == DISTINCT for word in between.get(ends, ())):
                    continue
                stands = {a.row_id, b.row_id} == {scene.head[end].row_id for end in ends}
                found[ends].append((not stands, scene.why[record_a, record_b]))
    for ends, whys in found.items():
        a, b = sorted((scene.head[end] for end in ends), key=lambda row: _age(row.code))
        yield _Line(a, b, min(whys)[1], *_answer(between.get(ends, ())))


def _answer(words: Sequence[_Word]) -> tuple[str, Sequence[_Word]]:
    """The verdict on two clusters by the words between their members, in the order of time, and which make it."""
    apart = [word for word in words if word.verdict == DISTINCT]
    if apart:
        return DISTINCT, apart
    unsure = [word for word in words[-1:] if word.note != UNDONE]
    return (UNKNOWN, unsure) if unsure else ("", ())


def _automatic(said: Iterable[_Word], scene: _Scene) -> Iterator[_Line]:
    """What the rule calls one, under two codes: the row that stands and each other, with what the clerk said of it."""
    of_pair = {(word.code_a, word.code_b): word for word in said}
    by_id = {row.row_id: row for row in (*scene.head.values(), *scene.of_code.values())}
    told = []
    for row in scene.of_code.values():
        stands = by_id.get(row.related_id)
        if row.fate != "duplicate" or stands is None or stands.rule_cluster != row.rule_cluster:
            continue
        older, younger = sorted((stands.code, row.code), key=_age)
        word = of_pair.get((older, younger))
        known = [word] if word is not None and word.note != UNDONE else []
        told.append(_Line(stands, row, scene.reason(stands, row), known[0].verdict if known else "", known))
    return iter(sorted(told, key=lambda line: line.codes))


def _ends(one: _Row, other: _Row) -> tuple[int, int]:
    return min(one.cluster, other.cluster), max(one.cluster, other.cluster)


# ---------------------------------------------------------------- groups


def _grouped(asked: Iterable[_Line]) -> Iterator[tuple[int, _Line]]:
    """The lines with the number of their group: what hangs together, the worst first.

    First groups with an open line; then where the number counted hangs on it; then one union and author, one union, two
    unions; then the larger; then by code.
    """
    groups: list[list[_Line]] = []
    place: dict[int, int] = {}
    for line in sorted(asked, key=lambda line: line.codes):
        known = sorted({place[end] for end in (line.a.cluster, line.b.cluster) if end in place})
        if not known:
            known = [len(groups)]
            groups.append([])
        first, *rest = known
        groups[first].append(line)
        for other in rest:
            groups[first] += groups[other]
            groups[other] = []
        place.update({end: first for end, number in place.items() if number in rest})
        place.update(dict.fromkeys((line.a.cluster, line.b.cluster), first))
    ordered = sorted((group for group in groups if group), key=_badness)
    for number, group in enumerate(ordered, start=1):
        for line in sorted(group, key=lambda line: (line.at_stake, line.kind, line.codes)):
            yield number, line


def _badness(group: Sequence[_Line]) -> tuple[bool, int, int, int, tuple[tuple[int, str], tuple[int, str]]]:
    waiting = [line for line in group if line.is_open]
    told = waiting or group
    worst = min((line.at_stake, line.kind) for line in told)
    return not waiting, *worst, -len(group), min(line.codes for line in group)


def _table(numbered: Iterable[tuple[int, _Line]]) -> pd.DataFrame:
    told = [_cells(group, line) for group, line in numbered]
    table = pd.DataFrame(told, columns=REVIEW_COLUMNS)
    return table.astype({name: "int64" if name in {"row_a", "row_b", "group"} else "str" for name in REVIEW_COLUMNS})


def _cells(group: int, line: _Line) -> Mapping[str, object]:
    last = line.words[-1] if line.words else None
    return {
        "row_a": line.a.row_id, "row_b": line.b.row_id, "code_a": line.a.code, "code_b": line.b.code, "group": group,
        "reasons": line.why.reasons, "details": line.why.details, "verdict": line.verdict,
        "judged_by": last.judged_by if last else "", "judged_at": last.judged_at if last else "",
        "note": last.note if last else "", "workbook": last.workbook if last else "",
        "said": "\n".join(word.said for word in line.words),
    }  # fmt: skip


def _age(code: str) -> tuple[int, str]:
    """Older codes first."""
    return len(code), code
