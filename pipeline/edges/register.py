"""The register: what was received, which codes were given, what the clerk decided, what every run found (no pandas)."""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Table, bindparam, create_engine, event, func, insert, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from pipeline.edges import disk, seals
from pipeline.edges import register_tables as tables
from pipeline.edges.workspace import ARCHIVE
from pipeline.errors import BusyError, IntegrityError, StoppedError
from pipeline.received import Receipt

_WAIT_SECONDS = 5.0
_SHORTEST_HASH = 8
_CLASS = 0xFF  # the lowest byte of SQLite's codes; what stands above it only says more
_DISK = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}


@dataclass(frozen=True)
class Run:
    """A finished run as it stands in the register; the fields are the columns of the table `run`, unpacked.

    summary: the text of summary.json. outputs: path → SHA-256. receipts: all it rested on. standings: lines of
    history.STANDING_COLUMNS.
    """

    number: int
    as_of: date
    started_at: datetime
    exit_code: int
    product_version: str
    rules_version: str
    configuration_sha256: str
    exclusion_count: int
    since_run: int | None
    summary: str
    outputs: Mapping[str, str]
    manifest_sha256: str
    receipts: tuple[Receipt, ...]
    standings: tuple[tuple[Any, ...], ...]
    judgement_count: int = 0


@dataclass(frozen=True)
class Decision:
    """The clerk's word on a submission (target: sha256) or an initiative (target: code)."""

    decided_at: datetime
    decided_by: str
    kind: str
    target: str
    is_excluded: bool
    why: str


@contextmanager
def opened(path: Path) -> Iterator[Connection]:
    """The register, made or brought up to date first; what is not committed never was.

    Raises UsageError on a network drive or for a file of a newer product, IntegrityError for a damaged file, BusyError
    when another program holds it, StoppedError when the disk is full.
    """
    disk.require_local(path.parent)
    require_not_lost(path)
    # Foreign keys are a setting of the connection; a transaction begins where we say, not where sqlite3 guesses.
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)),
        poolclass=NullPool,
        connect_args={"timeout": _WAIT_SECONDS},
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    try:
        with engine.connect() as connection:
            _make_ready(connection)
            yield connection
    except (DBAPIError, sqlite3.Error) as error:
        raise _told(error, path) from error
    finally:
        engine.dispose()


def _make_ready(connection: Connection) -> None:
    try:
        tables.migrate(connection)
        connection.commit()
    except UnicodeDecodeError as error:  # sqlite3 stumbles over its own message when that quotes a damaged schema
        raise sqlite3.DatabaseError(str(error)) from error


def require_not_lost(path: Path) -> None:
    """Beside kept files a register cannot be new: to begin another would give every code a second time.

    Raises IntegrityError.
    """
    is_there = path.exists() and path.stat().st_size > 0
    if not is_there and any((path.parent / ARCHIVE).glob("??/*")):
        raise IntegrityError(
            f"Mất sổ đăng ký {path} trong khi thư mục {ARCHIVE} vẫn còn tệp đã nhận. "
            f"Khôi phục {path.name} từ bản sao lưu gần nhất rồi chạy lại."
        )


def _set_up(connection: Any, _: object) -> None:
    connection.isolation_level = None
    for setting in ("journal_mode = WAL", "foreign_keys = ON", "synchronous = FULL"):
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _told(error: DBAPIError | sqlite3.Error, path: Path) -> StoppedError:
    # By the code, not the words: a message may quote what stands in the file. What cannot be decoded has no code.
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    if code & _CLASS in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return BusyError(f"Một chương trình khác đang dùng {path.name}. Đóng chương trình đó rồi chạy lại.")
    if code & _CLASS in _DISK and code != sqlite3.SQLITE_IOERR_SHORT_READ:  # which is a file that was cut short
        return StoppedError(f"Không ghi được vào {path}. Kiểm tra dung lượng đĩa và quyền ghi rồi chạy lại.")
    return IntegrityError(
        f"Sổ đăng ký {path} bị hỏng. Không xóa tệp này; khôi phục từ bản sao lưu gần nhất rồi chạy lại."
    )


