"""Reads the tables of the rules: columns separated by `|`, what is given before `||`, what must come out behind it."""

import re
from dataclasses import dataclass
from datetime import datetime

from pipeline.vietnamese import Cell

_LENGTH = re.compile(r"\{(\d+) ký tự\}")


@dataclass(frozen=True)
class Line:
    """One line of a table: column → text, as it stands there."""

    given: dict[str, str]
    expected: dict[str, str]


@dataclass(frozen=True)
class RuleTable:
    """A table with its headings, given and expected apart."""

    given: tuple[str, ...]
    expected: tuple[str, ...]
    lines: tuple[Line, ...]


def read(text: str) -> RuleTable:
    """The table in `text`; an empty text is a table without lines."""
    rows = [_split(line) for line in text.splitlines() if line.strip()]
    if not rows:
        return RuleTable((), (), ())
    (given, expected), *rest = rows
    for cells in rest:
        if (len(cells[0]), len(cells[1])) != (len(given), len(expected)):
            raise ValueError(f"{cells} does not fit the headings {given} || {expected}")
    lines = (Line(dict(zip(given, one, strict=True)), dict(zip(expected, two, strict=True))) for one, two in rest)
    return RuleTable(given, expected, tuple(lines))


def _split(line: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    given, _, expected = line.partition("||")
    return _cells(given), _cells(expected)


def _cells(text: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in text.split("|")) if text.strip() else ()


def cell(text: str) -> Cell:
    """The cell a text of a table stands for.

    "" and (trống): empty. [5/4/2022] and [1,5]: a date and a number of Excel, not text. {12 ký tự}: a text that long.
    ⏎: a line break inside the cell. ␣: a space that is seen by nobody.
    """
    if text in ("", "(trống)"):
        return None
    if text.startswith("[") and text.endswith("]"):
        inside = text[1:-1]
        if "/" in inside:
            return datetime.strptime(inside, "%d/%m/%Y")
        return float(inside.replace(",", ".")) if "," in inside else int(inside)
    if length := _LENGTH.fullmatch(text):
        return ("Sáng kiến dài " * int(length[1]))[: int(length[1]) - 1] + "."
    return text.replace("⏎", "\n").replace("␣", "\u00a0")


def words(text: str) -> list[str]:
    """The codes in one cell, sorted."""
    return sorted(text.split())
