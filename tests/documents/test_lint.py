"""`sangkien lint`: documents that are right are clean, each fault is found by its own rule, hostile files are refused."""

import io
import json
import zipfile

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from pipeline import profile as profiles
from pipeline.edges import word_look
from pipeline.errors import ConfigurationError, UsageError
from pipeline.lint import parts, rules
from tests.documents import situations
from tests.documents.builders import WORKSPACE, word_documents
from tests.documents.spoilt import CLEAN, SPOILT, opened, saved
from tests.documents.test_report import SITUATIONS

ND30 = profiles.load("nd30")


def findings(content, tmp_path, profile=ND30):
    path = tmp_path / "văn bản.docx"
    path.write_bytes(content)
    return rules.lint(word_look.read(path), profile)


@pytest.mark.parametrize("kind", list(CLEAN))
def test_our_own_documents_are_clean(kind, tmp_path):
    assert findings(CLEAN[kind], tmp_path) == []


@pytest.mark.parametrize("name", list(SITUATIONS))
def test_they_are_clean_in_every_situation(name, tmp_path):
    situation = SITUATIONS[name]
    for file, content in word_documents(situation.figures(), situation.campaign).items():
        assert findings(content, tmp_path) == [], file


@pytest.mark.parametrize("name", list(situations.SITUATIONS))
def test_letters_and_papers_are_clean_where_their_texts_were_read(name, tmp_path):
    for file, content in situations.documents(name).items():
        assert findings(content, tmp_path) == [], file


@pytest.mark.parametrize("spoilt", SPOILT, ids=lambda one: f"{one.rule}: {one.says[:30]}")
def test_each_fault_is_found_by_its_rule(spoilt, tmp_path):
    document = opened(spoilt.kind)
    spoilt.make(document)
    found = findings(saved(document), tmp_path)
    assert spoilt.rule in {one.rule.code for one in found}
    told = [one for one in found if one.rule.code == spoilt.rule and spoilt.says in one.message]
    assert told, [one.message for one in found]
    assert told[0].source.startswith("Nghị định số 30/2020/NĐ-CP, ")


def test_every_rule_has_a_spoilt_document_and_a_place_in_the_decree():
    assert {rule.code for rule in rules.RULES} == {spoilt.rule for spoilt in SPOILT}
    assert set(ND30.source) == {"decree", *rules.BY_CODE}


def test_the_same_fault_in_many_places_is_told_once(tmp_path):
    document = opened("report")
    document.styles["SK Đoạn văn"].font.size = Pt(12)
    (found,) = findings(saved(document), tmp_path)
    assert found.rule.code == "font_size"
    assert found.part == "body"
    assert found.more > 10
    assert found.quote.startswith("Liên đoàn Lao động huyện Dương Minh Châu báo cáo")


def test_another_profile_is_a_file_of_data(tmp_path):
    text = (WORKSPACE / ".." / "profiles" / "nd30.toml").read_text(encoding="utf-8")
    changed = text.replace("left = [30, 35]", "left = [20, 25]").replace("body = [13, 14]", "body = [12, 12]")
    found = findings(CLEAN["dispatch"], tmp_path, profiles.read(changed, "khac.toml"))
    assert {one.rule.code for one in found} == {"page_margins", "font_size"}


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ("left = [30, 35]", 'left = "rộng"', "allowed.page_mm.left"),
        ("width_mm = 210", "widht_mm = 210", "page.width_mm"),
        ('font = "Times New Roman"', "", "khóa font"),
    ],
)
def test_a_broken_profile_is_told_with_its_key(before, after, key):
    text = (WORKSPACE / ".." / "profiles" / "nd30.toml").read_text(encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"khac\.toml") as caught:
        profiles.read(text.replace(before, after), "khac.toml")
    assert key in str(caught.value)


# What takes effect


def plain():
    """A document as Word begins one, without our styles."""
    return docx.Document()


def test_a_font_of_the_theme_is_found_behind_the_defaults(tmp_path):
    document = plain()
    document.add_paragraph("Một đoạn văn bình thường.")
    path = tmp_path / "a.docx"
    path.write_bytes(saved(document))
    (paragraph,) = word_look.read(path).paragraphs
    assert paragraph.pieces[0].fonts == ("Cambria",)  # minorHAnsi of the theme, by docDefaults
    assert paragraph.pieces[0].size_pt == 11


