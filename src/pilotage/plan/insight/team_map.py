"""The map of who depends on whom: teams, vendors and other programs; contracts and links of the plan between them."""

from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum

import msgspec

from pilotage.plan.insight.contract_status import ContractView
from pilotage.plan.insight.contracts.life import ContractState
from pilotage.plan.insight.impact.hits import team_of
from pilotage.plan.insight.status import Status
from pilotage.plan.language.messages import ngettext
from pilotage.plan.language.text import Link, Mark, Text, fill
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.contracts import Contract

MOST_ACTIVITIES = 80
"""Activities that an opened team shows; those that matter most to others."""
_WORST_FIRST = (Status.OFF_TRACK, Status.AT_RISK, Status.UNKNOWN, Status.ON_TRACK, Status.LANDED)


class NodeKind(StrEnum):
    TEAM = "team"
    VENDOR = "vendor"
    PROGRAM = "program"
    ACTIVITY = "activity"


class MapNode(msgspec.Struct, frozen=True, kw_only=True):
    """``id`` is ``kind:name``. ``parent`` is the node of the opened team of an activity. ``activities`` are those of a
    team with a link to another one; ``status`` is the worst of what it owes.
    """

    id: str
    kind: NodeKind
    key: str
    title: str
    parent: str | None = None
    activities: int = 0
    gives: int = 0
    takes: int = 0
    status: Status = Status.LANDED


class MapEdge(msgspec.Struct, frozen=True, kw_only=True):
    """What ``source`` owes ``target``. ``contracts`` are ids, the worst first; ``links`` open dependencies of the plan,
    of which ``bare`` lead into work with next to no float though no contract says what is promised. ``days``: working
    days by which the worst contract is late, or for which it waits for an answer.
    """

    source: str
    target: str
    contracts: tuple[str, ...]
    links: int
    bare: int
    status: Status
    reason: Text
    days: float = 0.0

    @property
    def count(self) -> int:
        return len(self.contracts) + self.links


class TeamMap(msgspec.Struct, frozen=True, kw_only=True):
    """``edges`` come the worst first: they are the trouble spots. ``left_out`` activities of opened teams are not
    shown.
    """

    nodes: tuple[MapNode, ...]
    edges: tuple[MapEdge, ...]
    left_out: int = 0


class _Tie(msgspec.Struct):
    """What is gathered for one edge."""

    contracts: list[ContractView]
    links: int = 0
    tight: int = 0


def team_map(schedule: Schedule, views: Sequence[ContractView], opened: Collection[str] = ()) -> TeamMap:
    """``views`` are the program's contracts; those that were withdrawn are not on the map. ``opened`` are ids of teams
    that show their activities.
    """
    teams = {team.id: team.title for team in schedule.program.teams}
    of_row = team_of(schedule)
    shown, left_out = _shown(schedule, of_row, {team for team in opened if team in teams})
    ties: dict[tuple[str, str], _Tie] = {}

    def place(team: str, activity: str | None) -> str:
        return f"activity:{activity}" if activity in shown else f"team:{team}"

    for view in views:
        if view.state is ContractState.WITHDRAWN:
            continue
        contract = view.contract
        giver = _outside(contract) or place(contract.provider, contract.delivers)
        taker = place(contract.consumer, contract.needed_by_activity)
        ties.setdefault((giver, taker), _Tie([])).contracts.append(view)
    for before, after in _crossing(schedule, of_row):
        activities = schedule.program.activities
        giver = place(of_row[before] or "", activities[before].id)
        taker = place(of_row[after] or "", activities[after].id)
        tie = ties.setdefault((giver, taker), _Tie([]))
        tie.links += 1
        tie.tight += bool(schedule.critical[after] or schedule.near_critical[after])
    edges = tuple(sorted((_edge(ends, tie) for ends, tie in ties.items()), key=_trouble))
    return TeamMap(nodes=_nodes(schedule, of_row, shown, edges), edges=edges, left_out=left_out)


def _outside(contract: Contract) -> str | None:
    if not contract.external:
        return None
    if contract.vendor:
        return f"vendor:{contract.vendor}"
    return f"program:{contract.elsewhere.program}" if contract.elsewhere else "vendor:"


