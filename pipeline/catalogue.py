"""Every kind of finding, once: its code, how grave it is, the Vietnamese sentence and the mend."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave a finding is, gravest first (contract §5)."""

    REFUSED = "refused"
    REJECTED = "rejected"
    WARNING = "warning"
    NOTE = "note"


SEVERITY_NAMES = {
    Severity.REFUSED: "Không nhận tệp",
    Severity.REJECTED: "Không nhận dòng",
    Severity.WARNING: "Cần xem lại",
    Severity.NOTE: "Lưu ý",
}
SEVERITY_ORDER = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True)
class Kind:
    """A kind of finding.

    sentence: what was found; may hold {value} (as typed), {heading} (the column as the union names it), {detail}.
    mend: what the union should do; empty when nothing is asked of it.
    """

    code: str
    severity: Severity
    sentence: str
    mend: str = ""


# The detail of a day that does not exist as it is written, day first.
MONTH_FIRST = " (nếu ghi tháng trước, ngày sau thì là {})"

_SAVE_AS_XLSX = "Mở tệp bằng Excel, chọn Lưu thành (Save As), kiểu Excel Workbook (*.xlsx), rồi gửi tệp .xlsx đó."
_TAKE_TEMPLATE = "Hãy dùng tệp mẫu SK_<mã đơn vị>.xlsx do Liên đoàn Lao động gửi, chép nội dung vào rồi gửi lại."

