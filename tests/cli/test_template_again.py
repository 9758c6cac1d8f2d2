"""`template` into a folder that holds templates already: an untouched one is made anew, a filled one is never lost."""

import openpyxl
import pytest


@pytest.fixture
def made(sangkien, place, tmp_path):
    folder = tmp_path / "mẫu"
    assert sangkien("template", "--out", folder, "--workspace", place).code == 0
    return folder


def fill(path, sheet, cell, value):
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    book.save(path)


def test_untouched_templates_are_made_anew(sangkien, place, made):
    assert sangkien("template", "--out", made, "--workspace", place).code == 0


@pytest.mark.parametrize(
    "typed",
    [("Sáng kiến", "C2", "Bếp ăn một chiều"), ("Đơn vị", "B7", "20/5/2022"), ("Tổ hỗ trợ", "B2", "Lê Thị Một")],
)
def test_what_someone_typed_is_never_overwritten(sangkien, place, made, typed):
    path = min(made.iterdir())
    fill(path, *typed)
    before = path.read_bytes()
    ended = sangkien("template", "--out", made, "--workspace", place)
    assert ended.code == 2
    assert path.name in ended.err
    assert path.read_bytes() == before


def test_nothing_is_written_into_the_inbox(sangkien, place):
    ended = sangkien("template", "--out", place / "inbox" / "mẫu", "--workspace", place)
    assert ended.code == 2
    assert list((place / "inbox").iterdir()) == []
