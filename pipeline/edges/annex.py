"""Writes phu-luc.xlsx: the tables behind the report, every list with the file, sheet and row it comes from."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd

from pipeline import catalogue
from pipeline.campaign import Campaign, Issuer
from pipeline.consolidation import Consolidation, Summary
from pipeline.edges.annex_awards import award_table
from pipeline.edges.annex_cells import Cell, days, flags, moments, numbers, ordinals, texts
from pipeline.edges.annex_changes import change_tables
from pipeline.edges.annex_charts import draw_charts, of_figures
from pipeline.edges.annex_columns import DAY_WIDTH, initiative_day, initiative_text, origin
from pipeline.edges.annex_formats import Form, Formats, new_workbook
from pipeline.edges.annex_review import review_table
from pipeline.edges.annex_sheet import Column, Letterhead, Table, draw
from pipeline.edges.sandbox import level_words
from pipeline.vietnamese import count, day, long_day, printed_share
from schemas import initiative, unit_sheet

_NAMELESS = "(chưa ghi)"
_COUNTED = "counted"
_TITLE = "Phụ lục tổng hợp sáng kiến"
_UNIT_SHEET, _BLOCK_SHEET, _FIELD_SHEET = "Theo đơn vị", "Theo khối", "Theo lĩnh vực"

# Of the summary: what `by` is named, the sheet and its title.
_BY_ROWS = (
    ("author_group", "Theo đối tượng", "Sáng kiến hợp lệ theo đối tượng"),
    ("solution_kind", "Theo loại", "Sáng kiến hợp lệ theo loại giải pháp"),
    ("field_of_work", _FIELD_SHEET, "Sáng kiến hợp lệ theo lĩnh vực áp dụng"),
)


def write_annex(target: Path | BinaryIO, consolidation: Consolidation, attached: str = "") -> None:
    """Write the annex to a path or an open binary file.

    attached: the line that says to which report it belongs, of `attached_line`; by default with blanks for the pen.

    Raises OSError when the path cannot be written, PermissionError among others when it is open in Excel.
    """
    if isinstance(target, Path):
        # Opened here, since XlsxWriter hides the fault of the system in one of its own.
        with target.open("wb") as file:
            write_annex(file, consolidation, attached)
        return
    issuer = consolidation.campaign.issuer
    letterhead = Letterhead(
        issuer.superior,
        issuer.name,
        f"Số liệu tính đến ngày {day(consolidation.as_of)}",
        attached or attached_line(issuer),
    )
    with new_workbook(target, _TITLE, consolidation.campaign, consolidation.as_of) as workbook:
        formats = Formats(workbook)
        figures = {table.name: table for table in _figure_tables(consolidation)}
        for table in figures.values():
            draw(workbook, formats, letterhead, table)
        drawn = (_BLOCK_SHEET, _FIELD_SHEET, _level(consolidation)["commune_sheet"], _UNIT_SHEET)
        draw_charts(workbook, formats, letterhead, of_figures(consolidation, figures, drawn))
        for table in _list_tables(consolidation):
            draw(workbook, formats, letterhead, table)


def attached_line(issuer: Issuer, number: str = "", issued_on: date | None = None) -> str:
    """To which report the annex belongs (decree 30/2020/NĐ-CP, annex I, part II, point 8 of the annex of a paper).

    Number and day are blank, for the pen, until the report is issued.
    """
    blank = "\N{NO-BREAK SPACE}"
    told = long_day(issued_on) if issued_on else f"ngày {blank * 3} tháng {blank * 3} năm {blank * 6}"
    return f"(Kèm theo Báo cáo số {number or blank * 7}/{issuer.report_symbol} {told} của {issuer.name})"


def _level(consolidation: Consolidation) -> Mapping[str, str]:
    return level_words(consolidation.campaign.campaign.level)


def _figure_tables(consolidation: Consolidation) -> Iterable[Table]:
    summary, level = consolidation.summary, _level(consolidation)
    yield _unit_table(consolidation, level)
    by_commune = (level["commune_sheet"], f"Kết quả theo {level['commune']}", level["commune_heading"])
    yield _group_table(consolidation, "commune", by_commune)
    yield _group_table(consolidation, "block", (_BLOCK_SHEET, "Kết quả theo khối", "Khối"))
    for key, name, title in _BY_ROWS:
        yield _share_table(summary["by"][key], (name, title, initiative.BY_FIELD[key].heading))


def _list_tables(consolidation: Consolidation) -> Iterable[Table]:
    yield from change_tables(consolidation, consolidation.changes, _level(consolidation))
    summary = consolidation.summary
    rows = _in_unit_order(consolidation.rows, summary)
    is_counted = rows["fate"] == _COUNTED
    yield _counted_table(rows[is_counted])
    yield award_table(consolidation.rows, consolidation.campaign)
    yield _not_counted_table(rows[~is_counted])
    yield review_table(consolidation.review, consolidation.rows)
    yield _findings_table(consolidation.findings)
    yield _files_table(consolidation.files, consolidation.campaign)


def _unit_table(consolidation: Consolidation, level: Mapping[str, str]) -> Table:
    units = consolidation.summary["units"]
    return Table(
        _UNIT_SHEET,
        f"Tổng hợp kết quả sáng kiến theo {level['unit']}",
        (
            Column("STT", Form.ORDINAL, 5, ordinals(units)),
            Column(f"Tên {level['unit']}", Form.TEXT, 44, [unit["unit_name"] or None for unit in units]),
            Column(level["unit_code_heading"], Form.CODE, 9, [unit["unit_code"] for unit in units]),
            Column("Khối", Form.TEXT, 18, [unit["block"] or None for unit in units]),
            Column(level["commune_heading"], Form.TEXT, 25, [unit["commune"] or None for unit in units]),
            *_target_columns([[unit] for unit in units], consolidation.campaign),
            Column("Tình hình báo cáo", Form.TEXT, 18, [_reporting(unit) for unit in units]),
        ),
        tuple(_target_notes(consolidation.summary, consolidation.campaign)),
    )


def _group_table(consolidation: Consolidation, key: str, words: tuple[str, str, str]) -> Table:
    """Targets and results of units added up by commune or block."""
    name, title, heading = words
    groups: dict[str, list[Summary]] = {group: [] for group in consolidation.summary["by"][key]}
    for unit in consolidation.summary["units"]:
        groups.setdefault(unit[key], []).append(unit)
    named = {group: units for group, units in groups.items() if group}
    if groups.get(""):
        named[_NAMELESS] = groups[""]
    members = list(named.values())
    return Table(
        name,
        title,
        (
            Column("STT", Form.ORDINAL, 5, ordinals(members)),
            Column(heading, Form.TEXT, 34, list(named)),
            Column("Số đơn vị", Form.NUMBER, 11, [len(units) for units in members], is_summed=True),
            Column(
                "Số đơn vị đã báo cáo",
                Form.NUMBER,
                12,
                [sum(bool(unit["reported"]) for unit in units) for units in members],
                is_summed=True,
            ),
            *_target_columns(members, consolidation.campaign),
        ),
        tuple(_target_notes(consolidation.summary, consolidation.campaign)),
    )


def _target_columns(lines: Sequence[Sequence[Summary]], campaign: Campaign) -> list[Column]:
    """Targets, results and rates by phase and in all, for lines that each stand for one or more units."""
    columns: list[Column] = []
    for place, phase in enumerate(campaign.phase):
        phases = [[unit["phases"][place] for unit in units] for units in lines]
        columns += _rated(phase.name, phases)
    columns += _rated("Cả đợt", lines)
    pending: list[Cell] = [sum(unit["pending"] for unit in units) for units in lines]
    return [*columns, Column("Đang xem xét", Form.NUMBER, 10, pending, is_summed=True)]


def _rated(label: str, lines: Sequence[Sequence[dict[str, Any]]]) -> list[Column]:
    targets = [sum(part["target"] for part in parts) for parts in lines]
    counted = [sum(part["counted"] for part in parts) for parts in lines]
    target_heading, counted_heading = f"{label}: chỉ tiêu", f"{label}: kết quả"
    return [
        Column(target_heading, Form.NUMBER, 11, targets, is_summed=True),
        Column(counted_heading, Form.NUMBER, 11, counted, is_summed=True),
        Column(
            f"{label}: tỷ lệ",
            Form.RATE,
            11,
            [printed_share(part, whole) for part, whole in zip(counted, targets, strict=True)],
            rate_of=(counted_heading, target_heading),
        ),
    ]


def _target_notes(summary: Summary, campaign: Campaign) -> Iterable[str]:
    """A line for each phase whose target is not what the units were given together."""
    for place, phase in enumerate(campaign.phase):
        given = sum(unit["phases"][place]["target"] for unit in summary["units"])
        if given != phase.target:
            yield (
                f"Ghi chú: {phase.name}, chỉ tiêu của chương trình là {count(phase.target)} sáng kiến; "
                f"tổng chỉ tiêu giao cho các đơn vị trong bảng là {count(given)} sáng kiến."
            )


def _reporting(unit: Summary) -> str:
    if unit["zero_report"]:
        return "Đã báo cáo: không phát sinh"
    return "Đã báo cáo" if unit["reported"] else "Chưa báo cáo"


def _share_table(counts: dict[str, int], words: tuple[str, str, str]) -> Table:
    """Counted initiatives by the values of a list, each with its share of all."""
    name, title, heading = words
    named = {value: number for value, number in counts.items() if value}
    if counts.get(""):
        named[_NAMELESS] = counts[""]
    total = sum(named.values())
    return Table(
        name,
        title,
        (
            Column("STT", Form.ORDINAL, 6, ordinals(list(named))),
            Column(heading, Form.TEXT, 60, list(named)),
            Column("Số sáng kiến hợp lệ", Form.NUMBER, 22, list(named.values()), is_summed=True),
            Column(
                "Tỷ lệ trong tổng số",
                Form.RATE,
                22,
                [printed_share(number, total) for number in named.values()],
                rate_of=("Số sáng kiến hợp lệ", "Số sáng kiến hợp lệ"),
            ),
        ),
    )


def _in_unit_order(rows: pd.DataFrame, summary: Summary) -> pd.DataFrame:
    """Rows in the order of the table by unit; a unit that is listed no longer (only former rows) comes last."""
    places = {unit["unit_code"]: place for place, unit in enumerate(summary["units"])}
    keys = [(places.get(code, len(places)), code) for code in rows["unit_code"].tolist()]
    return rows.iloc[sorted(range(len(keys)), key=keys.__getitem__)]


def _counted_table(rows: pd.DataFrame) -> Table:
    applied = initiative.BY_FIELD["applied_on"].heading
    benefit = initiative.BY_FIELD["benefit_vnd"].heading
    return Table(
        "Danh sách công nhận",
        "Danh sách sáng kiến đã được công nhận, hợp lệ",
        (
            Column("STT", Form.ORDINAL, 6, ordinals(rows)),
            # As narrow as they can be: on paper the whole line shrinks to the width of the page.
            Column("Đơn vị", Form.TEXT, 22, texts(rows["unit_name"])),
            initiative_text(rows, "title", 36),
            initiative_text(rows, "author", 13),
            initiative_text(rows.assign(co_authors=rows["united_co_authors"]), "co_authors", 13),
            initiative_text(rows, "solution_kind", 14),
            initiative_text(rows, "field_of_work", 14),
            Column(applied, Form.DAY, DAY_WIDTH, days(rows["applied_on"]), is_month=flags(rows["applied_is_month"])),
            initiative_text(rows, "recognised_by", 16),
            initiative_text(rows, "recognition_number", 12),
            initiative_day(rows, "recognised_on"),
            Column(benefit, Form.NUMBER, 14, numbers(rows["benefit_vnd"]), is_summed=True),
            initiative_text(rows, "portal_ref", 11),
            initiative_day(rows, "portal_on"),
            Column("Giai đoạn", Form.ORDINAL, 7, numbers(rows["phase"])),
            Column("Ngày tính vào kết quả", Form.DAY, DAY_WIDTH, days(rows["counting_on"])),
            *origin(rows),
        ),
    )


def _not_counted_table(rows: pd.DataFrame) -> Table:
    # Few sets of codes stand for many rows: each set is put into words once.
    reasons = {codes: _reasons(codes) for codes in set(rows["reasons"].dropna())}
    return Table(
        "Chưa tính",
        "Danh sách dòng chưa được tính vào kết quả và lý do",
        (
            Column("STT", Form.ORDINAL, 6, ordinals(rows)),
            Column("Đơn vị", Form.TEXT, 26, texts(rows["unit_name"])),
            initiative_text(rows, "title", 44),
            initiative_text(rows, "author", 19),
            Column("Tình trạng", Form.TEXT, 18, texts(rows["fate"].map(_one_of(catalogue.FATE_NAMES, rows["fate"])))),
            Column("Lý do", Form.TEXT, 34, texts(rows["reasons"].map(reasons))),
            Column("Dòng thay thế (tệp#dòng)", Form.TEXT, 22, texts(rows["related"])),
            *origin(rows),
        ),
    )


def _reasons(codes: str) -> str:
    return "; ".join(dict.fromkeys(catalogue.reason_text(code) for code in codes.split()))


def _one_of(names: dict[Any, str], codes: pd.Series) -> dict[str, str]:
    """The words for the codes a column holds; a code without words is a fault of ours and must not pass as empty."""
    return {code: names[code] for code in set(codes)}


def _findings_table(findings: pd.DataFrame) -> Table:
    severities = _one_of(catalogue.SEVERITY_NAMES, findings["severity"])
    file, sheet, row = origin(findings)
    return Table(
        "Sai sót",
        "Danh sách sai sót và điểm cần lưu ý trong các tệp",
        (
            Column("STT", Form.ORDINAL, 6, ordinals(findings)),
            Column(file.heading, file.form, 30, file.values),
            sheet,
            row,
            Column("Cột", Form.CODE, 6, texts(findings["column"])),
            Column("Tiêu đề cột", Form.TEXT, 20, texts(findings["heading"])),
            Column("Mức độ", Form.TEXT, 19, texts(findings["severity"].map(severities))),
            Column("Giá trị", Form.TEXT, 28, texts(findings["value"])),
            Column("Nội dung", Form.TEXT, 62, texts(findings["message"])),
        ),
    )


def _files_table(files: pd.DataFrame, campaign: Campaign) -> Table:
    outcomes = _one_of(catalogue.OUTCOME_NAMES, files["outcome"])
    return Table(
        "Nguồn số liệu",
        "Các tệp đã nhận, nguồn của số liệu",
        (
            Column("STT", Form.ORDINAL, 6, ordinals(files)),
            Column("Tệp", Form.TEXT, 36, texts(files["file"])),
            Column("Thời điểm nhận", Form.MOMENT, 16, moments(files["received_at"], campaign.zone)),
            Column(unit_sheet.BY_FIELD["unit_code"].heading, Form.CODE, 11, texts(files["unit_code"])),
            Column(unit_sheet.BY_FIELD["report_on"].heading, Form.DAY, 12, days(files["report_on"])),
            Column("Kết quả nhận", Form.TEXT, 24, texts(files["outcome"].map(outcomes))),
            Column("Số dòng đã đọc", Form.NUMBER, 10, numbers(files["row_count"]), is_summed=True),
            Column("Số dòng bị loại", Form.NUMBER, 10, numbers(files["rejected_count"]), is_summed=True),
            Column("Dung lượng (byte)", Form.NUMBER, 13, numbers(files["size"]), is_summed=True),
            Column("Mã kiểm tra SHA-256", Form.CODE, 68, texts(files["sha256"])),
        ),
    )
