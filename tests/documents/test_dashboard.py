"""The dashboard: the report's figures, every union, nobody's name, nothing from outside, readable by everyone."""

import itertools
import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from pipeline import vietnamese
from pipeline.edges import dashboard
from pipeline.errors import ConfigurationError
from pipeline.stages.board import board
from tests.documents.builders import Situation, campaign, row, rows, unit

UNITS = (
    unit("TH01", 10, 12, name="CĐCS Trường Tiểu học Phan", block="Trường học", commune="Phan"),
    unit("XA01", 4, 4, name="CĐCS xã Bàu Năng", block="Xã, thị trấn", commune="Bàu Năng"),
    unit("YT01", 3, 0, name="CĐCS Trung tâm Y tế", block="Y tế", commune=""),
    unit("KH01", 0, 0, name="CĐCS Kho bạc", block="Khác", commune="Phan"),
)
LATE: dict[str, Any] = {"portal_on": date(2022, 7, 1), "recognised_on": date(2022, 7, 10)}
LINES = [
    *rows(3, "TH01", portal_on=date(2022, 4, 22)), *rows(2, "TH01", portal_on=date(2022, 5, 20)),
    row("TH01", "pending"), *rows(4, "XA01", portal_on=date(2022, 5, 2), field_of_work="Nông nghiệp", author="Trần Thị Riêng", co_authors="Lê Văn Kín"),
    row("YT01", benefit_vnd=2_000_000_000, author="Phạm Thị Giấu", portal_on=date(2022, 2, 3)),
]  # fmt: skip
BUSY = Situation(units=UNITS, rows=LINES, silent=("KH01",), teams=[("TH01", "Võ Thị Tổ Trưởng")])
SITUATIONS = {
    "running": BUSY,
    "before the first day": Situation(as_of=date(2022, 1, 3), units=UNITS, silent=[one.unit_code for one in UNITS]),
    "first day": Situation(as_of=date(2022, 1, 8), units=UNITS),
    "last day of a phase": Situation(as_of=date(2022, 5, 31), rows=rows(519)),
    "second phase": Situation(as_of=date(2022, 7, 20), units=UNITS, rows=[*LINES, *rows(2, "TH01", **LATE)]),
    "all over, above": Situation(as_of=date(2023, 9, 2), rows=[*rows(530), *rows(521, **LATE)]),
    "no unit": Situation(units=()),
    "no peak campaign": Situation(
        campaign=campaign(
            (
                '[peak_campaign]\nname = "Chiến dịch thi đua cao điểm 40 ngày"\nfirst_day = 2022-04-22\nlast_day = 2022-05-31\n',
                "",
            )
        )
    ),
    "no targets": Situation(
        campaign=campaign(("target = 520", "target = 0"), ("target = 521", "target = 0")), units=(unit("A", 0, 0),), rows=rows(3),
    ),
    "province": Situation(campaign=campaign(('level = "district"', 'level = "province"')), rows=rows(3)),
}  # fmt: skip
BLOCKS = {"p", "li", "dt", "dd", "td", "th", "h1", "h2", "h3", "caption", "figcaption", "title", "a"}
VOID = {"meta", "input", "rect", "line", "polyline", "polygon", "br", "link"}


