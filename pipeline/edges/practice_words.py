"""The words of the practice inbox, from pipeline/practice_data: titles that fit a union, made-up persons, positions."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from pipeline.campaign import Unit
from pipeline.vietnamese import fold

# The short forms of titles.txt.
_FIELDS = {
    "gd": "Giáo dục và đào tạo",
    "yt": "Y tế",
    "sx": "Sản xuất, kinh doanh",
    "at": "An toàn vệ sinh lao động, môi trường",
    "cc": "Cải cách hành chính, quản lý, điều hành",
    "dg": "Xây dựng Đảng, hệ thống chính trị",
    "cd": "Hoạt động công đoàn",
    "nn": "Nông nghiệp",
    "it": "Công nghệ thông tin",
    "kh": "Khác",
}
_KINDS = {
    "kt": "Giải pháp kỹ thuật",
    "ql": "Giải pháp quản lý",
    "tn": "Giải pháp tác nghiệp",
    "ud": "Giải pháp ứng dụng tiến bộ kỹ thuật, công nghệ",
    "nc": "Đề tài nghiên cứu khoa học",
}
_MANAGEMENT = _KINDS["ql"]
_OF_UNION = _FIELDS["cd"]
_SCHOOLS = ("mam_non", "tieu_hoc", "thcs", "truong_pho_thong", "truong")

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_GRADE = re.compile(r"lớp (\d)", re.IGNORECASE)
_TRIES = 40
_TRIES_FOR_NEW = 15  # a formula title may come again in another union, but not at once


@dataclass(frozen=True)
class Pattern:
    """One line of titles.txt."""

    group: str
    field_of_work: str
    solution_kind: str
    text: str


@dataclass(frozen=True)
class Subject:
    """What an initiative is about, and who in the union would have it."""

    title: str
    field_of_work: str
    solution_kind: str
    position: str
    author_group: str


@cache
def words() -> Mapping[str, Any]:
    """words.toml."""
    return tomllib.loads(_text("words.toml"))


@cache
def _names() -> Mapping[str, Any]:
    return tomllib.loads(_text("names.toml"))


@cache
def _patterns() -> Mapping[str, Sequence[Pattern]]:
    groups: dict[str, list[Pattern]] = {}
    group = ""
    for line in _text("titles.txt").splitlines():
        if line.startswith("["):
            group = line.strip("[]")
        elif line and not line.startswith("#"):
            codes, _, text = line.partition(" | ")
            field, kind = codes.split()
            groups.setdefault(group, []).append(Pattern(group, _FIELDS[field], _KINDS[kind], text))
    return groups


def _text(name: str) -> str:
    return (files("pipeline") / "practice_data" / name).read_text(encoding="utf-8")


def plain_name(unit: Unit) -> str:
    """The school, commune or agency itself: “trường Tiểu học Phan”, “xã Phan”."""
    name = unit.unit_name.removeprefix("CĐCS ").partition(" (")[0]
    return name[0].lower() + name[1:]


def is_school(unit: Unit) -> bool:
    return unit.block == "Trường học"


class People:
    """Makes up persons; no name comes twice, so that nobody is taken for somebody else."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._used: set[str] = set()

    def person(self, female_share: float = 0.6) -> str:
        names = _names()
        while True:
            sex = names["female" if self._rng.random() < female_share else "male"]
            parts = (self._rng.choice(part) for part in (names["family"], sex["middle"], sex["given"]))
            name = " ".join(parts)
            is_echo = name.split()[-1] == name.split()[-2]
            if not is_echo and fold(name) not in self._used:
                self._used.add(fold(name))
                return name


