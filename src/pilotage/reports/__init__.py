"""Status reports: composed from a briefing, rendered as web page, Markdown and PDF."""

from collections.abc import Callable

from pilotage.reports.composing import compose, facts_named, publish
from pilotage.reports.html import render_html
from pilotage.reports.markdown import render_markdown
from pilotage.reports.model import Audience, Report
from pilotage.reports.pdf import render_pdf


def render(report: Report, form: str) -> bytes:
    """The report as ``html``, ``md`` or ``pdf``. Raises KeyError for another form."""
    renderers: dict[str, Callable[[Report], str | bytes]] = {
        "html": render_html,
        "md": render_markdown,
        "pdf": render_pdf,
    }
    content = renderers[form](report)
    return content if isinstance(content, bytes) else content.encode()


__all__ = [
    "Audience",
    "Report",
    "compose",
    "facts_named",
    "publish",
    "render",
    "render_html",
    "render_markdown",
    "render_pdf",
]
