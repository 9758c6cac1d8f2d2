"""The sheet `Đơn vị`: who sends the file, for which day (contract §2); labels in column A, values in column B."""

from collections.abc import Iterable
from datetime import date

from schemas.column import Column, Kind, by_field

SHEET = "Đơn vị"

_LABELS: tuple[Column, ...] = (
    Column("unit_code", "Mã CĐCS", Kind.TEXT, is_required=True, example="CD01",
           help="Đã điền sẵn. Không sửa: mã này cho biết tệp là của đơn vị nào."),
    Column("unit_name", "Tên công đoàn cơ sở", Kind.TEXT, is_required=True, example="CĐCS Trường Tiểu học Mẫu",
           help="Đã điền sẵn, chỉ để đọc."),
    Column("block", "Khối", Kind.TEXT, example="Trường học", help="Đã điền sẵn, chỉ để đọc."),
    Column("commune", "Xã, thị trấn", Kind.TEXT, example="Phan", help="Đã điền sẵn, chỉ để đọc."),
    Column("report_on", "Ngày báo cáo", Kind.DAY, is_required=True, example=date(2022, 5, 20),
           help="Ngày chốt số liệu của lần gửi này, ghi ngày/tháng/năm. Mỗi lần gửi phải ghi lại."),
    Column("prepared_by", "Người lập", Kind.TEXT, example="Nguyễn Thị Mẫu",
           help="Người lập danh sách, để cấp trên liên hệ khi cần."),
    Column("phone", "Điện thoại", Kind.TEXT, help="Số điện thoại của người lập, ghi cả số 0 ở đầu."),
    Column("member_count", "Tổng số đoàn viên", Kind.COUNT, example=32,
           help="Số đoàn viên công đoàn tại ngày báo cáo."),
    Column("worker_count", "Tổng số CNVCLĐ", Kind.COUNT, example=34,
           help="Số công nhân, viên chức, lao động tại ngày báo cáo."),
    Column("team_decision_number", "Quyết định thành lập Tổ hỗ trợ (số)", Kind.TEXT, example="05/QĐ-CĐCS",
           help="Số, ký hiệu quyết định thành lập Tổ hỗ trợ sáng kiến."),
    Column("team_decided_on", "Ngày quyết định", Kind.DAY, example=date(2022, 5, 9),
           help="Ngày ký quyết định thành lập Tổ hỗ trợ sáng kiến."),
    Column("declared_count", "Tổng số sáng kiến khai báo", Kind.COUNT, example=1,
           help="Số sáng kiến đơn vị tự đếm, để cấp trên đối chiếu với số dòng đọc được."),
    Column("is_zero_report", "Không phát sinh", Kind.YES_NO, list_name="yes_no", example="Không",
           help="Chọn Có khi đơn vị chưa có sáng kiến nào để báo cáo, nếu không thì chọn Không."),
)

BY_FIELD = by_field(_LABELS)
REQUIRED_FIELDS = ("unit_code", "report_on")


def target_label(phase_number: int) -> Column:
    """The label of a phase's target: filled in, for reading only."""
    return Column(
        f"target_phase_{phase_number}", f"Chỉ tiêu giai đoạn {phase_number}", Kind.COUNT, example=10,
        help="Đã điền sẵn, chỉ để đọc.",
    )


def labels(phase_numbers: Iterable[int]) -> tuple[Column, ...]:
    """All labels of the sheet from top to bottom, with one target for each phase of the campaign."""
    after_commune = next(place for place, label in enumerate(_LABELS) if label.field == "commune") + 1
    targets = tuple(target_label(number) for number in phase_numbers)
    return _LABELS[:after_commune] + targets + _LABELS[after_commune:]
