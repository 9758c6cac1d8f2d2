"""What is wrong with the rows and cells of a workbook sent back, in the places where they stand in it."""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final, NamedTuple

import pandas as pd

from pipeline import catalogue, intake
from pipeline.campaign import Unit
from pipeline.catalogue import KINDS, Severity
from pipeline.consolidation import Consolidation
from pipeline.edges.returned_file import SentFile
from pipeline.edges.template import stamp_lines
from pipeline.edges.template_returned import Mark, Task
from pipeline.vietnamese import Cell, row_spans
from pipeline.workbook import Sheet, Workbook, column_letter
from schemas import activity, initiative, stamp, support_team, unit_sheet
from schemas.column import Column

# The fresh template has mended these itself.
_SOLVED: Final = frozenset({"stamp_missing", "template_old", "heading_other_name", "sheet_renamed"})
_ORDER: Final = (unit_sheet.SHEET, initiative.SHEET, support_team.SHEET, activity.SHEET, stamp.OUTSIDE_SHEET, "")
_COLUMNS: Final[dict[str, tuple[Column, ...]]] = {
    initiative.SHEET: initiative.COLUMNS,
    support_team.SHEET: support_team.COLUMNS,
    activity.SHEET: activity.COLUMNS,
}
_MOST_RANGES: Final = 12

Rows = Sequence[tuple[int, Mapping[str, Cell]]]


class Spot(NamedTuple):
    """A cell of the workbook that is sent back. row 0: none in particular. field: "" where no cell is at fault."""

    sheet: str
    row: int
    field: str
    letter: str


class Found(NamedTuple):
    """A finding where it belongs now."""

    spot: Spot
    code: str
    heading: str
    message: str


@dataclass(frozen=True)
class Atlas:
    """Where things of the sent files stand now.

    rows: file_id, sheet, row → sheet and row. fields: file_id, sheet, letter → field. labels: file_id, sheet, row →
    field of `Đơn vị` and its row.
    """

    rows: Mapping[tuple[int, str, int], tuple[str, int]]
    fields: Mapping[tuple[int, str, str], str]
    labels: Mapping[tuple[int, str, int], tuple[str, int]]

    def spot(self, file_id: int, sheet: str, row: int, letter: str) -> Spot | None:
        """The cell of a finding; None where its row is not sent back."""
        if (file_id, sheet, row) in self.labels:
            field, label_row = self.labels[file_id, sheet, row]
            return Spot(unit_sheet.SHEET, label_row, field, "B")
        if (file_id, sheet, row) not in self.rows:
            return None
        now, now_row = self.rows[file_id, sheet, row]
        return spot(now, now_row, self.fields.get((file_id, sheet, letter), ""))


def spot(sheet: str, row: int, field: str) -> Spot:
    """The cell of a field; that of the first required column where no field is at fault."""
    columns = _COLUMNS.get(sheet, ())
    shown = field or next((column.field for column in columns if column.is_required), "")
    index = next((place for place, column in enumerate(columns) if column.field == shown), 0)
    return Spot(sheet, row, field, column_letter(index))


# ---------------------------------------------------------------- which findings


def of_file(
    findings: Iterable[Mapping[Hashable, Any]], sent: SentFile, atlas: Atlas, *, is_whole: bool
) -> Iterator[Found]:
    """What was found in the rows that are sent back. findings: those of one file, as of a Consolidation.

    is_whole: of this file also what is wrong with it as a whole, and with lines that are no rows.
    """
    for line in findings:
        file_id, sheet, column = line["file_id"], line["sheet"], line["column"]
        row = 0 if pd.isna(line["row"]) else int(line["row"])
        found = atlas.spot(file_id, sheet, row, column)
        is_elsewhere = not is_whole or (sheet == sent.sheet and row in sent.initiatives)
        if not _asks(line["code"]) or (found is None and is_elsewhere):
            continue
        message = line["message"]
        if found and line["code"] == "day_after_report":  # the one sentence that names a row itself
            message = re.sub(rf"\bdòng {row}\b", f"dòng {found.row}", message)
        yield Found(found or Spot("", 0, "", ""), line["code"], line["heading"], message)


