"""Nothing a union types becomes a formula, a link, a script, a path or a template expression in anything we write."""

import csv
import json
import re
import shutil
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline import cli
from pipeline.edges.template import Filled, write_template
from pipeline.vietnamese import Cell
from schemas import activity, initiative, stamp, support_team, unit_sheet
from schemas.column import Kind
from tests.edges.sending_back import CAMPAIGN, GOOD, SUBJECTS, UNITS
from tests.flow.story import FOLDER

DAY = "2022-05-31"
PRODUCT = str(1234 * 3)  # what a template engine or a spreadsheet would make of it
HOSTILE = (
    "=cmd|' /C calc'!A1", "=1234*3", "@SUM(1234*3)", "+1234*3", "-1234*3", "\t=1234*3", "\r=1234*3", "\n=1234*3", "'=1234*3",
    '=HYPERLINK("http://x.example","bấm")', "{{ 1234*3 }}", "{{ campaign.__class__ }}", "{% for x in y %}{% endfor %}", "{#", "${1234*3}",
    "<script>alert(1)</script>", "<w:fldSimple w:instr='DDEAUTO'/>", "</w:t></w:r><w:r><w:t>", "]]>", "&lt;b&gt;", "<r>x</r>",
    "http://x.example", "file:///etc/passwd", "mailto:a@x.example", "internal:'Đơn vị'!A1", "external:c:\\x.xlsx",
    "../../x", "..\\..\\x", "\\\\host\\share\\x", "C:\\x", "CON", "%PATH%", "$(id)", "`id`", "; DROP TABLE submission; --",
    "\u202etxt.exe", "\u200f\u200e", "\u200b", "\x1b[2J", "\x07", "_x0041_", "a" * 32_767, "ầ" * 600,
)  # fmt: skip
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
pytestmark = pytest.mark.slow

OUTPUTS = re.compile(
    r"(bao-cao|cong-van)\.docx|bang-theo-doi\.html|(phu-luc|ra-soat-trung)\.xlsx|du-lieu/(initiatives|fates|findings)\.csv|(summary|manifest)\.json"
    rf"|(tra-lai|danh-sach)/({'|'.join(unit.unit_code for unit in UNITS)})\.xlsx|don-doc/({'|'.join(unit.unit_code for unit in UNITS)})\.txt"
    r"|don-doc/cong-van-(don-doc|dang-uy|thu-truong)\.docx"
)
# The sums and shares of the annex.
OURS = re.compile(r'(SUM\([A-Z]+\d+:[A-Z]+\d+\)|IF\([A-Z]+\d+=0,(""|&quot;&quot;),ROUND\([A-Z]+\d+/[A-Z]+\d+,3\)\))')
EDITABLE = [column for column in initiative.COLUMNS if column.kind is not Kind.ORDINAL]


def rows(number: int) -> list[dict[str, Cell]]:
    """A sound row for every column with one hostile cell, then rows of nothing else; never the same value twice over."""
    made: list[dict[str, Cell]] = []
    for place, column in enumerate(initiative.COLUMNS):
        value = HOSTILE[(number + place) % len(HOSTILE)]
        sound = {
            **GOOD,
            "title": f"Trò chơi khởi động giờ {SUBJECTS[place % 9]} lớp {number + 1}{place}",
            "portal_ref": f"{number}-{place}",
        }
        made.append({**sound, column.field: value})
    value = HOSTILE[number]
    made.append(dict.fromkeys(initiative.FIELDS, value))
    made.append(
        {
            **GOOD,
            "title": f"{value} nâng cao chất lượng dạy học lớp {number}",
            "summary": value,
            "note": value,
            "portal_ref": value,
        }
    )
    return made


