"""Chapter 3: the columns of the sheet `Sáng kiến`."""

from tests.spec.rules.rule import GUIDANCE, PROGRAMME, Chapter, Rule

RULES = (
    Rule(
        "3.1", "Tên sáng kiến: từ 10 đến 500 ký tự",
        "Chữ điền tạm coi như để trống.",
        rows="""
        Tên sáng kiến | Tác giả chính || số phận   | lý do
        {9 ký tự}     | Lê Thị Một    || có lỗi    | title_too_short
        {10 ký tự}    | Lê Thị Hai    || được tính |
        {500 ký tự}   | Lê Thị Ba     || được tính |
        {501 ký tự}   | Lê Thị Bốn    || có lỗi    | title_too_long
        (trống)       | Lê Thị Năm    || có lỗi    | required_missing
        đang cập nhật | Lê Thị Sáu    || có lỗi    | required_missing
        """,
    ),
    Rule(
        "3.2", "Tác giả chính: họ và tên một người",
        "Từ hai từ trở lên, không có chữ số. Tập thể, tổ, phòng, công ty không phải là người: xin ghi tên một người.",
        rows="""
        Tác giả chính  || số phận   | lý do
        Lê Thị Mẫu     || được tính |
        Đoàn Trường Tổ Giang || được tính |
        Tập thể tổ Toán || có lỗi   | author_not_person
        Tổ Văn phòng   || có lỗi    | author_not_person
        Nhóm tác giả   || có lỗi    | author_not_person
        Nhóm tác giả: Lê Thị Mẫu || được tính |
        Mẫu            || có lỗi    | author_not_full_name
        Lê Thị Mẫu 2   || có lỗi    | author_with_digits
        0912345678     || có lỗi    | author_not_full_name author_with_digits
        nt             || có lỗi    | required_missing
        """,
    ),
    Rule(
        "3.3", "Nhiều tên trong ô Tác giả chính: tên đầu là tác giả, các tên sau là đồng tác giả",
        "Các tên cách nhau bằng ; , / chữ “và”, dấu & hoặc xuống dòng, mỗi tên từ hai từ trở lên. Có một lưu ý. Dấu gạch ngang có thể là giữa hai tên, có thể là trước chức vụ: hỏi lại, không đoán.",
        rows="""
        Tác giả chính              | Đồng tác giả || đọc là: Tác giả chính | đọc là: Đồng tác giả     | báo
        Lê Thị Một; Đỗ Văn Hai     |              || Lê Thị Một            | Đỗ Văn Hai               | author_split
        Lê Thị Một, Đỗ Văn Hai     | Hà Văn Ba    || Lê Thị Một            | Đỗ Văn Hai; Hà Văn Ba    | author_split
        Lê Thị Một/Đỗ Văn Hai      |              || Lê Thị Một            | Đỗ Văn Hai               | author_split
        Lê Thị Một và Đỗ Văn Hai   |              || Lê Thị Một            | Đỗ Văn Hai               | author_split
        Lê Thị Một⏎Đỗ Văn Hai      |              || Lê Thị Một            | Đỗ Văn Hai               | author_split
        1. Lê Thị Một⏎2. Đỗ Văn Hai |             || Lê Thị Một            | Đỗ Văn Hai               | author_split
        Lê Thị Một & Đỗ Văn Hai    |              || Lê Thị Một            | Đỗ Văn Hai               | author_split
        Lê Thị Một - Đỗ Văn Hai    |              || Lê Thị Một - Đỗ Văn Hai |                        | author_perhaps_several
        Lê Thị Một, Lan            |              || Lê Thị Một, Lan       |                          |
        """,
    ),
    Rule(
        "3.4", "Tỷ lệ đóng góp không đủ 100%: nhắc",
        "Mỗi tên có thể kèm tỷ lệ trong ngoặc. Dòng vẫn được nhận.",
        source="Nghị định 13/2012/NĐ-CP (Điều lệ Sáng kiến)",
        rows="""
        Tác giả chính    | Đồng tác giả                         || số phận   | báo
        Lê Thị Một       | Đỗ Văn Hai (60%); Hà Văn Ba (40%)    || được tính |
        Lê Thị Một       | Đỗ Văn Hai (60%); Hà Văn Ba (30%)    || được tính | shares_not_whole
        Lê Thị Một (50%) | Đỗ Văn Hai (30%); Hà Văn Ba (20%)    || được tính |
        Lê Thị Một       | Đỗ Văn Hai; Hà Văn Ba                || được tính |
        Lê Thị Một       | Đỗ Văn Hai (66,7%); Hà Văn Ba (33,3%) || được tính |
        """,
    ),
    Rule(
        "3.5", "Đối tượng: một trong bốn giá trị",
        "So không kể chữ hoa, dấu câu, khoảng trắng, cách đặt dấu thanh, i/y.",
        source=PROGRAMME,
        rows="""
        Đối tượng                        || số phận   | lý do            | đọc là: Đối tượng
        CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC     || được tính |                  | Cán bộ, công chức, viên chức
        công nhân,  lao động doanh nghiệp || được tính |                 | Công nhân, lao động doanh nghiệp
        Cán bộ công đoàn                 || được tính |                  | Cán bộ công đoàn
        Khác                             || được tính |                  | Khác
        Giáo viên                        || có lỗi    | choice_unknown   | Giáo viên
        (trống)                          || có lỗi    | required_missing |
        """,
    ),
    Rule(
        "3.6", "Loại giải pháp: một trong năm loại của chương trình",
        "Phương pháp giảng dạy thuộc loại Giải pháp tác nghiệp.",
        source=f"{GUIDANCE}, điều kiện 1",
        rows="""
        Loại giải pháp                                 || số phận   | lý do            | đọc là: Loại giải pháp
        Giải pháp kĩ thuật                             || được tính |                  | Giải pháp kỹ thuật
        Giải pháp quản lí                              || được tính |                  | Giải pháp quản lý
        giải pháp tác nghiệp                           || được tính |                  | Giải pháp tác nghiệp
        Giải pháp ứng dụng tiến bộ kỹ thuật công nghệ  || được tính |                  | Giải pháp ứng dụng tiến bộ kỹ thuật, công nghệ
        ĐỀ TÀI NGHIÊN CỨU KHOA HỌC                     || được tính |                  | Đề tài nghiên cứu khoa học
        Sáng chế                                       || có lỗi    | choice_unknown   | Sáng chế
        (trống)                                        || có lỗi    | required_missing |
        """,
    ),
    Rule(
        "3.7", "Lĩnh vực áp dụng: tên khác được tra danh mục, không có thì xếp vào Khác",
        "Không vì lĩnh vực lạ mà loại dòng; để trống thì có lỗi.",
        rows="""
        Lĩnh vực áp dụng  || số phận   | đọc là: Lĩnh vực áp dụng | báo
        Y Tế              || được tính | Y tế                     |
        CNTT              || được tính | Công nghệ thông tin      | field_of_work_alias
        Thể dục thể thao  || được tính | Khác                     | field_of_work_other
        (trống)           || có lỗi    |                          | required_missing
        """,
    ),
    Rule(
        "3.8", "Tóm tắt nội dung: không quá 2.000 ký tự",
        "Dài hơn thì nhắc, không loại.",
        rows="""
        Tóm tắt nội dung || số phận   | báo
        {2000 ký tự}     || được tính |
        {2001 ký tự}     || được tính | text_too_long
        """,
    ),
    Rule(
        "3.9", "Trạng thái: một trong sáu giá trị",
        "Chỉ sáng kiến đã được công nhận mới được tính; các trạng thái khác còn chờ; Rút là rút sáng kiến.",
        source=f"{GUIDANCE}, điều kiện 2",
        rows="""
        Trạng thái        || số phận      | lý do
        Ý tưởng           || đang xem xét | not_recognised
        đã đăng kí        || đang xem xét | not_recognised
        Đang triển khai   || đang xem xét | not_recognised
        Đã áp dụng        || đang xem xét | not_recognised
        Đã được công nhận || được tính    |
        RÚT               || đã rút       | stage_withdrawn
        Hoàn thành        || có lỗi       | choice_unknown
        (trống)           || có lỗi       | required_missing
        """,
    ),
    Rule(
        "3.10", "Ngày áp dụng lần đầu: một ngày hoặc một tháng",
        "Ghi sai, ghi ngày không có trong lịch hoặc ghi ngày ở sau ngày nhận tệp (31/5/2022) thì có lỗi. Tháng chỉ ở sau khi ngày đầu tháng ở sau.",
        rows="""
        Ngày áp dụng lần đầu | Ngày công nhận || số phận      | lý do              | đọc là: Ngày áp dụng lần đầu
        [21/2/2022]          | 15/4/2022      || được tính    |                    | 21/02/2022
        tháng 2/2022         | 15/4/2022      || được tính    |                    | 01/02/2022
        đầu năm học          | 15/4/2022      || có lỗi       | day_unreadable     |
        30/02/2022           | 15/4/2022      || có lỗi       | day_does_not_exist |
        01/6/2022            | 15/4/2022      || có lỗi       | day_in_future      | 01/06/2022
        6/2022               | 15/4/2022      || có lỗi       | day_in_future      | 01/06/2022
        31/5/2022            | 31/5/2022      || được tính    |                    | 31/05/2022
        5/2022               | 31/5/2022      || được tính    |                    | 01/05/2022
        -                    | 15/4/2022      || đang xem xét | applied_on_missing |
        """,
    ),
    Rule(
        "3.11", "Ngày công nhận, Ngày cập nhật Cổng: một ngày đọc được",
        "Chỉ ghi tháng là chưa đủ. Để trống thì không có lỗi.",
        rows="""
        Ngày công nhận | Ngày cập nhật Cổng || số phận      | lý do
        15/4/2022      | (trống)            || được tính    |
        chưa có        | 20/4/2022          || đang xem xét | recognised_on_missing
        4/2022         | 20/4/2022          || có lỗi       | day_unreadable
        31/4/2022      | 20/4/2022          || có lỗi       | day_does_not_exist
        01/6/2022      | 20/4/2022          || có lỗi       | day_in_future
        15/4/2022      | 4/2022             || có lỗi       | day_unreadable
        15/4/2022      | 31/4/2022          || có lỗi       | day_does_not_exist
        15/4/2022      | 01/6/2022          || có lỗi       | day_in_future
        hôm qua        | hôm nay            || có lỗi       | day_unreadable
        """,
    ),
    Rule(
        "3.12", "Ngày đăng ký đọc không được thì để trống, có nhắc",
        "Ngày này không quyết định điều gì nên không làm dòng bị loại.",
        rows="""
        Ngày đăng ký || số phận   | báo             | đọc là: Ngày đăng ký
        14/02/2022   || được tính |                 | 14/02/2022
        30/02/2022   || được tính | cell_unreadable |
        đầu năm      || được tính | cell_unreadable |
        """,
    ),
    Rule(
        "3.13", "Cấp công nhận: Hội đồng sáng kiến hoặc Thủ trưởng",
        "Giá trị lạ thì có lỗi; để trống thì sáng kiến còn chờ.",
        source=f"{GUIDANCE}, điều kiện 2",
        rows="""
        Cấp công nhận                             || số phận      | lý do
        hội đồng sáng kiến                        || được tính    |
        Thủ trưởng cơ quan, đơn vị, doanh nghiệp  || được tính    |
        Công đoàn cơ sở                           || có lỗi       | choice_unknown
        chưa có                                   || đang xem xét | recognised_by_missing
        """,
    ),
    Rule(
        "3.14", "Đang được bảo hộ SHTT: Có hoặc Không",
        "Viết tắt thông thường đọc được; chữ khác thì có lỗi.",
        source=f"{GUIDANCE}, điều kiện 4",
        rows="""
        Đang được bảo hộ SHTT || số phận            | lý do
        Không                 || được tính          |
        khong                 || được tính          |
        (trống)               || được tính          |
        Có                    || không đủ điều kiện | ip_protected
        x                     || không đủ điều kiện | ip_protected
        đang nộp đơn          || có lỗi             | yes_no_unreadable
        """,
    ),
    Rule(
        "3.15", "Giá trị làm lợi: số hoặc chữ",
        "Số tiền đọc không được thì để trống, có nhắc; số tiền đáng ngờ thì nhắc.",
        rows="""
        Giá trị làm lợi (đồng) || số phận   | đọc là: Giá trị làm lợi (đồng) | báo
        15.000.000             || được tính | 15000000                       |
        [15000000]             || được tính | 15000000                       |
        1,5 tỷ                 || được tính | 1500000000                     |
        15 triệu đồng          || được tính | 15000000                       |
        nhiều                  || được tính |                                | cell_unreadable
        500                    || được tính | 500                            | amount_doubtful
        20 tỷ                  || được tính | 20000000000                    | amount_doubtful
        0                      || được tính |                                |
        """,
        totals="""
        số liệu     || là
        benefit_vnd || 21545000500
        """,
    ),
    Rule(
        "3.16", "Đề nghị khen thưởng: “Không” là một lựa chọn",
        "Chữ điền tạm mà có trong danh sách của cột thì không phải chữ điền tạm. Giá trị lạ được bỏ, có nhắc.",
        rows="""
        Đề nghị khen thưởng    || số phận   | đọc là: Đề nghị khen thưởng | báo
        Không                  || được tính | Không                       |
        bằng lao động sáng tạo || được tính | Bằng Lao động sáng tạo      |
        Huân chương            || được tính |                             | choice_ignored
        nt                     || được tính |                             |
        """,
    ),
    Rule(
        "3.17", "Chữ điền tạm coi như để trống",
        "So không kể chữ hoa, khoảng trắng, dấu câu.",
        rows="""
        Mã trên Cổng  | Số văn bản công nhận || số phận   | đọc là: Mã trên Cổng | báo
        …             | 12/QĐ-HĐSK           || được tính |                      |
        ...           | 12/QĐ-HĐSK           || được tính |                      |
        -             | 12/QĐ-HĐSK           || được tính |                      |
        0             | 12/QĐ-HĐSK           || được tính |                      |
        [0]           | 12/QĐ-HĐSK           || được tính |                      |
        NT            | 12/QĐ-HĐSK           || được tính |                      |
        nt.           | 12/QĐ-HĐSK           || được tính |                      |
        Như  trên     | 12/QĐ-HĐSK           || được tính |                      |
        Chưa có       | Đang cập nhật        || được tính |                      | recognition_number_missing
        SK-1          | 12/QĐ-HĐSK           || được tính | SK-1                 |
        """,
    ),
    Rule(
        "3.18", "Mã sáng kiến do cấp trên cấp, đơn vị không tự đặt",
        "Mã chưa được cấp cho đơn vị thì có lỗi. Chữ điền tạm coi như để trống.",
        rows="""
        Mã sáng kiến || số phận   | lý do
        MAU-0001     || có lỗi    | code_unknown
        -            || được tính |
        """,
    ),
    Rule(
        "3.19", "Các lời nhắc về ngày và văn bản công nhận",
        "Công nhận trước khi áp dụng, chưa ghi số văn bản: nhắc, không loại. Ngày và tháng của ô kiểu ngày có thể bị Excel đảo: nhắc khi đảo lại thì hết sai, đúng điều kiện hoặc gần thời gian được tính hơn.",
        rows="""
        Ngày áp dụng lần đầu | Số văn bản công nhận | Ngày công nhận | Ngày cập nhật Cổng || số phận            | báo
        20/4/2022            | 12/QĐ                | 15/4/2022      | 20/4/2022          || được tính          | recognised_before_applied
        4/2022               | 12/QĐ                | 15/4/2022      | 20/4/2022          || được tính          |
        21/02/2022           |                      | 15/4/2022      | 20/4/2022          || được tính          | recognition_number_missing
        [9/1/2021]           | 12/QĐ                | 15/4/2022      | 20/4/2022          || không đủ điều kiện | applied_outside_window day_perhaps_swapped
        9/1/2021             | 12/QĐ                | 15/4/2022      | 20/4/2022          || không đủ điều kiện | applied_outside_window
        [9/1/2020]           | 12/QĐ                | 15/4/2022      | 20/4/2022          || không đủ điều kiện | applied_outside_window day_perhaps_swapped
        [1/9/2020]           | 12/QĐ                | 15/4/2022      | 20/4/2022          || không đủ điều kiện | applied_outside_window
        [1/6/2022]           | 12/QĐ                | 15/4/2022      | 20/4/2022          || có lỗi             | day_after_report day_in_future day_perhaps_swapped recognised_before_applied
        [5/4/2022]           | 12/QĐ                | 01/5/2022      | 20/4/2022          || được tính          |
        [4/5/2022]           | 12/QĐ                | 15/4/2022      | 20/4/2022          || được tính          | recognised_before_applied day_perhaps_swapped
        21/02/2022           | 12/QĐ                | 15/4/2022      | [3/1/2022]         || không đủ điều kiện | outside_phases day_perhaps_swapped
        21/02/2022           | 12/QĐ                | [4/12/2022]    | 20/4/2022          || có lỗi             | day_in_future day_perhaps_swapped
        21/02/2022           | 12/QĐ                | [3/1/2022]     | 20/4/2022          || được tính          | day_perhaps_swapped recognised_before_applied
        21/02/2022           | 12/QĐ                | [3/5/2022]     | 20/4/2022          || được tính          |
        """,
    ),
    Rule(
        "3.20", "Một dòng có nhiều lỗi thì nói hết các lỗi",
        "Đơn vị sửa một lần là xong.",
        rows="""
        Tên sáng kiến | Tác giả chính | Trạng thái | Ngày công nhận || số phận | lý do
        Ngắn          | Mẫu           |            | hôm qua        || có lỗi  | author_not_full_name day_unreadable required_missing title_too_short
        """,
    ),
    Rule(
        "3.21", "Tên gọi khác của giá trị trong danh sách",
        "Tên gọi khác chỉ có thể hiểu một cách thì được hiểu, có lưu ý; danh mục tên gọi là dữ liệu, thêm được.",
        rows="""
        Đối tượng | Loại giải pháp | Trạng thái    | Cấp công nhận     | Đề nghị khen thưởng || số phận   | đọc là: Trạng thái | đọc là: Cấp công nhận                    | báo
        Viên chức | Tác nghiệp     | Đã công nhận  | HĐSK              | Bằng LĐST           || được tính | Đã được công nhận  | Hội đồng sáng kiến                       | choice_alias
        Khác      | Giải pháp quản lý | Đã được công nhận | Thủ trưởng đơn vị | Không        || được tính | Đã được công nhận  | Thủ trưởng cơ quan, đơn vị, doanh nghiệp | choice_alias
        """,
    ),
    Rule(
        "3.22", "Các cách ghi ngày",
        "Ngày trước, tháng sau. Dấu chấm cuối, thứ trong tuần, ô kiểu ngày hay số của Excel đều được; thứ không khớp với ngày thì không đoán. Không ghi năm thì hiểu là năm gần nhất, có lưu ý.",
        rows="""
        Ngày đăng ký               || đọc là: Ngày đăng ký | báo
        15/12/2021                 || 15/12/2021           |
        03/3/2022                  || 03/03/2022           |
        3/3/2022                   || 03/03/2022           |
        22.4                       || 22/04/2022           | year_assumed
        6/5/2022.                  || 06/05/2022           |
        Thứ sáu, 06/05/2022        || 06/05/2022           |
        Thứ năm, 06/05/2022        ||                      | cell_unreadable
        ngày 06 tháng 5 năm 2022   || 06/05/2022           |
        06 Tháng Tư 2022           || 06/04/2022           |
        [44687]                    || 06/05/2022           |
        44687                      || 06/05/2022           |
        [6/5/2022]                 || 06/05/2022           |
        """,
    ),
    Rule(
        "3.23", "Quy tắc mới: nhắc trước, không nhận sau",
        "Mã quy tắc ghi ở `[rules] as_warning` của campaign.toml thì chỉ nhắc, dòng vẫn được nhận; bỏ mã ra thì dòng như vậy không được nhận.",
        as_warning="author_not_person",
        rows="""
        Tên sáng kiến | Tác giả chính   || số phận   | báo
        {30 ký tự}    | Tập thể tổ Toán || được tính | author_not_person_soon
        Ngắn          | Tổ Văn phòng    || có lỗi    | author_not_person_soon title_too_short
        {40 ký tự}    | Mẫu             || có lỗi    | author_not_full_name
        """,
    ),
    Rule(
        "3.24", "Ô mà không cột nào nhận được: công thức bị lỗi, công thức chưa tính, chữ quá dài",
        "Ô có công thức bị lỗi không phải là ô trống: ở cột bắt buộc thì dòng có lỗi, ở cột khác thì nhắc. Chữ bắt đầu bằng dấu = được giữ như chữ.",
        rows="""
        Tên sáng kiến                 | Tác giả chính | Mã trên Cổng | Ghi chú        || số phận   | lý do         | báo
        Bếp ăn một chiều cho học sinh | #REF!         |              |                || có lỗi    | cell_error    | cell_error
        {32768 ký tự}                 | Lê Thị Mẫu    |              |                || có lỗi    | cell_too_long | cell_too_long
        Vườn rau sạch sau lớp học     | Lê Thị Mẫu    |              | #N/A           || được tính |               | cell_error_ignored
        Sổ tay an toàn lao động       | Lê Thị Mẫu    |              | {32768 ký tự}  || được tính |               | cell_too_long_ignored
        Lưới che nắng cho vườn ươm    | Lê Thị Mẫu    |              | =A1+B1         || được tính |               | cell_formula
        """,
    ),
)  # fmt: skip

CHAPTER = Chapter(
    "Từng cột của trang “Sáng kiến”",
    "Ô bắt buộc để trống hoặc sai làm dòng có lỗi; ô khác đọc không được thì chỉ nhắc và để trống.",
    RULES,
)
