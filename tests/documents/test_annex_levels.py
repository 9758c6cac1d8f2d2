"""The annex calls units and places what their level calls them, as the report does."""

from dataclasses import replace

import pytest

from tests.documents.annexes import consolidation, load, write


@pytest.mark.parametrize(
    ("level", "sheet", "headings"),
    [
        ("district", "Theo xã", {"Tên công đoàn cơ sở", "Mã CĐCS", "Xã, thị trấn"}),
        ("province", "Theo địa bàn", {"Tên đơn vị trực thuộc", "Mã đơn vị", "Địa bàn"}),
    ],
)
def test_units_and_places_have_the_names_of_their_level(level, sheet, headings):
    made = consolidation(row_count=3)
    head = made.campaign.campaign.model_copy(update={"level": level})
    book = load(write(replace(made, campaign=made.campaign.model_copy(update={"campaign": head}))))
    assert sheet in book.sheetnames
    assert headings <= {cell.value for row in book["Theo đơn vị"].iter_rows() for cell in row}
