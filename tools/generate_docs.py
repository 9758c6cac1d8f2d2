"""Writes docs/rules.md, docs/data-dictionary.md and docs/lint.md from the rules, the catalogue and the schemas."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pipeline import catalogue
from pipeline.campaign import Lists, read_campaign
from schemas import activity, initiative, support_team, unit_sheet
from schemas.column import Column, Kind
from tests.spec.rules import book, examples, table
from tests.spec.rules.rule import FATES, OUTCOMES, Rule
from tools.generate_lint_docs import lint_rules

ROOT = Path(__file__).parents[1]
GENERATED = "<!-- Tệp này do `make docs` viết ra; sửa ở nguồn, không sửa ở đây. -->"

KIND_WORDS = {
    Kind.TEXT: "chữ",
    Kind.ORDINAL: "số thứ tự",
    Kind.CODE: "mã",
    Kind.PERSON: "họ và tên một người",
    Kind.PEOPLE: "họ và tên nhiều người, cách nhau bằng dấu ;",
    Kind.CHOICE: "một giá trị trong danh sách",
    Kind.YES_NO: "Có hoặc Không",
    Kind.DAY: "ngày",
    Kind.DAY_OR_MONTH: "ngày hoặc tháng",
    Kind.MONEY: "số tiền (đồng)",
    Kind.COUNT: "số đếm",
}

SEVERITY_INTRO = {
    catalogue.Severity.REFUSED: "Cả tệp không được nhận; đơn vị sửa rồi gửi lại.",
    catalogue.Severity.REJECTED: "Dòng không được nhận; các dòng khác của tệp vẫn được giữ.",
    catalogue.Severity.WARNING: "Tệp và dòng vẫn được nhận; đơn vị nên xem lại.",
    catalogue.Severity.NOTE: "Chương trình đã hiểu hoặc đã bỏ qua điều gì, hoặc vì sao dòng có kết quả như vậy.",
}

# Headings of tables whose cells hold finding codes: printed in words.
_CODE_COLUMNS = ("lý do", "vì")
_TOLD = "báo"

RULES_INTRO = """
Mỗi quy tắc dưới đây có bảng ví dụ. Mỗi bảng cũng là một phép kiểm thử: chương trình được chạy trên đúng các dòng
của bảng và phải cho đúng kết quả ở các cột in đậm.

## Cách đọc các bảng

- Cột không có trong bảng thì mang giá trị hợp lệ: sáng kiến đã được Hội đồng sáng kiến công nhận ngày 15/4/2022,
  áp dụng lần đầu ngày 21/02/2022, cập nhật Cổng ngày 20/4/2022, tên không giống dòng nào khác.
- Nếu không ghi khác: một tệp của đơn vị CD01, Ngày báo cáo 20/5/2022, số liệu tính đến hết 31/5/2022, nhận tệp cùng
  ngày ấy.
- Có cột “ngày nhận” thì mỗi ngày ấy là một lần chạy, nhận các tệp của ngày ấy; kết quả là của lần chạy cuối.
- Tệp, mã đơn vị, Ngày báo cáo và ngày nhận để trống là như dòng trên. Ô khác để trống là ô trống.
- `[5/4/2022]` là ô kiểu ngày của Excel, `[15]` là ô kiểu số; `{12 ký tự}` là một chuỗi dài chừng ấy; `⏎` là xuống
  dòng trong ô; `␣` là khoảng trắng đặc biệt; `↑` là ô gộp với ô ở trên.
- Đơn vị trong ví dụ: CD01 (Trường học, Phan; chỉ tiêu 3 + 2), CD02 (Y tế, Bàu Năng; 3 + 3),
  CD03 (Doanh nghiệp, Phan; 1 + 0; từ 01/01/2022), CD04 (Trường học, Suối Đá; 2 + 0; đến hết 30/4/2022).
