"""Rules about pages, letters and paragraphs: what is measured."""

from collections.abc import Iterator
from itertools import pairwise

from pipeline.lint.document import Document, Header, Paragraph
from pipeline.lint.fault import Fault, quoted
from pipeline.lint.parts import Parts
from pipeline.profile import Profile, Range

# What Word rounds away in measures, and what nobody sees.
_MM, _PT, _LINES = 0.5, 0.05, 0.02
_MARGINS = {"top": "Lề trên", "bottom": "Lề dưới", "left": "Lề trái", "right": "Lề phải"}
_STYLES = {"upright": "đứng, không đậm", "bold": "đứng, đậm", "italic": "nghiêng", "bold italic": "nghiêng, đậm"}
# More than a page holds for sure: 47 lines of some 75 letters.
_LETTERS_OF_A_PAGE = 3_600
# More than a line of 13 or 14 pt holds: only then is it seen whether both edges are straight.
_LETTERS_OF_A_LINE = 90


def number(value: float) -> str:
    """12.7 → “12,7”; at most one decimal."""
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")


def _range(allowed: Range) -> str:
    low, high = allowed
    return number(low) if low == high else f"{number(low)} đến {number(high)}"


def _is_within(value: float, allowed: Range, slack: float) -> bool:
    return allowed[0] - slack <= value <= allowed[1] + slack


def _begin(document: Document, section: int) -> str:
    """The first words of a section: they tell which pages are meant."""
    return next((quoted(one.text) for one in document.paragraphs if one.section == section), "")


def page_size(document: Document, parts: Parts, profile: Profile) -> Iterator[Fault]:  # noqa: ARG001
    """Every section is of the paper's size; the first is portrait."""
    low, high = sorted((profile.page.width_mm, profile.page.height_mm))
    for place, section in enumerate(document.sections):
        short, long = sorted((section.width_mm, section.height_mm))
        if abs(short - low) > 1 or abs(long - high) > 1:
            size = f"{number(section.width_mm)} x {number(section.height_mm)} mm"
            message = f"Khổ giấy là {size}, quy định là {number(low)} x {number(high)} mm."
            yield Fault(message, "page", _begin(document, place))
        elif place == 0 and section.width_mm > section.height_mm:
            message = "Văn bản trình bày theo chiều rộng; chỉ phụ lục được trình bày theo chiều rộng."
            yield Fault(message, "page", _begin(document, 0))


def page_margins(document: Document, parts: Parts, profile: Profile) -> Iterator[Fault]:  # noqa: ARG001
    for place, section in enumerate(document.sections):
        for side, words in _MARGINS.items():
            value, allowed = getattr(section, f"{side}_mm"), getattr(profile.allowed.page_mm, side)
            if not _is_within(value, allowed, _MM):
                message = f"{words} là {number(value)} mm, quy định từ {_range(allowed)} mm."
                yield Fault(message, "page", _begin(document, place))


def fonts(document: Document, parts: Parts, profile: Profile) -> Iterator[Fault]:  # noqa: ARG001
    names = {id(paragraph): name for name, paragraph in parts.named()}
    for paragraph in parts.all:
        part = names.get(id(paragraph), "table" if paragraph.cell else "body")
        pieces = [piece for piece in paragraph.pieces if piece.text.strip()]
        used = dict.fromkeys(font for piece in pieces for font in piece.fonts)
        for font in used:
            if font.casefold() != profile.font.casefold():
                yield Fault(f"Phông chữ là {quoted(font)}, quy định là {profile.font}.", part, quoted(paragraph.text))
        if any(piece.color != "000000" for piece in pieces):
            yield Fault("Chữ không phải màu đen.", part, quoted(paragraph.text))


def font_sizes(document: Document, parts: Parts, profile: Profile) -> Iterator[Fault]:  # noqa: ARG001
    for name, paragraph in parts.named():
        allowed = profile.allowed.size_pt.get(name)
        if allowed is None:
            continue
        for size in dict.fromkeys(piece.size_pt for piece in paragraph.pieces if piece.text.strip()):
            if not _is_within(size, allowed, _PT):
                message = f"Cỡ chữ là {number(size)}, quy định là {_range(allowed)}."
                yield Fault(message, name, quoted(paragraph.text))


