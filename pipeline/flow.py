"""The whole of the middle as one pure function: what was received in, what is known and counted out."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from pipeline import finding, intake
from pipeline.campaign import Campaign, Unit
from pipeline.consolidation import Consolidation
from pipeline.history import CODED_ROW_COLUMNS, SAME, Exclusions, Given, History, Linked
from pipeline.received import Readings, Received
from pipeline.stages import (
    account,
    authors,
    changes,
    clean,
    codes,
    crosscheck,
    events,
    judgements,
    link,
    merge,
    receive,
    resolve,
    review,
    stamps,
    tally,
)
from schemas import tables

_MOST_TURNS = 5  # two are enough for nearly all; should more be needed, the next run takes them


def consolidate(
    received: Received, history: History, campaign: Campaign, units: Sequence[Unit], as_of: date
) -> Consolidation:
    """From all that was received and all that is remembered to fates, findings and the summary.

    The result does not depend on the order of receipts, nor on file names but where they are printed. as_of bounds the
    days in the documents; what a row is, what rejects it and its code do not depend on it.
    Raises IntegrityError when the fates or the changes do not add up.
    """
    readings = received.readings
    files, told = receive.receive(received.receipts)
    once_read = set(history.coded_rows["sha256"]) - history.exclusions.submissions.keys()
    files, later = receive.sort_out(files, readings.files, once_read, as_of)
    files = files.assign(is_excluded=files["sha256"].isin(history.exclusions.submissions.keys()))
    sent, code_findings = _sent(readings, files, units, history)
    apart = judgements.apart(history.judgements)
    merged, records, pairs = _link(sent, apart, history.linked)
    merged = _settled(merged, pairs, apart)
    code, given = _codes(merged, history, campaign)
    linked = _linked(merged, records, pairs)

    is_later = sent["file_id"].map(files["outcome"]) == receive.LATER
    if is_later.any():  # who is one with whom, among what the day knows; codes stay as they are
        merged, records, pairs = _link(sent.assign(stored_code=code)[~is_later], apart, linked)
    rows = merged.assign(initiative_code=code.reindex(merged.index))
    words = judgements.words(history.judgements, dict(codes.joined(rows)))
    rows = _resolve(rows, (records, pairs, words), campaign, as_of, history.exclusions)

    files = receive.settle(files, rows)
    counting = files[files["outcome"].isin(tables.ACCEPTED) & ~files["is_excluded"]]
    listed = tally.listed_units(units, as_of, rows)
    found = [
        finding.frame([*told, *later]),
        _findings(readings, files),
        crosscheck.check_exclusions(files, history.exclusions.submissions),
        _late_findings(rows, code_findings, campaign),
        crosscheck.check_counts(counting, rows),
        crosscheck.check_targets(listed, campaign),
    ]
    findings = finding.describe(finding.concat(found), _of_files(readings.layout, files), files)
    asked, automatic = _review(pairs, rows, words)
    changed = changes.compare(history.earlier, rows)
    summary = {
        **tally.tally(files, rows, campaign, units, as_of),
        "review": review.summary(asked),
        "findings": {code: int(count) for code, count in findings["code"].value_counts().sort_index().items()},
        "changes": changes.summary(history.earlier, changed, rows, [phase.number for phase in campaign.phase]),
    }
    read_count = int(readings.rows["sha256"].isin(files.loc[files["outcome"].isin(tables.ACCEPTED), "sha256"]).sum())
    return Consolidation(
        as_of=as_of, campaign=campaign, units=listed, files=files, rows=rows,
        fates=account.account(rows, read_count), findings=findings,
        teams=events.teams(_of_files(readings.members, counting), counting),
        activities=events.activities(_of_files(readings.activities, counting), counting),
        review=asked, automatic=automatic, changes=changed, given=given, linked=linked,
        summary=summary,
    )  # fmt: skip


def _of_files(table: pd.DataFrame, files: pd.DataFrame) -> pd.DataFrame:
    """Those lines of a table of Readings that are of these files, with file_id in the place of sha256."""
    originals = files[files["outcome"] != receive.UNCHANGED]
    file_id = table["sha256"].map(pd.Series(originals.index, index=originals["sha256"]))
    placed = table.drop(columns="sha256").assign(file_id=file_id)[file_id.notna()]
    return placed.astype({"file_id": "int64"})


def _findings(readings: Readings, files: pd.DataFrame) -> pd.DataFrame:
    """What files say wrong by themselves; of a file that is later than as_of only what is wrong with it as a whole."""
    found = _of_files(readings.findings, files)
    is_open = found["file_id"].map(files["outcome"]) != receive.LATER
    return found[is_open | ~found["is_of_line"]][finding.COLUMNS]


def _sent(
    readings: Readings, files: pd.DataFrame, units: Sequence[Unit], history: History
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """All rows of all files that are not refused, index row_id, with file and unit; the findings on their codes.

    Beside the columns of Readings.rows: file_id, file, unit_code, unit_name, block, commune, report_on, order,
    received_at, is_excluded, exclusion (""), typed_code, stored_code, rejected_reasons with the faults of codes,
    is_rejected, is_mute, stamped_id.
    """
    known = pd.DataFrame(
        [(unit.unit_code, unit.unit_name, unit.block, unit.commune) for unit in units],
        columns=["unit_code", "unit_name", "block", "commune"], dtype="str",
    )  # fmt: skip
    originals = files[files["order"].notna()]
    placed = ["file", "sha256", "unit_code", "report_on", "order", "received_run", "received_at", "is_excluded"]
    rows = _of_files(readings.rows, originals).join(originals[placed], on="file_id")
    rows = rows.join(known.set_index("unit_code"), on="unit_code").astype({"order": "int64"})
    rows = rows.sort_values(["file_id", "row"], kind="stable", ignore_index=True).rename_axis("row_id")
    named, findings = codes.read(rows, history.codes, history.coded_rows)
    reasons = rows["rejected_reasons"]
    rows = rows.join(named.drop(columns="fault"))
    reasons = (rows["rejected_reasons"] + " " + named["fault"]).str.strip()
    is_rejected = reasons != ""
    is_mute = is_rejected | rows["is_excluded"]
    rows = rows.assign(rejected_reasons=reasons, is_rejected=is_rejected, is_mute=is_mute)
    return rows.assign(stamped_id=stamps.read(rows)), findings


def _link(
    rows: pd.DataFrame, apart: merge.Apart, known: Linked | None
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The rows with what `merge` makes of them and the record each is; the records as evidence; and their pairs.

    Which portal refs are fillers is asked of the rows that are current, and which rows are current depends on it: the
    refs that look like fillers in all that was sent are left out first, then those that still do among current rows.
    """
    records, record_of = link.records(rows)
    rows = rows.assign(record_id=record_of)
    suspected = link.filler_refs(records.loc[rows.loc[~rows["is_mute"], "record_id"].unique()])
    merged, evidence, pairs = _merge(rows, (records, known), suspected, apart)
    if suspected:
        is_current = resolve.current(merged) & ~merged["is_mute"]
        fillers = link.filler_refs(records.loc[merged.loc[is_current, "record_id"].unique()])
        if fillers != suspected:
            merged, evidence, pairs = _merge(rows, (records, known), fillers, apart)
    return merged, evidence, pairs


