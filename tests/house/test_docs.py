"""The generated documents are those of today's rules, catalogue and schemas."""

import re

import pytest

from pipeline import catalogue
from pipeline.edges.outbox import initiatives_table
from pipeline.finding import PRINTED
from pipeline.stages import account
from tests.spec.rules import book, harness
from tools import generate_docs

PATHS = list(generate_docs.FILES)


@pytest.mark.parametrize("path", PATHS, ids=[path.name for path in PATHS])
def test_generated_documents_are_fresh(path):
    assert path.read_text(encoding="utf-8") == generate_docs.FILES[path](), "run `make docs`"


def test_every_kind_of_finding_stands_in_the_rules():
    text = generate_docs.rules()
    for kind in catalogue.KINDS.values():
        assert f"`{kind.code}`" in text
        assert generate_docs._escaped(kind.sentence) in text


def test_every_link_inside_the_rules_leads_somewhere():
    text = generate_docs.rules()
    assert set(re.findall(r"\]\(#(\w+)\)", text)) <= set(re.findall(r'<a id="(\w+)"></a>', text))


def test_the_dictionary_names_the_fields_as_they_are_written():
    text = generate_docs.data_dictionary()
    played = harness.play(next(rule for rule in book.CHAPTERS[0].rules if rule.rows))
    for title, fields in (
        ("fates.csv", account.COLUMNS),
        ("findings.csv", PRINTED),
        ("initiatives.csv", list(initiatives_table(played.result).columns)),
        ("summary.json", list(played.result.summary)),
    ):
        section = re.split(r"^#+ ", text.split(f"### `{title}`")[1], flags=re.MULTILINE)[0]
        assert re.findall(r"^\| `(\w+)`", section, re.MULTILINE) == fields
