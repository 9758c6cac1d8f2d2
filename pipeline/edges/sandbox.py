"""Jinja templates a clerk may edit: what they may use, how values are printed, and one line about what broke them."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import TracebackType
from typing import TYPE_CHECKING, Any

from pipeline import figures as figure_types
from pipeline import vietnamese
from pipeline.campaign import Campaign, Issuer
from pipeline.errors import ConfigurationError
from pipeline.figures import ReportFigures

if TYPE_CHECKING:  # jinja2 is imported where it is used: the command line must start without it
    from jinja2 import Environment, nodes

QUOTED_LENGTH = 90

# Word cannot hold these; docxtpl would read some of them as its own marks.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"[\t\r\n]+")
_LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}")
_CLOSED_BY = {"{{": "}}", "{%": "%}", "{#": "#}"}
_MARK = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_MARKED = re.compile(r"\{([{%#]).*?[}%#]\}")
_ALONE = re.compile(r"\{[{%#](?:p|tr|tc) ")
_TAG = re.compile(r"<[^>]+>")


@cache
def level_words(level: str) -> Mapping[str, str]:
    """What units and places are called at a level."""
    table: dict[str, dict[str, str]] = tomllib.loads((files("templates") / "levels.toml").read_text(encoding="utf-8"))
    return table[level]


def shared_context(figures: ReportFigures, campaign: Campaign) -> dict[str, Any]:
    """The names every template may use: the figures by their names, the issuer, the words of the level."""
    own = {name: getattr(figures, name) for name in _names_of(ReportFigures)}
    return {**own, "issuer": campaign.issuer, "campaign_name": campaign.campaign.name,
            "count_basis": campaign.campaign.count_basis, "level": level_words(campaign.campaign.level)}  # fmt: skip


def _names_of(kind: type) -> set[str]:
    """Fields and properties of a dataclass."""
    own = {field.name for field in fields(kind)} if is_dataclass(kind) else set()
    return own | {name for name in dir(kind) if isinstance(getattr(kind, name), property)}


@cache
def known_attributes() -> frozenset[str]:
    """Every name that may stand behind a point in a template."""
    kinds = [kind for kind in vars(figure_types).values() if isinstance(kind, type) and is_dataclass(kind)]
    names = set().union(*(_names_of(kind) for kind in kinds))
    return frozenset(
        names | set(Issuer.model_fields) | set(level_words("district")) | {"first", "last", "index", "length"}
    )


def printed(value: object) -> object:
    """What `{{ … }}` puts into a document: numbers and days as official papers write them, text without marks."""
    from jinja2 import TemplateRuntimeError, Undefined

    match value:
        case Undefined():
            return value  # complains by itself, with its name
        case bool():
            raise TemplateRuntimeError("a condition")
        case int():
            return vietnamese.count(value)
        case date():
            return vietnamese.day(value)
        case str():
            return _UNPRINTABLE.sub("", _BREAKS.sub(" ", value))
        case _:
            raise TemplateRuntimeError("not a text or a number")


def _lower_first(text: str) -> str:
    """“Giai đoạn 1” inside a sentence."""
    return text[:1].lower() + text[1:]


def environment(context: Mapping[str, Any], *, autoescape: bool) -> "Environment":
    """A sandbox for templates a clerk may edit, which refuses unknown names before anything is rendered."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Checked(ImmutableSandboxedEnvironment):
        last_source = ""

        def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Any:
            self.last_source = source
            if "{" not in source:  # properties of the document
                return super().from_string(source, *args, **kwargs)
            tree = self.parse(source)
            _check_names(tree, self, set(context))
            return super().from_string(tree, *args, **kwargs)

    sandbox = Checked(undefined=StrictUndefined, autoescape=autoescape, finalize=printed)
    sandbox.filters["dau_thuong"] = _lower_first
    return sandbox


