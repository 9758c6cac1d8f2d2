"""The closed list of rules: what each asks, how to mend it, and one function that looks at a document.

The measures and the place of each rule in the decree stand in the profile (templates/profiles); nothing is stated here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.lint import looks, wording
from pipeline.lint.document import Document
from pipeline.lint.fault import Fault
from pipeline.lint.parts import Parts, find
from pipeline.profile import Profile

Look = Callable[[Document, Parts, Profile], Iterator[Fault]]


@dataclass(frozen=True)
class Rule:
    """code: also the key of its place in the decree in the profile. asks, mend: in words for the clerk."""

    code: str
    asks: str
    mend: str
    look: Look


@dataclass(frozen=True)
class Finding:
    """A fault of a document: the rule, what is wrong, where, how many places more look the same."""

    rule: Rule
    message: str
    part: str
    quote: str
    more: int
    source: str


# fmt: off
RULES = (
    Rule("page_size", "Khổ giấy A4, trình bày theo chiều dài; phụ lục có thể theo chiều rộng.",
         "Vào Bố cục (Layout), Kích thước (Size), chọn A4; Hướng (Orientation), chọn Dọc.", looks.page_size),
    Rule("page_margins", "Lề trên và lề dưới, lề trái, lề phải trong khoảng quy định.",
         "Vào Bố cục (Layout), Lề (Margins), Lề tùy chỉnh, ghi lại số đo.", looks.page_margins),
    Rule("font", "Phông chữ Times New Roman (Unicode), màu đen.",
         "Chọn cả đoạn, đặt phông chữ và màu chữ theo quy định.", looks.fonts),
    Rule("font_size", "Cỡ chữ của từng thành phần trong khoảng quy định.",
         "Chọn cả đoạn, đặt lại cỡ chữ.", looks.font_sizes),
    Rule("font_style", "Kiểu chữ (đứng, đậm, nghiêng) và chữ in hoa của từng thành phần đúng quy định.",
         "Chọn cả đoạn, đặt lại kiểu chữ.", looks.font_styles),
    Rule("page_number", "Số trang bằng chữ số Ả Rập, canh giữa ở lề trên, không hiển thị ở trang thứ nhất.",
         "Chèn (Insert), Số trang (Page Number), Đầu trang, ở giữa; đánh dấu “Trang đầu khác”.", looks.page_numbers),
    Rule("missing_part", "Văn bản có đủ các thành phần thể thức chính.",
         "Bổ sung thành phần còn thiếu.", wording.missing_parts),
    Rule("state_name", "Quốc hiệu bằng chữ in hoa; Tiêu ngữ viết “Độc lập - Tự do - Hạnh phúc”.",
         "Ghi lại đúng từng chữ; gạch nối có cách chữ hai bên.", wording.state_name),
    Rule("number", "Số của văn bản bằng chữ số Ả Rập, sau chữ “Số:”; số nhỏ hơn 10 có thêm số 0 phía trước.",
         "Ghi lại dòng số và ký hiệu, ví dụ: Số: 05/BC-LĐLĐ.", wording.number),
    Rule("dispatch_symbol", "Ký hiệu của công văn không có chữ viết tắt tên loại “CV”.",
         "Bỏ chữ “CV” và dấu gạch nối, ví dụ: Số: 473/LĐLĐ.", wording.dispatch_symbol),
    Rule("day", "Ngày nhỏ hơn 10 và tháng 1, tháng 2 có thêm số 0 phía trước.",
         "Thêm số 0, ví dụ: ngày 06 tháng 5 năm 2022; 03/02/2022.", wording.days),
    Rule("addressee", "“Kính gửi:” và nơi gửi trên một dòng; nhiều nơi thì mỗi nơi một dòng, cuối dòng dấu chấm phẩy, cuối cùng dấu chấm.",
         "Ghi lại phần “Kính gửi”.", wording.addressee),
    Rule("paragraph_layout", "Nội dung canh đều hai lề; chữ đầu dòng lùi vào theo quy định.",
         "Chọn các đoạn, vào Đoạn văn (Paragraph), đặt lại canh lề và dòng đầu (First line).", looks.paragraph_layout),
    Rule("paragraph_spacing", "Khoảng cách giữa các đoạn và giữa các dòng theo quy định.",
         "Chọn các đoạn, vào Đoạn văn (Paragraph), đặt lại khoảng cách (Spacing).", looks.paragraph_spacing),
    Rule("closing", "Nội dung kết thúc bằng dấu “./.”.",
         "Ghi “./.” ở cuối câu cuối cùng của nội dung.", wording.closing),
    Rule("signing_power", "Quyền hạn ký ghi TM., KT., TL., TUQ. hoặc Q. đúng thứ tự, trên chức vụ; trước họ tên không ghi học hàm, học vị.",
         "Ghi lại phần ký, ví dụ: TM. BAN THƯỜNG VỤ, xuống dòng KT. CHỦ TỊCH, xuống dòng PHÓ CHỦ TỊCH.", wording.signing_power),
    Rule("recipients", "Nơi nhận: mỗi nơi một dòng bắt đầu bằng gạch đầu dòng, cuối dòng dấu chấm phẩy; dòng cuối là “Lưu:” và dấu chấm.",
         "Ghi lại phần “Nơi nhận”, ví dụ dòng cuối: - Lưu: VT.", wording.recipients),
    Rule("annex_mention", "Văn bản có phụ lục thì nội dung phải chỉ dẫn về phụ lục đó.",
         "Nêu phụ lục trong nội dung, ví dụ: (chi tiết tại Phụ lục I kèm theo).", wording.annex_mention),
    Rule("annex_heading", "Từ hai phụ lục trở lên thì đánh số La Mã; dưới tiêu đề có dòng “Kèm theo”; số trang đánh riêng từng phụ lục.",
         "Ghi lại phần đầu của phụ lục; đặt phụ lục ở một phân đoạn (Section) riêng, đánh số trang từ 1.", wording.annex_heading),
)
# fmt: on
BY_CODE = {rule.code: rule for rule in RULES}


def lint(document: Document, profile: Profile) -> list[Finding]:
    """What differs from the profile, in the order of the rules; the same fault in many places is told once."""
    parts = find(document, profile)
    found: list[Finding] = []
    for rule in RULES:
        told: dict[tuple[str, str], list[Fault]] = {}
        for fault in rule.look(document, parts, profile):
            told.setdefault((fault.message, fault.part), []).append(fault)
        source = f"{profile.source['decree']}, {profile.source[rule.code]}"
        found += [
            Finding(rule, message, part, faults[0].quote, len(faults) - 1, source)
            for (message, part), faults in told.items()
        ]
    return found
