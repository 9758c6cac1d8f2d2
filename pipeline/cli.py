"""The verbs: parse, call, print, exit code. Nothing heavy is imported before a verb runs."""

import gc
import sys
import traceback
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline import cli_issue, cli_lint, cli_publish, cli_register
from pipeline.command_line import (
    FOLDER,
    Day,
    RequiredOption,
    VietnameseGroup,
    clock,
    find,
    json_option,
    progress_bar,
    say,
    tell,
    tell_json,
    usage_words,
    verb,
    workspace_option,
)
from pipeline.errors import ExitCode, StoppedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.edges.template import Filled
    from pipeline.edges.workspace import Workspace
    from pipeline.run import Asked, Looked

PROGRAM = "sangkien"
PRACTICE_FOLDER = "thuc-hanh"
_EPILOG = (
    "Mã kết thúc: 0 tốt; 1 lỗi của chương trình; 2 dùng sai hoặc cấu hình hỏng; "
    "3 xong, có tệp hoặc dòng chưa nhận được; 4 mọi tệp đều không nhận được; 5 đang bận; 6 số liệu không khớp."
)


@click.group(PROGRAM, cls=VietnameseGroup, options_metavar="[TÙY CHỌN]", subcommand_metavar="LỆNH …", epilog=_EPILOG)
@click.option("--workspace", "group_workspace", type=FOLDER, metavar="DIR", help="Thư mục làm việc, dùng cho mọi lệnh.")
# Read by `_main` from the arguments themselves, so that it also holds for a line click could not parse.
@click.option(
    "--debug", is_flag=True, expose_value=False, help="Khi có lỗi của chương trình, in đầy đủ để gửi người phụ trách."
)
@click.pass_context
def cli(ctx: click.Context, group_workspace: Path | None) -> None:
    """Tổng hợp sáng kiến của công đoàn cơ sở: từ tệp Excel trong inbox đến báo cáo trong outbox."""
    ctx.obj = group_workspace


@verb("init")
@click.argument("folder", metavar="DIR", type=FOLDER)
def init(folder: Path) -> ExitCode:
    """Tạo thư mục làm việc mới với cấu hình mẫu."""
    from pipeline.edges import workspace

    created = workspace.create(folder)
    click.echo(str(created.folder))
    say(
        "Đã tạo thư mục làm việc. Sửa campaign.toml và units.csv cho đúng đơn vị mình, "
        "rồi chạy: sangkien template --out mau-gui-di"
    )
    return ExitCode.FINE


@verb("template")
@click.option(
    "--unit",
    "codes",
    multiple=True,
    metavar="CODE",
    help="Mã đơn vị; ghi nhiều mã được; không ghi thì làm cho mọi đơn vị.",
)
@click.argument("more_codes", nargs=-1, metavar="[CODE…]")
@click.option(
    "--out", "target", cls=RequiredOption, required=True, type=FOLDER, metavar="DIR", help="Thư mục để ghi các tệp mẫu."
)
@click.option("--filled", is_flag=True, help="Điền sẵn các sáng kiến hiện có của đơn vị, kèm mã, để đơn vị ghi tiếp.")
@workspace_option
def template(
    codes: tuple[str, ...], more_codes: tuple[str, ...], target: Path, workspace: Path | None, *, filled: bool
) -> ExitCode:
    """Làm tệp Excel mẫu cho từng đơn vị."""
    from pipeline.campaign import unit_key
    from pipeline.edges import workspace as workspaces

    place = find(workspace)
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
    known = _known_rows(place) if filled else {}
    try:
        target.mkdir(parents=True, exist_ok=True)
        for unit in chosen:
            write_template(target / template_name(unit), campaign, unit, known.get(unit.unit_code))
    except OSError as error:
        raise UsageError(f"Không ghi được vào thư mục {target}. Đóng tệp nếu đang mở trong Excel.") from error
    click.echo(str(target))
    say(f"Đã làm {len(chosen)} tệp mẫu.")
    return ExitCode.FINE


def _known_rows(place: "Workspace") -> "Mapping[str, Filled]":
    """By unit_code: what is known of every union today."""
    from pipeline import run as runs

    if not place.register.exists():
        raise UsageError("Chưa có lần tổng hợp nào, nên chưa có sáng kiến để điền. Chạy trước: sangkien run")
    with progress_bar() as progress:
        result = runs.check(place, (), clock(), progress)
    from pipeline.edges import lists

    return lists.contents(result)


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


@verb("check")
@click.argument("paths", nargs=-1, required=True, metavar="FILE…", type=FOLDER)
@click.option(
    "--returned",
    "target",
    type=FOLDER,
    metavar="DIR",
    help="Ghi vào thư mục này tệp trả lại cho đơn vị, đã đánh dấu những chỗ cần sửa.",
)
@workspace_option
@json_option
def check(paths: tuple[Path, ...], target: Path | None, workspace: Path | None, *, as_json: bool) -> ExitCode:
    """Kiểm tra tệp mà không ghi nhận gì: cho biết điều gì sẽ xảy ra."""
    from pipeline import run as runs

    for path in paths:
        if not path.is_file():
            raise UsageError(f"Không có tệp {path}.")
    place = find(workspace)
    if target is not None and target.resolve().is_relative_to(place.inbox):
        raise UsageError("Không ghi tệp trả lại vào inbox: đó không phải là tệp của đơn vị. Chọn thư mục khác.")
    with progress_bar() as progress:
        looked = runs.look(place, paths, clock(), progress)
    from pipeline import console
    from pipeline.edges import outbox

    files = outbox.check_table(looked.consolidation)
    written = [] if target is None else _send_back(place, looked, target)
    if as_json:
        tell_json({"schema": "sangkien.check/1", "files": files, "returned": [str(path) for path in written]})
    else:
        tell(console.check_words(files))
    is_faulty = any(file["outcome"] in {"refused", "accepted_with_errors"} for file in files)
    return ExitCode.FINISHED_WITH_FAULTS if is_faulty else ExitCode.FINE


