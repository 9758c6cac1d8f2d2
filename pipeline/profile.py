"""A document profile, from templates/profiles: the measures of an official paper and what a decree allows."""

import tomllib
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import ConfigurationError

Range = Annotated[tuple[float, float], Field(min_length=2)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Page(_Table):
    """Measures in mm."""

    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    header_mm: float


class Paragraphs(_Table):
    """How the paragraphs of the text are set."""

    first_line_mm: float
    after_pt: float
    line_spacing: float
    dispatch_subject_gap_pt: float
    signature_gap_pt: float


class AllowedPage(_Table):
    """Ranges in mm, both ends allowed."""

    top: Range
    bottom: Range
    left: Range
    right: Range


class AllowedParagraphs(_Table):
    """first_line_mm: one of these. after_pt: at least. line_spacing: a range of lines."""

    first_line_mm: tuple[float, ...]
    after_pt: float
    line_spacing: Range


class Allowed(_Table):
    """size_pt: by part of the document, a range."""

    page_mm: AllowedPage
    size_pt: dict[str, Range]
    paragraph: AllowedParagraphs


class Kinds(_Table):
    """Names of the kinds of documents that bear a title, in capitals; those of them that name an addressee."""

    titled: tuple[str, ...]
    addressed: tuple[str, ...]


class Profile(_Table):
    """size_pt, style: by part of the document. source: by rule, its place in the decree; `decree` names the decree."""

    name: str
    font: str
    language: str
    page: Page
    letterhead: dict[str, float]
    size_pt: dict[str, float]
    paragraph: Paragraphs
    allowed: Allowed
    style: dict[str, str]
    kinds: Kinds
    source: dict[str, str]


def read(text: str, file_name: str) -> Profile:
    """A profile from its text. Raises ConfigurationError with the file and the key at fault."""
    try:
        return Profile.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"Thể thức {file_name}: không phải là tệp TOML đúng quy cách ({error}).") from error
    except ValidationError as error:
        key = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise ConfigurationError(f"Thể thức {file_name}: khóa {key} thiếu, thừa hoặc có giá trị chưa đúng.") from error


def names() -> list[str]:
    """The profiles there are."""
    return sorted(
        entry.name.removesuffix(".toml")
        for entry in (files("templates") / "profiles").iterdir()
        if entry.name.endswith(".toml")
    )


def load(name: str) -> Profile:
    """A profile by its name. Raises ConfigurationError when there is none, or it is broken."""
    if name not in names():
        raise ConfigurationError(f"Không có thể thức '{name}'; các thể thức hiện có: {', '.join(names())}.")
    file_name = f"{name}.toml"
    return read((files("templates") / "profiles" / file_name).read_text(encoding="utf-8"), file_name)
