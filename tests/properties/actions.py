"""Random lives of a campaign: what unions and the clerk do, in what order."""

from __future__ import annotations

from hypothesis import strategies as st

from pipeline.vietnamese import Cell
from tests.properties.life import SOUND_ROW, Action, Copy, Delete, Exclude, Include, Line, Rename, Run, Send

UNITS = ("CD01", "CD01", "CD02")
NOTHING: dict[str, Cell] = dict.fromkeys(SOUND_ROW, "")

# Few titles and people, so that rows meet again; some mended, some that reject their row.
TITLES = (
    "Bếp ăn một chiều cho học sinh",
    "BẾP ĂN một chiều, cho học sinh.",
    "Bếp ăn một chiều cho học sinh bán trú",
    "Giúp học sinh lớp 1 học tốt môn Tiếng Việt",
    "Giúp học sinh lớp 2 học tốt môn Tiếng Việt",
    "Quản lý hoà giải ở tổ dân phố",
    "Ngắn",
)
PEOPLE = ("Lê Thị Một", "Đỗ Văn Hai", "Lê Thị Một; Đỗ Văn Hai", "")
REFS = ("", "SK-1", "SK-2")

titles, people, refs = st.sampled_from(TITLES), st.sampled_from(PEOPLE), st.sampled_from(REFS)
numbers = st.integers(0, 9)

# What a line says otherwise than the line it goes on from: mostly nothing or little.
mends = st.fixed_dictionaries(
    {},
    optional={
        "title": titles,
        "author": people,
        "portal_ref": refs,
        "portal_on": st.sampled_from(["", "20/4/2022", "01/6/2022", "07/01/2022"]),
        "stage": st.sampled_from(["Đã được công nhận", "Ý tưởng", "Rút"]),
        "applied_on": st.sampled_from(["01/3/2022", "01/3/2020", "30/02/2022"]),
    },
)
codes = st.one_of(st.sampled_from(["", "", "own", "own", "unknown", "foreign"]), numbers)
new_lines = st.builds(Line, st.none(), mends, st.one_of(st.just(""), st.just(""), codes))
old_lines = st.builds(Line, numbers, st.one_of(st.just({}), mends), codes)
withdrawals = st.one_of(
    st.builds(lambda code: Line(None, {**NOTHING, "stage": "Rút"}, code), numbers),
    st.builds(lambda ref: Line(None, {**NOTHING, "stage": "Rút", "portal_ref": ref}), st.sampled_from(REFS[1:])),
    st.builds(
        lambda title, author: Line(None, {**NOTHING, "stage": "Rút", "title": title, "author": author}), titles, people
    ),
)
sends = st.builds(
    Send,
    st.sampled_from(UNITS),
    st.lists(st.one_of(new_lines, new_lines, old_lines, old_lines, withdrawals), max_size=4),
    st.sampled_from([0, 0, 1, 2, 9, 30, -1]),
    st.sampled_from([False, False, False, True]),
    numbers,
)
units = st.sampled_from(UNITS)
clerks = st.one_of(
    st.builds(Exclude, units, numbers, st.booleans()),
    st.builds(Include, units, numbers),
    st.builds(Copy, numbers, numbers),
    st.builds(Rename, numbers, numbers),
    st.builds(Delete, numbers),
)
runs = st.builds(Run, st.sampled_from([0, 0, 0, -1, -12, 3]), st.integers(0, 2))


@st.composite
def lives(draw: st.DrawFn, min_runs: int = 2, max_runs: int = 4) -> list[Action]:
    """Some days: what is sent, what the clerk does, and a run, again and again."""
    told: list[Action] = []
    for _ in range(draw(st.integers(min_runs, max_runs))):
        told += draw(st.lists(st.one_of(sends, sends, sends, clerks), min_size=1, max_size=5))
        told.append(draw(runs))
    return told
