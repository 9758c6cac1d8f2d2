"""What a person may not see of a list that was read: hidden rows and columns, text in fonts from before Unicode."""

from collections.abc import Iterable

from pipeline.finding import Finding
from pipeline.vietnamese import count, legacy, row_ranges
from pipeline.workbook import Records, Table, column_letter


def hidden(file_id: int, table: Table, records: Records) -> list[Finding]:
    """A note for hidden rows that were read, and one for hidden columns that hold something."""
    findings = []
    rows = sorted(set(table.look.hidden_rows) & set(records.rows))
    if rows:
        findings.append(Finding(file_id, "rows_hidden", table.sheet, rows[0], detail=row_ranges(rows)))
    names = [
        f"{column_letter(index)} ({table.headings[field]})"
        for field, index in sorted(table.columns.items(), key=lambda each: each[1])
        if any(first <= index <= last for first, last in table.look.hidden_columns)
        and any(cell is not None for cell in records.cells[field])
    ]
    if names:
        findings.append(Finding(file_id, "columns_hidden", table.sheet, detail=", ".join(names)))
    return findings


def fonts(file_id: int, table: Table) -> list[Finding]:
    """A note for each old font whose text was read as it draws it, a warning for each of which that is not known."""
    return [
        *_by_font(file_id, table, "text_converted", table.look.converted),
        *_by_font(file_id, table, "text_font_unclear", table.look.unclear),
    ]


def _by_font(file_id: int, table: Table, code: str, cells: Iterable[tuple[int, int, str]]) -> list[Finding]:
    by_font: dict[str, list[tuple[int, int]]] = {}
    for row, column, font in cells:
        by_font.setdefault(font, []).append((row, column))
    return [
        Finding(
            file_id, code, table.sheet, places[0][0], column=column_letter(places[0][1]), value=font,
            detail=f"{count(len(places))} ô, bảng mã {legacy.NAMES[legacy.encoding_of(font)]}",
        )
        for font, places in by_font.items()
    ]  # fmt: skip
