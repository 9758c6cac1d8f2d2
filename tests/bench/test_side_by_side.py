"""The bench of duplicates: a larger set made from a small one, companies of rows compared, bars, the lock of the peers."""

import re
import tomllib
import unicodedata
from pathlib import Path

import pandas as pd
import pytest
from packaging.requirements import Requirement

from bench import labelled, matching, million, side_by_side
from bench.side_by_side import LARGE, OURS, SMALL, Runs

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("Nguyễn Thị Hoa", "Trần Ngọc Quý"),
        ("NGUYỄN THỊ HOA", "TRẦN NGỌC QUÝ"),
        ("Nguyen Thi Hoa", "Tran Ngoc Quy"),  # the marks are lost here too
        ("Cô Nguyễn Thị Hoa; Lê Văn Hùng", "Cô Trần Ngọc Quý; Phạm Thanh Hạnh"),
        ("Nguyễn Thị Phưng Lan", "Trần Ngọc Gi Tâm"),  # a letter is lost here too: Phương, Gia
        ("Nguyễn hTị Ngcọ Lan", "Trần gnọc Qucố Tâm"),  # two letters are exchanged here too
        (unicodedata.normalize("NFD", "Nguyễn Thị Hoa"), unicodedata.normalize("NFD", "Trần Ngọc Quý")),
        ("", ""),
    ],
)
def test_a_copy_has_people_of_its_own_with_the_same_damage(text, copy):
    assert million.renamed(text, 1) == copy
    assert million.renamed(text, 0) == text


def test_copies_share_no_union_no_row_and_no_initiative(tmp_path):
    rows = pd.DataFrame(
        {"row_id": [4, 7], "entity_id": [1, 1], "unit_code": "TH01", "title": ["Rèn chữ", "rèn chữ"],
         "author": "Lê Thị Lan", "co_authors": "", "summary": ""}
    )  # fmt: skip
    labelled.write(tmp_path / "few", rows, pd.DataFrame([(4, 7, "same")], columns=["row_a", "row_b", "type"]))
    million.main(tmp_path / "few", tmp_path / "many")
    rows, pairs = labelled.read(tmp_path / "many")
    assert len(rows) == rows["row_id"].nunique() == 2 * million.COPY_COUNT
    assert rows["entity_id"].nunique() == rows["unit_code"].nunique() == rows["author"].nunique() == million.COPY_COUNT
    entity_of = rows.set_index("row_id")["entity_id"]
    assert (pairs["row_a"].map(entity_of) == pairs["row_b"].map(entity_of)).all()
    assert len(pairs) == million.COPY_COUNT


def test_rows_differ_when_their_company_does_whatever_its_number():
    one = pd.Series({1: 10, 2: 10, 3: 30, 4: 40})
    assert matching.differing_rows(one, pd.Series({1: 7, 2: 7, 3: 8, 4: 9})) == 0
    assert matching.differing_rows(one, pd.Series({1: 7, 2: 7, 3: 7, 4: 9})) == 3


def told(**figures):
    return Runs([], 1, told=[{"rows": 1000, "seconds": 1.0, "f1": 0.9, **figures}], peak_mb=[1.0])


def test_bars_compare_with_the_peers_that_are_there():
    runs = {
        (OURS, SMALL): told(rows=100, seconds=0.1),
        (OURS, LARGE): told(),
        (f"{OURS} new", LARGE): Runs([], 1, is_missing=True),
        ("splink", LARGE): told(seconds=4.0, f1=0.8),
        ("rapidfuzz", LARGE): Runs([], 1, is_missing=True),
    }
    bars = {bar.what: bar for bar in side_by_side._bars(runs)}
    assert bars["10k → 100k: exponent"].value == pytest.approx(1)
    assert not bars["ours / splink"].is_met  # a quarter, not a fifth
    assert "ours / rapidfuzz" not in bars
    assert bars["best F1 of a peer / ours"].is_met


# ---------------------------------------------------------------- the lock of the peers


def test_the_peers_have_a_lock_of_their_own_with_hashes_and_no_registry():
    text = (ROOT / "bench" / "requirements.lock").read_text(encoding="ascii")
    assert "://" not in text
    assert "--index" not in text
    pins = {Requirement(line.rstrip("\\ ")).name: line for line in text.splitlines() if re.match(r"\S+==", line)}
    assert text.count("--hash=sha256:") > len(pins)
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    for line in groups["bench"]:
        assert Requirement(line).name.replace("_", "-") in pins, "run `make lock`"


def test_beside_each_peer_stands_what_it_is():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (block,) = re.findall(r"^bench = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    assert [line for line in block.splitlines() if not re.fullmatch(r'    "[^"]+", +# \S.{10,}', line)] == []


def test_no_peer_is_installed_with_the_product_unless_the_product_uses_it():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    used = {Requirement(line).name for line in [*project["project"]["dependencies"], *groups["dev"]]}
    locked = (ROOT / "requirements.lock").read_text(encoding="ascii")
    for name in {Requirement(line).name for line in groups["bench"]} - used:
        assert f"{name.replace('_', '-')}==" not in locked
