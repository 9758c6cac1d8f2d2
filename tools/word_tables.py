"""The tables of the report and of the letters in don-doc/: each a heading, a row in a loop."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.table import _Cell

    from tools.make_word_templates import Builder

STYLE = "SK Ô bảng"
PAGE = 165.0  # mm between the margins


def listed(builder: "Builder", loop: str, columns: list[tuple[str, str, float]], total: str = "") -> list["_Cell"]:
    """A table with a row for each of a loop. columns: heading, text of the cell, width in mm. Returns the row's cells.

    total: the name of what stands in a last row, which one line alone does not need.
    """
    widths = [width for _, _, width in columns]
    table = builder.table(widths)
    headings = [(heading, width) for heading, _, width in columns]
    builder.row(table, headings, STYLE, is_heading=True)
    builder.loop_row(table, f"for {loop}")
    cells = builder.row(table, [(text, width) for _, text, width in columns], STYLE)
    builder.loop_row(table, "endfor")
    if total:
        name = loop.partition(" ")[0]
        texts = ["", "Tổng cộng", *(text.replace(f"{name}.", f"{total}.") for _, text, _ in columns[2:])]
        builder.loop_row(table, f"if {loop.partition(' in ')[2]}|length > 1")
        for cell in builder.row(table, list(zip(texts, widths, strict=True)), STYLE):
            cell.paragraphs[0].runs[0].bold = True
        builder.loop_row(table, "endif")
    return cells


def rate(name: str) -> str:
    """A rate, or a hyphen where no target was given."""
    return f"{{% if {name}.has_target %}}{{{{ {name}.rate }}}}{{% else %}}-{{% endif %}}"


def group_table(builder: "Builder", groups: str, heading: str) -> None:
    """Targets and results of blocks or communes."""
    columns = [
        ("TT", "{{ loop.index }}", 12.0), (heading, "<{{ group.name }}", 61.0),
        ("{{ level.unit_short }}", "{{ group.unit_count }}", 22.0), ("Chỉ tiêu", "{{ group.target }}", 23.0),
        ("Kết quả", "{{ group.counted }}", 23.0), ("Tỷ lệ", rate("group"), 24.0),
    ]  # fmt: skip
    listed(builder, f"group in {groups}", columns, total=f"{groups}_total")


def award_table(builder: "Builder") -> None:
    """Initiatives proposed for an award, and what their dossiers still lack."""
    author = "{{ item.author }}{% if item.has_co_authors %} và đồng tác giả{% endif %}"
    award = "{{ item.award }}{% if not item.is_counted %} (đang xem xét){% endif %}"
    missing = (
        "<{% for name in item.missing %}{% if loop.first %}{{ name }}{% else %}{{ name|dau_thuong }}{% endif %}"
        "{% if not loop.last %}; {% endif %}{% endfor %}"
        "{% if item.lacks_effect %}{% if item.missing %}; giá trị{% else %}Giá trị{% endif %} làm lợi"
        " hoặc hiệu quả khác{% elif not item.missing %}Đủ thông tin{% endif %}"
    )
    columns = [
        ("TT", "{{ loop.index }}", 10.0), ("Tên sáng kiến", "<{{ item.title }}", 51.0),
        ("Tác giả, đơn vị", f"<{author}, {{{{ item.unit_name }}}}", 40.0), ("Đề nghị", award, 24.0),
        ("Hồ sơ còn thiếu", missing, 40.0),
    ]  # fmt: skip
    listed(builder, "item in dossiers", columns)


def asked_table(builder: "Builder") -> None:
    """Each union's figures, and what it is asked to do by when: a line each."""
    columns = [
        ("TT", "{{ loop.index }}", 10.0), ("{{ level.unit_heading }}", "<{{ asked.unit.unit_name }}", 42.0),
        ("Chỉ tiêu", "{{ asked.progress.target }}", 14.0), ("Kết quả", "{{ asked.progress.counted }}", 14.0),
        ("Tỷ lệ", rate("asked.progress"), 16.0), ("Nội dung đề nghị, thời hạn", "", 69.0),
    ]  # fmt: skip
    cell = listed(builder, "asked in letters.asked", columns)[-1]
    by = "chậm nhất ngày {{ letters.ask_by }}"
    mend = (
        "{% if asked.reminder.rejected_count %}{{ asked.reminder.rejected_count }} dòng chưa được nhận{% endif %}"
        "{% if asked.reminder.rejected_count and asked.reminder.refused_files %} và {% endif %}"
        "{% if asked.reminder.refused_files %}{{ asked.reminder.refused_files|length }} tệp chưa tiếp nhận được"
        "{% endif %}"
    )
    behind = (
        "- Hoàn thành {{ asked.reminder.behind.left }} sáng kiến còn thiếu chậm nhất ngày "
        "{{ asked.reminder.behind.last_day }} (theo tiến độ chia đều, đến nay cần có "
        "{{ asked.reminder.behind.expected }})."
    )
    closed = (
        "- {{ asked.reminder.behind.phase_name }} còn thiếu {{ asked.reminder.behind.left }} sáng kiến so với chỉ tiêu;"
        f" gửi bổ sung sáng kiến chưa báo cáo (nếu có) {by}."
    )
    cases = [
        ("not asked.reminder.has_reported", f"- Gửi báo cáo {by}."),
        (
            "asked.reminder.late_since",
            f"- Gửi báo cáo cập nhật {by} (báo cáo gần nhất: ngày {{{{ asked.reminder.late_since }}}}).",
        ),
        ("asked.reminder.rejected_count or asked.reminder.refused_files", f"- Sửa và gửi lại {mend} {by}."),
        ("asked.reminder.behind and not letters.is_phase_closed", behind),
        ("asked.reminder.behind and letters.is_phase_closed", closed),
    ]
    for condition, text in cases:
        builder.paragraph(f"{{%p if {condition} %}}", "SK Lệnh", cell)
        builder.paragraph(text, STYLE, cell)
        builder.paragraph("{%p endif %}", "SK Lệnh", cell)
    first = cell.paragraphs[0]._p  # noqa: SLF001 -- the empty one that every cell begins with
    first.getparent().remove(first)


