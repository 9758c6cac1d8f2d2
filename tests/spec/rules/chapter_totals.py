"""Chapter 7: the figures of the report."""

from tests.spec.rules.rule import PROGRAMME, Chapter, Rule

RULES = (
    Rule(
        "7.1", "Chưa nhận tệp nào: báo cáo toàn số 0",
        "Chương trình vẫn lập được báo cáo.",
        totals="""
        số liệu              || là
        files.received       || 0
        rows.read            || 0
        rows.counted         || 0
        phases.1.target      || 7
        phases.1.rate        || 0.0
        units.số mục         || 3
        units.CD01.reported  || không
        benefit_vnd          || 0
        review.open          || 0
        """,
    ),
    Rule(
        "7.2", "Tỷ lệ là số được tính chia cho chỉ tiêu, làm tròn nửa lên, bốn chữ số",
        "Chỉ tiêu của giai đoạn là chỉ tiêu của chương trình; chỉ tiêu của đơn vị là tổng các giai đoạn. Chỉ tiêu bằng 0 thì không có tỷ lệ.",
        source=PROGRAMME,
        rows="""
        tệp    | Mã CĐCS | Ngày cập nhật Cổng | Ngày báo cáo || số phận
        a.xlsx | CD01    | 20/4/2022          | 20/6/2022    || được tính
               |         | 21/4/2022          |              || được tính
               |         | 01/6/2022          |              || được tính
        b.xlsx | CD03    | 01/6/2022          | 20/6/2022    || được tính
        """,
        totals="""
        số liệu                     || là
        phases.1.target             || 7
        phases.1.counted            || 2
        phases.1.rate               || 0.2857
        phases.2.counted            || 2
        phases.2.rate               || 0.4
        units.CD01.target           || 5
        units.CD01.counted          || 3
        units.CD01.rate             || 0.6
        units.CD01.phases.1.rate    || 0.6667
        units.CD01.phases.2.rate    || 0.5
        units.CD02.rate             || 0.0
        units.CD03.phases.1.rate    || 0.0
        units.CD03.phases.2.target  || 0
        units.CD03.phases.2.counted || 1
        units.CD03.phases.2.rate    || không có chỉ tiêu
        units.CD03.rate             || 1.0
        """,
        as_of="30/6/2022",
    ),
    Rule(
        "7.3", "Mọi tên trong danh mục đều có số, kể cả số 0",
        "Theo khối, xã, đối tượng, loại giải pháp, lĩnh vực; chỉ đếm dòng được tính. Xã của đơn vị đã thôi hoạt động cũng có tên.",
        rows="""
        tệp    | Mã CĐCS | Đối tượng        | Loại giải pháp     | Lĩnh vực áp dụng | Trạng thái        || số phận
        a.xlsx | CD01    | Cán bộ công đoàn | Giải pháp kỹ thuật | Y tế             | Đã được công nhận || được tính
               |         | Cán bộ công đoàn | Giải pháp kỹ thuật | Y tế             | Ý tưởng           || đang xem xét
        b.xlsx | CD02    | Khác             | Giải pháp quản lý  | Nông nghiệp      | Đã được công nhận || được tính
        """,
        totals="""
        số liệu                             || là
        by.block.Trường học                 || 1
        by.block.Y tế                       || 1
        by.block.Doanh nghiệp               || 0
        by.block.Cơ quan hành chính         || 0
        by.commune.Phan                     || 1
        by.commune.Bàu Năng                 || 1
        by.commune.Suối Đá                  || 0
        by.author_group.Cán bộ công đoàn    || 1
        by.author_group.Công nhân, lao động doanh nghiệp || 0
        by.solution_kind.Giải pháp quản lý  || 1
        by.solution_kind.Đề tài nghiên cứu khoa học || 0
        by.field_of_work.Y tế               || 1
        by.field_of_work.Hoạt động công đoàn || 0
        """,
    ),
    Rule(
        "7.4", "Đơn vị nào có tên trong bảng",
        "Đơn vị đang hoạt động vào ngày tính số liệu, hoặc có sáng kiến đang có giá trị. CD04 thôi hoạt động sau 30/4/2022.",
        rows="""
        tệp    | Mã CĐCS | Ngày báo cáo || số phận
        a.xlsx | CD04    | 30/4/2022    || được tính
        """,
        totals="""
        số liệu                       || là
        units.số mục                  || 4
        units.CD04.counted            || 1
        units.CD04.target             || 2
        findings.units_targets_differ || 1
        """,
    ),
    Rule(
        "7.5", "Đơn vị đã thôi hoạt động và không có sáng kiến thì không có tên",
        "Tổng chỉ tiêu các đơn vị có tên khác chỉ tiêu của chương trình thì được nhắc; ở đây là khớp.",
        files="""
        tệp    | Mã CĐCS | Ngày báo cáo | số dòng || kết quả
        a.xlsx | CD04    | 30/4/2022    | 0       || nhận
        """,
        totals="""
        số liệu                       || là
        units.số mục                  || 3
        units.CD04                    || không có
        findings.units_targets_differ || không có
        """,
    ),
    Rule(
        "7.6", "Đơn vị đã thôi hoạt động vẫn có tên vào những ngày còn hoạt động",
        "Số liệu tính đến 30/4/2022.",
        files="""
        tệp    | Mã CĐCS | Ngày báo cáo || kết quả
        a.xlsx | CD01    | 20/4/2022    || nhận
        """,
        totals="""
        số liệu                       || là
        units.số mục                  || 4
        findings.units_targets_differ || 1
        """,
        as_of="30/4/2022",
    ),
    Rule(
        "7.7", "Đã báo cáo: có ít nhất một tệp được nhận",
        "Tệp không nhận, tệp để sau không phải là đã báo cáo.",
        files="""
        tệp    | Mã CĐCS | Ngày báo cáo | bỏ cột     || kết quả
        a.xlsx | CD01    | 20/5/2022    | Trạng thái || không nhận
        b.xlsx | CD02    | 01/6/2022    |            || để sau
        c.xlsx | CD03    | 31/5/2022    |            || nhận
        """,
        totals="""
        số liệu             || là
        units.CD01.reported || không
        units.CD02.reported || không
        units.CD03.reported || có
        """,
        received_on="30/6/2022",
    ),
    Rule(
        "7.8", "Giá trị làm lợi chỉ cộng các dòng được tính",
        "Dòng còn chờ, trùng, có bản sau không được cộng.",
        rows="""
        Tên sáng kiến                 | Trạng thái        | Giá trị làm lợi (đồng) || số phận
        Bếp ăn một chiều cho học sinh | Đã được công nhận | 15 triệu               || được tính
        Bếp ăn một chiều cho học sinh | Đã được công nhận | 15 triệu               || trùng
        Vườn rau sạch sau lớp học     | Ý tưởng           | 80 triệu               || đang xem xét
        Tưới cây bằng nước mưa        | Đã được công nhận |                        || được tính
        """,
        totals="""
        số liệu      || là
        benefit_vnd  || 15000000
        rows.read    || 4
        rows.counted || 2
        """,
    ),
    Rule(
        "7.9", "Đơn vị được tính vượt chỉ tiêu",
        "Tỷ lệ có thể lớn hơn 100%.",
        rows="""
        tệp    | Mã CĐCS || số phận
        a.xlsx | CD03    || được tính
               |         || được tính
               |         || được tính
        """,
        totals="""
        số liệu                  || là
        units.CD03.rate          || 3.0
        units.CD03.phases.1.rate || 3.0
        """,
    ),
    Rule(
        "7.10", "Còn chờ của từng đơn vị",
        "Số đang xem xét được nêu riêng.",
        rows="""
        tệp    | Mã CĐCS | Trạng thái        || số phận
        a.xlsx | CD02    | Ý tưởng           || đang xem xét
               |         | Đã đăng ký        || đang xem xét
               |         | Đã được công nhận || được tính
        """,
        totals="""
        số liệu                          || là
        units.CD02.pending               || 2
        units.CD02.counted               || 1
        units.CD02.phases.1.rate         || 0.3333
        findings.recognised_by_missing   || không có
        """,
    ),
)  # fmt: skip

CHAPTER = Chapter(
    "Số liệu của báo cáo", "Mọi con số của báo cáo nằm trong `summary.json` và truy được về từng dòng.", RULES
)
