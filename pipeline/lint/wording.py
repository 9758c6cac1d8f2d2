"""Rules about what is written: parts that are missing, numbers, days, the signature, the annexes."""

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.lint.document import Document, Paragraph
from pipeline.lint.fault import PART_NAMES, Fault, quoted
from pipeline.lint.parts import MOTTO, NUMBER, POWER, STATE_NAME, Parts, is_upper
from pipeline.profile import Profile

_TITLED_PARTS = ("state_name", "motto", "issuer", "number", "place_and_day", "subject", "body", "signature")
_DISPATCH_PARTS = tuple("dispatch_subject" if name == "subject" else name for name in _TITLED_PARTS)
_CV = re.compile(r"(?:^|[-/\s])CV(?=[-/\s]|$)", re.IGNORECASE)
_LONG_DAY = re.compile(r"\bngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\b", re.IGNORECASE)
_LONG_MONTH = re.compile(r"\bngày\s+tháng\s+(\d{1,2})\b", re.IGNORECASE)
_SHORT_DAY = re.compile(r"(?<![\d/.,-])(\d{1,2})([/.-])(\d{1,2})\2(?:19|20)\d\d(?!\d)")
_HONORIFIC = re.compile(r"^(?:GS|PGS|TSKH|TS|ThS|CN|KS|BS|Thạc sĩ|Tiến sĩ|Ông|Bà|Đồng chí|Đ/c)\b\.?", re.IGNORECASE)
_POWERS = ("TM.", "KT.", "TL.", "TUQ.", "Q.")
_END = re.compile(r"(?<!\.)\./\.[”\"]?$")
_ROMAN = re.compile(r"^[IVXLC]+$")
_SMALL = 10
_LAST_WITH_ZERO = 2  # months 1 and 2


def missing_parts(document: Document, parts: Parts, profile: Profile) -> Iterator[Fault]:  # noqa: ARG001
    """Kính gửi and Nơi nhận too, where the kind of document has them."""
    wanted = list(_TITLED_PARTS if parts.kind else _DISPATCH_PARTS)
    if not parts.kind or parts.kind in profile.kinds.addressed:
        wanted.append("addressee")
    for name in [*wanted, "recipients_heading"]:
        if not (parts.body if name == "body" else parts.of(name)):
            label = "Nơi nhận" if name == "recipients_heading" else PART_NAMES[name]
            yield Fault(f"Thiếu {label}.", name)


def state_name(document: Document, parts: Parts, profile: Profile) -> Iterator[Fault]:  # noqa: ARG001
    for one in parts.of("state_name"):
        if STATE_NAME not in one.text.replace("HOÀ", "HÒA"):
            yield Fault(f"Quốc hiệu chưa đúng, quy định là “{STATE_NAME}”.", "state_name", quoted(one.text))
    for one in parts.of("motto"):
        if one.text != MOTTO:
            yield Fault(f"Tiêu ngữ chưa đúng, quy định là “{MOTTO}”.", "motto", quoted(one.text))


def number(document: Document, parts: Parts, profile: Profile) -> Iterator[Fault]:  # noqa: ARG001
    """The number may be left blank for the pen."""
    for one in parts.of("number"):
        match = NUMBER.match(one.text)
        given = match["number"] if match else ""
        if not one.text.startswith("Số:"):
            yield Fault("Dòng số, ký hiệu chưa bắt đầu bằng “Số:”.", "number", quoted(one.text))
        if given and int(given) < _SMALL and not given.startswith("0"):
            yield Fault(f"Số {given} nhỏ hơn 10 chưa có số 0 phía trước.", "number", quoted(one.text))
        if not match or not (match["symbol"] or "").strip("-/ "):
            yield Fault("Chưa có ký hiệu sau số của văn bản.", "number", quoted(one.text))


def dispatch_symbol(document: Document, parts: Parts, profile: Profile) -> Iterator[Fault]:  # noqa: ARG001
    for one in parts.of("number"):
        match = NUMBER.match(one.text)
        if not parts.kind and match and _CV.search(match["symbol"] or ""):
            yield Fault("Ký hiệu của công văn có chữ viết tắt “CV”.", "number", quoted(one.text))


def days(document: Document, parts: Parts, profile: Profile) -> Iterator[Fault]:  # noqa: ARG001
    names = {id(paragraph): name for name, paragraph in parts.named()}
    for paragraph in parts.all:
        name = names.get(id(paragraph))
        for written in _without_zeros(paragraph.text) if name else ():
            yield Fault(f"“{written}” thiếu số 0 ở ngày hoặc tháng.", name or "body", quoted(paragraph.text))


def _without_zeros(text: str) -> Iterator[str]:
    for match in _LONG_DAY.finditer(text):
        if _lacks_zero(match[1], match[2]):
            yield match[0]
    for match in _LONG_MONTH.finditer(text):
        if _lacks_zero("10", match[1]):
            yield match[0]
    for match in _SHORT_DAY.finditer(text):
        if _lacks_zero(match[1], match[3]):
            yield match[0]


def _lacks_zero(day: str, month: str) -> bool:
    return (len(day) == 1 and int(day) < _SMALL) or (len(month) == 1 and int(month) <= _LAST_WITH_ZERO)


def addressee(document: Document, parts: Parts, profile: Profile) -> Iterator[Fault]:  # noqa: ARG001
    lines = parts.of("addressee")
    if not lines:
        return
    if not lines[0].text.startswith("Kính gửi:"):
        yield Fault("Phần này chưa bắt đầu bằng “Kính gửi:”.", "addressee", quoted(lines[0].text))
    if lines[0].text.rstrip().endswith(":") and not lines[1:]:
        yield Fault("Sau “Kính gửi:” chưa có nơi gửi.", "addressee", quoted(lines[0].text))
    for one, following in pairwise([*lines[1:], None]):
        if one is not None and not one.text.endswith(";" if following else "."):
            mark = "dấu chấm phẩy" if following else "dấu chấm"
            yield Fault(f"Cuối dòng chưa có {mark}.", "addressee", quoted(one.text))


