"""string_grouper: TF-IDF over letter trigrams of title and author, cosine; then pairs of one union only."""

import pandas as pd
import string_grouper
from loguru import logger

from bench.duplicate_peers.plain import Matches, plain

_COSINE_FROM = 0.7
_MOST_MATCHES = 20  # its own default


def match(rows: pd.DataFrame) -> Matches:
    """rows: unit_code, title, author. The union as a word of the text took as long and was no better."""
    logger.disable("string_grouper")
    texts = (plain(rows["title"]) + " " + plain(rows["author"])).reset_index(drop=True)
    found = string_grouper.match_strings(
        texts,
        min_similarity=_COSINE_FROM,
        max_n_matches=_MOST_MATCHES,
        number_of_processes=1,
        include_zeroes=False,
        ignore_case=False,  # the text is plain already
        normalize_to_ascii=False,
    )
    units = pd.factorize(rows["unit_code"])[0]
    row_a, row_b = found["left_index"].to_numpy(), found["right_index"].to_numpy()
    is_pair = (row_a < row_b) & (units[row_a] == units[row_b])
    return Matches(row_a[is_pair], row_b[is_pair], found["similarity"].to_numpy()[is_pair])
