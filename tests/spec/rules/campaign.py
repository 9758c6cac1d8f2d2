"""The campaign and the unions of which all rules speak."""

from collections.abc import Sequence

from pipeline.campaign import Campaign, Unit, read_campaign, read_units

CAMPAIGN = """
[campaign]
name = "01 triệu sáng kiến"
code_prefix = "MAU"
count_basis = "{count_basis}"

[issuer]
name = "Liên đoàn Lao động huyện Mẫu"
superior = "Liên đoàn Lao động tỉnh Mẫu"
place = "Huyện Mẫu"
addressee = "Ban Thường vụ Liên đoàn Lao động tỉnh Mẫu"

[[phase]]
number = 1
name = "Giai đoạn 1"
first_day = 2022-01-08
last_day = 2022-05-31
target = 7

[[phase]]
number = 2
name = "Giai đoạn 2"
first_day = 2022-06-01
last_day = 2023-09-01
target = 5

[application_window]
first_day = 2021-09-01
last_day = 2023-09-01

[lists]
author_group = ["Cán bộ, công chức, viên chức", "Công nhân, lao động doanh nghiệp", "Cán bộ công đoàn", "Khác"]
solution_kind = [
    "Giải pháp kỹ thuật", "Giải pháp quản lý", "Giải pháp tác nghiệp",
    "Giải pháp ứng dụng tiến bộ kỹ thuật, công nghệ", "Đề tài nghiên cứu khoa học",
]
field_of_work = [
    "Giáo dục và đào tạo", "Y tế", "Sản xuất, kinh doanh", "An toàn vệ sinh lao động, môi trường",
    "Cải cách hành chính, quản lý, điều hành", "Xây dựng Đảng, hệ thống chính trị", "Hoạt động công đoàn",
    "Nông nghiệp", "Công nghệ thông tin", "Khác",
]
"""

UNITS = """unit_code,unit_name,block,commune,target_phase_1,target_phase_2,active_from,active_to
CD01,CĐCS Trường Tiểu học Mẫu,Trường học,Phan,3,2,,
CD02,CĐCS Trạm Y tế Mẫu,Y tế,Bàu Năng,3,3,,
CD03,CĐCS Công ty Mẫu,Doanh nghiệp,Phan,1,0,2022-01-01,
CD04,CĐCS Trường cũ Mẫu,Trường học,Suối Đá,2,0,,2022-04-30
"""


def campaign(count_basis: str = "portal_on", as_warning: Sequence[str] = ()) -> Campaign:
    rules = f"\n[rules]\nas_warning = {list(as_warning)}\n"
    return read_campaign(CAMPAIGN.replace("{count_basis}", count_basis) + rules)


def units() -> tuple[Unit, ...]:
    return read_units(UNITS, campaign())
