"""ra-soat-trung.xlsx as people see it: side by side, marked, text as typed; and through the hands of LibreOffice."""

import io
import json
import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest

from pipeline import run
from pipeline.campaign import read_campaign
from pipeline.edges import review_answers, review_marks, review_stamp, review_workbook
from pipeline.edges.workspace import Workspace
from tests.conftest import initiative
from tests.flow.story import FOLDER

ZONE = read_campaign((FOLDER / "workspace" / "campaign.toml").read_text("utf-8")).zone
ODD = '=HYPERLINK("http://a.vn","<b>Sổ tay</b>") & an toàn cho học sinh'
PLAIN = "Vườn rau dạy học"
RAW = "<r><t>Vườn rau dạy học</t></r>"
SUMMARY = "Đọc sách đầu giờ, ghi sổ tay; chia sẻ trước lớp"


@pytest.fixture
def result(place, send):
    """What is known of two unions after they sent pairs of every kind."""
    send(
        "phan.xlsx",
        initiative(title=ODD, author="Nguyễn Thị Hoa", summary=SUMMARY),
        initiative(title=ODD, author="Trần Văn Bình", summary=SUMMARY.replace("đầu", "cuối"), co_authors="=1+1"),
        initiative(title=PLAIN, author="Lê Thị Cúc"),
        initiative(title=PLAIN, author="_xABCD_ Văn"),
        initiative(title="Góc thư viện thân thiện", portal_ref="SK-9"),
    )
    send("suoi da.xlsx", initiative(title="Góc thư viện thân thiện", portal_ref="SK-9"), unit="TH02")
    silent = run.Progress(lambda _: None, lambda _: None)
    paths = sorted((place / "inbox").iterdir())
    told = run.check(Workspace(place), paths, datetime(2022, 5, 31, 9, tzinfo=ZONE), silent)
    return replace(told, rows=told.rows.assign(title=told.rows["title"].replace(PLAIN, RAW)))


def written(result) -> bytes:
    stream = io.BytesIO()
    review_workbook.write(stream, result)
    return stream.getvalue()


def cells(content, sheet=review_stamp.SHEET, **options):
    page = openpyxl.load_workbook(io.BytesIO(content), **options)[sheet]
    rows = list(page.iter_rows())
    top = next(place for place, row in enumerate(rows) if "Quyết định" in [cell.value for cell in row])
    names = [cell.value for cell in rows[top]]
    return [dict(zip(names, row, strict=True)) for row in rows[top + 1 :]], page


# ---------------------------------------------------------------- what is shown


def test_what_differs_is_marked_and_what_is_alike_is_not(result):
    lines, _ = cells(written(result), rich_text=True)
    summary = lines[0]["Tóm tắt nội dung (1)"].value
    marked = [str(part) for part in summary if getattr(part, "font", None) and part.font.b and part.font.u]
    assert (marked, str(summary)) == (["đầu"], SUMMARY)
    assert lines[0]["Tên sáng kiến (1)"].value == ODD
    assert (lines[0]["Đồng tác giả (1)"].value, lines[0]["Đồng tác giả (2)"].value) == ("(để trống)", "=1+1")


def test_nothing_typed_becomes_a_formula_a_link_or_markup(result):
    content = written(result)
    for sheet in (review_stamp.SHEET, review_stamp.AUTOMATIC_SHEET):
        lines, page = cells(content, sheet)
        assert {cell.data_type for line in lines for cell in line.values()} <= {"s", "n"}
        assert not any(cell.hyperlink for row in page.iter_rows() for cell in row)
    titles = {line["Tên sáng kiến (1)"].value for line in cells(content)[0]}
    assert titles == {ODD, RAW}
    assert "_xABCD_ Văn" in {line[f"Tác giả chính ({side})"].value for line in cells(content)[0] for side in (1, 2)}
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if b"<f>" in parts.read(name)]


def test_the_words_of_the_workbook_are_those_of_the_district(result):
    with zipfile.ZipFile(io.BytesIO(written(result))) as parts:
        text = "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
    assert not re.search(r"gộp|xóa|xoá|XÓA|GỘP", text, re.IGNORECASE)
    assert "tính là một sáng kiến" in text


def test_only_the_decision_and_the_note_are_to_be_filled_and_the_stamp_is_hidden(result):
    lines, page = cells(written(result))
    open_cells = {name for name, cell in lines[0].items() if not cell.protection.locked}
    assert open_cells == {"Quyết định", "Ghi chú"}
    column = lines[0][review_stamp.STAMP].column_letter
    assert page.column_dimensions[column].hidden
    assert (page.freeze_panes, page.print_title_rows) == ("D5", "$4:$4")
    assert page.auto_filter.ref.startswith("A4:")
    [choices] = [each for each in page.data_validations.dataValidation if each.type == "list"]
    assert choices.formula1 == '"Trùng,Không trùng,Chưa rõ"'
    assert "C5" in choices.sqref


