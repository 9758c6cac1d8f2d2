"""Decides which files are received: the unit, the day, the stamp (contract §3, Files)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from pipeline import vietnamese
from pipeline.campaign import Campaign, Unit, unit_key
from pipeline.catalogue import MONTH_FIRST
from pipeline.finding import Finding
from pipeline.vietnamese import as_text, fold
from pipeline.workbook import Layout
from schemas import stamp, unit_sheet
from schemas.column import Kind

UNIT_FIELDS = (
    *("member_count", "worker_count", "declared_count", "is_zero_report"),
    *("prepared_by", "phone", "team_decision_number", "team_decided_on"),
)


def admit(
    layouts: Iterable[Layout], campaign: Campaign, units: Mapping[str, Unit], received_on: Sequence[date]
) -> tuple[pd.DataFrame, list[Finding]]:
    """What each file says of itself, and what refuses it.

    units: by unit_key. received_on: the day of receipt, by file_id.
    Returns a frame, index file_id: unit_sheet (its name in the file), unit_code ("" when unknown), stamped_unit (the
    unit whose template it is, "" when unknown), report_on (datetime64[s], NaT), UNIT_FIELDS; and findings, those of
    severity `refused` refusing the file.
    """
    fillers = frozenset(map(fold, campaign.lists.fillers)) | {""}
    records: list[dict[str, Any]] = []
    findings: list[Finding] = []
    for layout in layouts:
        values = _Values(layout, fillers)
        unit = _unit(layout, values, units, findings)
        report_on = _report_day(layout, values, received_on[layout.file_id], findings)
        if unit and report_on and not unit.is_active(report_on):
            values.tell("unit_code", "unit_inactive", findings, detail=vietnamese.day(report_on))
        _check_stamp(layout, campaign, findings)
        record = {field: _read(field, values, findings) for field in UNIT_FIELDS}
        records.append(
            {
                "file_id": layout.file_id,
                "unit_sheet": values.sheet,
                "unit_code": unit.unit_code if unit else "",
                "stamped_unit": _stamped_unit(layout, campaign, units),
                "report_on": report_on,
                **record,
            }
        )
    columns = ["file_id", "unit_sheet", "unit_code", "stamped_unit", "report_on", *UNIT_FIELDS]
    table = pd.DataFrame(records, columns=columns).set_index("file_id")
    counts = dict.fromkeys(("member_count", "worker_count", "declared_count"), "Int64")
    days = dict.fromkeys(("report_on", "team_decided_on"), "datetime64[s]")
    texts = dict.fromkeys(
        ("unit_sheet", "unit_code", "stamped_unit", "prepared_by", "phone", "team_decision_number"), "str"
    )
    return table.astype({**counts, **days, **texts, "is_zero_report": "boolean"}), findings


class _Values:
    """The cells of the sheet `Đơn vị`, with fillers read as empty."""

    def __init__(self, layout: Layout, fillers: frozenset[str]) -> None:
        self.layout = layout
        self.sheet = next((found.sheet for found in layout.unit.values()), "")
        self.cells = {
            field: None if field != "is_zero_report" and fold(as_text(found.cell)) in fillers else found.cell
            for field, found in layout.unit.items()
        }

    def text(self, field: str) -> str:
        return as_text(self.cells.get(field)).replace("\n", " ")

    def tell(self, field: str, code: str, findings: list[Finding], detail: str = "") -> None:
        found = self.layout.unit[field]
        findings.append(
            Finding(
                self.layout.file_id,
                code,
                found.sheet,
                found.row,
                field,
                found.column,
                found.heading,
                self.text(field),
                detail,
            )
        )


def _unit(layout: Layout, values: _Values, units: Mapping[str, Unit], findings: list[Finding]) -> Unit | None:
    if "unit_code" not in layout.unit:
        return None
    code = values.text("unit_code")
    if not code:
        values.tell("unit_code", "unit_code_empty", findings)
        return None
    unit = units.get(unit_key(code))
    if unit is None:
        values.tell("unit_code", "unit_unknown", findings)
    stamped = layout.stamp.get("unit_code", "")
    if stamped and unit_key(stamped) != unit_key(code):
        values.tell("unit_code", "unit_stamp_differs", findings, detail=stamped)
    return unit


def _report_day(layout: Layout, values: _Values, received_on: date, findings: list[Finding]) -> date | None:
    if "report_on" not in layout.unit:
        return None
    reading = vietnamese.read_day(values.cells["report_on"])
    if reading.fault or reading.is_month:
        meant = MONTH_FIRST.format(vietnamese.day(reading.swapped)) if reading.swapped else ""
        values.tell("report_on", "report_on_unreadable", findings, meant)
        return None
    if reading.value is None:
        values.tell("report_on", "report_on_empty", findings)
    elif reading.value > received_on:
        detail = vietnamese.day(received_on)
        swapped = None if reading.is_typed else _swapped(reading.value)
        if swapped and swapped <= received_on:
            detail = f"{detail}; nếu Excel đảo ngày và tháng thì là {vietnamese.day(swapped)}"
        values.tell("report_on", "report_on_in_future", findings, detail)
    return reading.value


def _stamped_unit(layout: Layout, campaign: Campaign, units: Mapping[str, Unit]) -> str:
    unit = units.get(unit_key(layout.stamp.get("unit_code", "")))
    return unit.unit_code if unit and _is_of(layout, campaign) else ""


def _is_of(layout: Layout, campaign: Campaign) -> bool:
    """Whether the stamp is one of this campaign."""
    stamped = layout.stamp.get("campaign", ""), layout.stamp.get("code_prefix", "")
    return [*map(fold, stamped)] == [fold(campaign.campaign.name), fold(campaign.campaign.code_prefix)]


def _swapped(day: date) -> date | None:
    """The day with day and month in each other's place, as an en-US Excel may have read it."""
    return date(day.year, day.day, day.month) if day.day <= 12 else None


def _check_stamp(layout: Layout, campaign: Campaign, findings: list[Finding]) -> None:
    if not layout.stamp:
        if layout.initiatives is not None:
            findings.append(Finding(layout.file_id, "stamp_missing"))
        return
    name, prefix = layout.stamp.get("campaign", ""), layout.stamp.get("code_prefix", "")
    if not _is_of(layout, campaign):
        findings.append(Finding(layout.file_id, "campaign_other", value=f"{name} ({prefix})"))
    version = layout.stamp.get("version", "")
    if not version.isdigit() or int(version) < stamp.TEMPLATE_VERSION:
        findings.append(Finding(layout.file_id, "template_old", value=version, detail=str(stamp.TEMPLATE_VERSION)))


def _read(field: str, values: _Values, findings: list[Finding]) -> Any:
    cell = values.cells.get(field)
    match unit_sheet.BY_FIELD[field].kind:
        case Kind.COUNT:
            reading: Any = vietnamese.read_count(cell)
        case Kind.YES_NO:
            reading = vietnamese.read_yes_no(cell)
        case Kind.DAY:
            reading = vietnamese.read_day(cell)
        case _:
            return values.text(field)
    if reading.fault:
        values.tell(field, "cell_unreadable", findings)
        return None
    return reading.value
