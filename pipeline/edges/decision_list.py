"""Reads a list of codes with reasons from a workbook a stranger made: behind the guard, in a worker."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline import catalogue
from pipeline.edges import inbox, reading
from pipeline.errors import UsageError
from pipeline.vietnamese import Cell, as_text, fold
from pipeline.workbook import Sheet, column_letter
from schemas import initiative

CODE_HEADING = initiative.BY_FIELD["initiative_code"].heading
WHY_HEADING = "Lý do"


@dataclass(frozen=True)
class Entry:
    """A line of the list. why: "" where the list gives none. place: where the code stands, as Excel shows it."""

    code: str
    why: str
    place: str


def read(path: Path) -> tuple[Entry, ...]:
    """The codes below every heading “Mã sáng kiến” in the first 30 rows of a sheet, with what “Lý do” says beside.

    Raises UsageError when the file cannot be read, holds no such heading or no code, or gives a reason to no code.
    """
    if not path.is_file():
        raise UsageError(f"Không có tệp {path}.")
    [book] = reading.start([inbox.arrive(path)]).results(lambda _: None)
    if book.refusal:
        raise UsageError(f"{path}: {catalogue.message(book.refusal, detail=book.detail)}")
    found = [(sheet, heading) for sheet in book.sheets if (heading := _heading(sheet)) is not None]
    if not found:
        raise UsageError(
            f"{path}: không tìm thấy cột “{CODE_HEADING}” trong {initiative.HEADING_SEARCH_ROW_COUNT} dòng đầu "
            "của trang nào."
        )
    entries = tuple(entry for sheet, heading in found for entry in _entries(path, sheet, heading))
    if not entries:
        raise UsageError(f"{path}: cột “{CODE_HEADING}” không có mã nào.")
    return entries


@dataclass(frozen=True)
class _Heading:
    """Where the columns stand, from 0. row: as Excel shows it. why: None where the list has no such column."""

    row: int
    code: int
    why: int | None


def _heading(sheet: Sheet) -> _Heading | None:
    for row, cells in sheet.rows:
        if row > initiative.HEADING_SEARCH_ROW_COUNT:
            return None
        keys = [fold(cell) if isinstance(cell, str) else "" for cell in cells]
        if fold(CODE_HEADING) in keys:
            why = keys.index(fold(WHY_HEADING)) if fold(WHY_HEADING) in keys else None
            return _Heading(row, keys.index(fold(CODE_HEADING)), why)
    return None


def _entries(path: Path, sheet: Sheet, heading: _Heading) -> Iterator[Entry]:
    for row, cells in sheet.rows:
        if row <= heading.row:
            continue
        code, why = _text(cells, heading.code), _text(cells, heading.why)
        place = f"{path.name}, trang {as_text(sheet.name)}, dòng {row}, cột {column_letter(heading.code)}"
        if code:
            yield Entry(code, why, place)
        elif why:  # passed over in silence, an initiative would go on counting
            raise UsageError(f"{place}: có {WHY_HEADING} mà thiếu {CODE_HEADING}.")


def _text(cells: tuple[Cell, ...], place: int | None) -> str:
    if place is None or place >= len(cells):
        return ""
    return as_text(cells[place]).replace("\n", " ")
