"""A broken campaign.toml or units.csv gives one clear Vietnamese line that names the key or the line, and no traceback."""

import json

import pytest

from tests.conftest import initiative

CAMPAIGN = [
    ("a typing error", '[campaign]\nname = "', "[campaign]\nname = ", "dòng 4"),
    ("a missing table", "[issuer]", "[nguoi_gui]", "issuer"),
    ("an unknown key names the nearest", 'code_prefix = "THU"', 'code_prefx = "THU"', "code_prefix"),
    ("an unknown table names the nearest", "[application_window]", "[application_windows]", "application_window"),
    ("a day that does not exist", "last_day = 2022-05-31", "last_day = 2022-05-32", "dòng 2"),
    ("a day as text", "last_day = 2022-05-31", 'last_day = "31/5/2022"', "phase[1].last_day"),
    ("a negative target", "target = 11", "target = -11", "phase[2].target"),
    ("a target as words", "target = 11", 'target = "mười một"', "phase[2].target"),
    ("an unknown count basis", 'count_basis = "portal_on"', 'count_basis = "portal"', "campaign.count_basis"),
    ("an unknown level", 'level = "district"', 'level = "huyện"', "campaign.level"),
    ("an unknown time zone", "Asia/Ho_Chi_Minh", "Asia/Tay_Ninh", "campaign.timezone"),
    ("an empty name", 'code_prefix = "THU"', 'code_prefix = "  "', "campaign.code_prefix"),
    ("phases that overlap", "first_day = 2022-06-01", "first_day = 2022-05-31", "[[phase]]"),
    ("phases not numbered 1, 2", "number = 2", "number = 3", "[[phase]]"),
    ("a phase that ends before it begins", "last_day = 2023-09-01\ntarget", "last_day = 2021-09-01\ntarget", "phase[2]"),
    ("a list that is none", '"Y tế",', '"Y tế", "y  TẾ",', "field_of_work"),
    ("a list without values", "[lists]", "[lists]\nrole = []", "lists.role"),
    ("a key twice", 'level = "district"', 'level = "district"\nlevel = "district"', "dòng 7"),
    ("a deadline of nothing", "[lists]", "[deadlines]\nreport_every_days = 0\n\n[lists]", "deadlines.report_every_days"),
    ("an unknown rule names the nearest", "[lists]", '[rules]\nas_warning = ["author_not_persn"]\n\n[lists]', "author_not_person"),
    ("a rule that must reject", "[lists]", '[rules]\nas_warning = ["required_missing"]\n\n[lists]', "rules.as_warning"),
    ("a key of a list table", "[lists]", '[lists]\nfiller = ["x"]', "fillers"),
]  # fmt: skip
HEAD = "unit_code,unit_name,block,commune,target_phase_1,target_phase_2"
LINE = "TH01,CĐCS Trường Phan,Trường học,Phan,4,4"
UNITS = [
    ("no file at all", None, "units.csv"),
    ("an empty file", "", "unit_code"),
    ("headings alone", HEAD, "units.csv"),
    ("a missing column", f"{HEAD.replace(',target_phase_2', '')}\n{LINE[:-2]}", "target_phase_2"),
    ("an unknown column names the nearest", f"{HEAD},member_cout\n{LINE},3", "member_count"),
    ("a target as words", f"{HEAD}\n{LINE[:-1]}bốn", "dòng 2"),
    ("a negative target", f"{HEAD}\n{LINE[:-1]}-4", "target_phase_2"),
    ("an empty code", f"{HEAD}\n{LINE}\n{LINE[4:]}", "dòng 3"),
    ("no code", f"{HEAD}\n,{LINE[5:]}", "unit_code"),
    ("a code twice", f"{HEAD}\n{LINE}\n{LINE.replace('TH01', 'th 01')}", "th 01"),
    ("an unknown block", f"{HEAD}\n{LINE.replace('Trường học', 'Trường')}", "block"),
    ("a code that is no file name", f"{HEAD}\n{LINE.replace('TH01', 'TH/01')}", "unit_code"),
    ("a day that is none", f"{HEAD},active_from,active_to\n{LINE},01/5/2022,", "active_from"),
    ("a unit that ends before it begins", f"{HEAD},active_from,active_to\n{LINE},2022-05-01,2022-04-01", "dòng 2"),
    ("too many cells", f"{HEAD}\n{LINE},5,6", "dòng 2"),
    ("a column twice", f"{HEAD},unit_name\n{LINE},x", "unit_name"),
]


def broken(sangkien, place, file, text):
    """What every verb that reads the configuration says: one line."""
    path = place / file
    if text is None:
        path.unlink()
    else:
        path.write_text(text, "utf-8")
    ended = sangkien("template", "--workspace", place, "--out", place / "mẫu")
    assert ended.code == 2, ended.err
    assert len(ended.err.splitlines()) == 1
    assert "Traceback" not in ended.err
    assert ended.err.startswith(("campaign.toml", "units.csv", "Thiếu tệp"))
    for english in ("Input", "should", "field required", "function-", "Error"):
        assert english not in ended.err
    return ended.err


