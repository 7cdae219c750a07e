"""How work flows."""

import datetime as dt
from typing import Annotated

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, ProblemDetails
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.flow.queries.measures import MOST_WEEKS, Asked, Group, Measured, measured
from pilotage.engine.flow.control_charts import DEFAULT, Rule
from pilotage.plan.flow.items.history import By
from pilotage.plan.flow.measures import Flow, compare
from pilotage.plan.vocabulary.problems import Problem
from pilotage.reports.charts.flow import flow_charts
from pilotage.reports.charts.model import Chart

router = Router(tags=["flow"])

Name = Annotated[str | None, Field(max_length=300)]


class FlowQuestion(Schema):
    """Of which items, over how many weeks, that end with which day: the last one that the items tell of, if none is
    named. ``against`` is an earlier day to compare with. ``rules`` choose what counts as a signal.
    """

    by: By = By.AUTO
    name: Name = None
    kind: Name = None
    milestone: Name = None
    weeks: Annotated[int, Field(ge=1, le=MOST_WEEKS)] = 26
    as_of: dt.date | None = None
    against: dt.date | None = None
    rules: list[Rule] = Field(list(DEFAULT), max_length=len(Rule))


class FlowShape(msgspec.Struct, frozen=True, kw_only=True):
    """``measures`` are of ``name`` (empty: of all items). ``known`` is the last day that any item tells of; ``score``
    the share of items, in percent, that no problem touches. ``before`` are the measures as of ``against``, ``changes``
    what differs since then.
    """

    revision: int
    as_of: dt.date
    known: dt.date
    by: By
    name: str
    names: tuple[Group, ...]
    kinds: tuple[str, ...]
    milestones: tuple[str, ...]
    measures: Flow
    before: Flow | None
    findings: tuple[str, ...]
    changes: tuple[str, ...]
    problems: tuple[Problem, ...]
    score: float | None
    charts: tuple[Chart, ...]


@router.get(
    "/programs/{program}/flow", response={200: schema_of(FlowShape), **READ, frozenset({409, 422}): ProblemDetails}
)
def get_flow(request: HttpRequest, program: str, question: Query[FlowQuestion]) -> HttpResponse:
    """Throughput, times, ages and signals of a program's work items, in numbers, sentences and charts."""
    asked = Asked(
        by=question.by,
        name=question.name,
        kind=question.kind,
        milestone=question.milestone,
        weeks=question.weeks,
        as_of=question.as_of,
        against=question.against,
        rules=tuple(dict.fromkeys(question.rules)),
    )
    return answer(_shape(measured(actor=actor(request), program=program, asked=asked, today=moment().date()), asked))


def _shape(found: Measured, asked: Asked) -> FlowShape:
    return FlowShape(
        revision=found.revision,
        as_of=found.as_of,
        known=found.known,
        by=found.by,
        name=asked.name or "",
        names=found.groups,
        kinds=found.kinds,
        milestones=found.milestones,
        measures=found.measures,
        before=found.before,
        findings=found.findings,
        changes=() if found.before is None else tuple(each.text for each in compare(found.before, found.measures)),
        problems=found.problems,
        score=found.score,
        charts=flow_charts(found.measures),
    )
