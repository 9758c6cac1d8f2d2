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


def test_every_rule_has_a_number_of_its_own_in_order():
    for number, chapter in enumerate(book.CHAPTERS, start=1):
        places = range(1, len(chapter.rules) + 1)
        assert [rule.code for rule in chapter.rules] == [f"{number}.{place}" for place in places]
