"""The register as a file: its settings, what a kill leaves of it, and that of the first version on all is read."""

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect

from pipeline.edges import archive, judgement_lines, register, register_tables, remembered, seals
from pipeline.edges.workspace import Workspace
from pipeline.errors import ExitCode, IntegrityError, UsageError
from pipeline.run import Progress, run

ROOT = Path(__file__).parents[2]
# A register of the first version as sqlite3 dumps it, with the files of the unions it speaks of. Never to be changed:
# three runs, TH01 sent twice, its first file excluded, THU-0001 excluded and included again, one judgement.
FIRST_VERSION = Path(__file__).parent / "register_version_1"
FIRST_CODES = {"THU-0001": "DN01", "THU-0002": "TH01", "THU-0003": "TH01"}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "register.db"


def load_first_version(path):
    with closing(sqlite3.connect(path)) as database:
        database.executescript((FIRST_VERSION / "register.sql").read_text("utf-8"))


def number_in(path):
    with closing(sqlite3.connect(path)) as database:
        return database.execute("SELECT number FROM version").fetchall()


# ---------------------------------------------------------------- settings


def test_foreign_keys_are_on_and_the_log_is_written_ahead(path):
    with register.opened(path) as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_a_row_of_an_unknown_submission_is_not_written(path):
    def write():
        with register.opened(path) as connection:
            register.give(connection, 1, [("THU-0001", "TH01")], [("0" * 64, "Sáng kiến", 2, "THU-0001")], {})
            connection.commit()

    with pytest.raises(IntegrityError):
        write()
    with register.opened(path) as connection:
        assert register.initiatives(connection) == {}


def test_what_is_not_committed_never_was(path):
    with register.opened(path) as connection:
        register.give(connection, 1, [("THU-0001", "TH01")], [], {})
    with register.opened(path) as connection:
        assert register.initiatives(connection) == {}


def test_the_steps_make_the_tables_that_are_declared(path):
    """In a new file as in one of the first version."""
    declared = {
        table.name: {column.name: column.nullable for column in table.columns}
        for table in register_tables.metadata.sorted_tables
    }
    load_first_version(path)
    for file in (path, path.with_name("new.db")):
        with register.opened(file) as connection:
            found = inspect(connection)
            made = {
                name: {column["name"]: column["nullable"] for column in found.get_columns(name)}
                for name in found.get_table_names()
            }
            assert made == declared
            for table in register_tables.metadata.sorted_tables:
                assert found.get_pk_constraint(table.name)["constrained_columns"] == [
                    column.name for column in table.primary_key
                ]
                assert {
                    (*key["constrained_columns"], key["referred_table"], *key["referred_columns"])
                    for key in found.get_foreign_keys(table.name)
                } == {(key.parent.name, key.column.table.name, key.column.name) for key in table.foreign_keys}
                assert {index["name"] for index in found.get_indexes(table.name)} == {
                    index.name for index in table.indexes
                }


# ---------------------------------------------------------------- kills

LEFT_OPEN = """
import os, signal, sys
from pathlib import Path
from pipeline.edges import register
with register.opened(Path(sys.argv[1])) as connection:
    register.give(connection, 1, [("THU-0001", "TH01")], [], {})
    connection.commit()
    register.give(connection, 1, [("THU-0002", "TH01")], [], {})
    os.kill(os.getpid(), signal.SIGKILL)
"""

