"""outbox/<as_of>/ is whole or absent, and what was there before is kept (contract §5)."""

import json

import pandas as pd
import pytest

from pipeline.edges import outbox
from pipeline.errors import IntegrityError

DAY = "2022-05-31"


def finish(folder, text="một", started="2022-06-01T09:30:00+07:00"):
    """What a run writes: a document and, last, the manifest."""
    (folder / "bao-cao.docx").write_text(text, "utf-8")
    outbox.write_json(folder / "summary.json", {"as_of": folder.name.removeprefix(".new-")})
    outbox.write_json(folder / "manifest.json", {"started_at": started, "inputs": [], "outputs": outbox.hashes(folder)})


def published(place, text="một", started="2022-06-01T09:30:00+07:00", day=DAY):
    finish(outbox.begin(place, day), text, started)
    return outbox.publish(place, day)


def manifests(folder):
    """What the register knows of a finished folder."""
    return {outbox.file_sha256(folder / "manifest.json")}


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_finished_folder_takes_its_place(tmp_path):
    assert published(tmp_path) == []
    assert names(tmp_path) == [DAY]
    assert (tmp_path / DAY / "bao-cao.docx").read_text("utf-8") == "một"


def test_the_former_one_is_kept_under_its_day_and_start(tmp_path):
    published(tmp_path)
    published(tmp_path, "hai", "2022-06-02T07:00:00+07:00")
    assert names(tmp_path / "_history") == [f"{DAY}_20220601093000"]
    assert (tmp_path / "_history" / f"{DAY}_20220601093000" / "bao-cao.docx").read_text("utf-8") == "một"


def test_runs_of_one_second_overwrite_nothing(tmp_path):
    for text in "abcd":
        published(tmp_path, text)
    kept = {path.read_text("utf-8") for path in (tmp_path / "_history").rglob("bao-cao.docx")}
    assert kept == {"a", "b", "c"}
    assert (tmp_path / DAY / "bao-cao.docx").read_text("utf-8") == "d"


def test_documents_that_were_edited_are_named_where_they_lie_now(tmp_path):
    published(tmp_path)
    (tmp_path / DAY / "bao-cao.docx").write_text("sửa tay", "utf-8")
    [edited] = published(tmp_path, "hai")
    assert edited.read_text("utf-8") == "sửa tay"
    assert edited.parent.parent == tmp_path / "_history"


def test_a_document_that_was_deleted_is_no_edited_one(tmp_path):
    published(tmp_path)
    (tmp_path / DAY / "bao-cao.docx").unlink()
    assert published(tmp_path, "hai") == []


def test_until_it_is_published_the_former_one_stands(tmp_path):
    published(tmp_path)
    finish(outbox.begin(tmp_path, DAY), "hai")
    assert (tmp_path / DAY / "bao-cao.docx").read_text("utf-8") == "một"


def test_a_swap_cut_between_its_renames_is_completed(tmp_path):
    published(tmp_path)
    (tmp_path / DAY).rename(tmp_path / f".new-{DAY}")
    recorded = manifests(tmp_path / f".new-{DAY}")
    outbox.settle(tmp_path, recorded)
    assert names(tmp_path) == [DAY]
    outbox.settle(tmp_path, recorded)
    assert names(tmp_path) == [DAY]


def test_a_finished_folder_of_a_run_the_register_does_not_know_is_thrown_away(tmp_path):
    """Killed between the outbox and the register: the run is in none of the two."""
    published(tmp_path)
    recorded = manifests(tmp_path / DAY)
    finish(outbox.begin(tmp_path, DAY), "hai")
    outbox.settle(tmp_path, recorded)
    assert names(tmp_path) == [DAY]
    assert (tmp_path / DAY / "bao-cao.docx").read_text("utf-8") == "một"


def test_an_unfinished_folder_never_takes_a_place(tmp_path):
    (outbox.begin(tmp_path, DAY) / "bao-cao.docx").write_text("nửa", "utf-8")
    outbox.settle(tmp_path, set())
    assert not (tmp_path / DAY).exists()
    assert list(outbox.begin(tmp_path, DAY).glob("*.docx")) == []


def test_the_latest_is_the_one_of_the_latest_day_that_was_finished(tmp_path):
    assert outbox.latest(tmp_path) is None
    published(tmp_path, day="2022-05-30")
    published(tmp_path, day="2022-05-31")
    published(tmp_path, day="2022-05-31")
    (tmp_path / "2022-06-15").mkdir()
    assert outbox.latest(tmp_path) == tmp_path / "2022-05-31"


@pytest.mark.parametrize("name", ["summary.json", "manifest.json"])
@pytest.mark.parametrize("text", ["", "{", "[]", "null"])
def test_a_damaged_outbox_is_told(tmp_path, name, text):
    published(tmp_path)
    (tmp_path / DAY / name).write_text(text, "utf-8")
    with pytest.raises(IntegrityError):
        outbox.read_finished(tmp_path / DAY)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("=1+1", "'=1+1"), ("+84", "'+84"), ("-", "'-"), ("@ai", "'@ai"), ("\tx", "'\tx"), ("\rx", "'\rx"), ("'=x", "'=x"),
        (" =1", " =1"), ("a=1", "a=1"), ("", ""), (None, ""), ("Đoàn", "Đoàn"), ("\n=1", "\n=1"),
    ],
)  # fmt: skip
def test_text_a_spreadsheet_would_run_gets_an_apostrophe(value, printed):
    assert list(outbox._guarded(pd.Series([value], dtype="object"))) == [printed]


def test_numbers_and_gaps_in_csv():
    assert list(outbox._guarded(pd.Series([7, None], dtype="Int64"))) == ["7", ""]


def test_json_is_readable_and_ends_with_a_line(tmp_path):
    outbox.write_json(tmp_path / "a.json", {"tên": "Đổi mới"})
    content = (tmp_path / "a.json").read_bytes()
    assert content.decode("utf-8") == '{\n "tên": "Đổi mới"\n}\n'
    assert json.loads(content) == {"tên": "Đổi mới"}


def test_letters_open_in_notepad(tmp_path):
    outbox.write_letters(tmp_path, {"TH01": "Dòng một\nDòng hai\n"})
    assert (tmp_path / "don-doc" / "TH01.txt").read_bytes() == b"\xef\xbb\xbf" + "Dòng một\r\nDòng hai\r\n".encode()


def test_when_the_second_rename_fails_the_former_outbox_comes_back(tmp_path):
    """As where something holds the finished folder: here it is a file, which cannot take the place of a folder's parts."""
    former = tmp_path / "2022-05-31"
    former.mkdir()
    (former / "bao-cao.docx").write_bytes(b"former")
    with pytest.raises(OSError, match="2022-05-31"):
        outbox.publish(tmp_path, "2022-05-31")  # nothing was written aside
    assert (former / "bao-cao.docx").read_bytes() == b"former"
