"""Splink on DuckDB: blocks of a union, words in common of title and author, parameters by sampling and EM."""

import logging
from collections.abc import Sequence

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink import comparison_level_library as levels
from splink import comparison_library as comparisons

from bench.duplicate_peers.plain import Matches, plain

_SAMPLED_PAIRS = 2e5  # 1e6 took five times as long here and was no better
_LEAST_WEIGHT = -5  # of log2; the threshold lies above
_BLOCKS = (("unit_code", "given_name"), ("unit_code", "substr(title, 1, 20)"), ("unit_code", "right(title, 20)"))


def match(rows: pd.DataFrame) -> Matches:
    """rows: unit_code, title, author.

    Levenshtein on titles (four thresholds) took five times as long and was worse than words in common; the numbers of
    the title as a third comparison were no better.
    """
    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    table = DuckDBAPI(connection=connection).register(pa.Table.from_pandas(_table(rows)))
    blocks = [block_on(*columns) for columns in _BLOCKS]
    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=blocks,
        comparisons=[
            _words_in_common("title", "greatest", (0.9, 0.8, 0.7, 0.5)),
            _words_in_common("author", "least", (0.99, 0.6)),
        ],
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )
    linker = Linker(table, settings)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("unit_code", "author", "title")], recall=0.6
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=_SAMPLED_PAIRS, seed=1)
    for column in ("author", "title"):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on("unit_code", column))
    found = linker.inference.predict(threshold_match_weight=_LEAST_WEIGHT).as_duckdbpyrelation().fetchnumpy()
    return Matches(*(np.asarray(found[name]) for name in ("unique_id_l", "unique_id_r", "match_weight")))


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    titles, authors = plain(rows["title"]), plain(rows["author"])
    return pd.DataFrame(
        {
            "unique_id": np.arange(len(rows)),
            "unit_code": rows["unit_code"],
            "title": titles,
            "author": authors,
            "title_words": titles.str.split(),
            "author_words": authors.str.split(),
            "given_name": authors.str.split().str[-1],
        }
    )


def _words_in_common(column: str, whole: str, shares: Sequence[float]) -> comparisons.CustomComparison:
    """Levels by the share of common words in those of the longer (`greatest`) or shorter (`least`) text."""
    words = f"{column}_words"
    common = f"len(list_intersect({words}_l, {words}_r))"
    return comparisons.CustomComparison(
        output_column_name=column,
        comparison_levels=[
            levels.NullLevel(column),
            levels.ExactMatchLevel(column),
            *(levels.CustomLevel(f"{common} >= {share} * {whole}(len({words}_l), len({words}_r))") for share in shares),
            levels.ElseLevel(),
        ],
    )
