"""`verify`: a past run holds, or what was altered is named with exit 6; changed rules and configuration are told."""

import hashlib
import json
import re
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, update

from pipeline import cli, comparison, console_audit
from pipeline.edges import register, seals
from pipeline.edges.register_tables import run
from tests.conftest import initiative
from tests.flow import story_workbooks
from tests.flow.story import StoryFile

pytestmark = pytest.mark.slow

DAY = "2022-05-31"
ONE, OTHER = initiative(), initiative(title="Sổ tay tiếng Việt cho học sinh lớp 1", author="Trần Văn An")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """Two days and one of them again: codes of two runs, a row to be mended, an excluded initiative, one file gone."""
    folder = tmp_path_factory.mktemp("verify") / "thư mục"
    (folder / "inbox").mkdir(parents=True)
    for name in ("campaign.toml", "units.csv"):
        shutil.copyfile(Path(__file__).parents[1] / "flow" / "workspace" / name, folder / name)
    send(folder, "một.xlsx", "TH01", ONE)
    assert cli._main(["run", "--workspace", str(folder), "--as-of", "2022-05-25"]) == 0
    send(folder, "hai.xlsx", "TH02", OTHER, initiative(title=""))
    assert cli._main(["run", "--workspace", str(folder), "--as-of", DAY]) == 3
    (folder / "inbox" / "một.xlsx").unlink()
    assert cli._main(["exclude", "THU-0001", "--why", "Hội đồng không công nhận", "--workspace", str(folder)]) == 0
    assert cli._main(["run", "--workspace", str(folder), "--as-of", DAY]) == 3
    return folder


def send(folder, name, unit, *rows):
    file = StoryFile({"path": name, "unit": unit, "report_on": date(2022, 5, 20), "rows": list(rows)})
    (folder / "inbox" / name).write_bytes(story_workbooks.workbook(file))


@pytest.fixture
def three_runs(place, prepared):
    shutil.rmtree(place)
    return Path(shutil.copytree(prepared, place))


@pytest.fixture
def verify(sangkien, place):
    """(RUN) → exit code and what --json tells."""

    def call(*arguments):
        ended = sangkien("verify", *arguments, "--json", "--workspace", place)
        return ended.code, json.loads(ended.out)

    return call


def kinds(told):
    return [fault["kind"] for fault in told["faults"]]


def change(place, statement, *values):
    """What a hand with an SQLite editor does."""
    with closing(sqlite3.connect(place / "register.db")) as connection:
        assert connection.execute(statement, values).rowcount == 1
        connection.commit()


def folders(place):
    return {
        json.loads((folder / "manifest.json").read_text("utf-8"))["run"]: folder
        for folder in (*(place / "outbox").glob("[0-9]*"), *(place / "outbox" / "_history").glob("*"))
    }


# ---------------------------------------------------------------- what holds


def test_every_past_run_matches_whatever_came_after(three_runs, verify, sangkien):
    for name in ("1", "2", "3"):
        code, told = verify(name)
        assert (code, told["result"], told["run"]) == (0, "match", int(name)), told
        assert told["faults"] == told["notes"] == told["differences"] == []
    assert verify()[1]["run"] == 3
    assert verify(DAY)[1]["run"] == 3
    assert verify("2022-05-25")[1]["run"] == 1
    assert "KHỚP" in sangkien("verify", "--workspace", three_runs).out


def test_a_run_matches_without_cache_inbox_and_outbox(three_runs, verify):
    shutil.rmtree(three_runs / "outbox")
    shutil.rmtree(three_runs / "inbox")
    (three_runs / "cache.db").write_bytes(b"no cache")
    code, told = verify("2")
    assert (code, told["result"]) == (0, "match")
    assert [note["kind"] for note in told["notes"]] == ["outbox_missing"]


def test_what_the_clerk_edits_is_named_and_no_fault(three_runs, verify):
    folder = folders(three_runs)[3]
    for name in ("bao-cao.docx", "phu-luc.xlsx"):
        (folder / name).write_bytes(b"edited")
    (folder / "cong-van.docx").unlink()
    code, told = verify()
    assert (code, told["result"]) == (0, "match")
    assert {(note["kind"], note["place"].split("/")[-1]) for note in told["notes"]} == {
        ("document_edited", "bao-cao.docx"), ("document_edited", "phu-luc.xlsx"), ("document_missing", "cong-van.docx"),
    }  # fmt: skip


