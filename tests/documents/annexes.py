"""A made-up consolidation for the tests of phu-luc.xlsx, and how they read the workbook."""

import io
from datetime import UTC, date, datetime
from string import ascii_uppercase
from typing import Any

import openpyxl
import pandas as pd

from pipeline import catalogue
from pipeline.campaign import Campaign, Unit
from pipeline.consolidation import Consolidation
from pipeline.edges.annex import write_annex
from pipeline.history import Earlier, Given, no_coded_rows, no_codes, nothing_linked
from pipeline.stages import changes
from pipeline.stages.review import REVIEW_COLUMNS
from pipeline.vietnamese import share
from schemas import initiative

SHEETS = [
    "Theo đơn vị", "Theo xã", "Theo khối", "Theo đối tượng", "Theo loại", "Theo lĩnh vực",
    "Biểu đồ",
    "Thay đổi", "Chi tiết thay đổi", "Danh sách công nhận", "Đề nghị khen thưởng", "Chưa tính", "Nghi trùng", "Sai sót", "Nguồn số liệu",
]  # fmt: skip
TABLES = [name for name in SHEETS if name != "Biểu đồ"]
HEADING_ROW = 7
ANNEXES = {"Theo đơn vị": ["Phụ lục I"], "Danh sách công nhận": ["Phụ lục II"]}  # as the report calls them
POINTS = r"[>=1000000]#\.###\.##0_);[>=1000]#\.##0_);0_)"
RECEIVED_AT = pd.Timestamp(2022, 5, 20, 18, 30, 59, tz="UTC")
GROUPS = ("Cán bộ, công chức, viên chức", "Công nhân, lao động doanh nghiệp")
KINDS = ("Giải pháp kỹ thuật", "Giải pháp tác nghiệp", "Đề tài nghiên cứu khoa học")
FIELDS = ("Giáo dục và đào tạo", "Y tế", "Khác")
FATES = ("counted", "counted", "pending", "counted", "superseded", "rejected", "ineligible")
REASONS = {
    "counted": "", "pending": "recognised_by_missing recognised_on_missing", "superseded": "resubmitted",
    "rejected": "required_missing day_unreadable", "ineligible": "applied_outside_window",
}  # fmt: skip
ROW_COLUMNS = [
    "file_id", "file", "sheet", "row", "unit_code", "unit_name", "block", "commune", "report_on", *initiative.FIELDS,
    "applied_is_month", "counting_on", "phase", "fate", "related", "reasons", "related_id", "rejected_reasons", "received_at",
    "united_co_authors",
]  # fmt: skip


def campaign(target_1: int, target_2: int) -> Campaign:
    return Campaign.model_validate(
        {
            "campaign": {"name": "Một triệu sáng kiến", "code_prefix": "DMC"},
            "issuer": {
                "name": "Liên đoàn Lao động huyện Dương Minh Châu", "superior": "Liên đoàn Lao động tỉnh Tây Ninh",
                "place": "Huyện Dương Minh Châu", "addressee": "Liên đoàn Lao động tỉnh Tây Ninh",
            },
            "phase": [
                {"number": 1, "name": "Giai đoạn 1", "first_day": date(2022, 1, 8), "last_day": date(2022, 5, 31), "target": target_1},
                {"number": 2, "name": "Giai đoạn 2", "first_day": date(2022, 6, 1), "last_day": date(2023, 9, 1), "target": target_2},
            ],
            "application_window": {"first_day": date(2021, 9, 1), "last_day": date(2023, 9, 1)},
            "lists": {"author_group": GROUPS, "solution_kind": KINDS, "field_of_work": FIELDS},
        }
    )  # fmt: skip


def units(count: int) -> tuple[Unit, ...]:
    blocks, communes = ("Trường học", "Xã, thị trấn", "Y tế"), ("Bàu Năng", "Phan", "Thị trấn Dương Minh Châu")
    return tuple(
        Unit(
            unit_code=f"VD{number:02d}", unit_name=f"CĐCS Trường Tiểu học Bàu Năng số {number} (ví dụ)",
            block=blocks[number % 3], commune=communes[number % 3] if number % 5 else "", targets=(340 + number, 347),
        )
        for number in range(1, count + 1)
    )  # fmt: skip


