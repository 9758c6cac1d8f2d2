"""A story: what unions send, told in story.toml, and what must become of it by the contract; nothing of the pipeline is used."""

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
SCENARIOS = FOLDER / "scenarios"

# What a row holds where the story says nothing: a valid row that counts in phase 1. Title and author are always told.
DEFAULT_ROW: dict[str, Any] = {
    "author_group": "Cán bộ, công chức, viên chức",
    "solution_kind": "Giải pháp tác nghiệp",
    "field_of_work": "Giáo dục và đào tạo",
    "stage": "Đã được công nhận",
    "applied_on": date(2022, 2, 21),
    "recognised_by": "Hội đồng sáng kiến",
    "recognition_number": "12/QĐ-HĐSK",
    "recognised_on": date(2022, 4, 15),
    "portal_on": date(2022, 4, 20),
    "ip_protected": "Không",
}
# What the story claims of a row; everything else is a cell. code: where it is not counted from the story (see claims.codes);
# was_rejected: a row superseded later that had a fault, and so founded no code.
CLAIMS = ("fate", "reasons", "related", "phase", "code", "counts_as", "cells", "bare", "was_rejected")


@dataclass(frozen=True)
class StoryRow:
    """A line of the sheet `Sáng kiến`. number: as Excel shows it. cells: a raw line that is no initiative."""

    number: int
    told: dict[str, Any]

    @property
    def is_raw(self) -> bool:
        return "cells" in self.told

    @property
    def values(self) -> dict[str, Any]:
        """Field → cell: what the story tells on top of the default row; `bare = true` leaves the default row out."""
        own = {name: value for name, value in self.told.items() if name not in CLAIMS}
        default = {} if self.told.get("bare") else DEFAULT_ROW
        return {name: value for name, value in {**default, **own}.items() if value != ""}

    @property
    def counted_as(self) -> dict[str, Any]:
        """Group, kind, field and benefit by which a counted row is tallied."""
        return {"benefit_vnd": 0, **self.values, **self.told.get("counts_as", {})}


@dataclass(frozen=True)
class StoryFile:
    """A file of the inbox: a workbook, a copy of another, or bytes of a kind."""

    told: dict[str, Any]

    @property
    def path(self) -> str:
        """As it lies in the inbox; `path_nfd = true`: as a Mac writes it."""
        return unicodedata.normalize("NFD" if self.told.get("path_nfd") else "NFC", str(self.told["path"]))

    @property
    def unit_code(self) -> str:
        return str(self.told.get("unit", ""))

    @property
    def outcome(self) -> str:
        return str(self.told.get("outcome", "accepted"))

    @property
    def is_accepted(self) -> bool:
        return self.outcome in {"accepted", "accepted_with_errors"}

    @property
    def report_on(self) -> date:
        """The day as the contract reads it, where the cell holds something else."""
        day = self.told.get("report_day", self.told.get("report_on"))
        assert isinstance(day, date), self.path
        return day

    @property
    def heading_row(self) -> int:
        return len(self.told.get("above", [])) + 1

    @property
    def lines(self) -> list[StoryRow]:
        """All lines below the headings."""
        return [StoryRow(self.heading_row + 1 + place, told) for place, told in enumerate(self.told.get("rows", []))]

    @property
    def rows(self) -> list[StoryRow]:
        """The lines that are initiatives."""
        return [line for line in self.lines if not line.is_raw]


@dataclass(frozen=True)
class Story:
    """One folder of scenarios/."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @cached_property
    def told(self) -> dict[str, Any]:
        return tomllib.loads((self.folder / "story.toml").read_text("utf-8"))

    @property
    def as_of(self) -> date:
        return self.told["as_of"]

    @property
    def today(self) -> date:
        """The day of the run, on which everything is received."""
        return self.told.get("today", self.as_of)

    @cached_property
    def files(self) -> list[StoryFile]:
        return [StoryFile(told) for told in self.told.get("file", [])]

    @property
    def ignored(self) -> list[str]:
        """Paths that lie in the inbox and are no submission."""
        return [told["path"] for told in self.told.get("ignored", [])]

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    def expected(self, name: str) -> Path:
        return self.folder / "expected" / name

    def campaign_text(self) -> str:
        text = (FOLDER / "workspace" / "campaign.toml").read_text("utf-8")
        for old, new in self.told.get("campaign", {}).get("replace", []):
            assert text.count(old) == 1, f"{self.name}: {old!r} must stand once in campaign.toml"
            text = text.replace(old, new)
        return text

    def units_text(self) -> str:
        units: str = self.told.get("units", "")
        return units or (FOLDER / "workspace" / "units.csv").read_bytes().decode("utf-8")

    def write_workspace(self, target: Path) -> None:
        target.mkdir(parents=True)
        (target / "campaign.toml").write_text(self.campaign_text(), "utf-8")
        (target / "units.csv").write_text(self.units_text(), "utf-8", newline="")
        (target / "outbox").mkdir()
        copy_tree(self.inbox, target / "inbox")


def copy_tree(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.rglob("*")):
        if path.is_file() and path.name != ".gitkeep":
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())


def stories() -> list[Story]:
    return [Story(folder) for folder in sorted(SCENARIOS.iterdir()) if (folder / "story.toml").is_file()]


def accepted_rows(files: Iterable[StoryFile]) -> Iterator[tuple[StoryFile, StoryRow]]:
    for file in files:
        if file.is_accepted:
            for row in file.rows:
                yield file, row