_FILES_REFUSED = (
    ("file_empty", "Tệp rỗng (0 byte).", "Có thể tệp chưa đồng bộ xong. Mở tệp gốc, lưu lại rồi gửi lại."),
    ("file_too_large", "Tệp lớn hơn mức cho phép ({detail}).", "Xóa ảnh và các trang tính không cần thiết rồi gửi lại."),
    ("file_unavailable", "Không mở được tệp để đọc.", "Đóng tệp nếu đang mở trong Excel, chờ đồng bộ xong rồi chạy lại."),
    ("file_link", "Mục này là liên kết đến nơi khác, không phải là tệp.", "Chép chính tệp đó vào inbox."),
    ("file_changing", "Tệp bị thay đổi trong lúc đọc.", "Chờ chép hoặc đồng bộ xong rồi chạy lại."),
    ("file_not_workbook", "Tệp không phải là bảng tính.", f"Nếu gửi nhầm, hãy gửi tệp mẫu SK_<mã đơn vị>.xlsx. Nếu là bảng tính kiểu khác: {_SAVE_AS_XLSX}"),
    ("file_is_document", "Tệp là văn bản, hình ảnh hoặc thư, không phải là bảng tính.", _TAKE_TEMPLATE),
    ("file_is_archive", "Tệp là tệp nén.", "Giải nén rồi gửi từng tệp .xlsx bên trong."),
    ("file_is_web_page", "Tệp là trang web hoặc XML, dù tên có thể mang đuôi .xls.", _SAVE_AS_XLSX),
    ("file_binary_format", "Tệp thuộc định dạng Excel nhị phân (.xlsb), không đọc được.", _SAVE_AS_XLSX),
    ("file_encrypted", "Tệp được đặt mật khẩu nên không đọc được.", "Mở tệp, vào Tệp > Thông tin > Bảo vệ sổ làm việc, bỏ mật khẩu, lưu rồi gửi lại."),
    ("file_unpacks_too_large", "Tệp giải nén ra quá lớn ({detail}) nên không được mở.", "Xóa ảnh, định dạng và các dòng, cột thừa, hoặc chép nội dung sang tệp mẫu mới, rồi gửi lại."),
    ("file_suspicious", "Cấu trúc tệp bất thường ({detail}) nên không được mở.", f"{_SAVE_AS_XLSX} Nếu vẫn không được, chép nội dung sang tệp mẫu mới."),
    ("file_has_entities", "Tệp chứa định nghĩa XML (DTD) mà Excel không bao giờ ghi, nên không được mở.", f"{_SAVE_AS_XLSX} Nếu vẫn không được, chép nội dung sang tệp mẫu mới."),
    ("file_row_numbers", "Số thứ tự dòng, ô trong tệp không hợp lệ ({detail}).", "Mở tệp bằng Excel; nếu Excel đề nghị sửa thì đồng ý, kiểm tra lại các dòng, lưu lại dạng .xlsx rồi gửi lại."),
    ("file_holds_too_much", "Tệp có quá nhiều ô có nội dung.", "Chỉ giữ danh sách sáng kiến của đơn vị, xóa các dòng và trang tính thừa rồi gửi lại."),
    ("csv_without_unit", "Tệp CSV chỉ chứa trang “Sáng kiến” nên không có Mã CĐCS và Ngày báo cáo.", "Nên gửi tệp mẫu .xlsx. Nếu phải gửi CSV, thêm phía trên dòng tiêu đề hai dòng: “Mã CĐCS” và “Ngày báo cáo” ở ô đầu, giá trị ở ô kế bên."),
    ("csv_without_headings", "Tệp CSV không có dòng tiêu đề chứa cả “Tên sáng kiến” và “Tác giả chính” trong 30 dòng đầu.", _TAKE_TEMPLATE),
    ("csv_letters_lost", "Tệp CSV được lưu theo bảng mã cũ nên các chữ tiếng Việt đã thành dấu hỏi (?).", f"Mở tệp gốc (không phải tệp CSV). {_SAVE_AS_XLSX}"),
    ("file_damaged", "Tệp bị hỏng, không đọc được.", "Mở tệp bằng Excel; nếu Excel đề nghị sửa thì đồng ý, lưu lại dạng .xlsx rồi gửi lại."),
    ("file_no_cells", "Không đọc được ô nào trong tệp.", "Mở tệp bằng Excel, kiểm tra nội dung, lưu lại dạng Excel Workbook (*.xlsx) rồi gửi lại."),
    ("file_reader_died", "Trình đọc phải dừng khi mở tệp này (tệp hỏng, hoặc cần quá nhiều bộ nhớ để mở).", "Chép nội dung sang tệp mẫu mới, lưu rồi gửi lại."),
    ("file_reader_slow", "Đọc tệp quá lâu ({detail} giây) nên phải dừng.", "Xóa định dạng và dòng thừa, hoặc chép nội dung sang tệp mẫu mới rồi gửi lại."),
    ("not_a_template", "Tệp không phải là mẫu báo cáo sáng kiến: không có trang tính nào chứa cả hai tiêu đề “Tên sáng kiến” và “Tác giả chính” trong 30 dòng đầu.", _TAKE_TEMPLATE),
    ("sheet_ambiguous", "Có nhiều trang tính giống trang “Sáng kiến”: {detail}.", "Giữ một trang tên là “Sáng kiến”, đổi tên hoặc xóa các trang kia rồi gửi lại."),
    ("column_missing", "Trang “Sáng kiến” thiếu cột bắt buộc “{detail}”.", "Thêm lại cột có đúng tiêu đề này (như trong tệp mẫu) rồi gửi lại."),
    ("label_missing", "Trang “Đơn vị” thiếu dòng “{detail}”.", "Thêm lại dòng có đúng nhãn này ở cột A và điền cột B, hoặc chép nội dung vào tệp mẫu rồi gửi lại."),
    ("unit_code_empty", "Chưa ghi Mã CĐCS.", "Điền mã đơn vị do Liên đoàn Lao động cấp vào trang “Đơn vị”."),
    ("unit_unknown", "Mã CĐCS “{value}” không có trong danh sách đơn vị.", "Kiểm tra lại mã (xem tên tệp mẫu đã nhận); nếu đúng, đề nghị Liên đoàn Lao động bổ sung đơn vị."),
    ("unit_inactive", "Đơn vị “{value}” không hoạt động vào ngày báo cáo {detail}.", "Kiểm tra lại Ngày báo cáo và mã đơn vị (đơn vị có thể đã sáp nhập, đổi mã)."),
    ("campaign_other", "Tệp thuộc chương trình khác: {value}.", _TAKE_TEMPLATE),
    ("unit_stamp_differs", "Mã CĐCS “{value}” khác với mã của tệp mẫu ({detail}).", "Dùng đúng tệp mẫu của đơn vị mình, hoặc sửa lại Mã CĐCS."),
    ("report_on_empty", "Chưa ghi Ngày báo cáo.", "Điền ngày chốt số liệu ở trang “Đơn vị”, ví dụ 20/5/2022."),
    ("report_on_unreadable", "Ngày báo cáo “{value}” không đọc được{detail}.", "Ghi lại theo dạng ngày/tháng/năm, ví dụ 20/5/2022."),
    ("report_on_in_future", "Ngày báo cáo “{value}” ở sau ngày nhận tệp ({detail}).", "Ghi lại đúng ngày chốt số liệu."),
)  # fmt: skip

