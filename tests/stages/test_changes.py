"""Why the number changed: every pair of standings has its kind, and the lines add up in all, by union and by phase."""

from collections import Counter
from datetime import UTC, date, datetime
from itertools import product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.catalogue import CHANGE_NAMES
from pipeline.errors import IntegrityError
from pipeline.history import STANDING_COLUMNS, Earlier
from pipeline.stages import changes

NOON = datetime(2022, 5, 19, 12, tzinfo=UTC)

# Rows: how it stood then; columns: how it stands now. A point: no line.
PAIRS = """
then \\ now    counted              pending          excluded         ineligible       duplicate        withdrawn        superseded       rejected         unknown
counted       phase_changed        back_to_pending  excluded         ineligible       duplicate        withdrawn        superseded       rejected         gone
pending       recognised           .                moved_uncounted  moved_uncounted  moved_uncounted  moved_uncounted  moved_uncounted  moved_uncounted  gone_uncounted
excluded      included             moved_uncounted  .                moved_uncounted  moved_uncounted  moved_uncounted  moved_uncounted  moved_uncounted  gone_uncounted
ineligible    mended               moved_uncounted  moved_uncounted  .                moved_uncounted  moved_uncounted  moved_uncounted  moved_uncounted  gone_uncounted
duplicate     no_longer_duplicate  moved_uncounted  moved_uncounted  moved_uncounted  .                moved_uncounted  moved_uncounted  moved_uncounted  gone_uncounted
withdrawn     revived              moved_uncounted  moved_uncounted  moved_uncounted  moved_uncounted  .                moved_uncounted  moved_uncounted  gone_uncounted
superseded    restored             moved_uncounted  moved_uncounted  moved_uncounted  moved_uncounted  moved_uncounted  .                moved_uncounted  gone_uncounted
rejected      mended               moved_uncounted  moved_uncounted  moved_uncounted  moved_uncounted  moved_uncounted  moved_uncounted  .                gone_uncounted
unknown       new                  arrived_pending  arrived_uncounted  arrived_uncounted  arrived_uncounted  arrived_uncounted  arrived_uncounted  arrived_uncounted  .
"""


def pairs():
    head, *table = (line.replace("then \\ now", "").split() for line in PAIRS.strip().splitlines())
    for state, *kinds in table:
        yield from ((state, now, kind) for now, kind in zip(head, kinds, strict=True))


def row(code: str, fate: str, unit: str = "A", **values):
    told = {
        "initiative_code": code, "unit_code": unit, "fate": fate, "reasons": "", "related_id": -1, "rejected_reasons": "",
        "phase": 1 if fate == "counted" else pd.NA, "received_at": NOON, "report_on": date(2022, 5, 18),
    }  # fmt: skip
    if fate == "rejected":
        told |= {"reasons": "day_unreadable", "rejected_reasons": "day_unreadable"}
    return told | values


def frame(*lines):
    table = pd.DataFrame(list(lines), columns=list(row("", "counted"))).rename_axis("row_id")
    text = dict.fromkeys(["initiative_code", "unit_code", "fate", "reasons", "rejected_reasons"], "str")
    return table.astype(
        {
            **text,
            "related_id": "int64",
            "phase": "Int64",
            "received_at": "datetime64[s, UTC]",
            "report_on": "datetime64[s]",
        }
    )


def standing(state: str, code: str = "DMC-0001"):
    """The rows of an initiative that stands so; none for one that is unknown."""
    match state:
        case "unknown":
            return frame()
        case "excluded":
            return frame(row(code, "ineligible", reasons="outside_phases initiative_excluded"))
        case "superseded":
            return frame(row(code, "superseded", reasons="resubmitted"))
        case _:
            return frame(row(code, state))


def earlier(rows, as_of=date(2022, 5, 18)):
    return Earlier(as_of, NOON, changes.standings(rows))


def stands(*lines):
    return dict(changes.standings(frame(*lines))[["code", "state"]].itertuples(index=False, name=None))


def kinds(then, now):
    return changes.compare(earlier(then), now)["kind"].tolist()


# ---------------------------------------------------------------- how an initiative stands


def test_the_first_of_the_states_that_any_row_has_is_told():
    fates = ["rejected", "superseded", "withdrawn", "duplicate", "ineligible", "pending", "counted"]
    for place, fate in enumerate(fates):
        assert stands(*(row("X", other) for other in fates[: place + 1])) == {"X": fate}


