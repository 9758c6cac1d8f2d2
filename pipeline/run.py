"""Reads inbox and register, runs the flow, writes outbox and register: the one place where edges and flow meet."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from pipeline import receiving
from pipeline.campaign import Campaign, Unit
from pipeline.edges import (
    archive,
    cache,
    clerk_words,
    inbox,
    issues,
    judgement_lines,
    lock,
    reading,
    register,
    workspace,
)
from pipeline.edges.version import PRODUCT_VERSION, rules_version
from pipeline.edges.workspace import Configuration, Workspace
from pipeline.errors import ExitCode, UsageError
from pipeline.figures import NO_WORDS, ClerkWords
from pipeline.received import Receipt, Received
from pipeline.receiving import written
from pipeline.workbook import Workbook

# Pandas and what builds on it take a second or two to import: while the workers read.
if TYPE_CHECKING:
    from pipeline.consolidation import Consolidation
    from pipeline.history import History
    from pipeline.received import Readings


@dataclass(frozen=True)
class Progress:
    """What a run tells while it reads: begin(count) once, then step(1) for each file."""

    begin: Callable[[int], None]
    step: Callable[[int], None]


@dataclass(frozen=True)
class Finished:
    """A finished run. edited: documents the clerk had edited, where they lie now.

    left_out: codes named as notable in noi-dung.txt that are of no counted initiative.
    """

    number: int
    consolidation: "Consolidation"
    folder: Path
    edited: tuple[Path, ...]
    left_out: tuple[str, ...] = ()

    @property
    def exit_code(self) -> ExitCode:
        return exit_code(self.consolidation)


@dataclass(frozen=True)
class Asked:
    """What may be asked of a run.

    since: the number of the run that changes are told against; None: as `issues.compared_with` chooses it. pdf: makes
    PDF of the Word documents too; called with a line that says why where that cannot be done.
    """

    since: int | None = None
    pdf: Callable[[str], None] | None = None


@dataclass(frozen=True)
class Setting:
    """What a run is made with: the configuration as read, its moment in the campaign's time zone, the day it tells of.

    asked: what else was asked of it. words: what the clerk adds to the report.
    """

    configuration: Configuration
    campaign: Campaign
    units: tuple[Unit, ...]
    started_at: datetime
    as_of: date
    asked: Asked = Asked()
    words: ClerkWords = NO_WORDS


def setting(
    configuration: Configuration, clock: datetime, as_of: date | None = None, asked: Asked = Asked()
) -> Setting:
    """clock: aware, the start of the run. as_of: default its day in the campaign's zone. Raises ConfigurationError."""
    campaign, units = configuration.parsed()
    started_at = clock.astimezone(campaign.zone)
    return Setting(configuration, campaign, units, started_at, as_of or started_at.date(), asked)


def run(place: Workspace, as_of: date | None, clock: datetime, progress: Progress, asked: Asked = Asked()) -> Finished:
    """The main job: inbox → archive and register → outbox/<as_of>/.

    as_of: default the day of `clock` in the campaign's time zone. clock: aware, the start of the run.
    Raises ConfigurationError, UsageError, BusyError, StoppedError, IntegrityError; leaves outbox and figures as they
    were when it raises, and what was received stays received.
    """
    made_with = setting(workspace.configuration(place), clock, as_of, asked)
    words = clerk_words.read(place.folder)
    if not place.inbox.is_dir():
        raise UsageError(f"Thiếu thư mục {place.inbox}. Tạo thư mục này rồi bỏ các tệp của đơn vị vào.")
    with lock.hold(place.lock, made_with.started_at), register.opened(place.register) as connection:
        with written(place.outbox):
            edited = _settle(place, connection)
        receipts = receiving.receive(place, connection, made_with.started_at)
        received = read(place, receipts, {}, made_with, progress)
        result = consolidate(place, connection, received, made_with)
        number = register.next_number(connection)
        words, left_out = clerk_words.matched(words, result.rows)
        with written(place.outbox):
            edited += finish(place, connection, result, received.receipts, replace(made_with, words=words))
        with cache.opened(place.cache) as kept:
            cache.store_linked(kept, result.linked, rules_version())
    return Finished(number, result, place.outbox / result.as_of.isoformat(), tuple(edited), left_out)


# ---------------------------------------------------------------- reading


def read(
    place: Workspace,
    receipts: Sequence[Receipt],
    elsewhere: Mapping[str, Path],
    made_with: Setting,
    progress: Progress,
) -> Received:
    """What all these files say: from the cache where it is known, else by the workers, who read from the archive.

    elsewhere: sha256 → path of bytes that are not in the archive. Raises IntegrityError where kept bytes were altered.
    """
    for each in receipts:  # also where the cache knows it: nothing rests on what is no longer there
        if each.sha256 and each.sha256 not in elsewhere and not archive.has(place.archive, each.sha256, each.size):
            raise archive.lost(each.file)
    days = received_on(receipts, made_with.campaign)
    basis = f"{rules_version()}:{made_with.configuration.sha256}"
    versions = {sha256: f"{basis}:{day}" for sha256, day in days.items()}
    with cache.opened(place.cache) as kept:
        known = cache.load(kept, versions)
        new = {each.sha256: each for each in receipts if each.sha256 and each.sha256 not in known}
        paths = {sha256: elsewhere.get(sha256, archive.place_of(place.archive, sha256)) for sha256 in new}
        readings = _read_new([_arrival(each, paths[each.sha256]) for each in new.values()], made_with, days, progress)
        if not elsewhere:
            cache.store(kept, readings, versions)
    unpacked = cache.unpack(known.values())
    return Received(tuple(receipts), cache.together([readings] if unpacked is None else [unpacked, readings]))


