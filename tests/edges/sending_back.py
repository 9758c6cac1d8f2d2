"""A union and the district without a workspace: files are sent, something comes back, is mended or not, is sent again."""

import hashlib
import pickle
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from pipeline import flow, intake
from pipeline.campaign import read_campaign, read_units
from pipeline.consolidation import Consolidation
from pipeline.edges import lists, reading, returned
from pipeline.edges.template import Filled, write_template
from pipeline.history import History
from pipeline.received import Receipt, Received
from pipeline.vietnamese import Cell
from pipeline.workbook import Workbook
from schemas import initiative, unit_sheet
from tests.flow.story import FOLDER

CAMPAIGN = read_campaign((FOLDER / "workspace" / "campaign.toml").read_text("utf-8"))
UNITS = read_units((FOLDER / "workspace" / "units.csv").read_text("utf-8"), CAMPAIGN)
FIRST, AGAIN, AS_OF = date(2022, 5, 20), date(2022, 5, 27), date(2022, 5, 31)

GOOD: dict[str, Cell] = {
    "ordinal": 1, "title": "Rèn kỹ năng đọc cho học sinh lớp 3", "author": "Nguyễn Thị Hoa",
    "author_group": "Cán bộ, công chức, viên chức", "solution_kind": "Giải pháp tác nghiệp",
    "field_of_work": "Giáo dục và đào tạo", "stage": "Đã được công nhận", "applied_on": date(2022, 2, 21),
    "recognised_by": "Hội đồng sáng kiến", "recognition_number": "05/QĐ", "recognised_on": date(2022, 4, 15),
    "portal_on": date(2022, 4, 20), "ip_protected": "Không",
}  # fmt: skip
SUBJECTS = ("Toán", "Mỹ thuật", "Âm nhạc", "Thể dục", "Khoa học", "Lịch sử", "Địa lí", "Tin học", "Đạo đức")


def row(number: int, **told: Cell) -> dict[str, Cell]:
    """A sound initiative of its own."""
    title = f"Tổ chức trò chơi khởi động trong giờ {SUBJECTS[number - 1]}"
    return {**GOOD, "ordinal": number, "title": title, "portal_ref": f"00{number}", **told}


def read(path: Path) -> Workbook:
    return reading.read(str(path), path.name, hashlib.sha256(path.read_bytes()).hexdigest())


def sent(path: Path, *rows: dict[str, Cell], unit_code: str = "TH01", **said: Cell) -> Workbook:
    """A filled template as the reader reads it; as sent on 20 May unless told otherwise."""
    unit = next(unit for unit in UNITS if unit.unit_code == unit_code)
    write_template(path, CAMPAIGN, unit, Filled({"report_on": FIRST, **said}, rows))
    return read(path)


def consolidated(*days: Sequence[Workbook], history: History | None = None) -> Consolidation:
    """What came on 1 June, what on 2 June …"""
    came = {
        book.sha256: (run, datetime(2022, 6, run, 2, tzinfo=UTC)) for run, day in enumerate(days, 1) for book in day
    }
    books = [book for day in days for book in day]
    receipts = tuple(
        Receipt(book.file, book.sha256, book.size, run, moment, moment)
        for book in books
        for run, moment in [came[book.sha256]]
    )
    readings = intake.read(books, CAMPAIGN, UNITS, {sha256: moment.date() for sha256, (_, moment) in came.items()})
    return flow.consolidate(Received(receipts, readings), history or History(), CAMPAIGN, UNITS, AS_OF)


def remembered(result: Consolidation) -> History:
    """What the register knows the day after."""
    codes = result.given.codes.assign(allotted_run=1)
    return History(codes=codes, coded_rows=result.given.rows.assign(given_run=1))


def sent_back(result: Consolidation, *books: Workbook) -> dict[str, Filled]:
    """By unit_code what comes back. books: all that was sent, for those that must be read again."""
    wanted = returned.to_return(result)
    needed = set(result.files.loc[returned.needed(result, wanted), "sha256"])
    read_again = {book.sha256: book for book in books if book.sha256 in needed}
    return returned.contents(result, UNITS, wanted, read_again, lists.contents(result))


def back_at(path: Path, filled: Filled, unit_code: str = "TH01") -> Path:
    """The workbook as it lies in tra-lai/, where another process writes it."""
    unit = next(unit for unit in UNITS if unit.unit_code == unit_code)
    write_template(path, CAMPAIGN, unit, pickle.loads(pickle.dumps(filled)))  # noqa: S301 -- our own
    return path


def mended(path: Path, mend: Callable[[openpyxl.Workbook], None] | None = None, on: date = AGAIN) -> Workbook:
    """The workbook as it is sent again: Ngày báo cáo is written, then what is mended."""
    book = openpyxl.load_workbook(path)
    labels = book[unit_sheet.SHEET]
    for line in labels.iter_rows(min_col=1, max_col=2):
        if line[0].value == unit_sheet.BY_FIELD["report_on"].title:
            line[1].value = on
    if mend is not None:
        mend(book)
    book.save(path)
    return read(path)


def cell(book: openpyxl.Workbook, row_number: int, field: str) -> Any:
    """The cell of a field on the sheet of the initiatives."""
    sheet = book[initiative.SHEET]
    columns = {each.title: each.field for each in (*initiative.COLUMNS, *initiative.SHOWN, initiative.ROW_STAMP)}
    return next(
        sheet.cell(row_number, index) for index, head in enumerate(sheet[1], 1) if columns.get(str(head.value)) == field
    )