def _merge(
    rows: pd.DataFrame,
    compared: tuple[pd.DataFrame, Linked | None],
    fillers: frozenset[link.Ref],
    apart: merge.Apart,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """compared: the records, and what is known of them: of records that lose a filler as evidence, nothing."""
    records, known = compared
    evidence = link.without_fillers(records, fillers)
    if known is not None and fillers:
        known = known.without(records.index[link.is_filler(records, fillers)])
    pairs = link.link(evidence, known)
    marked = link.without_fillers(rows, fillers).assign(is_ref_shared=link.is_filler(rows, fillers))
    return marked.join(merge.merge(marked, pairs[pairs["state"] == link.SAME], apart)), evidence, pairs


def _linked(rows: pd.DataFrame, evidence: pd.DataFrame, pairs: pd.DataFrame) -> Linked:
    """What the next run need not compare again: all records but those whose portal ref counted for nothing today."""
    found = Linked(evidence.index.to_numpy(), pairs)
    return found.without(rows.loc[rows["is_ref_shared"], "record_id"].unique())


def _settled(merged: pd.DataFrame, pairs: pd.DataFrame, apart: merge.Apart) -> pd.DataFrame:
    """The rows laid again with the codes they were given, until none moves: so that the next run finds the same.

    A row can learn its code from one that comes after it, and what it then shows to others is seen in the next turn.
    """
    same = pairs[pairs["state"] == link.SAME]
    known = merged["stored_code"]
    for _ in range(_MOST_TURNS):
        if merged["code"].equals(known):
            break
        # A union knows nothing of another: only those in which something moved are laid again.
        moving = merged["unit_code"].isin(merged.loc[merged["code"] != known, "unit_code"])
        known = merged["code"]
        rows = merged[moving]
        again = merge.merge(rows.assign(stored_code=known[moving]), same, apart)
        fresh = rows.drop(columns=again.columns).join(again)[merged.columns]
        merged = fresh if moving.all() else pd.concat([merged[~moving], fresh]).sort_index()
    return merged


def _codes(merged: pd.DataFrame, history: History, campaign: Campaign) -> tuple[pd.Series, Given]:
    """The code of every row, and what of it is new."""
    allotted = codes.allot(merged, history.codes, campaign.campaign.code_prefix)
    numbered = allotted["code"].to_dict()
    code = merged["code"].map(lambda label: numbered.get(label, label)).astype("str")
    is_new = (code != merged["stored_code"]) & (code != "")
    rows = merged.assign(code=code).loc[is_new, CODED_ROW_COLUMNS].reset_index(drop=True)
    joined = dict(codes.joined(merged.assign(initiative_code=code)))
    return code, Given(allotted.reset_index(drop=True), rows, joined)


def _resolve(
    rows: pd.DataFrame,
    linked: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame],
    campaign: Campaign,
    as_of: date,
    exclusions: Exclusions,
) -> pd.DataFrame:
    """The rows with counting day, phase, fate, reasons and related. linked: records, pairs, the clerk's words."""
    _, _, words = linked
    days = resolve.counting_days(rows, campaign)
    out = exclusions.initiatives
    if out:  # the clerk's word on a code holds for the older one it was joined to
        out = {older: out[code] for code, older in codes.joined(rows) if code in out} | dict(out)
    exclusion = rows["initiative_code"].map(lambda code: out.get(code, "")).astype("str")
    rows = rows.assign(counting_on=days, phase=resolve.phases(days, campaign), exclusion=exclusion)
    judged = resolve.judge(rows, campaign, as_of)
    rows = rows.assign(
        status=judged["status"], status_reasons=judged["reasons"], former_phase=resolve.former_phases(rows)
    )
    cluster = by_rule = _clusters(rows, linked)
    if (words["verdict"] == SAME).any():
        by_rule = _clusters(rows, (*linked[:2], words[words["verdict"] != SAME]))
    rows = rows.assign(cluster=cluster, rule_cluster=by_rule)
    rows = rows.join(resolve.resolve(rows))
    related = rows["related_id"].map(account.place_names(rows)).fillna("").astype("str")
    return rows.assign(related=related, united_co_authors=authors.united(rows))


