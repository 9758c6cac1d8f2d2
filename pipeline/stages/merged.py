"""Merged cells of a list: a value that speaks for several rows is taken for each of them, anything else is asked."""

from collections.abc import Mapping
from dataclasses import replace

from pipeline.finding import Finding
from pipeline.vietnamese import Cell, as_text, row_ranges
from pipeline.workbook import Table, column_letter

# What may be the same in several rows, so that one merged cell says it of all. A title merged over two rows may be one
# initiative of two people, an amount may be the sum of both: those are asked.
_SAID_OF_ALL = frozenset({
    "author", "co_authors", "position", "author_group", "solution_kind", "field_of_work", "stage", "registered_on",
    "applied_on", "recognised_by", "recognition_number", "recognised_on", "portal_on", "ip_protected", "award_proposal",
})  # fmt: skip
# A row is only meant as one where it has a title or an author of its own; else the line goes on with the one above.
_OWN = ("title", "author")


def spread(file_id: int, table: Table) -> tuple[Table, list[Finding]]:
    """The table with merged cells spread over their rows, noted by rows; what is not spread stands in `merged`."""
    vertical = [merge for merge in table.look.merges if merge[2] > merge[0]]
    if not vertical:
        return table, []
    fields = {index: field for field, index in table.columns.items()}
    rows = {number: list(cells) for number, cells in table.rows}
    own = {number for number in rows if any(_text(rows[number], table.columns, name) for name in _OWN)}
    asked: dict[tuple[int, str], int] = {}
    taken: dict[tuple[int, ...], list[int]] = {}
    for first, column, last, _ in sorted(vertical):
        field = fields.get(column, "")
        value = rows[first][column] if first in rows and column < len(rows[first]) else None
        below = [number for number in range(first + 1, last + 1) if number in own]
        if not field or not as_text(value) or not below:
            continue
        if field not in _SAID_OF_ALL:
            asked |= {(number, field): first for number in below}
            continue
        for number in below:
            cells = rows[number]
            cells += [None] * (column + 1 - len(cells))
            cells[column] = value
        taken.setdefault((first, *below), []).append(column)
    findings = [
        Finding(
            file_id, "cell_merged_read", table.sheet, numbers[0],
            detail=row_ranges(numbers), value=", ".join(map(column_letter, columns)),
        )
        for numbers, columns in taken.items()
    ]  # fmt: skip
    spread_rows = tuple((number, tuple(cells)) for number, cells in rows.items())
    return replace(table, rows=spread_rows, merged=asked), findings


def _text(cells: list[Cell], columns: Mapping[str, int], field: str) -> str:
    index = columns.get(field, len(cells))
    return as_text(cells[index]) if index < len(cells) else ""
