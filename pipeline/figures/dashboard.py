"""What the dashboard shows beyond the report: days, and unions and groups beside the target worked on now."""

from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.figures.progress import GroupFigures, PhaseFigures, Progress, UnitFigures


@dataclass(frozen=True)
class DayFigures:
    """One day of a span, the place-th. counted: initiatives whose counting day it is. so_far: those up to this day."""

    day: date
    place: int
    counted: int
    so_far: int
    pace: int


@dataclass(frozen=True)
class SpanFigures:
    """The days of a phase or of the peak campaign up to the day of the figures, in order; none before it begins.

    day_count: of the whole span. target: 0 where the span has none.
    """

    name: str
    first_day: date
    last_day: date
    day_count: int
    target: int
    days: tuple[DayFigures, ...]

    @property
    def counted(self) -> int:
        """All of the days together."""
        return self.days[-1].so_far if self.days else 0

    @property
    def day_number(self) -> int:
        """Which day of the span the figures are of; 0 before it begins."""
        return len(self.days)

    @property
    def days_left(self) -> int:
        """Days to come."""
        return self.day_count - len(self.days)

    @property
    def best_day(self) -> DayFigures | None:
        """The day that brought most, the first of them; None where no day brought anything."""
        best = max(self.days, key=lambda day: day.counted, default=None)
        return best if best is not None and best.counted else None

    @property
    def quarter_days(self) -> tuple[date, ...]:
        """The days with which the four quarters of the span begin: marks of an axis."""
        return tuple(self.first_day + timedelta(days=quarter * self.day_count // 4) for quarter in range(4))

    @property
    def week_ends(self) -> tuple[DayFigures, ...]:
        """Every seventh day and the last one: what a table can hold of a long phase."""
        return tuple(day for day in self.days if day.place % 7 == 0 or day.place == len(self.days))


@dataclass(frozen=True)
class UnitLine(Progress):
    """A union beside the target worked on now. expected: by an even pace; 0 unless a phase is running."""

    unit: UnitFigures
    block: str
    commune: str
    expected: int
    late_since: date | None

    @property
    def is_behind(self) -> bool:
        """Fewer than an even pace would have brought."""
        return self.counted < self.expected


@dataclass(frozen=True)
class GroupLine(Progress):
    """A block or a commune beside the target worked on now; whole: beside that of all phases."""

    whole: GroupFigures
    expected: int

    @property
    def is_behind(self) -> bool:
        """Fewer than an even pace would have brought."""
        return self.counted < self.expected


@dataclass(frozen=True)
class DashboardFigures:
    """What `bang-theo-doi.html` is made of, beside the report's figures.

    focus: the phase that is worked on now, None when all are over: then the lines speak of the whole programme.
    span: the days of the phase in focus, else of the last one. peak_span: None where no peak campaign is configured.
    """

    focus: PhaseFigures | None
    span: SpanFigures
    peak_span: SpanFigures | None
    lines: tuple[UnitLine, ...]
    block_lines: tuple[GroupLine, ...]
    commune_lines: tuple[GroupLine, ...]

    @property
    def late_lines(self) -> tuple[UnitLine, ...]:
        """Unions whose newest report is too old."""
        return tuple(line for line in self.lines if line.late_since is not None)
