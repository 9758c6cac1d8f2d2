"""Files that must be refused, each with its reason: what people send by mistake, and what is made to do harm."""

import gzip
import re
import zipfile
from datetime import date
from random import Random

from pipeline.edges import guard
from tests.corpus import base, bombs
from tests.corpus.kinds_good import SAVED, Make, commented, on, told
from tests.corpus.packages import (
    SHEET,
    STRINGS,
    edited,
    lying,
    ole,
    overlapping,
    parts_of,
    with_field,
    with_parts,
    with_rows,
    zipped,
)
from tests.flow.story_workbooks import no_template

_IS_ENCRYPTED = b"\x01\x00"


def _saved(name: str) -> bytes:
    return (SAVED / name).read_bytes()


def _bytes(content: bytes) -> Make:
    return lambda *_: content


def _table(*lines: str, encoding: str = "utf-8-sig") -> Make:
    return lambda *_: "\r\n".join([*lines, ""]).encode(encoding, "replace")


def _archive_of(name: str) -> Make:
    return lambda unit, number: zipped({name: base.workbook(unit, number), "đọc trước.txt": b"x"})


def _twice(name: str) -> Make:
    """A second `Sáng kiến` under the same name: which one is read depends on who reads."""

    def make(unit: str, number: int) -> bytes:
        parts = parts_of(base.workbook(unit, number))
        return zipped([*parts.items(), (name, parts[SHEET].replace(b"<v>", b"<v>1"))])

    return make


def _wrong_crc(data: bytes) -> bytes:
    return with_field(data, SHEET, 16, b"\xde\xad\xbe\xef")


def _broken_stream(data: bytes) -> bytes:
    """Bytes within a part changed, its directory left as it is."""
    place = data.find(SHEET.encode()) + len(SHEET) + 40
    return data[:place] + bytes(64) + data[place + 64 :]


def _swapped_rows(data: bytes) -> bytes:
    xml = parts_of(data)[SHEET]
    second, third = (re.search(rb'<row r="%d".*?</row>' % row, xml, flags=re.DOTALL) for row in (2, 3))
    assert second
    assert third
    return with_parts(data, {SHEET: xml.replace(second[0] + third[0], third[0] + second[0])})


def _row_twice(data: bytes) -> bytes:
    xml = parts_of(data)[SHEET]
    return with_parts(data, {SHEET: xml.replace(b'<row r="3"', b'<row r="2"').replace(b'3"', b'2"')})


def _wrapped(data: bytes) -> bytes:
    """Row 4.294.967.298 is row 2 for a reader that counts with 32 bits."""
    return with_rows(data, '<row r="4294967298"><c r="C4294967298" t="inlineStr"><is><t>Đè lên</t></is></c></row>')


def _lying(data: bytes) -> bytes:
    parts = parts_of(data)
    return lying({**parts, "xl/styles.xml": parts["xl/styles.xml"] + b" " * 30_000_000}, "xl/styles.xml", 1000)


def _packed(compression: int) -> Make:
    return on(lambda data: zipped(parts_of(data), compression))


def _with_password(data: bytes) -> bytes:
    """The record behind the first of the stream is one that asks for a password."""
    second = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    return data[:second] + b"\x2f\x00" + data[second + 2 :]


def _encrypted_entries(data: bytes) -> bytes:
    return with_field(data, SHEET, 8, _IS_ENCRYPTED)


def _shared(data: bytes) -> bytes:
    """A formula that all cells of a column share, never calculated."""
    return edited(data, rb"<v>\d+</v>", b"<v>99999</v>")


def _ods(parts: dict[str, bytes], kind: bytes = b"spreadsheet") -> Make:
    mimetype = b"application/vnd.oasis.opendocument." + kind
    return lambda *_: zipped({"mimetype": mimetype, "content.xml": b"<x/>", **parts})


_HTML = "<html><head><meta charset='utf-8'></head><body><table><tr><td>Tên sáng kiến</td><td>Tác giả chính</td></tr></table></body></html>"
_XML_2003 = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
_HEADINGS = "STT;Tên sáng kiến;Tác giả chính;Đối tượng;Trạng thái"

