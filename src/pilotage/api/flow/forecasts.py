"""Forecasts from the teams' own pace, and the ledger that keeps every one of them."""

import datetime as dt
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE
from pilotage.api.flow.shapes import ForecastShape, LedgerShape, forecast_shape
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.errors import NotFoundError
from pilotage.areas.flow.operations import issue_forecast
from pilotage.areas.flow.queries.items import work_of
from pilotage.areas.flow.queries.learning import learned, learning, learning_row
from pilotage.areas.flow.queries.ledger import MOST_ROWS, Line, by_number, page
from pilotage.areas.flow.rules.answers import Question, Share
from pilotage.areas.flow.rules.questions import MOST_ITEMS
from pilotage.areas.programs.queries import visible
from pilotage.plan.flow.forecasts.joint import MOST_TEAMS
from pilotage.plan.flow.forecasts.what_if import RAMP, People, Supposition

router = Router(tags=["flow"])

Title = Annotated[str, Field(max_length=700)]
Items = Annotated[int, Field(ge=1, le=MOST_ITEMS)]
Heads = Annotated[int, Field(ge=1, le=10_000)]


class PeopleInput(Schema):
    """So many people now and then; newcomers work at full pace within ``ramp`` weeks."""

    now: Heads
    then: Heads
    ramp: Annotated[float, Field(ge=0, le=520)] = RAMP


class WhatIfInput(Schema):
    """``drop`` items (below zero: so many are added); a ``pace`` as a share of that of the past; other ``people``; no
    work before ``start``; a first delivery of ``split`` items; a ``limit`` of work in progress. All that is set holds
    together.
    """

    drop: Annotated[int, Field(ge=-MOST_ITEMS, le=MOST_ITEMS)] = 0
    pace: Annotated[float, Field(gt=0, le=100)] = 1.0
    people: PeopleInput | None = None
    start: dt.date | None = None
    split: Items | None = None
    limit: Items | None = None


class TeamPart(Schema):
    name: Title
    items: Items


class ForecastQuestion(Schema):
    """``items`` or ``milestone``: when are they done (``until``: how likely by then)? ``until`` alone: how many are
    done by then? ``names`` are the teams that work on it, as ``GET flow`` lists them: none means all items; of several
    each must finish ``items`` of its own, or its part of ``teams``. ``growing``: what comes in meanwhile must be done
    too.
    """

    items: Items | None = None
    milestone: Title | None = None
    until: dt.date | None = None
    names: tuple[Title, ...] = Field((), max_length=MOST_TEAMS)
    teams: tuple[TeamPart, ...] = Field((), max_length=MOST_TEAMS)
    growing: bool = False
    as_of: dt.date | None = None
    what_if: WhatIfInput | None = None
    seed: Annotated[int, Field(ge=0, lt=2**31)] = 1


@router.post(
    "/programs/{program}/flow/forecasts",
    response={200: schema_of(ForecastShape), 201: schema_of(ForecastShape), **WRITE},
)
def issue_flow_forecast(request: HttpRequest, program: str, payload: ForecastQuestion) -> HttpResponse:
    """Make a forecast and write it into the ledger. The same question of the same items is issued once: then 200."""
    act = issue_forecast(
        actor=actor(request),
        program=program,
        question=_question(payload),
        as_of=payload.as_of,
        seed=payload.seed,
        now=moment(),
    )
    return answer(_shape(act.line, moment()), status=201 if act.new else 200)


@router.get("/programs/{program}/flow/forecasts", response={200: schema_of(LedgerShape), **READ})
def list_flow_forecasts(
    request: HttpRequest,
    program: str,
    milestone: Title | None = None,
    resolved: bool | None = None,
    offset: Annotated[int, Field(ge=0, lt=2**31)] = 0,
    limit: Annotated[int, Field(ge=1, le=MOST_ROWS)] = 100,
) -> HttpResponse:
    """The ledger: every forecast that was issued, the newest first, with what came of it."""
    row = visible(actor=actor(request), program=program).program
    found = page(row.pk, milestone=milestone, resolved=resolved, offset=offset, limit=limit)
    return answer(LedgerShape(found.total, tuple(line.issued for line in found.lines)))


@router.get("/programs/{program}/flow/forecasts/{number}", response={200: schema_of(ForecastShape), **READ})
def get_flow_forecast(request: HttpRequest, program: str, number: int) -> HttpResponse:
    """A forecast as it was issued, with today's track record."""
    row = visible(actor=actor(request), program=program).program
    found = by_number(row.pk, number) if 0 < number < 2**31 else None
    if found is None:
        raise NotFoundError(_("There is no forecast {number} of this program.").format(number=number))
    return answer(_shape(found, moment()))


def _shape(line: Line, now: dt.datetime) -> ForecastShape:
    work = work_of(line.row.program_id)
    row = learning_row(line.row.program_id)
    return forecast_shape(
        line,
        learned(row),
        learning(row, work, now),
        problems=work.cleaned.problems,
        score=work.cleaned.score,
    )


def _question(payload: ForecastQuestion) -> Question:
    several = len(payload.names) > 1 and payload.items is not None
    teams = tuple(Share(each.name, each.items) for each in payload.teams)
    if several and payload.items is not None:
        teams += tuple(Share(name, payload.items) for name in payload.names)
    return Question(
        name=payload.names[0] if len(payload.names) == 1 else None,
        teams=teams,
        items=None if several else payload.items,
        milestone=payload.milestone,
        until=payload.until,
        growing=payload.growing,
        what_if=None if payload.what_if is None else _supposition(payload.what_if),
    )


def _supposition(given: WhatIfInput) -> Supposition:
    people = given.people
    return Supposition(
        drop=given.drop,
        pace=given.pace,
        people=None if people is None else People(people.now, people.then, people.ramp),
        start=given.start,
        split=given.split,
        limit=given.limit,
    )
