"""The report, the dispatch and the reminders: true sentences in every situation, official form, faults of templates told."""

import io
import re
from datetime import date
from typing import Any

import docx
import pytest
from docx.shared import Pt

from pipeline.edges.letters import render_reminders
from pipeline.edges.report import render_dispatch, render_report
from tests.documents import reading
from tests.documents.builders import WORKSPACE, Situation, at, campaign, example_units, row, rows, unit

LATE: dict[str, Any] = {"portal_on": date(2022, 7, 1), "recognised_on": date(2022, 7, 10)}
AUTUMN = date(2023, 9, 2)

ONE_PHASE = campaign((
    '[[phase]]\nnumber = 2\nname = "Giai đoạn 2"\nfirst_day = 2022-06-01\nlast_day = 2023-09-01\ntarget = 521\n', "",
))  # fmt: skip
THREE_PHASES = campaign((
    "[application_window]",
    '[[phase]]\nnumber = 3\nname = "Giai đoạn 3"\nfirst_day = 2023-09-02\nlast_day = 2023-12-31\ntarget = 9\n[application_window]',
))  # fmt: skip
NO_TARGET = campaign(("target = 520", "target = 0"), ("target = 521", "target = 0"))
PROVINCE = campaign(
    ('level = "district"', 'level = "province"'),
    ('name = "Liên đoàn Lao động huyện Dương Minh Châu"', 'name = "Liên đoàn Lao động tỉnh Tây Ninh"'),
    ('superior = "Liên đoàn Lao động tỉnh Tây Ninh"', 'superior = "Tổng Liên đoàn Lao động Việt Nam"'),
)  # fmt: skip
TWO_ADDRESSEES = campaign((
    'addressee = "Ban Thường vụ Liên đoàn Lao động tỉnh Tây Ninh"',
    'addressee = "Ban Thường vụ Liên đoàn Lao động tỉnh Tây Ninh; Thường trực Huyện ủy"',
))  # fmt: skip
NO_BASIS = campaign(*[
    (block, "") for block in re.findall(r"\[\[legal_basis\]\]\ntext = .*\n", (WORKSPACE / "campaign.toml").read_text(encoding="utf-8"))
])  # fmt: skip
BUSY = [
    *rows(3), *rows(2, fate="pending", reasons="recognised_by_missing recognised_on_missing"),
    row("A", "duplicate", reasons="same_portal_ref"), row("A", "rejected", reasons="day_unreadable"),
    row("A", "withdrawn", reasons="stage_withdrawn"), row("A", "ineligible", reasons="ip_protected"),
    row("A", "superseded", reasons="resubmitted"), row("A", benefit_vnd=1_250_000_000, award_proposal="LĐLĐ tỉnh"),
]  # fmt: skip

