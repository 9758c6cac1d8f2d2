"""Every file received is kept for ever under its hash: whole, once, unaltered."""

import hashlib
import os
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.edges import archive
from pipeline.edges.archive import Kept, SourceError
from pipeline.errors import IntegrityError

ROOT = Path(__file__).parents[2]
BYTES = b"PK\x03\x04 initiatives of a union"
SHA256 = hashlib.sha256(BYTES).hexdigest()


@pytest.fixture
def store(tmp_path):
    return tmp_path / "archive"


@pytest.fixture
def sent(tmp_path):
    """(bytes, name) → a file as a union sent it."""

    def send(data=BYTES, name="Trường Tiểu học.xlsx"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return send


def files_in(store):
    return sorted(path.relative_to(store).as_posix() for path in store.rglob("*") if not path.is_dir())


# ---------------------------------------------------------------- what is kept


def test_the_bytes_lie_under_their_hash(store, sent):
    assert archive.keep(store, sent()) == Kept(SHA256, len(BYTES))
    assert files_in(store) == [f"{SHA256[:2]}/{SHA256}"]
    assert archive.place_of(store, SHA256).read_bytes() == BYTES
    assert archive.is_kept(store, SHA256)


def test_an_empty_file_is_kept_too(store, sent):
    kept = archive.keep(store, sent(b""))
    assert kept == Kept(hashlib.sha256(b"").hexdigest(), 0)
    assert archive.damaged(store, [kept.sha256]) == []


def test_a_file_larger_than_one_piece_is_kept_whole(store, sent):
    data = os.urandom(1 << 20) * 3 + b"the end"
    kept = archive.keep(store, sent(data))
    assert kept == Kept(hashlib.sha256(data).hexdigest(), len(data))
    assert archive.place_of(store, kept.sha256).read_bytes() == data


def test_what_came_twice_under_two_names_is_kept_once_and_not_touched(store, sent):
    archive.keep(store, sent())
    place = archive.place_of(store, SHA256)
    before = place.stat()
    assert archive.keep(store, sent(name="Bản sao.xlsx")) == Kept(SHA256, len(BYTES))
    after = place.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert files_in(store) == [f"{SHA256[:2]}/{SHA256}"]


def test_a_kept_file_is_read_only(store, sent):
    archive.keep(store, sent())
    assert archive.place_of(store, SHA256).stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) == 0


@pytest.mark.parametrize("name", ["SK_TH01.xlsx", "lương.exe", "không đuôi", "a.xlsm"])
def test_the_name_a_stranger_gave_leaves_no_trace(store, sent, name):
    archive.keep(store, sent(name=name))
    assert archive.place_of(store, SHA256).suffix == ""
    assert files_in(store) == [f"{SHA256[:2]}/{SHA256}"]


def test_many_at_once_of_which_some_are_the_same(store, sent):
    sources = [sent(f"content {number % 50}".encode(), f"{number}.xlsx") for number in range(200)]
    with ThreadPoolExecutor(8) as threads:
        kept = list(threads.map(lambda source: archive.keep(store, source), sources))
    assert len({one.sha256 for one in kept}) == len(files_in(store)) == 50
    assert archive.damaged(store, [one.sha256 for one in kept]) == []


@pytest.mark.parametrize("wrong", ["", "ab", "..", f"../{'a' * 61}", "A" * 64, "g" * 64, SHA256 + "\n"])
def test_what_is_no_hash_has_no_place(store, wrong):
    with pytest.raises(ValueError, match="no SHA-256"):
        archive.place_of(store, wrong)
    assert archive.damaged(store, [wrong]) == [wrong]


# ---------------------------------------------------------------- what is damaged


def test_missing_altered_cut_and_replaced_files_are_told_in_the_order_asked(store, sent):
    sound, missing, altered, cut, link, folder = (
        archive.keep(store, sent(f"bytes of {name}".encode(), name)).sha256
        for name in ("sound", "missing", "altered", "cut", "link", "folder")
    )
    for sha256 in (altered, cut):
        archive.place_of(store, sha256).chmod(0o600)
    archive.place_of(store, missing).unlink()
    archive.place_of(store, altered).write_bytes(b"bytes of Altered")
    archive.place_of(store, cut).write_bytes(b"bytes")
    archive.place_of(store, link).rename(store / "moved")
    archive.place_of(store, link).symlink_to(store / "moved")
    archive.place_of(store, folder).unlink()
    archive.place_of(store, folder).mkdir()

    asked = [folder, link, sound, cut, altered, missing]
    assert archive.damaged(store, asked) == [folder, link, cut, altered, missing]


def test_without_an_archive_all_is_missing(store):
    assert not archive.is_kept(store, SHA256)
    assert archive.damaged(store, [SHA256]) == [SHA256]
    archive.tidy(store)
    assert not store.exists()


# ---------------------------------------------------------------- links


