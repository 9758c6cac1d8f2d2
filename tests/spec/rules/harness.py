"""Builds workbooks from the tables of a rule, consolidates them and says where the result differs."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pandas as pd

from pipeline import lookup
from pipeline.consolidation import Consolidation
from pipeline.history import JUDGEMENT_COLUMNS, Exclusions, no_judgements
from pipeline.vietnamese import Cell, fold
from pipeline.workbook import Look, Merge, Sheet, Workbook
from schemas import activity, initiative, stamp, support_team
from tests.spec.rules import campaign as example
from tests.spec.rules import several_days, table
from tests.spec.rules.rule import FATES, OUTCOMES, VERDICTS, Rule
from tests.spec.rules.several_days import Arrival

# One valid, recognised row that counts in phase 1; its title is made for each row.
DEFAULTS: dict[str, Cell] = {
    "Tác giả chính": "Nguyễn Thị Mẫu",
    "Đối tượng": "Cán bộ, công chức, viên chức",
    "Loại giải pháp": "Giải pháp tác nghiệp",
    "Lĩnh vực áp dụng": "Giáo dục và đào tạo",
    "Trạng thái": "Đã được công nhận",
    "Ngày áp dụng lần đầu": "21/02/2022",
    "Cấp công nhận": "Hội đồng sáng kiến",
    "Số văn bản công nhận": "12/QĐ-HĐSK",
    "Ngày công nhận": "15/4/2022",
    "Ngày cập nhật Cổng": "20/4/2022",
}
HEADINGS = [column.heading for column in initiative.COLUMNS]
TITLES = {column.heading: column.title for column in initiative.COLUMNS}
STAMP = initiative.ROW_STAMP.heading
FIELDS = {column.heading: column.field for column in (*initiative.COLUMNS, initiative.ROW_STAMP)}

# What a table may say of a file beside the labels of the sheet `Đơn vị`.
FILE_WORDS = (
    "tệp", "số dòng", "nội dung như", "SHA-256", "lỗi khi mở", "bỏ cột", "bỏ nhãn", "tên trang", "mẫu: dấu", "mẫu: phiên bản",
    "mẫu: chương trình", "mẫu: tiền tố", "mẫu: đơn vị", "ngày nhận", "trong inbox",
)  # fmt: skip
MERGED = "↑"
_CARRIED = ("tệp", "Mã CĐCS", "Ngày báo cáo", "ngày nhận")  # blank: as in the line above


@dataclass
class _File:
    """A file while it is put together."""

    name: str
    labels: dict[str, Cell] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    rows: list[dict[str, Cell]] = field(default_factory=list)
    sheets: dict[str, list[tuple[int, tuple[Cell, ...]]]] = field(default_factory=dict)
    look: Look = field(default_factory=Look)


@dataclass(frozen=True)
class Played:
    """A rule with what came of it. names: (file, row of Excel) → the row's name in the tables."""

    rule: Rule
    result: Consolidation
    names: dict[tuple[str, int], str]


def default_title(number: int) -> str:
    """A title that no other is alike: numbers decide."""
    return f"Giải pháp mẫu số {number} về công tác chuyên môn"


def day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()


def play(rule: Rule) -> Played:
    """Consolidates the files of the rule's tables."""
    files: dict[str, _File] = {}
    names: dict[tuple[str, int], str] = {}
    _add_files(rule, files)
    _add_rows(rule, files, names)
    _add_sheet(rule, files)
    _add_side(rule.team, support_team.SHEET, support_team.COLUMNS, files)
    _add_side(rule.activities, activity.SHEET, activity.COLUMNS, files)
    books = {file.name: _workbook(file) for file in files.values()}
    for file in files.values():
        if original := file.words.get("nội dung như"):
            books[file.name] = Workbook(
                file.name, books[original].sha256, books[original].size, books[original].sheets, books[original].refusal
            )
    received_on = rule.received_on or rule.as_of
    arrivals = [
        Arrival(
            books[file.name], day(file.words.get("ngày nhận", received_on)), file.words.get("trong inbox") != "không"
        )
        for file in files.values()
    ]
    campaign, units = example.campaign(rule.count_basis, rule.as_warning.split()), example.units()
    result = several_days.consolidate(
        arrivals, campaign, units, day(rule.as_of), (_excluded(rule, books), _judged(rule))
    )
    return Played(rule, result, names)


def _excluded(rule: Rule, books: dict[str, Workbook]) -> Exclusions:
    """What the clerk took out before the last run."""
    words = {line.given["tệp hoặc mã"]: line.given["lý do loại"] for line in table.read(rule.excluded).lines}
    return Exclusions(
        submissions={books[name].sha256: why for name, why in words.items() if name in books},
        initiatives={name: why for name, why in words.items() if name not in books},
    )


