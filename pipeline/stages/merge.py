"""Lays the submissions of a union over one another: a later file supersedes what it carries, the rest stays."""

import pandas as pd

from schemas import initiative


def merge(rows: pd.DataFrame) -> pd.DataFrame:
    """For each row, what its union's submissions make of it (contract §3, Resubmission).

    rows: unit_code, cluster, order (place of its submission, by Ngày báo cáo, time of receipt, SHA-256), report_on,
    row, stage, is_rejected; index row_id, sorted.
    Returns, by row_id: is_superseded; is_taken_away (superseded by a row with Rút only); is_revived (current, and the
    submission before withdrew it); first_reported_on (the earliest Ngày báo cáo of the submissions that carried the
    initiative, rejected rows too, Rút not).
    """
    chain = [rows["unit_code"], rows["cluster"]]
    is_withdrawn = (rows["stage"] == initiative.STAGE_WITHDRAWN) & ~rows["is_rejected"]
    standing = rows["order"].where(~rows["is_rejected"])
    newest = standing.groupby(chain).transform("max")
    is_superseded = (rows["order"] < newest).fillna(value=False).astype("bool")

    carries = (standing == newest) & ~is_withdrawn
    is_taken_away = is_superseded & ~carries.groupby(chain).transform("any")

    before = standing.where(is_superseded).groupby(chain).transform("max")
    withdrew_before = (is_withdrawn & (standing == before)).groupby(chain).transform("any")
    carried_before = (~is_withdrawn & ~rows["is_rejected"] & (standing == before)).groupby(chain).transform("any")
    is_revived = carries & withdrew_before & ~carried_before

    reported = rows["report_on"].where(rows["stage"] != initiative.STAGE_WITHDRAWN)
    return pd.DataFrame(
        {
            "is_superseded": is_superseded,
            "is_taken_away": is_taken_away,
            "is_revived": is_revived,
            "first_reported_on": reported.groupby(chain).transform("min"),
        },
        index=rows.index,
    )
