"""Files that must be received: as other programs save them, as people spoil them without knowing."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from tests.corpus import base, bombs, packages
from tests.corpus.packages import SHEET, STRINGS, edited, parts_of, renamed, strict, with_parts, with_rows, zipped
from tests.flow.story_workbooks import HEADINGS

SAVED = Path(__file__).parent / "saved"
Make = Callable[[str, int], bytes]
_PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 400


def plain(unit: str, number: int) -> bytes:
    return base.workbook(unit, number)


def told(**told: Any) -> Make:
    return lambda unit, number: base.workbook(unit, number, **told)


def on(change: Callable[[bytes], bytes]) -> Make:
    return lambda unit, number: change(base.workbook(unit, number))


def _saved(name: str) -> Make:
    return lambda *_: (SAVED / name).read_bytes()


def first_row(**cells: Any) -> Make:
    """The first row with these cells, the second as it is."""

    def make(unit: str, number: int) -> bytes:
        first, second = base.rows(number, 2)
        return base.workbook(unit, number, rows=[{**first, **cells}, second])

    return make


def _namespaced(data: bytes) -> bytes:
    """Every element of the sheet with a prefix."""
    xml = parts_of(data)[SHEET]
    xml = re.sub(rb"<(/?)([A-Za-z])", rb"<\1x:\2", xml).replace(b'xmlns="', b'xmlns:x="')
    return with_parts(data, {SHEET: xml})


def _without_numbers(data: bytes) -> bytes:
    """Rows and cells that do not say where they stand; gaps between cells are filled."""
    xml = parts_of(data)[SHEET]

    def full(row: re.Match[bytes]) -> bytes:
        cells = {cell[1]: cell[0] for cell in re.finditer(rb'<c r="([A-Z]+)\d+".*?(?:</c>|/>)', row[0])}
        letters = [bytes([ord("A") + place]) for place in range(len(HEADINGS))]
        plain_cells = [re.sub(rb' r="[A-Z]+\d+"', b"", cells.get(letter, b"<c/>"), count=1) for letter in letters]
        return b"<row>" + b"".join(plain_cells) + b"</row>"

    return with_parts(data, {SHEET: re.sub(rb"<row .*?</row>", full, xml, flags=re.DOTALL)})


def _inline(data: bytes) -> bytes:
    """Texts within their cells, of several runs and with a reading, instead of the table of texts."""
    parts = parts_of(data)
    texts = re.findall(rb"<si><t[^>]*>(.*?)</t></si>", parts[STRINGS], flags=re.DOTALL)

    def inline(cell: re.Match[bytes]) -> bytes:
        text = texts[int(cell[3])]
        half = len(text.decode()) // 2
        runs = [text.decode()[:half].encode(), text.decode()[half:].encode()]
        told = b"".join(b'<r><t xml:space="preserve">' + run + b"</t></r>" for run in runs)
        return b'<c r="' + cell[1] + b'"' + cell[2] + b' t="inlineStr"><is>' + told + b"<rPh><t>x</t></rPh></is></c>"

    pattern = rb'<c r="([A-Z]+\d+)"([^>]*) t="s"><v>(\d+)</v></c>'
    sheets = {name: re.sub(pattern, inline, part) for name, part in parts.items() if name.startswith("xl/worksheets/")}
    return with_parts(data, sheets)


def _streamed(data: bytes) -> bytes:
    """Written without going back: sizes stand behind the bytes."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.content = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, chunk: object) -> int:
            self.content += bytes(chunk)  # type: ignore[call-overload]
            return len(bytes(chunk))  # type: ignore[call-overload]

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts_of(data).items():
            with archive.open(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), "w") as target:
                target.write(part)
    return bytes(pipe.content)


def commented(data: bytes, comment: bytes = b"saved by a mail gateway") -> bytes:
    content = io.BytesIO(data)
    with zipfile.ZipFile(content, "a") as archive:
        archive.comment = comment
    return content.getvalue()


def _hidden(data: bytes) -> bytes:
    return edited(data, rb'<row r="3"', b'<row r="3" hidden="1"')


def _hidden_columns(data: bytes) -> bytes:
    return edited(data, b"<sheetData>", b'<cols><col min="3" max="9" width="0" hidden="1"/></cols><sheetData>')


def _formatted_far(data: bytes) -> bytes:
    rows = "".join(f'<row r="{row}" ht="15"><c r="A{row}"/></row>' for row in range(4, 20_000))
    return with_rows(data, rows)


def _iso_days(data: bytes) -> bytes:
    """Days as text of ISO 8601, as some programs write them."""
    return edited(data, rb'<c r="T2" s="(\d+)"><v>\d+</v></c>', b'<c r="T2" t="d"><v>2022-04-20</v></c>')


