"""The whole of the middle as one pure function: what was received in, what is known and counted out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from pipeline import finding
from pipeline.campaign import Campaign, Unit
from pipeline.catalogue import KINDS, REJECTING, Severity
from pipeline.consolidation import Consolidation
from pipeline.finding import Finding
from pipeline.stages import (
    account,
    admit,
    clean,
    crosscheck,
    events,
    extract,
    identify,
    link,
    merge,
    receive,
    resolve,
    rules,
    tally,
    validate,
)
from pipeline.workbook import Layout, Records, Workbook
from schemas import activity, initiative, support_team, tables, unit_sheet
from schemas.column import Column

Calendar = admit.Calendar


def consolidate(
    received: Sequence[Workbook], campaign: Campaign, units: Sequence[Unit], calendar: Calendar
) -> Consolidation:
    """From received workbooks to fates, findings and the summary.

    The result does not depend on the order of `received`, nor on file names but where they are printed.
    Raises IntegrityError when the fates do not add up.
    """
    books = receive.in_order(received)
    files, arrival_findings = receive.receive(books)
    layouts, layout_findings = _identify(books, files, campaign)
    said, unit_findings = admit.admit(layouts.values(), campaign, {unit.key: unit for unit in units}, calendar)
    told = [*arrival_findings, *layout_findings, *unit_findings]
    files, later_findings = receive.sort_out(files, said, _refused(told), calendar.as_of)
    accepted = {file_id: layouts[file_id] for file_id in files.index[files["outcome"] == ""]}

    sheets, line_findings = _extract(accepted, campaign)
    as_typed, rows, row_findings = _read_rows(sheets.initiatives, files, campaign, calendar)
    teams, activities, side_findings = _read_sides(sheets, files, campaign)
    rows = _place(rows, files, units, row_findings)
    rows, records, pairs = _link(rows, row_findings)
    rows = _resolve(rows, records, pairs, campaign, calendar)

    files = _outcomes(files, rows)
    listed = tally.listed_units(units, calendar.as_of, rows)
    row_findings = finding.concat(
        [
            row_findings,
            resolve.warnings(rows, campaign),
            crosscheck.check_withdrawals(rows),
            crosscheck.check_joining(rows),
            crosscheck.check_shared_refs(rows),
        ]
    )
    found = [
        finding.frame([*told, *later_findings, *line_findings]),
        clean.as_typed_values(row_findings, as_typed),
        side_findings,
        crosscheck.check_counts(files[files["outcome"].isin(tables.ACCEPTED)], rows),
        crosscheck.check_targets(listed, campaign),
    ]
    findings = finding.describe(finding.concat(found), _layout_frame(layouts), files)
    review = _review(pairs, rows)
    summary = {
        **tally.tally(files, rows, campaign, units, calendar.as_of),
        "review": {"open": len(review), "decided": 0},
        "findings": {code: int(count) for code, count in findings["code"].value_counts().sort_index().items()},
    }
    fates = account.account(rows, sum(len(records.rows) for _, records in sheets.initiatives))
    return Consolidation(
        calendar.as_of, campaign, listed, files, rows, fates, findings, teams, activities, review, summary
    )


@dataclass(frozen=True)
class _Sheets:
    """The rows of all accepted files, by kind of sheet, each with its file_id."""

    initiatives: list[tuple[int, Records]]
    team: list[tuple[int, Records]]
    activities: list[tuple[int, Records]]


def _identify(
    books: Sequence[Workbook], files: pd.DataFrame, campaign: Campaign
) -> tuple[dict[int, Layout], list[Finding]]:
    labels = unit_sheet.labels(phase.number for phase in campaign.phase)
    layouts: dict[int, Layout] = {}
    findings: list[Finding] = []
    for file_id in files.index[files["outcome"] == ""]:
        layouts[file_id], found = identify.identify(file_id, books[file_id], labels)
        findings += found
    return layouts, findings


def _refused(findings: Sequence[Finding]) -> set[int]:
    return {found.file_id for found in findings if KINDS[found.code].severity is Severity.REFUSED}


def _extract(accepted: Mapping[int, Layout], campaign: Campaign) -> tuple[_Sheets, list[Finding]]:
    lists = campaign.lists
    of_initiatives, of_team, of_activities = (
        extract.reader(columns, lists.values, lists.fillers, marks)
        for columns, marks in (
            (initiative.COLUMNS, initiative.HEADING_FIELDS),
            (support_team.COLUMNS, support_team.HEADING_FIELDS),
            (activity.COLUMNS, activity.HEADING_FIELDS),
        )
    )
    sheets = _Sheets([], [], [])
    findings: list[Finding] = []
    for file_id, layout in accepted.items():
        for table, how, target in (
            (layout.initiatives, of_initiatives, sheets.initiatives),
            (layout.team, of_team, sheets.team),
            (layout.activities, of_activities, sheets.activities),
        ):
            if table is not None:
                records, found = extract.extract(file_id, table, how)
                target.append((file_id, records))
                findings += found
    return sheets, findings


def _report_days(files: pd.DataFrame) -> dict[int, date]:
    known = files["report_on"].dropna()
    return dict(zip(known.index.tolist(), known.dt.date.tolist(), strict=True))


def _read_rows(
    tables: Sequence[tuple[int, Records]], files: pd.DataFrame, campaign: Campaign, calendar: Calendar
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The rows as typed and with typed columns, index row_id, and all that is wrong with them."""
    as_typed = clean.gather(tables, initiative.COLUMNS).sort_values(
        ["file_id", "row"], kind="stable", ignore_index=True
    )
    rows, cell_findings = clean.clean(as_typed, initiative.COLUMNS, campaign.lists, _report_days(files))
    found = [
        cell_findings,
        validate.validate(rows, campaign.lists),
        rules.check_rows(rows, as_typed, campaign, calendar.received_on),
    ]
    findings = rules.excuse_withdrawals(finding.concat(found), rows)
    findings = finding.concat([findings, rules.check_files(rows, files["report_on"])])
    return as_typed, rows.rename_axis("row_id"), findings


