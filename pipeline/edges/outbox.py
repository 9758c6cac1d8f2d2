"""Writes outbox/<as_of>/ whole or not at all, and keeps what was there before (contract §5)."""

import csv
import hashlib
import io
import json
import shutil
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline import finding
from pipeline.consolidation import Consolidation
from pipeline.errors import BusyError, IntegrityError
from schemas import initiative, tables

HISTORY = "_history"
MANIFEST = "manifest.json"
SUMMARY = "summary.json"
DATA = "du-lieu"
INITIATIVES, FATES, FINDINGS = TABLES = tuple(f"{DATA}/{name}.csv" for name in ("initiatives", "fates", "findings"))
LETTERS = "don-doc"
LISTS = "danh-sach"
RETURNED = "tra-lai"
_NEW = ".new-"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def begin(outbox: Path, name: str) -> Path:
    """An empty folder beside outbox/<name>/ to write into; `settle` has dealt with what an interrupted run left."""
    fresh = outbox / f"{_NEW}{name}"
    (fresh / DATA).mkdir(parents=True)
    return fresh


def settle(outbox: Path, recorded: Collection[str]) -> list[Path]:
    """Completes a swap that was cut off: a finished folder whose run stands in the register takes its place.

    recorded: the SHA-256 of every manifest the register knows; a folder it does not know is of no run, and goes.
    Returns the documents the clerk had edited, as `publish` does; who was cut off could not say so.
    """
    edited: list[Path] = []
    for fresh in sorted(outbox.glob(f"{_NEW}*")):
        if (fresh / MANIFEST).is_file() and file_sha256(fresh / MANIFEST) in recorded:
            edited += publish(outbox, fresh.name.removeprefix(_NEW))
        else:
            shutil.rmtree(fresh)
    return edited


def publish(outbox: Path, name: str) -> list[Path]:
    """Puts the finished folder into place; returns the documents of the former one that the clerk had edited.

    The former folder is renamed into outbox/_history/. Raises BusyError when a file of it is open elsewhere.
    """
    target, fresh = outbox / name, outbox / f"{_NEW}{name}"
    edited: list[Path] = []
    kept: Path | None = None
    try:
        if target.exists():
            kept = _history_name(outbox, target)
            changed = edited_files(target)
            kept.parent.mkdir(exist_ok=True)
            target.rename(kept)
            edited = [kept / file for file in changed]
        _put_in_place(fresh, target, kept)
    except PermissionError as error:
        raise BusyError(
            f"Một tệp trong {target} đang mở trong chương trình khác (Word, Excel). Đóng tệp đó rồi chạy lại."
        ) from error
    return edited


def _put_in_place(fresh: Path, target: Path, kept: Path | None) -> None:
    """The second rename of a swap; where it fails, the former folder comes back."""
    try:
        fresh.rename(target)
    except OSError:
        if kept is not None:
            kept.rename(target)
        raise


def edited_files(folder: Path) -> list[str]:
    """The files of a finished outbox whose bytes are no longer those written, by the manifest; missing ones not.

    Without its manifest nobody can tell, so every document counts as edited.
    """
    manifest = read_json(folder / MANIFEST)
    outputs = manifest.get("outputs") if manifest else None
    if not isinstance(outputs, dict):
        return sorted(path.name for path in folder.iterdir() if path.suffix in {".docx", ".xlsx"})
    return [
        file
        for file, sha256 in sorted(outputs.items())
        if (folder / file).is_file() and file_sha256(folder / file) != sha256
    ]


def latest(outbox: Path) -> Path | None:
    """The finished outbox of the run that began last, or None."""
    finished = [
        folder for folder in outbox.glob("[0-9]*") if (folder / MANIFEST).is_file() and (folder / SUMMARY).is_file()
    ]
    return max(finished, key=lambda folder: (_started_at(folder), folder.name), default=None)


def folder_of(
    outbox: Path, run: int, name: str, outputs: Mapping[str, str], manifests: Mapping[str, int]
) -> Path | None:
    """Where the outbox of a run lies now: in its place, in _history/ or still beside its place; None when it is gone.

    name: its as_of. outputs: what it wrote, path → SHA-256. manifests: the SHA-256 of every manifest the register knows
    → the number of its run. A folder whose manifest was altered is known by what else it holds, or by the number there.
    """
    likely = []
    for folder in (outbox / name, outbox / f"{_NEW}{name}", *sorted((outbox / HISTORY).glob(f"{name}_*"))):
        manifest = folder / MANIFEST
        owner = manifests.get(file_sha256(manifest)) if manifest.is_file() else None
        if owner == run:
            return folder
        if owner is None:
            kept = sum((folder / file).is_file() and file_sha256(folder / file) == outputs[file] for file in outputs)
            is_named = (read_json(manifest) or {}).get("run") == run
            likely.append((kept, is_named, folder))
    best = max(likely, key=lambda found: found[:2], default=None)
    return best[2] if best and (best[0] or best[1]) else None


def _started_at(folder: Path) -> float:
    """When the run began, in seconds; 0 where the manifest does not say."""
    try:
        return datetime.fromisoformat((read_json(folder / MANIFEST) or {})["started_at"]).timestamp()
    except (KeyError, TypeError, ValueError):
        return 0.0


