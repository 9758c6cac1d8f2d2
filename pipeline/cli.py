"""The verbs: parse, call, print, exit code. Nothing heavy is imported before a verb runs."""

import gc
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.errors import ExitCode, StoppedError, UsageError

if TYPE_CHECKING:
    from pipeline.edges.workspace import Workspace
    from pipeline.run import Progress

PROGRAM = "sangkien"
# Days of reports lie between these years; arithmetic on days does not fall over there.
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
PRACTICE_FOLDER = "thuc-hanh"
_EPILOG = (
    "Mã kết thúc: 0 tốt; 1 lỗi của chương trình; 2 dùng sai hoặc cấu hình hỏng; "
    "3 xong, có tệp hoặc dòng chưa nhận được; 4 mọi tệp đều không nhận được; 5 đang bận; 6 số liệu không khớp."
)


class _Vietnamese(click.Command):
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


class _VietnameseGroup(_Vietnamese, click.Group):
    """The program itself: its verbs are listed in the order in which they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Lệnh"):
            formatter.write_dl([(name, command.get_short_help_str(90)) for name, command in self.commands.items()])
        _Vietnamese.format_options(self, ctx, formatter)


class _Day(click.ParamType[date]):
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


_FOLDER = click.Path(path_type=Path, file_okay=True)
_workspace = click.option(
    "--workspace",
    type=_FOLDER,
    metavar="DIR",
    help="Thư mục làm việc (nơi có campaign.toml); mặc định: thư mục này hoặc thư mục trên nó.",
)
_json = click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON cho chương trình khác đọc.")


@click.group(PROGRAM, cls=_VietnameseGroup, options_metavar="[TÙY CHỌN]", subcommand_metavar="LỆNH …", epilog=_EPILOG)
@click.option(
    "--workspace", "group_workspace", type=_FOLDER, metavar="DIR", help="Thư mục làm việc, dùng cho mọi lệnh."
)
# Read by `_main` from the arguments themselves, so that it also holds for a line click could not parse.
@click.option(
    "--debug", is_flag=True, expose_value=False, help="Khi có lỗi của chương trình, in đầy đủ để gửi người phụ trách."
)
@click.pass_context
def cli(ctx: click.Context, group_workspace: Path | None) -> None:
    """Tổng hợp sáng kiến của công đoàn cơ sở: từ tệp Excel trong inbox đến báo cáo trong outbox."""
    ctx.obj = group_workspace


def _verb(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    return cli.command(name, cls=_Vietnamese, options_metavar="[TÙY CHỌN]")


def _find(option: Path | None) -> "Workspace":
    from pipeline.edges import workspace

    given = option or click.get_current_context().find_root().obj
    return workspace.find(given, os.environ, Path.cwd())


def _clock() -> datetime:
    return datetime.now(UTC)


def _say(text: str) -> None:
    click.echo(text, err=True)


class _Option(click.Option):
    """An option whose help does not say `[required]` in English."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        return record and (record[0], record[1].replace("[required]", "[bắt buộc]"))


@_verb("init")
@click.argument("folder", metavar="DIR", type=_FOLDER)
def init(folder: Path) -> ExitCode:
    """Tạo thư mục làm việc mới với cấu hình mẫu."""
    from pipeline.edges import workspace

    created = workspace.create(folder)
    click.echo(str(created.folder))
    _say(
        "Đã tạo thư mục làm việc. Sửa campaign.toml và units.csv cho đúng đơn vị mình, "
        "rồi chạy: sangkien template --out mau-gui-di"
    )
    return ExitCode.FINE


