"""Critical chain: the chain of a milestone, its buffers, and how fast they are used up."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer
from pilotage.api.base.auth import actor
from pilotage.api.base.schemas import READ
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.programs.queries import visible
from pilotage.areas.reporting.queries import ChainStory, chain_story
from pilotage.plan.critical_chain import DurationBasis, Sizing

router = Router(tags=["critical chain"])


class ChainWish(Schema):
    """The milestone (the final one by default), where the durations come from, and the rule that sizes buffers."""

    milestone: Annotated[str | None, Field(max_length=300)] = None
    basis: DurationBasis = DurationBasis.PERCENTILES
    sizing: Sizing = Sizing.ROOT_SQUARES
    people: bool = True


@router.get("/programs/{program}/critical-chain", response={200: schema_of(ChainStory), **READ})
def get_critical_chain(request: HttpRequest, program: str, wish: Query[ChainWish]) -> HttpResponse:
    """The critical chain with its buffers. The oldest published plan sets them; later ones and today's are the points
    of the fever chart.
    """
    row = visible(actor=actor(request), program=program).program
    found = chain_story(row, milestone=wish.milestone, basis=wish.basis, sizing=wish.sizing, people=wish.people)
    return answer(found)
