"""What the terminal says: results in words, findings a lay person can act on."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline import grouping, vietnamese
from pipeline.catalogue import CHANGE_NAMES, FATE_NAMES, OUTCOME_NAMES, SEVERITY_NAMES, Severity
from pipeline.figures import Change, change_figures
from pipeline.stages.standing import progress_words

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.consolidation import Consolidation

MAX_FINDINGS = 40


def run_words(result: "Consolidation") -> str:
    """The outcome of a run: files, rows, phases; then what refuses and rejects."""
    summary = result.summary
    lines = [f"Kết quả tổng hợp đến ngày {vietnamese.day(result.as_of)}"]
    names = {phase.number: phase.name for phase in result.campaign.phase}
    lines += [f"  {names[phase['phase']]}: {progress_words(phase)}" for phase in summary["phases"]]
    lines += change_lines(summary["changes"])
    lines.append(f"  Tệp: {_counts(summary['files'], OUTCOME_NAMES, 'received', 'đã đến')}")
    lines.append(f"  Dòng: {_counts(summary['rows'], FATE_NAMES, 'read', 'đã đọc')}")
    reported = sum(unit["reported"] for unit in summary["units"])
    lines.append(f"  Đơn vị đã báo cáo: {reported}/{len(summary['units'])}")
    if summary["review"]["open"]:
        pairs = vietnamese.count(summary["review"]["open"])
        lines.append(f"  Nghi trùng, chờ quyết định: {pairs} cặp (ra-soat-trung.xlsx)")
    if "units_targets_differ" in summary["findings"]:
        lines.append(
            "  Chỉ tiêu các đơn vị cộng lại khác chỉ tiêu của chương trình: kiểm tra units.csv, campaign.toml."
        )
    faults = _open_faults(result)
    if len(faults):
        lines += ["", "Cần xử lý:", *finding_lines(faults.to_dict("records"), MAX_FINDINGS)]
    return "\n".join(lines)


def change_lines(changes: Mapping[str, Any]) -> list[str]:
    """Why the number differs from that of the earlier run; nothing where there is none. changes: of summary.json."""
    figures = change_figures(changes)
    if figures is None:
        return []
    count = vietnamese.count
    if figures.has_risen:
        words = f"tăng {count(figures.difference)} (từ {count(figures.before)} lên {count(figures.after)})"
    elif figures.has_fallen:
        words = f"giảm {count(figures.difference)} (từ {count(figures.before)} xuống {count(figures.after)})"
    else:
        words = f"không thay đổi ({count(figures.after)})"
    lines = [f"  So với số liệu đến ngày {vietnamese.day(figures.since)}, số sáng kiến hợp lệ {words}"]
    for sign, parts in (("+", figures.gains), ("-", figures.losses)):
        if parts:
            lines.append(f"    {'; '.join(_signed(sign, part) for part in parts)}")
    if figures.moved:
        lines.append(f"    {CHANGE_NAMES['phase_changed']}: {count(figures.moved)}")
    return lines


def _signed(sign: str, change: Change) -> str:
    return f"{sign}{vietnamese.count(change.count)} {_lower(change.name)}"


def _open_faults(result: "Consolidation") -> "pd.DataFrame":
    """What refuses a file, and what rejects a row that no later submission has mended; by file."""
    import pandas as pd  # a run has it loaded by now; --help has not

    findings, rows = result.findings, result.rows
    open_rows = rows[rows["fate"] == "rejected"]
    open_places = set(zip(open_rows["file_id"], open_rows["row"], strict=True))
    places = zip(findings["file_id"], findings["row"], strict=True)
    is_open = pd.Series([place in open_places for place in places], index=findings.index, dtype="bool")
    is_refusing = findings["severity"] == Severity.REFUSED
    found = findings[is_refusing | ((findings["severity"] == Severity.REJECTED) & is_open)]
    return found.sort_values("file", kind="stable")


def finding_lines(findings: Sequence[Mapping[Any, Any]], most: int | None = None) -> list[str]:
    """Findings below their file, with their place as Excel shows it; one fault in many rows of a file is one line."""
    lines: list[str] = []
    file = None
    told = grouping.faults(findings)
    for fault in told[:most]:
        if fault.file != file:
            file = fault.file
            lines.append(f"  {file}")
        place = f"{fault.place[0].upper()}{fault.place[1:]}: " if fault.place else ""
        lines.append(f"    [{SEVERITY_NAMES[Severity(fault.severity)]}] {place}{fault.message}")
    hidden = len(told) - len(told[:most])
    if hidden:
        lines.append(f"  … và {vietnamese.count(hidden)} điểm nữa, xem du-lieu/findings.csv.")
    return lines


def check_words(files: Sequence[Mapping[str, Any]]) -> str:
    """What would become of each checked file, and its findings."""
    lines: list[str] = []
    for file in files:
        lines.append(f"{file['file']}: {OUTCOME_NAMES[file['outcome']]}")
        if file["rows"]["read"]:
            lines.append(f"  Dòng: {_counts(file['rows'], FATE_NAMES, 'read', 'đã đọc')}")
        lines += finding_lines([{**entry, "file": None} for entry in file["findings"]])
    return "\n".join(lines)


def _counts(counts: Mapping[str, int], names: Mapping[str, str], total: str, total_name: str) -> str:
    parts = [f"{vietnamese.count(counts[key])} {_lower(name)}" for key, name in names.items() if counts[key]]
    whole = f"{vietnamese.count(counts[total])} {total_name}"
    return f"{whole} ({'; '.join(parts)})" if parts else whole


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
