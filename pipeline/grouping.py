"""One fault in many rows as one line: what the terminal and the letters say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline import vietnamese

_MOST_WORDINGS = 3  # as many values are told each with its own line and rows; more are one line with examples


@dataclass(frozen=True)
class Fault:
    """One kind of fault in one column of a file. place: “trang Sáng kiến, dòng 5–180, cột P (Ngày công nhận)” or ""."""

    file: str
    severity: str
    place: str
    message: str
    row_count: int


def faults(findings: Iterable[Mapping[Any, Any]]) -> list[Fault]:
    """Findings as printed (finding.PRINTED with heading; row None or NA where there is none), in the order given."""
    by_kind: dict[tuple[Any, ...], dict[str, list[Mapping[Any, Any]]]] = {}
    for entry in findings:
        # What has no row says in its message what it is about: no two are one.
        apart = "" if is_given(entry["row"]) else entry["message"]
        key = (*(entry[name] for name in ("file", "sheet", "column", "code")), apart)
        by_kind.setdefault(key, {}).setdefault(entry["message"], []).append(entry)
    told = []
    for wordings in by_kind.values():
        if len(wordings) > _MOST_WORDINGS:
            told.append(_as_one([entry for entries in wordings.values() for entry in entries]))
        else:
            told += [_fault(entries, entries[0]["message"]) for entries in wordings.values()]
    return told


def is_given(row: Any) -> bool:
    """Whether a finding has a row: pandas' missing value is neither equal to itself nor a number."""
    return row is not None and str(row) not in {"<NA>", "nan"}


def _as_one(entries: list[Mapping[Any, Any]]) -> Fault:
    first = entries[0]
    others = list(dict.fromkeys(str(entry["value"]) for entry in entries if entry["value"] != first["value"]))
    more = ""
    if others:
        listed = ", ".join(f"“{value}”" for value in others[:_MOST_WORDINGS])
        more = f" (Các dòng khác cũng vậy, ví dụ {listed}{' …' if len(others) > _MOST_WORDINGS else '.'})"
    return _fault(entries, first["message"] + more)


def _fault(entries: list[Mapping[Any, Any]], message: str) -> Fault:
    first = entries[0]
    rows = sorted({int(entry["row"]) for entry in entries if is_given(entry["row"])})
    parts = []
    if first["sheet"]:
        parts.append(f"trang {first['sheet']}")
    if rows:
        parts.append(f"dòng {vietnamese.row_ranges(rows)}")
    if first["column"]:
        heading = first.get("heading") or ""
        named = f" ({heading})" if heading and f"“{heading}”" not in message else ""
        parts.append(f"cột {first['column']}{named}")
    return Fault(first["file"], first["severity"], ", ".join(parts), message, len(rows))