class Subjects:
    """Draws what unions have ideas about; one title comes once in a union, and rarely again in another."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._told: set[str] = set()
        self._told_by_unit: set[tuple[str, str]] = set()

    def draw(self, unit: Unit) -> Subject:
        for attempt in range(_TRIES):
            pattern = self._pattern(unit)
            title, values = self._fill(pattern, unit)
            key = fold(title)
            if (unit.key, key) in self._told_by_unit or (key in self._told and attempt < _TRIES_FOR_NEW):
                continue
            self._told.add(key)
            self._told_by_unit.add((unit.key, key))
            return self._subject(pattern, unit, title, values)
        raise AssertionError(f"titles.txt holds too few titles for {unit.unit_code}")

    def _pattern(self, unit: Unit) -> Pattern:
        groups, weights = _groups(unit)
        return self._rng.choice(_patterns()[self._rng.choices(groups, weights)[0]])

    def _fill(self, pattern: Pattern, unit: Unit) -> tuple[str, dict[str, str]]:
        """The title, and what was put in for each kind of placeholder (`mon`, `lop`, …)."""
        known = words()
        values = {"truong": plain_name(unit), "xa": plain_name(unit)}
        wanted = [name for name in _PLACEHOLDER.findall(pattern.text) if name not in values]
        # Subjects first: chemistry is not taught in every grade.
        for name in sorted(wanted, key=lambda name: not name.startswith("mon_")):
            choices = known["values"][name]
            if name.startswith("lop_"):
                taught = known["grades"].get(values.get("mon", ""), choices)
                choices = [grade for grade in choices if grade in taught]
            values[name] = values[name.partition("_")[0]] = self._rng.choice(choices)
        return pattern.text.format_map(values), values

    def _subject(self, pattern: Pattern, unit: Unit, title: str, values: dict[str, str]) -> Subject:
        grade = _GRADE.search(title)
        if grade:
            values["lop"] = grade[1]
        named = [subject for subject in words()["values"]["mon_thcs"] if subject in title]
        if named:
            values["mon"] = named[-1]
        key = _positions_key(pattern, values)
        position = self._rng.choice(words()["positions"][key]).format_map(values)
        if key == "cong_doan":
            group = "Cán bộ công đoàn"
        elif unit.block == "Doanh nghiệp":
            group = "Công nhân, lao động doanh nghiệp"
        else:
            group = "Cán bộ, công chức, viên chức"
        return Subject(title, pattern.field_of_work, pattern.solution_kind, position, group)


def _groups(unit: Unit) -> tuple[list[str], list[int]]:
    """The sections of titles.txt that fit a union, with how often each is drawn."""
    name = unit.unit_name
    if "Mầm non" in name:
        weights = {"mam_non": 85, "truong": 11, "cong_doan": 4}
    elif is_school(unit):
        own = "tieu_hoc" if "Tiểu học" in name else "thcs"
        weights = {own: 76, "truong_pho_thong": 10, "truong": 10, "cong_doan": 4}
    elif unit.block == "Xã, thị trấn":
        weights = {"xa": 82, "hanh_chinh": 12, "cong_doan": 6}
    elif unit.block == "Cơ quan hành chính":
        own = "dang" if "Huyện ủy" in name else "co_quan"
        weights = {own: 72, "hanh_chinh": 22, "cong_doan": 6}
    elif unit.block == "Y tế":
        weights = {"y_te": 95, "cong_doan": 5}
    elif unit.block == "Doanh nghiệp":
        weights = {"doanh_nghiep": 66, "vuon_cay": 29, "cong_doan": 5}
    else:
        weights = {"hanh_chinh": 90, "cong_doan": 10}
    return list(weights), list(weights.values())


def _positions_key(pattern: Pattern, values: Mapping[str, str]) -> str:
    group, is_management = pattern.group, pattern.solution_kind == _MANAGEMENT
    if pattern.field_of_work == _OF_UNION:
        return "cong_doan"
    if group in _SCHOOLS and is_management:
        return "quan_ly_truong"
    if group == "mam_non" and pattern.field_of_work == "Y tế":
        return "mam_non_bep"
    if group == "tieu_hoc" and "lop" not in values:
        return "tieu_hoc_khac"
    if group == "thcs" and "mon" in values:
        return "thcs_mon"
    if group == "xa" and (is_management or pattern.field_of_work == "Xây dựng Đảng, hệ thống chính trị"):
        return "xa_quan_ly"
    return group
