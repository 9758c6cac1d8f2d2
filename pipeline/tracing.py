"""Answers where a figure or an initiative comes from: derives a run again from what the register kept, then looks."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from pipeline import run as runs
from pipeline import vietnamese
from pipeline.campaign import unit_key
from pipeline.catalogue import FATE_NAMES, why_text
from pipeline.edges import judgement_lines, naming, register
from pipeline.edges import register_tables as tables
from pipeline.edges.naming import Initiative, Names
from pipeline.edges.version import rules_version
from pipeline.edges.workspace import Configuration, Workspace
from pipeline.errors import ConfigurationError, IntegrityError, UsageError
from pipeline.lookup import nearest
from pipeline.received import Received
from schemas import initiative, unit_sheet

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.consolidation import Consolidation
    from pipeline.stages.trace import Question

SCHEMA = "sangkien.trace/1"


@dataclass(frozen=True)
class Wanted:
    """Which rows the clerk asks for, as typed. by: (grouping, name) each."""

    unit: str | None
    phase: int | None
    fate: str
    by: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Derived:
    """A past run derived again. has_other_rules: its figures now differ because the rules have changed since."""

    run: register.Run
    made_with: runs.Setting
    received: Received
    result: "Consolidation"
    has_other_rules: bool


def derive(place: Workspace, connection: Connection, number: int, progress: runs.Progress) -> Derived:
    """The run of that number from its own receipts, configuration and history.

    From the register and the archive, not from outbox/: that a clerk may edit, and it may be gone. The cache makes it
    quick. Raises UsageError when today's program refuses its configuration, IntegrityError where kept bytes were
    altered or the figures differ although the rules do not.
    """
    from pipeline import flow
    from pipeline.edges import outbox, remembered

    run = register.read_run(connection, number)
    configuration = Configuration(*register.configuration(connection, run.configuration_sha256))
    try:
        made_with = runs.setting(configuration, run.started_at, run.as_of)
    except ConfigurationError as error:
        raise UsageError(
            f"Cấu hình của lần tổng hợp số {number} không hợp với chương trình hiện nay: {error}"
        ) from error
    received = runs.read(place, run.receipts, {}, made_with, progress)
    result = flow.consolidate(
        received, remembered.of_run(connection, run), made_with.campaign, made_with.units, run.as_of
    )
    is_other = outbox.json_text(result.summary) != run.summary
    if is_other and run.rules_version == rules_version():
        raise IntegrityError(
            f"Số liệu tính lại của lần tổng hợp số {number} khác số liệu đã ghi, dù quy tắc không đổi. "
            f"Chạy: sangkien verify {number}"
        )
    return Derived(run, made_with, received, result, is_other)


def derive_named(place: Workspace, run_name: str | None, progress: runs.Progress) -> Derived:
    """As `derive`, the run called by its number or day, the last when None. Raises UsageError for an unknown one."""
    with naming.remembering(place) as connection:
        return derive(place, connection, _number(connection, run_name), progress)


# ---------------------------------------------------------------- the life of an initiative


def trace_code(place: Workspace, name: str, run_name: str | None, progress: runs.Progress) -> dict[str, Any]:
    """All that is known of a code: its rows, what was decided, with what it is one, how it stood run by run.

    run_name: the run by which the rows are judged, the last when None. Raises UsageError for an unknown code or run.
    """
    with naming.remembering(place) as connection:
        number = _number(connection, run_name)
        names = Names(place, connection)
        found = names.code(name)
        if found is None:
            likely = names.likely(name, with_files=False)
            raise UsageError(f"Mã sáng kiến “{vietnamese.clean(name)}” chưa được cấp.{likely}")
        derived = derive(place, connection, number, progress)
        rows = _life(connection, names, derived, found)
        zone = derived.made_with.campaign.zone
        history = [standing for standing in _standings(connection, found.code) if standing["run"] <= number]
        unit = next((unit for unit in derived.made_with.units if unit.unit_code == found.unit_code), None)
        return {
            **_head(derived),
            "code": found.code,
            "stands_in": found.stands_in if found.stands_in != found.code else None,
            "unit_code": found.unit_code,
            "unit_name": unit.unit_name if unit else "",
            "state": history[-1]["state"] if history else "",
            "phase": history[-1]["phase"] if history else None,
            "rows": list(_with_findings(rows, derived.result, zone)),
            "decisions": _decisions(connection, names, found, list(dict.fromkeys(rows["sha256"]))),
            "judgements": _judgements(connection, found.code),
            "review": _review(derived.result, found.code),
            "runs": _where_it_differs(history),
        }


def _life(connection: Connection, names: Names, derived: Derived, found: Initiative) -> "pd.DataFrame":
    import pandas as pd

    from pipeline.stages import trace

    places = pd.DataFrame(
        [(*place, code) for place, code in _given(connection, found.code, derived.run.number)],
        columns=[*trace.PLACE, "initiative_code"],
    )
    rows = derived.result.rows
    typed = rows["said_initiative_code"]
    naming_it = [text for text in typed.unique() if text and names.code(text) == found]
    receipts = {each.sha256: each for each in derived.run.receipts}
    told = pd.DataFrame(
        [(sha256, each.file, each.run, each.received_at) for sha256, each in receipts.items()],
        columns=["sha256", "file", "received_run", "received_at"],
    )
    said = derived.received.readings.files[["unit_code", "report_on"]]
    sent = derived.received.readings.rows.drop(columns="initiative_code").merge(told, on="sha256")
    sent = sent.join(said, on="sha256")
    return trace.life(rows, sent, places, found.code, typed.isin(naming_it))


def _given(connection: Connection, code: str, number: int) -> Iterator[tuple[tuple[str, str, int], str]]:
    """Where a row was given the code up to that run, with the code the row had by then."""
    lines = tables.initiative_row.c
    files = select(lines.sha256).where(lines.code == code, lines.given_run <= number)
    query = select(lines.sha256, lines.sheet, lines.row, lines.code).where(
        lines.sha256.in_(files), lines.given_run <= number
    )
    given: dict[tuple[str, str, int], list[str]] = {}
    for sha256, sheet, row, each in connection.execute(query.order_by(lines.given_run)):
        given.setdefault((sha256, sheet, row), []).append(each)
    return ((place, codes[-1]) for place, codes in given.items() if code in codes)


def _with_findings(rows: "pd.DataFrame", result: "Consolidation", zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    findings = result.findings[result.findings["file_id"].isin(rows["file_id"]) & result.findings["row"].notna()]
    told: dict[tuple[int, str, int], list[dict[str, str]]] = {}
    for each in findings.to_dict("records"):
        fact = {name: str(each[name]) for name in ("column", "code", "severity", "message")}
        told.setdefault((int(each["file_id"]), str(each["sheet"]), int(each["row"])), []).append(fact)
    for line in rows.to_dict("records"):
        place = (int(line["file_id"]), str(line["sheet"]), int(line["row"]))
        yield {**_row(line, zone), "findings": told.get(place, [])}


def _decisions(connection: Connection, names: Names, found: Initiative, sha256s: Sequence[str]) -> list[dict[str, Any]]:
    """The clerk's words on the code and on the submissions that carry it, oldest first."""
    said = [decision for target in (found.code, *sha256s) for decision in register.decisions(connection, target)]
    return [
        {
            "decided_at": decision.decided_at.isoformat(timespec="seconds"),
            "decided_by": decision.decided_by,
            "kind": decision.kind,
            "target": decision.target,
            "file": names.of_sha256(decision.target).file if decision.kind == "submission" else "",
            "is_excluded": decision.is_excluded,
            "why": decision.why,
        }
        for decision in sorted(said, key=lambda decision: decision.decided_at)
    ]


