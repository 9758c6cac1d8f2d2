"""rapidfuzz: all titles of a union against each other in one call, then the authors of the titles that are alike."""

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from bench.duplicate_peers.plain import Matches, numbers, plain

_TITLE_FROM = 60  # of 100; the threshold on the mean of title and author lies far above


def match(rows: pd.DataFrame) -> Matches:
    """Blocks of a union. rows: unit_code, title, author."""
    return _match(plain(rows["title"]), plain(rows["author"]), rows["unit_code"].to_frame())


def match_equal_numbers(rows: pd.DataFrame) -> Matches:
    """Blocks of a union and the numbers of the title: by someone who knows that lớp 1 is not lớp 2."""
    titles = plain(rows["title"])
    return _match(titles, plain(rows["author"]), rows[["unit_code"]].assign(numbers=numbers(titles)))


def _match(titles: pd.Series, authors: pd.Series, block_keys: pd.DataFrame) -> Matches:
    title, author = titles.to_numpy(dtype="object"), authors.to_numpy(dtype="object")
    found: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
    for indices in block_keys.groupby(list(block_keys.columns), sort=False).indices.values():
        block = np.asarray(indices)
        if len(block) < 2:
            continue
        # Of titles the words may stand in another order; among authors a co-author more is no difference.
        scorer = fuzz.token_sort_ratio
        table = process.cdist(title[block], title[block], scorer=scorer, score_cutoff=_TITLE_FROM, dtype=np.uint8)
        first, second = np.nonzero(np.triu(table, 1))
        row_a, row_b = block[first], block[second]
        people = process.cpdist(author[row_a], author[row_b], scorer=fuzz.token_set_ratio, dtype=np.uint8)
        found.append((row_a, row_b, (table[first, second].astype("float64") + people) / 2))
    return Matches(*(np.concatenate(column) for column in zip(*found, strict=True)))
