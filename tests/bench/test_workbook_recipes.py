"""The bench of documents: the plain loop writes the workbooks that it was told, so that it is measured on the same work."""

from bench import workbook_recipes
from pipeline.campaign import read_campaign, read_units
from pipeline.edges.template import Filled, write_template
from pipeline.vietnamese import Cell
from tests.flow.story import FOLDER

CAMPAIGN = read_campaign((FOLDER / "workspace" / "campaign.toml").read_text("utf-8"))
UNIT = read_units((FOLDER / "workspace" / "units.csv").read_text("utf-8"), CAMPAIGN)[0]
TITLE: dict[str, Cell] = {"title": "=1+1 Rèn kỹ năng đọc", "benefit_vnd": 15_000_000}


def test_what_is_read_of_a_workbook_is_written_and_read_again(tmp_path):
    write_template(tmp_path / "one.xlsx", CAMPAIGN, UNIT, Filled(initiatives=[TITLE], has_prepared_rows=False))
    told = workbook_recipes.read(tmp_path / "one.xlsx")
    workbook_recipes.write(tmp_path / "other.xlsx", told)
    again = workbook_recipes.read(tmp_path / "other.xlsx")
    assert [sheet.name for sheet in again] == [sheet.name for sheet in told]
    for sheet, other in zip(told, again, strict=True):
        assert other.cells == sheet.cells
        assert [(corners, value) for corners, value, _ in other.merged] == [(c, v) for c, v, _ in sheet.merged]
        assert (other.validations, other.heights, other.rules) == (sheet.validations, sheet.heights, sheet.rules)
        assert other.state == sheet.state
