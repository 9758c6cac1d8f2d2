"""The text all peers compare: the recipe of pandas for lower case, no marks, no punctuation."""

from typing import NamedTuple

import numpy as np
import pandas as pd

Positions = np.ndarray[tuple[int], np.dtype[np.int64]]
Scores = np.ndarray[tuple[int], np.dtype[np.float64]]


class Matches(NamedTuple):
    """Pairs of positions of rows, and how alike the two rows are: more is more."""

    row_a: Positions
    row_b: Positions
    score: Scores


def plain(texts: pd.Series) -> pd.Series:
    """Lower case without marks, words of letters and digits with one space between them."""
    letters = texts.str.lower().str.replace("đ", "d").str.normalize("NFKD")
    ascii_only = letters.str.encode("ascii", "ignore").str.decode("ascii")
    return ascii_only.str.replace(r"[^0-9a-z]+", " ", regex=True).str.strip()


def numbers(titles: pd.Series) -> pd.Series:
    """The numbers of plain titles, in order, without leading zeros."""
    return titles.str.findall(r"\d+").map(lambda found: " ".join(number.lstrip("0") for number in found))
