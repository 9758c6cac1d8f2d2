"""Issues a run: number and day are written into its papers, which are kept apart, read-only and by their SHA-256."""

import hashlib
import shutil
import stat
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from pipeline import vietnamese
from pipeline.campaign import read_campaign
from pipeline.edges import issues, lock, naming, outbox, pdf, register, seals, stamping
from pipeline.edges.exclusions import account
from pipeline.edges.issues import Issue
from pipeline.edges.workspace import Workspace
from pipeline.errors import BusyError, StoppedError, UsageError
from pipeline.figures import IssuedReport

ISSUED = "da-ban-hanh"
REPORT, DISPATCH, ANNEX = PAPERS = ("bao-cao.docx", "cong-van.docx", "phu-luc.xlsx")
_NEW = ".new-"


@dataclass(frozen=True)
class Numbers:
    """What the clerk gives: the numbers of report and dispatch, the day that stands on them."""

    report: int
    dispatch: int
    on: date


@dataclass(frozen=True)
class Told:
    """What became of it. folder: where the papers lie. edited: by the clerk. is_new: False when it held already."""

    issue: Issue
    as_of: date
    folder: Path
    edited: tuple[str, ...]
    is_new: bool


def issue(place: Workspace, name: str | None, numbers: Numbers, now: datetime, *, with_pdf: bool = False) -> Told:
    """Stamps and freezes the report, the dispatch and the annexes of a run as they lie in its outbox, edited or not.

    name: a run by its number or day; None: the last one. now: aware. The same once more changes nothing and completes
    what a kill has left. Raises UsageError when the run is issued under other numbers, a number of that year is taken,
    the day is before that of the figures, a paper is gone or has no blank places, or a PDF cannot be made; BusyError
    when the workspace is held or a file open elsewhere, StoppedError when the disk is full.
    """
    with lock.hold(place.lock, now), naming.remembering(place) as connection:
        seals.require_whole(connection)
        _settle(place, connection)
        run = register.read_run(connection, _find(connection, name))
        wanted = Issue(now, account(), run.number, True, numbers.report, numbers.dispatch, numbers.on, "", {})
        standing = issues.in_force(connection).get(run.number)
        if standing is not None:
            if standing.what_stands_on_paper != wanted.what_stands_on_paper:
                raise UsageError(f"{_said(standing)} Muốn ban hành lại: sangkien issue {run.number} --cancel trước.")
            return Told(standing, run.as_of, place.outbox / standing.folder, (), is_new=False)
        _require_free(connection, wanted, run.as_of)
        source = _source(place, connection, run)
        papers = _stamped(source, _stamp(connection, run, numbers))
        folder = f"{ISSUED}/{numbers.on.isoformat()}_so-{numbers.report:02d}"  # once a year, as the number
        hashes = _write_aside(place, folder, papers, with_pdf=with_pdf)
        issued = replace(wanted, folder=folder, outputs=hashes)
        issues.record(connection, issued)
        connection.commit()
        _settle(place, connection)
        edited = tuple(file for file in outbox.edited_files(source) if file in PAPERS)
        return Told(issued, run.as_of, place.outbox / folder, edited, is_new=True)


def cancel(place: Workspace, name: str, now: datetime) -> Told:
    """Takes an issue back: the papers go to outbox/_history/, its numbers are free again, the log keeps both acts.

    Raises UsageError when the run is not issued, BusyError as `issue`.
    """
    with lock.hold(place.lock, now), naming.remembering(place) as connection:
        seals.require_whole(connection)
        _settle(place, connection)
        run = register.read_run(connection, naming.find_run(connection, name))
        standing = issues.in_force(connection).get(run.number)
        if standing is None:
            raise UsageError(f"Lần tổng hợp số {run.number} chưa được ban hành, nên không có gì để bỏ.")
        taken_back = replace(standing, said_at=now, said_by=account(), is_issued=False)
        issues.record(connection, taken_back)
        connection.commit()
        _settle(place, connection)
        return Told(taken_back, run.as_of, _history(place, standing.folder, now), (), is_new=True)


