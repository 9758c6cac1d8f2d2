"""Chapter 10: when two titles are one, pair by pair."""

from tests.spec.rules.rule import PROGRAMME, Chapter, Rule

# Where a table says nothing of them, both rows have one author, one union and no summary.
RULES = (
    Rule(
        "10.1", "Cách gõ không làm thành sáng kiến khác",
        "Chữ hoa, dấu câu, khoảng trắng, dạng Unicode, cách đặt dấu thanh, i/y; số thứ tự đầu dòng; chữ “Sáng kiến:” đứng trước tên.",
        source=PROGRAMME,
        pairs="""
        tên                                        | và tên                                             || kết luận | lý do                 | chi tiết
        Một số biện pháp quản lý hoà giải ở cơ sở  | MỘT SỐ BIỆN PHÁP QUẢN LÍ HÒA GIẢI Ở CƠ SỞ./.       || là một   | same_title_and_author |
        Kỹ thuật chăm sóc vườn cây                 | “Kĩ thuật  chăm sóc vườn cây”                      || là một   | same_title_and_author |
        Góc đọc sách dưới tán cây                  | 1. Góc đọc sách dưới tán cây                       || là một   | same_title_and_author |
        Góc đọc sách dưới tán cây                  | SKKN: Góc đọc sách dưới tán cây                    || là một   | same_title_and_author |
        Góc đọc sách dưới tán cây                  | Tên sáng kiến: Góc đọc sách dưới tán cây           || là một   | same_title_and_author |
        Góc đọc sách dưới tán cây                  | TTên sáng kiến: Góc đọc sách dưới tán cây          || là một   | same_title_and_author | Chỉ thêm hoặc bớt từ phụ: ttên sáng kiến.
        Rèn kỹ năng sống cho học sinh lớp Bốn      | Rèn kỹ năng sống cho học sinh lớp 4                || là một   | same_title_and_author |
        Ren ky nang song cho hoc sinh lop 4        | Sáng kiến: Ren ky nang song cho hoc sinh lop bon  || là một   | same_title_and_author |
        Rèn kỹ năng sống cho học sinh lớp 04       | Rèn kỹ năng sống cho học sinh lớp4                 || là một   | same_title_and_author |
        Ôn tập học kỳ II môn Toán                  | Ôn tập học kỳ 2 môn Toán                           || là một   | same_title_and_author |
        """,
    ),
    Rule(
        "10.2", "Gõ không dấu, gõ telex chưa thành chữ",
        "Tên không có dấu nào được so không kể dấu. Trong tên có dấu, từ thiếu dấu được xét như từ gõ nhầm.",
        pairs="""
        tên                                        | và tên                                             || kết luận | lý do                 | chi tiết
        Rèn kỹ năng tự phục vụ cho trẻ lớp Lá      | Ren ky nang tu phuc vu cho tre lop La              || là một   | same_title_and_author | Một tên gõ không dấu.
        Rèn kỹ năng tự phục vụ cho trẻ lớp Lá      | Renf kỹ năng tự phucj vụ cho trẻ lớp Lá            || là một   | same_title_and_author | Chỉ khác do gõ nhầm: phucj và phục; renf và rèn.
        Rèn kỹ năng tự phục vụ cho trẻ lớp Lá      | Ren ky nang tu phuc vu cho tre lop Mam             || hai      | other_title           | Khác từ: mam và la.
        """,
    ),
    Rule(
        "10.3", "Gõ nhầm một, hai nét",
        "Từ gõ nhầm được nhận ra theo danh sách từ kèm chương trình: một bên là từ có nghĩa, bên kia không phải, hoặc không đứng được ở chỗ ấy.",
        pairs="""
        tên                                        | và tên                                             || kết luận | lý do                 | chi tiết
        Một số biện pháp rèn chữ viết              | Một số bịên pháp rènn chữ viết                     || là một   | same_title_and_author | Chỉ khác do gõ nhầm: rèn và rènn.
        Một số biện pháp rèn chữ viết              | Một số biên pháp rèn chữ viết                      || là một   | same_title_and_author | Chỉ khác do gõ nhầm: biên và biện.
        Nâng cao chất lượng dạy học môn Toán       | Nâng cao chấ lượng dạy hocj môm Toán               || là một   | same_title_and_author | Chỉ khác do gõ nhầm: hocj và học; chấ và chất; môm và môn.
        Nâng cao chất lượng dạy học môn Toán       | Nâng cao chấtlượng dạy học mô n Toán               || là một   | same_title_and_author | Chỉ khác khoảng trắng: chất lượng và chấtlượng; môn và mô n.
        Kỹ thuật trồng dừa xen canh                | Kỹ thuật trồng dứa xen canh                        || rà soát  | near_title            | Có thể gõ nhầm, cũng có thể là từ khác: dừa và dứa.
        Quản lý thuốc trong kho                    | Quản lý thước trong kho                            || rà soát  | near_title            | Chắc là từ khác, cũng có thể gõ nhầm: thuốc và thước.
        Rèn kỹ năng đọc bằng tranh                 | Rèn kỹ năng đọc bằng xtq                           || rà soát  | near_title            | Có từ gõ nhầm không đoán được: tranh và xtq.
        """,
    ),
    Rule(
        "10.4", "Từ có thể gõ nhầm, tóm tắt giống hệt nhau",
        "Cùng tác giả, cùng đơn vị, cùng một tóm tắt đủ dài thì từ ấy là gõ nhầm; hai năm học vẫn là hai.",
        pairs="""
        tên                                 | và tên                              | tóm tắt                                                                 | và tóm tắt                                                              || kết luận | lý do                 | chi tiết
        Kỹ thuật trồng dừa xen canh         | Kỹ thuật trồng dứa xen canh         | Trồng hai hàng so le, tưới nhỏ giọt, bón phân hữu cơ mỗi quý một lần      | Trồng hai hàng so le, tưới nhỏ giọt, bón phân hữu cơ mỗi quý một lần.     || là một   | same_title_and_author | Có thể gõ nhầm, cũng có thể là từ khác: dừa và dứa.
        Kỹ thuật trồng dừa xen canh         | Kỹ thuật trồng dứa xen canh         | Dễ làm, ít tốn kém                                                      | Dễ làm, ít tốn kém                                                      || rà soát  | near_title            | Có thể gõ nhầm, cũng có thể là từ khác: dừa và dứa.
        Trồng dừa xen canh năm học 2020-2021 | Trồng dứa xen canh năm học 2021-2022 | Trồng hai hàng so le, tưới nhỏ giọt, bón phân hữu cơ mỗi quý một lần     | Trồng hai hàng so le, tưới nhỏ giọt, bón phân hữu cơ mỗi quý một lần      || rà soát  | near_title            | Có thể gõ nhầm, cũng có thể là từ khác: dừa và dứa. Khác năm học: 2020-2021 và 2021-2022.
        """,
    ),
    Rule(
        "10.5", "Chữ viết tắt",
        "Chữ viết tắt có trong danh sách (pipeline/lookups/titles.toml) hoặc là các chữ cái đầu của những từ đứng liền nhau ở tên kia.",
        pairs="""
        tên                                             | và tên                                        || kết luận | lý do                 | chi tiết
        Giúp học sinh lớp 2 học tốt môn Toán            | Giúp HS lớp 2 học tốt môn Toán                || là một   | same_title_and_author |
        Ứng dụng công nghệ thông tin trong dạy học      | Ứng dụng CNTT trong DH                        || là một   | same_title_and_author |
        Rèn kỹ năng giải toán cho học sinh              | Rèn KN giải toán cho HS                       || là một   | same_title_and_author | Chỉ khác chữ viết tắt: KN và kĩ năng.
        Bồi dưỡng nghiệp vụ cho ban đại diện cha mẹ     | Bồi dưỡng nghiệp vụ cho BĐDCM                 || là một   | same_title_and_author | Chỉ khác chữ viết tắt: BĐDCM và ban đại diện cha mẹ.
        """,
    ),
    Rule(
        "10.6", "Từ phụ, thứ tự từ",
        "“Một số”, “các”, “cho”, “trong”… thêm hay bớt, cụm từ đổi chỗ không làm thành sáng kiến khác.",
        pairs="""
        tên                                             | và tên                                                || kết luận | lý do                 | chi tiết
        Một số biện pháp rèn chữ viết cho học sinh      | Biện pháp rèn chữ viết học sinh                       || là một   | same_title_and_author | Chỉ thêm hoặc bớt từ phụ: một số cho.
        Rèn chữ viết cho học sinh qua trò chơi          | Qua trò chơi, rèn chữ viết cho học sinh               || là một   | same_title_and_author | Chỉ khác thứ tự từ, dấu câu.
        Nâng cao chất lượng bữa ăn bán trú              | Nâng cao lượng chất bữa ăn bán trú                    || là một   | same_title_and_author | Chỉ khác thứ tự từ, dấu câu.
        Một số biện pháp rèn chữ viết                   | Một số giải pháp rèn chữ viết                         || rà soát  | near_title            | Khác cách gọi: biện và giải.
        Rèn chữ viết cho học sinh                       | Rèn chữ viết đẹp cho học sinh                         || rà soát  | near_title            | Một tên có thêm từ: đẹp.
        Rèn chữ viết cho học sinh                       | Rèn chữ viết cho học sinh bằng bảng con và phấn màu   || hai      |                       |
        """,
    ),
    Rule(
        "10.7", "Số, lớp, tên máy quyết định",
        "Lớp 1 không phải lớp 2, máy số 4 không phải máy số 5, giai đoạn 1 không phải giai đoạn 2.",
        source=PROGRAMME,
        pairs="""
        tên                                             | và tên                                                || kết luận | lý do       | chi tiết
        Giúp học sinh lớp 1 học tốt môn Toán            | Giúp học sinh lớp 2 học tốt môn Toán                  || hai      | other_title | Khác lớp: 1 và 2.
        Giúp học sinh lớp Một học tốt môn Toán          | Giúp học sinh lớp Bốn học tốt môn Toán                || hai      | other_title | Khác lớp: 1 và 4.
        Cải tiến bộ lọc máy nghiền số 4                 | Cải tiến bộ lọc máy nghiền số 5                       || hai      | other_title | Khác số: 4 và 5.
        Giáo dục kỹ năng cho trẻ 3-4 tuổi               | Giáo dục kỹ năng cho trẻ 4-5 tuổi                     || hai      | other_title | Khác số: 3 và 5.
        Quản lý hồ sơ hộ tịch giai đoạn 1               | Quản lý hồ sơ hộ tịch giai đoạn II                    || hai      | other_title | Khác số: 1 và 2.
        Sửa bơm 1-P-481A                                | Sửa bơm 1-P-481B                                      || hai      | other_title | Khác số: 481a và 481b.
        Cải tiến bộ lọc máy nghiền số 4                 | Cải tiến bộ lọc máy nghiền                            || rà soát  | near_title  | Chỉ một tên có số: 4. Chỉ thêm hoặc bớt từ phụ: số.
        Dạy Toán lớp 1 theo sách lớp 2                  | Dạy Toán lớp 2 theo sách lớp 1                        || là một   | same_title_and_author | Chỉ khác thứ tự từ, dấu câu.
        Ôn tập lớp 1 học kỳ 2                           | Ôn tập lớp 2 học kỳ 1                                 || rà soát  | near_title  | Cùng các số nhưng ở chỗ khác nhau: 1, 2.
        """,
    ),
    Rule(
        "10.8", "Một từ có nghĩa khác nhau ở cả hai bên là hai sáng kiến",
        "Toán không phải Ngữ văn, lớp Lá không phải lớp Mầm, kể cả khi gõ nhầm chỗ khác.",
        pairs="""
        tên                                             | và tên                                                || kết luận | lý do       | chi tiết
        Giúp học sinh lớp 1 học tốt môn Toán            | Giúp học sinh lớp 1 học tốt môn Ngữ văn               || hai      | other_title | Khác từ: ngữ văn và toán.
        Rèn kỹ năng sống cho trẻ lớp Lá                 | Rèn kỹ năg sốngg cho trẻ lớp Mầm                      || hai      | other_title | Khác từ: mầm và lá.
        Cải tiến động cơ máy ép nhựa số 14              | Cải tiến mạch điều khiển máy ép nhựa số 14            || hai      | other_title | Khác từ: mạch điều khiển và động cơ.
        Ôn bài bằng Kahoot cho học sinh                 | Ôn bài bằng Quizizz cho học sinh                      || hai      | other_title | Khác từ: kahoot và quizizz.
        """,
    ),
    Rule(
        "10.9", "Năm học",
        "Thêm năm ở một bên không làm thành sáng kiến khác; hai năm học khác nhau thì cần người rà soát.",
        pairs="""
        tên                                             | và tên                                                || kết luận | lý do                 | chi tiết
        Rèn kỹ năng đọc cho học sinh lớp 3              | Rèn kỹ năng đọc cho học sinh lớp 3 năm học 2021-2022  || là một   | same_title_and_author | Một tên ghi thêm năm: 2021-2022.
        Rèn kỹ năng đọc cho học sinh lớp 3 năm 2022     | Rèn kỹ năng đọc cho học sinh lớp 3, NH 2021 – 2022    || là một   | same_title_and_author | Một tên ghi thêm năm: 2021-2022, 2022.
        Rèn kỹ năng đọc lớp 3 năm học 2020-2021         | Rèn kỹ năng đọc lớp 3 năm học 2021-2022               || rà soát  | same_title_other_year | Khác năm học: 2020-2021 và 2021-2022.
        """,
    ),
    Rule(
        "10.10", "Tên đơn vị, địa bàn ghi trong tên sáng kiến",
        "Đơn vị ghi thêm tên mình ở một lần gửi không làm thành sáng kiến khác. Địa bàn (“trên địa bàn xã …”) là một phần của nhiều tên: cần người rà soát.",
        pairs="""
        tên                                             | và tên                                                        || kết luận | lý do                 | chi tiết
        Một số biện pháp rèn chữ viết                   | Một số biện pháp rèn chữ viết tại Trường Tiểu học Chà Là      || là một   | same_title_and_author | Một tên ghi thêm nơi thực hiện: tại trường tiểu học chà là.
        Biện pháp tuyên truyền bảo hiểm xã hội          | Biện pháp tuyên truyền bảo hiểm xã hội trên địa bàn xã Phan   || rà soát  | near_title            | Chỉ một tên ghi địa bàn: trên địa bàn xã phan.
        Biện pháp rèn chữ viết tại Trường TH Chà Là     | Biện pháp rèn chữ viết tại Trường TH Bến Củi                  || rà soát  | near_title            | Khác nơi thực hiện: bến củi và chà là.
        """,
    ),
    Rule(
        "10.11", "Tác giả",
        "Tác giả chính của dòng này là một tác giả của dòng kia. Danh xưng, thứ tự, chữ cái đầu, dấu bị mất, một nét gõ nhầm không làm thành người khác.",
        pairs="""
        tên                       | tác giả                            | và tác giả                     || kết luận | lý do                   | chi tiết
        Góc đọc sách dưới tán cây | Lê Thị Thúy                        | Cô LÊ THỊ THUÝ                 || là một   | same_title_and_author   |
        Góc đọc sách dưới tán cây | Lê Thị Thúy                        | Le Thi Thuy                    || là một   | same_title_and_author   |
        Góc đọc sách dưới tán cây | Lê Thị Thúy                        | L.T. Thúy                      || là một   | same_title_and_author   |
        Góc đọc sách dưới tán cây | Lê Thị Minh                        | Lê Thị Monh                    || là một   | same_title_and_author   |
        Góc đọc sách dưới tán cây | Lê Thị Minh                        | Minh Lê Thị                    || là một   | same_title_and_author   |
        Góc đọc sách dưới tán cây | Lê Thị Minh; Hà Văn Ba             | ThS. Hà Văn Ba - Đ/c Lê Thị Minh || là một | same_title_and_author   |
        Góc đọc sách dưới tán cây | Lê Thị Minh; Hà Văn Ba             | Hà Văn Ba                      || là một   | same_title_and_author   |
        Góc đọc sách dưới tán cây | Lê Thị Hoa                         | Lê Thị Hòa                     || rà soát  | same_title_other_author |
        Góc đọc sách dưới tán cây | Lê Thị Lan                         | Lê Thị Lành                    || rà soát  | same_title_other_author |
        """,
    ),
    Rule(
        "10.12", "Đơn vị khác, tác giả khác",
        "Chỉ người rà soát mới kết luận được; khác cả hai thì chỉ rà soát khi tóm tắt giống nhau, vì nhiều giáo viên dùng chung một kiểu tên.",
        pairs="""
        tên                                 | và tên                               | đơn vị | tác giả     | và tác giả  | tóm tắt            | và tóm tắt          || kết luận | lý do                   | chi tiết
        Giúp học sinh lớp 1 học tốt Toán    | Giúp HS lớp 1 học tốt Toán           | cùng   | Lê Thị Minh | Hà Văn Ba   |                    |                     || rà soát  | same_title_other_author |
        Giúp học sinh lớp 1 học tốt Toán    | Giúp học sinh lớp 1 học tốt Toán     | khác   | Lê Thị Minh | Lê Thị Minh |                    |                     || rà soát  | same_title_other_unit   |
        Giúp học sinh lớp 1 học tốt Toán    | Giúp học sinh lớp 1 học tốt Toán     | khác   | Lê Thị Minh | Hà Văn Ba   |                    |                     || hai      |                         |
        Giúp học sinh lớp 1 học tốt Toán    | Giúp học sinh lớp 1 học tốt Toán     | khác   | Lê Thị Minh | Hà Văn Ba   | Chia nhóm, ghép đôi | Chơi trò đoán số   || hai      |                         |
        Giúp học sinh lớp 1 học tốt Toán    | Giúp học sinh lớp 1 học tốt Toán     | khác   | Lê Thị Minh | Hà Văn Ba   | Chia nhóm, ghép đôi bạn giỏi kèm bạn yếu | CHIA NHÓM, ghép đôi: bạn giỏi kèm bạn yếu. || rà soát | same_title_and_summary |
        Giúp học sinh lớp 1 học tốt Toán    | Giúp học sinh lớp 2 học tốt Toán     | khác   | Lê Thị Minh | Hà Văn Ba   |                    |                     || hai      |                         |
        """,
    ),
)  # fmt: skip

CHAPTER = Chapter(
    "Khi nào hai tên là một",
    "Mỗi cặp được xét riêng, không phụ thuộc các dòng khác. Nơi bảng không ghi: cùng tác giả, cùng đơn vị, không có tóm tắt. "
    "Danh sách từ và bảng quyết định nằm trong pipeline/lookups.",
    RULES,
)
