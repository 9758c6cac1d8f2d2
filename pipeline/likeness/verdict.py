"""The table that says what becomes of a pair, from lookups/pairs.toml."""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple


class Facts(NamedTuple):
    """What is known of a pair, as lookups/pairs.toml tells it."""

    unit: bool
    author: bool
    title: str
    never: str
    ref: str
    year: str
    summary: bool


class Line(NamedTuple):
    """A line of the table. facts: those it speaks of."""

    facts: tuple[tuple[str, bool | str], ...]
    state: str
    reason: str
    apart: bool
    why: str


@cache
def table() -> tuple[Line, ...]:
    """The lines in order. A key that is no fact stops the program at once."""
    text = (files("pipeline") / "lookups" / "pairs.toml").read_text(encoding="utf-8")
    return tuple(_line(dict(line)) for line in tomllib.loads(text)["line"])


def _line(said: dict[str, str | bool]) -> Line:
    state, reason, why = (str(said.pop(name)) for name in ("state", "reason", "why"))
    apart = bool(said.pop("apart", False))
    unknown = said.keys() - set(Facts._fields)
    if unknown:
        raise ValueError(f"lookups/pairs.toml: unknown {', '.join(sorted(unknown))}")
    return Line(tuple(said.items()), state, reason, apart, why)


@lru_cache(1 << 10)
def of(facts: Facts) -> Line | None:
    """The first line that fits; None for two initiatives."""
    return next((line for line in table() if all(getattr(facts, name) == value for name, value in line.facts)), None)


@cache
def is_told_of_unlike(*, unit: bool, author: bool) -> bool:
    """Whether any line may fit two titles that are not one, without one portal ref on both."""
    possible = {
        "unit": (unit,),
        "author": (author,),
        "title": ("slip", "doubt", "other"),
        "ref": ("", "other", "unlike"),
    }
    return any(all(value in possible.get(name, (value,)) for name, value in line.facts) for line in table())
