"""Why the number of counted initiatives differs from that of an earlier day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.catalogue import CHANGE_NAMES


@dataclass(frozen=True)
class Change:
    """How many initiatives changed the number for one reason; name as the documents call it, count without a sign."""

    name: str
    count: int


@dataclass(frozen=True)
class IssuedReport:
    """The report that went out with the earlier figures. number: as papers write it, “05”."""

    number: str
    symbol: str
    issued_on: date


@dataclass(frozen=True)
class ChangeFigures:
    """The number of counted initiatives then and now, and every reason between: before + gained - lost = after.

    since: the day of the earlier figures. moved: counted then and now, but in another phase. report: the
    earlier figures as they were issued, None where they were not.
    """

    since: date
    before: int
    after: int
    gains: tuple[Change, ...]
    losses: tuple[Change, ...]
    moved: int
    report: IssuedReport | None = None

    @property
    def has_risen(self) -> bool:
        """More than then."""
        return self.after > self.before

    @property
    def has_fallen(self) -> bool:
        """Fewer than then."""
        return self.after < self.before

    @property
    def difference(self) -> int:
        """By how many, without a sign."""
        return abs(self.after - self.before)

    @property
    def gained(self) -> int:
        """How many count that did not."""
        return sum(change.count for change in self.gains)

    @property
    def lost(self) -> int:
        """How many counted and do so no longer."""
        return sum(change.count for change in self.losses)


def change_figures(changes: Mapping[str, Any], report: IssuedReport | None = None) -> ChangeFigures | None:
    """From `changes` of summary.json; None where there is no earlier run to compare with.

    report: what the earlier figures were issued with.
    """
    if changes["since"] is None:
        return None
    lines: Mapping[str, int] = changes["lines"]
    return ChangeFigures(
        since=date.fromisoformat(changes["since"]),
        before=changes["counted"]["before"],
        after=changes["counted"]["after"],
        gains=tuple(Change(CHANGE_NAMES[kind], effect) for kind, effect in lines.items() if effect > 0),
        losses=tuple(Change(CHANGE_NAMES[kind], -effect) for kind, effect in lines.items() if effect < 0),
        moved=changes["phase_changed"],
        report=report,
    )