def everywhere(path: Path, number: int) -> None:
    """A workbook whose rows, labels, headings, sheets and lines beside the rows hold what is hostile."""
    value = HOSTILE[number]
    free = [label.field for label in unit_sheet.labels([1, 2]) if label.field not in {"unit_code", "report_on"}]
    said: dict[str, Cell] = {
        "report_on": date(2022, 5, 1 + number % 28),
        **{field: value for field in free if not field.startswith("target")},
    }
    team: list[dict[str, Cell]] = [dict.fromkeys((column.field for column in support_team.COLUMNS), value)]
    held: list[dict[str, Cell]] = [dict.fromkeys((column.field for column in activity.COLUMNS), value)]
    held.append({"held_on": date(2022, 4, 1), "activity_kind": "Khác", "content": value})
    write_template(path, CAMPAIGN, UNITS[number % 3], Filled(said, rows(number), team, held))
    book = openpyxl.load_workbook(path)
    sheet = book[initiative.SHEET]
    for place in ("AD1", "AD2", f"C{sheet.max_row + 2}", "AF400"):
        typed(sheet[place], value)
    typed(book[unit_sheet.SHEET]["E20"], value)
    name = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", value)[:31]
    other = book.create_sheet(name)
    for column in initiative.COLUMNS:
        other.cell(1, initiative.COLUMNS.index(column) + 1).value = column.title
    typed(other["C2"], value)
    if number % 5 == 0:  # a sheet is renamed, so that the one with the hostile name is what is read
        sheet.title = f"{name[:20]} 2"
        del book[name]
    if number % 7 == 0:
        typed(book[unit_sheet.SHEET]["B1"], value)
    book.save(path)


def typed(cell: Any, value: str) -> None:
    cell.value = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", value)
    cell.data_type = "s"


def file_name(value: str) -> str:
    return re.sub(r"[/\x00]", "_", value)[:40].strip() or "trống"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory) -> Path:
    """A workspace after two runs over an inbox of hostile files, one of them mended by nobody and sent again."""
    place = tmp_path_factory.mktemp("thù địch") / "nơi làm việc"
    for name in ("inbox", "outbox"):
        (place / name).mkdir(parents=True)
    for name in ("campaign.toml", "units.csv"):
        shutil.copyfile(FOLDER / "workspace" / name, place / name)
    for number in range(len(HOSTILE)):
        everywhere(place / "inbox" / f"{file_name(HOSTILE[number])} {number}.xlsx", number)
    for name in ("=1+1.xls", "@x.csv", "{{ 7*7 }}.txt"):
        (place / "inbox" / name).write_bytes(b"=1+1")
    with (
        (place / "said.txt").open("w", encoding="utf-8", newline="") as said,
        redirect_stdout(said),
        redirect_stderr(said),
    ):
        assert cli._main(["run", "--workspace", str(place), "--as-of", DAY]) == 3
        for path in sorted((place / "outbox" / DAY / "tra-lai").iterdir()):
            shutil.copyfile(path, place / "inbox" / f"lần 2 {path.name}")
        for path in (place / "inbox").glob("lần 2*"):
            book = openpyxl.load_workbook(path)
            book[unit_sheet.SHEET]["B7"] = date(2022, 5, 30)
            book.save(path)
        assert cli._main(["run", "--workspace", str(place), "--as-of", DAY]) == 3
        checked = ["check", *(str(path) for path in (place / "inbox").iterdir()), "--workspace", str(place)]
        assert cli._main([*checked, "--returned", str(place / "outbox" / "checked")]) == 3
        assert (
            cli._main(["template", "--filled", "--out", str(place / "outbox" / "filled"), "--workspace", str(place)])
            == 0
        )
    return place


def of_kind(place: Path, pattern: str) -> list[Path]:
    found = sorted((place / "outbox").rglob(pattern))
    assert found
    return found


def test_files_are_named_by_units_csv_alone(outputs):
    folder = outputs / "outbox" / DAY
    written = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    assert [name for name in written if not OUTPUTS.fullmatch(name)] == []
    assert {"tra-lai/TH01.xlsx", "danh-sach/TH01.xlsx", "don-doc/TH01.txt"} <= set(written)
    assert {path.name for path in outputs.parent.iterdir()} == {outputs.name}
    assert {path.name for path in outputs.iterdir() if not path.name.startswith(("register.db", "cache", "."))} <= {
        "campaign.toml", "units.csv", "inbox", "outbox", "archive", "said.txt"
    }  # fmt: skip


