"""What was issued, as the register keeps it: a log of acts, each sealed, of which the last one on a run holds."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from pipeline.edges import register
from pipeline.edges import register_tables as tables
from pipeline.errors import IntegrityError

_TOLD = (
    "number", "said_at", "said_by", "run", "is_issued", "report_number", "dispatch_number", "issued_on", "folder",
    "outputs",
)  # fmt: skip


@dataclass(frozen=True)
class Issue:
    """One act. is_issued: False takes an issue back. folder: below outbox/. outputs: path below it → SHA-256."""

    said_at: datetime
    said_by: str
    run: int
    is_issued: bool
    report_number: int
    dispatch_number: int
    issued_on: date
    folder: str
    outputs: Mapping[str, str]

    @property
    def what_stands_on_paper(self) -> tuple[int, int, date]:
        """Both numbers and the day: what makes two issues of one run the same."""
        return self.report_number, self.dispatch_number, self.issued_on


def record(connection: Connection, issue: Issue) -> None:
    """Adds an act, sealed."""
    last = connection.execute(select(func.max(tables.issue.c.number))).scalar_one() or 0
    line = {
        **asdict(issue),
        "number": last + 1,
        "said_at": issue.said_at.isoformat(),
        "is_issued": int(issue.is_issued),
        "issued_on": issue.issued_on.isoformat(),
        "outputs": json.dumps(dict(issue.outputs), ensure_ascii=False),
    }
    connection.execute(insert(tables.issue), [{**line, "seal": _seal(connection, line)}])


def said(connection: Connection) -> list[Issue]:
    """Every act, oldest first. Raises IntegrityError for a damaged line."""
    lines = connection.execute(select(tables.issue).order_by(tables.issue.c.number)).mappings().all()
    return [_issue(line) for line in lines]


def in_force(connection: Connection) -> dict[int, Issue]:
    """By the number of its run: what is issued now, in the order in which it was said."""
    last: dict[int, Issue] = {}
    for each in said(connection):
        last.pop(each.run, None)
        last[each.run] = each
    return {number: issue for number, issue in last.items() if issue.is_issued}


def listed(connection: Connection) -> list[tuple[Issue, datetime | None]]:
    """Everything that was issued, in the order in which it was said; beside it when it was taken back."""
    told: list[tuple[Issue, datetime | None]] = []
    place_of: dict[int, int] = {}
    for each in said(connection):
        if each.is_issued:
            place_of[each.run] = len(told)
            told.append((each, None))
        else:
            place = place_of[each.run]
            told[place] = (told[place][0], each.said_at)
    return told


def compared_with(connection: Connection, as_of: date, before: int) -> int | None:
    """The run that changes are told against: of those before that number the one that was issued last.

    Last by the day on its papers, then by when it was said; one whose figures are of a later day than as_of is none.
    Where none was issued: the last run of the nearest earlier as_of.
    """
    day = tables.run.c.as_of
    early = set(
        connection.execute(
            select(tables.run.c.number).where(day <= as_of.isoformat(), tables.run.c.number < before)
        ).scalars()
    )
    issued = [issue for number, issue in in_force(connection).items() if number in early]
    if not issued:
        return register.earlier(connection, as_of, before)
    newest = max(issue.issued_on for issue in issued)
    return [issue for issue in issued if issue.issued_on == newest][-1].run


def broken(connection: Connection) -> list[int]:
    """The runs of which an act is no longer as it was written down, each once."""
    lines = connection.execute(select(tables.issue).order_by(tables.issue.c.number)).mappings().all()
    found = [line["run"] for line in lines if line["seal"] != _seal(connection, line)]
    return list(dict.fromkeys(found))


def _seal(connection: Connection, line: Mapping[Any, Any]) -> str:
    """The SHA-256 over an act, the act before it and the seal of its run: none is changed or taken out unseen."""
    acts, runs = tables.issue.c, tables.run.c
    before = select(acts.number, acts.seal).where(acts.number < line["number"]).order_by(acts.number.desc()).limit(1)
    of_run = select(runs.seal).where(runs.number == line["run"])
    parts = [
        [(name, line[name]) for name in _TOLD],
        *(list(map(tuple, connection.execute(query))) for query in (before, of_run)),
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _issue(line: Mapping[Any, Any]) -> Issue:
    try:
        return Issue(
            said_at=datetime.fromisoformat(line["said_at"]),
            said_by=line["said_by"],
            run=line["run"],
            is_issued=bool(line["is_issued"]),
            report_number=line["report_number"],
            dispatch_number=line["dispatch_number"],
            issued_on=date.fromisoformat(line["issued_on"]),
            folder=line["folder"],
            outputs=dict(json.loads(line["outputs"])),
        )
    except (ValueError, TypeError) as error:
        raise IntegrityError(
            f"Sổ đăng ký register.db bị hỏng: không đọc được việc ban hành của lần tổng hợp số {line['run']}. "
            "Khôi phục từ bản sao lưu gần nhất."
        ) from error
