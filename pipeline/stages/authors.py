"""Unites the authors of rows that are one initiative, for the documents: nobody is lost because another row stands."""

import pandas as pd

from pipeline.likeness import person
from pipeline.vietnamese import split_people, split_share


def united(rows: pd.DataFrame) -> pd.Series:
    """By row_id the co-authors as documents tell them (text, names separated by "; ").

    rows: author, co_authors, fate, related_id (the row that stands for it now); index row_id, sorted. A row that stands
    for duplicates gets behind its own co-authors those of their authors whom it does not name, in the order of the
    rows and without shares, which hold within a row alone. Every other row keeps its own.
    """
    result = rows["co_authors"].copy()
    duplicates = rows[rows["fate"] == "duplicate"]
    for head, others in duplicates.groupby("related_id"):
        own = rows.loc[head]
        named = [own["author"], *_names(own["co_authors"])]
        more: list[str] = []
        for author, co_authors in zip(others["author"].tolist(), others["co_authors"].tolist(), strict=True):
            for name in (author, *_names(co_authors)):
                if not any(_is_same(name, known) for known in (*named, *more)):
                    more.append(split_share(name)[0])
        if more:
            result.loc[head] = "; ".join(filter(None, (own["co_authors"], *more)))
    return result


def _names(cell: str) -> list[str]:
    return [name for part in cell.split(";") for name in split_people(part) if name]


def _is_same(one: str, other: str) -> bool:
    return person.is_same(person.read(one), person.read(other))
