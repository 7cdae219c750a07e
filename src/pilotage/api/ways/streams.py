"""A workstream's stream of value, and advice which way of working fits it."""

from typing import Annotated, Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE, Revision
from pilotage.api.shapes.documents import schema_of
from pilotage.api.shapes.facts import Facts, facts
from pilotage.areas.flow.queries.ways import advice_on, stream_of
from pilotage.areas.schedule.queries.plans import carry_plan
from pilotage.areas.work import operations as work
from pilotage.plan.flow.measures.stream import ValueStream
from pilotage.plan.insight.ways import WayReason
from pilotage.plan.language.text import Text
from pilotage.plan.vocabulary.people import WayOfWorking

router = Router(tags=["ways of working"])


class StreamAnswer(msgspec.Struct, frozen=True):
    """``stream`` is null where no change of state is known."""

    stream: ValueStream | None


class AdviceAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """``way`` is null where nothing speaks for any. Nothing is changed by asking."""

    way: WayOfWorking | None
    parts: tuple[WayOfWorking, ...]
    fits: bool
    said: Text
    reasons: tuple[WayReason, ...]
    missing: tuple[str, ...]
    facts: Facts


class Marks(Schema):
    """State -> ``work``, ``wait``, or null for what its name says. States that are not named stay as they are."""

    states: Annotated[dict[str, Literal["work", "wait"] | None], Field(max_length=500)]


@router.get("/programs/{program}/workstreams/{workstream}/stream", response={200: schema_of(StreamAnswer), **READ})
def get_stream(
    request: HttpRequest, program: str, workstream: str, weeks: Annotated[int, Field(ge=1, le=520)] = 26
) -> HttpResponse:
    """Where the items that were finished in the last weeks were worked on, and where they waited."""
    found = stream_of(actor=actor(request), program=program, workstream=workstream, weeks=weeks, now=moment())
    return answer(StreamAnswer(found))


@router.get("/programs/{program}/workstreams/{workstream}/advice", response={200: schema_of(AdviceAnswer), **READ})
def get_advice(request: HttpRequest, program: str, workstream: str) -> HttpResponse:
    """Which way of working fits, by the workstream's own data."""
    found = advice_on(actor=actor(request), program=program, workstream=workstream, now=moment())
    return answer(
        AdviceAnswer(
            way=found.way,
            parts=found.parts,
            fits=found.fits,
            said=found.said,
            reasons=found.reasons,
            missing=found.missing,
            facts=facts(found.facts),
        )
    )


@router.put("/programs/{program}/waiting-states", response={200: Revision, **WRITE})
def mark_states(request: HttpRequest, program: str, payload: Marks) -> HttpResponse:
    """Say in which states items wait and in which they are worked on."""
    refuse_nul(request)
    revision = work.mark_states(actor=actor(request), program=program, kinds=payload.states, now=moment())
    carry_plan(program, revision)
    return answer({"revision": revision})
