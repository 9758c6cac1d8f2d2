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

from pipeline.edges import archive
from pipeline.errors import ExitCode
from tests.crash import workplace

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipe that keeps a run waiting"),
]

ROOT = Path(__file__).parents[2]
GONE = "TH01.xlsx"  # lies in the inbox no more, so the run reads it from the archive
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
    """A workspace whose next run must read a file from the archive."""
    made = workplace.make(tmp_path / "workspace")
    nursery.run(made, workplace.FIRST_DAY)
    workplace.next_morning(made)
    (made / "cache.db").unlink()
    return made


def test_the_second_run_is_told_who_holds_the_workspace_and_a_reader_disturbs_nobody(place, tmp_path, sangkien):
    alone = Path(shutil.copytree(place, tmp_path / "alone"))
    with run_in(alone) as undisturbed:
        undisturbed.communicate(timeout=SECONDS)
    ((sha256,),) = workplace.table(place, "SELECT sha256 FROM sighting WHERE file = 'TH01.xlsx'")
    kept = archive.place_of(place / "archive", sha256)
    whole = kept.read_bytes()
    kept.unlink()
    os.mkfifo(kept)

    with run_in(place) as first:
        end = reader_of(kept)
        kept.unlink()  # the first run has it open; for all others it is a file again
        kept.write_bytes(whole)
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
        os.write(end, whole)
        os.close(end)
        _, said = first.communicate(timeout=SECONDS)
    assert first.returncode == undisturbed.returncode == ExitCode.FINISHED_WITH_FAULTS, said

    def told(folder):
        seen = workplace.seen(folder)
        return {name: data for name, data in seen["outbox"].items() if not name.endswith("manifest.json")}, seen[
            "codes"
        ]

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
