"""Chapter 6: duplicates in three states."""

from tests.spec.rules.rule import PROGRAMME, Chapter, Rule

RULES = (
    Rule(
        "6.1", "Cùng đơn vị, cùng tác giả, cùng tên: là một sáng kiến",
        "So không kể dạng Unicode, chữ hoa, khoảng trắng, dấu câu, cách đặt dấu thanh, i/y.",
        source=PROGRAMME,
        rows="""
        dòng | Tên sáng kiến                         | Tác giả chính || số phận   | lý do                 | thay bằng
        1    | Một số biện pháp quản lý hoà giải     | Lê Thị Thuý   || được tính |                       |
        2    | MỘT SỐ BIỆN PHÁP QUẢN LÝ HOÀ GIẢI     | Lê Thị Thuý   || trùng     | same_title_and_author | 1
        3    | Một số biện pháp quản lí hòa giải.    | LÊ THỊ THÚY   || trùng     | same_title_and_author | 1
        4    | “Một số biện pháp” -␣quản lý hòa giải | Lê Thị Thúy   || trùng     | same_title_and_author | 1
        """,
        review="""
        dòng | và dòng || vì
        """,
    ),
    Rule(
        "6.2", "Tác giả chính của dòng này là một tác giả của dòng kia cũng là cùng tác giả",
        "Hai người chỉ cùng là đồng tác giả thì chưa đủ: cần người rà soát.",
        rows="""
        dòng | Tên sáng kiến                 | Tác giả chính          | Đồng tác giả           || số phận   | thay bằng
        1    | Bếp ăn một chiều cho học sinh | Lê Thị Một             | Đỗ Văn Hai (60%); Hà Văn Ba (40%) || được tính |
        2    | Bếp ăn một chiều cho học sinh | Hà Văn Ba              |                        || trùng     | 1
        3    | Vườn rau sạch sau lớp học     | Lê Thị Một; Đỗ Văn Hai |                        || được tính |
        4    | Vườn rau sạch sau lớp học     | Hà Văn Ba              | Đỗ Văn Hai             || được tính |
        """,
        review="""
        dòng | và dòng || vì
        3    | 4       || same_title_other_author
        """,
    ),
    Rule(
        "6.3", "Số, lớp, năm học khác nhau thì không bao giờ là một",
        "Lớp 1 không phải lớp 2.",
        rows="""
        Tên sáng kiến                                  | Mã trên Cổng || số phận
        Giúp học sinh lớp 1 học tốt môn Tiếng Việt     | SK-1         || được tính
        Giúp học sinh lớp 2 học tốt môn Tiếng Việt     | SK-1         || được tính
        Kế hoạch dạy học năm học 2020-2021 theo nhóm   |              || được tính
        Kế hoạch dạy học năm học 2021-2022 theo nhóm   |              || được tính
        """,
    ),
    Rule(
        "6.4", "Cùng Mã trên Cổng và tên gần giống: là một, kể cả khác đơn vị",
        "Mã được so không kể chữ hoa, khoảng trắng, dấu nối.",
        rows="""
        tệp    | Mã CĐCS | dòng | Tên sáng kiến                         | Tác giả chính | Mã trên Cổng || số phận   | lý do           | thay bằng
        a.xlsx | CD01    | 1    | Bếp ăn một chiều cho học sinh         | Lê Thị Một    | SK-000123    || được tính |                 |
        b.xlsx | CD02    | 2    | Bếp ăn một chiều cho học sinh bán trú | Đỗ Văn Hai    | sk 000123    || trùng     | same_portal_ref | 1
        """,
        files="""
        tệp    | Mã CĐCS | Ngày báo cáo | SHA-256 || kết quả
        a.xlsx | CD01    | 20/5/2022    | a       || nhận
        b.xlsx | CD02    | 20/5/2022    | b       || nhận
        """,
    ),
    Rule(
        "6.5", "Cùng Mã trên Cổng nhưng tên khác hẳn: hai sáng kiến",
        "Mã có thể bị ghi nhầm.",
        rows="""
        Tên sáng kiến                 | Mã trên Cổng || số phận
        Bếp ăn một chiều cho học sinh | SK-1         || được tính
        Vườn rau sạch sau lớp học     | SK-1         || được tính
        """,
    ),
    Rule(
        "6.6", "Hai Mã trên Cổng khác nhau: không bao giờ tự coi là một",
        "Cùng tên, cùng tác giả, cùng đơn vị thì đưa ra rà soát; cả hai được tính cho đến khi có quyết định.",
        rows="""
        dòng | Tên sáng kiến                 | Mã trên Cổng || số phận
        1    | Bếp ăn một chiều cho học sinh | SK-1         || được tính
        2    | Bếp ăn một chiều cho học sinh | SK-2         || được tính
        """,
        review="""
        dòng | và dòng || vì
        1    | 2       || same_title_other_portal_ref
        """,
        totals="""
        số liệu        || là
        review.open    || 1
        review.decided || 0
        """,
    ),
    Rule(
        "6.7", "Một mã trên Cổng ghi cho ba tên khác hẳn trở lên không phải là bằng chứng",
        "Thường là mã ghi tạm. Các dòng được nhắc; việc so tên và tác giả vẫn như thường.",
        rows="""
        dòng | Tên sáng kiến                 | Mã trên Cổng || số phận   | báo
        1    | Bếp ăn một chiều cho học sinh | SK-1         || được tính | portal_ref_shared
        2    | Vườn rau sạch sau lớp học     | SK-1         || được tính | portal_ref_shared
        3    | Tưới cây bằng nước mưa        | SK-1         || được tính | portal_ref_shared
        4    | Vườn rau sạch sau lớp 6       | SK-2         || được tính |
        5    | Vườn rau sạch sau lớp bếp     | SK-2         || được tính |
        """,
    ),
    Rule(
        "6.8", "Mã ghi tạm chỉ xét trên các dòng đang có giá trị của đơn vị",
        "Dòng có lỗi không làm mã thành mã ghi tạm.",
        rows="""
        dòng | Tên sáng kiến                 | Mã trên Cổng | Đối tượng        | Trạng thái        || số phận   | báo
        1    | Bếp ăn một chiều cho học sinh | SK-1         | Cán bộ công đoàn | Đã được công nhận || được tính |
        2    | Vườn rau sạch sau lớp học     | SK-1         | Cán bộ công đoàn | Đã được công nhận || được tính |
        3    | Tưới cây bằng nước mưa        | SK-1         | Người ngoài      | Đã được công nhận || có lỗi    | choice_unknown
        4    | Góc đọc sách dưới tán cây     |              | Cán bộ công đoàn | Rút               || đã rút    | withdrawn_unmatched
        """,
    ),
    Rule(
        "6.9", "Cùng tên, cùng đơn vị, khác tác giả: rà soát",
        "Cả hai được tính cho đến khi có người quyết định.",
        rows="""
        dòng | Tên sáng kiến                 | Tác giả chính || số phận
        1    | Bếp ăn một chiều cho học sinh | Lê Thị Một    || được tính
        2    | Bếp ăn một chiều cho học sinh | Đỗ Văn Hai    || được tính
        """,
        review="""
        dòng | và dòng || vì
        1    | 2       || same_title_other_author
        """,
    ),
    Rule(
        "6.10", "Cùng tên, khác đơn vị: rà soát khi tác giả trùng tên hoặc tóm tắt giống nhau",
        "Khác cả đơn vị lẫn tác giả và không cùng tóm tắt thì là hai sáng kiến: nhiều giáo viên dùng chung một kiểu tên.",
        rows="""
        tệp    | Mã CĐCS | dòng | Tên sáng kiến                 | Tác giả chính | Tóm tắt nội dung      || số phận
        a.xlsx | CD01    | 1    | Bếp ăn một chiều cho học sinh | Lê Thị Một    | Bố trí lại khu bếp    || được tính
               |         | 2    | Vườn rau sạch sau lớp học     | Lê Thị Một    | Trồng rau theo mùa    || được tính
               |         | 3    | Tưới cây bằng nước mưa        | Lê Thị Một    | Hứng nước từ mái hiên || được tính
               |         | 4    | Góc đọc sách dưới tán cây     | Lê Thị Một    |                       || được tính
        b.xlsx | CD02    | 5    | Bếp ăn một chiều cho học sinh | Lê Thị Một    | Khác hẳn              || được tính
               |         | 6    | Vườn rau sạch sau lớp học     | Đỗ Văn Hai    | TRỒNG RAU theo mùa.   || được tính
               |         | 7    | Tưới cây bằng nước mưa        | Đỗ Văn Hai    | Đào giếng khoan       || được tính
               |         | 8    | Góc đọc sách dưới tán cây     | Đỗ Văn Hai    |                       || được tính
        """,
        review="""
        dòng | và dòng || vì
        1    | 5       || same_title_other_unit
        2    | 6       || same_title_and_summary
        """,
        totals="""
        số liệu      || là
        review.open  || 2
        rows.counted || 8
        """,
    ),
    Rule(
        "6.11", "Trong các dòng trùng, dòng gần “được tính” nhất đứng ra",
        "Được tính, rồi đang xem xét, rồi không đủ điều kiện.",
        rows="""
        dòng | Tên sáng kiến                 | Trạng thái        | Đang được bảo hộ SHTT || số phận            | thay bằng
        1    | Bếp ăn một chiều cho học sinh | Đã áp dụng        |                       || trùng              | 3
        2    | Bếp ăn một chiều cho học sinh | Đã được công nhận | Có                    || trùng              | 3
        3    | Bếp ăn một chiều cho học sinh | Đã được công nhận |                       || được tính          |
        4    | Vườn rau sạch sau lớp học     | Đã được công nhận | Có                    || trùng              | 5
        5    | Vườn rau sạch sau lớp học     | Ý tưởng           |                       || đang xem xét       |
        6    | Tưới cây bằng nước mưa        | Đã được công nhận | Có                    || không đủ điều kiện |
        7    | Tưới cây bằng nước mưa        | Ý tưởng           | Có                    || không đủ điều kiện |
        """,
    ),
    Rule(
        "6.12", "Rồi đến ngày tính sớm nhất, lần gửi sớm nhất, dòng ở trên",
        "Sáng kiến giữ đơn vị và giai đoạn của dòng đứng ra.",
        rows="""
        tệp    | Mã CĐCS | Ngày báo cáo | dòng | Tên sáng kiến                 | Mã trên Cổng | Ngày cập nhật Cổng || số phận   | thay bằng
        a.xlsx | CD01    | 20/5/2022    | 1    | Bếp ăn một chiều cho học sinh | SK-1         | 20/4/2022          || trùng     | 4
               |         |              | 2    | Vườn rau sạch sau lớp học     | SK-2         | 20/4/2022          || trùng     | 5
               |         |              | 3    | Vườn rau sạch sau lớp học     | SK-2         | 20/4/2022          || trùng     | 5
        b.xlsx | CD02    | 10/5/2022    | 4    | Bếp ăn một chiều cho học sinh | SK-1         | 19/4/2022          || được tính |
               |         |              | 5    | Vườn rau sạch sau lớp học     | SK-2         | 20/4/2022          || được tính |
        c.xlsx | CD03    | 10/5/2022    | 6    | Tưới cây bằng nước mưa        |              | 20/4/2022          || được tính |
               |         |              | 7    | Tưới cây bằng nước mưa        |              | 20/4/2022          || trùng     | 6
        """,
        totals="""
        số liệu            || là
        units.CD01.counted || 0
        units.CD02.counted || 2
        units.CD03.counted || 1
        """,
    ),
    Rule(
        "6.13", "Dòng trùng ở tệp này có thể đã được thay ở lần gửi sau",
        "Có bản sau đứng trước trùng.",
        rows="""
        tệp    | Mã CĐCS | Ngày báo cáo | dòng | Tên sáng kiến                 | Mã trên Cổng | Trạng thái        || số phận    | thay bằng
        a.xlsx | CD01    | 10/5/2022    | 1    | Bếp ăn một chiều cho học sinh | SK-1         | Đã được công nhận || được tính  |
        b.xlsx | CD02    | 10/5/2022    | 2    | Bếp ăn một chiều cho học sinh | SK-1         | Đã được công nhận || có bản sau | 3
        c.xlsx | CD02    | 20/5/2022    | 3    | Bếp ăn một chiều cho học sinh | SK-1         | Ý tưởng           || trùng      | 1
        """,
    ),
    Rule(
        "6.14", "Dòng có lỗi, dòng đã rút không làm dòng khác thành trùng",
        "Chỉ những dòng được tính hoặc đang xem xét mới làm dòng khác thành trùng.",
        rows="""
        dòng | Tên sáng kiến                 | Đối tượng        || số phận
        1    | Bếp ăn một chiều cho học sinh | Người ngoài      || có lỗi
        2    | Bếp ăn một chiều cho học sinh | Cán bộ công đoàn || được tính
        """,
    ),
    Rule(
        "6.15", "Dòng chưa có mã cùng với hai dòng có hai mã khác nhau",
        "Dòng chưa có mã là một với một trong hai dòng kia; hai dòng có mã khác nhau vẫn là hai.",
        rows="""
        dòng | Tên sáng kiến                 | Mã trên Cổng | Ngày cập nhật Cổng || số phận   | thay bằng
        1    | Bếp ăn một chiều cho học sinh |              | 25/4/2022          || trùng     | 2
        2    | Bếp ăn một chiều cho học sinh | SK-1         | 20/4/2022          || được tính |
        3    | Bếp ăn một chiều cho học sinh | SK-2         | 20/4/2022          || được tính |
        """,
        review="""
        dòng | và dòng || vì
        2    | 3       || same_title_other_portal_ref
        """,
    ),
    Rule(
        "6.16", "Tên gần giống nối tiếp nhau dưới một Mã trên Cổng: không dòng nào được tính hai lần",
        "Dòng 2 gần giống cả dòng 1 và dòng 3, đứng ra cho chúng; dòng nào là một với dòng đang được tính thì là trùng.",
        rows="""
        dòng | Tên sáng kiến                             | Mã trên Cổng | Ngày cập nhật Cổng || số phận
        1    | bếp ăn sạch một chiều                     | SK-1         | 20/4/2022          || trùng
        2    | bếp ăn sạch một chiều trường mầm non      | SK-1         | 10/4/2022          || được tính
        3    | chiều trường mầm non vui                  | SK-1         | 20/4/2022          || trùng
        """,
    ),
    Rule(
        "6.17", "Dòng có lỗi không nối hai sáng kiến thành một",
        "Dòng 2 cùng tác giả với cả hai dòng kia nhưng có lỗi; dòng 1 và dòng 3 khác tác giả nên cần người rà soát.",
        rows="""
        dòng | Tên sáng kiến                 | Tác giả chính | Đồng tác giả | Đối tượng   || số phận
        1    | Bếp ăn một chiều cho học sinh | Lê Thị Một    |              | Khác        || được tính
        2    | Bếp ăn một chiều cho học sinh | Lê Thị Một    | Đỗ Văn Hai   | Người ngoài || có lỗi
        3    | Bếp ăn một chiều cho học sinh | Đỗ Văn Hai    |              | Khác        || được tính
        """,
        review="""
        dòng | và dòng || vì
        1    | 3       || same_title_other_author
        """,
    ),
    Rule(
        "6.18", "Trùng giữa hai đơn vị không làm mất bản mới của đơn vị kia",
        "Đơn vị CD02 gửi lại; đơn vị CD01 đứng ra vì có ngày tính sớm hơn.",
        rows="""
        tệp    | Ngày báo cáo | Mã CĐCS | dòng | Tên sáng kiến                 | Mã trên Cổng | Ngày cập nhật Cổng || số phận    | thay bằng
        a.xlsx | 10/5/2022    | CD01    | 1    | Bếp ăn một chiều cho học sinh | SK-1         | 15/4/2022          || được tính  |
        b.xlsx | 12/5/2022    | CD02    | 2    | Bếp ăn một chiều cho học sinh | SK-1         | 20/4/2022          || có bản sau | 3
        c.xlsx | 14/5/2022    | CD02    | 3    | Bếp ăn một chiều cho học sinh | SK-1         | 20/4/2022          || trùng      | 1
        """,
    ),
    Rule(
        "6.19", "Cùng Mã trên Cổng, hai đơn vị, tên khác số lớp: hai sáng kiến",
        "Số trong tên quyết định.",
        rows="""
        tệp    | Mã CĐCS | Tên sáng kiến                              | Mã trên Cổng || số phận
        a.xlsx | CD01    | Giúp học sinh lớp 1 học tốt môn Tiếng Việt | SK-1         || được tính
        b.xlsx | CD02    | Giúp học sinh lớp 2 học tốt môn Tiếng Việt | SK-1         || được tính
        """,
    ),
    Rule(
        "6.20", "Mã ghi tạm của một đơn vị không ảnh hưởng đến đơn vị khác",
        "CD02 và CD03 dùng mã SK-1 cho một sáng kiến; CD01 ghi SK-1 cho ba sáng kiến khác nhau.",
        rows="""
        tệp    | Mã CĐCS | Ngày báo cáo | Tên sáng kiến                 | Mã trên Cổng || số phận   | báo
        a.xlsx | CD01    | 20/5/2022    | Vườn rau sạch sau lớp học     | SK-1         || được tính | portal_ref_shared
               |         |              | Tưới cây bằng nước mưa        | SK-1         || được tính | portal_ref_shared
               |         |              | Góc đọc sách dưới tán cây     | SK-1         || được tính | portal_ref_shared
        b.xlsx | CD02    | 10/5/2022    | Bếp ăn một chiều cho học sinh | SK-1         || được tính |
        c.xlsx | CD03    | 12/5/2022    | Bếp ăn một chiều cho học sinh | SK-1         || trùng     | same_portal_ref
        """,
    ),
    Rule(
        "6.21", "Mã ghi tạm không giữ hai dòng của một sáng kiến đứng riêng",
        "Mã ghi tạm coi như không ghi; cùng tên, cùng tác giả, cùng đơn vị thì là một sáng kiến.",
        rows="""
        dòng | Tên sáng kiến                 | Mã trên Cổng || số phận   | thay bằng | báo
        1    | Vườn rau sạch sau lớp học     | SK-1         || được tính |           | portal_ref_shared
        2    | Tưới cây bằng nước mưa        | SK-1         || được tính |           | portal_ref_shared
        3    | Góc đọc sách dưới tán cây     | SK-1         || được tính |           | portal_ref_shared
        4    | Vườn rau sạch sau lớp học     | SK-9         || trùng     | 1         | same_title_and_author
        """,
    ),
)  # fmt: skip

CHAPTER = Chapter(
    "Trùng",
    "Hai dòng hoặc là một (tự động), hoặc cần người rà soát, hoặc là hai sáng kiến. Cặp cần rà soát đều được tính cho đến khi có quyết định.",
    RULES,
)
