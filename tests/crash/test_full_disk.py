"""A full disk: one polite line, nothing half, and the next run with room gives what an undisturbed one gives."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.errors import ExitCode
from tests.crash import workplace
from tests.crash.undisturbed import Undisturbed, require_as_undisturbed

resource = pytest.importorskip("resource")
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
# Bytes that no file may exceed. The register wants 32 KiB to be opened, the documents have 20 to 45 thousand bytes, what a
# run adds to the register is more than that.
LIMITS = (20_000, 33_000, 41_000, 47_000, 60_000, 90_000)
FIRST_LIMITS = (0, 1_000, 40_000)  # where there is no register yet


@pytest.fixture
def fresh(nursery, tmp_path):
    return Undisturbed(nursery, workplace.make(tmp_path / "before"), workplace.FIRST_DAY)


@pytest.fixture
def second_day(nursery, tmp_path):
    """A workspace with a run behind it, whose clerk has written into the report, and new files in the inbox."""
    before = workplace.make(tmp_path / "before")
    nursery.run(before, workplace.FIRST_DAY)
    workplace.edit(before / "outbox" / "2022-05-20")
    workplace.next_morning(before)
    return Undisturbed(nursery, before, workplace.LATER_THAT_DAY)


def outbox_of(place):
    return {path.name: path.read_bytes() for path in (place / "outbox").glob("2*/*") if path.is_file()}


def told_with_so_little_room(undisturbed, place, limit):
    """What the run said; "" for one that went well all the same."""
    shutil.copytree(undisturbed.before, place)
    told = undisturbed.nursery.run(place, undisturbed.clock, file_bytes=limit)
    assert workplace.faults(place) == []
    if "said" in told:
        assert told["code"] == ExitCode.OUR_FAULT, told
        assert outbox_of(place) == outbox_of(undisturbed.before)
    return told.get("said", "")


def test_wherever_it_strikes_nothing_is_half_and_the_next_run_mends_all(second_day, tmp_path):
    said = []
    for limit in LIMITS:
        place = tmp_path / f"{limit}"
        said.append(told_with_so_little_room(second_day, place, limit))
        require_as_undisturbed(place, second_day, (limit, said))
    assert said[-1] == "", "with room enough it goes well"
    assert any("register.db" in line for line in said), said
    assert any("outbox" in line for line in said), said


def test_a_file_that_finds_no_room_in_the_archive(second_day, tmp_path):
    (second_day.before / "inbox" / "ảnh chụp.xlsx").write_bytes(random.Random(1).randbytes(60_000))  # noqa: S311
    assert told_with_so_little_room(second_day, tmp_path / "full", 40_000).startswith(
        f"Không ghi được vào {tmp_path / 'full' / 'archive'}. "
    )
    require_as_undisturbed(tmp_path / "full", second_day, "archive")


def test_the_first_run_of_a_workspace(fresh, tmp_path):
    for limit in FIRST_LIMITS:
        place = tmp_path / f"{limit}"
        assert told_with_so_little_room(fresh, place, limit)
        require_as_undisturbed(place, fresh, limit)


def test_a_full_cache_costs_time_alone(fresh, tmp_path):
    """The cache is the largest file by far, and is the only one that has no room."""
    warm = fresh.after(1) / "cache.db"
    with closing(sqlite3.connect(warm)) as cache:
        cache.execute("DELETE FROM reading WHERE rowid > 1")
        cache.execute("INSERT INTO reading VALUES ('another', 'version', x'00', zeroblob(3000000))")
        cache.commit()
    shutil.copyfile(warm, fresh.before / "cache.db")
    place = tmp_path / "full"
    assert told_with_so_little_room(fresh, place, 2_900_000) == ""
    require_as_undisturbed(place, fresh, "full")
    with closing(sqlite3.connect(place / "cache.db")) as cache:
        assert cache.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("limit", [20_000, 35_000, 47_000])
def test_the_command_says_one_polite_line(second_day, limit):
    place = second_day.before
    formerly = outbox_of(place)
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "run", "--workspace", str(place), "--as-of", "2022-05-20"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=120, env={**os.environ, "PYTHONUTF8": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (ExitCode.OUR_FAULT, "")
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("Không ghi được vào "), lines
    assert "dung lượng đĩa" in lines[0]
    assert outbox_of(place) == formerly
