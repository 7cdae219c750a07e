"""Leveling: overload of people, moves that take it away, and accepting them."""

import datetime as dt
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE
from pilotage.api.editing import EditView, answer_edit
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.programs.queries import visible
from pilotage.areas.risks.queries import load_whole
from pilotage.areas.schedule import operations as schedule
from pilotage.areas.schedule.queries.leveling import LevelingForecast, Proposal, effect_of, forecast_with, proposal
from pilotage.plan.leveling.applying import rest
from pilotage.plan.leveling.results import Change, Handover, LevelingEffect, Objective, Wishes
from pilotage.plan.vocabulary.activities import Constraint, ConstraintKind

router = Router(tags=["leveling"])


class Wish(Schema):
    """What to keep small (finish, lateness behind due dates, distance from today's plan), and what may be done: move
    started work, let work rest on some days, hand work to others with the skill that it asks for.
    """

    objective: Objective = Objective.FINISH
    keep_started: bool = True
    split: bool = False
    hand_over: bool = False
    seed: Annotated[int, Field(ge=0, lt=2**31)] = 1


class PauseInput(Schema):
    """Days on which work rests: from ``start``, not including ``end``."""

    start: dt.date
    end: dt.date


class HandoverInput(Schema):
    """Work that asks for ``skill`` goes from ``person`` (empty: nobody is named yet) to another one who has it."""

    skill: Annotated[str, Field(max_length=300)]
    person: Annotated[str, Field(max_length=300)] = ""
    to: Annotated[str, Field(max_length=300)]


class MoveInput(Schema):
    """An accepted move, as it was proposed; ``at`` null lifts a leveling date. ``version`` is the activity's."""

    activity: Annotated[str, Field(max_length=300)]
    kind: Literal["start_no_earlier_than", "finish_no_earlier_than"] = "start_no_earlier_than"
    at: dt.datetime | None = None
    why: Annotated[str, Field(max_length=1000)] = ""
    pauses: Annotated[list[PauseInput], Field(max_length=10, default_factory=list)]
    handovers: Annotated[list[HandoverInput], Field(max_length=50, default_factory=list)]
    version: int | None = None


class MovesInput(Schema):
    moves: Annotated[list[MoveInput], Field(max_length=20_000)]
    why: Annotated[str, Field(max_length=2000)] = ""


@router.get("/programs/{program}/leveling", response={200: schema_of(Proposal), **READ})
def get_leveling(request: HttpRequest, program: str, wish: Query[Wish]) -> HttpResponse:
    """Loads of people by week, and moves of activities that take overload away. Nothing is written."""
    row = visible(actor=actor(request), program=program).program
    wishes = Wishes(
        objective=wish.objective, keep_started=wish.keep_started, split=wish.split, hand_over=wish.hand_over
    )
    return answer(proposal(row, wishes, seed=wish.seed))


@router.post("/programs/{program}/leveling/preview", response={200: schema_of(LevelingEffect), **WRITE})
def preview_leveling(request: HttpRequest, program: str, payload: MovesInput) -> HttpResponse:
    """What some of the moves would do alone. Nothing is written."""
    row = visible(actor=actor(request), program=program).program
    return answer(effect_of(row, [_change(move) for move in payload.moves]))


@router.post("/programs/{program}/leveling/forecast", response={200: schema_of(LevelingForecast), **WRITE})
def forecast_leveling(request: HttpRequest, program: str, payload: MovesInput) -> HttpResponse:
    """P50 and P85 of the final milestone as the plan is and with these moves. Nothing is written."""
    whole = load_whole(visible(actor=actor(request), program=program).program)
    return answer(forecast_with(whole.plan, whole.program, [_change(move) for move in payload.moves]))


@router.post("/programs/{program}/leveling/moves", response={200: EditView, **WRITE})
def accept_leveling(request: HttpRequest, program: str, payload: MovesInput) -> HttpResponse:
    """Accept moves, all or none; one undo takes them all back."""
    refuse_nul(request)
    changes = [schedule.LevelingChange(change=_change(move), version=move.version) for move in payload.moves]
    edit = schedule.accept_leveling(
        actor=actor(request), program=program, changes=changes, now=moment(), why=payload.why
    )
    return answer_edit(request, program, edit)


def _change(move: MoveInput) -> Change:
    at = move.at if move.at is None or move.at.tzinfo is not None else move.at.replace(tzinfo=dt.UTC)
    constraint = None if at is None else Constraint(ConstraintKind(move.kind), at)
    return Change(
        activity=move.activity,
        constraint=constraint,
        why=move.why,
        pauses=tuple(rest(each.start, each.end) for each in move.pauses),
        handovers=tuple(Handover(skill=each.skill, person=each.person, to=each.to) for each in move.handovers),
    )
