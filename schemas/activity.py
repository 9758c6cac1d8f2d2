"""The sheet `Hoạt động`: what the unit held to raise initiatives (contract §2)."""

from datetime import date

from schemas.column import Column, Kind, by_field

SHEET = "Hoạt động"
PREPARED_ROW_COUNT = 30

COLUMNS: tuple[Column, ...] = (
    Column("ordinal", "STT", Kind.ORDINAL, width=6, example=1, help="Số thứ tự."),
    Column("held_on", "Ngày", Kind.DAY, width=14, is_required=True, example=date(2022, 4, 22),
           help="Ngày tổ chức (ngày bắt đầu, nếu kéo dài nhiều ngày)."),
    Column("activity_kind", "Loại hoạt động", Kind.CHOICE, width=22, is_required=True, list_name="activity_kind",
           example="Ngày hội sáng kiến",
           help="Chọn một giá trị trong danh sách."),
    Column("content", "Nội dung", Kind.TEXT, width=56, is_required=True,
           example="Phát động đoàn viên đăng ký sáng kiến",
           help="Nội dung chính của hoạt động."),
    Column("participant_count", "Số người tham gia", Kind.COUNT, width=16, example=30, help="Số người tham gia."),
    Column("collected_count", "Số sáng kiến thu được", Kind.COUNT, width=16, example=4,
           help="Số sáng kiến đăng ký trong hoạt động."),
)

BY_FIELD = by_field(COLUMNS)
HEADING_FIELDS = ("held_on", "activity_kind")
