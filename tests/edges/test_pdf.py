"""PDF by LibreOffice: real Vietnamese letters, embedded fonts; what is missing or broken is told in one line."""

import io
import os
import shutil
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Mm, Pt
from pypdf import PdfReader, PdfWriter

from pipeline.edges import pdf
from pipeline.edges.report import render_report
from tests.documents.builders import Situation, campaign, rows

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = [
    letter for small in [*(unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES), "đ"]
    for letter in (small, small.upper())
]  # fmt: skip
UNASSIGNED = ("\u0378", "\u0379")  # no font has them
TIMES = ("LiberationSerif", "TimesNewRoman")  # the second, or what has its measures where it is missing


def on_pages(path, letters, font="Times New Roman"):
    """A document with one letter on each small page."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width = section.page_height = Mm(40)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(5)
    section.header_distance = section.footer_distance = Mm(1)
    for place, letter in enumerate(letters):
        paragraph = document.paragraphs[0] if place == 0 and document.paragraphs else document.add_paragraph()
        paragraph.paragraph_format.page_break_before = place > 0
        run = paragraph.add_run(letter)
        run.font.size, run.font.name = Pt(36), font
    document.save(str(path))


def pictures(path, folder):
    """The pages as grey pictures."""
    program = shutil.which("pdftoppm")
    if program is None:
        if os.environ.get("SANGKIEN_REQUIRE_LIBREOFFICE") == "1":
            pytest.fail("pdftoppm is required here and was not found")
        pytest.skip("pdftoppm is not installed")
    subprocess.run([program, "-gray", "-r", "60", str(path), str(folder / "page")], check=True)
    return [page.read_bytes() for page in sorted(folder.glob("page-*.pgm"))]


def fonts(path):
    names: set[str] = set()
    for page in PdfReader(path).pages:
        resources: Any = page["/Resources"]
        names |= {font.get_object()["/BaseFont"].rpartition("+")[2] for font in resources["/Font"].values()}
    return {name.lstrip("/") for name in names}


@pytest.mark.libreoffice
@pytest.mark.slow
def test_vietnamese_letters_are_drawn_and_no_boxes(soffice, tmp_path):
    source = tmp_path / "chữ.docx"
    on_pages(source, [*LETTERS, *UNASSIGNED])
    [made] = pdf.convert([source], tmp_path / "scratch")
    drawn = pictures(made, tmp_path)
    assert len(drawn) == len(LETTERS) + 2
    *letters, box, other_box = drawn
    assert box == other_box, "two letters that no font has look alike: so the pictures can tell a box"
    assert box not in letters
    assert len(set(letters)) == len(LETTERS) == 146
    assert not (tmp_path / "scratch").exists()


@pytest.mark.libreoffice
@pytest.mark.slow
def test_the_report_is_set_in_one_embedded_family_and_can_be_searched(soffice, tmp_path):
    source = tmp_path / "bao-cao.docx"
    source.write_bytes(render_report(Situation(rows=rows(221)).figures(), campaign()))
    assert pdf.convert([source], tmp_path / "scratch") == [tmp_path / "bao-cao.pdf"]
    used = fonts(tmp_path / "bao-cao.pdf")
    assert used
    assert all(name.startswith(TIMES) for name in used), used
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in PdfReader(tmp_path / "bao-cao.pdf").pages[0].extract_text()


# ---------------------------------------------------------------- where it fails


def program(folder, does):
    """A program that stands in for LibreOffice; $out is where it shall write."""
    folder.mkdir()
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\nwhile [ $# -gt 1 ]; do [ $1 = --outdir ] && out=$2; shift; done\n{does}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def pdf_of(pages=1, font=None):
    from pypdf.generic import DictionaryObject, NameObject

    writer = PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(100, 100)
        if font:
            told = DictionaryObject(
                {NameObject("/Type"): NameObject("/Font"), NameObject("/BaseFont"): NameObject(font)}
            )
            page[NameObject("/Resources")] = DictionaryObject(
                {NameObject("/Font"): DictionaryObject({NameObject("/F1"): told})}
            )
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


@pytest.fixture
def failing(tmp_path, monkeypatch):
    """(what the program does) → the fault of a conversion by it."""
    if sys.platform == "win32":
        pytest.skip("a shell script stands in for LibreOffice")

    def convert(does):
        monkeypatch.setenv("PATH", f"{Path(program(tmp_path / 'bin', does)).parent}{os.pathsep}{os.environ['PATH']}")
        source = tmp_path / "bao-cao.docx"
        source.write_bytes(b"")
        with pytest.raises(pdf.PdfError) as raised:
            pdf.convert([source], tmp_path / "scratch")
        assert not (tmp_path / "scratch").exists()
        assert not (tmp_path / "bao-cao.pdf").exists()
        return str(raised.value)

    return convert


def test_no_output_is_told(failing):
    assert "không lập được PDF của bao-cao.docx" in failing("true")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html>", "không có trang nào"),
        (b"%PDF-1.7 cut", "bị hỏng"),
        (pdf_of(pages=0), "không có trang nào"),
        (pdf_of(font="/Times-Roman"), "thiếu phông chữ (Times-Roman)"),
    ],
)
def test_an_output_that_is_no_sound_pdf_is_told(failing, tmp_path, content, message):
    (tmp_path / "made").write_bytes(content)
    assert message in failing(f"cp '{tmp_path / 'made'}' $out/bao-cao.pdf")


def test_a_program_that_does_not_end_is_ended_with_its_children(failing, tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "_START_SECONDS", 1)
    monkeypatch.setattr(pdf, "_DOCUMENT_SECONDS", 0)
    said = failing(f"sleep 300 & echo $! > '{tmp_path / 'child'}'; wait")
    assert "không xong sau 1 giây" in said
    assert not Path(f"/proc/{(tmp_path / 'child').read_text().strip()}/cmdline").is_file()


def test_a_machine_without_libreoffice_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in pdf._PROGRAM_FOLDERS:
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(pdf.PdfError, match="Không có LibreOffice trên máy này"):
        pdf.convert([], tmp_path / "scratch")


@pytest.mark.parametrize("name", ["PROGRAMFILES", "PROGRAMW6432"])
def test_it_is_found_where_windows_installs_programs(tmp_path, name):
    installed = tmp_path / "LibreOffice" / "program" / "soffice.exe"
    installed.parent.mkdir(parents=True)
    installed.write_bytes(b"")
    assert pdf.find({"PATH": "", name: str(tmp_path)}) == installed
    assert pdf.find({"PATH": ""}) is None
