"""What a union is asked to do."""

from dataclasses import dataclass
from datetime import date

from pipeline.figures.progress import Progress
from pipeline.grouping import Fault


@dataclass(frozen=True)
class RefusedFile:
    """A file of a union that was not accepted, with the reasons."""

    file: str
    messages: tuple[str, ...]


@dataclass(frozen=True)
class UnitPace(Progress):
    """A union behind the even pace of the running phase."""

    phase_name: str
    last_day: date
    expected: int


@dataclass(frozen=True)
class Reminder:
    """What a union is asked to do; made only where there is something.

    rejected_count: rows of its newest submission that were not accepted. faults: what is wrong with them.
    """

    unit_code: str
    unit_name: str
    has_reported: bool
    late_since: date | None
    refused_files: tuple[RefusedFile, ...]
    rejected_count: int
    faults: tuple[Fault, ...]
    behind: UnitPace | None
