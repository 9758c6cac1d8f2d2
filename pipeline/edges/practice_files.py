"""Writes the files of the practice inbox: filled templates, workbooks unions laid out themselves, foreign files."""

import io
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from pipeline.campaign import Campaign, Unit
from pipeline.edges.template import Filled, known_values, stamp_lines, write_template
from pipeline.edges.template_look import put
from pipeline.vietnamese import Cell
from schemas import initiative, stamp, unit_sheet

_OPTIONS: Final = {
    "default_date_format": "dd/mm/yyyy",
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDTH: Final = 18


@dataclass(frozen=True)
class Layout:
    """How a union laid out its own workbook.

    above, below: lines over the headings and under the last row, as cells from column A on. order: fields from left to
    right. renamed: field → its heading there. strange: headings of columns of its own, with one value for all rows.
    """

    sheet_name: str = initiative.SHEET
    above: Sequence[Sequence[Cell]] = ()
    below: Sequence[Sequence[Cell]] = ()
    order: Sequence[str] = initiative.FIELDS
    renamed: Mapping[str, str] = field(default_factory=dict)
    strange: Mapping[str, Cell] = field(default_factory=dict)
    is_stamped: bool = True


@dataclass(frozen=True)
class Submission:
    """A workbook of a union: the template filled in, or with `layout` its own. path: below inbox/."""

    path: str
    unit: Unit
    filled: Filled
    layout: Layout | None = None


@dataclass(frozen=True)
class Copy:
    """The same bytes once more under another name."""

    path: str
    original: str


@dataclass(frozen=True)
class TextFile:
    """Lines of text under a name that ends as a workbook's does."""

    path: str
    lines: Sequence[str]


@dataclass(frozen=True)
class ForeignWorkbook:
    """A workbook that is no template."""

    path: str
    sheet_name: str
    rows: Sequence[Sequence[Cell]]


Item = Submission | Copy | TextFile | ForeignWorkbook


def write(item: Item, inbox: Path, campaign: Campaign) -> None:
    """Writes one file; the original of a copy must stand already. Raises OSError."""
    target = inbox / item.path
    target.parent.mkdir(parents=True, exist_ok=True)
    match item:
        case Submission(layout=None):
            write_template(target, campaign, item.unit, item.filled)
        case Submission(layout=Layout() as layout):
            target.write_bytes(_own_workbook(item, layout, campaign))
        case Copy():
            shutil.copyfile(inbox / item.original, target)
        case TextFile():
            target.write_bytes("\r\n".join([*item.lines, ""]).encode("utf-8-sig"))
        case ForeignWorkbook():
            target.write_bytes(_workbook({item.sheet_name: item.rows}))


def _own_workbook(item: Submission, layout: Layout, campaign: Campaign) -> bytes:
    unit, filled = item.unit, item.filled
    known = {**known_values(unit), **filled.unit_values}
    labels = unit_sheet.labels(phase.number for phase in campaign.phase)
    sheets: dict[str, Sequence[Sequence[Cell]]] = {
        unit_sheet.SHEET: [(label.title, known.get(label.field)) for label in labels],
        layout.sheet_name: _table(layout, filled.initiatives),
    }
    if layout.is_stamped:
        sheets[stamp.SHEET] = stamp_lines(campaign, unit)
    return _workbook(sheets)


def _table(layout: Layout, rows: Sequence[Mapping[str, Cell]]) -> list[Sequence[Cell]]:
    headings = [layout.renamed.get(name, initiative.BY_FIELD[name].title) for name in layout.order]
    return [
        *layout.above,
        [*headings, *layout.strange],
        *([*(row.get(name) for name in layout.order), *layout.strange.values()] for row in rows),
        *layout.below,
    ]


def _workbook(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as workbook:
        for name, rows in sheets.items():
            sheet: Any = workbook.add_worksheet(name)
            sheet.set_column(0, 30, _WIDTH)
            for place, cells in enumerate(rows):
                for index, cell in enumerate(cells):
                    put(sheet, (place, index), cell, None)
            if name == stamp.SHEET:
                sheet.very_hidden()
    return content.getvalue()
