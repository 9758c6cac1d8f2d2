"""The two commands on a fresh machine: what can be checked of them without one."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from pipeline.edges import version
from pipeline.errors import ExitCode

ROOT = Path(__file__).parents[2]
CMD = ROOT / "sangkien.cmd"
LOCK = ROOT / "requirements.lock"
PYPROJECT = ROOT / "pyproject.toml"
PYTHONS = ("3.11", "3.12", "3.13")

# A requirement of the lock: its first line, and the hashes below it.
LOCKED = re.compile(r"^(\S+==\S+)(?: ; (.+?))?((?: \\\n    --hash=sha256:[0-9a-f]{64})*)$", re.MULTILINE)


def locked():
    text = LOCK.read_text(encoding="ascii")
    return {
        requirement.name: (requirement, hashes.count("--hash"))
        for requirement, hashes in (
            (Requirement(f"{pin} ; {marker}" if marker else pin), hashes)
            for pin, marker, hashes in LOCKED.findall(text)
        )
    }


def wanted():
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    return [Requirement(line) for line in [*project["project"]["dependencies"], *groups["dev"], *groups["build"]]]


def command_lines():
    """The lines of sangkien.cmd that cmd.exe executes."""
    lines = CMD.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.lower().startswith("rem")]


# ---------------------------------------------------------------- the lock


def test_every_line_of_the_lock_is_a_requirement_with_hashes_or_a_comment():
    text = LOCK.read_text(encoding="ascii")
    rest = [line for line in LOCKED.sub("", text).splitlines() if line and not line.startswith("    #")]
    assert rest == []
    assert [name for name, (_, hash_count) in locked().items() if not hash_count] == []


def test_the_lock_names_no_registry_and_no_machine():
    text = LOCK.read_text(encoding="ascii")
    for word in ("://", "--index", "--extra-index", "--find-links", "--trusted-host", "-i ", "file:", "www.", "/"):
        assert word not in text, word


def test_the_lock_is_for_windows_and_linux():
    markers = {name: str(requirement.marker) for name, (requirement, _) in locked().items() if requirement.marker}
    assert markers["colorama"] == 'sys_platform == "win32"'
    # Compiled packages carry wheels of several systems and Pythons, not those of the machine that locked.
    for name in ("pandas", "numpy", "lxml", "python-calamine", "pydantic-core"):
        assert locked()[name][1] > len(PYTHONS) * 4, name


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("platform", ["win32", "linux"])
@pytest.mark.parametrize("requirement", wanted(), ids=lambda requirement: requirement.name)
def test_what_pyproject_asks_for_is_in_the_lock(requirement, platform, python):
    pins = {canonicalize_name(name): pin for name, (pin, _) in locked().items()}
    pin = pins[canonicalize_name(requirement.name)]
    (specifier,) = pin.specifier
    assert requirement.specifier.contains(specifier.version), "run `make lock`"
    environment = {"sys_platform": platform, "python_version": python, "platform_python_implementation": "CPython"}
    assert pin.marker is None or pin.marker.evaluate(environment)


def test_the_lock_holds_the_build_backend():
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
    assert project["build-system"]["requires"][0] in project["dependency-groups"]["build"]


# ---------------------------------------------------------------- pyproject


def test_beside_each_dependency_stands_why_it_is_there():
    text = PYPROJECT.read_text(encoding="utf-8")
    lists = re.findall(r"^(?:dependencies|dev|build) = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    lines = [line for block in lists for line in block.splitlines()]
    assert len(lines) == len(wanted())
    assert [line for line in lines if not re.fullmatch(r'    "[^"]+", +# \S.{10,}', line)] == []


def test_a_run_writes_down_the_version_of_the_project():
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    assert project["version"] == version.PRODUCT_VERSION


# ---------------------------------------------------------------- make


@pytest.mark.parametrize("target", ["setup", "demo", "test", "check", "bench", "docs", "lock", "clean"])
def test_make_knows(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_ci_calls_the_test_command_of_the_readme():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "make test" in script.splitlines()
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["LIBREOFFICE", "BROWSER"])
def test_ci_does_not_let_tests_be_skipped_for_want_of(name):
    assert f"export SANGKIEN_REQUIRE_{name}=1" in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


# ---------------------------------------------------------------- the clerk's double-click


def test_cmd_has_crlf_and_no_byte_order_mark():
    data = CMD.read_bytes()
    assert data.startswith(b"@echo off\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    attributes = (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert "*.cmd text eol=crlf" in attributes


def test_cmd_is_ascii_until_the_code_page_is_set_and_in_its_labels():
    text = CMD.read_text(encoding="utf-8")
    head, _, body = text.partition("chcp 65001")
    assert head.isascii()
    assert "Đ" in body
    assert all(line.isascii() for line in text.splitlines() if line.startswith(":"))


def test_cmd_leaves_exclamation_marks_in_paths_alone():
    assert "setlocal EnableExtensions DisableDelayedExpansion" in command_lines()


def test_cmd_has_every_label_it_goes_to_and_each_once():
    labels = [line[1:] for line in command_lines() if line.startswith(":")]
    assert len(labels) == len(set(labels))
    targets = {name for line in command_lines() for name in re.findall(r"(?:goto|call) :([a-z_0-9]+)", line)}
    assert targets - {"result_"} <= set(labels)  # result_%%C: see the next test


@pytest.mark.parametrize("code", list(ExitCode), ids=lambda code: code.name)
def test_cmd_has_a_sentence_for_every_exit_code(code):
    lines = command_lines()
    assert any(re.match(rf"for %%C in \([\d ]*\b{code.value}\b[\d ]*\) do ", line) for line in lines)
    sentence = lines[lines.index(f":result_{code.value}") + 1]
    assert re.match(r"echo [A-ZĐ].{40,}", sentence)


def test_cmd_quotes_every_path():
    paths = r"%(?:HERE|LOCK|VENV|VENV_PYTHON|STAMP|BASE_PYTHON|PYTHONPATH|SANGKIEN_WORKSPACE|~dp0\.|%~f)"
    for line in command_lines():
        for match in re.finditer(paths, line):
            assert line[: match.start()].count('"') % 2 == 1, line


def test_cmd_puts_no_argument_and_no_path_into_a_parenthesised_block():
    # A `)` in a folder's name would close it. One line of `for … in (…) do …` is no such block.
    assert [line for line in command_lines() if line.rstrip().endswith("(") or line.startswith(")")] == []


def test_cmd_never_asks_whether_an_errorlevel_is_at_least_one():
    # A process that crashes has a negative one, and `&&`, `||` hide which command is meant.
    for line in command_lines():
        assert not re.search(r"if (not )?errorlevel", line, re.IGNORECASE), line
        assert "||" not in line, line
        assert "&&" not in line, line


def test_cmd_echoes_no_sign_that_cmd_exe_would_take_for_its_own():
    for line in command_lines():
        _, found, words = line.partition("echo ")
        if found and not line.startswith("@"):
            assert not re.search(r"[&|<>^()!]", words), line
            assert re.sub(r"%RC%", "", words).count("%") == 0, line


def test_cmd_speaks_of_its_set_up_on_stderr_only():
    lines = command_lines()
    set_up = lines[lines.index(":set_up") :]
    assert [line for line in set_up if line.startswith("echo")] == []


def test_cmd_with_arguments_neither_waits_nor_opens():
    lines = command_lines()
    passed_on = lines[lines.index(":pass_on") :]
    assert not any(re.match(r"pause|start ", line) for line in passed_on)
    assert '"%VENV_PYTHON%" -P -m pipeline %*' in passed_on
    assert "exit /b %RC%" in passed_on


def test_cmd_installs_from_the_lock_alone():
    (install,) = [line for line in command_lines() if "pip install" in line]
    for option in ("--require-hashes", "--no-deps", "--only-binary :all:", '-r "%LOCK%"'):
        assert option in install
