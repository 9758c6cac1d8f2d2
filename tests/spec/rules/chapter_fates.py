"""Chapter 5: eligibility, the counting day, phases and the one fate of every row."""

from tests.spec.rules.rule import GUIDANCE, PROGRAMME, Chapter, Rule

_PHASES = f"{PROGRAMME}; Kế hoạch 300/KH-LĐLĐ ngày 03/3/2022"

RULES = (
    Rule(
        "5.1", "Áp dụng lần đầu từ 01/9/2021 đến 01/9/2023",
        "Ngày đầu và ngày cuối đều được tính.",
        source=f"{GUIDANCE}, điều kiện 3",
        rows="""
        tệp    | Ngày báo cáo | Ngày áp dụng lần đầu | Ngày công nhận | Ngày cập nhật Cổng || số phận            | lý do
        a.xlsx | 01/10/2023   | 31/8/2021            | 15/4/2022      | 20/4/2022          || không đủ điều kiện | applied_outside_window
               |              | 01/9/2021            | 15/4/2022      | 20/4/2022          || được tính          |
               |              | 01/9/2023            | 01/9/2023      | 01/9/2023          || được tính          |
               |              | 02/9/2023            | 02/9/2023      | 01/9/2023          || không đủ điều kiện | applied_outside_window
        """,
        as_of="01/10/2023",
    ),
    Rule(
        "5.2", "Chỉ ghi tháng áp dụng: tính khi có một ngày của tháng nằm trong thời gian",
        "Tháng ở mép được nhắc.",
        source=f"{GUIDANCE}, điều kiện 3",
        rows="""
        tệp    | Ngày báo cáo | Ngày áp dụng lần đầu | Ngày công nhận || số phận            | báo
        a.xlsx | 01/10/2023   | 8/2021               | 15/4/2022      || không đủ điều kiện | applied_outside_window
               |              | 9/2021               | 15/4/2022      || được tính          |
               |              | 8/2023               | 15/9/2023      || được tính          |
               |              | 9/2023               | 15/9/2023      || được tính          | month_at_window_edge
               |              | 10/2023              | 01/10/2023     || không đủ điều kiện | applied_outside_window
        """,
        as_of="01/10/2023",
    ),
    Rule(
        "5.3", "Đã được công nhận phải có cấp công nhận, ngày công nhận và ngày áp dụng",
        "Thiếu thì còn chờ, mỗi thứ thiếu là một lý do.",
        source=f"{GUIDANCE}, điều kiện 2 và 3",
        rows="""
        Cấp công nhận      | Ngày công nhận | Ngày áp dụng lần đầu || số phận      | lý do
                           | 15/4/2022      | 21/02/2022           || đang xem xét | recognised_by_missing
        Hội đồng sáng kiến |                | 21/02/2022           || đang xem xét | recognised_on_missing
        Hội đồng sáng kiến | 15/4/2022      |                      || đang xem xét | applied_on_missing
                           |                |                      || đang xem xét | applied_on_missing recognised_by_missing recognised_on_missing
        """,
    ),
    Rule(
        "5.4", "Ngày ở sau ngày tính số liệu: còn chờ, có nhắc",
        "Tệp được nhận ngày 30/6/2022, số liệu tính đến hết 31/5/2022. Đúng ngày tính số liệu thì được tính.",
        rows="""
        Ngày áp dụng lần đầu | Ngày công nhận | Ngày cập nhật Cổng || số phận      | lý do                               | báo
        31/5/2022            | 31/5/2022      | 31/5/2022          || được tính    |                                     | day_after_report
        21/02/2022           | 01/6/2022      | 20/4/2022          || đang xem xét | recognised_after_as_of              | recognised_after_as_of
        21/02/2022           | 15/4/2022      | 01/6/2022          || đang xem xét | portal_after_as_of                  | portal_after_as_of
        01/6/2022            | 02/6/2022      | 20/4/2022          || đang xem xét | applied_after_as_of recognised_after_as_of | applied_after_as_of recognised_after_as_of
        6/2022               | 30/6/2022      | 20/4/2022          || đang xem xét | applied_after_as_of recognised_after_as_of | applied_after_as_of recognised_after_as_of
        5/2022               | 31/5/2022      | 20/4/2022          || được tính    |                                     |
        """,
        received_on="30/6/2022",
    ),
    Rule(
        "5.5", "Thứ tự xét: có lỗi, rút, trùng, không đủ điều kiện, đang xem xét, được tính",
        "Mỗi dòng có đúng một kết quả, là điều đầu tiên đúng.",
        rows="""
        dòng | Tên sáng kiến                 | Trạng thái        | Đối tượng        | Ngày áp dụng lần đầu | Đang được bảo hộ SHTT || số phận            | lý do
        1    | Bếp ăn một chiều cho học sinh | Ý tưởng           | Người ngoài      | 01/01/2020           | Có                    || có lỗi             | choice_unknown
        2    | Vườn rau sạch sau lớp học     | Rút               | Người ngoài      | 01/01/2020           | Có                    || đã rút             | stage_withdrawn
        3    | Tưới cây bằng nước mưa        | Ý tưởng           | Cán bộ công đoàn | 01/01/2020           | Có                    || không đủ điều kiện | applied_outside_window ip_protected
        4    | Sổ theo dõi thiết bị điện tử  | Ý tưởng           | Cán bộ công đoàn | 01/3/2022            | Có                    || không đủ điều kiện | ip_protected
        5    | Góc đọc sách dưới tán cây     | Ý tưởng           | Cán bộ công đoàn | 01/3/2022            | Không                 || đang xem xét       | not_recognised
        6    | Góc đọc sách dưới tán cây     | Đã được công nhận | Cán bộ công đoàn | 01/01/2020           | Không                 || trùng              | same_title_and_author
        7    | Tủ thuốc dùng chung cho xóm   | Đã được công nhận | Cán bộ công đoàn | 01/3/2022            | Không                 || được tính          |
        """,
    ),
    Rule(
        "5.6", "Giai đoạn theo Ngày cập nhật Cổng; hai đầu giai đoạn đều được tính",
        "Giai đoạn 1: 08/01/2022 - 31/5/2022. Giai đoạn 2: 01/6/2022 - 01/9/2023.",
        source=_PHASES,
        rows="""
        tệp    | Ngày báo cáo | Ngày công nhận | Ngày cập nhật Cổng || số phận            | giai đoạn | lý do
        a.xlsx | 01/10/2023   | 15/4/2022      | 07/01/2022         || không đủ điều kiện |           | outside_phases
               |              | 15/4/2022      | 08/01/2022         || được tính          | 1         |
               |              | 15/4/2022      | 31/5/2022          || được tính          | 1         |
               |              | 15/4/2022      | 01/6/2022          || được tính          | 2         |
               |              | 15/4/2022      | 01/9/2023          || được tính          | 2         |
               |              | 15/4/2022      | 02/9/2023          || không đủ điều kiện |           | outside_phases
        """,
        totals="""
        số liệu                     || là
        phases.1.counted            || 2
        phases.2.counted            || 2
        units.CD01.phases.1.counted || 2
        units.CD01.phases.2.counted || 2
        """,
        as_of="01/10/2023",
    ),
    Rule(
        "5.7", "Chưa có Ngày cập nhật Cổng: lấy Ngày báo cáo đầu tiên có sáng kiến",
        "Kể cả lần gửi mà dòng ấy có lỗi, không kể lần Rút.",
        source=_PHASES,
        rows="""
        tệp    | Ngày báo cáo | dòng | Tên sáng kiến                 | Trạng thái        | Đối tượng        | Ngày cập nhật Cổng || số phận    | ngày tính | giai đoạn
        a.xlsx | 20/5/2022    | 1    | Bếp ăn một chiều cho học sinh | Đã được công nhận | Người ngoài      |                    || có bản sau | 20/5/2022 | 1
               |              | 2    | Vườn rau sạch sau lớp học     | Ý tưởng           | Cán bộ công đoàn |                    || có bản sau | 20/5/2022 | 1
               |              | 3    | Tưới cây bằng nước mưa        | Rút               | Cán bộ công đoàn |                    || có bản sau |           |
        b.xlsx | 10/6/2022    | 4    | Bếp ăn một chiều cho học sinh | Đã được công nhận | Cán bộ công đoàn |                    || được tính  | 20/5/2022 | 1
               |              | 5    | Vườn rau sạch sau lớp học     | Đã được công nhận | Cán bộ công đoàn |                    || được tính  | 20/5/2022 | 1
               |              | 6    | Tưới cây bằng nước mưa        | Đã được công nhận | Cán bộ công đoàn |                    || được tính  | 10/6/2022 | 2
               |              | 7    | Góc đọc sách dưới tán cây     | Đã được công nhận | Cán bộ công đoàn |                    || được tính  | 10/6/2022 | 2
        """,
        as_of="30/6/2022",
    ),
    Rule(
        "5.8", "Tính theo Ngày công nhận",
        "Khi campaign.toml chọn count_basis = recognised_on.",
        rows="""
        tệp    | Ngày báo cáo | Trạng thái        | Ngày công nhận | Ngày cập nhật Cổng || số phận      | ngày tính | giai đoạn
        a.xlsx | 10/6/2022    | Đã được công nhận | 15/4/2022      | 05/6/2022          || được tính    | 15/4/2022 | 1
               |              | Đã áp dụng        |                | 20/4/2022          || đang xem xét | 10/6/2022 | 2
        """,
        as_of="30/6/2022", count_basis="recognised_on",
    ),
    Rule(
        "5.9", "Tính theo Ngày báo cáo",
        "Khi campaign.toml chọn count_basis = report_date: Ngày báo cáo đầu tiên có sáng kiến.",
        rows="""
        tệp    | Ngày báo cáo | Tên sáng kiến                 | Ngày cập nhật Cổng || số phận    | ngày tính | giai đoạn
        a.xlsx | 20/5/2022    | Bếp ăn một chiều cho học sinh | 20/4/2022          || có bản sau | 20/5/2022 | 1
        b.xlsx | 10/6/2022    | Bếp ăn một chiều cho học sinh | 08/6/2022          || được tính  | 20/5/2022 | 1
               |              | Vườn rau sạch sau lớp học     | 20/4/2022          || được tính  | 10/6/2022 | 2
        """,
        as_of="30/6/2022", count_basis="report_date",
    ),
    Rule(
        "5.10", "Công nhận sau khi giai đoạn kết thúc vẫn tính vào giai đoạn của ngày tính",
        "Nhập Cổng ngày 20/5/2022, công nhận ngày 15/6/2022: giai đoạn 1.",
        source=_PHASES,
        rows="""
        tệp    | Ngày báo cáo | Ngày công nhận | Ngày cập nhật Cổng || số phận   | giai đoạn
        a.xlsx | 20/6/2022    | 15/6/2022      | 20/5/2022          || được tính | 1
        """,
        as_of="30/6/2022",
    ),
    Rule(
        "5.11", "Lần gửi sau làm đổi giai đoạn: nhắc",
        "Sáng kiến tính theo dòng mới nhất.",
        rows="""
        tệp    | Ngày báo cáo | Tên sáng kiến                 | Ngày cập nhật Cổng || số phận    | giai đoạn | báo
        a.xlsx | 20/5/2022    | Bếp ăn một chiều cho học sinh | 20/4/2022          || có bản sau | 1         |
        b.xlsx | 10/6/2022    | Bếp ăn một chiều cho học sinh | 08/6/2022          || được tính  | 2         | phase_changed
        """,
        as_of="30/6/2022",
    ),
    Rule(
        "5.12", "Sáng kiến còn chờ mà ngày tính ngoài mọi giai đoạn thì không đủ điều kiện",
        "Báo cáo trước ngày 08/01/2022, chưa nhập Cổng.",
        rows="""
        tệp    | Ngày báo cáo | Trạng thái | Ngày áp dụng lần đầu | Ngày cập nhật Cổng | Ngày công nhận || số phận            | lý do
        a.xlsx | 05/01/2022   | Ý tưởng    |                      |                    |                || không đủ điều kiện | outside_phases
        """,
    ),
    Rule(
        "5.13", "Dòng bị loại không phụ thuộc ngày tính số liệu",
        "Ngày 15/6/2022 ở sau ngày tính 31/5/2022 nhưng không sau ngày nhận 30/6/2022: còn chờ. Ngày 01/7/2022 ở sau ngày nhận: có lỗi.",
        rows="""
        Ngày công nhận || số phận      | lý do
        15/6/2022      || đang xem xét | recognised_after_as_of
        01/7/2022      || có lỗi       | day_in_future
        """,
        received_on="30/6/2022",
    ),
)  # fmt: skip

CHAPTER = Chapter(
    "Điều kiện, ngày tính và giai đoạn",
    "Mỗi dòng đọc được có đúng một kết quả. Cộng các kết quả lại bằng số dòng đã đọc.",
    RULES,
)
