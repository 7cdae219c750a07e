"""What holds a node where it is: the part of a network without any float to one node.

A link is tight where its bound is the very work count at which its successor begins. Following tight links back from a
node finds every path that would have to become shorter before the node could come earlier.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pilotage.engine import cpm
from pilotage.engine.calendars import Calendars, work
from pilotage.engine.network import FINISHED, HELD, NONE, RUNNING, SS, START, Network


@dataclass(slots=True)
class Tight:
    """What holds the nodes ``ends``. ``links`` are tight links of the network, as indices; ``held_start`` and
    ``held_finish`` are nodes whose start or finish something outside the logic holds (a date, the status date, an
    actual); ``nodes`` are all that were reached.
    """

    ends: tuple[int, ...] = ()
    nodes: list[int] = field(default_factory=list)
    links: list[int] = field(default_factory=list)
    held_start: list[int] = field(default_factory=list)
    held_finish: list[int] = field(default_factory=list)


def tight(network: Network, calendars: Calendars, start: list[int], finish: list[int], targets: Sequence[int]) -> Tight:
    """What holds the nodes ``targets``. ``network`` and ``calendars`` may be listed; ``start`` and ``finish`` are the
    early dates of this network, of the targets and all that lies before them.
    """
    found = Tight(tuple(targets), list(targets))
    seen = set(targets)
    for j in found.nodes:  # grows while it is read
        for e in _holding(network, calendars, start, finish, j, found):
            found.links.append(e)
            i = int(network.predecessor[e])
            if i not in seen:
                seen.add(i)
                found.nodes.append(i)
    return found


def _holding(
    network: Network, calendars: Calendars, start: list[int], finish: list[int], j: int, found: Tight
) -> list[int]:
    """Tight links into node ``j``; notes what else holds it."""
    state = network.state[j]
    if state in (FINISHED, HELD) or network.pin_start[j] != NONE:
        found.held_start.append(j)
        return []
    if network.pin_finish[j] != NONE:
        found.held_finish.append(j)
        return []
    links = range(network.first_in[j], network.first_in[j + 1])
    if network.instant[j]:
        if _instant_floor(network, calendars, j) >= start[j]:
            found.held_start.append(j)
        return [e for e in links if _instant_bound(network, calendars, start, finish, e) >= start[j]]
    c, rest = network.calendar[j], network.remaining[j]
    at = work(calendars, c, finish[j]) - rest
    if work(calendars, c, network.floor[j]) >= at:
        found.held_start.append(j)
    if network.floor_finish[j] != NONE and work(calendars, c, network.floor_finish[j]) - rest >= at:
        found.held_finish.append(j)
    bounds = []
    for e in links:
        if state == RUNNING and network.kind[e] == SS:
            continue
        w = work(calendars, c, cpm.link_bound(network, calendars, e, start, finish))
        if w - (rest if network.kind[e] > SS else 0) >= at:
            bounds.append(e)
    return bounds


def _instant_bound(network: Network, calendars: Calendars, start: list[int], finish: list[int], e: int) -> int:
    bound = cpm.link_bound(network, calendars, e, start, finish)
    return cpm.place(calendars, network.calendar[network.successor[e]], bound, network.kind[e] > SS)


def _instant_floor(network: Network, calendars: Calendars, j: int) -> int:
    c, floor = network.calendar[j], network.floor[j]
    if network.floor_reason[j] != START:
        floor = cpm.place(calendars, c, floor, cpm.TO_START)
    if network.floor_finish[j] == NONE:
        return int(floor)
    return int(max(floor, cpm.place(calendars, c, network.floor_finish[j], cpm.TO_FINISH)))
