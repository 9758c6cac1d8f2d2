"""The workers of a killed run end with it: none reads on for ever, none writes where the next run writes."""

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipe that keeps a worker waiting")

ROOT = Path(__file__).parents[2]
READING = """
import sys
from pathlib import Path
from pipeline.edges import reading
from pipeline.edges.inbox import Arrival
reading.start([Arrival("tệp", Path(sys.argv[1]), "0" * 64, 1)]).results(print)
"""
SECONDS = 20


def opened_by_a_reader(pipe: Path) -> int:
    """The writing end, once somebody reads: held open, the reader waits for ever."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        time.sleep(0.02)
    pytest.fail("no worker began to read")


def living(processes: list[psutil.Process]) -> list[psutil.Process]:
    alive = []
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            if process.status() != psutil.STATUS_ZOMBIE:
                alive.append(process)
    return alive


def test_a_worker_that_hangs_in_a_file_ends_with_its_run(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen([sys.executable, "-c", READING, str(pipe)], cwd=ROOT) as run:
        end = opened_by_a_reader(pipe)
        workers = psutil.Process(run.pid).children(recursive=True)
        assert living(workers)
        run.kill()
    try:
        until = time.monotonic() + SECONDS
        while living(workers) and time.monotonic() < until:
            time.sleep(0.02)
        assert living(workers) == []
    finally:
        for process in living(workers):
            process.kill()
        os.close(end)
