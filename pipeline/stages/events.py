"""Support teams and activities: the newest list of a union's team; each activity once (contract §2)."""

import pandas as pd

from pipeline import finding
from pipeline.vietnamese import fold
from schemas.column import Column


def teams(members: pd.DataFrame, files: pd.DataFrame) -> pd.DataFrame:
    """The newest non-empty list of each union.

    members: file_id and the fields of the sheet `Tổ hỗ trợ`, cleaned. files: those that count, index file_id:
    unit_code, order.
    Returns unit_code, member_name, position, role, phone.
    """
    placed = _placed(members, files)
    newest = placed["order"] == placed.groupby("unit_code")["order"].transform("max")
    return placed.loc[newest, ["unit_code", "member_name", "position", "role", "phone"]].reset_index(drop=True)


def activities(events: pd.DataFrame, files: pd.DataFrame) -> pd.DataFrame:
    """All activities of all submissions; the same day, kind and content of a union is one, as last told.

    Returns unit_code, held_on, activity_kind, content, participant_count, collected_count (Int64).
    """
    placed = _placed(events, files)
    told = placed.assign(content_key=placed["content"].map(fold))
    once = told.drop_duplicates(["unit_code", "held_on", "activity_kind", "content_key"], keep="last")
    columns = ["unit_code", "held_on", "activity_kind", "content", "participant_count", "collected_count"]
    return once.sort_values(["unit_code", "held_on", "activity_kind", "content_key"], kind="stable")[
        columns
    ].reset_index(drop=True)


def check_required(table: pd.DataFrame, columns: tuple[Column, ...], told: pd.DataFrame) -> pd.DataFrame:
    """Warnings for empty required cells: faults on these sheets never reject (contract §3).

    told: findings of cells that could not be read, which are empty now; nothing more is said of them.
    """
    found = []
    for column in columns:
        if column.is_required:
            here = told[told["field"] == column.field]
            is_told = _places(table).isin(_places(here))
            missing = table[(table[column.field].isna() | (table[column.field] == "")) & ~is_told]
            found.append(finding.of_rows(missing, "side_cell_missing", column.field))
    return finding.concat(found)


def _places(table: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(table[["file_id", "sheet", "row"]])


def complete(table: pd.DataFrame, columns: tuple[Column, ...]) -> pd.DataFrame:
    """The lines that say enough to be counted: their first required cell (the name, the day) is filled."""
    first = next(column.field for column in columns if column.is_required)
    return table[table[first].notna() & (table[first] != "")]


def _placed(table: pd.DataFrame, files: pd.DataFrame) -> pd.DataFrame:
    return table.assign(
        unit_code=table["file_id"].map(files["unit_code"]), order=table["file_id"].map(files["order"])
    ).sort_values(["unit_code", "order", "row"], kind="stable")
