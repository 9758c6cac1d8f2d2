"""Finds the sheets, the heading rows and the columns of a workbook, by heading and never by position."""

from collections.abc import Iterable, Mapping, Sequence

from pipeline import lookup
from pipeline.finding import Finding
from pipeline.vietnamese import Cell, as_text, fold
from pipeline.workbook import LabelledCell, Layout, Rows, Sheet, Table, Workbook, column_letter
from schemas import activity, initiative, stamp, support_team, unit_sheet
from schemas.column import Column

_NEVER_DATA = frozenset(
    fold(name) for name in (stamp.HELP_SHEET, stamp.LISTS_SHEET, stamp.SHEET, stamp.MEND_SHEET, stamp.OUTSIDE_SHEET)
)
_NAMED = frozenset(fold(name) for name in (unit_sheet.SHEET, support_team.SHEET, activity.SHEET))
# What a list sent back shows for reading only: passed over in silence, never data.
_STAMP = fold(initiative.ROW_STAMP.heading)
_SHOWN = frozenset(fold(column.heading) for column in initiative.SHOWN) | {_STAMP}


def identify(file_id: int, workbook: Workbook, labels: Sequence[Column]) -> tuple[Layout, list[Finding]]:
    """The layout of one workbook that the guard let through, and what is missing, ambiguous, renamed or unknown.

    labels: those of the sheet `Đơn vị` (contract §2).
    """
    sheets = {fold(sheet.name): sheet for sheet in reversed(workbook.sheets)}
    initiatives, findings = _find_initiatives(file_id, workbook, sheets)
    unit, unit_findings = _read_labels(file_id, sheets, labels)
    if initiatives is not None or unit:
        findings += unit_findings  # of a file that is no template at all, that is enough to say
    side_tables: list[Table | None] = []
    for name, columns, marks in (
        (support_team.SHEET, support_team.COLUMNS, support_team.HEADING_FIELDS),
        (activity.SHEET, activity.COLUMNS, activity.HEADING_FIELDS),
    ):
        table, side_findings = _find_side_table(file_id, sheets.get(fold(name)), columns, marks)
        side_tables.append(table)
        findings += side_findings
    return Layout(file_id, _read_stamp(sheets.get(fold(stamp.SHEET))), unit, initiatives, *side_tables), findings


def _find_initiatives(
    file_id: int, workbook: Workbook, sheets: Mapping[str, Sheet]
) -> tuple[Table | None, list[Finding]]:
    names = _heading_names(initiative.COLUMNS, lookup.heading_aliases())
    wanted = sheets.get(fold(initiative.SHEET))
    others = [
        sheet for sheet in workbook.sheets if fold(sheet.name) not in _NEVER_DATA | _NAMED and sheet is not wanted
    ]
    candidates = ([wanted] if wanted else []) + others
    found = [sheet for sheet in candidates if _heading_place(sheet, names, initiative.HEADING_FIELDS) is not None]
    unread: list[Sheet] = []
    if wanted is not None and wanted in found:
        unread = [sheet for sheet in found if sheet is not wanted]
        found = [wanted]
    if len(found) > 1:
        listed = ", ".join(f"“{sheet.name}”" for sheet in found)
        return None, [Finding(file_id, "sheet_ambiguous", detail=listed)]
    if not found:
        return None, _explain_missing(file_id, candidates, names)
    table, findings = _table(file_id, found[0], names, initiative.HEADING_FIELDS)
    findings += [Finding(file_id, "sheet_not_read", sheet=sheet.name, detail=sheet.name) for sheet in unread]
    if found[0] is not wanted:
        findings.append(Finding(file_id, "sheet_renamed", sheet=table.sheet, detail=table.sheet))
    missing = [column for column in initiative.COLUMNS if column.is_required and column.field not in table.columns]
    if missing:
        findings += [Finding(file_id, "column_missing", sheet=table.sheet, detail=column.heading) for column in missing]
        return None, findings
    return table, findings


def incomplete(workbook: Workbook) -> Table | None:
    """The table of initiatives of a file that is refused, whatever columns it lacks; None where that is not certain."""
    names = _heading_names(initiative.COLUMNS, lookup.heading_aliases())
    found = [
        sheet
        for sheet in workbook.sheets
        if fold(sheet.name) not in _NEVER_DATA | _NAMED
        and _heading_place(sheet, names, initiative.HEADING_FIELDS) is not None
    ]
    wanted = [sheet for sheet in found if fold(sheet.name) == fold(initiative.SHEET)] or found
    return _table(0, wanted[0], names, initiative.HEADING_FIELDS)[0] if len(wanted) == 1 else None


def _explain_missing(file_id: int, candidates: Sequence[Sheet], names: Mapping[str, tuple[str, bool]]) -> list[Finding]:
    """A sheet that has headings of ours but lacks one of the deciding pair is told which; else it is no template."""
    for sheet in candidates:
        for _, cells in (line for line in sheet.rows if line[0] <= initiative.HEADING_SEARCH_ROW_COUNT):
            fields = {names[key][0] for key in map(_heading_key, cells) if key in names}
            if len(fields) >= 3 and any(field in fields for field in initiative.HEADING_FIELDS):
                required = [
                    column for column in initiative.COLUMNS if column.is_required and column.field not in fields
                ]
                return [
                    Finding(file_id, "column_missing", sheet=sheet.name, detail=column.heading) for column in required
                ]
    return [Finding(file_id, "not_a_template")]