_ROWS_REJECTED = (
    ("required_missing", "Cột “{heading}” bắt buộc nhưng đang để trống{detail}.", "Điền nội dung vào ô này."),
    ("title_merged", "Ô “{heading}” của dòng này gộp với dòng {detail}, nên không rõ đây là sáng kiến khác hay là đồng tác giả của cùng một sáng kiến.", "Bỏ gộp ô. Nếu là sáng kiến khác, ghi tên riêng; nếu là đồng tác giả, chuyển tên người vào cột Đồng tác giả của dòng {detail} rồi xóa dòng này."),
    ("title_too_short", "Tên sáng kiến “{value}” quá ngắn (dưới {detail} ký tự).", "Ghi đầy đủ tên sáng kiến."),
    ("title_too_long", "Tên sáng kiến dài quá {detail} ký tự.", "Rút gọn tên; phần giải thích chuyển sang cột Tóm tắt nội dung."),
    ("author_not_full_name", "“{value}” chưa phải là họ và tên đầy đủ.", "Ghi họ và tên một người, từ hai từ trở lên."),
    ("author_with_digits", "Tác giả chính “{value}” có chữ số.", "Chỉ ghi họ và tên; số điện thoại, năm sinh, tỷ lệ không ghi ở cột này."),
    ("author_not_person", "“{value}” là tên tập thể, chưa phải là họ và tên một người.", "Ghi họ và tên người chủ trì; các thành viên khác ghi ở cột Đồng tác giả."),
    ("choice_unknown", "“{value}” không có trong danh sách của cột “{heading}”.", "Chọn một giá trị trong danh sách. Gần nhất: {detail}."),
    ("cell_error", "Ô ở cột “{heading}” có công thức bị lỗi: {value}.", "Ghi thẳng nội dung vào ô, không dùng công thức."),
    ("cell_too_long", "Nội dung cột “{heading}” dài {detail} ký tự, quá mức một ô Excel chứa được.", "Rút gọn nội dung."),
    ("day_unreadable", "Ngày “{value}” ở cột “{heading}” không đọc được.", "Ghi lại theo dạng ngày/tháng/năm, ví dụ 15/4/2022."),
    ("day_does_not_exist", "Ngày “{value}” ở cột “{heading}” không có trong lịch{detail}.", "Kiểm tra lại ngày, tháng rồi ghi lại, ví dụ 15/4/2022."),
    ("day_in_future", "Ngày “{value}” ở cột “{heading}” ở sau ngày nhận tệp ({detail}).", "Kiểm tra lại năm, tháng, ngày."),
    ("yes_no_unreadable", "“{value}” ở cột “{heading}” không phải là Có hoặc Không.", "Chọn Có hoặc Không."),
    ("code_unknown", "Mã sáng kiến “{value}” chưa được cấp.", "Sáng kiến mới thì để trống cột Mã sáng kiến; không tự đặt mã."),
    ("code_of_other_unit", "Mã sáng kiến “{value}” được cấp cho đơn vị khác.", "Kiểm tra lại mã trong danh sách của đơn vị mình; sáng kiến mới thì để trống."),
    ("code_twice", "Mã sáng kiến “{value}” được ghi cho nhiều dòng có tên khác nhau.", "Mỗi mã chỉ ghi cho sáng kiến đã được cấp mã đó; sáng kiến mới thì để trống."),
    ("code_mismatch", "Mã sáng kiến “{value}” đã cấp cho sáng kiến có tên và tác giả khác.", "Kiểm tra lại mã trong danh sách của đơn vị mình; sáng kiến mới thì để trống. Khi sửa, không đổi cùng lúc cả tên và tác giả."),
    ("withdrawal_unidentified", "Dòng Rút chưa cho biết rút sáng kiến nào.", "Ghi Mã sáng kiến, hoặc Mã trên Cổng, hoặc cả Tên sáng kiến và Tác giả chính."),
)  # fmt: skip

