"""Whoever changes a word list changes what is decided: no list stands there that nothing reads."""

import tomllib
from pathlib import Path

import pytest

PIPELINE = Path(__file__).parents[2] / "pipeline"


@pytest.mark.parametrize("name", ["titles.toml", "people.toml", "telex.toml"])
def test_every_list_of_a_lookup_is_read(name):
    lists = tomllib.loads((PIPELINE / "lookups" / name).read_text(encoding="utf-8"))
    source = (PIPELINE / "likeness" / "lexicon.py").read_text(encoding="utf-8")
    assert [key for key in lists if f'table["{key}"]' not in source] == []
