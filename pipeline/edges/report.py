"""The report and the dispatch it is attached to: Word templates filled with figures."""

import io
import re
from datetime import UTC
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast
from zipfile import BadZipFile

from pipeline.campaign import Campaign
from pipeline.edges import sandbox, word_profile, word_rules
from pipeline.errors import ConfigurationError
from pipeline.figures import ReportFigures

if TYPE_CHECKING:  # docxtpl is imported where it is used: the command line must start without it
    from docx.document import Document

REPORT_TEMPLATE = "bao-cao.docx"
DISPATCH_TEMPLATE = "cong-van.docx"

# Longer lists stand in phu-luc.xlsx: Word and LibreOffice are slow with tables of many hundred rows.
ANNEX_UNIT_LIMIT = 150
COMMUNE_LIMIT = 30
NAMED_UNIT_LIMIT = 10
DOSSIER_LIMIT = 20
TITLE_LIMIT = 60

TWIP = 635  # in EMU, the unit of python-docx
# Left for the pen: day and month; the number.
BLANK = "\N{NO-BREAK SPACE}" * 3
NUMBER_BLANK = "\N{NO-BREAK SPACE}" * 7
LINE_LENGTH = 24  # a name longer than this takes two lines of the letterhead
LEVEL_WORD = re.compile(
    r"\s+(?=(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|khu|ngành|Việt Nam)\b)", re.IGNORECASE
)


def render_report(figures: ReportFigures, campaign: Campaign, template: bytes | None = None) -> bytes:
    """bao-cao.docx. Raises ConfigurationError when the template uses an unknown name or has a broken tag."""
    context = context_of(figures, campaign)
    document = _render(REPORT_TEMPLATE, template, context)
    word_profile.adopt(document, campaign.documents.profile)
    if not context["is_annex_in_report"]:
        _drop_last_section(document)
    else:
        _fit_annex_table(document)
    return _bytes_of(document, figures, campaign)


def render_dispatch(figures: ReportFigures, campaign: Campaign, template: bytes | None = None) -> bytes:
    """cong-van.docx. Raises ConfigurationError when the template uses an unknown name or has a broken tag."""
    document = _render(DISPATCH_TEMPLATE, template, context_of(figures, campaign))
    return _bytes_of(document, figures, campaign)


def render_letter(name: str, figures: ReportFigures, campaign: Campaign, template: bytes | None = None) -> bytes:
    """A letter in the form of the dispatch. Raises ConfigurationError when the template uses an unknown name."""
    return _bytes_of(_render(name, template, context_of(figures, campaign)), figures, campaign)


def context_of(figures: ReportFigures, campaign: Campaign) -> dict[str, Any]:
    """The names the Word templates may use."""
    issuer = campaign.issuer
    addressees = [name.strip().rstrip(".") for name in issuer.addressee.split(";")]
    return {
        **sandbox.shared_context(figures, campaign),
        "legal_bases": [basis.text.strip().rstrip(";.") for basis in campaign.legal_basis],
        "addressees": [name for name in addressees if name],
        "recipients": [name.strip().removeprefix("- ").rstrip(";.") for name in issuer.recipients],
        "superior_lines": _letterhead_lines(issuer.superior),
        "issuer_lines": _letterhead_lines(issuer.name),
        "blank": BLANK,
        "number_blank": NUMBER_BLANK,
        "is_annex_in_report": len(figures.units) <= ANNEX_UNIT_LIMIT,
        "are_communes_in_report": 0 < len(figures.communes) <= COMMUNE_LIMIT,
        "are_silent_units_named": len(figures.silent_units) <= NAMED_UNIT_LIMIT,
        "are_teamless_units_named": len(figures.teams.missing) <= NAMED_UNIT_LIMIT,
        "are_dossiers_in_report": len(figures.dossiers) <= DOSSIER_LIMIT,
        "are_titles_in_letter": figures.letters.waiting_count <= TITLE_LIMIT,
        "has_pending_dossier": not all(dossier.is_counted for dossier in figures.dossiers),
    }


def _letterhead_lines(name: str) -> list[str]:
    """A long name breaks before the word for its level, as in “LIÊN ĐOÀN LAO ĐỘNG / HUYỆN DƯƠNG MINH CHÂU”."""
    parts = LEVEL_WORD.split(name, maxsplit=1) if len(name) > LINE_LENGTH else [name]
    return [part.upper() for part in parts]


