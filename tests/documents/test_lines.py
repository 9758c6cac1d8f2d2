"""The lines below the names are a third to a half of the text, for long and for short names."""

import io
from typing import Any

import docx
import pytest
from docx.text.paragraph import Paragraph

from pipeline.edges.report import render_dispatch, render_report
from tests.documents.builders import WORKSPACE, Situation, campaign, rows
from tests.documents.spoilt import saved, where

ISSUER, NAME = 'name = "Liên đoàn Lao động huyện Dương Minh Châu"', (
    'name = "01 triệu sáng kiến - nỗ lực vượt khó, sáng tạo, quyết tâm chiến thắng đại dịch Covid-19"'
)  # fmt: skip
# Lengths in mm of the bold texts as LibreOffice prints them.
LINES = [
    ((ISSUER, ISSUER), "HUYỆN DƯƠNG MINH CHÂU", 59),
    ((ISSUER, 'name = "CĐCS xã Phan"'), "CĐCS XÃ PHAN", 31.7),
    ((NAME, NAME), "chiến thắng đại dịch Covid-19", 120.8),
    ((NAME, 'name = "Sáng kiến 2026"'), "Sáng kiến 2026", 68.3),  # below the longer line above it
]


def line_below(content, words):
    document: Any = docx.Document(io.BytesIO(content))
    element = where(document, words)._p
    rule = element.getnext()
    layout: Any = Paragraph(rule, document).paragraph_format
    cell = next(rule.iterancestors("{*}tc"), None)
    section = document.sections[0]
    room = (
        cell.width.mm if cell is not None else (section.page_width - section.left_margin - section.right_margin) / 36000
    )
    return room - layout.left_indent.mm - layout.right_indent.mm


@pytest.mark.parametrize(("replaced", "words", "length"), LINES, ids=[words for _, words, _ in LINES])
def test_a_line_is_a_third_to_a_half_of_its_text(replaced, words, length):
    changed = campaign(replaced)
    content = render_report(Situation(rows=rows(3), campaign=changed).figures(), changed)
    assert length / 3 <= line_below(content, words) <= length / 2


def test_a_line_a_clerk_has_drawn_in_another_way_is_left_alone():
    template: Any = docx.Document(io.BytesIO((WORKSPACE / ".." / "cong-van.docx").read_bytes()))
    rule = next(one for one in template.tables[0].rows[0].cells[0].paragraphs if one.style.name == "SK Đường kẻ")
    rule.style = "Normal"
    changed = campaign((ISSUER, 'name = "CĐCS xã Phan"'))
    content = render_dispatch(Situation(rows=rows(3), campaign=changed).figures(), changed, saved(template))
    assert round(line_below(content, "CĐCS XÃ PHAN")) == 22
