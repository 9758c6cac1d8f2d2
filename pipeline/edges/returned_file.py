"""One sent file taken apart, so that it can be put into a fresh template: rows as typed, and what fits nowhere."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline import intake
from pipeline.campaign import Campaign, Unit
from pipeline.edges.template import known_values
from pipeline.edges.template_returned import KEPT_FROM, MOST_LETTERS, Outside, pieces
from pipeline.edges.template_text import reminder
from pipeline.stages import extract, identify, merged
from pipeline.vietnamese import Cell, as_text, fold
from pipeline.workbook import LabelledCell, Sheet, Table, Workbook
from schemas import initiative, stamp, unit_sheet
from schemas.column import Column

_COLUMNS_A_SECTION: Final = 200
_MOST_LINES: Final = 20_000  # of one sheet: more than that was never written by hand
_OURS: Final = frozenset(fold(name) for name in (stamp.HELP_SHEET, stamp.LISTS_SHEET, stamp.SHEET, stamp.MEND_SHEET))
_SHOWN: Final = frozenset(fold(column.heading) for column in (*initiative.SHOWN, initiative.ROW_STAMP))

Row = Mapping[str, Cell]
Line = tuple[int, tuple[Cell, ...]]
# Whether the cell of a row and a column has its place.
Fits = Callable[[int, int], bool]


@dataclass(frozen=True)
class SentFile:
    """What a file holds, as it was typed.

    initiatives, team, activities: row number → field → cell, the rows alone; sheet, team_sheet, activity_sheet: the
    names of the sheets they stand on, "" for none. fields: (sheet, letter) → field, of all
    three tables. unit: the cells of `Đơn vị`. outside: what found no place, with the sheet it stood on.
    """

    initiatives: Mapping[int, Row]
    team: Mapping[int, Row]
    activities: Mapping[int, Row]
    sheet: str
    team_sheet: str
    activity_sheet: str
    fields: Mapping[tuple[str, str], str]
    unit: Mapping[str, LabelledCell]
    outside: tuple[tuple[str, Outside], ...]


def take_apart(book: Workbook, campaign: Campaign, unit: Unit) -> SentFile:
    """Every cell of the file: in a row, a label's value, or outside. A file that could not be opened holds nothing."""
    labels = unit_sheet.labels(phase.number for phase in campaign.phase)
    layout, _ = identify.identify(0, book, labels)
    found = (layout.initiatives or identify.incomplete(book), layout.team, layout.activities)
    # A merged cell speaks for its rows here too: the fresh template merges nothing.
    tables = [merged.spread(0, table)[0] if table else None for table in found]
    rows: list[dict[int, Row]] = []
    fields: dict[tuple[str, str], str] = {}
    fitting: dict[str, Fits] = {}
    for table, how in zip(tables, intake.readers(campaign), strict=True):
        numbers = frozenset(extract.extract(0, table, how)[0].rows) if table else frozenset[int]()
        rows.append(_rows(table, numbers) if table else {})
        if table:
            fields |= {(table.sheet, letter): name for name, letter in table.letters().items()}
            fitting[table.sheet] = _fitting(table, numbers, book)
    unit_name = next((found.sheet for found in layout.unit.values()), None)
    if unit_name is not None:
        fits_label = _fitting_labels(layout.unit, book, labels, (campaign, unit))
        fitting[unit_name] = _either(fitting[unit_name], fits_label) if unit_name in fitting else fits_label
    outside = tuple(section for sheet in book.sheets for section in _outside(sheet, fitting.get(sheet.name)))
    sheets = [table.sheet if table else "" for table in tables]
    return SentFile(rows[0], rows[1], rows[2], sheets[0], sheets[1], sheets[2], fields, layout.unit, outside)


def _rows(table: Table, numbers: frozenset[int]) -> dict[int, Row]:
    return {
        number: {
            name: _held(cells[index])
            for name, index in table.columns.items()
            if index < len(cells) and cells[index] not in {None, ""}
        }
        for number, cells in table.rows
        if number in numbers
    }


def _held(cell: Cell) -> Cell:
    """What of a cell a cell of Excel can hold: the rest stands outside."""
    return cell[:MOST_LETTERS] if isinstance(cell, str) else cell


# ---------------------------------------------------------------- what does not fit


