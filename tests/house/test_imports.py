"""The layers of the house hold, and every room is small enough to be one room."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_LINES = 400
MODULES = sorted(path for name in ("pipeline", "schemas", "templates") for path in (ROOT / name).rglob("*.py"))


def test_each_room_knows_only_the_rooms_below_it():
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-logo", "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_room_over_400_lines_is_two_rooms(path):
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_says_on_its_door_what_it_is(path):
    assert path.read_text("utf-8").startswith('"""')


@pytest.mark.parametrize("module", ["pipeline.flow", "pipeline.stages.link"])
def test_the_middle_touches_no_workbook_and_no_template(module):
    code = f"import sys, {module}; print(*[name for name in ('openpyxl', 'xlsxwriter', 'python_calamine', 'jinja2', 'docxtpl', 'sqlite3') if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split() == []