@pytest.mark.parametrize(("old", "new", "named"), [case[1:] for case in CAMPAIGN], ids=[case[0] for case in CAMPAIGN])
def test_a_broken_campaign(sangkien, place, old, new, named):
    text = (place / "campaign.toml").read_text("utf-8")
    assert text.count(old) == 1
    assert named in broken(sangkien, place, "campaign.toml", text.replace(old, new))


@pytest.mark.parametrize(("text", "named"), [case[1:] for case in UNITS], ids=[case[0] for case in UNITS])
def test_broken_units(sangkien, place, text, named):
    assert named in broken(sangkien, place, "units.csv", text)


@pytest.mark.parametrize("file", ["campaign.toml", "units.csv"])
def test_a_file_that_is_not_utf_8(sangkien, place, file):
    (place / file).write_bytes("đơn vị".encode("utf-16"))
    ended = sangkien("template", "--workspace", place, "--out", place / "mẫu")
    assert (ended.code, len(ended.err.splitlines())) == (2, 1)
    assert file in ended.err
    assert "UTF-8" in ended.err


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no BOM", "BOM"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_units_as_excel_and_notepad_write_them(sangkien, place, delimiter, mark, end):
    lines = [HEAD, '  xa01 ,"CĐCS xã ""Bàu Năng"", ấp 1","Xã, thị trấn",Bàu Năng, 2 ,', ""]
    text = lines[1] if delimiter == "," else '  xa01 ;"CĐCS xã ""Bàu Năng"", ấp 1";Xã, thị trấn;Bàu Năng; 2 ;'
    body = end.join([HEAD.replace(",", delimiter), text, delimiter * 5, ""])
    (place / "units.csv").write_bytes((mark + body).encode("utf-8"))
    ended = sangkien("template", "--workspace", place, "--out", place / "mẫu")
    assert (ended.code, [path.name for path in (place / "mẫu").iterdir()]) == (0, ["SK_xa01.xlsx"])


def test_a_campaign_with_a_bom(sangkien, place):
    path = place / "campaign.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert sangkien("template", "--workspace", place, "--out", place / "mẫu").code == 0


@pytest.mark.slow
def test_units_that_do_not_add_up_are_a_warning_in_findings_and_report(sangkien, place):
    path = place / "units.csv"
    path.write_text(path.read_text("utf-8").replace("Phan,4,4", "Phan,5,4"), "utf-8")
    ended = sangkien("run", "--workspace", place, "--as-of", "2022-05-31")
    assert ended.code == 0
    findings = (place / "outbox" / "2022-05-31" / "du-lieu" / "findings.csv").read_text("utf-8-sig")
    assert "units.csv,,,,units_targets_differ,warning,11," in findings


@pytest.mark.slow
def test_what_was_received_is_judged_by_the_configuration_of_today(sangkien, place, send):
    """A union that was forgotten in units.csv need not send again, even if its file lies in the inbox no more."""
    path = place / "units.csv"
    whole = path.read_text("utf-8")
    path.write_text("".join(line for line in whole.splitlines(keepends=True) if "TH02" not in line), "utf-8")
    file = send("suoi da.xlsx", initiative(), unit="TH02")
    assert sangkien("run", "--workspace", place, "--as-of", "2022-05-31").code == 4
    file.unlink()
    path.write_text(whole, "utf-8")
    ended = sangkien("run", "--workspace", place, "--as-of", "2022-05-31", "--json")
    assert ended.code == 0
    told = json.loads(ended.out)
    assert (told["rows"]["counted"], told["files"]["received"]) == (1, 0)


@pytest.mark.slow
def test_what_a_change_of_the_configuration_takes_away_is_told(sangkien, place, send):
    """No row is dropped in silence, even if the file that carried it lies in the inbox no more."""
    path = place / "units.csv"
    whole = path.read_text("utf-8")
    file = send("suoi da.xlsx", initiative(), unit="TH02")
    assert sangkien("run", "--workspace", place, "--as-of", "2022-05-30").code == 0
    file.unlink()
    path.write_text("".join(line for line in whole.splitlines(keepends=True) if "TH02" not in line), "utf-8")
    ended = sangkien("run", "--workspace", place, "--as-of", "2022-05-31")
    assert "suoi da.xlsx" in ended.out
    assert "Mã CĐCS “TH02” không có trong danh sách đơn vị" in ended.out
    summary = json.loads((place / "outbox" / "2022-05-31" / "summary.json").read_text("utf-8"))
    assert summary["changes"]["lines"]["gone"] == -1
