"""What must hold between the runs of a life: codes stay, changes add up, what was done to the inbox changes no figure."""

from __future__ import annotations

from itertools import product
from typing import Any

from pipeline.consolidation import Consolidation
from pipeline.stages import changes
from schemas.tables import CURRENT
from tests.properties.life import Done, Life, Place, given_rows


def codes_stay(life: Life, known: dict[Place, str], done: Done) -> list[tuple[Place, str, str]]:
    """known: the codes of rows before the run. Returns the rows that turned out to be another initiative.

    Numbers follow one another, in the order in which they were given. A row keeps its code for life, unless another
    row of its union holds the code now, one that it does not go on from.
    """
    numbers = [int(code.removeprefix("MAU-")) for code, _, _ in life.codes]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [number for _, _, number in life.codes] == sorted(number for _, _, number in life.codes)
    given = given_rows(done.result)
    moved = [(place, known[place], code) for place, code in given.items() if place in known]
    holders = set(life.coded_rows.values())
    for place, before, _ in moved:
        assert before in holders, ("a code lost its last row", place, before)
    return moved


def what_rejected_a_row_stays(before: Done, done: Done) -> None:
    """Nothing that comes later changes what is wrong with a row (contract §2, §3)."""
    then, now = (run.result.rows.set_index(["sha256", "sheet", "row"])["rejected_reasons"] for run in (before, done))
    known = then.index.intersection(now.index)
    assert then[known].equals(now[known]), (
        then[known][then[known] != now[known]],
        now[known][then[known] != now[known]],
    )


def heads_keep_their_codes(life: Life, before: Done) -> None:
    """A row that stood in an earlier run bears now the code it bore then, whatever was learnt since."""
    rows = before.result.rows
    heads = rows[rows["fate"].isin(CURRENT)]
    columns = (heads[name].tolist() for name in ("sha256", "sheet", "row", "initiative_code"))
    for sha256, sheet, row, code in zip(*columns, strict=True):
        assert life.coded_rows[sha256, sheet, int(row)] == code, (sha256, row, code)


def changes_add_up(one: Done, other: Done, phases: list[int]) -> None:
    """The lines between two runs lead from the figures of the one to those of the other, in all, by phase, by unit."""
    rows = other.result.rows
    lines = changes.compare(one.earlier, rows)
    told = changes.summary(one.earlier, lines, rows, phases)
    before, after = one.result.summary, other.result.summary
    assert told["counted"]["before"] == before["rows"]["counted"]
    assert told["counted"]["after"] == after["rows"]["counted"]
    assert sum(told["lines"].values()) == told["counted"]["difference"] == lines["effect"].sum()
    for told_phase, was, now in zip(told["phases"], before["phases"], after["phases"], strict=True):
        assert (told_phase["phase"], told_phase["before"], told_phase["after"]) == (
            was["phase"],
            was["counted"],
            now["counted"],
        )
        assert sum(told_phase["lines"].values()) == told_phase["after"] - told_phase["before"]
    was_counted, now_counted = by_unit(before), by_unit(after)
    units = {unit["unit_code"]: unit for unit in told["units"]}
    for unit_code in was_counted.keys() | now_counted.keys():
        was_now = (was_counted.get(unit_code, 0), now_counted.get(unit_code, 0))
        if unit_code not in units:
            assert was_now[0] == was_now[1]
        else:
            assert (units[unit_code]["before"], units[unit_code]["after"]) == was_now


def by_unit(summary: dict[str, Any]) -> dict[str, int]:
    return {unit["unit_code"]: unit["counted"] for unit in summary["units"]}


def any_two_add_up(runs: list[Done], phases: list[int]) -> None:
    for one, other in product(runs, repeat=2):
        changes_add_up(one, other, phases)


def gives_nothing(result: Consolidation) -> bool:
    """Whether a run gives no code, and no row another."""
    return len(result.given.codes) == len(result.given.rows) == 0
