"""How good decisions about duplicates are: pairs of one cluster and pairs shown to a clerk, against the labels."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

SAME = "same"
HARD = ("H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8")
WANTED_IN_REVIEW = ("H4", "H5", "H8")
BETTER_APART = ("H1", "H6", "H7")

Labels = pd.DataFrame
Clusters = pd.Series  # index row_id → the number of its cluster
Review = pd.DataFrame  # row_a, row_b
# A pair of clusters as one number.
Keys = np.ndarray[tuple[int], np.dtype[np.int64]]


@dataclass(frozen=True)
class Kind:
    """What became of the labelled pairs of one type: joined in one cluster, shown to a clerk, or neither."""

    count: int
    merged_count: int
    shown_count: int
    merged: tuple[tuple[int, int], ...]

    @property
    def merged_share(self) -> float | None:
        return share(self.merged_count, self.count)

    @property
    def shown_share(self) -> float | None:
        return share(self.shown_count, self.count)


@dataclass(frozen=True)
class Quality:
    """Decisions on one set, counted; pairs implied by a cluster count like those decided one by one.

    *_pair_count: pairs of rows. true: of one entity. found: true and in one cluster. asked: true and shown.
    standing: rows that stand for their cluster in at least one shown pair. standing_member: all rows of such clusters.
    """

    row_count: int
    cluster_count: int
    entity_count: int
    merged_pair_count: int
    true_pair_count: int
    found_pair_count: int
    asked_pair_count: int
    review_pair_count: int
    standing_count: int
    standing_member_count: int
    kinds: Mapping[str, Kind]

    @property
    def precision(self) -> float:
        """Of all pairs in one cluster, those of one entity; 1 where nothing was merged."""
        return self.found_pair_count / self.merged_pair_count if self.merged_pair_count else 1.0

    @property
    def recall(self) -> float | None:
        """Of all pairs of one entity, those in one cluster."""
        return share(self.found_pair_count, self.true_pair_count)

    @property
    def recall_with_review(self) -> float | None:
        return share(self.found_pair_count + self.asked_pair_count, self.true_pair_count)

    @property
    def f1(self) -> float:
        """Of automatic merges."""
        return f1(self.merged_pair_count, self.true_pair_count, self.found_pair_count)

    @property
    def labelled_recall(self) -> float | None:
        """Of the pairs labelled `same`, those in one cluster."""
        same = self.kind(SAME)
        return share(same.merged_count, same.count)

    @property
    def labelled_recall_with_review(self) -> float | None:
        same = self.kind(SAME)
        return share(same.merged_count + same.shown_count, same.count)

    @property
    def hard_merged_count(self) -> int:
        return sum(self.kind(name).merged_count for name in HARD)

    @property
    def hard_merged_share(self) -> float | None:
        return share(self.hard_merged_count, sum(self.kind(name).count for name in HARD))

    @property
    def better_apart_shown_share(self) -> float | None:
        """Of H1, H6 and H7 together, those shown."""
        kinds = [self.kind(name) for name in BETTER_APART]
        return share(sum(kind.shown_count for kind in kinds), sum(kind.count for kind in kinds))

    @property
    def standing_share(self) -> float | None:
        return share(self.standing_count, self.row_count)

    @property
    def standing_member_share(self) -> float | None:
        return share(self.standing_member_count, self.row_count)

    def kind(self, name: str) -> Kind:
        """A type the set does not hold has no pairs."""
        return self.kinds.get(name, Kind(0, 0, 0, ()))


@dataclass(frozen=True)
class Bar:
    """A figure and the limit it must not pass. value: None where the set holds no such pairs, which misses nothing."""

    what: str
    value: float | None
    limit: float
    is_least: bool

    @property
    def is_met(self) -> bool:
        if self.value is None:
            return True
        return self.value >= self.limit if self.is_least else self.value <= self.limit


def judge(rows: pd.DataFrame, labels: Labels, clusters: Clusters, review: Review) -> Quality:
    """The quality of decisions on a labelled set.

    rows: row_id, entity_id. labels: row_a, row_b, type. clusters: by row_id, every row of the set. review: row_a,
    row_b, pairs shown to a clerk; whoever sees one pair of two clusters has seen all of them.
    Raises ValueError when a row has no cluster, or review names a row that is not in the set.
    """
    clusters = _of_every_row(rows, clusters)
    codes = pd.Series(pd.factorize(clusters)[0].astype("int64"), index=clusters.index)
    entities = pd.Series(pd.factorize(rows["entity_id"])[0].astype("int64"), index=clusters.index)
    shown = _shown_keys(codes, review)
    counted = pair_counts(codes, entities)
    width = len(codes)
    ends = np.concatenate([shown // width, shown % width]) if width else shown
    standing = pd.unique(ends)
    return Quality(
        row_count=len(rows),
        cluster_count=int(codes.nunique()),
        entity_count=int(entities.nunique()),
        merged_pair_count=counted[0],
        true_pair_count=counted[1],
        found_pair_count=counted[2],
        asked_pair_count=_asked_pair_count(codes, entities, shown),
        review_pair_count=len(shown),
        standing_count=len(standing),
        standing_member_count=int(codes.isin(standing).sum()),
        kinds=_kinds(labels, codes, shown),
    )


def bars(quality: Quality) -> tuple[Bar, ...]:
    """What the house asks of its decisions."""
    return (
        Bar("precision of same", quality.precision, 0.9998, is_least=True),
        Bar("recall of same", quality.labelled_recall, 0.985, is_least=True),
        Bar("recall of same, with review", quality.labelled_recall_with_review, 0.998, is_least=True),
        Bar("H1…H8 merged", quality.hard_merged_share, 1 / 2000, is_least=False),
        *(Bar(f"{name} shown", quality.kind(name).shown_share, 0.95, is_least=True) for name in WANTED_IN_REVIEW),
        Bar("H1, H6 and H7 shown", quality.better_apart_shown_share, 0.25, is_least=False),
        Bar("rows that stand in review", quality.standing_share, 0.15, is_least=False),
    )


def summary(quality: Quality) -> dict[str, float | None]:
    """What ours and peers are compared by: figures of automatic merges alone."""
    return {
        "rows": quality.row_count,
        "precision": quality.precision,
        "recall": quality.recall,
        "f1": quality.f1,
        "hard_merged": quality.hard_merged_count,
    }


def pair_counts(clusters: pd.Series, entities: pd.Series) -> tuple[int, int, int]:
    """How many pairs of rows share a cluster, how many an entity, how many both. Both: one value a row, one order."""
    cluster_values, entity_values = clusters.to_numpy(), entities.to_numpy()
    both = pd.DataFrame({"cluster": cluster_values, "entity": entity_values})
    return (
        _pairs_within(both.groupby("cluster", sort=False).size()),
        _pairs_within(both.groupby("entity", sort=False).size()),
        _pairs_within(both.groupby(["cluster", "entity"], sort=False).size()),
    )


def f1(merged_pair_count: int, true_pair_count: int, found_pair_count: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * found_pair_count / (merged_pair_count + true_pair_count) if merged_pair_count + true_pair_count else 1.0


def share(part: int, whole: int) -> float | None:
    """None of nothing."""
    return part / whole if whole else None


def _of_every_row(rows: pd.DataFrame, clusters: Clusters) -> Clusters:
    """The clusters in the order of the rows."""
    if rows["row_id"].duplicated().any():
        raise ValueError("a row_id stands twice among the rows")
    aligned = clusters.reindex(rows["row_id"])
    if aligned.isna().any() or len(clusters) != len(rows):
        raise ValueError(f"{len(rows)} rows and {len(clusters)} with a cluster: every row needs one, and no other")
    return aligned.astype("int64")


def _shown_keys(codes: pd.Series, review: Review) -> Keys:
    """One number for each pair of different clusters that is shown, sorted."""
    return np.unique(_keys(codes, review["row_a"], review["row_b"], is_apart_only=True))


def _keys(codes: pd.Series, row_a: pd.Series, row_b: pd.Series, *, is_apart_only: bool = False) -> Keys:
    """By pair of rows: the number of the pair of their clusters."""
    first, second = codes.reindex(row_a).to_numpy(), codes.reindex(row_b).to_numpy()
    if np.isnan(first).any() or np.isnan(second).any():
        raise ValueError("a pair names a row that is not in the set")
    low, high = np.minimum(first, second).astype("int64"), np.maximum(first, second).astype("int64")
    keys = low * len(codes) + high
    return keys[low != high] if is_apart_only else keys


def _asked_pair_count(codes: pd.Series, entities: pd.Series, shown: Keys) -> int:
    """Pairs of one entity in two clusters that are shown against each other."""
    parts = pd.DataFrame({"entity": entities.to_numpy(), "cluster": codes.to_numpy()})
    sizes = parts.groupby(["entity", "cluster"], sort=False).size().rename("size").reset_index()
    split = sizes[sizes.duplicated("entity", keep=False)]
    both = split.merge(split, on="entity", suffixes=("_a", "_b"))
    both = both[both["cluster_a"] < both["cluster_b"]]
    is_shown = np.isin(both["cluster_a"].to_numpy() * len(codes) + both["cluster_b"].to_numpy(), shown)
    return int((both["size_a"] * both["size_b"])[is_shown].sum())


def _kinds(labels: Labels, codes: pd.Series, shown: Keys) -> dict[str, Kind]:
    row_a, row_b = labels["row_a"], labels["row_b"]
    is_shown = np.isin(_keys(codes, row_a, row_b), shown)
    is_merged = codes.reindex(row_a).to_numpy() == codes.reindex(row_b).to_numpy()
    decided = labels.assign(type=labels["type"].astype("str"), is_merged=is_merged, is_shown=is_shown)
    return {
        str(name): Kind(
            count=len(pairs),
            merged_count=int(pairs["is_merged"].sum()),
            shown_count=int(pairs["is_shown"].sum()),
            # Those labelled `same` are meant to be merged: nobody reads them one by one.
            merged=() if name == SAME else _ends(pairs[pairs["is_merged"]]),
        )
        for name, pairs in decided.groupby("type")
    }


def _ends(pairs: pd.DataFrame) -> tuple[tuple[int, int], ...]:
    return tuple(zip(pairs["row_a"].tolist(), pairs["row_b"].tolist(), strict=True))


def _pairs_within(sizes: pd.Series) -> int:
    """Pairs of different members in groups of such sizes."""
    return int((sizes * (sizes - 1) // 2).sum())
