"""What tells a line of the review workbook again, whatever its place: codes, what was shown, what was answered then."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

SHEET = "Rà soát"
AUTOMATIC_SHEET = "Tự động tính là một"
HELP_SHEET = "Hướng dẫn"
DECISION = "Quyết định"
NOTE = "Ghi chú"
STAMP = "Dấu dòng (không sửa)"
FILE_NAME = "ra-soat-trung.xlsx"
MOST_LETTERS_OF_NOTE = 500

# What a judgement rests on, as it is shown; a row sent again that says the same is the same.
_SHOWN = ("unit_code", "title", "author", "co_authors", "summary", "applied_on", "applied_is_month", "portal_ref")
_DIGITS = 12


@dataclass(frozen=True)
class Stamp:
    """A line as it was shown. code_a is the older. verdict, note: what had been answered then.

    workbook: the name of all lines that were shown together.
    """

    code_a: str
    code_b: str
    shown: str
    verdict: str
    note: str
    workbook: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        return self.code_a, self.code_b

    def text(self) -> str:
        return json.dumps(list(astuple(self)), ensure_ascii=False)


def read(text: str) -> Stamp | None:
    """The stamp of a cell, None for what is none."""
    try:
        parts = json.loads(text)
    except ValueError:
        return None
    if (
        not isinstance(parts, list)
        or len(parts) != len(fields(Stamp))
        or not all(isinstance(part, str) for part in parts)
    ):
        return None
    return Stamp(*parts)


def of_lines(lines: "pd.DataFrame", rows: "pd.DataFrame") -> list[Stamp]:
    """A stamp a line, without the workbook. lines: review or automatic of a Consolidation. rows: of the same."""
    digests = of_rows(rows.loc[sorted({*lines["row_a"], *lines["row_b"]})])
    stamps = []
    for line in lines.to_dict("records"):
        ends = (line["code_a"], digests[line["row_a"]]), (line["code_b"], digests[line["row_b"]])
        (code_a, of_a), (code_b, of_b) = sorted(ends, key=lambda each: age(each[0]))
        stamps.append(Stamp(code_a, code_b, of_a + of_b, line["verdict"], line["note"]))
    return stamps


def of_rows(rows: "pd.DataFrame") -> dict[int, str]:
    """By row_id: a hash of what the workbook shows of the row for the judgement."""
    said = rows[[*_SHOWN]].assign(applied_on=rows["applied_on"].dt.strftime("%Y-%m-%d").fillna(""))
    return {row_id: _hash(list(map(str, values))) for row_id, *values in said.itertuples(name=None)}


def in_workbook(stamps: Iterable[Stamp]) -> str:
    """A workbook by its lines: copies of one export bear the same name, an export after another answer another."""
    return _hash(sorted(stamp.text() for stamp in stamps))


def standing_rows(rows: "pd.DataFrame") -> Mapping[str, Any]:
    """Code → row_id of the row that speaks for it now: one that stands before one that is a duplicate."""
    current = rows[rows["fate"].isin(("counted", "pending", "duplicate")) & (rows["initiative_code"] != "")]
    ordered = current.assign(is_duplicate=current["fate"] == "duplicate").sort_values("is_duplicate", kind="stable")
    first = ordered.drop_duplicates("initiative_code")
    return dict(zip(first["initiative_code"].tolist(), first.index.tolist(), strict=True))


def age(code: str) -> tuple[int, str]:
    """Older codes first."""
    return len(code), code


def _hash(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:_DIGITS]