def initiatives(all_units: tuple[Unit, ...], row_count: int) -> pd.DataFrame:
    records = []
    for number in range(row_count):
        unit = all_units[number % (len(all_units) - 1)]  # the last unit reports nothing
        fate = FATES[number % len(FATES)]
        day = pd.Timestamp(2022, 1, 10) + pd.Timedelta(days=number % 300)
        records.append(
            dict.fromkeys(ROW_COLUMNS, "")
            | {
                "file_id": number % 9, "file": f"Đợt 1/SK_{unit.unit_code}.xlsx", "sheet": "Sáng kiến", "row": 5 + number,
                "unit_code": unit.unit_code, "unit_name": unit.unit_name, "block": unit.block, "commune": unit.commune,
                "report_on": day, "title": f"Một số biện pháp giúp học sinh lớp {number} học tốt môn Tiếng Việt",
                "author": "Nguyễn Thị Mẫu", "co_authors": "Trần Văn Thí Dụ (40%); Lê Thị Minh Họa (20%)" if number % 3 == 0 else "",
                "author_group": GROUPS[number % 2], "solution_kind": KINDS[number % 3], "field_of_work": FIELDS[number % 2],
                "registered_on": pd.NaT, "applied_on": day, "recognised_by": "Hội đồng sáng kiến", "recognised_on": day,
                "recognition_number": f"{number}/QĐ-HĐSK", "benefit_vnd": 15_000_000 + number if number % 2 else pd.NA,
                "portal_ref": f"SK-{number:06d}", "portal_on": day if number % 4 else pd.NaT, "ip_protected": pd.NA,
                "applied_is_month": number % 5 == 0, "counting_on": day if fate == "counted" else pd.NaT,
                "phase": (1 if day <= pd.Timestamp(2022, 5, 31) else 2) if fate == "counted" else pd.NA,
                "fate": fate, "related": "Đợt 2/SK_VD01.xlsx#9" if fate == "superseded" else "", "reasons": REASONS[fate],
                "initiative_code": f"DMC-{number:04d}", "related_id": -1, "received_at": pd.Timestamp(2022, 6, 10, 8, tz="UTC"),
                "rejected_reasons": REASONS["rejected"] if fate == "rejected" else "",
            }
        )  # fmt: skip
    frame = pd.DataFrame(records, columns=ROW_COLUMNS).assign(united_co_authors=lambda rows: rows["co_authors"])
    frame.index.name = "row_id"
    days = ["report_on", "registered_on", "applied_on", "recognised_on", "portal_on", "counting_on"]
    types = dict.fromkeys(days, "datetime64[s]") | {"benefit_vnd": "Int64", "phase": "Int64", "row": "int64"}
    types |= {"related_id": "int64", "received_at": "datetime64[s, UTC]"}
    return frame.astype(types | {"ip_protected": "boolean", "applied_is_month": "bool"})


def sources(all_units: tuple[Unit, ...], rows: pd.DataFrame) -> pd.DataFrame:
    records = [
        {
            "file": f"Đợt 1/SK_{unit.unit_code}.xlsx", "sha256": f"{place:064x}", "size": 18_432 + place, "outcome": "accepted_with_errors",
            "unit_code": unit.unit_code, "report_on": pd.Timestamp(2022, 5, 20), "received_at": RECEIVED_AT, "row_count": int((rows["unit_code"] == unit.unit_code).sum()),
            "rejected_count": int(((rows["unit_code"] == unit.unit_code) & (rows["fate"] == "rejected")).sum()),
        }
        for place, unit in enumerate(all_units[:-1])
    ]  # fmt: skip
    if records:
        refused = {
            "file": "Ảnh chụp.xlsx",
            "sha256": "f" * 64,
            "size": 12,
            "outcome": "refused",
            "unit_code": "",
            "received_at": RECEIVED_AT,
        }
        records.append(refused | {"report_on": pd.NaT, "row_count": 0, "rejected_count": 0})
    columns = [
        "file",
        "sha256",
        "size",
        "outcome",
        "unit_code",
        "report_on",
        "received_at",
        "row_count",
        "rejected_count",
    ]
    return pd.DataFrame(records, columns=columns).astype({"received_at": "datetime64[s, UTC]"})


def tally(rows: pd.DataFrame, all_units: tuple[Unit, ...], plan: Campaign) -> dict:
    counted = rows[rows["fate"] == "counted"]

    def result(of: pd.DataFrame, target: int) -> dict:
        return {"target": target, "counted": len(of), "rate": share(len(of), target)}

    summary_units = []
    for unit in all_units:
        own = rows[rows["unit_code"] == unit.unit_code]
        own_counted = own[own["fate"] == "counted"]
        phases = [
            {"phase": phase.number, **result(own_counted[own_counted["phase"] == phase.number], target)}
            for phase, target in zip(plan.phase, unit.targets, strict=True)
        ]
        summary_units.append(
            {
                "unit_code": unit.unit_code, "unit_name": unit.unit_name, "block": unit.block, "commune": unit.commune,
                "reported": bool(len(own)), "zero_report": False, "pending": int((own["fate"] == "pending").sum()),
                **result(own_counted, sum(unit.targets)), "phases": phases,
            }
        )  # fmt: skip
    names = {
        "block": plan.lists.block, "commune": sorted({unit.commune for unit in all_units}),
        "author_group": GROUPS, "solution_kind": KINDS, "field_of_work": FIELDS,
    }  # fmt: skip
    by = {key: {name: int((counted[key] == name).sum()) for name in ("", *values)} for key, values in names.items()}
    phases = [{"phase": p.number, **result(counted[counted["phase"] == p.number], p.target)} for p in plan.phase]
    return {"units": summary_units, "by": by, "phases": phases, "rows": {"read": len(rows), "counted": len(counted)}}


