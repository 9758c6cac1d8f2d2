"""What differs between two outcomes from the same inputs: figures, rows, standings, codes, lists."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

_LISTED_BY = ("unit_code", "phase")  # what names a line of a list in summary.json


@dataclass(frozen=True)
class Outcome:
    """What a run found, as the register holds it or as it was derived.

    summary: summary.json. hashes: path below the outbox → SHA-256 of summary.json and of the three tables. fates: the
    bytes of fates.csv, None where they are not to be had. codes: given code → unit_code. coded: (sha256, sheet, row) →
    code given. standings: lines of history.STANDING_COLUMNS.
    """

    summary: Mapping[str, Any]
    hashes: Mapping[str, str]
    fates: bytes | None
    codes: Mapping[str, str]
    coded: Mapping[tuple[str, str, int], str]
    standings: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True)
class Difference:
    """One thing that is not the same. where: its place, by kind; before, after: as text, "" for not there.

    figure: the path in summary.json, parts joined by “/”. row: file#row. standing, code: the code. coded:
    sha256#sheet#row. list: the path of the table below the outbox, of which only the hash is compared.
    """

    kind: Literal["figure", "row", "standing", "code", "coded", "list"]
    where: str
    before: str = ""
    after: str = ""


def differences(then: Outcome, now: Outcome) -> list[Difference]:
    """All that differs, figures first."""
    figures = list(_differing("figure", dict(_figures(then.summary)), dict(_figures(now.summary))))
    standings = list(_differing("standing", _standings(then), _standings(now)))
    rows = []
    if then.fates is not None and now.fates is not None:
        rows = list(_rows(_fates(then.fates), _fates(now.fates)))
    codes = list(_differing("code", then.codes, now.codes))
    coded = list(_differing("coded", _places(then.coded), _places(now.coded)))
    told = [*figures, *rows, *standings, *codes, *coded]
    lists = [
        Difference("list", path)
        for path, sha256 in sorted(then.hashes.items())
        if sha256 != now.hashes.get(path) and not (path == "summary.json" and figures)
    ]
    return [*told, *lists]


def _differing(
    kind: Literal["figure", "standing", "code", "coded"], then: Mapping[str, str], now: Mapping[str, str]
) -> Iterator[Difference]:
    for where in dict.fromkeys([*then, *now]):
        before, after = then.get(where, ""), now.get(where, "")
        if before != after:
            yield Difference(kind, where, before, after)


def _figures(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every figure of a summary with its path; a line of a list is named by its unit or phase, else by its place."""
    if isinstance(value, Mapping):
        parts = [(str(key), each) for key, each in value.items() if key not in _LISTED_BY]
    elif isinstance(value, list):
        parts = [(_name(each, place), each) for place, each in enumerate(value)]
    else:
        yield path, str(value)
        return
    for name, each in parts:
        yield from _figures(each, f"{path}/{name}" if path else name)


def _name(line: Any, place: int) -> str:
    names = [str(line[key]) for key in _LISTED_BY if key in line] if isinstance(line, Mapping) else []
    return names[0] if names else str(place)


def _standings(outcome: Outcome) -> dict[str, str]:
    """Code → state and phase."""
    return {str(line[0]): " ".join(str(part) for part in line[2:] if part is not None) for line in outcome.standings}


def _places(coded: Mapping[tuple[str, str, int], str]) -> dict[str, str]:
    return {f"{sha256}#{sheet}#{row}": code for (sha256, sheet, row), code in sorted(coded.items())}


def _fates(content: bytes) -> dict[tuple[str, ...], dict[str, str]]:
    lines = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return {tuple(line[name] for name in ("file", "sha256", "sheet", "row")): line for line in lines}


def _rows(
    then: Mapping[tuple[str, ...], Mapping[str, str]], now: Mapping[tuple[str, ...], Mapping[str, str]]
) -> Iterator[Difference]:
    """Rows with another fate; where the fate is the same, what else differs stands behind it."""
    for place in dict.fromkeys([*then, *now]):
        before, after = then.get(place, {}), now.get(place, {})
        if before != after:
            rest = [name for name in before if name != "fate" and before[name] != after.get(name)]
            is_same = before.get("fate") == after.get("fate")
            said = [
                " ".join([line["fate"], *(f"{name}={line[name]}" for name in rest if is_same)]) if line else ""
                for line in (before, after)
            ]
            yield Difference("row", f"{place[0]}#{place[3]}", *said)
