"""Sprints of a workstream: planned, begun, closed."""

import datetime as dt
from typing import Annotated, Any, NamedTuple

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE, Revision
from pilotage.api.shapes.documents import schema_of
from pilotage.api.shapes.facts import Facts, facts
from pilotage.areas.flow.queries.sprints import SprintRoom, SprintView, sprint_room
from pilotage.areas.schedule.queries.plans import carry_plan
from pilotage.areas.work import operations as work
from pilotage.areas.work.queries.sprints import SprintItem, StoredSprint
from pilotage.areas.work.rules.sprints import Outcome
from pilotage.plan.flow.forecasts.capacity import SprintCapacity
from pilotage.plan.flow.forecasts.sprints import SprintPace, SprintRecord
from pilotage.plan.flow.measures.sprints import Sprints
from pilotage.reports.charts.flow.sprints import burn_chart, burndown_chart, sprints_chart
from pilotage.reports.charts.model import Chart

router = Router(tags=["sprints"])

MOST_OUTCOMES = 2_000
Line = Annotated[str, Field(max_length=300)]
Goal = Annotated[str, Field(max_length=5_000)]


class SprintAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """``next_start`` to ``next_finish`` is what the cadence says of the next one, ``next_capacity`` the time of people
    in it; ``pace`` what was finished in as many days before; ``record`` what earlier sprints kept of their commitments.
    ``past`` are all sprints that the items tell of, those of a tracker too; ``charts`` are of them.
    """

    workstream: str
    title: str
    revision: int
    today: dt.date
    next_start: dt.date
    next_finish: dt.date
    next_capacity: SprintCapacity
    pace: SprintPace | None
    pace_fact: str | None
    record: SprintRecord | None
    record_fact: str | None
    active: SprintView | None
    planned: tuple[SprintView, ...]
    closed: tuple[StoredSprint, ...]
    backlog: tuple[SprintItem, ...]
    past: Sprints | None
    charts: tuple[Chart, ...]
    facts: Facts


class SprintWritten(msgspec.Struct, frozen=True):
    code: str
    revision: int


class SprintFields(Schema):
    """Without a title a sprint is called by its number."""

    title: Line = ""
    goal: Goal = ""
    start: dt.date
    finish: dt.date


class SprintPatch(Schema):
    """Fields that are absent stay."""

    version: int | None = None
    title: Line = ""
    goal: Goal = ""
    start: dt.date | None = None
    finish: dt.date | None = None


class SprintBegin(Schema):
    version: int | None = None


class OutcomeInput(Schema):
    """``to`` is a planned sprint, or empty for the backlog; ``reason`` why it was not done."""

    key: Annotated[str, Field(max_length=200)]
    to: Annotated[str, Field(max_length=40)] = ""
    reason: Annotated[str, Field(max_length=1_000)]


class SprintClose(Schema):
    version: int | None = None
    outcomes: Annotated[list[OutcomeInput], Field(default_factory=list, max_length=MOST_OUTCOMES)]


class _Past(NamedTuple):
    sprints: Sprints | None
    as_of: dt.date


@router.get("/programs/{program}/workstreams/{workstream}/sprints", response={200: schema_of(SprintAnswer), **READ})
def get_sprints(request: HttpRequest, program: str, workstream: str) -> HttpResponse:
    """What is planned, under way and over, with what the team's past says of it."""
    room = sprint_room(actor=actor(request), program=program, workstream=workstream, now=moment())
    return answer(_shape(room))


@router.post("/programs/{program}/workstreams/{workstream}/sprints", response={200: schema_of(SprintWritten), **WRITE})
def add_sprint(request: HttpRequest, program: str, workstream: str, payload: SprintFields) -> HttpResponse:
    """Plan a sprint. Items are put into it by their field ``sprint``."""
    refuse_nul(request)
    code, revision = work.add_sprint(
        actor=actor(request), program=program, workstream=workstream, fields=payload.dict(), now=moment()
    )
    carry_plan(program, revision)
    return answer(SprintWritten(code, revision))


@router.patch("/programs/{program}/sprints/{sprint}", response={200: Revision, **WRITE})
def change_sprint(request: HttpRequest, program: str, sprint: str, payload: SprintPatch) -> HttpResponse:
    refuse_nul(request)
    fields: dict[str, Any] = payload.dict(exclude_unset=True, exclude={"version"})
    revision = work.change_sprint(
        actor=actor(request),
        program=program,
        code=sprint,
        version=payload.version,
        fields={name: value for name, value in fields.items() if value is not None},
        now=moment(),
    )
    return _done(program, revision)


@router.delete("/programs/{program}/sprints/{sprint}", response={200: Revision, **WRITE})
def remove_sprint(request: HttpRequest, program: str, sprint: str, version: int | None = None) -> HttpResponse:
    """Only while it has not begun."""
    return _done(
        program,
        work.remove_sprint(actor=actor(request), program=program, code=sprint, version=version, now=moment()),
    )


@router.post("/programs/{program}/sprints/{sprint}/begin", response={200: Revision, **WRITE})
def begin_sprint(request: HttpRequest, program: str, sprint: str, payload: SprintBegin) -> HttpResponse:
    """Commit to what is in it. The commitment is never changed afterwards."""
    return _done(
        program,
        work.begin_sprint(actor=actor(request), program=program, code=sprint, version=payload.version, now=moment()),
    )


@router.post("/programs/{program}/sprints/{sprint}/close", response={200: Revision, **WRITE})
def close_sprint(request: HttpRequest, program: str, sprint: str, payload: SprintClose) -> HttpResponse:
    """Close a sprint, saying of each item that is not done where it goes and why."""
    refuse_nul(request)
    return _done(
        program,
        work.close_sprint(
            actor=actor(request),
            program=program,
            code=sprint,
            version=payload.version,
            outcomes=[Outcome(each.key, each.to, each.reason) for each in payload.outcomes],
            now=moment(),
        ),
    )


def _done(program: str, revision: int) -> HttpResponse:
    carry_plan(program, revision)
    return answer({"revision": revision})


def _shape(room: SprintRoom) -> SprintAnswer:
    past = _Past(room.past, room.today)
    charts = (burn_chart(past), burndown_chart(past), sprints_chart(past))
    return SprintAnswer(
        **{name: getattr(room, name) for name in SprintAnswer.__struct_fields__ if name not in ("charts", "facts")},
        charts=tuple(chart for chart in charts if chart is not None),
        facts=facts(room.facts),
    )
