"""The sheet `Hướng dẫn` of the review workbook: what is asked, how to answer, what becomes of an answer."""

from typing import Any, Final

from pipeline.edges import review_stamp
from pipeline.edges.template_look import NAVY, Look, put, row_height

_A4: Final = 9
GUIDE: Final = {
    review_stamp.SHEET: (
        "Chọn Trùng, Không trùng hoặc Chưa rõ ở cột Quyết định (ô vàng), lưu lại rồi nhập: "
        "sangkien review import TÊN_TỆP"
    ),
    review_stamp.AUTOMATIC_SHEET: (
        "Chỉ khi hai dòng thật ra là hai sáng kiến: chọn Không trùng ở cột Quyết định (ô vàng). Đúng rồi thì để trống."
    ),
}
KEPT: Final = (
    "Chữ đỏ, đậm, gạch chân là chỗ hai bên khác nhau. Cả hai dòng luôn được giữ lại. Cách làm: xem trang Hướng dẫn."
)
_WIDTH: Final = 110
# A line a paragraph; what begins with # is a heading.
_TEXT: Final = """
# Việc cần làm
Trang “Rà soát”: mỗi dòng là một cặp sáng kiến nghi là một, đặt cạnh nhau: bên (1) và bên (2). \
Cột “Vì sao” nói lý do chương trình hỏi. Các cặp liên quan với nhau ở cùng một nhóm; nhóm cần xem trước đứng trước.
Chữ đỏ, đậm, gạch chân là chỗ hai bên khác nhau. Nếu còn phân vân, hỏi đơn vị trước khi quyết định.
Chỉ điền hai cột màu vàng: “Quyết định” và, nếu cần, “Ghi chú”. Được sắp xếp, lọc, ẩn dòng tùy ý; giữ nguyên các \
cột khác.
# Ba cách trả lời
Trùng: hai dòng được tính là một sáng kiến. Dòng gần “được tính” nhất đứng ra; dòng kia vẫn được giữ lại trong dữ \
liệu, ghi rõ là trùng với dòng nào.
Không trùng: hai dòng là hai sáng kiến, mỗi dòng được tính riêng. Cặp này sẽ không bị hỏi lại.
Chưa rõ, hoặc để trống: chưa quyết định. Trong lúc chờ, cả hai dòng vẫn được tính.
Đổi ý: sửa ô rồi nhập lại. Bỏ một quyết định: làm trống ô rồi nhập lại.
# Trang “Tự động tính là một”
Liệt kê những dòng chương trình đã tự tính là một vì rõ ràng (như cùng đơn vị, cùng tác giả, cùng tên; hoặc cùng Mã \
trên Cổng). Không cần làm gì. Chỉ khi thật ra là hai sáng kiến thì chọn Không trùng.
# Nhập lại
Lưu tệp (kiểu Excel .xlsx), đóng lại, rồi gõ: sangkien review import TÊN_TỆP. Sai ô nào, chương trình chỉ rõ trang, \
dòng, cột và chưa ghi gì. Người quyết định và lúc quyết định được ghi lại.
Dòng mà số liệu đã thay đổi sau khi lập tệp này thì quyết định chưa được nhận; chương trình nêu từng dòng và hỏi lại ở \
tệp mới.
Số liệu thay đổi từ lần tổng hợp sau: sangkien run. Muốn có tệp mới nhất để rà soát: sangkien review export.
"""


def write_help(sheet: Any, look: Look) -> None:
    """Writes the whole sheet."""
    sheet.set_column(0, 0, _WIDTH)
    put(sheet, (0, 0), "CÁCH RÀ SOÁT SÁNG KIẾN NGHI TRÙNG", look.of(bold=True, font_size=14, font_color=NAVY))
    for row, text in enumerate(_TEXT.strip().splitlines(), start=1):
        is_heading = text.startswith("# ")
        style = look.of(bold=True, font_color=NAVY, valign="bottom") if is_heading else look.of(indent=1)
        put(sheet, (row, 0), text.removeprefix("# "), style)
        sheet.set_row(row, 30 if is_heading else 4 + row_height([(text, _WIDTH - 4)]))
    sheet.hide_gridlines(2)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
