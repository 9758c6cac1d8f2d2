"""Documents that are right, and each fault a clerk may put into one."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from tests.documents.builders import Situation, campaign, row, rows, word_documents

FIGURES = Situation(rows=[*rows(221), row("A", "pending", stage="Đã áp dụng", recognised_by="")]).figures()
KINDS = {
    "bao-cao.docx": "report", "cong-van.docx": "dispatch", "cong-van-don-doc.docx": "reminder",
    "cong-van-dang-uy.docx": "letter to Party committees", "cong-van-thu-truong.docx": "letter to heads",
}  # fmt: skip
CLEAN = {KINDS[name]: content for name, content in word_documents(FIGURES, campaign()).items()}


@dataclass(frozen=True)
class Spoilt:
    """A fault: in which document, what makes it, and what the rule says of it."""

    rule: str
    kind: str
    make: Callable[[Document], object]
    says: str


def opened(kind: str) -> Document:
    return docx.Document(io.BytesIO(CLEAN[kind]))


def saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def everything(document: Document) -> Iterator[Paragraph]:
    """All paragraphs, those in tables too."""
    for element in document.element.body.iter(qn("w:p")):
        yield Paragraph(element, document._body)


def where(document: Document, words: str) -> Paragraph:
    """The first paragraph that holds these words."""
    return next(one for one in everything(document) if words in one.text)


def written(words: str, new: str) -> Callable[[Document], object]:
    """The whole paragraph that holds these words gets a new text in its own look."""

    def change(document: Document) -> None:
        paragraph = where(document, words)
        for run in paragraph.runs[1:]:
            run._r.getparent().remove(run._r)
        paragraph.runs[0].text = new

    return change


def removed(*words: str) -> Callable[[Document], object]:
    def change(document: Document) -> None:
        for one in words:
            element = where(document, one)._p
            element.getparent().remove(element)

    return change


def styled(name: str, change: Callable[..., object]) -> Callable[[Document], object]:
    """A change of a style, which takes effect wherever it is used."""
    return lambda document: change(document.styles[name])


def on(words: str, change: Callable[[Paragraph], object]) -> Callable[[Document], object]:
    return lambda document: change(where(document, words))


def _theme_font(style) -> None:
    fonts = style.element.rPr.rFonts
    for slot in ("ascii", "hAnsi"):
        fonts.set(qn(f"w:{slot}Theme"), f"minor{'Ascii' if slot == 'ascii' else 'HAnsi'}")


def _inherited_size(document: Document) -> None:
    """The size stands neither in the paragraph nor in its style: in the parent of its style."""
    style = document.styles["SK Đoạn văn"]
    style.element.rPr.remove(style.element.rPr.find(qn("w:sz")))
    document.styles["Normal"].font.size = Pt(12)


def _landscape(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def _number_on_page_one(document: Document) -> None:
    document.sections[0].different_first_page_header_footer = False


def _number_below(document: Document) -> None:
    section = document.sections[0]
    header = section.header.paragraphs[0]
    section.footer.is_linked_to_previous = False
    footer = section.footer.paragraphs[0]
    footer._p.getparent().replace(footer._p, header._p)
    section.header._element.append(OxmlElement("w:p"))


def _no_number(document: Document) -> None:
    paragraph = document.sections[0].header.paragraphs[0]
    for field in paragraph._p.findall(qn("w:fldSimple")):
        paragraph._p.remove(field)


def _second_annex(document: Document) -> None:
    heading, title, note = (where(document, words) for words in ("Phụ lục I", "KẾT QUẢ THỰC HIỆN CH", "(Kèm theo Báo"))
    del heading
    after = document.element.body.sectPr
    for text, style in (("Phụ lục 2", "SK Phụ lục"), (title.text, "SK Phụ lục"), (note.text, "SK Kèm theo")):
        paragraph = document.add_paragraph(text, style=style)
        after.addprevious(paragraph._p)


def _last_section_counts_on(document: Document) -> None:
    section = document.sections[-1]._sectPr
    section.remove(section.find(qn("w:pgNumType")))


def _two_addressees(document: Document) -> None:
    first = where(document, "Kính gửi:")
    first.runs[0].text = "Kính gửi:"
    for text in ("- Ban Thường vụ Liên đoàn Lao động tỉnh", "- Thường trực Huyện ủy"):
        where(document, "Kính gửi:")
        first._p.addnext(document.add_paragraph(text, style="SK Kính gửi")._p)


def _kt_before_tm(document: Document) -> None:
    power, post = where(document, "TM. BAN THƯỜNG VỤ"), where(document, "CHỦ TỊCH")
    power.runs[0].text, post.runs[0].text = "KT. CHỦ TỊCH", "TM. BAN THƯỜNG VỤ"


def _size(points: float) -> Callable[..., object]:
    return lambda style: setattr(style.font, "size", Pt(points))


def _layout(**values: object) -> Callable[..., object]:
    def change(paragraph) -> None:
        for name, value in values.items():
            setattr(paragraph.paragraph_format, name, value)

    return change


def _margin(side: str, length: int) -> Callable[[Document], object]:
    return lambda document: setattr(document.sections[0], f"{side}_margin", Mm(length))


def _look(**values: object) -> Callable[[Paragraph], object]:
    def change(paragraph: Paragraph) -> None:
        for name, value in values.items():
            setattr(paragraph.runs[0].font, name, value)

    return change


def _colored(paragraph: Paragraph) -> None:
    paragraph.runs[0].font.color.rgb = RGBColor(0xC0, 0, 0)


STATE, BODY, BASIS = "CỘNG HÒA", "Tổng số có", "Căn cứ Hướng dẫn"
BLANK_DAY = "Huyện Dương Minh Châu, ngày"
SPOILT = [
    Spoilt("page_size", "report", lambda d: setattr(d.sections[0], "page_width", Mm(216)), "Khổ giấy là 216 x 297 mm"),
    Spoilt("page_size", "dispatch", _landscape, "theo chiều rộng"),
    Spoilt("page_margins", "report", _margin("left", 25), "Lề trái là 25 mm, quy định từ 30 đến 35 mm"),
    Spoilt("page_margins", "report", _margin("top", 15), "Lề trên là 15 mm"),
    Spoilt("page_margins", "dispatch", _margin("right", 25), "Lề phải là 25 mm, quy định từ 15 đến 20 mm"),
    Spoilt("font", "report", on("Mỗi sáng kiến", _look(name="Arial")), "Phông chữ là Arial"),
    Spoilt("font", "report", styled("SK Đoạn văn", _theme_font), "Phông chữ là Cambria"),
    Spoilt("font", "dispatch", on(BODY, _colored), "không phải màu đen"),
    Spoilt("font_size", "report", styled("SK Căn cứ", _size(15)), "Cỡ chữ là 15, quy định là 13 đến 14"),
    Spoilt("font_size", "report", _inherited_size, "Cỡ chữ là 12, quy định là 13 đến 14"),
    Spoilt("font_size", "dispatch", styled("SK Dòng nơi nhận", _size(12)), "Cỡ chữ là 12, quy định là 11"),
    Spoilt("font_size", "dispatch", on("V/v", _look(size=Pt(10.5))), "Cỡ chữ là 10,5, quy định là 12 đến 13"),
    Spoilt("font_style", "report", on("Độc lập", _look(bold=False)), "quy định là chữ đứng, đậm"),
    Spoilt("font_style", "report", on(BASIS, _look(italic=False)), "quy định là chữ nghiêng"),
    Spoilt("font_style", "dispatch", on("V/v", _look(italic=True)), "quy định là chữ đứng, không đậm"),
    Spoilt("page_number", "report", _number_on_page_one, "hiển thị ở trang thứ nhất"),
    Spoilt("page_number", "report", _number_below, "đặt ở cuối trang"),
    Spoilt("page_number", "report", _no_number, "Không có số trang"),
    Spoilt("page_number", "report", styled("SK Số trang", _size(11)), "Cỡ chữ của số trang là 11"),
    Spoilt("missing_part", "report", removed(STATE), "Thiếu Quốc hiệu"),
    Spoilt("missing_part", "report", removed("Độc lập"), "Thiếu Tiêu ngữ"),
    Spoilt("missing_part", "report", removed("Số:"), "Thiếu số, ký hiệu"),
    Spoilt("missing_part", "report", removed(BLANK_DAY), "Thiếu địa danh, ngày tháng"),
    Spoilt("missing_part", "report", removed("Kết quả thực hiện Chương", "“01 triệu"), "Thiếu trích yếu nội dung"),
    Spoilt("missing_part", "report", removed("Kính gửi"), "Thiếu Kính gửi"),
    Spoilt("missing_part", "report", removed("Nơi nhận:"), "Thiếu Nơi nhận"),
    Spoilt("missing_part", "dispatch", removed("V/v"), "Thiếu trích yếu công văn"),
    Spoilt("missing_part", "dispatch", removed("TM. BAN", "CHỦ TỊCH", "Đỗ Tài Công"), "Thiếu phần ký"),
    Spoilt("state_name", "report", written(STATE, "Cộng hòa xã hội chủ nghĩa Việt Nam"), "Quốc hiệu chưa đúng"),
    Spoilt("state_name", "dispatch", written("Độc lập", "Độc lập – Tự do – Hạnh phúc"), "Tiêu ngữ chưa đúng"),
    Spoilt("number", "report", written("Số:", "Số: 5/BC-LĐLĐ"), "Số 5 nhỏ hơn 10"),
    Spoilt("number", "report", written("Số:", "Số 15/BC-LĐLĐ"), "chưa bắt đầu bằng “Số:”"),
    Spoilt("dispatch_symbol", "dispatch", written("Số:", "Số: 473/CV-LĐLĐ"), "“CV”"),
    Spoilt("dispatch_symbol", "dispatch", written("Số:", "Số: 259-CV/VPHU"), "“CV”"),
    Spoilt("day", "report", written(BLANK_DAY, "Huyện Dương Minh Châu, ngày 6 tháng 5 năm 2022"), "“ngày 6 tháng 5”"),
    Spoilt("day", "report", written(BLANK_DAY, "Huyện Dương Minh Châu, ngày 16 tháng 2 năm 2022"), "“ngày 16 tháng 2”"),
    Spoilt("day", "report", written(BASIS, "Căn cứ Kế hoạch số 300/KH-LĐLĐ ngày 3/3/2022;"), "“3/3/2022”"),
    Spoilt("addressee", "dispatch", _two_addressees, "Cuối dòng chưa có dấu chấm phẩy"),
    Spoilt("addressee", "dispatch", written("Kính gửi:", "Kính gửi Ban Thường vụ Huyện ủy."), "“Kính gửi:”"),
    Spoilt("paragraph_layout", "dispatch", on("Thực hiện", _layout(alignment=WD_ALIGN_PARAGRAPH.LEFT)), "canh đều"),
    Spoilt("paragraph_layout", "report", styled("SK Đoạn văn", _layout(first_line_indent=Mm(5))), "lùi vào 5 mm"),
    Spoilt("paragraph_spacing", "report", styled("SK Đoạn văn", _layout(line_spacing=2.0)), "Khoảng cách dòng là 2"),
    Spoilt("paragraph_spacing", "dispatch", styled("SK Đoạn văn", _layout(space_after=Pt(3))), "là 3 pt"),
    Spoilt("closing", "dispatch", written("trân trọng báo cáo", "Trân trọng báo cáo."), "“./.”"),
    Spoilt("closing", "dispatch", written("trân trọng báo cáo", "Trân trọng báo cáo/."), "“./.”"),
    Spoilt("signing_power", "dispatch", written("TM. BAN", "T/M BAN THƯỜNG VỤ"), "“T/M”, quy định là “TM.”"),
    Spoilt("signing_power", "dispatch", _kt_before_tm, "“TM.” phải đứng trước"),
    Spoilt("signing_power", "dispatch", removed("CHỦ TỊCH"), "chưa có chức vụ"),
    Spoilt("signing_power", "dispatch", removed("Đỗ Tài Công"), "Chưa có họ tên"),
    Spoilt("signing_power", "dispatch", written("Đỗ Tài Công", "ThS. Đỗ Tài Công"), "học hàm, học vị"),
    Spoilt("recipients", "dispatch", written("- Website;", "- Website;;"), "một dấu chấm phẩy"),
    Spoilt("recipients", "dispatch", removed("- Lưu: VT."), "chưa phải là nơi lưu"),
    Spoilt("recipients", "dispatch", written("- Website;", "Website;"), "gạch đầu dòng"),
    Spoilt("annex_heading", "report", _second_annex, "chữ số La Mã"),
    Spoilt("annex_heading", "report", removed("(Kèm theo Báo"), "“(Kèm theo"),
    Spoilt("annex_heading", "report", _last_section_counts_on, "đánh riêng từ 1"),
]


def _unmentioned(document: Document) -> None:
    for one in everything(document):
        if "Phụ lục" in one.text and not one.text.startswith("Phụ lục"):
            for run in one.runs:
                run.text = run.text.replace("Phụ lục", "bảng")


SPOILT.append(Spoilt("annex_mention", "report", _unmentioned, "chưa nhắc đến phụ lục này"))
