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
    own = dict(
        zip(rows.index.tolist(), zip(rows["author"].tolist(), rows["co_authors"].tolist(), strict=True), strict=True)
    )
    more: dict[int, list[str]] = {}
    duplicates = rows.loc[rows["fate"] == "duplicate", ["related_id", "author", "co_authors"]]
    for head, author, co_authors in duplicates.itertuples(index=False, name=None):
        known = [own[head][0], *_names(own[head][1]), *more.setdefault(head, [])]
        for name in (author, *_names(co_authors)):
            if not any(_is_same(name, other) for other in known):
                more[head].append(split_share(name)[0])
                known.append(name)
    united = {head: "; ".join(filter(None, (own[head][1], *names))) for head, names in more.items()}
    return pd.Series([united.get(row, own[row][1]) for row in own], index=rows.index, dtype="str")


def _names(cell: str) -> list[str]:
    return [name for part in cell.split(";") for name in split_people(part) if name]


def _is_same(one: str, other: str) -> bool:
    return person.is_same(person.read(one), person.read(other))
