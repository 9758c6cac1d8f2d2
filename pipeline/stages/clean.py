"""Turns cells as people typed them into typed columns; what cannot be read is left out and told."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import cast

import pandas as pd

from pipeline import lookup, vietnamese
from pipeline.campaign import Lists
from pipeline.catalogue import MONTH_FIRST
from pipeline.finding import Finding, frame
from pipeline.vietnamese import Cell, as_text, fold
from pipeline.workbook import Records
from schemas.column import Column, Kind

PLACE = ["file_id", "sheet", "row"]
_OTHER = "Khác"
# Two names, or a name and a post: only the union knows.
_DASHED_NAMES = re.compile(r"[^\W\d]+(?: [^\W\d]+)+ ?[-–—] ?[^\W\d]+(?: [^\W\d]+)+", re.IGNORECASE)
_SEVERAL_LINES = frozenset({"summary", "other_benefit", "note", "content"})


def gather(tables: Sequence[tuple[int, Records]], columns: Sequence[Column]) -> pd.DataFrame:
    """All rows of one kind of sheet in one frame: PLACE, then each field as typed (object, None where empty)."""
    cells: dict[str, list[Cell]] = {column.field: [] for column in columns}
    file_ids: list[int] = []
    sheets: list[str] = []
    rows: list[int] = []
    for file_id, records in tables:
        count = len(records.rows)
        file_ids += [file_id] * count
        sheets += [records.sheet] * count
        rows += records.rows
        for field, values in cells.items():
            values.extend(records.cells.get(field, (None,) * count))
    place = {
        "file_id": pd.Series(file_ids, dtype="int64"),
        "sheet": pd.Series(sheets, dtype="str"),
        "row": pd.Series(rows, dtype="Int64"),
    }
    return pd.DataFrame({**place, **{field: pd.Series(values, dtype="object") for field, values in cells.items()}})


def clean(
    raw: pd.DataFrame, columns: Sequence[Column], lists: Lists, report_days: Mapping[int, date | None]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows with typed columns, and the findings.

    raw: as `gather` makes it. report_days: file_id → Ngày báo cáo, which gives a day without a year its year.
    Returns PLACE and the fields: text "" where empty; days datetime64[s] (a month as its first day, with
    `applied_is_month`); money and counts Int64; yes/no boolean. A choice that decides keeps its text for the
    validation to find.
    """
    typed = raw[PLACE].copy()
    findings: list[Finding] = []
    file_ids: list[int] = raw["file_id"].tolist()
    places: list[tuple[int, str, int]] = list(zip(file_ids, raw["sheet"].tolist(), raw["row"].tolist(), strict=True))

    def note(place: int, field: str, code: str, detail: str = "") -> None:
        file_id, sheet, row = places[place]
        value = _shown(cast("Cell", raw[field].iat[place]))
        findings.append(Finding(file_id, code, sheet, row, field, value=value, detail=detail))

    for column in columns:
        cells: list[Cell] = raw[column.field].tolist()
        match column.kind:
            case Kind.DAY | Kind.DAY_OR_MONTH:
                references = [report_days.get(file_id) for file_id in file_ids]
                days, months = _days(cells, references, column, note)
                typed[column.field] = pd.Series(days, index=raw.index, dtype="datetime64[s]")
                if column.kind is Kind.DAY_OR_MONTH:
                    typed[f"{column.field.removesuffix('_on')}_is_month"] = pd.Series(
                        months, index=raw.index, dtype="bool"
                    )
            case Kind.MONEY | Kind.COUNT:
                amounts = _amounts(cells, column, note)
                typed[column.field] = pd.Series(amounts, index=raw.index, dtype="Int64")
            case Kind.YES_NO:
                answers = _answers(cells, column, note)
                typed[column.field] = pd.Series(answers, index=raw.index, dtype="boolean")
            case Kind.CHOICE:
                typed[column.field] = pd.Series(_choices(cells, column, lists, note), index=raw.index, dtype="str")
            case Kind.TEXT | Kind.PERSON | Kind.PEOPLE | Kind.CODE | Kind.ORDINAL:
                typed[column.field] = pd.Series([_text(cell, column) for cell in cells], index=raw.index, dtype="str")
    if "author" in typed:
        _split_authors(raw, typed, note)
    return typed, frame(findings)


def as_typed_values(findings: pd.DataFrame, raw: pd.DataFrame) -> pd.DataFrame:
    """The findings of rows with each cell's value as the union typed it, whatever was read from it.

    findings: finding.COLUMNS. raw: as `gather` makes it, each file once.
    """
    places = pd.MultiIndex.from_frame(raw[["file_id", "row"]])
    value = findings["value"].copy()
    for field, group in findings.groupby("field"):
        if field in raw.columns:
            where = places.get_indexer(pd.MultiIndex.from_frame(group[["file_id", "row"]]))
            cells = raw[field].to_numpy()[where]
            value.loc[group.index] = [
                _shown(cell) if place >= 0 else "" for place, cell in zip(where, cells, strict=True)
            ]
    return findings.assign(value=value)


Note = Callable[..., None]


def _shown(cell: Cell) -> str:
    return as_text(cell).replace("\n", " ")


def _text(cell: Cell, column: Column) -> str:
    if cell is None:
        return ""
    text = as_text(cell)
    return text if column.field in _SEVERAL_LINES else text.replace("\n", " ")


