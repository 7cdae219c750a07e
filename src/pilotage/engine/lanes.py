"""The simulation kernel: the forward pass on batches of iterations side by side.

Inside, the dates of a node are 32-bit work counts on its own calendar (nodes without duration and finished ones:
minutes from the calendars' origin), so that a link between nodes of one calendar costs an addition and a comparison
per iteration, which the compiler turns into vector instructions. Links across calendars convert each lane exactly.
Compiled only.
"""

from typing import Any, NamedTuple

import numpy as np

from pilotage.engine.calendars import Calendars, finish_at, start_at, work
from pilotage.engine.cpm import later, place
from pilotage.engine.network import FINISHED, HELD, NONE, RUNNING, SS, WAITING, Network

LANES = 64
PLAIN, GATHERED, CONVERTED = 0, 1, 2
"""How a link's bound is found: in the measure that both ends share; the same for a node held as an instant, whose
links from one calendar are converted together, the latest only; or lane by lane.
"""
UNSET = -(1 << 30)
_CAP = 1 << 30  # no count grows beyond, so sums with a lag or duration below 2 ** 29 stay inside 32 bits


class Draws(NamedTuple):
    """What is random. Over nodes: ``row`` of ``tables`` (-1: fixed), ``low`` and ``width`` in minutes, the stream,
    minutes of a day, the span ``hit_first[j]:hit_first[j + 1]`` of ``hit`` with the risks that hit it. Over risks: the
    ``chance`` out of 2 ** 32 of happening, its stream, and the impact in days with its own stream and table row.
    """

    tables: Any
    row: Any
    low: Any
    width: Any
    increment: Any
    origin: Any
    day: Any
    hit_first: Any
    hit: Any
    chance: Any
    happens_increment: Any
    happens_origin: Any
    impact_row: Any
    impact_low: Any
    impact_width: Any
    impact_increment: Any
    impact_origin: Any


class Fixed(NamedTuple):
    """What no iteration changes, in the kernel's own measure. Over nodes: ``instant`` (held as minutes from the
    origin), ``floor`` with ``tie`` 1 where a link that ties with it is the driver, ``floor_finish``, ``pin_start``,
    ``pin_finish`` (UNSET: none), ``slot`` of the row that keeps its start (-1: nobody asks), ``began`` in the measure
    of that row, ``limit`` of its calendar. Over links: ``way`` (PLAIN, GATHERED or CONVERTED), ``early``
    where the source's value is an instant.
    """

    instant: Any
    floor: Any
    tie: Any
    floor_finish: Any
    pin_start: Any
    pin_finish: Any
    slot: Any
    slots: int
    began: Any
    limit: Any
    way: Any
    source_instant: Any


class Memory(NamedTuple):
    """What a batch works in: per node and lane its end and driving link, starts where asked for, impacts of risks, and
    two lines for the node at hand. Kernels allocate nothing.
    """

    ends: Any
    starts: Any
    links: Any
    impact: Any
    duration: Any
    at: Any
    gathered: Any
    gathered_link: Any


def memory_for(nodes: int, slots: int, risks: int) -> Memory:
    """Memory for one thread."""
    return Memory(
        ends=np.empty((nodes, LANES), np.int32),
        starts=np.empty((max(slots, 1), LANES), np.int32),
        links=np.empty((nodes, LANES), np.int32),
        impact=np.zeros((max(risks, 1), LANES), np.float32),
        duration=np.empty(LANES, np.int32),
        at=np.empty(LANES, np.int32),
        gathered=np.empty(LANES, np.int32),
        gathered_link=np.empty(LANES, np.int32),
    )


def hash32(increment: Any, origin: Any, iteration: Any) -> Any:
    """As `sampling.hashed`, on numbers."""
    x = np.uint32(np.uint32(iteration * increment) + origin)
    x = np.uint32(x ^ (x >> np.uint32(16)))
    x = np.uint32(x * np.uint32(0x7FEB352D))
    x = np.uint32(x ^ (x >> np.uint32(15)))
    x = np.uint32(x * np.uint32(0x846CA68B))
    return np.uint32(x ^ (x >> np.uint32(16)))


def draw_impacts(draws: Draws, base: Any, impact: Any) -> None:
    """Days by which each risk lengthens what it hits, per lane; zero where it does not happen."""
    for r in range(len(draws.chance)):
        happens_increment, happens_origin = draws.happens_increment[r], draws.happens_origin[r]
        row = draws.impact_row[r]
        for lane in range(LANES):
            days = np.float32(0)
            iteration = np.uint32(base + np.uint32(lane))
            if np.int64(hash32(happens_increment, happens_origin, iteration)) < draws.chance[r]:
                days = draws.impact_low[r]
                if row >= 0:
                    u = hash32(draws.impact_increment[r], draws.impact_origin[r], iteration)
                    days += draws.impact_width[r] * draws.tables[row, u >> np.uint32(21)]
            impact[r, lane] = days