def _find_side_table(
    file_id: int, sheet: Sheet | None, columns: Sequence[Column], marks: tuple[str, ...]
) -> tuple[Table | None, list[Finding]]:
    if sheet is None:
        return None, []
    names = _heading_names(columns, {})
    if _heading_place(sheet, names, marks) is None:
        return None, [Finding(file_id, "sheet_missing", sheet=sheet.name, detail=sheet.name)]
    return _table(file_id, sheet, names, marks)


def _heading_names(columns: Iterable[Column], aliases: Mapping[str, str]) -> dict[str, tuple[str, bool]]:
    """Folded heading → (field, whether it is the heading of the template itself)."""
    own = {fold(column.heading): (column.field, True) for column in columns}
    return {**{alias: (field, False) for alias, field in aliases.items()}, **own}


def _heading_key(cell: Cell) -> str:
    return fold(cell) if isinstance(cell, str) else ""


def _heading_place(sheet: Sheet, names: Mapping[str, tuple[str, bool]], marks: tuple[str, ...]) -> int | None:
    """Place in `sheet.rows` of the first row within the first 30 that holds all of `marks`."""
    for place, (row, cells) in enumerate(sheet.rows):
        if row > initiative.HEADING_SEARCH_ROW_COUNT:
            return None
        fields = {names[key][0] for key in map(_heading_key, cells) if key in names}
        if fields.issuperset(marks):
            return place
    return None


def _table(
    file_id: int, sheet: Sheet, names: Mapping[str, tuple[str, bool]], marks: tuple[str, ...]
) -> tuple[Table, list[Finding]]:
    place = _heading_place(sheet, names, marks)
    if place is None:  # only called for sheets that have one
        raise AssertionError(sheet.name)
    row, cells = sheet.rows[place]
    keys = [_heading_key(cell) for cell in cells]
    own = {names[key][0] for key in keys if key in names and names[key][1]}
    columns: dict[str, int] = {}
    headings: dict[str, str] = {}
    findings: list[Finding] = []
    for index, key in enumerate(keys):
        written = as_text(cells[index]).replace("\n", " ")
        letter = column_letter(index)
        field, is_own = names.get(key, ("", False))
        if not written or key in _SHOWN:
            continue
        if not field or (not is_own and field in own):
            if _holds_anything(sheet.rows[place + 1 :], index):
                findings.append(
                    Finding(file_id, "column_unknown", sheet.name, row, column=letter, heading=written, detail=written)
                )
        elif field in columns:
            findings.append(
                Finding(file_id, "column_duplicated", sheet.name, row, column=letter, heading=written, detail=written)
            )
        else:
            columns[field] = index
            headings[field] = written.rstrip("* ")
            if not is_own:
                findings.append(
                    Finding(file_id, "heading_other_name", sheet.name, row, column=letter, heading=written,
                            value=initiative.BY_FIELD[field].heading, detail=written)
                )  # fmt: skip
    shown = frozenset(index for index, key in enumerate(keys) if key in _SHOWN)
    stamps = _stamps(keys.index(_STAMP), sheet.rows[place + 1 :]) if _STAMP in keys else {}
    return Table(sheet.name, columns, headings, _without(shown, sheet.rows[place + 1 :]), row, stamps), findings


def _stamps(index: int, rows: Rows) -> dict[int, str]:
    return {row: text for row, cells in rows if index < len(cells) and (text := as_text(cells[index]))}


def _without(indexes: frozenset[int], rows: Rows) -> Rows:
    """The rows with those columns empty, as if nobody had ever written there."""
    if not indexes:
        return rows
    return tuple(
        (row, tuple(None if index in indexes else cell for index, cell in enumerate(cells))) for row, cells in rows
    )


def _holds_anything(rows: Rows, index: int) -> bool:
    return any(index < len(cells) and as_text(cells[index]) for _, cells in rows)


def _read_labels(
    file_id: int, sheets: Mapping[str, Sheet], labels: Sequence[Column]
) -> tuple[dict[str, LabelledCell], list[Finding]]:
    by_key = {fold(label.heading): label.field for label in labels}
    sheet = sheets.get(fold(unit_sheet.SHEET))
    found: dict[str, LabelledCell] = {}
    for row, cells in sheet.rows if sheet else ():
        for index, cell in enumerate(cells):
            field = by_key.get(_heading_key(cell))
            if field is None:
                continue
            value = cells[index + 1] if index + 1 < len(cells) else None
            if sheet and field not in found:
                label = as_text(cell).rstrip("* ")
                found[field] = LabelledCell(value, sheet.name, row, column_letter(index + 1), label)
            break
    missing = [label for label in labels if label.field in unit_sheet.REQUIRED_FIELDS and label.field not in found]
    return found, [Finding(file_id, "label_missing", sheet=unit_sheet.SHEET, detail=label.heading) for label in missing]


def _read_stamp(sheet: Sheet | None) -> dict[str, str]:
    pairs = ((as_text(cells[0]), as_text(cells[1])) for _, cells in (sheet.rows if sheet else ()) if len(cells) > 1)
    return {key: value for key, value in pairs if key in stamp.KEYS}
