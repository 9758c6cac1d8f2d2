"""Runs a command as a whole process and tells wall time, CPU time and memory of all its processes (Linux)."""

import resource
import subprocess
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_LOOK_EVERY_SECONDS = 0.05
_MB = 1024.0  # /proc tells kB


@dataclass(frozen=True)
class Measured:
    """One run. Peaks in MB: of the process itself, of its largest worker, of all together at one moment."""

    seconds: float
    cpu_seconds: float
    main_mb: float
    worker_mb: float
    all_mb: float


def run(command: Sequence[str]) -> Measured:
    """Raises RuntimeError with what the command said when it does not end with 0."""
    cpu_before = _cpu_of_children()
    main_mb = worker_mb = all_mb = 0.0
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        while True:
            try:
                said, _ = process.communicate(timeout=_LOOK_EVERY_SECONDS)
                break
            except subprocess.TimeoutExpired:
                own, *workers = map(_memory, _family(process.pid))
                main_mb = max(main_mb, own[1])
                worker_mb = max([worker_mb, *(peak for _, peak in workers)])
                all_mb = max(all_mb, own[0] + sum(now for now, _ in workers))
    seconds = time.perf_counter() - begun
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{said.decode()}")
    return Measured(seconds, _cpu_of_children() - cpu_before, main_mb, worker_mb, all_mb)


def middle(runs: Iterable[Measured]) -> Measured:
    """The median of every measure; the least would favour short runs, which find a quiet moment sooner."""
    columns = zip(
        *((run.seconds, run.cpu_seconds, run.main_mb, run.worker_mb, run.all_mb) for run in runs), strict=True
    )
    return Measured(*map(median, columns))


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _family(pid: int) -> list[int]:
    """The process and all that descend from it."""
    try:
        children = " ".join(path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")).split()
    except OSError:
        children = []
    return [pid, *(member for child in children for member in _family(int(child)))]


def _memory(pid: int) -> tuple[float, float]:
    """Memory in use now and at its peak, in MB; zeros for a process that has just ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0, 0.0
    sizes = {name: value for name, _, value in (line.partition(":") for line in lines)}
    now, peak = (int(sizes.get(name, "0 kB").split()[0]) / _MB for name in ("VmRSS", "VmHWM"))
    return now, peak
