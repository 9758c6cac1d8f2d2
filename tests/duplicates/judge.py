"""Judges the linking of a labelled set: which pairs of each kind came out `same`, in review or apart."""

import io
from pathlib import Path

import pandas as pd

from pipeline.stages import link

SMALL = Path(__file__).parent / "labelled"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "duplicates"


def small_set() -> tuple[pd.DataFrame, pd.DataFrame]:
    """The set of the repository, as `make_labelled.py` writes it."""
    return (
        pd.read_csv(SMALL / "rows.csv", dtype="str", keep_default_na=False).astype({"row_id": "int64"}),
        pd.read_csv(SMALL / "pairs.csv").astype({"type": "str"}),
    )


def shared_set(name: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A shared set: rows and pairs."""
    from fastparquet import ParquetFile  # only the shared sets are parquet

    rows, pairs = (
        ParquetFile(io.BytesIO((SHARED / file).read_bytes())).to_pandas()
        for file in (f"{name}.parquet", f"{name}.pairs.parquet")
    )
    return rows, pairs


def decisions(rows: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """The labelled pairs with `is_merged` (one cluster) and `is_shown` (in review)."""
    known = rows.set_index("row_id").sort_index()
    texts = known[["unit_code", "title", "author", "co_authors", "summary"]].fillna("").astype("str")
    said = link.keys(texts.assign(portal_ref=""))
    table, record_of = link.records(said.assign(unit_code=texts["unit_code"], is_title_sound=texts["title"] != ""))
    found = link.link(table)
    clusters = record_of.map(link.cluster(table, found, set(table.index.tolist())))
    asked = found.loc[found["state"] == link.REVIEW, ["record_a", "record_b"]]
    shown = {frozenset(pair) for pair in asked.itertuples(index=False, name=None)}
    ends = list(zip(pairs["row_a"].map(record_of), pairs["row_b"].map(record_of), strict=True))
    return pairs.assign(
        is_merged=pairs["row_a"].map(clusters) == pairs["row_b"].map(clusters),
        is_shown=[frozenset(pair) in shown for pair in ends],
    )


def shares(decided: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """By type: the share of its pairs that were merged, and that were shown."""
    return {
        str(kind): (float(pairs["is_merged"].mean()), float(pairs["is_shown"].mean()))
        for kind, pairs in decided.astype({"type": "str"}).groupby("type")
    }
