"""The map of who depends on whom."""

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router

from pilotage.api.base.answers import answer
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.programs.queries import visible
from pilotage.areas.risks.queries import load_whole, outlook
from pilotage.plan.insight.contract_status import contract_views
from pilotage.plan.insight.team_map import MapNode, team_map
from pilotage.plan.language.text import Text

router = Router(tags=["contracts"])

MOST_OPENED = 20


class EdgeShape(msgspec.Struct, frozen=True, kw_only=True):
    """What ``source`` owes ``target``: contracts by id, the worst first; open ``links`` of the plan, ``bare`` of them
    into work with next to no float that no contract covers.
    """

    source: str
    target: str
    contracts: tuple[str, ...]
    links: int
    bare: int
    count: int
    status: str
    reason: Text
    days: float


class MapShape(msgspec.Struct, frozen=True, kw_only=True):
    """``edges`` the worst first."""

    nodes: tuple[MapNode, ...]
    edges: tuple[EdgeShape, ...]
    left_out: int


@router.get("/programs/{program}/dependency-map", response={200: schema_of(MapShape), **READ})
def get_dependency_map(request: HttpRequest, program: str, opened: str = "") -> HttpResponse:
    """Teams, vendors and other programs, and what they owe one another. ``opened``: ids of teams that show their
    activities, with commas between.
    """
    whole = load_whole(visible(actor=actor(request), program=program).program)
    if whole.plan.broken:
        return answer(MapShape(nodes=(), edges=(), left_out=0))
    views = contract_views(whole.schedule, whole.program.status_date or moment().date(), outlook(whole).forecast)
    found = team_map(whole.schedule, views, opened.split(",")[:MOST_OPENED] if opened else ())
    edges = tuple(
        EdgeShape(
            source=edge.source,
            target=edge.target,
            contracts=edge.contracts,
            links=edge.links,
            bare=edge.bare,
            count=edge.count,
            status=edge.status.value,
            reason=edge.reason,
            days=round(edge.days, 1),
        )
        for edge in found.edges
    )
    return answer(MapShape(nodes=found.nodes, edges=edges, left_out=found.left_out))