def test_the_nearest_word_on_a_value_holds(tmp_path):
    document = plain()
    parent = document.styles.add_style("Cha", 1)
    parent.font.size, parent.font.bold, parent.font.name = Pt(15), True, "Arial"
    parent.paragraph_format.first_line_indent, parent.paragraph_format.space_after = Mm(10), Pt(6)
    child = document.styles.add_style("Con", 1)
    child.base_style, child.font.size = parent, Pt(13)
    child.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    emphasis = document.styles.add_style("Nhấn", 2)
    emphasis.font.bold = True
    paragraph = document.add_paragraph("cha ", style="Con")
    paragraph.add_run("nhấn ", style="Nhấn")
    direct = paragraph.add_run("trực tiếp")
    direct.font.bold, direct.font.size = True, Pt(14)
    paragraph.paragraph_format.space_after = Pt(3)
    path = tmp_path / "a.docx"
    path.write_bytes(saved(document))
    (found,) = word_look.read(path).paragraphs
    first, second, third = found.pieces
    assert (first.size_pt, first.is_bold, first.fonts) == (13, True, ("Arial",))
    assert not second.is_bold  # bold in two styles of different kinds takes it away
    assert (third.size_pt, third.is_bold) == (14, True)
    assert (found.alignment, round(found.first_line_mm), found.after_pt) == ("both", 10, 3)


def test_styles_in_a_circle_end(tmp_path):
    document = plain()
    one, two = document.styles.add_style("Một", 1), document.styles.add_style("Hai", 1)
    one.base_style, two.base_style = two, one
    two.font.size = Pt(20)
    document.add_paragraph("chữ", style="Một")
    path = tmp_path / "a.docx"
    path.write_bytes(saved(document))
    assert word_look.read(path).paragraphs[0].pieces[0].size_pt == 20


def test_hidden_text_and_deleted_text_are_not_read(tmp_path):
    document = plain()
    paragraph = document.add_paragraph("thấy")
    paragraph.add_run(" ẩn").font.hidden = True
    paragraph.add_run(" hoa").font.all_caps = True
    path = tmp_path / "a.docx"
    path.write_bytes(saved(document))
    assert word_look.read(path).paragraphs[0].text == "thấy HOA"


# The command


def test_a_clean_document_ends_with_0(sangkien, tmp_path):
    path = tmp_path / "cong-van.docx"
    path.write_bytes(CLEAN["dispatch"])
    ended = sangkien("lint", path)
    assert (ended.code, ended.out.strip()) == (0, "cong-van.docx: đúng thể thức.")


def test_findings_end_with_3_and_name_place_mend_and_source(sangkien, tmp_path):
    document = opened("dispatch")
    next(one for one in SPOILT if one.rule == "dispatch_symbol").make(document)
    path = tmp_path / "cong-van.docx"
    path.write_bytes(saved(document))
    ended = sangkien("lint", path)
    assert ended.code == 3
    for words in ("chữ viết tắt “CV”", "“Số: 473/CV-LĐLĐ”", "Đề nghị: Bỏ chữ “CV”", "Phần I, Mục II, điểm 3"):
        assert words in ended.out
    told = json.loads(sangkien("lint", "--json", path).out)
    assert [one["rule"] for one in told["findings"]] == ["dispatch_symbol"]


def with_part(name, xml):
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(CLEAN["dispatch"])) as old,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            new.writestr(part, xml if part == name else old.read(part))
    return content.getvalue()


