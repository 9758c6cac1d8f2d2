"""The clerk's words on pairs of codes: what they say of the rows and records of today."""

from collections.abc import Mapping
from itertools import combinations, product

import pandas as pd

from pipeline.history import DISTINCT, JUDGEMENT_COLUMNS, SAME, UNKNOWN

# A word on today's codes; said_a, said_b: the codes on which it was said.
WORD_COLUMNS = [*JUDGEMENT_COLUMNS, "said_a", "said_b"]
RECORD_WORD_COLUMNS = ["record_a", "record_b", "verdict"]


def apart(judgements: pd.DataFrame) -> frozenset[frozenset[str]]:
    """The pairs of codes that are two initiatives by the clerk's word. judgements: as in History."""
    told = judgements[judgements["verdict"] == DISTINCT]
    return frozenset(map(frozenset, zip(told["code_a"], told["code_b"], strict=True)))


def words(judgements: pd.DataFrame, joined: Mapping[str, str]) -> pd.DataFrame:
    """The words on codes as they stand today: WORD_COLUMNS, in the order in which they were said.

    judgements: as in History. joined: code → the older code that stands for it (stages.codes); a word on the one holds
    for the other. Of words that so come to speak of one pair the last holds; of one code with itself nothing is said.
    """
    said = judgements.assign(said_a=judgements["code_a"], said_b=judgements["code_b"])
    heads = [said[side].map(lambda code: joined.get(code, code)).astype("str") for side in ("code_a", "code_b")]
    swapped = pd.Series([_age(a) > _age(b) for a, b in zip(*heads, strict=True)], index=said.index, dtype="bool")
    said = said.assign(code_a=heads[0].where(~swapped, heads[1]), code_b=heads[1].where(~swapped, heads[0]))
    said = said[said["code_a"] != said["code_b"]]
    return said.drop_duplicates(["code_a", "code_b"], keep="last")[WORD_COLUMNS].reset_index(drop=True)


def _age(code: str) -> tuple[int, str]:
    """Older codes first."""
    return len(code), code


def on_records(said: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """What the words say of records: RECORD_WORD_COLUMNS, record_a < record_b, verdict same or distinct; sorted.

    said: of `words`. rows: current ones, initiative_code and record_id. Where something is kept apart, records under
    one code are said to be one too: rows under one code are one initiative, and no cluster may fall apart over it.
    """
    told = said[said["verdict"] != UNKNOWN]
    named = rows.loc[rows["initiative_code"] != "", ["initiative_code", "record_id"]].drop_duplicates()
    of_code = _records_of(named[named["initiative_code"].isin([*told["code_a"], *told["code_b"]])])
    found = {
        (min(a, b), max(a, b)): verdict
        for code_a, code_b, verdict in told[["code_a", "code_b", "verdict"]].itertuples(index=False, name=None)
        for a, b in product(of_code.get(code_a, ()), of_code.get(code_b, ()))
        if a != b
    }
    if (told["verdict"] == DISTINCT).any():
        for ids in _records_of(named[named["initiative_code"].duplicated(keep=False)]).values():
            found |= dict.fromkeys(combinations(ids, 2), SAME)
    lines = [(a, b, verdict) for (a, b), verdict in sorted(found.items())]
    return pd.DataFrame(lines, columns=RECORD_WORD_COLUMNS).astype(
        {"record_a": "int64", "record_b": "int64", "verdict": "str"}
    )


def _records_of(named: pd.DataFrame) -> dict[str, list[int]]:
    """Code → its records, sorted. named: initiative_code, record_id."""
    return {str(code): sorted(ids.tolist()) for code, ids in named.groupby("initiative_code")["record_id"]}


def parted(clusters: pd.Series, rows: pd.DataFrame, said: pd.DataFrame) -> pd.Series:
    """The clusters by row_id, those that still hold two codes kept apart taken asunder: the younger code leaves.

    Two codes can say the very same, so that no clustering of records tells them apart. clusters: by row_id.
    rows: current ones, initiative_code; index row_id. said: of `words`.
    """
    result = clusters
    told = said[said["verdict"] == DISTINCT]
    named = rows[rows["initiative_code"].isin([*told["code_a"], *told["code_b"]])]
    places = {code: found.index.tolist() for code, found in named.groupby("initiative_code")}
    for code_a, code_b in zip(told["code_a"], told["code_b"], strict=True):
        stays, leaves = places.get(code_a, []), places.get(code_b, [])
        if set(result.loc[stays]) & set(result.loc[leaves]):
            result = result.mask(result.index.isin(leaves), -1 - min(leaves))
    return result
