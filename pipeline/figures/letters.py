"""What the letters say that push the work: unions behind, communes and schools, initiatives not yet recognised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from pipeline.campaign import Campaign
from pipeline.figures.progress import GroupFigures, PhaseFigures, Progress, UnitFigures
from pipeline.figures.reminder import Reminder
from schemas import initiative

if TYPE_CHECKING:  # the command line must start without pandas
    import pandas as pd

SCHOOLS = "Trường học"  # a block of units.csv (contract §1)
IDEA = "Ý tưởng"  # nothing to recognise yet
APPLIED = "Đã áp dụng"
MONTHS_TO_DECIDE = 3  # decree 13/2012/NĐ-CP: a request is decided within 3 months


@dataclass(frozen=True)
class AskedUnit:
    """A union that is asked for something. progress: its figures of the running phase, else of the whole campaign."""

    unit: UnitFigures
    reminder: Reminder
    progress: Progress


@dataclass(frozen=True)
class CommuneLine(GroupFigures):
    """A commune: all its unions, and of them those of the school block. silent_count: unions without a report."""

    schools: Progress
    silent_count: int


@dataclass(frozen=True)
class WaitingInitiative:
    """An initiative whose recognition is not decided. is_overdue: registered more than three months ago."""

    title: str
    stage: str
    is_overdue: bool


@dataclass(frozen=True)
class WaitingUnit:
    """A union with initiatives that wait for the word of its head."""

    unit_name: str
    initiatives: tuple[WaitingInitiative, ...]

    @property
    def count(self) -> int:
        """How many wait."""
        return len(self.initiatives)

    @property
    def applied(self) -> int:
        """Of them those that are in use already."""
        return sum(item.stage == APPLIED for item in self.initiatives)

    @property
    def overdue(self) -> int:
        """Of them those registered more than three months ago."""
        return sum(item.is_overdue for item in self.initiatives)


@dataclass(frozen=True)
class LetterFigures:
    """The letters of don-doc/; one without anybody to write to is not made.

    phase: the one that runs on the day of the figures; is_phase_closed: it had ended when the letters were made.
    ask_by: the day by which reports and answers are asked for.
    """

    asked: tuple[AskedUnit, ...]
    communes: tuple[CommuneLine, ...]
    waiting: tuple[WaitingUnit, ...]
    phase: PhaseFigures | None
    is_phase_closed: bool
    ask_by: date

    @property
    def asks_reports(self) -> bool:
        """Some union is to send a report, for the first time or again."""
        return any(not asked.reminder.has_reported or asked.reminder.late_since for asked in self.asked)

    @property
    def asks_mending(self) -> bool:
        """Some union is to mend rows or files, and gets them back."""
        return any(asked.reminder.rejected_count or asked.reminder.refused_files for asked in self.asked)

    @property
    def communes_total(self) -> CommuneLine:
        """All communes together."""
        lines = self.communes
        schools = Progress(sum(line.schools.target for line in lines), sum(line.schools.counted for line in lines))
        return CommuneLine(
            target=sum(line.target for line in lines), counted=sum(line.counted for line in lines), name="",
            unit_count=sum(line.unit_count for line in lines), schools=schools,
            silent_count=sum(line.silent_count for line in lines),
        )  # fmt: skip

    @property
    def waiting_total(self) -> WaitingUnit:
        """All that wait, as if of one union without a name."""
        return WaitingUnit("", tuple(item for unit in self.waiting for item in unit.initiatives))

    @property
    def waiting_count(self) -> int:
        """Initiatives whose recognition is not decided, of all unions."""
        return self.waiting_total.count

    @property
    def overdue_count(self) -> int:
        """Of them those registered more than three months ago."""
        return self.waiting_total.overdue


def asked_units(
    units: Sequence[UnitFigures], reminders: Sequence[Reminder], phases: Sequence[PhaseFigures]
) -> tuple[AskedUnit, ...]:
    """Every union with a reminder, in the order of the unions."""
    by_code = {unit.unit_code: unit for unit in units}
    running = next((place for place, phase in enumerate(phases) if phase.is_running), None)
    return tuple(
        AskedUnit(unit, reminder, unit if running is None else unit.phases[running])
        for reminder in reminders
        for unit in [by_code[reminder.unit_code]]
    )


def commune_lines(units: Sequence[Mapping[str, Any]]) -> tuple[CommuneLine, ...]:
    """From `units` of summary.json: each commune that has a name, in the order of the unions."""
    names = dict.fromkeys(unit["commune"] for unit in units if unit["commune"])
    lines = []
    for name in names:
        own = [unit for unit in units if unit["commune"] == name]
        total, schools = _together(own), _together([unit for unit in own if unit["block"] == SCHOOLS])
        silent = sum(not unit["reported"] for unit in own)
        lines.append(CommuneLine(total.target, total.counted, name, len(own), schools, silent))
    return tuple(lines)


def _together(units: Sequence[Mapping[str, Any]]) -> Progress:
    return Progress(sum(unit["target"] for unit in units), sum(unit["counted"] for unit in units))


def waiting_units(rows: "pd.DataFrame", as_of: date) -> tuple[WaitingUnit, ...]:
    """Pending rows that are more than an idea and not recognised, by union; titles without their authors."""
    import pandas as pd

    done = (IDEA, initiative.STAGE_RECOGNISED)
    here = rows[(rows["fate"] == "pending") & ~rows["stage"].isin(done)]
    here = here.sort_values(["unit_code", "title"], kind="stable")
    limit = pd.Timestamp(as_of) - pd.DateOffset(months=MONTHS_TO_DECIDE)
    return tuple(
        WaitingUnit(
            own["unit_name"].iloc[0],
            tuple(
                WaitingInitiative(title, stage, bool(day < limit))
                for title, stage, day in zip(own["title"], own["stage"], own["registered_on"], strict=True)
            ),
        )
        for _, own in here.groupby("unit_code", sort=True)
    )


def ask_by(campaign: Campaign, today: date) -> date:
    """As many days from today as lie between two reports, but not after the last day of the phase of today."""
    day = today + timedelta(days=campaign.deadlines.report_every_days)
    return min([day, *(phase.last_day for phase in campaign.phase if phase.holds(today))])
