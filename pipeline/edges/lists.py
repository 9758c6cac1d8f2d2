"""danh-sach/<unit_code>.xlsx: the current rows of every union in a fresh template, to go on in."""

import os
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pebble import ProcessFuture, ProcessPool

from pipeline import catalogue, lookup, vietnamese
from pipeline.campaign import Campaign, Unit
from pipeline.edges import workers
from pipeline.edges.template import Filled, write_template
from pipeline.vietnamese import Cell, fold
from schemas import activity, initiative, support_team
from schemas.column import Column, Kind

# This room is opened before pandas is there, and a worker never needs it.
if TYPE_CHECKING:
    import pandas as pd

    from pipeline.consolidation import Consolidation

LISTS_A_WORKER = 12  # fewer are written before a worker has started
_AHEAD: Final = 6  # a worker never waits for its next one

# What a union says of itself once for all its reports; the day, the total and Không phát sinh are of one report alone.
_OF_UNIT: Final = (
    "prepared_by", "phone", "member_count", "worker_count", "team_decision_number", "team_decided_on",
)  # fmt: skip
_LONGEST_EXACT: Final = 10**15  # Excel keeps fifteen digits of a number
_WHOLE: Final = 100  # per cent

Row = dict[str, Cell]


Job = tuple[Path, Campaign, Unit, Filled]


def jobs(folder: Path, campaign: Campaign, units: Iterable[Unit], filled: Mapping[str, Filled]) -> list[Job]:
    """A workbook in the folder for each union that is given something. filled: by unit_code."""
    return [
        (folder / f"{unit.unit_code}.xlsx", campaign, unit, filled[unit.unit_code])
        for unit in units
        if unit.unit_code in filled
    ]


@contextmanager
def writing(result: "Consolidation", folder: Path) -> Iterator[None]:
    """Writes the list of every union that has a current row into the folder, made anew, while the body runs."""
    listed = {unit_code: filled for unit_code, filled in contents(result).items() if filled.initiatives}
    folder.mkdir()
    with filling(jobs(folder, result.campaign, result.units, listed)):
        yield


