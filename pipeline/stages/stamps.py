"""Which rejected row a row of a returned workbook goes on from, by the stamp it bears (contract §3)."""

import pandas as pd

from schemas import stamp

NONE = -1


def read(rows: pd.DataFrame) -> pd.Series:
    """By row_id: the row_id of the rejected row of the same union that the row is stamped as, NONE for none.

    rows: sha256, row, unit_code, row_stamp, is_rejected, title_key, is_title_sound, author_key, rejected_reasons; index
    row_id. As with a code, what differs in both title and author is another initiative: a list was pasted over the
    visible columns. A title or an author that was itself at fault says nothing against it.
    """
    stamped = rows[rows["row_stamp"] != ""]
    if stamped.empty:
        return pd.Series(NONE, index=rows.index, dtype="int64")
    faulty = rows[rows["is_rejected"]]
    names = [stamp.of_row(sha256, row) for sha256, row in zip(faulty["sha256"], faulty["row"], strict=True)]
    owners = zip(faulty["unit_code"].tolist(), names, strict=True)
    by_stamp = dict(zip(owners, faulty.index.tolist(), strict=True))
    wanted = zip(stamped["unit_code"].tolist(), stamped["row_stamp"].tolist(), strict=True)
    origin = pd.Series([by_stamp.get(key, NONE) for key in wanted], index=stamped.index, dtype="int64")
    origin = origin[(origin != NONE) & (origin != origin.index)]
    title = rows["title_key"].where(rows["is_title_sound"], "")
    author = rows["author_key"].where(~rows["rejected_reasons"].str.contains("author_"), "")
    is_other = _differs(title, origin) & _differs(author, origin)
    return origin[~is_other].reindex(rows.index, fill_value=NONE)


def _differs(key: pd.Series, origin: pd.Series) -> "pd.Series[bool]":
    own = key.loc[origin.index]
    known = pd.Series(key.loc[origin].to_numpy(), index=origin.index)
    return (own != "") & (known != "") & (own != known)