def _judged(rule: Rule) -> pd.DataFrame:
    """What the clerk said of pairs of codes before the last run, in the order of the table."""
    verdicts = {words: verdict for verdict, words in VERDICTS.items()}
    told = [
        {
            "code_a": line.given["mã"], "code_b": line.given["và mã"], "verdict": verdicts[line.given["kết luận"]],
            "judged_by": "cán bộ", "judged_at": "2022-05-31T09:00:00+07:00", "note": "", "workbook": "",
        }
        for line in table.read(rule.judged).lines
    ]  # fmt: skip
    return pd.DataFrame(told, columns=JUDGEMENT_COLUMNS).astype(no_judgements().dtypes.to_dict())


def _file(files: dict[str, _File], carried: dict[str, str], given: dict[str, str]) -> _File:
    """The file a line speaks of; blank words are those of the line above."""
    for word in _CARRIED:
        if given.get(word):
            carried[word] = given[word]
    name = carried.get("tệp", "CD01.xlsx")
    if name not in files:
        labels: dict[str, Cell] = {"Mã CĐCS": "CD01", "Tên công đoàn cơ sở": "CĐCS Mẫu", "Ngày báo cáo": "20/5/2022"}
        files[name] = _File(name, labels=labels)
    files[name].labels |= {
        word: table.cell(carried[word]) for word in _CARRIED[1:3] if word in given and word in carried
    }
    if "ngày nhận" in given:
        files[name].words["ngày nhận"] = carried["ngày nhận"]
    return files[name]


def _add_files(rule: Rule, files: dict[str, _File]) -> None:
    count = 1000
    for line in table.read(rule.files).lines:
        file = _file(files, {}, {"tệp": line.given["tệp"]})
        file.labels |= {label: table.cell(text) for label, text in line.given.items() if label not in FILE_WORDS}
        file.words |= {word: text for word, text in line.given.items() if word in FILE_WORDS and text}
        for _ in range(int(file.words.get("số dòng", "0" if rule.rows or rule.sheet else "1"))):
            count += 1
            file.rows.append({"Tên sáng kiến": default_title(count), **DEFAULTS})


def _add_rows(rule: Rule, files: dict[str, _File], names: dict[tuple[str, int], str]) -> None:
    carried: dict[str, str] = {}
    for number, line in enumerate(table.read(rule.rows).lines, start=1):
        file = _file(files, carried, line.given)
        cells: dict[str, Cell] = {"Tên sáng kiến": default_title(number), **DEFAULTS}
        file.rows.append(
            cells | {heading: table.cell(text) for heading, text in line.given.items() if heading in FIELDS}
        )
        unknown = set(line.given) - set(FIELDS) - {*_CARRIED, "dòng"}
        if unknown:
            raise ValueError(f"{rule.code}: unknown columns {sorted(unknown)}")
        names[file.name, len(file.rows) + 1] = line.given.get("dòng") or str(number)


def _add_sheet(rule: Rule, files: dict[str, _File]) -> None:
    """The sheet as it looks. `còn lại`: the columns not shown hold `tiêu đề` their headings, `đủ` default values.

    ↑: the cell is merged with the one above. `ẩn`: x for a hidden row.
    """
    picture = table.read(rule.sheet)
    if not picture.lines:
        return
    letters = [heading for heading in picture.given if len(heading) == 1]
    texts = {fold(text) for line in picture.lines for text in line.given.values()}
    names = lookup.heading_aliases() | {fold(heading): name for heading, name in FIELDS.items()}
    shown = {names[text] for text in texts if text in names}
    others = [heading for heading in DEFAULTS if FIELDS[heading] not in shown and heading != "Tác giả chính"]
    lines: list[tuple[int, tuple[Cell, ...]]] = []
    for line in picture.lines:
        cells = [table.cell(line.given[letter]) for letter in letters]
        match line.given.get("còn lại", ""):
            case "tiêu đề":
                cells += others
            case "đủ":
                cells += [DEFAULTS[heading] for heading in others]
            case _:
                cells += [None] * len(others)
        lines.append((int(line.given["dòng"]), tuple(None if cell == MERGED else cell for cell in cells)))
    name = next(iter(files), "CD01.xlsx")
    file = _file(files, {}, {"tệp": name})
    file.sheets[initiative.SHEET] = lines
    file.look = Look(
        tuple(merge for place, letter in enumerate(letters) for merge in _merges(picture, letter, place)),
        tuple(int(line.given["dòng"]) for line in picture.lines if line.given.get("ẩn")),
    )


