"""What the terminal says of a run that was checked again: what was altered, what differs, what to do."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from pipeline import vietnamese
from pipeline.audit import Fault, FaultKind, Note, NoteKind, Verified
from pipeline.catalogue import CHANGE_NAMES, FATE_NAMES, OUTCOME_NAMES, REASON_LABELS
from pipeline.comparison import Difference

MAX_DIFFERENCES = 20

_RESTORE_REGISTER = "Khôi phục register.db từ bản sao lưu gần nhất."
_RESTORE_ARCHIVE = "Khôi phục thư mục archive từ bản sao lưu."
_RESTORE_OUTBOX = "Lấy lại tệp này từ bản sao lưu, hoặc tổng hợp lại ngày đó."
_FAULTS: dict[FaultKind, str] = {
    "register_damaged": f"Sổ đăng ký register.db bị hỏng. Không xóa tệp này. {_RESTORE_REGISTER}",
    "register_altered": (
        "Sổ đăng ký register.db: dữ liệu của lần tổng hợp số {detail} (số liệu, mã sáng kiến, tệp đã nhận, quyết định "
        f"loại hoặc cấu hình) đã bị sửa sau khi ghi. {_RESTORE_REGISTER}"
    ),
    "submission_altered": f"Sổ đăng ký register.db: thông tin nhận tệp {{place}} đã bị sửa. {_RESTORE_REGISTER}",
    "description_altered": f"Sổ đăng ký register.db: kết quả ghi cho {{place}} đã bị sửa. {_RESTORE_REGISTER}",
    "archive_missing": f"Mất bản lưu của tệp {{place}} (archive/{{folder}}/{{detail}}). {_RESTORE_ARCHIVE}",
    "archive_altered": (
        f"Bản lưu của tệp {{place}} đã bị sửa hoặc hỏng (archive/{{folder}}/{{detail}}). {_RESTORE_ARCHIVE}"
    ),
    "archive_unreadable": (
        "Không đọc được bản lưu của tệp {place} (archive/{folder}/{detail}). Kiểm tra quyền đọc và ổ đĩa; "
        "nếu ổ đĩa hỏng, khôi phục thư mục archive từ bản sao lưu."
    ),
    "manifest_missing": f"Mất tệp {{place}}. {_RESTORE_OUTBOX}",
    "manifest_altered": f"Tệp {{place}} đã bị sửa hoặc hỏng. {_RESTORE_OUTBOX}",
    "output_missing": f"Mất tệp {{place}}. {_RESTORE_OUTBOX}",
    "output_altered": f"Tệp {{place}} đã bị sửa hoặc hỏng. {_RESTORE_OUTBOX}",
    "derivation_differs": (
        "Tính lại từ chính các tệp và cấu hình của lần đó, cùng quy tắc, cho kết quả khác với kết quả đã ghi "
        f"(xem dưới đây). {_RESTORE_REGISTER}"
    ),
    "issue_altered": (
        "Sổ đăng ký register.db: việc ban hành của lần tổng hợp số {detail} (số, ngày, tệp) đã bị sửa sau khi ghi. "
        f"{_RESTORE_REGISTER}"
    ),
    "issued_missing": "Mất văn bản đã ban hành {place}. Lấy lại tệp này từ bản sao lưu.",
    "issued_altered": "Văn bản đã ban hành {place} đã bị sửa hoặc hỏng. Lấy lại tệp này từ bản sao lưu.",
    "derivation_failed": "Không tính lại được lần tổng hợp này. {detail}",
}
_NOTES: dict[NoteKind, str] = {
    "document_edited": "{place} đã được sửa tay (không ảnh hưởng đến số liệu).",
    "document_missing": "{place} không còn.",
    "outbox_missing": "Thư mục kết quả của lần này không còn trong outbox; số liệu được kiểm tra theo sổ đăng ký.",
    "outbox_unplaced": "Thư mục kết quả chưa được đưa vào đúng chỗ vì lần chạy bị ngắt; lần chạy sau sẽ tự hoàn tất.",
    "configuration_broken": (
        "Cấu hình hiện nay có lỗi: {detail} Lần tổng hợp này được kiểm tra theo cấu hình của chính nó."
    ),
    "rules_refuse": "Quy tắc hiện nay không đọc được cấu hình của lần đó nên không tính lại được: {detail}",
    "by_chance": (
        "Có tệp lần này đọc được mà lần kia không (máy đọc quá lâu hoặc trình đọc bị dừng), nên kết quả tính lại khác "
        "(xem dưới đây). Chạy lại lệnh này khi máy rảnh."
    ),
}

_KEYS: dict[str, str] = {
    "rows": "Dòng", "files": "Tệp", "phases": "Giai đoạn", "units": "Đơn vị", "by": "Theo nhóm",
    "benefit_vnd": "Giá trị làm lợi (đồng)", "review": "Nghi trùng", "findings": "Sai sót", "changes": "Thay đổi",
    "read": "đã đọc", "received": "đã đến", "target": "chỉ tiêu", "counted": "được tính", "rate": "tỷ lệ",
    "pending": "đang xem xét", "reported": "đã báo cáo", "zero_report": "không phát sinh", "unit_name": "tên",
    "block": "khối", "commune": "xã", "author_group": "đối tượng", "solution_kind": "loại giải pháp",
    "field_of_work": "lĩnh vực", "open": "chờ xem", "decided": "đã quyết định", "before": "trước", "after": "nay",
    "difference": "chênh lệch", "lines": "các dòng", "since": "so với ngày", "as_of": "ngày tính số liệu",
    "level": "cấp",
}  # fmt: skip
_NAMED: dict[str, dict[str, str]] = {
    "rows": FATE_NAMES, "files": OUTCOME_NAMES, "changes": CHANGE_NAMES, "findings": REASON_LABELS,
}  # fmt: skip
_COLUMNS = {"unit_code": "đơn vị", "initiative_code": "mã sáng kiến", "related": "dòng thay", "reasons": "lý do"}
_STATES = {**FATE_NAMES, "excluded": "Bị loại theo quyết định"}
_NOTHING = "không có"


def words(told: Verified) -> str:
    """The result of `verify`: whether it holds, what was altered, what differs, what is worth telling."""
    count = vietnamese.count
    head = (
        f"Lần tổng hợp số {told.number}, số liệu đến ngày {vietnamese.day(told.as_of)} "
        f"(lập lúc {told.started_at:%H:%M} ngày {vietnamese.day(told.started_at.date())})"
    )
    if told.faults:
        lines = [f"{head}: KHÔNG KHỚP.", "Cần xử lý:", *(f"  {_fault(fault)}" for fault in told.faults)]
    elif told.differences:
        lines = [f"{head}: dữ liệu còn nguyên vẹn; tính lại hôm nay cho kết quả khác."]
    elif told.rows is None:
        lines = [f"{head}: dữ liệu còn nguyên vẹn; chưa tính lại được."]
    else:
        lines = [f"{head}: KHỚP."]
    looked = f"Đã kiểm tra: {count(told.archived)} tệp lưu trong archive; {count(told.outputs)} tệp kết quả"
    lines.append(looked + (f"; tính lại {count(told.rows)} dòng." if told.rows is not None else "."))
    if told.has_other_rules:
        lines.append(
            "Quy tắc của chương trình đã thay đổi từ lần đó. "
            + ("Tính lại theo quy tắc hiện nay thì khác như sau:" if told.differences else "")
            + ("Tính lại theo quy tắc hiện nay vẫn cho cùng kết quả." if told.rows is not None else "")
            * (not told.differences)
        )
    elif told.differences:
        lines.append("Khác nhau (đã ghi → tính lại):")
    lines += difference_lines(told.differences)
    if told.changed is not None:
        lines.append(
            "Cấu hình (campaign.toml, units.csv) đã thay đổi từ lần đó. "
            + (
                "Tính theo cấu hình hiện nay thì khác như sau:"
                if told.changed
                else "Tính theo cấu hình hiện nay vẫn cho cùng kết quả."
            )
        )
        lines += difference_lines(told.changed)
    if told.notes:
        lines += ["Lưu ý:", *(f"  {_note(note)}" for note in told.notes)]
    return "\n".join(lines)


def table(told: Verified) -> dict[str, Any]:
    """The same for programs: result is match, altered, rules_changed, or not_derived."""
    match told:
        case Verified(faults=[_, *_]):
            result = "altered"
        case Verified(rows=None):
            result = "not_derived"
        case Verified(differences=[_, *_]):
            result = "rules_changed" if told.has_other_rules else "read_otherwise"
        case _:
            result = "match"
    return {
        "schema": "sangkien.verify/1",
        "run": told.number,
        "as_of": told.as_of.isoformat(),
        "started_at": told.started_at.isoformat(timespec="seconds"),
        "result": result,
        "rules": {"then": told.rules, "now": told.rules_now},
        "checked": {"archived": told.archived, "outputs": told.outputs, "rows": told.rows},
        "faults": [{**asdict(fault), "message": _fault(fault)} for fault in told.faults],
        "notes": [{**asdict(note), "message": _note(note)} for note in told.notes],
        "differences": [asdict(difference) for difference in told.differences],
        "configuration_changed": None if told.changed is None else [asdict(each) for each in told.changed],
    }


def difference_lines(found: Sequence[Difference]) -> list[str]:
    """Each difference as before → after, at most 20 of a kind and how many more there are."""
    lines: list[str] = []
    for kind in dict.fromkeys(each.kind for each in found):
        of_kind = [each for each in found if each.kind == kind]
        lines += [f"  {_difference(each)}" for each in of_kind[:MAX_DIFFERENCES]]
        if len(of_kind) > MAX_DIFFERENCES:
            lines.append(f"  … và {vietnamese.count(len(of_kind) - MAX_DIFFERENCES)} {_MANY[kind]} nữa.")
    return lines


_MANY = {
    "figure": "con số", "row": "dòng", "standing": "sáng kiến", "code": "mã", "coded": "dòng có mã", "list": "tệp",
}  # fmt: skip


def _difference(each: Difference) -> str:
    match each.kind:
        case "figure":
            return f"{_figure(each.where)}: {each.before or _NOTHING} → {each.after or _NOTHING}"
        case "row":
            return f"Dòng {each.where}: {_fate(each.before)} → {_fate(each.after)}"
        case "standing":
            return f"Sáng kiến {each.where}: {_standing(each.before)} → {_standing(each.after)}"
        case "code":
            return f"Mã {each.where}, cấp cho đơn vị: {each.before or _NOTHING} → {each.after or _NOTHING}"
        case "coded":
            sha256, _, row = each.where.split("#")
            file = f"tệp {sha256[:8]}…, dòng {row}"
            return f"Mã sáng kiến của {file}: {each.before or _NOTHING} → {each.after or _NOTHING}"
        case "list":
            return f"{each.where}: nội dung khác"


def _figure(path: str) -> str:
    """A path of summary.json in words: “units/TH01/phases/1/counted” → “Đơn vị TH01, giai đoạn 1, được tính”."""
    first, *rest = path.split("/")
    names = _NAMED.get(first, {})
    parts = [_KEYS.get(first, first)]
    for part in rest:
        word = names.get(part) or _KEYS.get(part, part)
        parts.append(word[:1].lower() + word[1:] if part in names or part in _KEYS else word)
    said = ", ".join(parts)
    for listed in ("Đơn vị", "Giai đoạn", "giai đoạn", "đơn vị"):
        said = said.replace(f"{listed}, ", f"{listed} ")
    return said


def _fate(text: str) -> str:
    if not text:
        return _NOTHING
    fate, _, rest = text.partition(" ")
    for name, word in _COLUMNS.items():
        rest = rest.replace(f"{name}=", f"{word}: ")
    return f"{FATE_NAMES[fate]} ({rest})" if rest else FATE_NAMES[fate]


def _standing(text: str) -> str:
    if not text:
        return _NOTHING
    state, _, phase = text.partition(" ")
    return f"{_STATES.get(state, state)}, giai đoạn {phase}" if phase else _STATES.get(state, state)


def _fault(fault: Fault) -> str:
    said = _FAULTS[fault.kind].format(place=fault.place, detail=fault.detail, folder=fault.detail[:2])
    return said.rstrip()


def _note(note: Note) -> str:
    return _NOTES[note.kind].format(place=note.place, detail=note.detail)
