"""The two sheets of the annex that tell why the number changed: by union, and initiative by initiative."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from pipeline import catalogue
from pipeline.consolidation import Consolidation
from pipeline.edges.annex_cells import Cell, numbers, ordinals, texts
from pipeline.edges.annex_columns import initiative_text, origin
from pipeline.edges.annex_formats import Form
from pipeline.edges.annex_sheet import Column, Table
from pipeline.vietnamese import day
from schemas import initiative

_STATE_NAMES = {
    **catalogue.FATE_NAMES,
    "superseded": catalogue.CHANGE_NAMES["superseded"],
    "excluded": catalogue.CHANGE_NAMES["excluded"],
    "": "(không có)",
}
_NO_EARLIER = "Ghi chú: chưa có lần tổng hợp nào của ngày trước đó để so sánh."


def change_tables(consolidation: Consolidation, lines: pd.DataFrame, level: Mapping[str, str]) -> Iterable[Table]:
    """“Thay đổi” and “Chi tiết thay đổi”; empty, with a note, where there is no earlier run.

    lines: of stages.changes.compare. level: what units are called.
    """
    since = consolidation.summary["changes"]["since"]
    is_compared = since is not None
    told = f"số liệu đến ngày {day(date.fromisoformat(since))}" if is_compared else "lần tổng hợp trước"
    # Without an earlier run everything is new, as the list of counted initiatives says already.
    yield _unit_table(consolidation.summary, told, level)
    yield _initiative_table(consolidation, lines if is_compared else lines.iloc[:0], told)


def _unit_table(summary: Mapping[str, Any], told: str, level: Mapping[str, str]) -> Table:
    changes = summary["changes"]
    is_compared = changes["since"] is not None
    units = _units(summary) if is_compared else []
    kinds = [kind for kind, effect in changes["lines"].items() if effect] if is_compared else []
    return Table(
        "Thay đổi",
        f"Thay đổi số sáng kiến hợp lệ so với {told}",
        (
            Column("STT", Form.ORDINAL, 5, ordinals(units)),
            Column(f"Tên {level['unit']}", Form.TEXT, 44, [unit["unit_name"] or None for unit in units]),
            Column(level["unit_code_heading"], Form.CODE, 9, [unit["unit_code"] for unit in units]),
            Column("Lần trước", Form.NUMBER, 10, [unit["before"] for unit in units], is_summed=True),
            *(
                Column(
                    catalogue.CHANGE_NAMES[kind],
                    Form.CHANGE,
                    12,
                    [unit["lines"].get(kind) for unit in units],
                    is_summed=True,
                )
                for kind in kinds
            ),
            Column("Lần này", Form.NUMBER, 10, [unit["after"] for unit in units], is_summed=True),
            Column("Tăng, giảm", Form.CHANGE, 10, [unit["difference"] for unit in units], is_summed=True),
            Column(
                catalogue.CHANGE_NAMES["phase_changed"],
                Form.NUMBER,
                12,
                [unit["phase_changed"] or None for unit in units],
                is_summed=True,
            ),
        ),
        (_how_to_read(is_compared),),
    )


def _how_to_read(is_compared: bool) -> str:
    if not is_compared:
        return _NO_EARLIER
    return (
        "Ghi chú: số ở cột “Lần trước” cộng các cột tăng, giảm tiếp theo bằng số ở cột “Lần này”; "
        "chuyển giai đoạn không làm thay đổi tổng số."
    )


def _units(summary: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every listed union, changed or not, so that the totals are those of the report; then those listed no longer."""
    changed = {unit["unit_code"]: unit for unit in summary["changes"]["units"]}
    lines = []
    for unit in summary["units"]:
        same = {"before": unit["counted"], "after": unit["counted"], "difference": 0, "lines": {}, "phase_changed": 0}
        lines.append({**same, **changed.pop(unit["unit_code"], {}), **_named(unit["unit_code"], unit["unit_name"])})
    return [*lines, *({**unit, **_named(code, "")} for code, unit in changed.items())]


def _named(unit_code: str, unit_name: str) -> dict[str, str]:
    return {"unit_code": unit_code, "unit_name": unit_name}


def _initiative_table(consolidation: Consolidation, lines: pd.DataFrame, told: str) -> Table:
    names = {unit["unit_code"]: unit["unit_name"] for unit in consolidation.summary["units"]}
    # -1 is no row: an initiative that was known then and is not now has no place to show.
    rows = consolidation.rows.reindex(lines["row_id"])
    return Table(
        "Chi tiết thay đổi",
        f"Danh sách sáng kiến thay đổi so với {told}",
        (
            Column("STT", Form.ORDINAL, 6, ordinals(lines)),
            Column(initiative.BY_FIELD["initiative_code"].heading, Form.CODE, 13, texts(lines["code"])),
            Column("Đơn vị", Form.TEXT, 24, texts(lines["unit_code"].map(names))),
            initiative_text(rows, "title", 40),
            initiative_text(rows, "author", 18),
            Column("Thay đổi", Form.TEXT, 20, texts(lines["kind"].map(catalogue.CHANGE_NAMES))),
            Column("Ảnh hưởng đến kết quả", Form.CHANGE, 11.5, numbers(lines["effect"]), is_summed=True),
            Column("Lần trước", Form.TEXT, 18, _states(lines["before"], lines["phase_before"])),
            Column("Lần này", Form.TEXT, 18, _states(lines["after"], lines["phase_after"])),
            *origin(rows),
        ),
        () if consolidation.summary["changes"]["since"] is not None else (_NO_EARLIER,),
    )


def _states(states: pd.Series, phases: pd.Series) -> list[Cell]:
    """How an initiative stood, with its phase where it counted."""
    return [
        f"{_STATE_NAMES[state]} (giai đoạn {phase})" if state == "counted" else _STATE_NAMES[state]
        for state, phase in zip(states.tolist(), phases.tolist(), strict=True)
    ]
