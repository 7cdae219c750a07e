"""One self-contained HTML file: styles inside, no script, no requests. Facts link to the evidence at the end."""

import base64
from typing import Any

import jinja2
from markupsafe import Markup, escape

from pilotage.plan.insight.status import Status
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Mark, Text
from pilotage.plan.language.wording import chance, day, long_day, number, percent, read_on, signed, working_days
from pilotage.plan.vocabulary.facts import Fact
from pilotage.reports.charts.drawing import svg
from pilotage.reports.charts.model import Chart
from pilotage.reports.composing import facts_named
from pilotage.reports.model import Report
from pilotage.reports.strips import strip, ticks
from pilotage.reports.words import AUDIENCE_WORDS, STATUS_WORDS, evidence_value

_environment = jinja2.Environment(
    loader=jinja2.PackageLoader("pilotage.reports"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)


def render_html(report: Report) -> str:
    """The report as a web page that can be mailed as one file."""
    numbers = {key: position for position, key in enumerate(facts_named(report), 1) if key in report.facts}
    with read_on(report.date):
        return _environment.get_template("report.html").render(
            report=report,
            numbers=numbers,
            evidence=[(position, report.facts[key]) for key, position in numbers.items()],
            text=lambda text: _text(text, numbers),
            fact=lambda label, key: _fact(label, key, numbers),
            words=STATUS_WORDS,
            audience_words=AUDIENCE_WORDS,
            shape=_shape,
            strip=strip,
            ticks=ticks,
            day=day,
            long_day=long_day,
            number=number,
            percent=percent,
            chance=chance,
            signed=signed,
            working_days=working_days,
            value=evidence_value,
            bars=_bars,
            drawing=_drawing,
            _=_,
        )


def _text(text: Text, numbers: dict[str, int]) -> Markup:
    return Markup("").join(_part(part, numbers) for part in text)


def _part(part: str | Mark, numbers: dict[str, int]) -> Markup:
    if isinstance(part, str):
        return escape(part)
    shown = _fact(part.text, part.fact, numbers)
    return Markup('<span class="{}">{}</span>').format(part.tone, shown) if part.tone else shown


def _fact(label: str, key: str | None, numbers: dict[str, int]) -> Markup:
    if key is None or key not in numbers:
        return escape(label)
    return Markup('<a class="fact" href="#e{}">{}</a>').format(numbers[key], label)


_SHAPES = {
    Status.ON_TRACK: Markup(
        '<circle cx="8" cy="8" r="7" fill="currentColor"/><path d="m5 8.2 2.1 2.1L11 6" class="cut"/>'
    ),
    Status.AT_RISK: Markup('<path d="M8 1.5 15 14.5H1Z" fill="currentColor"/><path d="M8 6v4M8 12v.2" class="cut"/>'),
    Status.OFF_TRACK: Markup(
        '<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5Z" fill="currentColor"/><path d="m5.5 5.5 5 5m0-5-5 5" class="cut"/>'
    ),
    Status.UNKNOWN: Markup(
        '<circle cx="8" cy="8" r="6.5" class="ring dashed"/>'
        '<path d="M6.3 6.3a1.8 1.8 0 1 1 2 2v1M8.2 11.4v.2" class="ring"/>'
    ),
    Status.LANDED: Markup('<circle cx="8" cy="8" r="6.5" class="ring"/><path d="m5 8.2 2.1 2.1L11 6" class="ring"/>'),
}


def _shape(status: Status) -> Markup:
    """Shape of a status, so that grey print loses nothing."""
    return Markup('<svg class="shape" viewBox="0 0 16 16" aria-hidden="true">{}</svg>').format(_SHAPES[status])


def _drawing(chart: Chart) -> str:
    """Inside the page, and as a picture: nothing in it can run."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg(chart).encode()).decode()


def _bars(fact: Fact) -> list[dict[str, Any]]:
    """Histogram bars with their share of the tallest."""
    tallest = max((each.count for each in fact.histogram), default=0) or 1
    return [{"height": each.count / tallest, "start": each.start, "count": each.count} for each in fact.histogram]
