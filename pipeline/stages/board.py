"""From the report's figures and the rows behind them to what the dashboard shows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import pandas as pd

from pipeline.campaign import Span
from pipeline.consolidation import Consolidation
from pipeline.figures import (
    NOT_STATED,
    DashboardFigures,
    DayFigures,
    GroupFigures,
    GroupLine,
    PhaseFigures,
    Progress,
    ReportFigures,
    SpanFigures,
    UnitLine,
    even_pace,
)


def board(figures: ReportFigures, consolidation: Consolidation) -> DashboardFigures:
    """figures: of the same consolidation; every number of theirs is taken over, only days are counted anew.

    Reads of the rows: fate and counting_on.
    """
    campaign, as_of = consolidation.campaign, consolidation.as_of
    rows = consolidation.rows
    days = rows.loc[rows["fate"] == "counted", "counting_on"]
    focus = _focus(figures.phases)
    drawn = focus or figures.phases[-1]
    peak = campaign.peak_campaign
    lines = _lines(figures, consolidation, focus)
    return DashboardFigures(
        focus=focus,
        span=_span(campaign.phase[drawn.number - 1], (drawn.name, drawn.target), days, as_of),
        peak_span=None if peak is None else _span(peak, (peak.name, 0), days, as_of),
        lines=lines,
        block_lines=_group_lines(figures.blocks, _by_name((line.block, line) for line in lines), focus, as_of),
        commune_lines=_group_lines(figures.communes, _by_name((line.commune, line) for line in lines), focus, as_of),
    )


def _focus(phases: Sequence[PhaseFigures]) -> PhaseFigures | None:
    """The running phase; between two the one that is over, before the first the first; None when all are over."""
    if all(phase.is_over for phase in phases):
        return None
    begun = [phase for phase in phases if not phase.is_not_begun]
    return begun[-1] if begun else phases[0]


def _span(span: Span, told: tuple[str, int], counting_days: pd.Series, as_of: date) -> SpanFigures:
    """told: the name of the span and its target."""
    name, target = told
    counts = counting_days.value_counts().to_dict()
    day_count = (span.last_day - span.first_day).days + 1
    passed = max(0, min(day_count, (as_of - span.first_day).days + 1))
    days: list[DayFigures] = []
    so_far = 0
    for place in range(1, passed + 1):
        day = span.first_day + timedelta(days=place - 1)
        counted = int(counts.get(pd.Timestamp(day), 0))
        so_far += counted
        days.append(DayFigures(day, place, counted, so_far, even_pace(target, span.first_day, span.last_day, day)))
    return SpanFigures(name, span.first_day, span.last_day, day_count, target, tuple(days))


def _pace(target: int, focus: PhaseFigures | None, as_of: date) -> int:
    return even_pace(target, focus.first_day, focus.last_day, as_of) if focus and focus.is_running else 0


def _lines(figures: ReportFigures, consolidation: Consolidation, focus: PhaseFigures | None) -> tuple[UnitLine, ...]:
    places = {unit["unit_code"]: (unit["block"], unit["commune"]) for unit in consolidation.summary["units"]}
    late = {reminder.unit_code: reminder.late_since for reminder in figures.reminders}
    lines = []
    for unit in figures.units:
        progress = unit.phases[focus.number - 1] if focus else Progress(unit.target, unit.counted)
        block, commune = places[unit.unit_code]
        lines.append(
            UnitLine(
                target=progress.target, counted=progress.counted, unit=unit, block=block, commune=commune,
                expected=_pace(progress.target, focus, consolidation.as_of), late_since=late.get(unit.unit_code),
            )
        )  # fmt: skip
    return tuple(lines)


def _by_name(named: Iterable[tuple[str, UnitLine]]) -> dict[str, list[UnitLine]]:
    members: dict[str, list[UnitLine]] = {}
    for name, line in named:
        members.setdefault(name or NOT_STATED, []).append(line)
    return members


def _group_lines(
    groups: Iterable[GroupFigures], members: Mapping[str, list[UnitLine]], focus: PhaseFigures | None, as_of: date
) -> tuple[GroupLine, ...]:
    """members: the lines of the unions by the name of their group; a group may have none (its unions are gone)."""
    found = []
    for group in groups:
        own = members.get(group.name, [])
        target = sum(line.target for line in own)
        found.append(
            GroupLine(target, sum(line.counted for line in own), whole=group, expected=_pace(target, focus, as_of))
        )
    return tuple(found)
