"""Finds the sheets, the heading rows and the columns of a workbook, by heading and never by position."""

import re
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
_LABEL_ROWS = 60  # far below the labels of any template
_NAMED = frozenset(fold(name) for name in (unit_sheet.SHEET, support_team.SHEET, activity.SHEET))
# Folded heading → (field, whether it is the heading of the template itself).
Names = Mapping[str, tuple[str, bool]]
# The fields that mark the heading row of a table, and all its columns by field.
Known = tuple[tuple[str, ...], Mapping[str, Column]]
_REMARK = re.compile(r"(?P<heading>[^()]*[^()\s])\s*\*?\s*\([^()]*\)\s*\*?")
_LONGEST_HEADING = 200
_HINT = re.compile(r"\((?=[^()]*[^\W\d])[^()]*\)", re.DOTALL)  # “(ghi đầy đủ)” below a heading; no column number
# What a list sent back shows for reading only: passed over in silence, never data.
_STAMP = fold(initiative.ROW_STAMP.heading)
_SHOWN = frozenset(fold(column.heading) for column in initiative.SHOWN) | {_STAMP}


def identify(file_id: int, workbook: Workbook, labels: Sequence[Column]) -> tuple[Layout, list[Finding]]:
    """The layout of one workbook that the guard let through, and what is missing, ambiguous, renamed or unknown.

    labels: those of the sheet `Đơn vị` (contract §2).
    """
    sheets = {fold(sheet.name): sheet for sheet in reversed(workbook.sheets)}
    initiatives, findings = _find_initiatives(file_id, workbook, sheets)
    unit, unit_findings = _read_labels(file_id, _unit_sheet(workbook, sheets, labels), labels)
    if initiatives is not None or unit:
        findings += unit_findings  # of a file that is no template at all, that is enough to say
    side_tables: list[Table | None] = []
    for name, known in (
        (support_team.SHEET, (support_team.HEADING_FIELDS, support_team.BY_FIELD)),
        (activity.SHEET, (activity.HEADING_FIELDS, activity.BY_FIELD)),
    ):
        table, side_findings = _find_side_table(file_id, sheets.get(fold(name)), known)
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
    table, findings = _table(file_id, found[0], names, (initiative.HEADING_FIELDS, initiative.BY_FIELD))
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
    return (
        _table(0, wanted[0], names, (initiative.HEADING_FIELDS, initiative.BY_FIELD))[0] if len(wanted) == 1 else None
    )


def _explain_missing(file_id: int, candidates: Sequence[Sheet], names: Names) -> list[Finding]:
    """A sheet that has headings of ours but lacks one of the deciding pair is told which; else it is no template."""
    for sheet in candidates:
        for _, cells in (line for line in sheet.rows if line[0] <= initiative.HEADING_SEARCH_ROW_COUNT):
            fields = _fields(cells, names)
            if len(fields) >= 3 and any(field in fields for field in initiative.HEADING_FIELDS):
                required = [
                    column for column in initiative.COLUMNS if column.is_required and column.field not in fields
                ]
                return [
                    Finding(file_id, "column_missing", sheet=sheet.name, detail=column.heading) for column in required
                ]
    return [Finding(file_id, "not_a_template")]


def _find_side_table(file_id: int, sheet: Sheet | None, known: Known) -> tuple[Table | None, list[Finding]]:
    if sheet is None:
        return None, []
    marks, columns = known
    names = _heading_names(columns.values(), {})
    if _heading_place(sheet, names, marks) is None:
        return None, [Finding(file_id, "sheet_missing", sheet=sheet.name, detail=sheet.name)]
    return _table(file_id, sheet, names, known)


def _heading_names(columns: Iterable[Column], aliases: Mapping[str, str]) -> dict[str, tuple[str, bool]]:
    """Folded heading → (field, whether it is the heading of the template itself)."""
    own = {fold(column.heading): (column.field, True) for column in columns}
    return {**{alias: (field, False) for alias, field in aliases.items()}, **own}


def _heading_key(cell: Cell) -> str:
    return fold(cell) if isinstance(cell, str) else ""