# A later version whose one step is cut off before it is done.
CUT_OFF = """
import os, signal, sys
from pathlib import Path
from pipeline.edges import register, register_tables

def step(connection):
    connection.exec_driver_sql("ALTER TABLE initiative ADD COLUMN colour TEXT")
    connection.exec_driver_sql("UPDATE initiative SET colour = 'xanh'")
    connection.exec_driver_sql("DROP TABLE judgement")
    if sys.argv[2] == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    raise ValueError("a step with a fault")

register_tables.STEPS += (step,)
register_tables.CURRENT += 1
with register.opened(Path(sys.argv[1])):
    pass
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_what_a_killed_process_had_committed_is_recovered_from_the_log(path):
    killed = subprocess.run([sys.executable, "-c", LEFT_OPEN, str(path)], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert path.with_name("register.db-wal").stat().st_size > 0
    with register.opened(path) as connection:
        assert list(register.initiatives(connection)) == ["THU-0001"]
        assert seals.damage(connection) == ""
    assert not path.with_name("register.db-wal").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("how", ["killed", "failed"])
def test_a_migration_that_is_cut_off_leaves_the_old_version_whole(path, how):
    load_first_version(path)
    with closing(sqlite3.connect(path)) as database:
        before = list(database.iterdump())
    done = subprocess.run([sys.executable, "-c", CUT_OFF, str(path), how], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == (-signal.SIGKILL if how == "killed" else 1)
    with closing(sqlite3.connect(path)) as database:
        assert list(database.iterdump()) == before
    with register.opened(path) as connection:
        assert list(register.initiatives(connection)) == list(FIRST_CODES)


def test_two_that_open_a_new_file_at_once_both_have_it(path):
    """The other has begun to make the tables; this one saw none, and waits."""
    script = (FIRST_VERSION / "register.sql").read_text("utf-8").removeprefix("BEGIN TRANSACTION;")
    with closing(sqlite3.connect(path)) as other, ThreadPoolExecutor(1) as pool:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN IMMEDIATE")

        def codes():
            with register.opened(path) as connection:
                return list(register.initiatives(connection))

        here = pool.submit(codes)
        time.sleep(0.5)  # so that it has looked; it must have the file all the same when it has not
        for statement in script.removesuffix("COMMIT;\n").split(";\n"):
            other.execute(statement)
        other.execute("COMMIT")
        assert here.result() == list(FIRST_CODES)


# ---------------------------------------------------------------- versions


def test_a_file_of_a_newer_version_is_left_alone(path):
    with register.opened(path):
        pass
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE version SET number = number + 1")
        database.commit()
    newer = number_in(path)
    with pytest.raises(UsageError, match=r"phiên bản mới hơn .*Cập nhật chương trình") as raised, register.opened(path):
        pytest.fail("opened a file of a newer version")
    assert raised.value.exit_code is ExitCode.USAGE
    assert number_in(path) == newer


def test_a_new_file_bears_the_current_version(path):
    with register.opened(path):
        pass
    assert number_in(path) == [(register_tables.CURRENT,)]


def test_all_of_the_first_version_is_read(path):
    load_first_version(path)
    with register.opened(path) as connection:
        assert (seals.damage(connection), seals.broken(connection)) == ("", [])
        assert {code: unit for code, (unit, _) in register.initiatives(connection).items()} == FIRST_CODES
        assert [(number, as_of) for number, as_of, _ in register.runs(connection)] == [
            (1, date(2022, 5, 20)), (2, date(2022, 5, 21)), (3, date(2022, 5, 22)),
        ]  # fmt: skip
        last = register.read_run(connection, 3)
        assert json.loads(last.summary)["rows"]["counted"] == 3
        assert {receipt.file for receipt in last.receipts} == {"DN01.xlsx", "TH01.xlsx", "TH01 lần 2.xlsx"}
        assert len(last.standings) == 3
        assert (last.exclusion_count, last.judgement_count, last.since_run) == (3, 0, 2)
        [word] = judgement_lines.holding(connection)
        assert (word.code_a, word.code_b, word.verdict, word.workbook) == ("THU-0001", "THU-0002", "distinct", "")
        assert remembered.of_run(connection, last).judgements.empty
        assert len(remembered.history(connection, 4).judgements) == 1
        submissions, initiatives = register.exclusions(connection)
        assert (list(submissions.values()), initiatives) == (["Gửi nhầm"], {})
        assert [decision.is_excluded for decision in register.decisions(connection, "THU-0001")] == [True, False]
        campaign, units = register.configuration(connection, last.configuration_sha256)
        assert b"code_prefix" in campaign
        assert units.startswith(b"unit_code")
    assert number_in(path) == [(register_tables.CURRENT,)]


@pytest.mark.slow
def test_a_run_goes_on_from_the_first_version_with_the_same_codes(place):
    """A fresh file tells a title of TH01 under the code it was given then."""
    load_first_version(place / "register.db")
    for file in FIRST_VERSION.glob("*.xlsx"):
        archive.keep(place / "archive", file)
    shutil.copyfile(FIRST_VERSION / "DN01.xlsx", place / "inbox" / "DN01.xlsx")
    opened: list[int] = []
    finished = run(
        Workspace(place), None, datetime(2022, 5, 23, 2, tzinfo=UTC), Progress(opened.append, lambda _: None)
    )
    assert (finished.number, opened) == (4, [3])
    rows = finished.consolidation.rows
    assert dict(zip(rows["initiative_code"], rows["unit_code"], strict=True)) == FIRST_CODES
    changes = finished.consolidation.summary["changes"]
    assert (changes["since"], changes["counted"]["difference"]) == ("2022-05-22", 0)
    with register.opened(place / "register.db") as connection:
        assert list(register.initiatives(connection)) == list(FIRST_CODES)
