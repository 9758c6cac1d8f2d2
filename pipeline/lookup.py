"""Mends as data: other names of headings and list values, from pipeline/lookups."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rapidfuzz import fuzz, process

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


@cache
def choice_aliases(list_name: str) -> dict[str, str]:
    """Folded other name → value of that list of `[lists]`."""
    table = tomllib.loads((files("pipeline") / "lookups" / "choices.toml").read_text(encoding="utf-8"))
    return {vietnamese.fold(alias): value for alias, value in table.get(list_name, {}).items()}


@cache
def _author_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    table = tomllib.loads((files("pipeline") / "lookups" / "authors.toml").read_text(encoding="utf-8"))
    collective, before = ([f"{vietnamese.fold(word)} " for word in table[name]] for name in ("collective", "before"))
    return tuple(collective), tuple(before)


def is_collective(name: str) -> bool:
    """Whether a name of two words or more is that of a group or a body, not of a person."""
    collective, before = _author_words()
    folded = f"{vietnamese.fold(name)} "
    words = next((folded.removeprefix(start) for start in before if folded.startswith(start)), folded)
    # “Nhóm tác giả” alone names nobody.
    return " " in folded.strip() and (words or folded).startswith(collective)


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
    """The three permitted values likeliest to be meant, the likeliest first, for a message."""
    by_key = {vietnamese.fold(value): value for value in values}
    found = process.extract(vietnamese.fold(text), list(by_key), scorer=fuzz.WRatio, limit=3)
    return " · ".join(by_key[key] for key, _, _ in found)
