"""Two runs at once: the second is told who holds the workspace; a dead process holds nothing."""

import json
import os
import platform
import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pipeline.edges import lock
from pipeline.errors import BusyError, ExitCode, StoppedError

ROOT = Path(__file__).parents[2]
BEGUN = datetime(2022, 5, 20, 8, 15, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
NOBODY = "Thư mục làm việc đang được một lần chạy khác sử dụng. Chờ lần chạy đó xong rồi chạy lại."

HOLDING = """
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo
from pipeline.edges import lock
begun = datetime(2022, 5, 20, 8, 15, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
with lock.hold(Path(sys.argv[1]), begun):
    print("held", flush=True)
    sys.stdin.readline()
"""
# As above, with a child of its own that outlives it.
HOLDING_WITH_A_CHILD = HOLDING.replace(
    '    print("held", flush=True)\n',
    '    import os, time\n    child = os.fork()\n    if not child:\n        time.sleep(60)\n        os._exit(0)\n    Path(sys.argv[1]).with_name("child").write_text(str(child))\n    print("held", flush=True)\n',
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / ".sangkien.lock"


@pytest.fixture
def holder(path):
    return path.with_name(".sangkien.holder")


@contextmanager
def another_run(path, code=HOLDING):
    """A real second process that holds the workspace; it lets go when told so, at the latest at the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()


def refusal(path):
    with pytest.raises(BusyError) as raised, lock.hold(path, BEGUN):
        pytest.fail("two runs hold one workspace")
    assert raised.value.exit_code is ExitCode.BUSY
    return str(raised.value)


# ---------------------------------------------------------------- two runs


def test_the_second_run_is_told_who_holds_the_workspace_and_since_when(path):
    with another_run(path) as other:
        assert refusal(path) == (
            "Thư mục làm việc đang được một lần chạy khác sử dụng "
            f"(máy {platform.node()}, tiến trình {other.pid}, từ 08:15 ngày 20/5/2022). "
            "Chờ lần chạy đó xong rồi chạy lại."
        )


def test_being_refused_takes_nothing_from_the_one_that_holds(path, holder):
    with another_run(path) as other:
        first = refusal(path)
        assert holder.exists()
        assert refusal(path) == first
        other.communicate("\n", timeout=30)
        assert other.returncode == 0
    assert not holder.exists()
    with lock.hold(path):
        pass


def test_without_a_time_the_rest_is_told(path):
    with lock.hold(path):
        assert f"(máy {platform.node()}, tiến trình {os.getpid()})." in refusal(path)


# ---------------------------------------------------------------- the holder file


def test_the_holder_file_tells_computer_process_and_time_and_is_gone_after_a_clean_release(path, holder):
    with lock.hold(path, BEGUN):
        assert json.loads(holder.read_text("ascii")) == {
            "computer": platform.node(), "process": os.getpid(), "begun": "2022-05-20T08:15+07:00"
        }  # fmt: skip
    assert not holder.exists()


@pytest.mark.parametrize("stopped_by", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_a_run_that_fails_lets_go_too(path, holder, stopped_by):
    with pytest.raises(stopped_by), lock.hold(path, BEGUN):
        raise stopped_by
    assert not holder.exists()
    with lock.hold(path, BEGUN):
        assert holder.exists()


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "null", "[]", "1", '"máy"', "{}", "\x00\xff", "[" * 900,
        '{"computer": "MAY-01", "process": 1e999, "begun": null}',
        '{"computer": "MAY-01", "process": "x", "begun": null}',
        '{"computer": "MAY-01", "process": 1, "begun": "hôm qua"}',
        '{"computer": "MAY-01", "process": 1, "begun": 7}',
        '{"computer": "MAY-01", "process": 1}',
        json.dumps({"computer": "M" * 2000, "process": 1, "begun": None}),
    ],
)  # fmt: skip
def test_a_holder_file_that_cannot_be_understood_is_passed_over(path, holder, text):
    with another_run(path):
        holder.write_bytes(text.encode("latin-1", "replace"))
        assert refusal(path) == NOBODY


@pytest.mark.parametrize("process", [2**22 + 1, 2**31, 2**70, -1])
def test_a_holder_file_of_a_process_that_has_ended_is_passed_over(path, holder, process):
    """As when a killed run left it and the next one, which holds, has not yet written its own."""
    with another_run(path):
        holder.write_text(json.dumps({"computer": platform.node(), "process": process, "begun": None}), "ascii")
        assert refusal(path) == NOBODY


def test_of_another_computer_nobody_knows_which_processes_live(path, holder):
    with another_run(path):
        holder.write_text('{"computer": "MAY-\\u001b[31m01", "process": 4194305, "begun": null}', "ascii")
        assert "(máy MAY-[31m01, tiến trình 4194305)." in refusal(path)  # no signs that steer a terminal


def test_where_the_holder_file_cannot_be_written_the_lock_holds_all_the_same(path, holder):
    holder.mkdir()
    with another_run(path):
        assert refusal(path) == NOBODY
    with lock.hold(path, BEGUN):
        pass


def test_a_link_in_the_place_of_the_holder_file_is_not_followed(path, holder, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"someone else's")
    holder.symlink_to(elsewhere)
    with lock.hold(path, BEGUN):
        assert not holder.is_symlink()
    assert elsewhere.read_bytes() == b"someone else's"


# ---------------------------------------------------------------- dead processes


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_killed_run_leaves_its_files_and_blocks_nobody(path, holder):
    with another_run(path) as other:
        other.send_signal(signal.SIGKILL)
        other.wait(30)
    assert path.exists()
    left = json.loads(holder.read_text("ascii"))
    assert left["process"] == other.pid
    with lock.hold(path, BEGUN):
        assert json.loads(holder.read_text("ascii"))["process"] == os.getpid()
        assert f"tiến trình {os.getpid()}" in refusal(path)
    assert not holder.exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_a_child_that_outlives_a_killed_run_holds_nothing(path):
    with another_run(path, HOLDING_WITH_A_CHILD) as other:
        child = int(path.with_name("child").read_text())
        try:
            other.send_signal(signal.SIGKILL)
            other.wait(30)
            os.kill(child, 0)  # it lives
            with lock.hold(path, BEGUN):
                pass
        finally:
            os.kill(child, signal.SIGKILL)


def test_a_workspace_that_cannot_be_written_is_told_in_one_line(tmp_path):
    (tmp_path / "a file").write_bytes(b"")
    with (
        pytest.raises(StoppedError, match=r"^Không ghi được vào thư mục làm việc .*\.$"),
        lock.hold(tmp_path / "a file" / ".sangkien.lock"),
    ):
        pass