@_verb("template")
@click.option(
    "--unit",
    "codes",
    multiple=True,
    metavar="CODE",
    help="Mã đơn vị; ghi nhiều mã được; không ghi thì làm cho mọi đơn vị.",
)
@click.argument("more_codes", nargs=-1, metavar="[CODE…]")
@click.option(
    "--out", "target", cls=_Option, required=True, type=_FOLDER, metavar="DIR", help="Thư mục để ghi các tệp mẫu."
)
@_workspace
def template(codes: tuple[str, ...], more_codes: tuple[str, ...], target: Path, workspace: Path | None) -> ExitCode:
    """Làm tệp Excel mẫu cho từng đơn vị."""
    from pipeline.campaign import unit_key
    from pipeline.edges import workspace as workspaces

    place = _find(workspace)
    campaign, units = workspaces.load(place)
    by_key = {unit.key: unit for unit in units}
    wanted = [*codes, *more_codes]
    for code in wanted:
        if unit_key(code) not in by_key:
            raise UsageError(f"Mã đơn vị {code} không có trong units.csv.")
    chosen = [by_key[unit_key(code)] for code in dict.fromkeys(wanted)] if wanted else list(units)
    from pipeline.edges.template import template_name, write_template

    if target.resolve().is_relative_to(place.inbox):
        raise UsageError("Không ghi tệp mẫu vào inbox: có thể đè lên tệp đơn vị đã gửi. Chọn thư mục khác.")
    for unit in chosen:
        _require_untouched(target / template_name(unit))
    try:
        target.mkdir(parents=True, exist_ok=True)
        for unit in chosen:
            write_template(target / template_name(unit), campaign, unit)
    except OSError as error:
        raise UsageError(f"Không ghi được vào thư mục {target}. Đóng tệp nếu đang mở trong Excel.") from error
    click.echo(str(target))
    _say(f"Đã làm {len(chosen)} tệp mẫu.")
    return ExitCode.FINE


def _require_untouched(path: Path) -> None:
    """A template someone has filled in is never overwritten."""
    from pipeline.edges import inbox, reading
    from schemas import activity, initiative, support_team, unit_sheet

    if not path.exists():
        return
    book = reading.read(str(path), path.name, inbox.arrive(path).sha256)
    lists = {initiative.SHEET, support_team.SHEET, activity.SHEET}
    has_rows = any(sheet.name in lists and len(sheet.rows) > 1 for sheet in book.sheets)
    labels = [cells for sheet in book.sheets if sheet.name == unit_sheet.SHEET for _, cells in sheet.rows]
    report_day = unit_sheet.BY_FIELD["report_on"].title
    if has_rows or any(cells[0] == report_day and any(cells[1:2]) for cells in labels):
        raise UsageError(f"Tệp {path} đã được điền; không ghi đè. Chọn thư mục khác hoặc chuyển tệp đó đi.")
    if book.refusal:
        raise UsageError(f"Đã có tệp {path} không đọc được; không ghi đè. Chọn thư mục khác hoặc chuyển tệp đó đi.")


@_verb("check")
@click.argument("paths", nargs=-1, required=True, metavar="FILE…", type=_FOLDER)
@_workspace
@_json
def check(paths: tuple[Path, ...], workspace: Path | None, *, as_json: bool) -> ExitCode:
    """Kiểm tra tệp mà không ghi nhận gì: cho biết điều gì sẽ xảy ra."""
    from pipeline import run as runs

    for path in paths:
        if not path.is_file():
            raise UsageError(f"Không có tệp {path}.")
    place = _find(workspace)
    with _progress() as progress:
        result = runs.check(place, paths, _clock(), progress)
    from pipeline import console
    from pipeline.edges import outbox

    files = outbox.check_table(result)
    click.echo(
        outbox.json_text({"schema": "sangkien.check/1", "files": files}) if as_json else console.check_words(files),
        nl=not as_json,
    )
    is_faulty = any(file["outcome"] in {"refused", "accepted_with_errors"} for file in files)
    return ExitCode.FINISHED_WITH_FAULTS if is_faulty else ExitCode.FINE


@_verb("run")
@click.option("--as-of", type=_Day(), help="Ngày tính số liệu; mặc định là hôm nay.")
@_workspace
@_json
def run(as_of: date | None, workspace: Path | None, *, as_json: bool) -> ExitCode:
    """Việc chính: tổng hợp các tệp trong inbox, lập báo cáo trong outbox."""
    return _run(_find(workspace), as_of, as_json=as_json)


