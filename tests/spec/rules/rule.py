"""A rule: what the programme promises, on which paper it rests, and the tables that prove it."""

from dataclasses import dataclass

OWN = "Quy ước của chương trình"
GUIDANCE = "Hướng dẫn 46/HD-TLĐ ngày 30/12/2021"
TEAM_DUTIES = "Công văn 473/LĐLĐ ngày 06/5/2022"
PROGRAMME = "Chương trình 3259/CTr-TLĐ ngày 15/12/2021"

# The words of the tables for what becomes of rows and files.
FATES = {
    "được tính": "counted",
    "đang xem xét": "pending",
    "không đủ điều kiện": "ineligible",
    "trùng": "duplicate",
    "có bản sau": "superseded",
    "đã rút": "withdrawn",
    "có lỗi": "rejected",
    "chưa đọc": "",
}
VERDICTS = {"": "chờ", "same": "Trùng", "distinct": "Không trùng", "unknown": "Chưa rõ"}
STATES = {"same": "là một", "review": "rà soát", "distinct": "hai"}
OUTCOMES = {
    "nhận": "accepted",
    "nhận, có dòng lỗi": "accepted_with_errors",
    "không nhận": "refused",
    "giống tệp khác": "unchanged",
    "để sau": "later",
}


@dataclass(frozen=True)
class Rule:
    """One rule with its tables.

    files: one line a file: labels of the sheet `Đơn vị` and the words of harness.FILE_WORDS; `kết quả`, `báo`.
    rows: one line an initiative: headings of the sheet `Sáng kiến`; `số phận`, `lý do`, `thay bằng`, `báo` and more.
    sheet: the sheet `Sáng kiến` as it looks, a line a row of Excel; `đọc`, `báo`.
    team, activities: the sheets `Tổ hỗ trợ` and `Hoạt động`; `ghi nhận`.
    excluded: what was taken out before the last run: `tệp hoặc mã`, `lý do loại`.
    judged: what the clerk said of pairs of codes before the last run: `mã`, `và mã`, `kết luận`.
    review: the pairs a person decides, by the names of the rows: `dòng`, `và dòng`, `vì`, and `kết luận`.
    pairs: two rows a line, by themselves: `tên`, `và tên`, and so on; `kết luận`, `lý do` and the rest a clerk reads.
    totals: places in summary.json and what stands there.
    as_warning: the codes of rules that only warn for now.
    Days are written as people write them; received_on is as_of unless told, and `ngày nhận` goes before it: one run a day.
    """

    code: str
    title: str
    says: str
    source: str = OWN
    files: str = ""
    rows: str = ""
    sheet: str = ""
    team: str = ""
    activities: str = ""
    excluded: str = ""
    judged: str = ""
    review: str | None = None
    pairs: str = ""
    totals: str = ""
    as_of: str = "31/5/2022"
    received_on: str = ""
    count_basis: str = "portal_on"
    as_warning: str = ""


@dataclass(frozen=True)
class Chapter:
    """Rules on one subject."""

    title: str
    intro: str
    rules: tuple[Rule, ...]