_WARNINGS = (
    ("file_read_from_csv", "Tệp CSV không giữ kiểu ô: ngày, số và số 0 ở đầu có thể đã bị đổi khi lưu.", "Kiểm tra lại các ngày và số; lần sau gửi tệp .xlsx."),
    ("cell_error_ignored", "Ô ở cột “{heading}” có công thức bị lỗi ({value}) nên để trống.", "Ghi thẳng nội dung vào ô, không dùng công thức."),
    ("cell_too_long_ignored", "Nội dung cột “{heading}” dài {detail} ký tự, quá mức một ô Excel chứa được, nên để trống.", "Rút gọn nội dung."),
    ("cell_formula", "Ô ở cột “{heading}” là công thức chưa được tính, hoặc chữ bắt đầu bằng dấu =, nên được đọc như chữ: {value}.", "Ghi thẳng nội dung vào ô, không dùng công thức."),
    ("stamp_missing", "Tệp không mang dấu của mẫu (có thể đã chép sang sổ tính khác).", "Lần sau hãy dùng tệp mẫu do Liên đoàn Lao động gửi."),
    ("template_old", "Tệp theo mẫu cũ (phiên bản {value}, hiện hành {detail}).", "Lần sau hãy dùng tệp mẫu mới."),
    ("column_duplicated", "Tiêu đề “{detail}” xuất hiện hơn một lần; chỉ đọc cột bên trái.", "Xóa hoặc đổi tên cột thừa."),
    ("column_unknown", "Cột “{detail}” không có trong mẫu; nội dung cột này không được đọc.", "Chuyển nội dung cần báo cáo sang cột của mẫu."),
    ("sheet_missing", "Không tìm thấy bảng trên trang “{detail}”; phần này không được đọc.", "Giữ trang và dòng tiêu đề như trong tệp mẫu."),
    ("sheet_not_read", "Trang “{detail}” cũng có danh sách sáng kiến nhưng không được đọc; chỉ đọc trang “Sáng kiến”.", "Chuyển các dòng của trang này vào trang “Sáng kiến”."),
    ("column_without_heading", "Cột không có tiêu đề mà có nội dung (“{value}”); cột này không được đọc.", "Ghi tiêu đề như trong tệp mẫu, hoặc chuyển nội dung sang cột của mẫu."),
    ("other_table", "Từ dòng này là một bảng khác trên cùng trang (bắt đầu: “{value}”), không được đọc.", "Nếu là sáng kiến, chép vào danh sách ở trên, đúng thứ tự cột; nếu là bảng khác, chép sang trang của bảng ấy."),
    ("cell_merged_asked", "Ô ở cột “{heading}” của dòng này gộp với dòng {detail}; giá trị chỉ được tính cho dòng {detail}.", "Bỏ gộp ô rồi ghi riêng cho từng dòng."),
    ("text_font_unclear", "Một số ô dùng phông {value} ({detail}) nhưng tệp cũng có chữ Unicode trong phông này, nên chữ được giữ nguyên, không chuyển mã.", "Kiểm tra lại chữ trong các ô ấy; gõ lại bằng phông Times New Roman nếu hiện sai."),
    ("rows_below_total", "Các dòng dưới dòng tổng cộng không được đọc (bắt đầu: “{value}”).", "Nếu đó là sáng kiến, chuyển lên trên dòng tổng cộng rồi gửi lại."),
    ("no_rows", "Tệp không có sáng kiến nào và chưa chọn Có ở “Không phát sinh”.", "Điền danh sách sáng kiến, hoặc chọn Có nếu đơn vị chưa có sáng kiến."),
    ("zero_report_with_rows", "Đã chọn Không phát sinh nhưng {detail}; các sáng kiến vẫn được tính.", "Sửa lại ô Không phát sinh cho đúng."),
    ("declared_count_differs", "Số sáng kiến khai báo là {value}, khác với số dòng trong tệp và số sáng kiến hiện có của đơn vị ({detail}).", "Kiểm tra xem có thiếu dòng nào không."),
    ("day_after_report", "Có ngày ở sau Ngày báo cáo ({detail}).", "Kiểm tra lại Ngày báo cáo hoặc các ngày trong danh sách."),
    ("units_targets_differ", "Tổng chỉ tiêu các đơn vị giao cho giai đoạn {detail} là {value}, khác chỉ tiêu của chương trình.", "Kiểm tra lại units.csv và campaign.toml."),
    ("cell_unreadable", "“{value}” ở cột “{heading}” không đọc được nên để trống.", "Ghi lại nếu cần."),
    ("choice_ignored", "“{value}” không có trong danh sách của cột “{heading}” nên để trống.", "Chọn một giá trị trong danh sách. Gần nhất: {detail}."),
    ("field_of_work_other", "Lĩnh vực “{value}” không có trong danh sách, được xếp vào Khác.", "Chọn lại một giá trị trong danh sách nếu có giá trị phù hợp."),
    ("side_cell_missing", "Cột “{heading}” đang để trống.", "Điền nội dung để được tính vào báo cáo."),
    ("text_too_long", "Nội dung cột “{heading}” dài quá {detail} ký tự.", "Rút gọn nội dung."),
    ("shares_not_whole", "Tổng tỷ lệ đóng góp của các tác giả là {detail}%, không phải 100%.", "Ghi lại tỷ lệ của các tác giả cho đủ 100%."),
    ("author_perhaps_several", "Tác giả chính “{value}” được hiểu là một người.", "Nếu là nhiều người, cách các tên bằng dấu chấm phẩy (;); nếu là chức vụ, chuyển sang cột Chức vụ, bộ phận."),
    ("amount_doubtful", "Giá trị làm lợi “{value}” được hiểu là {detail} đồng.", "Kiểm tra lại; nếu chưa đúng, ghi đủ số tiền bằng đồng, ví dụ 15.000.000."),
    ("month_at_window_edge", "Ngày áp dụng lần đầu chỉ ghi tháng (“{value}”), là tháng đầu hoặc tháng cuối của thời gian được tính.", "Ghi rõ ngày áp dụng lần đầu."),
    ("day_perhaps_swapped", "Ngày “{value}” ở cột “{heading}” có thể bị đảo ngày và tháng (thành {detail}).", "Kiểm tra lại; nếu bị đảo, ghi lại ngày đúng."),
    ("recognised_before_applied", "Ngày công nhận {value} ở trước ngày áp dụng lần đầu {detail}.", "Kiểm tra lại hai ngày này."),
    ("recognition_number_missing", "Đã được công nhận nhưng chưa ghi Số văn bản công nhận.", "Bổ sung số, ký hiệu văn bản công nhận."),
    ("applied_outside_window", "Ngày áp dụng lần đầu {value} ở ngoài thời gian được tính ({detail}).", "Kiểm tra lại ngày này."),
    ("outside_phases", "Ngày tính vào kết quả ({detail}) không thuộc giai đoạn nào của chương trình.", "Kiểm tra lại ngày này."),
    ("recognised_by_missing", "Đã được công nhận nhưng chưa ghi Cấp công nhận.", "Bổ sung Cấp công nhận để được tính."),
    ("recognised_on_missing", "Đã được công nhận nhưng chưa ghi Ngày công nhận.", "Bổ sung Ngày công nhận để được tính."),
    ("applied_on_missing", "Đã được công nhận nhưng chưa ghi Ngày áp dụng lần đầu.", "Bổ sung Ngày áp dụng lần đầu để được tính."),
    ("applied_after_as_of", "Ngày áp dụng lần đầu {value} ở sau ngày tính số liệu, nên sáng kiến còn chờ.", ""),
    ("recognised_after_as_of", "Ngày công nhận {value} ở sau ngày tính số liệu, nên sáng kiến còn chờ.", ""),
    ("portal_after_as_of", "Ngày cập nhật Cổng {value} ở sau ngày tính số liệu, nên sáng kiến còn chờ.", ""),
    ("phase_changed", "Lần gửi này chuyển sáng kiến từ {detail}.", "Kiểm tra lại Ngày cập nhật Cổng."),
    ("revived", "Sáng kiến đã rút nay được báo cáo lại, nên được tính lại.", "Nếu vẫn muốn rút, gửi lại dòng này với trạng thái Rút."),
    ("withdrawn_and_listed", "Cùng một tệp vừa rút vừa báo cáo sáng kiến này (xem {detail}); dòng báo cáo vẫn được tính.", "Chỉ giữ một trong hai dòng."),
    ("withdrawn_unmatched", "Dòng Rút không khớp với sáng kiến nào đơn vị đã gửi.", "Kiểm tra lại tên sáng kiến, tác giả hoặc mã."),
    ("several_refs_joined", "Dòng này khớp với nhiều sáng kiến đã gửi có Mã trên Cổng khác nhau, nên thay cho tất cả.", "Nếu đó là các sáng kiến khác nhau, gửi lại từng sáng kiến kèm Mã trên Cổng của nó."),
    ("initiative_excluded", "Sáng kiến bị loại theo quyết định của cấp trên: {detail}.", "Nếu cần, liên hệ Liên đoàn Lao động cấp trên."),
    ("submission_excluded", "Tệp bị loại theo quyết định của cấp trên: {detail}. Các dòng của tệp không được tính.", "Nếu cần, liên hệ Liên đoàn Lao động cấp trên."),
    ("portal_ref_shared", "Mã trên Cổng “{value}” được ghi cho nhiều sáng kiến khác nhau nên không dùng để đối chiếu.", "Ghi đúng mã riêng của từng sáng kiến."),
)  # fmt: skip

