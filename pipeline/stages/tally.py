"""Counts: by phase, unit, commune, block, group, kind and field — summary.json (contract §5)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pandas as pd

from pipeline import vietnamese
from pipeline.campaign import Campaign, Unit
from schemas import tables

SCHEMA = "sangkien.summary/1"
GROUPINGS = ("author_group", "solution_kind", "field_of_work")


def listed_units(units: Iterable[Unit], as_of: date, rows: pd.DataFrame) -> tuple[Unit, ...]:
    """The units of the tables: those active on as_of, and those with a current row (contract §1)."""
    with_rows = set(rows.loc[rows["fate"].isin(tables.CURRENT), "unit_code"])
    return tuple(unit for unit in units if unit.is_active(as_of) or unit.unit_code in with_rows)


def tally(
    files: pd.DataFrame, rows: pd.DataFrame, campaign: Campaign, units: Sequence[Unit], as_of: date
) -> dict[str, Any]:
    """summary.json without `review` and `findings`.

    files: outcome, unit_code, is_in_inbox, is_newest, is_zero_report. rows: unit_code, fate, phase, benefit_vnd and
    what is grouped by.
    units: all of units.csv. Counts are in initiatives, benefit in đồng, rates are shares of the target.
    """
    counted = rows[rows["fate"] == "counted"]
    in_phase = counted["phase"].value_counts()
    fates = rows["fate"].value_counts()
    return {
        "schema": SCHEMA,
        "as_of": as_of.isoformat(),
        "level": campaign.campaign.level,
        "files": _files(files),
        "rows": {"read": len(rows), **{name: int(fates.get(name, 0)) for name in tables.FATES}},
        "phases": [
            _progress(phase.number, phase.target, int(in_phase.get(phase.number, 0))) for phase in campaign.phase
        ],
        "units": _units(files, rows, campaign, listed_units(units, as_of, rows)),
        "by": {
            "block": _by(counted["block"], campaign.lists.block),
            "commune": _by(counted["commune"], [unit.commune for unit in units]),
            **{name: _by(counted[name], campaign.lists.values(name)) for name in GROUPINGS},
        },
        "benefit_vnd": int(counted["benefit_vnd"].sum()),
    }  # fmt: skip


def _files(files: pd.DataFrame) -> dict[str, int]:
    """Of the files that lie in inbox/ (contract §5)."""
    outcomes = files.loc[files["is_in_inbox"], "outcome"]
    return {"received": len(outcomes), **{name: int((outcomes == name).sum()) for name in tables.OUTCOMES}}


def _progress(number: int, target: int, count: int) -> dict[str, Any]:
    return {"phase": number, "target": target, "counted": count, "rate": vietnamese.share(count, target)}


def _units(files: pd.DataFrame, rows: pd.DataFrame, campaign: Campaign, units: Sequence[Unit]) -> list[dict[str, Any]]:
    accepted = set(files.loc[files["outcome"].isin(tables.ACCEPTED), "unit_code"])
    newest = files[files["is_newest"]].set_index("unit_code")
    said_zero = newest["is_zero_report"].fillna(value=False).astype("bool").to_dict()
    standing = set(rows.loc[rows["fate"].isin(tables.CURRENT), "unit_code"])
    counts = rows.groupby(["unit_code", "fate"]).size().to_dict()
    by_phase = rows[rows["fate"] == "counted"].groupby(["unit_code", "phase"]).size().to_dict()
    table = []
    for unit in units:
        target, count = sum(unit.targets), int(counts.get((unit.unit_code, "counted"), 0))
        table.append(
            {
                "unit_code": unit.unit_code, "unit_name": unit.unit_name, "block": unit.block, "commune": unit.commune,
                "reported": unit.unit_code in accepted,
                "zero_report": said_zero.get(unit.unit_code, False) and unit.unit_code not in standing,
                "target": target, "counted": count, "pending": int(counts.get((unit.unit_code, "pending"), 0)),
                "rate": vietnamese.share(count, target),
                "phases": [
                    _progress(phase.number, unit.targets[place], int(by_phase.get((unit.unit_code, phase.number), 0)))
                    for place, phase in enumerate(campaign.phase)
                ],
            }
        )  # fmt: skip
    return table


def _by(values: pd.Series, names: Iterable[str]) -> dict[str, int]:
    """Counted rows by name: every known name, zeros too; "" only where something is empty."""
    counts = values.value_counts()
    known = [name for name in dict.fromkeys(names) if name]
    strange = sorted(set(counts.index) - set(known))
    return {name: int(counts.get(name, 0)) for name in [*known, *strange]}
