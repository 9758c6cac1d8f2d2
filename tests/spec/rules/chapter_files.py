"""Chapter 1: what becomes of a file."""

from tests.spec.rules.rule import Chapter, Rule

RULES = (
    Rule(
        "1.1", "Mỗi tệp nhận được có đúng một kết quả",
        "Tệp đúng mẫu được nhận. Dòng có lỗi không làm hỏng cả tệp: các dòng đúng vẫn được giữ.",
        rows="""
        tệp    | dòng | Mã CĐCS | Đối tượng        || số phận
        a.xlsx | 1    | CD01    | Cán bộ công đoàn || được tính
        b.xlsx | 2    | CD02    | Cán bộ công đoàn || được tính
               | 3    |         | Người ngoài      || có lỗi
        """,
        files="""
        tệp    || kết quả           | báo
        a.xlsx || nhận              |
        b.xlsx || nhận, có dòng lỗi | choice_unknown
        """,
        totals="""
        số liệu                    || là
        files.received             || 2
        files.accepted             || 1
        files.accepted_with_errors || 1
        rows.read                  || 3
        """,
    ),
    Rule(
        "1.2", "Tệp không mở được hoặc không phải mẫu thì không nhận",
        "Tệp không nhận không ảnh hưởng đến con số nào; mỗi tệp có một câu nói rõ phải làm gì.",
        files="""
        tệp       | lỗi khi mở   | tên trang || kết quả    | báo
        hong.xlsx | file_damaged |           || không nhận | file_damaged
        la.xlsx   |              | không có  || không nhận | not_a_template
        dung.xlsx |              |           || nhận       |
        """,
        totals="""
        số liệu        || là
        files.received || 3
        files.refused  || 2
        rows.read      || 1
        """,
    ),
    Rule(
        "1.3", "Thiếu cột bắt buộc thì không nhận tệp",
        "Cột bắt buộc của trang “Sáng kiến” có dấu * trong mẫu. Thiếu cột khác thì tệp vẫn được nhận.",
        files="""
        tệp    | bỏ cột                  || kết quả    | báo
        a.xlsx | Tên sáng kiến           || không nhận | column_missing
        b.xlsx | Tác giả chính           || không nhận | column_missing
        c.xlsx | Đối tượng               || không nhận | column_missing
        d.xlsx | Loại giải pháp          || không nhận | column_missing
        e.xlsx | Lĩnh vực áp dụng        || không nhận | column_missing
        f.xlsx | Trạng thái              || không nhận | column_missing
        g.xlsx | Ghi chú; Tóm tắt nội dung; Mã sáng kiến; STT || nhận |
        """,
    ),
    Rule(
        "1.4", "Trang “Đơn vị” phải có Mã CĐCS và Ngày báo cáo",
        "Thiếu nhãn hoặc để trống thì không nhận tệp. Thiếu nhãn khác thì vẫn nhận.",
        files="""
        tệp    | bỏ nhãn             | Mã CĐCS | Ngày báo cáo || kết quả    | báo
        a.xlsx | Mã CĐCS             | CD01    | 20/5/2022    || không nhận | label_missing
        b.xlsx | Ngày báo cáo        | CD01    | 20/5/2022    || không nhận | label_missing
        c.xlsx |                     |         | 20/5/2022    || không nhận | unit_code_empty
        d.xlsx |                     | CD01    |              || không nhận | report_on_empty
        e.xlsx |                     | CD01    | chưa có      || không nhận | report_on_empty
        f.xlsx | Tên công đoàn cơ sở | CD01    | 20/5/2022    || nhận       |
        """,
    ),
    Rule(
        "1.5", "Mã CĐCS phải có trong danh sách đơn vị",
        "Mã được so không kể chữ hoa, chữ thường và khoảng trắng.",
        files="""
        tệp    | Mã CĐCS || kết quả    | báo
        a.xlsx | CD99    || không nhận | unit_unknown
        b.xlsx | cd 01   || nhận       |
        c.xlsx | Cd02    || nhận       |
        """,
    ),
    Rule(
        "1.6", "Đơn vị phải đang hoạt động vào Ngày báo cáo",
        "Ngày đầu và ngày cuối hoạt động đều được tính. CD03 hoạt động từ 01/01/2022, CD04 đến hết 30/4/2022.",
        files="""
        tệp    | Mã CĐCS | Ngày báo cáo || kết quả    | báo
        a.xlsx | CD04    | 30/4/2022    || nhận       |
        b.xlsx | CD04    | 01/5/2022    || không nhận | unit_inactive
        c.xlsx | CD03    | 31/12/2021   || không nhận | unit_inactive
        """,
    ),
    Rule(
        "1.7", "Tệp của chương trình khác thì không nhận",
        "Tên chương trình hoặc tiền tố mã trong dấu của mẫu khác thì là chương trình khác.",
        files="""
        tệp    | mẫu: chương trình   | mẫu: tiền tố || kết quả    | báo
        a.xlsx | 75 nghìn sáng kiến  | MAU          || không nhận | campaign_other
        b.xlsx | 01 triệu sáng kiến  | XYZ          || không nhận | campaign_other
        c.xlsx | 01 triệu sáng kiến  | MAU          || nhận       |
        """,
    ),
    Rule(
        "1.8", "Mã CĐCS phải đúng với mã đóng trong mẫu",
        "Tệp mẫu của đơn vị này không dùng được cho đơn vị khác.",
        files="""
        tệp    | Mã CĐCS | mẫu: đơn vị || kết quả    | báo
        a.xlsx | CD01    | CD02        || không nhận | unit_stamp_differs
        b.xlsx | cd01    | CD01        || nhận       |
        """,
    ),
    Rule(
        "1.9", "Tệp không mang dấu của mẫu hoặc theo mẫu cũ vẫn được nhận, có nhắc",
        "Người dùng có thể chép nội dung sang sổ tính khác.",
        files="""
        tệp    | mẫu: dấu | mẫu: phiên bản || kết quả | báo
        a.xlsx | không có |                || nhận    | stamp_missing
        b.xlsx |          | 0              || nhận    | template_old
        """,
    ),
    Rule(
        "1.10", "Ngày báo cáo phải đọc được và không ở sau ngày nhận tệp",
        "Ngày nhận tệp là ngày của lần chạy đầu tiên thấy tệp; ở đây là 31/5/2022.",
        files="""
        tệp    | Ngày báo cáo | số dòng || kết quả    | báo
        a.xlsx | cuối tháng   | 1       || không nhận | report_on_unreadable
        b.xlsx | 31/4/2022    | 1       || không nhận | report_on_unreadable
        c.xlsx | 5/2022       | 1       || không nhận | report_on_unreadable
        d.xlsx | 01/6/2022    | 1       || không nhận | report_on_in_future
        e.xlsx | 31/5/2022    | 1       || nhận       |
        f.xlsx | [31/5/2022]  | 1       || nhận       |
        """,
    ),
    Rule(
        "1.11", "Hai tệp giống nhau từng byte chỉ đọc một lần",
        "Tệp gốc là tệp có đường dẫn đứng trước. Bản sao của một tệp không nhận cũng chỉ là bản sao.",
        files="""
        tệp      | nội dung như | Mã CĐCS || kết quả        | báo
        b/a.xlsx |              | CD01    || giống tệp khác | file_unchanged
        a.xlsx   | b/a.xlsx     | CD01    || nhận           |
        c.xlsx   |              | CD99    || không nhận     | unit_unknown
        d.xlsx   | c.xlsx       | CD99    || giống tệp khác | file_unchanged
        """,
        totals="""
        số liệu         || là
        files.received  || 4
        files.unchanged || 2
        files.refused   || 1
        rows.read       || 1
        """,
    ),
    Rule(
        "1.12", "Tệp có Ngày báo cáo ở sau ngày tính số liệu thì để sau",
        "Ngày tính số liệu không làm thay đổi việc không nhận tệp.",
        files="""
        tệp    | Mã CĐCS | Ngày báo cáo || kết quả    | báo
        a.xlsx | CD01    | 31/5/2022    || nhận       |
        b.xlsx | CD01    | 01/6/2022    || để sau     | file_later
        c.xlsx | CD99    | 01/6/2022    || không nhận | unit_unknown
        d.xlsx | CD01    | 02/7/2022    || không nhận | report_on_in_future
        """,
        totals="""
        số liệu        || là
        files.received || 4
        files.later    || 1
        rows.read      || 1
        """,
        received_on="01/7/2022",
    ),
    Rule(
        "1.13", "Lỗi ở trang khác chỉ được nhắc",
        "Trang “Tổ hỗ trợ” và “Hoạt động” không làm tệp bị từ chối; ô sai được nhắc.",
        team="""
        tệp    | STT | Họ và tên    | Vai trò      || ghi nhận
        a.xlsx | 1   | Lê Thị Một   | Tổ trưởng    || có
               | 2   | Trần Văn Hai |              || có
               | 3   | Đỗ Văn Ba    | Tổ bảo vệ    || có
        """,
        files="""
        tệp    | số dòng || kết quả | báo
        a.xlsx | 1       || nhận    | side_cell_missing choice_ignored
        """,
    ),
    Rule(
        "1.14", "Tổng số khai báo khác số dòng và khác số sáng kiến hiện có thì nhắc",
        "Khai báo có thể là số dòng của tệp, hoặc là số sáng kiến đơn vị hiện có sau lần gửi này.",
        files="""
        tệp    | Mã CĐCS | Ngày báo cáo | số dòng | Tổng số sáng kiến khai báo || kết quả | báo
        a.xlsx | CD01    | 10/5/2022    | 2       | 2                          || nhận    |
        b.xlsx | CD01    | 12/5/2022    | 1       | 3                          || nhận    |
        c.xlsx | CD01    | 14/5/2022    | 1       | 1                          || nhận    |
        d.xlsx | CD01    | 16/5/2022    | 1       | 9 sáng kiến                || nhận    | declared_count_differs
        e.xlsx | CD01    | 18/5/2022    | 1       | nhiều                      || nhận    | cell_unreadable
        """,
    ),
    Rule(
        "1.15", "Không phát sinh",
        "Báo cáo không phát sinh: tệp mới nhất ghi Có và đơn vị không có sáng kiến nào. Ghi Có mà vẫn có dòng thì nhắc, các dòng vẫn được tính.",
        files="""
        tệp    | Mã CĐCS | số dòng | Không phát sinh || kết quả | báo
        a.xlsx | CD01    | 0       | Có              || nhận    |
        b.xlsx | CD02    | 1       | x               || nhận    | zero_report_with_rows
        c.xlsx | CD03    | 0       | Không           || nhận    | no_rows
        """,
        totals="""
        số liệu                || là
        units.CD01.reported    || có
        units.CD01.zero_report || có
        units.CD02.zero_report || không
        units.CD02.counted     || 1
        units.CD03.reported    || có
        units.CD03.zero_report || không
        """,
    ),
    Rule(
        "1.16", "Không phát sinh ở tệp mới nhất, nhưng đơn vị đã có sáng kiến từ trước",
        "Sáng kiến đã gửi vẫn được tính; đó không phải là báo cáo không phát sinh.",
        files="""
        tệp    | Ngày báo cáo | số dòng | Không phát sinh || kết quả
        a.xlsx | 10/5/2022    | 1       | Không           || nhận
        b.xlsx | 20/5/2022    | 0       | Có              || nhận
        """,
        totals="""
        số liệu                || là
        units.CD01.counted     || 1
        units.CD01.zero_report || không
        """,
    ),
    Rule(
        "1.17", "Ngày ở sau Ngày báo cáo được nhắc một lần cho cả tệp",
        "Ví dụ ngày cập nhật Cổng 20/5/2022 trong tệp báo cáo ngày 10/5/2022. Dòng không bị loại.",
        rows="""
        tệp    | Ngày báo cáo | Ngày cập nhật Cổng | Ngày đăng ký || số phận
        a.xlsx | 10/5/2022    | 20/5/2022          |              || được tính
               |              | 21/5/2022          | 22/5/2022    || được tính
        """,
        totals="""
        số liệu                   || là
        findings.day_after_report || 1
        """,
    ),
    Rule(
        "1.18", "Trang danh sách mang tên khác",
        "Trang danh sách mang tên khác vẫn đọc được, có lưu ý; hai trang cùng có tiêu đề mà không trang nào tên “Sáng kiến” thì không nhận.",
        files="""
        tệp    | tên trang             || kết quả    | báo
        a.xlsx | Danh sách             || nhận       | sheet_renamed
        b.xlsx | SÁNG KIẾN             || nhận       |
        c.xlsx | Danh sách; Sáng  kiến || nhận       | sheet_not_read
        d.xlsx | Quý I; Quý II         || không nhận | sheet_ambiguous
        """,
    ),
    Rule(
        "1.19", "Khối, xã và chỉ tiêu lấy từ units.csv",
        "Trong tệp của đơn vị các ô này chỉ để đọc.",
        files="""
        tệp    | Mã CĐCS | Khối         | Xã, thị trấn | Chỉ tiêu giai đoạn 1 || kết quả | báo
        a.xlsx | CD01    | Doanh nghiệp | Bàu Năng     | 99                   || nhận    |
        """,
        totals="""
        số liệu                  || là
        by.block.Trường học      || 1
        by.block.Doanh nghiệp    || 0
        by.commune.Phan          || 1
        units.CD01.block         || Trường học
        units.CD01.target        || 5
        """,
    ),
    Rule(
        "1.20", "Chỉ có tệp không nhận hoặc tệp để sau: báo cáo toàn số 0",
        "Không có gì bị bỏ qua mà không nói.",
        files="""
        tệp    | Mã CĐCS | Ngày báo cáo || kết quả    | báo
        a.xlsx | CD99    | 20/5/2022    || không nhận | unit_unknown
        b.xlsx | CD01    | 30/5/2022    || để sau     | file_later
        """,
        totals="""
        số liệu        || là
        files.received || 2
        rows.read      || 0
        phases.1.rate  || 0.0
        """,
        as_of="25/5/2022", received_on="31/5/2022",
    ),
    Rule(
        "1.21", "Một tệp sai nhiều chỗ thì nói hết các chỗ",
        "Tất cả điều phải sửa được nói trong một lần.",
        files="""
        tệp    | Mã CĐCS | Ngày báo cáo | bỏ cột     | mẫu: tiền tố || kết quả    | báo
        a.xlsx | CD99    | 31/4/2022    | Trạng thái | XYZ          || không nhận | campaign_other column_missing report_on_unreadable unit_unknown
        """,
    ),
)  # fmt: skip

CHAPTER = Chapter(
    "Tệp nhận được",
    "Mỗi tệp trong `inbox/` có đúng một kết quả, là điều kiện đầu tiên phù hợp: giống tệp khác, không nhận, để sau, nhận.",
    RULES,
)