FINDING_COLUMNS = ["file", "sheet", "row", "column", "code", "severity", "value", "message", "heading", "unit_code"]


def findings(count: int) -> pd.DataFrame:
    line = {
        "file": "Đợt 1/SK_VD01.xlsx", "sheet": "Sáng kiến", "row": 12, "column": "M", "code": "day_unreadable", "severity": "rejected",
        "value": "31/02", "message": catalogue.message("day_unreadable", "31/02", "Ngày áp dụng lần đầu"),
        "heading": "Ngày áp dụng lần đầu", "unit_code": "VD01",
    }  # fmt: skip
    table = pd.DataFrame([line] * count, columns=FINDING_COLUMNS).astype({"row": "Int64"})
    odd = {"sheet": "", "row": pd.NA, "column": "", "severity": "refused", "value": "=1+1"}
    if count:
        table = table.assign(**{name: [value, *table[name][1:]] for name, value in odd.items()}).astype(
            {"row": "Int64"}
        )
    return table


def yesterday(rows: pd.DataFrame) -> Earlier:
    """Of every five initiatives the first was pending then, the second was unknown; one counted and is gone since."""
    then = changes.standings(rows)
    place = pd.Series(range(len(then)))
    was_pending = place % 5 == 0
    then = then.assign(state=then["state"].mask(was_pending, "pending"), phase=then["phase"].mask(was_pending))[
        place % 5 != 1
    ]
    gone = {"code": ["DMC-9999"], "unit_code": ["VD02"], "state": ["counted"], "phase": pd.Series([2], dtype="Int64")}
    return Earlier(date(2022, 6, 9), datetime(2022, 6, 9, 9, tzinfo=UTC), pd.concat([then, pd.DataFrame(gone)]))


def reviewed(row_a: int, row_b: int, group: int) -> dict[str, Any]:
    told = dict.fromkeys(REVIEW_COLUMNS, "")
    verdict = {"verdict": "distinct", "judged_by": "ntbinh"} if group == 2 else {}
    pair = {"row_a": row_a, "row_b": row_b, "code_a": "DMC-0001", "code_b": "DMC-0002", "group": group}
    return {**told, **pair, "reasons": "same_title_other_author", **verdict}


def consolidation(
    row_count: int = 60, unit_count: int = 6, finding_count: int = 8, *, has_earlier: bool = False
) -> Consolidation:
    plan = campaign(*((2100, 2082) if unit_count else (0, 0)))
    all_units = units(unit_count)
    rows = initiatives(all_units, row_count)
    rows.loc[rows.index[:1], "title"] = "=1+1"
    counted = rows.index[rows["fate"] == "counted"]
    pairs = [reviewed(counted[0], counted[1], place) for place in (1, 2)] if row_count else []
    earlier = yesterday(rows) if has_earlier else None
    changed = changes.compare(earlier, rows)
    summary = {**tally(rows, all_units, plan), "changes": changes.summary(earlier, changed, rows, [1, 2])}
    return Consolidation(
        as_of=date(2022, 6, 10), campaign=plan, units=all_units, files=sources(all_units, rows), rows=rows, fates=pd.DataFrame(),
        findings=findings(finding_count), teams=pd.DataFrame(), activities=pd.DataFrame(),
        review=pd.DataFrame(pairs, columns=REVIEW_COLUMNS), automatic=pd.DataFrame(columns=REVIEW_COLUMNS), changes=changed,
        given=Given(no_codes(), no_coded_rows(), {}), linked=nothing_linked(), summary=summary,
    )  # fmt: skip


def write(result: Consolidation) -> bytes:
    stream = io.BytesIO()
    write_annex(stream, result)
    return stream.getvalue()


def load(content: bytes, *, values: bool = True):
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def last_line(sheet) -> int:
    return int(sheet.auto_filter.ref.rsplit(":")[1].lstrip(ascii_uppercase))


def lines(sheet) -> list[dict]:
    """The lines of a table as dictionaries, the totals line and the notes left out."""
    headings = [cell.value for cell in sheet[HEADING_ROW]]
    last = last_line(sheet)
    return [
        dict(zip(headings, row, strict=True))
        for row in sheet.iter_rows(HEADING_ROW + 1, last, max_col=len(headings), values_only=True)
    ]


def totals(sheet) -> dict:
    last = last_line(sheet)
    headings = [cell.value for cell in sheet[HEADING_ROW]]
    return dict(zip(headings, next(sheet.iter_rows(last + 1, last + 1, values_only=True)), strict=True))