BAD: dict[str, Make] = {
    # no workbook at all
    "rong.xlsx": _bytes(b""),
    "thu.xlsx": _bytes("Kính gửi LĐLĐ huyện, danh sách gửi sau ạ.\n".encode()),
    "van-ban.pdf": _bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"),
    "anh-chup.png": _bytes(b"\x89PNG\r\n\x1a\n" + bytes(64)),
    "anh-chup.jpg": _bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(64)),
    "van-ban.docx": _bytes(zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"})),
    "trinh-chieu.pptx": _bytes(zipped({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"})),
    "van-ban.rtf": _bytes(b"{\\rtf1\\ansi Danh s\\'e1ch}"),
    "van-ban.doc": _bytes(ole("WordDocument")),
    "thu.msg": _bytes(ole("__properties_version1.0")),
    "ole-la.xls": _bytes(ole("Contents")),
    "trang-web.xls": _bytes(_HTML.encode()),
    "trang-web.mht": _bytes(b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n" + _HTML.encode()),
    "xml-2003.xls": _bytes(_XML_2003.encode()),
    "nhieu-tep.zip": _archive_of("SK_TH01.xlsx"),
    "nhieu-tep.rar": _bytes(b"Rar!\x1a\x07\x01\x00" + bytes(64)),
    "nhieu-tep.7z": _bytes(b"7z\xbc\xaf\x27\x1c" + bytes(64)),
    "nen.xlsx.gz": lambda unit, number: gzip.compress(base.workbook(unit, number), mtime=0),
    "zip-khac.xlsx": _bytes(zipped({"a.txt": b"x"})),
    "ngau-nhien.xlsx": _bytes(Random(1).randbytes(4096)),  # noqa: S311 -- the same bytes each time
    "zip-ngau-nhien.xlsx": _bytes(b"PK\x03\x04" + Random(2).randbytes(4096)),  # noqa: S311
    "qua-lon.xlsx": lambda unit, number: base.workbook(unit, number) + bytes(guard.MAX_FILE_BYTES),
    "luong.xlsx": lambda *_: no_template(),
    # kinds that are not read
    "nhi-phan.xlsb": _bytes(zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"\x83\x01\x00"})),
    "van-ban.odt": _ods({}, b"text"),
    "mat-khau.xlsx": _bytes(ole("EncryptionInfo", "EncryptedPackage")),
    "mat-khau.xls": lambda *_: _with_password(_saved("excel-cu.xls")),
    "mat-khau-zip.xlsx": on(_encrypted_entries),
    "mat-khau.ods": _ods({"META-INF/manifest.xml": b"<manifest><encryption-data/></manifest>"}),
    # csv
    "khong-don-vi.csv": _table(_HEADINGS, "1;Trồng cây xanh quanh trường;Lê Văn Tám;Khác;Ý tưởng"),
    "khong-tieu-de.csv": _table("a;b;c;d;e", "1;2;3;4;5"),
    "mat-dau.csv": _table("Mã CĐCS;X", "Ngày báo cáo;20/5/2022", _HEADINGS, encoding="cp1252"),
    "ngoac-khong-dong.csv": _table("Mã CĐCS;X", "Ngày báo cáo;1/5/2022", '"' + _HEADINGS, "x;" * 100_000),
    # damaged
    "cut.xlsx": lambda unit, number: base.workbook(unit, number)[:3000],
    "sai-crc.xlsx": on(_wrong_crc),
    "hong-giua-chung.xlsx": on(_broken_stream),
    "thieu-trang.xlsx": on(lambda data: with_parts(data, {SHEET: None})),
    "thieu-lien-ket.xlsx": on(lambda data: with_parts(data, {"xl/_rels/workbook.xml.rels": None})),
    "thieu-bang-chu.xlsx": on(lambda data: with_parts(data, {STRINGS: None})),
    "chi-so-chu-sai.xlsx": on(_shared),
    "xml-dut.xlsx": on(lambda data: with_parts(data, {"xl/workbook.xml": b"<workbook><sheets>"})),
    "khong-o-nao.xlsx": on(
        lambda data: with_parts(data, {f"xl/worksheets/sheet{n}.xml": bombs.sheet(b"") for n in (1, 2, 3)})
    ),
    "cut.xls": lambda *_: _saved("excel-cu.xls")[:5000],
    "ole-vong.xls": _bytes(ole("Workbook")),
    "o-khong-dong.ods": lambda *_: edited(
        _saved("opendocument.ods"), b"</text:p></table:table-cell>", b"</text:p>", "content.xml"
    ),
    "phan-khong-ten.xlsx": on(lambda data: zipped({**parts_of(data), "": b"x"})),
    "cut.ods": lambda *_: _saved("opendocument.ods")[:5000],
    # made to do harm
    "bom-nen.xlsx": on(bombs.of_zeros),
    "bom-noi-doi.xlsx": on(_lying),
    "bom-chong-nhau.xlsx": _bytes(
        overlapping(["xl/workbook.xml", *(f"xl/{n}.xml" for n in range(300))], bytes(900_000))
    ),
    "bom-nhieu-phan.xlsx": on(lambda data: with_parts(data, {f"xl/media/{n}.txt": b"x" for n in range(2001)})),
    "bom-chu.xlsx": on(bombs.of_strings),
    "bom-o.xlsx": on(bombs.of_cells),
    "qua-nhieu-dong.xlsx": lambda unit, number: base.workbook(
        unit,
        number,
        rows=[{"bare": True, "title": f"Sáng kiến số {row}", "author": f"Hoa {row}"} for row in range(20_001)],
    ),
    "bom-lap.ods": lambda *_: bombs.of_repetition(_saved("opendocument.ods"), 100_000, 1000),
    "bom-thuc-the.xlsx": on(lambda data: bombs.of_entities(data, SHEET)),
    "bom-thuc-the-chu.xlsx": on(lambda data: bombs.of_entities(data, STRINGS)),
    "thuc-the-ngoai.xlsx": on(
        lambda data: edited(
            data, rb"\?>", b'?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "docProps/core.xml"
        )
    ),
    "bom-thuc-the.ods": _ods({"content.xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
    "xml-utf16.xlsx": on(
        lambda data: with_parts(
            data, {SHEET: parts_of(data)[SHEET].decode().replace("UTF-8", "UTF-16").encode("utf-16")}
        )
    ),
    "xml-utf7.xlsx": on(lambda data: edited(data, b'encoding="UTF-8"', b'encoding="UTF-7"')),
    "hai-phan-cung-ten.xlsx": _twice(SHEET),
    "hai-phan-khac-chu-hoa.xlsx": _twice(SHEET.replace("sheet2", "Sheet2")),
    "hai-phan-khac-gach.xlsx": _twice(SHEET.replace("/", "\\")),
    "nen-bzip2.xlsx": _packed(zipfile.ZIP_BZIP2),
    "nen-lzma.xlsx": _packed(zipfile.ZIP_LZMA),
    "sau-zip-qua-dai.xlsx": lambda unit, number: base.workbook(unit, number) + b"x" * 70_000,
    "ghi-chu-gia-cuoi-zip.xlsx": on(lambda data: commented(data, b"PK\x05\x06 not the end")),
    "truoc-zip.xlsx": lambda unit, number: b"#!/bin/sh\nexit 0\n" + base.workbook(unit, number),
    "dong-qua-xa.xlsx": on(lambda data: with_rows(data, '<row r="2000000"><c r="A2000000"><v>1</v></c></row>')),
    "cot-qua-xa.xlsx": on(lambda data: with_rows(data, '<row r="9"><c r="XFE9"><v>1</v></c></row>')),
    "so-dong-quay-vong.xlsx": on(_wrapped),
    "dong-dao-thu-tu.xlsx": on(_swapped_rows),
    "hai-dong-mot-so.xlsx": on(_row_twice),
    "ten-quan-he-la.xlsx": on(
        lambda data: edited(
            data, rb'Target="worksheets/sheet2.xml"', b'Target="../../../etc/passwd"', "xl/_rels/workbook.xml.rels"
        )
    ),
    "xml-sau.xlsx": on(lambda data: bombs.of_depth(data, 40_000)),
    "xml-nhieu-thuoc-tinh.xlsx": on(lambda data: bombs.of_attributes(data, 40_000)),
    # no report of this campaign
    "thieu-cot.xlsx": told(columns=["title", "stage", "note"]),
    "thieu-tac-gia.xlsx": told(renamed={"author": "Xếp loại"}),
    "khong-ngay.xlsx": told(report_on=""),
    "ngay-tuong-lai.xlsx": told(report_on=date(2032, 5, 20)),
    "don-vi-la.xlsx": told(unit_code_as_typed="X99", stamp=False),
    "mau-don-vi-khac.xlsx": told(stamped={"unit_code": "TỐT01"}),
    "chuong-trinh-khac.xlsx": told(stamped={"campaign": "75 nghìn sáng kiến"}),
    "hai-trang-giong-nhau.xlsx": told(sheets=["Danh sách 1", "Danh sách 2"]),
}
