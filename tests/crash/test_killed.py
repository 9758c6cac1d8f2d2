"""Killed at any moment: the next run gives what an undisturbed one would have given."""

import os
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.edges import outbox
from tests.crash import workplace
from tests.crash.undisturbed import Undisturbed, require_as_undisturbed

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="no fork, no SIGKILL, or no way to wait for a child"),
]

SEED = 20220531
KILLS = 63  # in each of the three stories below; with those of the swap more than two hundred
KILLS_IN_A_ROW = 8
STEPS_OF_THE_SWAP = 12
SECONDS_OF_ORPHANS = 10


def killed_again_and_again(undisturbed: Undisturbed, tmp_path: Path, seed: int, require=lambda place, how: None) -> int:
    """KILLS kills, some in a row and then a run that nobody kills, from the start again and again."""
    nursery, chance = undisturbed.nursery, random.Random(seed)  # noqa: S311 -- chance that can be told again
    warm = undisturbed.after(1)
    first = undisturbed.told[0]
    kills = 0
    while kills < KILLS:
        place = Path(shutil.copytree(undisturbed.before, tmp_path / f"{kills}"))
        if chance.random() < 0.7:  # else all is read anew
            shutil.copyfile(warm / "cache.db", place / "cache.db")
        how: list[Any] = [seed, kills]
        for _ in range(chance.randint(1, KILLS_IN_A_ROW)):
            kill = (
                {"seconds": chance.uniform(0, first["seconds"])}
                if chance.random() < 0.5
                else {"step": chance.randint(1, first["steps"])}
            )
            told = nursery.run(place, undisturbed.clock, **kill)
            kills += told["killed"]
            how.append((kill, told))
            assert workplace.faults(place) == [], how
        require_as_undisturbed(place, undisturbed, how)
        require(place, how)
        shutil.rmtree(place)
    return kills


def test_the_first_run_of_a_workspace(nursery, tmp_path):
    undisturbed = Undisturbed(nursery, workplace.make(tmp_path / "before"), workplace.FIRST_DAY)
    assert killed_again_and_again(undisturbed, tmp_path, SEED) >= KILLS
    assert nursery.orphans(SECONDS_OF_ORPHANS) == 0


def test_the_run_of_a_second_day_with_files_new_overwritten_renamed_and_gone(nursery, tmp_path):
    before = workplace.make(tmp_path / "before")
    nursery.run(before, workplace.FIRST_DAY)
    workplace.next_morning(before)
    undisturbed = Undisturbed(nursery, before, workplace.SECOND_DAY)
    assert killed_again_and_again(undisturbed, tmp_path, SEED + 1) >= KILLS
    assert nursery.orphans(SECONDS_OF_ORPHANS) == 0


@pytest.fixture
def edited(nursery, tmp_path):
    """A workspace whose clerk wrote into the report before the day is run again, and the report as he left it."""
    before = workplace.make(tmp_path / "before")
    nursery.run(before, workplace.FIRST_DAY)
    report = workplace.edit(before / "outbox" / "2022-05-20")
    return Undisturbed(nursery, before, workplace.LATER_THAT_DAY), report


def copies(place: Path, report: bytes) -> int:
    """How often the clerk's report lies in _history."""
    return sum(
        path.read_bytes() == report for path in (place / "outbox" / outbox.HISTORY).glob(f"*/{workplace.EDITED}")
    )


def test_a_run_that_takes_the_place_of_a_folder_the_clerk_has_edited(edited, tmp_path):
    undisturbed, report = edited

    def require_the_report(place, how):
        assert copies(place, report) == 1, how

    assert killed_again_and_again(undisturbed, tmp_path, SEED + 2, require_the_report) >= KILLS
    assert undisturbed.nursery.orphans(SECONDS_OF_ORPHANS) == 0


def test_every_step_of_the_swap(edited, tmp_path):
    """The last steps of a run, each one: between two renames lies a moment that chance would rarely hit."""
    undisturbed, report = edited
    undisturbed.after(1)
    assert len(undisturbed.told[0]["edited"]) == 1
    last = undisturbed.told[0]["steps"]
    for step in range(last - STEPS_OF_THE_SWAP + 1, last + 1):
        place = Path(shutil.copytree(undisturbed.before, tmp_path / f"{step}"))
        assert undisturbed.nursery.run(place, undisturbed.clock, step=step)["killed"]
        assert workplace.faults(place) == [], step
        was_moved = copies(place, report) == 1
        told = require_as_undisturbed(place, undisturbed, step)
        assert copies(place, report) == 1, step
        assert len(told["edited"]) == (0 if was_moved else 1), step  # told by the run that moves it
