"""Drawing the map: contracts and links of the plan are gathered into one relation for each pair of parties."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec

from pilotage.plan.insight.contract_status import ContractView
from pilotage.plan.insight.contracts.life import ContractState
from pilotage.plan.insight.status import Status
from pilotage.plan.insight.team_map.model import MapEdge, MapNode, NodeKind, TeamMap
from pilotage.plan.insight.team_map.parties import Crossing, Level, Parties, parties_of
from pilotage.plan.language.messages import ngettext
from pilotage.plan.language.text import Link, Mark, Text, fill
from pilotage.plan.scheduling.schedule import Schedule

MOST_ACTIVITIES = 80
"""Activities that an opened team shows; those that matter most to others."""
_WORST_FIRST = (Status.OFF_TRACK, Status.AT_RISK, Status.UNKNOWN, Status.ON_TRACK, Status.LANDED)


class _Tie(msgspec.Struct):
    """What is gathered for one edge."""

    contracts: list[ContractView]
    links: int = 0
    shared: int = 0
    tight: int = 0


def team_map(
    schedule: Schedule, views: Sequence[ContractView], opened: Collection[str] = (), level: Level = Level.TEAM
) -> TeamMap:
    """``views`` are the program's contracts; those that were withdrawn are not on the map, nor is any where only shared
    work is shown. ``opened`` are ids of parties that show their activities.
    """
    parties = parties_of(schedule, level)
    kept = _drawn(views, level)
    shown, left_out = _shown(schedule, parties, kept, {f"{_kind(level)}:{key}" for key in opened})
    ties: dict[tuple[str, str], _Tie] = {}

    def place(party: str, row: int | None) -> str:
        return party if row is None else shown.get(row, party)

    for view in kept:
        giver, taker = parties.ends(view.contract)
        ends = (
            place(giver, schedule.index.get(view.contract.delivers or "")) if not view.contract.external else giver,
            place(taker, schedule.index.get(view.contract.needed_by_activity or "")),
        )
        ties.setdefault(ends, _Tie([])).contracts.append(view)
    for crossing in parties.crossings:
        ends = place(crossing.giver, crossing.before), place(crossing.taker, crossing.after)
        tie = ties.setdefault(ends, _Tie([]))
        tie.links += crossing.before is not None
        tie.shared += crossing.before is None
        tie.tight += bool(schedule.critical[crossing.after] or schedule.near_critical[crossing.after])
    edges = tuple(sorted((_edge(ends, tie) for ends, tie in ties.items()), key=trouble))
    nodes = _nodes(schedule, parties, shown, edges)
    return TeamMap(nodes=nodes, edges=edges, left_out=left_out, within=parties.within)


def levels_of(schedule: Schedule, views: Sequence[ContractView]) -> dict[Level, int]:
    """How many relations the map has on each level."""
    found: dict[Level, int] = {}
    for level in Level:
        parties = parties_of(schedule, level)
        pairs = {(each.giver, each.taker) for each in parties.crossings}
        found[level] = len(pairs | {parties.ends(view.contract) for view in _drawn(views, level)})
    return found


def _drawn(views: Sequence[ContractView], level: Level) -> list[ContractView]:
    if level is Level.SHARED:
        return []
    return [view for view in views if view.state is not ContractState.WITHDRAWN]


def _kind(level: Level) -> str:
    return Level.TEAM.value if level is Level.SHARED else level.value


def _touched(crossings: Sequence[Crossing]) -> Iterator[tuple[str, int]]:
    """Each party with each of its rows that another one gives to or takes from."""
    for each in crossings:
        if each.before is not None:
            yield each.giver, each.before
        yield each.taker, each.after


def _shown(
    schedule: Schedule, parties: Parties, views: Sequence[ContractView], opened: Collection[str]
) -> tuple[dict[int, str], int]:
    """Nodes of activities of opened parties with an open link or contract to another one, and how many are left out."""
    if not opened:
        return {}, 0
    rows: dict[int, int] = {}
    for party, row in _touched(parties.crossings):
        if party in opened:
            rows[row] = rows.get(row, 0) + 1
    for view in views:
        for key in (view.contract.delivers, view.contract.needed_by_activity):
            found = schedule.index.get(key or "")
            if found is not None and parties.of_row[found] in opened:
                rows[found] = rows.get(found, 0) + 1
    order = sorted(rows, key=lambda row: (int(schedule.total_float[row]), -rows[row], row))
    kept = order[:MOST_ACTIVITIES]
    return {row: f"activity:{schedule.program.activities[row].id}" for row in kept}, len(order) - len(kept)


def edge_of_contracts(ends: tuple[str, str], views: Sequence[ContractView]) -> MapEdge:
    return _edge(ends, _Tie(list(views)))


def _edge(ends: tuple[str, str], tie: _Tie) -> MapEdge:
    views = sorted(tie.contracts, key=lambda view: (_WORST_FIRST.index(view.status), -_days(view)))
    open_contracts = any(view.status is not Status.LANDED for view in views)
    bare = 0 if open_contracts or tie.shared else tie.tight
    status, reason = _status(views, tie, bare)
    return MapEdge(
        source=ends[0],
        target=ends[1],
        contracts=tuple(view.contract.id for view in views),
        links=tie.links,
        shared=tie.shared,
        bare=bare,
        status=status,
        reason=reason,
        days=max((_days(view) for view in views[:1]), default=0.0),
    )


def _days(view: ContractView) -> float:
    if view.status is Status.LANDED:
        return 0.0
    return max(0.0, view.late_days if view.late_days is not None else view.waiting_days or 0.0)


def _status(views: Sequence[ContractView], tie: _Tie, bare: int) -> tuple[Status, Text]:
    """That of the worst contract. Links alone promise nothing: without a contract they are unknown where the work that
    waits has next to no float, else on track.
    """
    if views and (views[0].status is not Status.LANDED or not tie.links):
        worst = views[0]
        what = Mark(worst.contract.what, ref=Link("contract", worst.contract.id))
        return worst.status, fill("{what}: {reason}", what=what, reason=worst.reason)
    if tie.shared:
        return _of_shared(tie)
    if bare:
        text = ngettext(
            "{n} link into work with next to no float, and no contract",
            "{n} links into work with next to no float, and no contract",
            bare,
        )
        return Status.UNKNOWN, (text.format(n=bare),)
    text = ngettext("{n} link, all with float", "{n} links, all with float", tie.links)
    return Status.ON_TRACK, (text.format(n=tie.links),)


def _of_shared(tie: _Tie) -> tuple[Status, Text]:
    """Nobody promises anything for shared work; it matters most where there is next to no float."""
    text = ngettext("Takes part in {n} open activity", "Takes part in {n} open activities", tie.shared)
    if not tie.tight:
        return Status.ON_TRACK, (text.format(n=tie.shared),)
    tight = ngettext("{n} of them has next to no float", "{n} of them have next to no float", tie.tight)
    return Status.UNKNOWN, (f"{text.format(n=tie.shared)}; {tight.format(n=tie.tight)}",)


def trouble(edge: MapEdge) -> tuple[int, float, int, int, str, str]:
    return (
        _WORST_FIRST.index(edge.status),
        -edge.days,
        -edge.bare,
        -edge.count,
        edge.source,
        edge.target,
    )


def _nodes(
    schedule: Schedule, parties: Parties, shown: dict[int, str], edges: Sequence[MapEdge]
) -> tuple[MapNode, ...]:
    """Every party with an edge, or whose activities are shown; who is outside; the activities."""
    linked: dict[str, set[int]] = {}
    for party, row in _touched(parties.crossings):
        linked.setdefault(party, set()).add(row)
    found: dict[str, MapNode] = {}
    for row, node in shown.items():
        party = parties.of_row[row] or ""
        activity = schedule.program.activities[row]
        found[party] = _party(party, parties, linked)
        found[node] = MapNode(id=node, kind=NodeKind.ACTIVITY, key=activity.id, title=activity.title, parent=party)
    for edge in edges:
        for end in (edge.source, edge.target):
            if end not in found:
                found[end] = _party(end, parties, linked)
    return tuple(weighed(found, edges))


def _party(node: str, parties: Parties, linked: dict[str, set[int]]) -> MapNode:
    kind, _colon, key = node.partition(":")
    title = parties.titles.get(node, key)
    return MapNode(id=node, kind=NodeKind(kind), key=key, title=title, activities=len(linked.get(node, ())))


def weighed(found: Mapping[str, MapNode], edges: Sequence[MapEdge]) -> Iterator[MapNode]:
    """The nodes with what they give and take, and the worst status of what they give: edges come the worst first."""
    gives: dict[str, int] = {}
    takes: dict[str, int] = {}
    worst: dict[str, Status] = {}
    for edge in edges:
        gives[edge.source] = gives.get(edge.source, 0) + edge.count
        takes[edge.target] = takes.get(edge.target, 0) + edge.count
        worst.setdefault(edge.source, edge.status)
    for key, node in found.items():
        status = worst.get(key, Status.LANDED)
        yield msgspec.structs.replace(node, gives=gives.get(key, 0), takes=takes.get(key, 0), status=status)