SITUATIONS = {
    "below": Situation(rows=rows(221)),
    "exact": Situation(rows=rows(520)),
    "above": Situation(rows=rows(530)),
    "whole programme above": Situation(as_of=AUTUMN, rows=[*rows(521), *rows(521, **LATE)]),
    "whole programme exact": Situation(as_of=AUTUMN, rows=[*rows(520), *rows(521, **LATE)]),
    "nothing received": Situation(silent=("A",)),
    "zero report only": Situation(zero=("A",)),
    "programme over with nothing": Situation(as_of=AUTUMN, silent=("A",)),
    "before the first day": Situation(as_of=date(2022, 1, 3), silent=("A",)),
    "last day of phase 1": Situation(as_of=date(2022, 5, 31), rows=rows(519)),
    "phase 1 over, below": Situation(as_of=date(2022, 6, 10), rows=[*rows(500), *rows(3, fate="pending")]),
    "phase 1 over, late recognition": Situation(as_of=date(2022, 7, 20), rows=rows(520, recognised_on=date(2022, 6, 2))),
    "everything that can happen": Situation(
        units=(unit("A", 520, 521), unit("B", 0, 0)), silent=("B",), rows=BUSY, review_open=2,
        files=[{"unit_code": "A"}, {"unit_code": "A", "outcome": "refused"}, {"unit_code": "A", "outcome": "later"}],
        teams=[("A", "X")],
        activities=[{"unit_code": "A", "held_on": date(2022, 5, 1), "activity_kind": "Tập huấn", "participant_count": 1234}],
    ),
    "sixty unions": Situation(
        units=[unit(f"U{place:02d}", 10, 10) for place in range(60)], rows=rows(9, "U00"),
        silent=[f"U{place:02d}" for place in range(30)],
    ),
    "no unit active": Situation(units=(), silent=()),
    "no targets": Situation(campaign=NO_TARGET, units=(unit("A", 0, 0),), rows=rows(3)),
    "targets only for the unions": Situation(campaign=NO_TARGET, rows=rows(3)),
    "targets only for the campaign": Situation(units=(unit("A", 0, 0),), rows=rows(3)),
    "phase 1 without target": Situation(campaign=campaign(("target = 520", "target = 0")), rows=rows(3)),
    "one phase": Situation(campaign=ONE_PHASE, units=(unit("A", 520),), rows=rows(3)),
    "three phases": Situation(campaign=THREE_PHASES, units=(unit("A", 520, 521, 9),), rows=rows(3)),
    "province": Situation(campaign=PROVINCE, rows=rows(3)),
    "two addressees": Situation(campaign=TWO_ADDRESSEES, rows=rows(3)),
    "no legal bases": Situation(campaign=NO_BASIS, rows=rows(3)),
    "counted by recognition": Situation(campaign=campaign(('count_basis = "portal_on"', 'count_basis = "recognised_on"'))),
    "counted by report": Situation(campaign=campaign(('count_basis = "portal_on"', 'count_basis = "report_date"'))),
}  # fmt: skip


def report_of(name, run_at=None):
    situation = SITUATIONS[name]
    return render_report(situation.figures(run_at), situation.campaign)


def said(name, run_at=None):
    return " ".join(reading.body(report_of(name, run_at)))


def dispatch_of(name):
    return " ".join(reading.body(render_dispatch(SITUATIONS[name].figures(), SITUATIONS[name].campaign)))


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_sentence_is_whole_and_typeset(name):
    situation = SITUATIONS[name]
    figures = situation.figures()
    for content in (render_report(figures, situation.campaign), render_dispatch(figures, situation.campaign)):
        texts = reading.paragraphs(content)
        for text in texts:
            for fault in (
                "  ",
                " ,",
                " ;",
                " .",
                "..",
                ";;",
                ";.",
                ",,",
                "()",
                "( ",
                "{",
                "}",
                "None",
                "True",
                "False",
                "…",
                "–",
                "Hoà",
            ):
                assert fault not in text.replace("./.", "."), (fault, text)
            assert not re.search(r"(?<![/\d.])\d{4,}(?!\d*/)", re.sub(r"năm 20\d\d|/20\d\d|số \d+/", "", text)), text
        for text in texts[texts.index("I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, TRIỂN KHAI") :] if "BÁO CÁO" in texts else []:
            if text.startswith("Nơi nhận"):
                break
            if len(text) > 60 and not re.match(r"\d\. ", text):
                assert text.endswith((".", ";", ":")), text
        assert sum(text.endswith("./.") for text in texts) == 1


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_outline_is_whole_and_in_order(name):
    texts = reading.paragraphs(report_of(name))
    wanted = [
        "BÁO CÁO", "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, TRIỂN KHAI", "II. KẾT QUẢ THỰC HIỆN", "III. ĐÁNH GIÁ CHUNG",
        "IV. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI", "V. KIẾN NGHỊ, ĐỀ XUẤT", "Nơi nhận:", "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH",
        "Đỗ Tài Công", "Phụ lục I",
    ]  # fmt: skip
    assert [text for text in texts if text in wanted] == wanted