def _crossing(schedule: Schedule, of_row: Sequence[str | None]) -> Iterator[tuple[int, int]]:
    """Rows of dependencies between teams whose later end is not finished."""
    index, activities = schedule.index, schedule.program.activities
    known = {team.id for team in schedule.program.teams}
    for link in schedule.program.dependencies:
        before, after = index.get(link.predecessor), index.get(link.successor)
        if before is None or after is None or of_row[before] == of_row[after]:
            continue
        if of_row[before] in known and of_row[after] in known and activities[after].actual_finish is None:
            yield before, after


def _shown(schedule: Schedule, of_row: Sequence[str | None], opened: Collection[str]) -> tuple[dict[str, int], int]:
    """Activities of opened teams with an open link or contract to another team, and how many are left out."""
    if not opened:
        return {}, 0
    rows: dict[int, int] = {}
    for pair in _crossing(schedule, of_row):
        for row in pair:
            if of_row[row] in opened:
                rows[row] = rows.get(row, 0) + 1
    for contract in schedule.program.contracts:
        for key in (contract.delivers, contract.needed_by_activity):
            if key in schedule.index and of_row[schedule.index[key or ""]] in opened:
                row = schedule.index[key or ""]
                rows[row] = rows.get(row, 0) + 1
    order = sorted(rows, key=lambda row: (int(schedule.total_float[row]), -rows[row], row))
    kept = order[:MOST_ACTIVITIES]
    return {schedule.program.activities[row].id: row for row in kept}, len(order) - len(kept)


def _edge(ends: tuple[str, str], tie: _Tie) -> MapEdge:
    views = sorted(tie.contracts, key=lambda view: (_WORST_FIRST.index(view.status), -_days(view)))
    open_contracts = any(view.status is not Status.LANDED for view in views)
    bare = 0 if open_contracts else tie.tight
    status, reason = _status(views, tie, bare)
    return MapEdge(
        source=ends[0],
        target=ends[1],
        contracts=tuple(view.contract.id for view in views),
        links=tie.links,
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
    if bare:
        text = ngettext(
            "{n} link into work with next to no float, and no contract",
            "{n} links into work with next to no float, and no contract",
            bare,
        )
        return Status.UNKNOWN, (text.format(n=bare),)
    text = ngettext("{n} link, all with float", "{n} links, all with float", tie.links)
    return Status.ON_TRACK, (text.format(n=tie.links),)


def _trouble(edge: MapEdge) -> tuple[int, float, int, int, str, str]:
    return (
        _WORST_FIRST.index(edge.status),
        -edge.days,
        -edge.bare,
        -edge.count,
        edge.source,
        edge.target,
    )


def _nodes(
    schedule: Schedule, of_row: Sequence[str | None], shown: dict[str, int], edges: Sequence[MapEdge]
) -> tuple[MapNode, ...]:
    """Every team with an edge, or whose activities are shown; who is outside; the activities."""
    teams = {team.id: team.title for team in schedule.program.teams}
    linked: dict[str, set[int]] = {}
    for pair in _crossing(schedule, of_row):
        for row in pair:
            linked.setdefault(of_row[row] or "", set()).add(row)
    found: dict[str, MapNode] = {}
    for key, row in shown.items():
        team = f"team:{of_row[row]}"
        title = schedule.program.activities[row].title
        found[team] = _team(of_row[row] or "", teams, linked)
        found[f"activity:{key}"] = MapNode(
            id=f"activity:{key}", kind=NodeKind.ACTIVITY, key=key, title=title, parent=team
        )
    for edge in edges:
        for end in (edge.source, edge.target):
            kind, _colon, key = end.partition(":")
            if end not in found:
                found[end] = (
                    _team(key, teams, linked)
                    if kind == NodeKind.TEAM
                    else MapNode(id=end, kind=NodeKind(kind), key=key, title=key)
                )
    return tuple(_weighed(found, edges))


def _team(key: str, teams: dict[str, str], linked: dict[str, set[int]]) -> MapNode:
    return MapNode(
        id=f"team:{key}",
        kind=NodeKind.TEAM,
        key=key,
        title=teams.get(key, key),
        activities=len(linked.get(key, ())),
    )


def _weighed(found: dict[str, MapNode], edges: Sequence[MapEdge]) -> Iterator[MapNode]:
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
