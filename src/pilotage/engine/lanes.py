"""The simulation kernel: the forward pass on batches of iterations side by side.

Inside, the dates of a node are 32-bit work counts on its own calendar (nodes without duration and finished ones:
minutes from the calendars' origin), so that a link between nodes of one calendar costs an addition and a comparison
per iteration, which the compiler turns into vector instructions. Other links look their counts up in tables from
calendar to calendar (`simulation.conversion`). Loops are kept apart where one of them looks something up: mixed, none
of them becomes vector instructions. Compiled only.
"""

from typing import Any, Final, NamedTuple

import numpy as np

from pilotage.engine.network import FINISHED, HELD, RUNNING, SS, WAITING

LANES: Final = 128
UNSET: Final = -(1 << 30)
CAP: Final = 1 << 30
"""No count grows beyond, so sums with a lag or duration below 2 ** 29 stay inside 32 bits."""

STATE, FLOOR, TIE, FLOOR_FINISH, PIN_START, PIN_FINISH, SLOT, BEGAN, LIMIT, TO_INSTANT, FIRST_IN = range(11)
TABLE, FIXED, SCORE, FIRST_FACTOR, FIRST_HIT, FIRST_BRANCH, LAST_BRANCH, COSTED, HELD_UP = range(11, 20)
HOLD_START, HOLD_FINISH, ROW = range(20, 23)
NODE_COLUMNS: Final = 23
"""Columns of a node. ``FLOOR`` to ``BEGAN`` and ``LIMIT`` are in its own measure; ``TIE`` is 1 where a link that ties
with the floor is the driver; ``SLOT`` is the row that keeps its start, ``TO_INSTANT`` the table that turns its finish
into minutes, ``TABLE`` the row of its distribution (-1: its duration is ``FIXED``), ``SCORE`` the common row that says
which quantile it takes (-1: its own stream does). ``FIRST_FACTOR``, ``FIRST_HIT``, ``FIRST_BRANCH`` and
``LAST_BRANCH`` part its span of ``Plan.effects``: common rows that multiply its duration, add days to it, or say
whether it is done at all. ``HELD_UP``: a pin or a hold decides, against any link.
``ROW`` is the row of memory that its finish is kept in, which another node takes over once nobody asks for it.
"""

DIVIDE: Final = 34
"""A division by a small number is a multiplication by 2 ** 34 over it, rounded up, and a shift."""
PREDECESSOR, KIND, LAG, WAY, STEP, LINK_COLUMNS = 0, 1, 2, 3, 4, 8
"""Columns of a link; ``STEP`` and the three behind it are the tables that its count goes through: two before the lag is
added, two after it (-1: none).
"""
PLAIN, LOOKED_UP, CONVERTED, SHARED = 0, 1, 2, 3
"""How a link's bound is found: in the measure that both ends share, through the first of its tables only, through
several, or with a lag that is a share of the predecessor's duration.
"""
LOW, WIDTH, DAY = 0, 1, 2
"""Columns of a node's amounts: least minutes and spread of its distribution, minutes in a day of a risk's impact."""


class Plan(NamedTuple):
    """What no iteration changes: columns of nodes and links as above, in 32 bits. ``order`` is topological: nodes have
    the numbers of their places in it, so that memory is read as it lies. ``streams`` holds increment and origin of each
    node's random numbers, ``shares`` the lag of links that are ``SHARED``, ``whole`` the duration of nodes in minutes,
    ``rates`` the cost of a minute of their work. ``maps`` holds first entry, last index and shift of each table in
    ``packed``; ``inverse`` over 2 ** 34 is one over the width of an entry.
    """

    order: Any
    node: Any
    link: Any
    amounts: Any
    streams: Any
    tables: Any
    effects: Any
    shares: Any
    whole: Any
    rates: Any
    maps: Any
    packed: Any
    inverse: Any
    origin: Any


