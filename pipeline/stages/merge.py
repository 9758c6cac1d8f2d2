"""Lays the submissions of a union over one another: a later file supersedes what it carries, the rest stays."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import NamedTuple

import pandas as pd

from pipeline.history import NEW_CODE
from schemas import initiative

NONE = -1

Partners = Mapping[int, Sequence[int]]
Apart = Collection[frozenset[str]]  # pairs of codes that the clerk called two initiatives


class _Row(NamedTuple):
    """is_mute: rejected, or of an excluded submission: it supersedes nothing and carries nothing on.

    stamped_id: the rejected row that it was returned as, NONE for none.
    """

    unit_code: str
    order: int
    row: int
    row_id: int
    record_id: int
    title_key: str
    author_key: str
    portal_key: str
    typed_code: str
    stored_code: str
    stamped_id: int
    is_mute: bool
    is_withdrawn: bool


@dataclass
class _Sent:
    """What a union has sent so far. standing, gone: by record. matched, superseded_by, code: by row_id.

    of_code: the rows that carry a code. beside: a Rút → the row of the same file that carries the initiative. kept: a
    code → the last submission in which a row that may stand has it already. formers: a row → those it superseded.
    laid: the rows of former submissions, by row_id.
    """

    apart: Apart = ()
    standing: dict[int, list[_Row]] = field(default_factory=lambda: defaultdict(list))
    gone: dict[int, list[_Row]] = field(default_factory=lambda: defaultdict(list))
    matched: dict[int, list[_Row]] = field(default_factory=dict)
    superseded_by: dict[int, _Row] = field(default_factory=dict)
    code: dict[int, str] = field(default_factory=dict)
    of_code: dict[str, list[_Row]] = field(default_factory=lambda: defaultdict(list))
    beside: dict[int, _Row] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    laid: dict[int, _Row] = field(default_factory=dict)
    formers: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def give(self, row: _Row, code: str) -> None:
        self.code[row.row_id] = code
        if code:
            self.of_code[code].append(row)


def merge(rows: pd.DataFrame, same: pd.DataFrame, apart: Apart = ()) -> pd.DataFrame:
    """For each row, what its union's submissions make of it (contract §3, Resubmission), and the code it carries.

    rows: unit_code, order (place of its submission by Ngày báo cáo, time of receipt, SHA-256), row, record_id,
    title_key, author_key, portal_key, typed_code, stored_code (stages.codes), stamped_id (stages.stamps), is_mute,
    is_excluded, stage, report_on; index row_id.
    same: pairs of records (record_a, record_b) that are one. apart: what no row may join.
    Returns, by row_id: last_id (the last row of its chain; NONE where the row itself stands), is_superseded,
    superseded_order (Int64), is_taken_away (that last row is a Rút), former_id (the sound row it superseded last, or
    NONE), is_revived (it superseded a Rút), is_matched (its union had sent it before), is_sent_again (a later row of
    its union carries it, rejected or not), is_joining (it superseded rows of several portal refs), beside_row (Int64:
    for a Rút, the row of the same file that carries the initiative), first_reported_on (the earliest Ngày báo cáo of
    the submissions that carried the initiative, rejected rows too, Rút and excluded ones not), code (a known code, ""
    for none, or NEW_CODE with the row_id of the row that founds a new one).
    """
    partners = _partners(same)
    is_withdrawn = rows["stage"] == initiative.STAGE_WITHDRAWN
    codes = rows["stored_code"].mask(rows["typed_code"] != "", rows["typed_code"])
    may_match = (
        rows["record_id"].duplicated(keep=False)
        | rows["record_id"].isin(partners.keys())
        | ((codes != "") & codes.duplicated(keep=False))
        | (rows["stamped_id"] != NONE)
        | rows.index.isin(rows["stamped_id"])
    )
    table = rows.assign(is_withdrawn=is_withdrawn, row_id=rows.index).rename_axis(None)[may_match.to_numpy()]
    table = table.sort_values(["unit_code", "order", "row", "row_id"], kind="stable")[list(_Row._fields)]
    by_unit = groupby(map(_Row._make, table.itertuples(index=False, name=None)), key=lambda row: row.unit_code)
    sent = [_lay(list(unit_rows), partners, apart) for _, unit_rows in by_unit]
    may_found = (codes == "") & ~rows["is_mute"] & ~is_withdrawn
    alone = codes.mask(may_found, NEW_CODE + rows.index.to_series().astype("str"))
    return _written(rows, sent, rows["report_on"].where(~is_withdrawn & ~rows["is_excluded"]), alone)


def _partners(same: pd.DataFrame) -> Partners:
    partners: dict[int, list[int]] = defaultdict(list)
    for a, b in zip(same["record_a"].tolist(), same["record_b"].tolist(), strict=True):
        partners[a].append(b)
        partners[b].append(a)
    return dict(partners)


def _lay(rows: Sequence[_Row], partners: Partners, apart: Apart) -> _Sent:
    """One union's rows, by submission and row, laid over one another."""
    sent = _Sent(apart)
    for row in rows:
        if _may_stand(row):
            sent.kept[row.typed_code or row.stored_code] = row.order
    for _, submission in groupby(rows, key=lambda row: row.order):
        arrived = list(submission)
        said = {row.typed_code for row in arrived}
        for row in arrived:  # first all are matched, so that rows of one file never supersede each other
            named = [] if row.typed_code or row.stored_code in said else _named(row, sent)
            found = [*_narrowed(row, _candidates(row, sent, partners, named)), *_stamped(row, sent)]
            found = list({other.row_id: other for other in found}.values())
            sent.matched[row.row_id] = _kept_apart(row, found, sent) if apart else found
        _give_codes(arrived, sent, partners)
        laid = [(former, row) for row in arrived if not row.is_mute for former in sent.matched[row.row_id]]
        for former, row in sorted(laid, key=lambda pair: _claim(pair[0], pair[1], sent)):
            _supersede(former, row, sent)
        for row in arrived:
            sent.laid[row.row_id] = row
            sent.standing[row.record_id].append(row)
            if row.is_withdrawn:
                carrying = (
                    other for other in arrived if not other.is_withdrawn and _carries(row, other, sent, partners)
                )
                sent.beside.update((row.row_id, other) for other in islice(carrying, 1))
    return sent


