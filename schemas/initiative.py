"""The sheet `Sáng kiến`: one row an initiative, one definition a column (contract §2)."""

from datetime import date

from schemas.column import Column, Kind, by_field

SHEET = "Sáng kiến"
PREPARED_ROW_COUNT = 300

STAGE_RECOGNISED = "Đã được công nhận"
STAGE_WITHDRAWN = "Rút"

COLUMNS: tuple[Column, ...] = (
    Column(
        "initiative_code", "Mã sáng kiến", Kind.CODE, width=11,
        help="Mã do Liên đoàn Lao động cấp trên cấp. Sáng kiến mới thì để trống; không tự đặt, không sửa mã.",
    ),
    Column("ordinal", "STT", Kind.ORDINAL, width=5, example=1, help="Số thứ tự, chỉ để tiện theo dõi."),
    Column(
        "title", "Tên sáng kiến", Kind.TEXT, width=36,
        is_required=True, is_rejecting=True, min_length=10, max_length=500,
        example="Một số giải pháp nâng cao chất lượng chữ viết cho học sinh lớp 1",
        help="Ghi đầy đủ tên sáng kiến, từ 10 đến 500 ký tự. Mỗi sáng kiến một dòng.",
    ),
    Column(
        "author", "Tác giả chính", Kind.PERSON, width=18, is_required=True, is_rejecting=True, example="Nguyễn Thị Mẫu",
        help="Họ và tên một người, từ hai từ trở lên, không có chữ số. Tác giả khác ghi ở cột Đồng tác giả.",
    ),
    Column(
        "co_authors", "Đồng tác giả", Kind.PEOPLE, width=20,
        example="Trần Văn Thí Dụ (60%); Lê Thị Minh Họa (40%)",
        help="Họ và tên các đồng tác giả, cách nhau bằng dấu chấm phẩy (;). "
        "Có thể ghi tỷ lệ đóng góp trong ngoặc, ví dụ (40%); các tỷ lệ đã ghi phải có tổng bằng 100%.",
    ),
    Column("position", "Chức vụ, bộ phận", Kind.TEXT, width=14, example="Giáo viên, Tổ 1",
           help="Chức vụ và bộ phận công tác của tác giả chính."),
    Column(
        "author_group", "Đối tượng", Kind.CHOICE, width=16,
        is_required=True, is_rejecting=True, list_name="author_group",
        example="Cán bộ, công chức, viên chức",
        help="Tác giả chính thuộc đối tượng nào: chọn một giá trị trong danh sách.",
    ),
    Column(
        "solution_kind", "Loại giải pháp", Kind.CHOICE, width=17,
        is_required=True, is_rejecting=True, list_name="solution_kind",
        example="Giải pháp tác nghiệp",
        help="Chọn một giá trị trong danh sách. Phương pháp, biện pháp giảng dạy thuộc loại Giải pháp tác nghiệp.",
    ),
    Column(
        "field_of_work", "Lĩnh vực áp dụng", Kind.CHOICE, width=17,
        is_required=True, is_rejecting=True, list_name="field_of_work",
        example="Giáo dục và đào tạo",
        help="Chọn một giá trị trong danh sách; nếu không có giá trị phù hợp thì chọn Khác.",
    ),
    Column(
        "summary", "Tóm tắt nội dung", Kind.TEXT, width=32, max_length=2000,
        example="Luyện viết theo nhóm nét, dùng bảng ô ly phóng to, cùng phụ huynh theo dõi việc luyện viết hằng ngày.",
        help="Nêu ngắn gọn nội dung, điểm mới; không quá 2.000 ký tự.",
    ),
    Column(
        "stage", "Trạng thái", Kind.CHOICE, width=12,
        is_required=True, is_rejecting=True, list_name="stage", example=STAGE_RECOGNISED,
        help="Chọn một giá trị trong danh sách. Muốn rút sáng kiến đã báo cáo thì chọn Rút.",
    ),
    Column("registered_on", "Ngày đăng ký", Kind.DAY, width=11.5, example=date(2022, 2, 14),
           help="Ngày đăng ký sáng kiến tại đơn vị, ghi ngày/tháng/năm."),
    Column(
        "applied_on", "Ngày áp dụng lần đầu", Kind.DAY_OR_MONTH, width=11.5, is_rejecting=True,
        example=date(2022, 2, 21),
        help="Ngày đưa sáng kiến vào áp dụng lần đầu, ghi ngày/tháng/năm; nếu không nhớ ngày thì ghi tháng/năm.",
    ),
    Column("recognised_by", "Cấp công nhận", Kind.CHOICE, width=17, is_rejecting=True, list_name="recognised_by",
           example="Hội đồng sáng kiến",
           help="Nơi công nhận sáng kiến: chọn một giá trị trong danh sách; chưa được công nhận thì để trống."),
    Column("recognition_number", "Số văn bản công nhận", Kind.TEXT, width=13, example="12/QĐ-HĐSK",
           help="Số, ký hiệu của quyết định hoặc văn bản công nhận."),
    Column("recognised_on", "Ngày công nhận", Kind.DAY, width=11.5, is_rejecting=True, example=date(2022, 4, 15),
           help="Ngày của văn bản công nhận, ghi ngày/tháng/năm; chưa được công nhận thì để trống."),
    Column("benefit_vnd", "Giá trị làm lợi (đồng)", Kind.MONEY, width=14, example=15_000_000,
           help="Số tiền bằng đồng, ví dụ 15.000.000; ghi bằng chữ như 15 triệu đồng hoặc 1,5 tỷ cũng được."),
    Column("other_benefit", "Hiệu quả khác", Kind.TEXT, width=20, example="Học sinh viết đúng mẫu, giữ vở sạch hơn",
           help="Hiệu quả không tính được bằng tiền."),
    Column("portal_ref", "Mã trên Cổng", Kind.TEXT, width=12, example="SK-000123",
           help="Mã của sáng kiến trên Cổng trực tuyến của Công đoàn Việt Nam; chưa nhập lên Cổng thì để trống."),
    Column("portal_on", "Ngày cập nhật Cổng", Kind.DAY, width=11.5, is_rejecting=True, example=date(2022, 4, 20),
           help="Ngày nhập sáng kiến lên Cổng trực tuyến, ghi ngày/tháng/năm."),
    Column("ip_protected", "Đang được bảo hộ SHTT", Kind.YES_NO, width=10.5, is_rejecting=True, list_name="yes_no",
           example="Không",
           help="Chọn Có nếu sáng kiến đang được bảo hộ quyền sở hữu trí tuệ, nếu không thì chọn Không."),
    Column("award_proposal", "Đề nghị khen thưởng", Kind.CHOICE, width=13, list_name="award_proposal",
           example="LĐLĐ huyện", help="Chọn hình thức đề nghị trong danh sách."),
    Column("note", "Ghi chú", Kind.TEXT, width=16, help="Điều cần nói thêm với cấp trên."),
)

