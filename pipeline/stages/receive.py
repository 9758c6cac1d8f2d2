"""Writes down what arrived: one line a file, which copies are unchanged, what is refused, what is later than as_of."""

from collections.abc import Collection, Sequence
from datetime import date

import pandas as pd

from pipeline import vietnamese
from pipeline.finding import Finding
from pipeline.received import Receipt
from schemas.tables import ACCEPTED

REFUSED = "refused"
UNCHANGED = "unchanged"
LATER = "later"


def receive(receipts: Sequence[Receipt]) -> tuple[pd.DataFrame, list[Finding]]:
    """One row a file, index file_id (by SHA-256, then path), and what is to be told of copies and files not had.

    Returns file, sha256, size, received_run, received_at (datetime64[s, UTC]), is_in_inbox, outcome: `unchanged`,
    `refused` (whose bytes were not had) or "" for not yet known. Names decide only between equal bytes: of them the one
    received first, then the first path by code points, is the original (contract §3).
    """
    ordered = sorted(receipts, key=lambda receipt: (receipt.sha256, receipt.seen_at, receipt.file))
    table = pd.DataFrame(
        {
            "file": pd.Series([receipt.file for receipt in ordered], dtype="str"),
            "sha256": pd.Series([receipt.sha256 for receipt in ordered], dtype="str"),
            "size": pd.Series([receipt.size for receipt in ordered], dtype="int64"),
            "received_run": pd.Series([receipt.run for receipt in ordered], dtype="int64"),
            "received_at": pd.to_datetime([receipt.received_at for receipt in ordered], utc=True).as_unit("s"),
            "is_in_inbox": pd.Series([receipt.is_in_inbox for receipt in ordered], dtype="bool"),
        }
    ).rename_axis("file_id")
    refusal = pd.Series([receipt.refusal for receipt in ordered], index=table.index, dtype="str")
    is_copy = table["sha256"].duplicated(keep="first") & (table["sha256"] != "")
    outcome = pd.Series("", index=table.index, dtype="str").mask(refusal != "", REFUSED).mask(is_copy, UNCHANGED)
    original = table.groupby("sha256")["file"].transform("first")
    findings = [Finding(file_id, "file_unchanged", detail=original.loc[file_id]) for file_id in table.index[is_copy]]
    findings += [Finding(file_id, refusal.loc[file_id]) for file_id in table.index[outcome == REFUSED]]
    return table.assign(outcome=outcome), findings


def sort_out(
    files: pd.DataFrame, said: pd.DataFrame, once_read: Collection[str], as_of: date
) -> tuple[pd.DataFrame, list[Finding]]:
    """Joins what the files say of themselves; refuses, and marks what is later than as_of.

    files: as `receive` makes it. said: Readings.files. Returns files with said's columns and `order` added: the place
    of the submission by Ngày báo cáo, time of receipt, SHA-256, whatever as_of is (Int64, missing where refused or a
    copy). A refused file that lies in inbox/ no more is left out, but for those of once_read (sha256): an earlier run
    read their rows, and what a change of the configuration takes away must be told.
    """
    is_original = files["outcome"] == ""
    table = files.join(said.reindex(files["sha256"].where(is_original)).set_axis(files.index))
    for name in ("unit_code", "stamped_unit"):
        table[name] = table[name].fillna("").astype("str")
    is_refused = table.pop("is_refused").fillna(value=False).astype("bool")
    table["outcome"] = table["outcome"].mask(is_refused, REFUSED)
    table = table[table["is_in_inbox"] | (table["outcome"] != REFUSED) | table["sha256"].isin(once_read)]
    placed = table[table["outcome"] == ""].sort_values(["report_on", "received_run", "sha256"], kind="stable")
    table = table.assign(
        order=pd.Series(range(len(placed)), index=placed.index, dtype="Int64").reindex(table.index),
        outcome=table["outcome"].mask((table["outcome"] == "") & (table["report_on"] > pd.Timestamp(as_of)), LATER),
    )
    findings = [
        Finding(file_id, "file_later", value=vietnamese.day(table.loc[file_id, "report_on"]))
        for file_id in table.index[(table["outcome"] == LATER) & table["is_in_inbox"]]
    ]
    return table, findings


def settle(files: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The outcome of every file, with row_count, rejected_count and is_newest.

    files: as `sort_out` makes it, with is_excluded. rows: file_id, is_rejected, of all files that are not later.
    is_newest: the last submission of its unit that is accepted and not excluded. What is later than as_of and lies in
    inbox/ no more is left out.
    """
    read = rows.groupby("file_id").size().reindex(files.index, fill_value=0)
    rejected = rows["is_rejected"].groupby(rows["file_id"]).sum().reindex(files.index, fill_value=0)
    is_open = files["outcome"] == ""
    outcome = files["outcome"].mask(is_open, "accepted").mask(is_open & (rejected > 0), "accepted_with_errors")
    told = files.assign(outcome=outcome, row_count=read.astype("int64"), rejected_count=rejected.astype("int64"))
    told = told[told["is_in_inbox"] | (outcome != LATER)]
    counting = told[told["outcome"].isin(ACCEPTED) & ~told["is_excluded"]].sort_values("order")
    newest = counting.drop_duplicates("unit_code", keep="last").index
    return told.assign(is_newest=told.index.isin(newest))
