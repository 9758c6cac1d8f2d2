"""A received file as plain data: the cells as the workers hand them over, then the tables and rows found in them."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.vietnamese import Cell

Rows = tuple[tuple[int, tuple[Cell, ...]], ...]


@dataclass(frozen=True)
class Sheet:
    """One sheet.

    rows: (row number as Excel shows it, cells from column A on), only rows that hold something. hidden: the numbers of
    the rows Excel does not show.
    """

    name: str
    rows: Rows
    hidden: frozenset[int] = frozenset()


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

    columns: field → place in the row, from 0. headings: field → heading as the union wrote it.
    """

    sheet: str
    columns: Mapping[str, int]
    headings: Mapping[str, str]
    rows: Rows

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
    """

    sheet: str
    rows: tuple[int, ...]
    cells: Mapping[str, tuple[Cell, ...]]


def column_letter(index: int) -> str:
    """The letter Excel shows for a column, counted from 0: 0 → A, 26 → AA."""
    letters = ""
    number = index + 1
    while number:
        number, remainder = divmod(number - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters
