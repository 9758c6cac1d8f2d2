"""What properties take effect in a Word document: defaults, theme fonts, styles with their parents, direct settings."""

from collections.abc import Iterator, Mapping
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFF = frozenset({"0", "false", "off"})
_TOGGLES = ("b", "i", "caps", "smallCaps", "vanish")
# Word's own values where nobody says anything (ISO/IEC 29500-1, 17.3).
_WORDS_FONT, _WORDS_HALF_POINTS = "Times New Roman", "20"
_DARK = frozenset({"dark1", "text1"})
Values = dict[str, Any]


class Styles:
    """The styles of a document, asked for the values that hold for a paragraph or a run."""

    def __init__(self, styles: Any, theme: Any) -> None:
        self._theme = _theme_fonts(theme)
        self._by_id: dict[str, Any] = {}
        self._default: dict[str, str] = {}
        self._defaults: tuple[Any, Any] = (None, None)
        if styles is None:
            return
        for style in styles.iterfind(f"{W}style"):
            self._by_id[style.get(f"{W}styleId", "")] = style
            if style.get(f"{W}default") in {"1", "true", "on"}:
                self._default[style.get(f"{W}type", "")] = style.get(f"{W}styleId", "")
        root = styles.find(f"{W}docDefaults")
        if root is not None:
            self._defaults = (root.find(f"{W}pPrDefault/{W}pPr"), root.find(f"{W}rPrDefault/{W}rPr"))

    def paragraph(self, properties: Any, table_style: str) -> Values:
        """Values of a paragraph: jc, ind…, spacing…, by the names of OOXML; and `style`, its style's id."""
        name = _value(properties, "pStyle") or self._default.get("paragraph", "")
        found: Values = {}
        for source in (self._defaults[0], *self._chain(table_style, "pPr"), *self._chain(name, "pPr"), properties):
            _take_paragraph(found, source)
        return {**found, "style": name}

    def run(self, properties: Any, paragraph_style: str, table_style: str) -> Values:
        """Values of a run: ascii, hAnsi (fonts), sz (half points), b, i, caps, vanish, color."""
        found: Values = {"ascii": _WORDS_FONT, "hAnsi": _WORDS_FONT, "sz": _WORDS_HALF_POINTS, "color": "auto"}
        self._take_run(found, self._defaults[1])
        toggled = dict.fromkeys(_TOGGLES, False)
        for name in (table_style, paragraph_style, _value(properties, "rStyle")):
            own: Values = {}
            for source in self._chain(name, "rPr"):
                self._take_run(found, source)
                own.update(_toggles(source))
            # A style of another kind that says bold once more takes it away (17.7.3).
            toggled = {key: toggled[key] != own.get(key, False) for key in _TOGGLES}
        base = _toggles(self._defaults[1])
        toggled = {key: toggled[key] or base.get(key, False) for key in _TOGGLES}
        self._take_run(found, properties)
        return {**found, **toggled, **_toggles(properties)}

    def default_table_style(self) -> str:
        return self._default.get("table", "")

    def _chain(self, name: str, kind: str) -> Iterator[Any]:
        """The properties of a style and its parents, the oldest first; a circle ends where it closes."""
        chain: list[Any] = []
        seen: set[str] = set()
        while name in self._by_id and name not in seen:
            seen.add(name)
            style = self._by_id[name]
            properties = style.find(f"{W}{kind}")
            if properties is not None:
                chain.append(properties)
            name = _value(style, "basedOn")
        return reversed(chain)

    def _take_run(self, found: Values, properties: Any) -> None:
        if properties is None:
            return
        fonts = properties.find(f"{W}rFonts")
        if fonts is not None:
            for slot in ("ascii", "hAnsi"):
                font = self._theme.get(fonts.get(f"{W}{slot}Theme", "")) or fonts.get(f"{W}{slot}")
                if font:
                    found[slot] = font
        if size := _value(properties, "sz"):
            found["sz"] = size
        color = properties.find(f"{W}color")
        if color is not None:
            found["color"] = "auto" if color.get(f"{W}themeColor") in _DARK else color.get(f"{W}val", "auto")


def _theme_fonts(theme: Any) -> Mapping[str, str]:
    """majorAscii, minorHAnsi … → the name of the font."""
    found: dict[str, str] = {}
    for kind in ("major", "minor"):
        latin = None if theme is None else theme.find(f".//{A}{kind}Font/{A}latin")
        if latin is not None:
            for slot in ("Ascii", "HAnsi"):
                found[f"{kind}{slot}"] = latin.get("typeface", "")
    return found


def _value(parent: Any, name: str) -> str:
    child = None if parent is None else parent.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")


def _toggles(properties: Any) -> dict[str, bool]:
    found = {}
    for name in _TOGGLES if properties is not None else ():
        child = properties.find(f"{W}{name}")
        if child is not None:
            found[name] = child.get(f"{W}val", "1") not in _OFF
    return found


def _take_paragraph(found: Values, properties: Any) -> None:
    if properties is None:
        return
    if alignment := _value(properties, "jc"):
        found["jc"] = alignment
    if properties.find(f"{W}numPr") is not None:
        found["numPr"] = True
    for name in ("ind", "spacing"):
        child = properties.find(f"{W}{name}")
        for key, value in () if child is None else child.attrib.items():
            found[f"{name}.{key.removeprefix(W)}"] = value
    indent = properties.find(f"{W}ind")
    if indent is not None and f"{W}firstLine" in indent.attrib:
        found.pop("ind.hanging", None)
