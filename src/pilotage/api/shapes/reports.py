"""Status reports as the API shows them."""

import datetime as dt
from typing import Any

import msgspec

from pilotage.api.shapes import parts
from pilotage.api.shapes.facts import Facts, facts
from pilotage.api.shapes.people import PersonShape
from pilotage.plan.insight.status import StatusView
from pilotage.plan.language.text import Text
from pilotage.reports import Report
from pilotage.reports.model import Contracts, Load, Milestones, Section


class FigureShape(msgspec.Struct, frozen=True):
    label: str
    fact: str
    text: str
    delta: str | None
    tone: str | None


class CheckShape(msgspec.Struct, frozen=True):
    ok: bool
    text: str
    blocking: bool


class ComparedShape(msgspec.Struct, frozen=True):
    number: int
    date: dt.date


class ReportShape(msgspec.Struct, frozen=True, kw_only=True):
    """A draft has no ``number``. A section's fields depend on its ``kind``: changes (lines), milestones (rows, axis),
    risks, contracts, load (rows), activities (groups), paragraphs (lines), chart (chart, text).
    """

    number: int | None
    audience: str
    title: str
    date: dt.date
    published: dt.datetime | None
    by: str
    compared_with: ComparedShape | None
    status: StatusView
    headline: Text
    figures: tuple[FigureShape, ...]
    ask: parts.AskShape | None
    sections: tuple[dict[str, Any], ...]
    readiness: tuple[CheckShape, ...]
    facts: Facts
    footer: tuple[str, ...]
    as_of: dt.datetime


def report(value: Report, people: dict[str, PersonShape]) -> ReportShape:
    compared = value.compared_with
    return ReportShape(
        number=value.number,
        audience=value.audience.value,
        title=value.title,
        date=value.date,
        published=value.published,
        by=value.by,
        compared_with=ComparedShape(compared.number, compared.date) if compared else None,
        status=value.status,
        headline=value.headline,
        figures=tuple(
            FigureShape(figure.label, figure.fact, figure.text, figure.delta or None, figure.tone)
            for figure in value.figures
        ),
        ask=_ask(value, people),
        sections=tuple(_section(section) for section in value.sections),
        readiness=tuple(CheckShape(check.ok, check.text, check.blocking) for check in value.readiness),
        facts=facts(value.facts),
        footer=value.footer,
        as_of=value.as_of,
    )


def _ask(value: Report, people: dict[str, PersonShape]) -> parts.AskShape | None:
    ask = value.ask
    if ask is None:
        return None
    known = people.get(ask.to or "")
    # a published report keeps the name that it was published with
    if known is None and value.ask_to:
        known = PersonShape(ask.to or "", value.ask_to, "", None, external=False)
    return parts.AskShape((ask.text,), ask.by, known, ask.if_not)


def _section(section: Section) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.structs.asdict(section)
    plain["kind"] = section.__struct_config__.tag
    if isinstance(section, Milestones):
        plain["axis"] = parts.Axis(plain.pop("start"), plain.pop("finish"))
    elif isinstance(section, Contracts):
        plain["rows"] = [parts.contract(view) for view in section.rows]
    elif isinstance(section, Load):
        plain["rows"] = [parts.team(load) for load in section.rows]
    return plain
