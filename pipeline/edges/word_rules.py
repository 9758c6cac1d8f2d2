"""Fits the lines below the issuer and the subject to their text, where the template's own length does not suit it.

Decree 30/2020/NĐ-CP, annex I, part I, II, points 2 and 5: a solid line of one third to one half of the text's length.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # python-docx is imported where it is used: the command line must start without it
    from docx.document import Document

_RULE_STYLE = "SK Đường kẻ"
_TEXT_STYLES = ("SK Cơ quan ban hành", "SK Trích yếu")
_SHORTEST, _BEST, _LONGEST = 1 / 3, 0.42, 1 / 2
# Widths of bold Times New Roman in parts of its size, as measured on printed lines; right within a twentieth.
_CAPITAL, _SMALL_LETTER, _SPACE, _MARK = 0.72, 0.49, 0.25, 0.40
_TWIPS_PER_POINT = 20


def fit(document: "Document") -> None:
    """Lines a clerk has drawn in another way are left alone."""
    from docx.oxml.ns import qn

    styles: dict[str, Any] = {style.style_id or "": style for style in document.styles}
    names = {key: style.name or "" for key, style in styles.items()}
    for element in document.element.body.iter(qn("w:p")):
        if names.get(element.style or "") != _RULE_STYLE or element.find(f".//{qn('w:top')}") is None:
            continue
        above = list(_above(element, names))
        if not above:
            continue
        style = styles[above[0].style]
        room = _room(element, document) - _indents(style)
        points = style.font.size.pt if style.font.size else 0
        text = min(room, max(_length(_text(one)) for one in above) * points * _TWIPS_PER_POINT)
        _resize(element, _room(element, document), text)


def _above(element: Any, names: dict[str, str]) -> Iterator[Any]:
    """The paragraphs of one style that stand right above the line."""
    before = element.getprevious()
    while before is not None and names.get(getattr(before, "style", None) or "") in _TEXT_STYLES:
        yield before
        before = before.getprevious()


def _text(element: Any) -> str:
    from docx.oxml.ns import qn

    return "".join(part.text or "" for part in element.iter(qn("w:t")))


def _length(text: str) -> float:
    """The width of a text in parts of its size."""
    return sum(_width(letter) for letter in text)


def _width(letter: str) -> float:
    if letter.isspace():
        return _SPACE
    if not letter.isalnum():
        return _MARK
    return _CAPITAL if letter.isupper() else _SMALL_LETTER


def _room(element: Any, document: "Document") -> float:
    """The width of the cell or of the text around a paragraph, in twips."""
    from docx.oxml.ns import qn
    from docx.shared import Emu

    cell = next(element.iterancestors(qn("w:tc")), None)
    if cell is not None and cell.width is not None:
        return float(cell.width.twips)
    section = document.sections[0]
    return float(Emu((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)).twips)


def _indents(style: Any) -> float:
    layout = style.paragraph_format
    return sum(length.twips for length in (layout.left_indent, layout.right_indent) if length is not None)


def _resize(element: Any, room: float, text: float) -> None:
    from docx.shared import Twips

    layout = element.get_or_add_pPr()
    now = room - sum(length.twips for length in (layout.ind_left, layout.ind_right) if length is not None)
    if _SHORTEST * text <= now <= _LONGEST * text:
        return
    layout.ind_left = layout.ind_right = Twips(int((room - _BEST * text) / 2))
