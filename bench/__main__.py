"""`python -m bench`: measures, prints times and memory, then the bars of the house; ends with 1 when one is missed."""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bench import documents, files, measure, reading, register
from bench.measure import Measured

OURS, OPENPYXL, CALAMINE = "sangkien run", "pandas + openpyxl", "pandas + calamine"
_SIZES = (100, 500, 1000)
_LIBRARIES = ("pandas", "openpyxl", "python-calamine", "XlsxWriter", "pandera")
_ROUNDS = 5  # at 100 files of each; above, of ours, whose differences are judged, and as told of the others
_ROUNDS_OF_MANY = {OURS: _ROUNDS, OPENPYXL: 1, CALAMINE: 2}

Results = Mapping[tuple[str, int], Measured]


@dataclass(frozen=True)
class Bar:
    """A ratio that must not be greater than its limit."""

    what: str
    limit: float
    ratio: Callable[[Results], float]


def _against(peer: str, size: int) -> Callable[[Results], float]:
    return lambda results: results[OURS, size].seconds / results[peer, size].seconds


def _marginal(results: Results) -> float:
    """What a file more costs among many, in what it costs among few."""
    few, many, most = (results[OURS, size].seconds for size in _SIZES)
    return ((most - many) / (_SIZES[2] - _SIZES[1])) / ((many - few) / (_SIZES[1] - _SIZES[0]))


_QUICK_BARS = (Bar("100 files: ours / openpyxl loop", 0.8, _against(OPENPYXL, 100)),)
_ALL_BARS = (
    *_QUICK_BARS,
    Bar("1000 files: ours / openpyxl loop", 0.35, _against(OPENPYXL, 1000)),
    Bar("1000 files: ours / calamine loop", 2.5, _against(CALAMINE, 1000)),
    Bar("cost a file, 500 to 1000 / 100 to 500", 1.15, _marginal),
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Our run beside a loop of pandas.read_excel.")
    parser.add_argument("--quick", action="store_true", help="100 files only")
    parser.add_argument("--folder", type=Path, help="keep the filled templates here, and use those of an earlier bench")
    options = parser.parse_args()
    sizes, bars = (_SIZES[:1], _QUICK_BARS) if options.quick else (_SIZES, _ALL_BARS)
    print(_machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="sangkien-bench-") as scratch:
        written = options.folder or Path(scratch) / "written"
        files.write(written, max(sizes))
        results = _measure(Path(scratch), written, sizes)
        costs = None if options.quick else register.measure(Path(scratch), written, max(sizes))
        folder = options.folder.with_name(f"{options.folder.name}-200") if options.folder else Path(scratch) / "200"
        readers = reading.measure_readers(folder, max(sizes))
        papers = documents.measure_documents(Path(scratch) / "documents")
    for size in sizes:
        print(_table(results, size))
    print(reading.table(readers, max(sizes)))
    print(documents.table(papers))
    print()
    met = [_verdict(bar.what, bar.ratio(results), bar.limit) for bar in bars]
    what = f"{max(sizes)} files of {reading.ROW_COUNT} rows: reading / openpyxl"
    met.append(_verdict(what, readers[reading.OURS].seconds / readers[reading.PEER].seconds, reading.LIMIT))
    met.append(_verdict("all documents / docxtpl and XlsxWriter loop", documents.ratio(papers), documents.LIMIT))
    if costs is not None:
        met += _register_verdicts(costs)
    return 0 if all(met) else 1


def _register_verdicts(costs: register.Costs) -> list[bool]:
    print(
        f"\nregister, {max(_SIZES)} files: before rendering {costs.first_before:.2f} s, with five new files "
        f"{costs.next_before:.2f} s; archive, register and cache {costs.kept:.2f} s of {costs.whole:.2f} s"
    )
    return [
        _verdict("five new files / first run, before rendering", costs.next_before / costs.first_before, 0.35),
        _verdict("register's part of a first run", costs.kept / costs.whole, 0.15),
    ]


def _machine() -> str:
    libraries = ", ".join(f"{library} {version(library)}" for library in _LIBRARIES)
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, {libraries}"


def _measure(scratch: Path, written: Path, sizes: Sequence[int]) -> Results:
    """Everything in turn, all sizes of one command at a stretch: a slow minute of the machine falls on all of them."""
    commands: dict[tuple[str, int], list[str]] = {}
    for size in sizes:
        folder = scratch / str(size)
        inbox = files.make_workspace(folder, written, size)
        commands |= {(name, size): command for name, command in _commands(folder, inbox).items()}
    runs: dict[tuple[str, int], list[Measured]] = {key: [] for key in commands}
    for turn in range(_ROUNDS):
        for name, size in sorted(commands):
            if size == _SIZES[0] or turn < _ROUNDS_OF_MANY[name]:
                if name == OURS:
                    files.forget(scratch / str(size))  # each is a first run: nothing read before, nothing remembered
                runs[name, size].append(measure.run(commands[name, size]))
        print(f"turn {turn + 1} of {_ROUNDS} done", file=sys.stderr, flush=True)
    return {key: measure.middle(measured) for key, measured in runs.items()}


def _commands(folder: Path, inbox: Path) -> Mapping[str, list[str]]:
    target = str(folder / "nephew.xlsx")
    tool = str(Path(sys.executable).with_name("sangkien"))
    return {
        OURS: [tool, "run", "--workspace", str(folder), "--as-of", files.AS_OF.isoformat()],
        OPENPYXL: [sys.executable, "-m", "bench.peers", "openpyxl", str(inbox), target],
        CALAMINE: [sys.executable, "-m", "bench.peers", "calamine", str(inbox), target],
    }


def _table(results: Results, size: int) -> str:
    lines = [f"\n{size} files, {size * files.ROW_COUNT:,} rows{'seconds':>16}  CPU s  peak MB: main  worker  all"]
    for name in (OURS, OPENPYXL, CALAMINE):
        run = results[name, size]
        figures = f"{run.cpu_seconds:7.2f}{run.main_mb:15.0f}{run.worker_mb:8.0f}{run.all_mb:5.0f}"
        lines.append(f"  {name:<22}{run.seconds:14.2f}{figures}")
    return "\n".join(lines)


def _verdict(what: str, ratio: float, limit: float) -> bool:
    is_met = ratio <= limit
    print(f"{'đạt      ' if is_met else 'KHÔNG ĐẠT'}  {what:<46}{ratio:6.2f}  (at most {limit:.2f})")
    return is_met


if __name__ == "__main__":
    sys.exit(main())
