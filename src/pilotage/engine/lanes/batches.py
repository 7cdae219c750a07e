"""A batch of iterations through the network, and what is kept of it."""

from typing import Any

import numpy as np

from pilotage.engine.lanes.durations import alter, draw
from pilotage.engine.lanes.layout import (
    BEGAN,
    CAP,
    COSTED,
    DAY,
    FIRST_FACTOR,
    FIRST_IN,
    FLOOR,
    FLOOR_FINISH,
    HELD_UP,
    HOLD_FINISH,
    HOLD_START,
    LANES,
    LAST_BRANCH,
    LIMIT,
    PIN_FINISH,
    PIN_START,
    PREDECESSOR,
    ROW,
    SLOT,
    STATE,
    TIE,
    TO_INSTANT,
    UNSET,
    Memory,
    Plan,
)
from pilotage.engine.lanes.links import convert, follow
from pilotage.engine.network import FINISHED, HELD, WAITING


def decide(row: Any, at: Any, length: Any, link: Any) -> None:
    """Dates set by a person: holds, which nothing moves a start or finish beyond, and pins, which fix one."""
    floor = row[FLOOR]
    for lane in range(LANES):
        at[lane] = max(at[lane], floor)
    if row[HOLD_START] != UNSET:
        for lane in range(LANES):
            link[lane] = -1 if row[HOLD_START] < at[lane] else link[lane]
            at[lane] = min(at[lane], row[HOLD_START])
    if row[HOLD_FINISH] != UNSET:
        for lane in range(LANES):
            most = np.int32(row[HOLD_FINISH] - length[lane])
            link[lane] = -1 if most < at[lane] else link[lane]
            at[lane] = min(at[lane], most)
    if row[PIN_START] != UNSET or row[PIN_FINISH] != UNSET:
        for lane in range(LANES):
            at[lane] = row[PIN_START] if row[PIN_START] != UNSET else np.int32(row[PIN_FINISH] - length[lane])
            link[lane] = -1


def advance(
    plan: Plan, memory: Memory, common: Any, numbers: Any, base: int, keep: bool, sampled: Any, kept: int
) -> bool:
    """One batch: ends (and starts where asked) and driving links of all nodes, and the cost of their time. The ends of
    its first ``kept`` iterations go to ``sampled``. Returns whether a count passed its limit.
    """
    ends, starts, links, at = memory.ends, memory.starts, memory.links, memory.at
    over = False
    for j in plan.order:
        row = plan.node[j]
        link, end = links[j], ends[row[ROW]]
        slot, state, floor = row[SLOT], row[STATE], row[FLOOR]
        for lane in range(LANES):
            link[lane] = -1
        length = memory.lengths[j if keep else 0]
        if state == FINISHED:
            for lane in range(LANES):
                end[lane] = floor
                length[lane] = 0
            for lane in range(kept):
                sampled[j, base + lane] = floor
            if slot >= 0:
                for lane in range(LANES):
                    starts[slot, lane] = row[BEGAN]
            continue
        stream, index, drawn = plan.streams[j], memory.index, memory.drawn
        draw(row, plan.amounts[j], stream, plan.tables, common, numbers, base, index, drawn, length)
        if row[FIRST_FACTOR] < row[LAST_BRANCH]:
            alter(row, plan.amounts[j, DAY], plan.effects, common, base, length)
        low = np.int32(floor - row[TIE])
        for lane in range(LANES):
            at[lane] = low
        if row[FLOOR_FINISH] != UNSET:
            least = row[FLOOR_FINISH]
            for lane in range(LANES):
                at[lane] = max(at[lane], np.int32(least - length[lane]))
        if state != HELD:
            follow(plan, memory, j, length, link)
        if row[HELD_UP]:
            decide(row, at, length, link)
            floor = np.int32(UNSET)
        highest = np.int32(UNSET)
        for lane in range(LANES):
            begun = max(at[lane], floor)
            at[lane] = begun
            done = min(np.int32(begun + length[lane]), np.int32(CAP))
            end[lane] = done
            highest = max(highest, done)
        over = over or highest > row[LIMIT]
        for lane in range(kept):
            sampled[j, base + lane] = end[lane]
        if slot >= 0:
            for lane in range(LANES):
                starts[slot, lane] = at[lane] if state == WAITING else row[BEGAN]
        if row[COSTED]:
            rate = plan.rates[j]
            for lane in range(LANES):
                memory.cost[lane] += rate * length[lane]
    return over


