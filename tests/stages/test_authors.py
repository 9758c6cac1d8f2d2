"""Whoever wrote an initiative stands in the list, whichever of its rows stands for it."""

import pandas as pd

from pipeline.stages import authors
from tests.spec.rules import table

ROWS = """
dòng | tác giả     | đồng tác giả                  | số phận   | thay bằng || ghi
1    | Lê Thị Một  | Hà Văn Ba (40%)               | counted   | -1        || Hà Văn Ba (40%); Đỗ Thị Hai; Võ Văn Tư
2    | Đỗ Thị Hai  | LÊ THỊ MỘT; Võ Văn Tư (10%)   | duplicate | 1         || LÊ THỊ MỘT; Võ Văn Tư (10%)
3    | Cô Lê Thị Một | Ha Van Ba                   | duplicate | 1         || Ha Van Ba
4    | Đỗ Thị Hai  |                               | pending   | -1        || (trống)
5    | Đỗ Thị Hai  |                               | superseded | 4        || (trống)
"""


def test_who_a_duplicate_names_is_named_once_behind_the_own_co_authors():
    lines = table.read(ROWS).lines
    rows = pd.DataFrame(
        {
            "author": [line.given["tác giả"] for line in lines],
            "co_authors": [line.given["đồng tác giả"] for line in lines],
            "fate": [line.given["số phận"] for line in lines],
            "related_id": [int(line.given["thay bằng"]) for line in lines],
        },
        index=[int(line.given["dòng"]) for line in lines],
    ).astype({"author": "str", "co_authors": "str", "fate": "str"})
    before = rows.copy()
    assert authors.united(rows).tolist() == [table.cell(line.expected["ghi"]) or "" for line in lines]
    pd.testing.assert_frame_equal(rows, before)
