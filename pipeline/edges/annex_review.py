"""The sheet of the annex that tells which pairs are suspected, why, and what was decided."""

import pandas as pd

from pipeline import catalogue
from pipeline.edges.annex_cells import numbers, ordinals, texts
from pipeline.edges.annex_columns import origin
from pipeline.edges.annex_formats import Form
from pipeline.edges.annex_sheet import Column, Table
from schemas import initiative

_WAITING = "Chờ quyết định"
_NOTE = (
    "Ghi chú: khi chưa có quyết định, sáng kiến nghi trùng chưa bị loại khỏi kết quả. "
    "Trùng: tính là một sáng kiến; Không trùng: tính là hai sáng kiến. Cả hai dòng đều được giữ lại."
)


def review_table(review: pd.DataFrame, rows: pd.DataFrame) -> Table:
    """review, rows: of a Consolidation."""
    columns: list[Column] = []
    origins: list[Column] = []
    for side, key, code in (("A", "row_a", "code_a"), ("B", "row_b", "code_b")):
        own = rows.loc[review[key]]
        columns += [
            Column(f"Mã {side}", Form.CODE, 10, texts(review[code])),
            Column(f"Đơn vị {side}", Form.TEXT, 16, texts(own["unit_name"])),
            Column(f"{initiative.BY_FIELD['title'].heading} {side}", Form.TEXT, 27, texts(own["title"])),
            Column(f"{initiative.BY_FIELD['author'].heading} {side}", Form.TEXT, 13, texts(own["author"])),
        ]
        origins += origin(own, f" {side}")
    why = pd.Series(list(map(catalogue.why_text, review["reasons"], review["details"])), dtype="str")
    told = {**catalogue.VERDICT_NAMES, "": _WAITING, "unknown": f"{catalogue.VERDICT_NAMES['unknown']}, chờ quyết định"}
    return Table(
        "Nghi trùng",
        "Danh sách cặp sáng kiến nghi trùng và kết luận",
        (
            Column("Nhóm", Form.ORDINAL, 6, numbers(review["group"])),
            Column("STT", Form.ORDINAL, 6, ordinals(review)),
            *columns,
            Column("Lý do", Form.TEXT, 20, texts(why)),
            Column("Kết luận", Form.TEXT, 11, texts(review["verdict"].map(told))),
            Column("Người quyết định", Form.TEXT, 12, texts(review["judged_by"])),
            Column("Ghi chú", Form.TEXT, 14, texts(review["note"])),
            *origins,
        ),
        (_NOTE,) if len(review) else (),
        screen_count=len(origins),
    )