def _clusters(rows: pd.DataFrame, linked: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]) -> pd.Series:
    """By row_id the number of its cluster. linked: as `_resolve` takes it."""
    records, pairs, words = linked
    current = rows[resolve.current(rows)]
    eligible = current.loc[current["status"] != "ineligible", "record_id"].sort_values().to_numpy(dtype="int64")
    found = link.cluster(records, pairs, eligible, judgements.on_records(words, current))
    clusters = resolve.one_by_code(rows["record_id"].map(found), rows)
    return judgements.parted(clusters, current, words)


def _late_findings(rows: pd.DataFrame, code_findings: pd.DataFrame, campaign: Campaign) -> pd.DataFrame:
    """What only all rows together show, with each value as the union typed it."""
    found = [
        code_findings[_places(code_findings).isin(_places(rows))],
        resolve.warnings(rows, campaign),
        crosscheck.check_withdrawals(rows),
        crosscheck.check_joining(rows),
        crosscheck.check_shared_refs(rows),
    ]
    said = {field: rows[f"said_{field}"].astype("object") for field in intake.TOLD_LATER}
    return clean.as_typed_values(finding.concat(found), rows[["file_id", "row"]].assign(**said))


def _places(table: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(table[["file_id", "row"]])


def _review(pairs: pd.DataFrame, rows: pd.DataFrame, words: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The pairs a person decides, and those called one automatically (stages.review)."""
    told = pairs[["record_a", "record_b", "reasons", "details"]].assign(is_same=pairs["state"] == link.SAME)
    return review.lines(told[pairs["state"].isin([link.SAME, link.REVIEW])], rows, words)
