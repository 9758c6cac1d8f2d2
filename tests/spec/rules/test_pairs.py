"""Every pair of docs/rules.md is decided as its table says, with the reasons a clerk reads."""

import pytest

from tests.spec.rules import book, pairs

RULES = [rule for chapter in book.CHAPTERS for rule in chapter.rules if rule.pairs]


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_pairs(rule):
    for line, told in pairs.decided(rule):
        assert told == line.expected, line.given
