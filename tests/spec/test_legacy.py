"""TCVN3 and VNI as Unicode: whatever was typed in such a font is what its reader gets."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.vietnamese import legacy

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
SMALL = "bcdđghklmnpqrstvx" + "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES)
ENCODINGS = {".VnTime": {drawn: stored for stored, drawn in legacy._tcvn3().items()},
             "VNI-Times": {drawn: stored for stored, drawn in legacy._vni().items()}}  # fmt: skip


@pytest.mark.parametrize("font", list(ENCODINGS))
@given(st.text(SMALL + " 0123456789,.-()"))
def test_what_was_typed_in_the_font_is_read(font, text):
    stored = "".join(ENCODINGS[font].get(letter, letter) for letter in text)
    assert legacy.to_unicode(stored, font) == text


@given(st.text(SMALL + SMALL.upper() + " ,.-"))
def test_vni_has_capitals_of_its_own(text):
    stored = "".join(ENCODINGS["VNI-Times"].get(letter, letter) for letter in text)
    assert legacy.to_unicode(stored, "VNI-Times") == text


def test_every_letter_has_a_code():
    letters = {letter for letter in SMALL if not letter.isascii()}
    assert letters - ENCODINGS[".VnTime"].keys() == set()
    # í and ì are Latin letters in VNI too.
    assert letters - ENCODINGS["VNI-Times"].keys() - set("íì") == set()


@given(st.text(), st.sampled_from(["Times New Roman", "Arial", "Calibri", "", "Vni", "VnTime"]))
def test_a_font_of_today_changes_nothing(text, font):
    assert legacy.encoding_of(font) == ""
    assert legacy.to_unicode(text, font) == text


@pytest.mark.parametrize("font", [".VnTime", ".VNTIMEH", " .VnArial Narrow", "VNI-Helve", "vni-times", "VNI Times"])
def test_old_fonts_are_known_by_name(font):
    assert legacy.encoding_of(font)
