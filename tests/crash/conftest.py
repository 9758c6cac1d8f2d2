"""The nursery, once for all tests of a file: to import what a run imports takes a second or two."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crash.undisturbed import Nursery

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def nursery():
    if not hasattr(os, "pidfd_open"):
        pytest.skip("no fork, no SIGKILL, or no way to wait for a child")
    with subprocess.Popen(
        [sys.executable, "-m", "tests.crash.nursery"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        yield Nursery(process)
        process.kill()
