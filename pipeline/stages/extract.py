"""Takes the rows out of a found table and tells rows from totals, repeated headings, notes and signatures."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline import lookup
from pipeline.finding import Finding
from pipeline.vietnamese import Cell, as_text, fold, hidden_characters
from pipeline.workbook import Records, Table, column_letter
from schemas.column import Column, Kind

NOT_CONTENT = frozenset({Kind.ORDINAL, Kind.CODE})

_COLUMN_NUMBER = re.compile(r"\(?\s*\d{1,2}\s*\)?")


@dataclass(frozen=True)
class Reader:
    """What the rows of a sheet are read by: its columns, the fillers and the lists, folded once for all files.

    marks: folded heading → the deciding field. others: the headings by which other tables are known, folded.
    """

    columns: Mapping[str, Column]
    fillers: Mapping[str, frozenset[str]]
    choices: Mapping[str, frozenset[str]]
    deciding: tuple[str, ...]
    marks: Mapping[str, str]
    others: tuple[frozenset[str], ...]


def reader(
    columns: Sequence[Column],
    values: Callable[[str], Sequence[str]],
    fillers: Sequence[str],
    deciding: tuple[str, ...],
    others: Sequence[Sequence[str]] = (),
) -> Reader:
    """values: the permitted values of a list. deciding: the fields whose headings mark the heading row.

    others: the deciding headings of tables that may stand below on the same sheet.

    A filler that is a value of the column's own list is none there (contract §2). What holds no letter and no figure is
    empty: “-”, “…”, “./.”.
    """
    folded = frozenset(map(fold, fillers)) | {""}
    choices = {column.field: frozenset(map(fold, values(column.list_name))) for column in columns if column.list_name}
    own = {column.field: folded - choices.get(column.field, frozenset()) for column in columns}
    named = {fold(column.heading): column.field for column in columns}
    marks = {key: field for key, field in (lookup.heading_aliases() | named).items() if field in deciding}
    by_field = {column.field: column for column in columns}
    return Reader(by_field, own, choices, deciding, marks, tuple(frozenset(map(fold, each)) for each in others))


def extract(file_id: int, table: Table, how: Reader) -> tuple[Records, list[Finding]]:
    """The rows of the table, top to bottom, and a note for each line or block that is none (contract §2)."""
    places = list(table.columns.items())
    known = frozenset(table.columns.values())
    numbers: list[int] = []
    kept: list[list[Cell]] = []
    passed_over: dict[tuple[int, str], str] = {}
    blocks = _Blocks(file_id, table.sheet)
    for number, cells in table.rows:
        values: list[Cell] = []
        unfilled: list[tuple[str, Cell]] = []
        for field, index in places:
            cell = cells[index] if index < len(cells) else None
            if cell is not None and _is_blank(cell, how.fillers[field]):
                unfilled.append((field, cell))
                cell = None
            values.append(cell)
        filled = {field: cell for (field, _), cell in zip(places, values, strict=True) if cell is not None}
        code = _not_a_row(filled, how, blocks)
        if blocks.is_other_table or not _has_choice(filled, how):
            code = _of_other_table(cells, table, how, blocks) or code
        if code == "" and any(as_text(cell) for index, cell in enumerate(cells) if index not in known):
            code = blocks.unread or "row_outside_columns"
        if code is None:
            numbers.append(number)
            kept.append(values)
            passed_over |= {
                (number, field): _as_seen(cell) for field, cell in unfilled if how.columns[field].is_required
            }
        blocks.see(code, number, cells)
    columns = list(zip(*kept, strict=True)) if kept else [() for _ in places]
    by_field = {field: tuple(column) for (field, _), column in zip(places, columns, strict=True)}
    of_rows = frozenset(numbers)
    merged = {place: first for place, first in table.merged.items() if place[0] in of_rows}
    records = Records(table.sheet, tuple(numbers), by_field, passed_over, merged)
    return records, [*blocks.findings, *_asked(file_id, records)]


def _asked(file_id: int, records: Records) -> list[Finding]:
    """A warning for each merged cell that was not taken for a row; the title's is told where it is missing."""
    return [
        Finding(file_id, "cell_merged_asked", records.sheet, row, field, detail=str(first))
        for (row, field), first in sorted(records.merged.items())
        if field not in {"title", "ordinal"}
    ]


def _as_seen(cell: Cell) -> str:
    """What a person should know of a cell that counts as empty."""
    text = as_text(cell).replace("\n", " ")
    if text:
        return f"“{text}” được coi là chưa ghi"
    names = hidden_characters(cell) if isinstance(cell, str) else ""
    return f"trong ô chỉ có {names}" if names else ""


@lru_cache(maxsize=1 << 16, typed=True)  # 0 and False are not one cell
def _is_blank(cell: Cell, fillers: frozenset[str]) -> bool:
    return fold(as_text(cell)) in fillers


