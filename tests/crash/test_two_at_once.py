"""Two processes in one workspace: the second run is told who holds it; who only looks disturbs nobody."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.errors import ExitCode
from tests.crash import workplace

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipe that keeps a run waiting"),
]

ROOT = Path(__file__).parents[2]
SECONDS = 60


def begin(*arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline", *map(str, arguments)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONUTF8": "1"}, text=True,
    )  # fmt: skip


def run_in(place):
    return begin("run", "--workspace", place, "--as-of", "2022-05-21")


def reader_of(pipe):
    """The writing end, once the run reads: until it is written and closed the run waits."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        time.sleep(0.02)
    pytest.fail("the run did not begin to read")


@pytest.fixture
def place(nursery, tmp_path):
    """A workspace on its second day, with its cache gone."""
    made = workplace.make(tmp_path / "workspace")
    nursery.run(made, workplace.FIRST_DAY)
    workplace.next_morning(made)
    (made / "cache.db").unlink()
    return made


def test_the_second_run_is_told_who_holds_the_workspace_and_a_reader_disturbs_nobody(place, tmp_path, sangkien):
    alone = Path(shutil.copytree(place, tmp_path / "alone"))
    with run_in(alone) as undisturbed:
        undisturbed.communicate(timeout=SECONDS)
    pipe = place / "inbox" / "cho.xlsx"
    os.mkfifo(pipe)

    with run_in(place) as first:
        end = reader_of(pipe)
        pipe.unlink()  # the first run has it open, and waits; for all others it is not there
        holder = json.loads((place / ".sangkien.holder").read_text("ascii"))

        second = sangkien("run", "--workspace", place)
        assert second.code == ExitCode.BUSY
        assert f"tiến trình {first.pid}, từ {holder['begun'][11:16]} ngày " in second.err
        assert second.err.count("\n") == 1

        status = sangkien("status", "--workspace", place, "--json")
        assert (status.code, status.err) == (ExitCode.FINE, "")
        assert json.loads(status.out)
        check = sangkien("check", "--workspace", place, "--json", place / "inbox" / "DN01.xlsx")
        assert check.code == ExitCode.FINE
        assert json.loads(check.out)["files"][0]["outcome"] == "accepted"

        assert first.poll() is None
        os.close(end)
        _, said = first.communicate(timeout=SECONDS)
    assert first.returncode == undisturbed.returncode == ExitCode.FINISHED_WITH_FAULTS, said

    def told(folder):
        seen = workplace.seen(folder)
        # The pipe was no file that could be had: it is told of in findings and summary, and touches no row.
        return [seen["outbox"][f"2022-05-21/du-lieu/{name}.csv"] for name in ("fates", "initiatives")], seen["codes"]

    assert told(place) == told(alone)
    assert workplace.faults(place) == []


def test_a_run_that_was_killed_blocks_nobody(place, sangkien):
    with run_in(place) as killed:
        until = time.monotonic() + SECONDS
        while not (place / ".sangkien.holder").exists() and time.monotonic() < until:
            time.sleep(0.01)
        killed.kill()
    assert (place / ".sangkien.holder").exists()
    assert sangkien("run", "--workspace", place, "--as-of", "2022-05-21").code == ExitCode.FINISHED_WITH_FAULTS
    assert not (place / ".sangkien.holder").exists()
