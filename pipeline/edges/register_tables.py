"""The tables of register.db, and the steps that bring an older file up to them."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    insert,
    inspect,
    select,
    update,
)

from pipeline.edges import register_steps
from pipeline.errors import IntegrityError, UsageError

metadata = MetaData()

# Moments are text, ISO 8601 with zone; days text, YYYY-MM-DD. A run's number is the order of all that happened.

version = Table("version", metadata, Column("number", Integer, nullable=False))

# campaign.toml and units.csv as a run read them, so that a past run can be derived again.
configuration = Table(
    "configuration",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("campaign", LargeBinary, nullable=False),
    Column("units", LargeBinary, nullable=False),
)

# Every file ever received, by its bytes; they lie in archive/. received_run: the run that first saw them.
# unit_code, report_on, outcome: as the last run found them.
submission = Table(
    "submission",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("received_run", Integer, nullable=False),
    Column("received_at", Text, nullable=False),
    Column("unit_code", Text, nullable=False, default=""),
    Column("report_on", Text, nullable=False, default=""),
    Column("outcome", Text, nullable=False, default=""),
)

# Under which names in inbox/ a submission was seen.
sighting = Table(
    "sighting",
    metadata,
    Column("sha256", ForeignKey("submission.sha256"), primary_key=True),
    Column("file", Text, primary_key=True),
    Column("first_seen_at", Text, nullable=False),
    Column("last_seen_at", Text, nullable=False),
)

# Codes for life. stands_in: the older code that stands for it now, where rows of the two were joined.
initiative = Table(
    "initiative",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("code", Text, nullable=False, unique=True),
    Column("unit_code", Text, nullable=False),
    Column("allotted_run", Integer, nullable=False),
    Column("stands_in", ForeignKey("initiative.code")),
)

# The code of every row of every submission, never changed: where a row turns out to be another initiative, a line of a
# later run is added, and the last one holds.
initiative_row = Table(
    "initiative_row",
    metadata,
    Column("sha256", ForeignKey("submission.sha256"), primary_key=True),
    Column("sheet", Text, primary_key=True),
    Column("row", Integer, primary_key=True),
    Column("given_run", Integer, primary_key=True),
    Column("code", ForeignKey("initiative.code"), nullable=False),
)

# The clerk's word on submissions (target: sha256) and initiatives (target: code); the last line on a target holds.
exclusion = Table(
    "exclusion",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("decided_at", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("kind", Text, CheckConstraint("kind IN ('submission', 'initiative')"), nullable=False),
    Column("target", Text, nullable=False),
    Column("is_excluded", Integer, nullable=False),
    Column("why", Text, nullable=False),
)

# The clerk's word on two initiatives: same, distinct, or unknown (open again); the last line on a pair holds. workbook:
# the review workbook it was read from (edges.review_stamp), "" when it was said otherwise.
judgement = Table(
    "judgement",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("judged_at", Text, nullable=False),
    Column("judged_by", Text, nullable=False),
    Column("code_a", ForeignKey("initiative.code"), nullable=False),
    Column("code_b", ForeignKey("initiative.code"), nullable=False),
    Column("verdict", Text, CheckConstraint("verdict IN ('same', 'distinct', 'unknown')"), nullable=False),
    Column("note", Text, nullable=False, default=""),
    Column("workbook", Text, nullable=False, server_default=""),
)

# Every finished run with all its figures. summary: summary.json as written. outputs: the SHA-256 of every file written,
# JSON. inputs, standings: JSON, packed by zlib: the receipts it rested on, and how each initiative stood.
# exclusion_count, judgement_count: how many lines of those tables it knew. since_run: the run its changes are told
# against. seal: see `edges.seals`.
run = Table(
    "run",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("as_of", Text, nullable=False),
    Column("started_at", Text, nullable=False),
    Column("exit_code", Integer, nullable=False),
    Column("product_version", Text, nullable=False),
    Column("rules_version", Text, nullable=False),
    Column("configuration_sha256", ForeignKey("configuration.sha256"), nullable=False),
    Column("exclusion_count", Integer, nullable=False),
    Column("since_run", ForeignKey("run.number")),
    Column("summary", Text, nullable=False),
    Column("outputs", Text, nullable=False),
    Column("manifest_sha256", Text, nullable=False),
    Column("inputs", LargeBinary, nullable=False),
    Column("standings", LargeBinary, nullable=False),
    Column("seal", Text, nullable=False),
    Column("judgement_count", Integer, nullable=False, server_default="0"),
)

# What went out under a number: one line an act, issuing (is_issued 1) or taking it back (0, with the rest as it was);
# the last line on a run holds. issued_on: the day on the papers. folder: below outbox/. outputs: path below the folder
# → SHA-256, JSON. seal: see `edges.issues`.
issue = Table(
    "issue",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("said_at", Text, nullable=False),
    Column("said_by", Text, nullable=False),
    Column("run", ForeignKey("run.number"), nullable=False),
    Column("is_issued", Integer, nullable=False),
    Column("report_number", Integer, nullable=False),
    Column("dispatch_number", Integer, nullable=False),
    Column("issued_on", Text, nullable=False),
    Column("folder", Text, nullable=False),
    Column("outputs", Text, nullable=False),
    Column("seal", Text, nullable=False),
)

Index("initiative_row_by_code", initiative_row.c.code)
Index("run_by_day", run.c.as_of)

# Step n brings a file of version n to n + 1; a step is never changed once it was released.
STEPS: tuple[Callable[[Connection], None], ...] = register_steps.STEPS
CURRENT = len(STEPS)


def migrate(connection: Connection) -> None:
    """Brings the file up to the tables above, in the transaction of the connection.

    Raises UsageError when a newer version of the product wrote it, IntegrityError when it does not say which did.
    """
    if _found(connection) == CURRENT:
        return
    # Looked at again under the lock to write, for which SQLite waits only before anything was read: another process may
    # be making the same tables now.
    connection.rollback()
    connection.exec_driver_sql("PRAGMA user_version = 0")
    found = _found(connection)
    for step in STEPS[found:]:
        step(connection)
    if found == 0:
        connection.execute(insert(version).values(number=CURRENT))
    elif found < CURRENT:
        connection.execute(update(version).values(number=CURRENT))


def _found(connection: Connection) -> int:
    """The version of the file, 0 for a new one. Raises as `migrate`."""
    if not inspect(connection).get_table_names():
        return 0
    numbers = connection.execute(select(version.c.number)).scalars().all()
    if len(numbers) != 1 or not isinstance(numbers[0], int) or numbers[0] < 1:
        raise IntegrityError("Sổ đăng ký register.db bị hỏng. Khôi phục từ bản sao lưu gần nhất rồi chạy lại.")
    if numbers[0] > CURRENT:
        raise UsageError(
            "register.db do một phiên bản mới hơn của chương trình ghi. Cập nhật chương trình rồi chạy lại."
        )
    return numbers[0]


def shape(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Columns, foreign keys and indexes of every table as SQLite understands them, whatever the words of its DDL."""
    return {
        f"{pragma} {table}": list(map(tuple, connection.exec_driver_sql(f"PRAGMA {pragma}({table})")))
        for table in metadata.tables
        for pragma in ("table_info", "foreign_key_list", "index_list")
    }
