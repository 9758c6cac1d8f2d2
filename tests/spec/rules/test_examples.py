"""Every kind of finding has an example that triggers it, told in docs/rules.md."""

import csv
from pathlib import Path

from pipeline import catalogue
from tests.spec.rules import examples

TESTS = Path(__file__).parents[2]


def test_every_kind_has_an_example():
    shown = examples.of_tables().keys()
    assert sorted(catalogue.KINDS.keys() - shown - examples.ELSEWHERE.keys()) == []
    assert sorted(shown - catalogue.KINDS.keys()) == []
    assert sorted(examples.ELSEWHERE.keys() - catalogue.KINDS.keys()) == []


def test_what_no_table_shows_a_test_elsewhere_does():
    sources = "\n".join(path.read_text("utf-8") for path in TESTS.rglob("test_*.py") if "rules" not in path.parts)
    stories = "\n".join(path.read_text("utf-8") for path in TESTS.rglob("story.toml"))
    with (TESTS / "corpus" / "expected.csv").open(encoding="utf-8", newline="") as corpus:
        held = {code for line in csv.DictReader(corpus) for code in line["codes"].split()}
    assert [code for code in examples.ELSEWHERE if f'"{code}' not in sources + stories and code not in held] == []
