"""The map of who depends on whom: within a program, and between programs."""

import datetime as dt
from typing import Annotated, Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from pilotage.api.base.answers import answer
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.programs.queries import visible
from pilotage.areas.risks.queries import Whole, load_whole, outlook
from pilotage.areas.risks.queries.neighbors import neighbors
from pilotage.plan.insight.contract_status import contract_views
from pilotage.plan.insight.team_map import Level, MapEdge, MapNode, TeamMap, levels_of, team_map, workspace_map
from pilotage.plan.language.text import Text

router = Router(tags=["contracts"])

MOST_OPENED = 20
Opened = Annotated[str, Query(max_length=4_000)]


class EdgeShape(msgspec.Struct, frozen=True, kw_only=True):
    """What ``source`` owes ``target``: contracts by id, the worst first; open ``links`` of the plan, ``bare`` of them
    into work with next to no float that no contract covers; ``shared`` open activities in which the source takes part.
    ``program`` keeps the contracts, on the map of several.
    """

    source: str
    target: str
    contracts: tuple[str, ...]
    links: int
    bare: int
    shared: int
    count: int
    status: str
    reason: Text
    days: float
    program: str


class LevelShape(msgspec.Struct, frozen=True):
    by: Level
    relations: int


class MapShape(msgspec.Struct, frozen=True, kw_only=True):
    """``edges`` the worst first. ``by`` is the level that is shown, ``levels`` are all that there are; ``within`` open
    links lead to no other party.
    """

    nodes: tuple[MapNode, ...]
    edges: tuple[EdgeShape, ...]
    left_out: int
    by: Level
    levels: tuple[LevelShape, ...]
    within: int


class WorkspaceMapShape(msgspec.Struct, frozen=True, kw_only=True):
    """``edges`` the worst first. ``apart`` programs owe each other nothing by contract."""

    nodes: tuple[MapNode, ...]
    edges: tuple[EdgeShape, ...]
    apart: int


@router.get("/programs/{program}/dependency-map", response={200: schema_of(MapShape), **READ})
def get_dependency_map(
    request: HttpRequest,
    program: str,
    opened: Opened = "",
    by: Literal["", "team", "workstream", "person", "shared"] = "",
) -> HttpResponse:
    """Teams (or workstreams, or people), vendors and other programs, and what they owe one another. ``opened``: ids of
    parties that show their activities, with commas between. Without ``by`` the first level that has relations is shown.
    """
    whole = load_whole(visible(actor=actor(request), program=program).program)
    if whole.plan.broken:
        nothing = MapShape(nodes=(), edges=(), left_out=0, by=Level.TEAM, levels=(), within=0)
        return answer(nothing)
    return answer(_mapped(whole, _listed(opened), Level(by) if by else None, moment().date()))


@router.get("/dependency-map", response={200: schema_of(WorkspaceMapShape), **READ})
def get_workspace_map(request: HttpRequest, opened: Opened = "") -> HttpResponse:
    """Programs that the caller sees, and what they and vendors owe one another by contract. ``opened``: ids of programs
    that show their teams, with commas between.
    """
    listed = _listed(opened)
    members, apart = neighbors(actor=actor(request), opened=listed, today=moment().date())
    found = workspace_map(members, listed)
    drawn = {node.key for node in found.nodes if node.kind == "program"}
    apart += sum(member.id not in drawn for member in members)
    return answer(WorkspaceMapShape(nodes=found.nodes, edges=_edges(found), apart=apart))


def _listed(opened: str) -> list[str]:
    return opened.split(",")[:MOST_OPENED] if opened else []


def _mapped(whole: Whole, opened: list[str], level: Level | None, today: dt.date) -> MapShape:
    views = contract_views(whole.schedule, whole.program.status_date or today, outlook(whole).forecast)
    levels = levels_of(whole.schedule, views)
    if level is None:
        level = next((each for each in (Level.TEAM, Level.SHARED, *Level) if levels[each]), Level.TEAM)
    found = team_map(whole.schedule, views, opened, level)
    return MapShape(
        nodes=found.nodes,
        edges=_edges(found),
        left_out=found.left_out,
        by=level,
        levels=tuple(LevelShape(each, count) for each, count in levels.items()),
        within=found.within,
    )


def _edges(found: TeamMap) -> tuple[EdgeShape, ...]:
    return tuple(_edge(edge) for edge in found.edges)


def _edge(edge: MapEdge) -> EdgeShape:
    return EdgeShape(
        source=edge.source,
        target=edge.target,
        contracts=edge.contracts,
        links=edge.links,
        bare=edge.bare,
        shared=edge.shared,
        count=edge.count,
        status=edge.status.value,
        reason=edge.reason,
        days=round(edge.days, 1),
        program=edge.program,
    )
