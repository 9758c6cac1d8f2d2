"""A Word document as it takes effect, for the rules of `pipeline.lint`: pages, paragraphs, pieces of text."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.edges.word_file import MAIN, Package, open_word
from pipeline.edges.word_styles import Styles, Values, W
from pipeline.lint.document import Document, Header, Paragraph, Piece, Section

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TWIPS_PER_MM = 1440 / 25.4
_LINE = 240  # a line, in the unit of w:line
_ALIGNMENTS = {"start": "left", "end": "right", "distribute": "both", "": "left"}
_PAGE_FIELD = re.compile(r"^\s*PAGE\b")
_SPACE = re.compile(r"\s+")


def read(path: Path) -> Document:
    """The document of a file. Raises UsageError for what is no .docx, is damaged or too large."""
    return Reader(open_word(path)).document()


class Reader:
    """Reads one package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        theme = next((part for name, part in package.parts.items() if name.startswith("word/theme/")), None)
        self._styles = Styles(package.parts.get("word/styles.xml"), theme)

    def document(self) -> Document:
        body = self._package.parts[MAIN].find(f"{W}body")
        sections: list[Any] = []
        paragraphs: list[Paragraph] = []
        cells: dict[Any, int] = {}
        for element in () if body is None else body.iter(f"{W}p"):
            if next(element.iterancestors(_FALLBACK), None) is not None:
                continue  # told once more for old programs
            cell = next(element.iterancestors(f"{W}tc"), None)
            place = 0 if cell is None else cells.setdefault(cell, len(cells) + 1)
            if next(element.iter(f"{W}t"), None) is not None:
                found = self.paragraph(element, place, len(sections))
                paragraphs += [found] if found.text else []
            ending = element.find(f"{W}pPr/{W}sectPr")
            if ending is not None:
                sections.append(ending)
        last = None if body is None else body.find(f"{W}sectPr")
        return Document(tuple(paragraphs), tuple(self._sections(sections if last is None else [*sections, last])))

    def paragraph(self, element: Any, cell: int = 0, section: int = 0) -> Paragraph:
        """One paragraph with all its values."""
        table = next(element.iterancestors(f"{W}tbl"), None)
        named = None if table is None else table.find(f"{W}tblPr/{W}tblStyle")
        style = "" if table is None else self._styles.default_table_style()
        table_style = style if named is None else named.get(f"{W}val", "")
        values = self._styles.paragraph(element.find(f"{W}pPr"), table_style)
        pieces = tuple(self._pieces(element, values["style"], table_style))
        text = _SPACE.sub(" ", "".join(piece.text for piece in pieces)).strip()
        is_exact = values.get("spacing.lineRule", "auto") != "auto"
        alignment: str = values.get("jc", "")
        return Paragraph(
            text=text, pieces=pieces, cell=cell, section=section,
            alignment=_ALIGNMENTS.get(alignment) or alignment,
            first_line_mm=0 if "ind.hanging" in values else _number(values, "ind.firstLine") / _TWIPS_PER_MM,
            is_numbered="numPr" in values,
            before_pt=_number(values, "spacing.before") / 20,
            after_pt=_number(values, "spacing.after") / 20,
            line_spacing=None if is_exact else _number(values, "spacing.line", _LINE) / _LINE,
        )  # fmt: skip

    def _pieces(self, element: Any, style: str, table_style: str) -> Iterator[Piece]:
        for run in element.iter(f"{W}r"):
            if next(run.iterancestors(f"{W}p")) is not element:
                continue  # of a text box inside
            text = "".join(_texts(run))
            if not text:
                continue
            values = self._styles.run(run.find(f"{W}rPr"), style, table_style)
            if values["vanish"]:
                continue
            color = values["color"]
            yield Piece(
                text=text.upper() if values["caps"] or values["smallCaps"] else text,
                fonts=tuple(dict.fromkeys(values["ascii" if ord(letter) < 0x80 else "hAnsi"] for letter in text)),
                size_pt=_number(values, "sz") / 2,
                is_bold=values["b"],
                is_italic=values["i"],
                color="000000" if color == "auto" else color.upper(),
            )

    def _sections(self, elements: list[Any]) -> Iterator[Section]:
        inherited: dict[str, Any] = {}
        for element in elements:
            for reference in element.iter(f"{W}headerReference", f"{W}footerReference"):
                part = self._package.parts.get(self._package.relations.get(reference.get(f"{_R}id", ""), ""))
                inherited[f"{reference.tag.removeprefix(W)} {reference.get(f'{W}type', 'default')}"] = part
            later = self._header(inherited, "default")
            title = element.find(f"{W}titlePg")
            differs = title is not None and title.get(f"{W}val", "1") not in {"0", "false", "off"}
            size, margins = _attributes(element, "pgSz"), _attributes(element, "pgMar")
            start = _attributes(element, "pgNumType").get("start")
            yield Section(
                width_mm=_mm(size, "w", 12240), height_mm=_mm(size, "h", 15840),
                top_mm=_mm(margins, "top"), bottom_mm=_mm(margins, "bottom"),
                left_mm=_mm(margins, "left") + _mm(margins, "gutter"), right_mm=_mm(margins, "right"),
                first=self._header(inherited, "first") if differs else later, later=later,
                starts_at=int(start) if start and start.isdecimal() else None,
            )  # fmt: skip

    def _header(self, parts: dict[str, Any], kind: str) -> Header:
        for place in ("header", "footer"):
            part = parts.get(f"{place}Reference {kind}")
            for element in () if part is None else part.iter(f"{W}p"):
                if not any(_PAGE_FIELD.match(code) for code in _fields(element)):
                    continue
                paragraph = self.paragraph(element)
                values = self._styles.paragraph(element.find(f"{W}pPr"), "")
                run = element.find(f".//{W}fldSimple/{W}r")
                looks = self._styles.run(None if run is None else run.find(f"{W}rPr"), values["style"], "")
                size = max((piece.size_pt for piece in paragraph.pieces), default=_number(looks, "sz") / 2)
                return Header(True, place == "header", paragraph.alignment, size)
        return Header()


def _texts(run: Any) -> Iterator[str]:
    for child in run:
        match child.tag:
            case tag if tag == f"{W}t":
                yield unicodedata.normalize("NFC", child.text or "")
            case tag if tag == f"{W}tab":
                yield "\t"
            case tag if tag in {f"{W}br", f"{W}cr"}:
                yield " "
            case tag if tag == f"{W}noBreakHyphen":
                yield "-"


def _fields(element: Any) -> Iterator[str]:
    for field in element.iter(f"{W}fldSimple"):
        yield field.get(f"{W}instr", "")
    yield "".join(part.text or "" for part in element.iter(f"{W}instrText"))


def _attributes(parent: Any, name: str) -> dict[str, str]:
    child = parent.find(f"{W}{name}")
    return {} if child is None else {key.removeprefix(W): value for key, value in child.attrib.items()}


def _number(values: Values, key: str, default: float = 0) -> float:
    """A measure; what is no number counts as not told, as in Word."""
    try:
        return float(values.get(key, default))
    except ValueError:
        return default


def _mm(values: dict[str, str], key: str, default: float = 0) -> float:
    return abs(_number(values, key, default)) / _TWIPS_PER_MM
