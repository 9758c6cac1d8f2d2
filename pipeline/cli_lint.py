"""The verb that looks at a document: is it set as its profile asks."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.command_line import FOLDER, json_option, say, tell, tell_json, verb
from pipeline.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from pipeline.lint.rules import Finding

_PROFILE = "nd30"


@verb("lint")
@click.argument("path", metavar="FILE.docx", type=FOLDER)
@click.option(
    "--profile", "profile_name", default=_PROFILE, metavar="NAME", help=f"Thể thức để đối chiếu; mặc định {_PROFILE}."
)
@json_option
def lint(path: Path, profile_name: str, *, as_json: bool) -> ExitCode:
    """Kiểm tra thể thức của một văn bản Word, kể cả văn bản đã sửa tay."""
    from pipeline import profile as profiles
    from pipeline.edges import word_look
    from pipeline.lint import rules

    profile = profiles.load(profile_name)
    if not path.is_file():
        raise UsageError(f"Không có tệp {path}.")
    found = rules.lint(word_look.read(path), profile)
    if as_json:
        tell_json({
            "schema": "sangkien.lint/1", "file": path.name, "profile": profile.name,
            "findings": [_as_json(one) for one in found],
        })  # fmt: skip
    else:
        tell(_words(path.name, found))
    if found:
        say(f"Có {len(found)} điểm chưa đúng thể thức {profile.name}.")
    return ExitCode.FINISHED_WITH_FAULTS if found else ExitCode.FINE


def _as_json(one: "Finding") -> dict[str, Any]:
    return {
        "rule": one.rule.code, "message": one.message, "part": one.part, "quote": one.quote, "more": one.more,
        "mend": one.rule.mend, "source": one.source,
    }  # fmt: skip


def _words(name: str, found: "list[Finding]") -> str:
    from pipeline.lint.fault import PART_NAMES

    if not found:
        return f"{name}: đúng thể thức."
    lines = [f"{name}:"]
    for one in found:
        where = PART_NAMES[one.part] + (f", đoạn “{one.quote}”" if one.quote else "")
        where += f" và {one.more} chỗ khác" if one.more else ""
        lines += [f"- {one.message}", f"  Ở: {where}.", f"  Đề nghị: {one.rule.mend}", f"  Căn cứ: {one.source}."]
    return "\n".join(lines)