def test_verify_changes_nothing(three_runs, verify):
    before = dump(three_runs)
    verify("2")
    assert dump(three_runs) == before


def dump(place):
    with closing(sqlite3.connect(place / "register.db")) as connection:
        return list(connection.iterdump())


def rows(place):
    """All that the register keeps, whatever the words of its DDL."""
    return [line for line in dump(place) if line.startswith("INSERT")]


# ---------------------------------------------------------------- what was altered


@pytest.mark.parametrize("name", ["summary.json", "du-lieu/fates.csv", "du-lieu/initiatives.csv", "manifest.json"])
@pytest.mark.parametrize("how", ["altered", "missing"])
def test_an_altered_or_missing_csv_summary_or_manifest_is_6(three_runs, verify, sangkien, name, how):
    for number, folder in folders(three_runs).items():
        path = folder / name
        if how == "altered":
            path.write_bytes(path.read_bytes().replace(b"1", b"2", 1))
        else:
            path.unlink()
        code, told = verify(str(number))
        assert code == 6
        [fault] = told["faults"]
        assert fault["place"] == path.relative_to(three_runs).as_posix()
        assert fault["place"] in sangkien("verify", number, "--workspace", three_runs).out


def test_a_csv_altered_with_a_manifest_that_fits_is_6(three_runs, verify):
    folder = folders(three_runs)[3]
    path = folder / "du-lieu" / "fates.csv"
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(path.read_bytes().replace(b"counted", b"pending"))
    manifest = folder / "manifest.json"
    after = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest.write_text(manifest.read_text("utf-8").replace(before, after), "utf-8")
    code, told = verify()
    assert (code, sorted(kinds(told))) == (6, ["manifest_altered", "output_altered"])


