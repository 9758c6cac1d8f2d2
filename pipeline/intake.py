"""What each received file says by itself: the part of the flow that knows no other file, so its result can be kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from pipeline import finding
from pipeline.campaign import Campaign, Unit
from pipeline.catalogue import KINDS, REJECTING, SOFTENED, Severity
from pipeline.finding import Finding
from pipeline.received import Readings
from pipeline.stages import (
    admit,
    cells,
    clean,
    codes,
    emptiness,
    events,
    extract,
    identify,
    link,
    merged,
    rules,
    seen,
    validate,
)
from pipeline.vietnamese import as_text
from pipeline.workbook import Layout, Records, Workbook
from schemas import activity, initiative, support_team, unit_sheet
from schemas.column import Column

# The columns of which something may have to be told when all files are seen together, in the words of the union.
TOLD_LATER = (
    "initiative_code", "stage", "applied_on", "recognised_by", "recognised_on", "portal_on", "ip_protected",
)  # fmt: skip


def read(
    books: Sequence[Workbook], campaign: Campaign, units: Sequence[Unit], received_on: Mapping[str, date]
) -> Readings:
    """What the files say. books: different bytes each. received_on: sha256 → day of receipt in the campaign's zone."""
    layouts, told = _identify(books, campaign)
    days = [received_on[book.sha256] for book in books]
    said, unit_findings = admit.admit(layouts.values(), campaign, {unit.key: unit for unit in units}, days)
    told += unit_findings
    refused = {found.file_id for found in told if KINDS[found.code].severity is Severity.REFUSED}
    sheets, line_findings = _extract(
        {file_id: layout for file_id, layout in layouts.items() if file_id not in refused}, campaign
    )
    report_on = said["report_on"].dropna()
    report_days = dict(zip(report_on.index.tolist(), report_on.dt.date.tolist(), strict=True))
    rows, row_findings = _read_rows(sheets.initiatives, report_days, campaign, days)
    members, activities, side_findings = _read_sides(sheets, report_days, campaign)
    places = zip(rows["file_id"].tolist(), rows["row"].tolist(), strict=True)
    stamps = pd.Series([sheets.stamps.get(place, "") for place in places], index=rows.index, dtype="str")
    shas = pd.Series([book.sha256 for book in books], dtype="str")
    files = said.reindex(range(len(books))).assign(is_refused=shas.index.isin(refused))
    files["unit_code"] = files["unit_code"].fillna("").astype("str")
    of_lines = finding.concat([finding.frame(line_findings), row_findings, side_findings])
    findings = pd.concat(
        [finding.frame(told).assign(is_of_line=False), of_lines.assign(is_of_line=True)], ignore_index=True
    )
    return Readings(
        files=files.set_axis(pd.Index(shas, name="sha256")),
        findings=_by_content(findings, shas),
        layout=_by_content(_layout_frame(layouts), shas),
        rows=_by_content(rows.assign(row_stamp=stamps), shas),
        members=_by_content(members, shas),
        activities=_by_content(activities, shas),
    )


def _by_content(table: pd.DataFrame, shas: pd.Series) -> pd.DataFrame:
    """The table with the content of the file in the place of its number."""
    return pd.concat([table["file_id"].map(shas).rename("sha256"), table.drop(columns="file_id")], axis=1)


@dataclass(frozen=True)
class _Sheets:
    """The rows of all accepted files, by kind of sheet, each with its file_id. stamps: of rows, by file_id and row."""

    initiatives: list[tuple[int, Records]]
    team: list[tuple[int, Records]]
    activities: list[tuple[int, Records]]
    stamps: dict[tuple[int, int], str]


def _identify(books: Sequence[Workbook], campaign: Campaign) -> tuple[dict[int, Layout], list[Finding]]:
    labels = unit_sheet.labels(phase.number for phase in campaign.phase)
    layouts: dict[int, Layout] = {}
    findings: list[Finding] = []
    for file_id, book in enumerate(books):
        if book.refusal:
            findings.append(Finding(file_id, book.refusal, detail=book.detail))
        else:
            layouts[file_id], found = identify.identify(file_id, book, labels)
            findings += [*(Finding(file_id, remark) for remark in book.remarks), *found]
    return layouts, findings


