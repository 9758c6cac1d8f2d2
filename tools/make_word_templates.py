"""Builds templates/bao-cao.docx and templates/cong-van.docx from the document profile and the texts in tools/word.

For developers: run it after a change of the profile or the texts, look at the result, commit it. What a clerk has
changed in a Word template by hand is lost by running it.
"""

# ruff: noqa: SLF001 (python-docx has no public name for borders, fields and the rows' properties)

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from tools import word_tables

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "tools" / "word"
TEMPLATES = ROOT / "templates"
PROFILE = TEMPLATES / "profiles" / "nd30.toml"
TITLES = {
    "bao-cao": "Báo cáo kết quả thực hiện Chương trình",
    "cong-van": "Công văn gửi báo cáo kết quả thực hiện Chương trình",
    "cong-van-don-doc": "Công văn đôn đốc công đoàn cơ sở thực hiện Chương trình",
    "cong-van-dang-uy": "Công văn gửi cấp ủy đề nghị phối hợp chỉ đạo thực hiện Chương trình",
    "cong-van-thu-truong": "Công văn đề nghị thủ trưởng đơn vị công nhận sáng kiến",
}

CENTER, JUSTIFY, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT
Profile = dict[str, Any]
Row = list[tuple[str, float]]  # the text of each cell and its width in mm


