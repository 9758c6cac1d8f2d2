"""The repository is itself a workspace: the campaign of the dispatches, with example units (contract §1)."""

import subprocess
from pathlib import Path

import pytest

from pipeline.edges import workspace

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def configured():
    return workspace.load(workspace.Workspace(ROOT))


@pytest.mark.parametrize("name", ["campaign.toml", "units.csv"])
def test_init_writes_the_campaign_of_the_repository(name, tmp_path):
    made = workspace.create(tmp_path / "mới")
    assert (made.folder / name).read_bytes() == (ROOT / name).read_bytes()


def test_the_targets_are_those_of_the_dispatches(configured):
    campaign, _ = configured
    assert [phase.target for phase in campaign.phase] == [520, 521]
    assert campaign.target == 1041


def test_the_example_units_add_up_exactly_and_say_that_they_are_examples(configured):
    campaign, units = configured
    assert [sum(unit.targets[place] for unit in units) for place in (0, 1)] == [
        phase.target for phase in campaign.phase
    ]
    assert all("(ví dụ)" in unit.unit_name for unit in units)


def test_the_forty_day_campaign_has_forty_days(configured):
    campaign, _ = configured
    peak = campaign.peak_campaign
    assert (peak.last_day - peak.first_day).days + 1 == 40


def test_no_sample_lies_in_the_inbox_of_the_repository():
    listed = subprocess.run(
        ["git", "ls-files", "inbox", "outbox"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a clone: nothing is tracked here")
    assert listed.stdout.split() == ["inbox/.gitkeep", "outbox/.gitkeep"]