def _arrival(receipt: Receipt, path: Path) -> inbox.Arrival:
    return inbox.Arrival(receipt.file, path, receipt.sha256, receipt.size)


def received_on(receipts: Sequence[Receipt], campaign: Campaign) -> dict[str, date]:
    """sha256 → the day of receipt."""
    return {each.sha256: each.received_at.astimezone(campaign.zone).date() for each in receipts if each.sha256}


def read_archived(place: Workspace, receipts: Sequence[Receipt], progress: Progress) -> list[Workbook]:
    """The cells of all these files, from the archive alone. Raises IntegrityError where kept bytes were altered."""
    each_once = {receipt.sha256: receipt for receipt in receipts if receipt.sha256}
    paths = {sha256: archive.place_of(place.archive, sha256) for sha256 in each_once}
    return _books([_arrival(receipt, paths[sha256]) for sha256, receipt in each_once.items()], progress)


def _read_new(
    arrivals: Sequence[inbox.Arrival], made_with: Setting, days: Mapping[str, date], progress: Progress
) -> "Readings":
    books = _books(arrivals, progress)
    from pipeline import intake

    return intake.read(books, made_with.campaign, made_with.units, days)


def _books(arrivals: Sequence[inbox.Arrival], progress: Progress) -> list[Workbook]:
    progress.begin(len(arrivals))
    under_way = reading.start(arrivals)
    from pipeline import intake  # noqa: F401 -- imports pandas while the workers read

    books = under_way.results(progress.step)
    altered = [book.file for book in books if book.refusal in {"file_changing", "file_unavailable"}]
    if altered:
        raise archive.lost(altered[0])
    return books


def sent_back(
    place: Workspace, receipts: Sequence[Receipt], elsewhere: Mapping[str, Path], result: "Consolidation"
) -> dict[str, Workbook]:
    """By SHA-256 the cells of the files that are sent back to be mended, read once more. elsewhere: as `read` takes it.

    Raises IntegrityError where kept bytes were altered.
    """
    from pipeline.edges import returned

    wanted = set(result.files.loc[returned.needed(result, returned.to_return(result)), "sha256"])
    each_once = {receipt.sha256: receipt for receipt in receipts if receipt.sha256 in wanted}
    if not each_once:
        return {}
    paths = {sha256: elsewhere.get(sha256, archive.place_of(place.archive, sha256)) for sha256 in each_once}
    arrivals = [_arrival(receipt, paths[sha256]) for sha256, receipt in each_once.items()]
    return {book.sha256: book for book in _books(arrivals, Progress(lambda _: None, lambda _: None))}


@dataclass(frozen=True)
class Looked:
    """What `check` found. elsewhere: where the bytes lie that are not in the archive, by SHA-256."""

    consolidation: "Consolidation"
    receipts: tuple[Receipt, ...]
    elsewhere: Mapping[str, Path]
    units: tuple[Unit, ...]


def check(place: Workspace, paths: Sequence[Path], clock: datetime, progress: Progress) -> "Consolidation":
    """What would become of these files if they were received now, beside all that is known; records nothing."""
    return look(place, paths, clock, progress).consolidation


def look(place: Workspace, paths: Sequence[Path], clock: datetime, progress: Progress) -> Looked:
    """As `check`, with what it takes to send the files back."""
    made_with = setting(workspace.configuration(place), clock)
    arrivals = [inbox.arrive(path) for path in paths]
    register.require_not_lost(place.register)
    if not place.register.exists():
        return _look(None, place, arrivals, made_with, progress)
    with register.opened(place.register) as connection:
        return _look(connection, place, arrivals, made_with, progress)


def _look(
    connection: Connection | None,
    place: Workspace,
    arrivals: Sequence[inbox.Arrival],
    made_with: Setting,
    progress: Progress,
) -> Looked:
    known = register.kept(connection) if connection else {}
    first = (register.next_number(connection) if connection else 1, made_with.started_at)
    here = [receiving.receipt(arrival, known.get(arrival.sha256, first), made_with.started_at) for arrival in arrivals]
    receipts = register.receipts(connection, here) if connection else tuple(here)
    elsewhere = {arrival.sha256: arrival.path for arrival in arrivals if arrival.sha256 not in known}
    received = read(place, receipts, elsewhere, made_with, progress)
    return Looked(consolidate(place, connection, received, made_with), receipts, elsewhere, made_with.units)


