"""The rules between two columns, and between a row and the calendar: what rejects, what asks for a second look."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from pipeline import finding, vietnamese
from pipeline.campaign import Campaign, Span
from pipeline.catalogue import REJECTING
from schemas import initiative

DAY_FIELDS = ("registered_on", "applied_on", "recognised_on", "portal_on")
DECIDING_DAY_FIELDS = ("applied_on", "recognised_on", "portal_on")


def check_rows(rows: pd.DataFrame, as_typed: pd.DataFrame, campaign: Campaign, received_on: pd.Series) -> pd.DataFrame:
    """Findings that look at one row as a whole (contract §2 “Which faults reject”, §3 warnings).

    rows: cleaned, index row_id. as_typed: the cells as typed, to tell a real date from text.
    received_on: the day of receipt by row_id, datetime64[s].
    """
    return finding.concat(
        [
            *(_in_future(rows, field, received_on) for field in DECIDING_DAY_FIELDS),
            _recognised_before_applied(rows),
            _recognition_number_missing(rows),
            _doubtful_amounts(rows, campaign),
            _month_at_edge(rows, campaign.application_window),
            *(_perhaps_swapped(rows, as_typed, field, campaign, received_on) for field in DECIDING_DAY_FIELDS),
        ]
    )


def check_files(rows: pd.DataFrame, report_days: Mapping[int, date]) -> pd.DataFrame:
    """One warning for a file that holds a day after its Ngày báo cáo. report_days: by file_id."""
    reported = rows["file_id"].map(report_days).astype("datetime64[s]")
    found = []
    for field in DAY_FIELDS:
        late = rows[rows[field] > reported]
        found.append(
            pd.DataFrame(
                {
                    "file_id": late["file_id"],
                    "sheet": late["sheet"],
                    "row": late["row"],
                    "field": field,
                    "day": late[field],
                }
            )
        )
    days = pd.concat(found)
    first = days.sort_values(["file_id", "row", "field"], kind="stable").drop_duplicates("file_id")
    detail = "dòng " + first["row"].astype("str") + ", ngày " + _printed(first["day"])
    return finding.frame(
        finding.Finding(int(file_id), "day_after_report", sheet, int(row), field, detail=text)
        for file_id, sheet, row, field, text in zip(
            first["file_id"], first["sheet"], first["row"], first["field"], detail, strict=True
        )
    )


def excuse_withdrawals(findings: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """A row with Rút needs only what identifies it: code, or portal ref, or title and author (contract §3).

    Its other faults become notes; a Rút row without identity is rejected.
    """
    withdrawn = rows[rows["stage"] == initiative.STAGE_WITHDRAWN]
    keys = set(zip(withdrawn["file_id"], withdrawn["sheet"], withdrawn["row"], strict=True))
    is_theirs = pd.Series(
        [key in keys for key in zip(findings["file_id"], findings["sheet"], findings["row"], strict=True)],
        index=findings.index,
        dtype="bool",
    )
    is_excused = is_theirs & findings["code"].isin(REJECTING)
    kept = findings[~is_excused]
    noted = findings[is_excused & (findings["value"] != "")].assign(code="withdrawn_cell_ignored", detail="")
    nameless = (withdrawn["title"] == "") | (withdrawn["author"] == "")
    unidentified = withdrawn[(withdrawn["initiative_code"] == "") & (withdrawn["portal_ref"] == "") & nameless]
    return finding.concat(
        [kept, noted, finding.of_rows(unidentified, "withdrawal_unidentified", "stage", unidentified["stage"])]
    )


def rejected(findings: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """By row_id: the rejecting codes of the row, sorted, separated by spaces; "" for a row that stands."""
    faults = findings[findings["code"].isin(REJECTING)]
    codes: dict[tuple[int, str, int], set[str]] = {}
    for file_id, sheet, row, code in zip(
        faults["file_id"], faults["sheet"], faults["row"], faults["code"], strict=True
    ):
        codes.setdefault((file_id, sheet, row), set()).add(code)
    places = zip(rows["file_id"], rows["sheet"], rows["row"], strict=True)
    return pd.Series([" ".join(sorted(codes.get(place, ()))) for place in places], index=rows.index, dtype="str")


def _printed(days: pd.Series) -> pd.Series:
    return days.map(vietnamese.day).astype("str")


def _in_future(rows: pd.DataFrame, field: str, received_on: pd.Series) -> pd.DataFrame:
    """A month lies after a day only when its first day does, and a month is held as its first day (contract §3)."""
    late = rows[rows[field] > received_on]
    return finding.of_rows(late, "day_in_future", field, _printed(late[field]), _printed(received_on[late.index]))


def _recognised_before_applied(rows: pd.DataFrame) -> pd.DataFrame:
    found = rows[rows["recognised_on"] < rows["applied_on"]]
    return finding.of_rows(
        found,
        "recognised_before_applied",
        "recognised_on",
        _printed(found["recognised_on"]),
        _printed(found["applied_on"]),
    )


def _recognition_number_missing(rows: pd.DataFrame) -> pd.DataFrame:
    found = rows[(rows["stage"] == initiative.STAGE_RECOGNISED) & (rows["recognition_number"] == "")]
    return finding.of_rows(found, "recognition_number_missing", "recognition_number")


def _doubtful_amounts(rows: pd.DataFrame, campaign: Campaign) -> pd.DataFrame:
    limits = campaign.thresholds
    amounts = rows["benefit_vnd"]
    is_doubtful = (amounts >= limits.doubtful_benefit_from_vnd) | (
        (amounts > 0) & (amounts < limits.doubtful_benefit_below_vnd)
    )
    found = rows[is_doubtful.fillna(value=False)]
    printed = found["benefit_vnd"].map(vietnamese.count).astype("str")
    return finding.of_rows(found, "amount_doubtful", "benefit_vnd", printed, printed)


def _month_at_edge(rows: pd.DataFrame, window: Span) -> pd.DataFrame:
    """A month of which some days lie in the window and some do not."""
    first = rows["applied_on"]
    last = first + pd.offsets.MonthEnd(0)
    opens, closes = pd.Timestamp(window.first_day), pd.Timestamp(window.last_day)
    is_edge = rows["applied_is_month"] & (last >= opens) & (first <= closes) & ((first < opens) | (last > closes))
    found = rows[is_edge]
    return finding.of_rows(found, "month_at_window_edge", "applied_on", found["applied_on"].dt.strftime("%m/%Y"))


def _perhaps_swapped(
    rows: pd.DataFrame, as_typed: pd.DataFrame, field: str, campaign: Campaign, received_on: pd.Series
) -> pd.DataFrame:
    """A real date that, day and month swapped back, fits better: an en-US Excel may have swapped them.

    It fits better when it no longer lies in the future; when it lies in the window, or nearer to it; when what was
    recognised is no longer recognised before it was applied.
    """
    cells = as_typed[field].map(lambda cell: isinstance(cell, date))
    days = rows.loc[cells.astype(bool) & rows[field].notna(), field]
    days = days[(days.dt.day <= 12) & (days.dt.day != days.dt.month)]
    swapped = pd.to_datetime({"year": days.dt.year, "month": days.dt.day, "day": days.dt.month})
    received = received_on[days.index]
    if field == "recognised_on":
        applied = rows.loc[days.index, "applied_on"]
        swapped = swapped.where(~(swapped < applied))  # no better than what is written
        is_nearer = (days < applied) & (swapped >= applied)
    else:
        spans: Sequence[Span] = [campaign.application_window] if field == "applied_on" else campaign.phase
        is_nearer = _days_outside(swapped, spans) < _days_outside(days, spans)
        if field == "applied_on":
            recognised = rows.loc[days.index, "recognised_on"]
            is_better = _days_outside(swapped, spans) <= _days_outside(days, spans)
            is_nearer |= is_better & (days > recognised) & (swapped <= recognised)
    suspicious = (swapped <= received) & ((days > received) | is_nearer)
    found = rows.loc[days.index[suspicious]]
    return finding.of_rows(found, "day_perhaps_swapped", field, _printed(found[field]), _printed(swapped[suspicious]))


def _days_outside(days: pd.Series, spans: Sequence[Span]) -> pd.Series:
    """How many days each lies outside the nearest span; 0 inside one."""
    distances = [
        pd.concat([pd.Timestamp(span.first_day) - days, days - pd.Timestamp(span.last_day)], axis=1).max(axis=1)
        for span in spans
    ]
    nearest: pd.Series = pd.concat(distances, axis=1).min(axis=1).dt.days.clip(lower=0)
    return nearest
