"""Whatever the clerk says of pairs: apart stays apart, what is said holds for whatever comes, undone it never was."""

from __future__ import annotations

import random
from itertools import combinations

import pandas as pd
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from pipeline.consolidation import Consolidation
from pipeline.history import DISTINCT, SAME, UNKNOWN
from pipeline.stages import codes
from tests.properties import soundness
from tests.properties.actions import lives
from tests.properties.life import Action, Life, Run, Send

# Derandomised: a build fails for a change, not for its luck.
common = settings(deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])
verdicts = st.sampled_from([SAME, DISTINCT, DISTINCT, UNKNOWN])
words = st.lists(st.tuples(st.integers(0, 9), verdicts), min_size=1, max_size=6)
Word = tuple[int, str]


def lived(actions: list[Action]) -> Life:
    life = Life()
    for action in [*actions, Run()]:
        note(str(action))
        life.live(action)
    return life


def say(life: Life, told: list[Word]) -> None:
    """Words on pairs of codes, by number: first those that are called one or asked about, then any."""
    result = life.runs[-1].result
    shown = pd.concat([result.automatic, result.review])
    known = [code for code, *_ in life.codes]
    pairs = [frozenset(pair) for pair in zip(shown["code_a"], shown["code_b"], strict=True)]
    pairs += [frozenset(pair) for pair in combinations(known, 2)][: max(1, len(pairs))]
    if pairs:
        life.judged += [(pairs[number % len(pairs)], verdict) for number, verdict in told]
    note(str(life.judged))


def answer(life: Life, result: Consolidation, verdict: str) -> None:
    """The same answer to all that is open."""
    is_open = result.review["verdict"].isin(["", UNKNOWN])
    asked = result.review[is_open]
    life.judged += [(frozenset(pair), verdict) for pair in zip(asked["code_a"], asked["code_b"], strict=True)]


def kept_apart(life: Life, result: Consolidation) -> set[frozenset[str]]:
    """The pairs of today's codes that are two initiatives by the last word on them."""
    heads = dict(codes.joined(result.rows))
    last: dict[frozenset[str], str] = {}
    for pair, verdict in zip(
        map(frozenset, life.judgements()[["code_a", "code_b"]].itertuples(index=False, name=None)),
        life.judgements()["verdict"],
        strict=True,
    ):
        last[frozenset(heads.get(code, code) for code in pair)] = verdict
    return {pair for pair, verdict in last.items() if verdict == DISTINCT and len(pair) == 2}


def current(result: Consolidation) -> pd.DataFrame:
    rows = result.rows
    return rows[~rows["is_superseded"] & (rows["rejected_reasons"] == "") & (rows["stage"] != "Rút")]


@settings(common, max_examples=20)
@given(lives(max_runs=3), words, lives(min_runs=1, max_runs=1))
def test_what_is_kept_apart_is_in_no_cluster_together_whatever_comes(actions, told, later):
    life = lived(actions)
    say(life, told)
    for action in later:
        done = life.live(action)
        if done is not None:
            apart = kept_apart(life, done.result)
            soundness.is_sound(done.result, apart)
            of_code = current(done.result).groupby("initiative_code")["cluster"].agg(set)
            for one, other in map(sorted, apart):
                if one in of_code.index and other in of_code.index:
                    assert not of_code[one] & of_code[other], (one, other)


@settings(common, max_examples=8)
@given(lives(max_runs=2), words, st.integers(0, 99))
def test_the_order_of_answers_changes_nothing(actions, told, seed):
    life = lived(actions)
    say(life, told)
    life.judged = list(dict(life.judged).items())  # each pair once: of two words on one the later holds
    one = life.run(life.today).result
    random.Random(seed).shuffle(life.judged)  # noqa: S311 -- no secret
    other = life.run(life.today).result
    assert soundness.figures(one) == soundness.figures(other)
    pd.testing.assert_frame_equal(one.fates, other.fates)
    shown = ["row_a", "row_b", "group", "verdict"]
    pd.testing.assert_frame_equal(one.review[shown], other.review[shown])


@settings(common, max_examples=10)
@given(lives(max_runs=2), st.sampled_from([SAME, DISTINCT]))
def test_what_was_answered_is_not_asked_again_when_it_is_sent_again(actions, verdict):
    life = lived(actions)
    before = life.runs[-1].result
    for _ in range(9):  # who is called one with whom may show another pair, which is asked then
        answer(life, life.runs[-1].result, verdict)
        if life.run(life.today).result.summary["review"]["open"] == 0:
            break
    assert life.runs[-1].result.summary["review"]["open"] == 0
    units = sorted(set(before.rows["unit_code"]))
    for number, unit_code in enumerate(units):
        life.live(Send(unit_code, [], is_whole=True, name=number))
    again = life.run(life.today).result
    assert again.summary["review"]["open"] == 0
    assert again.summary["rows"]["counted"] == life.runs[-2].result.summary["rows"]["counted"]


@settings(common, max_examples=6)
@given(lives(max_runs=2), words)
def test_what_is_undone_is_as_if_it_never_was(actions, told):
    life = lived(actions)
    before = life.run(life.today).result
    say(life, told)
    life.run(life.today)
    life.judged += [(pair, UNKNOWN) for pair, _ in life.judged]
    after = life.run(life.today).result
    names = [name for name in soundness.figures(before) if name != "review"]
    for name in names:
        assert before.summary[name] == after.summary[name]
    assert before.summary["review"]["open"] == after.summary["review"]["open"]
    pd.testing.assert_frame_equal(before.fates, after.fates)
