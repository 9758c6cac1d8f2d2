"""The sheet of the annex that lists the initiatives proposed for an award and what their dossiers still lack."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline import catalogue
from pipeline.campaign import Campaign
from pipeline.edges.annex_cells import ordinals, texts
from pipeline.edges.annex_columns import initiative_text, origin
from pipeline.edges.annex_formats import Form
from pipeline.edges.annex_sheet import Column, Table
from pipeline.figures import dossiers
from schemas import initiative

_WHOLE = "Đủ thông tin"


def award_table(rows: pd.DataFrame, campaign: Campaign) -> Table:
    """rows: of a Consolidation. The order is that of the report: the highest award first."""
    proposed = dossiers.proposed(rows, dossiers.award_names(campaign))
    lacking = pd.Series([_lacking(row) for row in proposed.to_dict("records")], dtype="str")
    return Table(
        "Đề nghị khen thưởng",
        "Danh sách sáng kiến được đề nghị khen thưởng và hồ sơ còn thiếu",
        (
            Column("STT", Form.ORDINAL, 6, ordinals(proposed)),
            initiative_text(proposed, "award_proposal", 14),
            Column("Đơn vị", Form.TEXT, 24, texts(proposed["unit_name"])),
            initiative_text(proposed, "title", 38),
            initiative_text(proposed, "author", 17),
            initiative_text(proposed.assign(co_authors=proposed["united_co_authors"]), "co_authors", 18),
            Column("Tình trạng", Form.TEXT, 18, texts(proposed["fate"].map(catalogue.FATE_NAMES))),
            Column("Hồ sơ còn thiếu", Form.TEXT, 34, texts(lacking)),
            *origin(proposed),
        ),
    )


def _lacking(row: Mapping[Any, Any]) -> str:
    headings = [*dossiers.missing(row)]
    if dossiers.lacks_effect(row):
        headings.append(
            f"{initiative.BY_FIELD['benefit_vnd'].heading} hoặc {initiative.BY_FIELD['other_benefit'].heading}"
        )
    return "; ".join(headings) or _WHOLE