# What the report must say, and must not say, by situation.
SENTENCES = {
    "below": (
        ["tổng số có 221 sáng kiến hợp lệ/chỉ tiêu 1.041, đạt 21,2%. Cụ thể",
         "đang thực hiện, 221 sáng kiến/chỉ tiêu 520, đạt 42,5%, còn 299 sáng kiến để đạt chỉ tiêu;",
         "Giai đoạn 2 (từ ngày 01/6/2022 đến hết ngày 01/9/2023): chưa đến thời gian thực hiện; chỉ tiêu 521 sáng kiến.",
         "giai đoạn 1 cần có 480 sáng kiến; kết quả thực hiện chậm hơn 259 sáng kiến",
         "còn 299 sáng kiến trong 11 ngày, đến hết ngày 31/5/2022; để đạt chỉ tiêu, bình quân mỗi ngày cần ít nhất 27,2 sáng kiến",
         "Chuẩn bị triển khai giai đoạn 2 từ ngày 01/6/2022", "tổng chỉ tiêu phân bổ bằng chỉ tiêu của Chương trình"],
        ["vượt", "đang xem xét", "nghi trùng", "chưa có báo cáo được tiếp nhận", "đã kết thúc"],
    ),
    "exact": (
        ["520 sáng kiến/chỉ tiêu 520, đạt 100%, bằng chỉ tiêu;", "Giai đoạn 1 đã hoàn thành chỉ tiêu.",
         "Giai đoạn 1 đã đạt chỉ tiêu; tiếp tục vận động"],
        ["Phấn đấu", "vượt", "chậm"],
    ),
    "above": (
        ["đạt 101,9%, vượt 10 sáng kiến;", "Giai đoạn 1 đã hoàn thành vượt chỉ tiêu, đạt 101,9%."],
        ["Phấn đấu", "vượt chỉ tiêu của Chương trình"],
    ),
    "whole programme above": (
        ["1.042 sáng kiến hợp lệ/chỉ tiêu 1.041, đạt 100,1%, vượt chỉ tiêu 1 sáng kiến. Cụ thể",
         "vượt chỉ tiêu của Chương trình", "Các giai đoạn của Chương trình đã kết thúc.", "tiếp tục phổ biến", "chưa phát sinh hạn chế"],
        ["đang thực hiện", "chưa đến thời gian"],
    ),
    "whole programme exact": (["đạt 100%, bằng chỉ tiêu được giao. Cụ thể", "hoàn thành chỉ tiêu của Chương trình."], ["vượt"]),
    "nothing received": (
        ["Đến hết ngày 20/5/2022, chưa có công đoàn cơ sở nào có báo cáo được tiếp nhận.",
         "chưa có sáng kiến hợp lệ (chỉ tiêu 1.041 sáng kiến). Cụ thể", "0 sáng kiến/chỉ tiêu 520, đạt 0%",
         "chưa có số liệu của các công đoàn cơ sở để đánh giá", "1 công đoàn cơ sở chưa có báo cáo được tiếp nhận: CĐCS A."],
        ["đã được công nhận:", "lớn nhất", "lượt sáng kiến"],
    ),
    "zero report only": (
        ["1/1 công đoàn cơ sở đã có báo cáo được tiếp nhận, trong đó 1 công đoàn cơ sở báo cáo không phát sinh sáng kiến.",
         "1/1 công đoàn cơ sở đã thực hiện báo cáo; chưa có sáng kiến hợp lệ"],
        ["chưa có báo cáo được tiếp nhận", "chưa có số liệu của các công đoàn"],
    ),
    "programme over with nothing": (
        ["đã kết thúc, 0 sáng kiến/chỉ tiêu 521, đạt 0%, thiếu 521 sáng kiến so với chỉ tiêu.",
         "Giai đoạn 2 đã kết thúc nhưng chưa đạt chỉ tiêu, thiếu 521 sáng kiến.", "tiếp tục rà soát, hoàn thiện số liệu"],
        ["nhân rộng", "Phấn đấu"],
    ),
    "before the first day": (
        ["Giai đoạn 1 (từ ngày 08/01/2022 đến hết ngày 31/5/2022): chưa đến thời gian thực hiện; chỉ tiêu 520 sáng kiến;",
         "Chuẩn bị triển khai giai đoạn 1"],
        ["Phấn đấu", "đạt 0%", "Chiến dịch thi đua"],
    ),
    "last day of phase 1": (
        ["Ngày 31/5/2022 là ngày cuối của giai đoạn 1; còn 1 sáng kiến để đạt chỉ tiêu."], ["trong 0 ngày", "bình quân mỗi"],
    ),
    "phase 1 over, below": (
        ["đã kết thúc, 500 sáng kiến/chỉ tiêu 520, đạt 96,2%, thiếu 20 sáng kiến so với chỉ tiêu;",
         "3 sáng kiến đang xem xét (theo ngày tính kết quả: giai đoạn 1: 3 sáng kiến)", "bình quân mỗi tuần cần ít nhất 9 sáng kiến"],
        ["Chuẩn bị triển khai"],
    ),
    "phase 1 over, late recognition": (
        ["có 520 sáng kiến được công nhận sau khi giai đoạn đã kết thúc, vẫn tính vào giai đoạn theo ngày tính kết quả"], [],
    ),
    "everything that can happen": (
        ["Trong 10 lượt sáng kiến do các công đoàn cơ sở báo cáo (không kể 1 lượt đã có bản gửi sau), 6 lượt không được tính",
         "+ Đang xem xét: 2 lượt, do: chưa ghi Cấp công nhận (2); chưa ghi Ngày công nhận (2);", "+ Đơn vị rút: 1 lượt.",
         "Một lượt sáng kiến có thể có nhiều lý do.", "1 tệp báo cáo không tiếp nhận được",
         "1 tệp báo cáo có ngày báo cáo sau ngày 20/5/2022", "2 trường hợp sáng kiến nghi trùng đang chờ rà soát",
         "sửa và gửi lại 1 dòng có lỗi và 1 tệp không tiếp nhận được", "tổng số 1.250 triệu đồng".replace("1.250 triệu", "1,25 tỷ"),
         "LĐLĐ tỉnh 1 sáng kiến", "xem xét, khen thưởng", "với 1.234 lượt người tham gia, gồm", "với tổng số 1 thành viên; 1 công đoàn"],
        ["chưa phát sinh hạn chế"],
    ),
    "sixty unions": (
        ["30 công đoàn cơ sở chưa có báo cáo được tiếp nhận (ghi tại Phụ lục I).",
         "khác với chỉ tiêu của Chương trình ở giai đoạn 1 (phân bổ 600, chỉ tiêu 520); giai đoạn 2 (phân bổ 600, chỉ tiêu 521)."],
        ["CĐCS U00;"],
    ),
    "no targets": (
        ["Chương trình không giao chỉ tiêu số lượng", "tổng số có 3 sáng kiến hợp lệ (không giao chỉ tiêu). Cụ thể",
         "có 3 sáng kiến (không giao chỉ tiêu);", "Tiếp tục vận động đoàn viên"],
        ["đạt", "Phấn đấu", "vượt", "phân bổ"],
    ),
    "targets only for the unions": (["Các công đoàn cơ sở được giao tổng số 1.041 sáng kiến."], []),
    "targets only for the campaign": (["Chỉ tiêu chưa được phân bổ cho từng công đoàn cơ sở."], ["tổng chỉ tiêu phân bổ"]),
    "phase 1 without target": (["đến hết ngày 31/5/2022 không giao chỉ tiêu; giai đoạn 2"], []),
    "one phase": (["Chỉ tiêu của Chương trình là 520 sáng kiến, thực hiện từ ngày 08/01/2022 đến hết ngày 31/5/2022."], ["iai đoạn 2"]),
    "three phases": (["Giai đoạn 3 (từ ngày 02/9/2023 đến hết ngày 31/12/2023): chưa đến thời gian thực hiện; chỉ tiêu 9"], []),
    "province": (["THEO ĐƠN VỊ TRỰC THUỘC", "1/1 đơn vị trực thuộc đã có báo cáo"], ["công đoàn cơ sở đã", "Dương Minh Châu báo cáo"]),
    "two addressees": (["Kính gửi: - Ban Thường vụ Liên đoàn Lao động tỉnh Tây Ninh; - Thường trực Huyện ủy."], []),
    "no legal bases": (["1. Văn bản triển khai và chỉ tiêu được giao Chỉ tiêu của Chương trình"], ["Căn cứ "]),
    "counted by recognition": (["là ngày sáng kiến được công nhận."], ["Cổng trực tuyến;"]),
    "counted by report": (["là ngày báo cáo sớm nhất có sáng kiến đó của công đoàn cơ sở."], ["Cổng trực tuyến;"]),
}  # fmt: skip


