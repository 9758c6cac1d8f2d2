"""What a Word document looks like as it takes effect: pages, paragraphs and pieces of text, all values resolved."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """Text of one look, its tabs kept. fonts: of its letters, several where its scripts differ. color: RRGGBB."""

    text: str
    fonts: tuple[str, ...]
    size_pt: float
    is_bold: bool
    is_italic: bool
    color: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with visible text.

    text: as it is shown, capitals too, white space as single spaces. cell: the table cell it stands in, 0 outside
    tables. section: from 0. alignment: left, center, right, both. line_spacing: in lines; None for a fixed height.
    """

    text: str
    pieces: tuple[Piece, ...]
    cell: int
    section: int
    alignment: str
    first_line_mm: float
    is_numbered: bool
    before_pt: float
    after_pt: float
    line_spacing: float | None


@dataclass(frozen=True)
class Header:
    """Where a page number stands: at the top or the bottom, how it is set; has_number False: nowhere."""

    has_number: bool = False
    is_top: bool = True
    alignment: str = ""
    size_pt: float = 0


@dataclass(frozen=True)
class Section:
    """Measures in mm. first, later: the numbers of its first and its other pages. starts_at: None goes on counting."""

    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    first: Header
    later: Header
    starts_at: int | None


@dataclass(frozen=True)
class Document:
    """A document in reading order."""

    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
