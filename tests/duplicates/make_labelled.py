"""Writes the labelled set of the repository: `python -m tests.duplicates.make_labelled`. The same seed, the same set.

Pair types are those of the shared sets: `same` typed again with what people do to a title and a name; H1 another grade,
H2 another author and union, H4 another author of the union, H5 a namesake in another union, H7 another subject, H8
another school year.
"""

import random
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from pipeline.vietnamese import without_tones

FOLDER = Path(__file__).parent / "labelled"
SEED = 2022
ENTITY_COUNT = 120

FORMS = (
    "Một số biện pháp giúp học sinh lớp {grade} học tốt môn {subject}",
    "Hoà nhập trẻ khuyết tật ở lớp {grade} qua môn {subject} năm học {year}",
    "Sử dụng sơ đồ tư duy trong dạy học {subject} lớp {grade}, năm học {year}",
    "Kỹ thuật tổ chức trò chơi để ôn tập {subject} lớp {grade}",
)
SUBJECTS = ("Toán", "Ngữ văn", "Vật lý", "Lịch sử", "Tiếng Anh", "Địa lí", "Hoá học", "Sinh học")
YEARS = ("2020-2021", "2021-2022")
PEOPLE = ("Lê Thị Thuý", "Nguyễn Văn Hoà", "Trần Mỹ Linh", "Phạm Thị Loan", "Đỗ Văn Quý", "Huỳnh Sỹ Tâm")
SUMMARIES = ("Áp dụng từ đầu năm học.", "Tổ chức theo nhóm nhỏ.", "")


class Said(NamedTuple):
    unit_code: str
    title: str
    author: str
    summary: str


TYPED_AGAIN: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.lower,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text.replace(" ", "  ").replace(",", " ,"),
    lambda text: f"“{text}”.",
    lambda text: text.replace("Hoà", "Hòa").replace("Hoá", "Hóa").replace("Thuý", "Thúy"),
    lambda text: text.replace("Kỹ", "Kĩ").replace("lý", "lí").replace("Mỹ", "Mĩ").replace("Sỹ", "Sĩ"),
    lambda text: text.replace(" ", "\u00a0", 2),
    without_tones,
)
# What happens to titles, and what to names.
OF_TITLES: tuple[Callable[[str], str], ...] = (
    *TYPED_AGAIN,
    lambda text: text.replace("học sinh", "HS").replace("dạy học", "DH"),
    lambda text: f"SKKN: {text}",
    lambda text: f"2. {text}",
    lambda text: f"{text} tại Trường Tiểu học Chà Là",
    lambda text: text if "năm học" in text else f"{text} (năm học 2021 - 2022)",
    lambda text: text.replace("Một số ", "").replace("cho ", ""),
    lambda text: text.replace("học", "hcọ", 1),
    lambda text: text.replace("lớp", "lớpp", 1),
    lambda text: text.replace("tập", "tậ", 1).replace("giúp", "giúo", 1),
)
OF_NAMES: tuple[Callable[[str], str], ...] = (
    *TYPED_AGAIN,
    lambda name: f"Cô {name}",
    lambda name: f"ThS. {name}",
    lambda name: name.replace("Thị", "Thij"),
    lambda name: " ".join((*(f"{word[0]}." for word in name.split()[:-1]), name.split()[-1])),
)


def entities(chance: random.Random) -> list[tuple[Said, Callable[..., str]]]:
    made = []
    for number in range(ENTITY_COUNT):
        form, facts = chance.choice(FORMS), {
            "grade": chance.randint(1, 12), "subject": chance.choice(SUBJECTS), "year": chance.choice(YEARS),
        }  # fmt: skip
        said = Said(f"TH{number:03d}", form.format(**facts), chance.choice(PEOPLE), chance.choice(SUMMARIES))
        made.append((said, lambda form=form, facts=facts, **other: form.format(**{**facts, **other})))
    return made


def others(said: Said, title: Callable[..., str], chance: random.Random) -> list[tuple[str, Said]]:
    """What stands beside an entity, with the label of the pair."""
    other_person = chance.choice([name for name in PEOPLE if name != said.author])
    elsewhere = f"{said.unit_code}X"
    changed = {
        "H1": said._replace(title=title(grade=13)),
        "H2": said._replace(unit_code=elsewhere, author=other_person, summary="Một nội dung khác hẳn."),
        "H4": said._replace(author=other_person),
        "H5": said._replace(unit_code=elsewhere),
        "H7": said._replace(title=title(subject="Giáo dục công dân")),
        "H8": said._replace(title=title(year="2019-2020")),
    }
    return [(label, other) for label, other in changed.items() if other != said and chance.random() < 0.5]


def write(folder: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311 -- a set for tests, no secret
    rows: list[Said] = []
    entity_of: list[int] = []
    pairs: list[tuple[int, int, str]] = []
    for said, title in entities(chance):
        again = [said, *(_typed_again(said, chance) for _ in range(chance.randint(0, 3)))]
        first = len(rows)
        rows += again
        entity_of += [first] * len(again)
        pairs += [(a, b, "same") for a, b in pairwise(range(first, len(rows)))]
        for label, other in others(said, title, chance):
            pairs.append((first, len(rows), label))
            entity_of.append(len(rows))
            rows.append(other)
    table = pd.DataFrame(rows).assign(co_authors="", entity_id=entity_of).rename_axis("row_id").reset_index()
    table.to_csv(folder / "rows.csv", index=False, lineterminator="\n")
    pd.DataFrame(pairs, columns=["row_a", "row_b", "type"]).to_csv(
        folder / "pairs.csv", index=False, lineterminator="\n"
    )


def _typed_again(said: Said, chance: random.Random) -> Said:
    title, author = chance.choice(OF_TITLES), chance.choice(OF_NAMES)
    return said._replace(title=title(said.title), author=author(said.author))


if __name__ == "__main__":
    write(FOLDER)