_NOTES = (
    ("file_unchanged", "Tệp giống hệt tệp {detail}, không đọc lại.", ""),
    ("file_later", "Ngày báo cáo {value} ở sau ngày tính số liệu; tệp chưa được tính.", ""),
    ("file_read_from_xls", "Tệp thuộc định dạng Excel cũ (.xls).", "Lần sau nên gửi tệp .xlsx."),
    ("file_read_from_ods", "Tệp thuộc định dạng OpenDocument (.ods).", "Lần sau nên gửi tệp .xlsx."),
    ("file_has_macros", "Tệp có macro; macro không được chạy và không được giữ lại.", ""),
    ("file_has_external_links", "Tệp có liên kết đến sổ tính khác; chỉ đọc giá trị đã lưu trong tệp, không mở liên kết.", "Nên ghi thẳng giá trị vào ô."),
    ("csv_old_encoding", "Tệp CSV được lưu theo bảng mã Windows tiếng Việt, đã được chuyển sang Unicode.", "Kiểm tra lại chữ tiếng Việt; lần sau gửi tệp .xlsx."),
    ("sheet_renamed", "Danh sách sáng kiến được đọc từ trang “{detail}”.", ""),
    ("unit_sheet_renamed", "Thông tin đơn vị được đọc từ trang “{detail}”.", ""),
    ("heading_other_name", "Tiêu đề “{detail}” được hiểu là “{value}”.", ""),
    ("rows_hidden", "Các dòng đang ẩn (dòng {detail}) vẫn được đọc.", "Nếu không muốn báo cáo, xóa hẳn các dòng này."),
    ("columns_hidden", "Các cột đang ẩn vẫn được đọc: {detail}.", ""),
    ("cell_merged_read", "Các ô gộp ở dòng {detail} (cột {value}) được hiểu là của mọi dòng ấy.", ""),
    ("text_converted", "Chữ trong phông {value} đã được chuyển sang Unicode ({detail}).", ""),
    ("row_total", "Dòng tổng cộng, không phải là sáng kiến.", ""),
    ("row_heading", "Dòng tiêu đề lặp lại hoặc dòng số thứ tự cột, không phải là sáng kiến.", ""),
    ("row_single_cell", "Dòng chỉ có một ô “{value}”, không được coi là sáng kiến.", "Nếu đây là sáng kiến, hãy điền đủ các cột."),
    ("row_signature_block", "Phần ký tên, ghi chú cuối danh sách, không phải là sáng kiến.", ""),
    ("row_outside_columns", "Dòng chỉ có nội dung ngoài các cột của mẫu, không được coi là sáng kiến.", "Chuyển nội dung vào các cột của mẫu."),
    ("author_split", "Ô Tác giả chính có nhiều tên; “{detail}” là tác giả chính, những người khác là đồng tác giả.", ""),
    ("field_of_work_alias", "Lĩnh vực “{value}” được hiểu là “{detail}”.", ""),
    ("choice_alias", "“{value}” ở cột “{heading}” được hiểu là “{detail}”.", ""),
    ("year_assumed", "Ngày “{value}” ở cột “{heading}” không ghi năm, được hiểu là {detail}.", "Ghi đủ ngày/tháng/năm."),
    ("withdrawn_cell_ignored", "“{value}” ở cột “{heading}” của dòng Rút không đọc được; không cần cho việc rút.", ""),
)  # fmt: skip

