"""One run at a time in a workspace: a lock the system lets go of when its process ends (contract §4, exit 5)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import BusyError


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Holds the workspace while the block runs. Raises BusyError at once when another run holds it."""
    lock = FileLock(path)
    try:
        lock.acquire(blocking=False)
    except Timeout as error:
        raise BusyError(
            "Một lần chạy khác đang dùng thư mục làm việc này. Chờ lần chạy đó xong rồi chạy lại."
        ) from error
    try:
        yield
    finally:
        lock.release()