@pytest.mark.parametrize("reason", ["initiative_excluded", "ip_protected submission_excluded"])
def test_what_the_clerk_took_out_is_no_ordinary_ineligible(reason):
    assert stands(row("X", "ineligible", reasons=reason), row("Y", "ineligible", reasons="ip_protected")) == {
        "X": "excluded", "Y": "ineligible",
    }  # fmt: skip


def test_what_a_row_of_another_code_took_away_is_withdrawn_or_superseded_as_that_row_is():
    taken = row("X", "superseded", reasons="withdrawn_later", related_id=2)
    replaced = row("Y", "superseded", reasons="resubmitted", related_id=3)
    assert stands(taken, replaced, row("Z", "withdrawn"), row("W", "pending")) == {
        "X": "withdrawn", "Y": "superseded", "Z": "withdrawn", "W": "pending",
    }  # fmt: skip


def test_standings_are_a_line_a_code_with_the_phase_of_what_counts():
    rows = frame(
        row("B", "counted", phase=2), row("", "rejected"), row("A", "pending", phase=1), row("A", "superseded")
    )
    table = changes.standings(rows)
    assert table.columns.tolist() == STANDING_COLUMNS
    assert table.astype("object").fillna({"phase": 0}).to_numpy().tolist() == [
        ["A", "A", "pending", 0],
        ["B", "A", "counted", 2],
    ]
    assert table["phase"].dtype == "Int64"


# ---------------------------------------------------------------- what became of it


@pytest.mark.parametrize(("then", "now", "kind"), list(pairs()))
def test_every_pair_of_standings_has_its_kind(then, now, kind):
    if then == now == "counted":
        assert kinds(standing(then), standing(now)) == []
        assert kinds(standing(then), standing(now).assign(phase=2)) == [kind]
    else:
        assert kinds(standing(then), standing(now)) == [] if kind == "." else [kind]
    lines = changes.compare(earlier(standing(then)), standing(now))
    assert lines["effect"].sum() == (now == "counted") - (then == "counted")


def test_the_table_has_all_pairs_and_all_kinds_and_each_kind_has_a_name():
    states = {*changes.STATES, "unknown"}
    assert {(then, now) for then, now, _ in pairs()} == set(product(states, states))
    assert {kind for *_, kind in pairs()} - {"."} == set(changes.KINDS)
    assert tuple(CHANGE_NAMES) == changes.KINDS
    assert len(set(CHANGE_NAMES.values())) == len(CHANGE_NAMES)


#   received             report day    counts as   known to the run of 19/5 at noon, for 18/5
@pytest.mark.parametrize(
    ("received_at", "report_on", "kind"),
    [
        (NOON, date(2022, 5, 18), "mended"),
        (datetime(2022, 5, 19, 12, 0, 1, tzinfo=UTC), date(2022, 5, 18), "new"),
        (NOON, date(2022, 5, 19), "new"),
    ],
)
def test_a_row_that_was_known_and_rejected_then_is_mended_now(received_at, report_on, kind):
    refused = row("X", "superseded", rejected_reasons="day_unreadable", received_at=received_at, report_on=report_on)
    assert kinds(frame(), frame(refused, row("X", "counted"))) == [kind]


def test_a_line_leads_to_the_row_that_says_how_it_stands_now():
    now = frame(
        row("X", "superseded"),
        row("X", "counted"),
        row("Y", "pending", report_on=date(2022, 5, 2)),
        row("Y", "pending"),
    )
    lines = changes.compare(earlier(standing("counted", "Z")), now)
    assert lines[["code", "row_id"]].to_dict("list") == {"code": ["X", "Y", "Z"], "row_id": [1, 3, -1]}
    assert lines.columns.tolist() == changes.CHANGE_COLUMNS


def test_a_code_that_moved_to_another_union_is_lost_here_and_won_there():
    then, now = frame(row("X", "counted", "A")), frame(row("X", "counted", "B"))
    told = changes.summary(earlier(then), changes.compare(earlier(then), now), now, [1])
    assert {unit["unit_code"]: unit["lines"] for unit in told["units"]} == {"A": {"gone": -1}, "B": {"new": 1}}


def test_without_an_earlier_run_all_that_counts_is_new():
    now = frame(row("X", "counted"), row("Y", "pending"), row("Z", "counted", "B", phase=2))
    lines = changes.compare(None, now)
    told = changes.summary(None, lines, now, [1, 2])
    assert lines["kind"].tolist() == ["new", "arrived_pending", "new"]
    assert told["since"] is None
    assert told["counted"] == {"before": 0, "after": 2, "difference": 2}
    assert {kind: effect for kind, effect in told["lines"].items() if effect} == {"new": 2}


