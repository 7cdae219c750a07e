"""Scheduling with people by the day: kernels that fill columns.

A person has so many minutes on each local day of their calendar. An activity asks, on each local day of its own
calendar, for its working minutes on that day times its units; never for more than the person has on that day, so that
one activity alone fits everywhere, a day off asks nothing, and what remains to be shared is the sum over activities.
A day is the grain: two half days side by side fit one person's day, in whatever order they are worked.

Serial generation (Kelley 1963): nodes in a given order, each where the network's logic lets it begin, and then as
much later as its people need. Amounts are in thousandths of a minute.
"""

from typing import Any, NamedTuple

from pilotage.engine.calendars import Calendars, finish_at, start_at, work
from pilotage.engine.cpm import place_early
from pilotage.engine.network import FINISHED, NONE, Network

WHOLE = 1000
"""Units of an assignment that takes all of a person's time."""


class Staffing(NamedTuple):
    """``edge[c * (days + 1) + d]`` is the work count of calendar ``c`` where its local day ``d`` begins.

    Node ``j`` needs ``units[x]`` of ``person[x]`` for ``x`` in ``first_need[j]:first_need[j + 1]``. ``capacity`` is
    what person ``p`` has on day ``d``, at ``p * days + d``; ``left`` is that less what ``kept`` nodes take, which
    stay where the logic puts them. What is delayed within a day begins a multiple of ``grain`` before the day's end,
    so that dates stay readable.
    """

    days: int
    grain: int
    edge: Any
    first_need: Any
    person: Any
    units: Any
    kept: Any
    capacity: Any
    left: Any


def level_all(
    network: Network,
    calendars: Calendars,
    staffing: Staffing,
    order: Any,
    free: Any,
    start: Any,
    finish: Any,
    resume: Any,
    driver: Any,
    reason: Any,
) -> None:
    """Dates of all nodes in ``order`` into the columns that `cpm.forward` fills; ``free`` is space as ``left``."""
    for x in range(len(free)):
        free[x] = staffing.left[x]
    for j in order:
        place_early(network, calendars, j, start, finish, resume, driver, reason)
        if staffing.first_need[j] < staffing.first_need[j + 1] and asks(network, j) and not staffing.kept[j]:
            c = network.calendar[j]
            rest = network.remaining[j]
            early = work(calendars, c, resume[j])
            at = fit(staffing, free, c, j, early, rest)
            take(staffing, free, c, j, at, rest)
            if at > early:
                resume[j] = start_at(calendars, c, at)
                finish[j] = finish_at(calendars, c, at + rest)
                if network.began[j] == NONE:
                    start[j] = resume[j]


def asks(network: Network, j: int) -> bool:
    """Whether a node has work left."""
    return network.state[j] != FINISHED and network.remaining[j] > 0  # type: ignore[no-any-return]


def day_at(staffing: Staffing, c: int, w: int) -> int:
    """The local day of calendar ``c`` on which the minute of work behind count ``w`` is worked; -1 before the first."""
    base = c * (staffing.days + 1)
    low = -1
    high = staffing.days
    while high - low > 1:
        middle = (low + high) // 2
        if staffing.edge[base + middle] <= w:
            low = middle
        else:
            high = middle
    return low


def fit(staffing: Staffing, free: Any, c: int, j: int, at: int, rest: int) -> int:
    """The least work count from ``at`` on where ``rest`` minutes of node ``j`` find all of its people."""
    days = staffing.days
    base = c * (days + 1)
    d = day_at(staffing, c, at)
    if d < 0:
        d = 0
    while d < days and staffing.edge[base + d] < at + rest:
        end = staffing.edge[base + d + 1]
        part = min(at + rest, end) - max(at, staffing.edge[base + d])
        if part > 0:
            for x in range(staffing.first_need[j], staffing.first_need[j + 1]):
                cell = staffing.person[x] * days + d
                units = staffing.units[x]
                there = free[cell]
                if min(units * part, staffing.capacity[cell]) > there:
                    allowed = there // units if there > 0 else 0
                    allowed -= allowed % staffing.grain
                    part = min(part, allowed)
                    at = end - allowed  # begin later on this day, or with the next one
        d += 1
    return at


def take(staffing: Staffing, free: Any, c: int, j: int, at: int, rest: int) -> None:
    """Take the people of node ``j`` for ``rest`` minutes of work from count ``at``."""
    days = staffing.days
    base = c * (days + 1)
    d = day_at(staffing, c, at)
    if d < 0:
        d = 0
    while d < days and staffing.edge[base + d] < at + rest:
        part = min(at + rest, staffing.edge[base + d + 1]) - max(at, staffing.edge[base + d])
        if part > 0:
            for x in range(staffing.first_need[j], staffing.first_need[j + 1]):
                cell = staffing.person[x] * days + d
                free[cell] -= min(staffing.units[x] * part, staffing.capacity[cell])
        d += 1


def reserve(network: Network, calendars: Calendars, staffing: Staffing, resume: Any) -> None:
    """Take out of ``left`` what ``kept`` nodes need at their dates."""
    for j in range(len(network.order)):
        if staffing.kept[j] and asks(network, j) and staffing.first_need[j] < staffing.first_need[j + 1]:
            at = work(calendars, network.calendar[j], resume[j])
            take(staffing, staffing.left, network.calendar[j], j, at, network.remaining[j])


KERNELS = (level_all, asks, day_at, fit, take, reserve)
