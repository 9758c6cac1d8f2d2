"""Where the campaign stands by the last outbox: who reported, who is late, what is left and the pace it needs."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from pipeline import vietnamese
from pipeline.campaign import Campaign

SCHEMA = "sangkien.status/1"


def standing(
    summary: Mapping[str, Any],
    inputs: Sequence[Mapping[str, Any]],
    campaign: Campaign,
    waiting: Sequence[str],
    issued: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The standing of the campaign.

    summary: summary.json. inputs: those of manifest.json (outcome, unit_code, report_on, is_newest). waiting: files of
    inbox/ of which no run has told yet. issued: what was issued, also what was taken back. A unit is late when its
    newest accepted report is more than `[deadlines] report_every_days` days before as_of.
    """
    as_of = date.fromisoformat(summary["as_of"])
    newest = {entry["unit_code"]: entry["report_on"] for entry in inputs if entry["is_newest"]}
    late = {code for code, day in newest.items() if campaign.deadlines.is_late(date.fromisoformat(day), as_of)}
    units = summary["units"]
    return {
        "schema": SCHEMA,
        "as_of": summary["as_of"],
        "phases": [_phase(progress, campaign, as_of) for progress in summary["phases"]],
        "units": {
            "listed": len(units),
            "reported": sum(unit["reported"] for unit in units),
            "reported_today": _named(units, lambda unit: newest.get(unit["unit_code"]) == summary["as_of"]),
            "not_reported": _named(units, lambda unit: not unit["reported"]),
            "late": _named(units, lambda unit: unit["unit_code"] in late),
            "zero_report": _named(units, lambda unit: unit["zero_report"]),
        },
        "last_report_on": {unit["unit_code"]: newest.get(unit["unit_code"]) for unit in units},
        "refused_files": [entry["file"] for entry in inputs if entry["outcome"] == "refused"],
        "waiting_files": list(waiting),
        "issued": list(issued),
        "rows": summary["rows"],
        "review": summary["review"],
    }


def _phase(progress: Mapping[str, Any], campaign: Campaign, as_of: date) -> dict[str, Any]:
    phase = campaign.phase[progress["phase"] - 1]
    first_open = max(phase.first_day, as_of + timedelta(days=1))
    days_left = max(0, (phase.last_day - first_open).days + 1)
    left = max(0, phase.target - progress["counted"])
    return {
        **progress,
        "name": phase.name,
        "left": left,
        "days_left": days_left,
        "needed_per_day": -(-left // days_left) if days_left else None,
    }


def _named(units: Sequence[Mapping[str, Any]], holds: Any) -> list[dict[str, str]]:
    return [{"unit_code": unit["unit_code"], "unit_name": unit["unit_name"]} for unit in units if holds(unit)]


def words(status: Mapping[str, Any]) -> str:
    """The standing as lines for a terminal."""
    units = status["units"]
    lines = [f"Tình hình đến ngày {vietnamese.day(date.fromisoformat(status['as_of']))} (theo lần tổng hợp gần nhất)"]
    for phase in status["phases"]:
        line = f"  {phase['name']}: {progress_words(phase)}"
        if phase["left"] and phase["days_left"]:
            line += (
                f"; còn {vietnamese.count(phase['left'])} sáng kiến, {phase['days_left']} ngày: "
                f"cần khoảng {vietnamese.count(phase['needed_per_day'])} sáng kiến mỗi ngày"
            )
        lines.append(line)
    lines.append(f"  Đơn vị đã báo cáo: {units['reported']}/{units['listed']}")
    for key, title in (
        ("reported_today", "Báo cáo trong ngày"),
        ("not_reported", "Chưa báo cáo"),
        ("late", "Báo cáo chậm"),
        ("zero_report", "Báo cáo không phát sinh"),
    ):
        if units[key]:
            lines.append(f"  {title} ({len(units[key])}):")
            lines += [f"    {unit['unit_code']}  {unit['unit_name']}" for unit in units[key]]
    for key, title in (("refused_files", "Tệp không nhận"), ("waiting_files", "Tệp trong inbox chưa tổng hợp")):
        if status[key]:
            lines.append(f"  {title} ({len(status[key])}):")
            lines += [f"    {file}" for file in status[key]]
    if status["issued"]:
        lines.append(f"  Đã ban hành ({sum(not issued['is_cancelled'] for issued in status['issued'])}):")
        lines += [f"    {_issued_words(issued)}" for issued in status["issued"]]
    return "\n".join(lines)


def _issued_words(issued: Mapping[str, Any]) -> str:
    def day(name: str) -> str:
        return vietnamese.day(date.fromisoformat(issued[name][:10]))

    back = f" — đã bỏ việc ban hành ngày {day('cancelled_at')}" if issued["is_cancelled"] else ""
    return (
        f"Báo cáo số {issued['report_number']:02d}, công văn số {issued['dispatch_number']:02d}, ngày "
        f"{day('issued_on')}: lần tổng hợp số {issued['run']}, số liệu đến ngày {day('as_of')}{back}"
    )


def progress_words(phase: Mapping[str, Any]) -> str:
    """“A sáng kiến/chỉ tiêu B, đạt C%”, the form in which counts are announced."""
    counted = vietnamese.count(phase["counted"])
    if not phase["target"]:
        return f"{counted} sáng kiến ({vietnamese.rate(None)})"
    reached = vietnamese.percent_of(phase["counted"], phase["target"])
    return f"{counted} sáng kiến/chỉ tiêu {vietnamese.count(phase['target'])}, đạt {reached}"
