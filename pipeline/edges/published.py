"""Writes the list for the public as .xlsx and .csv: without names of persons, never over what is there already."""

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from pipeline.consolidation import Consolidation
from pipeline.edges import outbox
from pipeline.edges.annex_cells import days, numbers, ordinals, texts
from pipeline.edges.annex_formats import Form, Formats, new_workbook
from pipeline.edges.annex_sheet import Column, Letterhead, Table, draw
from pipeline.edges.sandbox import level_words
from pipeline.errors import UsageError
from pipeline.vietnamese import count, day
from schemas import initiative, unit_sheet

_SHEET = "Danh sách"
_TITLE = "Danh sách sáng kiến đã được công nhận, hợp lệ"
_AS_OF = "Số liệu tính đến ngày"
_BEGUN = ".new-"


def names(as_of: date) -> tuple[str, str]:
    """The two files, by the day of their figures."""
    return f"danh-sach-sang-kien-{as_of.isoformat()}.xlsx", f"danh-sach-sang-kien-{as_of.isoformat()}.csv"


def contents(result: Consolidation, listed: pd.DataFrame) -> dict[str, bytes]:
    """By name the bytes of both files; the same list gives the same bytes. listed: of stages.published."""
    table = _table(result, listed)
    workbook, text = names(result.as_of)
    return {workbook: _workbook(result, table), text: outbox.csv_bytes(_lines(result, listed, table))}


def _table(result: Consolidation, listed: pd.DataFrame) -> Table:
    level = level_words(result.campaign.campaign.level)
    note = (
        f"Ghi chú: danh sách gồm {count(len(listed))} sáng kiến được tính vào kết quả của "
        f"Chương trình “{result.campaign.campaign.name}”, do {result.campaign.issuer.name} tổng hợp từ báo cáo của các "
        f"{level['unit']}; {_AS_OF.lower()} {day(result.as_of)}. Danh sách không ghi tên tác giả."
    )
    heading = {field: column.heading for field, column in initiative.BY_FIELD.items()}
    return Table(
        _SHEET,
        _TITLE,
        (
            Column("STT", Form.ORDINAL, 6, ordinals(listed)),
            Column(heading["title"], Form.TEXT, 56, texts(listed["title"])),
            Column("Đơn vị", Form.TEXT, 34, texts(listed["unit_name"])),
            Column(unit_sheet.BY_FIELD["block"].heading, Form.TEXT, 18, texts(listed["block"])),
            Column(level["commune_heading"], Form.TEXT, 22, texts(listed["commune"])),
            Column(heading["field_of_work"], Form.TEXT, 22, texts(listed["field_of_work"])),
            Column(heading["solution_kind"], Form.TEXT, 24, texts(listed["solution_kind"])),
            Column("Giai đoạn", Form.ORDINAL, 8, numbers(listed["phase"])),
            Column(heading["recognised_on"], Form.DAY, 12, days(listed["recognised_on"])),
        ),
        (note,),
    )


def _workbook(result: Consolidation, table: Table) -> bytes:
    issuer = result.campaign.issuer
    letterhead = Letterhead(issuer.superior, issuer.name, f"{_AS_OF} {day(result.as_of)}")
    stream = io.BytesIO()
    with new_workbook(stream, _TITLE, result.campaign, result.as_of) as workbook:
        draw(workbook, Formats(workbook), letterhead, table)
    return stream.getvalue()


def _lines(result: Consolidation, listed: pd.DataFrame, table: Table) -> pd.DataFrame:
    """The lines of the .csv: the columns of the sheet, days as YYYY-MM-DD, and on each line the day of the figures."""
    dated = listed.assign(recognised_on=listed["recognised_on"].dt.strftime("%Y-%m-%d").fillna(""))
    plain = dated.drop(columns="has_hidden_name")
    plain.insert(0, "ordinal", range(1, len(plain) + 1))
    return plain.set_axis([column.heading for column in table.columns], axis=1).assign(
        **{_AS_OF: result.as_of.isoformat()}
    )


def write(folder: Path, files: Mapping[str, bytes], *, force: bool) -> list[Path]:
    """Writes the files whose bytes are not there yet; returns the paths of all.

    Raises UsageError, before anything is written, when one of them is there with other content and not `force`;
    OSError when it cannot be written. A file is whole or as it was.
    """
    paths = {folder / name: content for name, content in files.items()}
    wanted = {path: content for path, content in paths.items() if not (path.is_file() and path.read_bytes() == content)}
    for path in wanted:
        if path.exists() and not force:
            raise UsageError(
                f"Đã có tệp {path} với nội dung khác; không ghi đè. Thêm --force để ghi đè, hoặc chọn thư mục khác."
            )
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in wanted.items():
        begun = path.with_name(f"{_BEGUN}{path.name}")
        try:
            begun.write_bytes(content)
            begun.replace(path)
        finally:
            begun.unlink(missing_ok=True)
    return list(paths)
