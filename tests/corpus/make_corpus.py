"""Makes the corpus: `python -m tests.corpus.make_corpus [DIR]` writes DIR/should_pass and DIR/should_fail.

What must become of each file stands in expected.csv, a line a kind, for a person to read. Without DIR: here, beside it
(git ignores both folders; the tests make their own).
"""

import csv
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.corpus.kinds_bad import BAD
from tests.corpus.kinds_good import GOOD
from tests.corpus.make_saved import UNITS as SAVED_UNITS

HERE = Path(__file__).parent
EXPECTED = HERE / "expected.csv"
_FOLDERS = {"should_pass": GOOD, "should_fail": BAD}


@dataclass(frozen=True)
class Expected:
    """A line of expected.csv. codes: of the findings, sorted, but for those that only give the reason of a fate."""

    folder: str
    file: str
    outcome: str
    rows: int
    codes: tuple[str, ...]
    why: str


def expected() -> list[Expected]:
    with EXPECTED.open(encoding="utf-8-sig", newline="") as file:
        return [
            Expected(line["folder"], line["file"], line["outcome"], int(line["rows"]), tuple(line["codes"].split()), line["why"])
            for line in csv.DictReader(file)
        ]  # fmt: skip


def paths() -> list[str]:
    return [f"{folder}/{name}" for folder, kinds in _FOLDERS.items() for name in kinds]


def unit_codes() -> list[str]:
    """A union for each file, and those of the files that other programs saved."""
    return [*(_unit(number) for number, _ in enumerate(paths(), 1)), *SAVED_UNITS.values()]


def _unit(number: int) -> str:
    return f"K{number:03d}"


def make(folder: Path) -> None:
    """Writes every file of the corpus below `folder`."""
    for number, path in enumerate(paths(), 1):
        kind, _, name = path.partition("/")
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_FOLDERS[kind][name](_unit(number), number))


if __name__ == "__main__":
    make(Path(sys.argv[1]) if sys.argv[1:] else HERE)
