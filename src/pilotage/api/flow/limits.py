"""Limits of work in progress."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.flow.operations.limits import MOST, MOST_LETTERS, MOST_LIMITS, set_limits
from pilotage.areas.flow.queries.limits import Limits, limits_of

router = Router(tags=["flow"])

TeamName = Annotated[str, Field(max_length=MOST_LETTERS)]
Limit = Annotated[int, Field(ge=1, le=MOST)]


class LimitsInput(Schema):
    """All limits, by the name of the team; a team that is not named has none."""

    version: int
    limits: Annotated[dict[TeamName, Limit], Field(max_length=MOST_LIMITS)]


@router.get("/programs/{program}/flow/limits", response={200: schema_of(Limits), **READ})
def list_flow_limits(request: HttpRequest, program: str) -> HttpResponse:
    """How many items each team has in progress, and the most that it means to have."""
    return answer(limits_of(actor=actor(request), program=program, today=moment().date()))


@router.put("/programs/{program}/flow/limits", response={200: schema_of(Limits), **WRITE})
def set_flow_limits(request: HttpRequest, program: str, payload: LimitsInput) -> HttpResponse:
    """Set limits of work in progress, in the place of all earlier ones. A team past its limit gets an early warning."""
    refuse_nul(request)
    who, now = actor(request), moment()
    set_limits(actor=who, program=program, version=payload.version, limits=payload.limits, now=now)
    return answer(limits_of(actor=who, program=program, today=now.date()))