def next_number(connection: Connection) -> int:
    """The number of the run that begins now."""
    return 1 + (connection.execute(select(func.max(tables.run.c.number))).scalar_one() or 0)


# ---------------------------------------------------------------- submissions


def kept(connection: Connection) -> dict[str, tuple[int, datetime]]:
    """sha256 → (number, start) of the run that first saw it, for every submission."""
    columns = tables.submission.c
    lines = connection.execute(select(columns.sha256, columns.received_run, columns.received_at))
    return {sha256: (number, _moment(moment)) for sha256, number, moment in lines}


def receive(connection: Connection, receipts: Iterable[Receipt], now: datetime) -> None:
    """Writes down files of inbox/ whose bytes are kept, and under which name they are seen now."""
    here = {(receipt.sha256, receipt.file): receipt for receipt in receipts if receipt.sha256}
    known = set(connection.execute(select(tables.submission.c.sha256)).scalars())
    new = {receipt.sha256: receipt for receipt in here.values() if receipt.sha256 not in known}
    arrived = [
        {
            "sha256": receipt.sha256, "size": receipt.size, "received_run": receipt.run,
            "received_at": receipt.received_at.isoformat(),
        }
        for receipt in new.values()
    ]  # fmt: skip
    _insert(connection, tables.submission, arrived)
    sight = tables.sighting
    seen = {(sha256, file) for sha256, file in connection.execute(select(sight.c.sha256, sight.c.file))}
    moment = now.isoformat()
    first = [{"sha256": sha256, "file": file} for sha256, file in here if (sha256, file) not in seen]
    _insert(connection, sight, [{**pair, "first_seen_at": moment, "last_seen_at": moment} for pair in first])
    again = [{"this": sha256, "there": file} for sha256, file in here if (sha256, file) in seen]
    if again:
        same = sight.c.sha256 == bindparam("this"), sight.c.file == bindparam("there")
        connection.execute(update(sight).where(*same).values(last_seen_at=moment), again)


def receipts(connection: Connection, arrivals: Sequence[Receipt]) -> tuple[Receipt, ...]:
    """All that was ever received: the files of inbox/ as told, and every other submission under its last name."""
    sight = tables.sighting.c
    query = select(sight.sha256, sight.file, sight.first_seen_at, sight.last_seen_at, tables.submission.c.size)
    lines = connection.execute(query.join(tables.submission)).all()
    first = {(line.sha256, line.file): _moment(line.first_seen_at) for line in lines}
    here = [replace(each, seen_at=first.get((each.sha256, each.file), each.seen_at)) for each in arrivals]
    present = {receipt.sha256 for receipt in here}
    last = {line.sha256: line for line in sorted(lines, key=lambda line: (line.last_seen_at, line.file))}
    received = kept(connection)
    gone = [
        Receipt(line.file, sha256, line.size, *received[sha256], first[sha256, line.file], is_in_inbox=False)
        for sha256, line in last.items()
        if sha256 not in present
    ]
    return (*here, *gone)


def consolidated(connection: Connection) -> set[str]:
    """The sha256 of every submission that a finished run told of."""
    return set(
        connection.execute(select(tables.submission.c.sha256).where(tables.submission.c.outcome != "")).scalars()
    )


def find_submissions(connection: Connection, name: str) -> list[tuple[str, str]]:
    """(sha256, file) of the submissions that were seen under that name, or whose hash begins with it (8 or more)."""
    sight = tables.sighting.c
    lines = connection.execute(select(sight.sha256, sight.file).order_by(sight.last_seen_at)).all()
    named = [(sha256, file) for sha256, file in lines if file == name]
    if not named and len(name) >= _SHORTEST_HASH:
        named = [(sha256, file) for sha256, file in lines if sha256.startswith(name.lower())]
    return list({sha256: (sha256, file) for sha256, file in named}.values())


# ---------------------------------------------------------------- codes and decisions


