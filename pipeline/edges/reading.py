"""Reads workbooks in worker processes; one that dies or hangs costs the file it held (imports no pandas)."""

import hashlib
import io
import os
import unicodedata
from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import replace
from pathlib import Path

from pebble import ProcessExpired, ProcessFuture
from python_calamine import CalamineWorkbook, SheetTypeEnum

from pipeline.edges import appearance, guard, overlooked, workers
from pipeline.edges.inbox import Arrival, is_too_large
from pipeline.workbook import Rows, Sheet, Workbook

TIME_LIMIT_SECONDS = 60
FILES_A_WORKER = 8  # for fewer a second worker would start later than the first is done


def start(arrivals: Sequence[Arrival]) -> "Reading":
    """Begins to read in the background; meanwhile the caller may import what it needs."""
    return Reading(arrivals)


class Reading:
    """A reading under way."""

    def __init__(self, arrivals: Sequence[Arrival]) -> None:
        self._arrivals = arrivals
        self._pool = workers.pool(max(1, min(os.cpu_count() or 1, len(arrivals) // FILES_A_WORKER)))
        self._futures: list[ProcessFuture[Workbook] | Workbook] = [self._begin(arrival) for arrival in arrivals]
        self._pool.close()

    def _begin(self, arrival: Arrival) -> ProcessFuture[Workbook] | Workbook:
        if arrival.refusal:
            return _refused(arrival, arrival.refusal)
        if is_too_large(arrival):
            return _refused(arrival, *guard.too_large())
        return self._pool.schedule(
            read, args=[str(arrival.path), arrival.name, arrival.sha256], timeout=TIME_LIMIT_SECONDS
        )

    def results(self, on_progress: Callable[[int], None]) -> list[Workbook]:
        """All workbooks in the order of the arrivals; on_progress(1) after each."""
        books = []
        try:
            for arrival, future in zip(self._arrivals, self._futures, strict=True):
                books.append(future if isinstance(future, Workbook) else _result(arrival, future))
                on_progress(1)
        except BaseException:
            self._pool.stop()  # Ctrl-C must not wait for a thousand files
            raise
        finally:
            self._pool.join()
        return books


def _result(arrival: Arrival, future: ProcessFuture[Workbook]) -> Workbook:
    try:
        book: Workbook = future.result()
    except FutureTimeoutError:
        return _refused(arrival, "file_reader_slow", str(TIME_LIMIT_SECONDS))
    except (ProcessExpired, MemoryError):
        return _refused(arrival, "file_reader_died")
    return book


def _refused(arrival: Arrival, code: str, detail: str = "") -> Workbook:
    return Workbook(arrival.name, arrival.sha256, arrival.size, (), code, detail)


def read(path: str, name: str, sha256: str) -> Workbook:
    """One file behind the guard (runs in a worker). The bytes parsed are the bytes hashed."""
    try:
        data = Path(path).read_bytes()
    except OSError:
        return Workbook(name, sha256, 0, (), "file_unavailable")
    book = Workbook(name, sha256, len(data))
    if hashlib.sha256(data).hexdigest() != sha256:
        return replace(book, refusal="file_changing")
    code, detail = guard.inspect(data)
    if code:
        return replace(book, refusal=code, detail=detail)
    try:
        sheets = appearance.look(data, overlooked.complete(data, _sheets(data)))
    except Exception:  # noqa: BLE001 -- a parser raises whatever a broken file leads it to: it costs that file alone
        return replace(book, refusal="file_damaged")
    except BaseException as error:
        if type(error).__module__ != "pyo3_runtime":
            raise
        # The Rust reader panicked: no Exception, but this file's fault.
        return replace(book, refusal="file_reader_died")
    if not any(sheet.rows for sheet in sheets):
        return replace(book, refusal="file_no_cells")
    return replace(book, sheets=sheets)


def _sheets(data: bytes) -> tuple[Sheet, ...]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    names = [meta.name for meta in workbook.sheets_metadata if meta.typ is SheetTypeEnum.WorkSheet]
    return tuple(Sheet(unicodedata.normalize("NFC", name), _rows(workbook, name)) for name in names)


def _rows(workbook: CalamineWorkbook, name: str) -> Rows:
    """The rows that hold something, each with its number as Excel shows it, cells from column A on."""
    sheet = workbook.get_sheet_by_name(name)
    start = sheet.start
    if start is None:
        return ()
    _, first_column = start
    pad = (None,) * first_column
    rows = []
    for number, cells in enumerate(sheet.iter_rows(), 1):
        values = (*pad, *(None if cell == "" else cell for cell in cells))
        if any(value is not None for value in values):
            rows.append((number, values))
    return tuple(rows)
