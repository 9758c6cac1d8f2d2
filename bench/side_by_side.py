"""`python -m bench.side_by_side FOLDER`: our linking beside its peers, one core; ends with 1 when a bar is missed."""

import argparse
import json
import math
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from bench import matching, measure, million
from bench.duplicates import verdict
from bench.judging import Bar

OURS = "sangkien"
SMALL, LARGE, HUGE = "10k", "100k", "1m"
# As bench.duplicate_peers names them, and how often each is run: the slow ones decide no bar of time by a hair.
PEERS = {"rapidfuzz": 3, "rapidfuzz-numbers": 3, "splink": 3, "recordlinkage": 1, "datasketch": 1, "string_grouper": 1}
_TURNS = 5
_NOT_THERE = 3  # bench.duplicate_peers.__main__.MISSING
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "RAYON_NUM_THREADS")


@dataclass
class Runs:
    """All turns of one command. told: what each said of itself (seconds of the matching, quality)."""

    command: Sequence[str]
    turns: int
    told: list[dict[str, Any]] = field(default_factory=list)
    peak_mb: list[float] = field(default_factory=list)
    is_missing: bool = False

    def figure(self, name: str) -> float:
        return median(told[name] for told in self.told)


Results = Mapping[tuple[str, str], Runs]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.side_by_side", description=__doc__)
    parser.add_argument("folder", type=Path, help=f"holds the labelled sets {SMALL} and {LARGE}")
    parser.add_argument("--peers-python", type=Path, help="the Python the peers are installed in; without: ours alone")
    parser.add_argument("--scratch", type=Path, help=f"keep the set {HUGE} here, and use that of an earlier bench")
    parser.add_argument("--without-million", action="store_true", help="leave out 1,000,000 rows")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="sangkien-bench-") as made:
        scratch = options.scratch or Path(made)
        if not options.without_million and not (scratch / f"{HUGE}.pairs.parquet").exists():
            million.main(options.folder / LARGE, scratch / HUGE)
        runs = _commands(options.folder, None if options.without_million else scratch, options.peers_python)
        _on_one_core()
        _measure(runs, Path(made) / "told.json")
    print("\n".join([*_table(runs), "", *_notes(runs), ""]))
    bars = _bars(runs)
    print("\n".join(verdict(bar) for bar in bars))
    return 0 if all(bar.is_met for bar in bars) else 1


def _commands(folder: Path, scratch: Path | None, peers_python: Path | None) -> dict[tuple[str, str], Runs]:
    """By name and set: what is run. The file it tells into is added when it runs."""
    ours = [sys.executable, "-m", "bench.matching"]
    runs = {
        (OURS, SMALL): Runs([*ours, "all", str(folder / SMALL)], _TURNS),
        (OURS, LARGE): Runs([*ours, "all", str(folder / LARGE)], _TURNS),
        (f"{OURS} new", LARGE): Runs([*ours, "new", str(folder / LARGE)], _TURNS),
    }
    if peers_python is not None:
        for peer, turns in PEERS.items():
            command = [str(peers_python), "-m", "bench.duplicate_peers", peer, str(folder / LARGE)]
            runs[peer, LARGE] = Runs(command, turns)
    if scratch is not None:
        runs[OURS, HUGE] = Runs([*ours, "all", str(scratch / HUGE)], 1)
    return runs


def _on_one_core() -> None:
    """This process and all it starts."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))


def _measure(runs: Results, told: Path) -> None:
    """In turn, so that a slow minute of the machine falls on all of them."""
    for turn in range(_TURNS):
        for (name, size), run in runs.items():
            if turn >= run.turns or run.is_missing:
                continue
            print(f"turn {turn + 1}: {name}, {size}", file=sys.stderr, flush=True)
            try:
                measured = measure.run([*run.command, str(told)])
            except RuntimeError as error:
                if f"ended with {_NOT_THERE}:" not in str(error):
                    raise
                run.is_missing = True
                print(error, file=sys.stderr)
                continue
            run.told.append(json.loads(told.read_text(encoding="utf-8")))
            run.peak_mb.append(measured.main_mb)


def _table(runs: Results) -> list[str]:
    qualities = f"{'precision':>11}{'recall':>8}{'F1':>8}{'H1…H8 merged':>14}"
    lines = [f"{'on one core':<24}{'rows':>9}{'seconds':>9}{'CPU s':>8}{'peak MB':>9}{qualities}{'turns':>7}"]
    for (name, _), run in runs.items():
        if run.is_missing:
            lines.append(f"{name:<24}  missing: not installed here")
            continue
        times = f"{run.figure('seconds'):9.2f}{run.figure('cpu_seconds'):8.2f}{median(run.peak_mb):9.0f}"
        quality = f"{run.figure('precision'):11.4f}{run.figure('recall'):8.4f}{run.figure('f1'):8.4f}"
        merged = f"{run.figure('hard_merged'):14.0f}"
        lines.append(f"{name:<24}{run.figure('rows'):9,.0f}{times}{quality}{merged}{len(run.told):7}")
    return lines


def _notes(runs: Results) -> list[str]:
    lines = [
        "seconds: of the matching, normalising included, median; memory: of the whole process",
        "peers: threshold of the best F1 by the labels; figures are of automatic merges alone",
    ]
    new = runs[f"{OURS} new", LARGE]
    if not new.is_missing:
        lines.append(f"new rows: {new.figure('differing_rows'):.0f} rows stand otherwise than after a run over all")
    if (OURS, HUGE) in runs:
        huge = runs[OURS, HUGE]
        exponent = _exponent(runs[OURS, LARGE], huge)
        lines.append(f"{HUGE}: {huge.figure('seconds'):.1f} s, {huge.peak_mb[0]:.0f} MB, exponent {exponent:.2f}")
    return lines


def _bars(runs: Results) -> list[Bar]:
    ours = runs[OURS, LARGE]
    peers = {peer: runs[peer, LARGE] for peer in PEERS if (peer, LARGE) in runs and not runs[peer, LARGE].is_missing}
    new = runs[f"{OURS} new", LARGE]
    bars = [Bar("10k → 100k: exponent", _exponent(runs[OURS, SMALL], ours), 1.15, is_least=False)]
    if not new.is_missing:
        at_most_an_eighth = new.figure("seconds") / ours.figure("seconds")
        bars += [
            Bar(f"{matching.NEW_COUNT:,} new rows / all", at_most_an_eighth, 1 / 8, is_least=False),
            Bar("new rows: rows that stand otherwise", new.figure("differing_rows"), 0, is_least=False),
        ]
    for peer, limit in (("splink", 1 / 5), ("rapidfuzz", 0.6)):
        if peer in peers:
            ratio = ours.figure("seconds") / peers[peer].figure("seconds")
            bars.append(Bar(f"ours / {peer}", ratio, limit, is_least=False))
    if peers:
        best = max(peer.figure("f1") for peer in peers.values())
        bars.append(Bar("best F1 of a peer / ours", best / ours.figure("f1"), 1, is_least=False))
    if (OURS, HUGE) in runs:
        bars.append(Bar(f"{HUGE}: peak GB", runs[OURS, HUGE].peak_mb[0] / 1024, 5, is_least=False))
    return bars


def _exponent(few: Runs, many: Runs) -> float:
    """1 where ten times the rows take ten times as long."""
    times, rows = (many.figure(name) / few.figure(name) for name in ("seconds", "rows"))
    return math.log(times) / math.log(rows)


if __name__ == "__main__":
    sys.exit(main())
