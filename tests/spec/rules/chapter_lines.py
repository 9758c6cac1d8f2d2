"""Chapter 2: what is a row, and how columns are found."""

import unicodedata

from tests.spec.rules.rule import Chapter, Rule


def _decomposed(text: str) -> str:
    """The values of a picture in decomposed letters; the words of the table stay."""
    lines = text.split("\n")
    return "\n".join(lines[:2] + [_values_decomposed(line) for line in lines[2:]])


def _values_decomposed(line: str) -> str:
    given, mark, expected = line.partition("||")
    cells = given.split("|")
    return "|".join([*(unicodedata.normalize("NFD", text) for text in cells[:-1]), *cells[-1:]]) + mark + expected


RULES = (
    Rule(
        "2.1", "Cột được tìm theo tiêu đề, không theo vị trí",
        "Đổi thứ tự cột, chữ hoa hay thường, thừa khoảng trắng, thiếu dấu *, cách đặt dấu thanh, i hay y đều được.",
        sheet="""
        dòng | A                | B             | C               | D                       | còn lại || đọc   | báo
        1    | LOẠI  GIẢI PHÁP  | tác giả chính | Tên sáng kiến*  | Đang được bảo hộ SHTT   | tiêu đề || không |
        2    | Giải pháp kĩ thuật | Lê Thị Mẫu  | Bếp ăn một chiều cho học sinh | Không     | đủ      || có    |
        """,
        files="""
        tệp    || kết quả
        a.xlsx || nhận
        """,
        totals="""
        số liệu                             || là
        rows.counted                        || 1
        by.solution_kind.Giải pháp kỹ thuật || 1
        """,
    ),
    Rule(
        "2.2", "Tiêu đề và nội dung viết bằng chữ tổ hợp vẫn đọc được",
        "Chữ Việt gõ trên máy Mac tách dấu khỏi chữ cái; hai cách viết được coi là một.",
        sheet=_decomposed("""
        dòng | A               | B               | C                  | còn lại || đọc   | báo
        1    | Tên sáng kiến * | Tác giả chính*  | Đối tượng          | tiêu đề || không |
        2    | Bếp ăn một chiều cho học sinh | Lê Thị Mẫu | Cán bộ công đoàn | đủ || có |
        """),
        totals="""
        số liệu                           || là
        rows.counted                      || 1
        by.author_group.Cán bộ công đoàn  || 1
        """,
    ),
    Rule(
        "2.3", "Phần đầu thư ở trên tiêu đề được bỏ qua",
        "Dòng tiêu đề là dòng đầu tiên trong 30 dòng đầu có cả Tên sáng kiến và Tác giả chính.",
        sheet="""
        dòng | A                          | B               | còn lại || đọc   | báo
        1    | LIÊN ĐOÀN LAO ĐỘNG HUYỆN   |                 |         || không |
        3    | DANH SÁCH SÁNG KIẾN        | Tên sáng kiến   |         || không |
        30   | Tên sáng kiến*             | Tác giả chính*  | tiêu đề || không |
        31   | Bếp ăn một chiều cho học sinh | Lê Thị Mẫu   | đủ      || có    |
        """,
    ),
    Rule(
        "2.4", "Tiêu đề ở sau dòng 30 thì không phải mẫu",
        "Không đoán thêm.",
        sheet="""
        dòng | A                          | B               | còn lại || đọc   | báo
        31   | Tên sáng kiến*             | Tác giả chính*  | tiêu đề || không |
        32   | Bếp ăn một chiều cho học sinh | Lê Thị Mẫu   | đủ      || không |
        """,
        files="""
        tệp    || kết quả    | báo
        a.xlsx || không nhận | not_a_template
        """,
    ),
    Rule(
        "2.5", "Tiêu đề gọi khác được hiểu theo danh mục tên gọi",
        "Có lưu ý cho biết tiêu đề được hiểu là cột nào. Cột lạ có nội dung thì được nhắc, không được đọc.",
        sheet="""
        dòng | A               | B             | C          | D              | còn lại || đọc   | báo
        1    | Tên sáng kiến*  | Tác giả chính | Tình trạng | Người theo dõi | tiêu đề || không | heading_other_name column_unknown
        2    | Bếp ăn một chiều cho học sinh | Lê Thị Mẫu | Ý tưởng | Bà Sáu  |        || có    | required_missing
        """,
    ),
    Rule(
        "2.6", "Cột lặp lại: đọc cột bên trái",
        "Cột thứ hai cùng tiêu đề được nhắc.",
        sheet="""
        dòng | A               | B             | C               | còn lại || đọc   | báo
        1    | Tên sáng kiến*  | Tác giả chính | Tên sáng kiến   | tiêu đề || không | column_duplicated
        2    | Bếp ăn một chiều cho học sinh | Lê Thị Mẫu | Khác  | đủ      || có    |
        """,
    ),
    Rule(
        "2.7", "Dòng là gì",
        "Một dòng là sáng kiến khi có ô nào đó, ngoài STT và Mã sáng kiến, không phải khoảng trắng hay chữ điền tạm. Dòng chỉ có một ô thì không.",
        sheet="""
        dòng | A   | B                             | C              | D       | còn lại || đọc   | báo
        1    | STT | Tên sáng kiến*                | Tác giả chính* | Ghi chú | tiêu đề || không |
        2    | 1   | Bếp ăn một chiều cho học sinh | Lê Thị Mẫu     |         | đủ      || có    |
        3    | 2   |                               |                |         |         || không |
        4    | 3   | …                             | nt             | -       |         || không |
        5    |     | ␣                             |                | như trên |        || không |
        6    | 4   | Vườn rau sạch sau lớp học     | Trần Văn Mẫu   |         |         || có    | required_missing
        7    |     | Danh sách của tổ chuyên môn 2 |                |         |         || không | row_single_cell
        8    | 5   |                               | Đỗ Văn Mẫu     | gấp     |         || có    | required_missing
        """,
    ),
    Rule(
        "2.8", "Dòng tổng cộng và những gì ở dưới không phải là sáng kiến",
        "Dòng tổng cộng có một lưu ý. Các dòng ở dưới không được đọc và được nhắc một lần.",
        sheet="""
        dòng | A   | B                             | C              | còn lại || đọc   | báo
        1    | STT | Tên sáng kiến*                | Tác giả chính* | tiêu đề || không |
        2    | 1   | Bếp ăn một chiều cho học sinh | Lê Thị Mẫu     | đủ      || có    |
        3    |     | Tổng cộng: 1 sáng kiến        |                |         || không | row_total
        5    | 2   | Vườn rau sạch sau lớp học     | Trần Văn Mẫu   | đủ      || không | rows_below_total
        6    | 3   | Tưới cây bằng nước mưa        | Trần Văn Mẫu   | đủ      || không |
        """,
    ),
    Rule(
        "2.9", "Phần ký tên ở dưới không phải là sáng kiến",
        "Cả khối có một lưu ý, ở dòng đầu tiên của khối.",
        sheet="""
        dòng | A   | B                             | C              | còn lại || đọc   | báo
        1    | STT | Tên sáng kiến*                | Tác giả chính* | tiêu đề || không |
        2    | 1   | Bếp ăn một chiều cho học sinh | Lê Thị Mẫu     | đủ      || có    |
        4    |     |                               | Phan, ngày 20 tháng 5 năm 2022 | || không | row_signature_block
        5    |     | Người lập                     | TM. BAN CHẤP HÀNH |      || không |
        6    |     | (Ký, ghi rõ họ tên)           | CHỦ TỊCH       |         || không |
        9    |     | Lê Thị Mẫu                    | Trần Văn Mẫu   |         || không |
        """,
    ),
    Rule(
        "2.10", "Tiêu đề lặp lại và dòng ghi chú giữa bảng",
        "Tiêu đề lặp lại (khi in sang trang) và dòng số thứ tự của cột có một lưu ý; các dòng sau vẫn được đọc.",
        sheet="""
        dòng | A   | B                             | C              | còn lại || đọc   | báo
        1    | STT | Tên sáng kiến*                | Tác giả chính* | tiêu đề || không |
        2    | (1) | (2)                           | (3)            |         || không | row_heading
        3    | 1   | Bếp ăn một chiều cho học sinh | Lê Thị Mẫu     | đủ      || có    |
        4    | STT | Tên sáng kiến                 | Tác giả chính  | tiêu đề || không | row_heading
        5    | 2   | Vườn rau sạch sau lớp học     | Trần Văn Mẫu   | đủ      || có    |
        6    |     | Ghi chú: số liệu đến hết tuần |                |         || không | row_signature_block
        """,
    ),
    Rule(
        "2.11", "Tên sáng kiến nhắc đến tổng hợp, người lập vẫn là sáng kiến",
        "Dòng có đủ nội dung không bị nhầm với dòng tổng cộng hay phần ký tên.",
        rows="""
        Tên sáng kiến                                  | Tác giả chính  || số phận
        Tổng hợp báo cáo bằng một biểu mẫu chung       | Lê Thị Mẫu     || được tính
        Giám đốc và công nhân cùng cải tiến dây chuyền | Lê Thị Mẫu     || được tính
        Ghi chú bằng sơ đồ tư duy cho học sinh         | Lê Thị Mẫu     || được tính
        Cộng đồng cùng phân loại rác tại nguồn         | Lê Thị Mẫu     || được tính
        """,
    ),
    Rule(
        "2.12", "Nội dung chỉ nằm ngoài các cột của mẫu",
        "Dòng không phải là sáng kiến, có lưu ý.",
        sheet="""
        dòng | A                             | B              | C        | còn lại || đọc   | báo
        1    | Tên sáng kiến*                | Tác giả chính* | Theo dõi | tiêu đề || không | column_unknown
        2    | Bếp ăn một chiều cho học sinh | Lê Thị Mẫu     |          | đủ      || có    |
        3    |                               |                | đã gọi   |         || không | row_outside_columns
        """,
    ),
    Rule(
        "2.13", "Dòng mới điền STT, tên và tác giả vẫn là một dòng",
        "Dù tên bắt đầu bằng chữ hay gặp ở phần ký tên: dòng có lỗi thì phải nói, không được bỏ qua.",
        sheet="""
        dòng | A   | B                                      | C              | còn lại || đọc   | báo
        1    | STT | Tên sáng kiến*                         | Tác giả chính* | tiêu đề || không |
        2    | 1   | Ghi chú bằng sơ đồ tư duy cho học sinh | Lê Thị Mẫu     |         || có    | required_missing
        3    | 2   | Bếp ăn một chiều cho học sinh          | Lê Thị Mẫu     |         || có    | required_missing
        4    | 3   | Giám đốc cùng công nhân cải tiến máy   | Trần Văn Mẫu   |         || có    | required_missing
        """,
    ),
    Rule(
        "2.14", "Tiêu đề trên hai dòng",
        "Tiêu đề của nhóm cột ở trên, tiêu đề của từng cột ở dưới: đọc chung. “trên Cổng” ở trên “Mã” là “Mã trên Cổng”.",
        sheet="""
        dòng | A              | B             | C            | D         | E                | còn lại || đọc   | báo
        1    | Tên sáng kiến* | Tác giả       |              | trên Cổng |                  | tiêu đề || không |
        2    | ↑              | Tác giả chính | Đồng tác giả | Mã        | Chức vụ, bộ phận |         || không |
        3    | Bếp ăn một chiều cho học sinh | Lê Thị Mẫu | Hà Văn Ba | SK-1 | Giáo viên    | đủ      || có    |
        """,
        totals="""
        số liệu      || là
        rows.counted || 1
        """,
    ),
    Rule(
        "2.15", "Tiêu đề có ghi chú trong ngoặc, cùng ô hay ở dòng dưới",
        "Ghi chú trong ngoặc ở cuối không đổi nghĩa của cột; riêng cột tiền thì có thể đổi đơn vị, nên không đoán.",
        sheet="""
        dòng | A                               | B                        | C                            | còn lại || đọc   | báo
        1    | Tên sáng kiến (ghi đầy đủ)      | Tác giả chính*           | Giá trị làm lợi (triệu đồng) | tiêu đề || không | column_unknown heading_other_name
        2    |                                 | (họ và tên)              |                              |         || không |
        3    | Bếp ăn một chiều cho học sinh   | Lê Thị Mẫu               | 15                           | đủ      || có    |
        """,
        totals="""
        số liệu     || là
        benefit_vnd || 0
        """,
    ),
    Rule(
        "2.16", "Cột không có tiêu đề mà có nội dung",
        "Được nhắc, ở dòng đầu tiên có nội dung; không đoán cột ấy là gì. Cột lặp lại mà cột bên trái để trống thì đọc cột có nội dung.",
        sheet="""
        dòng | A              | B             | C                 | D             | còn lại || đọc   | báo
        1    | Tên sáng kiến* | Tác giả chính |                   | Tác giả chính | tiêu đề || không |
        2    | Bếp ăn một chiều cho học sinh |  |                | Lê Thị Mẫu    | đủ      || có    |
        3    | Vườn rau sạch sau lớp học     |  | xem lại         | Trần Văn Mẫu  | đủ      || có    | column_without_heading
        """,
    ),
    Rule(
        "2.17", "Bảng khác ở dưới, trên cùng một trang",
        "Bảng có tiêu đề khác, hoặc cùng tiêu đề nhưng xếp cột khác: không đọc, nhắc ở dòng đầu của bảng ấy. Gặp lại đúng tiêu đề của bảng trên thì đọc tiếp.",
        sheet="""
        dòng | A   | B                             | C              | D          | còn lại || đọc   | báo
        1    | STT | Tên sáng kiến*                | Tác giả chính* | Ghi chú    | tiêu đề || không |
        2    | 1   | Bếp ăn một chiều cho học sinh | Lê Thị Mẫu     |            | đủ      || có    |
        4    | STT | Họ và tên                     | Chức vụ        | Vai trò    |         || không | other_table
        5    | 1   | Trần Văn Mẫu                  | Giáo viên      | Tổ trưởng  |         || không |
        7    | STT | Tác giả chính                 | Tên sáng kiến  | Ghi chú    | tiêu đề || không |
        8    | 1   | Lê Thị Mẫu                    | Vườn rau sạch sau lớp học | | đủ      || không |
        10   | STT | Tên sáng kiến                 | Tác giả        | Ghi chú    | tiêu đề || không | row_heading
        11   | 2   | Tưới cây bằng nước mưa        | Đỗ Văn Mẫu     |            | đủ      || có    |
        """,
    ),
    Rule(
        "2.18", "Ô gộp theo chiều dọc",
        "Tác giả, đối tượng, ngày và các ô có thể giống nhau thì được hiểu là của mọi dòng, có lưu ý. Tên gộp có thể là một sáng kiến của hai người, số tiền gộp có thể là tổng: hỏi lại, không đoán.",
        sheet="""
        dòng | A                             | B              | C                      | còn lại || đọc   | báo
        1    | Tên sáng kiến*                | Tác giả chính* | Giá trị làm lợi (đồng) | tiêu đề || không |
        2    | Bếp ăn một chiều cho học sinh | Lê Thị Mẫu     | 15.000.000             | đủ      || có    | cell_merged_read
        3    | Vườn rau sạch sau lớp học     | ↑              | ↑                      | đủ      || có    | cell_merged_asked
        4    | Tưới cây bằng nước mưa        | Đỗ Văn Mẫu     |                        | đủ      || có    |
        5    | ↑                             | Trần Thị Mẫu   |                        | đủ      || có    | title_merged
        """,
        totals="""
        số liệu       || là
        rows.counted  || 3
        rows.rejected || 1
        benefit_vnd   || 15000000
        """,
    ),
    Rule(
        "2.19", "Dòng đang ẩn vẫn được đọc",
        "Do lọc hay do ẩn: như nhau. Có một lưu ý, ở dòng ẩn đầu tiên.",
        sheet="""
        dòng | A                             | B              | ẩn | còn lại || đọc   | báo
        1    | Tên sáng kiến*                | Tác giả chính* |    | tiêu đề || không |
        2    | Bếp ăn một chiều cho học sinh | Lê Thị Mẫu     | x  | đủ      || có    | rows_hidden
        3    | Vườn rau sạch sau lớp học     | Trần Văn Mẫu   | x  | đủ      || có    |
        4    | Tưới cây bằng nước mưa        | Đỗ Văn Mẫu     |    | đủ      || có    |
        """,
    ),
)  # fmt: skip

CHAPTER = Chapter(
    "Dòng và cột",
    "Chương trình đọc trang “Sáng kiến” như người đọc: theo tiêu đề, bỏ qua những gì không phải là sáng kiến, và nói rõ đã bỏ qua gì.",
    RULES,
)
