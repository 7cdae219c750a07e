"""Baselines: the plan dates of one day, kept."""

import datetime as dt
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE
from pilotage.areas.programs.queries import visible
from pilotage.areas.schedule import operations as schedule
from pilotage.areas.schedule.queries.baselines import baseline_heads

router = Router(tags=["plan"])


class BaselineInput(Schema):
    title: Annotated[str, Field(min_length=1, max_length=300)]
    reason: Annotated[str, Field(max_length=10_000)] = ""


class BaselineRow(Schema):
    id: str
    title: str
    taken: dt.date
    reason: str


class BaselineTaken(BaselineRow):
    revision: int


@router.get("/programs/{program}/baselines", response={200: list[BaselineRow], **READ})
def list_baselines(request: HttpRequest, program: str) -> list[BaselineRow]:
    row = visible(actor=actor(request), program=program).program
    return [
        BaselineRow(id=each.id, title=each.title, taken=each.taken, reason=each.reason)
        for each in baseline_heads(row.pk)
    ]


@router.post("/programs/{program}/baselines", response={200: BaselineTaken, **WRITE})
def take_baseline(request: HttpRequest, program: str, payload: BaselineInput) -> BaselineTaken:
    """Keep the present plan dates under a title, with the reason."""
    refuse_nul(request)
    revision, taken = schedule.take_baseline(
        actor=actor(request), program=program, title=payload.title, reason=payload.reason, now=moment()
    )
    return BaselineTaken(id=taken.id, title=taken.title, taken=taken.taken, reason=taken.reason, revision=revision)
