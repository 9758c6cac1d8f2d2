"""Whatever is sent, in whatever order: what must hold of every consolidation."""

from collections import Counter
from datetime import date, timedelta

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.consolidation import Consolidation
from tests.properties.histories import RECEIVED_ON, History, histories
from tests.properties.soundness import is_sound, nameless

# Derandomised: a build fails for a change, not for its luck.
common = settings(deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])


# ---------------------------------------------------------------- one consolidation


@settings(common, max_examples=36)
@given(histories())
def test_every_consolidation_is_sound(history):
    result = history.consolidate()
    every_row_read_has_exactly_one_fate(history, result)
    is_sound(result)


def every_row_read_has_exactly_one_fate(history: History, result: Consolidation) -> None:
    rows, fates = result.summary["rows"], result.fates
    assert rows["read"] == sum(rows[name] for name in rows if name != "read") == len(fates)
    assert not fates.duplicated(["file", "sheet", "row"]).any()
    assert Counter(fates["fate"]) == Counter({name: count for name, count in rows.items() if name != "read" and count})
    accepted = set(result.files.loc[result.files["outcome"].str.startswith("accepted"), "file"])
    sent = {(book.file, row) for book in history.books for row, cells in book.sheets[1].rows[1:] if any(cells)}
    assert set(zip(fates["file"], fates["row"], strict=True)) == {(file, row) for file, row in sent if file in accepted}
    files = result.summary["files"]
    assert files["received"] == sum(files[name] for name in files if name != "received") == len(history.books)


# ---------------------------------------------------------------- two consolidations


@settings(common, max_examples=14)
@given(histories(), st.data())
def test_order_and_names_of_files_change_nothing(history, data):
    order = data.draw(st.permutations(range(len(history.books))))
    names = data.draw(st.permutations([f"{letter}/tệp.xlsx" for letter in "zyxwvu"[: len(history.books)]]))
    one, other = history.consolidate(), history.shuffled(order, names).consolidate()
    assert one.summary == other.summary
    assert nameless(one) == nameless(other)


@settings(common, max_examples=5)
@given(histories())
def test_consolidating_twice_gives_the_same(history):
    one, other = history.consolidate(), history.consolidate()
    assert one.summary == other.summary
    pd.testing.assert_frame_equal(one.fates, other.fates)
    pd.testing.assert_frame_equal(one.findings, other.findings)


@settings(common, max_examples=14)
@given(histories(), st.integers(0, 70))
def test_what_rejects_does_not_depend_on_as_of(history, days_before):
    as_of: date = RECEIVED_ON - timedelta(days=days_before)
    early, late = history.consolidate(as_of), history.consolidate()
    places = set(zip(early.rows["file"], early.rows["row"], strict=True))
    assert rejecting(early, places) == rejecting(late, places)
    known = set(zip(late.rows["file"], late.rows["row"], strict=True))
    assert places <= known


def rejecting(result: Consolidation, places: set[tuple[str, int]]) -> set[tuple[str, int, str, str]]:
    found = result.findings[result.findings["severity"] == "rejected"]
    told = zip(found["file"], found["row"], found["column"], found["code"], strict=True)
    return {(file, row, column, code) for file, row, column, code in told if (file, row) in places}


@settings(common, max_examples=8)
@given(histories(max_files=4))
def test_a_refused_file_has_no_effect_on_any_figure(history):
    """Without the refused files all figures but their own are the same."""
    one = history.consolidate()
    refused = set(one.files.loc[one.files["outcome"] == "refused", "sha256"])
    other = History(tuple(book for book in history.books if book.sha256 not in refused)).consolidate()
    for name in ("rows", "phases", "units", "by", "benefit_vnd", "review"):
        assert one.summary[name] == other.summary[name]