def _merges(picture: table.RuleTable, letter: str, column: int) -> Iterable[Merge]:
    """The merged cells of one column of a picture."""
    rows = [int(line.given["dòng"]) for line in picture.lines]
    cells = [line.given[letter] for line in picture.lines]
    for place, cell in enumerate(cells):
        below = next((end for end in range(place + 1, len(cells) + 1) if cells[end:][:1] != [MERGED]), len(cells))
        if cell != MERGED and below > place + 1:
            yield rows[place], column, rows[below - 1], column


def _add_side(text: str, sheet: str, columns: Iterable[Any], files: dict[str, _File]) -> None:
    side = table.read(text)
    headings = [column.heading for column in columns]
    carried: dict[str, str] = {}
    for line in side.lines:
        file = _file(files, carried, line.given)
        lines = file.sheets.setdefault(sheet, [(1, tuple(headings))])
        lines.append((len(lines) + 1, tuple(table.cell(line.given.get(heading, "")) for heading in headings)))


def _workbook(file: _File) -> Workbook:
    if refusal := file.words.get("lỗi khi mở"):
        return Workbook(file.name, hashlib.sha256(file.name.encode()).hexdigest(), 1, refusal=refusal)
    labels = [
        (label, value) for label, value in file.labels.items() if label not in file.words.get("bỏ nhãn", "").split("; ")
    ]
    sheets = {"Đơn vị": [(row, pair) for row, pair in enumerate(labels, start=1)]}
    kept = [heading for heading in HEADINGS if heading not in file.words.get("bỏ cột", "").split("; ")]
    if any(row.get(STAMP) for row in file.rows):  # the hidden column of a workbook that was sent back
        kept.append(STAMP)
    rows: list[tuple[int, tuple[Cell, ...]]] = [(1, tuple(TITLES.get(heading, heading) for heading in kept))]
    rows += [(number, tuple(row.get(heading) for heading in kept)) for number, row in enumerate(file.rows, start=2)]
    name = file.words.get("tên trang", initiative.SHEET)
    named = {} if name == "không có" else dict.fromkeys(name.split("; "), rows)
    built: dict[str, Any] = {**sheets, **named, **file.sheets}
    if file.words.get("mẫu: dấu") != "không có":
        said = {
            "version": file.words.get("mẫu: phiên bản", str(stamp.TEMPLATE_VERSION)),
            "campaign": file.words.get("mẫu: chương trình", "01 triệu sáng kiến"),
            "code_prefix": file.words.get("mẫu: tiền tố", "MAU"),
            "unit_code": file.words.get("mẫu: đơn vị", str(file.labels.get("Mã CĐCS") or "CD01")),
        }
        built[stamp.SHEET] = list(enumerate(said.items(), start=1))
    kept_sheets = tuple(
        Sheet(
            title,
            tuple(row for row in lines if any(c is not None for c in row[1])),
            file.look if title == initiative.SHEET else Look(),
        )
        for title, lines in built.items()
    )
    sha256 = (
        file.words.get("SHA-256", "").ljust(64, "0")
        if "SHA-256" in file.words
        else hashlib.sha256(repr(kept_sheets).encode()).hexdigest()
    )
    return Workbook(file.name, sha256, 1, kept_sheets)


# ---------------------------------------------------------------- what came out


def differences(played: Played) -> list[str]:
    """Where the result is not what the tables say, a line each."""
    found = [*_rows_differ(played), *_files_differ(played), *_sheet_differs(played), *_sides_differ(played)]
    return [*found, *_review_differs(played), *_totals_differ(played)]


def _told(result: Consolidation, file: str, row: int | None = None) -> str:
    findings = result.findings[result.findings["file"] == file]
    if row is not None:
        findings = findings[(findings["row"] == row) & (findings["sheet"] != "Đơn vị")]
    return " ".join(sorted(set(findings["code"])))


