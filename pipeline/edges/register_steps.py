"""The steps that bring register.db from one version to the next, written out; a released step is never changed."""

from collections.abc import Callable

from sqlalchemy import Connection

_FIRST = (
    """
    CREATE TABLE version (
        number INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE configuration (
        sha256 TEXT NOT NULL,
        campaign BLOB NOT NULL,
        units BLOB NOT NULL,
        PRIMARY KEY (sha256)
    )
    """,
    """
    CREATE TABLE submission (
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        received_run INTEGER NOT NULL,
        received_at TEXT NOT NULL,
        unit_code TEXT NOT NULL,
        report_on TEXT NOT NULL,
        outcome TEXT NOT NULL,
        PRIMARY KEY (sha256)
    )
    """,
    """
    CREATE TABLE sighting (
        sha256 TEXT NOT NULL,
        file TEXT NOT NULL,
        first_seen_at TEXT NOT NULL,
        last_seen_at TEXT NOT NULL,
        PRIMARY KEY (sha256, file),
        FOREIGN KEY(sha256) REFERENCES submission (sha256)
    )
    """,
    """
    CREATE TABLE initiative (
        number INTEGER NOT NULL,
        code TEXT NOT NULL,
        unit_code TEXT NOT NULL,
        allotted_run INTEGER NOT NULL,
        stands_in TEXT,
        PRIMARY KEY (number),
        UNIQUE (code),
        FOREIGN KEY(stands_in) REFERENCES initiative (code)
    )
    """,
    """
    CREATE TABLE initiative_row (
        sha256 TEXT NOT NULL,
        sheet TEXT NOT NULL,
        "row" INTEGER NOT NULL,
        given_run INTEGER NOT NULL,
        code TEXT NOT NULL,
        PRIMARY KEY (sha256, sheet, "row", given_run),
        FOREIGN KEY(sha256) REFERENCES submission (sha256),
        FOREIGN KEY(code) REFERENCES initiative (code)
    )
    """,
    """
    CREATE TABLE exclusion (
        number INTEGER NOT NULL,
        decided_at TEXT NOT NULL,
        decided_by TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('submission', 'initiative')),
        target TEXT NOT NULL,
        is_excluded INTEGER NOT NULL,
        why TEXT NOT NULL,
        PRIMARY KEY (number)
    )
    """,
    """
    CREATE TABLE judgement (
        number INTEGER NOT NULL,
        judged_at TEXT NOT NULL,
        judged_by TEXT NOT NULL,
        code_a TEXT NOT NULL,
        code_b TEXT NOT NULL,
        verdict TEXT NOT NULL CHECK (verdict IN ('same', 'distinct', 'unknown')),
        note TEXT NOT NULL,
        PRIMARY KEY (number),
        FOREIGN KEY(code_a) REFERENCES initiative (code),
        FOREIGN KEY(code_b) REFERENCES initiative (code)
    )
    """,
    """
    CREATE TABLE run (
        number INTEGER NOT NULL,
        as_of TEXT NOT NULL,
        started_at TEXT NOT NULL,
        exit_code INTEGER NOT NULL,
        product_version TEXT NOT NULL,
        rules_version TEXT NOT NULL,
        configuration_sha256 TEXT NOT NULL,
        exclusion_count INTEGER NOT NULL,
        since_run INTEGER,
        summary TEXT NOT NULL,
        outputs TEXT NOT NULL,
        manifest_sha256 TEXT NOT NULL,
        inputs BLOB NOT NULL,
        standings BLOB NOT NULL,
        seal TEXT NOT NULL,
        PRIMARY KEY (number),
        FOREIGN KEY(configuration_sha256) REFERENCES configuration (sha256),
        FOREIGN KEY(since_run) REFERENCES run (number)
    )
    """,
    "CREATE INDEX initiative_row_by_code ON initiative_row (code)",
    "CREATE INDEX run_by_day ON run (as_of)",
)

# The review of suspected duplicates: what of it a run knew, and which workbook a word was read from.
_REVIEW = (
    "ALTER TABLE judgement ADD COLUMN workbook TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE run ADD COLUMN judgement_count INTEGER DEFAULT '0' NOT NULL",
)

# What was issued: one line an act, the last one on a run holds.
_ISSUE = (
    """
    CREATE TABLE issue (
        number INTEGER NOT NULL,
        said_at TEXT NOT NULL,
        said_by TEXT NOT NULL,
        run INTEGER NOT NULL,
        is_issued INTEGER NOT NULL,
        report_number INTEGER NOT NULL,
        dispatch_number INTEGER NOT NULL,
        issued_on TEXT NOT NULL,
        folder TEXT NOT NULL,
        outputs TEXT NOT NULL,
        seal TEXT NOT NULL,
        PRIMARY KEY (number),
        FOREIGN KEY(run) REFERENCES run (number)
    )
    """,
)


def _first(connection: Connection) -> None:
    """The tables of version 1."""
    _execute(connection, _FIRST)


def _review(connection: Connection) -> None:
    _execute(connection, _REVIEW)


def _issue(connection: Connection) -> None:
    _execute(connection, _ISSUE)


def _execute(connection: Connection, statements: tuple[str, ...]) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement)


STEPS: tuple[Callable[[Connection], None], ...] = (_first, _review, _issue)