# Why a row has its fate, beside the rejecting kinds and some warnings above.
_FATE_REASONS = (
    ("resubmitted", "Lần gửi sau của đơn vị có sáng kiến này."),
    ("withdrawn_later", "Lần gửi sau của đơn vị rút sáng kiến này."),
    ("stage_withdrawn", "Đơn vị rút sáng kiến."),
    ("same_title_and_author", "Cùng đơn vị, cùng tác giả, cùng tên với {detail}; tính là một sáng kiến."),
    ("same_portal_ref", "Cùng Mã trên Cổng với {detail}; tính là một sáng kiến."),
    ("judged_same", "Cán bộ tổng hợp kết luận cùng là một sáng kiến với {detail}; tính là một sáng kiến."),
    ("ip_protected", "Sáng kiến đang được bảo hộ sở hữu trí tuệ."),
    ("not_recognised", "Sáng kiến chưa được công nhận (trạng thái “{value}”)."),
    ("same_title_other_author", "Cùng tên, cùng đơn vị, khác tác giả."),
    ("same_title_other_unit", "Cùng tên, tác giả trùng tên, khác đơn vị."),
    ("same_title_and_summary", "Cùng tên, cùng tóm tắt, khác tác giả và đơn vị."),
    ("same_title_other_portal_ref", "Cùng tên, cùng tác giả, cùng đơn vị, khác Mã trên Cổng."),
    ("same_title_other_year", "Cùng tên, cùng tác giả, cùng đơn vị, khác năm học."),
    ("near_title", "Cùng đơn vị, cùng tác giả, tên gần giống."),
    ("other_title", "Cùng đơn vị, cùng tác giả, tên khác."),
)  # fmt: skip