@pytest.mark.parametrize("how", ["flipped", "cut", "empty", "gone"])
def test_altered_archive_bytes_are_6_and_named(three_runs, verify, how):
    kept = next(path for path in sorted((three_runs / "archive").glob("??/*")))
    data = bytearray(kept.read_bytes())
    kept.chmod(0o600)
    if how == "gone":
        kept.unlink()
    else:
        data[len(data) // 2] ^= 1
        kept.write_bytes({"flipped": bytes(data), "cut": bytes(data[:-1]), "empty": b""}[how])
    code, told = verify()
    assert (code, kinds(told)) == (6, ["archive_missing" if how == "gone" else "archive_altered"])
    assert told["faults"][0]["detail"] == kept.name
    assert told["faults"][0]["place"] in {"một.xlsx", "hai.xlsx"}


def test_a_file_that_came_later_is_no_concern_of_an_earlier_run(three_runs, verify):
    with closing(sqlite3.connect(three_runs / "register.db")) as connection:
        [(sha256,)] = connection.execute("SELECT sha256 FROM submission WHERE received_run = 2").fetchall()
    kept = three_runs / "archive" / sha256[:2] / sha256
    kept.chmod(0o600)
    kept.unlink()
    assert verify("1")[0] == 0
    assert verify("2")[0] == 6


ALTERED = {
    "summary": ("UPDATE run SET summary = replace(summary, '\"counted\": 1', '\"counted\": 7') WHERE number = 3", 3),
    "outputs": ("UPDATE run SET outputs = '{}' WHERE number = 3", 3),
    "manifest": ("UPDATE run SET manifest_sha256 = 'x' WHERE number = 3", 3),
    "receipts": ("UPDATE run SET inputs = x'789c8b8e05000115' || x'00b9' WHERE number = 3", 3),
    "standings": ("UPDATE run SET standings = (SELECT standings FROM run WHERE number = 1) WHERE number = 3", 3),
    "receipts of another run": ("UPDATE run SET inputs = (SELECT inputs FROM run WHERE number = 1) WHERE number = 3", 3),
    "since": ("UPDATE run SET since_run = NULL WHERE number = 3", 3),
    "day": ("UPDATE run SET as_of = '2022-06-30' WHERE number = 3", 3),
    "count of judgements": ("UPDATE run SET judgement_count = 1 WHERE number = 3", 3),
    "count of exclusions": ("UPDATE run SET exclusion_count = 0 WHERE number = 3", 3),
    "rules": ("UPDATE run SET rules_version = 'abc' WHERE number = 3", 3),
    "a run deleted": ("DELETE FROM run WHERE number = 2", 3),
    "code": ("UPDATE initiative_row SET code = 'THU-0001' WHERE code = 'THU-0002'", 3),
    "unit of a code": ("UPDATE initiative SET unit_code = 'XA01' WHERE code = 'THU-0002'", 3),
    "pointer": ("UPDATE initiative SET stands_in = 'THU-0001' WHERE code = 'THU-0002'", 3),
    "row of a code": ("UPDATE initiative_row SET row = 9 WHERE code = 'THU-0001'", 1),
    "code deleted": ("DELETE FROM initiative_row WHERE code = 'THU-0002'", 3),
    "why": ("UPDATE exclusion SET why = 'khác'", 3),
    "exclusion undone": ("UPDATE exclusion SET is_excluded = 0", 3),
    "day of receipt": ("UPDATE submission SET received_at = '2022-01-01T00:00:00+00:00' WHERE received_run = 2", 3),
    "run of receipt": ("UPDATE submission SET received_run = 1 WHERE received_run = 2", 3),
    "size": ("UPDATE submission SET size = 1 WHERE received_run = 2", 3),
    "outcome": ("UPDATE submission SET outcome = 'refused' WHERE received_run = 2", 3),
    "unit of a file": ("UPDATE submission SET unit_code = 'XA01' WHERE received_run = 2", 3),
    "name": ("UPDATE sighting SET file = 'khác.xlsx' WHERE file = 'hai.xlsx'", 3),
    "configuration": ("UPDATE configuration SET units = units || x'0a'", 1),
    "campaign": ("UPDATE configuration SET campaign = x'ff'", 1),
}  # fmt: skip


@pytest.mark.parametrize("what", ALTERED)
def test_what_a_hand_changes_in_the_register_is_6(three_runs, sangkien, what):
    statement, number = ALTERED[what]
    change(three_runs, statement)
    ended = sangkien("verify", number, "--workspace", three_runs)
    assert ended.code == 6, ended.out
    assert "register.db" in ended.out + ended.err
    assert "Khôi phục register.db từ bản sao lưu" in ended.out + ended.err or "bản sao lưu" in ended.err


def test_an_altered_figure_is_told_as_before_and_after(three_runs, sangkien):
    change(three_runs, *[ALTERED["summary"][0]])
    out = sangkien("verify", "--workspace", three_runs).out
    assert "KHÔNG KHỚP" in out
    assert re.search(r"được tính: 7 → 1", out)


def test_no_flipped_byte_of_the_register_passes(three_runs, sangkien):
    """Either it is told, or it lies where nothing is kept: then the register says the very same as before."""
    path = three_runs / "register.db"
    whole, before = path.read_bytes(), rows(three_runs)
    for place in range(997, len(whole), len(whole) // 25):
        data = bytearray(whole)
        data[place] ^= 1 << place % 8
        path.write_bytes(data)
        code = sangkien("verify", "--workspace", three_runs).code
        try:
            is_same = rows(three_runs) == before
        except (sqlite3.Error, UnicodeDecodeError):
            is_same = False
        assert code == 6 or (code == 0 and is_same), (place, code)


# ---------------------------------------------------------------- other rules, another configuration


def as_other_rules_wrote_it(place, **columns):
    """The last run as a version with other rules would have written it down, sealed by it."""
    with register.opened(place / "register.db") as connection:
        line = dict(connection.execute(select(run).order_by(run.c.number.desc()).limit(1)).mappings().one())
        line |= {"rules_version": "0" * 12, **columns}
        del line["seal"]
        seal = seals.seal(connection, line)
        connection.execute(update(run).where(run.c.number == line["number"]).values(**line, seal=seal))
        connection.commit()


def test_other_rules_that_say_the_same_match(three_runs, verify, sangkien):
    as_other_rules_wrote_it(three_runs)
    code, told = verify()
    assert (code, told["result"], told["differences"]) == (0, "match", [])
    assert "Quy tắc của chương trình đã thay đổi" in sangkien("verify", "--workspace", three_runs).out


def test_what_other_rules_say_otherwise_is_listed_and_no_fault(three_runs, verify, sangkien):
    summary = (folders(three_runs)[3] / "summary.json").read_text("utf-8")
    as_other_rules_wrote_it(three_runs, summary=summary.replace('"counted": 1', '"counted": 7', 1))
    code, told = verify()
    assert (code, told["result"], told["faults"]) == (0, "rules_changed", [])
    assert told["differences"] == [{"kind": "figure", "where": "rows/counted", "before": "7", "after": "1"}]
    out = sangkien("verify", "--workspace", three_runs).out
    assert "Tính lại theo quy tắc hiện nay thì khác như sau:\n  Dòng, hợp lệ, được tính: 7 → 1" in out


def test_other_rules_excuse_no_altered_file(three_runs, verify):
    as_other_rules_wrote_it(three_runs)
    (folders(three_runs)[3] / "summary.json").write_text("{}")
    assert verify()[0] == 6


def test_of_many_differences_twenty_are_told_and_the_rest_counted():
    rows = [comparison.Difference("row", f"a.xlsx#{row}", "counted", "pending") for row in range(2, 27)]
    lines = console_audit.difference_lines(rows)
    assert lines[0] == "  Dòng a.xlsx#2: Hợp lệ, được tính → Đang xem xét"
    assert (len(lines), lines[-1]) == (21, "  … và 5 dòng nữa.")


def test_another_configuration_lists_what_it_would_change_and_is_no_fault(three_runs, verify, sangkien):
    units = three_runs / "units.csv"
    units.write_text(units.read_text("utf-8").replace("TH02", "TH77"), "utf-8")
    code, told = verify("2")
    assert (code, told["result"], told["differences"]) == (0, "match", [])
    changed = {(each["kind"], each["where"]): (each["before"], each["after"]) for each in told["configuration_changed"]}
    assert changed["figure", "files/refused"] == ("0", "1")
    assert changed["row", "hai.xlsx#2"] == ("counted", "")
    out = sangkien("verify", "2", "--workspace", three_runs).out
    assert "Cấu hình (campaign.toml, units.csv) đã thay đổi" in out
    assert "Dòng hai.xlsx#2: Hợp lệ, được tính → không có" in out


def test_a_comment_in_the_configuration_changes_no_figure(three_runs, verify):
    campaign = three_runs / "campaign.toml"
    campaign.write_text(campaign.read_text("utf-8") + "\n# ghi chú\n", "utf-8")
    code, told = verify()
    assert (code, told["result"], told["configuration_changed"]) == (0, "match", [])


def test_a_broken_campaign_today_does_not_stop_it(three_runs, verify):
    (three_runs / "campaign.toml").write_text("[campaign", "utf-8")
    code, told = verify()
    assert (code, told["result"]) == (0, "match")
    assert [note["kind"] for note in told["notes"]] == ["configuration_broken"]


# ---------------------------------------------------------------- which run, and no run


def test_without_any_run_it_is_wrong_usage(sangkien, place):
    ended = sangkien("verify", "--workspace", place)
    assert (ended.code, len(ended.err.splitlines())) == (2, 1)
    assert not (place / "register.db").exists()


@pytest.mark.parametrize("name", ["9", "2022-01-01", "hôm qua", "-1"])
def test_an_unknown_run_is_wrong_usage(three_runs, sangkien, name):
    ended = sangkien("verify", "--workspace", three_runs, "--", name)
    assert ended.code == 2
    assert "Các lần gần nhất" in ended.err


# ---------------------------------------------------------------- a register that cannot be opened

DAMAGES = ("garbage", "cut", "cut to a page", "empty", "gone", "a table dropped", "no version")


@pytest.mark.parametrize("how", DAMAGES)
def test_a_damaged_register_is_6_for_every_verb(three_runs, sangkien, how):
    path = three_runs / "register.db"
    data = path.read_bytes()
    match how:
        case "garbage":
            path.write_bytes(b"Bao cao " * 5000)
        case "cut" | "cut to a page" | "empty":
            path.write_bytes(data[: {"cut": len(data) // 2, "cut to a page": 4096, "empty": 0}[how]])
        case "gone":
            path.unlink()
        case _:
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("DROP TABLE submission" if how == "a table dropped" else "DELETE FROM version")
                connection.commit()
    for verb in (
        ["run", "--as-of", DAY], ["check", three_runs / "inbox" / "hai.xlsx"], ["verify"], ["trace", "THU-0001"],
        ["exclude", "THU-0002", "--why", "x"], ["include", "THU-0001"],
    ):  # fmt: skip
        ended = sangkien(*verb, "--workspace", three_runs)
        assert ended.code == 6, (verb, ended.out, ended.err)
        assert "sao lưu" in ended.out + ended.err
        assert "Traceback" not in ended.err
        if verb != ["verify"]:  # which tells all it finds as its result
            assert len(ended.err.splitlines()) == 1, (verb, ended.err)
