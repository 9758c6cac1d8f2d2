"""Decides on the pairs of a rule, as the tables tell them."""

from collections.abc import Iterator

import pandas as pd

from pipeline import catalogue
from pipeline.stages import link
from tests.spec.rules import table
from tests.spec.rules.rule import STATES, Rule

_AUTHOR, _UNIT = "Nguyễn Thị Mẫu", "cùng"


def decided(rule: Rule) -> Iterator[tuple[table.Line, dict[str, str]]]:
    """Each line of the rule's pairs with what the program says of it, either way round the same."""
    for line in table.read(rule.pairs).lines:
        one, other = _records(line.given)
        found = link.decide(one, other)
        assert found == link.decide(other, one)
        yield line, _told(*found[:3])


def reasons(rule: Rule) -> Iterator[tuple[table.Line, list[str]]]:
    """Each line of the rule's pairs with the codes of its reasons."""
    for line in table.read(rule.pairs).lines:
        yield line, link.decide(*_records(line.given))[1].split()


def _told(state: str, reasons: str, details: str) -> dict[str, str]:
    if not state:
        return {"kết luận": "hai", "lý do": "", "chi tiết": ""}
    words = catalogue.why_text(reasons, details).split("\n")[1:]
    return {"kết luận": STATES[state], "lý do": reasons.split(maxsplit=1)[0], "chi tiết": " ".join(words)}


def _records(given: dict[str, str]) -> list[link.Record]:
    """The two rows of a line; what stands once holds of both."""
    sides = [
        {
            "title": given[f"{prefix}tên"] if f"{prefix}tên" in given else given["tên"],
            "author": given.get(f"{prefix}tác giả") or given.get("tác giả") or _AUTHOR,
            "co_authors": "",
            "portal_ref": "",
            "summary": given.get(f"{prefix}tóm tắt", ""),
            "unit_code": prefix if given.get("đơn vị", _UNIT) != _UNIT else "",
            "is_title_sound": True,
        }
        for prefix in ("", "và ")
    ]
    rows = pd.DataFrame(sides)
    rows = rows.join(link.keys(rows))
    return [link.Record(*line) for line in rows[list(link.Record._fields)].itertuples(index=False, name=None)]
