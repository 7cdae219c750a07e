"""Who is hit if this moves?"""

from typing import Annotated

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from pilotage.api.base.answers import answer
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ
from pilotage.api.shapes.documents import schema_of
from pilotage.api.shapes.facts import Facts, facts
from pilotage.areas.programs.queries import visible
from pilotage.areas.risks.queries import load_whole
from pilotage.areas.risks.queries.impacts import impact_of
from pilotage.plan.insight.impact import Subject
from pilotage.plan.insight.impact.hits import ActivityHit, ContractHit, GroupHit
from pilotage.plan.insight.impact.moving import MOST_DAYS
from pilotage.plan.insight.impact.odds import OddsMove
from pilotage.plan.language.text import Text

router = Router(tags=["contracts"])

MOST_HITS = 500


class ImpactShape(msgspec.Struct, frozen=True, kw_only=True):
    """``room``: working days of the move that reach nobody; ``total_room``: that do not move the finish of the program.
    ``activities`` are the worst of ``activity_count``. ``odds`` is null where the simulation would take too long.
    """

    subject: str
    id: str
    title: str
    days: int
    room: float
    total_room: float
    summary: Text
    activity_count: int
    activities: tuple[ActivityHit, ...]
    milestones: tuple[ActivityHit, ...]
    teams: tuple[GroupHit, ...]
    people: tuple[GroupHit, ...]
    contracts: tuple[ContractHit, ...]
    odds: tuple[OddsMove, ...] | None
    facts: Facts


@router.get("/programs/{program}/impact", response={200: schema_of(ImpactShape), **READ})
def get_impact(
    request: HttpRequest,
    program: str,
    subject: Subject,
    id: Annotated[str, Query(max_length=300)],  # noqa: A002  # the name in the address
    days: Annotated[int, Query(ge=1, le=MOST_DAYS)] = 5,
    odds: bool = True,
) -> HttpResponse:
    """The activities, milestones, teams, people and contracts that are hit if an activity, or what a contract delivers,
    comes ``days`` working days later; 422 where it cannot move. ``odds`` asks for the P85 of milestones besides.
    """
    row = visible(actor=actor(request), program=program).program
    found = impact_of(load_whole(row), subject, id, days, now=moment(), simulated=odds)
    told = found.impact
    return answer(
        ImpactShape(
            subject=told.subject.value,
            id=told.id,
            title=told.title,
            days=told.days,
            room=round(told.room, 1),
            total_room=round(told.total_room, 1),
            summary=told.summary,
            activity_count=len(told.activities),
            activities=told.activities[:MOST_HITS],
            milestones=told.milestones[:MOST_HITS],
            teams=told.teams,
            people=told.people,
            contracts=told.contracts,
            odds=found.odds,
            facts=facts(told.facts),
        )
    )