class Builder:
    """One Word template under construction."""

    def __init__(self, profile: Profile, title: str) -> None:
        self.profile = profile
        self.size: dict[str, float] = profile["size_pt"]
        self.document: Document = docx.Document()
        self.document.core_properties.title = title
        self.document.core_properties.author = ""
        self.document.core_properties.category = profile["name"]  # what pipeline.edges.word_profile asks
        self.document.core_properties.comments = ""
        self.document.core_properties.language = profile["language"]
        self._drop_second_styles()
        self._page(self.document.sections[0])
        self._styles()

    def _drop_second_styles(self) -> None:
        """Word 2010 kept a copy of the styles; python-docx begins with an old one that contradicts ours."""
        relations = self.document.part.rels
        for key in [key for key, relation in relations.items() if relation.reltype.endswith("/stylesWithEffects")]:
            del relations[key]

    def _page(self, section: Section) -> None:
        page = self.profile["page"]
        section.page_width, section.page_height = Mm(page["width_mm"]), Mm(page["height_mm"])
        section.top_margin, section.bottom_margin = Mm(page["top_mm"]), Mm(page["bottom_mm"])
        section.left_margin, section.right_margin = Mm(page["left_mm"]), Mm(page["right_mm"])
        section.header_distance = section.footer_distance = Mm(page["header_mm"])
        section.different_first_page_header_footer = True
        paragraph = section.header.paragraphs[0]
        paragraph.style = self._style("SK Số trang", "page_number", CENTER)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        paragraph._p.append(field)
        section.first_page_header.paragraphs[0].style = paragraph.style

    def _styles(self) -> None:
        normal = self.document.styles["Normal"]
        normal.font.size = Pt(self.size["body"])
        self._font(normal)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), self.profile["language"])
        normal.element.get_or_add_rPr().append(language)
        normal.paragraph_format.space_after = Pt(0)
        measures = self.profile["paragraph"]
        after, first = measures["after_pt"], measures["first_line_mm"]
        indented = {"after": after, "first": first, "spacing": measures["line_spacing"]}
        self._style("SK Quốc hiệu", "state_name", CENTER, bold=True)
        self._style("SK Tiêu ngữ", "motto", CENTER, bold=True)
        self._style("SK Cơ quan chủ quản", "superior", CENTER)
        self._style("SK Cơ quan ban hành", "issuer", CENTER, bold=True)
        self._style("SK Số ký hiệu", "number", CENTER)
        self._style("SK Trích yếu công văn", "dispatch_subject", CENTER)
        self._style("SK Địa danh ngày tháng", "place_and_day", CENTER, italic=True)
        self._style("SK Tên loại", "title", CENTER, bold=True).paragraph_format.space_before = Pt(after)
        subject = self._style("SK Trích yếu", "subject", CENTER, bold=True).paragraph_format
        subject.left_indent = subject.right_indent = Mm(self.profile["letterhead"]["subject_indent_mm"])
        self._style("SK Kính gửi", "body", CENTER, after=after).paragraph_format.space_before = Pt(after)
        self._style("SK Nơi gửi", "body", LEFT)
        self._style("SK Căn cứ", "body", JUSTIFY, italic=True, **indented)
        self._style("SK Đoạn văn", "body", JUSTIFY, **indented)
        self._style("SK Phần", "body", JUSTIFY, bold=True, **indented).paragraph_format.keep_with_next = True
        self._style("SK Mục", "body", JUSTIFY, bold=True, **indented).paragraph_format.keep_with_next = True
        self._style("SK Kết thúc", "body", JUSTIFY, **indented).paragraph_format.keep_with_next = True
        self._style("SK Dẫn bảng", "body", JUSTIFY, **indented).paragraph_format.keep_with_next = True
        self._style("SK Người ký", "signature", CENTER, bold=True)
        self._style("SK Nơi nhận", "recipients_heading", LEFT, bold=True, italic=True)
        self._style("SK Dòng nơi nhận", "recipients", LEFT)
        self._style("SK Phụ lục", "annex", CENTER, bold=True)
        self._style("SK Kèm theo", "annex", CENTER, italic=True, after=after)
        self._style("SK Ô bảng", "table", LEFT, after=2).paragraph_format.space_before = Pt(2)
        self._style("SK Ô phụ lục", "annex_table", LEFT)
        rule = self._style("SK Đường kẻ", "table", CENTER)
        rule.font.size = Pt(1)
        rule.paragraph_format.line_spacing_rule, rule.paragraph_format.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(4)
        rule.paragraph_format.space_before = Pt(3)
        control = self._style("SK Lệnh", "table", LEFT)
        control.font.size, control.font.color.rgb = Pt(9), RGBColor(0x80, 0x80, 0x80)

    def _style(self, name: str, size: str, align: WD_ALIGN_PARAGRAPH, **look: Any) -> Any:
        """A paragraph style, made on first use. look: bold, italic, after (pt), first (mm), spacing (lines)."""
        styles = self.document.styles
        if name in [style.name for style in styles]:
            return styles[name]
        style: Any = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.quick_style = True
        style.font.size = Pt(self.size[size])
        style.font.bold, style.font.italic = look.get("bold", False), look.get("italic", False)
        self._font(style)
        layout = style.paragraph_format
        layout.alignment = align
        layout.space_before, layout.space_after = Pt(0), Pt(look.get("after", 0))
        layout.first_line_indent = Mm(look["first"]) if "first" in look else None
        layout.line_spacing = look.get("spacing", 1.0)
        layout.widow_control = True
        return style

    def _font(self, style: Any) -> None:
        style.font.name = self.profile["font"]
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), self.profile["font"])

    def paragraph(self, text: str, style: str, parent: Any = None) -> Paragraph:
        """A paragraph at the end of the document or of a cell; the first one of a cell is there already."""
        parent = parent or self.document
        is_first = isinstance(parent, _Cell) and len(parent.paragraphs) == 1 and not parent.text
        is_unused = is_first and parent.paragraphs[0].style.name == "Normal"
        paragraph: Paragraph = parent.paragraphs[0] if is_unused else parent.add_paragraph()
        paragraph.style = style
        paragraph.add_run(text)
        return paragraph

    def each(self, names: str, text: str, style: str, parent: Any = None) -> None:
        """A paragraph for each of `names`; the text uses the first word of the loop."""
        self.paragraph(f"{{%p for {names} %}}", "SK Lệnh", parent)
        self.paragraph(text, style, parent)
        self.paragraph("{%p endfor %}", "SK Lệnh", parent)

    def rule(self, length_mm: float, width_mm: float, parent: Any = None) -> None:
        """A line in the middle of `width_mm`: the upper border of a low paragraph, which any Word keeps as it is."""
        paragraph = self.paragraph("", "SK Đường kẻ", parent)
        margin = Mm((width_mm - length_mm) / 2)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = margin
        border = OxmlElement("w:pBdr")
        line = OxmlElement("w:top")
        for key, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{key}"), value)
        border.append(line)
        paragraph._p.get_or_add_pPr().insert_element_before(border, "w:spacing", "w:ind", "w:jc", "w:rPr")

    # Tables

    def table(self, widths: list[float], style: str | None = "Table Grid") -> Table:
        """An empty table with fixed widths in mm, as wide as their sum."""
        table = self.document.add_table(rows=0, cols=len(widths))
        if style:
            table.style = style
        table.autofit = False
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        return table

    def row(self, table: Table, cells: Row, style: str, *, is_heading: bool = False) -> list[_Cell]:
        """A row; a cell that begins with `<` is aligned left, the others are centred."""
        row = table.add_row()
        keep = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(keep)
        if is_heading:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, (text, width) in zip(row.cells, cells, strict=True):
            cell.width = Mm(width)
            cell.vertical_alignment = 1
            paragraph = self.paragraph(text.removeprefix("<"), style, cell)
            paragraph.alignment = LEFT if text.startswith("<") else CENTER
            paragraph.runs[0].bold = is_heading
        return list(row.cells)

    def loop_row(self, table: Table, tag: str) -> None:
        """A row that only holds a tag; it vanishes when the document is made."""
        cells = table.add_row().cells
        self.paragraph(f"{{%tr {tag} %}}", "SK Lệnh", cells[0])


