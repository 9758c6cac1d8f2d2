"""Keeps the bytes of what lies in inbox/ and writes down what arrived; that stays, whatever becomes of the run."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from pipeline.edges import archive, inbox, register
from pipeline.edges.workspace import Workspace
from pipeline.errors import BusyError, StoppedError
from pipeline.received import Receipt

_COPIES_AT_ONCE = 8  # waiting for the disk, not for the processor


@contextmanager
def written(folder: Path) -> Iterator[None]:
    """What the disk refuses, in words."""
    try:
        yield
    except PermissionError as error:
        raise BusyError(f"Không ghi được vào {folder}: thư mục bị khóa hoặc có tệp đang mở.") from error
    except OSError as error:
        raise StoppedError(
            f"Không ghi được vào {folder}. Kiểm tra dung lượng đĩa và quyền ghi của thư mục rồi chạy lại."
        ) from error


def receive(place: Workspace, connection: Connection, started_at: datetime) -> tuple[Receipt, ...]:
    """Keeps the bytes of every file of the inbox, writes them down, and tells all that was ever received.

    What is written down here stays, whatever becomes of the run.
    """
    known = register.kept(connection)
    number = register.next_number(connection)
    with written(place.archive):
        archive.tidy(place.archive)
        arrivals = _kept(place, inbox.scan(place.inbox))
    here = [receipt(arrival, known.get(arrival.sha256, (number, started_at)), started_at) for arrival in arrivals]
    register.receive(connection, here, started_at)
    connection.commit()
    return register.receipts(connection, here)


def receipt(arrival: inbox.Arrival, first: tuple[int, datetime], seen_at: datetime) -> Receipt:
    """first: the number and the start of the run that first saw the bytes."""
    number, received_at = first
    return Receipt(arrival.name, arrival.sha256, arrival.size, number, received_at, seen_at, refusal=arrival.refusal)


def _kept(place: Workspace, arrivals: Sequence[inbox.Arrival]) -> list[inbox.Arrival]:
    """The arrivals with their bytes in the archive; one whose bytes could not be had, or changed meanwhile, says so."""
    new = {
        arrival.sha256: arrival
        for arrival in arrivals
        if arrival.sha256 and not archive.is_kept(place.archive, arrival.sha256)
    }
    with ThreadPoolExecutor(_COPIES_AT_ONCE) as pool:
        refusals = dict(zip(new, pool.map(lambda arrival: _keep(place.archive, arrival), new.values()), strict=True))
    return [
        replace(arrival, sha256="", size=0, refusal=refusals[arrival.sha256])
        if refusals.get(arrival.sha256)
        else arrival
        for arrival in arrivals
    ]


def _keep(folder: Path, arrival: inbox.Arrival) -> str:
    """Why the bytes of a file could not be kept, "" when they are."""
    try:
        return "" if archive.keep(folder, arrival.path).sha256 == arrival.sha256 else "file_changing"
    except archive.SourceError:
        return "file_unavailable"
