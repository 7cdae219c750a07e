"""From the fields that were read to the types of a plan; activities are made in ``rows``."""

from decimal import Decimal
from typing import TypeVar

from pilotage.exchange.text.syntax.nodes import Node
from pilotage.exchange.text.syntax.problems import Findings
from pilotage.exchange.text.values.titles import title_of
from pilotage.exchange.text.vocabulary.shapes import Entity, Fields
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.calendars import Calendar, CalendarException
from pilotage.plan.vocabulary.history import Baseline, BaselineEntry, ForecastRecord
from pilotage.plan.vocabulary.people import Person, SkillLevel, Team, Workstream
from pilotage.plan.vocabulary.program import Ask
from pilotage.plan.vocabulary.risks import Response, Risk, Strategy
from pilotage.plan.vocabulary.scheduling_rules import SchedulingRules
from pilotage.plan.vocabulary.uncertainty import SharedFactor

_T = TypeVar("_T")


def complete(entity: Entity, fields: Fields) -> bool:
    """Everything is there without which the entity cannot be made."""
    return all(name in fields for name, key in entity.keys.items() if key.required)


def _all_but(fields: Fields, *names: str) -> Fields:
    return {name: value for name, value in fields.items() if name not in names}


def calendar(name: str, fields: Fields) -> Calendar:
    days = [*fields.get("holidays", ()), *fields.get("off", ()), *fields.get("freeze", ()), *fields.get("extra", ())]
    return Calendar(
        id=name,
        title=fields.get("title", ""),
        zone=fields.get("zone"),
        base=fields.get("base"),
        week=fields.get("week"),
        exceptions=tuple(day for day in days if isinstance(day, CalendarException)),
        holidays=tuple(day for day in days if isinstance(day, str)),
    )


def person(name: str, fields: Fields) -> Person:
    skills = fields.get("skills", ())
    return Person(
        id=name,
        name=fields.get("name", title_of(name)),
        skills=tuple(each.skill if isinstance(each, SkillLevel) else each for each in skills),
        levels=tuple(each for each in skills if isinstance(each, SkillLevel)),
        **_all_but(fields, "name", "skills"),
    )


def team(name: str, fields: Fields) -> Team:
    return Team(id=name, title=fields.get("title", title_of(name)), **_all_but(fields, "title"))


def workstream(name: str, fields: Fields) -> Workstream:
    days = {"sprint_days": fields["sprint-days"]} if "sprint-days" in fields else {}
    more = _all_but(fields, "title", "activities", "sprint-days")
    return Workstream(id=name, title=fields.get("title", title_of(name)), **days, **more)


def risk(name: str, fields: Fields, hits: tuple[str, ...], findings: Findings) -> Risk:
    impact = fields.get("impact", {})
    return Risk(
        id=name,
        title=fields.get("title", title_of(name)),
        impact_days=impact.get("days"),
        impact_money=impact.get("money"),
        hits=hits,
        response=_response(fields["response"], findings) if "response" in fields else None,
        **_all_but(fields, "title", "impact", "hits", "response"),
    )


def _response(placed: tuple[Fields, Node], findings: Findings) -> Response | None:
    fields, node = placed
    found = [strategy for strategy in Strategy if strategy.value in fields]
    if len(found) != 1:
        message = _("A response names one strategy; here are {count}.").format(count=len(found))
        hint = _("Write one of avoid, mitigate, transfer, accept, exploit, enhance, and what is done.")
        findings.add("wrong-value", node, message, hint)
    if not found:
        return None
    cost: Decimal | None = fields.get("cost")
    return Response(
        strategy=found[0],
        text=fields[found[0].value],
        owner=fields.get("owner"),
        due=fields.get("due"),
        done=fields.get("done", False),
        residual_probability=fields.get("leaves"),
        cost=cost,
    )


def factor(name: str, fields: Fields, on: tuple[str, ...]) -> SharedFactor:
    spread = fields["factor"]
    return SharedFactor(
        id=name,
        title=fields.get("title", title_of(name)),
        low=spread.low,
        likely=spread.likely,
        high=spread.high,
        probability=fields.get("probability", 1.0),
        on=on,
    )


def ask(fields: Fields) -> Ask:
    return Ask(text=fields["text"], to=fields.get("to"), by=fields.get("by"), if_not=fields.get("if-not", ""))


def baseline(name: str, fields: Fields, entries: tuple[BaselineEntry, ...]) -> Baseline:
    title = fields.get("title", title_of(name))
    return Baseline(
        id=name,
        title=title,
        taken=fields["taken"],
        reason=fields.get("reason", ""),
        entries=entries,
        chosen=fields.get("chosen", False),
    )


def baseline_entry(activity: str, fields: Fields) -> BaselineEntry:
    duration = fields["duration"].minutes if "duration" in fields else 0
    return BaselineEntry(
        activity,
        fields["start"],
        fields["finish"],
        duration,
        fields.get("title", ""),
        fields.get("milestone", False),
        fields.get("cost"),
    )


def forecast(fields: Fields) -> ForecastRecord:
    return ForecastRecord(**fields)


def rules(fields: Fields) -> SchedulingRules:
    named = {name.replace("-", "_"): value for name, value in fields.items() if name != "lags"}
    if "lags" in fields:
        named["lag_calendar"] = fields["lags"]
    return SchedulingRules(**named)
