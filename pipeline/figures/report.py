"""All figures of one report."""

from dataclasses import dataclass
from datetime import date, datetime

from pipeline.figures.changes import ChangeFigures
from pipeline.figures.clerk import ClerkWords
from pipeline.figures.dossiers import Dossier, Notable
from pipeline.figures.letters import LetterFigures
from pipeline.figures.parts import (
    ActivityFigures,
    BenefitFigures,
    FateFigures,
    FileFigures,
    PeakFigures,
    PortalFigures,
    Share,
    TeamFigures,
)
from pipeline.figures.progress import (
    GroupFigures,
    PhaseFigures,
    PhaseUnits,
    Progress,
    TargetCheck,
    UnitFigures,
    UnitsTotal,
)
from pipeline.figures.reminder import Reminder


@dataclass(frozen=True)
class ReportFigures:
    """All figures of one report. Templates use these names without a prefix.

    moment: “hết ngày 20/5/2022”, or “17 giờ 00 ngày 31/5/2022” on the day of the run itself.
    short_name: the campaign's name up to its first “ - ”.
    dossiers: initiatives proposed for an award. clerk: what the clerk wrote.
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
    changes: ChangeFigures | None
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
    dossiers: tuple[Dossier, ...]
    letters: LetterFigures
    clerk: ClerkWords

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
    def blocks_total(self) -> GroupFigures:
        """All blocks together."""
        return GroupFigures.total(self.blocks)

    @property
    def communes_total(self) -> GroupFigures:
        """All communes together."""
        return GroupFigures.total(self.communes)

    @property
    def units_target(self) -> int:
        """All that the unions were given together."""
        return sum(check.units for check in self.target_checks)
