"""docs/lint.md: the rules of `sangkien lint` and their places in the decree, from the one list and the profile."""

from pipeline import profile as profiles
from pipeline.lint.rules import RULES

GENERATED = "<!-- Tệp này do `make docs` viết ra; sửa ở nguồn, không sửa ở đây. -->"
INTRO = """
Lệnh `sangkien lint FILE.docx` đối chiếu một văn bản Word, kể cả văn bản đã sửa tay, với các quy tắc dưới đây. Phông
chữ, cỡ chữ, khoảng cách được xét như chúng có hiệu lực: kiểu (style) và kiểu gốc, phông của bộ chủ đề (theme), giá trị
mặc định, định dạng trực tiếp. Thành phần của văn bản được nhận ra theo chữ và vị trí, không theo tên kiểu.

Số đo lấy từ thể thức trong `templates/profiles/`; thêm một tệp ở đó là thêm một thể thức, chọn bằng `--profile`.

Mã kết thúc: 0 đúng thể thức; 3 có điểm chưa đúng; 2 dùng sai hoặc tệp không phải là .docx đọc được. `--json` in kết quả
cho chương trình khác đọc.

Không xét: đường kẻ dưới Tiêu ngữ, tên cơ quan và trích yếu (có nhiều cách vẽ); dấu cuối dòng căn cứ; nội dung trong
bảng ngoài phông chữ và màu chữ. Số trang chỉ bị coi là thiếu khi văn bản chắc chắn dài hơn một trang.
"""


def lint_rules() -> str:
    """docs/lint.md."""
    lines = ["# Các quy tắc thể thức của `sangkien lint`", GENERATED, INTRO.strip()]
    for name in profiles.names():
        profile = profiles.load(name)
        rows = ["| mã | quy tắc | cách sửa | căn cứ |", "| --- | --- | --- | --- |"]
        rows += [f"| `{rule.code}` | {rule.asks} | {rule.mend} | {profile.source[rule.code]} |" for rule in RULES]
        lines += [f"## Thể thức `{name}` ({profile.source['decree']})", "\n".join(rows), *_measures(profile)]
    return "\n\n".join(lines) + "\n"


def _measures(profile: profiles.Profile) -> list[str]:
    from pipeline.lint.fault import PART_NAMES
    from pipeline.lint.looks import number

    allowed = profile.allowed
    page = allowed.page_mm
    sides = (("trên", page.top), ("dưới", page.bottom), ("trái", page.left), ("phải", page.right))
    margins = "; ".join(f"{side} {number(low)}-{number(high)} mm" for side, (low, high) in sides)
    rows = ["| thành phần | cỡ chữ | kiểu chữ |", "| --- | --- | --- |"]
    words = {"upright": "đứng", "bold": "đậm", "italic": "nghiêng", "bold italic": "nghiêng, đậm", "": ""}
    for name, (low, high) in allowed.size_pt.items():
        size = number(low) if low == high else f"{number(low)}-{number(high)}"
        rows.append(f"| {PART_NAMES[name]} | {size} | {words[profile.style.get(name, '')]} |")
    first = " hoặc ".join(number(one) for one in allowed.paragraph.first_line_mm)
    low, high = allowed.paragraph.line_spacing
    paragraphs = (
        f"Lề: {margins}. Phông chữ: {profile.font}. Dòng đầu lùi vào {first} mm; giữa các đoạn ít nhất "
        f"{number(allowed.paragraph.after_pt)} pt; khoảng cách dòng từ {number(low)} đến {number(high)}."
    )
    return [paragraphs, "\n".join(rows)]
