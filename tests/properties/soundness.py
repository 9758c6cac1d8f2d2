"""What must hold of every consolidation, whatever was sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from itertools import combinations, product
from typing import Any

import pandas as pd

from pipeline.consolidation import Consolidation
from pipeline.stages import account
from pipeline.vietnamese import fold, split_people, split_share
from schemas.tables import ACCEPTED, CURRENT

HEADS = (*CURRENT, "withdrawn")


def records(frame: pd.DataFrame) -> list[Any]:
    """The lines of a frame."""
    return list(frame.itertuples())


def of_names(result: Consolidation) -> dict[str, Any]:
    """The rows by the name that `related` gives them."""
    return dict(zip(account.place_names(result.rows), records(result.rows), strict=True))


Apart = Collection[frozenset[str]]


def is_sound(result: Consolidation, apart: Apart = ()) -> None:
    """What holds of every run. apart: pairs of codes that the clerk called two initiatives."""
    every_row_has_exactly_one_fate(result)
    sums_agree(result)
    nothing_is_counted_twice(result, apart)
    what_supersedes_stands(result)
    codes_are_sound(result)


def every_row_has_exactly_one_fate(result: Consolidation) -> None:
    rows, fates = result.summary["rows"], result.fates
    assert rows["read"] == sum(rows[name] for name in rows if name != "read") == len(fates)
    assert not fates.duplicated(["sha256", "sheet", "row"]).any()
    assert Counter(fates["fate"]) == Counter({name: count for name, count in rows.items() if name != "read" and count})
    accepted = set(result.files.loc[result.files["outcome"].isin(ACCEPTED), "sha256"])
    assert set(fates["sha256"]) <= accepted
    files = result.summary["files"]
    assert files["received"] == sum(files[name] for name in files if name != "received")


def sums_agree(result: Consolidation) -> None:
    summary = result.summary
    counted = summary["rows"]["counted"]
    assert sum(phase["counted"] for phase in summary["phases"]) == counted
    assert sum(unit["counted"] for unit in summary["units"]) == counted
    assert sum(unit["pending"] for unit in summary["units"]) == summary["rows"]["pending"]
    for unit in summary["units"]:
        assert sum(phase["counted"] for phase in unit["phases"]) == unit["counted"]
        assert sum(phase["target"] for phase in unit["phases"]) == unit["target"]
    for numbers in summary["by"].values():
        assert sum(numbers.values()) == counted
    assert sum(summary["findings"].values()) == len(result.findings)
    assert summary["review"]["open"] + summary["review"]["decided"] == len(result.review)


def authors(row: Any) -> set[str]:
    return {fold(split_share(name)[0]) for name in split_people(row.co_authors) if row.co_authors} | {fold(row.author)}


def nothing_is_counted_twice(result: Consolidation, apart: Apart = ()) -> None:
    """No two counted rows are one initiative, taking with each row the portal refs of the rows it stands for.

    But those that the clerk keeps apart, by themselves or by what they stand for.
    """
    members: dict[int, set[str]] = {}
    for code, cluster in zip(result.rows["initiative_code"], result.rows["cluster"], strict=True):
        members.setdefault(cluster, set()).add(code)
    rows = of_names(result)
    counted = {name: row for name, row in rows.items() if row.fate == "counted"}
    refs = {name: {fold(row.portal_ref)} - {""} for name, row in counted.items()}
    for row in rows.values():
        if row.related in refs:
            refs[row.related] |= {fold(row.portal_ref)} - {""}
    for (one_name, one), (other_name, other) in combinations(counted.items(), 2):
        ours, theirs = refs[one_name], refs[other_name]
        if any(frozenset(pair) in apart for pair in product(members[one.cluster], members[other.cluster])):
            continue
        if fold(one.title) == fold(other.title):
            assert not fold(one.portal_ref) == fold(other.portal_ref) != "", ("one portal ref, one title", one, other)
            shares_author = fold(one.author) in authors(other) or fold(other.author) in authors(one)
            may_be_two = bool(ours and theirs and not ours & theirs)
            assert one.unit_code != other.unit_code or not shares_author or may_be_two, (one, other)
    said = {
        (
            row.initiative_code if any(row.initiative_code in pair for pair in apart) else "",
            row.unit_code,
            fold(row.title),
            fold(row.author),
            row.co_authors,
            fold(row.portal_ref),
        )
        for row in counted.values()
    }
    assert len(counted) <= len(said)


def what_supersedes_stands(result: Consolidation) -> None:
    """A superseded row leads to a later submission of its union, to a row that is not rejected and stands now."""
    rows = of_names(result)
    for row in rows.values():
        if row.fate == "superseded":
            heir = rows[row.related]
            assert heir.fate in HEADS
            assert heir.unit_code == row.unit_code
            assert (heir.report_on, heir.received_run, heir.sha256) > (row.report_on, row.received_run, row.sha256)
        elif row.fate == "duplicate":
            assert rows[row.related].fate in ("counted", "pending")
        else:
            assert row.related == ""


def codes_are_sound(result: Consolidation) -> None:
    """Every current row has a code; a code counts once at most, and is of one union."""
    rows = result.rows
    current = rows[rows["fate"].isin(CURRENT)]
    assert (current["initiative_code"] != "").all(), current[["file", "row", "fate"]]
    counted = rows.loc[rows["fate"] == "counted", "initiative_code"]
    assert not counted.duplicated().any(), sorted(counted[counted.duplicated()])
    unions = rows[rows["initiative_code"] != ""].groupby("initiative_code")["unit_code"].nunique()
    assert (unions <= 1).all()


def nameless(result: Consolidation) -> tuple[list[Any], list[Any], list[Any]]:
    """Files, fates and findings with the content of a file in the place of its name."""
    files = sorted(zip(result.files["sha256"], result.files["outcome"], strict=True))
    place = {name: (row.sha256, row.sheet, row.row) for name, row in of_names(result).items()}
    fates = sorted(
        (
            row.sha256,
            row.sheet,
            row.row,
            row.unit_code,
            row.initiative_code,
            row.fate,
            place.get(row.related),
            row.reasons,
        )
        for row in records(result.fates)
    )
    content = result.findings["file_id"].map(result.files["sha256"]).fillna("")
    findings = sorted(
        (sha256, found.sheet, str(found.row), found.column, found.code, found.severity, found.value)
        for sha256, found in zip(content, records(result.findings), strict=True)
    )
    return files, fates, findings


def figures(result: Consolidation) -> dict[str, Any]:
    """Those parts of the summary that speak of all submissions, whatever lies in the inbox."""
    return {name: result.summary[name] for name in ("rows", "phases", "units", "by", "benefit_vnd", "review")}
