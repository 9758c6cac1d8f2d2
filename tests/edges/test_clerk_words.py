"""noi-dung.txt: text of the clerk, read as Notepad writes it, told where it cannot be read, never changed."""

import pytest

from pipeline.edges import clerk_words, workspace
from pipeline.errors import ConfigurationError
from pipeline.figures import NO_WORDS, ClerkWords
from tests.documents.builders import Situation, row

TYPED = """# hướng dẫn
[Khó khăn, vướng mắc]
- Thiếu cán bộ theo dõi;
# không in
Cổng  trực tuyến hay\u00a0lỗi.

[ĐỀ XUẤT, KIẾN NGHỊ]
• Đề nghị tập huấn {{ total.counted }}
[Nhiệm vụ thời gian tới]
[Sáng kiến tiêu biểu]
dmc-2; DMC-0009
- DMC-0001
"""


def test_a_line_is_a_paragraph_that_ends_with_a_mark():
    assert clerk_words.parse(TYPED) == ClerkWords(
        difficulties=("Thiếu cán bộ theo dõi.", "Cổng trực tuyến hay lỗi."),
        proposals=("Đề nghị tập huấn {{ total.counted }}.",),
        tasks=(),
        notable_codes=("dmc-2", "DMC-0009", "DMC-0001"),
    )


def test_what_init_writes_says_nothing_yet(tmp_path):
    made = workspace.create(tmp_path / "mới")
    assert (made.folder / "noi-dung.txt").is_file()
    assert clerk_words.read(made.folder) == NO_WORDS
    assert clerk_words.read(tmp_path) == NO_WORDS  # a workspace from before has no such file


def test_init_keeps_what_a_clerk_wrote(tmp_path):
    (tmp_path / "noi-dung.txt").write_text(TYPED, "utf-8")
    workspace.create(tmp_path)
    assert (tmp_path / "noi-dung.txt").read_text("utf-8") == TYPED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_notepad_may_write_its_mark_and_its_line_ends(tmp_path, encoding):
    (tmp_path / "noi-dung.txt").write_text(TYPED, encoding, newline="\r\n")
    assert clerk_words.read(tmp_path) == clerk_words.parse(TYPED)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[Khó khắn vướng mắc]\n", r"dòng 1: không có mục \[Khó khắn vướng mắc\]; có lẽ là \[Khó khăn, vướng mắc\]"),
        ("# a\nChưa có mục\n", "dòng 2: “Chưa có mục” chưa thuộc mục nào; các mục được dùng: "),
        ("[xyz]", "các mục được dùng"),
    ],
)
def test_a_heading_that_is_none_is_told_with_its_line(text, fault):
    with pytest.raises(ConfigurationError, match=fault):
        clerk_words.parse(text)


def test_another_encoding_is_told(tmp_path):
    (tmp_path / "noi-dung.txt").write_text(TYPED, "utf-16")
    with pytest.raises(ConfigurationError, match="không phải mã UTF-8"):
        clerk_words.read(tmp_path)


def test_codes_are_those_of_the_register_and_only_counted_ones():
    lines = [
        row("A", initiative_code="DMC-0001"),
        row("A", initiative_code="DMC-0002"),
        row("A", "pending", initiative_code="DMC-0009"),
    ]
    words, left_out = clerk_words.matched(clerk_words.parse(TYPED), Situation(rows=lines).consolidation().rows)
    assert words.notable_codes == ("DMC-0002", "DMC-0001")
    assert left_out == ("DMC-0009",)
