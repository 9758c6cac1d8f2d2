"""The verbs that ask the register or add a word to it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.command_line import (
    FOLDER,
    Vietnamese,
    VietnameseGroup,
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

    from pipeline.consolidation import Consolidation
    from pipeline.edges.exclusions import Wish, Word
    from pipeline.edges.judging import Told
    from pipeline.edges.workspace import Workspace

_REVIEW_FILE = "ra-soat-trung.xlsx"
_names = click.argument("names", nargs=-1, metavar="FILE|SHA|CODE…")
_list = click.option(
    "--from",
    "from_list",
    metavar="LIST.xlsx",
    type=FOLDER,
    help="Tệp Excel có cột Mã sáng kiến; cột Lý do (nếu có) ghi lý do riêng từng mã.",
)
_QUOTES = "“”\"'"


@click.group("review", cls=VietnameseGroup, options_metavar="[TÙY CHỌN]", subcommand_metavar="LỆNH …")
def review() -> None:
    """Rà soát sáng kiến nghi trùng: lập tệp rà soát, nhập quyết định, liệt kê, bỏ quyết định."""


@review.command("export", cls=Vietnamese, options_metavar="[TÙY CHỌN]")
@click.option(
    "--out", "target", type=FOLDER, metavar="FILE", help=f"Tệp để ghi; mặc định {_REVIEW_FILE} ở thư mục làm việc."
)
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
@workspace_option
def review_export(target: Path | None, workspace: Path | None, *, force: bool) -> ExitCode:
    """Lập tệp Excel các cặp nghi trùng, theo những gì đã biết đến nay."""
    place = find(workspace)
    path = target or place.folder / _REVIEW_FILE
    if path.is_dir():
        path /= _REVIEW_FILE
    if path.exists() and not force:
        raise UsageError(f"Đã có tệp {path}; có thể trong đó có quyết định chưa nhập. Thêm --force để ghi đè.")
    if path.resolve().is_relative_to(place.inbox):
        raise UsageError("Không ghi tệp rà soát vào inbox: đó không phải là tệp của đơn vị. Chọn thư mục khác.")
    result = _known_now(place)
    from pipeline.edges import review_workbook

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        review_workbook.write(path, result)
    except OSError as error:
        raise UsageError(f"Không ghi được {path}. Đóng tệp nếu đang mở trong Excel rồi chạy lại.") from error
    click.echo(str(path))
    counts = result.summary["review"]
    say(f"{counts['open']} cặp chờ quyết định, {counts['decided']} cặp đã quyết định.")
    say(f'Ghi quyết định rồi nhập: sangkien review import "{path}"')
    return ExitCode.FINE


@review.command("import", cls=Vietnamese, options_metavar="[TÙY CHỌN]")
@click.argument("path", metavar="FILE", type=FOLDER)
@workspace_option
@json_option
def review_import(path: Path, workspace: Path | None, *, as_json: bool) -> ExitCode:
    """Nhập các quyết định đã ghi trong tệp rà soát."""
    from pipeline.edges import review_answers

    place = find(workspace)
    answers = review_answers.read(path)

    def take(result: "Consolidation", now: datetime) -> "Told":
        from pipeline.edges import judging

        return judging.take(place, answers, result, now)

    return _judge(place, take, as_json=as_json)


@review.command("undo", cls=Vietnamese, options_metavar="[TÙY CHỌN]")
@click.argument("code_a", metavar="CODE")
@click.argument("code_b", metavar="CODE")
@workspace_option
@json_option
def review_undo(code_a: str, code_b: str, workspace: Path | None, *, as_json: bool) -> ExitCode:
    """Bỏ quyết định về hai sáng kiến: cặp này lại chờ quyết định."""
    place = find(workspace)

    def undo(result: "Consolidation", now: datetime) -> "Told":
        from pipeline.edges import judging

        return judging.undo(place, (code_a, code_b), result, now)

    return _judge(place, undo, as_json=as_json)


def _judge(place: "Workspace", say_it: "Callable[[Consolidation, datetime], Told]", *, as_json: bool) -> ExitCode:
    from pipeline import console_register
    from pipeline.edges import lock
    from pipeline.edges import workspace as workspaces

    campaign, _ = workspaces.load(place)
    now = clock().astimezone(campaign.zone)
    with lock.hold(place.lock, now):  # so that nothing comes between what is known and what is said of it
        told = say_it(_known_now(place), now)
    if as_json:
        tell_json(console_register.judged_table(told, now))
    else:
        tell(console_register.judged_words(told))
    if told.taken:
        say("Số liệu thay đổi từ lần tổng hợp sau. Chạy: sangkien run")
    return ExitCode.FINE


@review.command("list", cls=Vietnamese, options_metavar="[TÙY CHỌN]")
@click.option("--all", "with_decided", is_flag=True, help="Cả những cặp đã quyết định.")
@workspace_option
@json_option
def review_list(workspace: Path | None, *, with_decided: bool, as_json: bool) -> ExitCode:
    """Liệt kê các cặp nghi trùng đang chờ quyết định."""
    result = _known_now(find(workspace))
    from pipeline import console_register

    listed = console_register.review_table(result, with_decided=with_decided)
    if as_json:
        tell_json(listed)
    else:
        tell(console_register.review_words(listed))
    return ExitCode.FINE


def _known_now(place: "Workspace") -> "Consolidation":
    """What a run would find today in all that was received; nothing is written down."""
    from pipeline import run as runs
    from pipeline.edges import naming

    if not place.register.exists():
        raise UsageError(naming.NO_RUN)
    with progress_bar() as progress:
        return runs.check(place, (), clock(), progress)


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


VERBS: tuple[click.Command, ...] = (review, exclude, include, trace, verify)  # in the order in which help lists them
