"""How a team's work flows, as a document: sentences first, then the charts of the page, then what they stand on."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jinja2
import msgspec
import typst
from markupsafe import Markup

from pilotage.plan.flow.measures import Basis, Flow
from pilotage.plan.flow.measures.findings import efficiency, findings
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import day, long_day
from pilotage.reports.charts.drawing import svg
from pilotage.reports.charts.flow import flow_charts
from pilotage.reports.charts.model import Chart

_TEMPLATES = Path(__file__).parent / "templates"
_WIDTH = 780

_environment = jinja2.Environment(
    loader=jinja2.PackageLoader("pilotage.reports"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)


class FlowDocument(msgspec.Struct, frozen=True, kw_only=True):
    """``headline`` is the bottom line, ``sentences`` the rest of what there is to say, ``changes`` what differs from
    an earlier period (``compared`` says which), ``evidence`` pairs of a name and what was found.
    """

    title: str
    as_of: dt.date
    headline: str
    sentences: tuple[str, ...]
    compared: str
    changes: tuple[str, ...]
    charts: tuple[Chart, ...]
    evidence: tuple[tuple[str, str], ...]


def flow_document(
    flow: Flow, *, title: str, compared: str = "", changes: Sequence[str] = (), sources: Sequence[tuple[str, str]] = ()
) -> FlowDocument:
    """Of one team. ``sources`` are further lines of evidence: files, quality of the data."""
    headline, *others = findings(flow)
    said = (*others, *(sentence for sentence in [efficiency(flow)] if sentence))
    return FlowDocument(
        title=title,
        as_of=flow.as_of,
        headline=headline,
        sentences=said,
        compared=compared,
        changes=tuple(changes),
        charts=flow_charts(flow),
        evidence=(*sources, *_evidence(flow)),
    )


def _evidence(flow: Flow) -> list[tuple[str, str]]:
    counted = {
        Basis.STARTED: _("cycle time is finish − start + 1 days"),
        Basis.CREATED: _("the data tells no starts; ages and times count from creation"),
    }
    first = flow.weeks[0].last - dt.timedelta(days=6)
    found = [
        (_("Period"), _("{weeks} weeks, {first} to {last}; days are UTC").format(
            weeks=len(flow.weeks), first=day(first, near=flow.as_of), last=day(flow.as_of)
        )),
        (_("Items"), _("{n}, of which {open} are open").format(n=f"{flow.items:,}", open=f"{flow.open:,}")),
        (_("Times"), counted[flow.basis]),
    ]  # fmt: skip
    if flow.control is not None:
        rules = ", ".join(rule.value.replace("_", " ") for rule in flow.control.rules)
        found.append((_("Signals"), _("limits are mean ± 2.66 mean moving ranges; rules: {rules}").format(rules=rules)))
    words = {True: _("holds"), False: _("does not hold"), None: _("not known")}
    found += [
        (_("Little's law: {name}").format(name=each.name), f"{words[each.holds]}. {each.text}")
        for each in flow.assumptions
    ]
    return found


def render_flow(document: FlowDocument, form: str) -> bytes:
    """The document as ``html`` or ``pdf``; light, as all documents are. Raises KeyError for another form."""
    return {"html": _html, "pdf": _pdf}[form](document)


def _footer(document: FlowDocument) -> str:
    return f"{document.title} · {long_day(document.as_of)} {document.as_of.year} · Pilotage"


def _html(document: FlowDocument) -> bytes:
    template = _environment.get_template("flow.html")
    return template.render(
        document=document,
        date=f"{long_day(document.as_of)} {document.as_of.year}",
        drawn=lambda chart: Markup(svg(chart)),  # noqa: S704  # our own drawing; Vega escapes the text in it
        footer=_footer(document),
        _=_,
    ).encode()


def _pdf(document: FlowDocument) -> bytes:
    charts: list[dict[str, Any]] = [
        {
            "title": chart.title,
            "subtitle": chart.subtitle,
            "said": chart.said,
            "empty": chart.empty,
            "svg": "" if chart.spec is None else svg(chart, width=_WIDTH),
        }
        for chart in document.charts
    ]
    data = msgspec.to_builtins(document) | {
        "charts": charts,
        "date": f"{long_day(document.as_of)} {document.as_of.year}",
        "footer": _footer(document),
        "evidence_title": _("Evidence"),
        "changes_title": _("What changed: {periods}").format(periods=document.compared),
    }
    stamp = dt.datetime.combine(document.as_of, dt.time(), dt.UTC)
    return typst.compile(
        str(_TEMPLATES / "flow.typ"),
        root=str(_TEMPLATES),
        sys_inputs={"document": msgspec.json.encode(data).decode()},
        timestamp=int(stamp.timestamp()),
    )
