"""A campaign's life without disk: what unions and the clerk do between runs, and runs that remember as the register does."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

import pandas as pd

from pipeline import flow, intake
from pipeline.campaign import Campaign, Unit
from pipeline.consolidation import Consolidation
from pipeline.edges import cache
from pipeline.history import (
    CODE_COLUMNS,
    CODED_ROW_COLUMNS,
    JUDGEMENT_COLUMNS,
    STORED_ROW_COLUMNS,
    Earlier,
    Exclusions,
    History,
    no_coded_rows,
    no_codes,
    no_judgements,
)
from pipeline.received import Readings, Receipt, Received
from pipeline.stages import changes
from pipeline.vietnamese import Cell
from pipeline.workbook import Sheet, Workbook
from schemas import initiative
from schemas.tables import CURRENT
from tests.spec.rules import campaign

T = TypeVar("T")

FIRST_DAY = date(2022, 5, 20)
HEADINGS = tuple(column.heading for column in initiative.COLUMNS)
FIELDS = tuple(column.field for column in initiative.COLUMNS)

# A row that counts in phase 1; a line tells what is other.
SOUND_ROW: dict[str, Cell] = {
    "title": "Bếp ăn một chiều cho học sinh",
    "author": "Lê Thị Một",
    "author_group": "Khác",
    "solution_kind": "Giải pháp kỹ thuật",
    "field_of_work": "Y tế",
    "stage": "Đã được công nhận",
    "applied_on": "01/3/2022",
    "recognised_by": "Hội đồng sáng kiến",
    "recognised_on": "15/4/2022",
    "recognition_number": "1/QĐ",
}

Place = tuple[str, str, int]  # sha256, sheet, row

# ---------------------------------------------------------------- what people do


@dataclass(frozen=True)
class Line:
    """A line of a file. base: a line the union sent before, by number, or None for one of its own; says: what is other.

    code: what stands in Mã sáng kiến: "" nothing, "own" the code the base has by now, "unknown", "foreign" a code of
    another union, or the number of one of the union's codes.
    """

    base: int | None = None
    says: Mapping[str, Cell] = field(default_factory=dict)
    code: str | int = ""


@dataclass(frozen=True)
class Send:
    """A union sends a file. days_ago: of Ngày báo cáo, before today; negative: the file is refused.

    is_whole: its current rows with their codes come first, as danh-sach gives them.
    """

    unit_code: str
    lines: Sequence[Line]
    days_ago: int = 0
    is_whole: bool = False
    name: int = 0


@dataclass(frozen=True)
class Copy:
    """Any file ever received is put into the inbox under another name."""

    file: int
    name: int


@dataclass(frozen=True)
class Rename:
    """A file of the inbox gets another name."""

    file: int
    name: int


@dataclass(frozen=True)
class Delete:
    """A file of the inbox is deleted."""

    file: int


@dataclass(frozen=True)
class Exclude:
    """The clerk's word: a submission or a code of the union, by number, is out."""

    unit_code: str
    target: int
    is_submission: bool = True


@dataclass(frozen=True)
class Include:
    """The clerk takes back one of the words that hold on the union, by number."""

    unit_code: str
    target: int


@dataclass(frozen=True)
class Run:
    """A run as of so many days after today (before, when negative); then days pass."""

    as_of_shift: int = 0
    days_pass: int = 1


Action = Send | Copy | Rename | Delete | Exclude | Include | Run


# ---------------------------------------------------------------- what the workspace remembers


@dataclass(frozen=True)
class Done:
    """A finished run, what it knew, and what of it is kept."""

    number: int
    started_at: datetime
    as_of: date
    received: Received
    history: History
    result: Consolidation
    standings: pd.DataFrame

    @property
    def earlier(self) -> Earlier:
        return Earlier(self.as_of, self.started_at, self.standings)


