"""Links that come into a kept network: its order is repaired where they run backward, its columns make room."""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import kernels
from pilotage.engine.cone import Marks
from pilotage.engine.express import LONGEST, Prepared
from pilotage.engine.prepared import Ready

ROOM = 1024
"""Links that a kept network has room for until its columns are made anew."""

_LINKS = ("predecessor", "successor", "kind", "lag", "lag_share", "lag_calendar", "out")


def places(numbers: NDArray[Any], room: int) -> NDArray[np.uint32]:
    """Where each number stands in a permutation, with room for more."""
    found = np.zeros(len(numbers) + room, np.uint32)
    found[numbers] = np.arange(len(numbers), dtype=np.uint32)
    return found


def roomy(ready: Ready, count: int) -> Ready:
    """The same network of ``count`` links, with room for `ROOM` more at the end of every column of links."""

    def longer(column: NDArray[Any]) -> NDArray[Any]:
        return np.concatenate((column[:count], np.zeros(ROOM, column.dtype)))

    prepared, network = ready.prepared, ready.prepared.network
    return replace(
        ready,
        link=longer(ready.link),
        prepared=prepared._replace(
            network=network._replace(**{name: longer(getattr(network, name)) for name in _LINKS}),
            code=longer(prepared.code),
            target=longer(prepared.target),
            out_code=longer(prepared.out_code),
            out_lag=longer(prepared.out_lag),
        ),
    )


def repair(prepared: Prepared, marks: Marks, i: int, j: int) -> None:
    """Let node ``i`` come before node ``j``, moving only nodes between them (Pearce and Kelly 2006). Links that were
    taken out count for nothing.

    Raises ValueError where ``j`` leads to ``i`` already.
    """
    if i == j:
        raise ValueError("a node cannot wait for itself")
    low, high = int(marks.rank[j]), int(marks.rank[i])
    if high < low:
        return
    seen, found = marks.touched.copy(), np.empty(high - low + 1, np.uint32)
    seen[:] = 0
    behind = kernels.compiled(reach_after)(prepared, marks.rank, j, high, seen, found)
    if seen[i]:
        raise ValueError("this link closes a circle")
    after = found[:behind].copy()
    ahead = kernels.compiled(reach_before)(prepared, marks.rank, i, low, seen, found)
    before = found[:ahead]
    nodes = np.concatenate((before[np.argsort(marks.rank[before])], after[np.argsort(marks.rank[after])]))
    ranks = np.sort(marks.rank[nodes])
    marks.rank[nodes] = ranks
    prepared.network.order[ranks] = nodes


def reach_after(prepared: Prepared, rank: Any, root: int, high: int, seen: Any, found: Any) -> int:
    """Kernel: nodes that ``root`` leads to, up to rank ``high``, into ``found``; returns how many."""
    network = prepared.network
    seen[root] = 1
    found[0] = root
    count, at = 1, 0
    while at < count:
        for x in range(network.first_out[found[at]], network.first_out[found[at] + 1]):
            node = prepared.target[x]
            if prepared.out_lag[x] > -LONGEST and seen[node] == 0 and rank[node] <= high:
                seen[node] = 1
                found[count] = node
                count += 1
        at += 1
    return count


def reach_before(prepared: Prepared, rank: Any, root: int, low: int, seen: Any, found: Any) -> int:
    """Kernel: nodes that lead to ``root``, down to rank ``low``, into ``found``; returns how many."""
    network = prepared.network
    seen[root] = 1
    found[0] = root
    count, at = 1, 0
    while at < count:
        for e in range(network.first_in[found[at]], network.first_in[found[at] + 1]):
            node = network.predecessor[e]
            if network.lag[e] > -LONGEST and seen[node] == 0 and rank[node] >= low:
                seen[node] = 1
                found[count] = node
                count += 1
        at += 1
    return count


def insert(prepared: Prepared, slot: Any, link: Any, place: Any, driver: Any, count: int, i: int, j: int) -> int:
    """Kernel: make room for one more link from ``i`` to ``j``, the last one into ``j``, beside ``count`` others; it
    takes the number ``count``. Returns its place; its columns but for its ends are for the caller to fill.
    """
    network = prepared.network
    e, x = network.first_in[j + 1], network.first_out[i + 1]
    for at in range(count, e, -1):
        network.predecessor[at] = network.predecessor[at - 1]
        network.successor[at] = network.successor[at - 1]
        network.kind[at] = network.kind[at - 1]
        network.lag[at] = network.lag[at - 1]
        network.lag_share[at] = network.lag_share[at - 1]
        network.lag_calendar[at] = network.lag_calendar[at - 1]
        prepared.code[at] = prepared.code[at - 1]
        link[at] = link[at - 1]
    for at in range(count, x, -1):
        network.out[at] = network.out[at - 1]
        prepared.target[at] = prepared.target[at - 1]
        prepared.out_code[at] = prepared.out_code[at - 1]
        prepared.out_lag[at] = prepared.out_lag[at - 1]
    network.predecessor[e] = i
    network.successor[e] = j
    link[e] = count
    network.out[x] = e
    prepared.target[x] = j
    for at in range(count + 1):
        if at != x and network.out[at] >= e:
            network.out[at] += 1
        slot[network.out[at]] = at
        place[link[at]] = at
    for node in range(len(driver)):
        if driver[node] >= e:
            driver[node] += 1
        if node >= j:
            network.first_in[node + 1] += 1
        if node >= i:
            network.first_out[node + 1] += 1
    return e  # type: ignore[no-any-return]  # Any by design
