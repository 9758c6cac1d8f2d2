"""What files and units say of themselves against what was read: declared totals, zero reports, withdrawals, targets."""

from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline import finding
from pipeline.campaign import Campaign, Unit
from pipeline.finding import Finding
from schemas import initiative, tables


def check_counts(files: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Warnings where an accepted file's own words and its rows differ (contract §5).

    files: accepted ones, index file_id: unit_sheet, order, unit_code, row_count, declared_count, is_zero_report.
    rows: unit_code, order, superseded_order, record_id, stage, is_rejected.
    """
    found: list[Finding] = []
    said_zero = files["is_zero_report"].fillna(value=False).astype("bool")
    silent = files.index[~said_zero & (files["row_count"] == 0)]
    found += [Finding(file_id, "no_rows", initiative.SHEET) for file_id in silent]
    names = ["file_id", "unit_sheet", "unit_code", "order", "declared_count", "row_count"]
    is_other = (files["declared_count"] != files["row_count"]).fillna(value=False).astype("bool")
    telling = files.assign(said_zero=said_zero)[said_zero | is_other].reset_index()
    of_unit = dict(iter(rows[rows["unit_code"].isin(telling["unit_code"])].groupby("unit_code")))
    columns = (telling[name].tolist() for name in [*names, "said_zero"])
    for file_id, sheet, unit_code, order, declared, count, is_zero in zip(*columns, strict=True):
        current = _current_count(of_unit.get(unit_code, rows.iloc[:0]), order)
        detail = f"tệp có {count} dòng, đơn vị đang có {current} sáng kiến"
        if is_zero and (count or current):
            found.append(
                Finding(file_id, "zero_report_with_rows", sheet, field="is_zero_report", value="Có", detail=detail)
            )
        if pd.notna(declared) and declared not in {count, current}:
            value = str(declared)
            found.append(
                Finding(file_id, "declared_count_differs", sheet, field="declared_count", value=value, detail=detail)
            )
    return finding.frame(found)


def _current_count(rows: pd.DataFrame, order: int) -> int:
    """The initiatives a union has with its submissions up to `order`: withdrawn and rejected ones left out."""
    is_standing = rows["superseded_order"].isna() | (rows["superseded_order"] > order)
    carried = (
        (rows["order"] <= order) & is_standing & ~rows["is_rejected"] & (rows["stage"] != initiative.STAGE_WITHDRAWN)
    )
    return int(rows.loc[carried, "record_id"].nunique())


def check_exclusions(files: pd.DataFrame, why: Mapping[str, str]) -> pd.DataFrame:
    """A warning for each submission that the clerk took out. files: index file_id: sha256, is_excluded."""
    out = files.loc[files["is_excluded"], "sha256"]
    return finding.frame(Finding(file_id, "submission_excluded", detail=why[sha256]) for file_id, sha256 in out.items())


def check_withdrawals(rows: pd.DataFrame) -> pd.DataFrame:
    """Warnings for a Rút that takes nothing away, or stands in a file that carries the initiative too.

    rows: file_id, sheet, row, is_matched, beside_row, stage, fate.
    """
    withdrawn = rows[rows["fate"] == "withdrawn"]
    both = withdrawn[withdrawn["beside_row"].notna()]
    lonely = withdrawn[~withdrawn["is_matched"] & withdrawn["beside_row"].isna()]
    return finding.concat(
        [
            finding.of_rows(lonely, "withdrawn_unmatched", "stage", lonely["stage"]),
            finding.of_rows(
                both, "withdrawn_and_listed", "stage", both["stage"], "dòng " + both["beside_row"].astype("str")
            ),
        ]
    )


def check_joining(rows: pd.DataFrame) -> pd.DataFrame:
    """A warning for a row that stands for several portal refs at once. rows: places, title, is_joining."""
    found = rows[rows["is_joining"]]
    return finding.of_rows(found, "several_refs_joined", "portal_ref", found["portal_ref"])


def check_shared_refs(rows: pd.DataFrame) -> pd.DataFrame:
    """A warning for each current row whose portal ref is no evidence. rows: places, portal_ref, is_ref_shared, fate."""
    found = rows[rows["is_ref_shared"] & rows["fate"].isin(tables.CURRENT)]
    return finding.of_rows(found, "portal_ref_shared", "portal_ref", found["portal_ref"])


def check_targets(units: Sequence[Unit], campaign: Campaign) -> pd.DataFrame:
    """A warning for each phase whose target the listed units' targets do not add up to (contract §1)."""
    sums = [sum(unit.targets[place] for unit in units) for place in range(len(campaign.phase))]
    return finding.frame(
        Finding(finding.CONFIGURATION, "units_targets_differ", value=str(total), detail=str(phase.number))
        for phase, total in zip(campaign.phase, sums, strict=True)
        if total != phase.target
    )
