"""The verb that gives a run its number and day, and takes them back."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from pipeline.command_line import (
    Day,
    clock,
    find,
    json_option,
    say,
    tell_json,
    verb,
    workspace_option,
)
from pipeline.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from pipeline.edges.issuing import Told

_LARGEST = 99_999
_number = click.IntRange(1, _LARGEST)


@verb("issue")
@click.argument("run_name", metavar="[RUN]", required=False)
@click.option("--number", "report", type=_number, metavar="N", help="Số của báo cáo.")
@click.option("--dispatch-number", "dispatch", type=_number, metavar="M", help="Số của công văn.")
@click.option("--date", "on", type=Day(), metavar="YYYY-MM-DD", help="Ngày ghi trên văn bản.")
@click.option("--pdf", "with_pdf", is_flag=True, help="Lập thêm bản PDF (cần LibreOffice).")
@click.option("--cancel", "is_cancelled", is_flag=True, help="Bỏ việc ban hành của lần tổng hợp này.")
@workspace_option
@json_option
def issue(**asked: Any) -> ExitCode:
    """Ban hành: ghi số, ngày vào báo cáo, công văn, phụ lục của một lần tổng hợp rồi giữ nguyên bản."""
    from pipeline.edges import issuing
    from pipeline.edges import workspace as workspaces

    place = find(asked["workspace"])
    campaign, _ = workspaces.load(place)
    now = clock().astimezone(campaign.zone)
    given: tuple[int | None, int | None, date | None] = (asked["report"], asked["dispatch"], asked["on"])
    if asked["is_cancelled"]:
        if asked["run_name"] is None or given != (None, None, None) or asked["with_pdf"]:
            raise UsageError("Để bỏ việc ban hành, chỉ ghi lần tổng hợp: sangkien issue RUN --cancel")
        told = issuing.cancel(place, asked["run_name"], now)
    else:
        if given[0] is None or given[1] is None or given[2] is None:
            raise UsageError(
                "Thiếu số hoặc ngày. Ghi đủ: sangkien issue RUN --number N --dispatch-number M --date YYYY-MM-DD"
            )
        numbers = issuing.Numbers(given[0], given[1], given[2])
        told = issuing.issue(place, asked["run_name"], numbers, now, with_pdf=asked["with_pdf"])
    if asked["as_json"]:
        tell_json(_table(told))
    else:
        click.echo(str(told.folder))
    for line in _lines(told):
        say(line)
    return ExitCode.FINE


def _lines(told: "Told") -> list[str]:
    from pipeline import vietnamese

    issued = told.issue
    papers = (
        f"báo cáo số {issued.report_number:02d}, công văn số {issued.dispatch_number:02d}, "
        f"ngày {vietnamese.day(issued.issued_on)}"
    )
    run = f"lần tổng hợp số {issued.run} (số liệu đến ngày {vietnamese.day(told.as_of)})"
    if not issued.is_issued:
        return [f"Đã bỏ việc ban hành {run}: {papers}. Các bản đó được giữ ở {told.folder}"]
    if not told.is_new:
        return [f"Đã ban hành từ trước, {run}: {papers}. Không có gì thay đổi."]
    edited = [f"Bản được ban hành của {file} là bản đã sửa tay trong outbox." for file in told.edited]
    return [
        *edited,
        f"Đã ban hành {run}: {papers}. Các báo cáo sau được so với báo cáo này.",
        f"In, ký và gửi các tệp trong thư mục này; không sửa chúng: {told.folder}",
    ]


def _table(told: "Told") -> dict[str, Any]:
    issued = told.issue
    return {
        "schema": "sangkien.issue/1",
        "run": issued.run,
        "as_of": told.as_of.isoformat(),
        "is_issued": issued.is_issued,
        "is_new": told.is_new,
        "report_number": issued.report_number,
        "dispatch_number": issued.dispatch_number,
        "issued_on": issued.issued_on.isoformat(),
        "said_at": issued.said_at.isoformat(timespec="seconds"),
        "folder": str(told.folder),
        "outputs": dict(issued.outputs),
        "edited": list(told.edited),
    }


VERBS: tuple[click.Command, ...] = (issue,)  # in the order in which help lists them
