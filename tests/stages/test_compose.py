"""compose: every figure of the documents from frames and summary."""

from datetime import date
from typing import Any

import pytest

from pipeline.figures import PhaseStatus
from tests.documents.builders import Situation, at, campaign, example_units, row, rows, unit

PHASE_2 = {"portal_on": date(2022, 7, 1), "recognised_on": date(2022, 6, 20)}


#   as of       | phase 1: status        days left  expected | phase 2: status
@pytest.mark.parametrize(
    ("as_of", "status_1", "days_left", "expected", "status_2"),
    [
        (date(2022, 1, 7), PhaseStatus.NOT_BEGUN, 0, 0, PhaseStatus.NOT_BEGUN),
        (date(2022, 1, 8), PhaseStatus.RUNNING, 143, 3, PhaseStatus.NOT_BEGUN),
        (date(2022, 5, 20), PhaseStatus.RUNNING, 11, 480, PhaseStatus.NOT_BEGUN),
        (date(2022, 5, 31), PhaseStatus.RUNNING, 0, 520, PhaseStatus.NOT_BEGUN),
        (date(2022, 6, 1), PhaseStatus.OVER, 0, 0, PhaseStatus.RUNNING),
        (date(2023, 9, 2), PhaseStatus.OVER, 0, 0, PhaseStatus.OVER),
    ],
)
def test_where_the_day_stands_against_the_phases(as_of, status_1, days_left, expected, status_2):
    first, second = Situation(as_of=as_of).figures(at(2023, 9, 3, 8, 0)).phases
    assert (first.status, first.days_left, first.expected, second.status) == (status_1, days_left, expected, status_2)


#   target counted | rate                left surplus  above  exact  reached below
@pytest.mark.parametrize(
    ("target", "counted", "rate", "missing_and_beyond", "stands"),
    [
        (4, 1, "25%", (3, 0), "below"),
        (4, 4, "100%", (0, 0), "exact reached"),
        (4, 5, "125%", (0, 1), "above reached"),
        (0, 0, "không giao chỉ tiêu", (0, 0), ""),
        (0, 3, "không giao chỉ tiêu", (0, 0), ""),
    ],
)
def test_a_result_beside_its_target(target, counted, rate, missing_and_beyond, stands):
    changed = campaign(("target = 520", f"target = {target}"), ("target = 521", "target = 0"))
    total = Situation(campaign=changed, rows=rows(counted)).figures().total
    assert (total.rate, (total.left, total.surplus)) == (rate, missing_and_beyond)
    found = [name for name in ("above", "exact", "reached", "below") if getattr(total, f"is_{name}")]
    assert found == stands.split()


#   left  days left | a day  a week: a pace that suffices, so rounded up
@pytest.mark.parametrize(
    ("as_of", "counted", "per_day", "per_week"),
    [
        (date(2022, 5, 20), 427, "8,5", 60),
        (date(2022, 5, 21), 500, "2", 14),
        (date(2022, 5, 30), 519, "1", 1),
        (date(2022, 5, 31), 519, "", 1),
        (date(2022, 1, 8), 0, "3,7", 26),
    ],
)
def test_the_pace_that_reaches_the_target(as_of, counted, per_day, per_week):
    phase = Situation(as_of=as_of, rows=rows(counted)).figures(at(2022, 6, 30, 8, 0)).phases[0]
    assert (phase.per_day, phase.per_week) == (per_day, per_week)


@pytest.mark.parametrize(
    ("run_at", "moment"),
    [
        (at(2022, 5, 20, 17, 0), "17 giờ 00 ngày 20/5/2022"),
        (at(2022, 5, 21, 0, 1), "hết ngày 20/5/2022"),
        (at(2022, 5, 2, 7, 5), "07 giờ 05 ngày 02/5/2022"),  # a day to come: what is known is known now
    ],
)
def test_until_when_the_figures_hold(run_at, moment):
    assert Situation().figures(run_at).moment == moment


def test_the_hour_is_that_of_the_campaign_wherever_the_machine_stands():
    from datetime import UTC

    assert Situation().figures(at(2022, 5, 20, 17, 0).astimezone(UTC)).moment == "17 giờ 00 ngày 20/5/2022"


def test_nothing_received_gives_zeros_everywhere():
    figures = Situation(silent=("A",)).figures()
    assert (figures.total.counted, figures.fates.read, figures.activities.count, figures.teams.unit_count) == (
        0,
        0,
        0,
        0,
    )
    assert (figures.notable, figures.awards, figures.solution_kinds, figures.fates.groups) == ((), (), (), ())
    assert figures.benefit.amount == "0 đồng"