@pytest.mark.parametrize("name", SENTENCES)
def test_the_sentences_fit_the_figures(name):
    text = said(name)
    wanted, unwanted = SENTENCES[name]
    for sentence in wanted:
        assert sentence in text
    for sentence in unwanted:
        assert sentence not in text.replace("vượt khó", "").replace("Kết quả đạt được", "")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "below",
            "Tổng số có 221 sáng kiến hợp lệ/chỉ tiêu 1.041, đạt 21,2%, trong đó: - Giai đoạn 1: 221 sáng kiến/chỉ tiêu 520",
        ),
        ("below", "Thực hiện Kế hoạch số 300/KH-LĐLĐ ngày 03/3/2022"),
        ("nothing received", "Đến hết ngày 20/5/2022, chưa có sáng kiến hợp lệ (chỉ tiêu 1.041 sáng kiến), trong đó"),
        (
            "no targets",
            "Tổng số có 3 sáng kiến hợp lệ (không giao chỉ tiêu), trong đó: - Giai đoạn 1: 3 sáng kiến (không giao chỉ tiêu);",
        ),
        ("everything that can happen", "ngoài số sáng kiến hợp lệ còn 2 sáng kiến đang xem xét."),
        ("no legal bases", "Liên đoàn Lao động huyện Dương Minh Châu gửi Báo cáo kết quả thực hiện Chương trình"),
    ],
)
def test_the_dispatch_says_the_same(name, sentence):
    assert sentence in dispatch_of(name)


