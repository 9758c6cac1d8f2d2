"""The findings table: what was found and where, facts only; the sentence is made once, by `describe`."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from pipeline import catalogue

CONFIGURATION = -1  # the file_id of what no file said: it stands in units.csv
COLUMNS = ["file_id", "code", "sheet", "row", "field", "column", "heading", "value", "detail"]
PRINTED = ["file", "sheet", "row", "column", "code", "severity", "value", "message"]


class Finding(NamedTuple):
    """One finding.

    file_id: place in the files frame, or CONFIGURATION. column: the letter, where no field stands for it.
    """

    file_id: int
    code: str
    sheet: str = ""
    row: int | None = None
    field: str = ""
    column: str = ""
    heading: str = ""
    value: str = ""
    detail: str = ""


def frame(findings: Iterable[Finding]) -> pd.DataFrame:
    """Findings as a frame with COLUMNS (file_id int, row Int64, the rest text)."""
    table = pd.DataFrame(list(findings), columns=COLUMNS)
    return table.astype({"file_id": "int64", "row": "Int64"})


def of_rows(
    rows: pd.DataFrame, code: str, field: str = "", value: pd.Series | None = None, detail: pd.Series | str = ""
) -> pd.DataFrame:
    """One finding for each of `rows` (file_id, sheet, row)."""
    return pd.DataFrame(
        {
            "file_id": rows["file_id"], "code": code, "sheet": rows["sheet"], "row": rows["row"].astype("Int64"),
            "field": field, "column": "", "heading": "", "value": "" if value is None else value, "detail": detail,
        },
        index=rows.index,
    )[COLUMNS]  # fmt: skip


def concat(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """All findings in one frame, empty ones left out."""
    filled = [table for table in tables if len(table)]
    return pd.concat(filled, ignore_index=True) if filled else frame([])


def describe(findings: pd.DataFrame, layout: pd.DataFrame, files: pd.DataFrame) -> pd.DataFrame:
    """Findings as printed: PRINTED, then heading, unit_code and file_id; gravest first within a file.

    findings: COLUMNS. layout: file_id, sheet, field, row (Int64, of a label), column, heading — where each file has
    each field. files: index file_id with file, unit_code.
    """
    table = findings.merge(layout, on=["file_id", "sheet", "field"], how="left", suffixes=("", "_found"))
    for name in ("column", "heading"):
        table[name] = table[name].where(table[name] != "", table[f"{name}_found"]).fillna("").astype("str")
    table["row"] = table["row"].fillna(table["row_found"])
    table["severity"] = [catalogue.KINDS[code].severity.value for code in table["code"]]
    table["message"] = [
        catalogue.message(code, value, heading, detail)
        for code, value, heading, detail in zip(
            table["code"], table["value"], table["heading"], table["detail"], strict=True
        )
    ]
    names = {**files["file"].to_dict(), CONFIGURATION: "units.csv"}
    unit_codes = {**files["unit_code"].to_dict(), CONFIGURATION: ""}
    table["file"] = [names[file_id] for file_id in table["file_id"]]
    table["unit_code"] = [unit_codes[file_id] for file_id in table["file_id"]]
    order = table.assign(
        rank=[catalogue.SEVERITY_ORDER[catalogue.Severity(severity)] for severity in table["severity"]],
        place=table["row"].fillna(0), width=table["column"].str.len(),
    )  # fmt: skip
    keys = ["file_id", "rank", "sheet", "place", "width", "column", "code", "value", "detail"]
    order = order.sort_values(keys, kind="stable")
    return order[[*PRINTED, "heading", "unit_code", "file_id"]].reset_index(drop=True)
