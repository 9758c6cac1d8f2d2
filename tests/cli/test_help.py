"""Help is immediate and Vietnamese: it imports nothing heavy."""

import json
import subprocess
import sys

import pytest

from pipeline.cli import cli

HEAVY = [
    "pandas", "pandera", "openpyxl", "docxtpl", "xlsxwriter", "numpy", "python_calamine", "jinja2", "sqlalchemy",
    "psutil",
]  # fmt: skip
VERBS = list(cli.commands)


@pytest.mark.parametrize("arguments", [["--help"], *([verb, "--help"] for verb in VERBS)], ids=" ".join)
def test_help_imports_nothing_heavy(arguments):
    code = (
        "import sys, json\nfrom pipeline import cli\nended = cli._main(sys.argv[1:])\n"
        f"print(json.dumps([ended, [name for name in {HEAVY} if name in sys.modules]]), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, timeout=60, check=True, encoding="utf-8"
    )
    assert json.loads(done.stderr) == [0, []]
    assert done.stdout.startswith("Cách dùng: sangkien")
    for english in ("Usage", "Options", "Show this message", "Commands", "default", "required"):
        assert english not in done.stdout


def test_the_verbs_of_the_contract_and_the_register_are_there():
    assert set(VERBS) >= {"init", "template", "check", "run", "status", "exclude", "include", "trace", "demo"}


def test_help_of_the_program_names_every_verb_and_exit_code(sangkien):
    printed = sangkien("--help").out
    for verb in VERBS:
        assert f"  {verb} " in printed
    assert {str(code) for code in range(7)} <= set(printed.split())


def test_a_misspelt_option_is_told_with_the_right_one(sangkien, place):
    assert "--as-of" in sangkien("run", "--as-off", "2022-05-31").err