def _judgements(connection: Connection, code: str) -> list[dict[str, Any]]:
    """The clerk's words on the code and another, oldest first."""
    return [
        {
            "judged_at": each.judged_at.isoformat(timespec="seconds"),
            "judged_by": each.judged_by,
            "codes": [each.code_a, each.code_b],
            "verdict": each.verdict,
            "note": each.note,
        }
        for each in judgement_lines.said(connection, code)
    ]


def _review(result: "Consolidation", code: str) -> list[dict[str, Any]]:
    """With which others the initiative is, or was, suspected to be one, or is called one automatically; and why."""
    return [
        {
            "codes": [line["code_a"], line["code_b"]],
            "is_automatic": is_automatic,
            "verdict": line["verdict"],
            "reasons": line["reasons"].split(),
            "why": why_text(line["reasons"], line["details"]),
        }
        for lines, is_automatic in ((result.review, False), (result.automatic, True))
        for line in lines[(lines["code_a"] == code) | (lines["code_b"] == code)].to_dict("records")
    ]


def _standings(connection: Connection, code: str) -> Iterator[dict[str, Any]]:
    for number, as_of, started_at in register.runs(connection):
        standings = register.read_run(connection, number).standings
        state, phase = next(((state, phase) for other, _, state, phase in standings if other == code), ("", None))
        yield {
            "run": number,
            "as_of": as_of.isoformat(),
            "started_at": started_at.isoformat(timespec="seconds"),
            "state": state,
            "phase": phase,
        }