def test_recognised_after_its_phase_closed_is_told():
    lines = [row("A", recognised_on=date(2022, 5, 31)), row("A", recognised_on=date(2022, 6, 1))]
    figures = Situation(as_of=date(2022, 6, 2), rows=lines).figures()
    assert (figures.phases[0].counted, figures.recognised_late) == (2, 1)


def test_pending_is_told_by_the_phase_of_its_counting_day():
    lines = [*rows(2, fate="pending"), row("A", "pending", **PHASE_2), row("A", "pending", phase=None)]
    assert [phase.pending for phase in Situation(rows=lines).figures().phases] == [2, 1]


def test_fates_that_do_not_count_with_their_reasons_in_words():
    lines = [
        row("A"),
        row("A", "pending", reasons="recognised_by_missing recognised_on_missing"),
        row("A", "pending", reasons="recognised_on_missing"),
        row("A", "rejected", reasons="required_missing required_missing"),
        row("A", "withdrawn", reasons="stage_withdrawn"),
        row("A", "superseded", reasons="resubmitted"),
    ]
    fates = Situation(rows=lines).figures().fates
    assert (fates.read, fates.current, fates.not_counted, fates.has_many_reasons) == (6, 5, 4, True)
    told = {group.name: [(reason.text, reason.count) for reason in group.reasons] for group in fates.groups}
    assert told == {
        "Đang xem xét": [("chưa ghi Ngày công nhận", 2), ("chưa ghi Cấp công nhận", 1)],
        "Dòng có lỗi, chưa nhận": [("thiếu nội dung bắt buộc", 1)],
        "Đơn vị rút": [],
    }


def test_shares_come_largest_first_and_what_is_other_or_not_stated_last():
    names = ["Khác", "Khác", "Khác", "Y tế", "Y tế", "Giáo dục và đào tạo", ""]
    figures = Situation(rows=[row("A", field_of_work=name) for name in names]).figures()
    told = [(share.name, share.count, share.percent) for share in figures.fields_of_work]
    assert told == [
        ("Y tế", 2, "28,6%"), ("Giáo dục và đào tạo", 1, "14,3%"), ("Khác", 3, "42,9%"), ("Chưa ghi", 1, "14,3%"),
    ]  # fmt: skip


def test_groups_sum_the_targets_of_their_unions_and_leave_out_empty_blocks():
    units = (unit("A", 3, 4), unit("B", 5, 0), unit("C", 1, 1, block="Y tế", commune=""))
    figures = Situation(units=units, rows=[row("A"), row("C")]).figures()
    assert [(g.name, g.unit_count, g.target, g.counted) for g in figures.blocks] == [
        ("Trường học", 2, 12, 1), ("Y tế", 1, 2, 1),
    ]  # fmt: skip
    assert [(g.name, g.unit_count) for g in figures.communes] == [("Phan", 2), ("Chưa ghi", 1)]


def test_notable_are_the_largest_benefits_among_counted_rows():
    worth = [None, 0, 1_250_000_000, 15_000_000, 15_000_001, 3, 2, 1]
    lines = [row("A", benefit_vnd=value) for value in worth] + [row("A", "pending", benefit_vnd=9_000_000_000)]
    figures = Situation(rows=lines).figures()
    told = [item.benefit for item in figures.notable]
    assert told == ["1,25 tỷ đồng", "15.000.001 đồng", "15 triệu đồng", "3 đồng", "2 đồng"]
    assert (figures.benefit.count, figures.benefit.amount) == (6, "1.280.000.007 đồng")


def test_awards_are_told_by_level_among_counted_rows_without_none():
    proposals = ["Không", "", "LĐLĐ tỉnh", "LĐLĐ tỉnh", "LĐLĐ huyện"]
    lines = [row("A", award_proposal=name) for name in proposals] + [row("A", "pending", award_proposal="LĐLĐ huyện")]
    figures = Situation(rows=lines).figures()
    assert [(part.name, part.count) for part in figures.awards] == [("LĐLĐ tỉnh", 2), ("LĐLĐ huyện", 1)]


def test_activities_up_to_the_day_by_kind():
    lines = [
        ("A", date(2022, 5, 1), "Tập huấn", 30, 4), ("A", date(2022, 5, 20), "Tập huấn", None, None),
        ("A", date(2022, 5, 21), "Tập huấn", 99, 99), ("A", date(2022, 5, 2), "Khác", 5, None),
    ]  # fmt: skip
    names = ("unit_code", "held_on", "activity_kind", "participant_count", "collected_count")
    activities = Situation(activities=[dict(zip(names, line, strict=True)) for line in lines]).figures().activities
    assert (activities.count, activities.participants, activities.collected, activities.unit_count) == (3, 35, 4, 1)
    assert [(kind.name, kind.count, kind.participants) for kind in activities.kinds] == [
        ("Tập huấn", 2, 30),
        ("Khác", 1, 5),
    ]


