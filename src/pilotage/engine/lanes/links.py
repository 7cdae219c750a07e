"""What links hold their successors to, in each lane."""

from typing import Any

import numpy as np

from pilotage.engine.lanes.layout import (
    DIVIDE,
    FIRST_IN,
    KIND,
    LAG,
    LANES,
    LOOKED_UP,
    PLAIN,
    PREDECESSOR,
    ROW,
    SHARED,
    SLOT,
    STATE,
    STEP,
    TO_INSTANT,
    WAY,
    Memory,
    Plan,
)
from pilotage.engine.network import RUNNING, SS, WAITING


def convert(maps: Any, packed: Any, inverse: Any, table: int, index: Any, looked: Any, line: Any) -> None:
    """Take the counts in ``line`` through a table: an entry is the constant, and whether the count is added to it."""
    look_up(maps, packed, inverse, table, line, index, looked)
    for lane in range(LANES):
        entry = looked[lane]
        line[lane] = np.int32((entry >> np.int32(1)) + (line[lane] & np.int32(-(entry & np.int32(1)))))


def look_up(maps: Any, packed: Any, inverse: Any, table: int, source: Any, index: Any, looked: Any) -> None:
    """The entry of each count in ``source`` into ``looked``."""
    first, last, shift = np.uint32(maps[table, 0]), np.uint32(maps[table, 1]), maps[table, 2]
    for lane in range(LANES):
        u = np.uint64(max(np.int32(source[lane] + shift), np.int32(0)))
        index[lane] = np.uint32(min(np.uint32((u * inverse) >> np.uint64(DIVIDE)), last) + first)
    for lane in range(LANES):
        looked[lane] = packed[index[lane]]


def raise_start(source: Any, lag: Any, at: Any, link: Any, name: Any) -> None:
    """Raise ``at`` to a bound on the start in the lanes where it is later, and note the link there."""
    for lane in range(LANES):
        bound = np.int32(source[lane] + lag)
        later = bound > at[lane]
        at[lane] = bound if later else at[lane]
        link[lane] = name if later else link[lane]


def raise_finish(source: Any, lag: Any, length: Any, at: Any, link: Any, name: Any) -> None:
    """The same for a bound on the finish."""
    for lane in range(LANES):
        bound = np.int32(source[lane] + lag - length[lane])
        later = bound > at[lane]
        at[lane] = bound if later else at[lane]
        link[lane] = name if later else link[lane]


def raise_start_looked_up(looked: Any, source: Any, lag: Any, at: Any, link: Any, name: Any) -> None:
    """`raise_start` where the source goes through the table entries ``looked`` first: what `convert` does, at once."""
    for lane in range(LANES):
        entry = looked[lane]
        bound = np.int32((entry >> np.int32(1)) + (source[lane] & np.int32(-(entry & np.int32(1)))) + lag)
        later = bound > at[lane]
        at[lane] = bound if later else at[lane]
        link[lane] = name if later else link[lane]


def move(plan: Plan, memory: Memory, e: int, source: Any) -> None:
    """A link's counts, converted and with its lag, into ``memory.moved``."""
    link = plan.link[e]
    moved = memory.moved
    for lane in range(LANES):
        moved[lane] = source[lane]
    for step in range(STEP, STEP + 2):
        if link[step] >= 0:
            convert(plan.maps, plan.packed, plan.inverse, link[step], memory.index, memory.looked, moved)
    if link[WAY] == SHARED:
        i = link[PREDECESSOR]
        row = plan.node[i]
        share = plan.shares[e]
        known = row[STATE] != WAITING or row[SLOT] < 0 or row[TO_INSTANT] < 0
        for lane in range(LANES):
            whole = plan.whole[i] if known else np.int64(memory.ends[row[ROW], lane] - memory.starts[row[SLOT], lane])
            moved[lane] += np.int32(np.rint(share * whole))
    else:
        lag = link[LAG]
        for lane in range(LANES):
            moved[lane] += lag
    for step in range(STEP + 2, STEP + 4):
        if link[step] >= 0:
            convert(plan.maps, plan.packed, plan.inverse, link[step], memory.index, memory.looked, moved)


def follow(plan: Plan, memory: Memory, j: int, length: Any, driving: Any) -> None:
    """Raise ``memory.at`` to the bounds of all links into node ``j``."""
    ends, starts, at, moved = memory.ends, memory.starts, memory.at, memory.moved
    first = plan.node[j, FIRST_IN]
    running = plan.node[j, STATE] == RUNNING
    for e in range(first, plan.node[j + 1, FIRST_IN]):
        link = plan.link[e]
        kind = link[KIND]
        if running and kind == SS:
            continue
        i = link[PREDECESSOR]
        source = ends[plan.node[i, ROW]] if kind % 2 == 0 else starts[plan.node[i, SLOT]]
        lag, name = link[LAG], e - first
        if link[WAY] == LOOKED_UP:
            look_up(plan.maps, plan.packed, plan.inverse, link[STEP], source, memory.index, memory.looked)
            raise_start_looked_up(memory.looked, source, lag, at, driving, name)
            continue
        if link[WAY] != PLAIN:
            move(plan, memory, e, source)
            source = moved
            lag = np.int32(0)
        if kind > SS:
            raise_finish(source, lag, length, at, driving, name)
        else:
            raise_start(source, lag, at, driving, name)
