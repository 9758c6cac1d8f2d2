"""The dispatches of don-doc/ that push the work: to unions, Party committees, heads of units; each where someone is."""

from collections.abc import Mapping

from pipeline.campaign import Campaign
from pipeline.edges import report
from pipeline.figures import ReportFigures

UNIONS = "cong-van-don-doc.docx"
PARTY = "cong-van-dang-uy.docx"
HEADS = "cong-van-thu-truong.docx"


def addressed(figures: ReportFigures) -> tuple[str, ...]:
    """Which of the three have someone to write to. A programme that is over asks Party committees for nothing."""
    letters = figures.letters
    has_addressee = {
        UNIONS: bool(letters.asked),
        PARTY: bool(letters.communes) and not figures.is_whole_programme_over,
        HEADS: bool(letters.waiting),
    }
    return tuple(name for name, has in has_addressee.items() if has)


def render(
    figures: ReportFigures, campaign: Campaign, templates: Mapping[str, bytes] | None = None
) -> dict[str, bytes]:
    """File name → .docx. templates: instead of those shipped, by file name.

    Raises ConfigurationError when a template uses an unknown name or has a broken tag.
    """
    own = templates or {}
    return {name: report.render_letter(name, figures, campaign, own.get(name)) for name in addressed(figures)}