def test_no_workbook_holds_a_formula_or_a_link_out(outputs):
    for path in of_kind(outputs, "*.xlsx"):
        with zipfile.ZipFile(path) as parts:
            names = parts.namelist()
            assert not [
                name
                for name in names
                if re.search("externalLink|connections|vbaProject|activeX|embeddings|ctrlProp", name)
            ]
            for name in names:
                text = parts.read(name).decode("utf-8", "ignore")
                assert 'TargetMode="External"' not in text, (path, name)
                if name.startswith("xl/worksheets/"):
                    formulas = re.findall(r"<f(?: [^>]*)?>([^<]*)", text)
                    assert [formula for formula in formulas if not OURS.fullmatch(formula)] == [], (path, name)
                    assert not formulas or path.name == "phu-luc.xlsx"
        book = openpyxl.load_workbook(path)
        for sheet in book:
            for cell in chain.from_iterable(sheet.iter_rows()):
                if isinstance(cell.value, str) and not (cell.data_type == "f" and OURS.fullmatch(cell.value[1:])):
                    assert cell.data_type == "s", (path, sheet.title, cell.coordinate)
                if cell.hyperlink:
                    assert sheet.title == stamp.MEND_SHEET
                    assert re.fullmatch(r"'[\w ]+'![A-Z]+\d+", str(cell.hyperlink.location))
                    assert cell.hyperlink.target is None
            for rule in sheet.data_validations.dataValidation:
                assert re.fullmatch(
                    r"('Danh mục'!\$[A-Z]+\$\d+:\$[A-Z]+\$\d+|\"[\w ,]+\"|\d+(\.\d+)?|)", str(rule.formula1 or "")
                )


def test_what_was_typed_stands_in_the_workbooks_as_text(outputs):
    """So that the tests above cannot pass because nothing arrived."""
    cells = {
        cell.value
        for path in of_kind(outputs, "*.xlsx")
        for sheet in openpyxl.load_workbook(path)
        for cell in chain.from_iterable(sheet.iter_rows())
    }
    assert {
        "=1234*3",
        "@SUM(1234*3)",
        "{{ 1234*3 }}",
        "<script>alert(1)</script>",
        "http://x.example",
        "../../x",
    } <= cells


def test_no_field_of_the_data_would_be_run_by_a_spreadsheet(outputs):
    for path in of_kind(outputs, "*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file))
        assert {len(line) for line in lines} == {len(lines[0])}
        assert [field for line in lines for field in line if field.startswith(FORMULA_STARTS)] == []
    assert any("'=1234*3" in path.read_text("utf-8-sig") for path in of_kind(outputs, "initiatives.csv"))


def test_no_paper_holds_a_field_or_a_link(outputs):
    for path in of_kind(outputs, "*.docx"):
        with zipfile.ZipFile(path) as parts:
            for name in parts.namelist():
                text = parts.read(name).decode("utf-8", "ignore")
                assert 'TargetMode="External"' not in text, (path, name)
                assert "<w:hyperlink" not in text
                fields = re.findall(r"<w:instrText[^>]*>([^<]*)<", text) + re.findall(r'w:instr="([^"]*)"', text)
                assert {field.split()[0] for field in fields if field.strip()} <= {"PAGE", "NUMPAGES"}, (path, name)
                assert "altChunk" not in text


def test_the_dashboard_holds_what_was_typed_as_text(outputs):
    for path in of_kind(outputs, "*.html"):
        page = path.read_text(encoding="utf-8")
        assert not re.search(r"<script>alert|javascript:|\b(?:src|href)=[\"'](?!#)", page), path


def test_nothing_was_reckoned(outputs):
    for path in chain.from_iterable(of_kind(outputs, f"*.{kind}") for kind in ("docx", "xlsx", "csv", "json", "txt")):
        if path.name == "manifest.json":
            continue  # hashes
        if path.suffix in {".docx", ".xlsx"}:
            with zipfile.ZipFile(path) as parts:
                texts = [
                    parts.read(name).decode("utf-8", "ignore")
                    for name in parts.namelist()
                    if "sharedStrings" in name or "document" in name
                ]
        else:
            texts = [path.read_text("utf-8-sig")]
        for text in texts:
            assert not re.search(rf"(?<![\w#]){PRODUCT}(?![\w#])", text), path
            assert "<class" not in text


def test_the_letters_hold_what_was_typed_as_it_was(outputs):
    letters = "".join(path.read_text("utf-8-sig") for path in of_kind(outputs, "*.txt"))
    assert "{%" not in letters.replace("{% for x in y %}", "")
    assert (
        json.loads((outputs / "outbox" / DAY / "summary.json").read_text("utf-8"))["rows"]["read"]
        > len(HOSTILE) * len(EDITABLE) / 2
    )


def test_the_terminal_is_told_nothing_to_act_on(outputs):
    said = (outputs / "said.txt").read_bytes().decode("utf-8")
    assert "<script>alert(1)" in said
    assert re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said) == []