def _render(name: str, template: bytes | None, context: dict[str, Any]) -> "Document":
    from docx.opc.exceptions import PackageNotFoundError
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError
    from lxml import etree

    class Template(DocxTemplate):
        def fix_tables(self, xml: Any) -> Any:
            # docxtpl repairs broken XML in silence, and text is lost; a tag in the wrong place must be heard of.
            etree.fromstring(xml.encode() if isinstance(xml, str) else xml)
            return super().fix_tables(xml)

    content = template if template is not None else (files("templates") / name).read_bytes()
    env = sandbox.environment(context, autoescape=True)
    try:
        word = Template(io.BytesIO(content))
        word.init_docx()
        _check_paragraphs(name, word)
        word.render(context, env, autoescape=True)
    except TemplateError as error:
        raise sandbox.configuration_error(name, error, cast("Any", env).last_source) from error
    except etree.XMLSyntaxError as error:
        raise ConfigurationError(
            f"Mẫu {name}: một thẻ {{% %}} mở và đóng ở hai đoạn khác nhau; dùng {{%p %}} trong đoạn riêng."
        ) from error
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, OSError) as error:
        raise ConfigurationError(
            f"Mẫu {name}: không mở được. Lưu lại bằng Word dạng .docx, hoặc lấy lại mẫu gốc."
        ) from error
    return cast("Document", word.docx)


def _check_paragraphs(name: str, word: Any) -> None:
    """Every paragraph of the body, the headers and the footers, before docxtpl touches them."""
    from docx.oxml.ns import qn
    from jinja2 import TemplateSyntaxError
    from lxml import etree

    parts = [part for uri in (word.HEADER_URI, word.FOOTER_URI) for _, part in word.get_headers_footers(uri)]
    for root in (word.docx.element.body, *(etree.fromstring(part.blob) for part in parts)):
        for paragraph in root.iter(qn("w:p")):
            text = "".join(part.text or "" for part in paragraph.iter(qn("w:t")))
            try:
                sandbox.check_paragraph(text)
            except TemplateSyntaxError as error:
                raise sandbox.configuration_error(name, error, text) from error


def _drop_last_section(document: "Document") -> None:
    """Takes the empty annex pages away: the section before them becomes the last."""
    body = document.element.body
    for paragraph in reversed(body.p_lst):
        if paragraph.pPr is not None and paragraph.pPr.sectPr is not None:
            for follower in [*paragraph.itersiblings()]:
                body.remove(follower)
            body.append(paragraph.pPr.sectPr)
            body.remove(paragraph)
            return


def _fit_annex_table(document: "Document") -> None:
    """Spreads the last table over the page; its loops have made more or fewer columns than the template has."""
    from docx.oxml.ns import qn
    from docx.shared import Emu

    table, section = document.tables[-1], document.sections[-1]
    # The public way to the cells builds each merged one anew, which takes a second for 60 unions.
    columns: list[Any] = table._tbl.tblGrid.gridCol_lst  # noqa: SLF001
    rows: list[Any] = table._tbl.tr_lst  # noqa: SLF001
    sizes = [cell.tcPr.tcW for cell in rows[-1].tc_lst if cell.tcPr is not None and cell.tcPr.tcW is not None]
    if len(sizes) != len(columns):
        return  # a clerk has rebuilt the table: its own grid stands
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    widths = _spread([int(size.get(qn("w:w"))) for size in sizes], Emu((section.page_width or 0) - margins).twips)
    whole = table._tbl.tblPr.find(qn("w:tblW"))  # noqa: SLF001
    if whole is not None:
        whole.set(qn("w:type"), "dxa")
        whole.set(qn("w:w"), str(sum(widths)))
    for column, width in zip(columns, widths, strict=True):
        column.w = Emu(width * TWIP)
    for row in rows:
        place = 0
        for cell in row.tc_lst:
            cell.width = Emu(sum(widths[place : place + cell.grid_span]) * TWIP)
            place += cell.grid_span


def _spread(widths: list[int], page: int) -> list[int]:
    """The widest column, which holds the names, gives and takes; only where it would get too narrow do all shrink."""
    total, widest = sum(widths), widths.index(max(widths))
    if widths[widest] + page - total < page // 8:
        return [width * page // total for width in widths]
    return [width + (page - total if place == widest else 0) for place, width in enumerate(widths)]


def _bytes_of(document: "Document", figures: ReportFigures, campaign: Campaign) -> bytes:
    word_profile.adopt(document, campaign.documents.profile)
    word_rules.fit(document)
    properties = document.core_properties
    properties.author = properties.last_modified_by = campaign.issuer.name
    properties.created = properties.modified = figures.run_at.astimezone(UTC).replace(tzinfo=None)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
