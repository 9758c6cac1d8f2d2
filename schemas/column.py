"""The form in which a column of the template is defined, once for all its uses."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """How a cell of the column is read."""

    TEXT = "text"
    ORDINAL = "ordinal"
    CODE = "code"
    PERSON = "person"
    PEOPLE = "people"
    CHOICE = "choice"
    YES_NO = "yes_no"
    DAY = "day"
    DAY_OR_MONTH = "day_or_month"
    MONEY = "money"
    COUNT = "count"


@dataclass(frozen=True)
class Column:
    """One column of a sheet (or one label of the sheet `Đơn vị`).

    The template, the help sheet, the validation, the messages and docs/data-dictionary.md
    all read it here; nothing else names a heading.

    is_rejecting: a value that cannot be read rejects the row (contract §2), even in an optional column.
    list_name: the key of `[lists]` in campaign.toml that holds the permitted values.
    width: in characters, as Excel counts them.
    """

    field: str
    heading: str
    kind: Kind
    help: str
    example: str | int | date | None = None
    is_required: bool = False
    is_rejecting: bool = False
    list_name: str | None = None
    min_length: int | None = None
    max_length: int | None = None
    width: float = 16

    @property
    def title(self) -> str:
        """The heading as printed in the template: a `*` marks a required column."""
        return f"{self.heading}*" if self.is_required else self.heading


def by_field(columns: tuple[Column, ...]) -> dict[str, Column]:
    """The columns by their English name."""
    return {column.field: column for column in columns}
