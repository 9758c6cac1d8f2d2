"""What the clerk writes in noi-dung.txt stands in the report of every run, and the file is left as it is."""

import json

import pytest

from tests.conftest import initiative
from tests.documents import reading

DAY = "2022-05-31"
WORDS = "[Khó khăn, vướng mắc]\nThiếu cán bộ theo dõi\n[Sáng kiến tiêu biểu]\n{code}\nDMC-0099\n"
pytestmark = pytest.mark.slow


def report(place):
    return reading.as_read((place / "outbox" / DAY / "bao-cao.docx").read_bytes())


def test_the_clerks_words_survive_every_run(sangkien, place, send):
    send("phan.xlsx", initiative())
    assert sangkien("run", "--workspace", place, "--as-of", DAY).code == 0
    trace = (place / "outbox" / DAY / "du-lieu" / "initiatives.csv").read_text("utf-8-sig")
    code = next(field for field in trace.replace("\n", ",").split(",") if field.endswith("-0001"))
    typed = WORDS.format(code=code.lower())
    (place / "noi-dung.txt").write_text(typed, "utf-8")
    for _ in range(2):
        ended = sangkien("run", "--workspace", place, "--as-of", DAY)
        assert ended.code == 0
        assert "DMC-0099" in ended.err
        assert code not in ended.err
        assert "\n- Thiếu cán bộ theo dõi.\n" in report(place)
        assert "Rèn kỹ năng đọc cho học sinh lớp 3" in report(place)
    assert (place / "noi-dung.txt").read_text("utf-8") == typed


def test_a_fault_in_the_file_stops_the_run_before_anything_is_written(sangkien, place, send):
    send("phan.xlsx", initiative())
    (place / "noi-dung.txt").write_text("[Không có mục này]\n", "utf-8")
    ended = sangkien("run", "--workspace", place, "--as-of", DAY)
    assert ended.code == 2
    assert "noi-dung.txt, dòng 1" in ended.err
    assert list((place / "outbox").iterdir()) == []
    assert not (place / "register.db").exists()


def test_the_letters_stand_in_the_manifest(sangkien, place, send):
    send("phan.xlsx", initiative(stage="Đã áp dụng", recognised_by="", recognition_number="", recognised_on=None))
    assert sangkien("run", "--workspace", place, "--as-of", DAY).code == 0
    outputs = json.loads((place / "outbox" / DAY / "manifest.json").read_text("utf-8"))["outputs"]
    letters = {f"don-doc/cong-van-{name}.docx" for name in ("don-doc", "dang-uy", "thu-truong")}
    assert {name for name in outputs if name.startswith("don-doc/") and name.endswith(".docx")} == letters