def _where_it_differs(standings: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The runs at which the state or the phase became another."""
    before: tuple[str, int | None] = ("", None)
    told = []
    for standing in standings:
        now = (standing["state"], standing["phase"])
        if now != before:
            told.append(standing)
        before = now
    return told


# ---------------------------------------------------------------- the rows behind a figure


def trace_figure(place: Workspace, wanted: Wanted, run_name: str | None, progress: runs.Progress) -> dict[str, Any]:
    """The rows behind a figure of a run, the last when run_name is None; `in_summary`: what its summary.json says.

    Raises UsageError for a unit, phase, fate, grouping, name or run that is not known.
    """
    from pipeline.stages import trace

    with naming.remembering(place) as connection:
        derived = derive(place, connection, _number(connection, run_name), progress)
    question = _question(wanted, derived)
    rows = trace.behind(derived.result.rows, question)
    zone = derived.made_with.campaign.zone
    return {
        **_head(derived),
        "unit_code": question.unit_code,
        "phase": question.phase,
        "fate": question.fate,
        "by": dict(question.by),
        "count": len(rows),
        "in_summary": trace.figure(json.loads(derived.run.summary), question),
        "rows": [_row(line, zone) for line in rows.to_dict("records")],
    }


def _question(wanted: Wanted, derived: Derived) -> "Question":
    from pipeline.stages.trace import Question

    units = {unit.key: unit.unit_code for unit in derived.made_with.units}
    if wanted.unit is not None and unit_key(wanted.unit) not in units:
        raise _unknown("đơn vị", wanted.unit, list(units.values()))
    phases = [phase.number for phase in derived.made_with.campaign.phase]
    if wanted.phase is not None and wanted.phase not in phases:
        raise UsageError(f"Không có giai đoạn {wanted.phase}; các giai đoạn: {', '.join(map(str, phases))}.")
    groupings = derived.result.summary["by"]
    by = {}
    for typed, name in wanted.by:
        grouping = _one_of(
            "cách phân tổ", typed, {**{key: key for key in groupings}, **{_heading(key): key for key in groupings}}
        )
        by[grouping] = _one_of("giá trị", name, {value: value for value in groupings[grouping]} | {"": ""})
    fate = _one_of(
        "kết quả", wanted.fate, {**{key: key for key in FATE_NAMES}, **{name: key for key, name in FATE_NAMES.items()}}
    )
    unit_code = None if wanted.unit is None else units[unit_key(wanted.unit)]
    return Question(unit_code, wanted.phase, fate, by)


def _heading(field: str) -> str:
    columns = initiative.BY_FIELD if field in initiative.BY_FIELD else unit_sheet.BY_FIELD
    return columns[field].heading


def _one_of(kind: str, typed: str, values: Mapping[str, str]) -> str:
    by_key = {vietnamese.fold(name): value for name, value in values.items()}
    if typed in values:
        return values[typed]
    if vietnamese.fold(typed) not in by_key:
        raise _unknown(kind, typed, [name for name in values if name])
    return by_key[vietnamese.fold(typed)]


def _unknown(kind: str, typed: str, values: Sequence[str]) -> UsageError:
    return UsageError(f"Không có {kind} “{vietnamese.clean(typed)}”. Gần nhất: {nearest(typed, values)}.")


# ---------------------------------------------------------------- both


def _number(connection: Connection, run_name: str | None) -> int:
    if run_name is not None:
        return naming.find_run(connection, run_name)
    last = register.next_number(connection) - 1
    if not last:
        raise UsageError(naming.NO_RUN)
    return last


def _head(derived: Derived) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "run": derived.run.number,
        "as_of": derived.run.as_of.isoformat(),
        "has_other_rules": derived.has_other_rules,
    }


def _row(line: Mapping[Any, Any], zone: ZoneInfo) -> dict[str, Any]:
    """A row as plain values; received_at in the campaign's zone."""
    texts = ("file", "sha256", "sheet", "initiative_code", "unit_code", "title", "author", "stage", "fate", "related")
    return {
        **{name: str(line[name]) for name in texts},
        "row": int(line["row"]),
        "report_on": _day(line["report_on"]),
        "received_at": _moment(line["received_at"], zone),
        "counting_on": _day(line["counting_on"]),
        "phase": None if _is_missing(line["phase"]) else int(line["phase"]),
        "reasons": str(line["reasons"]).split(),
    }


def _is_missing(value: Any) -> bool:
    return str(value) in {"<NA>", "NaT", "nan", "None"}


def _day(value: Any) -> str:
    return "" if _is_missing(value) else date.fromisoformat(str(value)[:10]).isoformat()


def _moment(value: datetime, zone: ZoneInfo) -> str:
    return value.astimezone(zone).isoformat(timespec="seconds")