def closing(document: Document, parts: Parts, profile: Profile) -> Iterator[Fault]:  # noqa: ARG001
    if parts.body and not _END.search(parts.body[-1].text):
        yield Fault("Nội dung chưa kết thúc bằng “./.”.", "body", quoted(parts.body[-1].text))


def signing_power(document: Document, parts: Parts, profile: Profile) -> Iterator[Fault]:  # noqa: ARG001
    lines = parts.of("signature")
    powers = [(place, match[0]) for place, one in enumerate(lines) if (match := POWER.match(one.text))]
    for place, written in powers:
        if written not in _POWERS:
            form = written.replace("/", "").rstrip(". ") + "."
            yield Fault(
                f"Quyền hạn ký ghi là “{written}”, quy định là “{form}”.", "signature", quoted(lines[place].text)
            )
    kinds = [written.replace("/", "").rstrip(". ") for _, written in powers]
    if "TM" in kinds and kinds.index("TM") > 0:
        yield Fault("Dòng “TM.” phải đứng trước các dòng khác của quyền hạn ký.", "signature", quoted(lines[0].text))
    for place, one in enumerate(lines):
        is_first_line = powers and place < powers[0][0]
        if is_first_line and is_upper(one.text):
            yield Fault("Chức vụ đứng trước quyền hạn ký.", "signature", quoted(one.text))
    if powers and not _has_post(lines, powers[-1][0]):
        yield Fault("Dưới quyền hạn ký chưa có chức vụ của người ký.", "signature", quoted(lines[powers[-1][0]].text))
    yield from _signatory(parts)


def _has_post(lines: list[Paragraph], place: int) -> bool:
    return any(is_upper(one.text) for one in lines[place + 1 :])


def _signatory(parts: Parts) -> Iterator[Fault]:
    names = parts.of("signatory")
    if parts.of("signature") and not names:
        yield Fault("Chưa có họ tên người ký.", "signature", quoted(parts.of("signature")[-1].text))
    for one in names:
        if _HONORIFIC.match(one.text):
            yield Fault("Trước họ tên người ký có học hàm, học vị hoặc danh xưng.", "signature", quoted(one.text))


def recipients(document: Document, parts: Parts, profile: Profile) -> Iterator[Fault]:  # noqa: ARG001
    lines = parts.of("recipients")
    for heading in parts.of("recipients_heading"):
        if heading.text != "Nơi nhận:":
            yield Fault("Quy định ghi là “Nơi nhận:”.", "recipients", quoted(heading.text))
        if not lines:
            yield Fault("Dưới “Nơi nhận:” chưa có nơi nhận.", "recipients", quoted(heading.text))
    for one in lines:
        is_last = one is lines[-1]
        if not one.text.startswith("-"):
            yield Fault("Dòng chưa bắt đầu bằng gạch đầu dòng.", "recipients", quoted(one.text))
        if is_last and not re.match(r"-?\s*Lưu\s*:", one.text):
            yield Fault("Dòng cuối chưa phải là nơi lưu, ví dụ “- Lưu: VT.”.", "recipients", quoted(one.text))
        if not one.text.endswith("." if is_last else ";") or one.text.endswith(";;"):
            mark = "một dấu chấm" if is_last else "một dấu chấm phẩy"
            yield Fault(f"Cuối dòng quy định có {mark}.", "recipients", quoted(one.text))


def annex_mention(document: Document, parts: Parts, profile: Profile) -> Iterator[Fault]:  # noqa: ARG001
    text = " ".join(one.text for one in parts.body).casefold()
    for annex in parts.annexes:
        words = f"phụ lục {annex.number}".strip().casefold()
        mentioned = re.search(rf"{re.escape(words)}\b", text) or _in_a_list(annex.number, text)
        if not mentioned:
            yield Fault("Nội dung chưa nhắc đến phụ lục này.", "annex", quoted(annex.heading.text))


def _in_a_list(number: str, text: str) -> bool:
    """“các Phụ lục I, II và III” names all three."""
    lists = re.findall(r"phụ lục ((?:[\divxlc]+(?:,\s*|\s+và\s+|\s*-\s*)?)+)", text)
    return any(number.casefold() in re.findall(r"[\divxlc]+", one) for one in lists)


def annex_heading(document: Document, parts: Parts, profile: Profile) -> Iterator[Fault]:  # noqa: ARG001
    for annex in parts.annexes:
        quote = quoted(annex.heading.text)
        is_numbered = bool(_ROMAN.match(annex.number))
        if (annex.number or len(parts.annexes) > 1) and not is_numbered:
            yield Fault("Phụ lục chưa đánh số bằng chữ số La Mã.", "annex", quote)
        if not annex.title:
            yield Fault("Phụ lục chưa có tiêu đề bằng chữ in hoa.", "annex", quote)
        if annex.note is None:
            yield Fault("Dưới tiêu đề phụ lục chưa có dòng “(Kèm theo … số … ngày … của …)”.", "annex", quote)
        section = (
            document.sections[min(annex.heading.section, len(document.sections) - 1)] if document.sections else None
        )
        if section is not None and (not annex.is_first_of_section or section.starts_at != 1):
            yield Fault("Số trang của phụ lục chưa được đánh riêng từ 1.", "annex", quote)