# How two titles differ (pipeline.likeness.compare), told after one of the reasons above.
_TITLE_DIFFERENCES = (
    ("only_marks", "Một tên gõ không dấu."),
    ("only_abbreviation", "Chỉ khác chữ viết tắt: {detail}."),
    ("only_spelling", "Chỉ khác do gõ nhầm: {detail}."),
    ("only_spaces", "Chỉ khác khoảng trắng: {detail}."),
    ("only_light_words", "Chỉ thêm hoặc bớt từ phụ: {detail}."),
    ("only_order", "Chỉ khác thứ tự từ, dấu câu."),
    ("only_year_added", "Một tên ghi thêm năm: {detail}."),
    ("only_place_added", "Một tên ghi thêm nơi thực hiện: {detail}."),
    ("year_differs", "Khác năm học: {detail}."),
    ("place_differs", "Khác nơi thực hiện: {detail}."),
    ("place_missing", "Chỉ một tên ghi địa bàn: {detail}."),
    ("grade_differs", "Khác lớp: {detail}."),
    ("number_differs", "Khác số: {detail}."),
    ("number_missing", "Chỉ một tên có số: {detail}."),
    ("numbers_moved", "Cùng các số nhưng ở chỗ khác nhau: {detail}."),
    ("word_differs", "Khác từ: {detail}."),
    ("word_unreadable", "Có từ gõ nhầm không đoán được: {detail}."),
    ("words_added", "Một tên có thêm từ: {detail}."),
    ("kind_differs", "Khác cách gọi: {detail}."),
    ("spelling_far", "Chắc là từ khác, cũng có thể gõ nhầm: {detail}."),
    ("spelling_doubtful", "Có thể gõ nhầm, cũng có thể là từ khác: {detail}."),
)  # fmt: skip

# Rules newer than the first templates: a campaign may bring each in as a warning first (`[rules] as_warning`). Only such that
# judge a value that was read, so that the row can be taken as it is. By code, the code of the warning.
SOFTENED: dict[str, str] = {code: f"{code}_soon" for code in ("author_not_person",)}
_SOON = "Hiện chỉ nhắc; sau này dòng như vậy sẽ không được nhận."

KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        *(Kind(code, Severity.REFUSED, sentence, mend) for code, sentence, mend in _FILES_REFUSED),
        *(Kind(code, Severity.REJECTED, sentence, mend) for code, sentence, mend in _ROWS_REJECTED),
        *(Kind(code, Severity.WARNING, sentence, mend) for code, sentence, mend in _WARNINGS),
        *(
            Kind(SOFTENED[code], Severity.WARNING, sentence, f"{mend} {_SOON}")
            for code, sentence, mend in _ROWS_REJECTED
            if code in SOFTENED
        ),
        *(Kind(code, Severity.NOTE, sentence, mend) for code, sentence, mend in _NOTES),
        *(Kind(code, Severity.NOTE, sentence) for code, sentence in (*_FATE_REASONS, *_TITLE_DIFFERENCES)),
    )
}
REJECTING: frozenset[str] = frozenset(code for code, _, _ in _ROWS_REJECTED)

FATE_NAMES: dict[str, str] = {
    "counted": "Hợp lệ, được tính",
    "pending": "Đang xem xét",
    "ineligible": "Không đủ điều kiện",
    "duplicate": "Trùng với sáng kiến đã tính",
    "superseded": "Đã có bản gửi sau",
    "withdrawn": "Đơn vị rút",
    "rejected": "Dòng có lỗi, chưa nhận",
}
OUTCOME_NAMES: dict[str, str] = {
    "accepted": "Đã nhận",
    "accepted_with_errors": "Đã nhận, có dòng lỗi",
    "refused": "Không nhận",
    "unchanged": "Trùng với tệp khác",
    "later": "Sau ngày tính số liệu",
}

# Why the number differs from that of an earlier day (pipeline.stages.changes): first what adds, then what takes away,
# then what leaves the number as it is.
CHANGE_NAMES: dict[str, str] = {
    "new": "Thêm mới",
    "recognised": "Mới được công nhận, đủ hồ sơ",
    "mended": "Đã sửa, nay hợp lệ",
    "no_longer_duplicate": "Không còn trùng",
    "revived": "Đã rút, nay báo cáo lại",
    "included": "Đưa trở lại sau khi bị loại",
    "restored": "Không còn bị thay thế",
    "withdrawn": "Đơn vị rút",
    "duplicate": "Phát hiện trùng",
    "superseded": "Được thay bằng sáng kiến khác",
    "back_to_pending": "Trở lại đang xem xét",
    "ineligible": "Không còn đủ điều kiện",
    "excluded": "Bị loại theo quyết định",
    "rejected": "Có lỗi, không còn được nhận",
    "gone": "Không còn trong dữ liệu",
    "phase_changed": "Chuyển giai đoạn",
    "arrived_pending": "Mới gửi, đang xem xét",
    "arrived_uncounted": "Mới gửi, chưa được tính",
    "moved_uncounted": "Đổi tình trạng, chưa được tính",
    "gone_uncounted": "Chưa được tính, không còn trong dữ liệu",
}