def _carries(withdrawal: _Row, other: _Row, sent: _Sent, partners: Partners) -> bool:
    """Whether a row carries what the Rút takes away: a Rút may say nothing but the code."""
    code = sent.code[withdrawal.row_id]
    return _is_same(withdrawal, other, partners) or (code != "" and code == sent.code[other.row_id])


def _is_same(row: _Row, other: _Row, partners: Partners) -> bool:
    return row.record_id == other.record_id or other.record_id in partners.get(row.record_id, ())


def _candidates(row: _Row, sent: _Sent, partners: Partners, named: Iterable[_Row]) -> list[_Row]:
    """The standing rows that this row is one with, else the last of the chains it is one with; by its code first.

    named: those that it goes on from by the union's word.

    Of what stands no more only sound rows lead on: a Rút or an empty title is alike to any, and would join strangers.
    """
    coded = sent.of_code.get(row.typed_code, []) if row.typed_code else []
    if coded:
        standing = [other for other in coded if other.row_id not in sent.superseded_by]
        found = standing or [_last(other, sent) for other in coded]
        return list({other.row_id: other for other in found}.values())
    records = (row.record_id, *partners.get(row.record_id, ()))
    found = [*named, *(other for record in records for other in sent.standing.get(record, ()))]
    if not found:
        gone = [other for record in records for other in sent.gone.get(record, ())]
        found = [_last(other, sent) for other in gone if not (other.is_withdrawn or other.is_mute)]
    return list({other.row_id: other for other in found}.values())


def _named(row: _Row, sent: _Sent) -> list[_Row]:
    """The standing rows to which the union gave the code that the row has already: a mended title that arrived late."""
    if not _may_stand(row):
        return []
    carrying = sent.of_code.get(row.stored_code, ())
    if not any(other.typed_code for other in carrying):
        return []
    named = (_last(other, sent) for other in carrying)
    return [other for other in named if _may_stand(other) and sent.code[other.row_id] == row.stored_code]


def _stamped(row: _Row, sent: _Sent) -> list[_Row]:
    """The rejected rows that a row of a returned workbook carries again: the one it was, and what that one was."""
    found: dict[int, _Row] = {}
    while row.stamped_id in sent.laid and row.stamped_id not in found:
        row = sent.laid[row.stamped_id]
        found[row.row_id] = row
    return [other for other in found.values() if other.row_id not in sent.superseded_by]


def _narrowed(row: _Row, found: Sequence[_Row]) -> list[_Row]:
    """A Rút that names a title takes away that title, not all that share its portal ref."""
    named = [other for other in found if other.title_key and other.title_key == row.title_key]
    return named if row.is_withdrawn and named else list(found)


