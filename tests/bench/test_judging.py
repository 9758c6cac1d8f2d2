"""Judging decisions on duplicates: counted by hand on a small table; the command that does it on a set."""

import io
import json

import fastparquet
import pandas as pd
import pytest

from bench import deciding, duplicates, judging, labelled

# Entity by row, and the cluster it was put into: {1, 2, 3} holds a stranger, 3; entity 10 lies in two clusters.
ENTITIES = {1: 10, 2: 10, 3: 20, 4: 10, 5: 30, 6: 30, 7: 40, 8: 50}
CLUSTERS = {1: 1, 2: 1, 3: 1, 4: 4, 5: 5, 6: 5, 7: 7, 8: 8}
LABELS = [(1, 2, "same"), (2, 4, "same"), (5, 6, "same"), (1, 3, "H1"), (4, 7, "H4"), (7, 8, "H4"), (5, 8, "H8")]


def judged(review, clusters=CLUSTERS):
    rows = pd.DataFrame({"row_id": list(ENTITIES), "entity_id": list(ENTITIES.values())})
    return judging.judge(
        rows,
        pd.DataFrame(LABELS, columns=["row_a", "row_b", "type"]),
        pd.Series(clusters),
        pd.DataFrame(review, columns=["row_a", "row_b"]),
    )


def test_pairs_implied_by_a_cluster_count_as_merged():
    quality = judged([])
    assert quality.merged_pair_count == 4  # 1 2, 1 3, 2 3 and 5 6
    assert quality.precision == 2 / 4  # 1 2 and 5 6


def test_recall_is_told_of_all_true_pairs_and_of_the_labelled_ones():
    quality = judged([])
    assert quality.true_pair_count == 4  # 1 2, 1 4, 2 4 and 5 6
    assert quality.recall == 2 / 4
    assert quality.labelled_recall == 2 / 3
    assert quality.f1 == 2 * 2 / (4 + 4)


def test_one_pair_shown_shows_all_pairs_of_the_two_clusters():
    quality = judged([(3, 4)])
    assert quality.asked_pair_count == 2  # 1 4 and 2 4
    assert quality.recall_with_review == 1
    assert quality.labelled_recall_with_review == 1
    assert quality.kind("same").shown_count == 1


def test_a_pair_in_one_cluster_is_merged_not_shown():
    quality = judged([(1, 3), (5, 6)])
    assert quality.review_pair_count == 0
    assert quality.kind("H1").merged == ((1, 3),)
    assert quality.kind("H1").shown_count == 0


def test_a_pair_shown_twice_or_the_other_way_round_is_one():
    quality = judged([(4, 7), (7, 4), (1, 4), (2, 4)])
    assert quality.review_pair_count == 2
    assert quality.standing_count == 3  # of clusters 1, 4 and 7, one row each
    assert quality.standing_share == 3 / 8
    assert quality.standing_member_share == 5 / 8
    assert quality.kind("H4").shown_share == 1 / 2


def test_a_type_without_pairs_misses_no_bar():
    bars = {bar.what: bar for bar in judging.bars(judged([]))}
    assert bars["H5 shown"].value is None
    assert bars["H5 shown"].is_met
    assert bars["H1, H6 and H7 shown"].value == 0


def test_a_bar_is_missed_on_its_own_side_only():
    assert judging.Bar("least", 0.98, 0.98, is_least=True).is_met
    assert not judging.Bar("least", 0.97, 0.98, is_least=True).is_met
    assert judging.Bar("most", 0.25, 0.25, is_least=False).is_met
    assert not judging.Bar("most", 0.26, 0.25, is_least=False).is_met


@pytest.mark.parametrize("clusters", [{1: 1}, {**CLUSTERS, 9: 9}])
def test_every_row_needs_a_cluster_and_no_other(clusters):
    with pytest.raises(ValueError, match="every row needs one"):
        judged([], clusters)


def test_a_pair_of_an_unknown_row_is_a_fault():
    with pytest.raises(ValueError, match="not in the set"):
        judged([(1, 99)])


# ---------------------------------------------------------------- the command


@pytest.fixture
def tiny(tmp_path):
    """A set of four rows: two of one initiative, one of a colleague, one of its own; and what a clerk is shown."""
    place = tmp_path / "tiny"
    told = [("Rèn chữ lớp 3", "Lê Thị Lan"), ("RÈN CHỮ LỚP 3", "Lê Thị Lan"), ("Rèn chữ lớp 3", "Võ Văn Tám"), ("", "")]
    rows = pd.DataFrame(told, columns=["title", "author"]).assign(
        row_id=[3, 5, 7, 9], entity_id=[1, 1, 2, 3], unit_code="TH01", co_authors="", summary=""
    )
    pairs = pd.DataFrame([(3, 5, "same"), (3, 7, "H4")], columns=["row_a", "row_b", "type"])
    labelled.write(place, rows, pairs)
    return place


def test_the_command_decides_as_the_stages_do(tiny, tmp_path, capsys):
    assert duplicates.main([str(tiny), "--json", "--decisions", str(tmp_path / "out" / "deep")]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["precision_same"], told["recall_same"], told["types"]["H4"]["shown_share"]) == (1, 1, 1)
    assert told["hard_merged"]["count"] == 0
    assert [bar["what"] for bar in told["bars"] if not bar["met"]] == ["rows that stand in review"]  # 2 of 4
    assert told["met"] is False

    clusters, review = (
        fastparquet.ParquetFile(io.BytesIO((tmp_path / "out" / "deep" / name).read_bytes())).to_pandas()
        for name in ("clusters.parquet", "review.parquet")
    )
    by_row = clusters.set_index("row_id")["cluster"]
    assert sorted(by_row.index) == [3, 5, 7, 9]
    assert by_row.nunique() == 3
    assert by_row[3] == by_row[5]
    assert sorted(zip(review["row_a"], review["row_b"], strict=True)) == [(3, 7), (5, 7)]  # 5 is one with 3


def test_the_command_ends_with_0_when_every_bar_is_met(tiny, monkeypatch, capsys):
    nothing_asked = pd.DataFrame({"row_a": [], "row_b": []}, dtype="int64")
    monkeypatch.setattr(deciding, "decide", lambda rows: (pd.Series([1, 1, 2, 3], index=rows.index), nothing_asked))
    rows, pairs = labelled.read(tiny)
    labelled.write(tiny, rows, pairs[pairs["type"] == "same"])
    assert duplicates.main([str(tiny)]) == 0
    assert "KHÔNG ĐẠT" not in capsys.readouterr().out


def test_hard_pairs_that_were_merged_are_named(tiny, monkeypatch, capsys):
    nothing_asked = pd.DataFrame({"row_a": [], "row_b": []}, dtype="int64")
    monkeypatch.setattr(deciding, "decide", lambda rows: (pd.Series([1, 1, 1, 3], index=rows.index), nothing_asked))
    assert duplicates.main([str(tiny), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["hard_merged"]["pairs"]["H4"] == [[3, 7]]
    assert duplicates.main([str(tiny)]) == 1
    assert "H4 merged: 3 = 7" in capsys.readouterr().out


def test_a_set_that_is_not_there_or_lacks_a_column_is_named(tiny, tmp_path, capsys):
    assert duplicates.main([str(tmp_path / "none")]) == 2
    assert "none.parquet is not there" in capsys.readouterr().err
    rows, pairs = labelled.read(tiny)
    labelled.write(tiny, rows.drop(columns="author"), pairs)
    assert duplicates.main([str(tiny)]) == 2
    assert "has no column author" in capsys.readouterr().err