def font_styles(document: Document, parts: Parts, profile: Profile) -> Iterator[Fault]:  # noqa: ARG001
    for name, paragraph in parts.named():
        wanted = profile.style.get(name)
        if wanted is None:
            continue
        is_bold, is_italic = "bold" in wanted, "italic" in wanted
        pieces = [piece for piece in paragraph.pieces if piece.text.strip()]
        if any((piece.is_bold, piece.is_italic) != (is_bold, is_italic) for piece in pieces):
            yield Fault(f"Kiểu chữ chưa đúng, quy định là chữ {_STYLES[wanted]}.", name, quoted(paragraph.text))


def page_numbers(document: Document, parts: Parts, profile: Profile) -> Iterator[Fault]:  # noqa: ARG001
    """Missing only where there is more than a page for sure: how many there are, only a printer knows."""
    letters = [0] * len(document.sections)
    for paragraph in document.paragraphs:
        letters[min(paragraph.section, len(letters) - 1)] += len(paragraph.text)
    is_long = bool(letters) and letters[0] > _LETTERS_OF_A_PAGE
    for place, section in enumerate(document.sections):
        if place == 0 and section.first.has_number:
            yield Fault("Số trang hiển thị ở trang thứ nhất.", "header")
        if not section.later.has_number and (is_long if place == 0 else letters[place] > _LETTERS_OF_A_PAGE):
            yield Fault("Không có số trang từ trang thứ hai.", "header")
        yield from _number_look(section.later, profile.allowed.size_pt["page_number"])


def _number_look(header: Header, allowed: Range) -> Iterator[Fault]:
    if not header.has_number:
        return
    if not header.is_top:
        yield Fault("Số trang đặt ở cuối trang, quy định đặt ở lề trên.", "header")
    if header.alignment != "center":
        yield Fault("Số trang chưa canh giữa.", "header")
    if not _is_within(header.size_pt, allowed, _PT):
        yield Fault(f"Cỡ chữ của số trang là {number(header.size_pt)}, quy định là {_range(allowed)}.", "header")


def paragraph_layout(document: Document, parts: Parts, profile: Profile) -> Iterator[Fault]:  # noqa: ARG001
    allowed = profile.allowed.paragraph.first_line_mm
    for paragraph in _text(parts):
        if paragraph.alignment != "both" and len(paragraph.text) > _LETTERS_OF_A_LINE:
            yield Fault("Đoạn chưa canh đều cả hai lề.", "body", quoted(paragraph.text))
        if not paragraph.is_numbered and all(abs(paragraph.first_line_mm - one) > _MM for one in allowed):
            words = " hoặc ".join(number(one) for one in allowed)
            message = f"Chữ đầu dòng lùi vào {number(paragraph.first_line_mm)} mm, quy định là {words} mm."
            yield Fault(message, "body", quoted(paragraph.text))


def paragraph_spacing(document: Document, parts: Parts, profile: Profile) -> Iterator[Fault]:  # noqa: ARG001
    allowed = profile.allowed.paragraph
    for paragraph in _text(parts):
        spacing = paragraph.line_spacing
        if spacing is not None and not _is_within(spacing, allowed.line_spacing, _LINES):
            lines = f"{spacing:.2f}".rstrip("0").removesuffix(".").replace(".", ",")
            message = f"Khoảng cách dòng là {lines}, quy định từ {_range(allowed.line_spacing)} dòng."
            yield Fault(message, "body", quoted(paragraph.text))
    body = {id(paragraph) for paragraph in parts.body}
    for upper, lower in pairwise(parts.all):
        gap = upper.after_pt + lower.before_pt
        if id(upper) in body and id(lower) in body and gap < allowed.after_pt - _PT:
            message = f"Khoảng cách với đoạn sau là {number(gap)} pt, quy định ít nhất {number(allowed.after_pt)} pt."
            yield Fault(message, "body", quoted(upper.text))


def _text(parts: Parts) -> Iterator[Paragraph]:
    """The paragraphs of the text but for centred headings of parts and chapters."""
    return (paragraph for paragraph in parts.body if paragraph.alignment != "center")
