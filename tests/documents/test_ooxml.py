"""The documents are what the schemas of OOXML allow, and other programs read all of them."""

import io
import zipfile

import pytest

from pipeline import profile as profiles
from pipeline.edges import dispatches, word_look
from pipeline.lint import rules
from tests.documents import ooxml, reading
from tests.documents.builders import WORKSPACE, Situation, example_units, row, rows, word_documents
from tests.documents.test_report import BUSY, SITUATIONS, TWO_ADDRESSEES

MANY = Situation(units=example_units(), rows=[{**line, "unit_code": "VD01"} for line in rows(3)])
WAITING = row("A", "pending", title="Quy trình A & B <c>", stage="Đã áp dụng", recognised_by="")
EVERY = Situation(rows=[*BUSY, WAITING], silent=("A",))
CASES = {
    "first report": SITUATIONS["below"],
    "nothing received": SITUATIONS["nothing received"],
    "all fates": EVERY,
    "two addressees": Situation(rows=BUSY, campaign=TWO_ADDRESSEES),
    "forty unions": MANY,
}
LETTERS = (dispatches.UNIONS, dispatches.PARTY, dispatches.HEADS)
NAMES = ("bao-cao.docx", "cong-van.docx", *LETTERS)


@pytest.mark.parametrize("case", list(CASES))
def test_the_documents_are_valid_ooxml(case, tmp_path):
    situation = CASES[case]
    made = word_documents(situation.figures(), situation.campaign)
    assert case != "all fates" or set(made) == set(NAMES)
    for name, content in made.items():
        assert ooxml.faults(content, tmp_path / name) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_templates_are_valid_ooxml(name, tmp_path):
    assert ooxml.faults((WORKSPACE / ".." / name).read_bytes(), tmp_path / name) == []


def test_the_validator_sees_a_fault(tmp_path):
    content = io.BytesIO()
    source = io.BytesIO((WORKSPACE / ".." / "cong-van.docx").read_bytes())
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(content, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b'<w:jc w:val="center"/>', b'<w:jc w:val="middle"/>'))
    assert ooxml.faults(content.getvalue(), tmp_path / "x.docx")


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_opens_and_saves_without_loss_of_text(name, convert, tmp_path):
    """What it saves still stands as the decree asks."""
    document = word_documents(EVERY.figures(), EVERY.campaign)[name]
    again = convert(document, "docx", "docx")
    assert reading.paragraphs(again) == reading.paragraphs(document)
    (tmp_path / name).write_bytes(again)
    assert rules.lint(word_look.read(tmp_path / name), profiles.load("nd30")) == []
