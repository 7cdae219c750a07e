"""The states of a program's tracker, and what they mean."""

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.flow.queries.states import States, states_of
from pilotage.areas.work.operations import choose_states

router = Router(tags=["flow"])

StateName = Annotated[str, Field(max_length=100)]


class ChosenStates(Schema):
    """All categories that people chose; a state that is not named keeps the guess."""

    version: int
    chosen: Annotated[dict[StateName, Literal["todo", "doing", "done"]], Field(max_length=500)]


@router.get("/programs/{program}/flow/states", response={200: schema_of(States), **READ})
def list_flow_states(request: HttpRequest, program: str) -> HttpResponse:
    """The states that items are or were in, each with its category, guessed or chosen."""
    return answer(states_of(actor=actor(request), program=program))


@router.put("/programs/{program}/flow/states", response={200: schema_of(States), **WRITE})
def choose_flow_states(request: HttpRequest, program: str, payload: ChosenStates) -> HttpResponse:
    """Choose what states mean, in the place of all earlier choices."""
    who = actor(request)
    choose_states(actor=who, program=program, version=payload.version, chosen=payload.chosen, now=moment())
    return answer(states_of(actor=who, program=program))
