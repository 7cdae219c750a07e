"""A genetic search over the orders in which people are given to activities: kernels."""

from typing import Any, NamedTuple

from pilotage.engine.calendars import Calendars
from pilotage.engine.leveling.breeding import (
    Herd,
    better_of_two,
    cross_segment,
    draw,
    marked,
    seat,
    settle,
    shift_some,
)
from pilotage.engine.leveling.days.costing import Aims, cost_of
from pilotage.engine.leveling.days.staffing import Staffing, level_all
from pilotage.engine.network import Network


class Space(NamedTuple):
    """Working space over nodes, ``free`` over people and days; ``state`` is the random number's. Predecessors of node
    ``j`` are ``into[first_in[j]:first_in[j + 1]]``.
    """

    child: Any
    inside: Any
    start: Any
    finish: Any
    resume: Any
    driver: Any
    reason: Any
    free: Any
    first_in: Any
    into: Any
    state: Any


def judge(network: Network, calendars: Calendars, staffing: Staffing, aims: Aims, space: Space) -> int:
    """Dates of ``space.child`` into the space, and their cost."""
    level_all(
        network,
        calendars,
        staffing,
        space.child,
        space.free,
        space.start,
        space.finish,
        space.resume,
        space.driver,
        space.reason,
    )
    return cost_of(network, calendars, staffing, aims, space.resume, space.finish)


def recall(herd: Herd, space: Space, member: int) -> None:
    """A member's order into ``space.child``."""
    base = member * herd.size
    for x in range(herd.size):
        space.child[x] = herd.order[base + x]


def breed(herd: Herd, space: Space, shifts: int) -> None:
    """A changed child of two members into ``space.child``."""
    mother = better_of_two(herd, space.state)
    father = better_of_two(herd, space.state)
    first = draw(space.state, herd.size + 1)
    last = draw(space.state, herd.size + 1)
    if first > last:
        first, last = last, first
    cross_segment(herd, mother, father, first, last, space.child, space.inside)
    shift_some(space.into, space.first_in, space.child, shifts, space.state)


def best_of(herd: Herd) -> int:
    """The member that costs least; the first of equals."""
    best = 0
    for p in range(herd.members):
        if herd.cost[p] < herd.cost[best]:
            best = p
    return best


def run(
    network: Network,
    calendars: Calendars,
    staffing: Staffing,
    aims: Aims,
    herd: Herd,
    space: Space,
    rules: int,
    children: int,
    shifts: int,
    enough: int,
) -> int:
    """Found the herd on its first ``rules`` members (0: it stands), breed ``children``, and leave the dates of the
    best member in ``space``. Stops at a cost of ``enough``. Returns the cost of these dates.
    """
    founders = herd.members if rules > 0 else 0
    least = herd.cost[best_of(herd)]
    step = 0
    cost = least
    last = founders + children
    while step <= last:  # one place to judge: the compiler spends its time there
        if step < founders:
            recall(herd, space, step % rules)
            if step >= rules:
                shift_some(space.into, space.first_in, space.child, herd.size // 4 + 2, space.state)
        elif step < last and least > enough:
            breed(herd, space, shifts)
        else:
            step = last
            recall(herd, space, best_of(herd))
        cost = judge(network, calendars, staffing, aims, space)
        if step < founders:
            seat(herd, step, space.child, space.resume, cost, marked(space.resume, herd.size))
        elif step < last:
            settle(herd, space.child, space.resume, cost, space.state)
        if cost < least:
            least = cost
        step += 1
    return cost  # type: ignore[no-any-return]  # Any by design: list or array
