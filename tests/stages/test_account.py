"""The last proof of a run: every row read has exactly one fate, or there are no figures at all (exit 6)."""

import pandas as pd
import pytest

from pipeline.errors import ExitCode, IntegrityError
from pipeline.stages import account


def rows(*fates):
    count = len(fates)
    return pd.DataFrame(
        {
            "file": "a.xlsx", "sha256": "0" * 64, "sheet": "Sáng kiến", "row": pd.array(range(2, 2 + count), dtype="Int64"),
            "unit_code": "CD01", "initiative_code": "", "fate": list(fates), "related": "", "reasons": "", "order": 0,
        }
    )  # fmt: skip


def test_rows_that_all_have_a_fate_are_written_down():
    assert account.account(rows("counted", "pending"), 2)["fate"].tolist() == ["counted", "pending"]


@pytest.mark.parametrize(
    ("table", "read_count"),
    [
        (rows("counted"), 2),
        (rows("counted", "pending"), 1),
        (rows("counted", "forgotten"), 2),
        (pd.concat([rows("counted"), rows("pending")]), 2),
    ],
    ids=["a row is lost", "a row too many", "an unknown fate", "two fates for one row"],
)
def test_figures_that_do_not_add_up_stop_the_run(table, read_count):
    with pytest.raises(IntegrityError) as stopped:
        account.account(table, read_count)
    assert stopped.value.exit_code is ExitCode.INTEGRITY
