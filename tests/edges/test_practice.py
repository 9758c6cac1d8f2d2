"""The practice inbox: everything that really happens is in it, on purpose, and shows in what the flow makes of it."""

import io
import time
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from pipeline.catalogue import Severity
from pipeline.edges import inbox, practice, practice_events, practice_files, reading, workspace
from pipeline.edges.practice_rows import District, Union
from pipeline.edges.practice_story import ordinary
from pipeline.edges.practice_words import is_school, plain_name
from pipeline.errors import UsageError
from pipeline.vietnamese import as_text, fold
from tests.once import consolidate

RECEIVED_ON = date(2025, 6, 30)
ROWS = ("counted", "pending", "ineligible", "duplicate")


def cells(folder: Path) -> dict:
    """Every cell of every file, and the bytes of what is no workbook; by name."""
    arrivals = inbox.scan(folder)
    return {
        arrival.name: book.sheets or arrival.path.read_bytes()
        for arrival in arrivals
        for book in [reading.read(str(arrival.path), arrival.name, arrival.sha256)]
    }


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A practice workspace, what was read of it, and what the flow made of that."""
    folder = tmp_path_factory.mktemp("practice") / "thực hành"
    started = time.process_time()
    built = practice.build(folder)
    seconds = time.process_time() - started
    campaign, units = workspace.load(built.workspace)
    books = reading.start(inbox.scan(built.workspace.inbox)).results(lambda _: None)
    result = consolidate(books, campaign, units, built.as_of, RECEIVED_ON)
    return SimpleNamespace(
        built=built, seconds=seconds, campaign=campaign, units=units, books={book.file: book for book in books}, result=result,
        files=result.files.set_index("file"), rows=result.rows, findings=result.findings, summary=result.summary,
        standing={unit["unit_code"]: unit for unit in result.summary["units"]},
    )  # fmt: skip


# ---------------------------------------------------------------- the district as a whole


def test_at_least_thirty_unions_and_six_hundred_rows_over_several_days(world):
    assert sum(unit["reported"] for unit in world.summary["units"]) >= 30
    assert world.summary["rows"]["read"] >= 600
    assert len({name.split("/")[0] for name in world.files.index}) >= 8
    assert world.seconds < 10


def test_the_day_lies_inside_phase_1_and_the_result_looks_like_a_real_district(world):
    phase = world.campaign.phase[0]
    assert phase.first_day < world.built.as_of < phase.last_day
    assert 0.42 <= world.summary["phases"][0]["rate"] <= 0.60
    assert all(count > 0 for name, count in world.summary["by"]["block"].items() if name != "Khác")
    recognised = (world.rows.loc[world.rows["fate"].isin(ROWS), "stage"] == "Đã được công nhận").mean()
    assert 0.5 <= recognised <= 0.7


def test_most_unions_have_a_support_team_and_activities_and_most_rows_a_portal_ref(world):
    assert world.result.teams["unit_code"].nunique() >= 25
    assert world.result.activities["unit_code"].nunique() >= 25
    assert (world.rows["portal_ref"] != "").mean() > 0.6


def test_titles_fit_their_union(world):
    other_schools = {fold(plain_name(unit)): unit.unit_code for unit in world.units if is_school(unit)}
    for row in world.rows.itertuples():
        named = [code for name, code in other_schools.items() if f" {name}" in f" {fold(row.title)}"]
        assert not named or row.unit_code in named, row.title
    by_block = world.rows.groupby("block")["title"].agg(list)
    assert not [title for title in by_block["Doanh nghiệp"] if "học sinh" in title]
    assert not [title for title in by_block["Trường học"] if "người bệnh" in title]


def test_people_are_made_up_once(world):
    """Nobody bears one name in two unions: every doubt is one that was meant."""
    authors = world.rows.groupby(world.rows["author"].map(fold))["unit_code"].nunique().drop(index="")
    assert authors.max() == 1


# ---------------------------------------------------------------- what really happens


def chain(world, code: str) -> pd.DataFrame:
    """The superseded rows of a union, each beside the row that stands for it now (`_now`)."""
    rows = world.rows[world.rows["unit_code"] == code]
    places = rows.assign(place=rows["file"] + "#" + rows["row"].astype(str)).set_index("place")
    return rows[rows["fate"] == "superseded"].merge(places.add_suffix("_now"), left_on="related", right_index=True)


def codes_of(world, unit_code: str) -> set[str]:
    return set(world.findings.loc[world.findings["unit_code"] == unit_code, "code"])


def found(world, code: str, column: str = "value") -> list:
    return world.findings.loc[world.findings["code"] == code, column].tolist()


def fates(world, unit_code: str) -> dict:
    return world.rows.loc[world.rows["unit_code"] == unit_code, "fate"].value_counts().to_dict()


def reasons(world, fate: str) -> list[str]:
    return world.rows.loc[world.rows["fate"] == fate, "reasons"].tolist()


def submissions(world, unit_code: str) -> pd.DataFrame:
    """The accepted files of a union, the earliest first."""
    files = world.files[(world.files["unit_code"] == unit_code) & world.files["outcome"].str.startswith("accepted")]
    return files.sort_values("order")


def mended_titles(world) -> bool:
    moved = chain(world, "VD01")
    mended = moved[moved["title"] != moved["title_now"]]
    return len(mended) == 3 and mended["portal_ref"].tolist() == mended["portal_ref_now"].tolist()


def moved_to_recognised(world) -> bool:
    moved = chain(world, "VD01")
    is_moved = (moved["stage"] == "Đã áp dụng") & (moved["stage_now"] == "Đã được công nhận")
    return moved.loc[is_moved, "fate_now"].tolist() == ["counted"] * 3


def full_list_again(world) -> bool:
    first, second = submissions(world, "VD03").index
    former = world.rows[world.rows["file"] == first]
    return (former["fate"] == "superseded").all() and former["related"].str.startswith(second).all()


def only_new_rows(world) -> bool:
    first, second = submissions(world, "VD05").index
    rows = world.rows[world.rows["unit_code"] == "VD05"]
    return set(rows["file"]) == {first, second} and rows["fate"].isin(ROWS).all()


def unchanged_copy(world) -> bool:
    copy = world.files.loc["2022-05-13/SK_VD07 (1).xlsx"]
    original = world.files.loc["2022-05-12/SK_VD07.xlsx"]
    return copy["outcome"] == "unchanged" and original["outcome"] == "accepted" and copy["sha256"] == original["sha256"]


def late_union(world) -> bool:
    days = timedelta(days=world.campaign.deadlines.report_every_days)
    last = submissions(world, "VD27")["report_on"].max().date()
    return last < world.built.as_of - 5 * days and world.standing["VD27"]["reported"]


def typed_again(world) -> bool:
    rows = world.rows[world.rows["unit_code"] == "VD02"]
    doubles = rows[rows["fate"] == "duplicate"]
    standing = (
        rows.assign(place=rows["file"] + "#" + rows["row"].astype(str)).set_index("place").loc[doubles["related"]]
    )
    pairs = list(zip(doubles["title"], standing["title"], strict=True))
    is_shouted = any(one.isupper() and not other.isupper() for one, other in pairs)
    is_toned = any("hoà" in one and "hòa" in other for one, other in pairs)
    raw = [cell for sheet in world.books[doubles["file"].iloc[0]].sheets for _, row in sheet.rows for cell in row]
    is_spaced = any(
        isinstance(cell, str) and "\u00a0" in cell and as_text(cell) in doubles["title"].tolist() for cell in raw
    )
    return len(doubles) == 4 and is_shouted and is_toned and is_spaced


def mended_day(world) -> bool:
    moved = chain(world, "VD06")
    return (moved["is_rejected"] & (moved["fate_now"] == "counted")).sum() == 1 and "rejected" not in fates(
        world, "VD06"
    )


def money_in_words(world) -> bool:
    rows = world.rows[(world.rows["unit_code"] == "VD40") & (world.rows["fate"] == "counted")]
    wanted = {1_500_000_000, 80_000_000, 2_300_000_000, 15_000_000, 12_500_000, 107_500_000}
    typed = {cell for sheet in world.books[rows["file"].iloc[-1]].sheets for _, row in sheet.rows for cell in row}
    return wanted <= set(rows["benefit_vnd"].dropna()) and {"1,5 tỷ", "2,3 tỉ đồng"} <= typed


def decomposed_text(world) -> bool:
    (name,) = submissions(world, "VD09").index
    book = world.books[name]
    texts = [cell for sheet in book.sheets for _, row in sheet.rows for cell in row if isinstance(cell, str)]
    (path,) = [entry for entry in (world.built.workspace.inbox / "2022-05-18").iterdir() if "VD09" in entry.name]
    is_read = unicodedata.is_normalized("NFC", "".join(world.rows.loc[world.rows["file"] == name, "title"]))
    is_typed = not all(unicodedata.is_normalized("NFC", text) for text in texts)
    return is_typed and is_read and path.name != name.split("/")[1] and fates(world, "VD09")["counted"] > 0


def letterhead(world) -> bool:
    rows = world.rows[world.rows["unit_code"] == "VD13"]
    return rows["row"].min() == 8 and rows["fate"].isin(ROWS).all() and {"row_total"} <= codes_of(world, "VD13")


def other_columns(world) -> bool:
    rows = world.rows[world.rows["unit_code"] == "VD22"]
    headings = found(world, "heading_other_name", "heading")
    return (
        rows["fate"].isin(ROWS).all()
        and {"Họ và tên tác giả", "Lĩnh vực"} <= set(headings)
        and "VD22" in set(world.findings.loc[world.findings["code"] == "column_unknown", "unit_code"])
    )


def own_workbook(world) -> bool:
    rows = world.rows[world.rows["unit_code"] == "VD32"]
    wanted = {"stamp_missing", "sheet_renamed", "row_signature_block"}
    return wanted <= codes_of(world, "VD32") and rows["fate"].isin(ROWS).all() and len(rows) > 0


def two_teachers_one_title(world) -> bool:
    (pair,) = world.result.review[world.result.review["reasons"] == "same_title_other_author"].itertuples()
    rows = world.rows.loc[[pair.row_a, pair.row_b]]
    return set(rows["unit_code"]) == {"VD14"} and rows["author"].nunique() == 2 and (rows["fate"] == "counted").all()


def withdrawn(world) -> bool:
    taken = world.rows[(world.rows["unit_code"] == "VD11") & (world.rows["reasons"] == "withdrawn_later")]
    return (
        fates(world, "VD11")["withdrawn"] == 1
        and len(taken) == 1
        and "withdrawn_unmatched" not in codes_of(world, "VD11")
    )


def neighbours_template(world) -> bool:
    wrong, right = world.files.loc["2022-05-18/SK_VD12.xlsx"], world.files.loc["2022-05-19/SK_VD12.xlsx"]
    return wrong["outcome"] == "refused" and right["outcome"] == "accepted" and bool(found(world, "unit_stamp_differs"))


def text_as_workbook(world) -> bool:
    text, book = world.files.loc["2022-05-12/SK_VD25.xlsx"], world.files.loc["2022-05-17/SK_VD25.xlsx"]
    return text["outcome"] == "refused" and book["outcome"] == "accepted" and bool(found(world, "csv_without_unit"))


def price_list(world) -> bool:
    name = "2022-05-16/Bảng giá văn phòng phẩm.xlsx"
    return world.files.loc[name, "outcome"] == "refused" and found(world, "not_a_template", "file") == [name]


EVENTS: dict[str, Callable] = {
    "a mended title under the same portal ref": mended_titles,
    "a stage moved to recognised": moved_to_recognised,
    "a full list sent again": full_list_again,
    "a resubmission with only new rows": only_new_rows,
    "an unchanged copy under another name": unchanged_copy,
    "a zero report": lambda world: world.standing["VD29"]["zero_report"],
    "a late union": late_union,
    "a union that never reports": lambda world: [
        code for code, unit in world.standing.items() if not unit["reported"]
    ] == [practice_events.NEVER_REPORTS],
    "typed again inside a file": typed_again,
    "a portal ref entered twice": lambda world: "same_portal_ref" in reasons(world, "duplicate"),
    "a day that does not exist": lambda world: {"31/02/2022", "30/02/2022"} <= set(found(world, "day_does_not_exist")),
    "a day in the future": lambda world: found(world, "day_in_future") == ["12.4.2052"],
    "a wrong day mended by the next report": mended_day,
    "money in words": money_in_words,
    "NFD text and file name": decomposed_text,
    "a letterhead above the headings, a totals line and a signature block below": letterhead,
    "columns reordered and renamed": other_columns,
    "a workbook of the union's own, with a signature block": own_workbook,
    "a file that is no template": price_list,
    "a text file saved as .xlsx": text_as_workbook,
    "a row with Rút": withdrawn,
    "applied before the window": lambda world: "applied_outside_window" in reasons(world, "ineligible"),
    "under IP protection": lambda world: "ip_protected" in reasons(world, "ineligible"),
    "a value outside a list with a near match": lambda world: any(
        "Giải pháp tác nghiệp" in text for text in found(world, "choice_unknown", "message")
    ),
    "a value outside a list that is left out": lambda world: found(world, "choice_ignored") == ["Liên đoàn huyện"],
    "a field of work under another name": lambda world: found(world, "field_of_work_alias") == ["Chuyên môn giảng dạy"],
    "an unknown field of work": lambda world: found(world, "field_of_work_other") == ["Thư viện, thiết bị"],
    "missing required cells": lambda world: set(found(world, "required_missing", "heading"))
    == {"Tác giả chính", "Trạng thái", "Loại giải pháp"},
    "two teachers of one school with the same title": two_teachers_one_title,
    "several names in one cell": lambda world: len(found(world, "author_split")) == 1,
    "shares that do not make 100 %": lambda world: len(found(world, "shares_not_whole")) == 1,
    "a report on a neighbour's template": neighbours_template,
    "fillers and blanks far below": lambda world: world.rows.loc[world.rows["unit_code"] == "VD15", "row"].max() < 40,
    "one portal ref on different initiatives": lambda world: found(world, "portal_ref_shared") == ["SK-000001"] * 3,
    "a day after the day of the report": lambda world: "day_after_report" in codes_of(world, "VD19"),
    "recognised without a number": lambda world: "recognition_number_missing" in codes_of(world, "VD21"),
    "recognised without a day": lambda world: "recognised_on_missing" in " ".join(reasons(world, "pending")).split(),
    "a declared total that is wrong": lambda world: set(
        world.findings.loc[world.findings["code"] == "declared_count_differs", "unit_code"]
    )
    == {"VD23"},
    "codes the union made up": lambda world: found(world, "code_unknown") == ["VD24-01", "VD24-02"],
    "a report sent ahead": lambda world: world.files["outcome"].eq("later").sum() == 1,
}  # fmt: skip


@pytest.mark.parametrize("event", EVENTS)
def test_it_happens_and_shows(world, event):
    assert EVENTS[event](world)


def test_nothing_is_broken_by_accident(world):
    """Every refused file, rejected row and warning belongs to a union that something was done to."""
    grave = world.findings[world.findings["severity"] != Severity.NOTE.value]
    told = {(unit, code) for unit, code in zip(grave["unit_code"], grave["code"], strict=True)}
    meant = {
        ("VD04", "day_does_not_exist"), ("VD04", "day_in_future"), ("VD04", "day_after_report"), ("VD06", "day_does_not_exist"),
        ("VD10", "shares_not_whole"), ("VD12", "unit_stamp_differs"), ("VD16", "applied_outside_window"), ("VD17", "portal_ref_shared"),
        ("VD18", "choice_unknown"), ("VD18", "choice_ignored"), ("VD18", "field_of_work_other"), ("VD19", "day_after_report"),
        ("VD20", "required_missing"), ("VD21", "recognition_number_missing"), ("VD21", "recognised_on_missing"),
        ("VD22", "column_unknown"), ("VD23", "declared_count_differs"), ("VD24", "code_unknown"), ("VD32", "stamp_missing"),
        ("", "csv_without_unit"), ("", "not_a_template"),
    }  # fmt: skip
    # What goes with them: the signature block below a totals line, and all that a price list lacks beside its columns.
    beside = {("VD13", "rows_below_total"), ("", "label_missing"), ("", "stamp_missing")}
    assert told - beside == meant
    assert world.summary["rows"]["rejected"] == 10


# ---------------------------------------------------------------- building


@pytest.mark.slow
def test_the_same_seed_gives_the_same_cells(world, tmp_path):
    first = cells(world.built.workspace.inbox)
    assert cells(practice.build(tmp_path / "again").workspace.inbox) == first


def test_another_seed_gives_other_cells_and_everything_still_happens(world):
    def texts(seed: int) -> list[str]:
        district = District(seed)
        items = [
            item
            for unit in world.units
            for item in practice_events.EVENTS.get(unit.unit_code, ordinary)(Union(district, unit))
        ]
        rows = [row for item in items if isinstance(item, practice_files.Submission) for row in item.filled.initiatives]
        assert len(rows) > 600
        return [str(row.get("title")) for row in rows]

    assert texts(7) == texts(7)
    assert texts(7) != texts(8)


@pytest.fixture
def few(monkeypatch):
    """Only two unions send something: building takes no time."""
    events: dict[str, Callable] = {f"VD{number:02d}": lambda _: [] for number in range(1, 41)}
    kept = {code: practice_events.EVENTS[code] for code in ("VD24", "VD25")}
    monkeypatch.setattr(practice, "EVENTS", {**events, **kept})


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_new_folder_and_an_empty_one_become_a_practice_workspace(few, tmp_path):
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "a" / "new one", tmp_path / "empty"):
        built = practice.build(folder)
        assert built.workspace.folder == folder.resolve()
        assert {"campaign.toml", "units.csv", practice.MARKER, "inbox/2022-05-12/SK_VD25.xlsx"} <= names(folder)
        assert built.workspace.outbox.is_dir()


def test_an_earlier_practice_workspace_is_made_anew(few, tmp_path):
    built = practice.build(tmp_path)
    before = names(tmp_path)
    (built.workspace.inbox / "left.xlsx").write_bytes(b"x")
    (built.workspace.outbox / "2022-05-20").mkdir()
    (built.workspace.outbox / "2022-05-20" / "summary.json").write_text("{}")
    (tmp_path / "units.csv").write_text("broken")
    (tmp_path / "my notes.txt").write_text("mine")
    practice.build(tmp_path)
    assert names(tmp_path) == before | {"my notes.txt"}
    assert not any(built.workspace.outbox.iterdir())


def test_a_build_cut_short_can_be_done_again(few, tmp_path):
    (tmp_path / practice.MARKER).write_text("")
    (tmp_path / "inbox").mkdir()
    assert practice.build(tmp_path).workspace.inbox.is_dir()


@pytest.mark.parametrize("name", ["inbox/2022-05-05/real.xlsx", "campaign.toml", "a letter.docx", ".hidden"])
def test_any_other_folder_is_refused_and_untouched(tmp_path, name):
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"mine")
    with pytest.raises(UsageError, match="không trống"):
        practice.build(tmp_path)
    assert names(tmp_path) == {name}
    assert file.read_bytes() == b"mine"


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(UsageError):
        practice.build(tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"mine"


def test_a_marker_that_is_a_folder_marks_nothing(tmp_path):
    (tmp_path / practice.MARKER).mkdir()
    with pytest.raises(UsageError):
        practice.build(tmp_path)


def test_a_link_is_taken_away_and_never_followed(few, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "real.xlsx").write_bytes(b"mine")
    folder = tmp_path / "practice"
    folder.mkdir()
    (folder / practice.MARKER).write_text("")
    try:
        (folder / "inbox").symlink_to(mine, target_is_directory=True)
    except OSError:
        pytest.skip("this system lets nobody make links")
    practice.build(folder)
    assert names(mine) == {"real.xlsx"}


def test_every_event_belongs_to_a_union_of_the_campaign(world):
    assert set(practice_events.EVENTS) <= {unit.unit_code for unit in world.units}


def test_names_and_titles_carry_no_source():
    text = io.StringIO()
    for path in (Path(practice.__file__).parents[1] / "practice_data").iterdir():
        text.write(path.read_text("utf-8"))
    assert "http" not in text.getvalue()
    assert "www." not in text.getvalue()
