"""The workspace that is measured: a filled template a union, as `sangkien template` writes it, always the same."""

import csv
import shutil
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random

from pipeline.campaign import CAMPAIGN_FILE, UNITS_FILE, Campaign, Unit, read_campaign
from pipeline.edges import template, workspace
from pipeline.edges.workspace import Workspace
from pipeline.vietnamese import Cell

ROW_COUNT = 30
REPORT_ON = date(2022, 5, 20)
AS_OF = date(2022, 5, 31)

_SCHOOL_YEAR_BEGIN = date(2021, 9, 6)
_COMMUNES = (
    "Thị trấn Dương Minh Châu", "Bàu Năng", "Bến Củi", "Cầu Khởi", "Chà Là", "Lộc Ninh", "Phan", "Phước Minh",
    "Phước Ninh", "Suối Đá", "Truông Mít",
)  # fmt: skip
_KINDS_OF_UNIT = (
    ("Trường Mầm non", "Trường học"), ("Trường Tiểu học", "Trường học"), ("Trường Trung học cơ sở", "Trường học"),
    ("Trạm Y tế", "Y tế"), ("Ủy ban nhân dân", "Xã, thị trấn"), ("Công ty Cao su", "Doanh nghiệp"),
)  # fmt: skip
_WAYS = (
    "Một số biện pháp", "Giải pháp", "Kinh nghiệm", "Ứng dụng công nghệ thông tin nhằm", "Đổi mới phương pháp để",
    "Xây dựng quy trình", "Cải tiến cách làm", "Tổ chức hoạt động trải nghiệm để", "Phối hợp với cha mẹ học sinh",
    "Thiết kế phần mềm hỗ trợ", "Sử dụng trò chơi học tập nhằm", "Cải tiến thiết bị để",
)  # fmt: skip
_AIMS = (
    "nâng cao chất lượng", "rèn kỹ năng", "phát triển năng lực tự học", "giảm thời gian xử lý", "tiết kiệm chi phí",
    "quản lý hiệu quả", "bảo đảm an toàn", "gây hứng thú", "phòng, chống dịch Covid-19", "giáo dục kỹ năng sống",
    "khắc phục khó khăn", "hoàn thiện việc theo dõi",
)  # fmt: skip
_MATTERS = (
    "đọc hiểu môn Tiếng Việt", "giải toán có lời văn", "chữ viết và trình bày vở", "dạy học trực tuyến",
    "hồ sơ bệnh nhân ngoại trú", "thủ tục hành chính một cửa", "tiêm chủng mở rộng", "khai thác mủ cao su",
    "vệ sinh lao động tại xưởng", "sinh hoạt chi bộ", "hoạt động công đoàn cơ sở", "tưới tiêu vườn cây",
    "thí nghiệm môn Hóa học", "từ vựng môn Tiếng Anh", "vui chơi ngoài trời", "kho vật tư và hóa chất",
)  # fmt: skip
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")
_MIDDLES = ("Thị", "Văn", "Minh", "Ngọc", "Thanh", "Hữu", "Thị Kim", "Thị Mỹ", "Quốc", "Hoàng", "Xuân", "Đức")
_NAMES = (
    "Hoa", "Lan", "Hùng", "Dũng", "Thúy", "Hòa", "Quý", "Mỹ", "Tuấn", "Hạnh", "Phượng", "Tâm", "Trang", "Yến", "Khoa",
    "Nhung", "Sơn", "Thảo", "Vinh", "Loan",
)  # fmt: skip
_SUMMARY = (
    "Từ thực tế {matter}, tác giả đề ra cách làm gồm ba bước: khảo sát, làm thử tại {place}, rồi nhân rộng; kết quả "
    "được theo dõi hằng tháng và so với cùng kỳ năm trước, tỷ lệ đạt yêu cầu tăng {percent}%."
)
_BENEFITS: tuple[Cell, ...] = (None, None, 15_000_000, 4_500_000, 120_000_000, "15 triệu đồng", "1,5 tỷ", "8.500.000")


_FAULT_EVERY, _SHARED_EVERY = 10, 5
_UNIT_COLUMNS = ("unit_code", "unit_name", "block", "commune", "target_phase_1", "target_phase_2")


