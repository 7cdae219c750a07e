"""Networks made ready for `express`: nodes in topological order, links beside them, columns narrow."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import express, kernels
from pilotage.engine.express import LONGEST, Prepared, State, code_of, way_of
from pilotage.engine.network import AFTER_ALL, NONE, Network

Numbers = NDArray[np.uint32]

_INSTANTS = (
    "began",
    "ended",
    "floor",
    "floor_finish",
    "pin_start",
    "pin_finish",
    "cap_start",
    "cap_finish",
    "hold_start",
    "hold_finish",
)
_AMOUNTS = ("duration", "remaining")
_SMALL = ("state", "floor_reason")
_FLAGS = ("instant", "alap")


@dataclass(frozen=True, eq=False, slots=True)
class Ready:
    """``node`` gives each node of ``prepared`` its number in the network that it was made from, ``link`` each link;
    ``rank`` gives each node of that network its new number. ``delayed`` are the nodes to be as late as possible.
    """

    prepared: Prepared
    node: Numbers
    rank: Numbers
    link: NDArray[np.int32]
    delayed: NDArray[np.int32]
    in_order: bool  # the network's numbers are the new ones


def prepare(network: Network) -> Ready:
    """Make ``network`` ready; it must have no cycle."""
    size, links = len(network.order), len(network.kind)
    node = np.asarray(network.order, np.uint32)
    rank = np.empty(size, np.uint32)
    rank[node] = np.arange(size, dtype=np.uint32)
    in_order = bool(np.array_equal(node, np.arange(size)))
    columns = _nodes(network, node, in_order=in_order) | _links(size, links)
    made = Network(order=np.arange(size, dtype=np.uint32), **columns)
    link = np.empty(links, np.int32)
    kernels.compiled(arrange)(network, node, rank, made, link)
    ready = Prepared(
        network=made,
        way=np.empty(size, np.int8),
        code=np.empty(links, np.int8),
        target=np.empty(links, np.uint32),
        out_code=np.empty(links, np.int8),
        out_lag=np.empty(links, np.int32),
    )
    kernels.compiled(classify)(ready)
    return Ready(ready, node, rank, link, np.flatnonzero(made.alap).astype(np.int32), in_order)


def fresh_state(size: int) -> State:
    """Columns for the passes to fill. They share one block of memory, so that the system can back it by large pages."""
    columns: list[Any] = [*np.zeros((10, size), np.int32), np.zeros(size, np.int8)]
    return State(*columns)


def run(ready: Ready, calendars: Any, state: State) -> int:
    """Both passes; returns the network's finish."""
    return int(kernels.compiled(express.passes)(ready.prepared, calendars, state))


def _nodes(network: Network, node: Numbers, *, in_order: bool) -> dict[str, NDArray[Any]]:
    def moved(name: str, kind: type, low: int = NONE, high: int = AFTER_ALL) -> NDArray[Any]:
        column: NDArray[Any] = np.asarray(getattr(network, name))
        if in_order:
            return column.clip(low, high).astype(kind)
        made: NDArray[Any] = np.empty(len(node), kind)
        kernels.compiled(narrow)(column, node, low, high, made)
        return made

    columns = {name: moved(name, np.int32) for name in _INSTANTS}
    columns |= {name: moved(name, np.int32, -LONGEST, LONGEST) for name in _AMOUNTS}
    columns |= {name: moved(name, np.int8) for name in _SMALL}
    columns |= {name: moved(name, np.bool_, 0, 1) for name in _FLAGS}
    return columns | {"calendar": moved("calendar", np.uint16)}


def narrow(column: Any, node: Any, low: int, high: int, made: Any) -> None:
    """Kernel: a column under new numbers, held between ``low`` and ``high``."""
    for new in range(len(node)):
        made[new] = min(max(column[node[new]], low), high)


def _links(size: int, links: int) -> dict[str, NDArray[Any]]:
    kinds: dict[str, Any] = {
        "first_in": np.int32,
        "predecessor": np.uint32,
        "successor": np.uint32,
        "kind": np.int8,
        "lag": np.int32,
        "lag_share": np.float64,
        "lag_calendar": np.int16,
        "first_out": np.int32,
        "out": np.uint32,
    }
    return {name: np.zeros(size + 1 if name.startswith("first") else links, kind) for name, kind in kinds.items()}


def arrange(network: Network, node: Any, rank: Any, made: Network, link: Any) -> None:
    """Kernel: the links of ``network`` between the new numbers, by successor, and those that leave each node."""
    at = 0
    for new in range(len(node)):
        made.first_in[new] = at
        for e in range(network.first_in[node[new]], network.first_in[node[new] + 1]):
            before = rank[network.predecessor[e]]
            made.predecessor[at] = before
            made.successor[at] = new
            made.kind[at] = network.kind[e]
            made.lag[at] = max(-LONGEST, min(LONGEST, network.lag[e]))
            made.lag_share[at] = network.lag_share[e]
            made.lag_calendar[at] = network.lag_calendar[e]
            made.first_out[before + 1] += 1
            link[at] = e
            at += 1
    made.first_in[len(node)] = at
    for new in range(len(node)):
        made.first_out[new + 1] += made.first_out[new]
    for e in range(at):  # `first_out[i]` runs ahead to the end of node i's links
        before = made.predecessor[e]
        made.out[made.first_out[before]] = e
        made.first_out[before] += 1
    for new in range(len(node), 0, -1):
        made.first_out[new] = made.first_out[new - 1]
    made.first_out[0] = 0


def classify(prepared: Prepared) -> None:
    """Kernel: the ways of nodes and links, and copies of the links in the order in which they leave."""
    network = prepared.network
    for j in range(len(prepared.way)):
        prepared.way[j] = way_of(network, j)
    for e in range(len(prepared.code)):
        prepared.code[e] = code_of(network, e)
    for x in range(len(prepared.code)):
        e = network.out[x]
        prepared.target[x] = network.successor[e]
        prepared.out_code[x] = prepared.code[e]
        prepared.out_lag[x] = network.lag[e]