def instants(plan: Plan, memory: Memory, j: int, line: Any) -> None:
    """Finish of node ``j`` per lane, minutes from the origin."""
    for lane in range(LANES):
        line[lane] = memory.ends[plan.node[j, ROW], lane]
    table = plan.node[j, TO_INSTANT]
    if table >= 0:
        convert(plan.maps, plan.packed, plan.inverse, table, memory.index, memory.looked, line)


def last_of(plan: Plan, memory: Memory, roots: Any, last: Any, latest: Any) -> None:
    """Which of ``roots`` finishes last, and when, per lane."""
    moved = memory.moved
    for lane in range(LANES):
        last[lane] = roots[0]
        latest[lane] = UNSET
    for j in roots:
        instants(plan, memory, j, moved)
        for lane in range(LANES):
            if moved[lane] > latest[lane]:
                latest[lane] = moved[lane]
                last[lane] = j


def trace(plan: Plan, memory: Memory, last: Any, count: int, chosen: Any) -> None:
    """Count the nodes that drove the last one, back over driving links."""
    links, first_in, link = memory.links, plan.node, plan.link
    for lane in range(count):
        j = last[lane]
        while True:
            chosen[j] += 1
            e = links[j, lane]
            if e < 0:
                break
            j = link[first_in[j, FIRST_IN] + e, PREDECESSOR]


def add_moments(memory: Memory, latest: Any, count: int, moments: Any) -> None:
    """Sums of each node's duration, its square, and its product with the last finish."""
    for j in range(moments.shape[0]):
        total, square, product = np.int64(0), np.int64(0), np.int64(0)
        length = memory.lengths[j]
        for lane in range(count):
            minutes = np.int64(min(length[lane], np.int32(1 << 27)))
            total += minutes
            square += minutes * minutes
            product += minutes * latest[lane]
        moments[j, 0] += total
        moments[j, 1] += square
        moments[j, 2] += product


def simulate_batches(
    plan: Plan,
    memory: Memory,
    common: Any,
    numbers: Any,
    count: int,
    roots: Any,
    watched: Any,
    finishes: Any,
    sampled: Any,
    chosen: Any,
    moments: Any,
    costs: Any,
    measure: int,
) -> bool:
    """``count`` iterations with the numbers in ``numbers``, padded to whole batches as are the columns of ``common``.

    ``finishes[k, i]`` receives the finish of node ``watched[k]`` in minutes UTC, and its last row that of the last of
    ``roots``; ``sampled[j, i]`` each node's end in its own measure, for as many iterations as it has columns;
    ``costs[i]`` the cost of time. ``chosen[j]`` counts the iterations in which node ``j`` drove the last of the roots.
    ``moments`` (see `add_moments`) has no row where they are not wanted; ``measure`` is the table that the last finish
    goes through for them. Returns whether a calendar proved too short.
    """
    keep = len(moments) > 0
    over = False
    at = memory.at
    for base in range(0, count, LANES):
        here = min(LANES, count - base)
        for lane in range(LANES):
            memory.cost[lane] = 0.0
        kept = max(0, min(here, sampled.shape[1] - base))
        if advance(plan, memory, common, numbers, base, keep, sampled, kept):
            over = True
        for k in range(len(watched)):
            instants(plan, memory, watched[k], memory.moved)
            for lane in range(here):
                finishes[k, base + lane] = plan.origin + memory.moved[lane]
        last_of(plan, memory, roots, memory.last, at)
        for lane in range(here):
            costs[base + lane] = memory.cost[lane]
            finishes[len(watched), base + lane] = plan.origin + at[lane]
        if measure >= 0:
            convert(plan.maps, plan.packed, plan.inverse, measure, memory.index, memory.looked, at)
        trace(plan, memory, memory.last, here, chosen)
        if keep:
            add_moments(memory, at, here, moments)
    return over