def commune_table(builder: "Builder") -> None:
    """Targets and results by commune, and of its schools."""
    columns = [
        ("TT", "{{ loop.index }}", 10.0), ("{{ level.commune_heading }}", "<{{ line.name }}", 34.0),
        ("{{ level.unit_short }}", "{{ line.unit_count }}", 17.0), ("Chỉ tiêu", "{{ line.target }}", 15.0),
        ("Kết quả", "{{ line.counted }}", 15.0), ("Tỷ lệ", rate("line"), 17.0),
        ("Chỉ tiêu trường học", "{{ line.schools.target }}", 19.0),
        ("Kết quả trường học", "{{ line.schools.counted }}", 19.0),
        ("Tỷ lệ trường học", rate("line.schools"), 19.0),
    ]  # fmt: skip
    listed(builder, "line in letters.communes", columns, total="letters.communes_total")


def waiting_table(builder: "Builder") -> None:
    """How many initiatives of each union wait for recognition."""
    columns = [
        ("TT", "{{ loop.index }}", 10.0), ("{{ level.unit_heading }}", "<{{ unit.unit_name }}", 89.0),
        ("Chờ công nhận", "{{ unit.count }}", 21.0), ("Trong đó đã áp dụng", "{{ unit.applied }}", 22.0),
        ("Đăng ký quá 03 tháng", "{{ unit.overdue }}", 23.0),
    ]  # fmt: skip
    listed(builder, "unit in letters.waiting", columns, total="letters.waiting_total")


def title_table(builder: "Builder") -> None:
    """The initiatives that wait, by union, without their authors: the letter goes to the heads of all units."""
    columns = [
        ("{{ level.unit_heading }}", "<{{ unit.unit_name }}", 55.0), ("Tên sáng kiến", "", 110.0),
    ]  # fmt: skip
    cell = listed(builder, "unit in letters.waiting", columns)[-1]
    builder.each(
        "item in unit.initiatives",
        "{% if unit.count > 1 %}- {% endif %}{{ item.title }} ({{ item.stage|dau_thuong }})",
        STYLE,
        cell,
    )
    first = cell.paragraphs[0]._p  # noqa: SLF001 -- the empty one that every cell begins with
    first.getparent().remove(first)
