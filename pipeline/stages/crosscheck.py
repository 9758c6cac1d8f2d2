"""What files and units say of themselves against what was read: declared totals, zero reports, withdrawals, targets."""

from collections.abc import Sequence

import pandas as pd

from pipeline import finding
from pipeline.campaign import Campaign, Unit
from pipeline.finding import Finding
from schemas import initiative, unit_sheet


def check_counts(files: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Warnings where an accepted file's own words and its rows differ (contract §5).

    files: accepted ones, index file_id: order, unit_code, row_count, declared_count, is_zero_report.
    rows: file_id, unit_code, order, cluster, stage, is_rejected.
    """
    found: list[Finding] = []
    sheet = unit_sheet.SHEET
    said_zero = files["is_zero_report"].fillna(value=False).astype("bool")
    for file_id, count in files.loc[said_zero & (files["row_count"] > 0), "row_count"].items():
        found.append(
            Finding(int(str(file_id)), "zero_report_with_rows", sheet, field="is_zero_report", value=str(count))
        )
    silent = files.index[~said_zero & (files["row_count"] == 0)]
    found += [Finding(file_id, "no_rows", initiative.SHEET) for file_id in silent]
    differing = files[files["declared_count"].notna() & (files["declared_count"] != files["row_count"])].reset_index()
    columns = (differing[name].tolist() for name in ("file_id", "unit_code", "order", "declared_count", "row_count"))
    for file_id, unit_code, order, declared, count in zip(*columns, strict=True):
        current = _current_count(rows[(rows["unit_code"] == unit_code) & (rows["order"] <= order)])
        if declared != current:
            detail = f"tệp có {count} dòng, đơn vị hiện có {current} sáng kiến"
            found.append(
                Finding(file_id, "declared_count_differs", sheet, None, "declared_count", "", "", str(declared), detail)
            )
    return finding.frame(found)


def _current_count(rows: pd.DataFrame) -> int:
    """The initiatives a union has once these rows are laid over one another: withdrawn and rejected ones left out."""
    standing = rows[~rows["is_rejected"]].sort_values("order", kind="stable")
    newest = standing["order"] == standing.groupby("cluster")["order"].transform("max")
    carried = standing[newest & (standing["stage"] != initiative.STAGE_WITHDRAWN)]
    return int(carried["cluster"].nunique())


def check_withdrawals(rows: pd.DataFrame) -> pd.DataFrame:
    """Warnings for a Rút row that takes nothing away, or stands in a file that carries the initiative too.

    rows: file_id, sheet, row, unit_code, cluster, order, stage, title, fate.
    """
    withdrawn = rows[rows["fate"] == "withdrawn"]
    chain = ["unit_code", "cluster"]
    sizes = rows.groupby(chain)["row"].transform("size")
    lonely = withdrawn[sizes.loc[withdrawn.index] == 1]
    current = rows[rows["fate"].isin(["counted", "pending", "ineligible", "duplicate"])]
    listed = current.drop_duplicates([*chain, "file_id"]).set_index([*chain, "file_id"])["row"]
    keys = pd.MultiIndex.from_frame(withdrawn[[*chain, "file_id"]])
    beside = pd.Series(listed.reindex(keys).to_numpy(), index=withdrawn.index, dtype="Int64").dropna()
    both = withdrawn.loc[beside.index]
    return finding.concat(
        [
            finding.of_rows(lonely, "withdrawn_unmatched", "stage", lonely["stage"]),
            finding.of_rows(both, "withdrawn_and_listed", "stage", both["stage"], "dòng " + beside.astype("str")),
        ]
    )


def check_shared_refs(rows: pd.DataFrame) -> pd.DataFrame:
    """A warning for each current row whose portal ref is no evidence. rows: places, portal_ref, is_ref_shared, fate."""
    found = rows[rows["is_ref_shared"] & rows["fate"].isin(["counted", "pending", "ineligible", "duplicate"])]
    return finding.of_rows(found, "portal_ref_shared", "portal_ref", found["portal_ref"])


def check_targets(units: Sequence[Unit], campaign: Campaign) -> pd.DataFrame:
    """A warning for each phase whose target the listed units' targets do not add up to (contract §1)."""
    sums = [sum(unit.targets[place] for unit in units) for place in range(len(campaign.phase))]
    return finding.frame(
        Finding(-1, "units_targets_differ", value=str(total), detail=str(phase.number))
        for phase, total in zip(campaign.phase, sums, strict=True)
        if total != phase.target
    )
