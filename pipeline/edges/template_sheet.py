"""A sheet whose rows of plain cells are put down as XML at once: XlsxWriter keeps, and then looks at, each cell."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from xlsxwriter.worksheet import Worksheet

from pipeline.edges.template_look import is_empty, literal, put
from pipeline.vietnamese import Cell
from pipeline.workbook import column_letter

_LETTERS: Final = tuple(column_letter(index) for index in range(64))
_SHORT: Final = 16_383  # any such text fits a cell, whatever its letters
_DAY_0: Final = date(1899, 12, 30).toordinal()
_TRUE_DAYS: Final = 60  # Excel believes in a 29/02/1900

Cells = Iterable[tuple[int, Cell, Any]]


class Sheet(Worksheet):
    """Beside all that a sheet of XlsxWriter can do: whole rows below the cells that are written one by one."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[int, str] = {}
        self._looks: dict[Any, str] = {}

    def put_row(self, row: int, cells: Cells) -> None:
        """The cells of a row, from left to right: (column, value, look), each as `put` would write it.

        No cell of this row, nor of a row below it, may be written in another way; heights and comments may.
        """
        texts = []
        column = 0
        for column, value, look in cells:
            if look not in self._looks:
                self._looks[look] = f's="{look._get_xf_index()}"'  # noqa: SLF001 -- so does XlsxWriter, a cell at a time
            texts.append(
                f'<c r="{_LETTERS[column]}{row + 1}" {self._looks[look]}{self._rest(row, column, value, look)}'
            )
        self._rows[row] = "".join(texts)
        self._check_dimensions(row, column)

    def _rest(self, row: int, column: int, value: Cell, look: Any) -> str:
        """Of a cell what stands behind its place and look."""
        kind = type(value)
        if is_empty(value):
            return "/>"
        if isinstance(value, str) and len(value) <= _SHORT:
            index = self.str_table._get_shared_string_index(literal(value))  # noqa: SLF001 -- as above
            return f' t="s"><v>{index}</v></c>'
        if kind is int:
            return f"><v>{value:.16G}</v></c>"
        if kind is date and (serial := value.toordinal() - _DAY_0) > _TRUE_DAYS:  # type: ignore[union-attr]
            return f"><v>{serial}</v></c>"
        put(self, (row, column), value, look)
        cell = self.table[row].pop(column)
        if hasattr(cell, "string"):
            return f' t="s"><v>{cell.string}</v></c>'
        if hasattr(cell, "boolean"):
            return f' t="b"><v>{cell.boolean}</v></c>'
        return f"><v>{cell.number:.16G}</v></c>"

    def _write_rows(self) -> None:
        if not self._rows:
            super()._write_rows()
            return
        first, last = min(self._rows), self.dim_rowmax  # type: ignore[has-type]
        if self.dim_rowmin < first:
            self.dim_rowmax = first - 1
            super()._write_rows()
            self.dim_rowmax = last
        for row in sorted({*self._rows, *(row for row in self.row_info if row >= first)}):
            self._write_row(row, None, self.row_info.get(row))
            self.fh.write(f"{self._rows.get(row, '')}</row>")

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        """Ours hold no function of a newer Excel, of which XlsxWriter looks for a hundred in each."""
        return formula.removeprefix("=")
