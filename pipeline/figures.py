"""Everything the documents say, as frozen values: the templates find their names here."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pipeline import vietnamese

WEEK = 7


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


@dataclass(frozen=True)
class Share:
    """A part of the counted initiatives. percent: as printed."""

    name: str
    count: int
    percent: str


@dataclass(frozen=True)
class Reason:
    """Why initiatives were not counted; one initiative may have several reasons."""

    text: str
    count: int


@dataclass(frozen=True)
class FateGroup:
    """The current rows that share a fate and do not count; name as the documents call it."""

    name: str
    count: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class FateFigures:
    """How the rows read were decided; the numbers add up to `read`.

    groups: the fates of current rows that do not count, those with rows only.
    """

    read: int
    counted: int
    pending: int
    ineligible: int
    duplicate: int
    superseded: int
    withdrawn: int
    rejected: int
    groups: tuple[FateGroup, ...]

    @property
    def current(self) -> int:
        """Rows read but for those that a later submission replaced."""
        return self.read - self.superseded

    @property
    def not_counted(self) -> int:
        """Current rows that do not count."""
        return self.current - self.counted

    @property
    def has_many_reasons(self) -> bool:
        """Some row has more than one reason, so that the reasons of a fate add up to more than its rows."""
        return any(sum(reason.count for reason in group.reasons) > group.count for group in self.groups)


@dataclass(frozen=True)
class FileFigures:
    """The files received by their outcome."""

    received: int
    accepted: int
    accepted_with_errors: int
    refused: int
    unchanged: int
    later: int


@dataclass(frozen=True)
class TeamFigures:
    """Support teams. unit_count: unions that listed members or stated a founding decision."""

    unit_count: int
    member_count: int


@dataclass(frozen=True)
class ActivityKind:
    """Activities of one kind."""

    name: str
    count: int
    participants: int
    collected: int


@dataclass(frozen=True)
class ActivityFigures:
    """Activities held up to the day of the figures."""

    count: int
    unit_count: int
    participants: int
    collected: int
    kinds: tuple[ActivityKind, ...]


@dataclass(frozen=True)
class BenefitFigures:
    """Benefit in money over counted initiatives; amount as printed. other: counted ones that state another benefit."""

    count: int
    amount: str
    other: int


@dataclass(frozen=True)
class Notable:
    """One of the counted initiatives with the greatest benefit; benefit as printed."""

    title: str
    author: str
    has_co_authors: bool
    unit_name: str
    benefit: str


@dataclass(frozen=True)
class PortalFigures:
    """Counted and pending initiatives by whether they stand on the portal."""

    entered: int
    not_entered: int


@dataclass(frozen=True)
class PeakFigures:
    """The peak campaign, once it has begun: counted initiatives whose counting day lies in it."""

    name: str
    first_day: date
    last_day: date
    counted: int
    is_running: bool


@dataclass(frozen=True)
class TargetCheck:
    """A phase's target beside what the unions were given together."""

    name: str
    campaign: int
    units: int


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


@dataclass(frozen=True)
class ReportFigures:
    """All figures of one report. Templates use these names without a prefix.

    moment: “hết ngày 20/5/2022”, or “17 giờ 00 ngày 31/5/2022” on the day of the run itself.
    short_name: the campaign's name up to its first “ - ”.
    own_documents, superior_documents: the legal bases that the issuer or the body above it issued.
    """

    as_of: date
    run_at: datetime
    moment: str
    short_name: str
    own_documents: tuple[str, ...]
    superior_documents: tuple[str, ...]
    total: Progress
    phases: tuple[PhaseFigures, ...]
    peak: PeakFigures | None
    blocks: tuple[GroupFigures, ...]
    communes: tuple[GroupFigures, ...]
    author_groups: tuple[Share, ...]
    solution_kinds: tuple[Share, ...]
    fields_of_work: tuple[Share, ...]
    units: tuple[UnitFigures, ...]
    fates: FateFigures
    files: FileFigures
    review_open: int
    review_decided: int
    teams: TeamFigures
    activities: ActivityFigures
    benefit: BenefitFigures
    notable: tuple[Notable, ...]
    recognisers: tuple[Share, ...]
    awards: tuple[Share, ...]
    portal: PortalFigures
    target_checks: tuple[TargetCheck, ...]
    reminders: tuple[Reminder, ...]

    @property
    def run_year(self) -> str:
        """Text, since a number would be printed with a point after the thousands."""
        return f"{self.run_at.year:04d}"

    @property
    def is_whole_programme_over(self) -> bool:
        """Every phase has ended."""
        return all(phase.is_over for phase in self.phases)

    @property
    def recognised_late(self) -> int:
        """Counted initiatives that were recognised after their phase had closed."""
        return sum(phase.recognised_late for phase in self.phases)

    @property
    def reported_units(self) -> tuple[UnitFigures, ...]:
        """Unions with at least one accepted file."""
        return tuple(unit for unit in self.units if unit.reported)

    @property
    def silent_units(self) -> tuple[UnitFigures, ...]:
        """Unions without an accepted file."""
        return tuple(unit for unit in self.units if not unit.reported)

    @property
    def zero_report_units(self) -> tuple[UnitFigures, ...]:
        """Unions that reported that they have nothing yet."""
        return tuple(unit for unit in self.units if unit.zero_report)

    @property
    def units_with_target(self) -> tuple[UnitFigures, ...]:
        """Unions that were given a target."""
        return tuple(unit for unit in self.units if unit.has_target)

    @property
    def units_with_result(self) -> tuple[UnitFigures, ...]:
        """Unions with at least one counted initiative."""
        return tuple(unit for unit in self.units if unit.counted)

    @property
    def units_on_phase_target(self) -> tuple["PhaseUnits", ...]:
        """For each phase that has begun: how many unions reached their target of it."""
        begun = [(place, phase) for place, phase in enumerate(self.phases) if not phase.is_not_begun]
        return tuple(
            PhaseUnits(
                name=phase.name,
                reached=sum(unit.phases[place].is_reached for unit in self.units),
                with_target=sum(unit.phases[place].has_target for unit in self.units),
            )
            for place, phase in begun
        )

    @property
    def is_target_sum_equal(self) -> bool:
        """The unions' targets add up to the campaign's in every phase."""
        return not self.uneven_targets

    @property
    def uneven_targets(self) -> tuple[TargetCheck, ...]:
        """The phases in which the unions' targets do not add up to the campaign's."""
        return tuple(check for check in self.target_checks if check.units != check.campaign)

    @property
    def pending_by_phase(self) -> tuple[PhaseFigures, ...]:
        """The phases that pending initiatives would count for."""
        return tuple(phase for phase in self.phases if phase.pending)

    @property
    def has_limits(self) -> bool:
        """Something falls short: a target, the pace, a report, a row, a file, or a decision about duplicates."""
        is_short = any(phase.counted < phase.expected or (phase.is_over and phase.is_below) for phase in self.phases)
        return bool(is_short or self.silent_units or self.fates.not_counted or self.files.refused or self.review_open)

    @property
    def units_total(self) -> UnitsTotal:
        """All unions together; their targets need not be the campaign's."""
        columns = [[unit.phases[place] for unit in self.units] for place in range(len(self.phases))]
        return UnitsTotal(
            target=self.units_target,
            counted=sum(unit.counted for unit in self.units),
            phases=tuple(Progress(sum(p.target for p in part), sum(p.counted for p in part)) for part in columns),
        )

    @property
    def units_target(self) -> int:
        """All that the unions were given together."""
        return sum(check.units for check in self.target_checks)


@dataclass(frozen=True)
class PhaseUnits:
    """How many unions reached their target of a phase, of those that were given one."""

    name: str
    reached: int
    with_target: int
