"""`[rules]` of campaign.toml: rules that are new and warn for a while before they reject."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic_core import PydanticCustomError
from rapidfuzz import process

from pipeline.catalogue import SOFTENED


def _require_rule(code: str) -> str:
    if code not in SOFTENED:
        nearest, *_ = process.extractOne(code, list(SOFTENED))
        complaint = f"không phải là mã của quy tắc có thể chỉ nhắc; có lẽ là {nearest}; các mã: {', '.join(SOFTENED)}"
        raise PydanticCustomError("rule", "{complaint}", {"complaint": complaint})
    return code


class Rules(BaseModel):
    """`[rules]`. as_warning: codes of rules whose rows are still taken, each with a warning that this will end."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    as_warning: tuple[Annotated[str, AfterValidator(_require_rule)], ...] = ()
