"""The workbook every kind of the corpus begins with: a sound file of one union, other rows for each union."""

from datetime import date
from typing import Any

from tests.flow import story_workbooks
from tests.flow.story import StoryFile

REPORT_ON = date(2022, 5, 20)
_AIMS = ("Rèn kỹ năng đọc hiểu", "Giảm thời gian xử lý", "Nâng cao chất lượng", "Tiết kiệm chi phí", "Bảo đảm an toàn", "Gây hứng thú")  # fmt: skip
_MATTERS = (
    "thủ tục hành chính một cửa", "khai thác mủ cao su", "giải toán có lời văn", "hồ sơ bệnh nhân ngoại trú", "tưới tiêu vườn cây",
    "vệ sinh lao động tại xưởng", "tiêm chủng mở rộng", "từ vựng môn Tiếng Anh", "kho vật tư và hóa chất", "sinh hoạt chi bộ",
    "chữ viết và trình bày vở",
)  # fmt: skip
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương")
_NAMES = ("Thị Hoa", "Văn Lan", "Minh Hùng", "Ngọc Dũng", "Thanh Thúy", "Hữu Hòa", "Quốc Quý", "Xuân Mỹ", "Đức Tuấn")


def rows(number: int, count: int) -> list[dict[str, Any]]:
    """Sound rows that count; number: of the union."""
    return [_row(number, place) for place in range(count)]


def _row(number: int, place: int) -> dict[str, Any]:
    at = number * 7 + place
    return {
        "title": f"{_AIMS[at % len(_AIMS)]} {_MATTERS[at % len(_MATTERS)]}",
        "author": f"{_FAMILIES[number % len(_FAMILIES)]} {_NAMES[(number // len(_FAMILIES) + place) % len(_NAMES)]}",
    }


def workbook(unit: str, number: int, count: int = 2, **told: Any) -> bytes:
    """told: as a story tells of a file; `rows` in the place of the sound ones."""
    return story_workbooks.workbook(
        StoryFile({"path": "x", "unit": unit, "report_on": REPORT_ON, "rows": rows(number, count), **told})
    )
