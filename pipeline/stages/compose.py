"""From a consolidation to everything the documents say."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Literal

import pandas as pd

from pipeline import catalogue, grouping, vietnamese
from pipeline.campaign import Campaign, Span
from pipeline.consolidation import Consolidation, Summary
from pipeline.figures import (
    NO_WORDS,
    NOT_STATED,
    ActivityFigures,
    ActivityKind,
    BenefitFigures,
    ClerkWords,
    FateFigures,
    FateGroup,
    Fault,
    FileFigures,
    GroupFigures,
    IssuedReport,
    LetterFigures,
    PeakFigures,
    PhaseFigures,
    PhaseStatus,
    PortalFigures,
    Progress,
    Reason,
    RefusedFile,
    Reminder,
    ReportFigures,
    Share,
    TargetCheck,
    TeamFigures,
    UnitFigures,
    UnitPace,
    change_figures,
    even_pace,
)
from pipeline.figures.dossiers import award_names, dossiers, notable
from pipeline.figures.letters import ask_by, asked_units, commune_lines, waiting_units
from schemas.tables import ACCEPTED

NOT_COUNTED = ("pending", "ineligible", "duplicate", "rejected", "withdrawn")
OTHER = vietnamese.fold("Khác")


def compose(
    consolidation: Consolidation,
    run_clock: datetime,
    words: ClerkWords = NO_WORDS,
    last_report: IssuedReport | None = None,
) -> ReportFigures:
    """Every figure of the report, the dispatch and the letters.

    run_clock: the moment of the run, with its zone. words: what the clerk adds. last_report: what the figures that
    changes are told against were issued with.
    """
    campaign, summary, as_of = consolidation.campaign, consolidation.summary, consolidation.as_of
    rows = consolidation.rows
    counted = rows[rows["fate"] == "counted"]
    run_at = run_clock.astimezone(campaign.zone)
    by, awards = summary["by"], award_names(campaign)
    phases, reminders = _phases(consolidation), _reminders(consolidation)
    running = next((phase for phase in phases if phase.is_running), None)
    units = tuple(_unit(unit) for unit in summary["units"])
    return ReportFigures(
        as_of=as_of,
        run_at=run_at,
        moment=_moment(as_of, run_at),
        short_name=campaign.campaign.name.split(" - ")[0],
        own_documents=_documents_of(campaign.issuer.name, campaign),
        superior_documents=_documents_of(campaign.issuer.superior, campaign),
        total=Progress(target=campaign.target, counted=summary["rows"]["counted"]),
        phases=phases,
        peak=_peak(consolidation, counted),
        changes=change_figures(summary["changes"], last_report),
        blocks=_groups("block", summary),
        communes=_groups("commune", summary),
        author_groups=_shares(by["author_group"]),
        solution_kinds=_shares(by["solution_kind"]),
        fields_of_work=_shares(by["field_of_work"]),
        units=units,
        fates=_fates(rows, summary),
        files=FileFigures(**summary["files"]),
        review_open=summary["review"]["open"],
        review_decided=summary["review"]["decided"],
        teams=_teams(consolidation),
        activities=_activities(consolidation),
        benefit=_benefit(counted, summary),
        notable=notable(counted, awards, words.notable_codes),
        recognisers=_named(campaign.lists.recognised_by, counted["recognised_by"]),
        awards=_named(awards, counted["award_proposal"]),
        portal=_portal(campaign, rows),
        target_checks=_target_checks(campaign, summary),
        reminders=reminders,
        dossiers=dossiers(rows, awards),
        letters=LetterFigures(
            asked=asked_units(units, reminders, phases), communes=commune_lines(summary["units"]),
            waiting=waiting_units(rows, as_of), phase=running,
            is_phase_closed=running is not None and running.last_day < run_at.date(),
            ask_by=ask_by(campaign, max(as_of, run_at.date())),
        ),
        clerk=words,
    )  # fmt: skip


def _moment(as_of: date, run_at: datetime) -> str:
    # A day still running, or one to come, cannot be told to its end: what is known is known up to the run.
    if as_of < run_at.date():
        return f"hết ngày {vietnamese.day(as_of)}"
    return f"{run_at.hour:02d} giờ {run_at.minute:02d} ngày {vietnamese.day(run_at.date())}"


def _documents_of(body: str, campaign: Campaign) -> tuple[str, ...]:
    """The legal bases issued by a body, found after “của”: a paper may mention other bodies in its subject."""
    key = vietnamese.fold(body)
    texts = [basis.text.strip().rstrip(";.") for basis in campaign.legal_basis]
    return tuple(text for text in texts if key in vietnamese.fold(text.partition(" của ")[2].partition(" về ")[0]))


def _status(span: Span, as_of: date) -> PhaseStatus:
    if as_of < span.first_day:
        return PhaseStatus.NOT_BEGUN
    return PhaseStatus.RUNNING if as_of <= span.last_day else PhaseStatus.OVER


def _expected(target: int, span: Span, as_of: date) -> int:
    return even_pace(target, span.first_day, span.last_day, as_of)


def _phases(consolidation: Consolidation) -> tuple[PhaseFigures, ...]:
    rows, as_of = consolidation.rows, consolidation.as_of
    results = {phase["phase"]: phase["counted"] for phase in consolidation.summary["phases"]}
    figures = []
    for phase in consolidation.campaign.phase:
        of_phase = rows[(rows["phase"] == phase.number).fillna(False).astype(bool)]
        is_late = of_phase["recognised_on"] > pd.Timestamp(phase.last_day)
        status = _status(phase, as_of)
        figures.append(
            PhaseFigures(
                target=phase.target, counted=results[phase.number], number=phase.number, name=phase.name,
                first_day=phase.first_day, last_day=phase.last_day, status=status,
                days_left=(phase.last_day - as_of).days if status is PhaseStatus.RUNNING else 0,
                expected=_expected(phase.target, phase, as_of),
                pending=int((of_phase["fate"] == "pending").sum()),
                recognised_late=int(((of_phase["fate"] == "counted") & is_late).sum()),
            )
        )  # fmt: skip
    return tuple(figures)


def _peak(consolidation: Consolidation, counted: pd.DataFrame) -> PeakFigures | None:
    peak, as_of = consolidation.campaign.peak_campaign, consolidation.as_of
    if peak is None or as_of < peak.first_day:
        return None
    days = counted["counting_on"]
    is_inside = (days >= pd.Timestamp(peak.first_day)) & (days <= pd.Timestamp(peak.last_day))
    count = int(is_inside.sum())
    return PeakFigures(peak.name, peak.first_day, peak.last_day, count, is_running=as_of <= peak.last_day)


def _unit(unit: Mapping[str, Any]) -> UnitFigures:
    return UnitFigures(
        target=unit["target"], counted=unit["counted"], unit_code=unit["unit_code"], unit_name=unit["unit_name"],
        pending=unit["pending"], reported=unit["reported"], zero_report=unit["zero_report"],
        phases=tuple(Progress(phase["target"], phase["counted"]) for phase in unit["phases"]),
    )  # fmt: skip


def _groups(key: Literal["block", "commune"], summary: Summary) -> tuple[GroupFigures, ...]:
    groups = []
    for name, count in summary["by"][key].items():
        units = [unit for unit in summary["units"] if unit[key] == name]
        if units or count:  # a block of the list that no union belongs to says nothing
            groups.append(GroupFigures(sum(unit["target"] for unit in units), count, name or NOT_STATED, len(units)))
    return tuple(groups)


def _shares(counts: Mapping[str, int]) -> tuple[Share, ...]:
    """The names with a count, the greatest first, in the order of the list where equal; the others last."""
    whole = sum(counts.values())
    found = [(name, count) for name, count in counts.items() if count]
    found.sort(key=lambda pair: (not pair[0], vietnamese.fold(pair[0]) == OTHER, -pair[1]))
    return tuple(Share(name or NOT_STATED, count, vietnamese.percent_of(count, whole)) for name, count in found)


def _named(names: Iterable[str], values: pd.Series) -> tuple[Share, ...]:
    counts = Counter(values.tolist())
    return _shares({name: counts[name] for name in names})


def _fates(rows: pd.DataFrame, summary: Summary) -> FateFigures:
    groups = tuple(
        FateGroup(catalogue.FATE_NAMES[fate], summary["rows"][fate], _reasons(rows, fate))
        for fate in NOT_COUNTED
        if summary["rows"][fate]
    )
    return FateFigures(**summary["rows"], groups=groups)


def _reasons(rows: pd.DataFrame, fate: str) -> tuple[Reason, ...]:
    if fate == "withdrawn":
        return ()  # the name of the fate says it all
    counts: Counter[str] = Counter()
    for codes in rows.loc[rows["fate"] == fate, "reasons"]:
        counts.update(set(codes.split()))
    texts = {code: catalogue.reason_text(code) for code in counts}
    # The label opens a line in the annex; here it goes on a sentence.
    reasons = [Reason(text[:1].lower() + text[1:], counts[code]) for code, text in texts.items()]
    return tuple(sorted(reasons, key=lambda reason: (-reason.count, reason.text)))


def _teams(consolidation: Consolidation) -> TeamFigures:
    files, teams = consolidation.files, consolidation.teams
    listed = {unit["unit_code"]: unit["unit_name"] for unit in consolidation.summary["units"]}
    counting = files[files["outcome"].isin(ACCEPTED) & ~files["is_excluded"]]
    decided = counting.loc[counting["team_decision_number"].fillna("") != "", "unit_code"]
    members = teams[teams["unit_code"].isin(listed)]
    founded = listed.keys() & {*decided, *members["unit_code"]}
    return TeamFigures(
        unit_count=len(founded), member_count=len(members), decided_count=len(listed.keys() & {*decided}),
        missing=tuple(name for code, name in listed.items() if code not in founded),
    )  # fmt: skip


def _activities(consolidation: Consolidation) -> ActivityFigures:
    table = consolidation.activities
    held = table[~(table["held_on"] > pd.Timestamp(consolidation.as_of))]
    kinds = []
    # A kind whose cell could not be read stands at the end, so that the kinds add up to all.
    for name in dict.fromkeys([*consolidation.campaign.lists.activity_kind, *held["activity_kind"]]):
        of_kind = held[held["activity_kind"] == name]
        if len(of_kind):
            participants, collected = _sum(of_kind["participant_count"]), _sum(of_kind["collected_count"])
            kinds.append(ActivityKind(name or NOT_STATED, len(of_kind), participants, collected))
    return ActivityFigures(
        count=len(held), unit_count=held["unit_code"].nunique(), participants=_sum(held["participant_count"]),
        collected=_sum(held["collected_count"]), kinds=tuple(kinds),
    )  # fmt: skip


def _sum(numbers: pd.Series) -> int:
    return int(numbers.dropna().sum())


def _benefit(counted: pd.DataFrame, summary: Summary) -> BenefitFigures:
    return BenefitFigures(
        count=int((counted["benefit_vnd"].fillna(0) > 0).sum()),
        amount=vietnamese.money(summary["benefit_vnd"]),
        other=int((counted["other_benefit"] != "").sum()),
    )


def _portal(campaign: Campaign, rows: pd.DataFrame) -> PortalFigures:
    current = rows[rows["fate"].isin(["counted", "pending"])]
    is_entered = current["portal_on"].notna() | (current["portal_ref"] != "")
    return PortalFigures(
        entered=int(is_entered.sum()), not_entered=int((~is_entered).sum()),
        unit_count=current.loc[~is_entered, "unit_code"].nunique(),
        stages=_named(campaign.lists.stage, current["stage"]), registered=int(current["registered_on"].notna().sum()),
    )  # fmt: skip


def _target_checks(campaign: Campaign, summary: Summary) -> tuple[TargetCheck, ...]:
    return tuple(
        TargetCheck(phase.name, phase.target, sum(unit["phases"][place]["target"] for unit in summary["units"]))
        for place, phase in enumerate(campaign.phase)
    )


def _reminders(consolidation: Consolidation) -> tuple[Reminder, ...]:
    files = consolidation.files
    newest = files[files["is_newest"]]
    newest_by_unit = {row["unit_code"]: (file_id, row["report_on"].date()) for file_id, row in newest.iterrows()}
    refused, rejected = _refused_files(consolidation), _rejected_places(consolidation)
    deadlines, as_of = consolidation.campaign.deadlines, consolidation.as_of
    reminders = []
    for unit in consolidation.summary["units"]:
        code = unit["unit_code"]
        file_id, report_on = newest_by_unit.get(code, (None, None))
        reminder = Reminder(
            unit_code=code, unit_name=unit["unit_name"], has_reported=unit["reported"],
            late_since=report_on if report_on is not None and deadlines.is_late(report_on, as_of) else None,
            refused_files=_still_open(refused.get(code, []), report_on),
            rejected_count=len(rejected.get(file_id, ())),
            faults=_faults(consolidation, file_id, rejected.get(file_id, frozenset())),
            behind=_behind(unit, consolidation) if unit["reported"] else None,
        )  # fmt: skip
        has_matter = reminder.late_since or reminder.refused_files or reminder.rejected_count or reminder.behind
        if has_matter or not reminder.has_reported:
            reminders.append(reminder)
    return tuple(reminders)


def _still_open(files: list[tuple[date | None, RefusedFile]], report_on: date | None) -> tuple[RefusedFile, ...]:
    """Refused files but for those that an accepted file of a later day has replaced."""
    return tuple(file for day, file in files if report_on is None or day is None or day >= report_on)


def _behind(unit: Mapping[str, Any], consolidation: Consolidation) -> UnitPace | None:
    for phase, result in zip(consolidation.campaign.phase, unit["phases"], strict=True):
        expected = _expected(result["target"], phase, consolidation.as_of)
        if result["counted"] < expected:
            return UnitPace(result["target"], result["counted"], phase.name, phase.last_day, expected)
    return None


def _refused_files(consolidation: Consolidation) -> dict[str, list[tuple[date | None, RefusedFile]]]:
    files, findings = consolidation.files, consolidation.findings
    refused: dict[str, list[tuple[date | None, RefusedFile]]] = {}
    for file_id, file in files[(files["outcome"] == "refused") & (files["unit_code"] != "")].iterrows():
        of_file = findings[(findings["file_id"] == file_id) & (findings["severity"] == "refused")]
        day = None if pd.isna(file["report_on"]) else file["report_on"].date()
        refused.setdefault(file["unit_code"], []).append((day, RefusedFile(file["file"], tuple(of_file["message"]))))
    return refused


def _rejected_places(consolidation: Consolidation) -> dict[Any, frozenset[tuple[str, int]]]:
    """file_id → sheet and row of each row that was not accepted and that no later submission has mended."""
    rows = consolidation.rows
    rejected = rows[rows["fate"] == "rejected"]
    return {
        file_id: frozenset(zip(of_file["sheet"], of_file["row"].astype("int64"), strict=True))
        for file_id, of_file in rejected.groupby("file_id")
    }


def _faults(consolidation: Consolidation, file_id: Any, places: frozenset[tuple[str, int]]) -> tuple[Fault, ...]:
    """What is wrong with these rows, one fault in many rows told once."""
    if not places:
        return ()
    found = consolidation.findings
    found = found[(found["file_id"] == file_id) & (found["severity"] == "rejected") & found["row"].notna()]
    entries = found.to_dict("records")
    return tuple(grouping.faults(entry for entry in entries if (entry["sheet"], int(entry["row"])) in places))
