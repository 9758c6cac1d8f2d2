"""Reads the decisions of a review workbook that people worked on: behind the guard, in a worker."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import catalogue
from pipeline.edges import inbox, reading, review_stamp
from pipeline.edges.review_stamp import Stamp
from pipeline.errors import UsageError
from pipeline.vietnamese import Cell, as_text, count, fold, without_tones
from pipeline.workbook import Sheet, column_letter

_SEARCHED_ROWS = 30
_MOST_FAULTS = 20
_VERDICTS = {without_tones(fold(name)): verdict for verdict, name in catalogue.VERDICT_NAMES.items()}


@dataclass(frozen=True)
class Answer:
    """A line as the clerk left it.

    verdict: same, distinct, unknown, "" for an empty cell. note: None where that column is gone. place: of the cell.
    """

    stamp: Stamp
    verdict: str
    note: str | None
    place: str


@dataclass(frozen=True)
class _Table:
    """Where the columns stand, from 0. row: of the headings, as Excel shows it."""

    row: int
    decision: int
    note: int | None
    stamp: int


def read(path: Path) -> tuple[Answer, ...]:
    """All lines of the file that bear a stamp, in their order.

    Raises UsageError, with every fault by sheet, row and column, for a file that cannot be read or is no review
    workbook, for a decision that is not understood or stands where no pair is known.
    """
    if not path.is_file():
        raise UsageError(f"Không có tệp {path}.")
    [book] = reading.start([inbox.arrive(path)]).results(lambda _: None)
    if book.refusal:
        raise UsageError(f"{path}: {catalogue.message(book.refusal, detail=book.detail)}")
    found = [(sheet, table) for sheet in book.sheets if (table := _table(sheet)) is not None]
    if not found:
        raise UsageError(
            f"{path}: đây không phải là tệp rà soát: không trang nào có cả hai cột “{review_stamp.DECISION}” và "
            f"“{review_stamp.STAMP}” (cột ẩn ở cuối). Lập tệp mới: sangkien review export"
        )
    faults: list[str] = []
    answers = tuple(
        answer
        for sheet, table in found
        for answer in _answers(sheet, table, f"{path.name}, trang {sheet.name}", faults)
    )
    if faults:
        raise UsageError(told(faults))
    return answers


def told(faults: Sequence[str]) -> str:
    """The faults, a line each, and that nothing was written."""
    hidden = len(faults) - _MOST_FAULTS
    more = [f"… và {count(hidden)} lỗi nữa."] if hidden > 0 else []
    return "\n".join([*faults[:_MOST_FAULTS], *more, "Chưa ghi quyết định nào."])


def _table(sheet: Sheet) -> _Table | None:
    wanted = fold(review_stamp.DECISION), fold(review_stamp.STAMP), fold(review_stamp.NOTE)
    for row, cells in sheet.rows:
        if row > _SEARCHED_ROWS:
            return None
        keys = [fold(cell) if isinstance(cell, str) else "" for cell in cells]
        if wanted[0] in keys and wanted[1] in keys:
            note = keys.index(wanted[2]) if wanted[2] in keys else None
            return _Table(row, keys.index(wanted[0]), note, keys.index(wanted[1]))
    return None


def _answers(sheet: Sheet, table: _Table, where: str, faults: list[str]) -> Iterator[Answer]:
    for row, cells in sheet.rows:
        if row <= table.row:
            continue
        place = f"{where}, dòng {row}, cột {column_letter(table.decision)}"
        typed, note = _text(cells, table.decision), _text(cells, table.note)
        stamp = review_stamp.read(_raw(cells, table.stamp))
        verdict = _VERDICTS.get(without_tones(fold(typed)), "") if typed else ""
        if typed and not verdict:
            names = ", ".join(catalogue.VERDICT_NAMES.values())
            faults.append(f"{place}: “{_short(typed)}” không phải là một quyết định. Ghi {names}; hoặc để trống.")
        elif stamp is None:
            if typed or note:
                faults.append(
                    f"{place}: dòng này không còn dấu cho biết là cặp nào (cột ẩn “{review_stamp.STAMP}”). "
                    "Lập tệp mới (sangkien review export) rồi ghi lại quyết định."
                )
        elif len(note) > review_stamp.MOST_LETTERS_OF_NOTE:
            faults.append(f"{place}: Ghi chú dài quá {review_stamp.MOST_LETTERS_OF_NOTE} ký tự; ghi gọn lại.")
        else:
            yield Answer(stamp, verdict, None if table.note is None else note, place)


def _raw(cells: tuple[Cell, ...], place: int) -> str:
    cell = cells[place] if place < len(cells) else None
    return cell if isinstance(cell, str) else ""


def _text(cells: tuple[Cell, ...], place: int | None) -> str:
    if place is None or place >= len(cells):
        return ""
    return " ".join(as_text(cells[place]).split())


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
