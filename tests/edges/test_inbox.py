"""What counts as received: every file of the inbox but those ignored by name (contract §4)."""

import hashlib
import os
import unicodedata

import pytest

from pipeline.edges import guard, inbox


def lay(folder, *names: str):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return folder


def names(folder) -> list[str]:
    return [arrival.name for arrival in inbox.scan(folder)]


def test_a_missing_or_empty_inbox_holds_nothing(tmp_path):
    assert inbox.scan(tmp_path / "inbox") == []
    assert inbox.scan(tmp_path) == []


def test_subfolders_are_read_whatever_the_extension(tmp_path):
    lay(tmp_path, "b.xlsx", "a/c.XLSX", "a/đ/e.csv", "f", "Thư mục có dấu/g h.xlsx")
    assert names(tmp_path) == ["Thư mục có dấu/g h.xlsx", "a/c.XLSX", "a/đ/e.csv", "b.xlsx", "f"]


@pytest.mark.parametrize(
    "name", ["~$a.xlsx", ".a.xlsx", "a.tmp", "A.TMP", "_cũ/a.xlsx", "x/_cũ/y/a.xlsx", "x/~$a.xlsx", ".gitkeep"]
)
def test_ignored_names(tmp_path, name):
    assert names(lay(tmp_path, name)) == []


@pytest.mark.parametrize("name", ["_a.xlsx", "a~$.xlsx", "a.tmp.xlsx", "a._/b.xlsx", "~a.xlsx", "tmp"])
def test_names_that_only_look_like_ignored_ones(tmp_path, name):
    assert names(lay(tmp_path, name)) == [name]


def test_folders_that_begin_with_a_point_are_files_of_nobody(tmp_path):
    """Ignored are `.*`: a hidden folder of a synchronising program is no submission."""
    assert names(lay(tmp_path, ".sync/a.xlsx")) == []


def test_an_arrival_tells_name_hash_and_size(tmp_path):
    name = unicodedata.normalize("NFD", "Thủy/Hòa.xlsx")
    [arrival] = inbox.scan(lay(tmp_path, name))
    content = name.encode()
    assert arrival.name == unicodedata.normalize("NFC", name)
    assert (arrival.sha256, arrival.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert arrival.path.read_bytes() == content


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_lead_nobody_out_of_the_inbox(tmp_path):
    lay(tmp_path, "elsewhere/a.xlsx", "inbox/b.xlsx")
    (tmp_path / "inbox" / "c.xlsx").symlink_to(tmp_path / "elsewhere" / "a.xlsx")
    (tmp_path / "inbox" / "d").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "inbox" / "round").symlink_to(tmp_path / "inbox")
    arrived = {arrival.name: arrival.refusal for arrival in inbox.scan(tmp_path / "inbox")}
    assert arrived == {"b.xlsx": "", "c.xlsx": "file_link", "d": "file_link", "round": "file_link"}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_file_that_cannot_be_opened_is_received_without_a_hash(tmp_path):
    lay(tmp_path, "a.xlsx")
    (tmp_path / "a.xlsx").chmod(0)
    [arrival] = inbox.scan(tmp_path)
    assert (arrival.name, arrival.sha256) == ("a.xlsx", "")


def test_a_path_given_to_check_keeps_its_name(tmp_path):
    path = lay(tmp_path, "a b.xlsx") / "a b.xlsx"
    assert inbox.arrive(path).name == path.as_posix()


def test_too_large_is_told_without_reading(tmp_path):
    with (tmp_path / "a.xlsx").open("wb") as file:
        file.truncate(guard.MAX_FILE_BYTES + 1)
    [arrival] = inbox.scan(tmp_path)
    assert inbox.is_too_large(arrival)
