"""Shows two texts side by side: which words of the one the other does not have."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from pipeline.edges.annex_cells import fitting
from pipeline.edges.template_look import literal
from pipeline.vietnamese import fold

Part = tuple[str, bool]

_MOST_WORDS = 1000  # beyond it nobody reads marks, and comparing grows with the square
# XlsxWriter writes the parts of a rich text as they are: what Excel would read as an escape stays out of them.
_ESCAPE = re.compile(r"_x[0-9a-fA-F]{4}_|[\x00-\x08\x0b-\x1f\ufffe\uffff]")


@lru_cache(maxsize=1 << 14)
def parts(text: str, other: str) -> tuple[Part, ...]:
    """The text in pieces that together are the text; True for what the other does not have, but for typing."""
    words, others = text.split(), other.split()
    if not words or not others or max(len(words), len(others)) > _MOST_WORDS:
        return ((text, False),) if text else ()
    matcher = SequenceMatcher(None, list(map(fold, words)), list(map(fold, others)), autojunk=False)
    is_own = [False] * len(words)
    for kind, start, end, _, _ in matcher.get_opcodes():
        if kind != "equal":
            is_own[start:end] = [bool(fold(word)) for word in words[start:end]]
    return tuple(_joined(text, is_own))


def _joined(text: str, is_own: Sequence[bool]) -> Iterator[Part]:
    """Neighbours of one kind in one piece; the space between two marked words is marked with them."""
    flags = iter(is_own)
    pieces: list[tuple[str, bool | None]] = [
        (token, None if token.isspace() else next(flags)) for token in re.findall(r"\s+|\S+", text)
    ]
    kept, kind, space = "", False, ""
    for token, flag in pieces:
        if flag is None:
            space += token
        elif flag == kind:
            kept, space = kept + space + token, ""
        else:
            # The space between the two kinds belongs to what is not marked.
            before, start = (kept, space + token) if kind else (kept + space, token)
            if before:
                yield before, kind
            kept, kind, space = start, flag, ""
    yield kept + space, kind


def write(sheet: Any, place: tuple[int, int], pieces: Sequence[Part], looks: tuple[Any, Any]) -> None:
    """Writes pieces into one cell. looks: of a cell and its pieces that are not marked, and that are."""
    plain, marked = looks
    text = "".join(part for part, _ in pieces)
    is_whole = bool(pieces) and all(is_marked for part, is_marked in pieces if part.strip())
    row, column = place
    if not text:
        sheet.write_blank(row, column, None, plain)
    elif len(pieces) == 1 or is_whole or fitting(text) != text or _ESCAPE.search(text):
        look = marked if any(is_marked for _, is_marked in pieces) else plain
        sheet.write_string(row, column, literal(fitting(text)), look)
    else:
        # A piece without a look of its own would be shown in the font of the program, not of the cell.
        told = [bit for part, is_marked in pieces for bit in (marked if is_marked else plain, part)]
        sheet.write_rich_string(row, column, *told, plain)
