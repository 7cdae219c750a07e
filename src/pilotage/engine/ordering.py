"""The topological order of a kept network, repaired where a new link runs backward."""

from typing import Any

import numpy as np

from pilotage.engine import kernels
from pilotage.engine.cone import Marks
from pilotage.engine.express import LONGEST, Prepared

AFTER, BEFORE = 1, 2
"""What is known of a node while the order is repaired: the new link's successor leads to it, or it leads to the new
link's predecessor."""


def repair(prepared: Prepared, marks: Marks, i: int, j: int) -> None:
    """Let node ``i`` come before node ``j``, moving only nodes between them. Links that were taken out count for
    nothing. Raises ValueError where ``j`` leads to ``i`` already.
    """
    if i == j:
        raise ValueError("a node cannot wait for itself")
    low, high = int(marks.rank[j]), int(marks.rank[i])
    if high < low:
        return
    seen = np.zeros(high - low + 1, np.uint8)
    cut = kernels.compiled(search)(prepared, marks.rank, low, high, seen)
    if cut < 0:
        raise ValueError("this link closes a circle")
    kernels.compiled(regroup)(prepared.network.order, marks.rank, low, cut, seen, np.empty(len(seen), np.uint32))


def search(prepared: Prepared, rank: Any, low: int, high: int, seen: Any) -> int:
    """Kernel: from both ends at once, one node each, until the two meet (after Bender, Fineman, Gilbert and Tarjan
    2015), so that the end with less behind it decides what it costs. Returns the rank where they meet: what lies
    before it and after ``low``'s node is marked, and so is what lies from it on and before ``high``'s node. Returns -1
    where the one leads to the other.
    """
    network = prepared.network
    seen[0], seen[high - low] = AFTER, BEFORE
    up, down = low, high
    while True:
        while up <= down and not seen[up - low] & AFTER:
            up += 1
        if up > down:
            return up
        node = network.order[up]
        for x in range(network.first_out[node], network.first_out[node + 1]):
            at = rank[prepared.target[x]]
            if prepared.out_lag[x] > -LONGEST and at <= high:
                seen[at - low] |= AFTER
                if seen[at - low] & BEFORE:
                    return -1
        up += 1
        while up <= down and not seen[down - low] & BEFORE:
            down -= 1
        if up > down:
            return up
        node = network.order[down]
        for e in range(network.first_in[node], network.first_in[node + 1]):
            at = rank[network.predecessor[e]]
            if network.lag[e] > -LONGEST and at >= low:
                seen[at - low] |= BEFORE
                if seen[at - low] & AFTER:
                    return -1
        down -= 1


def regroup(order: Any, rank: Any, low: int, cut: int, seen: Any, made: Any) -> None:
    """Kernel: what leads to the new link's predecessor moves down to ``cut``, what its successor leads to moves up
    to it, each in the order that it had.
    """
    size, middle, count = len(seen), cut - low, 0
    for first, stop, mark, marked in (
        (0, middle, AFTER, False),
        (middle, size, BEFORE, True),
        (0, middle, AFTER, True),
        (middle, size, BEFORE, False),
    ):
        for at in range(first, stop):
            if (seen[at] & mark != 0) == marked:
                made[count] = order[low + at]
                count += 1
    for at in range(size):
        order[low + at] = made[at]
        rank[made[at]] = low + at
