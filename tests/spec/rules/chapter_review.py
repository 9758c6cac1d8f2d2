"""Chapter 9: the review: what the clerk says of suspected duplicates, and how long it holds."""

from tests.spec.rules.rule import TEAM_DUTIES, Chapter, Rule

RULES = (
    Rule(
        "9.1", "Trùng: hai dòng được tính là một sáng kiến",
        "Cả hai dòng được giữ lại; dòng không đứng ra ghi rõ là trùng với dòng nào. Cặp vẫn hiện trong tệp rà soát để đổi ý.",
        source=TEAM_DUTIES,
        rows="""
        tệp    | Ngày báo cáo | dòng | Tên sáng kiến                 | Tác giả chính || mã       | số phận   | lý do       | thay bằng | báo
        a.xlsx | 10/5/2022    | 1    | Bếp ăn một chiều cho học sinh | Lê Thị Một    || MAU-0001 | được tính |             |           |
               |              | 2    | Bếp ăn một chiều cho học sinh | Đỗ Văn Hai    || MAU-0002 | trùng     | judged_same | 1         | judged_same
        """,
        judged="""
        mã       | và mã    | kết luận
        MAU-0001 | MAU-0002 | Trùng
        """,
        review="""
        dòng | và dòng || kết luận
        1    | 2       || Trùng
        """,
        totals="""
        số liệu        || là
        rows.counted   || 1
        review.open    || 0
        review.decided || 1
        """,
    ),
    Rule(
        "9.2", "Không trùng: hai sáng kiến, không hỏi lại",
        "Mỗi dòng được tính riêng.",
        rows="""
        dòng | Tên sáng kiến                 | Tác giả chính || mã       | số phận
        1    | Bếp ăn một chiều cho học sinh | Lê Thị Một    || MAU-0001 | được tính
        2    | Bếp ăn một chiều cho học sinh | Đỗ Văn Hai    || MAU-0002 | được tính
        """,
        judged="""
        mã       | và mã    | kết luận
        MAU-0002 | MAU-0001 | Không trùng
        """,
        review="""
        dòng | và dòng || kết luận
        1    | 2       || Không trùng
        """,
        totals="""
        số liệu        || là
        review.open    || 0
        review.decided || 1
        """,
    ),
    Rule(
        "9.3", "Chưa rõ, và quyết định đã bỏ: cặp lại chờ quyết định",
        "Trong lúc chờ, cả hai dòng được tính. Kết luận sau cùng có hiệu lực.",
        rows="""
        dòng | Tên sáng kiến                 | Tác giả chính || số phận
        1    | Bếp ăn một chiều cho học sinh | Lê Thị Một    || được tính
        2    | Bếp ăn một chiều cho học sinh | Đỗ Văn Hai    || được tính
        3    | Vườn rau sạch sau lớp học     | Lê Thị Một    || được tính
        4    | Vườn rau sạch sau lớp học     | Đỗ Văn Hai    || được tính
        """,
        judged="""
        mã       | và mã    | kết luận
        MAU-0001 | MAU-0002 | Trùng
        MAU-0001 | MAU-0002 | Chưa rõ
        MAU-0003 | MAU-0004 | Trùng
        MAU-0003 | MAU-0004 | Không trùng
        """,
        review="""
        dòng | và dòng || kết luận
        1    | 2       || Chưa rõ
        3    | 4       || Không trùng
        """,
        totals="""
        số liệu        || là
        review.open    || 1
        review.decided || 1
        """,
    ),
    Rule(
        "9.4", "Kết luận cao hơn quy tắc tự động",
        "Cùng Mã trên Cổng mà Không trùng thì là hai; hai Mã trên Cổng khác nhau mà Trùng thì là một.",
        rows="""
        tệp    | Mã CĐCS | dòng | Tên sáng kiến                 | Mã trên Cổng || mã       | số phận   | lý do       | thay bằng
        a.xlsx | CD01    | 1    | Bếp ăn một chiều cho học sinh | SK-1         || MAU-0001 | được tính |             |
               |         | 2    | Vườn rau sạch sau lớp học     | SK-2         || MAU-0002 | được tính |             |
               |         | 3    | Vườn rau sạch sau lớp học     | SK-3         || MAU-0003 | trùng     | judged_same | 2
        b.xlsx | CD02    | 4    | Bếp ăn một chiều cho học sinh | SK-1         || MAU-0004 | được tính |             |
        """,
        judged="""
        mã       | và mã    | kết luận
        MAU-0001 | MAU-0004 | Không trùng
        MAU-0002 | MAU-0003 | Trùng
        """,
        review="""
        dòng | và dòng || kết luận
        1    | 4       || Không trùng
        2    | 3       || Trùng
        """,
    ),
    Rule(
        "9.5", "Một Không trùng giữa hai thành viên giữ hai nhóm riêng",
        "Dòng 1 và 2 là một; dòng 3 khác dòng 1 nên cũng khác dòng 2: không hỏi cặp 2 và 3 nữa.",
        rows="""
        dòng | Tên sáng kiến                 | Tác giả chính || mã       | số phận   | thay bằng
        1    | Bếp ăn một chiều cho học sinh | Lê Thị Một    || MAU-0001 | được tính |
        2    | Bếp ăn một chiều cho học sinh | Đỗ Văn Hai    || MAU-0002 | trùng     | 1
        3    | Bếp ăn một chiều cho học sinh | Hà Văn Ba     || MAU-0003 | được tính |
        """,
        judged="""
        mã       | và mã    | kết luận
        MAU-0001 | MAU-0002 | Trùng
        MAU-0001 | MAU-0003 | Không trùng
        """,
        review="""
        dòng | và dòng || kết luận
        1    | 2       || Trùng
        1    | 3       || Không trùng
        """,
    ),
    Rule(
        "9.6", "Thành viên mới thì hỏi lại, chỉ về thành viên ấy",
        "Cặp đã kết luận không bị hỏi lại.",
        rows="""
        tệp    | Ngày báo cáo | ngày nhận | dòng | Tên sáng kiến                 | Tác giả chính || mã       | số phận
        a.xlsx | 10/5/2022    | 11/5/2022 | 1    | Bếp ăn một chiều cho học sinh | Lê Thị Một    || MAU-0001 | được tính
               |              |           | 2    | Bếp ăn một chiều cho học sinh | Đỗ Văn Hai    || MAU-0002 | được tính
        b.xlsx | 20/5/2022    | 21/5/2022 | 3    | Bếp ăn một chiều cho học sinh | Hà Văn Ba     || MAU-0003 | được tính
        """,
        judged="""
        mã       | và mã    | kết luận
        MAU-0001 | MAU-0002 | Không trùng
        """,
        review="""
        dòng | và dòng || kết luận
        1    | 2       || Không trùng
        1    | 3       || chờ
        2    | 3       || chờ
        """,
    ),
    Rule(
        "9.7", "Kết luận giữ nguyên khi đơn vị gửi lại, dù đổi thứ tự hay dòng khác đứng ra",
        "Kết luận gắn với mã sáng kiến, không gắn với dòng.",
        rows="""
        tệp    | Ngày báo cáo | ngày nhận | dòng | Tên sáng kiến                 | Tác giả chính | Trạng thái        || mã       | số phận      | thay bằng
        a.xlsx | 10/5/2022    | 11/5/2022 | 1    | Bếp ăn một chiều cho học sinh | Lê Thị Một    | Đã được công nhận || MAU-0001 | có bản sau   | 4
               |              |           | 2    | Bếp ăn một chiều cho học sinh | Đỗ Văn Hai    | Đã được công nhận || MAU-0002 | có bản sau   | 3
        b.xlsx | 20/5/2022    | 21/5/2022 | 3    | Bếp ăn một chiều cho học sinh | Đỗ Văn Hai    | Đã được công nhận || MAU-0002 | được tính    |
               |              |           | 4    | Bếp ăn một chiều cho học sinh | Lê Thị Một    | Ý tưởng           || MAU-0001 | trùng        | 3
        """,
        judged="""
        mã       | và mã    | kết luận
        MAU-0001 | MAU-0002 | Trùng
        """,
        review="""
        dòng | và dòng || kết luận
        3    | 4       || Trùng
        """,
    ),
    Rule(
        "9.8", "Một dòng gửi lại không nối hai sáng kiến đã kết luận Không trùng",
        "Dòng ấy đi tiếp từ sáng kiến giống hệt nó hoặc có mã của nó, nếu không thì từ mã cũ hơn (so với quy tắc 8.11).",
        rows="""
        tệp    | Ngày báo cáo | ngày nhận | dòng | Tên sáng kiến                 | Mã trên Cổng || mã       | số phận    | thay bằng
        a.xlsx | 10/5/2022    | 11/5/2022 | 1    | Bếp ăn một chiều cho học sinh | SK-4         || MAU-0001 | có bản sau | 3
        b.xlsx | 15/5/2022    | 16/5/2022 | 2    | Bếp ăn một chiều cho học sinh | SK-1         || MAU-0002 | được tính  |
        c.xlsx | 20/5/2022    | 21/5/2022 | 3    | Bếp ăn một chiều cho học sinh |              || MAU-0001 | được tính  |
        """,
        judged="""
        mã       | và mã    | kết luận
        MAU-0001 | MAU-0002 | Không trùng
        """,
        review="""
        dòng | và dòng || kết luận
        2    | 3       || Không trùng
        """,
    ),
    Rule(
        "9.9", "Kết luận về một mã đã nối thì giữ cho mã cũ hơn",
        "Mã MAU-0002 nay được tính dưới mã MAU-0001 (quy tắc 8.11).",
        rows="""
        tệp    | Mã CĐCS | Ngày báo cáo | ngày nhận | dòng | Tên sáng kiến                 | Mã trên Cổng || mã       | số phận    | thay bằng
        a.xlsx | CD01    | 10/5/2022    | 11/5/2022 | 1    | Bếp ăn một chiều cho học sinh | SK-4         || MAU-0001 | có bản sau | 4
        b.xlsx | CD01    | 15/5/2022    | 16/5/2022 | 2    | Bếp ăn một chiều cho học sinh | SK-1         || MAU-0002 | có bản sau | 4
        c.xlsx | CD02    | 15/5/2022    | 16/5/2022 | 3    | Bếp ăn một chiều cho học sinh | SK-9         || MAU-0003 | được tính  |
        d.xlsx | CD01    | 20/5/2022    | 21/5/2022 | 4    | Bếp ăn một chiều cho học sinh |              || MAU-0001 | trùng      | 3
        """,
        judged="""
        mã       | và mã    | kết luận
        MAU-0002 | MAU-0003 | Trùng
        """,
    ),
    Rule(
        "9.10", "Trong hai dòng Trùng, dòng đứng ra là như quy tắc 6.11",
        "Kể cả hai đơn vị khác nhau; sáng kiến được tính cho đơn vị và giai đoạn của dòng đứng ra.",
        rows="""
        tệp    | Mã CĐCS | dòng | Tên sáng kiến                 | Tác giả chính | Trạng thái        || số phận   | thay bằng
        a.xlsx | CD01    | 1    | Bếp ăn một chiều cho học sinh | Lê Thị Một    | Đang triển khai   || trùng     | 2
        b.xlsx | CD02    | 2    | Bếp ăn một chiều cho học sinh | Lê Thị Một    | Đã được công nhận || được tính |
        """,
        judged="""
        mã       | và mã    | kết luận
        MAU-0001 | MAU-0002 | Trùng
        """,
        totals="""
        số liệu            || là
        units.CD01.counted || 0
        units.CD02.counted || 1
        """,
    ),
    Rule(
        "9.11", "Kết luận có hiệu lực với mọi ngày tính số liệu",
        "Kể cả số liệu của một ngày trước ngày kết luận: ngày tính chỉ giới hạn các ngày ghi trong tệp.",
        as_of="12/5/2022", received_on="31/5/2022",
        rows="""
        tệp    | Ngày báo cáo | dòng | Tên sáng kiến                 | Tác giả chính || số phận   | thay bằng
        a.xlsx | 10/5/2022    | 1    | Bếp ăn một chiều cho học sinh | Lê Thị Một    || được tính |
               |              | 2    | Bếp ăn một chiều cho học sinh | Đỗ Văn Hai    || trùng     | 1
        """,
        judged="""
        mã       | và mã    | kết luận
        MAU-0001 | MAU-0002 | Trùng
        """,
    ),
)  # fmt: skip

CHAPTER = Chapter(
    "Rà soát sáng kiến nghi trùng",
    "Cán bộ tổng hợp trả lời từng cặp nghi trùng trong tệp `ra-soat-trung.xlsx`. Câu trả lời gắn với hai mã sáng kiến, được nhớ "
    "mãi, ghi rõ ai và lúc nào, và bỏ được bất cứ lúc nào. Ở các bảng dưới đây, kết luận có trước lần chạy cuối.",
    RULES,
)
