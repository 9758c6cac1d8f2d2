"""Lays the submissions of a union over one another: a later file supersedes what it carries, the rest stays."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from schemas import initiative

NONE = -1

Partners = Mapping[int, Sequence[int]]


class _Row(NamedTuple):
    unit_code: str
    order: int
    row: int
    row_id: int
    record_id: int
    title_key: str
    portal_key: str
    is_rejected: bool
    is_withdrawn: bool


@dataclass
class _Sent:
    """What a union has sent so far. standing, gone: by record. matched, superseded_by: by row_id.

    beside: a Rút → the row of the same file that carries the initiative.
    """

    standing: dict[int, list[_Row]] = field(default_factory=lambda: defaultdict(list))
    gone: dict[int, list[_Row]] = field(default_factory=lambda: defaultdict(list))
    matched: dict[int, list[_Row]] = field(default_factory=dict)
    superseded_by: dict[int, _Row] = field(default_factory=dict)
    beside: dict[int, _Row] = field(default_factory=dict)


def merge(rows: pd.DataFrame, same: pd.DataFrame) -> pd.DataFrame:
    """For each row, what its union's submissions make of it (contract §3, Resubmission).

    rows: unit_code, order (place of its submission by Ngày báo cáo, time of receipt, SHA-256), row, record_id,
    title_key, portal_key, is_rejected, stage, report_on; index row_id. same: pairs of records (record_a, record_b) that
    are one.
    Returns, by row_id: last_id (the last row of its chain; NONE where the row itself stands), is_superseded,
    superseded_order (Int64), is_taken_away (that last row is a Rút), former_id (the sound row it superseded last, or
    NONE), is_revived (it superseded a Rút), is_matched (its union had sent it before), is_joining
    (it superseded rows of several portal refs), beside_row (Int64: for a Rút,
    the row of the same file that carries the initiative), first_reported_on (the earliest Ngày báo cáo of the
    submissions that carried the initiative, rejected rows too, Rút not).
    """
    partners = _partners(same)
    is_withdrawn = rows["stage"] == initiative.STAGE_WITHDRAWN
    may_match = rows["record_id"].duplicated(keep=False) | rows["record_id"].isin(partners.keys())
    table = rows.assign(is_withdrawn=is_withdrawn, row_id=rows.index).rename_axis(None)[may_match.to_numpy()]
    table = table.sort_values(["unit_code", "order", "row", "row_id"], kind="stable")[list(_Row._fields)]
    sent = [
        _lay(list(unit_rows), partners)
        for _, unit_rows in groupby(
            map(_Row._make, table.itertuples(index=False, name=None)), key=lambda row: row.unit_code
        )
    ]
    return _written(rows, sent, rows["report_on"].where(~is_withdrawn))


def _partners(same: pd.DataFrame) -> Partners:
    partners: dict[int, list[int]] = defaultdict(list)
    for a, b in zip(same["record_a"].tolist(), same["record_b"].tolist(), strict=True):
        partners[a].append(b)
        partners[b].append(a)
    return dict(partners)


def _lay(rows: Sequence[_Row], partners: Partners) -> _Sent:
    """One union's rows, by submission and row, laid over one another."""
    sent = _Sent()
    for _, submission in groupby(rows, key=lambda row: row.order):
        arrived = list(submission)
        for row in arrived:  # first all are matched, so that rows of one file never supersede each other
            sent.matched[row.row_id] = _narrowed(row, _candidates(row, sent, partners))
        for row in sorted(arrived, key=lambda row: (row.is_withdrawn, row.row)):
            if not row.is_rejected:
                for former in sent.matched[row.row_id]:
                    _supersede(former, row, sent)
        for row in arrived:
            sent.standing[row.record_id].append(row)
            if row.is_withdrawn:
                carrying = [other for other in arrived if not other.is_withdrawn and _is_same(row, other, partners)]
                if carrying:
                    sent.beside[row.row_id] = carrying[0]
    return sent


