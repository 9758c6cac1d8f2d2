"""Every document in every situation, read whole: the texts in golden/ are those a union officer has read.

A sentence was changed on purpose: SANGKIEN_REWRITE_EXPECTED=1 pytest tests/documents/test_golden.py, then read the diff.
"""

import os
import re
from pathlib import Path

import pytest

from tests.documents import situations

GOLDEN = Path(__file__).parent / "golden"
REWRITE = "SANGKIEN_REWRITE_EXPECTED"
FAULTS = ("  ", " ,", " ;", " .", "..", ";;", ";.", ",,", "()", "( ", "{", "}", "None", "True", "False", "…")


@pytest.mark.parametrize("name", situations.SITUATIONS)
def test_the_documents_say_what_was_read_and_found_right(name):
    told = situations.texts(name)
    folder = GOLDEN / name
    if os.environ.get(REWRITE):
        for path in folder.rglob("*.txt"):
            path.unlink()
        for file, text in told.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(text, encoding="utf-8", newline="\n")
    kept = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.txt")}
    assert set(told) == set(kept)
    for file in told:
        assert told[file] == kept[file], file


@pytest.mark.parametrize("name", situations.SITUATIONS)
def test_what_was_read_is_typeset_as_official_papers_are(name):
    for path in (GOLDEN / name).rglob("*.txt"):
        text = path.read_text("utf-8").replace("./.", ".")
        cells = [cell.strip() for line in text.splitlines() for cell in line.strip().split("|")]
        for line in cells:
            for fault in FAULTS:
                assert fault not in line, (path.name, fault, line)
            assert not re.search(r"\bHoà\b", line)
            numbers = re.sub(r"năm 20\d\d|/20\d\d|số \d+/", "", line)
            assert not re.search(r"(?<![/\d.])\d{4,}(?!\d*/)", numbers), (path.name, line)


def test_every_word_of_the_golden_texts_belongs_to_a_situation():
    assert {path.name for path in GOLDEN.iterdir()} == set(situations.SITUATIONS)
