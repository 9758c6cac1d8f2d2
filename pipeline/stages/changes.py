"""Why the number changed: every initiative's standing now beside its standing in an earlier run."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from pipeline.errors import IntegrityError
from pipeline.history import STANDING_COLUMNS, Earlier

COUNTED, UNKNOWN = "counted", ""

# What a code is told as when its rows have several fates, the first that any of them has. A row that stands says more
# than one that was taken away or replaced; of those that stand, the one nearest to counting.
STATES = ("counted", "pending", "excluded", "ineligible", "duplicate", "withdrawn", "superseded", "rejected")

# Why one more counts, by what it was; why one fewer counts, by what it is now. The order is that of every list.
GAINS = {
    UNKNOWN: "new",
    "pending": "recognised",
    "rejected": "mended",
    "ineligible": "mended",
    "duplicate": "no_longer_duplicate",
    "withdrawn": "revived",
    "excluded": "included",
    "superseded": "restored",
}
LOSSES = {
    "withdrawn": "withdrawn",
    "duplicate": "duplicate",
    "superseded": "superseded",
    "pending": "back_to_pending",
    "ineligible": "ineligible",
    "excluded": "excluded",
    "rejected": "rejected",
    UNKNOWN: "gone",
}
PHASE_CHANGED = "phase_changed"
EFFECTIVE = tuple(dict.fromkeys([*GAINS.values(), *LOSSES.values()]))
UNCOUNTED = ("arrived_pending", "arrived_uncounted", "moved_uncounted", "gone_uncounted")
KINDS = (*EFFECTIVE, PHASE_CHANGED, *UNCOUNTED)

CHANGE_COLUMNS = [
    "code", "unit_code", "kind", "before", "after", "effect", "phase_before", "phase_after", "row_id",
]  # fmt: skip

_EXCLUDED = r"\b(?:initiative|submission)_excluded\b"


def kind_of(before: str, after: str) -> str:
    """The kind of a change between two of STATES or UNKNOWN; COUNTED to COUNTED is a change of phase."""
    if before == after == COUNTED:
        return PHASE_CHANGED
    if after == COUNTED:
        return GAINS[before]
    if before == COUNTED:
        return LOSSES[after]
    if before == UNKNOWN:
        return "arrived_pending" if after == "pending" else "arrived_uncounted"
    return "gone_uncounted" if after == UNKNOWN else "moved_uncounted"


def standings(rows: pd.DataFrame) -> pd.DataFrame:
    """How every initiative stands: STANDING_COLUMNS, one line a code, sorted by code.

    rows: index row_id; initiative_code, unit_code, fate, reasons, phase, related_id, received_at, report_on.
    state: one of STATES. phase (Int64): only where counted. Rows without a code are no initiative yet.
    """
    return _stand(rows)[STANDING_COLUMNS]


def compare(earlier: Earlier | None, rows: pd.DataFrame) -> pd.DataFrame:
    """What became of every initiative whose state or phase differs: CHANGE_COLUMNS, sorted by code, then unit_code.

    rows: as `standings` takes them, with rejected_reasons. Without an earlier run nothing was known.
    kind: one of KINDS. before, after: of STATES, UNKNOWN where it was not known then or is not now. effect (int64): on
    the number counted, -1, 0 or 1. phase_before, phase_after (Int64): only where counted. row_id (int64): the row that
    says how the initiative stands now, -1 for none.
    """
    now = _stand(rows)
    then = earlier.standings if earlier is not None else now.iloc[:0][STANDING_COLUMNS]
    # By union too: should a code ever move to another union, the one loses it and the other gains it.
    both = then.merge(now, on=["code", "unit_code"], how="outer", suffixes=("_before", "_after"))
    both = both.fillna({"state_before": UNKNOWN, "state_after": UNKNOWN})
    has_other_phase = both["phase_before"].fillna(0) != both["phase_after"].fillna(0)
    both = both[(both["state_before"] != both["state_after"]) | has_other_phase]
    both = both.sort_values(["code", "unit_code"], kind="stable").reset_index(drop=True)
    before, after = both["state_before"].astype("str"), both["state_after"].astype("str")
    is_mended = (before == UNKNOWN) & (after == COUNTED) & both["code"].isin(_rejected_then(earlier, rows))
    return pd.DataFrame(
        {
            "code": both["code"].astype("str"),
            "unit_code": both["unit_code"].astype("str"),
            "kind": _kinds(before, after).mask(is_mended, "mended"),
            "before": before,
            "after": after,
            "effect": (after == COUNTED).astype("int64") - (before == COUNTED).astype("int64"),
            "phase_before": both["phase_before"].astype("Int64"),
            "phase_after": both["phase_after"].astype("Int64"),
            "row_id": both["row_id"].fillna(-1).astype("int64"),
        }
    )[CHANGE_COLUMNS]


def summary(earlier: Earlier | None, lines: pd.DataFrame, rows: pd.DataFrame, phases: Sequence[int]) -> dict[str, Any]:
    """`changes` of summary.json: before, after and the lines between, in all, by phase and by union.

    lines: of `compare`. rows: fate, unit_code, phase. phases: the numbers of the campaign's; a phase that only the
    earlier run knew is told too. A change of phase has no effect in all nor on a union; it is counted beside.
    Raises IntegrityError where the lines do not add up to the difference.
    """
    counted_now = rows.loc[rows["fate"] == COUNTED, ["unit_code", "phase"]]
    counted_then = counted_now.iloc[:0]
    if earlier is not None:
        counted_then = earlier.standings.loc[earlier.standings["state"] == COUNTED, ["unit_code", "phase"]]
    effects = lines[lines["effect"] != 0]
    moved = lines[lines["kind"] == PHASE_CHANGED]
    by_kind = _counts(effects.groupby("kind")["effect"].sum())
    whole = _difference("cả đợt", (len(counted_then), len(counted_now)), by_kind)
    return {
        "since": earlier.as_of.isoformat() if earlier is not None else None,
        "counted": {name: whole[name] for name in ("before", "after", "difference")},
        "lines": {kind: by_kind.get(kind, 0) for kind in EFFECTIVE},
        PHASE_CHANGED: len(moved),
        "phases": _by_phase(lines, counted_then["phase"], counted_now["phase"], phases),
        "units": _by_unit(effects, moved, counted_then["unit_code"], counted_now["unit_code"]),
    }


def _stand(rows: pd.DataFrame) -> pd.DataFrame:
    """STANDING_COLUMNS and the row_id that says so: of the rows of the first state, the last received."""
    coded = rows[rows["initiative_code"] != ""].rename_axis(None)
    state = _states(rows).loc[coded.index]
    table = pd.DataFrame(
        {
            "code": coded["initiative_code"],
            "unit_code": coded["unit_code"],
            "state": state,
            "phase": coded["phase"].where(state == COUNTED).astype("Int64"),
            "row_id": coded.index,
            "nearness": -state.map({name: place for place, name in enumerate(STATES)}),
            "report_on": coded["report_on"],
            "received_at": coded["received_at"],
        }
    )
    ordered = table.sort_values(["code", "nearness", "report_on", "received_at", "row_id"], kind="stable")
    told = ordered.drop_duplicates("code", keep="last")
    return told[[*STANDING_COLUMNS, "row_id"]].reset_index(drop=True)


def _states(rows: pd.DataFrame) -> pd.Series:
    """The state each row speaks for, one of STATES, by row_id."""
    fate = rows["fate"]
    is_excluded = (fate == "ineligible") & rows["reasons"].str.contains(_EXCLUDED)
    # A Rút may take away several initiatives while its row bears the code of one.
    is_taken_away = (fate == "superseded") & (rows["related_id"].map(fate) == "withdrawn")
    return fate.mask(is_excluded, "excluded").mask(is_taken_away, "withdrawn")


def _kinds(before: pd.Series, after: pd.Series) -> pd.Series:
    pairs = before + ">" + after
    # Few pairs stand for many initiatives: each is named once.
    kinds = {pair: kind_of(*pair.split(">")) for pair in pairs.unique()}
    return pairs.map(kinds).astype("str")


def _rejected_then(earlier: Earlier | None, rows: pd.DataFrame) -> pd.Series:
    """The codes of which a rejected row was known in the earlier run, whether or not they were codes by then."""
    if earlier is None:
        return rows["initiative_code"].iloc[:0]
    was_known = (rows["received_at"] <= pd.Timestamp(earlier.started_at)) & (
        rows["report_on"] <= pd.Timestamp(earlier.as_of)
    )
    return rows.loc[was_known & (rows["rejected_reasons"] != ""), "initiative_code"]


def _by_phase(
    lines: pd.DataFrame, counted_then: pd.Series, counted_now: pd.Series, phases: Sequence[int]
) -> list[dict[str, Any]]:
    """Each phase with its lines, zeros too; a change of phase takes one from here and brings one there."""
    sides = [
        lines.loc[lines[side] == COUNTED, [phase, "kind"]].set_axis(["phase", "kind"], axis=1).assign(effect=effect)
        for side, phase, effect in (("before", "phase_before", -1), ("after", "phase_after", 1))
    ]
    effects = pd.concat(sides).groupby(["phase", "kind"])["effect"].sum().to_dict()
    was, now = _counts(counted_then.value_counts()), _counts(counted_now.value_counts())
    return [
        {
            "phase": phase,
            **_difference(
                f"giai đoạn {phase}",
                (was.get(phase, 0), now.get(phase, 0)),
                {kind: int(effects.get((phase, kind), 0)) for kind in (*EFFECTIVE, PHASE_CHANGED)},
            ),
        }
        for phase in sorted({*phases, *was, *now})
    ]


def _by_unit(
    effects: pd.DataFrame, moved: pd.DataFrame, counted_then: pd.Series, counted_now: pd.Series
) -> list[dict[str, Any]]:
    """The unions with a line, sorted by code, each with its lines that are not zero."""
    was, now = _counts(counted_then.value_counts()), _counts(counted_now.value_counts())
    moves = _counts(moved["unit_code"].value_counts())
    lines: dict[str, dict[str, int]] = {}
    sums = effects.groupby(["unit_code", "kind"])["effect"].sum().reset_index()
    for unit_code, kind, effect in sums.itertuples(index=False, name=None):
        lines.setdefault(unit_code, {})[kind] = int(effect)
    # A union that differs without a line must not pass unseen.
    differing = {unit_code for unit_code in {*was, *now} if was.get(unit_code, 0) != now.get(unit_code, 0)}
    return [
        {
            "unit_code": unit_code,
            **_difference(
                f"đơn vị {unit_code}", (was.get(unit_code, 0), now.get(unit_code, 0)), lines.get(unit_code, {})
            ),
            PHASE_CHANGED: moves.get(unit_code, 0),
        }
        for unit_code in sorted({*lines, *moves, *differing})
    ]


def _difference(whose: str, counted: tuple[int, int], lines: dict[str, int]) -> dict[str, Any]:
    before, after = counted
    if before + sum(lines.values()) != after:
        raise IntegrityError(
            f"Số liệu không khớp ({whose}): lần trước {before} sáng kiến hợp lệ, các thay đổi cộng lại "
            f"{sum(lines.values()):+d}, lần này {after}. Kết quả không được ghi."
        )
    ordered = {kind: lines[kind] for kind in (*EFFECTIVE, PHASE_CHANGED) if kind in lines}
    return {"before": before, "after": after, "difference": after - before, "lines": ordered}


def _counts(counts: pd.Series) -> dict[Any, int]:
    return {key: int(count) for key, count in counts.items()}
