"""Sets a Word document by the measures of another profile than its template was made with: pages, fonts, paragraphs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline import profile as profiles
from pipeline.errors import ConfigurationError
from pipeline.profile import Profile

if TYPE_CHECKING:  # python-docx is imported where it is used: the command line must start without it
    from docx.document import Document

MADE_WITH = "nd30"  # a template that does not say which profile it was made with

# The styles of our templates and the key of their size in the profile.
SIZES = {
    "Normal": "body", "SK Quốc hiệu": "state_name", "SK Tiêu ngữ": "motto", "SK Cơ quan chủ quản": "superior",
    "SK Cơ quan ban hành": "issuer", "SK Số ký hiệu": "number", "SK Trích yếu công văn": "dispatch_subject",
    "SK Địa danh ngày tháng": "place_and_day", "SK Tên loại": "title", "SK Trích yếu": "subject", "SK Kính gửi": "body",
    "SK Nơi gửi": "body", "SK Căn cứ": "body", "SK Đoạn văn": "body", "SK Phần": "body", "SK Mục": "body",
    "SK Kết thúc": "body", "SK Người ký": "signature", "SK Nơi nhận": "recipients_heading",
    "SK Dòng nơi nhận": "recipients", "SK Phụ lục": "annex", "SK Kèm theo": "annex", "SK Ô bảng": "table",
    "SK Ô phụ lục": "annex_table", "SK Số trang": "page_number",
}  # fmt: skip
INDENTED = ("SK Căn cứ", "SK Đoạn văn", "SK Phần", "SK Mục", "SK Kết thúc")
SPACED = ("SK Kính gửi", "SK Kèm theo")
_SCRIPTS = ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia")


def adopt(document: "Document", name: str) -> None:
    """Sets the document by another profile than the one its template was made with; else changes nothing.

    Raises ConfigurationError when there is no such profile, or it is broken.
    """
    if name not in profiles.names():
        raise ConfigurationError(
            f"campaign.toml: khóa documents.profile, giá trị '{name}': không có thể thức này; "
            f"các thể thức hiện có: {', '.join(profiles.names())}."
        )
    profile = profiles.load(name)
    if (document.core_properties.category or MADE_WITH) != profile.name:
        apply(document, profile)
        document.core_properties.category = profile.name


def apply(document: "Document", profile: Profile) -> None:
    """Sets pages, styles and the tables that are as wide as the text."""
    first = document.sections[0]
    before = _text_width(first)
    for section in document.sections:
        _set_page(section, profile)
    _set_styles(document, profile)
    after = _text_width(first)
    if before != after:
        for table in document.tables:
            for width in _widths(table):
                width.set(*_scaled(width, after, before))


def _text_width(section: Any) -> int:
    """In EMU."""
    return int(section.page_width - section.left_margin - section.right_margin)


def _set_page(section: Any, profile: Profile) -> None:
    from docx.shared import Mm

    page = profile.page
    sizes = page.width_mm, page.height_mm
    is_landscape = section.page_width > section.page_height
    section.page_width, section.page_height = (Mm(size) for size in (sizes[::-1] if is_landscape else sizes))
    section.top_margin, section.bottom_margin = Mm(page.top_mm), Mm(page.bottom_mm)
    section.left_margin, section.right_margin = Mm(page.left_mm), Mm(page.right_mm)
    section.header_distance = section.footer_distance = Mm(page.header_mm)


def _set_styles(document: "Document", profile: Profile) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    measures = profile.paragraph
    styles: dict[str, Any] = {style.name or "": style for style in document.styles}
    for name, key in SIZES.items():
        if name in styles:
            style = styles[name]
            style.font.size, style.font.name = Pt(profile.size_pt[key]), profile.font
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for script in _SCRIPTS:
                fonts.set(qn(script), profile.font)
    for name in (*INDENTED, *SPACED):
        if name in styles:
            styles[name].paragraph_format.space_after = Pt(measures.after_pt)
    for name in INDENTED:
        if name in styles:
            layout = styles[name].paragraph_format
            layout.first_line_indent, layout.line_spacing = Mm(measures.first_line_mm), measures.line_spacing


def _widths(table: Any) -> Iterator[Any]:
    from docx.oxml.ns import qn

    yield from table._tbl.iter(qn("w:gridCol"), qn("w:tcW"), qn("w:tblW"))  # noqa: SLF001


def _scaled(width: Any, after: int, before: int) -> tuple[str, str]:
    """The attribute and its new value; only widths in twips are scaled."""
    from docx.oxml.ns import qn

    value = width.get(qn("w:w"), "0")
    is_twips = width.get(qn("w:type"), "dxa") == "dxa" and value.isdecimal()
    return qn("w:w"), str(int(value) * after // before) if is_twips else value
