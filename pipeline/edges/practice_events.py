"""What really happens in a district's inbox, each thing on purpose and at least once: by the union it happens to.

- corrections: a mended title under the same portal ref, and a stage moved to recognised (VD01)
- typed again inside a file: other case, other spaces, other tone place, a portal ref entered twice (VD02)
- the full list sent again (VD03); only new rows sent (VD05); an unchanged copy under another name (VD07)
- wrong days: 30/02, 31/02, a year in the future (VD04), and one of them mended by the next report (VD06)
- names and titles in NFD, the file name too (VD09)
- several names in one cell, shares that do not make 100 % (VD10)
- an initiative taken away by Rút (VD11)
- a report on the template of a neighbour, then the right one (VD12)
- a letterhead above the headings, a totals line and a signature block below (VD13)
- two teachers of one school with the same title: for a person to decide (VD14)
- fillers, and cells that hold only spaces far below (VD15)
- first applied before the window (VD16); under IP protection (VD39)
- the same portal ref on three different initiatives (VD17)
- values beside the lists, near enough to be guessed: one that rejects, one left out, one known by another name (VD18)
- a day after the day of the report (VD19)
- required cells left empty (VD20)
- recognised, but the decision's number or day is missing (VD21)
- columns in another order and under other names, and a column of the union's own (VD22)
- a declared total that is wrong (VD23); codes the union made up itself (VD24)
- a text file saved as .xlsx, then the workbook (VD25)
- a late union, its last report long ago (VD27); a zero report (VD29); a union that never reports (VD31)
- everything copied into a workbook of the union's own, with a signature block (VD32)
- a report for the end of the month, sent ahead (VD37)
- benefits in words (VD40)
- a price list that has nothing to do with it
"""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from pipeline.edges.practice_files import Copy, ForeignWorkbook, Item, Layout, Submission, TextFile
from pipeline.edges.practice_rows import RECOGNISED, Row, Union
from pipeline.edges.practice_story import full_list_again, grown, only_new, rows_of, send
from pipeline.vietnamese import Cell
from schemas import initiative

NEVER_REPORTS = "VD31"
_FAR_BELOW = 180  # rows


def _may(day: int) -> date:
    return date(2022, 5, day)


def _april(day: int) -> date:
    return date(2022, 4, day)


def _misspelt(title: str) -> str:
    """One letter lost in the longest word, as it happens in haste."""
    longest = max(title.split(), key=len)
    return title.replace(longest, longest[:-2] + longest[-1], 1)


def _sound(union: Union, day: date, count: int) -> list[Row]:
    """Recognised initiatives that stand on the portal: to be damaged in one way each."""
    return [union.on_portal(union.initiative(day, RECOGNISED), day) for _ in range(count)]


def _titled(row: Row, title: str) -> Row:
    """A teacher's initiative under a given title."""
    return {
        **row,
        "title": title,
        "position": "Giáo viên",
        "author_group": "Cán bộ, công chức, viên chức",
        "solution_kind": "Giải pháp tác nghiệp",
        "field_of_work": "Giáo dục và đào tạo",
    }


# ---------------------------------------------------------------- sent again


def _corrections(union: Union) -> list[Item]:
    mended = _sound(union, _may(5), 3)
    waiting = [union.initiative(_may(5), "Đã áp dụng") for _ in range(3)]
    typed = [{**row, "title": _misspelt(str(row["title"]))} for row in mended]
    first = [*typed, *waiting, *rows_of(union, _may(5), 0.7)]
    later = [*mended, *(union.recognised(row, _may(18)) for row in waiting)]
    return [send(union, _may(5), first), send(union, _may(18), later, "đính chính")]


def _unchanged_copy(union: Union) -> list[Item]:
    original = send(union, _may(12), rows_of(union, _may(12)))
    return [original, Copy(f"{_may(13)}/SK_{union.unit.unit_code} (1).xlsx", original.path)]


def _withdrawal(union: Union) -> list[Item]:
    first = [*_sound(union, _may(6), 2), *rows_of(union, _may(6), 0.7)]
    by_ref: Row = {**first[0], "stage": initiative.STAGE_WITHDRAWN, "note": "Tác giả đề nghị rút"}
    new = rows_of(union, _may(17), 0.3)
    return [send(union, _may(6), first), send(union, _may(17), [*new, by_ref], "bổ sung")]