def test_nothing_is_written_through_a_link_to_a_folder(store, sent, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    store.mkdir()
    (store / SHA256[:2]).symlink_to(elsewhere)
    with pytest.raises(IntegrityError, match="liên kết"):
        archive.keep(store, sent())
    assert list(elsewhere.iterdir()) == []
    assert list(store.iterdir()) == [store / SHA256[:2]]  # the link itself, and nothing temporary


@pytest.mark.parametrize("is_there", [True, False])
def test_nothing_is_written_through_a_link_in_the_place_of_a_file(store, sent, tmp_path, is_there):
    elsewhere = tmp_path / "elsewhere"
    if is_there:
        elsewhere.write_bytes(b"someone else's")
    place = archive.place_of(store, SHA256)
    place.parent.mkdir(parents=True)
    place.symlink_to(elsewhere)
    assert not archive.is_kept(store, SHA256)
    with pytest.raises(IntegrityError, match="liên kết"):
        archive.keep(store, sent())
    assert (elsewhere.read_bytes() if is_there else elsewhere.exists()) == (b"someone else's" if is_there else False)


def test_an_archive_that_is_itself_a_link_to_a_larger_disk_is_the_clerks_choice(store, sent, tmp_path):
    (tmp_path / "larger disk").mkdir()
    store.symlink_to(tmp_path / "larger disk")
    archive.keep(store, sent())
    assert archive.damaged(store, [SHA256]) == []


def test_tidy_touches_nothing_that_a_link_points_to(store, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"someone else's")
    elsewhere.chmod(0o444)
    store.mkdir()
    (store / ".new-1").symlink_to(elsewhere)
    archive.tidy(store)
    assert elsewhere.stat().st_mode & 0o777 == 0o444


# ---------------------------------------------------------------- when it goes wrong


def test_a_source_that_cannot_be_read_is_told_apart_from_an_archive_that_cannot_be_written(store, sent, tmp_path):
    with pytest.raises(SourceError):
        archive.keep(store, tmp_path / "gone.xlsx")
    assert files_in(store) == []
    store.rmdir()
    store.write_bytes(b"a file where the archive belongs")
    with pytest.raises(OSError) as raised:  # noqa: PT011 -- any but the one below
        archive.keep(store, sent())
    assert not isinstance(raised.value, SourceError)


def test_a_full_disk_leaves_nothing_behind_and_the_next_try_succeeds(store, sent):
    resource = pytest.importorskip("resource")
    source = sent(BYTES * 100_000)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    formerly = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large") as raised:
            archive.keep(store, source)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, formerly)
    assert not isinstance(raised.value, SourceError)
    assert files_in(store) == []
    assert archive.damaged(store, [archive.keep(store, source).sha256]) == []


def test_a_file_that_grows_meanwhile_gets_the_name_of_what_was_stored(store, tmp_path):
    """The source is a pipe: what it says after the run first hashed the file is what counts."""
    source = tmp_path / "growing.xlsx"
    os.mkfifo(source)
    writer = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time\nwith open(sys.argv[1], 'wb', 0) as file:\n    for piece in (b'one ', b'two'):\n        file.write(piece)\n        time.sleep(0.1)",
            str(source),
        ]
    )
    kept = archive.keep(store, source)
    assert writer.wait(30) == 0
    assert kept == Kept(hashlib.sha256(b"one two").hexdigest(), 7)
    assert archive.damaged(store, [kept.sha256]) == []


def test_killed_at_any_moment_a_name_stands_for_its_bytes_and_tidy_takes_the_rest(store, sent):
    sources = [sent(bytes([number]) * 3_000_000, f"{number}.xlsx") for number in range(8)]
    code = (
        "import sys\nfrom pathlib import Path\nfrom pipeline.edges import archive\nprint('begun', flush=True)\n"
        "for source in sys.argv[2:]:\n    archive.keep(Path(sys.argv[1]), Path(source))"
    )
    left_over = 0
    for delay in (0, 0.002, 0.005, 0.01, 0.015, 0.02, 0.03, 0.05):
        killed = subprocess.Popen(
            [sys.executable, "-c", code, str(store), *map(str, sources)], cwd=ROOT, stdout=subprocess.PIPE
        )
        with killed:
            assert killed.stdout
            assert killed.stdout.readline() == b"begun\n"
            time.sleep(delay)
            killed.kill()
        named = [path for path in files_in(store) if not path.startswith(".new-")]
        left_over += len(files_in(store)) - len(named)
        assert archive.damaged(store, [name[3:] for name in named]) == []
        archive.tidy(store)
        assert files_in(store) == named
    kept = [archive.keep(store, source) for source in sources]
    assert archive.damaged(store, [one.sha256 for one in kept]) == []
    assert left_over, "no kill hit a file half written: the test tests nothing"


def test_tidy_leaves_what_is_kept_and_removes_what_became_read_only_before_it_had_its_name(store, sent):
    archive.keep(store, sent())
    left = store / ".new-0123456789abcdef"
    left.write_bytes(b"half")
    left.chmod(0o444)
    archive.tidy(store)
    assert files_in(store) == [f"{SHA256[:2]}/{SHA256}"]
