"""All documents of a run, beside a plain loop of docxtpl, Jinja, XlsxWriter and pandas that writes the same files."""

import json
import pickle
import re
import shutil
import sys
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.resources import files as resources
from pathlib import Path
from statistics import median
from typing import Any

from python_calamine import CalamineWorkbook

from bench import document_writers, files, measure, workbook_recipes
from pipeline import receiving, run
from pipeline.edges import register, workspace

UNIT_COUNT, ROW_COUNT = 60, 50
OURS, PEER = "sangkien: documents.write", "docxtpl + XlsxWriter loop"
LIMIT = 1.5
_ROUNDS = 5
_WRITERS = {OURS: "ours", PEER: "plain"}

Told = Mapping[str, Mapping[str, float]]


def measure_documents(scratch: Path, rounds: int = _ROUNDS) -> Told:
    """Medians of seconds and cpu_seconds, in turn. Raises RuntimeError where the two have not written the same."""
    scratch.mkdir(parents=True)
    given = _given(scratch)
    folders = {name: scratch / writer for name, writer in _WRITERS.items()}
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in _WRITERS}
    for turn in range(rounds):
        for name in [*_WRITERS][:: 1 if turn % 2 else -1]:
            _make_empty(folders[name])
            command = [sys.executable, "-m", "bench.document_writers", _WRITERS[name], str(given[name])]
            measure.run([*command, str(folders[name]), str(scratch / "told.json")])
            runs[name].append(json.loads((scratch / "told.json").read_text(encoding="utf-8")))
    _require_same(folders[OURS], folders[PEER])
    return {name: {key: median(one[key] for one in told) for key in told[0]} for name, told in runs.items()}


def ratio(told: Told) -> float:
    """Of the CPU time of all processes: our workers beside a loop in one would hide what a second core does for us."""
    return told[OURS]["cpu_seconds"] / told[PEER]["cpu_seconds"]


def table(told: Told) -> str:
    lines = [f"\nall documents, {UNIT_COUNT} unions, {UNIT_COUNT * ROW_COUNT:,} initiatives   seconds  CPU s"]
    lines += [f"  {name:<36}{run['seconds']:12.2f}{run['cpu_seconds']:7.2f}" for name, run in told.items()]
    return "\n".join(lines)


def _make_empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "du-lieu").mkdir(parents=True)
    if folder.name == "plain":
        for name in ("don-doc", "danh-sach", "tra-lai"):
            (folder / name).mkdir()


# ---------------------------------------------------------------- what both are given


def _given(scratch: Path) -> dict[str, Path]:
    """By writer the path of what it begins with."""
    first = _consolidated(scratch)
    folder = scratch / "first"
    _make_empty(folder)
    document_writers.ours(first, folder)
    given = {OURS: first, PEER: _plain(first, folder)}
    paths = {name: scratch / f"{writer}.pickle" for name, writer in _WRITERS.items()}
    for name, path in paths.items():
        path.write_bytes(pickle.dumps(given[name]))
    return paths


def _consolidated(scratch: Path) -> document_writers.ForOurs:
    """A first run up to its documents."""
    files.write(scratch / "written", UNIT_COUNT, ROW_COUNT, has_faults=True)
    files.make_workspace(scratch / "workspace", scratch / "written", UNIT_COUNT)
    place = workspace.find(scratch / "workspace", {}, scratch)
    made_with = run.setting(workspace.configuration(place), datetime.now(UTC), files.AS_OF)
    with register.opened(place.register) as connection:
        receipts = receiving.receive(place, connection, made_with.started_at)
        received = run.read(place, receipts, {}, made_with, run.Progress(lambda _: None, lambda _: None))
        result = run.consolidate(place, connection, received, made_with)
    sent = made_with.units, run.sent_back(place, receipts, {}, result)
    return document_writers.ForOurs(result, sent, made_with.started_at)


def _plain(first: document_writers.ForOurs, folder: Path) -> document_writers.Plain:
    """The figures and cells of the same documents, ready to be put into place. folder: where ours lie."""
    from pipeline import finding
    from pipeline.edges import dashboard, letters, outbox, report, sandbox
    from pipeline.stages import board, compose

    result = first.result
    figures = compose.compose(result, first.started_at)
    names = report.context_of(figures, result.campaign)
    of_reminders = {
        **sandbox.shared_context(figures, result.campaign),
        "report_every_days": result.campaign.deadlines.report_every_days,
    }
    page = dashboard.context_of(figures, board.board(figures, result), result.campaign)
    return document_writers.Plain(
        words={
            path.relative_to(folder).as_posix(): ((resources("templates") / path.name).read_bytes(), names)
            for path in folder.rglob("*.docx")
        },
        html=(_template(dashboard.TEMPLATE), page),
        text=(_template(letters.TEMPLATE), of_reminders),
        reminders={f"don-doc/{reminder.unit_code}.txt": reminder for reminder in figures.reminders},
        books={
            path.relative_to(folder).as_posix(): workbook_recipes.read(path) for path in sorted(folder.rglob("*.xlsx"))
        },
        tables={
            outbox.INITIATIVES: outbox.initiatives_table(result),
            outbox.FATES: result.fates,
            outbox.FINDINGS: result.findings[finding.PRINTED],
        },
        summary=result.summary,
    )


def _template(name: str) -> str:
    return (resources("templates") / name).read_text(encoding="utf-8")


# ---------------------------------------------------------------- that both wrote the same


def _require_same(one: Path, other: Path) -> None:
    """The same files, the same words and cells in them."""
    names = [{path.relative_to(folder).as_posix() for path in folder.rglob("*.*")} for folder in (one, other)]
    if names[0] != names[1]:
        raise RuntimeError(f"not the same files: {sorted(names[0] ^ names[1])}")
    for name in sorted(names[0]):
        if _content(one / name) != _content(other / name):
            raise RuntimeError(f"not the same content: {name}")


def _content(path: Path) -> Any:
    match path.suffix:
        case ".docx":
            with zipfile.ZipFile(path) as word:
                return re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", word.read("word/document.xml").decode())
        case ".xlsx":
            book = CalamineWorkbook.from_path(path)
            return [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]
        case _:
            return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n").replace('"', "")
