"""Vietnamese as people type it and as official papers write it: text, days, amounts, printed forms."""

from pipeline.vietnamese import legacy
from pipeline.vietnamese.amounts import AmountReading, YesNoReading, read_count, read_money, read_yes_no
from pipeline.vietnamese.days import DayReading, month_last_day, read_day
from pipeline.vietnamese.printing import (
    count,
    day,
    letter,
    long_day,
    money,
    percent_of,
    printed_share,
    rate,
    roman,
    row_ranges,
    share,
)
from pipeline.vietnamese.text import (
    Cell,
    as_text,
    bare,
    clean,
    fold,
    fold_form,
    hidden_characters,
    split_people,
    split_share,
    without_tones,
)

__all__ = [
    "AmountReading",
    "Cell",
    "DayReading",
    "YesNoReading",
    "as_text",
    "bare",
    "clean",
    "count",
    "day",
    "fold",
    "fold_form",
    "hidden_characters",
    "legacy",
    "letter",
    "long_day",
    "money",
    "month_last_day",
    "percent_of",
    "printed_share",
    "rate",
    "read_count",
    "read_day",
    "read_money",
    "read_yes_no",
    "roman",
    "row_ranges",
    "share",
    "split_people",
    "split_share",
    "without_tones",
]
