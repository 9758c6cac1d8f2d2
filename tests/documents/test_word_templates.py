"""Word templates as a clerk may leave them: changed ones are used, broken ones refused with the place."""

import io
import zipfile

import pytest

from pipeline.edges.report import render_dispatch, render_report
from pipeline.errors import ConfigurationError
from tests.documents import reading
from tests.documents.builders import WORKSPACE, Situation, campaign, rows

FIGURES = Situation(
    rows=[*rows(221, benefit_vnd=15_000_000), *rows(3, fate="pending", reasons="not_recognised")]
).figures()


def template(*replacements):
    """bao-cao.docx with its XML changed, as an editor would change it."""
    source = (WORKSPACE / ".." / "bao-cao.docx").read_bytes()
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                for before, after in replacements:
                    assert before.encode() in content, before
                    content = content.replace(before.encode(), after.encode(), 1)
            new.writestr(name, content)
    return changed.getvalue()


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("{{ total.rate }}", "{{ total.rat }}", "“rat” không có trong quy định; có lẽ là “rate”"),
        ("{{ moment }}", "{{ momen }}", "“momen” không có trong quy định; có lẽ là “moment”"),
        # A name in a branch that is not taken today is found today all the same.
        ("{{ total.surplus }}", "{{ totals.surplus }}", "“totals” không có trong quy định; có lẽ là “total”"),
        ("{{ moment }}", "{{ moment }", "dấu {{ không thành cặp"),
        ("{{ moment }}", "{ moment }}", "dấu }} không thành cặp"),
        ("{{ moment }}", "{{ moment|in_hoa }}", "không có lệnh “in_hoa”"),
        ("{%p for text in legal_bases %}", "{%p for text in legal_bases %} Căn cứ:", "phải đứng riêng"),
        ("{%p for text in legal_bases %}", "{%p for text legal_bases %}", "thẻ lệnh bị hỏng"),
        ("{%p endif %}", "", "thẻ lệnh bị hỏng"),
        ("{{ moment }}", "{{ units }}", "thẻ lệnh không dùng được"),
        ("{{ moment }}", "{{ total.has_target }}", "thẻ lệnh không dùng được"),
        ("{{ moment }}", "{{ total.__class__ }}", "không có trong quy định"),
        ("{{ moment }}", "{{ units[99].counted }}", "không có trong quy định"),
        ("{%p for text in legal_bases %}", "{% for text in legal_bases %}", "đóng ở hai đoạn khác nhau"),
    ],
)
def test_a_broken_template_is_refused_with_the_place(before, after, fault):
    with pytest.raises(ConfigurationError) as caught:
        render_report(FIGURES, campaign(), template((before, after)))
    message = str(caught.value)
    assert "bao-cao.docx" in message
    assert fault in message
    assert "\n" not in message
    if "hai đoạn" not in fault:
        assert "đoạn “" in message
    if "momen" in fault or "in_hoa" in fault:
        assert "số liệu tính đến" in message  # the paragraph at fault is quoted


def test_an_unknown_profile_is_named():
    changed = campaign(('profile = "nd30"', 'profile = "nd31"'))
    with pytest.raises(ConfigurationError, match=r"documents\.profile, giá trị 'nd31'.*hiện có: nd30\."):
        render_dispatch(FIGURES, changed)


def test_what_is_no_word_document_is_refused():
    with pytest.raises(ConfigurationError, match="không mở được"):
        render_report(FIGURES, campaign(), b"PK nothing")


def test_a_template_may_lose_parts_and_get_words():
    changed = template(("3. Tổ hỗ trợ sáng kiến", "3. Tổ hỗ trợ của {{ issuer.name }}"))
    text = " ".join(reading.body(render_report(FIGURES, campaign(), changed)))
    assert "3. Tổ hỗ trợ của Liên đoàn Lao động huyện Dương Minh Châu" in text


@pytest.mark.libreoffice
def test_a_template_saved_by_libreoffice_says_the_same(convert):
    saved = convert((WORKSPACE / ".." / "bao-cao.docx").read_bytes(), "docx", "docx")
    assert reading.paragraphs(render_report(FIGURES, campaign(), saved)) == reading.paragraphs(
        render_report(FIGURES, campaign())
    )