def letterhead(builder: Builder, rest: str) -> None:
    """Names left and right, each with its line; number and day on one line below. rest: the kind, and a subject."""
    kind, _, subject = rest.partition(" ")
    measures = builder.profile["letterhead"]
    left, right = measures["left_mm"], measures["right_mm"]
    table = builder.table([left, right], style=None)
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    narrow_cells(table)
    upper, lower = table.add_row().cells, table.add_row().cells
    for cells in (upper, lower):
        cells[0].width, cells[1].width = Mm(left), Mm(right)
    builder.each("line in superior_lines", "{{ line }}", "SK Cơ quan chủ quản", upper[0])
    builder.each("line in issuer_lines", "{{ line }}", "SK Cơ quan ban hành", upper[0])
    builder.rule(measures["issuer_rule_mm"], left, upper[0])
    builder.paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SK Quốc hiệu", upper[1])
    builder.paragraph("Độc lập - Tự do - Hạnh phúc", "SK Tiêu ngữ", upper[1])
    builder.rule(measures["motto_rule_mm"], right, upper[1])
    symbol = "issuer.report_symbol" if kind == "report" else "issuer.dispatch_symbol"
    builder.paragraph(f"Số: {{{{ number_blank }}}}/{{{{ {symbol} }}}}", "SK Số ký hiệu", lower[0])
    if kind == "dispatch":
        gap = builder.profile["paragraph"]["dispatch_subject_gap_pt"]
        text = subject or "V/v báo cáo kết quả thực hiện Chương trình “{{ short_name }}”"
        builder.paragraph(text, "SK Trích yếu công văn", lower[0]).paragraph_format.space_before = Pt(gap)
    day = "{{ issuer.place }}, ngày {{ blank }} tháng {{ blank }} năm {{ run_year }}"
    builder.paragraph(day, "SK Địa danh ngày tháng", lower[1])
    space(builder)