class Page(HTMLParser):
    """What stands in a page: the tags in order, whether they close, the texts, each table's rows."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, Any]]] = []
        self.faults: list[str] = []
        self.texts: list[str] = []
        self.tables: dict[str, Any] = {}
        self._table: Any = None
        self.feed(text)
        self.close()
        self.faults += [f"<{name}> stays open" for name in self.open]

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if len(found) < len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.tags.append((tag, found))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self._table = self.tables.setdefault(found.get("id", str(len(self.tables))), [])
        elif tag == "tr":
            self._table.append((found, []))
        elif tag in {"td", "th"}:
            self._table[-1][1].append("")

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes another tag at {self.getpos()}")
        if tag in BLOCKS:
            self.texts.append(" ")

    def handle_data(self, data):
        if self.open and self.open[-1] in {"script", "style"}:
            return
        self.texts.append(data)
        if {"td", "th"} & set(self.open):
            self._table[-1][1][-1] += data

    @property
    def text(self):
        return re.sub(r"\s+", " ", "".join(self.texts))

    def cells(self, name):
        return [[" ".join(cell.split()) for cell in cells] for _, cells in self.tables[name]]

    def named(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def page_of(situation):
    figures = situation.figures()
    return dashboard.render(figures, board(figures, situation.consolidation()), situation.campaign)


def shown(progress):
    counted, target = vietnamese.count(progress["counted"]), vietnamese.count(progress["target"])
    return f"{counted}/{target}" if progress["target"] else counted


# ---------------------------------------------------------------- figures


def test_every_unit_is_there_with_the_figures_of_the_summary():
    page, summary = Page(page_of(BUSY)), BUSY.consolidation().summary
    lines = page.cells("bang-don-vi")[1:-1]
    assert len(lines) == len(summary["units"])
    for cells, one in zip(lines, summary["units"], strict=True):
        assert cells[0].startswith(one["unit_name"])
        assert one["block"] in cells[0]
        assert one["commune"] in cells[0]
        assert cells[1:3] == [shown(phase) for phase in one["phases"]]
        assert cells[3] == shown(one)
        first = one["phases"][0]
        assert cells[4] == (vietnamese.percent_of(first["counted"], first["target"]) if first["target"] else "–")
        assert cells[6] == str(one["pending"])
        assert (cells[7] == "Chưa báo cáo") == (not one["reported"])
    total = page.cells("bang-don-vi")[-1]
    assert total[1:5] == ["10/17", "0/16", "10/33", "58,8%"]


def test_phases_and_the_whole_stand_as_in_the_summary():
    text = Page(page_of(BUSY)).text
    for phase in BUSY.consolidation().summary["phases"]:
        assert (
            f"{phase['counted']}/{phase['target']} sáng kiến {vietnamese.percent_of(phase['counted'], phase['target'])}"
            in text
        )
    assert "Cả chương trình 10/1.041 đạt 1%" in text
    assert "Chia đều theo thời gian, đến nay cần có 480; đang thiếu 470." in text
    assert "Để đạt chỉ tiêu, mỗi ngày cần thêm 46,4 sáng kiến." in text


def test_blocks_communes_groups_and_fields_stand_as_in_the_summary():
    page, by = Page(page_of(BUSY)), BUSY.consolidation().summary["by"]
    told = {
        cells[0]: cells
        for name in page.tables
        for cells in page.cells(name)
        if name != "bang-don-vi" and len(cells) > 2
    }
    communes = {name or "Chưa ghi": counted for name, counted in by["commune"].items()}
    for name, counted in (by["block"] | communes).items():
        if counted:
            assert told[name][-1].split("/")[0] == str(counted), name
    assert [told[name][-1] for name in ("Trường học", "Bàu Năng", "Chưa ghi")] == ["5/22", "4/8", "1/3"]
    for key in ("author_group", "field_of_work", "solution_kind"):
        for name, counted in by[key].items():
            if counted:
                assert told[name][1] == str(counted)


def test_days_of_a_phase_and_of_the_peak_campaign_add_up():
    result = BUSY.consolidation()
    figures = BUSY.figures()
    made = board(figures, result)
    assert made.peak_span is not None
    assert figures.peak is not None
    assert made.span.counted == figures.phases[0].counted
    assert made.span.days[-1].pace == figures.phases[0].expected
    assert made.peak_span.counted == figures.peak.counted == 9
    assert (made.peak_span.day_count, made.peak_span.day_number, made.peak_span.days_left) == (40, 29, 11)
    assert [day.counted for day in made.peak_span.days if day.counted] == [3, 4, 2]
    assert [day.so_far for day in made.peak_span.days][-1] == 9
    page = Page(page_of(BUSY))
    days = next(page.cells(name) for name in page.tables if page.cells(name)[0] == ["Ngày", "Trong ngày", "Cộng dồn"])
    assert len(days) == 1 + 29
    assert days[1] == ["22/4/2022", "3", "3"]
    assert days[-1] == ["20/5/2022", "2", "9"]


def test_the_lines_of_groups_are_those_of_their_unions():
    made = board(BUSY.figures(), BUSY.consolidation())
    for lines in (made.block_lines, made.commune_lines):
        assert sum(line.counted for line in lines) == sum(line.counted for line in made.lines) == 10
        assert sum(line.target for line in lines) == sum(line.target for line in made.lines) == 17
    assert {line.whole.name: line.expected for line in made.commune_lines} == {"Phan": 9, "Bàu Năng": 3, "Chưa ghi": 2}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("running", ["Đang thực hiện, còn 11 ngày.", "Chậm tiến độ", "Không giao chỉ tiêu", "Chưa báo cáo (1) CĐCS Kho bạc"]),
        ("before the first day", ["Chưa bắt đầu.", "Chiến dịch chưa bắt đầu.", "Chưa có sáng kiến được tính."]),
        ("last day of a phase", ["Hôm nay là ngày cuối.", "đang thiếu 1."]),
        ("second phase", ["Đã kết thúc. Còn thiếu 510 sáng kiến so với chỉ tiêu.", "Cả chiến dịch có 9 sáng kiến."]),
        ("all over, above", ["Vượt chỉ tiêu 10 sáng kiến.", "1/1 không còn đơn vị chưa báo cáo", "tính theo cả chương trình", "Đạt chỉ tiêu"]),
        ("no targets", ["không giao chỉ tiêu"]),
        ("province", ["đơn vị trực thuộc", "Địa bàn, khối"]),
    ],
)  # fmt: skip
def test_what_it_says_fits_the_day(name, words):
    text = Page(page_of(SITUATIONS[name])).text
    for said in words:
        assert said in text


def test_who_has_not_reported_and_who_is_late_is_named():
    situation = Situation(
        units=UNITS, silent=("YT01", "KH01"), zero=("XA01",),
        files=[{"unit_code": "TH01", "report_on": date(2022, 5, 2)}, {"unit_code": "XA01"}],
    )  # fmt: skip
    text = Page(page_of(situation)).text
    assert "Chưa báo cáo (2) CĐCS Trung tâm Y tế CĐCS Kho bạc" in text
    assert "CĐCS Trường Tiểu học Phan: lần gần nhất 02/5/2022" in text
    assert "Báo cáo không phát sinh (1) CĐCS xã Bàu Năng" in text


@pytest.mark.parametrize("highest", [0, 1, 4, 5, 50, 521, 1041, 99_999])
def test_an_axis_reaches_the_highest_number_and_not_far_beyond(highest):
    top = dashboard.step(highest) * dashboard.PARTS
    assert highest <= top <= max(2 * highest, dashboard.PARTS)


# ---------------------------------------------------------------- nothing from outside, nothing about people


def test_no_name_of_a_person_stands_in_it():
    text = page_of(BUSY)
    for person in ("Nguyễn Thị Mẫu", "Trần Thị Riêng", "Lê Văn Kín", "Phạm Thị Giấu", "Võ Thị Tổ Trưởng"):
        assert person not in text
    assert campaign().issuer.signatory_name not in text


@pytest.mark.parametrize("name", SITUATIONS)
def test_it_asks_no_network(name):
    text = page_of(SITUATIONS[name])
    assert not re.search(r"(?i)https?:|//[a-z]|url\(|@import|fetch\(|XMLHttp|src=", text)
    page = Page(text)
    assert all(link["href"].startswith("#") for link in page.named("a"))
    assert not {"img", "link", "iframe", "object", "form", "base"} & {tag for tag, _ in page.tags}
    policy = next(meta["content"] for meta in page.named("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert not any(
        "style" in attributes or any(key.startswith("on") for key in attributes) for _, attributes in page.tags
    )


HOSTILE = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}{% raw %}"


def test_hostile_names_are_text():
    situation = Situation(
        campaign=campaign(
            ('name = "Liên đoàn Lao động huyện Dương Minh Châu"', f"name = '''{HOSTILE.replace(chr(39), '')}'''")
        ),
        units=(unit("A", 3, 3, name=HOSTILE, commune=HOSTILE),),
        rows=rows(2),
    )
    text = page_of(situation)
    page = Page(text)
    assert page.faults == []
    assert len(page.named("script")) == 1
    assert not page.named("img")
    line = page.tables["bang-don-vi"][1]
    assert line[0]["data-commune"] == HOSTILE
    assert line[1][0].startswith(HOSTILE)


def test_the_assets_cannot_end_their_own_element():
    assert "</" not in dashboard._asset(dashboard.STYLE)
    assert "</" not in dashboard._asset(dashboard.SCRIPT)


# ---------------------------------------------------------------- structure


@pytest.mark.parametrize("name", SITUATIONS)
def test_structure_headings_landmarks_and_labels(name):
    text = page_of(SITUATIONS[name])
    page = Page(text)
    assert text.lstrip().startswith("<!DOCTYPE html>")
    assert page.faults == []
    assert page.named("html") == [{"lang": "vi"}]
    for landmark in ("header", "nav", "main", "footer", "h1", "title"):
        assert len(page.named(landmark)) == 1, landmark
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in page.named("a")} <= set(ids)
    assert {section["aria-labelledby"] for section in page.named("section")} <= set(ids)
    assert len(page.named("caption")) == len(page.named("table"))
    assert len(page.named("label")) == len(page.named("input")) + len(page.named("select"))
    for drawing in page.named("svg"):
        assert drawing.get("aria-label") if drawing.get("role") == "img" else drawing["aria-hidden"] == "true"
    for fault in (" ,", " .", "..", "  ;", "None", "{{", "{%"):
        assert fault not in page.text, fault


def test_it_is_complete_without_a_script():
    page = Page(page_of(BUSY))
    (tools,) = [attributes for _, attributes in page.tags if attributes.get("id") == "cong-cu"]
    assert "hidden" in tools  # the script shows what only the script can do
    assert not [attributes for tag, attributes in page.tags if "hidden" in attributes and tag != "div"]


def test_a_broken_template_is_refused_with_its_place():
    figures = BUSY.figures()
    with pytest.raises(ConfigurationError, match=r"bang-theo-doi\.html\.j2, đoạn “\{\{ nobody \}\}.*“nobody”"):
        dashboard.render(figures, board(figures, BUSY.consolidation()), BUSY.campaign, "<h1>\n<p>{{ nobody }}</p>")


@pytest.mark.parametrize("name", ["notable", "reminders"])
def test_a_template_cannot_reach_what_holds_names(name):
    figures = BUSY.figures()
    with pytest.raises(ConfigurationError, match=f"“{name}” không có"):
        dashboard.render(figures, board(figures, BUSY.consolidation()), BUSY.campaign, "{{ " + name + "|length }}")
