"""What the run rests on and what it can do without: the archive, the cache, and the files that it does not open."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.edges import archive
from pipeline.errors import ExitCode
from tests.crash import workplace
from tests.crash.undisturbed import Undisturbed, require_as_undisturbed

pytestmark = pytest.mark.slow

GONE = "TH01.xlsx"  # lies in the inbox no more on the second day


@pytest.fixture(scope="module")
def undisturbed(nursery, tmp_path_factory):
    before = workplace.make(tmp_path_factory.mktemp("memory") / "before")
    nursery.run(before, workplace.FIRST_DAY)
    workplace.next_morning(before)
    return Undisturbed(nursery, before, workplace.SECOND_DAY)


@pytest.fixture
def place(undisturbed, tmp_path):
    """The workspace on the morning of the second day."""
    return Path(shutil.copytree(undisturbed.before, tmp_path / "workspace"))


@pytest.fixture
def kept(place):
    """The kept bytes of a file that lies in the inbox no more."""
    ((sha256,),) = workplace.table(place, f"SELECT sha256 FROM sighting WHERE file = '{GONE}'")  # noqa: S608 -- our own name
    return archive.place_of(place / "archive", sha256)


# ---------------------------------------------------------------- the archive


@pytest.mark.parametrize("is_missing", [True, False])
def test_kept_bytes_that_are_missing_or_altered_are_told_by_name_when_they_must_be_read(
    undisturbed, place, kept, is_missing
):
    (place / "cache.db").unlink()
    whole = kept.read_bytes()
    kept.unlink()
    if not is_missing:
        kept.write_bytes(whole[:-1] + b"?")
    told = undisturbed.nursery.run(place, undisturbed.clock)
    assert told["code"] == ExitCode.INTEGRITY
    assert told["said"].startswith(f"Bản lưu của tệp {GONE} trong archive bị mất hoặc bị sửa. ")
    assert [folder.name for folder in (place / "outbox").iterdir()] == ["2022-05-20"]
    kept.unlink(missing_ok=True)
    kept.write_bytes(whole)  # from the backup
    require_as_undisturbed(place, undisturbed, "restored")


def test_kept_bytes_that_are_missing_come_back_from_the_inbox(undisturbed, place, kept):
    (place / "inbox" / "trả lại.xlsx").write_bytes(kept.read_bytes())
    kept.unlink()
    (place / "cache.db").unlink()
    assert undisturbed.nursery.run(place, undisturbed.clock)["code"] == ExitCode.FINISHED_WITH_FAULTS
    assert archive.damaged(place / "archive", [kept.name]) == []


# ---------------------------------------------------------------- the cache


def no_cache(cache: Path) -> None:
    cache.unlink()


def another_kind_of_file(cache: Path) -> None:
    cache.write_bytes(b"no database at all, but long enough to be looked at " * 200)


def cut_off(cache: Path) -> None:
    cache.write_bytes(cache.read_bytes()[:5000])


def nothing_in_it(cache: Path) -> None:
    cache.write_bytes(b"")


def scratched(cache: Path) -> None:
    data = bytearray(cache.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    cache.write_bytes(data)


def another_journal(cache: Path) -> None:
    """The journal of a cache that was thrown away would be played into the next one."""
    cache.write_bytes(b"no database")
    cache.with_name("cache.db-journal").write_bytes(bytes.fromhex("d9d505f920a163d7") + bytes(5000))


def of_another_version(cache: Path) -> None:
    cache.unlink()
    with closing(sqlite3.connect(cache)) as connection:
        connection.execute("CREATE TABLE reading (sha256 TEXT PRIMARY KEY, said TEXT)")


def with_other_words(cache: Path) -> None:
    """Bytes that were altered on the disk count as none."""
    with closing(sqlite3.connect(cache)) as connection:
        connection.execute("UPDATE reading SET content = replace(content, 'Hoa', 'Huệ')")
        connection.commit()


@pytest.mark.parametrize(
    "spoil",
    [
        no_cache, another_kind_of_file, cut_off, nothing_in_it, scratched, another_journal, of_another_version,
        with_other_words,
    ],
)  # fmt: skip
def test_a_cache_that_is_gone_or_spoiled_changes_nothing_and_is_made_anew(undisturbed, place, spoil):
    spoil(place / "cache.db")
    require_as_undisturbed(place, undisturbed, spoil)
    opened = [undisturbed.nursery.run(place, undisturbed.clock)["opened"] for _ in range(2)]
    assert opened[-1] == 0, "no cache was made anew"


# ---------------------------------------------------------------- what is opened


def test_with_five_new_files_only_those_five_are_opened(nursery, tmp_path):
    """The kept bytes of all others could be anything: nobody looks at them, where nothing is to be sent back."""
    place = workplace.make(tmp_path / "workspace")
    workplace.send(place, "TH02.xlsx", "TH02", "Đồ dùng dạy toán")
    assert nursery.run(place, workplace.FIRST_DAY)["opened"] == 6
    for path in (place / "inbox").rglob("*.*"):
        path.unlink()
    for path in (place / "archive").glob("*/*"):
        path.chmod(0o600)
        path.write_bytes(b"?" * path.stat().st_size)
    for number in range(5):
        workplace.send(place, f"{number}.xlsx", "TH02", f"Sáng kiến thứ {number}", day=19)
    told = nursery.run(place, workplace.SECOND_DAY)
    assert (told["opened"], told["code"]) == (5, ExitCode.FINE)
    assert len(workplace.table(place, "SELECT * FROM submission")) == 11
    assert nursery.run(place, workplace.SECOND_DAY)["opened"] == 0
