"""Reading alone: our workers behind the guard beside openpyxl in read-only mode, over the same sheets of many rows."""

import sys
from pathlib import Path

from bench import files, measure
from bench.measure import Measured

FILE_COUNT = 1000
ROW_COUNT = 200
OURS, PEER = "sangkien: guard, workers", "openpyxl read_only"
LIMIT = 1 / 6  # at least six times as fast
_ROUNDS = 3


def measure_readers(written: Path, count: int = FILE_COUNT) -> dict[str, Measured]:
    """By reader, whole processes over the files of `count` unions, ROW_COUNT rows each, made where they are missing."""
    files.write(written, count, ROW_COUNT)

    def middle_of(reader: str, rounds: int) -> Measured:
        command = [sys.executable, "-m", "bench.readers", reader, str(written)]
        return measure.middle(measure.run(command) for _ in range(rounds))

    return {OURS: middle_of("ours", _ROUNDS), PEER: middle_of("openpyxl", 1)}


def table(runs: dict[str, Measured], count: int = FILE_COUNT) -> str:
    lines = [f"\nreading {count} files of {ROW_COUNT} rows{'seconds':>13}  CPU s  peak MB: main  worker"]
    for name, run in runs.items():
        figures = f"{run.cpu_seconds:7.2f}{run.main_mb:15.0f}{run.worker_mb:8.0f}"
        lines.append(f"  {name:<26}{run.seconds:10.2f}{figures}")
    return "\n".join(lines)
