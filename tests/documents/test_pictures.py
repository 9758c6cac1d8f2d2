"""make_pictures stops at a page that should not have been printed so; the README shows what it draws."""

import os
import shutil
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from tools import make_pictures

A4 = 595, 842
SQUARE = "100 400 200 20 re f"
NUMBER = "297 815 5 5 re f"  # in the upper margin, where only the number of the page stands


@pytest.fixture
def printed(tmp_path):
    """(what is drawn on each page) → the document."""
    if shutil.which("pdftoppm") is None:
        if os.environ.get("SANGKIEN_REQUIRE_LIBREOFFICE") == "1":
            pytest.fail("pdftoppm is required here and was not found")
        pytest.skip("pdftoppm is not installed")

    def make(*pages: str) -> Path:
        writer = PdfWriter()
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        for drawn in pages:
            page = writer.add_blank_page(*A4)
            content = DecodedStreamObject()
            content.set_data(drawn.encode())
            page[NameObject("/Contents")] = writer._add_object(content)
            page[NameObject("/Resources")] = DictionaryObject(
                {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
            )
        writer.write(tmp_path / "van-ban.pdf")
        return tmp_path / "van-ban.pdf"

    return make


def test_every_page_is_drawn_under_the_name_of_its_document(printed, tmp_path):
    make_pictures.draw(printed(*[SQUARE] * 10), tmp_path)
    assert sorted(path.name for path in tmp_path.glob("*.png")) == [f"van-ban-{place:02}.png" for place in range(1, 11)]


def test_a_page_with_nothing_but_its_number_is_blank(printed):
    found = make_pictures.faults(printed(SQUARE, "", NUMBER))
    assert found == ["van-ban, page 2: blank", "van-ban, page 3: blank"]


def test_a_figure_that_does_not_fit_its_column_is_told(printed, tmp_path):
    document = printed(SQUARE, "BT /F1 12 Tf 100 400 Td (####) Tj ET")
    assert make_pictures.faults(document) == ["van-ban, page 2: a figure does not fit its column"]
    with pytest.raises(make_pictures.PictureError, match="page 2"):
        make_pictures.draw(document, tmp_path)
    assert not list(tmp_path.glob("*.png"))


def test_the_readme_shows_what_is_drawn():
    drawn = {f"{name}.png" for name, _, _ in make_pictures.SHOWN} | {"bang-theo-doi.png"}
    assert {path.name for path in make_pictures.README.iterdir()} == drawn
    readme = (make_pictures.ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in drawn if f"docs/pictures/{name}" not in readme] == []