def _check_names(tree: "nodes.Template", env: "Environment", names: set[str]) -> None:
    from jinja2 import TemplateSyntaxError, nodes

    attributes = known_attributes()
    found = list(
        tree.find_all((nodes.Name, nodes.Getattr, nodes.TemplateData, nodes.Macro))
    )  # one walk: half a report's time is Jinja's
    own = {node.name for node in found if isinstance(node, nodes.Name) and node.ctx != "load"}
    own |= {node.name for node in found if isinstance(node, nodes.Macro)}
    known = names | own | set(env.globals) | {"loop"}
    for node in found:
        match node:
            case nodes.Name(name=name) if name not in known:
                raise TemplateSyntaxError(_unknown(name, names), node.lineno)
            case nodes.Getattr(attr=attr) if attr not in attributes:
                raise TemplateSyntaxError(_unknown(attr, attributes), node.lineno)
            case nodes.TemplateData(data=data):
                rest = _LEFT_OVER.search(data)
                if rest:
                    line = node.lineno + data.count("\n", 0, rest.start())
                    raise TemplateSyntaxError(f"dấu {rest.group()} không thành cặp", line)


def check_paragraph(text: str) -> None:
    """Raises TemplateSyntaxError where docxtpl would lose text without a word: a tag left open, or one not alone."""
    from jinja2 import TemplateSyntaxError

    opened = ""
    for mark in _MARK.findall(text):
        if bool(opened) == (mark in _CLOSED_BY):  # opened twice, or closed before it was opened
            raise TemplateSyntaxError(f"dấu {opened or mark} không thành cặp", 1)
        if opened and _CLOSED_BY[opened] != mark:
            raise TemplateSyntaxError(f"dấu {opened} không thành cặp", 1)
        opened = mark if mark in _CLOSED_BY else ""
    if opened:
        raise TemplateSyntaxError(f"dấu {opened} không thành cặp", 1)
    if _ALONE.search(text) and len(_MARK.findall(text)) + bool(_MARKED.sub("", text).strip()) > 2:
        raise TemplateSyntaxError("thẻ {%p %}, {%tr %}, {%tc %} phải đứng riêng trong đoạn của nó", 1)


def _unknown(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, sorted(known), n=1)
    return f"tên “{name}” không có trong quy định" + (f"; có lẽ là “{close[0]}”" if close else "")


def configuration_error(name: str, error: Exception, source: str) -> ConfigurationError:
    """The one line about a template that cannot be used: which one, where, what."""
    from jinja2 import TemplateAssertionError, TemplateSyntaxError, UndefinedError

    line = getattr(error, "lineno", None) or _line_of(error.__traceback__)
    message = str(error.args[0]) if error.args else ""
    name_at_fault = ""
    if isinstance(error, TemplateSyntaxError) and message.startswith(("tên “", "dấu ", "thẻ ")):
        what = message
        name_at_fault = message.split("“")[1].split("”")[0] if "“" in message else ""
    elif isinstance(error, UndefinedError):
        found = re.search(r"'(\w+)'(?: is undefined)?$", message)
        what = f"tên “{found.group(1)}” không có trong quy định" if found else "có tên không có trong quy định"
    elif isinstance(error, TemplateAssertionError):
        name_at_fault = message.split("'")[1] if "'" in message else ""
        what = f"không có lệnh “{name_at_fault}”"
    elif isinstance(error, TemplateSyntaxError):
        what = "thẻ lệnh bị hỏng; kiểm tra các dấu {{ }}, {% %} và các cặp if - endif, for - endfor"
    else:
        what = "thẻ lệnh không dùng được ở chỗ này"
    place = _place(source, line, name_at_fault)
    return ConfigurationError(f"Mẫu {name}{place}: {what}.")


def _line_of(trace: TracebackType | None) -> int | None:
    """The line of the template in which rendering stopped."""
    line = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _place(source: str, line: int | None, near: str) -> str:
    """The paragraph at fault, from a little before the name that is wrong."""
    rows = source.splitlines()
    if line is None or not 0 < line <= len(rows):
        return ""
    # A paragraph a line in Word templates; what follows the last tag of a broken one may be empty.
    texts = [" ".join(_TAG.sub("", row).split()) for row in rows[:line]]
    found = next((text for text in reversed(texts) if text), "")
    start = max(found.find(near) - QUOTED_LENGTH // 2, 0) if near else 0
    quoted = f"{'…' if start else ''}{found[start : start + QUOTED_LENGTH]}"
    return f", đoạn “{quoted}{'…' if len(found) > start + QUOTED_LENGTH else ''}”" if found else ""
