"""What a report tells beside its targets: fates, files, teams, activities, benefit, the portal."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Share:
    """A part of the counted initiatives. percent: as printed."""

    name: str
    count: int
    percent: str


@dataclass(frozen=True)
class Reason:
    """Why initiatives were not counted; one initiative may have several reasons."""

    text: str
    count: int


@dataclass(frozen=True)
class FateGroup:
    """The current rows that share a fate and do not count; name as the documents call it."""

    name: str
    count: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class FateFigures:
    """How the rows read were decided; the numbers add up to `read`.

    groups: the fates of current rows that do not count, those with rows only.
    """

    read: int
    counted: int
    pending: int
    ineligible: int
    duplicate: int
    superseded: int
    withdrawn: int
    rejected: int
    groups: tuple[FateGroup, ...]

    @property
    def current(self) -> int:
        """Rows read but for those that a later submission replaced."""
        return self.read - self.superseded

    @property
    def not_counted(self) -> int:
        """Current rows that do not count."""
        return self.current - self.counted

    @property
    def has_many_reasons(self) -> bool:
        """Some row has more than one reason, so that the reasons of a fate add up to more than its rows."""
        return any(sum(reason.count for reason in group.reasons) > group.count for group in self.groups)


@dataclass(frozen=True)
class FileFigures:
    """The files received by their outcome."""

    received: int
    accepted: int
    accepted_with_errors: int
    refused: int
    unchanged: int
    later: int


@dataclass(frozen=True)
class TeamFigures:
    """Support teams. unit_count: unions that listed members or stated a founding decision.

    decided_count: of them those that stated the number of the decision. missing: the names of the other unions.
    """

    unit_count: int
    member_count: int
    decided_count: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class ActivityKind:
    """Activities of one kind."""

    name: str
    count: int
    participants: int
    collected: int


@dataclass(frozen=True)
class ActivityFigures:
    """Activities held up to the day of the figures."""

    count: int
    unit_count: int
    participants: int
    collected: int
    kinds: tuple[ActivityKind, ...]


@dataclass(frozen=True)
class BenefitFigures:
    """Benefit in money over counted initiatives; amount as printed. other: counted ones that state another benefit."""

    count: int
    amount: str
    other: int


@dataclass(frozen=True)
class PortalFigures:
    """Counted and pending initiatives by whether they stand on the portal.

    unit_count: unions with initiatives that do not. stages: all of them by Trạng thái. registered: those with a day of
    registration.
    """

    entered: int
    not_entered: int
    unit_count: int
    stages: tuple[Share, ...]
    registered: int

    @property
    def total(self) -> int:
        """Counted and pending together."""
        return self.entered + self.not_entered


@dataclass(frozen=True)
class PeakFigures:
    """The peak campaign, once it has begun: counted initiatives whose counting day lies in it."""

    name: str
    first_day: date
    last_day: date
    counted: int
    is_running: bool