def of_refused(unions: Sequence[tuple[Unit, Rows]], result: Consolidation, units: Sequence[Unit]) -> list[list[Found]]:
    """What will be found in the rows of refused files once the files are accepted, union by union.

    unions: each with those rows, as they stand in the workbook that is sent back. A refused file's rows were not read.
    """
    received = result.files["received_at"].dt.tz_convert(result.campaign.zone)
    last = received.max().date()
    books = [_as_sent(unit, rows, last, result) for unit, rows in unions if rows]
    found: dict[str, list[Found]] = {book.sha256: [] for book in books}
    if books:
        readings = intake.read(books, result.campaign, units, dict.fromkeys(found, last))
        findings = readings.findings[readings.findings["is_of_line"] & readings.findings["row"].notna()]
        for line in findings.to_dict("records"):
            if _asks(line["code"]) and line["sheet"] == initiative.SHEET and line["code"] != "day_after_report":
                heading = initiative.BY_FIELD[line["field"]].heading if line["field"] else ""
                message = catalogue.message(line["code"], line["value"], heading, line["detail"])
                at = spot(initiative.SHEET, int(line["row"]), line["field"])
                found[line["sha256"]].append(Found(at, line["code"], heading, message))
    return [found.get(unit.unit_code, []) for unit, _ in unions]


def _as_sent(unit: Unit, rows: Rows, report_on: date, result: Consolidation) -> Workbook:
    """The rows as if the workbook came back unmended."""
    fields = [column.field for column in initiative.COLUMNS]
    said: tuple[tuple[int, tuple[Cell, ...]], ...] = (
        (1, (unit_sheet.BY_FIELD["unit_code"].title, unit.unit_code)),
        (2, (unit_sheet.BY_FIELD["report_on"].title, report_on)),
    )
    listed = tuple((row, tuple(values.get(field) for field in fields)) for row, values in rows)
    headings: tuple[int, tuple[Cell, ...]] = (1, tuple(column.title for column in initiative.COLUMNS))
    stamped = tuple((row, pair) for row, pair in enumerate(stamp_lines(result.campaign, unit), 1))
    sheets = (
        Sheet(unit_sheet.SHEET, said),
        Sheet(initiative.SHEET, (headings, *listed)),
        Sheet(stamp.SHEET, stamped),
    )
    return Workbook(unit.unit_code, unit.unit_code, 0, sheets)


def _asks(code: str) -> bool:
    """Whether anything is asked of the union."""
    kind = KINDS[code]
    if kind.severity is Severity.NOTE:
        return bool(kind.mend)
    return code not in _SOLVED


# ---------------------------------------------------------------- marks and tasks


def marks(found: Iterable[Found]) -> dict[str, dict[tuple[int, str], Mark]]:
    """The cells at fault: the gravest severity, all that is to be said."""
    marked: dict[str, dict[tuple[int, str], Mark]] = {}
    for each in found:
        severity = KINDS[each.code].severity
        if not each.spot.field or severity is Severity.NOTE:
            continue
        cells = marked.setdefault(each.spot.sheet, {})
        place = each.spot.row, each.spot.field
        before = cells.get(place)
        if before is None:
            cells[place] = Mark(severity, each.message)
        elif each.message not in before.text:
            gravest = min(severity, before.severity, key=catalogue.SEVERITY_ORDER.__getitem__)
            cells[place] = Mark(gravest, f"{before.text}\n{each.message}")
    return marked


def tasks(found: Iterable[Found]) -> list[Task]:
    """A line a fault, gravest first, sheet by sheet from top to bottom; the same fault in many rows is one line."""

    def fault(each: Found) -> tuple[Any, ...]:
        severity = KINDS[each.code].severity
        return (
            catalogue.SEVERITY_ORDER[severity],
            _ORDER.index(each.spot.sheet),
            each.spot.letter,
            each.code,
            each.message,
        )

    made: list[tuple[tuple[Any, ...], Task]] = []
    for key, group in groupby(sorted(set(found), key=lambda each: (fault(each), each.spot.row)), key=fault):
        same = list(group)
        first = same[0]
        rows = sorted({each.spot.row for each in same})
        cell = f"{first.spot.letter}{first.spot.row}" if first.spot.row else ""
        severity = KINDS[first.code].severity
        made.append(
            (
                (*key[:2], rows[0], len(first.spot.letter), *key[2:]),
                Task(severity, first.spot.sheet, cell, _ranges(first.spot.letter, rows) if cell else "",
                     first.heading, first.message),
            )
        )  # fmt: skip
    return [task for _, task in sorted(made, key=lambda pair: pair[0])]


def _ranges(letter: str, rows: Sequence[int]) -> str:
    """C, [5, 6, 7, 9] → “C5-C7, C9”."""
    spans = row_spans(rows)
    told = [f"{letter}{first}" if first == last else f"{letter}{first}-{letter}{last}" for first, last in spans]
    more = len(told) - _MOST_RANGES
    return ", ".join(told[:_MOST_RANGES]) + (f" và {more} chỗ khác" if more > 0 else "")