@dataclass
class Life:
    """The workspace of one campaign. prefix: of every file name; names decide nothing."""

    units: tuple[Unit, ...] = field(default_factory=campaign.units)
    prefix: str = ""
    is_backwards: bool = False
    campaign: Campaign = field(default_factory=campaign.campaign)
    today: date = FIRST_DAY
    inbox: dict[str, Workbook] = field(default_factory=dict)
    books: dict[str, Workbook] = field(default_factory=dict)
    received: dict[str, tuple[int, datetime]] = field(default_factory=dict)
    seen: dict[tuple[str, str], tuple[datetime, datetime]] = field(default_factory=dict)
    batches: list[Readings] = field(default_factory=list)
    codes: list[tuple[str, str, int]] = field(default_factory=list)
    coded_rows: dict[Place, str] = field(default_factory=dict)
    stored_rows: list[tuple[str, str, int, str, int]] = field(default_factory=list)
    excluded: dict[tuple[str, bool], str] = field(default_factory=dict)
    judged: list[tuple[frozenset[str], str]] = field(default_factory=list)
    cells: dict[Place, dict[str, Cell]] = field(default_factory=dict)
    sent: dict[str, list[Place]] = field(default_factory=dict)
    runs: list[Done] = field(default_factory=list)

    def live(self, action: Action) -> Done | None:
        """What one action does; the finished run when it is one."""
        match action:
            case Send():
                self._send(action)
            case Copy() if self.books:
                book = _nth(sorted(self.books), action.file)
                self._put(action.name, self.books[book])
            case Rename() if self.inbox:
                path = _nth(sorted(self.inbox), action.file)
                self._put(action.name, self.inbox.pop(path))
            case Delete() if self.inbox:
                del self.inbox[_nth(sorted(self.inbox), action.file)]
            case Exclude():
                known = self._submissions(action.unit_code) if action.is_submission else self._codes(action.unit_code)
                if known:
                    self.excluded[_nth(known, action.target), action.is_submission] = "Công văn số 5"
            case Include():
                known = [*self._submissions(action.unit_code), *self._codes(action.unit_code)]
                words = [word for word in self.excluded if word[0] in known]
                if words:
                    del self.excluded[_nth(words, action.target)]
            case Run():
                done = self.run(self.today + timedelta(days=action.as_of_shift))
                self.today += timedelta(days=action.days_pass)
                return done
        return None

    def _submissions(self, unit_code: str) -> list[str]:
        """What the union sent that a run has seen, in the order in which it was made."""
        return list(dict.fromkeys(place[0] for place in self.sent.get(unit_code, ()) if place[0] in self.received))

    def _codes(self, unit_code: str) -> list[str]:
        return [code for code, unit, _ in self.codes if unit == unit_code]

    # ------------------------------------------------------------ files

    def path(self, name: int) -> str:
        """Names that order the other way round when the life is lived backwards."""
        return f"{self.prefix}{9 - name if self.is_backwards else name}.xlsx"

    def _put(self, name: int, book: Workbook) -> None:
        path = self.path(name)
        self.inbox[path] = replace(book, file=path)

    def _send(self, action: Send) -> None:
        whole = self._whole(action.unit_code) if action.is_whole else []
        lines = [*whole, *(self._line(action.unit_code, line) for line in action.lines)]
        report_on = self.today - timedelta(days=action.days_ago)
        book = workbook(self.path(action.name), action.unit_code, report_on, lines)
        self.inbox[book.file] = book
        if book.sha256 not in self.books:
            self.books[book.sha256] = book
            for row, line in enumerate(lines, start=2):
                self.cells[book.sha256, initiative.SHEET, row] = line
                self.sent.setdefault(action.unit_code, []).append((book.sha256, initiative.SHEET, row))

    def _whole(self, unit_code: str) -> list[dict[str, Cell]]:
        """The union's current rows as the last run gave them back."""
        if not self.runs:
            return []
        rows = self.runs[-1].result.rows
        current = rows[(rows["unit_code"] == unit_code) & rows["fate"].isin(CURRENT)]
        places = zip(current["sha256"], current["sheet"], current["row"], current["initiative_code"], strict=True)
        return [{**self.cells[sha256, sheet, int(row)], "initiative_code": code} for sha256, sheet, row, code in places]

    def _line(self, unit_code: str, line: Line) -> dict[str, Cell]:
        base = None
        if line.base is not None and self.sent.get(unit_code):
            base = _nth(self.sent[unit_code], line.base)
        cells = {**(self.cells[base] if base else SOUND_ROW), **line.says}
        cells["initiative_code"] = self._typed(unit_code, line.code, base)
        return {name: value for name, value in cells.items() if value != ""}

    def _typed(self, unit_code: str, code: str | int, base: Place | None) -> str:
        own = self._codes(unit_code)
        others = [known for known, unit, _ in self.codes if unit != unit_code]
        match code:
            case "own":
                return self.coded_rows.get(base, "") if base else ""
            case "foreign":
                return others[0] if others else ""
            case "unknown":
                return "MAU-9999"
            case int() if own:
                return _nth(own, code)
        return ""

    # ------------------------------------------------------------ runs

    def run(self, as_of: date) -> Done:
        """What run.run does, without disk; remembers what the register would."""
        number = len(self.runs) + 1
        now = datetime(self.today.year, self.today.month, self.today.day, 2, tzinfo=UTC) + timedelta(minutes=number)
        received = self._receive(number, now)
        history = self.history(as_of)
        result = flow.consolidate(received, history, self.campaign, self.units, as_of)
        given = result.given
        self.codes += [
            (code, unit, number) for code, unit in given.codes[["code", "unit_code"]].itertuples(index=False, name=None)
        ]
        self.coded_rows |= given_rows(result)
        self.stored_rows += [(*place, code, number) for place, code in given_rows(result).items()]
        done = Done(number, now, as_of, received, history, result, changes.standings(result.rows))
        self.runs.append(done)
        return done

    def history(self, as_of: date) -> History:
        """What is known now; changes are told against the last run of the nearest earlier as_of."""
        before = [done for done in self.runs if done.as_of < as_of]
        codes = pd.DataFrame(self.codes, columns=CODE_COLUMNS).astype(no_codes().dtypes.to_dict())
        rows = pd.DataFrame(self.stored_rows, columns=STORED_ROW_COLUMNS).astype(no_coded_rows().dtypes.to_dict())
        exclusions = Exclusions(
            {target: why for (target, is_submission), why in self.excluded.items() if is_submission},
            {target: why for (target, is_submission), why in self.excluded.items() if not is_submission},
        )
        earlier = max(before, key=lambda done: (done.as_of, done.number)).earlier if before else None
        linked = self.runs[-1].result.linked if self.runs else None  # as the cache keeps it
        return History(codes, rows, exclusions, self.judgements(), earlier, linked)

    def judgements(self) -> pd.DataFrame:
        """The last word on every pair, in the order in which they were said."""
        last: dict[frozenset[str], str] = {}
        for pair, verdict in self.judged:
            last.pop(pair, None)
            last[pair] = verdict
        told = [
            {**dict.fromkeys(JUDGEMENT_COLUMNS, ""), "code_a": min(pair), "code_b": max(pair), "verdict": verdict}
            for pair, verdict in last.items()
        ]
        return pd.DataFrame(told, columns=JUDGEMENT_COLUMNS).astype(no_judgements().dtypes.to_dict())

    def _receive(self, number: int, now: datetime) -> Received:
        new = {book.sha256: book for book in self.inbox.values() if book.sha256 not in self.received}
        if new or not self.batches:
            self.batches.append(_read(list(new.values()), self.campaign, self.units, self.today))
        self.received |= dict.fromkeys(new, (number, now))
        for path, book in self.inbox.items():
            first, _ = self.seen.get((book.sha256, path), (now, now))
            self.seen[book.sha256, path] = (first, now)
        here = [
            Receipt(path, book.sha256, 1, *self.received[book.sha256], self.seen[book.sha256, path][0])
            for path, book in self.inbox.items()
        ]
        present = {receipt.sha256 for receipt in here}
        last = {sha256: file for (sha256, file), _ in sorted(self.seen.items(), key=lambda item: (item[1][1], item[0]))}
        gone = [
            Receipt(file, sha256, 1, *self.received[sha256], self.seen[sha256, file][0], is_in_inbox=False)
            for sha256, file in last.items()
            if sha256 not in present
        ]
        return Received((*here, *gone), cache.together(self.batches))


