"""Tells by words and place, never by the name of a style, which part of an official paper a paragraph is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipeline import vietnamese
from pipeline.lint.document import Document, Paragraph, Piece
from pipeline.profile import Profile

STATE_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
NUMBER = re.compile(r"^Số\s*:?\s*(?P<number>\d*)\s*(?P<symbol>[-/].*)?$", re.IGNORECASE)
DAY_LINE = re.compile(r",\s*ngày\b.*\btháng\b.*\bnăm\b", re.IGNORECASE)
POWER = re.compile(r"^(?:T/M|K/T|TM|KT|TL|TUQ|Q)\s*\.?(?=\s|$)")
ANNEX = re.compile(r"^phụ lục(?:\s+(?:số\s+)?(?P<number>[0-9]+|[IVXLC]+|[A-Z]))?\s*[:.]?$", re.IGNORECASE)
ANNEX_NOTE = re.compile(r"^\(?\s*kèm theo\b", re.IGNORECASE)
_SUBJECT = re.compile(r"^(?:V/v|Về việc)\b", re.IGNORECASE)
_MOTTO_KEY, _STATE_KEY = "doclaptudohanhphuc", "conghoaxahoichunghiavietnam"
_DAY_LINE_LENGTH = 100
_HEAD_LENGTH = 40  # paragraphs; the head of a document never takes more


@dataclass(frozen=True)
class Annex:
    """An annex: its heading, what stands under it, and the place of its heading among all paragraphs."""

    heading: Paragraph
    number: str
    title: tuple[Paragraph, ...]
    note: Paragraph | None
    is_first_of_section: bool


@dataclass
class Parts:
    """The parts found; what is not there is empty. kind: in capitals, "" for a dispatch. all: every paragraph."""

    kind: str = ""
    by_name: dict[str, list[Paragraph]] = field(default_factory=dict)
    body: list[Paragraph] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)
    rest: list[Paragraph] = field(default_factory=list)
    all: list[Paragraph] = field(default_factory=list)

    def of(self, name: str) -> list[Paragraph]:
        return self.by_name.get(name, [])

    def add(self, name: str, paragraph: Paragraph) -> None:
        self.by_name.setdefault(name, []).append(paragraph)

    def named(self) -> Iterator[tuple[str, Paragraph]]:
        """Every paragraph whose part has a name, and the body; who signs is a part of the signature."""
        for name, paragraphs in self.by_name.items():
            if name != "signatory":
                yield from ((name, paragraph) for paragraph in paragraphs)
        yield from (("body", paragraph) for paragraph in self.body)


def is_upper(text: str) -> bool:
    """Capitals throughout, in at least two letters."""
    return text == text.upper() and sum(letter.isalpha() for letter in text) > 1


def key(text: str) -> str:
    """Letters alone, without tones and case."""
    return re.sub(r"\W", "", vietnamese.without_tones(vietnamese.fold(text)))


def find(document: Document, profile: Profile) -> Parts:
    """The parts of a document."""
    paragraphs = [half for one in document.paragraphs for half in _halves(one)]
    parts = Parts(all=paragraphs)
    first_annex = next((i for i, one in enumerate(paragraphs) if i and ANNEX.match(one.text)), len(paragraphs))
    main = paragraphs[:first_annex]
    begin = _head(main, parts, profile)
    if parts.of("superior") and not parts.of("issuer"):  # none in bold: the lower name issues the paper
        parts.add("issuer", parts.by_name["superior"].pop())
    end = next((i for i in range(begin, len(main)) if _ends_body(main, i)), len(main))
    parts.body = [one for one in main[begin:end] if not one.cell]
    while parts.body and parts.body[0].text.startswith("Căn cứ") and _slopes(parts.body[0]):
        parts.add("basis", parts.body.pop(0))
    _foot(main[end:], parts)
    _annexes(paragraphs[first_annex:], parts)
    return parts


def _head(main: list[Paragraph], parts: Parts, profile: Profile) -> int:
    """Takes the head; the place where the text begins."""
    greeting = next((i for i, one in enumerate(main[:_HEAD_LENGTH]) if _greets(one)), 0)
    for place, one in enumerate(main[:_HEAD_LENGTH]):
        name = _by_words(one, parts, profile) or _by_place(one, parts)
        if not name and place < greeting and parts.of("dispatch_subject"):
            name = "dispatch_subject"  # goes on over several lines
        if not name:
            return place
        if name == "title":
            parts.kind = one.text
        parts.add(name, one)
    return min(len(main), _HEAD_LENGTH)


def _by_words(one: Paragraph, parts: Parts, profile: Profile) -> str:
    """The part of the head that these words alone tell, or ""."""
    folded = key(one.text)
    if _STATE_KEY in folded:
        return "state_name"
    if folded == _MOTTO_KEY:
        return "motto"
    if _greets(one):
        return "addressee"
    if parts.of("addressee"):
        return ""
    if NUMBER.match(one.text):
        return "number"
    if DAY_LINE.search(one.text) and len(one.text) < _DAY_LINE_LENGTH:
        return "place_and_day"
    if _SUBJECT.match(one.text) and not parts.kind:
        return "dispatch_subject"
    return "title" if one.text in profile.kinds.titled and not parts.kind else ""


def _by_place(one: Paragraph, parts: Parts) -> str:
    """The part of the head that goes on in this paragraph, or ""."""
    addressees, subjects = parts.of("addressee"), parts.of("dispatch_subject")
    if addressees:
        return "addressee" if addressees[0].text.endswith(":") and one.text.startswith("-") and not one.cell else ""
    if parts.kind:
        return "subject" if one.alignment == "center" else ""
    if subjects and one.cell and one.cell == subjects[0].cell:
        return "dispatch_subject"
    if is_upper(one.text) and not parts.of("number"):
        return "issuer" if _is_bold(one) else "superior"  # the one in bold issues the paper
    return ""


def _greets(one: Paragraph) -> bool:
    return one.text.casefold().startswith("kính gửi")


def _halves(one: Paragraph) -> Iterator[Paragraph]:
    """The left and the right half of a line where a tab parts two columns; any other paragraph as it is."""
    if one.cell or not any("\t" in piece.text for piece in one.pieces):
        yield one
        return
    halves: list[list[Piece]] = [[]]
    for piece in one.pieces:
        first, *others = re.split(r"\t+", piece.text)
        halves[-1].append(replace(piece, text=first))
        halves.extend([replace(piece, text=text)] for text in others)
    parted = [
        replace(one, text=text, pieces=tuple(pieces))
        for pieces in halves
        if (text := " ".join("".join(piece.text for piece in pieces).split()))
    ]
    is_foot = one.text.startswith("-") and is_upper(parted[-1].text) if parted else False
    are_columns = is_foot or any(_is_column(half.text) for half in parted)
    yield from parted if len(parted) > 1 and are_columns else [one]


def _is_column(text: str) -> bool:
    """What stands in one of two columns of the head or the foot."""
    folded = key(text)
    is_known = folded in {_STATE_KEY, _MOTTO_KEY} or folded.startswith("noinhan")
    return is_known or bool(
        NUMBER.match(text) or POWER.match(text) or (DAY_LINE.search(text) and len(text) < _DAY_LINE_LENGTH)
    )


def _is_bold(paragraph: Paragraph) -> bool:
    return all(piece.is_bold for piece in paragraph.pieces if piece.text.strip())


def _slopes(paragraph: Paragraph) -> bool:
    """In italics, or ended as one of a list; a sentence that begins with “Căn cứ” ends otherwise."""
    return paragraph.text.endswith(";") or all(piece.is_italic for piece in paragraph.pieces if piece.text.strip())


def _ends_body(main: list[Paragraph], place: int) -> bool:
    text = main[place].text
    if key(text).startswith("noinhan") or POWER.match(text):
        return True
    return place > 0 and main[place - 1].text.endswith("/.") and is_upper(text)


def _foot(foot: list[Paragraph], parts: Parts) -> None:
    """Recipients and signature; a cell that begins with “Nơi nhận” holds recipients only."""
    cells = {one.cell for one in foot if one.cell and key(one.text).startswith("noinhan")}
    for one in foot:
        if key(one.text).startswith("noinhan"):
            parts.add("recipients_heading", one)
        elif one.cell in cells or one.text.startswith("-"):
            parts.add("recipients", one)
        elif is_upper(one.text) or POWER.match(one.text):
            parts.add("signature", one)
        elif parts.of("signature"):
            parts.add("signature", one)
            parts.add("signatory", one)
        else:
            parts.rest.append(one)


def _annexes(paragraphs: list[Paragraph], parts: Parts) -> None:
    starts = [i for i, one in enumerate(paragraphs) if ANNEX.match(one.text) and not one.cell]
    for start in starts:
        heading = paragraphs[start]
        match = ANNEX.match(heading.text)
        title: list[Paragraph] = []
        note: Paragraph | None = None
        for one in paragraphs[start + 1 : start + 6]:
            if ANNEX_NOTE.match(one.text):
                note = one
                break
            if one.cell or not is_upper(one.text):
                break
            title.append(one)
        is_first = start == 0 or paragraphs[start - 1].section != heading.section
        parts.annexes.append(Annex(heading, (match and match["number"]) or "", tuple(title), note, is_first))
        parts.add("annex", heading)
        for one in title:
            parts.add("annex_title", one)
        if note is not None:
            parts.add("annex_note", note)
