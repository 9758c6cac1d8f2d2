"""A workspace's first run without disk: what was received at once, and nothing remembered."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from pipeline import flow, intake
from pipeline.campaign import Campaign, Unit
from pipeline.consolidation import Consolidation
from pipeline.history import History
from pipeline.received import Receipt, Received
from pipeline.workbook import Workbook

UNREAD = {"file_unavailable", "file_link", "file_changing"}  # refusals of files whose bytes were never had


def received(books: Sequence[Workbook], campaign: Campaign, units: Sequence[Unit], received_on: date) -> Received:
    """The books as received on that day."""
    moment = datetime(received_on.year, received_on.month, received_on.day, 2, tzinfo=UTC)
    receipts = [
        Receipt(book.file, book.sha256, book.size, 1, moment, moment)
        if book.refusal not in UNREAD
        else Receipt(book.file, "", 0, 1, moment, moment, refusal=book.refusal)
        for book in books
    ]
    kept = {book.sha256: book for book in sorted(books, key=lambda book: book.file) if book.refusal not in UNREAD}
    readings = intake.read(list(kept.values()), campaign, units, dict.fromkeys(kept, received_on))
    return Received(tuple(receipts), readings)


def consolidate(
    books: Sequence[Workbook], campaign: Campaign, units: Sequence[Unit], as_of: date, received_on: date
) -> Consolidation:
    return flow.consolidate(received(books, campaign, units, received_on), History(), campaign, units, as_of)