def _read_sides(
    sheets: _Sheets, files: pd.DataFrame, campaign: Campaign
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    found: list[pd.DataFrame] = []

    def read(tables: Sequence[tuple[int, Records]], columns: tuple[Column, ...]) -> pd.DataFrame:
        lines, findings = clean.clean(clean.gather(tables, columns), columns, campaign.lists, _report_days(files))
        found.extend([findings, events.check_required(lines, columns, findings)])
        return events.complete(lines, columns)

    members = read(sheets.team, support_team.COLUMNS)
    held = read(sheets.activities, activity.COLUMNS)
    return events.teams(members, files), events.activities(held, files), finding.concat(found)


def _place(rows: pd.DataFrame, files: pd.DataFrame, units: Sequence[Unit], findings: pd.DataFrame) -> pd.DataFrame:
    """The rows with their file, their unit and the codes that reject them."""
    known = pd.DataFrame(
        [(unit.unit_code, unit.unit_name, unit.block, unit.commune) for unit in units],
        columns=["unit_code", "unit_name", "block", "commune"], dtype="str",
    )  # fmt: skip
    placed = rows.join(files[["file", "sha256", "unit_code", "report_on", "order"]], on="file_id")
    placed = placed.join(known.set_index("unit_code"), on="unit_code")
    rejected_reasons = rules.rejected(findings, rows)
    return placed.assign(
        order=placed["order"].astype("int64"), rejected_reasons=rejected_reasons, is_rejected=rejected_reasons != ""
    )


def _link(rows: pd.DataFrame, findings: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The rows with what `merge` makes of them and the record each is; the records as evidence; and their pairs.

    Which portal refs are fillers is asked of the rows that are current, and which rows are current depends on it: the
    refs that look like fillers in all that was sent are left out first, then those that still do among current rows.
    """
    faulty = findings[(findings["field"] == "title") & findings["code"].isin(REJECTING)]
    has_fault = _places(rows).isin(_places(faulty))
    is_sound = (rows["title"] != "") & ~has_fault & (rows["stage"] != initiative.STAGE_WITHDRAWN)
    records, record_of = link.records(rows, is_sound)
    rows = rows.assign(
        record_id=record_of,
        title_key=record_of.map(records["title_key"]),
        portal_key=record_of.map(records["portal_key"]),
    )
    suspected = link.filler_refs(records.loc[rows.loc[~rows["is_rejected"], "record_id"].unique()])
    merged, evidence, pairs = _merge(rows, records, suspected)
    fillers = (
        link.filler_refs(records.loc[merged.loc[resolve.current(merged), "record_id"].unique()])
        if suspected
        else suspected
    )
    if fillers != suspected:
        merged, evidence, pairs = _merge(rows, records, fillers)
    return merged, evidence, pairs


def _merge(
    rows: pd.DataFrame, records: pd.DataFrame, fillers: frozenset[link.Ref]
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    evidence = link.without_fillers(records, fillers)
    pairs = link.link(evidence)
    marked = link.without_fillers(rows, fillers).assign(is_ref_shared=link.is_filler(rows, fillers))
    return marked.join(merge.merge(marked, pairs[pairs["state"] == link.SAME])), evidence, pairs


def _places(table: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(table[["file_id", "row"]])


def _resolve(
    rows: pd.DataFrame, records: pd.DataFrame, pairs: pd.DataFrame, campaign: Campaign, calendar: Calendar
) -> pd.DataFrame:
    """The rows with counting day, phase, fate, reasons and related."""
    days = resolve.counting_days(rows, campaign)
    rows = rows.assign(counting_on=days, phase=resolve.phases(days, campaign))
    judged = resolve.judge(rows, campaign, calendar.as_of)
    rows = rows.assign(
        status=judged["status"], status_reasons=judged["reasons"], former_phase=resolve.former_phases(rows)
    )
    is_eligible = resolve.current(rows) & (rows["status"] != "ineligible")
    clusters = link.cluster(records, pairs, set(rows.loc[is_eligible, "record_id"].tolist()))
    rows = rows.assign(cluster=rows["record_id"].map(clusters))
    rows = rows.join(resolve.resolve(rows))
    related = rows["related_id"].map(account.place_names(rows)).fillna("").astype("str")
    return rows.assign(related=related, initiative_code="", typed_code=rows["initiative_code"])


def _outcomes(files: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    read = rows.groupby("file_id").size().reindex(files.index, fill_value=0)
    rejected = rows["is_rejected"].groupby(rows["file_id"]).sum().reindex(files.index, fill_value=0)
    is_open = files["outcome"] == ""
    outcome = files["outcome"].mask(is_open, "accepted").mask(is_open & (rejected > 0), "accepted_with_errors")
    return files.assign(outcome=outcome, row_count=read.astype("int64"), rejected_count=rejected.astype("int64"))


def _layout_frame(layouts: Mapping[int, Layout]) -> pd.DataFrame:
    """Where each file has each field: file_id, sheet, field, row (of a label), column (letter), heading."""
    places: list[tuple[int, str, str, int | None, str, str]] = [
        (file_id, table.sheet, field, None, column, table.headings[field])
        for file_id, layout in layouts.items()
        for table in (layout.initiatives, layout.team, layout.activities)
        if table is not None
        for field, column in table.letters().items()
    ]
    places += [
        (file_id, found.sheet, field, found.row, found.column, found.heading)
        for file_id, layout in layouts.items()
        for field, found in layout.unit.items()
    ]
    table = pd.DataFrame(places, columns=["file_id", "sheet", "field", "row", "column", "heading"])
    return table.astype({"file_id": "int64", "row": "Int64"}).drop_duplicates(["file_id", "sheet", "field"])


def _review(pairs: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Pairs a person must decide, of two rows that stand and count or wait: row_a, row_b, reason; each pair once."""
    standing = rows[rows["fate"].isin(["counted", "pending"])]
    head = standing.reset_index().groupby("cluster")["row_id"].min()
    cluster = rows.drop_duplicates("record_id").set_index("record_id")["cluster"]
    asked = pairs[pairs["state"] == link.REVIEW]
    both = pd.DataFrame(
        {
            "row_a": asked["record_a"].map(cluster).map(head),
            "row_b": asked["record_b"].map(cluster).map(head),
            "reason": asked["reason"],
        }
    ).dropna()
    both = both[both["row_a"] != both["row_b"]].astype({"row_a": "int64", "row_b": "int64"})
    ends = both[["row_a", "row_b"]]
    both = both.assign(row_a=ends.min(axis=1), row_b=ends.max(axis=1))
    return (
        both.sort_values(["row_a", "row_b", "reason"], kind="stable")
        .drop_duplicates(["row_a", "row_b"])
        .reset_index(drop=True)
    )
