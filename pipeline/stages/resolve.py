"""Decides one fate for every row, in the order of the contract, and which row stands for a cluster of duplicates."""

from datetime import date

import pandas as pd

from pipeline import finding, vietnamese
from pipeline.campaign import Campaign
from schemas import initiative

EXCLUDED = ("submission_excluded", "initiative_excluded")

_NEARNESS = {"counted": 0, "pending": 1, "ineligible": 2}


def counting_days(rows: pd.DataFrame, campaign: Campaign) -> pd.Series:
    """The day that decides the phase: the configured basis, else the day the union first reported it (contract §3).

    rows: portal_on, recognised_on, first_reported_on. Returns datetime64.
    """
    match campaign.campaign.count_basis:
        case "portal_on":
            return rows["portal_on"].fillna(rows["first_reported_on"])
        case "recognised_on":
            return rows["recognised_on"].fillna(rows["first_reported_on"])
        case "report_date":
            return rows["first_reported_on"]


def phases(days: pd.Series, campaign: Campaign) -> pd.Series:
    """The number of the phase each day lies in, both ends inclusive; missing where it lies in none (Int64)."""
    found = pd.Series(pd.NA, index=days.index, dtype="Int64")
    for phase in campaign.phase:
        found = found.mask(days.between(pd.Timestamp(phase.first_day), pd.Timestamp(phase.last_day)), phase.number)
    return found


def judge(rows: pd.DataFrame, campaign: Campaign, as_of: date) -> pd.DataFrame:
    """What each row would be on its own: status (counted, pending, ineligible) and the codes of the reasons.

    rows: stage, applied_on, applied_is_month, recognised_by, recognised_on, portal_on, ip_protected, phase,
    is_excluded (its submission is), exclusion (why its initiative is, "" when it is not).
    A month lies in the window when any day of it does, and after a day only when its first day does.
    """
    window = campaign.application_window
    last_applied = rows["applied_on"].where(~rows["applied_is_month"], rows["applied_on"] + pd.offsets.MonthEnd(0))
    today = pd.Timestamp(as_of)
    is_recognised = rows["stage"] == initiative.STAGE_RECOGNISED
    ineligible = {
        "submission_excluded": rows["is_excluded"],
        "initiative_excluded": rows["exclusion"] != "",
        "applied_outside_window": (rows["applied_on"] > pd.Timestamp(window.last_day))
        | (last_applied < pd.Timestamp(window.first_day)),
        "ip_protected": rows["ip_protected"].fillna(value=False).astype("bool"),
        "outside_phases": rows["phase"].isna(),
    }
    pending = {
        "not_recognised": ~is_recognised,
        "recognised_by_missing": is_recognised & (rows["recognised_by"] == ""),
        "recognised_on_missing": is_recognised & rows["recognised_on"].isna(),
        "applied_on_missing": is_recognised & rows["applied_on"].isna(),
        "applied_after_as_of": rows["applied_on"] > today,
        "recognised_after_as_of": rows["recognised_on"] > today,
        "portal_after_as_of": rows["portal_on"] > today,
    }
    outside = pd.DataFrame(ineligible, index=rows.index)
    # The clerk's word says enough; the counting day of an excluded submission is none.
    outside.loc[is_excluded(rows), [name for name in ineligible if name not in EXCLUDED]] = False
    waiting = pd.DataFrame(pending, index=rows.index)
    status = pd.Series("counted", index=rows.index, dtype="str")
    status = status.mask(waiting.any(axis=1), "pending").mask(outside.any(axis=1), "ineligible")
    reasons = _codes(outside).where(status == "ineligible", _codes(waiting).where(status == "pending", ""))
    return pd.DataFrame({"status": status, "reasons": reasons.astype("str")})