def write_data(folder: Path, result: Consolidation) -> None:
    """The three tables of `data`."""
    for name, content in data(result).items():
        (folder / name).write_bytes(content)


def data(result: Consolidation) -> dict[str, bytes]:
    """initiatives.csv, fates.csv, findings.csv: UTF-8 with BOM, comma, RFC 4180, no cell a spreadsheet would run.

    By path below the outbox; the same result gives the same bytes.
    """
    return {
        INITIATIVES: csv_bytes(initiatives_table(result)),
        FATES: csv_bytes(result.fates),
        FINDINGS: csv_bytes(result.findings[finding.PRINTED]),
    }


def initiatives_table(result: Consolidation) -> pd.DataFrame:
    """Every row read with its fields, its fate and its place; days as YYYY-MM-DD, months as YYYY-MM."""
    fields = [field for field in initiative.FIELDS if field != "ordinal"]
    places = ["unit_code", "unit_name", "block", "commune", "report_on"]
    decided = ["counting_on", "phase", "fate", "reasons", "related", "file", "sheet", "row"]
    rows = result.rows.sort_values(["unit_code", "order", "sheet", "row"], kind="stable")
    table = rows[[*places, *fields, *decided]].copy()
    is_month = rows["applied_is_month"]
    for field in ("report_on", "registered_on", "applied_on", "recognised_on", "portal_on", "counting_on"):
        table[field] = table[field].dt.strftime("%Y-%m-%d").fillna("")
    table["applied_on"] = table["applied_on"].str[:7].where(is_month, table["applied_on"])
    table["ip_protected"] = table["ip_protected"].map({True: "Có", False: "Không"}).fillna("")
    return table


def write_letters(folder: Path, texts: Mapping[str, str]) -> None:
    """don-doc/<unit_code>.txt: a reminder for each unit that needs one; UTF-8 with BOM for Notepad."""
    letters = folder / LETTERS
    letters.mkdir()
    for unit_code, text in texts.items():
        (letters / f"{unit_code}.txt").write_text(text, encoding="utf-8-sig", newline="\r\n")


def write_json(path: Path, value: Any) -> None:
    """JSON a person can read, with Vietnamese letters as they are and a final newline."""
    path.write_text(json_text(value), encoding="utf-8", newline="\n")


def json_text(value: Any) -> str:
    """The text of `write_json`."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def read_json(path: Path) -> dict[str, Any] | None:
    """A JSON object, or None when the file is missing or damaged."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return value if isinstance(value, dict) else None


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below the folder, by path with `/`."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): file_sha256(path) for path in paths}


def file_sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _history_name(outbox: Path, target: Path) -> Path:
    """outbox/_history/<as_of>_<start of that run>, numbered when taken."""
    manifest = read_json(target / MANIFEST) or {}
    started = "".join(letter for letter in str(manifest.get("started_at", ""))[:19] if letter.isdigit())
    wanted = outbox / HISTORY / f"{target.name}_{started or '0'}"
    number = 2
    free = wanted
    while free.exists():
        free = wanted.with_name(f"{wanted.name}_{number}")
        number += 1
    return free


def csv_bytes(table: pd.DataFrame) -> bytes:
    """UTF-8 with BOM, comma, RFC 4180, no cell a spreadsheet would run (contract §5)."""
    columns = [_guarded(table[name]) for name in table.columns]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.columns)
    writer.writerows(zip(*columns, strict=True))
    return text.getvalue().encode("utf-8-sig")


def _guarded(values: pd.Series) -> Iterable[str]:
    """Text that a spreadsheet would take for a formula gets a leading apostrophe (contract §5)."""
    texts = values.astype("object").where(values.notna(), "").astype(str).tolist()
    return [f"'{text}" if text.startswith(_FORMULA_STARTS) else text for text in texts]


def read_finished(folder: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """summary.json of a finished outbox and the inputs of its manifest.

    Raises IntegrityError when either is damaged or the summary is not the one that was written.
    """
    summary, manifest = read_json(folder / SUMMARY), read_json(folder / MANIFEST)
    if not summary or not manifest or manifest.get("outputs", {}).get(SUMMARY) != file_sha256(folder / SUMMARY):
        raise IntegrityError(
            f"Tệp {SUMMARY} hoặc {MANIFEST} trong {folder} bị hỏng hoặc bị sửa. Chạy lại: sangkien run"
        )
    return summary, manifest["inputs"]


def check_table(result: Consolidation) -> list[dict[str, Any]]:
    """What `check` tells of each file: outcome, rows by fate, findings as in findings.csv but for the file."""
    fates = result.rows.groupby(["file_id", "fate"]).size().to_dict()
    table = []
    files = result.files[result.files["is_in_inbox"]].sort_values("file").reset_index()
    for file_id, file, outcome, unit_code in files[["file_id", "file", "outcome", "unit_code"]].to_numpy().tolist():
        findings = result.findings[result.findings["file_id"] == file_id]
        counts = {fate: int(fates.get((file_id, fate), 0)) for fate in tables.FATES}
        shown = findings[[name for name in finding.PRINTED if name != "file"]].astype("object")
        table.append(
            {
                "file": file, "outcome": outcome, "unit_code": unit_code,
                "rows": {"read": sum(counts.values()), **counts},
                "findings": shown.where(shown.notna(), None).to_dict("records"),
            }
        )  # fmt: skip
    return table
