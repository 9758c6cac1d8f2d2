"""bang-theo-doi.html: where the campaign stands, one page that needs no network and says so to the browser."""

import base64
import hashlib
from importlib.resources import files
from typing import Any

from pipeline import vietnamese
from pipeline.campaign import Campaign
from pipeline.edges import sandbox
from pipeline.errors import ConfigurationError
from pipeline.figures import DashboardFigures, ReportFigures

FILE_NAME = "bang-theo-doi.html"
TEMPLATE = "bang-theo-doi.html.j2"
STYLE = "bang-theo-doi.css"
SCRIPT = "bang-theo-doi.js"

# Authors stand in the one; files, named by people after people, in the other.
WITH_NAMES = ("notable", "reminders")

STEPS = (10, 15, 20, 25, 30, 40, 50, 60, 80)
PARTS = 4  # of an axis


def render(figures: ReportFigures, dashboard: DashboardFigures, campaign: Campaign, template: str | None = None) -> str:
    """The page. No name of a person stands in it: the figures that hold one are not offered to the template.

    Raises ConfigurationError when the template uses an unknown name or has a broken tag.
    """
    from jinja2 import TemplateError
    from markupsafe import Markup

    source = template if template is not None else _asset(TEMPLATE)
    context = context_of(figures, dashboard, campaign)
    env = sandbox.environment(context, autoescape=True)
    env.lstrip_blocks = True
    # What a macro gives back is escaped already.
    env.finalize = lambda value: value if isinstance(value, Markup) else sandbox.printed(value)
    env.filters["ngay"] = vietnamese.day
    env.filters["buoc"] = step
    try:
        return env.from_string(source).render(context)
    except TemplateError as error:
        raise sandbox.configuration_error(TEMPLATE, error, source) from error


def context_of(figures: ReportFigures, dashboard: DashboardFigures, campaign: Campaign) -> dict[str, Any]:
    """The names the template may use."""
    from markupsafe import Markup

    style, script = _asset(STYLE), _asset(SCRIPT)
    context = {
        **sandbox.shared_context(figures, campaign),
        "dashboard": dashboard,
        "parts": PARTS,
        # Ours, from the package: nothing a file brought in is ever marked as safe.
        "style": Markup(style),  # noqa: S704
        "script": Markup(script),  # noqa: S704
        "style_hash": _hash(style),
        "script_hash": _hash(script),
    }
    return {name: value for name, value in context.items() if name not in WITH_NAMES}


def step(highest: int) -> int:
    """The least round number of which PARTS reach the highest one: what an axis is divided by."""
    if highest <= STEPS[0] * PARTS:
        return max(-(-highest // PARTS), 1)
    power = 1
    while True:
        for one in STEPS:
            if one * power * PARTS >= highest:
                return one * power
        power *= 10


def _asset(name: str) -> str:
    try:
        return (files("templates") / name).read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(f"Mẫu {name}: không mở được. Lấy lại mẫu gốc.") from error


def _hash(text: str) -> str:
    """As a Content-Security-Policy names a style or script: nothing else on the page may be one."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
