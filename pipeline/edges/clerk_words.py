"""noi-dung.txt: the clerk's own paragraphs for the report, and the initiatives named as notable."""

import re
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import vietnamese
from pipeline.errors import ConfigurationError
from pipeline.figures import ClerkWords

if TYPE_CHECKING:  # the file is read before pandas is needed
    import pandas as pd

FILE_NAME = "noi-dung.txt"
# heading as the file shows it → where its lines go
HEADINGS = {
    "Khó khăn, vướng mắc": "difficulties",
    "Nhiệm vụ thời gian tới": "tasks",
    "Đề xuất, kiến nghị": "proposals",
    "Sáng kiến tiêu biểu": "notable_codes",
}
MOST_BYTES = 1_000_000
_PARTS = {vietnamese.fold(heading): part for heading, part in HEADINGS.items()}
_BULLET = re.compile(r"^[-+*•–—]\s+")
_ENDS = (".", ":", "!", "?", ";", ".”", "…")


def read(folder: Path) -> ClerkWords:
    """What stands in the workspace's file; nothing where there is none. Raises ConfigurationError with the line."""
    path = folder / FILE_NAME
    try:
        if not path.exists():
            return ClerkWords()
        if path.stat().st_size > MOST_BYTES:
            raise ConfigurationError(f"{FILE_NAME}: tệp quá lớn. Mỗi mục chỉ nên có một số đoạn văn.")
        data = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(
            f"Không mở được tệp {FILE_NAME}. Đóng tệp nếu đang mở trong chương trình khác."
        ) from error
    try:
        return parse(data.decode("utf-8-sig"))  # Notepad writes a BOM
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"{FILE_NAME}: không phải mã UTF-8. Mở bằng Notepad, chọn Lưu thành, mục Encoding chọn UTF-8."
        ) from error


def parse(text: str) -> ClerkWords:
    """A paragraph a line, below headings in square brackets; lines that begin with # are for people."""
    parts: dict[str, list[str]] = {part: [] for part in HEADINGS.values()}
    part = ""
    for number, typed in enumerate(text.splitlines(), start=1):
        line = " ".join(vietnamese.clean(typed).split())
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            part = _part(line, number)
        elif not part:
            raise ConfigurationError(f"{FILE_NAME}, dòng {number}: “{line[:40]}” chưa thuộc mục nào; {_choices()}.")
        elif part == "notable_codes":
            parts[part] += [code for code in re.split(r"[;,]", _BULLET.sub("", line)) if code.strip()]
        else:
            parts[part].append(_sentence(_BULLET.sub("", line)))
    notable = tuple(code.strip() for code in parts["notable_codes"])
    return ClerkWords(tuple(parts["difficulties"]), tuple(parts["proposals"]), tuple(parts["tasks"]), notable)


def _part(line: str, number: int) -> str:
    name = line[1:-1]
    found = _PARTS.get(vietnamese.fold(name))
    if found is None:
        close = get_close_matches(vietnamese.fold(name), _PARTS, n=1, cutoff=0.5)
        nearest = next((heading for heading in HEADINGS if close and vietnamese.fold(heading) == close[0]), "")
        hint = f"có lẽ là [{nearest}]" if nearest else _choices()
        raise ConfigurationError(f"{FILE_NAME}, dòng {number}: không có mục {line}; {hint}.")
    return found


def _choices() -> str:
    return "các mục được dùng: " + ", ".join(f"[{heading}]" for heading in HEADINGS)


def _sentence(line: str) -> str:
    """A paragraph ends with a mark; a list's semicolon or a forgotten point becomes a point."""
    text = line.rstrip(" ;,")
    return text if text.endswith(_ENDS) else f"{text}."


def matched(words: ClerkWords, rows: "pd.DataFrame") -> tuple[ClerkWords, tuple[str, ...]]:
    """The words with codes as the register writes them, each once; and the codes typed that are of none that counts."""
    from pipeline.stages import codes

    counted = rows.loc[rows["fate"] == "counted", "initiative_code"]
    known = {codes.key(code): code for code in counted.tolist() if code}
    found = [known.get(codes.key(code), "") for code in words.notable_codes]
    left_out = tuple(typed for typed, code in zip(words.notable_codes, found, strict=True) if not code)
    return replace(words, notable_codes=tuple(dict.fromkeys(code for code in found if code))), left_out
