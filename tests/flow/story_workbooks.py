"""Makes the workbooks of a story: small, the same bytes each time, with headings and labels written as the contract writes them."""

import io
import struct
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import xlsxwriter

from tests.flow.story import Story, StoryFile

HEADINGS = {
    "initiative_code": "Mã sáng kiến", "ordinal": "STT", "title": "Tên sáng kiến*", "author": "Tác giả chính*", "co_authors": "Đồng tác giả",
    "position": "Chức vụ, bộ phận", "author_group": "Đối tượng*", "solution_kind": "Loại giải pháp*", "field_of_work": "Lĩnh vực áp dụng*",
    "summary": "Tóm tắt nội dung", "stage": "Trạng thái*", "registered_on": "Ngày đăng ký", "applied_on": "Ngày áp dụng lần đầu",
    "recognised_by": "Cấp công nhận", "recognition_number": "Số văn bản công nhận", "recognised_on": "Ngày công nhận",
    "benefit_vnd": "Giá trị làm lợi (đồng)", "other_benefit": "Hiệu quả khác", "portal_ref": "Mã trên Cổng", "portal_on": "Ngày cập nhật Cổng",
    "ip_protected": "Đang được bảo hộ SHTT", "award_proposal": "Đề nghị khen thưởng", "note": "Ghi chú",
}  # fmt: skip
LABELS = {
    "unit_code": "Mã CĐCS*", "unit_name": "Tên công đoàn cơ sở*", "block": "Khối", "commune": "Xã, thị trấn", "report_on": "Ngày báo cáo*",
    "prepared_by": "Người lập", "declared_count": "Tổng số sáng kiến khai báo", "is_zero_report": "Không phát sinh",
}  # fmt: skip
STAMP = {"version": "1", "campaign": "01 triệu sáng kiến (thử nghiệm)", "code_prefix": "THU"}
MADE_AT = datetime(2022, 5, 1)  # in the properties, so that the bytes are the same each time

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def inbox_bytes(story: Story) -> dict[str, bytes]:
    """Path → bytes of every file of the story's inbox."""
    made: dict[str, bytes] = {}
    for file in story.files:
        if "copy_of" in file.told:
            made[file.path] = made[file.told["copy_of"]]
        elif "kind" in file.told:
            made[file.path] = of_kind(file.told["kind"])
        else:
            made[file.path] = workbook(file)
    return {**made, **dict.fromkeys(story.ignored, of_kind("text"))}


def workbook(file: StoryFile) -> bytes:
    told = file.told
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": MADE_AT})
        book.days = book.add_format({"num_format": "dd/mm/yyyy"})
        write_grid(book, "Đơn vị", unit_lines(file), is_nfd=told.get("nfd", False))
        for name in told.get("sheets", ["Sáng kiến"]):
            write_grid(book, name, initiative_lines(file), is_nfd=told.get("nfd", False))
        for name, lines in told.get("other_sheets", {}).items():
            write_grid(book, name, lines, is_nfd=told.get("nfd", False))
        if told.get("stamp", True):
            stamp = {**STAMP, "unit_code": file.unit_code, **told.get("stamped", {})}
            write_grid(book, "_sangkien", [[key, value] for key, value in stamp.items()], is_nfd=False)
    return content.getvalue()


def unit_lines(file: StoryFile) -> list[list[Any]]:
    values = {
        "unit_code": file.told.get("unit_code_as_typed", file.unit_code),
        "report_on": file.told.get("report_on", ""),
        **file.told.get("unit_sheet", {}),
    }
    dropped = file.told.get("without_labels", [])
    return [[label, values.get(field, "")] for field, label in LABELS.items() if field not in dropped]


def initiative_lines(file: StoryFile) -> list[list[Any]]:
    fields = file.told.get("columns", list(HEADINGS))
    headings = [*(HEADINGS.get(field, field) for field in fields)]
    renamed = file.told.get("renamed", {})
    headings = [renamed.get(field, heading) for field, heading in zip(fields, headings, strict=True)]
    lines: list[list[Any]] = [*file.told.get("above", []), headings]
    told = (
        [*line.told["cells"]] if line.is_raw else [line.values.get(field, "") for field in fields]
        for line in file.lines
    )
    return [*lines, *told]


def write_grid(book: Any, name: str, lines: list[list[Any]], *, is_nfd: bool) -> None:
    sheet = book.add_worksheet(_form(name, is_nfd=is_nfd))
    for row, cells in enumerate(lines):
        for column, cell in enumerate(cells):
            match cell:
                case "":
                    continue
                case str():
                    sheet.write_string(row, column, _form(cell, is_nfd=is_nfd))
                case {"formula": formula, "value": value}:
                    sheet.write_formula(row, column, formula, book.days if isinstance(value, int) else None, value)
                case date():
                    sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), book.days)
                case _:
                    sheet.write(row, column, cell)


def _form(text: str, *, is_nfd: bool) -> str:
    return unicodedata.normalize("NFD" if is_nfd else "NFC", text)


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip with the same bytes each time."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def of_kind(kind: str) -> bytes:
    """Bytes of a file that is no template: what really lies in an inbox."""
    made: dict[str, Callable[[], bytes]] = {
        "empty": lambda: b"",
        "text": "Kính gửi LĐLĐ huyện, danh sách gửi sau ạ.\n".encode,
        "csv": lambda: "Tên sáng kiến;Tác giả chính\r\nTrồng cây;Lê Văn Tám\r\n".encode("utf-8-sig"),
        "old_excel": lambda: OLE + "Workbook".encode("utf-16-le") + bytes(512),
        "encrypted": lambda: OLE + "EncryptedPackage".encode("utf-16-le") + bytes(512),
        "binary_excel": lambda: zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"\x83\x01\x00"}),
        "open_document": lambda: zipped(
            {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}
        ),
        "word": lambda: zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}),
        "cut_off": lambda: no_template()[:3000],
        "no_cells": no_cells,
        "other_workbook": no_template,
        "bomb": bomb,
    }
    return made[kind]()


def no_template() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": MADE_AT})
        write_grid(book, "Lương tháng 5", [["Họ và tên", "Lương"], ["Lê Văn Tám", 5_000_000]], is_nfd=False)
    return content.getvalue()


def no_cells() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": MADE_AT})
        book.add_worksheet("Sáng kiến")
    return content.getvalue()


def bomb() -> bytes:
    """A workbook with a part of 30 MB of nothing."""
    parts = {name: data for name, data in parts_of(no_template()).items() if name != "xl/styles.xml"}
    return zipped({**parts, "xl/styles.xml": bytes(30 * 1024 * 1024)})


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def many_parts(count: int) -> bytes:
    return zipped({**parts_of(no_template()), **{f"xl/media/{number}.txt": b"x" for number in range(count)}})


def lying_about_size(data: bytes) -> bytes:
    """The zip directory of `data` claims for its first part a size that the part does not have."""
    place = data.index(b"PK\x01\x02")
    return data[: place + 24] + struct.pack("<I", 7) + data[place + 28 :]


def cells(data: bytes) -> object:
    """What a workbook holds, sheet by sheet; other bytes as they are."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        return data
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
