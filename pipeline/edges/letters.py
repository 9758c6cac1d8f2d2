"""A reminder for each union that is asked for something: plain text, ready to paste into a message."""

from importlib.resources import files

from pipeline.campaign import Campaign
from pipeline.edges import sandbox
from pipeline.figures import ReportFigures

TEMPLATE = "nhac-bao-cao.txt.j2"


def render_reminders(figures: ReportFigures, campaign: Campaign, template: str | None = None) -> dict[str, str]:
    """unit_code → text, for the unions that have a reason for one.

    Raises ConfigurationError when the template uses an unknown name or has a broken tag.
    """
    from jinja2 import TemplateError

    source = template if template is not None else (files("templates") / TEMPLATE).read_text(encoding="utf-8")
    context = {
        **sandbox.shared_context(figures, campaign),
        "report_every_days": campaign.deadlines.report_every_days,
        "reminder": None,
    }
    env = sandbox.environment(context, autoescape=False)
    env.trim_blocks = env.lstrip_blocks = True
    try:
        letter = env.from_string(source)
        texts = {reminder.unit_code: letter.render({**context, "reminder": reminder}) for reminder in figures.reminders}
    except TemplateError as error:
        raise sandbox.configuration_error(TEMPLATE, error, source) from error
    return {code: text.strip() + "\n" for code, text in texts.items()}