def _kept_apart(row: _Row, found: Sequence[_Row], sent: _Sent) -> list[_Row]:
    """Without what the clerk keeps apart from the rest: its own code leads, then what says the same, the older."""
    own = row.typed_code or row.stored_code

    def rank(other: _Row) -> tuple[bool, bool, tuple[bool, int, int, str]]:
        code = sent.code[other.row_id]
        return own != code, other.record_id != row.record_id, _age(code, sent)

    ranked = sorted(found, key=rank)
    codes = {own}
    kept = set()
    for other in ranked:
        theirs = _stood_for(other, sent)
        if not any(frozenset((one, two)) in sent.apart for one in codes - theirs for two in theirs - codes):
            codes |= theirs
            kept.add(other.row_id)
    return [other for other in found if other.row_id in kept]


def _stood_for(row: _Row, sent: _Sent) -> set[str]:
    """The codes of a row and of all that led to it."""
    codes, waiting = set[str](), [row.row_id]
    while waiting:
        row_id = waiting.pop()
        codes.add(sent.code[row_id])
        waiting += sent.formers.get(row_id, ())
    return codes


def _give_codes(arrived: Sequence[_Row], sent: _Sent, partners: Partners) -> None:
    """The code of each row of one submission: the one it names, the one it had, that of what it goes on from, or a new.

    Rows under one code are one initiative, so no code is given to a row beside another standing row that carries it,
    unless that row goes on from it or says the very same. What never stands keeps what it had, and takes it from none.
    """
    here: dict[str, list[_Row]] = defaultdict(list)
    waiting = []
    for row in arrived:
        code = row.typed_code
        if not code and row.stored_code and (not _may_stand(row) or _is_free(row.stored_code, row, sent, here)):
            code = row.stored_code
        if code:
            _give(row, code, sent)
            here[code].append(row)
        else:
            waiting.append(row)
    # What founds no code comes last, so that it finds its twin's in this run already, not only in the next.
    for row in sorted(waiting, key=lambda row: not _may_stand(row)):
        code = _inherited(row, sent, partners, here)
        if not code and _may_stand(row):
            code = f"{NEW_CODE}{row.row_id}"
        sent.give(row, code)
        if code:
            here[code].append(row)


def _may_stand(row: _Row) -> bool:
    return not (row.is_mute or row.is_withdrawn)


def _give(row: _Row, code: str, sent: _Sent) -> None:
    """A row that was sent earlier but learnt of later takes the code of the first that goes on from it."""
    if not sent.of_code[code]:
        labels = (sent.code[other.row_id] for other in sent.matched[row.row_id] if not other.stored_code)
        label = next((label for label in labels if label.startswith(NEW_CODE)), None)
        if label is not None:
            _rename(label, code, sent)
    sent.give(row, code)


def _rename(label: str, code: str, sent: _Sent) -> None:
    for row in sent.of_code.pop(label):
        sent.give(row, code)


def _is_free(code: str, row: _Row, sent: _Sent, here: Mapping[str, list[_Row]]) -> bool:
    """Whether no other standing row carries the code but those the row goes on from, or its twin in the same file."""
    beside = (other for other in here.get(code, ()) if _may_stand(other) or not _may_stand(row))
    if not all(_are_twins(other, row) for other in beside):
        return False
    going_on = {other.row_id for other in sent.matched[row.row_id]}
    return not _may_stand(row) or all(
        other.row_id in going_on or other.row_id in sent.superseded_by or not _may_stand(other)
        for other in sent.of_code.get(code, ())
        if other.order != row.order
    )


def _are_twins(row: _Row, other: _Row) -> bool:
    """Rows of one file that say the very same, so that no rule can ever call them two initiatives."""
    return (row.title_key, row.author_key, row.portal_key) == (other.title_key, other.author_key, other.portal_key)


def _inherited(row: _Row, sent: _Sent, partners: Partners, here: Mapping[str, list[_Row]]) -> str:
    """The code of a twin, else the oldest of what the row goes on from.

    Where none of that has the row's portal ref but something sent before has, the row goes on from that by its ref.
    """
    twins = [code for code, rows in here.items() if row.title_key and any(_are_twins(row, other) for other in rows)]
    if twins:
        return twins[0]
    records = (row.record_id, *partners.get(row.record_id, ()))
    known = [*sent.matched[row.row_id]]
    known += [other for record in records for other in (*sent.standing.get(record, ()), *sent.gone.get(record, ()))]
    going_on = {other.row_id for other in sent.matched[row.row_id]}
    wanted = row.portal_key if row.portal_key not in {other.portal_key for other in sent.matched[row.row_id]} else ""
    ranked = sorted(
        known,
        key=lambda other: (
            not (wanted and other.portal_key == wanted),
            other.row_id not in going_on,
            _age(sent.code[other.row_id], sent),
        ),
    )
    codes = (sent.code[other.row_id] for other in ranked if _leaves(other, row, sent, going_on))
    return next((code for code in codes if code and _is_free(code, row, sent, here)), "")


