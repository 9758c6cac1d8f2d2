"""Says why a required cell counts as empty where a person sees something in it: a filler, a merged cell."""

from collections.abc import Sequence

import pandas as pd

from pipeline.workbook import Records


def explain(findings: pd.DataFrame, tables: Sequence[tuple[int, Records]]) -> pd.DataFrame:
    """The findings; `required_missing` tells what stands in the cell, and becomes `title_merged` in a merged cell."""
    records = dict(tables)
    codes: list[str] = findings["code"].tolist()
    details: list[str] = findings["detail"].tolist()
    places = zip(*(findings[name].tolist() for name in ("file_id", "row", "field")), strict=True)
    for number, (file_id, row, field) in enumerate(places):
        if codes[number] != "required_missing":
            continue
        first = records[file_id].merged.get((row, field))
        seen = records[file_id].passed_over.get((row, field), "")
        if first is not None and field == "title":
            codes[number], details[number] = "title_merged", str(first)
        elif seen:
            details[number] = f" ({seen})"
    return findings.assign(code=codes, detail=details)
