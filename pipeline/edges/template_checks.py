"""The dropdowns, checks and prompts of the template, made of the columns' own definitions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, assert_never

from pipeline.campaign import Campaign
from pipeline.edges.template_look import fitted
from pipeline.vietnamese import count, day
from schemas.column import Column, Kind

CHECKED_ROW_COUNT: Final = 5_000  # a range costs nothing, and people go on below the prepared rows

# What Excel holds in a prompt or a message.
TITLE_LIMIT: Final = 32
MESSAGE_LIMIT: Final = 255

_ERROR_TITLE: Final = "Xin kiểm tra lại"
_KEEP: Final = "Nếu đã ghi đúng, xin chọn Yes (Có) để giữ lại."


@dataclass(frozen=True)
class Checks:
    """What the checks of one campaign need: where each list stands, and the days between which days are usual."""

    list_ranges: Mapping[str, str]
    first_day: date
    last_day: date


def checks_of(campaign: Campaign, list_ranges: Mapping[str, str]) -> Checks:
    """Usual days lie up to two years around the campaign: older or later ones are asked about, never stopped."""
    spans = (campaign.application_window, *campaign.phase)
    first_year = min(span.first_day for span in spans).year - 2
    last_year = max(span.last_day for span in spans).year + 2
    return Checks(list_ranges, date(first_year, 1, 1), date(last_year, 12, 31))


def check_options(column: Column, checks: Checks) -> dict[str, Any]:
    """The data validation of a column in the terms of XlsxWriter: rule, prompt, message.

    A value the pipeline would reject is stopped; one it would read, or leave out with a warning, is only asked about:
    Excel must never forbid what the contract allows.
    """
    return {**prompt_options(column), "error_title": _ERROR_TITLE, **_rule(column, checks)}


def prompt_options(column: Column) -> dict[str, Any]:
    """What a column says of itself when a cell of it is chosen; it forbids nothing."""
    return {
        "validate": "any",
        "input_title": fitted(column.title, TITLE_LIMIT),
        "input_message": fitted(column.help, MESSAGE_LIMIT),
    }


def _rule(column: Column, checks: Checks) -> dict[str, Any]:
    match column.kind:
        case Kind.CHOICE | Kind.YES_NO:
            return _choice(column, checks)
        case Kind.DAY | Kind.DAY_OR_MONTH:
            return _day(column, checks)
        case Kind.MONEY:
            message = (
                f"{column.heading}: nên ghi số tiền bằng chữ số, tính bằng đồng. "
                "Đã ghi bằng chữ, ví dụ 15 triệu đồng hoặc 1,5 tỷ, thì bấm OK để giữ lại."
            )
            return {"validate": "integer", "criteria": ">=", "value": 0} | _error("information", message)
        case Kind.COUNT:
            message = f"{column.heading}: cần một số nguyên, từ 0 trở lên. {_KEEP}"
            return {"validate": "integer", "criteria": ">=", "value": 0} | _error("warning", message)
        case Kind.TEXT | Kind.CODE | Kind.PERSON | Kind.PEOPLE | Kind.ORDINAL:
            return _length(column)
        case _:
            assert_never(column.kind)


def _choice(column: Column, checks: Checks) -> dict[str, Any]:
    if column.list_name is None:
        raise ValueError(f"column {column.field} is a choice without a list")
    message = f"{column.heading}: xin chọn một giá trị trong danh sách, bấm mũi tên ở bên phải ô để xem danh sách."
    style = "stop" if column.is_required or column.is_rejecting else "warning"
    return {"validate": "list", "source": checks.list_ranges[column.list_name]} | _error(style, message)


def _day(column: Column, checks: Checks) -> dict[str, Any]:
    bounds = f"từ {day(checks.first_day)} đến {day(checks.last_day)}"
    rule = {
        "validate": "date",
        "criteria": "between",
        "minimum": checks.first_day,
        "maximum": checks.last_day,
    }
    if column.kind is Kind.DAY_OR_MONTH:
        return rule | _error(
            "information",
            f"{column.heading}: cần ngày/tháng/năm, {bounds}. "
            "Chỉ nhớ tháng thì ghi như “tháng 9/2021” rồi bấm OK để giữ lại.",
        )
    return rule | _error("warning", f"{column.heading}: cần một ngày có thật, ghi ngày/tháng/năm, {bounds}. {_KEEP}")


def _length(column: Column) -> dict[str, Any]:
    shortest, longest = column.min_length, column.max_length
    if longest is None:
        return {"validate": "any"}
    style = "stop" if column.is_required or column.is_rejecting else "warning"
    if shortest is None:
        rule = {"validate": "length", "criteria": "<=", "value": longest}
        return rule | _error(style, f"{column.heading}: không quá {count(longest)} ký tự.")
    rule = {"validate": "length", "criteria": "between", "minimum": shortest, "maximum": longest}
    return rule | _error(style, f"{column.heading}: cần từ {count(shortest)} đến {count(longest)} ký tự.")


def _error(style: str, message: str) -> dict[str, str]:
    return {"error_type": style, "error_message": fitted(message, MESSAGE_LIMIT)}