def many_paragraphs():
    """Text that packs no better than a letter does, more than anyone writes."""
    lines = (place * 2_654_435_761 % 10**9 for place in range(600_000))
    return b"<a>" + b"".join(b"<p>%d</p>" % line for line in lines) + b"</a>"


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
HOSTILE = {
    "entities": (lambda: with_part("word/document.xml", ENTITIES), "khai báo XML"),
    "entities in a header": (lambda: with_part("word/header1.xml", ENTITIES), "khai báo XML"),
    "bomb": (lambda: with_part("word/styles.xml", b"<a>" + b" " * 50_000_000 + b"</a>"), "giải nén quá lớn"),
    "too much text": (lambda: with_part("word/document.xml", many_paragraphs()), "giải nén quá lớn"),
    "broken": (lambda: with_part("word/document.xml", b"<a><b></a>"), "bị hỏng"),
    "another root": (lambda: with_part("word/document.xml", b"<document/>"), "không phải là tệp Word"),
    "deep": (lambda: with_part("word/document.xml", b"<a>" * 100_000 + b"</a>" * 100_000), "bị hỏng"),
    "cut off": (lambda: CLEAN["dispatch"][:5_000], "bị hỏng"),
    "empty": (lambda: b"", "tệp trống"),
    "text": ("Công văn".encode, "không phải là tệp Word"),
    "old word": (lambda: b"{\\rtf1 }", "không phải là tệp Word"),
    "too large": (lambda: b"PK\x03\x04" + b"\0" * (21 * 1024 * 1024), "quá lớn"),
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_what_is_no_word_document_or_a_hostile_one_ends_with_2(name, sangkien, tmp_path):
    make, says = HOSTILE[name]
    path = tmp_path / "x.docx"
    path.write_bytes(make())
    ended = sangkien("lint", path)
    assert ended.code == 2
    assert says in ended.err
    assert "Traceback" not in ended.err
    assert ended.out == ""


def test_a_presentation_is_no_word_document(tmp_path):
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ppt/presentation.xml", "<a/>")
    with pytest.raises(UsageError, match="không phải là tệp Word"):
        word_look.read(path)


def test_a_missing_file_and_an_unknown_profile_end_with_2(sangkien, tmp_path):
    assert sangkien("lint", tmp_path / "x.docx").code == 2
    ended = sangkien("lint", "--profile", "nd99", tmp_path / "x.docx")
    assert ended.code == 2
    assert "nd30" in ended.err


# Papers a clerk has set in another way than ours


def told(lines, tmp_path):
    """Codes and messages of a document of plain paragraphs, but for pages and letters."""
    document = plain()
    for line in lines:
        document.add_paragraph(line)
    looks = {"page_size", "page_margins", "font", "font_size", "font_style", "paragraph_layout", "paragraph_spacing"}
    found = findings(saved(document), tmp_path)
    return [(one.rule.code, one.part) for one in found if one.rule.code not in looks]


FOOT = ["Nơi nhận:\tTM. BAN THƯỜNG VỤ", "- Như trên;\tCHỦ TỊCH", "- Lưu: VT.", "Đỗ Tài Công"]


def test_two_columns_parted_by_a_tab_are_two_parts(tmp_path):
    lines = [
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH TÂY NINH\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "LĐLĐ HUYỆN DƯƠNG MINH CHÂU\tĐộc lập - Tự do - Hạnh phúc",
        "Số: 12/CV-LĐLĐ\tHuyện Dương Minh Châu, ngày 6 tháng 5 năm 2022",
        "V/v báo cáo kết quả", "Kính gửi:", "- Ban Tổ chức;", "- Ban Tuyên giáo.", "Trân trọng báo cáo./.", *FOOT,
    ]  # fmt: skip
    found = told(lines, tmp_path)
    assert ("dispatch_symbol", "number") in found
    assert ("day", "place_and_day") in found
    assert {code for code, _ in found} == {"dispatch_symbol", "day"}  # nothing is missing


def test_a_subject_may_go_on_over_several_lines(tmp_path):
    lines = ["Số: 482/LĐLĐ", "V/v hỗ trợ chỉ đạo triển khai", "Chương trình “01 triệu sáng kiến”",
             "Huyện Dương Minh Châu, ngày 11 tháng 5 năm 2022", "Kính gửi: Ban Thường vụ Đảng ủy các xã, thị trấn.",
             "Trân trọng đề nghị./."]  # fmt: skip
    missing = {part for code, part in told(lines, tmp_path) if code == "missing_part"}
    assert missing == {"state_name", "motto", "issuer", "signature", "recipients_heading"}


def test_a_heading_with_a_tab_behind_its_number_stays_one_paragraph(tmp_path):
    path = tmp_path / "a.docx"
    document = plain()
    document.add_paragraph("1.\tKết quả thực hiện")
    path.write_bytes(saved(document))
    found = parts.find(word_look.read(path), ND30)
    assert [one.text for one in found.body] == ["1. Kết quả thực hiện"]