# Right of the columns above in a list sent back to a union: what became of each row. For reading only, never data.
_READ_ONLY = "Do cấp trên ghi, chỉ để đọc: không sửa, không điền. Gửi lại thì cột này không được đọc."
SHOWN: tuple[Column, ...] = (
    Column("fate", "Kết quả tổng hợp", Kind.TEXT, width=18, help=_READ_ONLY),
    Column("reasons", "Lý do chưa tính", Kind.TEXT, width=26, help=_READ_ONLY),
    Column("counting_on", "Ngày tính vào kết quả", Kind.DAY, width=11.5, help=_READ_ONLY),
    Column("phase", "Giai đoạn được tính", Kind.TEXT, width=13, help=_READ_ONLY),
)

# What tells a row of a returned workbook again, whatever was mended in it (schemas.stamp.of_row); hidden.
ROW_STAMP = Column("row_stamp", "Dấu dòng (không sửa)", Kind.TEXT, width=24, help=_READ_ONLY)

BY_FIELD = by_field(COLUMNS)
FIELDS: tuple[str, ...] = tuple(BY_FIELD)

# The pair of headings by which the heading row is known (contract §2), and how far down it is looked for.
HEADING_FIELDS = ("title", "author")
HEADING_SEARCH_ROW_COUNT = 30
