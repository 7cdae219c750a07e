"""Kernels that recompute what an edit can have changed: forward from it to where dates stay, and back from there.

Nodes wait in order of their rank, marked one by one and in blocks, so that the next one is found by walking over the
blocks. A node is computed by the same kernels as in a full pass.
"""

from typing import Any, NamedTuple

from pilotage.engine.calendars import Calendars, work
from pilotage.engine.express import LONGEST, OVER, SKIPPED, Prepared, State, code_of, early, late, way_of

BLOCK = 64


class Marks(NamedTuple):
    """``rank`` is each node's place in ``network.order``, ``slot`` each link's in ``network.out``. By rank, and by
    block of ranks: who waits for an early and for a late date. ``touched`` are nodes whose row changed, ``changed`` the
    first ``count[0]`` of them in a list.
    """

    rank: Any
    slot: Any
    early: Any
    early_blocks: Any
    late: Any
    late_blocks: Any
    touched: Any
    changed: Any
    count: Any


def mark(marks: Any, blocks: Any, rank: int) -> None:
    """Let the node of that rank wait."""
    marks[rank] = 1
    blocks[rank // BLOCK] = 1


def touch(marks: Marks, j: int) -> None:
    """Note that the row of node ``j`` changed."""
    if marks.touched[j] == 0:
        marks.touched[j] = 1
        marks.changed[marks.count[0]] = j
        marks.count[0] += 1


def mark_before(prepared: Prepared, marks: Marks, j: int) -> None:
    """Let the predecessors of node ``j`` wait for late dates and floats."""
    network = prepared.network
    for e in range(network.first_in[j], network.first_in[j + 1]):
        if network.lag[e] > -LONGEST:
            mark(marks.late, marks.late_blocks, marks.rank[network.predecessor[e]])


def mark_held(prepared: Prepared, calendars: Calendars, state: State, marks: Marks, j: int, least: int) -> None:
    """Let those predecessors of node ``j`` wait for late dates that it may hold up or have held up. ``least`` is the
    earlier of its late starts before and now: who had less work done by its late finish is held up by something else.
    """
    network = prepared.network
    for e in range(network.first_in[j], network.first_in[j + 1]):
        i, how = network.predecessor[e], prepared.code[e]
        if how & SKIPPED:
            continue
        if how != 0 or state.late_done[i] >= work(calendars, network.calendar[i], least):
            mark(marks.late, marks.late_blocks, marks.rank[i])


def mark_after(prepared: Prepared, marks: Marks, j: int) -> None:
    """Let the successors of node ``j`` wait for early dates."""
    network = prepared.network
    for x in range(network.first_out[j], network.first_out[j + 1]):
        if prepared.out_lag[x] > -LONGEST:
            mark(marks.early, marks.early_blocks, marks.rank[prepared.target[x]])


def classify_link(prepared: Prepared, marks: Marks, e: int) -> None:
    """Renew how link ``e`` is followed, here and where it leaves."""
    prepared.code[e] = code_of(prepared.network, e)
    prepared.out_code[marks.slot[e]] = prepared.code[e]
    prepared.out_lag[marks.slot[e]] = prepared.network.lag[e]


def edited_node(prepared: Prepared, marks: Marks, j: int) -> None:
    """Columns of node ``j`` changed: renew what follows from them, and let it and its neighbors wait."""
    network = prepared.network
    prepared.way[j] = way_of(network, j)
    touch(marks, j)
    for e in range(network.first_in[j], network.first_in[j + 1]):
        classify_link(prepared, marks, e)
    for x in range(network.first_out[j], network.first_out[j + 1]):
        classify_link(prepared, marks, network.out[x])
    mark(marks.early, marks.early_blocks, marks.rank[j])
    mark(marks.late, marks.late_blocks, marks.rank[j])
    mark_after(prepared, marks, j)
    mark_before(prepared, marks, j)


def edited_link(prepared: Prepared, marks: Marks, e: int) -> None:
    """Columns of link ``e`` changed."""
    network = prepared.network
    classify_link(prepared, marks, e)
    mark(marks.early, marks.early_blocks, marks.rank[network.successor[e]])
    mark(marks.late, marks.late_blocks, marks.rank[network.predecessor[e]])


def settle_early(
    prepared: Prepared, calendars: Calendars, state: State, marks: Marks, nodes: Any, links: Any, latest: int
) -> int:
    """Take up edits of ``nodes`` and ``links`` and renew early dates; returns the network's finish."""
    network = prepared.network
    for j in nodes:
        edited_node(prepared, marks, j)
    for e in links:
        edited_link(prepared, marks, e)
    size, top, fell = len(prepared.way), latest, False
    for block in range(len(marks.early_blocks)):
        if marks.early_blocks[block] == 0:
            continue
        for rank in range(block * BLOCK, min(size, (block + 1) * BLOCK)):
            if marks.early[rank] == 0:
                continue
            marks.early[rank] = 0
            j = network.order[rank]
            start, finish, resume, done = state.start[j], state.finish[j], state.resume[j], state.done[j]
            driver, reason = state.driver[j], state.reason[j]
            early(prepared, calendars, state, rank, rank + 1)
            moved = state.start[j] != start or state.finish[j] != finish
            if moved or state.resume[j] != resume or state.done[j] != done:
                mark_after(prepared, marks, j)
                mark_before(prepared, marks, j)
                mark(marks.late, marks.late_blocks, rank)
            if moved or state.driver[j] != driver or state.reason[j] != reason:
                touch(marks, j)
            if finish == latest and state.finish[j] < finish:
                fell = True
            top = max(top, state.finish[j])
        marks.early_blocks[block] = 0
    if fell and top == latest:
        top = state.finish[0]
        for j in range(size):
            top = max(top, state.finish[j])
    return top


def mark_limited(
    prepared: Prepared, calendars: Calendars, state: State, marks: Marks, before: int, latest: int, limit: Any
) -> None:
    """The network's finish moved from ``before`` to ``latest``: let the nodes wait whose late dates or floats it limits
    itself. ``limit`` has room for a number of each calendar.
    """
    network = prepared.network
    for c in range(len(limit)):
        limit[c] = work(calendars, c, min(before, latest))
    for j in range(len(prepared.way)):
        least = limit[network.calendar[j]]
        if prepared.way[j] != OVER and (state.late_done[j] >= least or state.done[j] + state.free[j] >= least):
            mark(marks.late, marks.late_blocks, marks.rank[j])


def settle_late(prepared: Prepared, calendars: Calendars, state: State, marks: Marks, latest: int) -> None:
    """Renew late dates and floats where something waits for it, the network's finish being as it was."""
    network, size = prepared.network, len(prepared.way)
    for block in range(len(marks.late_blocks) - 1, -1, -1):
        if marks.late_blocks[block] == 0:
            continue
        for rank in range(min(size, (block + 1) * BLOCK) - 1, block * BLOCK - 1, -1):
            if marks.late[rank] == 0:
                continue
            marks.late[rank] = 0
            j = network.order[rank]
            start, finish, done = state.late_start[j], state.late_finish[j], state.late_done[j]
            total, free = state.total[j], state.free[j]
            late(prepared, calendars, state, latest, rank, rank + 1)
            moved = state.late_start[j] != start or state.late_finish[j] != finish
            if moved or state.late_done[j] != done:
                mark_held(prepared, calendars, state, marks, j, min(start, state.late_start[j]))
            if moved or state.total[j] != total or state.free[j] != free:
                touch(marks, j)
        marks.late_blocks[block] = 0
