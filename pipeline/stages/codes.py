"""Codes for life: which code a row's Mã sáng kiến stands for, what is wrong with it, and new codes in order."""

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import pandas as pd

from pipeline import finding
from pipeline.history import NEW_CODE, ROW_PLACE
from pipeline.vietnamese import fold, split_people, split_share
from schemas import initiative

_DIGITS = 4
_PARTS = re.compile(r"(.*?)0*(\d+)")


def key(code: str) -> str:
    """Codes are compared without case, spaces, hyphens and leading zeros: DMC-0001, dmc - 1 and DMC1 are one."""
    bare = re.sub(r"[\W_]+", "", code).casefold()
    parts = _PARTS.fullmatch(bare)
    return f"{parts[1]}-{parts[2]}" if parts else bare


def keys(rows: pd.DataFrame) -> pd.DataFrame:
    """The names by which a row is held against its code. rows: author, co_authors.

    Returns author_key (folded), co_author_keys (each folded, without share, separated by "; ").
    """
    said = {
        "author_key": _each_once(rows["author"], fold),
        "co_author_keys": _each_once(rows["co_authors"], _people_key),
    }
    return pd.DataFrame(said, index=rows.index, dtype="str")


def _each_once(texts: pd.Series, key_of: Callable[[str], str]) -> pd.Series:
    """The key of each text; many rows say the same."""
    return texts.map({text: key_of(text) for text in texts.unique().tolist()})


def _people_key(text: str) -> str:
    names = (name for part in text.split(";") for name in split_people(part))
    return "; ".join(fold(split_share(name)[0]) for name in names)


def number(code: str) -> int:
    """The number at the end of a code; 0 where there is none."""
    parts = _PARTS.fullmatch(code)
    return int(parts[2]) if parts else 0


