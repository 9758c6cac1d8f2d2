"""A received file as plain data: the cells as the workers hand them over, then the tables and rows found in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.vietnamese import Cell

Rows = tuple[tuple[int, tuple[Cell, ...]], ...]


Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged cell; rows from 1, columns from 0."""


@dataclass(frozen=True)
class Look:
    """What a sheet shows beside its cells. Rows as Excel shows them, columns from 0.

    hidden_columns: from, to. converted: row, column and font of each text that was in a font from before Unicode.
    unclear: the same of texts that stay as they are, because the file holds Unicode in that font too.
    """

    merges: tuple[Merge, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    converted: tuple[tuple[int, int, str], ...] = ()
    unclear: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One sheet. rows: (row number as Excel shows it, cells from column A on), only rows that hold something."""

    name: str
    rows: Rows
    look: Look = Look()


@dataclass(frozen=True)
class Workbook:
    """One received file.

    file: path below inbox/, with `/`, NFC. size: bytes. refusal: the finding code when the guard or the reader
    turned the file away, with `detail` for its sentence; then `sheets` is empty. remarks: finding codes of what the
    reader left aside or could not see, of a file that is read.
    """

    file: str
    sha256: str
    size: int
    sheets: tuple[Sheet, ...] = ()
    refusal: str = ""
    detail: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table found on a sheet.

    columns: field → place in the row, from 0. headings: field → heading as the union wrote it. heading_top,
    heading_row: the numbers of the first and the last row they stand in.
    stamps: row number → what a returned workbook wrote beside the row.
    merged: (row, field) → the first row of a merged cell whose value is not taken for this row too.
    """

    sheet: str
    columns: Mapping[str, int]
    headings: Mapping[str, str]
    rows: Rows
    heading_top: int = 0
    heading_row: int = 0
    stamps: Mapping[int, str] = field(default_factory=dict)
    look: Look = Look()
    merged: Mapping[tuple[int, str], int] = field(default_factory=dict)

    def letters(self) -> dict[str, str]:
        """Field → the letter of its column as Excel shows it."""
        return {field: column_letter(index) for field, index in self.columns.items()}


@dataclass(frozen=True)
class LabelledCell:
    """A value of the sheet `Đơn vị` with its place."""

    cell: Cell
    sheet: str
    row: int
    column: str
    heading: str


@dataclass(frozen=True)
class Layout:
    """What a file is made of.

    initiatives is None when the file must be refused; stamp is empty when the file carries none.
    """

    file_id: int
    stamp: Mapping[str, str]
    unit: Mapping[str, LabelledCell]
    initiatives: Table | None
    team: Table | None
    activities: Table | None


@dataclass(frozen=True)
class Records:
    """The rows of one table.

    cells: field → one cell a row (None where empty or a filler); fields the table lacks are absent.
    passed_over: (row, field) → what stands in a cell that counts as empty, as a person may see it.
    merged: (row, field) → the first row of a merged cell whose value is not taken for this row too.
    """

    sheet: str
    rows: tuple[int, ...]
    cells: Mapping[str, tuple[Cell, ...]]
    passed_over: Mapping[tuple[int, str], str] = field(default_factory=dict)
    merged: Mapping[tuple[int, str], int] = field(default_factory=dict)


def column_letter(index: int) -> str:
    """The letter Excel shows for a column, counted from 0: 0 → A, 26 → AA."""
    letters = ""
    number = index + 1
    while number:
        number, remainder = divmod(number - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters
