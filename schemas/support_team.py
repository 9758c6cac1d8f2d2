"""The sheet `Tổ hỗ trợ`: the members of the unit's initiative support team (contract §2)."""

from schemas.column import Column, Kind, by_field

SHEET = "Tổ hỗ trợ"
PREPARED_ROW_COUNT = 20

COLUMNS: tuple[Column, ...] = (
    Column("ordinal", "STT", Kind.ORDINAL, width=6, example=1, help="Số thứ tự."),
    Column("member_name", "Họ và tên", Kind.TEXT, width=28, is_required=True, example="Nguyễn Thị Mẫu",
           help="Họ và tên thành viên của Tổ hỗ trợ sáng kiến."),
    Column("position", "Chức vụ", Kind.TEXT, width=28, example="Chủ tịch CĐCS", help="Chức vụ chính quyền, đoàn thể."),
    Column("role", "Vai trò", Kind.CHOICE, width=16, is_required=True, list_name="role", example="Tổ trưởng",
           help="Vai trò trong Tổ hỗ trợ: chọn một giá trị trong danh sách."),
    Column("phone", "Điện thoại", Kind.TEXT, width=16, help="Số điện thoại liên hệ, ghi cả số 0 ở đầu."),
)

BY_FIELD = by_field(COLUMNS)
HEADING_FIELDS = ("member_name", "role")
