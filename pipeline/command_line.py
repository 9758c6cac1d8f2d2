"""The frame of the command line: help and faults in Vietnamese, days, the options every verb shares, a progress bar."""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pipeline.edges.workspace import Workspace
    from pipeline.run import Progress

# Days of reports lie between these years; arithmetic on days does not fall over there.
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


class Vietnamese(click.Command):
    """A command whose help is Vietnamese throughout."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Hiện hướng dẫn này rồi dừng."
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Cách dùng: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [record for parameter in self.get_params(ctx) if (record := parameter.get_help_record(ctx))]
        if records:
            with formatter.section("Tùy chọn"):
                formatter.write_dl(records)


class VietnameseGroup(Vietnamese, click.Group):
    """The program itself: its verbs are listed in the order in which they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Lệnh"):
            formatter.write_dl([(name, command.get_short_help_str(90)) for name, command in self.commands.items()])
        Vietnamese.format_options(self, ctx, formatter)


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            day = datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC).date()
        except ValueError:
            day = date.min
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            self.fail(
                f"“{value}” không phải là một ngày có thật ghi theo dạng YYYY-MM-DD, ví dụ 2022-05-31", param, ctx
            )
        return day


FOLDER = click.Path(path_type=Path, file_okay=True)
workspace_option = click.option(
    "--workspace",
    type=FOLDER,
    metavar="DIR",
    help="Thư mục làm việc (nơi có campaign.toml); mặc định: thư mục này hoặc thư mục trên nó.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON cho chương trình khác đọc.")


def verb(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A function as a verb; `cli` gives it its place among the others."""
    return click.command(name, cls=Vietnamese, options_metavar="[TÙY CHỌN]")


def find(option: Path | None) -> "Workspace":
    """The workspace a verb works in. Raises UsageError when there is none."""
    from pipeline.edges import workspace

    given = option or click.get_current_context().find_root().obj
    return workspace.find(given, os.environ, Path.cwd())


def clock() -> datetime:
    """The one look at the clock of a verb."""
    return datetime.now(UTC)


def say(text: str) -> None:
    """A message; results go to stdout."""
    click.echo(_harmless(text), err=True)


def tell(text: str) -> None:
    """A result in words."""
    click.echo(_harmless(text))


def tell_json(value: dict[str, Any]) -> None:
    """JSON with Vietnamese letters as they are, and nothing a terminal would act on: cells come from strangers."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    click.echo(re.sub(r"[^\n -~\u00a0-\uffff]|[\u2028-\u202e\u2066-\u2069\ud800-\udfff]", _escaped, text))


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


def _harmless(text: str) -> str:
    """Without what a terminal would act on: names of files and cells come from strangers."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "�", text)


class RequiredOption(click.Option):
    """An option whose help does not say `[required]` in English."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        return record and (record[0], record[1].replace("[required]", "[bắt buộc]"))


@contextmanager
def progress_bar() -> Iterator["Progress"]:
    """A bar on a terminal, nothing in a pipe."""
    from pipeline.run import Progress

    if not sys.stderr.isatty():
        yield Progress(lambda _: None, lambda _: None)
        return
    bars: list[Any] = []

    def begin(count: int) -> None:
        bar = click.progressbar(length=count, label="Đang đọc tệp", file=sys.stderr, show_eta=False, show_pos=True)
        bars.append(bar.__enter__())

    try:
        yield Progress(begin, lambda count: bars[0].update(count))  # noqa: PLW0108 -- no bar before begin
    finally:
        for bar in bars:
            bar.__exit__(None, None, None)


def usage_words(error: click.UsageError) -> str:
    """What was wrong with the command line, in Vietnamese; click's own sentences are English."""
    match error:
        case click.exceptions.NoSuchOption():
            close = f" Có lẽ là: {', '.join(error.possibilities)}." if error.possibilities else ""
            return f"Không có tùy chọn {error.option_name}.{close}"
        case click.exceptions.BadOptionUsage():
            return f"Tùy chọn {error.option_name} cần đi kèm một giá trị."
        case click.exceptions.MissingParameter():
            return f"Thiếu {_parameter_name(error)}."
        case click.exceptions.BadParameter():
            return (
                f"{error.message}."
                if error.param and isinstance(error.param.type, Day)
                else f"Giá trị của {_parameter_name(error)} chưa đúng."
            )
        case click.exceptions.NoArgsIsHelpError():
            return ""
        case _ if error.ctx and isinstance(error.ctx.command, click.Group):
            return f"Không có lệnh này. Các lệnh: {', '.join(error.ctx.command.commands)}."
        case _:
            return "Lệnh có phần thừa hoặc chưa đúng."


def _parameter_name(error: click.BadParameter) -> str:
    if error.param is None:
        return "tham số"
    return (
        error.param.opts[0] if isinstance(error.param, click.Option) else str(error.param.metavar or error.param.name)
    )
