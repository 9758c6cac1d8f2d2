"""Mends as data: other names of headings and list values, from pipeline/lookups."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from pipeline import vietnamese


@cache
def heading_aliases() -> dict[str, str]:
    """Folded other heading → field of the sheet `Sáng kiến`."""
    table = tomllib.loads((files("pipeline") / "lookups" / "headings.toml").read_text(encoding="utf-8"))
    return {vietnamese.fold(alias): field for field, aliases in table.items() for alias in aliases}


@cache
def field_of_work_aliases() -> dict[str, str]:
    """Folded other name → value of `[lists] field_of_work`."""
    table = tomllib.loads((files("pipeline") / "lookups" / "field_of_work.toml").read_text(encoding="utf-8"))
    return {vietnamese.fold(alias): value for alias, value in table.items()}


@dataclass(frozen=True)
class LineWords:
    """What lines that are no rows begin with, folded."""

    total: frozenset[str]
    total_units: frozenset[str]
    signature: tuple[str, ...]
    date_words: frozenset[str]


@cache
def line_words() -> LineWords:
    """The words by which totals lines and signature blocks are known."""
    table = tomllib.loads((files("pipeline") / "lookups" / "lines.toml").read_text(encoding="utf-8"))
    folded = {name: [vietnamese.fold(word) for word in words] for name, words in table.items()}
    return LineWords(
        frozenset(folded["total"]),
        frozenset(folded["total_units"]),
        tuple(folded["signature"]),
        frozenset(folded["date_words"]),
    )


def nearest(text: str, values: Sequence[str]) -> str:
    """The three permitted values likeliest to be meant, for a message."""
    by_key = {vietnamese.fold(value): value for value in values}
    close = get_close_matches(vietnamese.fold(text), list(by_key), n=3, cutoff=0.3)
    return " · ".join([by_key[key] for key in close] or values[:3])
