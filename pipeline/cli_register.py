"""The verbs that ask the register or add a word to it."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.command_line import (
    FOLDER,
    clock,
    find,
    json_option,
    progress_bar,
    say,
    tell,
    tell_json,
    verb,
    workspace_option,
)
from pipeline.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.edges.exclusions import Wish, Word
    from pipeline.edges.workspace import Workspace

_names = click.argument("names", nargs=-1, metavar="FILE|SHA|CODE…")
_list = click.option(
    "--from",
    "from_list",
    metavar="LIST.xlsx",
    type=FOLDER,
    help="Tệp Excel có cột Mã sáng kiến; cột Lý do (nếu có) ghi lý do riêng từng mã.",
)
_QUOTES = "“”\"'"


@verb("exclude")
@_names
@click.option("--why", default="", metavar="TEXT", help="Lý do, được in trong phụ lục.")
@_list
@workspace_option
@json_option
def exclude(
    names: tuple[str, ...], why: str, from_list: Path | None, workspace: Path | None, *, as_json: bool
) -> ExitCode:
    """Loại tệp hoặc sáng kiến khỏi số liệu, có ghi lý do, ngày giờ và người làm."""
    place = find(workspace)
    return _decide(place, _wishes(names, why, from_list), as_json=as_json, is_excluded=True)


@verb("include")
@_names
@click.option("--why", default="", metavar="TEXT", help="Lý do, nếu cần ghi lại.")
@_list
@workspace_option
@json_option
def include(
    names: tuple[str, ...], why: str, from_list: Path | None, workspace: Path | None, *, as_json: bool
) -> ExitCode:
    """Đưa trở lại tệp hoặc sáng kiến đã bị loại."""
    place = find(workspace)
    # The reasons in a list are those for which it was taken out.
    wishes = [replace(wish, why=why) for wish in _wishes(names, why, from_list)]
    return _decide(place, wishes, as_json=as_json, is_excluded=False)


def _wishes(names: tuple[str, ...], why: str, from_list: Path | None) -> "list[Wish]":
    from pipeline.edges import decision_list, exclusions

    if not names and from_list is None:
        raise UsageError("Thiếu tên tệp, SHA-256 hoặc mã sáng kiến; hoặc --from với một danh sách.")
    listed = exclusions.of_list(decision_list.read(from_list), why) if from_list is not None else []
    return [*(exclusions.Wish(name, why) for name in names), *listed]


def _decide(place: "Workspace", wishes: "list[Wish]", *, is_excluded: bool, as_json: bool) -> ExitCode:
    from pipeline import console_register
    from pipeline.edges import exclusions
    from pipeline.edges import workspace as workspaces

    campaign, _ = workspaces.load(place)
    now = clock().astimezone(campaign.zone)
    words = exclusions.decide(place, wishes, now, is_excluded=is_excluded)
    if as_json:
        schema = "sangkien.exclude/1" if is_excluded else "sangkien.include/1"
        tell_json({"schema": schema, "decided_at": now.isoformat(timespec="seconds"), **_told(words)})
    else:
        tell(console_register.decided_words(words, is_excluded=is_excluded))
    if any(word.is_new for word in words):
        say("Số liệu thay đổi từ lần tổng hợp sau. Chạy: sangkien run")
    return ExitCode.FINE


def _told(words: "Sequence[Word]") -> dict[str, Any]:
    """The decisions as plain values, new ones and those that held already."""
    lines = [
        {"kind": word.kind, "target": word.key, "named": word.named, "why": word.why, **word.described()}
        for word in words
    ]
    return {
        name: [line for line, word in zip(lines, words, strict=True) if word.is_new is is_new]
        for name, is_new in (("decided", True), ("already", False))
    }


@verb("trace")
@click.argument("code", required=False, metavar="[CODE]")
@click.option("--unit", metavar="CODE", help="Các dòng của một đơn vị.")
@click.option("--phase", type=int, metavar="N", help="Các dòng của một giai đoạn.")
@click.option(
    "--by",
    multiple=True,
    metavar="NAME=VALUE",
    help="Các dòng có giá trị này: block, commune, author_group, solution_kind, field_of_work.",
)
@click.option("--fate", metavar="FATE", help="Kết quả của dòng: counted (mặc định), pending, ineligible, duplicate, …")
@click.option("--run", "run_name", metavar="RUN", help="Lần tổng hợp: số, hoặc ngày YYYY-MM-DD; mặc định: lần cuối.")
@workspace_option
@json_option
def trace(**asked: Any) -> ExitCode:
    """Lần dấu: một sáng kiến từ đâu đến, hoặc một con số gồm những dòng nào."""
    by = tuple(_grouping(text) for text in asked["by"])
    is_figure = bool(by) or any(asked[name] is not None for name in ("unit", "phase", "fate"))
    if is_figure == (asked["code"] is not None):
        raise UsageError("Ghi một mã sáng kiến, hoặc các tùy chọn của một con số (--unit, --phase, --by, --fate).")
    from pipeline import console_register, tracing

    place = find(asked["workspace"])
    with progress_bar() as progress:
        if is_figure:
            wanted = tracing.Wanted(asked["unit"], asked["phase"], asked["fate"] or "counted", by)
            traced = tracing.trace_figure(place, wanted, asked["run_name"], progress)
        else:
            traced = tracing.trace_code(place, asked["code"], asked["run_name"], progress)
    if asked["as_json"]:
        tell_json(traced)
    else:
        tell((console_register.figure_words if is_figure else console_register.life_words)(traced))
    if traced["has_other_rules"]:
        say("Lưu ý: quy tắc của chương trình đã đổi sau lần tổng hợp đó; các dòng trên theo quy tắc hiện nay.")
    return ExitCode.FINE


def _grouping(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise UsageError('Ghi --by theo dạng tên=giá trị, ví dụ: --by "field_of_work=Y tế".')
    return name.strip(), value.strip().strip(_QUOTES)


@verb("verify")
@click.argument("run_name", metavar="[RUN]", required=False)
@workspace_option
@json_option
def verify(run_name: str | None, workspace: Path | None, *, as_json: bool) -> ExitCode:
    """Kiểm tra lại một lần tổng hợp (số, hoặc ngày YYYY-MM-DD; mặc định: lần cuối): khớp, hay khác ở đâu."""
    from pipeline import audit

    place = find(workspace)
    with progress_bar() as progress:
        told = audit.verify(place, run_name, progress)
    from pipeline import console_audit

    if as_json:
        tell_json(console_audit.table(told))
    else:
        tell(console_audit.words(told))
    return told.exit_code


def number_of_run(place: "Workspace", name: str) -> int:
    """The number of a run called by its number or its day. Raises UsageError for one that is not known."""
    from pipeline.edges import naming

    with naming.remembering(place) as connection:
        return naming.find_run(connection, name)


VERBS: tuple[click.Command, ...] = (exclude, include, trace, verify)  # in the order in which help lists them
