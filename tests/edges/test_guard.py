"""The first look at a file's bytes: what is let through to the parser, and why the rest is not."""

import io
import zipfile

import pytest

from pipeline.edges import guard
from tests.flow import story_workbooks as made


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("empty", "file_empty"),
        ("text", ""),  # whether it is a table is asked by the reader of text
        ("csv", ""),
        ("old_excel", ""),
        ("encrypted", "file_encrypted"),
        ("binary_excel", "file_binary_format"),
        ("open_document", ""),
        ("word", "file_is_document"),
        ("cut_off", "file_damaged"),
        ("bomb", "file_unpacks_too_large"),
        ("other_workbook", ""),  # whether it is a template is asked later
        ("no_cells", ""),  # so is what it holds
    ],
)
def test_the_kind_is_told_by_content(kind, code):
    assert guard.inspect(made.of_kind(kind))[0] == code


def test_a_part_that_unpacks_to_far_more_than_it_takes_is_suspicious():
    code, detail = guard.inspect(made.bomb())
    assert (code, detail) == ("file_unpacks_too_large", "tỷ lệ nén quá cao")
    assert len(made.bomb()) < 100_000


def test_too_many_parts():
    assert guard.inspect(made.many_parts(guard.MAX_PART_COUNT + 1))[0] == "file_unpacks_too_large"
    assert guard.inspect(made.many_parts(10)) == ("", "")


def test_a_directory_that_claims_more_than_may_be_unpacked():
    data = with_sizes(guard.MAX_PART_BYTES + 1)
    assert guard.inspect(data)[0] == "file_unpacks_too_large"


def test_parts_that_together_unpack_to_too_much():
    """Each part small enough and packed no more than usual; the sum is what kills."""
    count = guard.MAX_UNPACKED_BYTES // guard.MAX_PART_BYTES + 1
    data = with_sizes(guard.MAX_PART_BYTES, packed=guard.MAX_PART_BYTES // 2, count=count)
    assert guard.inspect(data) == ("file_unpacks_too_large", "dung lượng sau khi giải nén quá lớn")


def with_sizes(size: int, *, packed: int | None = None, count: int = 1) -> bytes:
    """A workbook whose zip directory claims these sizes for `count` parts."""
    parts = {**made.parts_of(made.no_template()), **{f"xl/media/{number}.png": b"x" for number in range(count)}}
    data = bytearray(made.zipped(parts))
    place = 0
    while (place := data.find(b"PK\x01\x02", place)) != -1:
        length = int.from_bytes(data[place + 28 : place + 30], "little")
        if data[place + 46 : place + 46 + length].startswith(b"xl/media"):
            data[place + 24 : place + 28] = size.to_bytes(4, "little")
            if packed is not None:
                data[place + 20 : place + 24] = packed.to_bytes(4, "little")
        place += 4
    return bytes(data)


def test_a_file_that_is_too_large():
    code, detail = guard.inspect(b"PK\x03\x04" + bytes(guard.MAX_FILE_BYTES))
    assert (code, detail) == ("file_too_large", "20 MB")


def test_part_names_with_backslashes_and_capitals_are_known():
    parts = {name.replace("/", "\\").upper(): data for name, data in made.parts_of(made.no_template()).items()}
    assert guard.inspect(made.zipped(parts)) == ("", "")


@pytest.mark.parametrize("length", [1, 4, 8, 30, 512])
@pytest.mark.parametrize("start", [b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_no_bytes_make_it_raise(start, length):
    code, _ = guard.inspect((start + bytes(range(256)) * 2)[:length])
    assert code == "" or code.startswith("file_")


def test_any_cut_of_a_workbook_is_refused_and_none_raises():
    data = made.no_template()
    for length in range(0, len(data), 97):
        assert guard.inspect(data[:length])[0] in {"file_empty", "file_not_workbook", "file_damaged"}


def test_a_zip_without_parts_is_no_workbook():
    content = io.BytesIO()
    zipfile.ZipFile(content, "w").close()
    assert guard.inspect(content.getvalue())[0] == "file_not_workbook"