def _fitting(table: Table, numbers: frozenset[int], book: Workbook) -> Fits:
    """Whether the cell of a row and a column has its place: in a row, under a heading, or is a heading itself."""
    known = frozenset(table.columns.values())
    sheet = next(sheet for sheet in book.sheets if sheet.name == table.sheet)
    heading = next((cells for row, cells in sheet.rows if row == table.heading_row), ())
    ours = frozenset(index for index, cell in enumerate(heading) if fold(as_text(cell)) in _SHOWN)
    below = table.heading_row

    def fits(row: int, index: int) -> bool:
        if index in ours:
            return row >= below
        return index in known and (row in numbers or table.heading_top <= row <= below)

    return fits


def _either(one: Fits, other: Fits) -> Fits:
    """Of a sheet that holds both a table and labels."""
    return lambda row, index: one(row, index) or other(row, index)


def _fitting_labels(
    found: Mapping[str, LabelledCell], book: Workbook, labels: Iterable[Column], whose: tuple[Campaign, Unit]
) -> Fits:
    """On `Đơn vị`: labels and their values, and the words of the template. What units.csv says otherwise is outside."""
    campaign, unit = whose
    known = known_values(unit)
    places = {
        (each.row, at)
        for field, each in found.items()
        for at in _places(each)
        if field in _FROM_TYPED or field not in known or _is_as_known(each.cell, known[field])
    }
    sheet = next(sheet for sheet in book.sheets if sheet.name in {each.sheet for each in found.values()})
    words = {*(fold(label.help) for label in labels), fold(reminder(campaign))}
    printed = {
        (row, index)
        for row, cells in sheet.rows
        for index, cell in enumerate(cells)
        if isinstance(cell, str) and fold(cell) in words
    }

    def fits(row: int, index: int) -> bool:
        return (row, index) in places or (row, index) in printed

    return fits


_FROM_TYPED: Final = frozenset({"unit_code"})


def _places(found: LabelledCell) -> tuple[int, int]:
    """The columns of label and value, from 0."""
    index = 0
    for letter in found.column:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 2, index - 1


def _is_as_known(cell: Cell, known: Cell) -> bool:
    return as_text(cell) == "" or fold(as_text(cell)) == fold(as_text(known))


def _outside(sheet: Sheet, fits: Fits | None) -> Iterator[tuple[str, Outside]]:
    """The sections of one sheet; fits: None where no cell of it has a place."""
    name = fold(sheet.name)
    if name in _OURS:
        return
    if name == fold(stamp.OUTSIDE_SHEET):
        kept = tuple((row, cells) for row, cells in sheet.rows if row >= KEPT_FROM)
        if kept:
            yield sheet.name, Outside("", (), kept)
        return
    lines = list(_lines(sheet, fits))
    left = len(lines) - _MOST_LINES
    lines = lines[:_MOST_LINES]
    used = sorted({index for _, cells in lines for index, _ in cells})
    for start in range(0, len(used), _COLUMNS_A_SECTION):
        columns = tuple(used[start : start + _COLUMNS_A_SECTION])
        told = tuple(_laid(lines, columns))
        more = f", còn {left} dòng nữa, xem tệp đã gửi" if left > 0 else ""
        yield sheet.name, Outside(f"Trang “{sheet.name}”{more}", columns, told)


def _lines(sheet: Sheet, fits: Fits | None) -> Iterator[tuple[int, list[tuple[int, Cell]]]]:
    for row, cells in sheet.rows:
        left: list[tuple[int, Cell]] = []
        for index, cell in enumerate(cells):
            if cell is None or not as_text(cell):
                continue
            if fits is None or not fits(row, index):
                left.append((index, cell))
            elif isinstance(cell, str) and len(cell) > MOST_LETTERS:
                left.append((index, cell[MOST_LETTERS:]))
        if left:
            yield row, left


def _laid(lines: Sequence[tuple[int, list[tuple[int, Cell]]]], columns: Sequence[int]) -> Iterator[Line]:
    """The cells below one another in these columns; a text that no cell holds goes on in further lines."""
    for row, cells in lines:
        here = dict(cells)
        parts = {index: _parts(here[index]) for index in columns if index in here}
        for turn in range(max(map(len, parts.values()), default=0)):
            yield row, tuple(parts[at][turn] if at in parts and turn < len(parts[at]) else None for at in columns)


def _parts(cell: Cell) -> tuple[Cell, ...]:
    return pieces(cell) if isinstance(cell, str) else (cell,)
