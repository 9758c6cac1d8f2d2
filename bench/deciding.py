"""What `run` decides about rows: the one place where the bench calls the stages."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.history import Linked
from pipeline.stages import link

Decisions = tuple[pd.Series, pd.DataFrame]

_NO_WORDS = pd.DataFrame({"record_a": [], "record_b": [], "verdict": []})


@dataclass(frozen=True)
class Remembered:
    """What a run leaves behind for the next one: the records with their keys, the pairs, the record of each row."""

    records: pd.DataFrame
    linked: Linked
    record_of: pd.Series


def decide(rows: pd.DataFrame) -> Decisions:
    """All rows against each other, normalising included.

    rows: as `bench.labelled.texts` makes them: index row_id, no nulls.
    Returns row_id → cluster, and the pairs a clerk is shown: row_a, row_b, one row standing for each cluster.
    """
    table, record_of = _records(rows)
    return _decisions(table, link.link(table), record_of)


def remembered(known: pd.DataFrame) -> Remembered:
    """What an earlier run over the known rows has left behind for the next one; making it is not timed."""
    table, record_of = _records(known)
    return Remembered(table, Linked(table.index.to_numpy(), link.link(table)), record_of)


def decide_new(known: Remembered, new: pd.DataFrame) -> Decisions:
    """New rows against what is remembered of known ones: the decisions on all rows, as `decide` returns them.

    new: as `decide` takes them.
    """
    fresh, record_of = _records(new)
    is_known = fresh.index.isin(known.linked.record_ids)
    table = pd.concat([known.records, fresh[~is_known]]).sort_index(kind="stable")
    return _decisions(table, link.link(table, known.linked), pd.concat([known.record_of, record_of]))


def _records(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    rows = rows.assign(portal_ref="", is_title_sound=rows["title"] != "")
    return link.records(rows.join(link.keys(rows)))


def _decisions(table: pd.DataFrame, pairs: pd.DataFrame, record_of: pd.Series) -> Decisions:
    cluster_of = link.cluster(table, pairs, table.index.to_numpy(), _NO_WORDS)
    clusters = record_of.map(cluster_of)
    is_asked = pairs["state"].to_numpy(dtype="object") == link.REVIEW
    asked = pd.DataFrame({f"row_{end}": _of_asked(pairs[f"record_{end}"], is_asked, cluster_of) for end in "ab"})
    members = clusters[clusters.isin(asked.to_numpy().ravel())]
    standing = pd.Series(members.index, index=members.to_numpy()).groupby(level=0).min()
    shown = asked[asked["row_a"] != asked["row_b"]].apply(lambda end: end.map(standing))
    return clusters, shown.drop_duplicates(ignore_index=True)


def _of_asked(records: pd.Series, is_asked: npt.NDArray[np.bool_], cluster_of: pd.Series) -> npt.NDArray[np.int64]:
    """The clusters of the records of the pairs that are asked about."""
    return cluster_of.loc[records.to_numpy()[is_asked]].to_numpy()