def send_back(place: Workspace, looked: Looked, folder: Path) -> list[Path]:
    """Writes what the unions of the checked files get back; returns the paths.

    Raises UsageError for a file that is there already: someone may be mending it; OSError when it cannot be written.
    """
    from pipeline import documents

    result = looked.consolidation
    books = sent_back(place, looked.receipts, looked.elsewhere, result)
    jobs = documents.of_checked(folder, result, (looked.units, books))
    for path, *_ in jobs:
        if path.exists():
            raise UsageError(f"Đã có tệp {path}; không ghi đè. Chọn thư mục khác hoặc chuyển tệp đó đi.")
    folder.mkdir(parents=True, exist_ok=True)
    documents.write_all(jobs)
    return [path for path, *_ in jobs]


def waiting(place: Workspace) -> list[str]:
    """The files of inbox/ of which no finished run has told yet, by path."""
    known: Collection[str] = ()
    if place.register.exists():
        with register.opened(place.register) as connection:
            known = register.consolidated(connection)
    return [arrival.name for arrival in inbox.scan(place.inbox) if arrival.sha256 and arrival.sha256 not in known]


def consolidate(
    place: Workspace, connection: Connection | None, received: Received, made_with: Setting
) -> "Consolidation":
    """The flow, with what the register knows, and the pairs that the cache remembers."""
    from pipeline import flow
    from pipeline.history import History

    history = History() if connection is None else _history(connection, made_with)
    with cache.opened(place.cache) as kept:
        history = replace(history, linked=cache.load_linked(kept, rules_version()))
    return flow.consolidate(received, history, made_with.campaign, made_with.units, made_with.as_of)


def _history(connection: Connection, made_with: Setting) -> "History":
    from pipeline.edges import remembered

    before = _before(connection, made_with)
    earlier = remembered.earlier(register.read_run(connection, before)) if before else None
    return replace(remembered.history(connection, register.next_number(connection)), earlier=earlier)


def _before(connection: Connection, made_with: Setting) -> int | None:
    """The run that changes are told against."""
    number = register.next_number(connection)
    return made_with.asked.since or issues.compared_with(connection, made_with.as_of, number)


def exit_code(result: "Consolidation") -> ExitCode:
    """0, 3 or 4 as in contract §4. A row counts against the run only in its union's newest submission."""
    from schemas.tables import ACCEPTED

    files = result.files
    here = files.loc[files["is_in_inbox"], "outcome"]
    is_known = files["outcome"].isin(ACCEPTED).any()
    if len(here) and here.isin(["refused", "unchanged"]).all() and (here == "refused").any() and not is_known:
        return ExitCode.ALL_REFUSED
    if (here == "refused").any() or (files.loc[files["is_newest"], "rejected_count"] > 0).any():
        return ExitCode.FINISHED_WITH_FAULTS
    return ExitCode.FINE


# ---------------------------------------------------------------- writing


def _settle(place: Workspace, connection: Connection) -> list[Path]:
    from pipeline.edges import outbox

    return outbox.settle(place.outbox, register.manifests(connection))


def finish(
    place: Workspace,
    connection: Connection,
    result: "Consolidation",
    receipts: tuple[Receipt, ...],
    made_with: Setting,
) -> list[Path]:
    """Writes the outbox aside, then the register, then puts the outbox in its place: a run is in both or in none.

    Returns the documents the clerk had edited, where they lie now.
    """
    from pipeline.edges import outbox, records

    done = write_aside(place, connection, result, receipts, made_with)
    records.remember(connection, result, done, made_with.configuration)
    return outbox.publish(place.outbox, result.as_of.isoformat())


def write_aside(
    place: Workspace,
    connection: Connection,
    result: "Consolidation",
    receipts: tuple[Receipt, ...],
    made_with: Setting,
) -> register.Run:
    """The outbox beside its place; and the run as the register shall know it."""
    from pipeline import documents
    from pipeline.edges import issuing, outbox, records

    number = register.next_number(connection)
    sha256 = made_with.configuration.sha256
    folder = outbox.begin(place.outbox, result.as_of.isoformat())
    books = sent_back(place, receipts, {}, result)
    last_report = issuing.report_of(connection, _before(connection, made_with))
    beside = made_with.words, last_report
    documents.write(folder, result, (made_with.units, books), made_with.started_at, beside)
    if made_with.asked.pdf is not None:
        documents.add_pdf(folder, made_with.asked.pdf)
    manifest = {**records.manifest(number, result, made_with.started_at, sha256), "outputs": outbox.hashes(folder)}
    outbox.write_json(folder / outbox.MANIFEST, manifest)  # last: a folder with a manifest is finished
    return register.Run(
        number=number,
        as_of=result.as_of,
        started_at=made_with.started_at,
        exit_code=int(exit_code(result)),
        product_version=PRODUCT_VERSION,
        rules_version=rules_version(),
        configuration_sha256=sha256,
        exclusion_count=register.exclusion_count(connection),
        since_run=_before(connection, made_with),
        summary=outbox.json_text(result.summary),
        outputs=manifest["outputs"],
        manifest_sha256=outbox.file_sha256(folder / outbox.MANIFEST),
        receipts=receipts,
        standings=records.standings(result),
        judgement_count=judgement_lines.count(connection),
    )
