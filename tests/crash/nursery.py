"""A process that has imported all that a run imports and forks a child for every run asked of it; some get killed.

Started by `python -m tests.crash.nursery`. A line of JSON in: workspace, clock, and perhaps `seconds` or `step` at which
the child is killed, or `file_bytes` that no file may exceed. A line of JSON out: how it ended. Nothing is imported at the top but the standard library: the
workers of a run import this module too.
"""

import ctypes
import json
import os
import resource
import select
import signal
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

_OPENED_FOR_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_STEPS = frozenset(
    "os.rename os.remove os.mkdir os.rmdir os.chmod os.truncate sqlite3.connect subprocess.Popen shutil.rmtree".split()
)
_PR_SET_CHILD_SUBREAPER = 36


def main() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # orphans of killed children become ours
    _import_all()
    _warm_up()
    for line in sys.stdin:
        order = json.loads(line)
        told = {"orphans": _orphans(order["wait"])} if "wait" in order else _run(order)
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


def _import_all():
    """What a run imports while it goes on."""
    import docxtpl
    import pandas as pd
    import sqlalchemy
    import xlsxwriter

    from pipeline import cli, flow, intake, run
    from pipeline.edges import annex, letters, lists, outbox, remembered, report
    from pipeline.stages import changes, compose

    return (
        docxtpl, pd, sqlalchemy, xlsxwriter, cli, flow, intake, run,
        annex, letters, lists, outbox, remembered, report, changes, compose,
    )  # fmt: skip


def _warm_up():
    """A run over nothing: templates compiled, versions known, and no child need do it again."""
    from tests.crash import workplace

    with tempfile.TemporaryDirectory() as folder:
        place = workplace.empty(Path(folder) / "warm")
        _a_run({"workspace": str(place), "clock": workplace.FIRST_DAY.isoformat()})


def _run(order):
    """Forks a child that makes a run; kills it after `seconds` unless it is done."""
    reader, writer = os.pipe()
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _in_child(order, writer)
    os.close(writer)
    handle = os.pidfd_open(child)
    if "seconds" in order and not select.select([handle], [], [], order["seconds"])[0]:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(handle)
    with os.fdopen(reader) as told:
        ended = json.loads(told.read() or "{}")
    return {"killed": os.WIFSIGNALED(status), "seconds": time.monotonic() - begun, **ended}


def _in_child(order, writer):
    from pipeline.errors import StoppedError

    ended: dict[str, object] = {"error": "ended without a word"}
    try:
        if "file_bytes" in order:  # SIGXFSZ is ignored by Python: what goes beyond fails, as on a full disk
            resource.setrlimit(resource.RLIMIT_FSIZE, (order["file_bytes"], order["file_bytes"]))
        with _stepping(order.get("step")) as steps:
            ended = {**_a_run(order), "steps": len(steps)}
    except StoppedError as error:
        ended = {"code": int(error.exit_code), "said": str(error)}
    except BaseException as error:  # noqa: BLE001 -- told to the test, which fails
        ended = {"error": repr(error)}
    finally:
        with os.fdopen(writer, "w") as told:
            told.write(json.dumps(ended))
        os._exit(0)


def _a_run(order):
    """The exit code, and how many files were opened."""
    from datetime import datetime

    from pipeline.edges.workspace import Workspace
    from pipeline.run import Progress, run

    opened: list[int] = []
    finished = run(
        Workspace(Path(order["workspace"])),
        None,
        datetime.fromisoformat(order["clock"]),
        Progress(opened.append, lambda _: None),
    )
    return {"code": int(finished.exit_code), "opened": sum(opened), "edited": [str(path) for path in finished.edited]}


@contextmanager
def _stepping(last):
    """Counts whatever changes the disk, and ends this process just before the step of that number."""
    from sqlalchemy import Engine, event

    steps = []

    def step(name):
        steps.append(name)
        if len(steps) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def audit(name, arguments):
        if name in _STEPS or (name == "open" and arguments[2] & _OPENED_FOR_WRITING):
            step(name)

    event.listen(Engine, "before_cursor_execute", lambda *_: step("sql"))
    event.listen(Engine, "commit", lambda _: step("commit"))
    sys.addaudithook(audit)
    yield steps


def _orphans(seconds):
    """How many processes killed children left behind that still live after so many seconds."""
    until = time.monotonic() + seconds
    while True:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                if time.monotonic() > until:
                    return len(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())
                time.sleep(0.02)
        except ChildProcessError:
            return 0


if __name__ == "__main__":
    main()