def exclusions(connection: Connection, count: int | None = None) -> tuple[dict[str, str], dict[str, str]]:
    """What is excluded, and why: submissions, initiatives.

    count: how many of the clerk's words are known, all when not given. The last word on each target holds.
    """
    columns = tables.exclusion.c
    query = select(columns.kind, columns.target, columns.is_excluded, columns.why).order_by(columns.number)
    last = {(line.kind, line.target): line for line in connection.execute(query.limit(count))}
    out = [line for line in last.values() if line.is_excluded]
    of_submissions = {line.target: line.why for line in out if line.kind == "submission"}
    return of_submissions, {line.target: line.why for line in out if line.kind == "initiative"}


def exclusion_count(connection: Connection) -> int:
    """How many words the clerk has said."""
    return connection.execute(select(func.count()).select_from(tables.exclusion)).scalar_one()


def decide(connection: Connection, decisions: Iterable[Decision]) -> None:
    """Adds the clerk's words, in their order."""
    lines = [
        {**asdict(decision), "decided_at": decision.decided_at.isoformat(), "is_excluded": int(decision.is_excluded)}
        for decision in decisions
    ]
    _insert(connection, tables.exclusion, lines)


def decisions(connection: Connection, target: str) -> list[Decision]:
    """What the clerk said of a submission or an initiative, oldest first."""
    word = tables.exclusion.c
    query = select(word.decided_at, word.decided_by, word.kind, word.target, word.is_excluded, word.why)
    return [
        Decision(_moment(line[0]), *line[1:4], bool(line[4]), line[5])
        for line in connection.execute(query.where(word.target == target).order_by(word.number))
    ]


def give(
    connection: Connection,
    number: int,
    codes: Iterable[tuple[str, str]],
    rows: Iterable[tuple[str, str, int, str]],
    joined: Mapping[str, str],
) -> None:
    """Writes down the codes a run gave.

    codes: (code, unit_code). rows: (sha256, sheet, row, code). joined: code → the older one that stands for it.
    """
    last = connection.execute(select(func.max(tables.initiative.c.number))).scalar_one() or 0
    numbered = [
        {"number": place, "code": code, "unit_code": unit_code, "allotted_run": number}
        for place, (code, unit_code) in enumerate(codes, last + 1)
    ]
    _insert(connection, tables.initiative, numbered)
    names = ("sha256", "sheet", "row", "code", "given_run")
    _insert(connection, tables.initiative_row, [dict(zip(names, (*row, number), strict=True)) for row in rows])
    columns = tables.initiative.c
    connection.execute(update(tables.initiative).where(columns.stands_in.is_not(None)).values(stands_in=None))
    for code, older in joined.items():
        connection.execute(update(tables.initiative).where(columns.code == code).values(stands_in=older))


def initiatives(connection: Connection) -> dict[str, tuple[str, str]]:
    """Code → (unit_code, the code that stands for it now: its own, or an older one it was joined to)."""
    columns = tables.initiative.c
    lines = connection.execute(select(columns.code, columns.unit_code, columns.stands_in).order_by(columns.number))
    return {code: (unit_code, stands_in or code) for code, unit_code, stands_in in lines}


# ---------------------------------------------------------------- runs


def record(connection: Connection, run: Run, configuration: tuple[bytes, bytes]) -> None:
    """Writes down a finished run. configuration: the bytes of campaign.toml and units.csv."""
    kept_configuration = select(tables.configuration).where(tables.configuration.c.sha256 == run.configuration_sha256)
    if connection.execute(kept_configuration).first() is None:
        campaign, units = configuration
        line = {"sha256": run.configuration_sha256, "campaign": campaign, "units": units}
        _insert(connection, tables.configuration, [line])
    values = asdict(run) | {
        "as_of": run.as_of.isoformat(),
        "started_at": run.started_at.isoformat(),
        "outputs": json.dumps(dict(run.outputs), ensure_ascii=False),
        "inputs": _packed([_receipt_line(receipt) for receipt in run.receipts]),
        "standings": _packed(run.standings),
    }
    del values["receipts"]
    _insert(connection, tables.run, [{**values, "seal": seals.seal(connection, values)}])


