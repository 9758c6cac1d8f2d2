"""`python -m bench.duplicates DIR/NAME`: decides on a labelled set as `run` does; ends with 1 when a bar is missed."""

import argparse
import gc
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import deciding, judging, labelled
from bench.judging import Bar, Quality

_MISUSED = 2  # as argparse ends


@dataclass(frozen=True)
class Judged:
    """A set, how well it was decided upon, and how long that took, normalising included."""

    name: str
    quality: Quality
    seconds: float

    @property
    def bars(self) -> tuple[Bar, ...]:
        return judging.bars(self.quality)

    @property
    def is_met(self) -> bool:
        return all(bar.is_met for bar in self.bars)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.duplicates", description=__doc__)
    parser.add_argument(
        "place", type=Path, metavar="DIR/NAME", help="reads DIR/NAME.parquet and DIR/NAME.pairs.parquet"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument(
        "--decisions", type=Path, metavar="OUT", help="also write OUT/clusters.parquet, OUT/review.parquet"
    )
    options = parser.parse_args(arguments)
    try:
        judged = judge(options.place, options.decisions)
    except (FileNotFoundError, ValueError) as error:
        print(error, file=sys.stderr)
        return _MISUSED
    print(json.dumps(as_json(judged), ensure_ascii=False, indent=1) if options.json else as_text(judged))
    return 0 if judged.is_met else 1


def judge(place: Path, decisions: Path | None = None) -> Judged:
    """The set DIR/NAME, decided upon and judged; decisions: a folder to write them into.

    Raises FileNotFoundError and ValueError as `labelled.read` does.
    """
    rows, pairs = labelled.read(place)
    texts = labelled.texts(rows)
    gc.collect()
    begun = time.perf_counter()
    clusters, review = deciding.decide(texts)
    seconds = time.perf_counter() - begun
    if decisions is not None:
        labelled.write_decisions(decisions, clusters, review)
    return Judged(place.name, judging.judge(rows, pairs, clusters, review), seconds)


def as_json(judged: Judged) -> dict[str, Any]:
    """Everything a program may want to know; shares of nothing are null."""
    quality = judged.quality
    return {
        "set": judged.name,
        "counts": {
            "rows": quality.row_count,
            "entities": quality.entity_count,
            "clusters": quality.cluster_count,
            "labelled_pairs": sum(kind.count for kind in quality.kinds.values()),
            "true_pairs": quality.true_pair_count,
            "merged_pairs": quality.merged_pair_count,
            "merged_true_pairs": quality.found_pair_count,
            "review_pairs": quality.review_pair_count,
        },
        "precision_same": quality.precision,
        "recall_same": quality.labelled_recall,
        "recall_same_and_review": quality.labelled_recall_with_review,
        "recall_same_all_true_pairs": quality.recall,
        "recall_same_and_review_all_true_pairs": quality.recall_with_review,
        "f1_same_all_true_pairs": quality.f1,
        "types": {
            name: {
                "count": kind.count,
                "merged_count": kind.merged_count,
                "merged_share": kind.merged_share,
                "shown_count": kind.shown_count,
                "shown_share": kind.shown_share,
            }
            for name, kind in quality.kinds.items()
        },
        "hard_merged": {
            "count": quality.hard_merged_count,
            "share": quality.hard_merged_share,
            "pairs": {name: [list(ends) for ends in quality.kind(name).merged] for name in judging.HARD},
        },
        "h1_h6_h7_shown_share": quality.better_apart_shown_share,
        "rows_standing_in_review": quality.standing_count,
        "rows_standing_in_review_share": quality.standing_share,
        "member_rows_in_review_share": quality.standing_member_share,
        "seconds": judged.seconds,
        "bars": [
            {
                "what": bar.what,
                "value": bar.value,
                "at_least" if bar.is_least else "at_most": bar.limit,
                "met": bar.is_met,
            }
            for bar in judged.bars
        ],
        "met": judged.is_met,
    }


def as_text(judged: Judged) -> str:
    """A table for the screen."""
    quality = judged.quality
    initiatives = f"{quality.entity_count:,} initiatives, {quality.cluster_count:,} found"
    recalls = f"recall {_figure(quality.recall)}, with review {_figure(quality.recall_with_review)}"
    standing = f"{quality.standing_count:,} rows stand in it, their clusters hold"
    lines = [
        f"{judged.name}: {quality.row_count:,} rows, {initiatives}, {judged.seconds:.2f} s",
        f"  {'type':<6}{'pairs':>9}{'merged':>18}{'shown':>18}",
    ]
    for name, kind in sorted(quality.kinds.items()):
        merged = f"{kind.merged_count:>9,} {_figure(kind.merged_share):>8}"
        lines.append(f"  {name:<6}{kind.count:>9,}{merged}{kind.shown_count:>9,} {_figure(kind.shown_share):>8}")
    for name in judging.HARD:
        lines += [f"  {name} merged: {a} = {b}" for a, b in quality.kind(name).merged]
    lines += [
        f"  hard pairs merged: {quality.hard_merged_count}",
        f"  all {quality.true_pair_count:,} true pairs: {recalls}, F1 of merges {quality.f1:.4f}",
        f"  in review: {quality.review_pair_count:,} pairs; {standing} {_figure(quality.standing_member_share)} of all",
        "",
        *(verdict(bar) for bar in judged.bars),
    ]
    return "\n".join(lines)


def verdict(bar: Bar) -> str:
    """One line: met or missed, and by how much."""
    limit = f"{'at least' if bar.is_least else 'at most'} {bar.limit:.4f}"
    return f"{'đạt      ' if bar.is_met else 'KHÔNG ĐẠT'}  {bar.what:<46}{_figure(bar.value):>8}  ({limit})"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.5f}"


if __name__ == "__main__":
    sys.exit(main())
