"""Every workbook the product writes, and every paper it issues, is what the schemas of OOXML allow."""

import io
import zipfile
from datetime import date

import pytest

from tests.conftest import initiative
from tests.documents import ooxml

pytestmark = pytest.mark.slow

ODD = '=HYPERLINK("http://a.vn","<b>Sổ tay</b>") & an toàn cho học sinh'
PLAIN = "Vườn rau dạy học môn Khoa học"
FIRST = [
    initiative(title=ODD, portal_ref="1", benefit_vnd=15_000_000, award_proposal="LĐLĐ tỉnh", note="_x0041_ ]]> \x07"),
    initiative(title=PLAIN, author="Lê Thị Cúc", portal_ref="2", co_authors="=1+1"),
    initiative(title=PLAIN, author="Trần Văn An", portal_ref="3"),
    initiative(title="", portal_ref="4", note="=1+1"),
    initiative(title="Góc thư viện", stage="Đã áp dụng", recognised_on=None, portal_ref="5"),
]
LATER = [
    initiative(title=ODD, portal_ref="1", stage="Rút"),
    initiative(title="Rèn chữ viết cho học sinh lớp 2", benefit_vnd="15 triệu đồng"),
]


def test_every_workbook_and_every_issued_paper_is_valid_ooxml(sangkien, place, send, tmp_path):
    """Two runs, the second told against the first, which was issued; templates, what a check gives back, the list."""
    first, second, said = "2022-05-31", "2022-06-03", ("--workspace", place)
    sent = send("một.xlsx", *FIRST)
    send("hai.xlsx", initiative(title=PLAIN, author="Lê Thị Cúc"), unit="TH02")
    assert sangkien("check", sent, *said, "--returned", tmp_path / "tra-lai").code == 3
    assert sangkien("run", *said, "--as-of", first).code == 3
    assert sangkien("issue", *said, "--number", 5, "--dispatch-number", 473, "--date", "2022-06-02").code == 0
    send("ba.xlsx", *LATER, report_on=date(2022, 6, 2))
    assert sangkien("run", *said, "--as-of", second).code == 0
    assert sangkien("template", *said, "--out", tmp_path / "mẫu").code == 0
    assert sangkien("template", *said, "--out", tmp_path / "mẫu ghi sẵn", "--filled").code == 0
    assert sangkien("publish", *said, "--out", tmp_path / "công bố").code == 0
    books = [path for path in tmp_path.rglob("*.xlsx") if not {"inbox", "archive"} & {*path.parts}]
    kinds = {"tra-lai", "danh-sach", "mẫu", "mẫu ghi sẵn", "công bố", first, second, "2022-06-02_so-05"}
    assert kinds == {path.parent.name for path in books}
    papers = list((place / "outbox" / "da-ban-hanh").rglob("*.docx"))
    assert len(papers) == 2
    for path in [*books, *papers]:
        assert ooxml.faults(path.read_bytes(), tmp_path / f"looked-at{path.suffix}") == [], path


def test_the_validator_sees_a_fault(sangkien, place, tmp_path):
    assert sangkien("template", "--workspace", place, "--out", tmp_path, "--unit", "TH01").code == 0
    content = io.BytesIO()
    with zipfile.ZipFile(tmp_path / "SK_TH01.xlsx") as old, zipfile.ZipFile(content, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b'state="frozen"', b'state="cold"'))
    assert ooxml.faults(content.getvalue(), tmp_path / "x.xlsx")