def _is_same(row: _Row, other: _Row, partners: Partners) -> bool:
    return row.record_id == other.record_id or other.record_id in partners.get(row.record_id, ())


def _candidates(row: _Row, sent: _Sent, partners: Partners) -> list[_Row]:
    """The standing rows that this row is one with, else the last of the chains it is one with.

    Of what stands no more only sound rows lead on: a Rút or an empty title is alike to any, and would join strangers.
    """
    records = (row.record_id, *partners.get(row.record_id, ()))
    found = [other for record in records for other in sent.standing.get(record, ())]
    if not found:
        gone = [other for record in records for other in sent.gone.get(record, ())]
        found = [_last(other, sent) for other in gone if not (other.is_withdrawn or other.is_rejected)]
    return list({other.row_id: other for other in found}.values())


def _narrowed(row: _Row, found: Sequence[_Row]) -> list[_Row]:
    """A Rút that names a title takes away that title, not all that share its portal ref."""
    named = [other for other in found if other.title_key and other.title_key == row.title_key]
    return named if row.is_withdrawn and named else list(found)


def _supersede(former: _Row, row: _Row, sent: _Sent) -> None:
    if former.row_id not in sent.superseded_by:
        sent.superseded_by[former.row_id] = row
        sent.standing[former.record_id].remove(former)
        sent.gone[former.record_id].append(former)


def _last(row: _Row, sent: _Sent) -> _Row:
    while row.row_id in sent.superseded_by:
        row = sent.superseded_by[row.row_id]
    return row


def _written(rows: pd.DataFrame, sent: Iterable[_Sent], own_day: pd.Series) -> pd.DataFrame:
    """The chains as columns, by row_id."""
    last: dict[int, _Row] = {}
    superseder: dict[int, _Row] = {}
    former: dict[int, int] = {}
    beside: dict[int, int] = {}
    revived: set[int] = set()
    matched: set[int] = set()
    joining: set[int] = set()
    first_on = own_day.dropna().to_dict()
    for union in sent:
        superseder |= union.superseded_by
        last |= {row_id: _last(row, union) for row_id, row in union.superseded_by.items()}
        beside |= {row_id: other.row for row_id, other in union.beside.items()}
        for row_id, found in union.matched.items():  # in the order of submission: what was matched is known already
            if not found:
                continue
            matched.add(row_id)
            days = [first_on[known] for known in (row_id, *(other.row_id for other in found)) if known in first_on]
            if days:
                first_on[row_id] = min(days)
            sound = [other for other in found if not other.is_rejected]
            carried = [other for other in sound if not other.is_withdrawn]
            if carried:
                former[row_id] = max(carried, key=lambda other: (other.order, other.row)).row_id
            if len(sound) > len(carried):
                revived.add(row_id)
            if len({other.portal_key for other in carried} - {""}) > 1:
                joining.add(row_id)
    ids = rows.index.to_series()
    standing = (rows["stage"] != initiative.STAGE_WITHDRAWN) & ~rows["is_rejected"]
    return pd.DataFrame(
        {
            "last_id": ids.map({row_id: row.row_id for row_id, row in last.items()}).fillna(NONE).astype("int64"),
            "is_superseded": ids.isin(superseder.keys()),
            "superseded_order": ids.map({row_id: row.order for row_id, row in superseder.items()}).astype("Int64"),
            "is_taken_away": ids.isin({row_id for row_id, row in last.items() if row.is_withdrawn}),
            "former_id": ids.map(former).fillna(NONE).astype("int64"),
            "is_revived": ids.isin(revived) & standing,
            "is_matched": ids.isin(matched),
            "is_joining": ids.isin(joining) & standing,
            "beside_row": ids.map(beside).astype("Int64"),
            "first_reported_on": ids.map(first_on).astype("datetime64[s]"),
        },
        index=rows.index,
    )
