"""`status`: who reported, who is late, what is left and the pace it needs."""

from pathlib import Path

import pytest

from pipeline.edges import workspace
from pipeline.stages import standing

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def campaign():
    return workspace.load(workspace.Workspace(ROOT))[0]


def a_unit(code, *, reported=True, zero_report=False):
    return {"unit_code": code, "unit_name": f"CĐCS {code}", "reported": reported, "zero_report": zero_report}


def a_summary(as_of, counted, units):
    return {
        "as_of": as_of,
        "phases": [
            {"phase": 1, "target": 520, "counted": counted[0], "rate": counted[0] / 520},
            {"phase": 2, "target": 521, "counted": counted[1], "rate": counted[1] / 521},
        ],
        "units": units, "rows": {"read": 0}, "review": {"open": 0, "decided": 0},
    }  # fmt: skip


def an_input(code, report_on, outcome="accepted", file="a.xlsx", *, is_newest=True):
    return {"file": file, "outcome": outcome, "unit_code": code, "report_on": report_on, "is_newest": is_newest}


PACES = [
    # as_of        counted      giai đoạn 1: còn, số ngày, mỗi ngày   giai đoạn 2: còn, số ngày, mỗi ngày
    ("2022-05-21", (500, 0), (20, 10, 2), (521, 458, 2)),
    ("2022-05-31", (500, 0), (20, 0, None), (521, 458, 2)),
    ("2022-05-30", (520, 0), (0, 1, 0), (521, 458, 2)),
    ("2022-05-30", (530, 3), (0, 1, 0), (518, 458, 2)),
    ("2023-08-31", (520, 500), (0, 0, None), (21, 1, 21)),
    ("2024-01-01", (520, 500), (0, 0, None), (21, 0, None)),
]


@pytest.mark.parametrize(("as_of", "counted", "first", "second"), PACES)
def test_the_pace_to_the_target(campaign, as_of, counted, first, second):
    found = standing.standing(a_summary(as_of, counted, []), [], campaign, [])
    paces = [(phase["left"], phase["days_left"], phase["needed_per_day"]) for phase in found["phases"]]
    assert paces == [first, second]


def test_a_unit_is_late_when_its_newest_accepted_report_is_older_than_the_deadline(campaign):
    units = [a_unit("A"), a_unit("B"), a_unit("C"), a_unit("D", reported=False), a_unit("E", zero_report=True)]
    inputs = [
        an_input("A", "2022-05-13"),  # seven days before: in time
        an_input("B", "2022-05-12"),
        an_input("C", "2022-05-01", is_newest=False),
        an_input("C", "2022-05-20"),
        an_input("B", "2022-05-20", outcome="refused", file="b.xlsx", is_newest=False),
        an_input("E", "2022-05-20", outcome="accepted_with_errors"),
    ]
    found = standing.standing(a_summary("2022-05-20", (0, 0), units), inputs, campaign, ["moi.xlsx"])
    codes = {
        key: [unit["unit_code"] for unit in named] for key, named in found["units"].items() if isinstance(named, list)
    }
    assert codes == {"reported_today": ["C", "E"], "not_reported": ["D"], "late": ["B"], "zero_report": ["E"]}
    assert found["last_report_on"] == {
        "A": "2022-05-13",
        "B": "2022-05-12",
        "C": "2022-05-20",
        "D": None,
        "E": "2022-05-20",
    }
    assert found["refused_files"] == ["b.xlsx"]
    assert found["waiting_files"] == ["moi.xlsx"]


def test_the_words_announce_counts_as_official_papers_do(campaign):
    words = standing.words(standing.standing(a_summary("2022-05-21", (221, 0), [a_unit("A")]), [], campaign, []))
    assert (
        "Giai đoạn 1: 221 sáng kiến/chỉ tiêu 520, đạt 42,5%; còn 299 sáng kiến, 10 ngày: cần khoảng 30 sáng kiến mỗi ngày"
        in words
    )
    assert "Tình hình đến ngày 21/5/2022" in words


def test_without_a_target_no_rate_is_claimed():
    assert standing.progress_words({"counted": 3, "target": 0}) == "3 sáng kiến (không giao chỉ tiêu)"
