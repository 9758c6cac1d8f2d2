"""What a union is asked to do."""

from dataclasses import dataclass
from datetime import date

from pipeline.figures.progress import Progress


@dataclass(frozen=True)
class RejectedRow:
    """A row of a union's newest submission that was not accepted, with all that is wrong with it."""

    sheet: str
    row: int
    messages: tuple[str, ...]


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
    """What a union is asked to do; made only where there is something."""

    unit_code: str
    unit_name: str
    has_reported: bool
    late_since: date | None
    refused_files: tuple[RefusedFile, ...]
    rejected_rows: tuple[RejectedRow, ...]
    behind: UnitPace | None
