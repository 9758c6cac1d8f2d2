"""Derives a past run again from what it knew, and tells what the register holds of it, so that both can be compared."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from pipeline import run as runs
from pipeline.comparison import Outcome
from pipeline.edges import register, seals
from pipeline.edges.workspace import Configuration
from pipeline.workbook import Workbook

if TYPE_CHECKING:
    from pipeline.consolidation import Consolidation


def derive(
    connection: Connection, run: register.Run, configuration: Configuration, books: Sequence[Workbook]
) -> "Consolidation":
    """The run again: its receipts, the codes and the clerk's words it knew, the standings it was told against.

    books: the files of its receipts, read anew. Raises ConfigurationError when the configuration is none for the rules
    of today, IntegrityError when the register lacks what the run rested on.
    """
    from pipeline import flow, intake
    from pipeline.edges import remembered
    from pipeline.received import Received

    campaign, units = configuration.parsed()
    readings = intake.read(books, campaign, units, runs.received_on(run.receipts, campaign))
    history = remembered.of_run(connection, run)
    return flow.consolidate(Received(run.receipts, readings), history, campaign, units, run.as_of)


def outcome(result: "Consolidation") -> Outcome:
    """What was derived, as the outbox and the register would hold it."""
    from pipeline.edges import outbox, records

    contents = {**outbox.data(result), outbox.SUMMARY: outbox.json_text(result.summary).encode()}
    codes, rows = result.given.codes, result.given.rows
    places = zip(rows["sha256"].tolist(), rows["sheet"].tolist(), rows["row"].tolist(), strict=True)
    return Outcome(
        summary=json.loads(contents[outbox.SUMMARY]),
        hashes={path: hashlib.sha256(content).hexdigest() for path, content in contents.items()},
        fates=contents[outbox.FATES],
        codes=dict(zip(codes["code"].tolist(), codes["unit_code"].tolist(), strict=True)),
        coded=dict(zip(places, rows["code"].tolist(), strict=True)),
        standings=records.standings(result),
    )


def recorded(connection: Connection, run: register.Run, folder: Path | None) -> Outcome:
    """What the register holds of the run. folder: its outbox, for fates.csv where that is as it was written.

    Raises ValueError when its summary is none.
    """
    from pipeline.edges import outbox

    hashes = {path: run.outputs.get(path, "") for path in (*outbox.TABLES, outbox.SUMMARY)}
    fates = folder / outbox.FATES if folder else None
    is_sound = fates is not None and fates.is_file() and outbox.file_sha256(fates) == hashes[outbox.FATES]
    codes, coded = seals.given(connection, run.number)
    return Outcome(
        summary=json.loads(run.summary),
        # The text in the register, not the file: that one is looked at by its hash.
        hashes={**hashes, outbox.SUMMARY: hashlib.sha256(run.summary.encode()).hexdigest()},
        fates=fates.read_bytes() if fates is not None and is_sound else None,
        codes=codes,
        coded=coded,
        standings=run.standings,
    )


def misdescribed(connection: Connection, result: "Consolidation") -> list[str]:
    """Files and codes of which the register tells otherwise what the last run found: outcome, unit, standing in.

    result: the last run, derived again.
    """
    from pipeline.edges import records

    told = seals.described(connection)
    files = [
        line["file"]
        for line in records.described(result)
        if told.get(line["sha256"]) != (line["unit_code"], line["report_on"], line["outcome"])
    ]
    pointing = {code: older for code, (_, older) in register.initiatives(connection).items() if code != older}
    joined = dict(result.given.joined)
    return files + sorted({code for code, _ in pointing.items() ^ joined.items()})
