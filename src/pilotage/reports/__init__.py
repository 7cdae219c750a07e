"""Status reports: composed from a briefing, rendered as web page, Markdown and PDF."""

from pilotage.reports.composing import compose, facts_named, publish
from pilotage.reports.html import render_html
from pilotage.reports.markdown import render_markdown
from pilotage.reports.model import Audience, Report
from pilotage.reports.pdf import render_pdf

__all__ = ["Audience", "Report", "compose", "facts_named", "publish", "render_html", "render_markdown", "render_pdf"]
