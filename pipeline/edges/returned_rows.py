"""The rows of a workbook sent back: what stands, what was rejected, what a refused file says, laid over one another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from pipeline import vietnamese
from pipeline.campaign import Unit
from pipeline.consolidation import Consolidation
from pipeline.edges.returned_file import Row, SentFile
from pipeline.stages import codes
from pipeline.vietnamese import Cell, as_text, fold
from schemas import initiative, stamp

_SHOWN: Final = frozenset(column.field for column in initiative.SHOWN)
_NOT_TAKEN: Final = "Chưa nhận (tệp không nhận được)"
_CODE: Final = "initiative_code"


@dataclass(frozen=True)
class Union:
    """What a union gets back.

    current, rejected: rows of the result; listed: each as a list shows it, by row_id. refused: files of the result,
    oldest first. sent: its files taken apart, by file_id. told: the files (file_id) of which everything is told, oldest
    first.
    """

    unit: Unit
    current: pd.DataFrame
    rejected: pd.DataFrame
    listed: Mapping[int, Row]
    refused: pd.DataFrame
    sent: Mapping[int, SentFile]
    told: tuple[int, ...]


@dataclass(frozen=True)
class Line:
    """A row of the workbook, with the place it comes from. key: title and author, code: as codes are compared."""

    file_id: int
    sheet: str
    row: int
    cells: Row
    key: tuple[str, str]
    code: str
    is_refused: bool = False


def lines(union: Union, result: Consolidation) -> list[Line]:
    """The current rows and the rejected ones as they were sent, file by file, then the rows of refused files.

    What was sent later for a current row and not accepted stands in its place: both in one file would be told as
    duplicates, and the old one might be the one that counts.
    """
    rejected = list(_of_rows(union.rejected, union))
    claimed = {line.code: line.key[0] for line in rejected if line.code}
    laid: dict[int, Line] = {}
    for row_id, line in zip(union.current.index.tolist(), _of_rows(union.current, union), strict=True):
        # Borne by a rejected row of another title too, the code would reject both (contract §2).
        is_claimed = claimed.get(line.code, line.key[0]) != line.key[0]
        laid[row_id] = replace(line, cells=_without_code(line.cells), code="") if line.code and is_claimed else line
    apart: list[Line] = []
    replaced: set[int] = set()
    for former_id, line in zip(union.rejected["former_id"].tolist(), rejected, strict=True):
        if former_id in laid and former_id not in replaced:
            replaced.add(former_id)
            laid[former_id] = _in_place_of(line, laid[former_id])
        else:
            apart.append(line)
    order = result.files["order"].to_dict()
    found = sorted([*laid.values(), *apart], key=lambda line: (order[line.file_id], line.row))
    for file_id in union.refused.index.tolist():
        if file_id in union.sent:
            found = _laid_over(found, _of_refused(file_id, union, result))
    return found


def _of_rows(rows: pd.DataFrame, union: Union) -> Iterator[Line]:
    """Each row as it was typed; a current one with its code."""
    columns = (rows[name].tolist() for name in ("file_id", "sheet", "row", "sha256", "fate"))
    for row_id, file_id, sheet, row, sha256, fate in zip(rows.index.tolist(), *columns, strict=True):
        listed = union.listed[row_id]
        raw = union.sent[file_id].initiatives.get(row) if file_id in union.sent else None
        values = dict(listed) if raw is None else {**raw, **{name: listed[name] for name in _SHOWN & listed.keys()}}
        if fate != "rejected":
            values = _without_code(values) | ({_CODE: listed[_CODE]} if _CODE in listed else {})
        values["row_stamp"] = stamp.of_row(sha256, row)
        yield Line(file_id, sheet, row, values, _key(values), _code_key(values))


def _of_refused(file_id: int, union: Union, result: Consolidation) -> Iterator[Line]:
    sha256, sent = result.files["sha256"].loc[file_id], union.sent[file_id]
    for row, raw in sent.initiatives.items():
        values = {**raw, "fate": _NOT_TAKEN, "row_stamp": stamp.of_row(sha256, row)}
        yield Line(file_id, sent.sheet, row, values, _key(values), _code_key(values), is_refused=True)


def _laid_over(former: Sequence[Line], later: Iterable[Line]) -> list[Line]:
    """The lines with those of a later file in the place of what they say again: the same code, or title and author."""
    found = list(former)
    by_code = {line.code: place for place, line in enumerate(former) if line.code}
    by_key = {line.key: place for place, line in enumerate(former) if all(line.key)}
    taken: set[int] = set()
    for line in later:
        place = by_code.get(line.code) if line.code else by_key.get(line.key)
        if place is None or place in taken:
            found.append(line)
        else:
            taken.add(place)
            found[place] = _in_place_of(line, found[place])
    return found


def _in_place_of(line: Line, former: Line) -> Line:
    """The line with the code of the one it replaces, unless it bears one itself."""
    code = former.cells.get(_CODE)
    if line.code or code is None:
        return line
    return replace(line, cells={**line.cells, _CODE: code}, code=former.code)


def _without_code(values: Row) -> dict[str, Cell]:
    return {name: cell for name, cell in values.items() if name != _CODE}


def _code_key(values: Row) -> str:
    return codes.key(as_text(values.get(_CODE)))


def _key(values: Row) -> tuple[str, str]:
    people = vietnamese.split_people(as_text(values.get("author"))) or [""]
    return fold(as_text(values.get("title"))), fold(vietnamese.split_share(people[0])[0])
