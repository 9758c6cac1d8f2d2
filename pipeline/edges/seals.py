"""What a run knew and gave as one hash: a line of the register that was changed afterwards gives itself away."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Select, create_engine, select

from pipeline.edges import register_tables as tables
from pipeline.errors import IntegrityError
from pipeline.received import Receipt

# Named one by one: a column of a later version must not break the seals of older runs. What was added later is sealed
# where it says something; older runs have its default.
_SEALED = (
    "number", "as_of", "started_at", "exit_code", "product_version", "rules_version", "configuration_sha256",
    "exclusion_count", "since_run", "summary", "outputs", "manifest_sha256", "inputs", "standings",
)  # fmt: skip


def seal(connection: Connection, line: Mapping[str, Any]) -> str:
    """The SHA-256 over a run's line, its configuration, what it received and gave, and the clerk's words it knew.

    line: the columns of the table `run` but `seal`, as stored. The seal of the run before goes in, so that none can be
    taken out unseen. It proves against damage and against hands, not against somebody who makes the seals anew.
    """
    number = line["number"]
    run, configuration, submission = tables.run.c, tables.configuration.c, tables.submission.c
    codes, rows, words = tables.initiative.c, tables.initiative_row.c, tables.exclusion.c
    known: tuple[Select[Any], ...] = (
        select(run.seal).where(run.number < number).order_by(run.number.desc()).limit(1),
        select(configuration.campaign, configuration.units).where(configuration.sha256 == line["configuration_sha256"]),
        # What the last run found of a submission, and which code stands for another now, later runs may change.
        select(submission.sha256, submission.size, submission.received_at)
        .where(submission.received_run == number)
        .order_by(submission.sha256),
        select(codes.number, codes.code, codes.unit_code).where(codes.allotted_run == number).order_by(codes.number),
        select(rows.sha256, rows.sheet, rows.row, rows.code)
        .where(rows.given_run == number)
        .order_by(rows.sha256, rows.sheet, rows.row),
        select(words.number, words.decided_at, words.decided_by, words.kind, words.target, words.is_excluded, words.why)
        .order_by(words.number)
        .limit(line["exclusion_count"]),
    )
    own = sorted((name, line[name]) for name in _SEALED)
    if line["judgement_count"]:
        own.append(("judgement_count", line["judgement_count"]))
        known += (_judgements(line["judgement_count"]),)
    digest = hashlib.sha256()
    for part in (own, *(list(map(tuple, connection.execute(query))) for query in known)):
        digest.update(json.dumps(part, default=bytes.hex).encode())
    return digest.hexdigest()


def _judgements(count: int) -> Select[Any]:
    word = tables.judgement.c
    told = (word.number, word.judged_at, word.judged_by, word.code_a, word.code_b, word.verdict, word.note)
    return select(*told, word.workbook).order_by(word.number).limit(count)


def broken(connection: Connection) -> list[int]:
    """The runs of which something in the register is no longer what it was when they ended."""
    lines = connection.execute(select(tables.run).order_by(tables.run.c.number)).mappings().all()
    return [line["number"] for line in lines if line["seal"] != seal(connection, _without_seal(line))]


def damage(connection: Connection) -> str:
    """What SQLite finds wrong with the file, "" when nothing."""
    found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    strangers = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return "" if list(found) == ["ok"] and not strangers else "; ".join(map(str, [*found, *strangers][:3]))


def require_whole(connection: Connection) -> None:
    """Raises IntegrityError for a damaged file: what is written into it now would be lost with it."""
    if damage(connection):
        raise IntegrityError(
            "Sổ đăng ký register.db bị hỏng. Không xóa tệp này; khôi phục từ bản sao lưu gần nhất rồi chạy lại."
        )


def is_misshapen(connection: Connection) -> bool:
    """Whether the tables are not those that a new register has."""
    engine = create_engine("sqlite://")
    try:
        with engine.connect() as fresh:
            tables.migrate(fresh)
            return tables.shape(connection) != tables.shape(fresh)
    finally:
        engine.dispose()


def described(connection: Connection) -> dict[str, tuple[str, str, str]]:
    """sha256 → unit_code, report_on, outcome, as the last run found them."""
    columns = tables.submission.c
    lines = connection.execute(select(columns.sha256, columns.unit_code, columns.report_on, columns.outcome))
    return {sha256: (unit_code, report_on, outcome) for sha256, unit_code, report_on, outcome in lines}


def given(connection: Connection, number: int) -> tuple[dict[str, str], dict[tuple[str, str, int], str]]:
    """What a run added to the codes: code → unit_code; (sha256, sheet, row) → code."""
    codes, rows = tables.initiative.c, tables.initiative_row.c
    of_codes = select(codes.code, codes.unit_code).where(codes.allotted_run == number).order_by(codes.number)
    of_rows = select(rows.sha256, rows.sheet, rows.row, rows.code).where(rows.given_run == number)
    return (
        {code: unit_code for code, unit_code in connection.execute(of_codes)},  # noqa: C416 -- a result is no mapping
        {(sha256, sheet, row): code for sha256, sheet, row, code in connection.execute(of_rows)},
    )


def changed_receipts(connection: Connection, receipts: Iterable[Receipt]) -> list[Receipt]:
    """Those receipts of a run that the tables of submissions tell otherwise now: number, moment, size, first sight."""
    columns, sight = tables.submission.c, tables.sighting.c
    kept = {
        sha256: tuple(line)
        for sha256, *line in connection.execute(
            select(columns.sha256, columns.received_run, columns.received_at, columns.size)
        )
    }
    seen = {
        (sha256, file): moment
        for sha256, file, moment in connection.execute(select(sight.sha256, sight.file, sight.first_seen_at))
    }
    return [
        receipt
        for receipt in receipts
        if receipt.sha256
        and (
            kept.get(receipt.sha256) != (receipt.run, receipt.received_at.isoformat(), receipt.size)
            or seen.get((receipt.sha256, receipt.file)) != receipt.seen_at.isoformat()
        )
    ]


def _without_seal(line: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(name): value for name, value in line.items() if name != "seal"}
