"""Every rule of docs/rules.md holds."""

import pytest

from tests.spec.rules import book, harness

RULES = [rule for chapter in book.CHAPTERS for rule in chapter.rules]


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_rule(rule):
    played = harness.play(rule)
    assert harness.differences(played) == []
    rows = played.result.summary["rows"]
    assert rows["read"] == sum(count for name, count in rows.items() if name != "read")
    every_fault_is_told(played.result)


def every_fault_is_told(result):
    """What is refused or rejected has a finding that says so, in a sentence without gaps."""
    findings, files = result.findings, result.files
    rejected = findings[findings["severity"] == "rejected"]
    faulty = result.rows[result.rows["fate"] == "rejected"]
    assert set(zip(faulty["file"], faulty["row"], strict=True)) <= set(
        zip(rejected["file"], rejected["row"], strict=True)
    )
    refused = set(findings.loc[findings["severity"] == "refused", "file"])
    assert refused == set(files.loc[files["outcome"] == "refused", "file"])
    for message in findings["message"]:
        assert "{" not in message
        assert "“”" not in message


def test_every_rule_has_a_number_of_its_own_in_order():
    for number, chapter in enumerate(book.CHAPTERS, start=1):
        places = range(1, len(chapter.rules) + 1)
        assert [rule.code for rule in chapter.rules] == [f"{number}.{place}" for place in places]
