"""How the cells of the annex look: fonts, borders, and numbers as official papers write them."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from pipeline.campaign import Campaign

FONT = "Times New Roman"

# “_)” keeps a figure off the border; LibreOffice forgets the right indent of some columns.
_PAD = "_)"
# The points are written out: Excel takes “,” of a format as the sign of the computer it runs on (1,041 on an English
# one), whatever language the format names. A format has room for two conditions, so a figure from a tỷ on has its own.
_NUMBER = rf"[>=1000000]#\.###\.##0{_PAD};[>=1000]#\.##0{_PAD};0{_PAD}"
_BIG_NUMBER = rf"[>=1000000000]#\.###\.###\.##0{_PAD};[>=1000000]#\.###\.##0{_PAD};#\.##0{_PAD}"
_BIG = 1_000_000_000
# Of a format with conditions LibreOffice loses the sign: what may fall below zero leaves its points to the computer.
_CHANGE = f"[$-42A]#,##0{_PAD}"
# A decimal comma cannot be written out; [$-42A] asks for it, which LibreOffice heeds and a Vietnamese Excel has anyway.
_RATE = f"[$-42A]0.0%{_PAD}"
_WHOLE_RATE = f"0%{_PAD}"
COUNT_FORMAT = r"[>=1000000]#\.###\.##0;[>=1000]#\.##0;0"
_DAY = "dd/mm/yyyy"
_MONTH = "mm/yyyy"
_MOMENT = "hh:mm dd/mm/yyyy"

_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    # Names of people do not belong in temporary files outside the workspace.
    "in_memory": True,
    # Without a scheme: Excel would take the font of its theme, Calibri, in place of the one that is named.
    "default_format_properties": {"font_name": FONT, "font_size": 11, "font_scheme": "none"},
}


def new_workbook(target: BinaryIO, title: str, campaign: Campaign, as_of: date) -> Workbook:
    """A workbook in which text stays text, with its properties; the same content gives the same bytes."""
    workbook = Workbook(target, _OPTIONS)
    workbook.set_properties(
        {
            "title": title,
            "subject": campaign.campaign.name,
            "author": campaign.issuer.name,
            # The clock enters as as_of only.
            "created": datetime.combine(as_of, datetime.min.time(), UTC),
        }
    )
    return workbook


class Form(StrEnum):
    """How the cells of a column look."""

    ORDINAL = "ordinal"
    TEXT = "text"
    CODE = "code"
    NUMBER = "number"  # never below zero
    CHANGE = "change"
    RATE = "rate"
    DAY = "day"
    MOMENT = "moment"


_CENTRED: dict[str, object] = {"align": "center", "text_wrap": True}
_RIGHT: dict[str, object] = {"align": "right"}
_LOOKS: dict[Form, dict[str, object]] = {
    Form.ORDINAL: {"align": "center", "num_format": COUNT_FORMAT},
    Form.TEXT: {"align": "left", "text_wrap": True, "indent": 1},
    Form.CODE: _CENTRED,
    Form.NUMBER: {**_RIGHT, "num_format": _NUMBER},
    Form.CHANGE: {**_RIGHT, "num_format": _CHANGE},
    Form.RATE: {**_RIGHT, "num_format": _RATE},
    Form.DAY: {"align": "center", "num_format": _DAY},
    Form.MOMENT: {"align": "center", "num_format": _MOMENT},
}
_TOTAL: dict[str, object] = {"bold": True, "bg_color": "#F2F2F2"}


class Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        def make(**properties: object) -> Format:
            return workbook.add_format(
                {"font_name": FONT, "font_size": 11, "font_scheme": "none", "valign": "vcenter", **properties}
            )

        self.superior = make(**_CENTRED, font_size=12)
        self.issuer = make(**_CENTRED, font_size=12, bold=True)
        self.rule = make(align="center", font_size=7, bold=True)
        self.title = make(**_CENTRED, font_size=14, bold=True)
        self.subtitle = make(**{**_CENTRED, "valign": "top"}, font_size=12, italic=True)
        self.heading = make(**_CENTRED, bold=True, border=1, bg_color="#DDE6F0")
        self.body = {form: make(**look, border=1) for form, look in _LOOKS.items()}
        self.month = make(align="center", num_format=_MONTH, border=1)
        self.nothing = make(align="left", italic=True, border=1, indent=1)
        self.total = {form: make(**look, border=1, **_TOTAL) for form, look in _LOOKS.items()}
        self.total_label = make(align="left", border=1, indent=1, **_TOTAL)
        self.note = make(align="left", italic=True, text_wrap=True)
        self.grid = workbook.add_format({"border": 1})
        odd = {Form.NUMBER: {**_RIGHT, "num_format": _BIG_NUMBER}, Form.RATE: {**_RIGHT, "num_format": _WHOLE_RATE}}
        self._odd = {form: make(**look, border=1) for form, look in odd.items()}
        self._odd_total = {form: make(**look, border=1, **_TOTAL) for form, look in odd.items()}

    def of_value(self, form: Form, value: float, *, is_total: bool = False) -> Format:
        """The format of a figure: “,0” of a rate is dropped, a figure from a tỷ on has a point more (contract §5)."""
        has_own = value >= _BIG if form is Form.NUMBER else form is Form.RATE and _is_whole_percent(value)
        if has_own:
            return (self._odd_total if is_total else self._odd)[form]
        return (self.total if is_total else self.body)[form]


def _is_whole_percent(rate: float) -> bool:
    """Whether only 0 stands behind the comma, as in 42,0%; rate: rounded to three places."""
    return round(rate * 1000) % 10 == 0
