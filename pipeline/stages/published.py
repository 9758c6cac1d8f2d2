"""The list for the public: counted initiatives without the names of persons."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline.likeness import lexicon, person
from pipeline.vietnamese import fold

COLUMNS = (
    "title", "unit_name", "block", "commune", "field_of_work", "solution_kind", "phase", "recognised_on",
)  # fmt: skip
HIDDEN_NAME = "…"
# A name of two words may be words of any title (“Hoàng Hà”); of three or more, hardly ever, unless what stands in the
# cell is no name (“Tổ chuyên môn”): of a name at most one word is known from no other.
_SURE_WORDS, _UNKNOWN_WORDS = 3, 1
_WORD = re.compile(r"\w+")
_Name = tuple[str, ...]


def published(rows: pd.DataFrame, members: pd.DataFrame, units: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """The counted rows: COLUMNS and has_hidden_name; in the order of the units, then of titles and codes.

    rows: of a Consolidation. members: unit_code, member_name of the support teams. units: those of the summary.
    Neither authors, contact, notes nor summaries are taken over. A person named in a title is hidden where the name is
    that of an author of the row, or has three words and is that of anyone the union reported; other names in titles
    cannot be told from words.
    """
    counted = rows[rows["fate"] == "counted"]
    people = _people(rows, members)
    hidden = [
        _without_names(title, own | people.get(unit_code, set()))
        for title, unit_code, own in zip(
            counted["title"].tolist(), counted["unit_code"].tolist(), _named_in(counted), strict=True
        )
    ]
    places = {unit["unit_code"]: place for place, unit in enumerate(units)}
    listed = counted.assign(
        has_hidden_name=[new != old for new, old in zip(hidden, counted["title"].tolist(), strict=True)],
        title=hidden,
        unit_place=counted["unit_code"].map(places),
        title_key=[fold(title) for title in hidden],
    )
    ordered = listed.sort_values(["unit_place", "title_key", "title", "initiative_code"], kind="stable")
    return ordered[[*COLUMNS, "has_hidden_name"]].reset_index(drop=True)


def _people(rows: pd.DataFrame, members: pd.DataFrame) -> dict[str, set[_Name]]:
    """By unit_code the names a union reported that can be nothing else, word by word as they are compared."""
    people: dict[str, set[_Name]] = {}
    for unit_code, names in zip(rows["unit_code"].tolist(), _named_in(rows), strict=True):
        people.setdefault(unit_code, set()).update(names)
    for unit_code, name in zip(members["unit_code"].tolist(), members["member_name"].tolist(), strict=True):
        people.setdefault(unit_code, set()).update(_names(name))
    return {unit_code: set(filter(_is_sure, names)) for unit_code, names in people.items()}


def _is_sure(name: _Name) -> bool:
    known = lexicon.people_words().syllables
    return len(name) >= _SURE_WORDS and sum(word not in known for word in name) <= _UNKNOWN_WORDS


def _named_in(rows: pd.DataFrame) -> list[set[_Name]]:
    cells = (rows[field].tolist() for field in ("author", "co_authors", "united_co_authors"))
    return [{name for cell in of_row for name in _names(cell)} for of_row in zip(*cells, strict=True)]


def _names(cell: str) -> Iterable[_Name]:
    """The persons of a cell; one word alone is no name that could be told from a word of the title."""
    names = (tuple(name.split()) for name in person.read(cell).split("; "))
    return (name for name in names if len(name) > 1)


def _without_names(title: str, names: Iterable[_Name]) -> str:
    """The title with each of the names, whole words whatever their case and tone place, replaced by “…”."""
    found = [(match.span(), fold(match[0])) for match in _WORD.finditer(title)]
    words = [word for _, word in found]
    for name in sorted((name for name in names if name[0] in words), key=lambda name: (-len(name), name)):
        length = len(name)
        for start in range(len(words) - length, -1, -1):
            if tuple(words[start : start + length]) == name:
                begin, end = found[start][0][0], found[start + length - 1][0][1]
                return _without_names(title[:begin] + HIDDEN_NAME + title[end:], names)
    return title
