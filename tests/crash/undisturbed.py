"""Runs in children of a nursery, and the workspace that nobody disturbed, to be compared with."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.edges import register, seals
from tests.crash import workplace


@dataclass
class Nursery:
    """The process that forks the runs."""

    process: subprocess.Popen

    def run(self, place: Path, clock: datetime, **kill: float) -> dict[str, Any]:
        told = self._ask(workspace=str(place), clock=clock.isoformat(), **kill)
        assert "error" not in told, told
        return told

    def orphans(self, seconds: float) -> int:
        return self._ask(wait=seconds)["orphans"]

    def _ask(self, **order: Any) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@dataclass
class Undisturbed:
    """The workspace as it is after so many runs that nobody killed."""

    nursery: Nursery
    before: Path
    clock: datetime

    def __post_init__(self) -> None:
        self._after = [self.before]
        self.told: list[dict[str, Any]] = []

    def after(self, count: int) -> Path:
        """One run more than before at least; how each went is in `told`."""
        while len(self._after) <= count:
            place = Path(shutil.copytree(self._after[-1], self.before.with_name(f"undisturbed {len(self._after)}")))
            self.told.append(self.nursery.run(place, self.clock))
            self._after.append(place)
        return self._after[count]


def require_as_undisturbed(place: Path, undisturbed: Undisturbed, how: Any) -> dict[str, Any]:
    """A run that nobody kills gives what as many runs give that nobody killed; how it went."""
    told = undisturbed.nursery.run(place, undisturbed.clock)
    count = workplace.run_count(place) - (
        workplace.run_count(undisturbed.before) if (undisturbed.before / "register.db").exists() else 0
    )
    reference = undisturbed.after(count)
    assert workplace.differences(workplace.seen(place), workplace.seen(reference)) == {}, how
    assert workplace.faults(place) == [], how
    with register.opened(place / "register.db") as connection:
        assert (seals.damage(connection), seals.broken(connection)) == ("", []), how
    assert not list(place.rglob(".new-*")), how
    return told