"""

FINDINGS_INTRO = """
Mỗi phát hiện trong `findings.csv` và trong tệp trả lại có một mã, một câu nói rõ điều tìm thấy và cách sửa. Trong câu:
{value} là giá trị như đơn vị đã ghi, {heading} là tiêu đề cột, {detail} là chi tiết. Ví dụ nói điều gì làm
câu ấy hiện ra, và quy tắc nào có bảng chứng minh.
"""

DICTIONARY_INTRO = """
Mọi trang, mọi cột của tệp mẫu và mọi trường của dữ liệu kết quả. Tệp mẫu, việc kiểm tra, các câu báo lỗi và bảng này
cùng được viết ra từ một định nghĩa, nên không bao giờ nói khác nhau.
"""

SHEETS_INTRO = """
Tiêu đề có dấu * là bắt buộc. Danh sách giá trị lấy từ `[lists]` của `campaign.toml`; các giá trị dưới đây là của
chương trình “{name}”.
"""

OUTPUT_INTRO = """
Các tệp CSV: UTF-8 có BOM, dấu phẩy, RFC 4180. Ô bắt đầu bằng `= + - @`, tab hay CR được thêm dấu `'` ở đầu.
"""

# Fields of the results: one a line, then what it means.
FATES_FIELDS = """
file | đường dẫn tệp trong `inbox/`, như thấy lần cuối
sha256 | mã SHA-256 của tệp
sheet | trang tính
row | số dòng như trong Excel
unit_code | mã đơn vị
initiative_code | mã sáng kiến, không đổi suốt chương trình; trống khi chưa có dòng nào không lỗi
fate | kết quả của dòng: {fates}
related | dòng đang đứng thay cho dòng này: `<tệp>#<dòng>`
reasons | mã các lý do, cách nhau bằng khoảng trắng (xem [rules.md](rules.md))
"""
FINDINGS_FIELDS = """
file | đường dẫn tệp trong `inbox/`
sheet | trang tính
row | số dòng như trong Excel
column | chữ của cột như trong Excel
code | mã phát hiện (xem [rules.md](rules.md))
severity | {severities}
value | giá trị như đơn vị đã ghi
message | điều tìm thấy và cách sửa
"""
INITIATIVE_FIELDS = """
unit_code | mã đơn vị
unit_name | tên đơn vị, theo `units.csv`
block | khối, theo `units.csv`
commune | xã, thị trấn, theo `units.csv`
report_on | Ngày báo cáo của tệp
…
counting_on | ngày tính: ngày quyết định giai đoạn
phase | giai đoạn; trống khi ngày tính ở ngoài mọi giai đoạn
fate | như trong `fates.csv`
reasons | như trong `fates.csv`
related | như trong `fates.csv`
file | như trong `fates.csv`
sheet | như trong `fates.csv`
row | như trong `fates.csv`
"""
SUMMARY_FIELDS = """
schema | tên và phiên bản của dạng tệp
as_of | ngày tính số liệu
level | cấp: `district`, `province`, `nation`
files | số tệp đang có trong `inbox/` và số tệp theo từng kết quả
rows | số dòng của mọi tệp đã nhận đến ngày ấy, và số dòng theo từng kết quả
phases | theo giai đoạn: chỉ tiêu của chương trình, số được tính, tỷ lệ
units | theo đơn vị: đã báo cáo, không phát sinh, chỉ tiêu, được tính, đang xem xét, tỷ lệ, từng giai đoạn
by | số được tính theo khối, xã, đối tượng, loại giải pháp, lĩnh vực; có cả số 0
benefit_vnd | tổng giá trị làm lợi của các sáng kiến được tính, bằng đồng
review | số cặp nghi trùng: chưa quyết định, đã quyết định
findings | số phát hiện theo từng mã
changes | vì sao số được tính khác lần trước: so với ngày nào, trước, sau, các dòng thay đổi, theo giai đoạn và đơn vị
"""
RATE_NOTE = """
Tỷ lệ làm tròn nửa lên đến bốn chữ số (0.4247 là 42,47%); chỉ tiêu bằng 0 thì tỷ lệ là `null`. Cộng các giai đoạn
bằng `rows.counted`.
"""


def rules() -> str:
    """docs/rules.md."""
    fates = [(words, f"`{name}`", catalogue.FATE_NAMES[name]) for words, name in FATES.items() if name]
    outcomes = [(words, f"`{name}`", catalogue.OUTCOME_NAMES[name]) for words, name in OUTCOMES.items()]
    lines = ["# Các quy tắc nhận, tính và đối chiếu sáng kiến", GENERATED, RULES_INTRO.strip()]
    lines += ["Kết quả của một dòng:", _markdown(("trong bảng", "trong fates.csv", "nghĩa là"), fates)]
    lines += ["Kết quả của một tệp:", _markdown(("trong bảng", "trong summary.json", "nghĩa là"), outcomes)]
    for number, chapter in enumerate(book.CHAPTERS, start=1):
        lines += [f"## {number}. {chapter.title}", chapter.intro]
        for rule in chapter.rules:
            lines += _rule(rule)
    lines += _findings(len(book.CHAPTERS) + 1)
    return "\n\n".join(lines) + "\n"


def _rule(rule: Rule) -> list[str]:
    setting = [f"số liệu tính đến hết {rule.as_of}"] if rule.as_of != Rule("", "", "").as_of else []
    setting += [f"nhận tệp ngày {rule.received_on}"] if rule.received_on else []
    setting += [f"[rules] as_warning = {rule.as_warning.split()}".replace("'", '"')] if rule.as_warning else []
    lines = [f'### <a id="{_anchor(rule.code)}"></a>{rule.code}. {rule.title}', rule.says, f"*Căn cứ: {rule.source}.*"]
    lines += [f"*Ở đây: {'; '.join(setting)}.*"] if setting else []
    for caption, text in (
        ("Các tệp:", rule.files),
        ("Trang “Sáng kiến”:", rule.rows),
        ("Trang “Sáng kiến” như trong Excel:", rule.sheet),
        ("Trang “Tổ hỗ trợ”:", rule.team),
        ("Trang “Hoạt động”:", rule.activities),
        ("Loại ra:", rule.excluded),
        ("Kết luận của cán bộ tổng hợp:", rule.judged),
        ("Các cặp đưa ra rà soát:", rule.review or ""),
        ("Từng cặp:", rule.pairs),
        ("Số liệu (`summary.json`):", rule.totals),
    ):
        found = table.read(text)
        if found.lines:
            headings = (*found.given, *(f"**{heading}**" for heading in found.expected))
            rows = [
                (*line.given.values(), *(_in_words(heading, value) for heading, value in line.expected.items()))
                for line in found.lines
            ]
            lines += [caption, _markdown(headings, rows)]
        elif rule.review is not None and caption.startswith("Các cặp"):
            lines += ["Không có cặp nào đưa ra rà soát."]
    return lines


def _in_words(heading: str, value: str) -> str:
    if heading in _CODE_COLUMNS:
        return "; ".join(catalogue.reason_text(code) for code in value.split())
    if heading == _TOLD:
        return ", ".join(f"[`{code}`](#{code})" for code in value.split())
    return value


def _findings(number: int) -> list[str]:
    lines = [f"## {number}. Chương trình nói gì: mọi loại phát hiện", FINDINGS_INTRO.strip()]
    shown = examples.of_tables()
    for place, severity in enumerate(catalogue.Severity, start=1):
        kinds = [kind for kind in catalogue.KINDS.values() if kind.severity is severity]
        rows = [
            (f'<a id="{kind.code}"></a>`{kind.code}`', kind.sentence, kind.mend or "-", _shown(kind.code, shown))
            for kind in kinds
        ]
        lines += [
            f"### {number}.{place}. {catalogue.SEVERITY_NAMES[severity]} (`{severity.value}`)",
            SEVERITY_INTRO[severity],
        ]
        lines += [_markdown(("mã", "câu", "cách sửa", "ví dụ"), rows)]
    return lines


def _shown(code: str, shown: Mapping[str, examples.Example]) -> str:
    """What triggers a finding, with the rule whose table proves it."""
    if code in shown:
        return f"[{shown[code].rule}](#{_anchor(shown[code].rule)}). {shown[code].given}"
    return examples.ELSEWHERE.get(code, "")


def _anchor(number: str) -> str:
    return f"r{number.replace('.', '_')}"


def data_dictionary() -> str:
    """docs/data-dictionary.md."""
    campaign = read_campaign((ROOT / "campaign.toml").read_text(encoding="utf-8"))
    lines = ["# Từ điển dữ liệu", GENERATED, DICTIONARY_INTRO.strip(), "## Tệp mẫu `SK_<mã đơn vị>.xlsx`"]
    lines += [SHEETS_INTRO.strip().format(name=campaign.campaign.name)]
    phases = tuple(phase.number for phase in campaign.phase)
    for sheet, columns, intro in (
        (
            unit_sheet.SHEET,
            unit_sheet.labels(phases),
            "Nhãn ở cột A, giá trị ở cột B. Khối, xã, chỉ tiêu chỉ để đọc.",
        ),
        (initiative.SHEET, initiative.COLUMNS, "Mỗi dòng một sáng kiến. Cột được tìm theo tiêu đề, không theo vị trí."),
        (support_team.SHEET, support_team.COLUMNS, "Danh sách mới nhất (không trống) thay danh sách cũ."),
        (activity.SHEET, activity.COLUMNS, "Cùng ngày, cùng loại, cùng nội dung là một hoạt động."),
    ):
        lines += [f"### Trang “{sheet}”", intro, _columns(columns)]
    lines += ["### Danh sách giá trị", _lists(campaign.lists), "## Dữ liệu kết quả trong `outbox/<ngày>/`", *_outputs()]
    return "\n\n".join(lines) + "\n"


def _columns(columns: Iterable[Column]) -> str:
    rows = [
        (
            column.title,
            f"`{column.field}`",
            KIND_WORDS[column.kind] + (f" `{column.list_name}`" if column.kind is Kind.CHOICE else ""),
            "có" if column.is_required else "",
            _rule_of(column),
            column.help,
            _example(column),
        )
        for column in columns
    ]
    return _markdown(("tiêu đề", "trường", "loại", "bắt buộc", "quy tắc", "hướng dẫn", "ví dụ"), rows)


def _rule_of(column: Column) -> str:
    said = []
    if column.min_length is not None:
        said.append(f"từ {column.min_length} ký tự")
    if column.max_length is not None:
        said.append(f"không quá {column.max_length} ký tự")
    if column.is_rejecting:
        said.append("ghi mà không đọc được thì dòng có lỗi")
    return "; ".join(said)


def _example(column: Column) -> str:
    example = column.example
    if example is None:
        return ""
    return f"{example:%d/%m/%Y}" if not isinstance(example, str | int) else str(example)


def _lists(lists: Lists) -> str:
    names = [name for name in type(lists).model_fields if name != "fillers"]
    rows = [(f"`{name}`", " · ".join(lists.values(name))) for name in names]
    return _markdown(("danh sách", "giá trị"), [*rows, ("`fillers` (coi như ô trống)", " · ".join(lists.fillers))])


def _outputs() -> list[str]:
    fates = ", ".join(f"`{name}` {words.lower()}" for name, words in catalogue.FATE_NAMES.items())
    severities = ", ".join(f"`{one.value}` {words.lower()}" for one, words in catalogue.SEVERITY_NAMES.items())
    lines = [OUTPUT_INTRO.strip()]
    for title, text in (
        ("`fates.csv`: mỗi dòng đã đọc có đúng một kết quả", FATES_FIELDS.format(fates=fates)),
        ("`findings.csv`: mọi điều đã phát hiện", FINDINGS_FIELDS.format(severities=severities)),
        ("`initiatives.csv`: các dòng đã đọc với giá trị đã hiểu", _initiative_fields()),
        ("`summary.json`: mọi con số của báo cáo", SUMMARY_FIELDS),
    ):
        fields = [line.split(" | ") for line in text.strip().splitlines()]
        lines += [f"### {title}", _markdown(("trường", "nghĩa"), [(f"`{name}`", meaning) for name, meaning in fields])]
    return [*lines, RATE_NOTE.strip()]


def _initiative_fields() -> str:
    typed = [
        f"{column.field} | như cột “{column.heading}”" for column in initiative.COLUMNS if column.field != "ordinal"
    ]
    before, after = INITIATIVE_FIELDS.strip().split("\n…\n")
    return "\n".join([before, *typed, after])


def _markdown(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(_escaped(cell) for cell in line) + " |" for line in lines)


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


FILES = {
    ROOT / "docs" / "rules.md": rules,
    ROOT / "docs" / "data-dictionary.md": data_dictionary,
    ROOT / "docs" / "lint.md": lint_rules,
}


def main() -> None:
    """Writes the documents anew."""
    for path, text in FILES.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text(), encoding="utf-8", newline="\n")
        print(path.relative_to(ROOT).as_posix())


if __name__ == "__main__":
    main()
