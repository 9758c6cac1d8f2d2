"""Reads the inbox, runs the flow, writes the outbox: the one place where edges and flow meet."""

import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.campaign import Campaign, Unit
from pipeline.edges import inbox, lock, reading, workspace
from pipeline.edges.workspace import Workspace
from pipeline.errors import BusyError, ExitCode, StoppedError, UsageError
from schemas.stamp import TEMPLATE_VERSION

# Pandas and what builds on it take a second or two to import: while the workers read.
if TYPE_CHECKING:
    from pipeline.consolidation import Consolidation

PRODUCT_VERSION = "0.1.0"  # as in pyproject.toml (a test sees to it): sangkien.cmd runs without installing
_LIBRARIES = ("pandas", "pandera", "python-calamine", "XlsxWriter", "docxtpl", "Jinja2")


@dataclass(frozen=True)
class Progress:
    """What a run tells while it reads: begin(count) once, then step(1) for each file."""

    begin: Callable[[int], None]
    step: Callable[[int], None]


@dataclass(frozen=True)
class Finished:
    """A finished run. edited: documents the clerk had edited, where they lie now."""

    consolidation: "Consolidation"
    folder: Path
    edited: tuple[Path, ...]

    @property
    def exit_code(self) -> ExitCode:
        return exit_code(self.consolidation)


def run(place: Workspace, as_of: date | None, clock: datetime, progress: Progress) -> Finished:
    """The main job: inbox → outbox/<as_of>/.

    as_of: default the day of `clock` in the campaign's time zone. clock: aware, the start of the run.
    Raises ConfigurationError, UsageError, BusyError, IntegrityError; leaves the former outbox as it was when it raises.
    """
    campaign, units = workspace.load(place)
    if not place.inbox.is_dir():
        raise UsageError(f"Thiếu thư mục {place.inbox}. Tạo thư mục này rồi bỏ các tệp của đơn vị vào.")
    started_at = clock.astimezone(campaign.zone)
    with lock.hold(place.lock):
        result = consolidate(inbox.scan(place.inbox), campaign, units, as_of or started_at.date(), started_at, progress)
        try:
            edited = _write(place, result, started_at)
        except PermissionError as error:
            raise BusyError(f"Không ghi được vào {place.outbox}: thư mục bị khóa hoặc có tệp đang mở.") from error
        except OSError as error:
            raise StoppedError(
                f"Không ghi được vào {place.outbox}. Kiểm tra dung lượng đĩa và thư mục outbox rồi chạy lại."
            ) from error
    return Finished(result, place.outbox / result.as_of.isoformat(), tuple(edited))


def consolidate(  # noqa: PLR0913, PLR0917 -- the edge where everything comes together
    arrivals: Sequence[inbox.Arrival],
    campaign: Campaign,
    units: Sequence[Unit],
    as_of: date,
    started_at: datetime,
    progress: Progress,
) -> "Consolidation":
    """Reads the files on all cores and runs the flow on them; records nothing."""
    progress.begin(len(arrivals))
    under_way = reading.start(arrivals)
    from pipeline import flow

    books = under_way.results(progress.step)
    return flow.consolidate(books, campaign, units, flow.Calendar(as_of, started_at.date()))


def exit_code(result: "Consolidation") -> ExitCode:
    """0, 3 or 4 as in contract §4. A row counts against the run only in its union's newest submission."""
    from schemas.tables import ACCEPTED

    files = result.files
    refused = files["outcome"] == "refused"
    if len(files) and files["outcome"].isin(["refused", "unchanged"]).all() and refused.any():
        return ExitCode.ALL_REFUSED
    accepted = files[files["outcome"].isin(ACCEPTED)].sort_values("order")
    newest = accepted.drop_duplicates("unit_code", keep="last")
    if refused.any() or (newest["rejected_count"] > 0).any():
        return ExitCode.FINISHED_WITH_FAULTS
    return ExitCode.FINE


def _write(place: Workspace, result: "Consolidation", started_at: datetime) -> list[Path]:
    from pipeline.edges import annex, letters, outbox, report
    from pipeline.stages import compose

    name = result.as_of.isoformat()
    folder = outbox.begin(place.outbox, name)
    figures = compose.compose(result, started_at)
    outbox.write_data(folder, result)
    (folder / "bao-cao.docx").write_bytes(report.render_report(figures, result.campaign))
    (folder / "cong-van.docx").write_bytes(report.render_dispatch(figures, result.campaign))
    annex.write_annex(folder / "phu-luc.xlsx", result)
    outbox.write_letters(folder, letters.render_reminders(figures, result.campaign))
    outbox.write_json(folder / outbox.SUMMARY, result.summary)
    manifest = {**_manifest(place, result, started_at), "outputs": outbox.hashes(folder)}
    outbox.write_json(folder / outbox.MANIFEST, manifest)  # last: a folder with a manifest is finished
    return outbox.publish(place.outbox, name)


def _manifest(place: Workspace, result: "Consolidation", started_at: datetime) -> dict[str, Any]:
    files = result.files
    days = files["report_on"].dt.strftime("%Y-%m-%d").fillna("")
    columns = zip(
        files["file"], files["sha256"], files["size"], files["outcome"], files["unit_code"], days, strict=True
    )
    return {
        "schema": "sangkien.manifest/1",
        "as_of": result.as_of.isoformat(),
        "started_at": started_at.isoformat(timespec="seconds"),
        "configuration_sha256": workspace.configuration_hash(place),
        "versions": {
            "sangkien": PRODUCT_VERSION,
            "template": str(TEMPLATE_VERSION),
            "python": platform.python_version(),
            **{library: version(library) for library in _LIBRARIES},
        },
        "inputs": [
            {
                "file": file,
                "sha256": sha256,
                "size": int(size),
                "outcome": outcome,
                "unit_code": unit_code,
                "report_on": day,
            }
            for file, sha256, size, outcome, unit_code, day in columns
        ],
    }
