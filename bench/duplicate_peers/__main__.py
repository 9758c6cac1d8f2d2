"""`python -m bench.duplicate_peers PEER DIR/NAME OUT.json`: one peer on one set; OUT.json says how long and how good.

Timed: normalising, matching, and clusters at the best threshold. Not timed: reading, and the search for the threshold
of the best F1 of merges by the labels, which is given to every peer.
"""

import importlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from bench import judging, labelled
from bench.duplicate_peers.plain import Matches

PEERS = {
    "splink": ("splink_duckdb", "match"),
    "rapidfuzz": ("rapidfuzz_blocks", "match"),
    "rapidfuzz-numbers": ("rapidfuzz_blocks", "match_equal_numbers"),
    "recordlinkage": ("recordlinkage_blocks", "match"),
    "datasketch": ("datasketch_lsh", "match"),
    "string_grouper": ("string_grouper_tfidf", "match"),
}
MISSING = 3  # the exit code when the library is not installed
_THRESHOLD_COUNT = 60


def main(peer: str, place: Path, target: Path) -> int:
    module, function = PEERS[peer]
    try:
        match: Callable[[pd.DataFrame], Matches] = getattr(
            importlib.import_module(f"bench.duplicate_peers.{module}"), function
        )
    except ImportError as error:
        print(error)
        return MISSING
    rows, pairs = labelled.read(place)
    texts = labelled.texts(rows).reset_index(drop=True)
    begun, cpu_begun = time.perf_counter(), time.process_time()
    matches = match(texts)
    seconds, cpu_seconds = time.perf_counter() - begun, time.process_time() - cpu_begun
    threshold = _best(matches, pd.Series(pd.factorize(rows["entity_id"])[0]))
    begun, cpu_begun = time.perf_counter(), time.process_time()
    clusters = _clusters(matches, threshold, len(rows))
    seconds += time.perf_counter() - begun
    cpu_seconds += time.process_time() - cpu_begun
    nothing_asked = pd.DataFrame({"row_a": [], "row_b": []}, dtype="int64")
    quality = judging.judge(rows, pairs, clusters.set_axis(rows["row_id"]), nothing_asked)
    told = judging.summary(quality) | {"seconds": seconds, "cpu_seconds": cpu_seconds, "threshold": threshold}
    target.write_text(json.dumps(told), encoding="utf-8")
    return 0


def _best(matches: Matches, entities: pd.Series) -> float:
    """The threshold whose clusters have the best F1."""
    tried = np.unique(np.quantile(matches.score, np.linspace(0, 1, _THRESHOLD_COUNT)))
    return max(
        (float(one) for one in tried),
        key=lambda one: judging.f1(*judging.pair_counts(_clusters(matches, one, len(entities)), entities)),
    )


def _clusters(matches: Matches, threshold: float, row_count: int) -> pd.Series:
    """Connected components, by position of the row."""
    is_match = matches.score >= threshold
    ends = (matches.row_a[is_match], matches.row_b[is_match])
    graph = coo_array((np.ones(len(ends[0]), dtype="bool"), ends), shape=(row_count, row_count))
    return pd.Series(connected_components(graph, directed=False)[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
