"""ra-soat-trung.xlsx: suspected duplicates for the clerk, a pair a line, side by side, with room for the decision."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

import pandas as pd
import xlsxwriter

from pipeline import catalogue
from pipeline.campaign import Campaign
from pipeline.consolidation import Consolidation
from pipeline.edges import review_marks, review_stamp
from pipeline.edges.annex_cells import fitting
from pipeline.edges.review_help import GUIDE, KEPT, write_help
from pipeline.edges.template_look import (
    LINE,
    MUTED,
    NAVY,
    PALE_BLUE,
    WORKBOOK_OPTIONS,
    Look,
    put,
    row_height,
    set_up_page,
)
from pipeline.vietnamese import count, day
from schemas import initiative

_SIZE: Final = 11
_HEADING_ROW: Final = 3
_FROZEN: Final = 3  # group, number and decision stay in sight
_ANSWER: Final = {"bg_color": "#FFF2CC", "locked": False}
_EMPTY: Final = "(để trống)"
_PRINT_SCALE: Final = 66
_SIDES_BEFORE_BREAK: Final = (2, 6)
_CHECKED_BELOW: Final = 200  # lines a clerk may add room for by sorting or copying
_NOTHING: Final = {
    review_stamp.SHEET: "Không có cặp sáng kiến nào cần rà soát.",
    review_stamp.AUTOMATIC_SHEET: "Không có sáng kiến nào được tự động tính là một dưới hai mã.",
}
_TITLES: Final = {
    review_stamp.SHEET: "RÀ SOÁT SÁNG KIẾN NGHI TRÙNG",
    review_stamp.AUTOMATIC_SHEET: "SÁNG KIẾN ĐÃ TỰ ĐỘNG TÍNH LÀ MỘT",
}


@dataclass(frozen=True)
class _Side:
    """A column that stands twice, once for each of the two. told: what of the rows is shown, as text."""

    heading: str
    width: float
    told: Callable[[pd.DataFrame], pd.Series]
    is_compared: bool = True


def _field(name: str, width: float) -> _Side:
    return _Side(initiative.BY_FIELD[name].heading, width, lambda rows: rows[name])


def _applied(rows: pd.DataFrame) -> pd.Series:
    months, days = rows["applied_on"].dt.strftime("%m/%Y"), rows["applied_on"].dt.strftime("%d/%m/%Y")
    return days.where(~rows["applied_is_month"].astype("bool"), months).fillna("").astype("str")


_SIDES: Final = (
    _Side("Mã sáng kiến", 11, lambda rows: rows["initiative_code"], is_compared=False),
    _field("title", 30),
    _Side("Đơn vị", 17, lambda rows: rows["unit_name"].where(rows["unit_name"] != "", rows["unit_code"])),
    _field("author", 15),
    _field("co_authors", 15),
    _field("summary", 32),
    _Side(initiative.BY_FIELD["applied_on"].heading, 11, _applied),
    _field("portal_ref", 11),
    _Side("Tình trạng", 13, lambda rows: rows["fate"].map(catalogue.FATE_NAMES), is_compared=False),
    _Side("Tệp, dòng", 17, lambda rows: rows["file"] + ", dòng " + rows["row"].astype("str"), is_compared=False),
)
_LEFT: Final = (("Nhóm", 7), ("STT", 6), (review_stamp.DECISION, 13), (review_stamp.NOTE, 18), ("Vì sao", 24))
_RIGHT: Final = (("Người quyết định", 12), ("Lúc", 12), (review_stamp.STAMP, 20))


def write(target: Path | BinaryIO, result: Consolidation) -> None:
    """Writes the workbook; the same result gives the same texts.

    Raises OSError when the file cannot be written (it is open in Excel).
    """
    content = io.BytesIO()
    # Whole in memory first: a fault on the way leaves no half-written file behind.
    with xlsxwriter.Workbook(content, {**WORKBOOK_OPTIONS, "default_row_height": 20}) as workbook:
        _fill(workbook, result)
    if isinstance(target, Path):
        target.write_bytes(content.getvalue())
    else:
        target.write(content.getvalue())


def _fill(workbook: Any, result: Consolidation) -> None:
    look = Look(workbook)
    tables = {review_stamp.SHEET: result.review, review_stamp.AUTOMATIC_SHEET: result.automatic}
    stamps = {name: review_stamp.of_lines(lines, result.rows) for name, lines in tables.items()}
    book = review_stamp.in_workbook(stamp for found in stamps.values() for stamp in found)
    for name, lines in tables.items():
        sheet = workbook.add_worksheet(name)
        texts = [replace(stamp, workbook=book).text() for stamp in stamps[name]]
        _Page(sheet, look, result).write(name, lines, texts)
    write_help(workbook.add_worksheet(review_stamp.HELP_SHEET), look)
    campaign = result.campaign
    workbook.set_properties(
        {
            "title": "Rà soát sáng kiến nghi trùng",
            "subject": campaign.campaign.name[:255],
            "author": campaign.issuer.name[:255],
            # The clock enters as as_of only.
            "created": datetime.combine(result.as_of, datetime.min.time(), UTC),
        }
    )


@dataclass(frozen=True)
class _Page:
    """One of the two sheets of pairs."""

    sheet: Any
    look: Look
    result: Consolidation

    def write(self, name: str, lines: pd.DataFrame, stamps: Sequence[str]) -> None:
        headings = _headings()
        self._head(name, lines, headings)
        tables = [self.result.rows.loc[lines[key]] for key in ("row_a", "row_b")]
        sides = [[side.told(rows).astype("str").tolist() for rows in tables] for side in _SIDES]
        before = 0
        for place, line in enumerate(lines.to_dict("records")):
            row = _HEADING_ROW + 1 + place
            edge = {"top": 2, "top_color": NAVY} if line["group"] != before else {}
            before = line["group"]
            why = catalogue.why_text(line["reasons"], line["details"]) or "Theo quyết định trước đây."
            self._left(row, (place + 1, line, why), edge)
            pairs = [(texts[0][place], texts[1][place]) for texts in sides]
            self._sides(row, pairs, edge)
            column = len(_LEFT) + 2 * len(_SIDES)
            for offset, text in enumerate((line["judged_by"], _moment(line["judged_at"]), stamps[place])):
                put(self.sheet, (row, column + offset), text, self._of(edge))
            told: list[tuple[str, float]] = [(why, _LEFT[4][1] - 2), (line["note"], _LEFT[3][1] - 2)]
            told += [(text, side.width - 2) for side, both in zip(_SIDES, pairs, strict=True) for text in both]
            self.sheet.set_row(row, 4 + row_height(told))
        last = _HEADING_ROW + max(len(lines), 1)
        if not len(lines):
            put(self.sheet, (last, 0), _NOTHING[name], self.look.of(font_size=_SIZE, italic=True, text_wrap=False))
        self._set_up(name, last, headings)

    def _of(self, edge: dict[str, object], **properties: object) -> Any:
        return self.look.of(**{"font_size": _SIZE, "border": 1, "border_color": LINE, **edge, **properties})

    def _head(self, name: str, lines: pd.DataFrame, headings: Sequence[tuple[str, float]]) -> None:
        free = {"text_wrap": False, "font_size": _SIZE}
        put(
            self.sheet,
            (0, 0),
            _TITLES[name],
            self.look.of(**{**free, "font_size": 14, "bold": True, "font_color": NAVY}),
        )
        is_open = lines["verdict"].isin(["", "unknown"])
        told = f"Số liệu đến ngày {day(self.result.as_of)}: {count(len(lines))} cặp"
        if name == review_stamp.SHEET:
            told += f", {count(int(is_open.sum()))} cặp chờ quyết định"
        put(self.sheet, (1, 0), f"{told}. {GUIDE[name]}", self.look.of(**free, italic=True))
        put(self.sheet, (2, 0), KEPT, self.look.of(**free, italic=True, font_color=MUTED))
        colour = {"bg_color": PALE_BLUE, "font_color": NAVY}
        for column, (heading, width) in enumerate(headings):
            is_answer = heading in {review_stamp.DECISION, review_stamp.NOTE}
            own = {"bg_color": NAVY, "font_color": "#FFFFFF"} if is_answer else colour
            is_hidden = {"hidden": True} if heading == review_stamp.STAMP else {}
            self.sheet.set_column(column, column, width, None, is_hidden)
            heading_look = self.look.of(font_size=_SIZE, bold=True, align="center", border=1, border_color=LINE, **own)
            put(self.sheet, (_HEADING_ROW, column), heading, heading_look)
        self.sheet.set_row(_HEADING_ROW, 10 + row_height((heading, width - 4) for heading, width in headings))

    def _left(self, row: int, told: tuple[int, dict[Any, Any], str], edge: dict[str, object]) -> None:
        number, line, why = told
        centred = {"align": "center"}
        put(self.sheet, (row, 0), line["group"] or None, self._of(edge, **centred))
        put(self.sheet, (row, 1), number, self._of(edge, **centred))
        answer = catalogue.VERDICT_NAMES.get(line["verdict"])
        put(self.sheet, (row, 2), answer, self._of(edge, **centred, **_ANSWER, bold=True))
        put(self.sheet, (row, 3), line["note"] or None, self._of(edge, **_ANSWER))
        put(self.sheet, (row, 4), why, self._of(edge))

    def _sides(self, row: int, pairs: Sequence[tuple[str, str]], edge: dict[str, object]) -> None:
        marked = {"bold": True, "underline": 1, "font_color": "#C00000"}
        looks = (self._of(edge), self._of(edge, **marked))
        for place, (side, (one, other)) in enumerate(zip(_SIDES, pairs, strict=True)):
            for offset, (text, beside) in enumerate(((one, other), (other, one))):
                cell = (row, len(_LEFT) + 2 * place + offset)
                if not side.is_compared:
                    put(self.sheet, cell, fitting(text), looks[0])
                elif beside and not text:
                    put(self.sheet, cell, _EMPTY, looks[1])
                else:
                    review_marks.write(self.sheet, cell, review_marks.parts(text, beside), looks)

    def _set_up(self, name: str, last: int, headings: Sequence[tuple[str, float]]) -> None:
        sheet, width = self.sheet, len(headings)
        sheet.freeze_panes(_HEADING_ROW + 1, _FROZEN)
        sheet.autofilter(_HEADING_ROW, 0, last, width - 1)
        names = list(catalogue.VERDICT_NAMES.values())
        answers: dict[str, Any] = {
            "validate": "list",
            "source": names,
            "input_title": review_stamp.DECISION,
            "input_message": f"{' · '.join(names)}. Để trống: chưa quyết định. Làm trống ô đã ghi: bỏ quyết định đó.",
            "error_title": "Xin kiểm tra lại",
            "error_message": f"Chọn một trong: {', '.join(names)}; hoặc để trống.",
        }
        letters = f"Tùy ý, tối đa {review_stamp.MOST_LETTERS_OF_NOTE} ký tự."
        notes: dict[str, Any] = {"validate": "any", "input_title": review_stamp.NOTE, "input_message": letters}
        for column, options in ((2, answers), (3, notes)):
            sheet.data_validation(_HEADING_ROW + 1, column, last + _CHECKED_BELOW, column, options)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{'ZZ'}{last + 1}"})
        sheet.set_selection(_HEADING_ROW + 1, 2, _HEADING_ROW + 1, 2)
        sheet.set_tab_color(NAVY)
        campaign: Campaign = self.result.campaign
        set_up_page(sheet, _TITLES[name], campaign.issuer.name, f"Số liệu đến ngày {day(self.result.as_of)}")
        sheet.repeat_rows(_HEADING_ROW)
        sheet.repeat_columns(0, 1)
        sheet.print_area(_HEADING_ROW, 0, last, width - 2)
        # On one page the letters would have three points: code and title, then who and what, then the rest.
        sheet.set_print_scale(_PRINT_SCALE)
        sheet.set_v_pagebreaks([len(_LEFT) + 2 * sides for sides in _SIDES_BEFORE_BREAK])
        sheet.print_across()


def _headings() -> list[tuple[str, float]]:
    both = [(f"{side.heading} ({number})", side.width) for side in _SIDES for number in (1, 2)]
    return [*_LEFT, *both, *_RIGHT]


def _moment(iso: str) -> str:
    return f"{datetime.fromisoformat(iso):%H:%M %d/%m/%Y}" if iso else ""