def draw_durations(network: Network, draws: Draws, j: int, base: Any, impact: Any, duration: Any) -> None:
    """Remaining minutes of node ``j`` per lane: its estimate and the risks that hit it, never below zero."""
    row = draws.row[j]
    if row >= 0:
        increment, origin, low, width = draws.increment[j], draws.origin[j], draws.low[j], draws.width[j]
        quantile = draws.tables[row]
        for lane in range(LANES):
            u = hash32(increment, origin, np.uint32(base + np.uint32(lane)))
            duration[lane] = np.int32(low + width * quantile[u >> np.uint32(21)] + np.float32(0.5))
    else:
        fixed = np.int32(min(network.remaining[j], 1 << 29))
        for lane in range(LANES):
            duration[lane] = fixed
    for x in range(draws.hit_first[j], draws.hit_first[j + 1]):
        r = draws.hit[x]
        day = draws.day[j]
        for lane in range(LANES):
            duration[lane] += np.int32(np.rint(impact[r, lane] * day))
    if draws.hit_first[j] < draws.hit_first[j + 1]:
        for lane in range(LANES):
            duration[lane] = max(duration[lane], np.int32(0))


def source_at(network: Network, calendars: Calendars, fixed: Fixed, e: int, value: Any) -> Any:
    """The instant of a link's source, from the value that the source's row holds."""
    if fixed.source_instant[e]:
        return calendars.origin + value
    c = network.calendar[network.predecessor[e]]
    if network.kind[e] % 2 == 0:
        return finish_at(calendars, c, value)
    return start_at(calendars, c, value)


def bound_of(network: Network, calendars: Calendars, fixed: Fixed, e: int, value: Any, lag: Any) -> Any:
    """A link's bound in its successor's measure, before a duration is taken off."""
    j = network.successor[e]
    c = network.calendar[j]
    t = later(calendars, network.lag_calendar[e], source_at(network, calendars, fixed, e, value), lag)
    if not fixed.instant[j]:
        return work(calendars, c, t)
    return place(calendars, c, t, network.kind[e] > SS) - calendars.origin


def follow_link(
    network: Network, calendars: Calendars, fixed: Fixed, e: int, rows: Any, duration: Any, at: Any, link: Any
) -> None:
    """Raise ``at`` to link ``e``'s bound in the lanes where it is later, and note the link there."""
    ends, starts = rows
    i = network.predecessor[e]
    kind = network.kind[e]
    source = ends[i] if kind % 2 == 0 else starts[fixed.slot[i]]
    taken = np.int32(1 if kind > SS else 0)
    share = network.lag_share[e]
    name = np.int32(e)
    if fixed.way[e] != CONVERTED:
        lag = np.int32(network.lag[e])
        if taken == 0:
            for lane in range(LANES):
                bound = np.int32(source[lane] + lag)
                later_here = bound > at[lane]
                at[lane] = bound if later_here else at[lane]
                link[lane] = name if later_here else link[lane]
        else:
            for lane in range(LANES):
                bound = np.int32(source[lane] + lag - duration[lane])
                later_here = bound > at[lane]
                at[lane] = bound if later_here else at[lane]
                link[lane] = name if later_here else link[lane]
        return
    for lane in range(LANES):
        lag64 = network.lag[e]
        if share != 0.0:
            whole = network.duration[i]
            if network.state[i] == WAITING and not fixed.instant[i]:
                whole = np.int64(ends[i, lane]) - np.int64(starts[fixed.slot[i], lane])
            lag64 = np.int64(np.rint(share * whole))
        bound64 = bound_of(network, calendars, fixed, e, np.int64(source[lane]), lag64)
        bound = np.int32(min(bound64, _CAP)) - taken * duration[lane]
        if bound > at[lane]:
            at[lane] = bound
            link[lane] = name


