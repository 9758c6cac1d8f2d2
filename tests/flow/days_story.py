"""A story of several days, told in days/*.toml: what arrives, goes and is decided, and how each day ends; nothing of the pipeline is used."""

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.flow import story_workbooks
from tests.flow.story import FOLDER, StoryFile

DAYS = FOLDER / "days"

# The words of the tables for what becomes of a row.
FATES = {
    "được tính": "counted",
    "đang xem xét": "pending",
    "không đủ điều kiện": "ineligible",
    "trùng": "duplicate",
    "có bản sau": "superseded",
    "đã rút": "withdrawn",
    "có lỗi": "rejected",
}
COLUMNS = ("tệp", "dòng", "mã", "số phận", "lý do", "thay bằng")


@dataclass(frozen=True)
class Fate:
    """A line of a day's table. file: the name of the file in the story. related: `<file>#<row>`."""

    file: str
    row: int
    code: str
    fate: str
    reasons: str
    related: str

    def __str__(self) -> str:
        return (
            f"{self.file}#{self.row} {self.code or '(chưa có mã)'}: {self.fate} {self.reasons} {self.related}".rstrip()
        )


@dataclass(frozen=True)
class Day:
    """One run with what happens before it; its keys are told in days/README.md."""

    told: dict[str, Any]

    @property
    def today(self) -> date:
        return self.told["today"]

    @property
    def as_of(self) -> date:
        return self.told.get("as_of", self.today)

    @cached_property
    def files(self) -> dict[str, StoryFile]:
        """Name in the story → file that arrives; without a name of its own it is called as its path."""
        files = [StoryFile(told) for told in self.told.get("file", [])]
        return {file.told.get("name", file.path): file for file in files}

    @property
    def end(self) -> dict[str, Any]:
        return self.told["end"]

    @property
    def fates(self) -> list[Fate]:
        """The table of the day; a blank file is that of the line above."""
        headings, *lines = [
            tuple(cell.strip() for cell in line.split("|")) for line in self.end["fates"].strip().splitlines()
        ]
        assert headings == COLUMNS, headings
        fates: list[Fate] = []
        for file, row, code, fate, reasons, related in lines:
            fates.append(Fate(file or fates[-1].file, int(row), code, FATES[fate], reasons, related))
        return fates


@dataclass(frozen=True)
class DaysStory:
    """One file of days/."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.stem

    @cached_property
    def told(self) -> dict[str, Any]:
        return tomllib.loads(self.path.read_text("utf-8"))

    @cached_property
    def days(self) -> list[Day]:
        return [Day(told) for told in self.told["day"]]

    @cached_property
    def bytes(self) -> dict[str, bytes]:
        """Name in the story → bytes of every file that ever arrives."""
        return {name: story_workbooks.workbook(file) for day in self.days for name, file in day.files.items()}

    @cached_property
    def names(self) -> dict[str, str]:
        """SHA-256 → name in the story."""
        return {hashlib.sha256(data).hexdigest(): name for name, data in self.bytes.items()}


def stories() -> list[DaysStory]:
    return [DaysStory(path) for path in sorted(DAYS.glob("*.toml"))]
