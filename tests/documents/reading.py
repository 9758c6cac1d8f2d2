"""What stands in a document, as text."""

import io
import re

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


def pages(pdf: bytes) -> list[str]:
    """The text of each page, white space as single spaces."""
    from pypdf import PdfReader

    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]
