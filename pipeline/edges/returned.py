"""tra-lai/<unit_code>.xlsx: back to a union whose rows or file were not accepted, to be mended and sent again."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from pipeline import vietnamese
from pipeline.campaign import Unit, unit_key
from pipeline.consolidation import Consolidation
from pipeline.edges import lists, returned_findings
from pipeline.edges.returned_file import Row, take_apart
from pipeline.edges.returned_findings import Atlas, Found, Spot
from pipeline.edges.returned_rows import Line, Union, lines
from pipeline.edges.template import Filled
from pipeline.edges.template_returned import Outside, Returned, placed
from pipeline.vietnamese import Cell, as_text, fold
from pipeline.workbook import Workbook
from schemas import activity, initiative, stamp, support_team, unit_sheet

_FIRST_ROW: Final = 2  # below the headings

Places = dict[tuple[int, str, int], tuple[str, int]]


def to_return(result: Consolidation) -> pd.DataFrame:
    """What is sent back, a line a rejected row or a refused file: unit_code, file_id, row_id (Int64, none for a file).

    A rejected row that a later file of its union carries again is told there; a refused file is open as long as the
    union has no accepted one of a later day.
    """
    rows, refused = result.rows, _refused(result.files)
    rejected = rows[(rows["fate"] == "rejected") & ~rows["is_excluded"] & ~rows["is_sent_again"]]
    return pd.DataFrame(
        {
            "unit_code": pd.Series([*rejected["unit_code"], *refused["owner"]], dtype="str"),
            "file_id": pd.Series([*rejected["file_id"], *refused.index], dtype="int64"),
            "row_id": pd.Series([*rejected.index, *[None] * len(refused)], dtype="Int64"),
        }
    )


def _refused(files: pd.DataFrame) -> pd.DataFrame:
    """The open refused files whose union (owner) is known: by Mã CĐCS, else by the template they were made of."""
    owner = files["unit_code"].where(files["unit_code"] != "", files["stamped_unit"])
    newest = files[files["is_newest"]].set_index("unit_code")["report_on"].to_dict()
    refused = files.assign(owner=owner)[(files["outcome"] == "refused") & files["is_in_inbox"] & (owner != "")]
    answered_on = pd.Series([newest.get(code) for code in refused["owner"]], index=refused.index, dtype="datetime64[s]")
    is_answered = refused["report_on"] < answered_on
    return refused[~is_answered].sort_values(["report_on", "received_run", "sha256"], kind="stable")


def needed(result: Consolidation, wanted: pd.DataFrame) -> list[int]:
    """The files (file_id) that are read again for what is sent back: cells as they were typed are kept nowhere else."""
    if wanted.empty:
        return []
    files, current = result.files, lists.current(result)
    newest = files.index[files["is_newest"] & files["unit_code"].isin(wanted["unit_code"])]
    of_rows = current.loc[current["unit_code"].isin(wanted["unit_code"]), "file_id"]
    return sorted({*wanted["file_id"].tolist(), *newest.tolist(), *of_rows.tolist()})


def contents(
    result: Consolidation,
    units: Sequence[Unit],
    wanted: pd.DataFrame,
    books: Mapping[str, Workbook],
    known: Mapping[str, Filled],
) -> dict[str, Filled]:
    """unit_code → the workbook that is sent back.

    wanted: as `to_return` tells it. books: those needed, by SHA-256. known: as `lists.contents` tells it.
    """
    if wanted.empty:
        return {}
    findings = result.findings[result.findings["file_id"].isin(needed(result, wanted))]
    by_file: dict[int, list[Mapping[Hashable, Any]]] = defaultdict(list)
    for line in findings.to_dict("records"):
        by_file[line["file_id"]].append(line)
    unions = list(_unions(result, units, wanted, books))
    laid = [list(enumerate(lines(union, result), _FIRST_ROW)) for union in unions]
    of_refused = returned_findings.of_refused(
        [
            (union.unit, [(row, line.cells) for row, line in rows if line.is_refused])
            for union, rows in zip(unions, laid, strict=True)
        ],
        result,
        units,
    )
    return {
        union.unit.unit_code: _filled(union, rows, known.get(union.unit.unit_code, Filled()), (result, by_file, found))
        for union, rows, found in zip(unions, laid, of_refused, strict=True)
    }


def _unions(
    result: Consolidation, units: Sequence[Unit], wanted: pd.DataFrame, books: Mapping[str, Workbook]
) -> Iterator[Union]:
    files, refused = result.files, _refused(result.files)
    unit_codes = set(wanted["unit_code"])
    current = lists.current(result)
    current = current[current["unit_code"].isin(unit_codes)]
    asked = result.rows.loc[wanted["row_id"].dropna().astype("int64")].sort_values(["order", "row"], kind="stable")
    listed = {
        row_id: row
        for rows in (current, asked)
        for row_id, row in zip(rows.index.tolist(), lists.initiatives(rows, result), strict=True)
    }
    current_of, asked_of, refused_of = (
        dict(iter(table.groupby(name)))
        for table, name in ((current, "unit_code"), (asked, "unit_code"), (refused, "owner"))
    )
    newest = dict(zip(files.loc[files["is_newest"], "unit_code"], files.index[files["is_newest"]], strict=True))
    for unit in units:
        code = unit.unit_code
        if code not in unit_codes:
            continue
        own, rejected = current_of.get(code, current[:0]), asked_of.get(code, asked[:0])
        turned_away = refused_of.get(code, refused[:0])
        accepted = files.loc[sorted({*rejected["file_id"].tolist(), *([newest[code]] if code in newest else [])})]
        told = (*accepted.sort_values("order").index.tolist(), *turned_away.index.tolist())
        opened = {
            file_id: books.get(str(files["sha256"].loc[file_id]))
            for file_id in dict.fromkeys([*own["file_id"].tolist(), *told])
        }
        sent = {
            file_id: take_apart(book, result.campaign, unit)
            for file_id, book in opened.items()
            if book is not None and not book.refusal
        }
        yield Union(unit, own, rejected, listed, turned_away, sent, told)


def _filled(
    union: Union,
    rows: Sequence[tuple[int, Line]],
    known: Filled,
    told: tuple[Consolidation, Mapping[int, Sequence[Mapping[Hashable, Any]]], Sequence[Found]],
) -> Filled:
    """told: the result, its findings by file_id, and what is wrong with the rows of refused files.

    known: what is known of the union else.
    """
    result, findings, of_refused = told
    labels = unit_sheet.labels(phase.number for phase in result.campaign.phase)
    label_rows = {label.field: row for row, label in enumerate(labels, 1)}
    unit_values, left_out = _unit_values(union, len(rows))
    team, team_places = _team(union, known)
    held, held_places = _activities(union, known)
    outside, outside_places = _outside(union, left_out, result)
    line_places = {(line.file_id, line.sheet, line.row): (initiative.SHEET, row) for row, line in rows}
    atlas = Atlas(
        {**outside_places, **team_places, **held_places, **line_places},
        {(file_id, *place): name for file_id, sent in union.sent.items() for place, name in sent.fields.items()},
        {
            (file_id, found.sheet, found.row): (name, label_rows[name])
            for file_id, sent in union.sent.items()
            for name, found in sent.unit.items()
        },
    )
    of_files = (
        found
        for file_id, sent in union.sent.items()
        for found in returned_findings.of_file(findings.get(file_id, ()), sent, atlas, is_whole=file_id in union.told)
    )
    found = [_report_day(label_rows["report_on"]), *of_files, *of_refused]
    return replace(
        known,
        unit_values=unit_values,
        initiatives=[line.cells for _, line in rows],
        team=team,
        activities=held,
        shown=(*initiative.SHOWN, initiative.ROW_STAMP),
        has_prepared_rows=False,
        returned=Returned(returned_findings.marks(found), returned_findings.tasks(found), outside),
    )


def _report_day(row: int) -> Found:
    """Each time it is sent it tells of another day."""
    heading = unit_sheet.BY_FIELD["report_on"].heading
    return Found(
        Spot(unit_sheet.SHEET, row, "report_on", "B"), "report_on_empty", heading, "Ghi Ngày báo cáo của lần gửi này."
    )


# ---------------------------------------------------------------- what stands beside the rows


def _unit_values(union: Union, row_count: int) -> tuple[dict[str, Cell], dict[str, Cell]]:
    """What the union said of itself in the file that is sent back, and what of it holds for that file alone.

    A number or a Không phát sinh that was right for the rows of the file would be wrong beside all rows of the union.
    """
    sent = next((union.sent[file_id] for file_id in reversed(union.told) if file_id in union.sent), None)
    if sent is None:
        return {}, {}
    typed = {name: each.cell for name, each in sent.unit.items() if name in unit_sheet.BY_FIELD and as_text(each.cell)}
    for name in ("report_on", "unit_name", "block", "commune"):
        typed.pop(name, None)
    if unit_key(as_text(typed.get("unit_code"))) in {union.unit.key, ""}:
        typed.pop("unit_code", None)
    own_count = len(sent.initiatives)
    left_out: dict[str, Cell] = {}
    if vietnamese.read_count(typed.get("declared_count")).value == own_count != row_count:
        left_out["declared_count"] = typed.pop("declared_count")
    if vietnamese.read_yes_no(typed.get("is_zero_report")).value and own_count == 0 and row_count:
        left_out["is_zero_report"] = typed.pop("is_zero_report")
    return typed, left_out


def _team(union: Union, known: Filled) -> tuple[Sequence[Row], Places]:
    """The list of the file that is sent back, as typed; where it has none, the one that is known."""
    for file_id in reversed(union.told):
        sent = union.sent.get(file_id)
        if sent is not None and sent.team:
            places = {
                (file_id, sent.team_sheet, row): (support_team.SHEET, place)
                for place, row in enumerate(sent.team, _FIRST_ROW)
            }
            return list(sent.team.values()), places
    return known.team, {}


def _activities(union: Union, known: Filled) -> tuple[list[Row], Places]:
    """All that are known, each once; those of the files that are sent back as typed, of one told twice the last."""
    typed: dict[tuple[object, ...], tuple[int, str, int, Row]] = {}
    for file_id in union.told:
        sent = union.sent.get(file_id)
        for row, values in sent.activities.items() if sent else ():
            key = _activity_key(values)
            typed.pop(key, None)
            typed[key] = (file_id, sent.activity_sheet if sent else "", row, values)
    others = [row for row in known.activities if _activity_key(row) not in typed]
    first = _FIRST_ROW + len(others)
    places = {each[:3]: (activity.SHEET, place) for place, each in enumerate(typed.values(), first)}
    return [*others, *(values for *_, values in typed.values())], places


def _activity_key(values: Row) -> tuple[object, ...]:
    """Day, kind and content (contract §2); all that was typed where that does not say which one it is."""
    day = vietnamese.read_day(values.get("held_on"))
    if day.value is None or day.fault:
        return tuple((name, as_text(cell)) for name, cell in values.items() if name != "ordinal")
    return day.value, fold(as_text(values.get("activity_kind"))), fold(as_text(values.get("content")))


def _outside(union: Union, left_out: Mapping[str, Cell], result: Consolidation) -> tuple[list[Outside], Places]:
    """What of the files that are sent back has no place, and where each line of it stands."""
    whose: list[tuple[int, str]] = []
    sections: list[Outside] = []
    for file_id in union.told:
        for sheet, section in union.sent[file_id].outside if file_id in union.sent else ():
            file = str(result.files["file"].loc[file_id])
            whose.append((file_id, sheet))
            sections.append(replace(section, title=section.title and f"{section.title}, tệp “{file}”"))
    if left_out:
        cells = tuple(((unit_sheet.BY_FIELD[name].heading, cell)) for name, cell in left_out.items())
        whose.append((-1, ""))
        sections.append(Outside("Đã ghi ở lần gửi trước, trang “Đơn vị”", (0, 1), tuple((0, pair) for pair in cells)))
    places: Places = {}
    for (file_id, sheet), (first, section) in zip(whose, placed(sections), strict=True):
        for place, (row, _) in enumerate(section.lines, first + 1):
            places.setdefault((file_id, sheet, row), (stamp.OUTSIDE_SHEET, place))
    return sections, places
