"""A workspace, a way to fill its inbox, and the command `sangkien`, for all tests that need them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline import cli
from tests.flow import story_workbooks
from tests.flow.story import StoryFile

FUZZ_SEED = int(os.environ.get("SANGKIEN_FUZZ_SEED", "5"))


def pytest_report_header() -> str:
    """The seed of the spoilt workbooks (tests/corpus/test_fuzz.py)."""
    return f"SANGKIEN_FUZZ_SEED={FUZZ_SEED}"


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


Command = Callable[..., Ended]
Send = Callable[..., Path]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A workspace with the campaign and the four unions of the stories, and an empty inbox."""
    folder = tmp_path / "thư mục làm việc"
    for name in ("inbox", "outbox"):
        (folder / name).mkdir(parents=True)
    for name in ("campaign.toml", "units.csv"):
        shutil.copyfile(Path(__file__).parent / "flow" / "workspace" / name, folder / name)
    return folder


def initiative(**told: Any) -> dict[str, Any]:
    """A valid row that counts in phase 1, as in the stories."""
    return {"title": "Rèn kỹ năng đọc cho học sinh lớp 3", "author": "Nguyễn Thị Hoa", **told}


@pytest.fixture
def send(place: Path) -> Send:
    """(path in the inbox, rows …, what the story of a file may tell) → the workbook lies in the inbox."""

    def to_inbox(name: str, *rows: dict[str, Any], **told: Any) -> Path:
        file = {"path": name, "unit": "TH01", "report_on": date(2022, 5, 20), "rows": list(rows), **told}
        target = place / "inbox" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(story_workbooks.workbook(StoryFile(file)))
        return target

    return to_inbox


@pytest.fixture
def sangkien(capsys: pytest.CaptureFixture[str]) -> Command:
    """The command in this process: what it prints and its exit code, without its start of a second."""

    def run(*arguments: object) -> Ended:
        capsys.readouterr()
        code = cli._main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Ended(code, printed.out, printed.err)

    return run


@pytest.fixture
def program() -> Command:
    """The command as a process of its own, its output in pipes."""

    def run(*arguments: object, cwd: Path | None = None, **environment: str) -> Ended:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", *map(str, arguments)],
            cwd=cwd, env={**os.environ, **environment}, capture_output=True, timeout=120, check=False,
        )  # fmt: skip
        return Ended(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return run


@pytest.fixture
def soffice() -> str:
    """LibreOffice; where it is missing the test is skipped by name, or fails where it must not be missing."""
    found = shutil.which("soffice")
    if found is None:
        if os.environ.get("SANGKIEN_REQUIRE_LIBREOFFICE") == "1":
            pytest.fail("LibreOffice is required here and was not found")
        pytest.skip("LibreOffice is not installed")
    return found
