"""Every kind of file has the outcome and the findings that expected.csv tells, and none touches the others."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.catalogue import KINDS, Severity
from tests.corpus import make_corpus, place
from tests.corpus.place import Became

EXPECTED = make_corpus.expected()
MEMORY_MB = 512


@pytest.fixture(scope="module")
def all_together(tmp_path_factory):
    """The whole corpus in one inbox beside twenty good files, run once."""
    where = place.make(tmp_path_factory.mktemp("corpus"))
    make_corpus.make(where.inbox)
    place.send_good(where)
    return place.consolidate(where)


@pytest.fixture(scope="module")
def outcomes(all_together):
    return place.became(all_together)


def test_the_table_names_every_file_and_no_other():
    told = [f"{line.folder}/{line.file}" for line in EXPECTED]
    assert told == make_corpus.paths()
    assert len(told) >= 80
    assert all(line.why for line in EXPECTED)


@pytest.mark.slow
@pytest.mark.parametrize("line", EXPECTED, ids=[f"{line.folder}/{line.file}" for line in EXPECTED])
def test_kind(outcomes, line):
    found = outcomes[f"{line.folder}/{line.file}"]
    assert found == Became(line.outcome, line.rows, line.codes)
    assert (found.outcome == "refused") == (line.folder == "should_fail")


@pytest.mark.parametrize(
    "line", [line for line in EXPECTED if line.folder == "should_fail"], ids=lambda line: line.file
)
def test_a_refusal_says_what_to_do(line):
    kinds = [KINDS[code] for code in line.codes]
    assert any(kind.severity is Severity.REFUSED and kind.mend for kind in kinds)


@pytest.mark.slow
def test_the_good_files_are_what_they_are_alone(all_together, tmp_path):
    alone = place.make(tmp_path / "alone")
    place.send_good(alone)
    by_itself = place.consolidate(alone)
    for result in (all_together, by_itself):
        assert len(place.of_good(result.fates)) == 3 * len(place.GOOD_UNITS)
    for name in ("fates", "findings", "rows"):
        told, meant = (place.of_good(getattr(result, name)) for result in (all_together, by_itself))
        assert told == meant, name
    units = [
        {unit["unit_code"]: unit for unit in result.summary["units"] if unit["unit_code"] in place.GOOD_UNITS}
        for result in (all_together, by_itself)
    ]
    assert units[0] == units[1]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a worker is limited on Linux")
def test_no_file_takes_more_memory_than_it_may(tmp_path):
    """Read as a run reads them, in a process whose children are these workers alone."""
    make_corpus.make(tmp_path)
    code = "import json, resource, sys; from pathlib import Path; from pipeline.edges import inbox, reading\n"
    code += "books = reading.start(inbox.scan(Path(sys.argv[1]))).results(lambda _: None)\n"
    code += "who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)\n"
    code += "print(json.dumps([len(books), *(resource.getrusage(one).ru_maxrss // 1024 for one in who)]))"
    done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, timeout=300, check=True)
    count, own, workers = json.loads(done.stdout)
    assert count == len(EXPECTED)
    assert own < MEMORY_MB
    assert workers < MEMORY_MB


def test_the_same_files_each_time(tmp_path):
    """But for those that LibreOffice saved once, all are made anew, byte for byte."""
    for name in ("a", "b"):
        make_corpus.make(tmp_path / name)
    for path in make_corpus.paths():
        first, second = ((Path(tmp_path) / name / path).read_bytes() for name in ("a", "b"))
        assert first == second, path
