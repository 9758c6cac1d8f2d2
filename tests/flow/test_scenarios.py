"""Stories from the clerk's desk: workbooks in, summary, fates and findings out, compared whole."""

import csv
import hashlib
import io
import json
import os
from collections import Counter
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pipeline import run
from pipeline.edges.workspace import Workspace
from tests.flow import claims, story_workbooks
from tests.flow.story import Story, StoryFile, accepted_rows, stories

STORIES = stories()
MOST_BYTES = 25_000
REWRITE = "SANGKIEN_REWRITE_EXPECTED"
SILENT = run.Progress(lambda _: None, lambda _: None)

each_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)


def finished(story: Story, folder: Path) -> run.Finished:
    """The real thing, on a copy, on the day of the story."""
    story.write_workspace(folder)
    clock = datetime.combine(story.today, time(9), ZoneInfo("Asia/Ho_Chi_Minh"))
    return run.run(Workspace(folder), story.as_of, clock, SILENT)


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@each_story
def test_a_story_ends_as_the_contract_says(story, tmp_path):
    done = finished(story, tmp_path / "ws")
    written = {
        "summary.json": (done.folder / "summary.json").read_bytes(),
        "fates.csv": (done.folder / "du-lieu" / "fates.csv").read_bytes(),
        "findings.csv": (done.folder / "du-lieu" / "findings.csv").read_bytes(),
    }
    if os.environ.get(REWRITE):
        story.expected("findings.csv").write_bytes(written["findings.csv"])
    found = records(written["findings.csv"].decode())
    summary = json.loads(written["summary.json"])
    # The parts a person reads first come first: outcomes and fates, then all else.
    assert {line["file"]: line["outcome"] for line in manifest_inputs(done)} == outcomes(story)
    assert [told_fate(line) for line in records(written["fates.csv"].decode())] == [
        told_fate(line) for line in records(story.expected("fates.csv").read_text("utf-8"))
    ]
    assert told_findings(found) == claimed_findings(story, found)
    assert summary == json.loads(story.expected("summary.json").read_text("utf-8"))
    assert written["fates.csv"] == story.expected("fates.csv").read_bytes()
    assert written["findings.csv"].decode() == story.expected("findings.csv").read_bytes().decode()
    assert done.exit_code == story.told["exit"]


def manifest_inputs(done: run.Finished) -> list[dict[str, str]]:
    inputs: list[dict[str, str]] = json.loads((done.folder / "manifest.json").read_text("utf-8"))["inputs"]
    return inputs


def outcomes(story: Story) -> dict[str, str]:
    return {claims.printed(file.path): file.outcome for file in story.files}


def told_fate(line: dict[str, str]) -> str:
    return f"{line['file']}#{line['row']}: {line['fate']} ({line['reasons']}) {line['related']}"


def told_findings(found: list[dict[str, str]]) -> list[str]:
    return sorted(f"{line['file']}: {line['code']}@{line['row']}" for line in found)


def claimed_findings(story: Story, found: list[dict[str, str]]) -> list[str]:
    """The claims with their rows; one without a row takes the row of a finding that has its file and code."""
    rows: dict[tuple[str, str], list[str]] = {}
    for line in found:
        rows.setdefault((line["file"], line["code"]), []).append(line["row"])
    told = []
    for file, claim in claims.claimed_findings(story):
        code, _, row = claim.partition("@")
        known = rows.get((file, code), [])
        told.append(f"{file}: {code}@{row or (known.pop(0) if known else '?')}")
    return sorted(told)


@each_story
def test_the_committed_workbooks_hold_the_cells_of_the_story(story):
    made = story_workbooks.inbox_bytes(story)
    kept = {
        path.relative_to(story.inbox).as_posix(): path.read_bytes()
        for path in story.inbox.rglob("*")
        if path.is_file() and path.name != ".gitkeep"
    }
    assert kept.keys() == made.keys()
    for path, data in made.items():
        assert story_workbooks.cells(kept[path]) == story_workbooks.cells(data), path
        assert len(kept[path]) <= MOST_BYTES


@each_story
def test_the_expected_files_are_what_the_story_claims(story):
    assert json.loads(story.expected("summary.json").read_text("utf-8")) == claims.summary(story)
    assert story.expected("fates.csv").read_bytes().decode("utf-8-sig") == claims.fates_csv(story)
    found = records(story.expected("findings.csv").read_text("utf-8"))
    assert told_findings(found) == claimed_findings(story, found)


def test_there_are_enough_stories_and_every_fate_and_outcome_is_met():
    assert len(STORIES) >= 12
    fates = Counter(row.told["fate"] for story in STORIES for _, row in accepted_rows(story.files))
    met = Counter(file.outcome for story in STORIES for file in story.files)
    assert set(fates) == set(claims.FATES)
    assert set(met) == set(claims.OUTCOMES)


def test_the_order_and_names_of_files_change_nothing_but_the_names(tmp_path):
    """Contract §4: the same inbox gives the same figures whatever the names and order of the files."""
    story = next(story for story in STORIES if story.name == "hai-don-vi-mot-ma-tren-cong")
    first = finished(story, tmp_path / "first")
    story.write_workspace(tmp_path / "second")
    inbox = tmp_path / "second" / "inbox"
    names = {}
    for number, path in enumerate(sorted(inbox.glob("*.xlsx"), reverse=True)):
        names[path.name] = f"{number} đổi tên.xlsx"
        path.rename(inbox / names[path.name])
    clock = datetime.combine(story.today, time(9), ZoneInfo("Asia/Ho_Chi_Minh"))
    second = run.run(Workspace(tmp_path / "second"), story.as_of, clock, SILENT)
    assert (first.folder / "summary.json").read_bytes() == (second.folder / "summary.json").read_bytes()
    for name in ("fates.csv", "findings.csv"):
        text = (first.folder / "du-lieu" / name).read_text("utf-8")
        for old, new in names.items():
            text = text.replace(old, new)
        assert text == (second.folder / "du-lieu" / name).read_text("utf-8"), name


def test_of_two_submissions_of_one_day_the_greater_hash_wins(tmp_path):
    """Contract §3: Ngày báo cáo, then time of receipt, then the greater SHA-256; the names do not matter."""
    for number, names in enumerate([("a.xlsx", "b.xlsx"), ("b.xlsx", "a.xlsx")]):
        story = Story(tmp_path / f"story-{number}")
        (story.folder / "inbox").mkdir(parents=True)
        (story.folder / "story.toml").write_text("as_of = 2022-05-31\n", "utf-8")
        data = [story_workbooks.workbook(story_file(benefit)) for benefit in (1_000_000, 2_000_000)]
        for name, content in zip(names, data, strict=True):
            (story.inbox / name).write_bytes(content)
        done = finished(story, tmp_path / f"ws-{number}")
        winner = max(range(2), key=lambda place: hashlib.sha256(data[place]).hexdigest())
        assert done.consolidation.summary["benefit_vnd"] == (1_000_000, 2_000_000)[winner]


def story_file(benefit_vnd: int) -> StoryFile:
    row = {"title": "Rèn kỹ năng đọc cho học sinh lớp 1", "author": "Nguyễn Thị Hoa", "benefit_vnd": benefit_vnd}
    return StoryFile({"path": "x", "unit": "TH01", "report_on": datetime(2022, 5, 20).date(), "rows": [row]})
