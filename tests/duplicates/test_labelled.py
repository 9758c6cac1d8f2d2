"""Linking against labelled pairs: never two initiatives as one; what folding unifies, always as one."""

import pytest

from tests.duplicates import judge, make_labelled

HARD = ["H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8"]


@pytest.fixture(scope="module")
def small():
    return judge.shares(judge.decisions(*judge.small_set()))


def test_the_set_holds_every_kind_it_promises(small):
    assert sorted(small) == ["H1", "H2", "H4", "H5", "H7", "H8", "same"]


def test_what_folding_unifies_is_one_initiative(small):
    merged, _ = small["same"]
    assert merged == 1


def test_what_differs_by_one_word_that_counts_is_never_one(small):
    assert [small[kind] for kind in ("H1", "H7", "H8")] == [(0, 0)] * 3


@pytest.mark.parametrize("kind", ["H4", "H5"])
def test_a_namesake_or_a_colleague_with_the_same_title_is_asked_about(small, kind):
    assert small[kind] == (0, 1)


def test_a_formula_title_of_another_author_elsewhere_is_left_alone(small):
    assert small["H2"] == (0, 0)


def test_the_set_is_the_one_its_seed_makes(tmp_path):
    make_labelled.write(tmp_path)
    for name in ("rows.csv", "pairs.csv"):
        assert (tmp_path / name).read_bytes() == (judge.SMALL / name).read_bytes()


@pytest.mark.skipif(not judge.SHARED.is_dir(), reason="the shared labelled sets are not here")
@pytest.mark.parametrize("name", ["10k", "100k"])
def test_no_hard_pair_of_the_shared_sets_is_merged(name):
    shares = judge.shares(judge.decisions(*judge.shared_set(name)))
    assert [shares[kind][0] for kind in HARD] == [0] * len(HARD)
    assert shares["same"][0] > 0.24  # folding alone; the engine for typing errors is still to come
    assert shares["H2"][1] < 0.01
