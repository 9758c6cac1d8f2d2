"""Proves a past run: nothing it rests on was altered, and derived again it gives what the register holds."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from pipeline import derivation
from pipeline import run as runs
from pipeline.comparison import Difference, Outcome, differences
from pipeline.edges import archive, issues, issuing, lock, naming, register, seals, workspace
from pipeline.edges.version import rules_version
from pipeline.edges.workspace import Configuration, Workspace
from pipeline.errors import BusyError, ConfigurationError, ExitCode, IntegrityError, StoppedError
from pipeline.workbook import Workbook

if TYPE_CHECKING:
    from pipeline.consolidation import Consolidation

_SOURCES = (".csv", ".json")  # what a program reads; every other output is a paper the clerk may work on
_BY_CHANCE = frozenset({"file_reader_slow", "file_reader_died"})

FaultKind = Literal[
    "register_damaged", "register_altered", "submission_altered", "description_altered",
    "archive_missing", "archive_altered", "archive_unreadable", "manifest_missing", "manifest_altered",
    "output_missing", "output_altered", "derivation_differs", "derivation_failed",
    "issue_altered", "issued_missing", "issued_altered",
]  # fmt: skip
NoteKind = Literal[
    "document_edited", "document_missing", "outbox_missing", "outbox_unplaced", "configuration_broken",
    "rules_refuse", "by_chance",
]  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """Something that was altered or lost. place: the file, submission or code; detail: what is known of it."""

    kind: FaultKind
    place: str
    detail: str = ""


@dataclass(frozen=True)
class Note:
    """Something worth telling that is no fault."""

    kind: NoteKind
    place: str
    detail: str = ""


@dataclass
class Verified:
    """What became of the check of one run.

    differences: between the register and the run derived again with its own configuration. changed: what the
    configuration of today would give otherwise, None where it is that of the run or cannot be read. folder: its outbox.
    archived, outputs, rows: how many were looked at.
    """

    number: int
    as_of: date
    started_at: datetime
    rules: str
    rules_now: str
    faults: list[Fault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    changed: list[Difference] | None = None
    folder: Path | None = None
    archived: int = 0
    outputs: int = 0
    rows: int | None = None

    @property
    def has_other_rules(self) -> bool:
        return self.rules != self.rules_now

    @property
    def exit_code(self) -> ExitCode:
        return ExitCode.INTEGRITY if self.faults else ExitCode.FINE


def verify(place: Workspace, name: str | None, progress: runs.Progress) -> Verified:
    """Checks one run against its own inputs; changes nothing.

    name: the number of a run, or a day YYYY-MM-DD for the last run of that as_of; None: the last run.
    Raises UsageError when there is no such run, IntegrityError when the register cannot even be opened or the run read,
    BusyError while a run is under way or a file is open elsewhere.
    """
    with lock.hold(place.lock), naming.remembering(place) as connection:
        last = str(register.next_number(connection) - 1)
        run = register.read_run(connection, naming.find_run(connection, name or last))
        told = Verified(run.number, run.as_of, run.started_at, run.rules_version, rules_version())
        told.faults += _register_faults(connection, run)
        told.archived = len({receipt.sha256 for receipt in run.receipts if receipt.sha256})
        archive_faults = list(_archive_faults(place, run))
        told.faults += archive_faults
        _check_outbox(place, connection, run, told)
        told.faults += _issue_faults(place, connection, run)
        if not archive_faults:
            _check_derivation(place, connection, run, told, progress)
    return told


# ---------------------------------------------------------------- what was kept


def _register_faults(connection: Connection, run: register.Run) -> Iterator[Fault]:
    """What SQLite finds, what no longer bears its seal, and what a run received under another description."""
    damage = seals.damage(connection) or ("schema" if seals.is_misshapen(connection) else "")
    if damage:
        yield Fault("register_damaged", "register.db", damage)
    try:
        for number in seals.broken(connection):
            yield Fault("register_altered", "register.db", str(number))
        for receipt in seals.changed_receipts(connection, run.receipts):
            yield Fault("submission_altered", receipt.file, receipt.sha256)
    except (DBAPIError, IntegrityError):
        if not damage:
            yield Fault("register_damaged", "register.db")


def _archive_faults(place: Workspace, run: register.Run) -> Iterator[Fault]:
    names = {receipt.sha256: receipt.file for receipt in run.receipts if receipt.sha256}
    for sha256, name in names.items():
        try:
            if archive.damaged(place.archive, [sha256]):
                is_there = archive.is_kept(place.archive, sha256)
                yield Fault("archive_altered" if is_there else "archive_missing", name, sha256)
        except (ValueError, TypeError):  # no hash at all: the register is at fault
            yield Fault("submission_altered", name, sha256)
        except OSError:
            yield Fault("archive_unreadable", name, sha256)


def _issue_faults(place: Workspace, connection: Connection, run: register.Run) -> Iterator[Fault]:
    """The acts that no longer bear their seal, and the papers of this run that are not as they were issued."""
    try:
        yield from (Fault("issue_altered", "register.db", str(number)) for number in issues.broken(connection))
        issued = issues.in_force(connection).get(run.number)
    except (DBAPIError, IntegrityError):
        yield Fault("issue_altered", "register.db", str(run.number))
        return
    if issued is not None:
        with _readable(place.outbox / issued.folder):
            for path, is_there in issuing.altered(place, issued):
                yield Fault("issued_altered" if is_there else "issued_missing", f"outbox/{path}")


def _check_outbox(place: Workspace, connection: Connection, run: register.Run, told: Verified) -> None:
    """Every file the run wrote, against the hash in the register."""
    from pipeline.edges import outbox

    name, known = run.as_of.isoformat(), register.manifests(connection)
    folder = outbox.folder_of(place.outbox, run.number, name, run.outputs, known)
    if folder is None:
        told.notes.append(Note("outbox_missing", f"outbox/{run.as_of.isoformat()}"))
        return
    told.folder = folder
    shown = folder.relative_to(place.folder).as_posix()
    if folder.name.startswith("."):
        told.notes.append(Note("outbox_unplaced", shown))
    with _readable(folder):
        expected = {**run.outputs, outbox.MANIFEST: run.manifest_sha256}
        for name, sha256 in sorted(expected.items()):
            path = folder / name
            found = outbox.file_sha256(path) if path.is_file() else ""
            if found != sha256:
                _tell_output(told, f"{shown}/{name}", is_there=bool(found))
    told.outputs = len(expected)


def _tell_output(told: Verified, path: str, *, is_there: bool) -> None:
    if path.endswith("/manifest.json"):
        told.faults.append(Fault("manifest_altered" if is_there else "manifest_missing", path))
    elif path.endswith(_SOURCES):
        told.faults.append(Fault("output_altered" if is_there else "output_missing", path))
    else:
        told.notes.append(Note("document_edited" if is_there else "document_missing", path))


@contextmanager
def _readable(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BusyError(
            f"Không đọc được một tệp trong {folder}. Đóng tệp nếu đang mở trong chương trình khác rồi chạy lại."
        ) from error


# ---------------------------------------------------------------- deriving again


def _check_derivation(
    place: Workspace, connection: Connection, run: register.Run, told: Verified, progress: runs.Progress
) -> None:
    """Derives the run and compares; then with the configuration of today, where that is another."""
    try:
        own = Configuration(*register.configuration(connection, run.configuration_sha256))
        books = runs.read_archived(place, run.receipts, progress)
        result = derivation.derive(connection, run, own, books)
        now = derivation.outcome(result)
        told.differences = differences(derivation.recorded(connection, run, told.folder), now)
        is_last = run.number == register.next_number(connection) - 1
        misdescribed = derivation.misdescribed(connection, result) if is_last else []
    except ConfigurationError as error:
        # The configuration was read without fault then: other rules refuse it now, or it was altered.
        if told.has_other_rules:
            told.notes.append(Note("rules_refuse", "campaign.toml", str(error)))
        else:
            told.faults.append(Fault("derivation_failed", "campaign.toml", str(error)))
        return
    except Exception as error:
        if not told.faults and not isinstance(error, (StoppedError, DBAPIError)):
            raise
        # Altered data leads anywhere, and that it was altered is told already.
        told.faults.append(Fault("derivation_failed", "register.db", str(error) if _is_ours(error) else ""))
        return
    told.rows = len(result.rows)
    if told.differences and not told.has_other_rules:
        if _is_by_chance(run, result):
            told.notes.append(Note("by_chance", ""))
        else:
            told.faults.append(Fault("derivation_differs", ""))
    if not told.has_other_rules:
        told.faults += [Fault("description_altered", name) for name in misdescribed]
    _check_today(place, connection, run, told, (books, now))


def _is_ours(error: Exception) -> bool:
    return isinstance(error, StoppedError)


def _is_by_chance(run: register.Run, result: "Consolidation") -> bool:
    """Whether a file was read then and not now, or the other way round: too slow, or the reader died."""
    then, now = json.loads(run.summary)["findings"], result.summary["findings"]
    return any(then.get(code, 0) != now.get(code, 0) for code in _BY_CHANCE)


def _check_today(
    place: Workspace,
    connection: Connection,
    run: register.Run,
    told: Verified,
    own: tuple[list[Workbook], Outcome],
) -> None:
    """What the configuration of today would give otherwise. own: what was read, and the outcome by its own one."""
    books, outcome = own
    try:
        today = workspace.configuration(place)
        if today.sha256 != run.configuration_sha256:
            told.changed = differences(outcome, derivation.outcome(derivation.derive(connection, run, today, books)))
    except ConfigurationError as error:
        told.notes.append(Note("configuration_broken", "campaign.toml", str(error)))
