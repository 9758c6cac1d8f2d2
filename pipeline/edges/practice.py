"""Builds a practice workspace: an inbox as a district gets it, with all that really happens, made up from a seed."""

import shutil
import stat
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.campaign import CAMPAIGN_FILE, UNITS_FILE
from pipeline.edges import practice_files, workspace
from pipeline.edges.practice_events import EVENTS, FOREIGN
from pipeline.edges.practice_rows import District, Union
from pipeline.edges.practice_story import ordinary
from pipeline.edges.workspace import Workspace
from pipeline.errors import BusyError, UsageError

MARKER = ".thuc-hanh"
SEED = 2022
AS_OF = date(2022, 5, 20)
REMEMBERED = ("register.db", "register.db-wal", "register.db-shm", "cache.db")

_MARKER_TEXT = (
    "Thư mục thực hành do lệnh sangkien demo tạo.\n"
    "Mỗi lần chạy lại lệnh này, inbox, outbox, sổ đăng ký và hai tệp cấu hình ở đây được làm mới.\n"
    "Không để tệp thật vào đây.\n"
)


@dataclass(frozen=True)
class Practice:
    """A practice workspace, and the day inside phase 1 on which it is to be looked at."""

    workspace: Workspace
    as_of: date


def build(folder: Path, seed: int = SEED) -> Practice:
    """A practice workspace in a new or empty folder, or made anew where an earlier one stands.

    The same seed gives the same cells (a workbook's own time stamps differ).
    Raises UsageError for any other folder, which stays as it is, and BusyError when a file of the earlier one is open.
    """
    place = _prepare(folder)
    campaign, units = workspace.load(place)
    district = District(seed)
    for unit in units:
        for item in EVENTS.get(unit.unit_code, ordinary)(Union(district, unit)):
            practice_files.write(item, place.inbox, campaign)
    for item in FOREIGN:
        practice_files.write(item, place.inbox, campaign)
    return Practice(place, AS_OF)


def _prepare(folder: Path) -> Workspace:
    """The workspace with an empty inbox and outbox. The marker comes first: a build cut short can be done again."""
    marker = folder / MARKER
    try:
        if marker.is_file() and not marker.is_symlink():
            _clear(folder)
        elif folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
            raise UsageError(
                f"Thư mục {folder} không trống và không phải là thư mục thực hành; không ghi vào đó. "
                "Chọn một thư mục mới hoặc thư mục trống."
            )
        else:
            folder.mkdir(parents=True, exist_ok=True)
            marker.write_text(_MARKER_TEXT, encoding="utf-8")
    except OSError as error:
        raise BusyError(
            f"Không làm mới được thư mục {folder}. Đóng các tệp của thư mục này đang mở rồi chạy lại."
        ) from error
    return workspace.create(folder)


def _clear(folder: Path) -> None:
    """Only what an earlier build or a run on it put there; a link is taken away, never followed."""
    for name in ("inbox", "outbox", "archive"):
        path = folder / name
        if path.is_symlink() or path.is_file():
            path.unlink()
        elif path.is_dir():
            _make_writable(path)
            shutil.rmtree(path)
    for name in (CAMPAIGN_FILE, UNITS_FILE, *REMEMBERED):
        (folder / name).unlink(missing_ok=True)


def _make_writable(folder: Path) -> None:
    """The archive is read-only, and Windows removes no such file."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            path.chmod(path.stat().st_mode | stat.S_IWRITE)