@contextmanager
def filling(jobs: Sequence[Job]) -> Iterator[None]:
    """Writes the workbooks while the body runs; all of them are written when the block ends.

    Raises OSError when one cannot be, and whatever else a worker stumbles over: what it was given is our own work.
    """
    # This process needs a core itself, and helps when it is through.
    worker_count = min((os.cpu_count() or 1) - 1, len(jobs) // LISTS_A_WORKER)
    if worker_count <= 0:
        for job in jobs:
            write_template(*job)
        yield
        return
    pool = workers.pool(worker_count)
    handed = _HandedOut(pool, deque(jobs))
    try:
        for _ in range(worker_count * _AHEAD):
            handed.next()
        yield
        handed.finish()
        pool.close()
    except BaseException:
        handed.waiting.clear()
        pool.stop()  # Ctrl-C or a full disk must not wait for a thousand lists
        raise
    finally:
        pool.join()


@dataclass
class _HandedOut:
    """Jobs that go to the workers from the left, a few ahead, and to this process from the right."""

    pool: ProcessPool
    waiting: deque[Job]
    futures: list[ProcessFuture[None]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next(self, _: object = None) -> None:
        """Hands out one job; called again when it is done."""
        with self.lock:  # so that a job is either waiting or among the futures
            if not self.waiting:
                return
            future = self.pool.schedule(write_template, args=self.waiting.popleft())
            self.futures.append(future)
        future.add_done_callback(self.next)

    def finish(self) -> None:
        """Writes what still waits, then waits for the workers. Raises what one of them stumbled over."""
        while True:
            with self.lock:
                if not self.waiting:
                    break
                job = self.waiting.pop()
            write_template(*job)
        for future in self.futures:
            future.result()


def contents(result: "Consolidation") -> dict[str, Filled]:
    """unit_code → what the list of the union is filled with, for every union of the result.

    Current rows by code, then as they were sent: each cell so that it is read as the same value again and nothing new
    is found, and beside them, for reading only, what became of them. A union without current rows still has its team,
    its activities and what it last said of itself.
    """
    rows = _by_unit(current(result), lambda table: initiatives(table, result))
    teams = _by_unit(result.teams, lambda table: _rows(table, support_team.COLUMNS))
    # An activity told again as it stands here counts once; told again in other words it would count twice.
    held = _by_unit(result.activities, lambda table: _rows(table, activity.COLUMNS))
    said = _by_unit(_newest(result.files), lambda table: _records({name: _cells(table[name]) for name in _OF_UNIT}))
    return {
        unit.unit_code: Filled(
            unit_values=said[unit.unit_code][0] if unit.unit_code in said else {},
            initiatives=rows.get(unit.unit_code, ()),
            team=_numbered(teams.get(unit.unit_code, ())),
            activities=_numbered(held.get(unit.unit_code, ())),
            shown=initiative.SHOWN if unit.unit_code in rows else (),
            has_prepared_rows=False,
        )
        for unit in result.units
    }


# ---------------------------------------------------------------- which rows, in which order


def current(result: "Consolidation") -> "pd.DataFrame":
    """The rows a union may go on with; of an excluded submission it is told elsewhere."""
    from schemas.tables import CURRENT

    is_out = result.rows["reasons"].str.contains(r"\bsubmission_excluded\b")
    rows = result.rows[result.rows["fate"].isin(CURRENT) & ~is_out]
    rows = rows.assign(order=rows["file_id"].map(result.files["order"]), code_length=rows["initiative_code"].str.len())
    return rows.sort_values(["unit_code", "code_length", "initiative_code", "order", "row"], kind="stable")


def _newest(files: "pd.DataFrame") -> "pd.DataFrame":
    from schemas.tables import ACCEPTED

    accepted = files[files["outcome"].isin(ACCEPTED) & ~files["is_excluded"]]
    return accepted.sort_values("order").drop_duplicates("unit_code", keep="last")


def _by_unit(table: "pd.DataFrame", to_rows: "Callable[[pd.DataFrame], Iterable[Row]]") -> dict[str, list[Row]]:
    """The rows made of all lines at once: a thousand small tables would take a thousand times the start."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for unit_code, row in zip(table["unit_code"].tolist(), to_rows(table), strict=True):
        rows[unit_code].append(row)
    return dict(rows)


# ---------------------------------------------------------------- cells


def initiatives(rows: "pd.DataFrame", result: "Consolidation") -> list[Row]:
    """The rows as they are sent back: each cell so that it is read as the same value again, and what became of it."""
    made = {
        **{column.field: _cells(rows[column.field]) for column in initiative.COLUMNS},
        "initiative_code": _codes(rows),
        "ordinal": [_number_if_exact(text) for text in rows["ordinal"].tolist()],
        "benefit_vnd": [_exact(amount) for amount in _cells(rows["benefit_vnd"])],
        "author": _authors(rows, result.findings),
        "applied_on": _days(rows, "applied_on", result),
        "portal_on": _days(rows, "portal_on", result),
        **_outcome(rows, result.campaign),
    }
    return _records(made)


def _outcome(rows: "pd.DataFrame", campaign: Campaign) -> dict[str, list[Cell]]:
    """The cells of initiative.SHOWN."""
    names = {phase.number: phase.name for phase in campaign.phase}
    fates = rows["fate"].tolist()
    reasons = [reason.split() for reason in rows["reasons"].tolist()]
    phases = [names.get(number, "") for number in rows["phase"].fillna(0).tolist()]
    return {
        "fate": [catalogue.FATE_NAMES[fate] for fate in fates],
        "reasons": ["; ".join(map(catalogue.reason_text, codes)) for codes in reasons],
        "counting_on": _cells(rows["counting_on"]),
        "phase": [name if fate == "counted" else "" for name, fate in zip(phases, fates, strict=True)],
    }


def _rows(table: "pd.DataFrame", columns: Sequence[Column]) -> list[Row]:
    return _records(
        {column.field: _cells(table[column.field]) for column in columns if column.kind is not Kind.ORDINAL}
    )


def _records(columns: dict[str, list[Cell]]) -> list[Row]:
    """A row a line, empty cells left out."""
    return [
        {field: cell for field, cell in zip(columns, cells, strict=True) if cell is not None and cell != ""}
        for cells in zip(*columns.values(), strict=True)
    ]


def _numbered(rows: Sequence[Row]) -> list[Row]:
    return [{"ordinal": number, **row} for number, row in enumerate(rows, start=1)]


def _cells(column: "pd.Series[Any]") -> list[Any]:
    """Values without pandas, which no worker knows: days as date, what is missing as None."""
    values = (column.dt.date if column.dtype.kind == "M" else column).tolist()
    is_missing = column.isna()
    if not is_missing.any():
        return values
    return [None if missing else value for value, missing in zip(values, is_missing.tolist(), strict=True)]


def _codes(rows: "pd.DataFrame") -> list[Cell]:
    """The codes, but of two rows that are one initiative under different titles only that of the one that stands.

    Carried by both the code would reject both (contract §2); without it the other is known by its title as before.
    """
    titles = rows["title"].map(fold)
    standing_first = rows.assign(title=titles, is_duplicate=rows["fate"] == "duplicate").sort_values(
        "is_duplicate", kind="stable"
    )
    leading = standing_first.groupby(["unit_code", "initiative_code"])["title"].transform("first")
    return list(rows["initiative_code"].where(titles == leading.reindex(rows.index), "").tolist())


def _number_if_exact(text: str) -> Cell:
    """Excel marks a number that stands as text."""
    is_number = text.isascii() and text.isdigit() and str(int(text)) == text and len(text) < 10
    return int(text) if is_number else text


def _exact(amount: int | None) -> Cell:
    return str(amount) if amount is not None and abs(amount) >= _LONGEST_EXACT else amount


def _authors(rows: "pd.DataFrame", findings: "pd.DataFrame") -> list[Cell]:
    """The author with his share where one was written: what is missing from those of the others, unless told amiss."""
    told = _told(findings, "shares_not_whole")
    places = zip(rows["file_id"].tolist(), rows["row"].tolist(), strict=True)
    return [
        author if (*place, "co_authors") in told else f"{author}{_share_left(co_authors)}"
        for author, co_authors, place in zip(rows["author"].tolist(), rows["co_authors"].tolist(), places, strict=True)
    ]


def _share_left(co_authors: str) -> str:
    if "%" not in co_authors:
        return ""
    shares = (vietnamese.split_share(name)[1] for name in co_authors.split(";"))
    left = _WHOLE - sum((Decimal(str(share)) for share in shares if share is not None), Decimal(0))
    return f" ({left.normalize():f}%)".replace(".", ",") if 0 < left < _WHOLE else ""


def _days(rows: "pd.DataFrame", field: str, result: "Consolidation") -> list[Cell]:
    """Days as days and months as text; a day as text where it would be told as perhaps swapped and was not before.

    Only a day that Excel made is asked about so (stages.rules): that one the union typed as text.
    """
    told = _told(result.findings, "day_perhaps_swapped")
    spans = (result.campaign.application_window,) if field == "applied_on" else result.campaign.phase
    is_month = rows["applied_is_month"] if field == "applied_on" else rows["row"].isna()
    places = zip(rows["file_id"].tolist(), rows["row"].tolist(), strict=True)
    days: list[Cell] = []
    for day, only_month, place in zip(_cells(rows[field]), is_month.tolist(), places, strict=True):
        if day is None or only_month:
            days.append(day and f"{day:%m/%Y}")
            continue
        is_safe = day.day > 12 or any(span.first_day <= day <= span.last_day for span in spans)
        days.append(day if is_safe or (*place, field) in told else f"{day:%d/%m/%Y}")
    return days


def _told(findings: "pd.DataFrame", code: str) -> set[tuple[int, int, str]]:
    """Where a row was found so: file_id, row, field; the field by the heading as the union names the column."""
    fields = {**lookup.heading_aliases(), **{fold(column.heading): column.field for column in initiative.COLUMNS}}
    found = findings[findings["code"] == code]
    places = zip(found["file_id"].tolist(), found["row"].tolist(), found["heading"].tolist(), strict=True)
    return {(file_id, row, fields.get(fold(heading), "")) for file_id, row, heading in places}