def given_rows(result: Consolidation) -> dict[Place, str]:
    """The rows whose code is new or another than before, as the register writes them down."""
    columns = (result.given.rows[name].tolist() for name in CODED_ROW_COLUMNS)
    return {(sha256, sheet, int(row)): code for sha256, sheet, row, code in zip(*columns, strict=True)}


def workbook(name: str, unit_code: str, report_on: date, lines: Sequence[Mapping[str, Cell]]) -> Workbook:
    """A file as `template` would write it, without a stamp."""
    day = report_on.strftime("%d/%m/%Y")
    labels = (("Mã CĐCS", unit_code), ("Ngày báo cáo", day), ("Không phát sinh", "" if lines else "Có"))
    unit = Sheet("Đơn vị", tuple((row, pair) for row, pair in enumerate(labels, start=1)))
    body = tuple((row, tuple(line.get(field) for field in FIELDS)) for row, line in enumerate(lines, start=2))
    sheets = (unit, Sheet(initiative.SHEET, ((1, HEADINGS), *body)))
    return Workbook(name, hashlib.sha256(repr(sheets).encode()).hexdigest(), 1, sheets)


_READ: dict[tuple[object, ...], Readings] = {}


def _read(books: Sequence[Workbook], of: Campaign, units: Sequence[Unit], day: date) -> Readings:
    """What the files say; kept, for what a file says depends on its bytes and the day of receipt alone."""
    ordered = sorted(books, key=lambda book: book.sha256)
    key = (day, len(units), *(book.sha256 for book in ordered))
    if key not in _READ:
        _READ[key] = intake.read(ordered, of, units, dict.fromkeys([book.sha256 for book in ordered], day))
    return _READ[key]


def _nth(items: Sequence[T], number: int) -> T:
    return items[number % len(items)]
