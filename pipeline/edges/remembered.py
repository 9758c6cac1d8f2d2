"""What the register remembers, as the frames the flow works with."""

from dataclasses import asdict, replace

import pandas as pd
from sqlalchemy import Connection, select

from pipeline.edges import judgement_lines, register
from pipeline.edges import register_tables as tables
from pipeline.history import (
    CODE_COLUMNS,
    JUDGEMENT_COLUMNS,
    STANDING_COLUMNS,
    STORED_ROW_COLUMNS,
    Earlier,
    Exclusions,
    History,
    no_coded_rows,
    no_codes,
    no_judgements,
)


def history(connection: Connection, before: int, words: tuple[int | None, int | None] = (None, None)) -> History:
    """What was known when the run of that number began, but for the earlier run its changes are told against.

    words: how many of the clerk's exclusions and judgements are known, all when None.
    """
    exclusion_count, judgement_count = words
    codes = tables.initiative.c
    of_codes = select(codes.code, codes.unit_code, codes.allotted_run).where(codes.allotted_run < before)
    rows = tables.initiative_row.c
    of_rows = select(rows.sha256, rows.sheet, rows.row, rows.code, rows.given_run).where(rows.given_run < before)
    given = pd.DataFrame(connection.execute(of_rows.order_by(rows.given_run)).all(), columns=STORED_ROW_COLUMNS)
    known = pd.DataFrame(connection.execute(of_codes.order_by(codes.number)).all(), columns=CODE_COLUMNS)
    return History(
        codes=known.astype(no_codes().dtypes.to_dict()),
        coded_rows=given.astype(no_coded_rows().dtypes.to_dict()),
        exclusions=Exclusions(*register.exclusions(connection, exclusion_count)),
        judgements=_judgements(connection, judgement_count),
    )


def _judgements(connection: Connection, count: int | None) -> pd.DataFrame:
    told = [
        asdict(each) | {"judged_at": each.judged_at.isoformat()} for each in judgement_lines.holding(connection, count)
    ]
    return pd.DataFrame(told, columns=JUDGEMENT_COLUMNS).astype(no_judgements().dtypes.to_dict())


def of_run(connection: Connection, run: register.Run) -> History:
    """What a past run knew when it began."""
    before = earlier(register.read_run(connection, run.since_run)) if run.since_run else None
    return replace(history(connection, run.number, (run.exclusion_count, run.judgement_count)), earlier=before)


def earlier(run: register.Run) -> Earlier:
    """A run as what changes are told against."""
    table = pd.DataFrame(list(run.standings), columns=STANDING_COLUMNS)
    table = table.astype({"code": "str", "unit_code": "str", "state": "str", "phase": "Int64"})
    return Earlier(run.as_of, run.started_at, table)
