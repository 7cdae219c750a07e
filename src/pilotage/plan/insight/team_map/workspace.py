"""The map of several programs: what one owes another by contract, vendors, and the teams of opened programs."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

import msgspec

from pilotage.plan.insight.contract_status import ContractView
from pilotage.plan.insight.contracts.life import ContractState
from pilotage.plan.insight.impact.hits import team_of
from pilotage.plan.insight.team_map.drawing import edge_of_contracts, team_map, trouble, weighed
from pilotage.plan.insight.team_map.model import MapEdge, MapNode, NodeKind, TeamMap
from pilotage.plan.insight.team_map.parties import outside
from pilotage.plan.scheduling.schedule import Schedule, final_milestone


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A program of the map. ``views`` are its contracts, those of an unopened one only need to be the external ones;
    ``schedule`` is None where it cannot be computed, or where it is not needed: no contract, not opened, not asked.
    """

    id: str
    title: str
    schedule: Schedule | None
    views: Sequence[ContractView] = ()


def workspace_map(members: Sequence[Member], opened: Collection[str] = ()) -> TeamMap:
    """``opened`` are ids of programs that show their teams. A program without a contract to another one or to a vendor
    is on the map only where it is opened. A provider that is no member appears by its id.
    """
    by_id = {each.id: each for each in members}
    inner = [_inner(each) for each in members if each.id in opened and each.schedule is not None]
    edges = [*_outer(by_id, opened), *(edge for found in inner for edge in found.edges)]
    nodes = {node.id: node for found in inner for node in found.nodes}
    for each in (*(f"program:{key}" for key in opened if key in by_id), *_ends(edges)):
        if each not in nodes:
            nodes[each] = _node(each, by_id)
    edges.sort(key=trouble)
    return TeamMap(nodes=tuple(weighed(nodes, edges)), edges=tuple(edges))


def _ends(edges: Sequence[MapEdge]) -> Iterator[str]:
    for edge in edges:
        yield edge.source
        yield edge.target


def _outer(members: dict[str, Member], opened: Collection[str]) -> Iterator[MapEdge]:
    """One relation for each pair of parties and each program that keeps the contracts between them."""
    for member in members.values():
        ends = {
            view.contract.id: (_giver(view, members, opened), _taker(view, member, opened))
            for view in member.views
            if view.contract.external and view.state is not ContractState.WITHDRAWN and not _own(view, member)
        }
        kept = sorted((view for view in member.views if view.contract.id in ends), key=lambda v: ends[v.contract.id])
        for pair, views in groupby(kept, key=lambda view: ends[view.contract.id]):
            yield msgspec.structs.replace(edge_of_contracts(pair, list(views)), program=member.id)


def _own(view: ContractView, member: Member) -> bool:
    """A milestone of the very program that waits for it: nothing between programs."""
    there = view.contract.elsewhere
    return not view.contract.vendor and there is not None and there.program == member.id


def _giver(view: ContractView, members: dict[str, Member], opened: Collection[str]) -> str:
    """The team of the other program whose milestone is meant, where that program is opened."""
    there = view.contract.elsewhere
    giver = outside(view.contract) or ""
    if view.contract.vendor or there is None or there.program not in opened or there.program not in members:
        return giver
    schedule = members[there.program].schedule
    if schedule is None:
        return giver
    code = there.milestone or final_milestone(schedule.program)
    if code is None or code not in schedule.index:
        return giver
    return _team(there.program, team_of(schedule)[schedule.index[code]], schedule)


def _taker(view: ContractView, member: Member, opened: Collection[str]) -> str:
    if member.id not in opened or member.schedule is None:
        return f"program:{member.id}"
    return _team(member.id, view.contract.consumer, member.schedule)


def _team(program: str, team: str | None, schedule: Schedule) -> str:
    known = any(each.id == team for each in schedule.program.teams)
    return f"team:{program}/{team}" if known else f"program:{program}"


def _inner(member: Member) -> TeamMap:
    """The map of one program's own teams, named so that they are not those of another."""
    assert member.schedule is not None
    teams = {f"team:{each.id}" for each in member.schedule.program.teams}
    found = team_map(member.schedule, [view for view in member.views if not view.contract.external])
    rename = {each.id: f"team:{member.id}/{each.key}" for each in found.nodes if each.id in teams}
    parent = f"program:{member.id}"
    return TeamMap(
        nodes=tuple(
            msgspec.structs.replace(node, id=rename[node.id], parent=parent)
            for node in found.nodes
            if node.id in rename
        ),
        edges=tuple(
            msgspec.structs.replace(edge, source=rename[edge.source], target=rename[edge.target], program=member.id)
            for edge in found.edges
            if edge.source in rename and edge.target in rename
        ),
    )


def _node(node: str, members: dict[str, Member]) -> MapNode:
    kind, _colon, key = node.partition(":")
    if kind == NodeKind.PROGRAM:
        member = members.get(key)
        title = member.title if member else key
        teams = len(member.schedule.program.teams) if member and member.schedule else 0
        return MapNode(id=node, kind=NodeKind.PROGRAM, key=key, title=title, activities=teams)
    if kind == NodeKind.TEAM:
        program, _slash, team = key.partition("/")
        schedule = members[program].schedule
        titles = {each.id: each.title for each in schedule.program.teams} if schedule else {}
        return MapNode(id=node, kind=NodeKind.TEAM, key=team, title=titles.get(team, team), parent=f"program:{program}")
    return MapNode(id=node, kind=NodeKind(kind), key=key, title=key)
