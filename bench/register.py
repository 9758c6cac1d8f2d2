"""What the register costs and saves: a first run, and a run in which five files are new, in this one process."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from bench import files
from pipeline import receiving, run
from pipeline.edges import cache, outbox, records, register, workspace
from pipeline.edges.version import rules_version
from pipeline.edges.workspace import Workspace

NEW_COUNT = 5
_ROUNDS = 3


@dataclass(frozen=True)
class Costs:
    """Seconds. before: the stages before rendering. kept: archive, register and cache, of a first run of `whole`."""

    first_before: float
    next_before: float
    kept: float
    whole: float


def measure(scratch: Path, written: Path, count: int) -> Costs:
    """The medians of three workspaces of `count` unions, of which five send later than the others."""
    runs = [_once(scratch / f"register-{turn}", written, count) for turn in range(_ROUNDS)]
    names = ("first_before", "next_before", "kept", "whole")
    return Costs(**{name: median(getattr(costs, name) for costs in runs) for name in names})


def _once(folder: Path, written: Path, count: int) -> Costs:
    inbox = files.make_workspace(folder, written, count)
    aside = folder / "aside"
    aside.mkdir()
    for path in sorted(inbox.iterdir())[:NEW_COUNT]:
        path.rename(aside / path.name)
    place = workspace.find(folder, {}, folder)
    first = _run(place)
    for path in aside.iterdir():
        path.rename(inbox / path.name)
    following = _run(place)
    kept = first["receive"] + first["cache"] + first["record"]
    shutil.rmtree(folder)
    return Costs(first["before"], following["before"], kept, first["whole"])


def _run(place: Workspace) -> dict[str, float]:
    """`run.run`, step by step, each step timed."""
    taken: dict[str, float] = {}

    @contextmanager
    def timed(name: str) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        taken[name] = taken.get(name, 0.0) + time.perf_counter() - begun

    silent = run.Progress(lambda _: None, lambda _: None)
    made_with = run.setting(workspace.configuration(place), datetime.now(UTC), files.AS_OF)
    with timed("whole"), register.opened(place.register) as connection:
        with timed("before"):
            with timed("receive"):
                receipts = receiving.receive(place, connection, made_with.started_at)
            received = run.read(place, receipts, {}, made_with, silent)
            result = run.consolidate(place, connection, received, made_with)
        done = run.write_aside(place, connection, result, received.receipts, made_with)
        with timed("record"):
            records.remember(connection, result, done, made_with.configuration)
        with timed("cache"), cache.opened(place.cache) as kept:
            cache.store_linked(kept, result.linked, rules_version())
        outbox.publish(place.outbox, files.AS_OF.isoformat())
    with timed("cache"), cache.opened(place.folder / "again.db") as again:
        cache.store(again, received.readings, dict.fromkeys(received.readings.files.index, ""))
    return taken