def _run(place: "Workspace", as_of: date | None, *, as_json: bool) -> ExitCode:
    from pipeline import run as runs

    with _progress() as progress:
        finished = runs.run(place, as_of, _clock(), progress)
    from pipeline import console
    from pipeline.edges import outbox

    result = finished.consolidation
    click.echo(outbox.json_text(result.summary) if as_json else console.run_words(result), nl=not as_json)
    if result.as_of > _clock().astimezone(result.campaign.zone).date():
        _say("Lưu ý: ngày tính số liệu ở sau hôm nay; báo cáo nói về một ngày chưa đến.")
    for path in finished.edited:
        _say(f"Bản trước của {path.name} đã được sửa tay; bản đó được giữ ở {path}")
    _say(f"Mở thư mục này để xem kết quả: {finished.folder}")
    return finished.exit_code


@_verb("status")
@_workspace
@_json
def status(workspace: Path | None, *, as_json: bool) -> ExitCode:
    """Tình hình: đơn vị nào đã báo cáo, chưa báo cáo, báo cáo chậm; kết quả so với chỉ tiêu."""
    from pipeline.edges import workspace as workspaces

    place = _find(workspace)
    campaign, _ = workspaces.load(place)
    from pipeline.edges import outbox
    from pipeline.stages import standing

    last = outbox.latest(place.outbox)
    if last is None:
        _say("Chưa có lần tổng hợp nào. Bỏ các tệp vào inbox rồi chạy: sangkien run")
        click.echo("null" if as_json else "", nl=as_json)
        return ExitCode.FINE
    found = standing.standing(*outbox.read_finished(last), campaign)
    click.echo(outbox.json_text(found) if as_json else standing.words(found), nl=not as_json)
    return ExitCode.FINE


@_verb("demo")
@click.argument("folder", metavar="[DIR]", type=_FOLDER, default=PRACTICE_FOLDER)
def demo(folder: Path) -> ExitCode:
    """Làm một thư mục thực hành có sẵn tệp của các đơn vị, rồi tổng hợp thử."""
    from pipeline.edges import practice

    _say("Đang chuẩn bị thư mục thực hành…")
    made = practice.build(folder)
    code = _run(made.workspace, made.as_of, as_json=False)
    return ExitCode.FINE if code is ExitCode.FINISHED_WITH_FAULTS else code


@contextmanager
def _progress() -> Iterator["Progress"]:
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


def _usage_words(error: click.UsageError) -> str:
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
                if error.param and isinstance(error.param.type, _Day)
                else f"Giá trị của {_parameter_name(error)} chưa đúng."
            )
        case click.exceptions.NoArgsIsHelpError():
            return ""
        case _ if error.ctx and error.ctx.command is cli:
            return f"Không có lệnh này. Các lệnh: {', '.join(cli.commands)}."
        case _:
            return "Lệnh có phần thừa hoặc chưa đúng."


def _parameter_name(error: click.BadParameter) -> str:
    if error.param is None:
        return "tham số"
    return (
        error.param.opts[0] if isinstance(error.param, click.Option) else str(error.param.metavar or error.param.name)
    )


def main() -> None:
    """The entry of the command `sangkien`: runs a verb and ends with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # Windows consoles, also when redirected
    # A run keeps nearly all it makes: looking through it for rubbish every 700 objects took an eighth of the time.
    gc.set_threshold(100_000, 20, 20)
    sys.exit(_main(sys.argv[1:]))


def _main(arguments: list[str]) -> int:
    try:
        return int(cli.main(arguments, prog_name=PROGRAM, standalone_mode=False) or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        _say(error.ctx.get_help())
        return ExitCode.USAGE
    except click.UsageError as error:
        _say(_usage_words(error))
        _say(f"Xem hướng dẫn: {error.ctx.command_path if error.ctx else PROGRAM} --help")
        return ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        _say("Đã dừng theo yêu cầu; outbox giữ nguyên như trước.")
        return ExitCode.OUR_FAULT
    except StoppedError as error:
        _say(str(error))
        return error.exit_code
    except Exception as error:  # noqa: BLE001 -- the last resort: one line instead of a traceback
        _say(
            f"Lỗi của chương trình ({type(error).__name__}). Số liệu không được ghi. "
            "Chạy lại với: sangkien --debug … rồi gửi phần in ra cho người phụ trách."
        )
        if "--debug" in arguments:
            traceback.print_exc()
        return ExitCode.OUR_FAULT
