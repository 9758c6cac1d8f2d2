"""The verb that makes the list for the public."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.command_line import (
    FOLDER,
    Day,
    RequiredOption,
    find,
    json_option,
    progress_bar,
    say,
    tell_json,
    verb,
    workspace_option,
)
from pipeline.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.edges.workspace import Workspace
    from pipeline.tracing import Derived

_MOST_LINES = 20


@verb("publish")
@click.argument("run_name", metavar="[RUN]", required=False)
@click.option("--as-of", type=Day(), help="Lần tổng hợp cuối của ngày này; mặc định: lần tổng hợp cuối cùng.")
@click.option(
    "--out", "target", cls=RequiredOption, required=True, type=FOLDER, metavar="DIR", help="Thư mục để ghi hai tệp."
)
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có nội dung khác.")
@workspace_option
@json_option
def publish(run_name: str | None, as_of: date | None, target: Path, workspace: Path | None, **asked: bool) -> ExitCode:
    """Lập danh sách sáng kiến hợp lệ để công bố (.xlsx và .csv), không có tên người."""
    if run_name is not None and as_of is not None:
        raise UsageError("Ghi số của lần tổng hợp, hoặc --as-of; không ghi cả hai.")
    place = find(workspace)
    _require_own_folder(place, target)
    derived = _derived(place, run_name if as_of is None else as_of.isoformat())
    from pipeline.edges import published as files
    from pipeline.stages import published

    result = derived.result
    listed = published.published(result.rows, result.teams, result.summary["units"])
    try:
        paths = files.write(target, files.contents(result, listed), force=asked["force"])
    except OSError as error:
        raise UsageError(f"Không ghi được vào thư mục {target}. Đóng tệp nếu đang mở trong Excel.") from error
    hidden = [place + 1 for place, is_hidden in enumerate(listed["has_hidden_name"]) if is_hidden]
    if asked["as_json"]:
        tell_json(
            {
                "schema": "sangkien.publish/1", "run": derived.run.number, "as_of": result.as_of.isoformat(),
                "count": len(listed), "hidden_names": hidden, "files": [str(path) for path in paths],
            }
        )  # fmt: skip
    else:
        for path in paths:
            click.echo(str(path))
    _tell(derived, len(listed), hidden)
    return ExitCode.FINE


def _require_own_folder(place: "Workspace", target: Path) -> None:
    kept = [folder for folder in (place.inbox, place.outbox, place.archive) if target.resolve().is_relative_to(folder)]
    if kept:
        raise UsageError(
            f"Không ghi danh sách công bố vào {kept[0].name}: thư mục đó có việc riêng. Chọn thư mục khác."
        )


def _derived(place: "Workspace", run_name: str | None) -> "Derived":
    """The run as the register knows it. Raises UsageError where today's rules give other figures than its report."""
    from pipeline import tracing

    with progress_bar() as progress:
        derived = tracing.derive_named(place, run_name, progress)
    if derived.has_other_rules:
        raise UsageError(
            f"Quy tắc của chương trình đã đổi sau lần tổng hợp số {derived.run.number}, nên danh sách sẽ không khớp "
            f"với báo cáo đã lập. Chạy lại: sangkien run --as-of {derived.run.as_of.isoformat()}, rồi lập danh sách."
        )
    return derived


def _tell(derived: "Derived", count: int, hidden: "Sequence[int]") -> None:
    from pipeline import vietnamese

    say(
        f"{vietnamese.count(count)} sáng kiến, theo lần tổng hợp số {derived.run.number}, "
        f"số liệu tính đến ngày {vietnamese.day(derived.run.as_of)}."
    )
    if hidden:
        shown = vietnamese.row_ranges(hidden[:_MOST_LINES]) + (", …" if len(hidden) > _MOST_LINES else "")
        say(f"Tên người trong tên sáng kiến đã được thay bằng “…” ở STT {shown}.")
    say("Trước khi công bố, đề nghị đọc lại cột Tên sáng kiến: chương trình không nhận ra mọi tên người ghi trong đó.")


VERBS: tuple[click.Command, ...] = (publish,)
