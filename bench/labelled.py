"""Labelled sets on disk: rows and pairs as parquet; decisions as parquet that any program reads."""

import io
from pathlib import Path

import fastparquet
import pandas as pd

# What is decided upon.
TEXTS = ["unit_code", "title", "author", "co_authors", "summary"]
ROW_COLUMNS = ("row_id", "entity_id", *TEXTS)
PAIR_COLUMNS = ("row_a", "row_b", "type")


def read(place: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The set DIR/NAME: DIR/NAME.parquet, one line a row, and DIR/NAME.pairs.parquet, one line a labelled pair.

    Raises FileNotFoundError, and ValueError when a column is missing.
    """
    return (
        _table(place.with_name(f"{place.name}.parquet"), ROW_COLUMNS),
        _table(place.with_name(f"{place.name}.pairs.parquet"), PAIR_COLUMNS),
    )


def texts(rows: pd.DataFrame) -> pd.DataFrame:
    """The columns that are decided upon, as text without nulls, index row_id."""
    return rows.set_index("row_id")[TEXTS].fillna("").astype("str")


def write(place: Path, rows: pd.DataFrame, pairs: pd.DataFrame) -> None:
    """A set that `read` reads."""
    place.parent.mkdir(parents=True, exist_ok=True)
    _write(place.with_name(f"{place.name}.parquet"), rows)
    _write(place.with_name(f"{place.name}.pairs.parquet"), pairs)


def write_decisions(folder: Path, clusters: pd.Series, review: pd.DataFrame) -> None:
    """clusters.parquet: row_id, cluster, every row. review.parquet: row_a, row_b, every pair shown to a clerk.

    A clerk who sees two rows has seen the two clusters they stand for, so each row of the one stands in a pair with
    each of the other: whoever scores the pairs one by one comes to the same as who knows the clusters.
    """
    folder.mkdir(parents=True, exist_ok=True)
    review = _of_all_members(clusters, review)
    review = pd.DataFrame({"row_a": review.min(axis=1), "row_b": review.max(axis=1)}).drop_duplicates()
    _write(folder / "clusters.parquet", clusters.rename("cluster").rename_axis("row_id").reset_index().astype("int64"))
    _write(folder / "review.parquet", review[["row_a", "row_b"]].astype("int64").reset_index(drop=True))


def _of_all_members(clusters: pd.Series, review: pd.DataFrame) -> pd.DataFrame:
    members = clusters.rename("cluster").rename_axis("row_id").reset_index()
    ends = pd.DataFrame({name: review[name].map(clusters) for name in ("row_a", "row_b")}).drop_duplicates()
    for name in ("row_a", "row_b"):
        own = members.rename(columns={"row_id": f"member_{name}", "cluster": name})
        ends = ends.merge(own, on=name)
    return ends[["member_row_a", "member_row_b"]].set_axis(["row_a", "row_b"], axis=1)


def _table(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    if not path.is_file():
        raise FileNotFoundError(f"{path} is not there")
    # Of a path, fastparquet leaves the file open.
    table: pd.DataFrame = fastparquet.ParquetFile(io.BytesIO(path.read_bytes())).to_pandas()
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise ValueError(f"{path} has no column {', '.join(missing)}")
    return table


def _write(path: Path, table: pd.DataFrame) -> None:
    # Texts of pandas 3 are a type fastparquet does not know.
    words = [name for name in table.columns if isinstance(table[name].dtype, pd.StringDtype)]
    fastparquet.write(str(path), table.astype(dict.fromkeys(words, "object")), compression="SNAPPY", write_index=False)
