"""How the workspace is found: the option, else the variable, else the nearest parent (contract §1)."""

import json

import pytest


@pytest.fixture
def other(place, tmp_path):
    """A second workspace, told from the first by the name of its only union."""
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "campaign.toml").write_bytes((place / "campaign.toml").read_bytes())
    (folder / "units.csv").write_text(
        "unit_code,unit_name,block,commune,target_phase_1,target_phase_2\nKH01,Đơn vị khác,Khác,Phan,10,11\n", "utf-8"
    )
    (folder / "outbox").mkdir()
    return folder


def units_made(target):
    return sorted(path.name for path in target.iterdir())


def test_the_option_wins_over_the_variable_and_the_folder(program, place, other, tmp_path):
    target = tmp_path / "out"
    ended = program("template", "--workspace", other, "--out", target, cwd=place, SANGKIEN_WORKSPACE=str(place))
    assert (ended.code, units_made(target)) == (0, ["SK_KH01.xlsx"])


def test_the_variable_wins_over_the_folder(program, place, other, tmp_path):
    target = tmp_path / "out"
    ended = program("template", "--out", target, cwd=place, SANGKIEN_WORKSPACE=str(other))
    assert (ended.code, units_made(target)) == (0, ["SK_KH01.xlsx"])


def test_the_nearest_parent_that_holds_a_campaign(program, place, other, tmp_path):
    deep = other / "outbox" / "a" / "b"
    deep.mkdir(parents=True)
    ended = program("template", "--out", "mẫu", cwd=deep, SANGKIEN_WORKSPACE="")
    assert (ended.code, units_made(deep / "mẫu")) == (0, ["SK_KH01.xlsx"])


def test_the_option_may_stand_before_the_verb(sangkien, other, tmp_path):
    assert sangkien("--workspace", other, "template", "--out", tmp_path / "out").code == 0
    assert units_made(tmp_path / "out") == ["SK_KH01.xlsx"]


def test_a_named_folder_without_a_campaign_is_wrong_usage(sangkien, tmp_path, monkeypatch):
    for arguments in (["--workspace", tmp_path / "không có"], []):
        monkeypatch.setenv("SANGKIEN_WORKSPACE", str(tmp_path / "không có"))
        ended = sangkien("status", *arguments)
        assert (ended.code, len(ended.err.splitlines())) == (2, 1)
        assert "không có" in ended.err


@pytest.mark.slow
def test_a_workspace_made_by_init_runs(sangkien, tmp_path):
    sangkien("init", tmp_path / "ws")
    ended = sangkien("run", "--workspace", tmp_path / "ws", "--as-of", "2022-05-31", "--json")
    assert ended.code == 0
    summary = json.loads(ended.out)
    assert [phase["target"] for phase in summary["phases"]] == [520, 521]
    assert [sum(unit["phases"][place]["target"] for unit in summary["units"]) for place in (0, 1)] == [520, 521]
    assert all("ví dụ" in unit["unit_name"] for unit in summary["units"])
    assert summary["findings"] == {}
