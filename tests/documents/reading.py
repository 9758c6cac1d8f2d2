"""What stands in a document, as text."""

import io
import re
from typing import Any

import docx
from docx.oxml.ns import qn


def paragraphs(content: bytes) -> list[str]:
    """The text of every paragraph in order, those in tables too, empty ones left out."""
    document = docx.Document(io.BytesIO(content))
    texts = ["".join(part.text or "" for part in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p"))]
    return [text for text in texts if text.strip()]


def body(content: bytes) -> list[str]:
    """The paragraphs outside tables."""
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs if paragraph.text.strip()]


def table(content: bytes, place: int) -> list[list[str]]:
    """The rows of a table; a merged cell stands once in each grid column."""
    rows = docx.Document(io.BytesIO(content)).tables[place].rows
    return [[cell.text for cell in row.cells] for row in rows]


def as_read(content: bytes) -> str:
    """The whole document as text a person reads: a paragraph a line, a row of a table a line, cells between bars."""
    document = docx.Document(io.BytesIO(content))
    lines = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            lines += ["", *(_row(row._tr) for row in block.rows), ""]
        else:
            lines.append(block.text.strip())
    text = "\n".join(lines).replace("\N{NO-BREAK SPACE}", "_")
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _row(row: Any) -> str:
    cells = []
    for cell in row.tc_lst:
        texts = ["".join(part.text or "" for part in p.iter(qn("w:t"))).strip() for p in cell.iter(qn("w:p"))]
        cells.append(" / ".join(text for text in texts if text))
    return f"| {' | '.join(cells)} |"


def pages(pdf: bytes) -> list[str]:
    """The text of each page, white space as single spaces."""
    from pypdf import PdfReader

    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]
