"""Makes up what one union knows in the practice inbox: its initiatives day by day, its support team, its activities."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random

from pipeline.campaign import Unit
from pipeline.edges.practice_words import People, Subjects, is_school, words
from pipeline.vietnamese import Cell
from schemas import initiative

Row = dict[str, Cell]

RECOGNISED = initiative.STAGE_RECOGNISED
_STAGES = {RECOGNISED: 54, "Đã áp dụng": 19, "Đang triển khai": 11, "Đã đăng ký": 9, "Ý tưởng": 5}

_OPENS_ON = date(2021, 9, 1)
_PORTAL_OPENS_ON = date(2022, 1, 10)
_PLAN_ON = date(2022, 3, 3)
_TEAMS_FROM = date(2022, 5, 9)
_SATURDAY = 5


class District:
    """What all unions of the inbox share: one chance, one set of persons, titles and portal refs."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)  # noqa: S311 -- the same seed must give the same cells
        self.people = People(self.rng)
        self.subjects = Subjects(self.rng)
        self._refs: set[int] = set()

    def portal_ref(self) -> str:
        while (number := self.rng.randint(20_000, 289_999)) in self._refs:
            pass
        self._refs.add(number)
        return f"SK-{number:06d}"


class Union:
    """One union of the practice inbox. What it tells is sound; what goes wrong is done to it elsewhere, on purpose."""

    def __init__(self, district: District, unit: Unit) -> None:
        self.unit = unit
        self.district = district
        self.rng = district.rng
        self.prepared_by = district.people.person()
        self.phone = f"09{self.rng.randint(0, 99_999_999):08d}"
        self._has_team = self.rng.random() < 0.9
        self._has_activities = self.rng.random() < 0.88
        self._team: list[Row] = []
        self._activities: list[Row] = []
        number = self.rng.randint(3, 19)
        symbol = "HĐSK" if self.rng.random() < 0.6 else "TTĐV"
        spans = ((date(2022, 1, 12), 14), (date(2022, 3, 14), 16), (date(2022, 4, 20), 14), (date(2022, 5, 9), 4))
        # A union recognises many at once: few decisions, many initiatives under each.
        self._decisions = [
            (f"{number + 7 * place:02d}/QĐ-{symbol}", self._day(first, first + timedelta(days=length)))
            for place, (first, length) in enumerate(spans)
        ]

    # ------------------------------------------------------------ initiatives

    def initiatives(self, count: int, known_on: date) -> list[Row]:
        """That many initiatives as they stand on the day of a report."""
        return [self.initiative(known_on) for _ in range(count)]

    def initiative(self, known_on: date, stage: str = "") -> Row:
        """One initiative as it stands on the day of a report; no day of it lies later."""
        rng = self.rng
        subject = self.district.subjects.draw(self.unit)
        stage = stage or rng.choices(list(_STAGES), list(_STAGES.values()))[0]
        row: Row = {
            "title": subject.title,
            "author": self.district.people.person(),
            "co_authors": self._co_authors(),
            "position": subject.position,
            "author_group": subject.author_group,
            "solution_kind": subject.solution_kind,
            "field_of_work": subject.field_of_work,
            "summary": self._summary() if rng.random() < 0.45 else None,
            "stage": stage,
            **self._days(stage, known_on),
            **self._benefit(),
            "ip_protected": "Không" if rng.random() < 0.75 else None,
            "award_proposal": rng.choices(["Không", "LĐLĐ huyện", "LĐLĐ tỉnh", None], [55, 10, 3, 32])[0],
        }
        return row

    def recognised(self, row: Row, known_on: date) -> Row:
        """The initiative once it is recognised."""
        applied_on = row.get("applied_on")
        first = applied_on if isinstance(applied_on, date) else _OPENS_ON
        known = [decision for decision in self._decisions if first <= decision[1] < known_on]
        number, day = known[-1]
        if not isinstance(applied_on, date):
            first = self._day(max(_OPENS_ON, day - timedelta(days=60)), day - timedelta(days=15))
        recognition: Row = {
            "stage": RECOGNISED,
            "applied_on": first,
            "recognised_by": self._recognised_by(number),
            "recognition_number": number,
            "recognised_on": day,
        }
        return self.on_portal({**row, **recognition}, known_on)

    def on_portal(self, row: Row, known_on: date) -> Row:
        """The initiative once it is entered on the portal; as it was, where it is there already."""
        if row.get("portal_ref"):
            return row
        since = row.get("recognised_on") or row.get("registered_on")
        first = max(since, _PORTAL_OPENS_ON) if isinstance(since, date) else _PORTAL_OPENS_ON
        return {**row, "portal_ref": self.district.portal_ref(), "portal_on": self._day(first, known_on)}

    def progressed(self, row: Row, known_on: date) -> Row:
        """The initiative as a later report tells it: some way on, or as it was."""
        if row["stage"] == "Đã áp dụng" and self.rng.random() < 0.6:
            return self.recognised(row, known_on)
        if row["stage"] == "Đang triển khai" and self.rng.random() < 0.5:
            applied_on = self._day(known_on - timedelta(days=9), known_on)
            return {**row, "stage": "Đã áp dụng", "applied_on": applied_on}
        return row

    def _days(self, stage: str, known_on: date) -> Row:
        rng = self.rng
        known = [decision for decision in self._decisions if decision[1] < known_on]
        number, decided_on = rng.choice(known[-2:])
        applied_on = self._day(max(_OPENS_ON, decided_on - timedelta(days=110)), decided_on - timedelta(days=12))
        registered_on = self._day(max(_OPENS_ON, applied_on - timedelta(days=45)), applied_on)
        days: Row = {"registered_on": registered_on if stage != "Ý tưởng" and rng.random() < 0.85 else None}
        if stage in (RECOGNISED, "Đã áp dụng"):
            is_month = rng.random() < 0.05 and applied_on > date(2021, 10, 1)
            days["applied_on"] = f"{applied_on:%m/%Y}" if is_month else applied_on
        if stage == RECOGNISED:
            days |= {
                "recognised_by": self._recognised_by(number),
                "recognition_number": number,
                "recognised_on": decided_on,
            }
        is_entered = rng.random() < (0.93 if stage == RECOGNISED else 0.45)
        return self.on_portal(days, known_on) if is_entered else days

    def _day(self, first: date, last: date) -> date:
        """A day from first to last, on a weekday where that leaves it inside."""
        day = first + timedelta(days=self.rng.randint(0, max(0, (last - first).days)))
        earlier = day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))
        return earlier if earlier >= first else day

    @staticmethod
    def _recognised_by(number: str) -> str:
        return "Hội đồng sáng kiến" if number.endswith("HĐSK") else "Thủ trưởng cơ quan, đơn vị, doanh nghiệp"

    def _co_authors(self) -> str | None:
        if self.rng.random() > 0.12:
            return None
        first = self.district.people.person()
        if self.rng.random() < 0.5:
            return first
        share = self.rng.choice([50, 60, 70])
        return f"{first} ({share}%); {self.district.people.person()} ({100 - share}%)"

    def _summary(self) -> str:
        known = words()["summary"]
        low, high = self.rng.randint(8, 39), self.rng.randint(45, 98)
        return f"{self.rng.choice(known['openings'])}. {self.rng.choice(known['results']).format(a=low, b=high)}"

    def _benefit(self) -> Row:
        rng, known = self.rng, words()["summary"]
        is_enterprise = self.unit.block == "Doanh nghiệp"
        if is_school(self.unit):
            kind = "school_benefits"
        else:
            kind = {"Y tế": "health_benefits", "Doanh nghiệp": "work_benefits"}.get(self.unit.block, "office_benefits")
        amount = rng.randint(*((8, 260) if is_enterprise else (2, 24))) * 500_000
        return {
            "benefit_vnd": amount if rng.random() < (0.75 if is_enterprise else 0.1) else None,
            "other_benefit": rng.choice(known[kind]) if rng.random() < 0.6 else None,
        }

    # ------------------------------------------------------------ the other sheets

    def unit_values(self, report_on: date, rows: Sequence[Mapping[str, Cell]]) -> dict[str, Cell]:
        """The sheet `Đơn vị` of a report; the declared total is right."""
        members = self.unit.member_count or 30
        values: dict[str, Cell] = {
            "report_on": report_on,
            "prepared_by": self.prepared_by,
            "phone": self.phone,
            "member_count": members,
            "worker_count": members + len(self.prepared_by) % 4,
            "declared_count": len(rows),
            "is_zero_report": None if rows else "Có",
        }
        if self.team(report_on):
            decision = {"team_decision_number": f"{len(self.unit.unit_name) % 9 + 2:02d}/QĐ-CĐCS"}
            values |= {**decision, "team_decided_on": _TEAMS_FROM - timedelta(days=2)}
        return values

    def team(self, report_on: date) -> list[Row]:
        """The support team; founded after the instruction of May, and by most unions."""
        if report_on < _TEAMS_FROM or not self._has_team:
            return []
        if not self._team:
            roles = ["Tổ trưởng", "Tổ phó", *["Thành viên"] * self.rng.randint(1, 5)]
            posts = words()["positions"]["cong_doan"]
            self._team = [
                {
                    "ordinal": place,
                    "member_name": self.district.people.person(),
                    "position": posts[place - 1] if place <= len(posts) else "Đoàn viên công đoàn",
                    "role": role,
                    "phone": f"09{self.rng.randint(0, 99_999_999):08d}" if place == 1 else None,
                }
                for place, role in enumerate(roles, start=1)
            ]
        return self._team

    def activities(self, report_on: date) -> list[Row]:
        """What the union had held by the day of a report; most unions held something."""
        if not self._activities and self._has_activities:
            known = words()["activities"]
            members = self.unit.member_count or 30
            kinds = self.rng.sample(list(known), self.rng.randint(1, 4))
            self._activities = [
                {
                    "held_on": self._day(_PLAN_ON + timedelta(days=4), date(2022, 5, 19)),
                    "activity_kind": kind,
                    "content": self.rng.choice(known[kind]),
                    "participant_count": self.rng.randint(members // 2, members),
                    "collected_count": self.rng.randint(1, 9) if kind.endswith("sáng kiến") else None,
                }
                for kind in kinds
            ]
            self._activities.sort(key=lambda row: str(row["held_on"]))
        held = [row for row in self._activities if str(row["held_on"]) <= report_on.isoformat()]
        return [{"ordinal": place, **row} for place, row in enumerate(held, start=1)]
