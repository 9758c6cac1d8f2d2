"""The letters of don-doc/: made only where someone is to be written to, in the form of the dispatch, without names."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pipeline.edges import dispatches
from pipeline.edges.annex_awards import award_table
from pipeline.edges.report import render_report
from pipeline.errors import ConfigurationError
from pipeline.figures import ClerkWords
from pipeline.stages.compose import compose
from tests.documents import reading
from tests.documents.builders import Situation, at, campaign, row, rows, unit

WAITS: dict[str, Any] = {"fate": "pending", "recognised_by": "", "recognised_on": None}
DONE = Situation(as_of=date(2023, 9, 5), rows=[*rows(520), *rows(521, portal_on=date(2022, 7, 1))])


@pytest.mark.parametrize(
    ("situation", "wanted"),
    [
        (Situation(silent=("A",)), {dispatches.UNIONS, dispatches.PARTY}),
        (Situation(rows=rows(520)), {dispatches.PARTY}),
        (Situation(rows=rows(520), units=(unit("A", 520, 521, commune=""),)), set()),
        (Situation(rows=[*rows(520), row("A", stage="Đã đăng ký", **WAITS)]), {dispatches.PARTY, dispatches.HEADS}),
        (Situation(rows=[*rows(520), row("A", stage="Ý tưởng", **WAITS)]), {dispatches.PARTY}),
        (DONE, set()),
    ],
)
def test_a_letter_is_made_only_where_someone_is_to_be_written_to(situation, wanted):
    assert set(dispatches.render(situation.figures(), situation.campaign)) == wanted


@pytest.mark.parametrize(("registered_on", "overdue"), [(date(2022, 2, 19), 1), (date(2022, 2, 20), 0), (None, 0)])
def test_three_months_after_registration_a_decision_is_overdue(registered_on, overdue):
    waiting = row("A", stage="Đã áp dụng", registered_on=registered_on, **WAITS)
    (told,) = Situation(rows=[waiting]).figures().letters.waiting
    assert (told.count, told.applied, told.overdue) == (1, 1, overdue)


@pytest.mark.parametrize(
    ("as_of", "run_at", "by"),
    [
        (date(2022, 5, 20), at(2022, 5, 20, 9, 0), date(2022, 5, 27)),
        (date(2022, 5, 20), at(2022, 5, 28, 9, 0), date(2022, 5, 31)),  # not after the phase
        (date(2022, 5, 31), at(2022, 5, 31, 9, 0), date(2022, 5, 31)),
        (date(2022, 5, 31), at(2022, 6, 2, 9, 0), date(2022, 6, 9)),  # nobody is asked for a day that has passed
    ],
)
def test_reports_are_asked_for_by_a_day_that_is_still_to_come(as_of, run_at, by):
    assert Situation(as_of=as_of).figures(run_at).letters.ask_by == by


def test_a_commune_is_told_with_its_schools_and_silent_unions():
    units = (unit("A", 3, 4), unit("B", 5, 0, block="Y tế"), unit("C", 1, 1, commune=""))
    (line,) = Situation(units=units, rows=[row("A"), row("B")], silent=("B",)).figures().letters.communes
    assert (line.name, line.unit_count, line.target, line.counted, line.silent_count) == ("Phan", 2, 12, 2, 1)
    assert (line.schools.target, line.schools.counted) == (7, 1)


def test_no_letter_names_an_author():
    lines = [*rows(5, author="Nguyễn Thị Riêng"), row("A", stage="Đã áp dụng", author="Trần Văn Riêng", **WAITS)]
    made = dispatches.render(Situation(rows=lines).figures(), campaign())
    assert len(made) == 3
    assert all("Riêng" not in reading.as_read(content) for content in made.values())


def test_titles_and_names_are_never_markup_nor_a_template():
    strange = "A & B <c> {{ 7*7 }} {% if %} “x”"
    situation = Situation(
        units=(unit("A", 9, 9, name=strange, commune=strange),),
        rows=[row("A", stage="Đã áp dụng", title=strange, **WAITS)],
    )
    for content in dispatches.render(situation.figures(), campaign()).values():
        assert strange in reading.as_read(content)


def test_a_broken_letter_template_is_refused_with_its_name():
    with pytest.raises(ConfigurationError, match=r"cong-van-dang-uy\.docx: không mở được"):
        dispatches.render(Situation().figures(), campaign(), {dispatches.PARTY: b"nothing"})


def test_the_clerks_text_is_text():
    strange = "A & B <c> {{ total.counted }} {% if %}."
    words = ClerkWords((strange,), (strange,), (strange,))
    figures = compose(Situation(rows=rows(3)).consolidation(), at(2022, 5, 21, 8, 0), words)
    text = reading.as_read(render_report(figures, campaign()))
    assert text.count(f"\n- {strange}\n") == 3


def test_a_dossier_tells_what_it_lacks():
    whole: dict[str, Any] = {
        "summary": "a", "recognition_number": "1", "other_benefit": "b", "portal_on": date(2022, 4, 20),
    }  # fmt: skip
    lines = [
        row("A", title="Đủ", award_proposal="LĐLĐ huyện", **whole),
        row("A", title="Thiếu", award_proposal="LĐLĐ tỉnh", **{**whole, "summary": "", "other_benefit": ""}),
        row("A", title="Có tiền", award_proposal="LĐLĐ huyện", benefit_vnd=5, **{**whole, "other_benefit": ""}),
        row("A", title="Không", award_proposal="Không", **whole), row("A", "rejected", title="Lỗi", award_proposal="LĐLĐ tỉnh"),
    ]  # fmt: skip
    told = [(item.title, item.missing, item.lacks_effect) for item in Situation(rows=lines).figures().dossiers]
    assert told == [("Thiếu", ("Tóm tắt nội dung",), True), ("Có tiền", (), False), ("Đủ", (), False)]


def test_notable_are_those_the_clerk_names_else_benefit_then_award():
    lines = [
        row("A", initiative_code="X-1", title="Tiền", benefit_vnd=2), row("A", initiative_code="X-2", title="Bằng", award_proposal="Bằng Lao động sáng tạo"),
        row("A", initiative_code="X-3", title="Huyện", award_proposal="LĐLĐ huyện"), row("A", initiative_code="X-4", title="Không gì"),
    ]  # fmt: skip
    figures = Situation(rows=lines).figures()
    assert [item.title for item in figures.notable] == ["Tiền", "Bằng", "Huyện"]
    chosen = compose(
        Situation(rows=lines).consolidation(),
        at(2022, 5, 21, 8, 0),
        replace(figures.clerk, notable_codes=("X-4", "X-1")),
    )
    assert [item.title for item in chosen.notable] == ["Không gì", "Tiền"]


def test_a_long_list_of_awards_stands_in_the_annex():
    lines = rows(21, award_proposal="LĐLĐ tỉnh")
    told = reading.as_read(render_report(Situation(rows=lines).figures(), campaign()))
    assert (
        "Danh sách 21 sáng kiến được đề nghị khen thưởng và phần hồ sơ còn thiếu tại trang “Đề nghị khen thưởng”"
        in told
    )
    assert "| Hồ sơ còn thiếu |" not in told
    made = award_table(Situation(rows=lines).consolidation().rows.assign(file="a.xlsx"), campaign())
    lacking = next(column for column in made.columns if column.heading == "Hồ sơ còn thiếu")
    assert (
        list(lacking.values)
        == ["Tóm tắt nội dung; Số văn bản công nhận; Giá trị làm lợi (đồng) hoặc Hiệu quả khác"] * 21
    )
