"""Linking against labelled pairs: the bars of quality on the shared sets, and a small set that is always here."""

from pathlib import Path

import pandas as pd
import pytest

from bench import deciding, judging, labelled
from tests.duplicates import make_labelled

SMALL = Path(__file__).parent / "labelled"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "duplicates"


def judged(rows, pairs):
    return judging.judge(rows, pairs, *deciding.decide(labelled.texts(rows)))


@pytest.fixture(scope="module")
def small():
    rows = pd.read_csv(SMALL / "rows.csv", dtype="str", keep_default_na=False).astype(
        {"row_id": "int64", "entity_id": "int64"}
    )
    return judged(rows, pd.read_csv(SMALL / "pairs.csv").astype({"type": "str"}))


def test_the_set_holds_every_kind_it_promises(small):
    assert sorted(small.kinds) == ["H1", "H2", "H4", "H5", "H7", "H8", "same"]


def test_what_was_only_typed_again_is_one_initiative(small):
    assert small.labelled_recall == 1
    assert small.precision == 1


@pytest.mark.parametrize("kind", ["H1", "H2", "H7"])
def test_another_grade_subject_or_person_elsewhere_is_another_initiative_and_no_question(small, kind):
    assert (small.kind(kind).merged_count, small.kind(kind).shown_count) == (0, 0)


@pytest.mark.parametrize("kind", ["H4", "H5", "H8"])
def test_a_colleague_a_namesake_another_school_year_is_asked_about(small, kind):
    assert small.kind(kind).merged_count == 0
    assert small.kind(kind).shown_share == 1


def test_the_set_is_the_one_its_seed_makes(tmp_path):
    make_labelled.write(tmp_path)
    for name in ("rows.csv", "pairs.csv"):
        assert (tmp_path / name).read_bytes() == (SMALL / name).read_bytes()


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared labelled sets are not here")
def test_every_bar_of_quality_holds_on_the_shared_set():
    """Precision, recall, what is shown and how much: the figures of `python -m bench.duplicates`."""
    quality = judged(*labelled.read(SHARED / "100k"))
    assert [f"{bar.what}: {bar.value:.5f}" for bar in judging.bars(quality) if not bar.is_met] == []
    assert quality.hard_merged_count == 0


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared labelled sets are not here")
def test_nothing_that_is_not_one_is_merged_in_the_smaller_set():
    quality = judged(*labelled.read(SHARED / "10k"))
    assert quality.hard_merged_count == 0
    assert quality.precision == 1
    assert quality.labelled_recall > 0.985


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared labelled sets are not here")
def test_new_rows_beside_known_ones_come_to_the_same_as_all_at_once():
    rows, _ = labelled.read(SHARED / "10k")
    texts = labelled.texts(rows)
    clusters, review = deciding.decide(texts)
    new = texts.sample(500, random_state=1)
    later_clusters, later_review = deciding.decide_new(deciding.remembered(texts.drop(index=new.index)), new)
    pd.testing.assert_series_equal(later_clusters.sort_index(), clusters.sort_index(), check_names=False)
    by_pair = ["row_a", "row_b"]
    pd.testing.assert_frame_equal(
        later_review.sort_values(by_pair, ignore_index=True), review.sort_values(by_pair, ignore_index=True)
    )