def _mended_day(union: Union) -> list[Item]:
    right = _sound(union, _may(10), 1)[0]
    wrong = {**right, "applied_on": "31/02/2022"}
    first = [*rows_of(union, _may(10), 0.7), wrong]
    return [send(union, _may(10), first), send(union, _may(19), [right, *rows_of(union, _may(19), 0.3)], "sửa lỗi")]


# ---------------------------------------------------------------- rows


def _typed_again(union: Union) -> list[Item]:
    day = _may(16)
    shouted, spaced, toned, twice = _sound(union, day, 4)
    toned = _titled(toned, "Một số biện pháp giáo dục hòa nhập cho học sinh khuyết tật lớp 6")
    plain: Row = {"portal_ref": None, "portal_on": None}
    again: list[Row] = [
        {**shouted, **plain, "title": str(shouted["title"]).upper()},
        {**spaced, **plain, "title": str(spaced["title"]).replace(" ", "  ", 2).replace(" ", "\u00a0", 1) + " "},
        {**toned, **plain, "title": str(toned["title"]).replace("hòa", "hoà")},
        {**twice, "title": f"{twice['title']}."},
    ]
    former, rows = grown(union, _april(29), day, 0.75)
    return [former, send(union, day, [shouted, spaced, toned, twice, *rows, *again])]


def _wrong_days(union: Union) -> list[Item]:
    day = _may(18)
    applied, recognised, entered = _sound(union, day, 3)
    faulty: list[Row] = [
        {**applied, "applied_on": "31/02/2022"},
        {**recognised, "recognised_on": "30/02/2022"},
        {**entered, "portal_on": date(2052, 4, 12)},
    ]
    former, rows = grown(union, _may(5), day, 0.8)
    return [former, send(union, day, [*rows, *faulty])]


def _several_authors(union: Union) -> list[Item]:
    day = _may(17)
    joined, shared = _sound(union, day, 2)
    people = union.district.people
    faulty: list[Row] = [
        {**joined, "author": f"{joined['author']}, {people.person()} và {people.person()}", "co_authors": None},
        {**shared, "co_authors": f"{people.person()} (40%); {people.person()} (40%)"},
    ]
    former, rows = grown(union, _may(6), day, 0.85)
    return [former, send(union, day, [*faulty, *rows])]


def _same_title_twice(union: Union) -> list[Item]:
    day = _may(19)
    title = "Một số biện pháp giúp học sinh mạnh dạn phát biểu xây dựng bài"
    one, other = (_titled(row, title) for row in _sound(union, day, 2))
    former, rows = grown(union, _may(10), day, 0.85)
    return [former, send(union, day, [one, other, *rows])]


def _fillers(union: Union) -> list[Item]:
    day = _may(16)
    rows = [{**row, "portal_ref": row.get("portal_ref") or "chưa có"} for row in rows_of(union, day)]
    rows[0] |= {"other_benefit": "nt", "summary": "…", "award_proposal": "-"}
    sent = send(union, day, rows)
    blank: list[Row] = [{} for _ in range(_FAR_BELOW)]
    below: list[Row] = [*blank, {"note": "\u00a0"}]
    return [replace(sent, filled=replace(sent.filled, initiatives=[*sent.filled.initiatives, *below]))]


def _before_window(union: Union) -> list[Item]:
    day = _may(20)
    early: Row = {**_sound(union, day, 1)[0], "applied_on": date(2021, 3, 15), "registered_on": None}
    former, rows = grown(union, _april(22), day, 0.9)
    return [former, send(union, day, [early, *rows])]


def _ip_protected(union: Union) -> list[Item]:
    day = _may(19)
    former, rows = grown(union, _april(29), day)
    return [former, send(union, day, [*rows, {**_sound(union, day, 1)[0], "ip_protected": "Có"}])]


def _shared_ref(union: Union) -> list[Item]:
    day = _may(18)
    rows = _sound(union, day, 3)
    titles = (
        "Kinh nghiệm tổ chức câu lạc bộ cờ vua cho học sinh",
        "Lập vườn thuốc nam trong khuôn viên nhà trường",
        "Trang trí lớp học bằng sản phẩm của học sinh khối 5",
    )
    pasted: list[Row] = [
        {**_titled(row, title), "portal_ref": "SK-000001"} for row, title in zip(rows, titles, strict=True)
    ]
    return [send(union, day, [*pasted, *rows_of(union, day, 0.8)])]


