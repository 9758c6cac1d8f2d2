"""What must hold of any two titles and names, whatever people type, and of any set of rows."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline.history import Linked
from pipeline.likeness import apart, compare, flat, person, title
from pipeline.stages import link
from pipeline.vietnamese import fold

common = settings(
    deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip

HEADS = ("Một số biện pháp", "Giải pháp", "Kinh nghiệm", "Các cách", "SKKN: Một số giải pháp", "Mot so bien phap")
WHATS = (
    "rèn chữ viết",
    "giúp học sinh học tốt môn Toán",
    "giúp HS học tốt môn Ngữ văn",
    "quản lý hồ sơ",
    "chăm sóc NB",
)
WHOM = ("", " lớp 1", " lớp 2", " lớp Bốn", " lop 4", " máy số 5", " giai đoạn II")
TAILS = (
    "",
    " năm học 2020-2021",
    " năm học 2021 - 2022",
    " năm 2021",
    " tại Trường Tiểu học Chà Là",
    " trên địa bàn xã Phan",
    "./.",
)
NAMES = (
    "Lê Thị Minh",
    "Le Thi Minh",
    "LÊ THỊ MINH",
    "Cô Lê Thị Minh",
    "L.T. Minh",
    "Hà Văn Ba",
    "Hà Văn Ba; Lê Thị Minh",
)


@st.composite
def typed(draw, text: str) -> str:
    """The text with up to two slips: a letter left out, doubled, changed with the next one, a space more."""
    for _ in range(draw(st.integers(0, 2))):
        if len(text) < 3:
            break
        at = draw(st.integers(0, len(text) - 2))
        slip = draw(st.sampled_from(("drop", "double", "swap", "space", "case")))
        text = {
            "drop": text[:at] + text[at + 1 :],
            "double": text[: at + 1] + text[at:],
            "swap": text[:at] + text[at + 1] + text[at] + text[at + 2 :],
            "space": f"{text[:at]} {text[at:]}",
            "case": text.swapcase(),
        }[slip]
    return text


@st.composite
def titles(draw) -> str:
    return draw(typed("".join(draw(st.sampled_from(part)) for part in (HEADS, (" ",), WHATS, WHOM, TAILS))))


@st.composite
def rows(draw, most: int = 7) -> pd.DataFrame:
    """Rows of two unions as people type them, with the keys of stages.link."""
    lines = [
        {
            "unit_code": draw(st.sampled_from(("CD01", "CD01", "CD02"))),
            "title": draw(titles()),
            "author": draw(typed(draw(st.sampled_from(NAMES)))),
            "co_authors": draw(st.sampled_from(("", "", "Đỗ Thị Hai (40%)"))),
            "portal_ref": draw(st.sampled_from(("", "", "", "SK-1", "SK-2"))),
            "summary": draw(st.sampled_from(("", "Chia nhóm nhỏ, bạn giỏi kèm bạn yếu", "Ghi sổ theo tuần"))),
        }
        for _ in range(draw(st.integers(2, most)))
    ]
    table = pd.DataFrame(lines).astype("str")
    return table.join(link.keys(table)).assign(is_title_sound=True)


def records(table: pd.DataFrame) -> list[link.Record]:
    return [link.Record(*line) for line in table[list(link.Record._fields)].itertuples(index=False, name=None)]


def no_words() -> pd.DataFrame:
    return pd.DataFrame({"record_a": [], "record_b": [], "verdict": []})


def clusters(table: pd.DataFrame, pairs: pd.DataFrame) -> pd.Series:
    return link.cluster(table, pairs, table.index.to_numpy(), no_words())


# ---------------------------------------------------------------- words

TYPED = st.text(st.sampled_from("aboàỳế́yĐ \0\n1.-") | st.characters(), max_size=24)


@settings(common, max_examples=400)
@given(st.lists(TYPED, max_size=6))
@example(["\0 a \0b", "", " ", "a "])
@example(["trường học, thuờng", "1-2 - a", "–"])
def test_the_words_of_many_texts_are_those_of_each(texts):
    words = flat.folded(texts)
    assert flat.texts_of(words) == list(map(fold, texts))
    assert flat.hashes(words).tolist() == [flat.hashes(flat.folded([text])).item() for text in texts]


@settings(common, max_examples=100)
@given(st.lists(titles(), max_size=6, unique=True))
def test_a_title_is_read_the_same_beside_any_others(several):
    words = flat.folded(several)
    assert title.forms(several, flat.texts_of(words), words)[0] == list(map(title.read, several))


# ---------------------------------------------------------------- two titles, two names


@settings(common, max_examples=300)
@given(titles(), titles())
def test_titles_are_alike_whichever_comes_first_and_every_title_is_like_itself(one, other):
    a, b = title.read(one), title.read(other)
    assert compare.titles(a, b) == compare.titles(b, a)
    assert compare.are_alike(a, b) == compare.are_alike(b, a)
    assert compare.titles(a, a).state == compare.ONE


@settings(common, max_examples=300)
@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_that_is_typed_stops_the_reading(one, other):
    a, b = title.read(one), title.read(other)
    if a and b:
        assert compare.titles(a, b) == compare.titles(b, a)
    assert person.is_same(person.read(one), person.read(other)) == person.is_same(person.read(other), person.read(one))


@settings(common, max_examples=150)
@given(st.lists(titles(), min_size=2, max_size=6, unique=True))
def test_titles_told_apart_at_a_glance_are_never_one_when_they_are_read(several):
    forms = list(dict.fromkeys(map(title.read, several)))
    a, b = np.triu_indices(len(forms), k=1)
    surely = apart.are_surely_two(forms, a, b)
    for one, other in zip(a[surely], b[surely], strict=True):
        assert compare.titles(forms[one], forms[other]).state != compare.ONE


@pytest.mark.parametrize(
    ("one", "other", "is_told"),
    [
        ("Rèn chữ viết cho học sinh", "Rèn kỹ năng đọc cho học sinh", True),
        ("Biện pháp dạy Toán lớp 1", "Biện pháp dạy Toán lớp 2", True),
        ("Cách quản lý hồ sơ", "Cách quản lý hồ sơ bằng bảng tính", True),
        ("Giúp GV dạy tốt", "Giúp giáo viên dạy tốt", False),
        ("Giúp họcsinh học tốt", "Giúp học sinh học tốt", False),
        ("Biện pháp dạy Toán", "Biên pháp dạy Tóan", False),
    ],
)
def test_a_glance_tells_two_titles_where_no_typing_explains_a_word(one, other, is_told):
    forms = [title.read(one), title.read(other)]
    assert apart.are_surely_two(forms, np.array([0]), np.array([1])).tolist() == [is_told]


@settings(common, max_examples=150)
@given(st.lists(st.sampled_from(("", *NAMES)).flatmap(typed).map(person.read), min_size=1, max_size=6, unique=True))
@example([""])
def test_authors_are_shared_whether_asked_of_two_or_of_many(several):
    a, b = np.triu_indices(len(several))
    one_by_one = [person.share_author(several[one], several[other]) for one, other in zip(a, b, strict=True)]
    assert person.share_authors(several, a, b).tolist() == one_by_one


# ---------------------------------------------------------------- rows


@settings(common, max_examples=150)
@given(rows())
def test_a_pair_is_judged_the_same_either_way_round(table):
    for one, other in combinations(records(table), 2):
        assert link.decide(one, other) == link.decide(other, one)


@settings(common, max_examples=80)
@given(rows(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(table, chance):
    order = list(table.index)
    chance.shuffle(order)
    (one, of_one), (other, of_other) = link.records(table), link.records(table.loc[order])
    pd.testing.assert_frame_equal(one, other)
    pairs = link.link(one)
    pd.testing.assert_frame_equal(pairs, link.link(other))
    pd.testing.assert_series_equal(of_one, of_other.reindex(of_one.index))
    pd.testing.assert_series_equal(clusters(one, pairs), clusters(other, pairs))


@settings(common, max_examples=80)
@given(rows(), st.data())
def test_what_other_rows_are_there_changes_no_pair(table, data):
    whole, _ = link.records(table)
    kept = data.draw(st.sets(st.sampled_from(list(table.index)), min_size=1))
    part, _ = link.records(table.loc[sorted(kept)])
    pairs = link.link(whole)
    inside = pairs[pairs["record_a"].isin(part.index) & pairs["record_b"].isin(part.index)].reset_index(drop=True)
    pd.testing.assert_frame_equal(link.link(part), inside)


@settings(common, max_examples=80)
@given(rows(), st.data())
def test_rows_that_come_later_come_to_the_same_as_all_at_once(table, data):
    first = data.draw(st.sets(st.sampled_from(list(table.index)), min_size=1))
    known, _ = link.records(table.loc[sorted(first)])
    whole, _ = link.records(table)
    later = link.link(whole, Linked(known.index.to_numpy(np.int64), link.link(known)))
    pd.testing.assert_frame_equal(later, link.link(whole))


@settings(common, max_examples=80)
@given(rows())
def test_a_row_said_again_is_no_other_record(table):
    once, of_once = link.records(table)
    again = pd.concat([table, table.iloc[:1]], ignore_index=True)
    twice, of_twice = link.records(again)
    pd.testing.assert_frame_equal(once, twice)
    assert of_twice.iloc[-1] == of_once.iloc[0]


@settings(common, max_examples=100)
@given(rows())
def test_what_is_one_with_one_thing_is_one_but_where_something_keeps_it_apart(table):
    """A chain of `same` makes one cluster, unless two of its members are kept apart or have two portal refs."""
    found, _ = link.records(table)
    pairs = link.link(found)
    cluster_of = clusters(found, pairs)
    apart = [tuple(pair) for pair in pairs.loc[pairs["is_apart"], ["record_a", "record_b"]].to_numpy().tolist()]
    assert not any(cluster_of[a] == cluster_of[b] for a, b in apart)
    for _, members in cluster_of.groupby(cluster_of):
        assert len(set(found.loc[members.index, "portal_key"]) - {""}) <= 1
    same = pairs[pairs["state"] == link.SAME]
    for a, b in same[["record_a", "record_b"]].itertuples(index=False, name=None):
        if cluster_of[a] != cluster_of[b]:
            one, other = (set(cluster_of.index[cluster_of == cluster_of[end]]) for end in (a, b))
            is_kept = any((min(x, y), max(x, y)) in apart for x in one for y in other)
            refs = set(found.loc[[*one, *other], "portal_key"]) - {""}
            assert is_kept or len(refs) > 1
