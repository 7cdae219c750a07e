"""Scheduling with people by the day: kernels that fill columns.

A person has so many minutes on each local day of their calendar. An activity asks, on each local day of its own
calendar, for its working minutes on that day times its units; never for more than the person has on that day, so that
one activity alone fits everywhere, a day off asks nothing, and what remains to be shared is the sum over activities.
A day is the grain: two half days side by side fit one person's day, in whatever order they are worked.

Serial generation (Kelley 1963): nodes in a given order, each where the network's logic lets it begin, and then as
much later as its people need. Somebody else takes over, and work rests between its parts (`parting`), where that is
allowed and wins ``gain`` at least. Amounts are in thousandths of a minute.
"""

from typing import Any, NamedTuple

from pilotage.engine.calendars import Calendars, finish_at, start_at, work
from pilotage.engine.cpm import place_early
from pilotage.engine.network import FINISHED, NONE, Network

WHOLE = 1000
"""Units of an assignment that takes all of a person's time."""

NOBODY = -1
"""The person of a need that nobody is named for."""

PARTS = 4
"""Work is done in so many parts at most."""


class Staffing(NamedTuple):
    """``edge[c * (days + 1) + d]`` is the work count of calendar ``c`` where its local day ``d`` begins.

    Node ``j`` needs ``units[x]`` of ``person[x]`` for ``x`` in ``first_need[j]:first_need[j + 1]``. ``capacity`` is
    what person ``p`` has on day ``d``, at ``p * days + d``; ``left`` is that less what ``kept`` nodes take, which
    stay where the logic puts them. What is delayed within a day begins a multiple of ``grain`` before the day's end,
    so that dates stay readable.

    ``other[first_other[x]:first_other[x + 1]]`` may take over need ``x`` while ``gives[x]``; work of ``splits`` nodes
    may rest on whole days. Both only where the node is done ``gain`` minutes of its work earlier by it.

    Three columns are filled: ``chosen`` is who has each need, ``parts`` how many parts each node's work has, and part
    ``k`` is ``length[j * PARTS + k]`` minutes from count ``begin[j * PARTS + k]``, the last part first.
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
    gain: int
    first_other: Any
    other: Any
    gives: Any
    splits: Any
    chosen: Any
    parts: Any
    begin: Any
    length: Any


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
    for x in range(len(staffing.person)):
        staffing.chosen[x] = staffing.person[x]
    for j in order:
        place_early(network, calendars, j, start, finish, resume, driver, reason)
        staffing.parts[j] = 0
        if staffing.first_need[j] < staffing.first_need[j + 1] and asks(network, j) and not staffing.kept[j]:
            staff(network, calendars, staffing, free, j, start, finish, resume)


def staff(
    network: Network, calendars: Calendars, staffing: Staffing, free: Any, j: int, start: Any, finish: Any, resume: Any
) -> None:
    """Give node ``j`` its people, and the dates that they have time on."""
    c = network.calendar[j]
    rest = network.remaining[j]
    early = work(calendars, c, resume[j])
    at = choose(staffing, free, c, j, early, rest)
    last = j * PARTS
    if staffing.splits[j] and part(staffing, free, c, j, early, rest, at + rest - staffing.gain):
        at = staffing.begin[last + staffing.parts[j] - 1]
    else:
        staffing.parts[j] = 1
        staffing.begin[last] = at
        staffing.length[last] = rest
    for k in range(last, last + staffing.parts[j]):
        take(staffing, free, c, j, staffing.begin[k], staffing.length[k])
    done = staffing.begin[last] + staffing.length[last]
    if done > early + rest:
        resume[j] = start_at(calendars, c, at)
        finish[j] = finish_at(calendars, c, done)
        if network.began[j] == NONE:
            start[j] = resume[j]


def asks(network: Network, j: int) -> bool:
    """Whether a node has work left."""
    return network.state[j] != FINISHED and network.remaining[j] > 0  # type: ignore[no-any-return]


def choose(staffing: Staffing, free: Any, c: int, j: int, early: int, rest: int) -> int:
    """Who takes each need of node ``j``, into ``chosen``: the person named, or another one who has all the time that
    it asks and lets the work begin ``gain`` earlier, the earliest first. Returns where the work begins.
    """
    at = fit(staffing, free, c, j, early, rest, NOBODY)
    for x in range(staffing.first_need[j], staffing.first_need[j + 1]):
        if staffing.gives[x]:
            best = staffing.chosen[x]
            limit = staffing.edge[c * (staffing.days + 1) + staffing.days] - rest
            if best != NOBODY:
                limit = min(limit, at - staffing.gain)
            for y in range(staffing.first_other[x], staffing.first_other[x + 1]):
                if not has(staffing, j, staffing.other[y]):
                    staffing.chosen[x] = staffing.other[y]
                    t = fit(staffing, free, c, j, early, rest, x)
                    if t <= limit:
                        limit = t - 1
                        best = staffing.other[y]
                    staffing.chosen[x] = NOBODY
            staffing.chosen[x] = best
            at = fit(staffing, free, c, j, early, rest, NOBODY)
    return at


def has(staffing: Staffing, j: int, person: int) -> bool:
    """Whether node ``j`` has this person already."""
    found = False
    for x in range(staffing.first_need[j], staffing.first_need[j + 1]):
        found = found or staffing.chosen[x] == person
    return found


def day_at(staffing: Staffing, c: int, w: int) -> int:
    """The local day of calendar ``c`` on which the minute of work behind count ``w`` is worked; the first one for what
    is before.
    """
    base = c * (staffing.days + 1)
    low = 0
    high = staffing.days
    while high - low > 1:
        middle = (low + high) // 2
        if staffing.edge[base + middle] <= w:
            low = middle
        else:
            high = middle
    return low


def fit(staffing: Staffing, free: Any, c: int, j: int, at: int, rest: int, whole: int) -> int:
    """The least work count from ``at`` on where ``rest`` minutes of node ``j`` find all of its people; who has need
    ``whole`` must have all the time that it asks, also where that is more than they have on a day.
    """
    days = staffing.days
    base = c * (days + 1)
    d = day_at(staffing, c, at)
    while d < days and staffing.edge[base + d] < at + rest:
        end = staffing.edge[base + d + 1]
        minutes = min(at + rest, end) - max(at, staffing.edge[base + d])
        if minutes > 0:
            for x in range(staffing.first_need[j], staffing.first_need[j + 1]):
                if staffing.chosen[x] != NOBODY:
                    cell = staffing.chosen[x] * days + d
                    units = staffing.units[x]
                    there = free[cell]
                    asked = units * minutes
                    if x != whole and asked > staffing.capacity[cell]:
                        asked = staffing.capacity[cell]
                    if asked > there:
                        allowed = there // units if there > 0 else 0
                        allowed -= allowed % staffing.grain
                        minutes = min(minutes, allowed)
                        at = end - allowed  # begin later on this day, or with the next one
        d += 1
    return at


def take(staffing: Staffing, free: Any, c: int, j: int, at: int, rest: int) -> None:
    """Take the people of node ``j`` for ``rest`` minutes of work from count ``at``."""
    days = staffing.days
    base = c * (days + 1)
    d = day_at(staffing, c, at)
    while d < days and staffing.edge[base + d] < at + rest:
        minutes = min(at + rest, staffing.edge[base + d + 1]) - max(at, staffing.edge[base + d])
        if minutes > 0:
            for x in range(staffing.first_need[j], staffing.first_need[j + 1]):
                if staffing.chosen[x] != NOBODY:
                    cell = staffing.chosen[x] * days + d
                    free[cell] -= min(staffing.units[x] * minutes, staffing.capacity[cell])
        d += 1


def part(staffing: Staffing, free: Any, c: int, j: int, at: int, rest: int, by: int) -> bool:
    """Whether the work of node ``j`` is done by count ``by`` when it rests on some days, and its parts: done as early
    as can be, and begun as late as that allows.
    """
    base = c * (staffing.days + 1)
    done = at
    left = rest
    d = day_at(staffing, c, at)
    while left > 0 and d < staffing.days and staffing.edge[base + d] < by:
        first = max(at, staffing.edge[base + d])
        minutes = min(left, staffing.edge[base + d + 1] - first)
        if minutes > 0 and day_fits(staffing, free, j, d, minutes):
            left -= minutes
            done = first + minutes
        d += 1
    if left > 0 or done > by:
        return False
    return part_back(staffing, free, c, j, at, rest, done)


def part_back(staffing: Staffing, free: Any, c: int, j: int, at: int, rest: int, done: int) -> bool:
    """Fill the parts of node ``j`` from count ``done`` back; says whether there are few enough of them."""
    base = c * (staffing.days + 1)
    place = j * PARTS
    parts = 0
    left = rest
    d = day_at(staffing, c, done - 1)
    while left > 0:
        upto = min(done, staffing.edge[base + d + 1])
        minutes = min(left, upto - max(at, staffing.edge[base + d]))
        if minutes > 0 and day_fits(staffing, free, j, d, minutes):
            left -= minutes
            if parts == 0 or staffing.begin[place + parts - 1] > upto:
                if parts == PARTS:
                    return False
                parts += 1
                staffing.length[place + parts - 1] = 0
            staffing.begin[place + parts - 1] = upto - minutes
            staffing.length[place + parts - 1] += minutes
        d -= 1
    staffing.parts[j] = parts
    return True


def day_fits(staffing: Staffing, free: Any, j: int, d: int, minutes: int) -> bool:
    """Whether the people of node ``j`` have time for so many minutes of it on day ``d``."""
    for x in range(staffing.first_need[j], staffing.first_need[j + 1]):
        if staffing.chosen[x] != NOBODY:
            cell = staffing.chosen[x] * staffing.days + d
            if min(staffing.units[x] * minutes, staffing.capacity[cell]) > free[cell]:
                return False
    return True


def reserve(network: Network, calendars: Calendars, staffing: Staffing, resume: Any) -> None:
    """Take out of ``left`` what ``kept`` nodes need of whom ``chosen`` names, at their dates."""
    for j in range(len(network.order)):
        if staffing.kept[j] and asks(network, j) and staffing.first_need[j] < staffing.first_need[j + 1]:
            at = work(calendars, network.calendar[j], resume[j])
            take(staffing, staffing.left, network.calendar[j], j, at, network.remaining[j])
