"""What a workbook sent back to be mended has beside its rows: marked cells, the sheets `Cần sửa` and `Ngoài mẫu`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any, Final

from pipeline.catalogue import SEVERITY_NAMES, Severity
from pipeline.edges.template_look import (
    DAY_FORMAT,
    FONT,
    LINE,
    LINE_POINTS,
    MUTED,
    NAVY,
    PALE_BLUE,
    Look,
    fitted,
    put,
    row_height,
    set_up_page,
)
from pipeline.vietnamese import Cell, as_text
from pipeline.workbook import column_letter
from schemas import stamp

_COLOURS: Final[dict[Severity, dict[str, object]]] = {
    Severity.REFUSED: {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
    Severity.REJECTED: {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
    Severity.WARNING: {"bg_color": "#FFEB9C", "font_color": "#7F6000"},
}
_COMMENT_LIMIT: Final = 2_000
_COMMENT_LETTERS: Final = 46  # in a line of the box below
_COMMENT_WIDTH: Final = 330  # pixels
_MESSAGE_LIMIT: Final = 1_000
_TASK_LIMIT: Final = 5_000  # Excel follows no more than 65,530 links on a sheet, and nobody reads on
_TASK_COLUMNS: Final = (("TT", 6), ("Mức độ", 17), ("Trang", 15), ("Ô", 20), ("Cột, mục", 24), ("Nội dung cần sửa", 84))
_TASKS_FROM: Final = 4
KEPT_FROM: Final = 4  # the row, as Excel shows it, from which the sheet holds what the union wrote
_OUTSIDE_WIDTH: Final = 26
MOST_LETTERS: Final = 32_767  # Excel holds no more in a cell

HOW_TO_MEND: Final = (
    "Ô nền đỏ: phải sửa thì dòng (tệp) mới được nhận. Ô nền vàng: đề nghị xem lại. Đưa chuột vào ô để đọc giải thích; "
    "bấm vào địa chỉ ở cột “Ô” để đến đúng ô. Sửa ngay trong tệp này, ghi Ngày báo cáo mới ở trang “Đơn vị”, "
    "lưu lại rồi gửi. Trang này và trang “Ngoài mẫu” (nếu có) không phải sửa."
)
WHAT_IS_OUTSIDE: Final = (
    "Những nội dung dưới đây không có chỗ trong mẫu nên chưa được đọc; được giữ nguyên như đơn vị đã ghi. "
    "Nội dung cần báo cáo thì chép vào đúng cột của trang tương ứng. Khi gửi lại, trang này không được đọc."
)


@dataclass(frozen=True)
class Mark:
    """What is wrong with a cell."""

    severity: Severity
    text: str


@dataclass(frozen=True)
class Task:
    """A line of `Cần sửa`.

    sheet, cell: where its link leads in this workbook, cell "" for nowhere. place: the cells as they are shown.
    """

    severity: Severity
    sheet: str
    cell: str
    place: str
    heading: str
    message: str


@dataclass(frozen=True)
class Outside:
    """What of one sheet of a sent file found no place in the template.

    columns: the places in the sheet of what the lines hold, from 0. lines: row number as sent, the cells. A section
    without a title was kept before and is kept as it is.
    """

    title: str
    columns: tuple[int, ...]
    lines: tuple[tuple[int, tuple[Cell, ...]], ...]


@dataclass(frozen=True)
class Returned:
    """marks: sheet → (row as Excel shows it, field) → what is wrong there."""

    marks: Mapping[str, Mapping[tuple[int, str], Mark]] = field(default_factory=dict)
    tasks: Sequence[Task] = ()
    outside: Sequence[Outside] = ()


def colours(mark: Mark | None) -> dict[str, object]:
    """How a marked cell looks, {} for one that is not."""
    return _COLOURS.get(mark.severity, {}) if mark else {}


def explain(sheet: Any, place: tuple[int, int], mark: Mark) -> None:
    """The comment of a marked cell."""
    text = fitted(mark.text, _COMMENT_LIMIT)
    lines = sum(1 + len(part) // _COMMENT_LETTERS for part in text.split("\n"))
    options = {
        "author": "", "width": _COMMENT_WIDTH, "height": min(400, 16 + 17 * lines), "font_name": FONT, "font_size": 11
    }  # fmt: skip
    sheet.write_comment(*place, text, options)


def write_tasks(sheet: Any, look: Look, tasks: Sequence[Task], owner: tuple[str, str]) -> None:
    """The sheet `Cần sửa`: a line a finding, each with a link to its cell. owner: the unit, the issuer."""
    unit_name, issuer = owner
    for index, (_, width) in enumerate(_TASK_COLUMNS):
        sheet.set_column(index, index, width)
    last = len(_TASK_COLUMNS) - 1
    _write_head(sheet, look, f"NHỮNG CHỖ CẦN SỬA - {unit_name}", HOW_TO_MEND, last)
    heading = look.of(bold=True, align="center", border=1, border_color=LINE, bg_color=PALE_BLUE, font_color=NAVY)
    for index, (name, _) in enumerate(_TASK_COLUMNS):
        put(sheet, (_TASKS_FROM - 1, index), name, heading)
    plain = look.of(border=1, border_color=LINE, indent=1)
    centred = look.of(border=1, border_color=LINE, align="center")
    link = look.of(border=1, border_color=LINE, align="center", font_color="#0563C1", underline=1)
    severities = {
        severity: look.of(border=1, border_color=LINE, align="center", **_COLOURS.get(severity, {}))
        for severity in Severity
    }
    shown = tasks[:_TASK_LIMIT]
    for number, task in enumerate(shown, start=1):
        row = _TASKS_FROM + number - 1
        message = fitted(task.message, _MESSAGE_LIMIT)
        put(sheet, (row, 0), number, centred)
        severity = SEVERITY_NAMES[task.severity]
        put(sheet, (row, 1), severity, severities[task.severity])
        put(sheet, (row, 2), task.sheet, centred)
        if task.cell:
            sheet.write_url(row, 3, f"internal:'{task.sheet}'!{task.cell}", link, string=task.place)
        else:
            put(sheet, (row, 3), task.place, centred)
        put(sheet, (row, 4), task.heading, plain)
        put(sheet, (row, 5), message, plain)
        sheet.set_row(row, 6 + row_height([(message, 80), (task.heading, 21), (task.place, 18), (severity, 15)]))
    if len(tasks) > len(shown):
        put(sheet, (_TASKS_FROM + len(shown), 5), f"… và {len(tasks) - len(shown)} chỗ khác, xem các ô có màu.", plain)
    sheet.freeze_panes(_TASKS_FROM, 0)
    sheet.set_tab_color("#C00000")
    sheet.hide_gridlines(2)
    set_up_page(sheet, "", unit_name, issuer)
    sheet.repeat_rows(_TASKS_FROM - 1)
    sheet.fit_to_pages(1, 0)


def placed(sections: Sequence[Outside]) -> Iterator[tuple[int, Outside]]:
    """Each section with the row (from 0) of its first line on the sheet `Ngoài mẫu`; above it title and letters."""
    row = KEPT_FROM - 1
    for section in sections:
        head = 2 if section.title else 0
        yield row + head, section
        row += head + len(section.lines) + 1


def write_outside(sheet: Any, look: Look, sections: Sequence[Outside], owner: tuple[str, str]) -> None:
    """The sheet `Ngoài mẫu`: what the union wrote where the template has no place, as it was written."""
    sheet.set_column(0, 0, 14)
    widest = max((len(section.columns) for section in sections), default=0)
    sheet.set_column(1, max(1, widest), _OUTSIDE_WIDTH)
    _write_head(sheet, look, "NỘI DUNG NGOÀI MẪU", WHAT_IS_OUTSIDE, 5)
    title = look.of(bold=True, font_color=NAVY, text_wrap=False)
    letters = look.of(bold=True, align="center", border=1, border_color=LINE, bg_color=PALE_BLUE, font_color=NAVY)
    muted = look.of(align="center", font_color=MUTED, border=1, border_color=LINE)
    for row, section in placed(sections):
        if section.title:
            put(sheet, (row - 2, 0), section.title, title)
            for index, name in enumerate(("Dòng đã gửi", *(f"Cột {column_letter(at)}" for at in section.columns))):
                put(sheet, (row - 1, index), name, letters)
        for place, (number, cells) in enumerate(section.lines, start=row):
            if section.title:
                put(sheet, (place, 0), number, muted)
            for index, cell in enumerate(cells, start=1 if section.title else 0):
                if cell is not None:
                    put(sheet, (place, index), cell, _plain(look, cell))
            texts = [(as_text(cell), _OUTSIDE_WIDTH - 2) for cell in cells if cell is not None]
            sheet.set_row(place, max(LINE_POINTS + 4, min(160.0, row_height(texts))))
    sheet.set_tab_color(MUTED)
    set_up_page(sheet, "", *owner)
    sheet.fit_to_pages(1, 0)


def _write_head(sheet: Any, look: Look, title: str, text: str, last: int) -> None:
    sheet.merge_range(0, 0, 0, last, "", look.of(bold=True, font_size=14, font_color=NAVY))
    put(sheet, (0, 0), title, look.of(bold=True, font_size=14, font_color=NAVY))
    sheet.set_row(0, 8 + row_height([(title, 120)]))
    sheet.merge_range(1, 0, 1, last, "", look.of(valign="top"))
    put(sheet, (1, 0), text, look.of(valign="top"))
    sheet.set_row(1, 8 + row_height([(text, 130)]))


def _plain(look: Look, cell: Cell) -> Any:
    match cell:
        case date():
            number_format = DAY_FORMAT
        case time():
            number_format = "hh:mm"
        case timedelta():
            number_format = "[h]:mm"
        case _:
            number_format = "General"
    return look.of(num_format=number_format, border=1, border_color=LINE, align="left", indent=1)


def pieces(text: str) -> tuple[str, ...]:
    """A text in parts that Excel can hold."""
    return tuple(text[start : start + MOST_LETTERS] for start in range(0, len(text), MOST_LETTERS))


def sheet_names(returned: Returned | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sheets a returned workbook has before and behind those of the template."""
    if returned is None:
        return (), ()
    return (stamp.MEND_SHEET,), (stamp.OUTSIDE_SHEET,) if returned.outside else ()
