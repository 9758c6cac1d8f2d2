"""Five thousand workbooks spoilt at random: each is read or refused with its reason, and nothing falls over.

SANGKIEN_FUZZ_SEED=<number> plays another seed; the head of every test report prints it (tests/conftest.py).
"""

from datetime import date

import pytest

from pipeline import intake
from pipeline.campaign import read_campaign, read_units
from pipeline.catalogue import KINDS, Severity
from pipeline.edges import inbox, reading
from tests.conftest import FUZZ_SEED as SEED
from tests.corpus import mutations, place

COUNT = 5_000
RECEIVED_ON = date(2022, 5, 31)


@pytest.mark.slow
def test_five_thousand_spoilt_workbooks(tmp_path):
    where = place.make(tmp_path / "nơi")
    for name, data in mutations.mutants(SEED, COUNT):
        (where.inbox / name).write_bytes(data)
    books = reading.start(inbox.scan(where.inbox)).results(lambda _: None)
    assert len(books) == COUNT
    refused = {book.file: book.refusal for book in books if book.refusal}
    hung = [file for file, code in refused.items() if code == "file_reader_slow"]
    assert not hung, f"seed {SEED}"
    unexplained = {
        file: code
        for file, code in refused.items()
        if KINDS[code].severity is not Severity.REFUSED or not KINDS[code].mend
    }
    assert not unexplained, f"seed {SEED}"
    assert all(book.refusal or book.sheets for book in books), f"seed {SEED}"
    once = list({book.sha256: book for book in books}.values())
    campaign = read_campaign((where.folder / "campaign.toml").read_text("utf-8"))
    units = read_units((where.folder / "units.csv").read_text("utf-8"), campaign)
    readings = intake.read(once, campaign, units, {book.sha256: RECEIVED_ON for book in once})
    told = readings.findings.groupby("sha256")["code"].agg(set)
    silent = [
        book.file
        for book in once
        if readings.files.loc[book.sha256, "is_refused"]
        and not any(KINDS[code].severity is Severity.REFUSED for code in told[book.sha256])
    ]
    assert not silent, f"seed {SEED}"
    assert COUNT * 0.1 < len(refused) < COUNT * 0.9  # neither spoilt beyond all nor untouched
