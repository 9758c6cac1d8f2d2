"""Stories of several days: the archive, the codes, the clerk's word and the changes, day by day, with real workbooks."""

import csv
import hashlib
import io
import json
from collections import Counter
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from pipeline import run
from pipeline.edges import exclusions, judging, review_answers, review_workbook
from pipeline.edges.workspace import Workspace
from tests.flow import claims
from tests.flow.days_story import Day, DaysStory, Fate, stories

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SILENT = run.Progress(lambda _: None, lambda _: None)
STORIES = stories()
VERDICTS = {"": "chờ", "unknown": "chưa rõ", "same": "trùng", "distinct": "không trùng"}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_each_day_ends_as_the_story_says(story, place):
    for day in story.days:
        lived(story, day, place)


def lived(story: DaysStory, day: Day, place: Path) -> None:
    """One day: what happens in the inbox, what the clerk decides, the run, and how it must have ended."""
    happens(story, day, place / "inbox")
    clock = datetime.combine(day.today, time(9), ZONE)
    for verb, is_excluded in (("excludes", True), ("includes", False)):
        wishes = [exclusions.Wish(named(story, name), why) for name, why in day.told.get(verb, [])]
        if wishes:
            exclusions.decide(Workspace(place), wishes, clock, is_excluded=is_excluded)
    judges(day, place, clock)
    done = run.run(Workspace(place), day.as_of, clock, SILENT)
    assert fates(story, done.folder) == list(map(str, day.fates)), day.today
    told = json.loads((done.folder / "summary.json").read_text("utf-8"))
    counted = Counter(fate.fate for fate in day.fates)
    assert told["rows"] == {"read": len(day.fates), **{name: counted[name] for name in claims.FATES}}
    assert [phase["counted"] for phase in told["phases"]] == day.end["phases"]
    assert {name: count for name, count in told["files"].items() if count} == day.end.get("files", {})
    changes = told["changes"]
    assert changes["since"] == (day.end["since"].isoformat() if "since" in day.end else None)
    assert {kind: count for kind, count in changes["lines"].items() if count} == day.end.get("changes", {})
    assert changes["counted"]["after"] == counted["counted"]
    assert changes["counted"]["difference"] == sum(day.end.get("changes", {}).values())
    findings = records(done.folder, "findings.csv")
    assert sorted(f"{line['file']}: {line['code']}@{line['row']}" for line in findings) == sorted(
        day.end.get("findings", [])
    ), day.today
    review = [
        f"{VERDICTS[str(line.verdict)]}: {line.code_a} {line.code_b}" for line in done.consolidation.review.itertuples()
    ]
    assert sorted(review) == sorted(day.end.get("review", [])), day.today
    assert done.exit_code == day.end["exit"]


def judges(day: Day, place: Path, clock: datetime) -> None:
    """The clerk answers in a workbook exported now: (code, code, answer), and imports it; then takes back `undoes`."""
    wanted = {(one, other): answer for one, other, answer in day.told.get("judges", [])}
    undone = day.told.get("undoes", [])
    if not wanted and not undone:
        return
    result = run.check(Workspace(place), (), clock, SILENT)
    if wanted:
        path = place.parent / "ra-soat.xlsx"
        review_workbook.write(path, result)
        answered = answer_pairs(path, wanted)
        assert answered == set(wanted), (day.today, set(wanted) - answered)
        told = judging.take(Workspace(place), review_answers.read(path), result, clock)
        assert (len(told.taken), told.left) == (len(wanted), [])
    for one, other in undone:
        assert judging.undo(Workspace(place), (one, other), result, clock).taken


def answer_pairs(path: Path, wanted: dict[tuple[str, str], str]) -> set[tuple[str, str]]:
    """Writes the answers where the pairs stand; tells which were found."""
    book = openpyxl.load_workbook(path)
    found = set()
    for sheet in (book["Rà soát"], book["Tự động tính là một"]):
        columns = {cell.value: place for place, cell in enumerate(sheet[4], start=1)}
        for row in range(5, sheet.max_row + 1):
            codes = [sheet.cell(row, columns[f"Mã sáng kiến ({side})"]).value for side in (1, 2)]
            for pair in ((codes[0], codes[1]), (codes[1], codes[0])):
                if pair in wanted:
                    sheet.cell(row, columns["Quyết định"]).value = wanted[pair]
                    found.add(pair)
    book.save(path)
    return found


def happens(story: DaysStory, day: Day, inbox: Path) -> None:
    for path in day.told.get("deletes", []):
        (inbox / path).unlink()
    for old, new in day.told.get("renames", []):
        (inbox / old).rename(inbox / new)
    for name, file in day.files.items():
        (inbox / file.path).write_bytes(story.bytes[name])


def named(story: DaysStory, name: str) -> str:
    """A file of the story by the hash of its bytes; anything else as it is called."""
    return hashlib.sha256(story.bytes[name]).hexdigest() if name in story.bytes else name


def records(folder: Path, name: str) -> list[dict[str, str]]:
    text = (folder / "du-lieu" / name).read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def fates(story: DaysStory, folder: Path) -> list[str]:
    """fates.csv in the words of the story."""
    lines = records(folder, "fates.csv")
    names = {line["sha256"]: story.names[line["sha256"]] for line in lines}
    places = {(line["file"], line["row"], line["sha256"][:8]): names[line["sha256"]] for line in lines}
    return [
        str(
            Fate(
                names[line["sha256"]], int(line["row"]), line["initiative_code"], line["fate"], line["reasons"],
                related(line["related"], places),
            )
        )
        for line in lines
    ]  # fmt: skip


def related(text: str, places: dict[tuple[str, str, str], str]) -> str:
    """`<path>#<row>` or `<path>@<8 of SHA>#<row>` as `<file of the story>#<row>`."""
    path, _, row = text.rpartition("#")
    path, _, short = path.partition("@")
    found = {
        name for (file, number, sha), name in places.items() if (file, number) == (path, row) and sha.startswith(short)
    }
    assert len(found) <= 1, text
    return f"{found.pop()}#{row}" if found else text


def test_there_are_enough_stories_and_every_change_is_met():
    assert len(STORIES) >= 9
    met = {kind for story in STORIES for day in story.days for kind in day.end.get("changes", {})}
    assert met >= {
        "new",
        "recognised",
        "mended",
        "revived",
        "included",
        "withdrawn",
        "excluded",
        "duplicate",
        "no_longer_duplicate",
    }
