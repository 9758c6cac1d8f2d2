"""Initiatives told one by one: the notable ones, and those proposed for an award with what their dossiers lack."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline import vietnamese
from pipeline.campaign import Campaign
from schemas import initiative

if TYPE_CHECKING:  # the command line must start without pandas
    import pandas as pd

NOTABLE_COUNT = 5
NO_AWARD = vietnamese.fold("Không")
# What a dossier for an award is made of (decree 13/2012/NĐ-CP: recognised, applied, described); each by its heading.
_DOSSIER = ("summary", "applied_on", "recognised_by", "recognition_number", "recognised_on", "portal_on")
_HEADINGS = {column.field: column.heading for column in initiative.COLUMNS}


@dataclass(frozen=True)
class Notable:
    """A counted initiative the report names. benefit: as printed, "" for none in money; award: "" for none."""

    title: str
    author: str
    has_co_authors: bool
    unit_name: str
    benefit: str
    award: str = ""


@dataclass(frozen=True)
class Dossier:
    """An initiative proposed for an award.

    missing: the headings of the cells that are still empty. lacks_effect: neither a benefit in money nor another.
    """

    title: str
    author: str
    has_co_authors: bool
    unit_name: str
    award: str
    is_counted: bool
    missing: tuple[str, ...]
    lacks_effect: bool


def award_names(campaign: Campaign) -> tuple[str, ...]:
    """The awards of the list, the highest last, without the word for none."""
    return tuple(name for name in campaign.lists.award_proposal if vietnamese.fold(name) != NO_AWARD)


def notable(counted: "pd.DataFrame", awards: Sequence[str], named: Sequence[str]) -> tuple[Notable, ...]:
    """The initiatives with these codes; without any, the greatest benefit first, then the highest award.

    counted: rows that count. awards: the names of the list, the highest last, without that for none.
    """
    if named:
        by_code = {row["initiative_code"]: row for row in counted.to_dict("records")}
        return tuple(_notable(by_code[code], awards) for code in named if code in by_code)
    ranked = counted.assign(
        worth=counted["benefit_vnd"].fillna(0).astype("int64"),
        rank=[_rank(award, awards) for award in counted["award_proposal"]],
    )
    best = ranked[(ranked["worth"] > 0) | (ranked["rank"] > 0)].sort_values(
        ["worth", "rank", "unit_code", "title"], ascending=[False, False, True, True], kind="stable"
    )
    return tuple(_notable(row, awards) for row in best.head(NOTABLE_COUNT).to_dict("records"))


def proposed(rows: "pd.DataFrame", awards: Sequence[str]) -> "pd.DataFrame":
    """Counted and pending rows proposed for an award, the highest award first, then by union and title."""
    here = rows[rows["fate"].isin(["counted", "pending"])]
    ranked = here.assign(rank=[_rank(award, awards) for award in here["award_proposal"]])
    return ranked[ranked["rank"] > 0].sort_values(
        ["rank", "unit_code", "title"], ascending=[False, True, True], kind="stable"
    )


def dossiers(rows: "pd.DataFrame", awards: Sequence[str]) -> tuple[Dossier, ...]:
    """What the dossiers of the proposed rows hold and lack, in their order."""
    return tuple(
        Dossier(
            title=row["title"], author=row["author"], has_co_authors=bool(row["united_co_authors"]),
            unit_name=row["unit_name"], award=row["award_proposal"], is_counted=row["fate"] == "counted",
            missing=missing(row), lacks_effect=lacks_effect(row),
        )
        for row in proposed(rows, awards).to_dict("records")
    )  # fmt: skip


def missing(row: Mapping[Any, Any]) -> tuple[str, ...]:
    """The headings of the cells of a dossier that are empty."""
    return tuple(_HEADINGS[field] for field in _DOSSIER if not _is_told(row[field]))


def lacks_effect(row: Mapping[Any, Any]) -> bool:
    """Neither a benefit in money nor another is told."""
    return not _worth(row) and not row["other_benefit"]


def _rank(award: str, awards: Sequence[str]) -> int:
    """The place of an award in the list, 0 for none."""
    return awards.index(award) + 1 if award in awards else 0


def _notable(row: dict[Any, Any], awards: Sequence[str]) -> Notable:
    worth = _worth(row)
    return Notable(
        title=row["title"], author=row["author"], has_co_authors=bool(row["united_co_authors"]),
        unit_name=row["unit_name"], benefit=vietnamese.money(worth) if worth else "",
        award=row["award_proposal"] if row["award_proposal"] in awards else "",
    )  # fmt: skip


def _worth(row: Mapping[Any, Any]) -> int:
    value = row["benefit_vnd"]
    return int(value) if _is_told(value) else 0


def _is_told(value: Any) -> bool:
    """Neither an empty text nor a missing day or number, which are unequal to themselves or know no truth."""
    import pandas as pd

    return not pd.isna(value) and value != ""
