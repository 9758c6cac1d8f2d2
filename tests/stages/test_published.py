"""The list for the public: what it holds, in which order, and whom it does not name."""

import pandas as pd
import pytest

from pipeline.stages.published import COLUMNS, published
from tests.documents.builders import Situation, row, unit

NOBODY = pd.DataFrame({"unit_code": [], "member_name": []})
TITLE = "Một số giải pháp rèn chữ viết cho học sinh lớp 1"


def listed(*rows, members=(), units=("A", "B")):
    teams = [(code, name) for code, name in members]
    made = Situation(units=[unit(code) for code in units], rows=rows, teams=teams).consolidation()
    return published(made.rows.assign(initiative_code=""), made.teams, made.summary["units"])


def titles(*rows, **told):
    return listed(*rows, **told)["title"].tolist()


def test_only_counted_rows_are_listed_with_what_the_public_may_know():
    found = listed(row("A"), row("A", "pending"), row("A", "duplicate"), row("B", "rejected"))
    assert len(found) == 1
    assert list(found.columns) == [*COLUMNS, "has_hidden_name"]
    assert not {"author", "co_authors", "united_co_authors", "note", "summary", "portal_ref", "position"} & {
        *found.columns
    }


def test_units_stand_in_their_order_and_titles_by_the_alphabet_whatever_the_order_of_rows():
    rows = [row("B", title="Ao cá"), row("A", title="Vườn rau"), row("A", title="Bếp ăn"), row("A", title="bếp ĂN")]
    forward, backward = listed(*rows), listed(*reversed(rows))
    pd.testing.assert_frame_equal(forward, backward)
    assert forward["title"].tolist() == ["Bếp ăn", "bếp ĂN", "Vườn rau", "Ao cá"]


@pytest.mark.parametrize(
    ("title", "public"),
    [
        ("Sổ tay của cô Nguyễn Thị Mẫu, lớp 3", "Sổ tay của cô …, lớp 3"),
        ("SỔ TAY CỦA NGUYỄN THỊ MẪU", "SỔ TAY CỦA …"),
        ("Nguyễn Thị Mẫu: sổ tay (Nguyễn  thị mẫu)", "…: sổ tay (…)"),
        ("Sổ tay của Nguyễn Thị Mẫu Đơn vị", "Sổ tay của … Đơn vị"),
        ("Hoa mẫu đơn của Nguyễn Thị", "Hoa mẫu đơn của Nguyễn Thị"),
        (TITLE, TITLE),
    ],
)
def test_a_title_does_not_name_its_author(title, public):
    found = listed(row("A", title=title, author="Nguyễn Thị Mẫu"))
    assert found["title"].tolist() == [public]
    assert found["has_hidden_name"].tolist() == [title != public]


def test_a_title_does_not_name_its_co_authors_nor_those_of_a_duplicate():
    named = row(
        "A", title="Sáng chế của Hoàng Hà và Lê Thị Hòa Bình", united_co_authors="Hoàng Hà (40%); Lê Thị Hoà Bình"
    )
    assert titles(named) == ["Sáng chế của … và …"]


def test_a_title_does_not_name_another_whom_the_union_reported():
    title = "Tiếp nối việc làm của Trần Văn Bình An"
    assert titles(row("A", title=title), row("A", "rejected", author="Trần Văn Bình An")) == ["Tiếp nối việc làm của …"]
    assert titles(row("A", title=title), members=[("A", "Trần Văn Bình An")]) == ["Tiếp nối việc làm của …"]


def test_two_words_that_are_the_name_of_another_stay_words_of_the_title():
    assert titles(row("A", title="Vệ sinh môi trường"), row("A", "rejected", author="Môi Trường")) == [
        "Vệ sinh môi trường"
    ]


def test_who_is_no_person_stays_in_the_title():
    title = "Đổi mới sinh hoạt tổ chuyên môn"
    assert titles(row("A", title=title), row("A", "rejected", author="Tổ chuyên môn")) == [title]


def test_a_title_before_the_name_is_no_part_of_it():
    assert titles(row("A", title="Sổ tay của Lê Thị Mẫu", author="ThS. Lê Thị Mẫu (60%)")) == ["Sổ tay của …"]


def test_the_name_of_a_school_stays_though_someone_of_another_union_bears_it():
    title = "Trang trí Trường Tiểu học Võ Thị Sáu"
    assert titles(row("A", title=title), row("B", "rejected", author="Võ Thị Sáu")) == [title]