def _beside_the_lists(union: Union) -> list[Item]:
    day = _may(13)
    kind, stage, award, alias, strange = _sound(union, day, 5)
    faulty: list[Row] = [
        {**kind, "solution_kind": "Giải pháp tác nghiệm"},
        {**stage, "stage": "Công nhận rồi"},
        {**award, "award_proposal": "Liên đoàn huyện"},
        {**alias, "field_of_work": "Chuyên môn giảng dạy"},
        {**strange, "field_of_work": "Thư viện, thiết bị"},
    ]
    return [send(union, day, [*faulty, *rows_of(union, day, 0.7)])]


def _day_after_report(union: Union) -> list[Item]:
    day = _may(16)
    ahead: Row = {**_sound(union, day, 1)[0], "portal_on": _may(18)}
    return [send(union, day, [*rows_of(union, day, 0.9), ahead])]


def _empty_cells(union: Union) -> list[Item]:
    day = _may(20)
    nameless, stageless, kindless = _sound(union, day, 3)
    faulty: list[Row] = [{**nameless, "author": None}, {**stageless, "stage": None}, {**kindless, "solution_kind": " "}]
    former, rows = grown(union, _may(5), day, 0.75)
    return [former, send(union, day, [*rows, *faulty])]


def _half_recognised(union: Union) -> list[Item]:
    day = _may(17)
    unnumbered, undated = _sound(union, day, 2)
    faulty: list[Row] = [{**unnumbered, "recognition_number": None}, {**undated, "recognised_on": None}]
    former, rows = grown(union, _may(9), day, 0.85)
    return [former, send(union, day, [*faulty, *rows])]


def _own_codes(union: Union) -> list[Item]:
    day = _may(19)
    coded: list[Row] = [
        {**row, "initiative_code": f"{union.unit.unit_code}-{place:02d}"}
        for place, row in enumerate(_sound(union, day, 2), start=1)
    ]
    return [send(union, day, [*rows_of(union, day, 0.8), *coded])]


def _in_words(union: Union) -> list[Item]:
    day = _may(20)
    amounts = ("1,5 tỷ", "80 triệu đồng", "2,3 tỉ đồng", "15tr", "12.500.000 đồng", "107 triệu 500 nghìn đồng")
    rich: list[Row] = [{**row, "benefit_vnd": words} for row, words in zip(_sound(union, day, 6), amounts, strict=True)]
    former, rows = grown(union, _may(6), day, 0.75)
    return [former, send(union, day, [*rich, *rows])]


# ---------------------------------------------------------------- files


def _decomposed(union: Union) -> list[Item]:
    day = _may(18)
    rows: list[Row] = [
        {field: unicodedata.normalize("NFD", cell) if isinstance(cell, str) else cell for field, cell in row.items()}
        for row in rows_of(union, day)
    ]
    sent = send(union, day, rows, "Trường Tiểu học Chà Là")
    return [replace(sent, path=unicodedata.normalize("NFD", sent.path))]


def _neighbours_template(union: Union) -> list[Item]:
    right = send(union, _may(19), rows_of(union, _may(19)))
    neighbour = union.unit.model_copy(
        update={"unit_code": "VD11", "unit_name": "CĐCS Trường Tiểu học Lộc Ninh (ví dụ)"}
    )
    values = {**right.filled.unit_values, "unit_code": union.unit.unit_code, "report_on": _may(18)}
    wrong = Submission(
        f"{_may(18)}/SK_{union.unit.unit_code}.xlsx", neighbour, replace(right.filled, unit_values=values)
    )
    return [wrong, right]


