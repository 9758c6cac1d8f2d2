"""Turns columns of frames into plain lists of cells, None where there is nothing to write."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

import pandas as pd

from pipeline.vietnamese import count

Cell = str | int | float | None

# Excel counts UTF-16 units; XlsxWriter cuts a longer text without a word.
CELL_LIMIT = 32_767

_EPOCH = pd.Timestamp(1899, 12, 30)
# Excel believes in a 29/02/1900: before 01/3/1900 its serial numbers are not ours, and before 1900 it has none.
_FIRST_SERIAL = 61


def texts(values: pd.Series) -> list[Cell]:
    """Text as it stands in the frame; only what no cell can hold is replaced or cut, with a note."""
    filled = values.notna().tolist()
    found = [str(value) if is_filled else "" for value, is_filled in zip(values.tolist(), filled, strict=True)]
    # One look at the whole column, since nearly no column holds a text too long or half a surrogate pair.
    if max(map(len, found), default=0) * 2 > CELL_LIMIT or not _is_encodable("".join(found)):
        found = [fitting(text) for text in found]
    return [text or None for text in found]


def fitting(text: str) -> str:
    """The text as one cell can hold it: whole up to Excel's limit, else cut with a note that says how much is gone."""
    # A file name may hold half a surrogate pair, which no XML can.
    text = text.encode("utf-8", "replace").decode()
    if _width(text) <= CELL_LIMIT:
        return text
    kept = CELL_LIMIT - len(_cut_note(len(text)))
    head = text.encode("utf-16-le")[: 2 * kept].decode("utf-16-le", "ignore")
    return head + _cut_note(len(text) - len(head))


def numbers(values: pd.Series) -> list[Cell]:
    """Whole numbers; empty where the frame has none."""
    filled = values.notna().tolist()
    return [int(value) if is_filled else None for value, is_filled in zip(values.tolist(), filled, strict=True)]


def days(values: pd.Series) -> list[Cell]:
    """Days as Excel's serial numbers; as text where Excel has no number for so early a day."""
    stamps = pd.to_datetime(values)
    serials = (stamps - _EPOCH).dt.days
    filled = stamps.notna().tolist()
    found: list[Cell] = [
        int(day) if is_filled else None for day, is_filled in zip(serials.tolist(), filled, strict=True)
    ]
    early = [place for place, day in enumerate(found) if isinstance(day, int) and day < _FIRST_SERIAL]
    for place in early:
        stamp: date = stamps.iloc[place]
        found[place] = f"{stamp.day:02d}/{stamp.month:02d}/{stamp.year:04d}"
    return found


def moments(values: pd.Series, zone: ZoneInfo) -> list[Cell]:
    """Moments, aware, as Excel's serial numbers to the minute, by the clocks of the zone."""
    local = values.dt.tz_convert(zone).dt.tz_localize(None).dt.floor("min")
    serials = (local - _EPOCH) / pd.Timedelta(days=1)
    filled = values.notna().tolist()
    return [float(serial) if is_filled else None for serial, is_filled in zip(serials.tolist(), filled, strict=True)]


def flags(values: pd.Series) -> list[bool]:
    """Yes or no, no where the frame does not say."""
    filled = values.notna().tolist()
    return [is_filled and bool(value) for value, is_filled in zip(values.tolist(), filled, strict=True)]


def ordinals(values: Sequence[object] | pd.DataFrame) -> list[Cell]:
    """1, 2, 3 … a line each."""
    return list(range(1, len(values) + 1))


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _width(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut_note(character_count: int) -> str:
    return f" … [còn {count(character_count)} ký tự, xem tệp gốc]"