def narrow_cells(table: Table, margin_mm: float = 0) -> None:
    """Inner margins left and right; without them the columns are as wide as they say."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(Mm(margin_mm).twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)


def addressees(builder: Builder) -> None:
    """One on the same line; several one a line, with “;” between and “.” at the end."""
    builder.paragraph("{%p if addressees|length == 1 %}", "SK Lệnh")
    builder.paragraph("Kính gửi: {{ addressees[0] }}.", "SK Kính gửi")
    builder.paragraph("{%p else %}", "SK Lệnh")
    heading = builder.paragraph("Kính gửi:", "SK Nơi gửi").paragraph_format
    heading.left_indent, heading.space_before = Mm(35), Pt(6)
    builder.paragraph("{%p for name in addressees %}", "SK Lệnh")
    line = builder.paragraph("- {{ name }}{% if loop.last %}.{% else %};{% endif %}", "SK Nơi gửi")
    line.paragraph_format.left_indent = Mm(58)
    builder.paragraph("{%p endfor %}", "SK Lệnh")
    builder.paragraph("{%p endif %}", "SK Lệnh")
    space(builder)


def signature(builder: Builder) -> None:
    """Recipients left, level with the signing power on the right."""
    width = builder.profile["letterhead"]["left_mm"] + builder.profile["letterhead"]["right_mm"]
    table = builder.table([width / 2, width / 2], style=None)
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    left, right = row.cells
    left.width = right.width = Mm(width / 2)
    builder.paragraph("Nơi nhận:", "SK Nơi nhận", left)
    line = "- {{ name }}{% if loop.last %}.{% else %};{% endif %}"
    builder.each("name in recipients", line, "SK Dòng nơi nhận", left)
    builder.paragraph("{{ issuer.signing_power }}", "SK Người ký", right)
    builder.paragraph("{{ issuer.signatory_post }}", "SK Người ký", right)
    name = builder.paragraph("{{ issuer.signatory_name }}", "SK Người ký", right)
    name.paragraph_format.space_before = Pt(builder.profile["paragraph"]["signature_gap_pt"])


def space(builder: Builder) -> None:
    """A little air where two blocks would touch."""
    builder.paragraph("", "SK Đường kẻ")


def annex_section(builder: Builder) -> None:
    """A landscape section whose pages are numbered on their own."""
    section = builder.document.add_section(WD_SECTION.NEW_PAGE)
    page = builder.profile["page"]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(page["height_mm"]), Mm(page["width_mm"])
    number = OxmlElement("w:pgNumType")
    number.set(qn("w:start"), "1")
    section._sectPr.insert_element_before(number, "w:cols", "w:titlePg", "w:docGrid")


TAG_WIDTH = 4.0  # a cell that only holds a tag: wide enough for LibreOffice to keep it as it is
ANNEX_WIDTHS = {"place": 10.0, "name": 80.0, "count": 12.0, "rate": 16.0, "note": 26.0}


def annex_table(builder: Builder) -> None:
    """Annex I: a line a union, three columns a phase, and the whole where there are several phases."""
    width = ANNEX_WIDTHS
    three = ["Chỉ tiêu", "Kết quả", "Tỷ lệ"]
    sizes = [width["count"], width["count"], width["rate"]]
    # docxtpl repeats the cells between {%tc for %} and {%tc endfor %}; the cells with the tags vanish.
    plan: list[tuple[str, float]] = [("place", width["place"]), ("name", width["name"])]
    plan += [("{%tc for part in phases %}", TAG_WIDTH)]
    plan += [("phase", size) for size in sizes] + [
        ("{%tc endfor %}", TAG_WIDTH),
        ("{%tc if phases|length > 1 %}", TAG_WIDTH),
    ]
    plan += [("whole", size) for size in sizes] + [("{%tc endif %}", TAG_WIDTH), ("note", width["note"])]
    table = builder.table([size for _, size in plan])
    narrow_cells(table, 1)
    style = "SK Ô phụ lục"

    def line(first: str, name: str, part: list[str], whole: list[str], note: str) -> Row:
        parts, wholes = iter(part), iter(whole)
        texts: dict[str, Callable[[], str]] = {
            "place": lambda: first, "name": lambda: name, "note": lambda: note,
            "phase": lambda: next(parts), "whole": lambda: next(wholes),
        }  # fmt: skip
        return [(texts[key]() if key in texts else key, size) for key, size in plan]

    texts = line("TT", "{{ level.unit_heading }}", [""] * 3, [""] * 3, "Ghi chú")
    upper = builder.row(table, texts, style, is_heading=True)
    lower = builder.row(table, line("", "", three, three, ""), style, is_heading=True)
    for place, text in ((3, "{{ part.name }}"), (8, "Cả Chương trình")):
        merged = upper[place].merge(upper[place + 2])
        for spare in merged.paragraphs[1:]:
            spare._p.getparent().remove(spare._p)
        merged.paragraphs[0].runs[0].text = text
    for place in (0, 1, len(plan) - 1):
        merged = upper[place].merge(lower[place])
        for spare in merged.paragraphs[1:]:
            spare._p.getparent().remove(spare._p)

    def figures(name: str) -> list[str]:
        rate = f"{{% if {name}.has_target %}}{{{{ {name}.rate }}}}{{% else %}}-{{% endif %}}"
        return [f"{{{{ {name}.target }}}}", f"{{{{ {name}.counted }}}}", rate]

    builder.loop_row(table, "for unit in units")
    note = "{% if not unit.reported %}Chưa báo cáo{% elif unit.zero_report %}Không phát sinh{% endif %}"
    row = line("{{ loop.index }}", "<{{ unit.unit_name }}", figures("part"), figures("unit"), note)
    row[2] = ("{%tc for part in unit.phases %}", TAG_WIDTH)
    builder.row(table, row, style)
    builder.loop_row(table, "endfor")
    row = line("", "Tổng cộng", figures("part"), figures("units_total"), "")
    row[2] = ("{%tc for part in units_total.phases %}", TAG_WIDTH)
    for cell in builder.row(table, row, style):
        for run in cell.paragraphs[0].runs:
            run.bold = True


STYLES = {
    "title": "SK Tên loại", "subject": "SK Trích yếu", "basis": "SK Căn cứ", "body": "SK Đoạn văn", "part": "SK Phần",
    "point": "SK Mục", "closing": "SK Kết thúc", "annex": "SK Phụ lục", "annex_note": "SK Kèm theo",
    "control": "SK Lệnh", "to": "SK Kính gửi", "lead": "SK Dẫn bảng",
}  # fmt: skip


def lines(name: str) -> Iterator[tuple[str, str]]:
    """The lines of a text: style or `@part`, and what follows."""
    for line in (TEXTS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            part, _, rest = line.partition(" ")
            yield part, rest
        elif line.strip() and not line.startswith("#"):
            style, _, text = line.partition(": ")
            yield style, text


def build(folder: Path, name: str) -> None:
    """One template, from its text to its file in the folder."""
    builder = Builder(tomllib.loads(PROFILE.read_text(encoding="utf-8")), TITLES[name])
    width = builder.profile["letterhead"]["left_mm"] + builder.profile["letterhead"]["right_mm"]
    parts: dict[str, Callable[[str], None]] = {
        "@letterhead": lambda rest: letterhead(builder, rest),
        "@award_table": lambda _: word_tables.award_table(builder),
        "@asked_table": lambda _: word_tables.asked_table(builder),
        "@commune_table": lambda _: word_tables.commune_table(builder),
        "@waiting_table": lambda _: word_tables.waiting_table(builder),
        "@title_table": lambda _: word_tables.title_table(builder),
        "@addressees": lambda _: addressees(builder),
        "@rule": lambda key: builder.rule(builder.profile["letterhead"][key], width),
        "@group_table": lambda rest: word_tables.group_table(builder, *rest.split(" ", 1)),
        "@space": lambda _: space(builder),
        "@signature": lambda _: signature(builder),
        "@annex_section": lambda _: annex_section(builder),
        "@annex_table": lambda _: annex_table(builder),
    }
    for style, text in lines(name):
        if style in parts:
            parts[style](text)
        else:
            builder.paragraph(text, STYLES[style])
    builder.document.save(str(folder / f"{name}.docx"))


if __name__ == "__main__":
    for document in TITLES:
        build(TEMPLATES, document)