def _rows_differ(played: Played) -> Iterable[str]:
    result, names = played.result, played.names
    numbers = {f"{file}#{row}": name for (file, row), name in names.items()}
    places = {(row.file, row.row): row for row in result.rows.itertuples()}
    for line, ((file, number), name) in zip(table.read(played.rule.rows).lines, names.items(), strict=True):
        row: Any = places.get((file, number))
        for word, text in line.expected.items():
            want, got = text, ""
            match word:
                case "số phận":
                    want, got = FATES[text], row.fate if row else ""
                case "lý do":
                    want, got = " ".join(table.words(text)), " ".join(table.words(row.reasons if row else ""))
                case "thay bằng":
                    got = numbers.get(row.related, row.related) if row else ""
                case "báo":
                    want, got = " ".join(table.words(text)), _told(result, file, number)
                case "mã":
                    got = row.initiative_code if row else ""
                case "giai đoạn":
                    got = "" if pd.isna(row.phase) else str(row.phase)
                case "ngày tính":
                    got = "" if pd.isna(row.counting_on) else f"{row.counting_on:%d/%m/%Y}"
                    want = f"{day(text):%d/%m/%Y}" if text else ""
                case _:
                    value = getattr(row, FIELDS[word.removeprefix("đọc là: ")])
                    got = (
                        "" if pd.isna(value) else f"{value:%d/%m/%Y}" if isinstance(value, pd.Timestamp) else str(value)
                    )
            if want != got:
                yield f"dòng {name}, {word}: phải là “{want}”, lại là “{got}”"


def _files_differ(played: Played) -> Iterable[str]:
    outcomes = dict(zip(played.result.files["file"], played.result.files["outcome"], strict=True))
    for line in table.read(played.rule.files).lines:
        name = line.given["tệp"]
        if "kết quả" in line.expected and OUTCOMES[line.expected["kết quả"]] != outcomes[name]:
            yield f"tệp {name}: phải là {line.expected['kết quả']}, lại là {outcomes[name]} ({_told(played.result, name)})"
        if "báo" in line.expected and (want := " ".join(table.words(line.expected["báo"]))) != (
            told := _told(played.result, name)
        ):
            yield f"tệp {name}, báo: phải là “{want}”, lại là “{told}”"


def _sheet_differs(played: Played) -> Iterable[str]:
    lines = table.read(played.rule.sheet).lines
    read = set(played.result.rows["row"])
    file = str(played.result.files["file"].iat[0]) if lines else ""
    for line in lines:
        number = int(line.given["dòng"])
        if (line.expected["đọc"] == "có") != (number in read):
            yield f"dòng {number}: đọc phải là “{line.expected['đọc']}”"
        if "báo" in line.expected and (want := " ".join(table.words(line.expected["báo"]))) != (
            told := _told(played.result, file, number)
        ):
            yield f"dòng {number}, báo: phải là “{want}”, lại là “{told}”"


def _sides_differ(played: Played) -> Iterable[str]:
    for text, frame, heading, column in (
        (played.rule.team, played.result.teams, "Họ và tên", "member_name"),
        (played.rule.activities, played.result.activities, "Nội dung", "content"),
    ):
        wanted = sorted(line.given[heading] for line in table.read(text).lines if line.expected["ghi nhận"] == "có")
        if text and wanted != sorted(frame[column]):
            yield f"ghi nhận phải là {wanted}, lại là {sorted(frame[column])}"


def _review_differs(played: Played) -> Iterable[str]:
    if played.rule.review is None:
        return
    rows, names = played.result.rows, played.names
    name = {place: names[file, row] for place, file, row in zip(rows.index, rows["file"], rows["row"], strict=True)}
    told = table.read(played.rule.review)
    pairs: list[dict[Any, Any]] = played.result.review.to_dict("records")
    got = sorted(
        (
            *sorted((name[pair["row_a"]], name[pair["row_b"]])),
            pair["reasons"] if "vì" in told.expected else "",
            VERDICTS[pair["verdict"]],
        )
        for pair in pairs
    )
    want = sorted(
        (
            *sorted((line.given["dòng"], line.given["và dòng"])),
            line.expected.get("vì", ""),
            line.expected.get("kết luận", VERDICTS[""]),
        )
        for line in told.lines
    )
    if got != want:
        yield f"cặp cần rà soát phải là {want}, lại là {got}"


def _totals_differ(played: Played) -> Iterable[str]:
    summary = played.result.summary
    for line in table.read(played.rule.totals).lines:
        got = look_up(summary, line.given["số liệu"])
        if str(got) != line.expected["là"]:
            yield f"{line.given['số liệu']}: phải là {line.expected['là']}, lại là {got}"


def look_up(summary: dict[str, Any], path: str) -> Any:
    """The value at a path such as units.CD01.phases.1.rate; a list is walked by unit_code or phase."""
    value: Any = summary
    for part in path.split("."):
        if isinstance(value, list):
            known = {str(item.get("unit_code", item.get("phase"))): item for item in value}
            value = known.get(part, "không có") if part != "số mục" else len(value)
        else:
            value = value.get("" if part == "(trống)" else part, "không có")
    return (
        {True: "có", False: "không", None: "không có chỉ tiêu"}.get(value, value)
        if not isinstance(value, int | float) or isinstance(value, bool)
        else value
    )
