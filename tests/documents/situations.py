"""Situations a campaign can be in, each with what the clerk wrote and the moment of the run: all documents are read in each."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from pipeline.edges.letters import render_reminders
from pipeline.figures import NO_WORDS, ClerkWords
from pipeline.stages.compose import compose
from tests.documents import reading
from tests.documents.builders import Situation, at, campaign, change_summary, row, rows, unit, word_documents

SCHOOL, HEALTH, COMPANY = "Trường Tiểu học Phan A", "Trung tâm Y tế huyện", "Công ty TNHH Mẫu"
UNITS = (
    unit("TH01", 300, 300, name=f"CĐCS {SCHOOL}"),
    unit("YT01", 120, 121, name=f"CĐCS {HEALTH}", block="Y tế", commune="Thị trấn Dương Minh Châu"),
    unit("DN01", 100, 100, name=f"CĐCS {COMPANY}", block="Doanh nghiệp", commune="Bàu Năng"),
)
LATER: dict[str, Any] = {"portal_on": date(2022, 7, 1), "recognised_on": date(2022, 7, 10)}
WAITING: dict[str, Any] = {
    "fate": "pending", "stage": "Đã áp dụng", "recognised_by": "", "recognised_on": None, "portal_on": None,
    "counting_on": date(2022, 5, 18), "registered_on": date(2022, 2, 10), "reasons": "not_recognised",
}  # fmt: skip
FULL = {
    "summary": "Luyện viết theo nhóm nét.", "recognition_number": "12/QĐ-TH", "other_benefit": "Học sinh viết đẹp hơn.",
    "portal_ref": "SK-1",
}  # fmt: skip
ROWS = [
    *rows(150, "TH01", registered_on=date(2022, 3, 1)),
    row("TH01", initiative_code="DMC-0001", title="Rèn kỹ năng đọc cho học sinh lớp 3", author="Nguyễn Thị Hoa",
        award_proposal="LĐLĐ tỉnh", **FULL),
    row("YT01", initiative_code="DMC-0002", title="Quy trình tiếp đón người bệnh bằng mã QR", author="Trần Văn Bình",
        co_authors="Lê Thị Lan", benefit_vnd=1_250_000_000, award_proposal="Bằng Lao động sáng tạo"),
    *rows(40, "YT01"),
    row("TH01", title="Tổ chức thư viện xanh tại sân trường", **WAITING, award_proposal="LĐLĐ huyện"),
    row("DN01", title="Cải tiến băng chuyền đóng gói", **{**WAITING, "registered_on": date(2022, 5, 2)}),
    row("TH01", "duplicate", reasons="same_portal_ref"), row("DN01", "ineligible", reasons="ip_protected"),
    row("TH01", "superseded", reasons="resubmitted"), row("YT01", "withdrawn", reasons="stage_withdrawn"),
]  # fmt: skip
ACTIVITIES = [
    {"unit_code": "TH01", "held_on": date(2022, 5, 4), "activity_kind": "Ngày hội sáng kiến", "participant_count": 1234, "collected_count": 15},
    {"unit_code": "TH01", "held_on": date(2022, 5, 9), "activity_kind": "Tuần sáng kiến", "participant_count": 60},
    {"unit_code": "YT01", "held_on": date(2022, 4, 5), "activity_kind": "Tháng sáng kiến", "collected_count": 8},
]  # fmt: skip
WORDS = ClerkWords(
    difficulties=("Một số đơn vị chưa bố trí được cán bộ theo dõi sáng kiến.",),
    proposals=("Đề nghị Liên đoàn Lao động tỉnh tổ chức lớp tập huấn cập nhật Cổng trực tuyến.",),
    tasks=("Phối hợp Phòng Giáo dục và Đào tạo hướng dẫn các trường hoàn thiện hồ sơ.",),
    notable_codes=("DMC-0001",),
)
DONE = [*rows(520, "TH01"), *rows(521, "YT01", **LATER)]
SIXTY = [
    unit(f"TH{place:02d}", 8, 8, name=f"CĐCS Trường Mẫu {place}", commune=("Phan", "Chà Là", "Suối Đá")[place % 3])
    for place in range(1, 61)
]
IN_THE_OUTBOX = ("bao-cao.docx", "cong-van.docx")  # the others in don-doc/


@dataclass(frozen=True)
class Told:
    """A situation, what the clerk wrote, and when the run began; by default in the morning of the next day."""

    situation: Situation
    words: ClerkWords = NO_WORDS
    run_at: datetime | None = None


SITUATIONS = {
    "chua-den-ngay-bat-dau": Told(Situation(as_of=date(2022, 1, 3), units=UNITS, silent=("TH01", "YT01", "DN01"))),
    "chua-don-vi-nao-bao-cao": Told(Situation(units=UNITS, silent=("TH01", "YT01", "DN01"))),
    "duoi-chi-tieu-bao-cao-lan-sau": Told(
        Situation(
            units=UNITS, rows=ROWS, review_open=2, teams=[("TH01", "X"), ("TH01", "Y"), ("YT01", "Z")],
            activities=ACTIVITIES, changes=change_summary("2022-05-13", 150, new=45, withdrawn=-3),
            files=[
                {"unit_code": "TH01", "team_decision_number": "05/QĐ-CĐ"}, {"unit_code": "YT01", "report_on": date(2022, 5, 6)},
                {"unit_code": "DN01"},
            ],
        ),
        WORDS, at(2022, 5, 20, 17, 0),
    ),
    "khong-phat-sinh": Told(Situation(units=UNITS, zero=("TH01", "YT01", "DN01"))),
    "dat-chi-tieu-khong-con-cho": Told(Situation(units=UNITS, rows=[*rows(300, "TH01"), *rows(120, "YT01"), *rows(100, "DN01")])),
    "vuot-chi-tieu": Told(Situation(units=UNITS, rows=[*rows(310, "TH01"), *rows(125, "YT01"), *rows(100, "DN01")])),
    "ngay-cuoi-giai-doan-mot-don-vi": Told(
        Situation(as_of=date(2022, 5, 31), units=UNITS[:1], rows=[*rows(299, "TH01"), row("TH01", **WAITING)]),
        run_at=at(2022, 5, 31, 7, 5),
    ),
    "lap-sau-khi-het-giai-doan": Told(
        Situation(as_of=date(2022, 5, 31), units=UNITS, rows=rows(290, "TH01"), silent=("DN01",)), run_at=at(2022, 6, 2, 9, 30),
    ),
    "giai-doan-mot-da-ket-thuc": Told(
        Situation(
            as_of=date(2022, 7, 20), units=UNITS, rows=[*rows(400, "TH01"), *rows(9, "YT01", **LATER)], silent=("DN01",),
            changes=change_summary("2022-06-10", 409),
        )
    ),
    "chuong-trinh-da-ket-thuc-vuot": Told(Situation(as_of=date(2023, 9, 5), units=UNITS, rows=[*DONE, *rows(9, "DN01")])),
    "chuong-trinh-da-ket-thuc-thieu": Told(
        Situation(as_of=date(2023, 9, 5), units=UNITS, rows=[*rows(400, "TH01"), row("YT01", **WAITING)], silent=("DN01",))
    ),
    "sau-muoi-don-vi": Told(
        Situation(units=SIXTY, rows=rows(9, "TH01"), silent=[f"TH{place:02d}" for place in range(2, 32)])
    ),
    "khong-giao-chi-tieu": Told(
        Situation(
            campaign=campaign(("target = 520", "target = 0"), ("target = 521", "target = 0")),
            units=(unit("TH01", 0, 0, name=f"CĐCS {SCHOOL}"),), rows=rows(3, "TH01"),
        )
    ),
}  # fmt: skip


def documents(name: str) -> dict[str, bytes]:
    """Every Word document of a situation, by its path in the outbox."""
    made = word_documents(figures_of(name), SITUATIONS[name].situation.campaign)
    return {file if file in IN_THE_OUTBOX else f"don-doc/{file}": content for file, content in made.items()}


def figures_of(name: str) -> Any:
    """What the documents of a situation are made of."""
    told = SITUATIONS[name]
    day = told.situation.as_of
    next_morning = at(day.year, day.month, day.day, 8, 5) + timedelta(days=1)
    return compose(told.situation.consolidation(), told.run_at or next_morning, told.words)


def texts(name: str) -> dict[str, str]:
    """Every document of a situation as text, the first three reminders in one."""
    reminders = render_reminders(figures_of(name), SITUATIONS[name].situation.campaign)
    first = [f"=== {code}.txt ===\n\n{text}" for code, text in list(reminders.items())[:3]]
    read = {file.replace(".docx", ".txt"): reading.as_read(content) for file, content in documents(name).items()}
    return read | ({"don-doc/loi-nhac.txt": "\n".join(first)} if first else {})