def report_of(connection: Connection, number: int | None) -> IssuedReport | None:
    """The report a run was issued with; None for one that is not, or no run."""
    issued = issues.in_force(connection).get(number or 0)
    if issued is None:
        return None
    numbers = Numbers(issued.report_number, issued.dispatch_number, issued.issued_on)
    stamp = _stamp(connection, register.read_run(connection, issued.run), numbers)
    return IssuedReport(f"{issued.report_number:02d}", stamp.report_symbol, issued.issued_on)


def listed(place: Workspace) -> list[dict[str, Any]]:
    """Everything that was issued, in the order in which it was said, also what was taken back; for `status`."""
    if not place.register.exists():
        return []
    with register.opened(place.register) as connection:
        days = {number: as_of for number, as_of, _ in register.runs(connection)}
        return [
            {
                "run": issued.run,
                "as_of": days[issued.run].isoformat(),
                "report_number": issued.report_number,
                "dispatch_number": issued.dispatch_number,
                "issued_on": issued.issued_on.isoformat(),
                "said_at": issued.said_at.isoformat(timespec="seconds"),
                "is_cancelled": cancelled_at is not None,
                "cancelled_at": cancelled_at and cancelled_at.isoformat(timespec="seconds"),
                "folder": str(
                    _history(place, issued.folder, cancelled_at) if cancelled_at else place.outbox / issued.folder
                ),
            }
            for issued, cancelled_at in issues.listed(connection)
        ]


def altered(place: Workspace, issued: Issue) -> list[tuple[str, bool]]:
    """Papers that are no longer as they were issued: path below outbox/, and whether the file is there. Reads them all.

    One that a kill has left beside its place counts as in its place.
    """
    folder = place.outbox / issued.folder
    if not folder.is_dir():
        folder = _aside(folder)
    return [
        (f"{issued.folder}/{file}", (folder / file).is_file())
        for file, sha256 in sorted(issued.outputs.items())
        if not (folder / file).is_file() or outbox.file_sha256(folder / file) != sha256
    ]


def _find(connection: Connection, name: str | None) -> int:
    return naming.find_run(connection, name or str(register.next_number(connection) - 1))


def _said(issued: Issue) -> str:
    return (
        f"Lần tổng hợp số {issued.run} đã ban hành: báo cáo số {issued.report_number:02d}, công văn số "
        f"{issued.dispatch_number:02d}, ngày {vietnamese.day(issued.issued_on)}."
    )


def _require_free(connection: Connection, wanted: Issue, as_of: date) -> None:
    if wanted.issued_on < as_of:
        raise UsageError(
            f"Ngày ban hành {vietnamese.day(wanted.issued_on)} ở trước ngày tính số liệu {vietnamese.day(as_of)}. "
            "Kiểm tra lại --date và lần tổng hợp."
        )
    for other in issues.in_force(connection).values():
        if other.issued_on.year != wanted.issued_on.year:
            continue  # numbers begin anew each year
        if wanted.report_number == other.report_number or wanted.dispatch_number == other.dispatch_number:
            raise UsageError(f"Số này của năm {wanted.issued_on.year} đã dùng. {_said(other)}")


def _source(place: Workspace, connection: Connection, run: register.Run) -> Path:
    """The outbox of the run, in its place or in _history/, with all three papers."""
    known = register.manifests(connection)
    folder = outbox.folder_of(place.outbox, run.number, run.as_of.isoformat(), run.outputs, known)
    gone = [paper for paper in PAPERS if folder is None or not (folder / paper).is_file()]
    if folder is None or gone:
        raise UsageError(
            f"Không còn {', '.join(gone)} của lần tổng hợp số {run.number} trong outbox. "
            f"Lấy lại từ bản sao lưu, hoặc tổng hợp lại: sangkien run --as-of {run.as_of.isoformat()}"
        )
    return folder