def _named(cell: Cell, names: Names) -> tuple[str, bool]:
    """The field of a heading, and whether it is the template's own; ("", False) for a heading that is none.

    A remark in brackets behind a heading says how to fill it in: “Ngày công nhận (ngày/tháng/năm)”. Not so an amount's,
    which may change the unit: “(triệu đồng)”.
    """
    if not isinstance(cell, str):
        return "", False
    found = names.get(fold(cell))
    if (
        found is None
        and len(cell) < _LONGEST_HEADING
        and (remark := _REMARK.fullmatch(as_text(cell).replace("\n", " ")))
    ):
        found = names.get(fold(remark["heading"]))
        found = (found[0], False) if found and found[0] != "benefit_vnd" else None
    return found or ("", False)


def _fields(cells: Iterable[Cell], names: Names) -> set[str]:
    return {field for field, _ in (_named(cell, names) for cell in cells) if field}


def _heading_place(sheet: Sheet, names: Names, marks: tuple[str, ...]) -> int | None:
    """Place in `sheet.rows` of the first of 30 rows that holds all of `marks`, by itself or with the next one.

    A heading over two rows is looked for only where no single row holds them.
    """
    first = [place for place, (row, _) in enumerate(sheet.rows) if row <= initiative.HEADING_SEARCH_ROW_COUNT]
    for place in first:
        if _fields(sheet.rows[place][1], names).issuperset(marks):
            return place
    for place in first:
        cells, body = _heading(sheet, place, names)
        if body > place + 1 and _fields(cells, names).issuperset(marks):
            return place
    return None


def _heading(sheet: Sheet, place: int, names: Names) -> tuple[Sequence[Cell], int]:
    """The headings at that place, joined with a second heading row below; and the place of the first row of data."""
    row, above = sheet.rows[place]
    if place + 1 == len(sheet.rows) or sheet.rows[place + 1][0] != row + 1:
        return above, place + 1
    below = sheet.rows[place + 1][1]
    width = max(len(above), len(below))
    upper = [*above, *[None] * (width - len(above))]
    lower = [*below, *[None] * (width - len(below))]
    group: Cell = None
    joined: list[Cell] = []
    is_second = False
    for top, under in zip(upper, lower, strict=True):
        group = top if as_text(top) else group  # the title of a group stands over its first column
        if not as_text(under):
            joined.append(top)
            continue
        if _named(top, names)[0] and _HINT.fullmatch(as_text(under)):
            joined.append(top)
            is_second = True
            continue
        text = _joined(group, under, names)
        known = _named(text, names)[0]
        is_heading = isinstance(under, str) and any(map(str.isalpha, under))
        if not is_heading or (not known and _named(top, names)[0]):
            return above, place + 1  # a line of column numbers; below a heading of ours something else: a row of data
        is_second = is_second or (bool(known) and fold(str(text)) != _heading_key(top))
        joined.append(text)
    return (joined, place + 2) if is_second else (above, place + 1)


def _joined(group: Cell, under: Cell, names: Names) -> Cell:
    """The heading two cells make, one above the other: “Công nhận” over “Ngày” is “Ngày công nhận”."""
    over, below = as_text(group), as_text(under)
    forms = (below, f"{below} {over}", f"{over} {below}")
    return next((form for form in forms if _named(form, names)[0]), f"{over} {below}".strip())


def _table(file_id: int, sheet: Sheet, names: Names, known: Known) -> tuple[Table, list[Finding]]:
    marks, of_template = known
    place = _heading_place(sheet, names, marks)
    if place is None:  # only called for sheets that have one
        raise AssertionError(sheet.name)
    row = sheet.rows[place][0]
    cells, body = _heading(sheet, place, names)
    rows = sheet.rows[body:]
    keys = [_heading_key(cell) for cell in cells]
    named = [_named(cell, names) for cell in cells]
    own = {field for field, is_own in named if is_own}
    columns: dict[str, int] = {}
    headings: dict[str, str] = {}
    findings: list[Finding] = []
    for index, key in enumerate(keys):
        written = as_text(cells[index]).replace("\n", " ")
        letter = column_letter(index)
        field, is_own = named[index]
        if not written or key in _SHOWN:
            continue
        if not field or (not is_own and field in own):
            if _holds_anything(rows, index):
                findings.append(
                    Finding(file_id, "column_unknown", sheet.name, row, column=letter, heading=written, detail=written)
                )
        elif field in columns and not _holds_anything(rows, columns[field]) and _holds_anything(rows, index):
            columns[field], headings[field] = index, written.rstrip("* ")  # the left one stands empty
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
                            value=of_template[field].heading, detail=written)
                )  # fmt: skip
    shown = frozenset(index for index, key in enumerate(keys) if key in _SHOWN)
    findings += _without_heading(file_id, sheet.name, rows, (columns, [bool(as_text(cell)) for cell in cells]))
    last = sheet.rows[body - 1][0]
    stamps = _stamps(keys.index(_STAMP), rows) if _STAMP in keys else {}
    return Table(sheet.name, columns, headings, _without(shown, rows), row, last, stamps, sheet.look), findings


