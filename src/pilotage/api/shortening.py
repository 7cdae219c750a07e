"""Days to buy and days to risk: what they win and cost, and accepting them."""

from decimal import Decimal
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE
from pilotage.api.editing import EditView, answer_edit
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.programs.queries import visible
from pilotage.areas.schedule import operations as schedule
from pilotage.areas.schedule.queries.shortening import Offer, offer

router = Router(tags=["shortening"])

Name = Annotated[str, Field(max_length=300)]
Share = Annotated[float, Field(gt=0, le=1, description="of the predecessor's duration")]
Reason = Annotated[str, Field(max_length=2000)]


class Wanted(Schema):
    """Working days to win for a milestone (the final one by default). ``day_rate`` prices a day of a person where the
    plan does not; without any price, days cost person-days.
    """

    milestone: Name | None = None
    days: Annotated[float, Field(ge=0.1, le=250)] = 10.0
    day_rate: Annotated[Decimal | None, Field(ge=0, le=1_000_000)] = None
    share: Share = 0.25


class ShorteningInput(Schema):
    """Working days to take off an activity; ``version`` is the one it was offered at."""

    activity: Name
    days: float
    version: int | None = None


class ShorteningsInput(Schema):
    shortenings: Annotated[list[ShorteningInput], Field(max_length=1000)]
    why: Reason = ""


class OverlapInput(Schema):
    dependency: Annotated[str, Field(max_length=700)]
    share: Share = 0.25
    version: int | None = None
    why: Reason = ""


@router.get("/programs/{program}/shortening", response={200: schema_of(Offer), **READ})
def get_shortening(request: HttpRequest, program: str, wanted: Query[Wanted]) -> HttpResponse:
    """The cheapest days to buy, step by step, and what overlapping would win. Nothing is written."""
    row = visible(actor=actor(request), program=program).program
    found = offer(row, milestone=wanted.milestone, days=wanted.days, day_rate=wanted.day_rate, share=wanted.share)
    return answer(found)


@router.post("/programs/{program}/shortening/activities", response={200: EditView, **WRITE})
def shorten_activities(request: HttpRequest, program: str, payload: ShorteningsInput) -> HttpResponse:
    """Make activities shorter, all or none; one undo takes them all back. Estimates stay estimates."""
    refuse_nul(request)
    changes = [
        schedule.ShorteningChange(activity=each.activity, days=each.days, version=each.version)
        for each in payload.shortenings
    ]
    edit = schedule.shorten(actor=actor(request), program=program, changes=changes, now=moment(), why=payload.why)
    return answer_edit(request, program, edit)


@router.post("/programs/{program}/shortening/overlaps", response={200: EditView, **WRITE})
def overlap_activities(request: HttpRequest, program: str, payload: OverlapInput) -> HttpResponse:
    """Let a successor begin before its predecessor is done; one undo takes it back."""
    refuse_nul(request)
    edit = schedule.overlap(
        actor=actor(request),
        program=program,
        dependency=payload.dependency,
        share=payload.share,
        version=payload.version,
        now=moment(),
        why=payload.why,
    )
    return answer_edit(request, program, edit)