def test_the_summary_tells_all_of_it():
    then = frame(row("K", "counted"), row("L", "counted"), row("M", "counted", "B"), row("N", "pending", "B"))
    now = frame(row("K", "counted", phase=2), row("L", "withdrawn"), row("M", "counted", "B"), row("N", "counted", "B"))
    told = changes.summary(earlier(then), changes.compare(earlier(then), now), now, [1, 2])
    zero = dict.fromkeys(changes.EFFECTIVE, 0)
    assert told == {
        "since": "2022-05-18",
        "counted": {"before": 3, "after": 3, "difference": 0},
        "lines": zero | {"recognised": 1, "withdrawn": -1},
        "phase_changed": 1,
        "phases": [
            {"phase": 1, "before": 3, "after": 2, "difference": -1, "lines": zero | {"recognised": 1, "withdrawn": -1, "phase_changed": -1}},
            {"phase": 2, "before": 0, "after": 1, "difference": 1, "lines": zero | {"phase_changed": 1}},
        ],
        "units": [
            {"unit_code": "A", "before": 2, "after": 1, "difference": -1, "lines": {"withdrawn": -1}, "phase_changed": 1},
            {"unit_code": "B", "before": 1, "after": 2, "difference": 1, "lines": {"recognised": 1}, "phase_changed": 0},
        ],
    }  # fmt: skip


@pytest.mark.parametrize("code", ["", "X"], ids=["without a code", "a second time under one code"])
def test_a_row_that_counts_beside_its_code_stops_the_run(code):
    now = frame(row("X", "counted"), row(code, "counted"))
    with pytest.raises(IntegrityError, match="cả đợt"):
        changes.summary(None, changes.compare(None, now), now, [1])


# ---------------------------------------------------------------- the lines add up, whatever happened

FATE = st.sampled_from(
    ["counted", "counted", "pending", "ineligible", "duplicate", "withdrawn", "superseded", "rejected"]
)


@st.composite
def registers(draw):
    """Initiatives of two unions on one day: of each code at most one row counts."""
    lines = []
    for code, unit in (("V", "A"), ("W", "A"), ("X", "A"), ("Y", "B"), ("Z", "B")):
        fates = draw(st.lists(FATE, max_size=3))
        while fates.count("counted") > 1:
            fates.remove("counted")
        for fate in fates:
            reasons = draw(st.sampled_from(["", "initiative_excluded"])) if fate == "ineligible" else ""
            phase = draw(st.integers(1, 3)) if fate == "counted" else pd.NA
            lines.append(row(code, fate, unit, reasons=reasons, phase=phase))
    return frame(*lines, row("", "rejected"))


def counted(rows, by):
    return Counter(rows.loc[rows["fate"] == "counted", by])


@settings(deadline=None, max_examples=60)
@given(then=registers(), now=registers())
def test_the_lines_add_up_to_the_difference(then, now):
    before = earlier(then)
    lines = changes.compare(before, now)
    told = changes.summary(before, lines, now, [1, 2])
    was, is_now = counted(then, "unit_code"), counted(now, "unit_code")
    assert told["counted"]["before"] == was.total()
    assert told["counted"]["after"] == is_now.total() == was.total() + sum(told["lines"].values())
    assert lines["effect"].sum() == is_now.total() - was.total()

    by_unit = {unit["unit_code"]: sum(unit["lines"].values()) for unit in told["units"]}
    assert all(by_unit.get(unit, 0) == is_now[unit] - was[unit] for unit in "AB")
    was, is_now = counted(then, "phase"), counted(now, "phase")
    by_phase = {phase["phase"]: sum(phase["lines"].values()) for phase in told["phases"]}
    assert all(by_phase.get(phase, 0) == is_now[phase] - was[phase] for phase in (1, 2, 3))

    for kind, effect in told["lines"].items():
        assert effect == sum(unit["lines"].get(kind, 0) for unit in told["units"])
        assert effect == sum(phase["lines"][kind] for phase in told["phases"])
    assert sum(phase["lines"]["phase_changed"] for phase in told["phases"]) == 0
    assert told["phase_changed"] == sum(unit["phase_changed"] for unit in told["units"])


@settings(deadline=None, max_examples=60)
@given(rows=registers())
def test_nothing_changed_since_itself(rows):
    told = changes.summary(earlier(rows), changes.compare(earlier(rows), rows), rows, [1, 2])
    assert told["units"] == []
    assert not any(told["lines"].values())