def readers(campaign: Campaign) -> tuple[extract.Reader, extract.Reader, extract.Reader]:
    """What the rows of initiatives, of the team and of activities are read by."""
    lists = campaign.lists
    sides = tuple([side.BY_FIELD[field].heading for field in side.HEADING_FIELDS] for side in (support_team, activity))
    return (
        extract.reader(initiative.COLUMNS, lists.values, lists.fillers, initiative.HEADING_FIELDS, sides),
        extract.reader(support_team.COLUMNS, lists.values, lists.fillers, support_team.HEADING_FIELDS, ()),
        extract.reader(activity.COLUMNS, lists.values, lists.fillers, activity.HEADING_FIELDS, ()),
    )


def _extract(accepted: Mapping[int, Layout], campaign: Campaign) -> tuple[_Sheets, list[Finding]]:
    of_initiatives, of_team, of_activities = readers(campaign)
    sheets = _Sheets([], [], [], {})
    findings: list[Finding] = []
    for file_id, layout in accepted.items():
        for table, how, target in (
            (layout.initiatives, of_initiatives, sheets.initiatives),
            (layout.team, of_team, sheets.team),
            (layout.activities, of_activities, sheets.activities),
        ):
            if table is not None:
                spread, notes = merged.spread(file_id, table)
                records, found = extract.extract(file_id, spread, how)
                target.append((file_id, records))
                findings += [*notes, *found, *seen.hidden(file_id, table, records), *seen.fonts(file_id, table)]
                sheets.stamps.update({(file_id, row): text for row, text in table.stamps.items()})
    return sheets, findings


def _read_rows(
    tables: Sequence[tuple[int, Records]], report_days: Mapping[int, date], campaign: Campaign, days: Sequence[date]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows with typed columns, keys and what rejects them, and all that is wrong with them.

    days: the day of receipt by file_id.
    """
    as_typed = clean.gather(tables, initiative.COLUMNS).sort_values(
        ["file_id", "row"], kind="stable", ignore_index=True
    )
    fit, unfit_findings = cells.fit(as_typed, initiative.COLUMNS)
    as_typed = cells.printable(as_typed, unfit_findings)
    rows, cell_findings = clean.clean(fit, initiative.COLUMNS, campaign.lists, report_days)
    received_on = rows["file_id"].map(dict(enumerate(days))).astype("datetime64[s]")
    found = [
        unfit_findings,
        cell_findings,
        emptiness.explain(cells.without_gaps(validate.validate(rows, campaign.lists), unfit_findings), tables),
        rules.check_rows(rows, as_typed, campaign, received_on),
    ]
    told = finding.concat(found)
    told["code"] = told["code"].replace({code: SOFTENED[code] for code in campaign.rules.as_warning})
    findings = rules.excuse_withdrawals(told, rows)
    findings = finding.concat([findings, rules.check_files(rows, report_days)])
    rows = rows.assign(
        rejected_reasons=rules.rejected(findings, rows), is_title_sound=_has_sound_title(rows, findings)
    ).join([link.keys(rows), codes.keys(rows)])
    said = {f"said_{field}": as_typed[field].map(as_text).astype("str") for field in TOLD_LATER}
    return rows.assign(**said), clean.as_typed_values(findings, as_typed)


def _has_sound_title(rows: pd.DataFrame, findings: pd.DataFrame) -> "pd.Series[bool]":
    """An empty or rejected title, and that of a Rút row, is alike to any (contract §3)."""
    faulty = findings[(findings["field"] == "title") & findings["code"].isin(REJECTING)]
    has_fault = _places(rows).isin(_places(faulty))
    return (rows["title"] != "") & ~has_fault & (rows["stage"] != initiative.STAGE_WITHDRAWN)


def _places(table: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(table[["file_id", "row"]])


def _read_sides(
    sheets: _Sheets, report_days: Mapping[int, date], campaign: Campaign
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    found: list[pd.DataFrame] = []

    def read_side(tables: Sequence[tuple[int, Records]], columns: tuple[Column, ...]) -> pd.DataFrame:
        fit, unfit_findings = cells.fit(clean.gather(tables, columns), columns)
        lines, findings = clean.clean(fit, columns, campaign.lists, report_days)
        findings = finding.concat([unfit_findings, findings])
        found.extend([findings, events.check_required(lines, columns, findings)])
        return events.complete(lines, columns)

    members = read_side(sheets.team, support_team.COLUMNS)
    held = read_side(sheets.activities, activity.COLUMNS)
    return members, held, finding.concat(found)


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