def test_the_same_result_gives_the_same_texts(result):
    def texts(content):
        book = openpyxl.load_workbook(io.BytesIO(content))
        return [[[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book]

    assert texts(written(result)) == texts(written(result))


@pytest.mark.parametrize(
    ("text", "other", "marked"),
    [
        ("Sổ tay lớp 1", "Sổ tay lớp 2", ["1"]),
        ("Quản lý hoà giải", "QUẢN LÍ hòa giải.", []),
        ("một hai ba bốn", "một ba bốn", ["hai"]),
        ("một hai ba bốn", "bốn", ["một hai ba"]),
        ("một", "", []),
        ("", "một", []),
        ("một – hai", "một ba", ["hai"]),
    ],
)
def test_marks(text, other, marked):
    parts = review_marks.parts(text, other)
    assert "".join(part for part, _ in parts) == text
    assert [part for part, is_marked in parts if is_marked] == marked


def test_a_stamp_says_what_a_line_rests_on(result):
    stamps = review_stamp.of_lines(result.review, result.rows)
    assert [review_stamp.read(stamp.text()) for stamp in stamps] == stamps
    mended = result.rows.assign(title=result.rows["title"] + " (sửa)")
    counted = result.rows.assign(fate="pending", row=99, file="khác.xlsx")
    assert [stamp.shown for stamp in review_stamp.of_lines(result.review, mended)] != [stamp.shown for stamp in stamps]
    assert review_stamp.of_lines(result.review, counted) == stamps
    for text in ("", "x", "[]", "[1, 2, 3, 4, 5, 6]", '["a"]', "null", "9" * 5000):
        assert review_stamp.read(text) is None


# ---------------------------------------------------------------- LibreOffice

# What a clerk does: opens the workbook, types into two cells, saves it as Excel, all by LibreOffice itself.
MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Answer
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = &quot;Hidden&quot;
    hidden(0).Value = True
    Dim book As Object
    book = StarDesktop.loadComponentFromURL(&quot;{source}&quot;, &quot;_blank&quot;, 0, hidden())
    book.Sheets.getByIndex(0).getCellRangeByName(&quot;C5&quot;).String = &quot;{decision}&quot;
    book.Sheets.getByIndex(0).getCellRangeByName(&quot;D5&quot;).String = &quot;{note}&quot;
    Dim kind(0) As New com.sun.star.beans.PropertyValue
    kind(0).Name = &quot;FilterName&quot;
    kind(0).Value = &quot;Calc MS Excel 2007 XML&quot;
    book.storeToURL(&quot;{target}&quot;, kind())
    book.close(True)
End Sub
</script:module>
"""
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
LIBRARIES = (
    f'{HEAD}<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">\n'
    '<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">'
    '<library:library library:name="Standard" library:link="false"/></library:libraries>'
)
LIBRARY = (
    f'{HEAD}<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">\n'
    '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
    'library:readonly="false" library:passwordprotected="false"><library:element library:name="Module1"/>'
    "</library:library>"
)


def answered(soffice, source, target, decision, note):
    """The workbook opened, answered in its first line and saved under another name by LibreOffice."""
    profile = target.parent / "profile"
    call = [
        soffice,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--invisible",
        "--nologo",
        "--norestore",
    ]
    subprocess.run([*call, "--terminate_after_init"], capture_output=True, timeout=180, check=True)
    words = {"source": source.as_uri(), "target": target.as_uri(), "decision": decision, "note": note}
    files = {
        "script.xlc": LIBRARIES,
        "Standard/script.xlb": LIBRARY,
        "Standard/Module1.xba": MACRO.format(**words),
    }
    for name, text in files.items():
        path = profile / "user" / "basic" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    subprocess.run([*call, "macro:///Standard.Module1.Answer()"], capture_output=True, timeout=180, check=True)
    return target


@pytest.mark.libreoffice
@pytest.mark.slow
def test_opened_answered_and_saved_by_libreoffice_it_is_taken_back(soffice, send, sangkien, place, tmp_path):
    send("phan.xlsx", initiative(title=ODD), initiative(title=ODD, author="Trần Văn Bình", summary=SUMMARY))
    assert sangkien("run", "--workspace", place).code == 0
    source = tmp_path / "ra-soat.xlsx"
    assert sangkien("review", "export", "--out", source, "--workspace", place).code == 0
    target = answered(soffice, source, tmp_path / "đã trả lời.xlsx", "Không trùng", "Đã hỏi nhà trường")
    [answer] = review_answers.read(target)
    assert (answer.verdict, answer.note) == ("distinct", "Đã hỏi nhà trường")
    told = json.loads(sangkien("review", "import", target, "--workspace", place, "--json").out)
    assert [word["verdict"] for word in told["recorded"]] == ["distinct"]
    assert told["not_taken"] == []
    book = openpyxl.load_workbook(target)
    assert book[review_stamp.SHEET]["H5"].value == ODD
    [line] = json.loads(sangkien("review", "list", "--all", "--json", "--workspace", place).out)["pairs"]
    assert (line["verdict"], line["note"]) == ("distinct", "Đã hỏi nhà trường")