def _since_1904(data: bytes) -> bytes:
    """Excel for Mac counted days from 1904."""
    parts = parts_of(data)
    names = [name for name in parts if name.startswith("xl/worksheets/sheet")]
    shifted = {
        name: re.sub(rb"<v>(4\d{4})</v>", lambda day: b"<v>%d</v>" % (int(day[1]) - 1462), parts[name])
        for name in names
    }
    book = parts["xl/workbook.xml"].replace(b"<workbookPr ", b'<workbookPr date1904="1" ')
    return with_parts(data, {**shifted, "xl/workbook.xml": book})


def _bom(data: bytes) -> bytes:
    return zipped({name: b"\xef\xbb\xbf" + part for name, part in parts_of(data).items()})


def _indented(data: bytes) -> bytes:
    xml = parts_of(data)[SHEET].replace(b"<row", b"\r\n  <row").replace(b"<c ", b"\r\n    <c ")
    return with_parts(data, {SHEET: xml})


def _strict_with_error(unit: str, number: int) -> bytes:
    return strict(first_row(note={"formula": "=1/0", "value": "#DIV/0!"})(unit, number))


def saved_as_csv(delimiter: str, encoding: str, begin: str = "") -> Make:
    """As a person adds the two lines above the sheet `Sáng kiến` and saves it as text."""

    def make(unit: str, number: int) -> bytes:
        values = [{"stage": "Ý tưởng", "author_group": "Khác", "field_of_work": "Khác", "solution_kind": "Giải pháp quản lý", **row}
                  for row in base.rows(number, 2)]  # fmt: skip
        values[0]["summary"] = f'Làm ba bước: "khảo sát{delimiter}"\nrồi làm thử'
        lines = [["Mã CĐCS", unit], ["Ngày báo cáo", "20/5/2022"], [], list(HEADINGS.values())]
        lines += [[str(row.get(field, "")) for field in HEADINGS] for row in values]
        text = begin + "\r\n".join(delimiter.join(map(_quoted, line)) for line in lines) + "\r\n"
        return _encoded(text, encoding)

    return make


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set(';,\t"\n') else cell


def _encoded(text: str, encoding: str) -> bytes:
    """Windows-1258 has tones as letters of their own behind the vowel."""
    return text.encode(encoding) if encoding != "cp1258" else b"".join(map(_cp1258, text))


def _cp1258(letter: str) -> bytes:
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        marks = unicodedata.normalize("NFD", letter)
        tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
        rest = unicodedata.normalize("NFC", marks.replace(tone, ""))
        return rest.encode("cp1258") + tone.encode("cp1258")


def _with(parts: dict[str, bytes]) -> Make:
    return on(lambda data: with_parts(data, dict(parts)))


