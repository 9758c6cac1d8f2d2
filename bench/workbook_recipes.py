"""A finished workbook as plain instructions, and the plain loop that writes it anew by XlsxWriter, cell by cell."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter

_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_STATES = {"hidden": "hide", "veryHidden": "very_hidden"}
_SIDES = ("left", "right", "top", "bottom")
_BORDERS = {"thin": 1, "medium": 2, "hair": 7}
_COMPARED = {
    "between": "between", "greaterThanOrEqual": ">=", "lessThanOrEqual": "<=", "greaterThan": ">", "lessThan": "<",
}  # fmt: skip

Look = tuple[tuple[str, Any], ...]
Range = tuple[int, int, int, int]


@dataclass
class Sheet:
    """One sheet. Cells: row, column, value, its format; a list is a rich string, a pair a formula and its value."""

    name: str
    state: str
    cells: list[tuple[int, int, Any, Look]] = field(default_factory=list)
    columns: list[tuple[int, int, float, bool]] = field(default_factory=list)
    heights: list[tuple[int, float]] = field(default_factory=list)
    merged: list[tuple[Range, Any, Look]] = field(default_factory=list)
    validations: list[tuple[Range, dict[str, Any]]] = field(default_factory=list)
    rules: list[tuple[Range, str]] = field(default_factory=list)
    comments: list[tuple[int, int, str]] = field(default_factory=list)
    charts: list[tuple[int, int, str, list[tuple[str, str, str]]]] = field(default_factory=list)
    page: dict[str, Any] = field(default_factory=dict)


# ---------------------------------------------------------------- reading


def read(path: Path) -> list[Sheet]:
    """What a workbook of ours holds, whoever has written it how."""
    import openpyxl

    book = openpyxl.load_workbook(path, rich_text=True)
    values = openpyxl.load_workbook(path, data_only=True)
    return [_sheet(page, values[page.title]) for page in book.worksheets]


def _sheet(page: Any, values: Any) -> Sheet:
    made = Sheet(page.title, page.sheet_state)
    hidden_below = {cell for one in page.merged_cells.ranges for cell in [*one.cells][1:]}
    looks: dict[Any, Look] = {}
    first_of = {(one.min_row, one.min_col): one for one in page.merged_cells.ranges}
    for line in page.iter_rows():
        for cell in line:
            if (cell.value is None and not cell.has_style) or (cell.row, cell.column) in hidden_below:
                continue
            look = looks.get(cell.style_id)
            if look is None:
                look = looks[cell.style_id] = _look(cell)
            value = _value(cell, values)
            if one := first_of.get((cell.row, cell.column)):
                made.merged.append((_corners(one), value, look))
            else:
                made.cells.append((cell.row - 1, cell.column - 1, value, look))
            if cell.comment is not None:
                made.comments.append((cell.row - 1, cell.column - 1, cell.comment.text))
    for dimension in page.column_dimensions.values():
        made.columns.append((dimension.min - 1, dimension.max - 1, dimension.width, dimension.hidden))
    made.heights = [(row - 1, each.height) for row, each in page.row_dimensions.items() if each.height]
    for each in page.data_validations.dataValidation:
        made.validations += [(_corners(one), _validation(each)) for one in each.sqref.ranges]
    for group in page.conditional_formatting:
        made.rules += [(_corners(one), f"={rule.formula[0]}") for rule in group.rules for one in group.sqref.ranges]
    made.charts = [_chart(chart) for chart in page._charts]  # noqa: SLF001 -- openpyxl has no other way to them
    made.page = {
        "freeze": page.freeze_panes, "filter": page.auto_filter.ref, "orientation": page.page_setup.orientation,
        "header": page.oddHeader.center.text, "footer": page.oddFooter.left.text, "repeat": page.print_title_rows,
        "tab": page.sheet_properties.tabColor and page.sheet_properties.tabColor.rgb,
    }  # fmt: skip
    return made


def _corners(one: Any) -> Range:
    return one.min_row - 1, one.min_col - 1, one.max_row - 1, one.max_col - 1


def _value(cell: Any, values: Any) -> Any:
    from openpyxl.cell.rich_text import CellRichText

    if isinstance(cell.value, CellRichText):
        return [(str(part), bool(getattr(getattr(part, "font", None), "b", False))) for part in cell.value]
    if cell.data_type == "f":
        return cell.value, values.cell(cell.row, cell.column).value
    return cell.value


def _look(cell: Any) -> Look:
    """The properties of the format, as XlsxWriter names them."""
    font, place = cell.font, cell.alignment
    own = {
        "font_name": font.name, "font_size": font.size, "bold": font.bold, "italic": font.italic,
        "underline": 1 if font.underline else 0, "font_color": _colour(font.color), "num_format": cell.number_format,
        "align": place.horizontal, "valign": {"center": "vcenter"}.get(place.vertical, place.vertical),
        "text_wrap": place.wrap_text, "indent": int(place.indent), "locked": cell.protection.locked,
        "bg_color": _colour(cell.fill.fgColor) if cell.fill.fill_type else None,
    }  # fmt: skip
    for name in _SIDES:
        side = getattr(cell.border, name)
        if side is not None and side.style:
            own |= {name: _BORDERS[side.style], f"{name}_color": _colour(side.color)}
    return tuple(
        (name, value) for name, value in own.items() if value not in (None, False, 0, "General") or name == "locked"
    )


def _colour(colour: Any) -> str | None:
    return f"#{colour.rgb[-6:]}" if colour is not None and colour.type == "rgb" else None


def _validation(each: Any) -> dict[str, Any]:
    told = {
        "input_title": each.promptTitle, "input_message": each.prompt, "error_title": each.errorTitle,
        "error_message": each.error, "error_type": each.errorStyle or "stop",
    }  # fmt: skip
    told = {name: value for name, value in told.items() if value}
    if each.type is None:
        return {"validate": "any", **told}
    if each.type == "list":
        source = each.formula1
        is_typed = source.startswith('"')
        return {"validate": "list", "source": source.strip('"').split(",") if is_typed else f"={source}", **told}
    kind = {"whole": "integer", "textLength": "length"}.get(each.type, each.type)
    criteria = _COMPARED[each.operator or "between"]
    bounds = [int(float(bound)) for bound in (each.formula1, each.formula2) if bound]
    names = ("minimum", "maximum") if len(bounds) > 1 else ("value",)
    if kind == "date":
        bounds = [_day(bound) for bound in bounds]
    return {"validate": kind, "criteria": criteria, **dict(zip(names, bounds, strict=True)), **told}


def _day(serial: int) -> Any:
    from openpyxl.utils.datetime import from_excel

    return from_excel(serial)


def _chart(chart: Any) -> tuple[int, int, str, list[tuple[str, str, str]]]:
    title = "".join(run.t for line in chart.title.tx.rich.p for run in line.r)
    series = [(each.tx.v, f"={each.cat.strRef.f}", f"={each.val.numRef.f}") for each in chart.series]
    place = chart.anchor._from  # noqa: SLF001 -- as above
    return place.row, place.col, title, series


# ---------------------------------------------------------------- writing


def write(path: Path, sheets: list[Sheet]) -> None:
    """The loop: a sheet at a time, a cell at a time, each look made a format once."""
    with xlsxwriter.Workbook(str(path), _OPTIONS) as book:
        formats: dict[Look, Any] = {}

        def format_of(look: Look) -> Any:
            if look not in formats:
                formats[look] = book.add_format(dict(look))
            return formats[look]

        grid, bold = book.add_format({"border": 1}), book.add_format({"bold": True})
        for page, sheet in [(book.add_worksheet(sheet.name), sheet) for sheet in sheets]:
            for first, last, width, is_hidden in sheet.columns:
                page.set_column(first, last, width, None, {"hidden": is_hidden})
            for row, height in sheet.heights:
                page.set_row(row, height)
            for row, column, value, look in sheet.cells:
                _put(page, (row, column), value, format_of(look), bold)
            for corners, value, look in sheet.merged:
                page.merge_range(*corners, value, format_of(look))
            for corners, options in sheet.validations:
                page.data_validation(*corners, options)
            for corners, formula in sheet.rules:
                page.conditional_format(*corners, {"type": "formula", "criteria": formula, "format": grid})
            for row, column, text in sheet.comments:
                page.write_comment(row, column, text)
            for row, column, title, series in sheet.charts:
                page.insert_chart(row, column, _drawn(book, title, series))
            _set_up(page, sheet)


def _put(page: Any, place: tuple[int, int], value: Any, look: Any, bold: Any) -> None:
    match value:
        case list():
            bits = [bit for text, is_bold in value for bit in ((bold, text) if is_bold else (text,))]
            page.write_rich_string(*place, *bits, look)
        case (formula, known):
            page.write_formula(*place, formula, look, known or 0)
        case str() if value.startswith("="):
            page.write_string(*place, value, look)
        case _:
            page.write(*place, value, look)


def _drawn(book: Any, title: str, series: list[tuple[str, str, str]]) -> Any:
    chart = book.add_chart({"type": "bar"})
    for name, categories, values in series:
        chart.add_series({"name": name, "categories": categories, "values": values, "data_labels": {"value": True}})
    chart.set_title({"name": title})
    return chart


def _set_up(page: Any, sheet: Sheet) -> None:
    told = sheet.page
    if sheet.state in _STATES:
        getattr(page, _STATES[sheet.state])()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    if told["orientation"] == "landscape":
        page.set_landscape()
    if told["freeze"]:
        page.freeze_panes(told["freeze"])
    if told["filter"]:
        page.autofilter(told["filter"])
    if told["header"]:
        page.set_header(f"&C{told['header']}")
    if told["footer"]:
        page.set_footer(f"&L{told['footer']}")
    if told["repeat"]:
        first, last = (int(part.strip("$")) - 1 for part in told["repeat"].split("!")[-1].split(":"))
        page.repeat_rows(first, last)
    if told["tab"]:
        page.set_tab_color(f"#{told['tab'][-6:]}")