class Memory(NamedTuple):
    """What a batch works in: per node and lane its end, its driving link (counted from its first), and its duration
    where that is kept; starts where asked for; lines for the node at hand. Kernels allocate nothing.
    """

    ends: Any
    starts: Any
    links: Any
    lengths: Any
    at: Any
    moved: Any
    index: Any
    looked: Any
    drawn: Any
    last: Any
    cost: Any


def memory_for(nodes: int, rows: int, slots: int, widest: int, keep: bool) -> Memory:
    """Memory for one thread, for nodes with up to ``widest`` links in, ``rows`` of whose finishes are asked for at a
    time.
    """
    return Memory(
        ends=np.empty((rows, LANES), np.int32),
        starts=np.empty((max(slots, 1), LANES), np.int32),
        links=np.empty((nodes, LANES), np.int16 if widest < 1 << 15 else np.int32),
        lengths=np.zeros((nodes if keep else 1, LANES), np.int32),
        at=np.empty(LANES, np.int32),
        moved=np.empty(LANES, np.int32),
        index=np.empty(LANES, np.uint32),
        looked=np.empty(LANES, np.int32),
        drawn=np.empty(LANES, np.float32),
        last=np.empty(LANES, np.int32),
        cost=np.zeros(LANES, np.float64),
    )


def hash32(increment: Any, origin: Any, iteration: Any) -> Any:
    """As `sampling.hashed`, on numbers."""
    x = np.uint32(np.uint32(iteration * increment) + origin)
    x = np.uint32(x ^ (x >> np.uint32(16)))
    x = np.uint32(x * np.uint32(0x7FEB352D))
    x = np.uint32(x ^ (x >> np.uint32(15)))
    x = np.uint32(x * np.uint32(0x846CA68B))
    return np.uint32(x ^ (x >> np.uint32(16)))


def draw(
    row: Any,
    amounts: Any,
    stream: Any,
    tables: Any,
    common: Any,
    numbers: Any,
    base: int,
    index: Any,
    drawn: Any,
    length: Any,
) -> None:
    """Minutes of a node per lane by its estimate; the batch begins at ``base`` of ``common`` and ``numbers``."""
    if row[TABLE] < 0:
        fixed = row[FIXED]
        for lane in range(LANES):
            length[lane] = fixed
        return
    quantiles = tables[row[TABLE]]
    if row[SCORE] >= 0:
        score = common[row[SCORE]]
        for lane in range(LANES):
            index[lane] = np.uint32(score[base + lane])
    else:
        increment, origin = stream[0], stream[1]
        for lane in range(LANES):
            index[lane] = hash32(increment, origin, numbers[base + lane]) >> np.uint32(21)
    for lane in range(LANES):
        drawn[lane] = quantiles[index[lane]]
    low, width = amounts[LOW], amounts[WIDTH]
    for lane in range(LANES):
        length[lane] = np.int32(low + width * drawn[lane] + np.float32(0.5))


def alter(row: Any, day: Any, effects: Any, common: Any, base: int, length: Any) -> None:
    """Multiply by the factors that a node shares, add the risks that hit it, and leave it out where it is not done."""
    for x in range(row[FIRST_FACTOR], row[FIRST_HIT]):
        factor = common[effects[x]]
        for lane in range(LANES):
            length[lane] = np.int32(length[lane] * factor[base + lane] + np.float32(0.5))
    for x in range(row[FIRST_HIT], row[FIRST_BRANCH]):
        days = common[effects[x]]
        for lane in range(LANES):
            length[lane] += np.int32(np.rint(days[base + lane] * day))
    for lane in range(LANES):
        length[lane] = max(length[lane], np.int32(0))
    for x in range(row[FIRST_BRANCH], row[LAST_BRANCH]):
        done = common[effects[x]]
        for lane in range(LANES):
            length[lane] = length[lane] if done[base + lane] > 0 else np.int32(0)


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