# The answers to a suspected pair, as the clerk chooses them.
VERDICT_NAMES: dict[str, str] = {"same": "Trùng", "distinct": "Không trùng", "unknown": "Chưa rõ"}


def message(code: str, value: str = "", heading: str = "", detail: str = "") -> str:
    """The sentence of a finding and its mend, with the facts filled in."""
    kind = KINDS[code]
    return f"{kind.sentence} {kind.mend}".strip().format(value=value, heading=heading, detail=detail)


# The reasons of a fate in few words, for lists where each row's own facts stand beside.
REASON_LABELS: dict[str, str] = {
    "required_missing": "Thiếu nội dung bắt buộc",
    "title_merged": "Tên sáng kiến nằm trong ô gộp",
    "title_too_short": "Tên sáng kiến quá ngắn",
    "title_too_long": "Tên sáng kiến quá dài",
    "author_not_full_name": "Tác giả chính chưa đủ họ và tên",
    "author_with_digits": "Tác giả chính có chữ số",
    "author_not_person": "Tác giả chính là tập thể",
    "choice_unknown": "Giá trị không có trong danh sách",
    "cell_error": "Công thức bị lỗi",
    "cell_too_long": "Nội dung quá dài",
    "day_unreadable": "Ngày không đọc được",
    "day_does_not_exist": "Ngày không có trong lịch",
    "day_in_future": "Ngày ở sau ngày nhận tệp",
    "yes_no_unreadable": "Không rõ Có hay Không",
    "code_unknown": "Mã sáng kiến chưa được cấp",
    "code_of_other_unit": "Mã sáng kiến của đơn vị khác",
    "code_twice": "Một mã ghi cho nhiều sáng kiến",
    "code_mismatch": "Mã không khớp với sáng kiến",
    "submission_excluded": "Tệp bị loại theo quyết định",
    "initiative_excluded": "Bị loại theo quyết định",
    "withdrawal_unidentified": "Dòng Rút không rõ sáng kiến",
    "resubmitted": "Có trong lần gửi sau",
    "withdrawn_later": "Lần gửi sau rút sáng kiến",
    "stage_withdrawn": "Đơn vị rút sáng kiến",
    "same_title_and_author": "Cùng đơn vị, cùng tác giả, cùng tên",
    "same_portal_ref": "Cùng Mã trên Cổng",
    "judged_same": "Cán bộ tổng hợp kết luận là một sáng kiến",
    "applied_outside_window": "Áp dụng lần đầu ngoài thời gian được tính",
    "ip_protected": "Đang được bảo hộ sở hữu trí tuệ",
    "outside_phases": "Không thuộc giai đoạn nào của chương trình",
    "not_recognised": "Chưa được công nhận",
    "recognised_by_missing": "Chưa ghi Cấp công nhận",
    "recognised_on_missing": "Chưa ghi Ngày công nhận",
    "applied_on_missing": "Chưa ghi Ngày áp dụng lần đầu",
    "applied_after_as_of": "Ngày áp dụng ở sau ngày tính số liệu",
    "recognised_after_as_of": "Ngày công nhận ở sau ngày tính số liệu",
    "portal_after_as_of": "Ngày cập nhật Cổng ở sau ngày tính số liệu",
    "same_title_other_author": "Cùng tên, cùng đơn vị, khác tác giả",
    "same_title_other_unit": "Cùng tên, tác giả trùng tên, khác đơn vị",
    "same_title_and_summary": "Cùng tên, cùng tóm tắt, khác tác giả và đơn vị",
    "same_title_other_portal_ref": "Cùng tên, cùng tác giả, khác Mã trên Cổng",
    "same_title_other_year": "Cùng tên, cùng tác giả, khác năm học",
    "near_title": "Cùng tác giả, tên gần giống",
    "other_title": "Cùng tác giả, tên khác",
}


def reason_text(code: str) -> str:
    """A reason of a fate in few words."""
    return REASON_LABELS[code]


def why_text(reasons: str, details: str) -> str:
    """Why a pair is suspected: a sentence a line. reasons: codes between spaces; details: as many lines, "" for none."""
    codes = reasons.split()
    told = details.split("\n")
    told += [""] * (len(codes) - len(told))
    return "\n".join(
        reason_text(code)
        if not detail and "{" in KINDS[code].sentence
        else KINDS[code].sentence.format(value="", heading="", detail=detail)
        for code, detail in zip(codes, told, strict=False)
    )
