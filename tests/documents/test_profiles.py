"""Another profile is one more file of data: the documents take its measures, and what a clerk changed stays."""

import io

import docx
import pytest
from docx.shared import Mm, Pt

from pipeline import profile as profiles
from pipeline.edges import word_look, word_profile
from pipeline.edges.report import render_report
from pipeline.lint import rules
from tests.documents import reading
from tests.documents.builders import WORKSPACE, campaign
from tests.documents.spoilt import CLEAN, FIGURES, saved

ND30 = profiles.load("nd30")
TEXT = (WORKSPACE / ".." / "profiles" / "nd30.toml").read_text(encoding="utf-8")
# Measures that the other profile changes, and what it allows.
OTHER = [
    ('name = "nd30"', 'name = "khac"'), ('font = "Times New Roman"', 'font = "Arial"'),
    ("left_mm = 30 ", "left_mm = 35 "), ("right_mm = 15 ", "right_mm = 20 "), ("top_mm = 20 ", "top_mm = 30 "),
    ("body = 14 ", "body = 12 "), ("first_line_mm = 12.7 ", "first_line_mm = 8 "), ("after_pt = 6  ", "after_pt = 9  "),
    ("line_spacing = 1.1 ", "line_spacing = 1.4 "), ("top = [20, 25]", "top = [30, 30]"), ("body = [13, 14]", "body = [12, 12]"),
    ("basis = [13, 14]", "basis = [12, 12]"), ("addressee = [13, 14]", "addressee = [12, 12]"),
    ("first_line_mm = [10, 12.7]", "first_line_mm = [8]"), ("after_pt = 6 ", "after_pt = 9 "),
]  # fmt: skip


def other():
    text = TEXT
    for before, after in OTHER:
        assert before in text, before
        text = text.replace(before, after, 1)
    return profiles.read(text, "khac.toml")


@pytest.mark.parametrize("name", ["bao-cao.docx", "cong-van.docx"])
def test_the_templates_are_what_their_own_profile_makes(name):
    """The builder of the templates and the setter of profiles agree on every measure."""
    document = docx.Document(io.BytesIO((WORKSPACE / ".." / name).read_bytes()))
    before = [part.blob for part in document.part.package.iter_parts()]
    word_profile.apply(document, ND30)
    assert [part.blob for part in document.part.package.iter_parts()] == before


def test_a_document_takes_the_measures_of_another_profile(tmp_path):
    report = docx.Document(io.BytesIO(CLEAN["report"]))
    word_profile.apply(report, other())
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(saved(report))
    document = word_look.read(path)
    assert rules.lint(document, other()) == []
    assert {one.rule.code for one in rules.lint(document, ND30)} >= {"font", "font_size", "page_margins"}
    assert reading.paragraphs(path.read_bytes()) == reading.paragraphs(CLEAN["report"])
    # The letterhead is as wide as the text.
    width = sum(column.width for column in report.tables[0].columns)
    assert abs(width - Mm(210 - 35 - 20)) < Mm(0.5)


def test_a_template_of_another_profile_is_set_by_that_of_the_campaign(tmp_path):
    template = docx.Document(io.BytesIO((WORKSPACE / ".." / "bao-cao.docx").read_bytes()))
    word_profile.apply(template, other())
    template.core_properties.category = "khac"
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(render_report(FIGURES, campaign(), saved(template)))
    assert rules.lint(word_look.read(path), ND30) == []


def test_what_a_clerk_set_in_the_template_stays(tmp_path):
    template = docx.Document(io.BytesIO((WORKSPACE / ".." / "bao-cao.docx").read_bytes()))
    template.styles["SK Đoạn văn"].font.size = Pt(13)
    template.sections[0].left_margin = Mm(33)
    content = render_report(FIGURES, campaign(), saved(template))
    document = docx.Document(io.BytesIO(content))
    assert document.styles["SK Đoạn văn"].font.size == Pt(13)
    assert abs((document.sections[0].left_margin or 0) - Mm(33)) < Mm(0.1)