def _letterhead(union: Union) -> list[Item]:
    day = _may(13)
    rows = rows_of(union, day)
    above: list[list[Cell]] = [
        ["LĐLĐ HUYỆN DƯƠNG MINH CHÂU", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["CĐCS TRƯỜNG TIỂU HỌC PHAN", None, None, None, "Độc lập - Tự do - Hạnh phúc"],
        [],
        [None, None, "DANH SÁCH SÁNG KIẾN THAM GIA CHƯƠNG TRÌNH 01 TRIỆU SÁNG KIẾN"],
        [None, None, "(Số liệu đến ngày 13 tháng 5 năm 2022)"],
        [],
    ]
    below: list[list[Cell]] = [
        [None, None, f"Tổng cộng: {len(rows)} sáng kiến"],
        [],
        [None, None, None, None, "Phan, ngày 13 tháng 5 năm 2022"],
        [None, None, "NGƯỜI LẬP", None, "TM. BAN CHẤP HÀNH"],
        [None, None, "(Ký, ghi rõ họ tên)", None, "CHỦ TỊCH"],
        [],
        [None, None, union.prepared_by, None, union.district.people.person()],
    ]
    return [send(union, day, rows, "DS sáng kiến", Layout(above=above, below=below))]


def _other_columns(union: Union) -> list[Item]:
    day = _may(17)
    first = ("ordinal", "author", "position", "title", "field_of_work", "solution_kind", "author_group")
    order = [*first, *(field for field in initiative.FIELDS if field not in {*first, "initiative_code"})]
    renamed = {
        "author": "Họ và tên tác giả",
        "field_of_work": "Lĩnh vực",
        "recognition_number": "Số QĐ công nhận",
        "portal_on": "Ngày nhập Cổng",
    }
    layout = Layout(order=order, renamed=renamed, strange={"Tổ chuyên môn đề nghị": "Tổ Khoa học tự nhiên"})
    return [send(union, day, rows_of(union, day), "", layout)]


def _own_workbook(union: Union) -> list[Item]:
    day = _may(16)
    below: list[list[Cell]] = [
        [],
        [None, None, "Người lập biểu", None, None, "TM. BAN CHẤP HÀNH CĐCS"],
        [None, None, "(Ký, ghi rõ họ tên)", None, None, "CHỦ TỊCH"],
    ]
    layout = Layout(sheet_name="DS sáng kiến 2022", below=below, is_stamped=False)
    sent = send(union, day, rows_of(union, day), "", layout)
    return [replace(sent, path=f"{day}/Sáng kiến xã Suối Đá.xlsx")]


def _wrong_total(union: Union) -> list[Item]:
    sent = send(union, _may(20), rows_of(union, _may(20)))
    values = {**sent.filled.unit_values, "declared_count": len(sent.filled.initiatives) + 3}
    return [replace(sent, filled=replace(sent.filled, unit_values=values))]


def _text_then_workbook(union: Union) -> list[Item]:
    rows = rows_of(union, _may(17))
    lines = [f"{place}\t{row['title']}\t{row['author']}" for place, row in enumerate(rows[:4], start=1)]
    text = TextFile(f"{_may(12)}/SK_{union.unit.unit_code}.xlsx", ["STT\tTên sáng kiến\tTác giả chính", *lines])
    return [text, send(union, _may(17), rows)]


def _sent_ahead(union: Union) -> list[Item]:
    first = rows_of(union, _may(13))
    ahead = send(union, _may(31), [*first, *rows_of(union, _may(20), 0.3)], "tháng 5")
    return [send(union, _may(13), first), replace(ahead, path=f"{_may(20)}/SK_{union.unit.unit_code} tháng 5.xlsx")]


EVENTS: dict[str, Callable[[Union], list[Item]]] = {
    "VD01": _corrections,
    "VD02": _typed_again,
    "VD03": lambda union: full_list_again(union, _may(5), _may(19)),
    "VD04": _wrong_days,
    "VD05": lambda union: only_new(union, _may(9), _may(18)),
    "VD06": _mended_day,
    "VD07": _unchanged_copy,
    "VD09": _decomposed,
    "VD10": _several_authors,
    "VD11": _withdrawal,
    "VD12": _neighbours_template,
    "VD13": _letterhead,
    "VD14": _same_title_twice,
    "VD15": _fillers,
    "VD16": _before_window,
    "VD17": _shared_ref,
    "VD18": _beside_the_lists,
    "VD19": _day_after_report,
    "VD20": _empty_cells,
    "VD21": _half_recognised,
    "VD22": _other_columns,
    "VD23": _wrong_total,
    "VD24": _own_codes,
    "VD25": _text_then_workbook,
    "VD27": lambda union: [send(union, date(2022, 3, 25), rows_of(union, date(2022, 3, 25), 0.6))],
    "VD29": lambda union: [send(union, _may(20), [])],
    NEVER_REPORTS: lambda _: [],
    "VD32": _own_workbook,
    "VD37": _sent_ahead,
    "VD39": _ip_protected,
    "VD40": _in_words,
}

FOREIGN: tuple[Item, ...] = (
    ForeignWorkbook(
        f"{_may(16)}/Bảng giá văn phòng phẩm.xlsx",
        "Báo giá",
        [
            ["BẢNG GIÁ VĂN PHÒNG PHẨM THÁNG 5/2022"],
            ["STT", "Tên hàng", "Đơn vị tính", "Đơn giá (đồng)"],
            [1, "Giấy A4 70 gsm", "ram", 68_000],
            [2, "Bút bi xanh", "cây", 4_000],
            [3, "Bìa còng 7 cm", "cái", 45_000],
        ],
    ),
)