def advance(network: Network, calendars: Calendars, draws: Draws, fixed: Fixed, base: Any, memory: Memory) -> bool:
    """One batch: ends (and starts where asked) and driving links of all nodes. Returns whether a count passed its
    limit.
    """
    ends, starts, links, impact, duration, at, gathered, gathered_link = memory
    rows = (ends, starts)
    over = False
    cap = np.int32(_CAP)
    for j in network.order:
        link = links[j]
        end = ends[j]
        slot = fixed.slot[j]
        state = network.state[j]
        floor = np.int32(fixed.floor[j])
        for lane in range(LANES):
            link[lane] = -1
        if state == FINISHED:
            for lane in range(LANES):
                end[lane] = floor
            if slot >= 0:
                for lane in range(LANES):
                    starts[slot, lane] = fixed.began[j]
            continue
        draw_durations(network, draws, j, base, impact, duration)
        low = np.int32(floor - fixed.tie[j])
        for lane in range(LANES):
            at[lane] = low
        if fixed.floor_finish[j] != UNSET:
            least = np.int32(fixed.floor_finish[j])
            for lane in range(LANES):
                at[lane] = max(at[lane], np.int32(least - duration[lane]))
        if state != HELD:
            some = False
            for e in range(network.first_in[j], network.first_in[j + 1]):
                if fixed.way[e] == GATHERED:
                    if not some:
                        for lane in range(LANES):
                            gathered[lane] = UNSET
                        some = True
                    follow_link(network, calendars, fixed, e, rows, duration, gathered, gathered_link)
                elif state != RUNNING or network.kind[e] != SS:
                    follow_link(network, calendars, fixed, e, rows, duration, at, link)
            if some:
                c = network.calendar[j]
                for lane in range(LANES):
                    bound = np.int32(finish_at(calendars, c, int(gathered[lane])) - calendars.origin)
                    if bound > at[lane]:
                        at[lane] = bound
                        link[lane] = gathered_link[lane]
        pin_start, pin_finish = fixed.pin_start[j], fixed.pin_finish[j]
        if pin_start != UNSET or pin_finish != UNSET:
            for lane in range(LANES):
                at[lane] = pin_start if pin_start != UNSET else pin_finish - duration[lane]
                link[lane] = -1
            floor = np.int32(UNSET)
        highest = np.int32(UNSET)
        for lane in range(LANES):
            begun = max(at[lane], floor)
            at[lane] = begun
            done = min(np.int32(begun + duration[lane]), cap)
            end[lane] = done
            highest = max(highest, done)
        if highest > fixed.limit[j]:
            over = True
        if slot >= 0:
            for lane in range(LANES):
                starts[slot, lane] = at[lane] if state == WAITING else fixed.began[j]
    return over


def finish_of(network: Network, calendars: Calendars, fixed: Fixed, j: int, value: Any) -> Any:
    """The finish of node ``j`` in minutes UTC, from the value its row holds."""
    if fixed.instant[j]:
        return calendars.origin + value
    return finish_at(calendars, network.calendar[j], value)


def last_of(network: Network, calendars: Calendars, fixed: Fixed, sinks: Any, ends: Any, lane: int) -> int:
    """The node among ``sinks`` that finishes last in a lane."""
    last, latest = sinks[0], NONE
    for j in sinks:
        t = finish_of(network, calendars, fixed, j, np.int64(ends[j, lane]))
        if t > latest:
            latest = t
            last = j
    return last  # type: ignore[no-any-return]  # an array's element


def simulate_batches(
    network: Network,
    calendars: Calendars,
    draws: Draws,
    fixed: Fixed,
    memory: Memory,
    first: int,
    stop: int,
    roots: Any,
    watched: Any,
    finishes: Any,
    sampled: Any,
    chosen: Any,
) -> bool:
    """Iterations ``[first, stop)``, ``first`` a multiple of LANES.

    ``finishes[k, i]`` receives the finish of node ``watched[k]`` in minutes UTC; ``sampled[j, i]`` each node's end in
    its own measure, for as many iterations as it has columns; ``chosen[j]`` counts the iterations in which node ``j``
    drove the root (the last of ``roots`` to finish), traced back over driving links. Returns whether a calendar proved
    too short.
    """
    size = len(network.order)
    ends, links = memory.ends, memory.links
    over = False
    for base in range(first, stop, LANES):
        count = min(LANES, stop - base)
        draw_impacts(draws, np.uint32(base), memory.impact)
        if advance(network, calendars, draws, fixed, np.uint32(base), memory):
            over = True
        for k in range(len(watched)):
            j = watched[k]
            for lane in range(count):
                finishes[k, base + lane] = finish_of(network, calendars, fixed, j, np.int64(ends[j, lane]))
        if base < sampled.shape[1]:
            kept = min(count, sampled.shape[1] - base)
            for j in range(size):
                for lane in range(kept):
                    sampled[j, base + lane] = ends[j, lane]
        for lane in range(count):
            j = last_of(network, calendars, fixed, roots, ends, lane)
            while True:
                chosen[j] += 1
                e = links[j, lane]
                if e < 0:
                    break
                j = network.predecessor[e]
    return over