def current(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Rows that stand for their initiative: neither superseded nor rejected nor Rút."""
    is_out = rows["is_superseded"] | (rows["rejected_reasons"] != "")
    return ~is_out & (rows["stage"] != initiative.STAGE_WITHDRAWN)


def is_excluded(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Rows that the clerk took out, with their submission or their initiative."""
    return rows["is_excluded"] | (rows["exclusion"] != "")


def one_by_code(clusters: pd.Series, rows: pd.DataFrame) -> pd.Series:
    """The clusters, those that share the code of a current row made one: rows under one code are one initiative.

    clusters: by row_id, a number each. rows: initiative_code and what `current` takes.
    """
    coded = rows[current(rows) & (rows["initiative_code"] != "")]
    named = pd.DataFrame({"code": coded["initiative_code"], "cluster": clusters[coded.index]}).drop_duplicates()
    one = clusters
    for _, several in named[named["code"].duplicated(keep=False)].groupby("code")["cluster"]:
        labels = one[one.isin(several) | clusters.isin(several)].unique()
        one = one.where(~one.isin(labels), min(labels))
    return one


def resolve(rows: pd.DataFrame) -> pd.DataFrame:
    """The fate of every row, the first that fits (contract §3, Fates); an excluded row is no duplicate.

    rows: cluster, rule_cluster (as without the clerk's “same”), order, row, rejected_reasons, is_superseded,
    is_taken_away, last_id, stage, status, status_reasons, counting_on, portal_key, is_excluded, exclusion; index
    row_id, sorted.
    Returns, by row_id: fate, reasons, related_id (row_id of the row that stands for it now, -1 for none).
    """
    is_rejected = rows["rejected_reasons"] != ""
    is_withdrawn = rows["stage"] == initiative.STAGE_WITHDRAWN
    is_current = current(rows)
    stands = _standing(rows[is_current & ~is_excluded(rows)])
    is_duplicate = is_current & (stands.reindex(rows.index, fill_value=-1) != -1)

    fate = rows["status"].mask(is_duplicate, "duplicate").mask(is_withdrawn, "withdrawn").mask(is_rejected, "rejected")
    fate = fate.mask(rows["is_superseded"], "superseded")
    resubmitted = pd.Series("resubmitted", index=rows.index, dtype="str").mask(rows["is_taken_away"], "withdrawn_later")
    reasons = (
        rows["status_reasons"].mask(is_duplicate, _why_duplicate(rows, stands)).mask(is_withdrawn, "stage_withdrawn")
    )
    reasons = reasons.mask(is_rejected, rows["rejected_reasons"]).mask(rows["is_superseded"], resubmitted)
    related = stands.reindex(rows.index, fill_value=-1).mask(rows["is_superseded"], rows["last_id"])
    return pd.DataFrame(
        {"fate": fate.astype("str"), "reasons": reasons.astype("str"), "related_id": related.astype("int64")}
    )


def _standing(current: pd.DataFrame) -> pd.Series:
    """For each current row that another stands for: that row's row_id; -1 for one that stands itself.

    Of a cluster the one nearest to counted stands, then the earliest counting day, the earliest submission, the upper
    row. Where none would be counted or pending there are no duplicates.
    """
    ordered = current.assign(nearness=current["status"].map(_NEARNESS), own_id=current.index).sort_values(
        ["nearness", "counting_on", "order", "row", "own_id"], kind="stable"
    )
    first = ordered.groupby("cluster")["own_id"].transform("first").reindex(current.index)
    is_hopeless = (
        ordered.groupby("cluster")["nearness"].transform("min").reindex(current.index) == _NEARNESS["ineligible"]
    )
    return first.where((first != current.index) & ~is_hopeless, -1).astype("int64")


def _why_duplicate(rows: pd.DataFrame, stands: pd.Series) -> pd.Series:
    refs = rows["portal_key"]
    theirs = stands.map(refs).reindex(rows.index)
    has_same_ref = (refs != "") & (refs == theirs)
    by_rule = pd.Series("same_title_and_author", index=rows.index, dtype="str").mask(has_same_ref, "same_portal_ref")
    is_judged = rows["rule_cluster"] != stands.map(rows["rule_cluster"]).reindex(rows.index)
    return by_rule.mask(is_judged, "judged_same")


def former_phases(rows: pd.DataFrame) -> pd.Series:
    """For rows that superseded a sound one: the phase of that row; missing for all others (Int64).

    rows: former_id, phase; index row_id.
    """
    return rows["former_id"].map(rows["phase"]).astype("Int64")


def warnings(rows: pd.DataFrame, campaign: Campaign) -> pd.DataFrame:
    """Findings that only the whole chain shows: why a current row waits, is out, is one with another, came back.

    rows: as `resolve` takes them, with fate, reasons, is_revived, related (printed), former_phase, phase and place.
    """
    found = [finding.of_rows(rows[rows["is_revived"]], "revived", "stage", rows.loc[rows["is_revived"], "stage"])]
    window = campaign.application_window
    span = f"{vietnamese.day(window.first_day)} - {vietnamese.day(window.last_day)}"
    fields = {
        "applied_outside_window": "applied_on", "ip_protected": "ip_protected",
        "outside_phases": _basis_field(campaign),
        "recognised_by_missing": "recognised_by", "recognised_on_missing": "recognised_on",
        "applied_on_missing": "applied_on", "applied_after_as_of": "applied_on",
        "recognised_after_as_of": "recognised_on", "portal_after_as_of": "portal_on",
    }  # fmt: skip
    is_told = rows["fate"].isin(["ineligible", "pending"])
    told = rows[is_told].assign(code=rows["reasons"].str.split()).explode("code")
    for code, field in fields.items():
        chosen = told[told["code"] == code]
        detail = _printed(chosen["counting_on"]) if code == "outside_phases" else pd.Series(span, index=chosen.index)
        found.append(finding.of_rows(chosen, code, field, _printed(chosen[field]), detail))
    out = rows[(rows["fate"] == "ineligible") & (rows["exclusion"] != "")]
    found.append(finding.of_rows(out, "initiative_excluded", "title", out["title"], out["exclusion"]))
    for code in ("same_title_and_author", "same_portal_ref", "judged_same"):
        chosen = rows[(rows["fate"] == "duplicate") & (rows["reasons"] == code)]
        found.append(finding.of_rows(chosen, code, "title", chosen["title"], chosen["related"]))
    is_moved = (rows["former_id"] >= 0) & (rows["former_phase"].fillna(0) != rows["phase"].fillna(0))
    moved = rows[is_moved & rows["fate"].isin(["counted", "pending"])]
    step = _phase_words(moved["former_phase"]) + " sang " + _phase_words(moved["phase"])
    found.append(finding.of_rows(moved, "phase_changed", "portal_on", detail=step))
    return finding.concat(found)


def _basis_field(campaign: Campaign) -> str:
    """The column to look at when the counting day is doubtful: the basis, or Ngày cập nhật Cổng where there is none."""
    basis = campaign.campaign.count_basis
    return "portal_on" if basis == "report_date" else basis


def _phase_words(numbers: pd.Series) -> pd.Series:
    return ("giai đoạn " + numbers.astype("str")).where(numbers.notna(), "ngoài mọi giai đoạn").astype("str")


def _codes(flags: pd.DataFrame) -> pd.Series:
    """For each row the names of the columns that hold True, in order, separated by spaces."""
    text = pd.Series("", index=flags.index, dtype="str")
    for code in flags.columns:
        text = text.mask(flags[code], text + " " + code)
    return text.str.strip()


def _printed(values: pd.Series) -> pd.Series:
    if values.dtype.kind == "M":
        return values.map(vietnamese.day, na_action="ignore").fillna("").astype("str")
    if values.dtype == "boolean":
        return values.map({True: "Có", False: "Không"}).fillna("").astype("str")
    return values.astype("str")
