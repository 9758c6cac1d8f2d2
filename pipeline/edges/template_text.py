"""What the sheet `Hướng dẫn` says, made from the campaign's own days, lists and names so that it contradicts none."""

from dataclasses import dataclass

from pipeline.campaign import Campaign, Unit
from pipeline.vietnamese import count, day, letter
from schemas import activity, initiative, stamp, support_team, unit_sheet


@dataclass(frozen=True)
class Section:
    """A part of the instructions: its heading and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


def instructions(campaign: Campaign, unit: Unit) -> tuple[Section, ...]:
    """The text of the sheet down to the table of columns."""
    return (
        Section("MỤC ĐÍCH", _purpose(campaign, unit)),
        Section("CÁC BƯỚC THỰC HIỆN", _steps(campaign)),
        Section("GỬI BỔ SUNG, SỬA, RÚT SÁNG KIẾN VÀ BÁO CÁO KHÔNG PHÁT SINH", _resubmission(campaign)),
        Section("SÁNG KIẾN ĐƯỢC TÍNH VÀO KẾT QUẢ", _eligibility(campaign)),
    )


def reminder(campaign: Campaign) -> str:
    """The line under the sheet `Đơn vị` that leads on to the instructions."""
    return (
        "Mục có dấu * là bắt buộc; ô nền xám do cấp trên điền sẵn. "
        f"Cách ghi và cách gửi về {campaign.issuer.name}: xin xem trang “{stamp.HELP_SHEET}”."
    )


def _purpose(campaign: Campaign, unit: Unit) -> tuple[str, ...]:
    report = (
        f"Tệp này dành cho {unit.unit_name} (mã {unit.unit_code}) để báo cáo với {campaign.issuer.name} "
        "về sáng kiến của đoàn viên, cán bộ, công chức, viên chức, người lao động trong "
        f"Chương trình “{campaign.campaign.name}”."
    )
    names = (
        "Số liệu của các đơn vị được tổng hợp bằng máy từ các tệp này, vì vậy xin giữ nguyên tên các trang "
        "và tên các cột. Tệp chỉ cần những thông tin nêu ở các cột; xin không ghi số căn cước, ngày sinh "
        "hoặc thông tin riêng khác của tác giả."
    )
    return report, names


def _steps(campaign: Campaign) -> tuple[str, ...]:
    report_on = unit_sheet.BY_FIELD["report_on"].heading
    unit_page = (
        f"1. Trang “{unit_sheet.SHEET}”: ghi {report_on} (mỗi lần gửi phải ghi lại, không ghi ngày sau ngày gửi) "
        "và các mục còn trống. Ô nền xám đã được điền sẵn, xin không sửa."
    )
    initiative_page = (
        f"2. Trang “{initiative.SHEET}”: mỗi sáng kiến ghi một dòng, bắt đầu từ dòng 2. Cột có dấu * là bắt buộc. "
        "Cột có danh sách thì bấm mũi tên bên phải ô để chọn. Không có nội dung thì để trống. "
        f"Có thể dán dữ liệu từ tệp khác; cần nhiều hơn {count(initiative.PREPARED_ROW_COUNT)} dòng thì ghi tiếp "
        "xuống dưới. Xin không ghi dòng tổng cộng."
    )
    other_pages = (
        f"3. Trang “{support_team.SHEET}”: ghi các thành viên Tổ hỗ trợ sáng kiến của đơn vị; danh sách gửi sau "
        f"thay cho danh sách gửi trước. Trang “{activity.SHEET}”: ghi các hoạt động đã tổ chức."
    )
    sending = (
        f"4. Xem lại, lưu tệp ở dạng Excel (.xlsx) và gửi về {campaign.issuer.name}. "
        f"Quá {campaign.deadlines.report_every_days:02d} ngày kể từ {report_on} gần nhất mà chưa có báo cáo mới "
        "thì đơn vị được nhắc."
    )
    return unit_page, initiative_page, other_pages, sending


def _resubmission(campaign: Campaign) -> tuple[str, ...]:
    headings = {name: column.heading for name, column in initiative.BY_FIELD.items()}
    report_on, is_zero_report = (unit_sheet.BY_FIELD[name].heading for name in ("report_on", "is_zero_report"))
    yes = campaign.lists.yes_no[0]
    identity = f"{headings['portal_ref']}, hoặc {headings['title']} và {headings['author']}"
    going_on = (
        f"1. Ghi tiếp vào danh sách được gửi lại: sau khi tổng hợp, {campaign.issuer.name} gửi lại danh sách sáng kiến "
        f"hiện có của đơn vị, đã ghi {headings['initiative_code']} và kết quả. Lần sau xin ghi tiếp vào chính tệp đó: "
        f"sửa ngay ở dòng cần sửa, ghi sáng kiến mới xuống dưới và để trống {headings['initiative_code']}, "
        f"ghi {report_on} mới rồi gửi. Các cột nền xám chỉ để đọc."
    )
    supplement = (
        "2. Gửi bổ sung: gửi toàn bộ danh sách, hoặc chỉ gửi những sáng kiến mới và những dòng có thay đổi. "
        "Sáng kiến đã gửi mà lần sau không nhắc đến thì vẫn được giữ nguyên."
    )
    correction = (
        "3. Sửa: ghi lại cả dòng với nội dung đúng rồi gửi; nội dung của lần gửi mới nhất được lấy. "
        f"Để nhận ra cùng một sáng kiến, xin giữ nguyên {headings['initiative_code']} (nếu đã được cấp), {identity}."
    )
    withdrawal = (
        f"4. Rút: ghi lại dòng của sáng kiến đó và chọn {headings['stage']} là “{initiative.STAGE_WITHDRAWN}”. "
        f"Dòng rút chỉ cần {headings['initiative_code']}, hoặc {identity}. "
        "Chỉ xóa dòng thì sáng kiến không được rút."
    )
    zero_report = (
        f"5. Chưa có sáng kiến nào: ghi {report_on}, chọn “{yes}” ở mục {is_zero_report}, "
        f"để trống trang “{initiative.SHEET}” và vẫn gửi tệp."
    )
    returned = (
        f"6. Tệp được trả lại: trang “{stamp.MEND_SHEET}” liệt kê những chỗ cần sửa, các ô đó được tô màu, giải thích. "
        f"Xin sửa ngay trong tệp đó, ghi {report_on} mới và gửi lại."
    )
    return going_on, supplement, correction, withdrawal, zero_report, returned


def _eligibility(campaign: Campaign) -> tuple[str, ...]:
    headings = {name: column.heading for name, column in initiative.BY_FIELD.items()}
    window = campaign.application_window
    kinds = "; ".join(kind[:1].lower() + kind[1:] for kind in campaign.lists.solution_kind)
    recognition = (
        f"Đã được {' hoặc '.join(campaign.lists.recognised_by)} công nhận: {headings['stage']} là "
        f"“{initiative.STAGE_RECOGNISED}”, có đủ {headings['recognised_by']}, {headings['recognised_on']} "
        f"và {headings['applied_on']}."
    )
    conditions = (
        f"Thuộc một trong các loại: {kinds}.",
        recognition,
        f"Được áp dụng lần đầu trong thời gian từ {day(window.first_day)} đến {day(window.last_day)}.",
        "Không đang được bảo hộ quyền sở hữu trí tuệ; không trái với trật tự công cộng, đạo đức xã hội.",
    )
    once = (
        "Mỗi sáng kiến chỉ được tính một lần, dù có nhiều tác giả. Sáng kiến chưa được công nhận hoặc chưa ghi đủ "
        "các cột nêu ở điểm b được theo dõi là đang xem xét, và được tính khi đơn vị gửi bổ sung đầy đủ."
    )
    listed = (f"{letter(number)}) {condition}" for number, condition in enumerate(conditions, start=1))
    return "Sáng kiến được tính khi có đủ các điều kiện sau:", *listed, once, _phases(campaign)


def _phases(campaign: Campaign) -> str:
    report_on = unit_sheet.BY_FIELD["report_on"].heading
    first_report = f"{report_on} của lần đầu đơn vị gửi sáng kiến đó"
    match campaign.campaign.count_basis:
        case "portal_on":
            basis = f"{initiative.BY_FIELD['portal_on'].heading}; chưa có thì tính theo {first_report}"
        case "recognised_on":
            basis = initiative.BY_FIELD["recognised_on"].heading
        case "report_date":
            basis = first_report
    spans = "; ".join(f"{phase.name} từ {day(phase.first_day)} đến {day(phase.last_day)}" for phase in campaign.phase)
    return (
        f"Giai đoạn của sáng kiến được tính theo {basis}. {spans}. "
        "Ngày nằm ngoài các giai đoạn này thì sáng kiến không được tính."
    )
