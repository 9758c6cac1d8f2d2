"""`python -m bench.matching (all|new) DIR/NAME OUT.json`: our own decisions as a process to be measured.

new: 2,000 rows arrive when the others are known; ends with 3 when the stages have no such form yet.
"""

import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from bench import deciding, judging, labelled
from bench.deciding import Decisions

NEW_COUNT = 2_000
_SEED = 2022


def main(mode: str, place: Path, target: Path) -> int:
    rows, pairs = labelled.read(place)
    texts = labelled.texts(rows)
    gc.set_threshold(100_000, 20, 20)  # as the command of the product does
    decide = _new(texts) if mode == "new" else lambda: deciding.decide(texts)
    gc.collect()
    begun, cpu_begun = time.perf_counter(), time.process_time()
    decisions = decide()
    seconds, cpu_seconds = time.perf_counter() - begun, time.process_time() - cpu_begun
    clusters, review = decisions
    told = judging.summary(judging.judge(rows, pairs, clusters, review)) | {
        "seconds": seconds,
        "cpu_seconds": cpu_seconds,
    }
    if mode == "new":
        told["differing_rows"] = differing_rows(clusters, deciding.decide(texts)[0])
    target.write_text(json.dumps(told), encoding="utf-8")
    return 0


def differing_rows(one: pd.Series, other: pd.Series) -> int:
    """How many rows stand in another company; both: row_id → cluster, whatever number a cluster has."""
    both = pd.DataFrame({"one": one, "other": other})
    sizes = both.groupby(["one", "other"])["one"].transform("size")
    is_alike = (sizes == both.groupby("one")["one"].transform("size")) & (
        sizes == both.groupby("other")["other"].transform("size")
    )
    return int((~is_alike).sum())


def _new(texts: pd.DataFrame) -> Callable[[], Decisions]:
    """New rows of any union, against what the others have left behind."""
    new = texts.sample(n=min(NEW_COUNT, len(texts) // 2), random_state=_SEED)
    known = deciding.remembered(texts.drop(index=new.index))
    return lambda: deciding.decide_new(known, new)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
