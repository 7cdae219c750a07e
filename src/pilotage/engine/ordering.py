"""Links that come into a kept network: its order is repaired where they run backward."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pilotage.engine.express import LONGEST, Prepared
from pilotage.engine.prepared import Ready


def places(numbers: NDArray[Any]) -> NDArray[np.uint32]:
    """Where each number stands in a permutation."""
    found = np.empty(len(numbers), np.uint32)
    found[numbers] = np.arange(len(numbers), dtype=np.uint32)
    return found


def repair(prepared: Prepared, rank: Any, i: int, j: int) -> None:
    """Let node ``i`` come before node ``j``, moving only nodes between them (Pearce and Kelly 2006). Links that were
    taken out count for nothing.

    ``rank`` is each node's place in the network's order. Raises ValueError where ``j`` leads to ``i`` already.
    """
    low, high = int(rank[j]), int(rank[i])
    if i == j:
        raise ValueError("a node cannot wait for itself")
    if high < low:
        return
    network = prepared.network

    def after(node: int) -> NDArray[Any]:
        leaving = slice(network.first_out[node], network.first_out[node + 1])
        return prepared.target[leaving][prepared.out_lag[leaving] > -LONGEST]  # type: ignore[no-any-return]

    def before(node: int) -> NDArray[Any]:
        entering = slice(network.first_in[node], network.first_in[node + 1])
        return network.predecessor[entering][network.lag[entering] > -LONGEST]  # type: ignore[no-any-return]

    behind = _reached(j, after, rank, low, high)
    if i in behind:
        raise ValueError("this link closes a circle")
    ahead = _reached(i, before, rank, low, high)
    nodes = [*sorted(ahead, key=rank.__getitem__), *sorted(behind, key=rank.__getitem__)]
    for node, place in zip(nodes, sorted(int(rank[node]) for node in nodes), strict=True):
        rank[node] = place
        network.order[place] = node


def _reached(root: int, next_to: Callable[[int], NDArray[Any]], rank: Any, low: int, high: int) -> set[int]:
    found, waiting = {root}, [root]
    while waiting:
        for node in next_to(waiting.pop()).tolist():
            if node not in found and low <= rank[node] <= high:
                found.add(node)
                waiting.append(node)
    return found


def with_link(ready: Ready, i: int, j: int, columns: dict[str, Any]) -> Ready:
    """The network with one more link from ``i`` to ``j``, the last one into ``j``; it takes the next free number."""
    prepared, network = ready.prepared, ready.prepared.network
    e, x = int(network.first_in[j + 1]), int(network.first_out[i + 1])
    columns = columns | {"predecessor": i, "successor": j}
    grown: dict[str, Any] = {name: np.insert(getattr(network, name), e, value) for name, value in columns.items()}
    first_in, first_out = network.first_in.copy(), network.first_out.copy()
    first_in[j + 1 :] += 1
    first_out[i + 1 :] += 1
    out = np.insert(network.out + (network.out >= e), x, e).astype(network.out.dtype)
    return replace(
        ready,
        link=np.insert(ready.link, e, len(ready.link)),
        prepared=Prepared(
            network=network._replace(**grown, first_in=first_in, first_out=first_out, out=out),
            way=prepared.way,
            code=np.insert(prepared.code, e, 0),
            target=np.insert(prepared.target, x, j),
            out_code=np.insert(prepared.out_code, x, 0),
            out_lag=np.insert(prepared.out_lag, x, 0),
        ),
    )