def read(rows: pd.DataFrame, codes: pd.DataFrame, coded_rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What the cells Mã sáng kiến stand for, and what is wrong with them (contract §2, “Which faults reject”).

    rows: file_id, sha256, sheet, row, order, unit_code, received_run, stage, initiative_code (as typed), title_key,
    author_key, co_author_keys, rejected_reasons (faults of the row by itself). codes, coded_rows: as in History.
    Returns, by row_id: typed_code (the code of the unit that the cell names, "" for none or a faulty one), stored_code
    (the code the row was given before, "" for none), fault (a finding code, "" for none); and the findings.
    A code is known to a file when it was given before the file was received: so neither a later run nor as_of changes
    what is found.
    """
    by_key = codes.assign(key=codes["code"].map(key)).drop_duplicates("key").set_index("key")
    named = by_key.reindex(rows["initiative_code"].map(key).to_numpy()).set_axis(rows.index)
    is_typed = rows["initiative_code"] != ""
    code = named["code"].astype("object").fillna("").astype("str")
    is_known = is_typed & (named["allotted_run"] < rows["received_run"])
    is_own = is_known & (named["unit_code"] == rows["unit_code"])
    is_twice = is_own & _is_twice(rows[is_own], code[is_own]).reindex(rows.index, fill_value=False)
    stored = _stored(rows, coded_rows)
    is_stranger = _is_stranger(rows, code.where(is_own & ~is_twice, ""), coded_rows)
    fault = pd.Series("", index=rows.index, dtype="str").mask(is_typed & ~is_known, "code_unknown")
    fault = fault.mask(is_known & ~is_own, "code_of_other_unit").mask(is_twice, "code_twice")
    fault = fault.mask(is_stranger, "code_mismatch")
    found = [
        finding.of_rows(faulty, str(name), "initiative_code", faulty["initiative_code"])
        for name, faulty in rows.assign(fault=fault).groupby("fault")
        if name
    ]
    typed = code.where(is_own & (fault == ""), "")
    return pd.DataFrame({"typed_code": typed, "stored_code": stored, "fault": fault}), finding.concat(found)


def _is_twice(rows: pd.DataFrame, code: pd.Series) -> "pd.Series[bool]":
    """Rows of one file that carry one code under different titles."""
    titled = rows.assign(code=code, title_key=rows["title_key"].where(rows["title_key"] != ""))
    return titled.groupby(["file_id", "code"])["title_key"].transform("nunique") > 1


def _stored(rows: pd.DataFrame, coded_rows: pd.DataFrame) -> pd.Series:
    given = coded_rows.drop_duplicates(ROW_PLACE, keep="last").set_index(ROW_PLACE)["code"]
    wanted = pd.MultiIndex.from_frame(rows[ROW_PLACE].astype({"row": "int64"}))
    return given.reindex(wanted).astype("object").fillna("").astype("str").set_axis(rows.index)


class _Said(NamedTuple):
    """What a row says of the code it carries or names: a title, and its authors. run: since when that counts."""

    run: int
    row_id: int
    code: str
    title: str
    people: frozenset[str]


def _is_stranger(rows: pd.DataFrame, typed: pd.Series, coded_rows: pd.DataFrame) -> "pd.Series[bool]":
    """Rows whose title and author both differ from all that was known of their code when their file was received.

    What was known once stays known, also where the row that said it carries another code now: so that nothing which
    comes later changes what is found.
    """
    named = rows[typed != ""]
    is_sound = (rows["rejected_reasons"] == "") & (rows["stage"] != initiative.STAGE_WITHDRAWN)
    sound = rows[is_sound & ((rows["initiative_code"] == "") | (typed != ""))].rename_axis("row_id").reset_index()
    given = coded_rows[coded_rows["code"].isin(typed[named.index])].merge(sound, on=ROW_PLACE)
    facts = deque(sorted(_said(given, given["given_run"], given["row_id"], given["code"])))
    titles: dict[str, set[str]] = defaultdict(set)
    people: dict[str, set[str]] = defaultdict(set)
    strangers: set[int] = set()
    for line in sorted(_said(named, named["received_run"], named.index, typed[named.index])):
        while facts and facts[0].run < line.run:
            fact = facts.popleft()
            if fact.row_id not in strangers:
                titles[fact.code].add(fact.title)
                people[fact.code] |= fact.people
        if _differs(line, titles[line.code], people[line.code]):
            strangers.add(line.row_id)
    return rows.index.to_series().isin(strangers)


def _said(rows: pd.DataFrame, run: pd.Series, row_id: Iterable[int], code: pd.Series) -> Iterator[_Said]:
    names = (rows["author_key"] + "; " + rows["co_author_keys"]).str.split("; ")
    for since, row, of_code, title, people in zip(run, row_id, code, rows["title_key"], names, strict=True):
        yield _Said(int(since), int(row), of_code, title, frozenset(people) - {""})


def _differs(line: _Said, titles: set[str], people: set[str]) -> bool:
    """A row that leaves title or author out says nothing against its code: a Rút needs only the code."""
    is_other_title = bool(line.title and titles) and line.title not in titles
    return is_other_title and bool(line.people) and not line.people & people


def allot(rows: pd.DataFrame, codes: pd.DataFrame, prefix: str) -> pd.DataFrame:
    """New codes, in the order of the unit, the submission and the row, from the next number on.

    rows: code (as `merge` gives it: a code, "" or NEW_CODE and the row that founds it), unit_code, order, row; index
    row_id. codes: those given before. Returns, index the NEW_CODE label: code, unit_code.
    """
    wanted = rows[rows["code"].str.startswith(NEW_CODE)]
    wanted = wanted.assign(is_heir=wanted["code"] != NEW_CODE + wanted.index.astype("str"))
    by_place = ["unit_code", "order", "row"]
    founders = wanted.sort_values(["is_heir", *by_place], kind="stable").drop_duplicates("code")
    founders = founders.sort_values(by_place, kind="stable")
    first = max((number(code) for code in codes["code"]), default=0) + 1
    numbers = range(first, first + len(founders))
    return pd.DataFrame(
        {
            "code": pd.Series(
                [f"{prefix}-{place:0{_DIGITS}d}" for place in numbers], index=founders.index, dtype="str"
            ),
            "unit_code": founders["unit_code"],
        }
    ).set_axis(pd.Index(founders["code"], name="label"))


def joined(rows: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """(code, the code it points to): codes whose rows were all superseded by a row of another code.

    rows: initiative_code, last_id; index row_id.
    """
    last = rows["initiative_code"].reindex(rows["last_id"].where(rows["last_id"] >= 0, rows.index))
    heads = pd.DataFrame({"code": rows["initiative_code"].to_numpy(), "head": last.to_numpy()})
    heads = heads[(heads["code"] != "") & (heads["head"] != "")].drop_duplicates()
    standing = heads.loc[heads["code"] == heads["head"], "code"]
    for code, found in heads[~heads["code"].isin(standing)].groupby("code")["head"]:
        yield str(code), min(found, key=number)
