"""What one consolidation yields: frames with everything that was read and decided, and the summary."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from pipeline.campaign import Campaign, Unit
from pipeline.history import Given, Linked

Summary = dict[str, Any]


@dataclass(frozen=True)
class Consolidation:
    """The result of `flow.consolidate`: pure data from which every document is made.

    files: one row a file of inbox/ or a kept submission, index file_id (by SHA-256, then path): file, sha256, size
        (bytes), received_run, received_at (datetime64[s, UTC]), is_in_inbox, outcome, order (Int64), is_excluded,
        is_newest, unit_code, stamped_unit ("" when unknown), report_on (datetime64, NaT when unknown), row_count,
        rejected_count, is_zero_report, declared_count (Int64), member_count (Int64), worker_count (Int64), prepared_by,
        phone, team_decision_number, team_decided_on.
    rows: one row a row read, index row_id: file_id, file, sheet, row (as Excel shows it), unit_code, unit_name, block,
        commune, report_on, every field of schemas.initiative (text "" when empty; days datetime64 with NaT; benefit_vnd
        Int64; ip_protected boolean), applied_is_month, counting_on (datetime64, NaT), phase (Int64), fate, related,
        reasons, united_co_authors (with the authors of its duplicates); and what the stages decide by: initiative_code
        ("" for none), is_rejected, is_excluded and more.
    fates: the columns of fates.csv, as printed there.
    findings: the columns of findings.csv (file, sheet, row Int64, column, code, severity, value, message), then heading
        (the column as the union names it), unit_code and file_id.
    teams: unit_code, member_name, position, role, phone: the current list of each unit.
    activities: unit_code, held_on, activity_kind, content, participant_count, collected_count (Int64): each one once.
    review: pairs a person decides or has decided, a line each: review.REVIEW_COLUMNS of the stages, worst group first.
    automatic: pairs called one by the rule alone, the same columns; a person may say otherwise.
    changes: what became of every initiative since the run that changes are told against (stages.changes.compare).
    given: what this consolidation adds to the codes for life.
    linked: the pairs of records, which the next one need not compare again.
    summary: summary.json as in contract §5.
    """

    as_of: date
    campaign: Campaign
    units: tuple[Unit, ...]
    files: pd.DataFrame
    rows: pd.DataFrame
    fates: pd.DataFrame
    findings: pd.DataFrame
    teams: pd.DataFrame
    activities: pd.DataFrame
    review: pd.DataFrame
    automatic: pd.DataFrame
    changes: pd.DataFrame
    given: Given
    linked: Linked
    summary: Summary