def describe_submissions(connection: Connection, told: Iterable[Mapping[Any, str]]) -> None:
    """What a run found of the submissions: sha256, unit_code, report_on, outcome; whatever else is told is left out."""
    names = ("sha256", "unit_code", "report_on", "outcome")
    lines = [{f"new_{name}": line[name] for name in names} for line in told]
    if lines:
        columns = tables.submission.c
        found: dict[str, Any] = {"unit_code": bindparam("new_unit_code"), "report_on": bindparam("new_report_on")}
        change = update(tables.submission).where(columns.sha256 == bindparam("new_sha256"))
        connection.execute(change.values(**found, outcome=bindparam("new_outcome")), lines)


def runs(connection: Connection) -> list[tuple[int, date, datetime]]:
    """(number, as_of, started_at) of every run, in their order."""
    columns = tables.run.c
    lines = connection.execute(select(columns.number, columns.as_of, columns.started_at).order_by(columns.number))
    return [(number, _moment(day).date(), _moment(moment)) for number, day, moment in lines]


def manifests(connection: Connection) -> dict[str, int]:
    """The SHA-256 of the manifest of every finished run → its number."""
    lines = connection.execute(select(tables.run.c.manifest_sha256, tables.run.c.number))
    return {sha256: number for sha256, number in lines}  # noqa: C416 -- a result is no mapping


def read_run(connection: Connection, number: int) -> Run:
    """One run. Raises IntegrityError when its line is damaged."""
    line = connection.execute(select(tables.run).where(tables.run.c.number == number)).mappings().one()
    values = dict(line)
    try:
        return Run(
            **{
                name: values[name]
                for name in values.keys() - {"inputs", "as_of", "started_at", "outputs", "standings", "seal"}
            },
            as_of=date.fromisoformat(values["as_of"]),
            started_at=datetime.fromisoformat(values["started_at"]),
            outputs=dict(json.loads(values["outputs"])),
            receipts=tuple(_receipt(fields) for fields in _unpacked(values["inputs"])),
            standings=tuple(map(tuple, _unpacked(values["standings"]))),
        )
    except (ValueError, TypeError, KeyError, zlib.error) as error:
        raise IntegrityError(
            f"Sổ đăng ký bị hỏng: không đọc được lần tổng hợp số {number}. Khôi phục từ bản sao lưu gần nhất."
        ) from error


def earlier(connection: Connection, as_of: date, before: int) -> int | None:
    """The run that changes are told against: the last of the nearest earlier as_of, among runs before that number."""
    columns = tables.run.c
    query = select(columns.number).where(columns.as_of < as_of.isoformat(), columns.number < before)
    return connection.execute(query.order_by(columns.as_of.desc(), columns.number.desc()).limit(1)).scalar()


def configuration(connection: Connection, sha256: str) -> tuple[bytes, bytes]:
    """campaign.toml and units.csv as a run read them. Raises IntegrityError when they are not there."""
    columns = tables.configuration.c
    line = connection.execute(select(columns.campaign, columns.units).where(columns.sha256 == sha256)).first()
    if line is None:
        raise IntegrityError(
            "Sổ đăng ký bị hỏng: mất cấu hình của một lần tổng hợp. Khôi phục từ bản sao lưu gần nhất."
        )
    return line.campaign, line.units


def _insert(connection: Connection, table: Table, lines: Sequence[Mapping[str, Any]]) -> None:
    if lines:
        connection.execute(insert(table), lines)


def _receipt_line(receipt: Receipt) -> dict[str, Any]:
    return asdict(receipt) | {
        "received_at": receipt.received_at.isoformat(),
        "seen_at": receipt.seen_at.isoformat(),
    }


def _receipt(line: Mapping[str, Any]) -> Receipt:
    moments = {name: datetime.fromisoformat(line[name]) for name in ("received_at", "seen_at")}
    return Receipt(**{**line, **moments})


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except (ValueError, TypeError) as error:
        raise IntegrityError(
            "Sổ đăng ký register.db bị hỏng: có ngày giờ không đọc được. Khôi phục từ bản sao lưu gần nhất."
        ) from error


def _packed(value: Any) -> bytes:
    return zlib.compress(json.dumps(value, ensure_ascii=False).encode())


def _unpacked(data: bytes) -> Any:
    return json.loads(zlib.decompress(data))
