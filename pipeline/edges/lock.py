"""One run at a time in a workspace: a lock the system lets go of when its process ends (contract §4, exit 5)."""

import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import BusyError, StoppedError
from pipeline.vietnamese import printing

_HOLDER_BYTES = 1000  # a holder file is a tenth of it; whatever is longer is none of ours
_NAME_LENGTH = 64


@dataclass(frozen=True)
class _Holder:
    """Who holds the workspace. computer: its name. begun: in the time zone of the campaign."""

    computer: str
    process: int
    begun: datetime | None


@contextmanager
def hold(path: Path, begun: datetime | None = None) -> Iterator[None]:
    """Holds the workspace while the block runs; whoever comes meanwhile is told who holds it.

    path: the lock file. begun: the start of the run in the campaign's time zone, told to others when given.
    Raises BusyError at once when another run holds it, StoppedError when the lock file cannot be made.
    """
    lock = FileLock(path)
    try:
        lock.acquire(blocking=False)
    except Timeout as error:
        raise BusyError(_sentence(_read(_holder_file(path)))) from error
    except OSError as error:
        raise StoppedError(
            f"Không ghi được vào thư mục làm việc {path.parent}. Kiểm tra quyền ghi và dung lượng đĩa rồi chạy lại."
        ) from error
    try:
        _write(_holder_file(path), _Holder(platform.node(), os.getpid(), begun))
        yield
    finally:
        # Removed while the lock is still held: afterwards it would be the next one's.
        _forget(_holder_file(path))
        lock.release()


def _holder_file(path: Path) -> Path:
    """Beside the lock, not in it: Windows lets nobody read a locked file."""
    return path.with_suffix(".holder")


def _write(file: Path, holder: _Holder) -> None:
    """Says who holds the workspace. A courtesy: where it cannot be written, the lock holds all the same."""
    begun = holder.begun and holder.begun.isoformat(timespec="minutes")
    text = json.dumps({"computer": holder.computer, "process": holder.process, "begun": begun})
    _forget(file)  # of a run that was killed
    with suppress(OSError), file.open("x", encoding="ascii") as opened:
        opened.write(text)


def _forget(file: Path) -> None:
    with suppress(OSError):
        file.unlink()


def _read(file: Path) -> _Holder | None:
    """The holder; None when it is not told, cannot be understood, or is a process of this computer that has ended."""
    try:
        with file.open("rb") as opened:
            told = json.loads(opened.read(_HOLDER_BYTES))
        holder = _Holder(
            computer="".join(letter for letter in str(told["computer"]) if letter.isprintable())[:_NAME_LENGTH],
            process=int(told["process"]),
            begun=None if told["begun"] is None else datetime.fromisoformat(told["begun"]),
        )
        return None if _is_stale(holder) else holder
    except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


def _is_stale(holder: _Holder) -> bool:
    """Whether the file was left by a process that was killed, and the one that now holds has not written its own."""
    import psutil  # not os.kill(process, 0): on Windows that kills

    return holder.computer == platform.node() and not psutil.pid_exists(holder.process)


def _sentence(holder: _Holder | None) -> str:
    who = ""
    if holder is not None:
        since = holder.begun and f"từ {holder.begun:%H:%M} ngày {printing.day(holder.begun)}"
        computer = holder.computer and f"máy {holder.computer}"
        who = f" ({', '.join(part for part in (computer, f'tiến trình {holder.process}', since) if part)})"
    return f"Thư mục làm việc đang được một lần chạy khác sử dụng{who}. Chờ lần chạy đó xong rồi chạy lại."
