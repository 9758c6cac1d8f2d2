"""Mends as data: other names of headings and list values, from pipeline/lookups."""

import tomllib
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