def test_letterhead_number_and_day():
    texts = [text.replace("\N{NO-BREAK SPACE}", "_") for text in reading.paragraphs(report_of("below"))]
    assert texts[:9] == [
        "LIÊN ĐOÀN LAO ĐỘNG", "TỈNH TÂY NINH", "LIÊN ĐOÀN LAO ĐỘNG", "HUYỆN DƯƠNG MINH CHÂU",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "Số: _______/BC-LĐLĐ", "Huyện Dương Minh Châu, ngày ___ tháng ___ năm 2022", "BÁO CÁO",
    ]  # fmt: skip
    dispatch = reading.paragraphs(render_dispatch(SITUATIONS["below"].figures(), campaign()))
    assert dispatch[6].endswith("/LĐLĐ")
    assert dispatch[7] == "V/v báo cáo kết quả thực hiện Chương trình “01 triệu sáng kiến”"
    assert not any("CV" in text for text in dispatch)
    assert dispatch[-6:] == ["- Như trên;", "- Website;", "- Lưu: VT.", "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "Đỗ Tài Công"]


def test_legal_bases_are_italic_and_end_with_a_semicolon():
    document = docx.Document(io.BytesIO(report_of("below")))
    bases = [paragraph for paragraph in document.paragraphs if paragraph.text.startswith("Căn cứ")]
    assert len(bases) == 5
    assert all(paragraph.text.endswith("”;") and paragraph.style and paragraph.style.font.italic for paragraph in bases)


def test_on_the_day_of_the_run_the_hour_is_told():
    text = said("below", at(2022, 5, 20, 17, 0))
    assert "số liệu tính đến 17 giờ 00 ngày 20/5/2022, như sau:" in text
    assert "hết ngày 20/5/2022, như sau" not in text


def test_the_measures_are_those_of_the_profile():
    document = docx.Document(io.BytesIO(report_of("below")))
    first, annex = document.sections
    assert [side and round(side.mm) for side in (first.page_width, first.page_height)] == [210, 297]
    assert [side and round(side.mm) for side in (annex.page_width, annex.page_height)] == [297, 210]
    assert [
        side and round(side.mm)
        for side in (first.top_margin, first.bottom_margin, first.left_margin, first.right_margin)
    ] == [20, 20, 30, 15]
    assert first.different_first_page_header_footer
    text = document.styles["SK Đoạn văn"]
    assert (text.font.name, text.font.size, round(text.paragraph_format.first_line_indent.mm, 1)) == (
        "Times New Roman",
        Pt(14),
        12.7,
    )
    assert (text.paragraph_format.space_after, text.paragraph_format.line_spacing) == (Pt(6), 1.1)


def test_annex_of_the_unions_adds_up_and_says_who_has_not_reported():
    units = (unit("A", 3, 0), unit("B", 4, 5), unit("C", 0, 0))
    situation = Situation(units=units, rows=[*rows(2, "A"), row("B")], silent=("B",), zero=("C",))
    table = reading.table(render_report(situation.figures(), campaign()), -1)
    assert [row[0] for row in table[2:]] == ["1", "2", "3", ""]
    assert [row[1:] for row in table[2:]] == [
        ["CĐCS A", "3", "2", "66,7%", "0", "0", "-", "3", "2", "66,7%", ""],
        ["CĐCS B", "4", "1", "25%", "5", "0", "0%", "9", "1", "11,1%", "Chưa báo cáo"],
        ["CĐCS C", "0", "0", "-", "0", "0", "-", "0", "0", "-", "Không phát sinh"],
        ["Tổng cộng", "7", "3", "42,9%", "5", "0", "0%", "12", "3", "25%", ""],
    ]  # fmt: skip


def test_one_phase_needs_no_columns_for_the_whole():
    table = reading.table(report_of("one phase"), -1)
    assert table[0] == ["TT", "Công đoàn cơ sở", "Giai đoạn 1", "Giai đoạn 1", "Giai đoạn 1", "Ghi chú"]


def test_a_thousand_unions_stand_in_the_workbook():
    units = [unit(f"U{place:04d}", 1, 1, commune=f"Xã {place % 60}") for place in range(1000)]
    content = render_report(Situation(units=units).figures(), campaign())
    document = docx.Document(io.BytesIO(content))
    assert len(document.sections) == 1
    assert len(document.tables) == 3  # letterhead, blocks, signature
    text = " ".join(reading.paragraphs(content))
    assert "tại Phụ lục I (tệp phu-luc.xlsx kèm theo)" in text
    assert "Kết quả theo xã, thị trấn tại tệp phu-luc.xlsx kèm theo." in text
    assert "CĐCS U0000" not in text


def test_text_of_the_unions_is_never_markup_nor_a_template():
    strange = "A & B <c> {{ 7*7 }} {% if %} ]]>\x07\x0c\x00 “x”\nhai dòng"
    seen = "A & B <c> {{ 7*7 }} {% if %} ]]> “x” hai dòng"
    units = (unit("A", 520, 521, name=strange, commune=strange), unit("B", name=strange))
    situation = Situation(units=units, silent=("B",), rows=[row("A", title=strange, author=strange, benefit_vnd=9)])
    figures = situation.figures()
    text = " ".join(reading.paragraphs(render_report(figures, campaign())))
    assert text.count(seen) >= 5
    assert "49" not in text
    assert "A & B <c> {{ 7*7 }}" in render_reminders(figures, campaign())["B"]


# ---------------------------------------------------------------- pictures of it all: PDF


@pytest.mark.libreoffice
def test_the_pages_of_the_pdf_hold_the_right_text(convert):
    situation = Situation(units=example_units(), rows=rows(5, "VD01"), silent=("VD02",))
    pages = reading.pages(convert(render_report(situation.figures(), campaign()), "docx", "pdf"))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages[0]
    assert "BÁO CÁO Kết quả thực hiện Chương trình “01 triệu sáng kiến" in pages[0]
    assert not pages[0].strip().startswith("1 ")
    annex = next(place for place, page in enumerate(pages) if "(Kèm theo Báo cáo số" in page)
    assert [page.split()[0] for page in pages[1:annex]] == [str(number) for number in range(2, annex + 1)]
    assert pages[annex].strip().startswith("Phụ lục I KẾT QUẢ THỰC HIỆN CHƯƠNG TRÌNH THEO CÔNG ĐOÀN CƠ SỞ")
    assert pages[annex + 1].strip().startswith("2 TT Công đoàn cơ sở")  # numbered on its own, headings repeated
    assert "Tổng cộng" in pages[-1]
    assert "TM. BAN THƯỜNG VỤ" in pages[annex - 1]
    assert "./." in pages[annex - 1]  # the signature never stands alone on a page


@pytest.mark.libreoffice
def test_the_dispatch_is_one_page(convert):
    pages = reading.pages(convert(render_dispatch(SITUATIONS["below"].figures(), campaign()), "docx", "pdf"))
    assert len(pages) == 1
    assert "V/v báo cáo kết quả thực hiện" in pages[0]
    assert "Đỗ Tài Công" in pages[0]