def _send_back(place: "Workspace", looked: "Looked", target: Path) -> list[Path]:
    from pipeline import run as runs

    try:
        written = runs.send_back(place, looked, target)
    except OSError as error:
        raise UsageError(f"Không ghi được vào thư mục {target}. Đóng tệp nếu đang mở trong Excel.") from error
    for path in written:
        say(f"Tệp trả lại đơn vị: {path}")
    if not written:
        say("Không có tệp nào phải trả lại: không có lỗi phải sửa, hoặc không đọc được tệp là của đơn vị nào.")
    return written


@verb("run")
@click.option("--as-of", type=Day(), help="Ngày tính số liệu; mặc định là hôm nay.")
@click.option(
    "--since",
    metavar="RUN",
    help="So với lần tổng hợp này (số, hoặc ngày YYYY-MM-DD); mặc định: báo cáo ban hành gần nhất, "
    "nếu chưa có thì lần cuối của ngày gần nhất trước đó.",
)
@click.option("--pdf", "with_pdf", is_flag=True, help="Lập thêm bản PDF của các văn bản Word (cần LibreOffice).")
@workspace_option
@json_option
def run(as_of: date | None, since: str | None, workspace: Path | None, *, with_pdf: bool, as_json: bool) -> ExitCode:
    """Việc chính: tổng hợp các tệp trong inbox, lập báo cáo trong outbox."""
    place = find(workspace)
    from pipeline import run as runs

    known = None if since is None else cli_register.number_of_run(place, since)
    return _run(place, as_of, runs.Asked(known, say if with_pdf else None), as_json=as_json)


def _run(place: "Workspace", as_of: date | None, asked: "Asked | None" = None, *, as_json: bool) -> ExitCode:
    from pipeline import run as runs

    with progress_bar() as progress:
        finished = runs.run(place, as_of, clock(), progress, asked or runs.Asked())
    from pipeline import console

    result = finished.consolidation
    if as_json:
        tell_json(result.summary)
    else:
        tell(console.run_words(result))
    if result.as_of > clock().astimezone(result.campaign.zone).date():
        say("Lưu ý: ngày tính số liệu ở sau hôm nay; báo cáo nói về một ngày chưa đến.")
    for code in finished.left_out:
        say(f"noi-dung.txt, mục Sáng kiến tiêu biểu: {code} không là mã của sáng kiến hợp lệ, chưa đưa vào báo cáo.")
    for path in finished.edited:
        say(f"Bản trước của {path.name} đã được sửa tay; bản đó được giữ ở {path}")
    say(f"Lần tổng hợp số {finished.number}. Mở thư mục này để xem kết quả: {finished.folder}")
    return finished.exit_code


@verb("status")
@workspace_option
@json_option
def status(workspace: Path | None, *, as_json: bool) -> ExitCode:
    """Tình hình: đơn vị nào đã báo cáo, chưa báo cáo, báo cáo chậm; kết quả so với chỉ tiêu; đã ban hành những gì."""
    from pipeline import run as runs
    from pipeline.edges import workspace as workspaces

    place = find(workspace)
    campaign, _ = workspaces.load(place)
    from pipeline.edges import issuing, outbox
    from pipeline.stages import standing

    last = outbox.latest(place.outbox)
    if last is None:
        say("Chưa có lần tổng hợp nào. Bỏ các tệp vào inbox rồi chạy: sangkien run")
        click.echo("null" if as_json else "", nl=as_json)
        return ExitCode.FINE
    found = standing.standing(*outbox.read_finished(last), campaign, runs.waiting(place), issuing.listed(place))
    if as_json:
        tell_json(found)
    else:
        tell(standing.words(found))
    return ExitCode.FINE


@verb("demo")
@click.argument("folder", metavar="[DIR]", type=FOLDER, default=PRACTICE_FOLDER)
def demo(folder: Path) -> ExitCode:
    """Làm một thư mục thực hành có sẵn tệp của các đơn vị, rồi tổng hợp thử."""
    from pipeline.edges import practice

    say("Đang chuẩn bị thư mục thực hành…")
    made = practice.build(folder)
    code = _run(made.workspace, made.as_of, as_json=False)
    return ExitCode.FINE if code is ExitCode.FINISHED_WITH_FAULTS else code


VERBS = (*cli_issue.VERBS, *cli_register.VERBS, *cli_publish.VERBS, cli_lint.lint)
for command in (init, template, check, run, status, *VERBS, demo):
    cli.add_command(command)


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
        say(error.ctx.get_help())
        return ExitCode.USAGE
    except click.UsageError as error:
        say(usage_words(error))
        say(f"Xem hướng dẫn: {error.ctx.command_path if error.ctx else PROGRAM} --help")
        return ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        say("Đã dừng theo yêu cầu; outbox giữ nguyên như trước.")
        return ExitCode.OUR_FAULT
    except StoppedError as error:
        say(str(error))
        return error.exit_code
    except Exception as error:  # noqa: BLE001 -- the last resort: one line instead of a traceback
        say(
            f"Lỗi của chương trình ({type(error).__name__}). Số liệu không được ghi. "
            "Chạy lại với: sangkien --debug … rồi gửi phần in ra cho người phụ trách."
        )
        if "--debug" in arguments:
            traceback.print_exc()
        return ExitCode.OUR_FAULT