class _Blocks:
    """Which lines that are no rows belong together: a block gets one finding, at its first line.

    Below a totals line nothing is a row any more; a signature block ends where a row with a value of a list follows.
    """

    def __init__(self, file_id: int, sheet: str) -> None:
        self._file_id = file_id
        self._sheet = sheet
        self._current = ""
        self.is_below_total = False
        self.is_signing = False
        self.is_other_table = False
        self.findings: list[Finding] = []

    @property
    def unread(self) -> str:
        """The code of a line here that could be anything; "" where it would be looked at on its own."""
        if self.is_signing:
            return "row_signature_block"
        return "rows_below_total" if self.is_below_total else ""

    def see(self, code: str | None, number: int, cells: Sequence[Cell]) -> None:
        """code: None for a row, "" for an empty line, else the finding of the line."""
        if code == "":
            return
        self.is_below_total = self.is_below_total or code == "row_total"
        self.is_other_table = code == "other_table" or (self.is_other_table and code != "row_heading")
        self.is_signing = code == "row_signature_block" or (self.is_signing and code is not None)
        if code and code != self._current:
            index = next(index for index, cell in enumerate(cells) if as_text(cell))
            value = as_text(cells[index]).replace("\n", " ")
            self.findings.append(
                Finding(self._file_id, code, self._sheet, number, column=column_letter(index), value=value)
            )
        self._current = code or ""


def _not_a_row(filled: Mapping[str, Cell], how: Reader, blocks: _Blocks) -> str | None:
    """None for a row, "" for a line without content, else the code of the note it gets."""
    content = [field for field in filled if how.columns[field].kind not in NOT_CONTENT]
    has_choice = _has_choice(filled, how)
    if not has_choice and any(_is_total(as_text(cell)) for cell in filled.values()):
        return "row_total"
    if not content:
        return ""
    if not has_choice:
        texts = {field: as_text(filled[field]) for field in content}
        if _is_heading(filled, texts, how):
            return "row_heading"
        if not _is_numbered(filled) and (blocks.is_signing or _is_signature(texts, how)):
            return "row_signature_block"
    if blocks.is_below_total:
        return "rows_below_total"
    return "row_single_cell" if len(filled) == 1 else None


def _has_choice(filled: Mapping[str, Cell], how: Reader) -> bool:
    """Whether a cell holds a value of its list: no heading, total or signature does."""
    return any(fold(as_text(filled[field])) in how.choices[field] for field in filled if field in how.choices)


def _of_other_table(cells: Sequence[Cell], table: Table, how: Reader, blocks: "_Blocks") -> str:
    """The code of a heading line or of a line of another table below this one; "" for any other line.

    Another table begins with headings of its own, or with ours in other columns, and ends where ours stand again.
    """
    texts = {index: fold(cell) for index, cell in enumerate(cells) if isinstance(cell, str)}
    ours = {how.marks[text]: index for index, text in texts.items() if text in how.marks}
    if len(ours) == len(how.deciding):
        if all(ours[field] == table.columns[field] for field in how.deciding):
            return "row_heading"
        return "other_table"
    if any(other <= set(texts.values()) for other in how.others):
        return "other_table"
    return "other_table" if blocks.is_other_table and any(as_text(cell) for cell in cells) else ""


def _is_numbered(filled: Mapping[str, Cell]) -> bool:
    """Whether the line bears a number of the list: then someone meant it as a row."""
    return as_text(filled.get("ordinal")).rstrip(".").isdigit()


def _is_total(text: str) -> bool:
    words = lookup.line_words()
    folded = " ".join(word for word in fold(text).split() if not word.isdigit())
    if folded in words.total:
        return True
    return any(
        folded.endswith(f" {unit}") and folded.removesuffix(f" {unit}") in words.total for unit in words.total_units
    )


def _is_heading(filled: Mapping[str, Cell], content: Mapping[str, str], how: Reader) -> bool:
    """The headings once more, or the line of column numbers that forms put below them."""
    if all(fold(content.get(field, "")) == fold(how.columns[field].heading) for field in how.deciding):
        return True
    texts = [as_text(cell) for cell in filled.values()]
    return (
        len(texts) > len(how.deciding) and all(map(_COLUMN_NUMBER.fullmatch, texts)) and len(set(texts)) == len(texts)
    )


def _is_signature(content: Mapping[str, str], how: Reader) -> bool:
    """Every cell of the line reads so, or the cell below a deciding heading does and hardly another is filled."""
    signing = {field: _reads_as_signature(text) for field, text in content.items()}
    return all(signing.values()) or (
        len(content) <= len(how.deciding) and any(signing.get(field) for field in how.deciding)
    )


def _reads_as_signature(text: str) -> bool:
    words = lookup.line_words()
    folded = fold(text)
    return any(
        folded == start or folded.startswith(f"{start} ") for start in words.signature
    ) or words.date_words <= set(folded.split())