def _days(
    cells: Sequence[Cell], references: Sequence[date | None], column: Column, note: Note
) -> tuple[list[date | None], list[bool]]:
    known: dict[tuple[type, Cell], vietnamese.DayReading] = {}
    days: list[date | None] = []
    months: list[bool] = []
    for place, (cell, reference) in enumerate(zip(cells, references, strict=True)):
        if cell is None:
            days.append(None)
            months.append(False)
            continue
        reading = known.get((type(cell), cell))
        if reading is None:
            reading = known[type(cell), cell] = vietnamese.read_day(cell)
        if reading.fault:  # a day without a year is readable only beside the day of the report
            reading = vietnamese.read_day(cell, reference)
        value = reading.value
        if reading.fault or (reading.is_month and column.kind is Kind.DAY):
            value = None
            code = "day_does_not_exist" if reading.fault == "no_such_day" else "day_unreadable"
            meant = "" if reading.swapped is None else MONTH_FIRST.format(vietnamese.day(reading.swapped))
            note(place, column.field, code if column.is_rejecting else "cell_unreadable", meant)
        elif reading.is_year_assumed and value:
            note(place, column.field, "year_assumed", vietnamese.day(value))
        days.append(value)
        months.append(reading.is_month and value is not None)
    return days, months


def _amounts(cells: Sequence[Cell], column: Column, note: Note) -> list[int | None]:
    read = vietnamese.read_money if column.kind is Kind.MONEY else vietnamese.read_count
    amounts: list[int | None] = []
    for place, cell in enumerate(cells):
        reading = read(cell)
        if reading.fault:
            note(place, column.field, "cell_unreadable")
        elif reading.is_doubtful and reading.value is not None:
            note(place, column.field, "amount_doubtful", vietnamese.count(reading.value))
        amounts.append(None if reading.fault else reading.value)
    return amounts


def _answers(cells: Sequence[Cell], column: Column, note: Note) -> list[bool | None]:
    answers: list[bool | None] = []
    for place, cell in enumerate(cells):
        reading = vietnamese.read_yes_no(cell)
        if reading.fault:
            note(place, column.field, "yes_no_unreadable" if column.is_rejecting else "cell_unreadable")
        answers.append(reading.value)
    return answers


def _choices(cells: Sequence[Cell], column: Column, lists: Lists, note: Note) -> list[str]:
    values = lists.values(column.list_name or "")
    by_key = {fold(value): value for value in values}
    known: dict[str, tuple[str, str, str]] = {}
    chosen: list[str] = []
    for place, cell in enumerate(cells):
        if cell is None:
            chosen.append("")
            continue
        text = _shown(cell)
        if text not in known:
            value = by_key.get(fold(text))
            known[text] = _strange_choice(text, column, by_key) if value is None else (value, "", "")
        value, code, detail = known[text]
        if code:
            note(place, column.field, code, detail)
        chosen.append(value)
    return chosen


def _strange_choice(text: str, column: Column, by_key: Mapping[str, str]) -> tuple[str, str, str]:
    """What becomes of a value that is not in the list: the value to keep, the finding's code and detail."""
    if column.field == "field_of_work" and _OTHER in by_key.values():
        alias = lookup.field_of_work_aliases().get(fold(text))
        if alias in by_key.values():
            return str(alias), "field_of_work_alias", str(alias)
        return _OTHER, "field_of_work_other", ""
    meant = lookup.choice_aliases(column.list_name or "").get(fold(text), "")
    if meant and (own := by_key.get(fold(meant))):  # a campaign may have other lists
        return own, "choice_alias", own
    if column.is_rejecting:
        return text, "", ""  # kept as typed: the validation rejects it
    return "", "choice_ignored", lookup.nearest(text, tuple(by_key.values()))


def _split_authors(raw: pd.DataFrame, typed: pd.DataFrame, note: Note) -> None:
    """Several names in Tác giả chính: the first is the author, the others co-authors (contract §2); changes `typed`.

    A share written behind the author's name is no part of the name; all shares of a row should make 100.
    """
    authors: list[str] = typed["author"].tolist()
    co_authors: list[str] = typed["co_authors"].tolist()
    for place, cell in enumerate(raw["author"].tolist()):
        if cell is None:
            continue
        first, *others = vietnamese.split_people(as_text(cell))
        author, share = vietnamese.split_share(first)
        authors[place] = author.replace("\n", " ")
        if lookup.is_collective(author):
            note(place, "author", "author_not_person")
        elif not others and _DASHED_NAMES.fullmatch(author):
            note(place, "author", "author_perhaps_several")
        if others:
            co_authors[place] = "; ".join([*others, co_authors[place]] if co_authors[place] else others)
            note(place, "author", "author_split", authors[place])
        shares = [share, *(vietnamese.split_share(name)[1] for name in co_authors[place].split(";"))]
        total = sum((Decimal(str(part)) for part in shares if part is not None), Decimal(0))
        if total not in {0, 100}:
            note(place, "co_authors", "shares_not_whole", f"{total.normalize():f}".replace(".", ","))
    typed["author"] = pd.Series(authors, index=typed.index, dtype="str")
    typed["co_authors"] = pd.Series(co_authors, index=typed.index, dtype="str")
