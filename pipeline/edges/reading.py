"""Reads workbooks in worker processes; one that dies or hangs costs the file it held (imports no pandas)."""

import hashlib
import io
import math
import os
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from pebble import ProcessExpired, ProcessFuture
from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum

from pipeline.edges import appearance, delimited, guard, old_excel, overlooked, structure, unpack, workers
from pipeline.edges.inbox import Arrival, is_too_large
from pipeline.edges.kinds import Kind, has_stream, kind_of
from pipeline.workbook import Rows, Sheet, Workbook

TIME_LIMIT_SECONDS = 10
MEMORY_LIMIT_BYTES = 384 * 1024 * 1024  # beyond what a worker itself needs: 512 MB in all; on Linux
MAX_CHARACTERS = 20_000_000
MAX_ROWS = 20_000  # of a sheet, those of two cells or more
FILES_A_WORKER = 8  # for fewer a second worker would start later than the first is done


def start(arrivals: Sequence[Arrival]) -> "Reading":
    """Begins to read in the background; meanwhile the caller may import what it needs."""
    return Reading(arrivals)


class Reading:
    """A reading under way."""

    def __init__(self, arrivals: Sequence[Arrival]) -> None:
        self._arrivals = arrivals
        count = max(1, min(os.cpu_count() or 1, len(arrivals) // FILES_A_WORKER))
        self._pool = workers.pool(count, MEMORY_LIMIT_BYTES)
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
    try:
        code, detail = guard.inspect(data)
        if code:
            return replace(book, refusal=code, detail=detail)
        return _checked(_parsed(book, data))
    except PasswordError:
        return replace(book, refusal="file_encrypted")
    except MemoryError:
        return replace(book, refusal="file_reader_died")
    except Exception:  # noqa: BLE001 -- a parser raises whatever a broken file leads it to: it costs that file alone
        return replace(book, refusal="file_damaged")
    except BaseException as error:
        if type(error).__module__ != "pyo3_runtime":
            raise
        # The Rust reader panicked: no Exception, but this file's fault.
        return replace(book, refusal="file_reader_died")


def _parsed(book: Workbook, data: bytes) -> Workbook:
    match kind_of(data):
        case Kind.TEXT:
            table = delimited.read(data)
            return replace(book, sheets=table.sheets, remarks=table.remarks, refusal=table.code)
        case Kind.OLD_EXCEL:
            return _of_old_excel(book, data)
        case _:
            package = unpack.unpack(data)
            if package.code:
                return replace(book, refusal=package.code, detail=package.detail)
            return _of_package(replace(book, remarks=package.remarks), package)


def _of_old_excel(book: Workbook, data: bytes) -> Workbook:
    looks, is_encrypted = old_excel.look(data)
    if is_encrypted:
        return replace(book, refusal="file_encrypted")
    remarks = ("file_has_macros",) if has_stream(data, "_VBA_PROJECT_CUR") else ()
    sheets = tuple(
        _hiding(overlooked.overlaid(sheet, looks[sheet.name].errors), looks[sheet.name].hidden)
        if sheet.name in looks
        else sheet
        for sheet in _sheets(data)
    )
    return replace(book, sheets=sheets, remarks=("file_read_from_xls", *remarks))


def _of_package(book: Workbook, package: unpack.Package) -> Workbook:
    if package.is_open_document:
        hidden = structure.open_document_structures(package.parts["content.xml"])
        remarks = ("file_read_from_ods", *book.remarks)
        return replace(book, sheets=_with_hidden(_sheets(package.data), hidden), remarks=remarks)
    xml = structure.sheet_parts(package.parts)
    structures, fault = structure.structures(xml)
    if fault:
        return replace(book, refusal="file_row_numbers", detail=fault)
    sparse = overlooked.sparse_rows(package.data, {name for name, sheet in structures.items() if sheet.is_sparse})
    sheets = overlooked.complete(package.data, xml.values(), _sheets(package.data, sparse))
    return replace(book, sheets=_with_hidden(appearance.look(package.parts, xml, sheets), structures))


def _with_hidden(sheets: tuple[Sheet, ...], structures: Mapping[str, structure.Structure]) -> tuple[Sheet, ...]:
    """The sheets with the rows Excel does not show."""
    return tuple(
        _hiding(sheet, structures[sheet.name].hidden) if sheet.name in structures else sheet for sheet in sheets
    )


def _hiding(sheet: Sheet, rows: Iterable[int]) -> Sheet:
    return replace(sheet, look=replace(sheet.look, hidden_rows=tuple(sorted(rows))))


def _checked(book: Workbook) -> Workbook:
    """The book, refused where it holds nothing, or more than the rest of the run should carry."""
    if book.refusal:
        return book
    filled = [cell for sheet in book.sheets for _, cells in sheet.rows for cell in cells if cell is not None]
    if not filled:
        return replace(book, sheets=(), refusal="file_no_cells")
    characters = len("".join([cell for cell in filled if isinstance(cell, str)]))
    if len(filled) > guard.MAX_CELLS or characters > MAX_CHARACTERS or any(map(_is_endless, book.sheets)):
        return replace(book, sheets=(), refusal="file_holds_too_much")
    if all(map(math.isfinite, [cell for cell in filled if isinstance(cell, float)])):
        return book
    return replace(book, sheets=tuple(map(_without_infinite, book.sheets)))


def _is_endless(sheet: Sheet) -> bool:
    if len(sheet.rows) <= MAX_ROWS:
        return False
    return sum(len(cells) - cells.count(None) > 1 for _, cells in sheet.rows) > MAX_ROWS


def _without_infinite(sheet: Sheet) -> Sheet:
    """The sheet with numbers that are none as texts: nobody can count with them."""
    rows = tuple(
        (number, tuple(str(cell) if isinstance(cell, float) and not math.isfinite(cell) else cell for cell in cells))
        for number, cells in sheet.rows
    )
    return replace(sheet, rows=rows)


def _sheets(data: bytes, known: Mapping[str, Rows] = MappingProxyType({})) -> tuple[Sheet, ...]:
    """The worksheets; those whose rows are `known` by name are not read again."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found = []
    for meta in workbook.sheets_metadata:
        if meta.typ is SheetTypeEnum.WorkSheet:
            name = unicodedata.normalize("NFC", meta.name)
            found.append(Sheet(name, known[name] if name in known else _rows(workbook, meta.name)))
    return tuple(found)


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
        blank = cells.count("")
        if blank < len(cells):
            values = [None if cell == "" else cell for cell in cells] if blank else cells
            rows.append((number, (*pad, *values)))
    return tuple(rows)
