"""What a rule found: the sentence, the part of the document, the words it stands at."""

from dataclasses import dataclass

QUOTED_LENGTH = 80

PART_NAMES = {
    "page": "trang giấy",
    "header": "đầu trang",
    "state_name": "Quốc hiệu",
    "motto": "Tiêu ngữ",
    "superior": "tên cơ quan chủ quản trực tiếp",
    "issuer": "tên cơ quan ban hành",
    "number": "số, ký hiệu",
    "dispatch_subject": "trích yếu công văn",
    "place_and_day": "địa danh, ngày tháng",
    "title": "tên loại văn bản",
    "subject": "trích yếu nội dung",
    "addressee": "Kính gửi",
    "basis": "căn cứ ban hành",
    "body": "nội dung",
    "signature": "phần ký",
    "signatory": "họ tên người ký",
    "recipients_heading": "chữ “Nơi nhận”",
    "recipients": "nơi nhận",
    "annex": "số phụ lục",
    "annex_title": "tiêu đề phụ lục",
    "annex_note": "dòng “Kèm theo” của phụ lục",
    "page_number": "số trang",
    "table": "bảng",
}


@dataclass(frozen=True)
class Fault:
    """message: without the place. part: a key of PART_NAMES. quote: the paragraph, cut short, or "" for a page."""

    message: str
    part: str
    quote: str = ""


def quoted(text: str) -> str:
    """The words of a paragraph, not more than a line."""
    return text if len(text) <= QUOTED_LENGTH else f"{text[: QUOTED_LENGTH - 1].rstrip()}…"