def _stamps(index: int, rows: Rows) -> dict[int, str]:
    return {row: text for row, cells in rows if index < len(cells) and (text := as_text(cells[index]))}


def _without_heading(
    file_id: int, sheet: str, rows: Rows, heads: tuple[Mapping[str, int], Sequence[bool]]
) -> list[Finding]:
    """A warning for each column that has no heading but holds something beside a title. heads: columns, is_headed."""
    columns, is_headed = heads
    title = columns.get("title")
    if title is None:
        return []
    told: dict[int, Finding] = {}
    for row, cells in rows:
        if title < len(cells) and as_text(cells[title]):
            for index, cell in enumerate(cells):
                if cell is None or index in told or (index < len(is_headed) and is_headed[index]):
                    continue
                if text := as_text(cell).replace("\n", " "):
                    letter = column_letter(index)
                    told[index] = Finding(file_id, "column_without_heading", sheet, row, column=letter, value=text)
    return list(told.values())


def _without(indexes: frozenset[int], rows: Rows) -> Rows:
    """The rows with those columns empty, as if nobody had ever written there."""
    if not indexes:
        return rows
    return tuple(
        (row, tuple(None if index in indexes else cell for index, cell in enumerate(cells))) for row, cells in rows
    )


def _holds_anything(rows: Rows, index: int) -> bool:
    return any(index < len(cells) and as_text(cells[index]) for _, cells in rows)


def _unit_sheet(workbook: Workbook, sheets: Mapping[str, Sheet], labels: Sequence[Column]) -> Sheet | None:
    """The sheet `Đơn vị`; where there is none the only sheet with the required labels, whatever its name."""
    named = sheets.get(fold(unit_sheet.SHEET))
    if named is not None:
        return named
    required = {fold(label.heading) for label in labels if label.field in unit_sheet.REQUIRED_FIELDS}

    def holds(sheet: Sheet) -> bool:
        keys = {_heading_key(cell) for _, cells in sheet.rows[:_LABEL_ROWS] for cell in cells}
        return fold(sheet.name) not in _NEVER_DATA and required <= keys

    holding = [sheet for sheet in workbook.sheets if holds(sheet)]
    return holding[0] if len(holding) == 1 else None


def _value_place(sheet: Sheet, row: int, label: int) -> int:
    """Where the value of a label stands: right of it, or of the cells it is merged over."""
    lasts = (last for first, left, _, last in sheet.look.merges if (first, left) == (row, label))
    return next(lasts, label) + 1


def _read_labels(
    file_id: int, sheet: Sheet | None, labels: Sequence[Column]
) -> tuple[dict[str, LabelledCell], list[Finding]]:
    by_key = {fold(label.heading): label.field for label in labels}
    found: dict[str, LabelledCell] = {}
    for row, cells in sheet.rows if sheet else ():
        for index, cell in enumerate(cells):
            field = by_key.get(_heading_key(cell))
            if field is None:
                continue
            place = _value_place(sheet, row, index) if sheet else index + 1
            value = cells[place] if place < len(cells) else None
            if sheet and field not in found:
                label = as_text(cell).rstrip("* ")
                found[field] = LabelledCell(value, sheet.name, row, column_letter(place), label)
            break
    missing = [label for label in labels if label.field in unit_sheet.REQUIRED_FIELDS and label.field not in found]
    told = [Finding(file_id, "label_missing", sheet=unit_sheet.SHEET, detail=label.heading) for label in missing]
    if sheet is not None and fold(sheet.name) != fold(unit_sheet.SHEET):
        told.append(Finding(file_id, "unit_sheet_renamed", sheet=sheet.name, detail=sheet.name))
    return found, told


def _read_stamp(sheet: Sheet | None) -> dict[str, str]:
    pairs = ((as_text(cells[0]), as_text(cells[1])) for _, cells in (sheet.rows if sheet else ()) if len(cells) > 1)
    return {key: value for key, value in pairs if key in stamp.KEYS}