def test_a_team_is_known_by_its_members_or_its_decision():
    files = [{"unit_code": "A", "team_decision_number": "05/QĐ"}, {"unit_code": "B"}, {"unit_code": "C"}]
    units = (unit("A"), unit("B"), unit("C"))
    teams = Situation(units=units, files=files, teams=[("B", "X"), ("B", "Y"), ("gone", "Z")]).figures().teams
    assert (teams.unit_count, teams.member_count) == (2, 2)


def test_the_peak_campaign_counts_its_own_days_once_it_has_begun():
    lines = [row("A", portal_on=date(2022, 4, day)) for day in (21, 22, 30)]
    figures = Situation(rows=lines).figures()
    assert figures.peak is not None
    assert (figures.peak.counted, figures.peak.is_running) == (2, True)
    assert Situation(as_of=date(2022, 4, 21)).figures().peak is None


def test_targets_of_the_unions_are_compared_phase_by_phase():
    assert Situation(units=example_units()).figures().is_target_sum_equal
    figures = Situation(units=(unit("A", 521, 520),)).figures()
    assert (figures.units_target, [check.units for check in figures.uneven_targets]) == (1041, [521, 520])


def test_documents_of_the_issuer_and_of_the_body_above():
    figures = Situation().figures()
    assert [text[:22] for text in figures.own_documents] == ["Kế hoạch số 134/KH-LĐL"]
    assert [text[:18] for text in figures.superior_documents] == ["Kế hoạch số 300/KH", "Công văn số 2877/L"]


def test_who_is_reminded_and_of_what():
    units = tuple(unit(code, 8, 8) for code in ("FINE", "SILENT", "LATE", "MEND", "BEHIND"))
    files: list[dict[str, Any]] = [
        {"unit_code": "FINE", "report_on": date(2022, 5, 13)},
        {"unit_code": "LATE", "report_on": date(2022, 5, 12)},
        {"unit_code": "MEND", "report_on": date(2022, 5, 18)},
        {"unit_code": "MEND", "report_on": date(2022, 5, 19)},
        {"unit_code": "MEND", "report_on": date(2022, 5, 1), "outcome": "refused", "file": "old.xlsx"},
        {"unit_code": "MEND", "report_on": None, "outcome": "refused", "file": "bad.xlsx"},
        {"unit_code": "BEHIND", "report_on": date(2022, 5, 20)},
    ]
    lines = [*rows(7, "FINE"), *rows(7, "LATE"), *rows(7, "MEND"), *rows(6, "BEHIND")]
    lines += [row("MEND", "rejected", file_id=2, row=20), row("MEND", "rejected", file_id=3, row=30)]
    findings: list[dict[str, Any]] = [
        {
            "file_id": 3,
            "sheet": "Sáng kiến",
            "row": 30,
            "column": "C",
            "code": "required_missing",
            "heading": "",
            "value": "",
            "severity": "rejected",
            "message": "Trống.",
        },
        {"file_id": 3, "sheet": "Sáng kiến", "row": 30, "column": "D", "severity": "warning", "message": "Lạ."},
        {"file_id": 5, "row": None, "severity": "refused", "message": "Không phải sổ tính."},
    ]
    situation = Situation(units=units, files=files, rows=lines, silent=("SILENT",), findings=findings)
    told = {reminder.unit_code: reminder for reminder in situation.figures().reminders}
    assert set(told) == {"SILENT", "LATE", "MEND", "BEHIND"}
    assert not told["SILENT"].has_reported
    assert told["SILENT"].behind is None
    assert told["LATE"].late_since == date(2022, 5, 12)
    assert [(file.file, file.messages) for file in told["MEND"].refused_files] == [
        ("bad.xlsx", ("Không phải sổ tính.",))
    ]
    assert told["MEND"].rejected_count == 1
    assert [(fault.place, fault.message) for fault in told["MEND"].faults] == [
        ("trang Sáng kiến, dòng 30, cột C", "Trống.")
    ]
    assert told["BEHIND"].behind is not None
    assert (told["BEHIND"].behind.expected, told["BEHIND"].behind.left) == (7, 2)


def test_nobody_is_behind_when_no_phase_runs():
    assert Situation(as_of=date(2023, 9, 5), units=(unit("A", 9, 9),)).figures().reminders == ()
