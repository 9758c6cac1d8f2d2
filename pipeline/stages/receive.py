"""Writes down what arrived: one line a file, which copies are unchanged, and what the guard turned away."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from pipeline import vietnamese
from pipeline.finding import Finding
from pipeline.workbook import Workbook

REFUSED = "refused"


def in_order(received: Sequence[Workbook]) -> list[Workbook]:
    """By content, then path by code points: the order of file_id, in which names decide only between equal bytes."""
    return sorted(received, key=lambda book: (book.sha256, book.file))


def receive(books: Sequence[Workbook]) -> tuple[pd.DataFrame, list[Finding]]:
    """One row a file, index file_id: file, sha256, size, outcome (`unchanged`, `refused` or "" for not yet known).

    Of the same bytes received at once the first path is the original (contract §3).
    """
    table = pd.DataFrame(
        {
            "file": pd.Series([book.file for book in books], dtype="str"),
            "sha256": pd.Series([book.sha256 for book in books], dtype="str"),
            "size": pd.Series([book.size for book in books], dtype="int64"),
            "refusal": pd.Series([book.refusal for book in books], dtype="str"),
        }
    ).rename_axis("file_id")
    is_copy = table["sha256"].duplicated(keep="first") & (table["sha256"] != "")
    outcome = (
        pd.Series("", index=table.index, dtype="str").mask(table["refusal"] != "", REFUSED).mask(is_copy, "unchanged")
    )
    original = table.groupby("sha256")["file"].transform("first")
    findings = [Finding(file_id, "file_unchanged", detail=original.loc[file_id]) for file_id in table.index[is_copy]]
    findings += [
        Finding(file_id, book.refusal, detail=book.detail)
        for file_id, book in enumerate(books)
        if outcome.iat[file_id] == REFUSED
    ]
    return table.assign(outcome=outcome).drop(columns="refusal"), findings


def sort_out(
    files: pd.DataFrame, said: pd.DataFrame, refused: set[int], as_of: date
) -> tuple[pd.DataFrame, list[Finding]]:
    """Joins what the files say of themselves; refuses, and sets aside what is later than as_of.

    files: as `receive` makes it. said: index file_id: unit_code, report_on and more. refused: file_ids to refuse.
    Returns files with `order` added: its place by Ngày báo cáo, then SHA-256 (Int64, missing where none).
    """
    table = files.join(said)
    table["unit_code"] = table["unit_code"].fillna("").astype("str")
    is_open = table["outcome"] == ""
    is_refused = is_open & table.index.isin(refused)
    is_later = is_open & ~is_refused & (table["report_on"] > pd.Timestamp(as_of))
    table["outcome"] = table["outcome"].mask(is_refused, REFUSED).mask(is_later, "later")
    placed = table[table["outcome"] == ""].sort_values(["report_on", "sha256"], kind="stable")
    table["order"] = pd.Series(range(len(placed)), index=placed.index, dtype="Int64").reindex(table.index)
    findings = [
        Finding(file_id, "file_later", value=vietnamese.day(table.loc[file_id, "report_on"]))
        for file_id in table.index[is_later]
    ]
    return table, findings