def _stamp(connection: Connection, run: register.Run, numbers: Numbers) -> stamping.Stamp:
    """With the symbols of the run's own configuration: its papers were made by it."""
    text, _ = register.configuration(connection, run.configuration_sha256)
    issuer = read_campaign(text.decode("utf-8-sig")).issuer
    return stamping.Stamp(numbers.report, issuer.report_symbol, numbers.dispatch, issuer.dispatch_symbol, numbers.on)


def _stamped(folder: Path, stamp: stamping.Stamp) -> dict[str, bytes]:
    try:
        papers = {paper: (folder / paper).read_bytes() for paper in PAPERS}
    except OSError as error:
        raise BusyError(f"Không đọc được văn bản trong {folder}. Đóng Word, Excel rồi chạy lại.") from error
    return {
        REPORT: stamping.stamp_word(REPORT, papers[REPORT], stamp, stamp.report_symbol),
        DISPATCH: stamping.stamp_word(DISPATCH, papers[DISPATCH], stamp, stamp.dispatch_symbol),
        ANNEX: stamping.stamp_annex(ANNEX, papers[ANNEX], stamp),
    }


def _write_aside(place: Workspace, name: str, papers: Mapping[str, bytes], *, with_pdf: bool) -> dict[str, str]:
    """The papers beside their place, whole or not at all; returns path → SHA-256."""
    target = place.outbox / name
    aside = _aside(target)
    if target.exists():
        raise UsageError(f"Đã có thư mục {target} không do lệnh này lập. Chuyển thư mục đó đi rồi chạy lại.")
    try:
        aside.mkdir(parents=True)
        for paper, content in papers.items():
            (aside / paper).write_bytes(content)
            if outbox.file_sha256(aside / paper) != hashlib.sha256(content).hexdigest():
                raise StoppedError(f"Không ghi đúng được {paper} vào {aside}. Kiểm tra ổ đĩa rồi chạy lại.")
        if with_pdf:
            words = [aside / paper for paper in (REPORT, DISPATCH)]
            pdf.convert(words, aside.with_name(f"{aside.name}.pdf"))
        return outbox.hashes(aside)
    except OSError as error:
        raise StoppedError(f"Không ghi được vào {aside}. Kiểm tra dung lượng đĩa và quyền ghi rồi chạy lại.") from error


def _settle(place: Workspace, connection: Connection) -> None:
    """Brings the folders in line with the register: what is issued into its place, what was taken back into _history/.

    What lies aside and was never written down is of an issue that was cut off, and goes.
    """
    last = {each.folder: each for each in issues.said(connection)}
    try:
        for name, each in last.items():
            target = place.outbox / name
            aside = _aside(target)
            if each.is_issued and aside.is_dir() and not target.exists():
                aside.rename(target)
            if each.is_issued and target.is_dir():
                _freeze(target, each)
            if not each.is_issued and target.is_dir():
                kept = _history(place, name, each.said_at)
                kept.parent.mkdir(exist_ok=True)
                target.rename(kept)
        for leftover in (place.outbox / ISSUED).glob(f"{_NEW}*"):
            shutil.rmtree(leftover)
    except OSError as error:
        raise BusyError(
            f"Một tệp trong {place.outbox / ISSUED} đang mở trong chương trình khác. "
            "Đóng tệp đó rồi chạy lại cùng lệnh này."
        ) from error


def _freeze(folder: Path, issued: Issue) -> None:
    """Read-only, so that nobody edits by mistake what went out."""
    for file in issued.outputs:
        path = folder / file
        if path.is_file() and path.stat().st_mode & stat.S_IWUSR:
            path.chmod(stat.S_IMODE(path.stat().st_mode) & ~0o222)


def _aside(target: Path) -> Path:
    return target.with_name(f"{_NEW}{target.name}")


def _history(place: Workspace, name: str, moment: datetime) -> Path:
    return place.outbox / outbox.HISTORY / f"{name.replace('/', '_')}_{moment:%Y%m%d%H%M%S}"