def _leaves(other: _Row, row: _Row, sent: _Sent, going_on: Collection[int]) -> bool:
    """Whether a row may take the code of another. What is alike to any leaves none that a later sound row has."""
    if row.is_withdrawn:
        return other.row_id in going_on
    return _may_stand(other) or sent.kept.get(sent.code[other.row_id], NONE) <= row.order


def _age(code: str, sent: _Sent) -> tuple[bool, int, int, str]:
    """Older codes first, then those that are new in this run."""
    if code.startswith(NEW_CODE):
        founder = sent.of_code[code][0]
        return True, founder.order, founder.row, ""
    return False, len(code), 0, code


def _claim(former: _Row, row: _Row, sent: _Sent) -> tuple[bool, bool, int]:
    """Of several rows of a file that go on from one: a Rút comes last, the row under its code first, then the upper."""
    return row.is_withdrawn, sent.code[former.row_id] != sent.code[row.row_id], row.row


def _supersede(former: _Row, row: _Row, sent: _Sent) -> None:
    if former.row_id not in sent.superseded_by:
        sent.superseded_by[former.row_id] = row
        sent.formers[row.row_id].append(former.row_id)
        if not sent.code[former.row_id]:
            sent.give(former, sent.code[row.row_id])
        sent.standing[former.record_id].remove(former)
        sent.gone[former.record_id].append(former)


def _last(row: _Row, sent: _Sent) -> _Row:
    while row.row_id in sent.superseded_by:
        row = sent.superseded_by[row.row_id]
    return row


def _written(rows: pd.DataFrame, sent: Iterable[_Sent], own_day: pd.Series, alone: pd.Series) -> pd.DataFrame:
    """The chains as columns, by row_id. alone: the code of a row that no other is one with."""
    code = dict(zip(alone.index.tolist(), alone.tolist(), strict=True))
    last: dict[int, _Row] = {}
    superseder: dict[int, _Row] = {}
    former: dict[int, int] = {}
    beside: dict[int, int] = {}
    revived, matched, joining, again = (set[int]() for _ in range(4))
    excluded = set(rows.index[rows["is_excluded"]])
    first_on = own_day.dropna().to_dict()
    for union in sent:
        code |= union.code
        superseder |= union.superseded_by
        last |= {row_id: _last(row, union) for row_id, row in union.superseded_by.items()}
        beside |= {row_id: other.row for row_id, other in union.beside.items()}
        for row_id, found in union.matched.items():  # in the order of submission: what was matched is known already
            if not found:
                continue
            matched.add(row_id)
            if row_id not in excluded:
                again.update(other.row_id for other in found)
            days = [first_on[known] for known in (row_id, *(other.row_id for other in found)) if known in first_on]
            if days:
                first_on[row_id] = min(days)
            sound = [other for other in found if not other.is_mute]
            carried = [other for other in sound if not other.is_withdrawn]
            if carried:
                former[row_id] = max(carried, key=lambda other: (other.order, other.row)).row_id
            if len(sound) > len(carried):
                revived.add(row_id)
            if len({other.portal_key for other in carried} - {""}) > 1:
                joining.add(row_id)
    ids = rows.index.to_series()
    standing = (rows["stage"] != initiative.STAGE_WITHDRAWN) & ~rows["is_mute"]
    return pd.DataFrame(
        {
            "last_id": ids.map({row_id: row.row_id for row_id, row in last.items()}).fillna(NONE).astype("int64"),
            "is_superseded": ids.isin(superseder.keys()),
            "superseded_order": ids.map({row_id: row.order for row_id, row in superseder.items()}).astype("Int64"),
            "is_taken_away": ids.isin({row_id for row_id, row in last.items() if row.is_withdrawn}),
            "former_id": ids.map(former).fillna(NONE).astype("int64"),
            "is_revived": ids.isin(revived) & standing,
            "is_matched": ids.isin(matched),
            "is_sent_again": ids.isin(again),
            "is_joining": ids.isin(joining) & standing,
            "beside_row": ids.map(beside).astype("Int64"),
            "first_reported_on": ids.map(first_on).astype("datetime64[s]"),
            "code": ids.map(code).astype("str"),
        },
        index=rows.index,
    )
