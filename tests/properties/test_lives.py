"""Whatever unions and the clerk do between runs: what must hold after every run, and between any two."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pandas as pd
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from pipeline import flow
from pipeline.consolidation import Consolidation
from pipeline.history import Exclusions
from pipeline.received import Received
from schemas.tables import CURRENT
from tests.properties import between, soundness
from tests.properties.actions import lives, sends
from tests.properties.life import Action, Copy, Done, Life, Place, Rename, Run, given_rows

# Derandomised: a build fails for a change, not for its luck.
common = settings(deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])
PHASES = [1, 2]


def lived(actions: list[Action], life: Life | None = None) -> Life:
    """The life after these actions."""
    life = life or Life()
    for action in actions:
        note(str(action))
        life.live(action)
    return life


def as_if(done: Done, life: Life, *, days: int = 0, received: Received | None = None) -> Consolidation:
    """A run on what is remembered now, so many days from the day of that run; it is not remembered."""
    as_of = done.as_of + timedelta(days=days)
    return flow.consolidate(received or done.received, life.history(as_of), life.campaign, life.units, as_of)


# ---------------------------------------------------------------- after every run


@settings(common, max_examples=24)
@given(lives())
def test_every_run_is_sound_and_codes_stay(actions):
    life = Life()
    for action in actions:
        note(str(action))
        known = dict(life.coded_rows)
        done = life.live(action)
        if done is not None:
            soundness.is_sound(done.result)
            all_that_is_known_is_read(done)
            between.codes_stay(life, known, done)
            for before in life.runs:
                between.heads_keep_their_codes(life, before)
                between.what_rejected_a_row_stays(before, done)
    between.any_two_add_up(life.runs, PHASES)


def all_that_is_known_is_read(done: Done) -> None:
    """The rows of every submission up to as_of that is not refused, wherever its file is now, and no others."""
    files, rows = done.received.readings.files, done.received.readings.rows
    known = files.index[~files["is_refused"] & (files["report_on"] <= str(done.as_of))]
    assert places(done.result.fates) == places(rows[rows["sha256"].isin(known)])


def places(rows: pd.DataFrame) -> set[Place]:
    columns = (rows[name].tolist() for name in ("sha256", "sheet", "row"))
    return {(sha256, sheet, int(row)) for sha256, sheet, row in zip(*columns, strict=True)}


@settings(common, max_examples=8)
@given(lives(max_runs=3))
def test_pairs_that_were_compared_before_change_nothing_but_time(actions):
    """Every run again as if nothing had been compared before it: the same pairs, fates, findings and figures."""
    for done in lived([*actions, Run()]).runs:
        life = Life()
        fresh = flow.consolidate(
            done.received, replace(done.history, linked=None), life.campaign, life.units, done.as_of
        )
        assert fresh.summary == done.result.summary
        pd.testing.assert_frame_equal(fresh.fates, done.result.fates)
        pd.testing.assert_frame_equal(fresh.findings, done.result.findings)
        pd.testing.assert_frame_equal(fresh.review, done.result.review)
        pd.testing.assert_frame_equal(fresh.linked.pairs, done.result.linked.pairs)


# ---------------------------------------------------------------- after some days


@settings(common, max_examples=4)
@given(lives(max_runs=3), st.integers(-20, 5))
def test_a_run_again_gives_no_code_and_no_other_figures_whatever_its_day(actions, days):
    """What rejects and what is one initiative never depends on as_of; and what was found once is found again."""
    life = lived([*actions, Run()])
    done = life.runs[-1]
    rows = done.result.rows
    again, other = as_if(done, life), as_if(done, life, days=days)
    for result in (again, other):
        assert result.given.codes.empty
        assert not places(rows[rows["fate"].isin(CURRENT)]) & set(given_rows(result))
    assert soundness.figures(again) == soundness.figures(done.result)
    pd.testing.assert_frame_equal(again.fates, done.result.fates)
    pd.testing.assert_frame_equal(again.findings, done.result.findings)
    soundness.is_sound(other)


@settings(common, max_examples=5)
@given(lives(max_runs=3), st.integers(1, 20))
def test_a_later_file_has_no_effect_but_by_codes(actions, days):
    """As of a day, with the later files and without them: where codes and what rejects agree, all agrees."""
    life = lived([*actions, Run()])
    done = life.runs[-1]
    seen = as_if(done, life, days=-days)
    files = done.received.readings.files
    later = set(files.index[files["report_on"] > str(seen.as_of)])
    receipts = tuple(receipt for receipt in done.received.receipts if receipt.sha256 not in later)
    unseen = as_if(done, life, days=-days, received=Received(receipts, done.received.readings))
    named = ["sha256", "sheet", "row", "initiative_code", "rejected_reasons"]
    if seen.rows[named].reset_index(drop=True).equals(unseen.rows[named].reset_index(drop=True)):
        assert soundness.figures(seen) == soundness.figures(unseen)
        assert soundness.nameless(seen)[1] == soundness.nameless(unseen)[1]


@settings(common, max_examples=4)
@given(lives(max_runs=3), st.data())
def test_names_and_order_of_files_change_no_code_and_no_figure(actions, data):
    told = [action for action in actions if not isinstance(action, (Copy, Rename))]
    # Copies and new names go by what order the names have, which is another in the other life.
    one, other = lived(told), lived(told, Life(prefix="z/", is_backwards=True))
    assert one.codes == other.codes
    assert one.coded_rows == other.coded_rows
    for ours, theirs in zip(one.runs, other.runs, strict=True):
        assert soundness.figures(ours.result) == soundness.figures(theirs.result)
        assert soundness.nameless(ours.result)[1:] == soundness.nameless(theirs.result)[1:]


@settings(common, max_examples=5)
@given(lives(max_runs=3), sends)
def test_what_happens_to_the_inbox_changes_no_figure(actions, send):
    """Every file deleted, another refused: all figures but those of the inbox stay."""
    life = lived([*actions, Run()])
    before = life.runs[-1].result
    life.inbox.clear()
    life.live(replace(send, days_ago=-1))
    after = life.live(Run())
    assert after is not None
    assert soundness.figures(after.result) == soundness.figures(before)
    assert soundness.nameless(after.result)[1] == soundness.nameless(before)[1]
    assert after.result.summary["files"]["received"] == after.result.summary["files"]["refused"] == 1


@settings(common, max_examples=4)
@given(lives(max_runs=3), st.integers(0, 9), st.booleans())
def test_what_is_excluded_and_included_again_is_as_if_it_never_was(actions, target, is_submission):
    life = lived([*actions, Run()])
    life.excluded.clear()
    before = life.run(life.today).result
    known = sorted(life.received) if is_submission else [code for code, *_ in life.codes]
    if known:
        life.excluded[known[target % len(known)], is_submission] = "Công văn số 5"
        out = life.run(life.today)
        soundness.is_sound(out.result)
        assert life.history(life.today).exclusions != Exclusions()
        life.excluded.clear()
        after = life.run(life.today)
        assert soundness.figures(after.result) == soundness.figures(before)
        between.any_two_add_up(life.runs[-3:], PHASES)