GOOD: dict[str, Make] = {
    # as programs write and send them
    "thuong.xlsx": plain,
    "nhieu-dong.xlsx": told(count=200),
    "khong-duoi": plain,
    "doi-duoi.xls": plain,
    "doi-duoi.csv": plain,
    "strict.xlsx": on(strict),
    "strict-o-loi.xlsx": _strict_with_error,
    "ten-phan-gach-nguoc.xlsx": on(lambda data: renamed(data, slash="\\")),
    "ten-phan-chu-hoa.xlsx": on(lambda data: renamed(data, case="upper")),
    "ten-phan-gach-dau.xlsx": on(lambda data: zipped({f"/{name}": part for name, part in parts_of(data).items()})),
    "strict-chu-hoa-gach-nguoc.xlsx": on(lambda data: renamed(strict(data), case="upper", slash="\\")),
    "chu-hoa-o-loi.xlsx": lambda unit, number: renamed(
        first_row(note={"formula": "=Z9", "value": "#REF!"})(unit, number), case="upper"
    ),
    "tien-to-xml.xlsx": on(_namespaced),
    "khong-ghi-so-dong.xlsx": on(_without_numbers),
    "chu-trong-o.xlsx": on(_inline),
    "xml-co-bom.xlsx": on(_bom),
    "xml-xuong-dong.xlsx": on(_indented),
    "khong-nen.xlsx": on(lambda data: zipped(parts_of(data), zipfile.ZIP_STORED)),
    "ghi-mot-mach.xlsx": on(_streamed),
    "zip-co-ghi-chu.xlsx": on(commented),
    "du-lieu-sau-zip.xlsx": on(lambda data: data + b"\r\n--boundary--\r\n"),
    "ngay-iso.xlsx": on(_iso_days),
    "ngay-tu-1904.xlsx": on(_since_1904),
    "chu-nfd.xlsx": told(nfd=True),
    "excel-cu.xls": _saved("excel-cu.xls"),
    "excel-cu-doi-duoi.xlsx": _saved("excel-cu-2.xls"),
    "excel-cu-o-loi.xls": _saved("excel-cu-o-loi.xls"),
    "excel-cu-dong-an.xls": _saved("excel-cu-dong-an.xls"),
    "opendocument-dong-an.ods": _saved("opendocument-dong-an.ods"),
    "opendocument.ods": _saved("opendocument.ods"),
    "opendocument-o-loi.ods": _saved("opendocument-o-loi.ods"),
    "libreoffice.xlsx": _saved("libreoffice.xlsx"),
    "utf8-cham-phay.csv": saved_as_csv(";", "utf-8-sig"),
    "utf8-phay.csv": saved_as_csv(",", "utf-8"),
    "utf16-tab.csv": saved_as_csv("\t", "utf-16"),
    "sep.csv": saved_as_csv(";", "utf-8-sig", "sep=;\r\n"),
    "windows-1258.csv": saved_as_csv(";", "cp1258"),
    # what lies beside the cells
    "macro.xlsm": _with({"xl/vbaProject.bin": packages.ole("VBA")}),
    "macro-excel-4.xlsm": _with({"xl/macrosheets/sheet1.xml": b"<xm:macrosheet xmlns:xm='x'/>"}),
    "lien-ket-ngoai.xlsx": _with({"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}),
    "co-anh.xlsx": _with({"xl/media/image1.png": _PNG, "xl/drawings/drawing1.xml": b"<wsDr/>"}),
    "chu-de-hong.xlsx": _with({"xl/theme/theme1.xml": b"<not closed", "docProps/core.xml": b""}),
    "nhieu-dinh-dang.xlsx": on(lambda data: bombs.of_styles(data, 9_000)),
    # cells where nobody looks
    "o-xa-nhat.xlsx": on(
        lambda data: with_rows(data, '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>')
    ),
    "dau-cach-dong-cuoi.xlsx": on(
        lambda data: with_rows(data, '<row r="1048576"><c r="C1048576" t="inlineStr"><is><t> </t></is></c></row>')
    ),
    "dinh-dang-den-dong-20000.xlsx": on(_formatted_far),
    "dong-an.xlsx": on(_hidden),
    "cot-an.xlsx": on(_hidden_columns),
    # what the fast reader would pass over
    "o-loi-cot-khac.xlsx": first_row(note={"formula": "=1/0", "value": "#DIV/0!"}),
    "cong-thuc-co-ket-qua.xlsx": first_row(position={"formula": '="Giáo"&" viên"', "value": "Giáo viên"}),
    "cong-thuc-chua-tinh.xlsx": on(
        lambda data: edited(data, rb'<c r="V2"[^>]*/>|(?=</row><row r="3")', b'<c r="W2"><f>A1&amp;"x"</f></c>')
    ),
    "chu-bat-dau-bang.xlsx": first_row(note='=HYPERLINK("http://x")'),
    "chu-qua-dai.xlsx": on(
        lambda data: edited(
            data, rb'(?=</row><row r="3")', b'<c r="W2" t="inlineStr"><is><t>' + b"dai " * 10_000 + b"</t></is></c>"
        )
    ),
    "so-vo-cung.xlsx": on(lambda data: edited(data, rb'(?=</row><row r="3")', b'<c r="W2"><v>1e999</v></c>')),
    # as people lay it out
    "co-quoc-hieu.xlsx": told(above=[["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["DANH SÁCH SÁNG KIẾN"], []]),
    "trang-doi-ten.xlsx": told(sheets=["Danh sách SK"]),
    "khong-co-dau-mau.xlsx": told(stamp=False),
    "mau-cu.xlsx": told(stamped={"version": "0"}),
    "cot-la.xlsx": lambda unit, number: base.workbook(
        unit, number, columns=[*HEADINGS, "Xếp loại"], rows=[{**row, "Xếp loại": "A"} for row in base.rows(number, 2)]
    ),
    "dao-cot.xlsx": told(columns=list(reversed(HEADINGS))),
    "dong-trong-xen-ke.xlsx": lambda unit, number: base.workbook(
        unit,
        number,
        rows=[{"cells": []}, *base.rows(number, 1), {"cells": [" "]}, {"cells": []}, *base.rows(number, 2)[1:]],
    ),
    "tong-cong-va-ky-ten.xlsx": lambda unit, number: base.workbook(
        unit,
        number,
        rows=[
            *base.rows(number, 2),
            {"cells": ["", "", "Tổng cộng", "2"]},
            {"cells": ["", "", "Người lập biểu", "Chủ tịch"]},
        ],
    ),
    "khong-phat-sinh.xlsx": told(rows=[], unit_sheet={"is_zero_report": "Có"}),
    "loi-tung-dong.xlsx": first_row(author="Hoa", applied_on=date(2021, 12, 1)),
}
