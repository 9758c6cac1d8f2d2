"""Consolidates what came on several days, one run a day, each with what the runs before it gave: no disk, no register."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pandas as pd

from pipeline import flow, intake
from pipeline.campaign import Campaign, Unit
from pipeline.consolidation import Consolidation
from pipeline.history import Earlier, Exclusions, History, no_judgements
from pipeline.received import Receipt, Received
from pipeline.stages import changes
from pipeline.workbook import Workbook
from tests.once import UNREAD


@dataclass(frozen=True)
class Arrival:
    """A file and the day on which it was first seen. is_in_inbox: whether it still lies there on the last day."""

    book: Workbook
    day: date
    is_in_inbox: bool = True


def consolidate(
    arrivals: Sequence[Arrival],
    campaign: Campaign,
    units: Sequence[Unit],
    as_of: date,
    said: tuple[Exclusions, pd.DataFrame],
) -> Consolidation:
    """The last run, on the last day of arrivals, for as_of and with what was said; the runs before it are for their day.

    said: what is excluded and what is judged (history.JUDGEMENT_COLUMNS).
    """
    excluded, judged = said
    days = sorted({arrival.day for arrival in arrivals}) or [as_of]
    history, done = History(), list[tuple[Earlier, Consolidation]]()
    for number, day in enumerate(days, start=1):
        is_last = number == len(days)
        bound = as_of if is_last else day
        before = [earlier for earlier, _ in done if earlier.as_of < bound]
        history = replace(
            history,
            exclusions=excluded if is_last else Exclusions(),
            judgements=judged if is_last else no_judgements(),
            earlier=max(before, key=lambda earlier: earlier.as_of, default=None),
        )
        received = _received([arrival for arrival in arrivals if arrival.day <= day], days, campaign, units)
        result = flow.consolidate(received, history, campaign, units, bound)
        done.append((Earlier(bound, _moment(day), changes.standings(result.rows)), result))
        history = _remembered(history, result, number)
    return done[-1][1]


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


def _received(arrivals: Sequence[Arrival], days: Sequence[date], campaign: Campaign, units: Sequence[Unit]) -> Received:
    receipts, books, received_on = [], dict[str, Workbook](), dict[str, date]()
    for arrival in sorted(arrivals, key=lambda arrival: (arrival.day, arrival.book.file)):
        book = arrival.book
        has_bytes = book.refusal not in UNREAD
        sha256 = book.sha256 if has_bytes else ""
        first = received_on.get(sha256, arrival.day)
        number = days.index(first) + 1
        receipts.append(
            Receipt(
                book.file, sha256, book.size if has_bytes else 0, number, _moment(first), _moment(arrival.day),
                arrival.is_in_inbox, "" if has_bytes else book.refusal,
            )
        )  # fmt: skip
        if has_bytes:
            books.setdefault(sha256, book)
            received_on.setdefault(sha256, arrival.day)
    return Received(tuple(receipts), intake.read(list(books.values()), campaign, units, received_on))


def _remembered(history: History, result: Consolidation, number: int) -> History:
    """What the register would tell the next run: all codes, and every code of every row."""
    given = result.given
    return replace(
        history,
        codes=pd.concat([history.codes, given.codes.assign(allotted_run=number)], ignore_index=True),
        coded_rows=pd.concat([history.coded_rows, given.rows.assign(given_run=number)], ignore_index=True),
    )
