"""Chapter 4: sending again, withdrawing, reviving."""

from tests.spec.rules.rule import TEAM_DUTIES, Chapter, Rule

RULES = (
    Rule(
        "4.1", "Lần gửi mới nhất thắng; sáng kiến không nhắc lại thì vẫn còn",
        "Đơn vị có thể gửi cả danh sách hoặc chỉ những gì mới.",
        source=TEAM_DUTIES,
        rows="""
        tệp    | Ngày báo cáo | dòng | Tên sáng kiến                 | Trạng thái        || số phận      | lý do          | thay bằng
        a.xlsx | 10/5/2022    | 1    | Bếp ăn một chiều cho học sinh | Đã đăng ký        || có bản sau   | resubmitted    | 3
               |              | 2    | Vườn rau sạch sau lớp học     | Ý tưởng           || đang xem xét | not_recognised |
        b.xlsx | 20/5/2022    | 3    | BẾP ĂN MỘT CHIỀU cho học sinh | Đã được công nhận || được tính    |                |
        """,
    ),
    Rule(
        "4.2", "Thứ tự là Ngày báo cáo, không phải tên tệp hay thứ tự nhận",
        "Tệp z.xlsx báo cáo trước a.xlsx.",
        rows="""
        tệp    | Ngày báo cáo | dòng | Tên sáng kiến                 || số phận    | thay bằng
        z.xlsx | 10/5/2022    | 1    | Bếp ăn một chiều cho học sinh || có bản sau | 2
        a.xlsx | 20/5/2022    | 2    | Bếp ăn một chiều cho học sinh || được tính  |
        """,
    ),
    Rule(
        "4.3", "Cùng Ngày báo cáo, nhận cùng một lần: tệp có mã SHA-256 lớn hơn là tệp mới hơn",
        "Cần một thứ tự không phụ thuộc tên tệp. Nhận ở hai lần chạy khác nhau: xem 8.13.",
        rows="""
        tệp    | Ngày báo cáo | dòng | Tên sáng kiến                 || số phận    | thay bằng
        a.xlsx | 20/5/2022    | 1    | Bếp ăn một chiều cho học sinh || được tính  |
        b.xlsx | 20/5/2022    | 2    | Bếp ăn một chiều cho học sinh || có bản sau | 1
        """,
        files="""
        tệp    | SHA-256 || kết quả
        a.xlsx | b       || nhận
        b.xlsx | a       || nhận
        """,
    ),
    Rule(
        "4.4", "Dòng có lỗi không thay dòng nào",
        "Dòng đúng của lần gửi trước vẫn được tính.",
        rows="""
        tệp    | Ngày báo cáo | dòng | Tên sáng kiến                 | Đối tượng        || số phận   | lý do          | thay bằng
        a.xlsx | 10/5/2022    | 1    | Bếp ăn một chiều cho học sinh | Cán bộ công đoàn || được tính |                |
        b.xlsx | 20/5/2022    | 2    | Bếp ăn một chiều cho học sinh | Người ngoài      || có lỗi    | choice_unknown |
        """,
    ),
    Rule(
        "4.5", "Dòng có lỗi được thay khi lần gửi sau có dòng đúng",
        "Kể cả khi tên bị bỏ trống mà Mã trên Cổng giống nhau.",
        rows="""
        tệp    | Ngày báo cáo | dòng | Tên sáng kiến                 | Mã trên Cổng | Đối tượng        || số phận    | lý do       | thay bằng
        a.xlsx | 10/5/2022    | 1    | Bếp ăn một chiều cho học sinh |              | Người ngoài      || có bản sau | resubmitted | 3
               |              | 2    |                               | SK-7         | Cán bộ công đoàn || có bản sau | resubmitted | 4
        b.xlsx | 20/5/2022    | 3    | Bếp ăn một chiều cho học sinh |              | Cán bộ công đoàn || được tính  |             |
               |              | 4    | Vườn rau sạch sau lớp học     | SK-7         | Cán bộ công đoàn || được tính  |             |
        """,
    ),
    Rule(
        "4.6", "Dòng trong cùng một tệp không thay nhau: đó là trùng",
        "Cả hai dòng cùng được thay khi lần gửi sau có sáng kiến ấy.",
        rows="""
        tệp    | Ngày báo cáo | Mã CĐCS | dòng | Tên sáng kiến                 || số phận    | thay bằng
        a.xlsx | 10/5/2022    | CD01    | 1    | Bếp ăn một chiều cho học sinh || được tính  |
               |              |         | 2    | Bếp ăn một chiều cho học sinh || trùng      | 1
        b.xlsx | 10/5/2022    | CD02    | 3    | Vườn rau sạch sau lớp học     || có bản sau | 5
               |              |         | 4    | Vườn rau sạch sau lớp học     || có bản sau | 5
        c.xlsx | 20/5/2022    | CD02    | 5    | Vườn rau sạch sau lớp học     || được tính  |
        """,
    ),
    Rule(
        "4.7", "Ba lần gửi: mọi bản cũ đều trỏ tới bản đang có giá trị",
        "Không phải lần theo từng bước.",
        rows="""
        tệp    | Ngày báo cáo | dòng | Tên sáng kiến                 | Trạng thái        || số phận    | thay bằng
        a.xlsx | 10/5/2022    | 1    | Bếp ăn một chiều cho học sinh | Ý tưởng           || có bản sau | 3
        b.xlsx | 12/5/2022    | 2    | Bếp ăn một chiều cho học sinh | Đã áp dụng        || có bản sau | 3
        c.xlsx | 14/5/2022    | 3    | Bếp ăn một chiều cho học sinh | Đã được công nhận || được tính  |
        """,
    ),
    Rule(
        "4.8", "Cùng Mã trên Cổng và tên gần giống: là sửa lại sáng kiến cũ",
        "Tên khác hẳn thì là hai sáng kiến. Hai mã khác nhau thì không bao giờ là một.",
        rows="""
        tệp    | Ngày báo cáo | dòng | Tên sáng kiến                         | Mã trên Cổng || số phận    | thay bằng
        a.xlsx | 10/5/2022    | 1    | Bếp ăn một chiều cho học sinh         | SK-1         || có bản sau | 4
               |              | 2    | Vườn rau sạch sau lớp học             | SK-2         || được tính  |
               |              | 3    | Tưới cây bằng nước mưa                | SK-3         || được tính  |
        b.xlsx | 20/5/2022    | 4    | Bếp ăn một chiều cho học sinh bán trú | SK-1         || được tính  |
               |              | 5    | Góc đọc sách dưới tán cây             | SK-2         || được tính  |
               |              | 6    | Tưới cây bằng nước mưa                | SK-4         || được tính  |
        """,
    ),
    Rule(
        "4.9", "Đơn vị khác gửi cùng tên không phải là gửi lại",
        "Hai đơn vị cùng có một tên sáng kiến: cả hai được tính cho đến khi có người quyết định.",
        rows="""
        tệp    | Ngày báo cáo | Mã CĐCS | Tên sáng kiến                 || số phận
        a.xlsx | 10/5/2022    | CD01    | Bếp ăn một chiều cho học sinh || được tính
        b.xlsx | 20/5/2022    | CD02    | Bếp ăn một chiều cho học sinh || được tính
        """,
    ),
    Rule(
        "4.10", "Rút: lấy sáng kiến ra khỏi danh sách",
        "Dòng Rút chỉ cần cho biết sáng kiến nào: mã, hoặc Mã trên Cổng, hoặc tên và tác giả. Các ô khác sai cũng không sao.",
        rows="""
        tệp    | Ngày báo cáo | dòng | Tên sáng kiến                 | Tác giả chính | Mã trên Cổng | Trạng thái        | Đối tượng        || số phận    | lý do                   | thay bằng
        a.xlsx | 10/5/2022    | 1    | Bếp ăn một chiều cho học sinh | Lê Thị Mẫu    |              | Đã được công nhận | Cán bộ công đoàn || có bản sau | withdrawn_later         | 4
               |              | 2    | Vườn rau sạch sau lớp học     | Lê Thị Mẫu    | SK-2         | Đã được công nhận | Cán bộ công đoàn || có bản sau | withdrawn_later         | 5
               |              | 3    | Tưới cây bằng nước mưa        | Lê Thị Mẫu    |              | Đã được công nhận | Cán bộ công đoàn || được tính  |                         |
        b.xlsx | 20/5/2022    | 4    | Bếp ăn một chiều cho học sinh | Lê Thị Mẫu    |              | Rút               |                  || đã rút     | stage_withdrawn         |
               |              | 5    |                               |               | SK-2         | Rút               | Người ngoài      || đã rút     | stage_withdrawn         |
               |              | 6    | Tưới cây bằng nước mưa        |               |              | Rút               |                  || có lỗi     | withdrawal_unidentified |
        """,
        totals="""
        số liệu            || là
        rows.counted       || 1
        rows.withdrawn     || 2
        rows.superseded    || 2
        rows.rejected      || 1
        """,
    ),
    Rule(
        "4.11", "Rút theo Mã trên Cổng dù tên ghi khác",
        "Tên trên dòng Rút không quyết định khi đã có mã.",
        rows="""
        tệp    | Ngày báo cáo | dòng | Tên sáng kiến                 | Mã trên Cổng | Trạng thái        || số phận    | thay bằng
        a.xlsx | 10/5/2022    | 1    | Bếp ăn một chiều cho học sinh | SK-1         | Đã được công nhận || có bản sau | 2
        b.xlsx | 20/5/2022    | 2    | Sáng kiến của cô Một (bỏ)     | SK-1         | Rút               || đã rút     |
        """,
    ),
    Rule(
        "4.12", "Báo cáo lại sáng kiến đã rút: được tính lại, có nhắc",
        "Ngày báo cáo đầu tiên vẫn là lần gửi đầu, không kể lần Rút.",
        rows="""
        tệp    | Ngày báo cáo | dòng | Tên sáng kiến                 | Trạng thái        | Ngày cập nhật Cổng || số phận    | thay bằng | ngày tính | báo
        a.xlsx | 10/5/2022    | 1    | Bếp ăn một chiều cho học sinh | Đã được công nhận |                    || có bản sau | 3         | 10/5/2022 |
        b.xlsx | 20/5/2022    | 2    | Bếp ăn một chiều cho học sinh | Rút               |                    || có bản sau | 3         | 10/5/2022 |
        c.xlsx | 30/5/2022    | 3    | Bếp ăn một chiều cho học sinh | Đã được công nhận |                    || được tính  |           | 10/5/2022 | revived
        """,
    ),
    Rule(
        "4.13", "Rút rồi lại rút",
        "Dòng Rút trước được thay bởi dòng Rút sau.",
        rows="""
        tệp    | Ngày báo cáo | dòng | Tên sáng kiến                 | Trạng thái || số phận    | thay bằng
        a.xlsx | 10/5/2022    | 1    | Bếp ăn một chiều cho học sinh | Đã áp dụng || có bản sau | 3
        b.xlsx | 20/5/2022    | 2    | Bếp ăn một chiều cho học sinh | Rút        || có bản sau | 3
        c.xlsx | 30/5/2022    | 3    | Bếp ăn một chiều cho học sinh | Rút        || đã rút     |
        """,
    ),
    Rule(
        "4.14", "Dòng Rút không khớp sáng kiến nào: nhắc",
        "Không có gì để rút thì đơn vị cần biết.",
        rows="""
        Tên sáng kiến                 | Trạng thái || số phận | báo
        Bếp ăn một chiều cho học sinh | Rút        || đã rút  | withdrawn_unmatched
        """,
    ),
    Rule(
        "4.15", "Một tệp vừa rút vừa báo cáo cùng một sáng kiến: nhắc",
        "Các dòng của một tệp không thay nhau, nên dòng báo cáo vẫn được tính.",
        rows="""
        dòng | Tên sáng kiến                 | Trạng thái        || số phận   | báo
        1    | Bếp ăn một chiều cho học sinh | Đã được công nhận || được tính |
        2    | Bếp ăn một chiều cho học sinh | Rút               || đã rút    | withdrawn_and_listed
        """,
    ),
    Rule(
        "4.16", "Tệp để sau không thay dòng nào",
        "Số liệu tính đến 15/5/2022 không biết đến lần gửi ngày 20/5/2022.",
        rows="""
        tệp    | Ngày báo cáo | dòng | Tên sáng kiến                 | Trạng thái        || số phận
        a.xlsx | 10/5/2022    | 1    | Bếp ăn một chiều cho học sinh | Đã được công nhận || được tính
        b.xlsx | 20/5/2022    | 2    | Bếp ăn một chiều cho học sinh | Rút               || chưa đọc
        """,
        as_of="15/5/2022", received_on="31/5/2022",
    ),
    Rule(
        "4.17", "Tổ hỗ trợ: danh sách mới nhất thay danh sách cũ",
        "Tệp không có danh sách thì danh sách cũ vẫn còn.",
        source=TEAM_DUTIES,
        team="""
        tệp    | Mã CĐCS | Ngày báo cáo | Họ và tên    | Vai trò    || ghi nhận
        a.xlsx | CD01    | 10/5/2022    | Lê Thị Một   | Tổ trưởng  || không
               |         |              | Đỗ Văn Hai   | Thành viên || không
        b.xlsx | CD01    | 12/5/2022    | Hà Văn Ba    | tổ trưởng  || có
        c.xlsx | CD02    | 10/5/2022    | Vũ Thị Bốn   | Tổ phó     || có
        """,
        files="""
        tệp    | Mã CĐCS | Ngày báo cáo | số dòng || kết quả
        a.xlsx | CD01    | 10/5/2022    | 1       || nhận
        b.xlsx | CD01    | 12/5/2022    | 1       || nhận
        c.xlsx | CD02    | 10/5/2022    | 1       || nhận
        d.xlsx | CD01    | 20/5/2022    | 1       || nhận
        """,
    ),
    Rule(
        "4.18", "Hoạt động: cùng ngày, cùng loại, cùng nội dung là một; khác thì cộng thêm",
        "Gửi lại cả danh sách không làm tăng số hoạt động.",
        source=TEAM_DUTIES,
        activities="""
        tệp    | Mã CĐCS | Ngày báo cáo | Ngày      | Loại hoạt động     | Nội dung                    || ghi nhận
        a.xlsx | CD01    | 10/5/2022    | 22/4/2022 | Ngày hội sáng kiến | Phát động thi đua           || không
               |         |              | 23/4/2022 | Tập huấn           | Hướng dẫn viết sáng kiến    || có
        b.xlsx | CD01    | 20/5/2022    | 22/4/2022 | ngày hội sáng kiến | PHÁT ĐỘNG thi đua           || có
               |         |              | 24/4/2022 | Ngày hội sáng kiến | Phát động thi đua           || có
               |         |              | 22/4/2022 | Tuyên truyền       | Phát động thi đua           || có
        c.xlsx | CD02    | 20/5/2022    | 22/4/2022 | Ngày hội sáng kiến | Phát động thi đua           || có
        """,
    ),
    Rule(
        "4.19", "Dòng Rút ghi mã chưa được cấp: có lỗi",
        "Mã sai thì không biết rút sáng kiến nào, dù có ghi tên.",
        rows="""
        tệp    | Ngày báo cáo | Mã sáng kiến | Tên sáng kiến                 | Trạng thái || số phận      | lý do
        a.xlsx | 10/5/2022    |              | Bếp ăn một chiều cho học sinh | Ý tưởng    || đang xem xét | not_recognised
        b.xlsx | 20/5/2022    | MAU-0001     | Bếp ăn một chiều cho học sinh | Rút        || có lỗi       | code_unknown
        """,
    ),
    Rule(
        "4.20", "Đơn vị chỉ rút được sáng kiến của mình",
        "Cùng Mã trên Cổng nhưng khác đơn vị.",
        rows="""
        tệp    | Ngày báo cáo | Mã CĐCS | Tên sáng kiến                 | Mã trên Cổng | Trạng thái        || số phận   | báo
        a.xlsx | 10/5/2022    | CD01    | Bếp ăn một chiều cho học sinh | SK-1         | Đã được công nhận || được tính |
        b.xlsx | 20/5/2022    | CD02    | Bếp ăn một chiều cho học sinh | SK-1         | Rút               || đã rút    | withdrawn_unmatched
        """,
    ),
    Rule(
        "4.21", "Dòng có lỗi không báo cáo lại được sáng kiến đã rút",
        "Sáng kiến vẫn là đã rút cho đến khi có dòng đúng.",
        rows="""
        tệp    | Ngày báo cáo | dòng | Tên sáng kiến                 | Trạng thái        | Đối tượng   || số phận    | lý do           | thay bằng
        a.xlsx | 10/5/2022    | 1    | Bếp ăn một chiều cho học sinh | Đã được công nhận | Khác        || có bản sau | withdrawn_later | 2
        b.xlsx | 20/5/2022    | 2    | Bếp ăn một chiều cho học sinh | Rút               | Khác        || đã rút     | stage_withdrawn |
        c.xlsx | 30/5/2022    | 3    | Bếp ăn một chiều cho học sinh | Đã được công nhận | Người ngoài || có lỗi     | choice_unknown  |
        """,
    ),
    Rule(
        "4.22", "Rút sáng kiến mà lần trước có lỗi",
        "Dòng có lỗi không còn phải sửa nữa.",
        rows="""
        tệp    | Ngày báo cáo | dòng | Tên sáng kiến                 | Trạng thái        | Đối tượng   || số phận    | lý do           | thay bằng
        a.xlsx | 10/5/2022    | 1    | Bếp ăn một chiều cho học sinh | Đã được công nhận | Người ngoài || có bản sau | withdrawn_later | 2
        b.xlsx | 20/5/2022    | 2    | Bếp ăn một chiều cho học sinh | Rút               |             || đã rút     | stage_withdrawn |
        """,
    ),
    Rule(
        "4.23", "Ngày tháng sai trên dòng Rút không làm dòng có lỗi",
        "Có lưu ý; việc rút vẫn có hiệu lực.",
        rows="""
        tệp    | Ngày báo cáo | Tên sáng kiến                 | Trạng thái | Ngày công nhận | Đang được bảo hộ SHTT || số phận    | báo
        a.xlsx | 10/5/2022    | Bếp ăn một chiều cho học sinh | Ý tưởng    |                |                       || có bản sau |
        b.xlsx | 20/5/2022    | Bếp ăn một chiều cho học sinh | Rút        | hôm qua        | chưa rõ               || đã rút     | withdrawn_cell_ignored
        """,
    ),
    Rule(
        "4.24", "Tách một sáng kiến thành hai tác giả: cần người rà soát, không tự gộp",
        "Bản cũ của hai tác giả đã có bản sau; nó không làm hai dòng mới thành một.",
        rows="""
        tệp    | Ngày báo cáo | dòng | Tên sáng kiến                 | Tác giả chính | Đồng tác giả || số phận
        a.xlsx | 10/5/2022    | 1    | Bếp ăn một chiều cho học sinh | Lê Thị Một    | Đỗ Văn Hai   || có bản sau
        b.xlsx | 20/5/2022    | 2    | Bếp ăn một chiều cho học sinh | Lê Thị Một    |              || được tính
               |              | 3    | Bếp ăn một chiều cho học sinh | Đỗ Văn Hai    |              || được tính
        """,
        review="""
        dòng | và dòng || vì
        2    | 3       || same_title_other_author
        """,
    ),
    Rule(
        "4.25", "Dòng Rút không nối hai sáng kiến khác tên có chung Mã trên Cổng",
        "Chỉ dòng Rút được coi là gần giống mọi tên; hai tên khác hẳn nhau vẫn là hai sáng kiến.",
        rows="""
        tệp    | Ngày báo cáo | dòng | Tên sáng kiến                 | Tác giả chính | Mã trên Cổng | Trạng thái        || số phận    | thay bằng
        a.xlsx | 10/5/2022    | 1    | Bếp ăn một chiều cho học sinh | Lê Thị Một    | SK-2         | Rút               || có bản sau | 2
        b.xlsx | 15/5/2022    | 2    | Bếp ăn một chiều cho học sinh | Lê Thị Một    | SK-2         | Đã được công nhận || được tính  |
        c.xlsx | 20/5/2022    | 3    | Tưới cây bằng nước mưa        | Đỗ Văn Hai    | SK-2         | Đã được công nhận || được tính  |
        """,
    ),
    Rule(
        "4.26", "Dòng không ghi Mã trên Cổng khớp với hai dòng có mã khác nhau: thay cho cả hai, có nhắc",
        "Bản mới nhất thay mọi bản trước mà nó khớp.",
        rows="""
        tệp    | Ngày báo cáo | dòng | Tên sáng kiến                 | Mã trên Cổng || số phận    | thay bằng | báo
        a.xlsx | 10/5/2022    | 1    | Bếp ăn một chiều cho học sinh | SK-4         || có bản sau | 3         |
        b.xlsx | 15/5/2022    | 2    | Bếp ăn một chiều cho học sinh | SK-1         || có bản sau | 3         |
        c.xlsx | 20/5/2022    | 3    | Bếp ăn một chiều cho học sinh |              || được tính  |           | several_refs_joined
        """,
    ),
    Rule(
        "4.27", "Tệp trả lại mang dấu của từng dòng: dòng có lỗi được nhận ra dù trước đó không có tên",
        "Dấu gồm tệp (đầu mã SHA-256) và dòng cũ, ở một cột ẩn. Tên và tác giả đều đúng mà khác hẳn thì là sáng kiến khác: có người "
        "đã dán danh sách khác đè lên.",
        rows="""
        tệp    | Ngày báo cáo | dòng | Dấu dòng (không sửa) | Tên sáng kiến                 | Tác giả chính | Đối tượng        || số phận    | lý do            | thay bằng
        a.xlsx | 10/5/2022    | 1    |                      |                               | Lê Thị Một    | Cán bộ công đoàn || có bản sau | resubmitted      | 5
               |              | 2    |                      | Ngắn                          | Lê Một 2      | Cán bộ công đoàn || có bản sau | resubmitted      | 6
               |              | 3    |                      | Bếp ăn một chiều cho học sinh | Lê Thị Một    | Người ngoài      || có bản sau | resubmitted      | 7
               |              | 4    |                      | Tưới cây bằng nước mưa        | Lê Thị Một    | Người ngoài      || có lỗi     | choice_unknown   |
        b.xlsx | 20/5/2022    | 5    | a000000000000000#2   | Góc thư viện thân thiện       | Lê Thị Một    | Cán bộ công đoàn || được tính  |                  |
               |              | 6    | a000000000000000#3   | Vườn rau sạch sau lớp học     | Lê Văn Hai    | Cán bộ công đoàn || được tính  |                  |
               |              | 7    | a000000000000000#4   | Bếp ăn hai chiều cho học sinh | Lê Thị Một    | Cán bộ công đoàn || được tính  |                  |
               |              | 8    | a000000000000000#5   | Máy lọc nước mini             | Đỗ Văn Ba     | Cán bộ công đoàn || được tính  |                  |
        """,
        files="""
        tệp    | SHA-256 || kết quả
        a.xlsx | a       || nhận, có dòng lỗi
        b.xlsx | b       || nhận
        """,
    ),
)  # fmt: skip

CHAPTER = Chapter(
    "Gửi lại, rút, báo cáo lại", "Mỗi đơn vị gửi nhiều lần. Các lần gửi được chồng lên nhau theo Ngày báo cáo.", RULES
)
