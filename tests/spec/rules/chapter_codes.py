"""Chapter 8: codes for life, what was received on several days, what is excluded, why the number changed."""

from tests.spec.rules.rule import TEAM_DUTIES, Chapter, Rule

RULES = (
    Rule(
        "8.1", "Mỗi sáng kiến được cấp một mã khi lần đầu có một dòng không lỗi",
        "Theo thứ tự đơn vị, lần gửi, dòng. Dòng có lỗi và dòng Rút không làm phát sinh mã.",
        rows="""
        tệp    | Mã CĐCS | Ngày báo cáo | Tên sáng kiến                 | Trạng thái | Đối tượng        || mã       | số phận
        b.xlsx | CD02    | 10/5/2022    | Tưới cây bằng nước mưa        | Ý tưởng    | Khác             || MAU-0003 | đang xem xét
               |         |              | Góc đọc sách dưới tán cây     | Ý tưởng    | Người ngoài      ||          | có lỗi
               |         |              | Vườn rau sạch sau lớp học     | Rút        |                  ||          | đã rút
        a.xlsx | CD01    | 20/5/2022    | Bếp ăn một chiều cho học sinh | Ý tưởng    | Khác             || MAU-0002 | đang xem xét
        c.xlsx | CD01    | 10/5/2022    | Thẻ đọc sách của lớp          | Ý tưởng    | Cán bộ công đoàn || MAU-0001 | đang xem xét
        """,
    ),
    Rule(
        "8.2", "Các dòng của một sáng kiến mang một mã",
        "Gửi lại, ghi hai lần trong một tệp, hay dòng lỗi được sửa sau: cùng một mã.",
        rows="""
        tệp    | Ngày báo cáo | Tên sáng kiến                 | Đối tượng        || mã       | số phận
        a.xlsx | 10/5/2022    | Bếp ăn một chiều cho học sinh | Cán bộ công đoàn || MAU-0001 | có bản sau
               |              | BẾP ĂN MỘT CHIỀU cho học sinh | Cán bộ công đoàn || MAU-0001 | có bản sau
               |              | Vườn rau sạch sau lớp học     | Người ngoài      || MAU-0002 | có bản sau
        b.xlsx | 20/5/2022    | Bếp ăn một chiều cho học sinh | Cán bộ công đoàn || MAU-0001 | được tính
               |              | Vườn rau sạch sau lớp học     | Cán bộ công đoàn || MAU-0002 | được tính
        """,
    ),
    Rule(
        "8.3", "Mã là của đơn vị: hai đơn vị không bao giờ chung mã",
        "Kể cả khi hai đơn vị báo cáo một sáng kiến với một Mã trên Cổng và chỉ một bản được tính.",
        rows="""
        tệp    | Mã CĐCS | Ngày báo cáo | dòng | Tên sáng kiến                 | Mã trên Cổng || mã       | số phận   | thay bằng
        a.xlsx | CD01    | 10/5/2022    | 1    | Bếp ăn một chiều cho học sinh | SK-1         || MAU-0001 | được tính |
        b.xlsx | CD02    | 20/5/2022    | 2    | Bếp ăn một chiều cho học sinh | SK-1         || MAU-0002 | trùng     | 1
        """,
    ),
    Rule(
        "8.4", "Ghi mã thì đúng là sáng kiến ấy, dù tên đã sửa hẳn",
        "Mã viết hoa hay thường, có gạch nối, số 0 ở đầu hay không đều được. Không ghi mã mà tên khác hẳn thì là sáng kiến mới.",
        rows="""
        tệp    | Ngày báo cáo | ngày nhận | dòng | Mã sáng kiến | Tên sáng kiến                 || mã       | số phận    | thay bằng
        a.xlsx | 10/5/2022    | 11/5/2022 | 1    |              | Bếp ăn một chiều cho học sinh || MAU-0001 | có bản sau | 3
               |              |           | 2    |              | Vườn rau sạch sau lớp học     || MAU-0002 | được tính  |
        b.xlsx | 20/5/2022    | 21/5/2022 | 3    | mau 1        | Nhà ăn hợp vệ sinh cho em     || MAU-0001 | được tính  |
               |              |           | 4    |              | Góc đọc sách dưới tán cây     || MAU-0003 | được tính  |
        """,
    ),
    Rule(
        "8.5", "Đơn vị không ghi mã thì mã đã cấp vẫn theo sáng kiến",
        "Nhận ra bằng tên và tác giả, hoặc Mã trên Cổng, như chương 4.",
        rows="""
        tệp    | Ngày báo cáo | ngày nhận | Tên sáng kiến                         | Mã trên Cổng || mã       | số phận
        a.xlsx | 10/5/2022    | 11/5/2022 | Bếp ăn một chiều cho học sinh         | SK-1         || MAU-0001 | có bản sau
        b.xlsx | 20/5/2022    | 21/5/2022 | Bếp ăn một chiều cho học sinh bán trú | SK-1         || MAU-0001 | được tính
        """,
    ),
    Rule(
        "8.6", "Mã chưa cấp, mã của đơn vị khác: có lỗi",
        "Dòng lỗi không thay dòng nào.",
        rows="""
        tệp    | Mã CĐCS | Ngày báo cáo | ngày nhận | Mã sáng kiến | Tên sáng kiến                 || mã       | số phận   | lý do
        a.xlsx | CD01    | 10/5/2022    | 11/5/2022 |              | Bếp ăn một chiều cho học sinh || MAU-0001 | được tính |
        b.xlsx | CD02    | 20/5/2022    | 21/5/2022 | MAU-0001     | Tưới cây bằng nước mưa        ||          | có lỗi    | code_of_other_unit
               |         |              |           | MAU-0009     | Vườn rau sạch sau lớp học     ||          | có lỗi    | code_unknown
        """,
    ),
    Rule(
        "8.7", "Mã tự đặt trước khi được cấp thì mãi là mã chưa cấp",
        "Một mã chỉ dùng được trong tệp nhận sau khi mã ấy được cấp; lần chạy sau không làm dòng cũ thành đúng.",
        rows="""
        tệp    | Ngày báo cáo | ngày nhận | Mã sáng kiến | Tên sáng kiến                 || mã       | số phận   | lý do
        a.xlsx | 10/5/2022    | 11/5/2022 | MAU-0001     | Bếp ăn một chiều cho học sinh ||          | có lỗi     | code_unknown
        b.xlsx | 12/5/2022    | 13/5/2022 |              | Vườn rau sạch sau lớp học     || MAU-0001 | có bản sau | resubmitted
        c.xlsx | 14/5/2022    | 15/5/2022 | MAU-0001     | Vườn rau sạch sau lớp học mới || MAU-0001 | được tính  |
        """,
    ),
    Rule(
        "8.8", "Một mã ghi cho hai dòng tên khác nhau trong một tệp: cả hai dòng có lỗi",
        "Hai dòng cùng tên thì là ghi trùng, không phải lỗi.",
        rows="""
        tệp    | Ngày báo cáo | ngày nhận | dòng | Mã sáng kiến | Tên sáng kiến                 || số phận    | lý do                 | thay bằng
        a.xlsx | 10/5/2022    | 11/5/2022 | 1    |              | Bếp ăn một chiều cho học sinh || được tính  |                       |
               |              |           | 2    |              | Vườn rau sạch sau lớp học     || có bản sau | resubmitted           | 5
        b.xlsx | 20/5/2022    | 21/5/2022 | 3    | MAU-0001     | Bếp ăn một chiều cho học sinh || có lỗi     | code_twice            |
               |              |           | 4    | MAU-0001     | Góc đọc sách dưới tán cây     || có lỗi     | code_twice            |
               |              |           | 5    | MAU-0002     | Vườn rau sạch sau lớp học     || được tính  |                       |
               |              |           | 6    | MAU-0002     | Vườn rau sạch sau lớp học     || trùng      | same_title_and_author | 5
        """,
    ),
    Rule(
        "8.9", "Tên và tác giả đều khác với sáng kiến đã được cấp mã: có lỗi",
        "Chỉ sửa tên, hoặc chỉ đổi tác giả, thì được. Một người trong các tác giả còn giữ là đủ.",
        rows="""
        tệp    | Ngày báo cáo | ngày nhận | Mã sáng kiến | Tên sáng kiến                 | Tác giả chính | Đồng tác giả || số phận    | lý do
        a.xlsx | 10/5/2022    | 11/5/2022 |              | Bếp ăn một chiều cho học sinh | Lê Thị Một    |              || được tính  |
               |              |           |              | Vườn rau sạch sau lớp học     | Lê Thị Một    |              || có bản sau | resubmitted
               |              |           |              | Tưới cây bằng nước mưa        | Lê Thị Một    |              || có bản sau | resubmitted
               |              |           |              | Góc đọc sách dưới tán cây     | Lê Thị Một    |              || có bản sau | resubmitted
        b.xlsx | 20/5/2022    | 21/5/2022 | MAU-0001     | Thẻ thư viện cho từng em      | Đỗ Văn Hai    |              || có lỗi     | code_mismatch
               |              |           | MAU-0002     | Thẻ sức khỏe cho từng em      | Lê Thị Một    |              || được tính  |
               |              |           | MAU-0003     | Tưới cây bằng nước mưa        | Đỗ Văn Hai    |              || được tính  |
               |              |           | MAU-0004     | Sổ tay công tác chủ nhiệm     | Đỗ Văn Hai    | Lê Thị Một   || được tính  |
        """,
    ),
    Rule(
        "8.10", "Rút chỉ cần mã",
        "Báo cáo lại sau đó vẫn là mã cũ.",
        rows="""
        tệp    | Ngày báo cáo | ngày nhận | dòng | Mã sáng kiến | Tên sáng kiến                 | Tác giả chính | Trạng thái        || mã       | số phận    | thay bằng
        a.xlsx | 10/5/2022    | 11/5/2022 | 1    |              | Bếp ăn một chiều cho học sinh | Lê Thị Một    | Đã được công nhận || MAU-0001 | có bản sau | 5
               |              |           | 2    |              | Vườn rau sạch sau lớp học     | Lê Thị Một    | Đã được công nhận || MAU-0002 | có bản sau | 4
        b.xlsx | 20/5/2022    | 21/5/2022 | 3    | MAU-0001     | (trống)                       | (trống)       | Rút               || MAU-0001 | có bản sau | 5
               |              |           | 4    | MAU-0002     | (trống)                       | (trống)       | Rút               || MAU-0002 | đã rút     |
        c.xlsx | 25/5/2022    | 26/5/2022 | 5    |              | Bếp ăn một chiều cho học sinh | Lê Thị Một    | Đã được công nhận || MAU-0001 | được tính  |
        """,
    ),
    Rule(
        "8.11", "Một dòng nối hai sáng kiến đã có mã: mã cũ hơn đứng lại",
        "Mã kia vẫn ghi ở các dòng của nó và không bao giờ cấp cho sáng kiến khác.",
        rows="""
        tệp    | Ngày báo cáo | ngày nhận | dòng | Tên sáng kiến                 | Mã trên Cổng || mã       | số phận    | thay bằng
        a.xlsx | 10/5/2022    | 11/5/2022 | 1    | Bếp ăn một chiều cho học sinh | SK-4         || MAU-0001 | có bản sau | 3
        b.xlsx | 15/5/2022    | 16/5/2022 | 2    | Bếp ăn một chiều cho học sinh | SK-1         || MAU-0002 | có bản sau | 3
        c.xlsx | 20/5/2022    | 21/5/2022 | 3    | Bếp ăn một chiều cho học sinh |              || MAU-0001 | được tính  |
               |              |           | 4    | Tưới cây bằng nước mưa        |              || MAU-0003 | được tính  |
        """,
    ),
    Rule(
        "8.12", "Tệp đến muộn có Ngày báo cáo sớm hơn: là bản cũ hơn, mang mã đã cấp",
        "Thứ tự là Ngày báo cáo; ngày nhận chỉ phân định khi Ngày báo cáo bằng nhau.",
        rows="""
        tệp    | Ngày báo cáo | ngày nhận | dòng | Tên sáng kiến                 | Trạng thái        || mã       | số phận    | thay bằng
        a.xlsx | 20/5/2022    | 21/5/2022 | 1    | Bếp ăn một chiều cho học sinh | Đã được công nhận || MAU-0001 | được tính  |
        b.xlsx | 10/5/2022    | 25/5/2022 | 2    | Bếp ăn một chiều cho học sinh | Ý tưởng           || MAU-0001 | có bản sau | 1
        """,
    ),
    Rule(
        "8.13", "Cùng Ngày báo cáo: tệp nhận sau là bản mới hơn",
        "Chỉ khi nhận cùng một lần chạy mới xét đến SHA-256.",
        rows="""
        tệp    | Ngày báo cáo | ngày nhận | dòng | Tên sáng kiến                 || số phận    | thay bằng
        a.xlsx | 20/5/2022    | 25/5/2022 | 1    | Bếp ăn một chiều cho học sinh || được tính  |
        b.xlsx | 20/5/2022    | 21/5/2022 | 2    | Bếp ăn một chiều cho học sinh || có bản sau | 1
        """,
        files="""
        tệp    | SHA-256 || kết quả
        a.xlsx | a       || nhận
        b.xlsx | b       || nhận
        """,
    ),
    Rule(
        "8.14", "Tệp đã nhận thì vẫn được tính khi không còn trong inbox",
        "Bị xóa hay bị ghi đè cũng vậy, cho đến khi có bản sau, bị rút hoặc bị loại. Mục `files` chỉ đếm tệp đang có trong inbox.",
        source=TEAM_DUTIES,
        rows="""
        tệp    | Ngày báo cáo | ngày nhận | Tên sáng kiến                 || số phận
        a.xlsx | 10/5/2022    | 11/5/2022 | Bếp ăn một chiều cho học sinh || được tính
        b.xlsx | 20/5/2022    | 21/5/2022 | Vườn rau sạch sau lớp học     || được tính
        """,
        files="""
        tệp    | trong inbox || kết quả
        a.xlsx | không       || nhận
        b.xlsx | có          || nhận
        """,
        totals="""
        số liệu        || là
        files.received || 1
        rows.counted   || 2
        """,
    ),
    Rule(
        "8.15", "Số liệu của một ngày đã qua: chỉ các tệp có Ngày báo cáo đến ngày ấy; mã không đổi",
        "Tệp đến muộn vẫn được tính cho ngày cũ; ngày nhận không giới hạn số liệu.",
        rows="""
        tệp    | Ngày báo cáo | ngày nhận | dòng | Tên sáng kiến                 | Trạng thái        || mã       | số phận
        a.xlsx | 20/5/2022    | 21/5/2022 | 1    | Bếp ăn một chiều cho học sinh | Đã được công nhận ||          | chưa đọc
        b.xlsx | 10/5/2022    | 25/5/2022 | 2    | Bếp ăn một chiều cho học sinh | Ý tưởng           || MAU-0001 | đang xem xét
               |              |           | 3    | Vườn rau sạch sau lớp học     | Đã được công nhận || MAU-0002 | được tính
        """,
        as_of="15/5/2022", received_on="31/5/2022",
    ),
    Rule(
        "8.16", "Ngày trong dòng được xét theo ngày nhận tệp, không theo ngày chạy lại",
        "Dòng sai hôm nhận thì mãi sai, cho đến khi đơn vị gửi lại.",
        rows="""
        tệp    | Ngày báo cáo | ngày nhận | Tên sáng kiến                 | Ngày công nhận || số phận   | lý do
        a.xlsx | 10/5/2022    | 11/5/2022 | Bếp ăn một chiều cho học sinh | 12/5/2022      || có lỗi    | day_in_future
        b.xlsx | 20/5/2022    | 21/5/2022 | Vườn rau sạch sau lớp học     | 12/5/2022      || được tính |
        """,
    ),
    Rule(
        "8.17", "Loại một sáng kiến: không đủ điều kiện, kèm lý do",
        "Mọi lần gửi lại sau này của sáng kiến ấy cũng vậy, cho đến khi được đưa trở lại.",
        rows="""
        tệp    | Ngày báo cáo | ngày nhận | dòng | Tên sáng kiến                 || mã       | số phận            | lý do               | thay bằng
        a.xlsx | 10/5/2022    | 11/5/2022 | 1    | Bếp ăn một chiều cho học sinh || MAU-0001 | có bản sau         | resubmitted         | 3
               |              |           | 2    | Vườn rau sạch sau lớp học     || MAU-0002 | được tính          |                     |
        b.xlsx | 20/5/2022    | 21/5/2022 | 3    | Bếp ăn một chiều cho học sinh || MAU-0001 | không đủ điều kiện | initiative_excluded |
        """,
        excluded="""
        tệp hoặc mã | lý do loại
        MAU-0001    | Tỉnh không chấp nhận
        """,
    ),
    Rule(
        "8.18", "Loại một tệp: các dòng của tệp không được tính và không thay dòng nào",
        "Bản trước của đơn vị lại có giá trị; mã đã cấp cho tệp ấy vẫn giữ.",
        rows="""
        tệp    | Ngày báo cáo | ngày nhận | Tên sáng kiến                 || mã       | số phận            | lý do
        a.xlsx | 10/5/2022    | 11/5/2022 | Bếp ăn một chiều cho học sinh || MAU-0001 | được tính          |
        b.xlsx | 20/5/2022    | 21/5/2022 | Bếp ăn một chiều cho học sinh || MAU-0001 | không đủ điều kiện | submission_excluded
               |              |           | Vườn rau sạch sau lớp học     || MAU-0002 | không đủ điều kiện | submission_excluded
        c.xlsx | 25/5/2022    | 26/5/2022 | Tưới cây bằng nước mưa        || MAU-0003 | được tính          |
        """,
        excluded="""
        tệp hoặc mã | lý do loại
        b.xlsx      | Đơn vị báo gửi nhầm
        """,
    ),
    Rule(
        "8.19", "Bản bị loại không làm bản khác thành trùng",
        "Hai đơn vị chung một Mã trên Cổng: bản của đơn vị này bị loại thì bản của đơn vị kia được tính.",
        rows="""
        tệp    | Mã CĐCS | Ngày báo cáo | ngày nhận | Tên sáng kiến                 | Mã trên Cổng || mã       | số phận
        a.xlsx | CD01    | 10/5/2022    | 11/5/2022 | Bếp ăn một chiều cho học sinh | SK-1         || MAU-0001 | không đủ điều kiện
        b.xlsx | CD02    | 20/5/2022    | 21/5/2022 | Bếp ăn một chiều cho học sinh | SK-1         || MAU-0002 | được tính
        """,
        excluded="""
        tệp hoặc mã | lý do loại
        MAU-0001    | Tỉnh không chấp nhận
        """,
        totals="""
        số liệu                           || là
        changes.lines.new                 || 1
        changes.lines.excluded            || -1
        """,
    ),
    Rule(
        "8.20", "Vì sao số thay đổi: các dòng cộng lại đúng bằng chênh lệch",
        "So với lần tổng hợp gần nhất của một ngày trước đó; mỗi sáng kiến một dòng, theo mã.",
        source=TEAM_DUTIES,
        rows="""
        tệp    | Ngày báo cáo | ngày nhận | Tên sáng kiến                 | Trạng thái        | Đối tượng   || mã       | số phận
        a.xlsx | 10/5/2022    | 11/5/2022 | Bếp ăn một chiều cho học sinh | Đã được công nhận | Khác        || MAU-0001 | có bản sau
               |              |           | Vườn rau sạch sau lớp học     | Ý tưởng           | Khác        || MAU-0002 | có bản sau
               |              |           | Tưới cây bằng nước mưa        | Đã được công nhận | Người ngoài || MAU-0004 | có bản sau
               |              |           | Góc đọc sách dưới tán cây     | Đã được công nhận | Khác        || MAU-0003 | được tính
        b.xlsx | 20/5/2022    | 21/5/2022 | Bếp ăn một chiều cho học sinh | Rút               | Khác        || MAU-0001 | đã rút
               |              |           | Vườn rau sạch sau lớp học     | Đã được công nhận | Khác        || MAU-0002 | được tính
               |              |           | Tưới cây bằng nước mưa        | Đã được công nhận | Khác        || MAU-0004 | được tính
               |              |           | Thẻ đọc sách của lớp          | Đã được công nhận | Khác        || MAU-0005 | được tính
        """,
        totals="""
        số liệu                    || là
        changes.counted.before     || 2
        changes.lines.new          || 1
        changes.lines.recognised   || 1
        changes.lines.mended       || 1
        changes.lines.withdrawn    || -1
        changes.counted.difference || 2
        changes.counted.after      || 4
        """,
    ),
    Rule(
        "8.21", "Một tệp vừa rút bằng mã vừa báo cáo sáng kiến ấy: nhắc",
        "Như 4.15: các dòng của một tệp không thay nhau, nên dòng báo cáo vẫn được tính cho đến khi đơn vị nói rõ.",
        rows="""
        tệp    | Ngày báo cáo | ngày nhận | dòng | Mã sáng kiến | Tên sáng kiến                 | Tác giả chính | Trạng thái        || số phận    | báo
        a.xlsx | 10/5/2022    | 11/5/2022 | 1    |              | Bếp ăn một chiều cho học sinh | Lê Thị Một    | Đã được công nhận || có bản sau |
        b.xlsx | 20/5/2022    | 21/5/2022 | 2    | MAU-0001     | Bếp ăn một chiều cho học sinh | Lê Thị Một    | Đã được công nhận || được tính  |
               |              |           | 3    | MAU-0001     | (trống)                       | (trống)       | Rút               || đã rút     | withdrawn_and_listed
        """,
    ),
    Rule(
        "8.22", "Hai dòng đổi mã cho nhau: mã quyết định, số được tính không đổi",
        "Cùng tác giả nên không phải lỗi; từ đó mỗi mã theo tên mới.",
        rows="""
        tệp    | Ngày báo cáo | ngày nhận | dòng | Mã sáng kiến | Tên sáng kiến                 || mã       | số phận    | thay bằng
        a.xlsx | 10/5/2022    | 11/5/2022 | 1    |              | Bếp ăn một chiều cho học sinh || MAU-0001 | có bản sau | 4
               |              |           | 2    |              | Vườn rau sạch sau lớp học     || MAU-0002 | có bản sau | 3
        b.xlsx | 20/5/2022    | 21/5/2022 | 3    | MAU-0002     | Bếp ăn một chiều cho học sinh || MAU-0002 | được tính  |
               |              |           | 4    | MAU-0001     | Vườn rau sạch sau lớp học     || MAU-0001 | được tính  |
        """,
    ),
    Rule(
        "8.23", "Mã cũ hơn đứng lại, dù dòng nối có Mã trên Cổng của mã kia",
        "Chỉ khi những bản đang có hiệu lực không bản nào mang Mã trên Cổng ấy thì dòng mới theo bản cũ mang nó.",
        rows="""
        tệp    | Ngày báo cáo | ngày nhận | dòng | Tên sáng kiến                         | Tác giả chính | Mã trên Cổng || mã       | số phận    | thay bằng
        a.xlsx | 10/5/2022    | 11/5/2022 | 1    | Bếp ăn một chiều cho học sinh         | Lê Thị Một    |              || MAU-0001 | có bản sau | 3
        b.xlsx | 15/5/2022    | 16/5/2022 | 2    | Bếp ăn một chiều cho học sinh bán trú | Đỗ Văn Hai    | SK-1         || MAU-0002 | có bản sau | 3
        c.xlsx | 20/5/2022    | 21/5/2022 | 3    | Bếp ăn một chiều cho học sinh         | Lê Thị Một    | SK-1         || MAU-0001 | được tính  |
        """,
    ),
    Rule(
        "8.24", "Hai dòng của một tệp cùng thay một bản cũ: bản cũ theo dòng ghi mã của nó",
        "Mã do cấp trên cấp quyết định trước tên.",
        rows="""
        tệp    | Ngày báo cáo | ngày nhận | dòng | Mã sáng kiến | Tên sáng kiến                 | Mã trên Cổng || mã       | số phận    | thay bằng
        a.xlsx | 10/5/2022    | 11/5/2022 | 1    |              | Bếp ăn một chiều cho học sinh |              || MAU-0001 | có bản sau | 3
        b.xlsx | 20/5/2022    | 21/5/2022 | 2    |              | Bếp ăn một chiều cho học sinh | SK-3         || MAU-0002 | được tính  |
               |              |           | 3    | MAU-0001     | Bếp ăn một chiều cho học sinh | SK-1         || MAU-0001 | được tính  |
        """,
    ),
    Rule(
        "8.25", "Dòng bị loại theo tệp chỉ có một lý do là tệp bị loại",
        "Không nói thêm về ngày tính của dòng: tệp bị loại thì không còn ngày nào được lấy từ đó.",
        rows="""
        tệp    | Ngày báo cáo | ngày nhận | Tên sáng kiến                 | Ngày cập nhật Cổng || mã       | số phận            | lý do
        a.xlsx | 10/5/2022    | 11/5/2022 | Bếp ăn một chiều cho học sinh |                    || MAU-0001 | không đủ điều kiện | submission_excluded
        b.xlsx | 25/5/2022    | 26/5/2022 | Tưới cây bằng nước mưa        |                    || MAU-0002 | được tính          |
        """,
        excluded="""
        tệp hoặc mã | lý do loại
        a.xlsx      | Đơn vị báo gửi nhầm
        """,
    ),
)  # fmt: skip

CHAPTER = Chapter(
    "Mã sáng kiến, tệp nhận nhiều ngày, loại ra",
    "Mọi tệp đã nhận được lưu lại; mỗi sáng kiến giữ một mã suốt chương trình. Mỗi “ngày nhận” trong bảng là một lần chạy.",
    RULES,
)