def write(folder: Path, count: int, row_count: int = ROW_COUNT, *, has_faults: bool = False) -> None:
    """The filled templates of the first `count` unions, on all cores; those already there stay.

    has_faults: every tenth union leaves a title out, every fifth sends one initiative of its neighbour.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor() as pool:
        places = [folder] * count, range(count), [row_count] * count, [has_faults] * count
        list(pool.map(_write_one, *places, chunksize=20))


def make_workspace(folder: Path, written: Path, count: int) -> Path:
    """A workspace of `count` unions with one file of each in its inbox, taken from `written`; returns the inbox."""
    place = workspace.create(folder)
    with (folder / UNITS_FILE).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([_UNIT_COLUMNS, *(_unit_line(_unit(number)) for number in range(count))])
    for number in range(count):
        shutil.copy(written / template.template_name(_unit(number)), place.inbox)
    return place.inbox


def forget(folder: Path) -> None:
    """A workspace as it was before its first run."""
    place = Workspace(folder)
    shutil.rmtree(place.outbox)
    place.outbox.mkdir()
    shutil.rmtree(place.archive, ignore_errors=True)
    for path in (place.cache, *folder.glob("register.db*")):
        path.unlink(missing_ok=True)


def _unit(number: int) -> Unit:
    kind, block = _KINDS_OF_UNIT[number % len(_KINDS_OF_UNIT)]
    commune = _COMMUNES[number % len(_COMMUNES)]
    name = f"CĐCS {kind} {commune} {number}"
    return Unit(unit_code=f"CD{number:04d}", unit_name=name, block=block, commune=commune, targets=(16, 16))


def _unit_line(unit: Unit) -> tuple[str | int, ...]:
    return (unit.unit_code, unit.unit_name, unit.block, unit.commune, *unit.targets)


@cache
def _campaign() -> Campaign:
    return read_campaign((files("templates") / "workspace" / CAMPAIGN_FILE).read_text(encoding="utf-8"))


def _write_one(folder: Path, number: int, row_count: int, has_faults: bool) -> None:
    unit = _unit(number)
    target = folder / template.template_name(unit)
    if target.exists():
        return
    said: dict[str, Cell] = {"report_on": REPORT_ON, "prepared_by": "Nguyễn Thị Mẫu", "declared_count": row_count}
    rows = _rows(unit, number, row_count)
    if has_faults and number % _FAULT_EVERY == 0:
        rows[-1] = {**rows[-1], "title": None}
    if has_faults and number % _SHARED_EVERY == 1:
        rows[0] = {**_rows(_unit(number - 1), number - 1, row_count)[0], "author": "Nguyễn Thị Mẫu", "portal_ref": None}
    filled = template.Filled(said, rows)
    template.write_template(target, _campaign(), unit, filled)


def _rows(unit: Unit, number: int, row_count: int) -> list[Mapping[str, Cell]]:
    random = Random(number)  # noqa: S311 -- the same files every time
    subjects = [(way, aim, matter) for way in _WAYS for aim in _AIMS for matter in _MATTERS]
    return [_row(random, unit, subject, place) for place, subject in enumerate(random.sample(subjects, row_count), 1)]


def _row(random: Random, unit: Unit, subject: tuple[str, str, str], ordinal: int) -> Mapping[str, Cell]:
    lists = _campaign().lists
    place = unit.unit_name.removeprefix("CĐCS ")
    applied_on = _SCHOOL_YEAR_BEGIN + timedelta(days=random.randrange(170))
    recognised_on = applied_on + timedelta(days=random.randrange(20, 60))
    filled: dict[str, Cell] = {
        "ordinal": ordinal,
        "title": f"{' '.join(subject)} tại {place}",
        "author": _person(random),
        "co_authors": f"{_person(random)}; {_person(random)}" if random.random() < 0.2 else None,
        "position": random.choice(("Giáo viên", "Nhân viên", "Tổ trưởng chuyên môn", "Phó Hiệu trưởng")),
        "author_group": random.choice(lists.author_group),
        "solution_kind": random.choice(lists.solution_kind),
        "field_of_work": random.choice(lists.field_of_work),
        "summary": _SUMMARY.format(matter=subject[2], place=place, percent=random.randrange(3, 40)),
        "stage": "Đã áp dụng",
        "applied_on": applied_on if random.random() < 0.9 else f"{applied_on.month:02d}/{applied_on.year}",
        "benefit_vnd": random.choice(_BENEFITS),
    }
    if random.random() < 0.8:
        filled |= {
            "stage": "Đã được công nhận",
            "recognised_by": random.choice(lists.recognised_by),
            "recognition_number": f"{random.randrange(1, 300)}/QĐ-HĐSK" if random.random() < 0.95 else None,
            "recognised_on": recognised_on if random.random() < 0.95 else f"{recognised_on:%d/%m/%Y}",
            "portal_ref": f"SK-{unit.unit_code[2:]}{ordinal:02d}",
            "portal_on": REPORT_ON - timedelta(days=random.randrange(30)),
            "ip_protected": "Không",
        }
    return filled


def _person(random: Random) -> str:
    return " ".join(random.choice(part) for part in (_FAMILIES, _MIDDLES, _NAMES))
