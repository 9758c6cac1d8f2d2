"""The documents are what the schemas of OOXML allow, and other programs read all of them."""

import io
import zipfile

import pytest
from openxml_audit import OpenXmlValidator

from pipeline import profile as profiles
from pipeline.edges import word_look
from pipeline.edges.report import render_dispatch, render_report
from pipeline.lint import rules
from tests.documents import reading
from tests.documents.builders import WORKSPACE, Situation, example_units, rows
from tests.documents.test_report import BUSY, SITUATIONS, TWO_ADDRESSEES

MANY = Situation(units=example_units(), rows=[{**line, "unit_code": "VD01"} for line in rows(3)])
CASES = {
    "first report": SITUATIONS["below"],
    "nothing received": SITUATIONS["nothing received"],
    "all fates": Situation(rows=BUSY),
    "two addressees": Situation(rows=BUSY, campaign=TWO_ADDRESSEES),
    "forty unions": MANY,
}
RENDERS = {"bao-cao.docx": render_report, "cong-van.docx": render_dispatch}


def faults(content, name, tmp_path):
    path = tmp_path / name
    path.write_bytes(content)
    return [f"{fault.part_uri} {fault.path}: {fault.description}" for fault in OpenXmlValidator().validate(path).errors]


@pytest.mark.parametrize("name", list(RENDERS))
@pytest.mark.parametrize("case", list(CASES))
def test_the_documents_are_valid_ooxml(case, name, tmp_path):
    situation = CASES[case]
    assert faults(RENDERS[name](situation.figures(), situation.campaign), name, tmp_path) == []


@pytest.mark.parametrize("name", list(RENDERS))
def test_the_templates_are_valid_ooxml(name, tmp_path):
    assert faults((WORKSPACE / ".." / name).read_bytes(), name, tmp_path) == []


def test_the_validator_sees_a_fault(tmp_path):
    content = io.BytesIO()
    source = io.BytesIO((WORKSPACE / ".." / "cong-van.docx").read_bytes())
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(content, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b'<w:jc w:val="center"/>', b'<w:jc w:val="middle"/>'))
    assert faults(content.getvalue(), "x.docx", tmp_path)


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", list(RENDERS))
def test_libreoffice_opens_and_saves_without_loss_of_text(name, convert, tmp_path):
    """What it saves still stands as the decree asks."""
    document = RENDERS[name](CASES["all fates"].figures(), CASES["all fates"].campaign)
    again = convert(document, "docx", "docx")
    assert reading.paragraphs(again) == reading.paragraphs(document)
    (tmp_path / name).write_bytes(again)
    assert rules.lint(word_look.read(tmp_path / name), profiles.load("nd30")) == []
