"""What `run` decides about rows: the one place where the bench calls the stages."""

from typing import Any

import pandas as pd

from pipeline.stages import link

Decisions = tuple[pd.Series, pd.DataFrame]


def decide(rows: pd.DataFrame) -> Decisions:
    """All rows against each other, normalising included.

    rows: as `bench.labelled.texts` makes them: index row_id, no nulls.
    Returns row_id → cluster, and the pairs a clerk is shown: row_a, row_b, one row standing for each cluster.
    """
    said = link.keys(rows.assign(portal_ref=""))
    table, record_of = link.records(said.assign(unit_code=rows["unit_code"], is_title_sound=rows["title"] != ""))
    found = link.link(table)
    cluster_of = link.cluster(table, found, set(table.index.tolist()))
    asked = found.loc[found["state"] == link.REVIEW, ["record_a", "record_b"]]
    clusters = record_of.map(cluster_of)
    standing = pd.Series(clusters.index, index=clusters.to_numpy()).groupby(level=0).min()
    ends = pd.DataFrame(
        {
            "row_a": asked["record_a"].map(cluster_of).map(standing),
            "row_b": asked["record_b"].map(cluster_of).map(standing),
        }
    )
    review = ends[ends["row_a"] != ends["row_b"]].drop_duplicates(ignore_index=True)
    return clusters, review


def remembered(known: pd.DataFrame) -> Any:
    """What an earlier run over the known rows has left behind for the next one; making it is not timed."""
    return known


def decide_new(known: Any, new: pd.DataFrame) -> Decisions | None:
    """New rows against what is remembered of known ones: the decisions on all rows, as `decide` returns them.

    known: as `remembered` makes it. new: as `decide` takes them. None: there is no such form of the stages yet.
    """
    del known, new
    return None
