"""Results beside their targets: of a phase, a union, a block or commune."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline import vietnamese

WEEK = 7
NOT_STATED = "Chưa ghi"


def even_pace(target: int, first_day: date, last_day: date, day: date) -> int:
    """What an even pace brings by the end of a day of the span, rounded down: nobody is late by part of an initiative.

    0 on a day outside the span.
    """
    if not first_day <= day <= last_day:
        return 0
    return target * ((day - first_day).days + 1) // ((last_day - first_day).days + 1)


class PhaseStatus(StrEnum):
    """Where the day of the figures stands against a phase."""

    NOT_BEGUN = "not_begun"
    RUNNING = "running"
    OVER = "over"


@dataclass(frozen=True)
class Progress:
    """A result beside its target."""

    target: int
    counted: int

    @property
    def has_target(self) -> bool:
        """A target of zero is none: no rate, no shortfall, nothing to exceed."""
        return self.target > 0

    @property
    def rate(self) -> str:
        """As printed: “42,5%”, or that no target was given."""
        return vietnamese.percent_of(self.counted, self.target)

    @property
    def is_above(self) -> bool:
        """More than the target."""
        return self.has_target and self.counted > self.target

    @property
    def is_exact(self) -> bool:
        """Exactly the target."""
        return self.has_target and self.counted == self.target

    @property
    def is_reached(self) -> bool:
        """The target or more."""
        return self.has_target and self.counted >= self.target

    @property
    def is_below(self) -> bool:
        """Less than the target."""
        return self.counted < self.target

    @property
    def left(self) -> int:
        """What is missing to the target."""
        return max(self.target - self.counted, 0)

    @property
    def surplus(self) -> int:
        """What goes beyond the target."""
        return max(self.counted - self.target, 0) if self.has_target else 0


@dataclass(frozen=True)
class PhaseFigures(Progress):
    """A phase of the campaign. expected: what an even pace would have brought by now; 0 unless the phase is running."""

    number: int
    name: str
    first_day: date
    last_day: date
    status: PhaseStatus
    days_left: int
    expected: int
    pending: int
    recognised_late: int

    @property
    def is_not_begun(self) -> bool:
        """The first day is still to come."""
        return self.status is PhaseStatus.NOT_BEGUN

    @property
    def is_running(self) -> bool:
        """The last day belongs to the phase."""
        return self.status is PhaseStatus.RUNNING

    @property
    def is_over(self) -> bool:
        """The last day has passed."""
        return self.status is PhaseStatus.OVER

    @property
    def per_day(self) -> str:
        """How many a day reach the target, rounded up to one decimal so that it suffices; empty without days left."""
        if not self.days_left:
            return ""
        whole, tenth = divmod(-(-self.left * 10 // self.days_left), 10)
        return f"{vietnamese.count(whole)},{tenth}" if tenth else vietnamese.count(whole)

    @property
    def per_week(self) -> int:
        """How many a week reach the target, rounded up; all that is left when less than a week remains."""
        return -(-self.left * WEEK // self.days_left) if self.days_left > WEEK else self.left


@dataclass(frozen=True)
class UnitFigures(Progress):
    """A line of annex I."""

    unit_code: str
    unit_name: str
    pending: int
    reported: bool
    zero_report: bool
    phases: tuple[Progress, ...]


@dataclass(frozen=True)
class UnitsTotal(Progress):
    """The last line of annex I: the unions' targets and results added up."""

    phases: tuple[Progress, ...]


@dataclass(frozen=True)
class GroupFigures(Progress):
    """A block or a commune: its units together."""

    name: str
    unit_count: int

    @classmethod
    def total(cls, groups: "tuple[GroupFigures, ...]") -> "GroupFigures":
        """All of them together, without a name."""
        return GroupFigures(
            target=sum(group.target for group in groups),
            counted=sum(group.counted for group in groups),
            name="",
            unit_count=sum(group.unit_count for group in groups),
        )


@dataclass(frozen=True)
class PhaseUnits:
    """How many unions reached their target of a phase, of those that were given one."""

    name: str
    reached: int
    with_target: int


@dataclass(frozen=True)
class TargetCheck:
    """A phase's target beside what the unions were given together."""

    name: str
    campaign: int
    units: int
