"""`python -m bench.million FROM TO`: ten copies of a labelled set, each with unions and people of its own; no chance.

A copy has the titles, the typing errors and the labels of the first; its unions bear other codes and its people other
names, so that it is as hard as the first and the whole no denser.
"""

import re
import sys
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pandas as pd

from bench import labelled

COPY_COUNT = 10
# Each list turns by its own number of places a copy, so that no two copies give one name to one person.
_LISTS = (
    (
        1,
        """Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trương Mai Lâm Tô Hà Quách Trịnh
        Đoàn Lương Cao Châu Tạ Thái Tăng Từ Lưu Kiều Mạc Tống Đào Hứa""",
    ),
    (
        3,
        """Thị Văn Minh Ngọc Thanh Hữu Quốc Xuân Đức Công Bảo Thu Việt Anh Hồng Kim Bích Phương Tuấn Thành Gia Quang
        Hải Mỹ Đình Trọng Thế Khánh Diệu Như Cẩm Tường Duy Bá""",
    ),
    (
        5,
        """Hoa Lan Hùng Dũng Thúy Quý Tâm Hạnh Phượng Trang Yến Khoa Nhung Sơn Thảo Vinh Loan Hằng Hương Linh Huyền Nga
        Toàn Long Nam Tuyết Vân Ngân Trinh Huy Cường Diễm Nhi Khang Phúc Lộc Tài Trí Trung Hiền Bình Hiếu Oanh Tùng
        Phong Liên Nguyệt Quyên Thắng Hoan Lành Cúc Kiên Nghĩa Nhân Trâm Quyết Giang Vy Tiến An Đạt Quân Sang Đông Tươi
        Thơm Duyên Lợi Mạnh Hậu""",
    ),
)
_HONORIFICS = frozenset({"thầy", "thay", "cô", "bà", "ông", "ong", "chị", "chi"})
_WORD = re.compile(r"[^\W\d_]+")


def main(place: Path, target: Path) -> None:
    rows, pairs = labelled.read(place)
    step = int(rows["row_id"].max()) + 1
    entity_step = int(rows["entity_id"].max()) + 1
    copies = [_copy(rows, number, step, entity_step) for number in range(COPY_COUNT)]
    labels = [
        pairs.assign(row_a=pairs["row_a"] + number * step, row_b=pairs["row_b"] + number * step)
        for number in range(COPY_COUNT)
    ]
    labelled.write(target, pd.concat(copies, ignore_index=True), pd.concat(labels, ignore_index=True))


def renamed(text: str, number: int) -> str:
    """The people of a text as copy `number` has them; capitals, lost marks and one wrong letter stay as they were."""
    if not number:
        return text
    composed = unicodedata.normalize("NFC", text)  # a mark of its own is no letter and would cut a word in two
    has_marks = not text.isascii()
    name = _WORD.sub(lambda found: _syllable(found.group(), number, has_marks), composed)
    return name if composed == text else unicodedata.normalize("NFD", name)


def _copy(rows: pd.DataFrame, number: int, step: int, entity_step: int) -> pd.DataFrame:
    people = {
        column: rows[column].map({text: renamed(text, number) for text in rows[column].unique()})
        for column in ("author", "co_authors")
    }
    return rows.assign(
        row_id=rows["row_id"] + number * step,
        entity_id=rows["entity_id"] + number * entity_step,
        unit_code=rows["unit_code"] + (f"K{number}" if number else ""),
        **people,
    )


@cache
def _syllable(word: str, number: int, has_marks: bool) -> str:
    """has_marks: of the whole text; Minh has none to lose, and what it is called in a copy may have some."""
    said, turned = _bare(word), _turned(number)
    known = said if said in turned else _nearest(said)
    if known is None or word.lower() in _HONORIFICS:
        return word  # or an abbreviation, or a syllable of no list
    name = turned[known].lower()
    if word.isascii() and not (has_marks and _turned(0)[known].isascii()):
        name = _bare(name)
    if said != known:
        name = _misspelt(name, known, said)
    if word.isupper() and len(word) > 1:
        name = name.upper()
    elif word[0].isupper():
        name = name.capitalize()
    return name


@cache
def _turned(number: int) -> Mapping[str, str]:
    """By syllable without marks: what it is called in a copy."""
    turned: dict[str, str] = {}
    for places, names in _LISTS:
        syllables = names.split()
        for place, syllable in enumerate(syllables):
            # A syllable of two lists keeps its place in the first: one syllable, one name.
            turned.setdefault(_bare(syllable), syllables[(place + places * number) % len(syllables)])
    return turned


@cache
def _nearest(said: str) -> str | None:
    """The known syllable of which two letters were exchanged, one added, lost or changed; the likeliest."""
    if len(said) < 3:
        return None
    likely: list[tuple[int, int, str]] = []
    for known in sorted(_turned(0)):
        head, lost, added = _slip(known, said)
        if len(known) > 2 and _is_one(lost, added):
            kind = 0 if len(lost) == 2 else 1 if len(lost) != len(added) else 2
            likely.append((kind, -head, known))
    return min(likely)[2] if likely else None


def _is_one(lost: str, added: str) -> bool:
    return max(len(lost), len(added)) == 1 or (len(lost) == 2 and lost == added[::-1])


def _misspelt(name: str, known: str, said: str) -> str:
    """The same slip in another name, at the same place as far as it is long enough."""
    head, lost, added = _slip(known, said)
    place = min(head, max(0, len(name) - len(lost)))
    slip = name[place : place + 2][::-1] if len(lost) == 2 else added
    return name[:place] + slip + name[place + len(lost) :]


def _slip(known: str, said: str) -> tuple[int, str, str]:
    """After how many letters they differ, the letters of the one and of the other there."""
    head = _common(known, said)
    tail = _common(known[head:][::-1], said[head:][::-1])
    return head, known[head : len(known) - tail], said[head : len(said) - tail]


def _common(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _bare(word: str) -> str:
    marked = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    return "".join(letter for letter in marked if not unicodedata.combining(letter))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
