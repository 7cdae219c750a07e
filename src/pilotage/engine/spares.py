"""Room for new links in the columns of a kept network: every few links one that binds nobody, to be taken over."""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pilotage.engine.express import LONGEST, SKIPPED, Prepared
from pilotage.engine.network import ELAPSED, FS
from pilotage.engine.prepared import Ready

SPARE = -1
"""The number of a link that binds nobody."""

EVERY = 32
"""Links to a spare one."""

ROOM = 64
"""Spare links behind the last one."""

FAR = 4096
"""Links to look through for a spare one, before all columns are made anew."""

_DEAD = {"kind": FS, "lag": -LONGEST, "lag_share": 0.0, "lag_calendar": ELAPSED}
_LINKS = ("predecessor", "successor", *_DEAD)


def roomy(ready: Ready) -> Ready:
    """The same network with spare links, each beside a link that it is a copy of, and some at the end."""
    prepared, network = ready.prepared, ready.prepared.network
    size = len(network.order)
    alive = ready.link >= 0
    here, spare = _spread(np.flatnonzero(alive))
    leaving, free = _spread(np.flatnonzero(alive[network.out]))
    columns = {name: _taken(getattr(network, name), here) for name in _LINKS}
    for name, value in _DEAD.items():
        columns[name][spare] = value
    link, code = _taken(ready.link, here), _taken(prepared.code, here)
    link[spare], code[spare] = SPARE, SKIPPED
    out = np.zeros(len(free), np.uint32)
    out[~free] = places(link, int(link.max()) + 1)[ready.link[network.out[leaving[~free[: len(leaving)]]]]]
    out[free] = np.flatnonzero(spare)
    out_code, out_lag = _taken(prepared.out_code, leaving), _taken(prepared.out_lag, leaving)
    out_code[free], out_lag[free] = SKIPPED, -LONGEST
    columns |= {
        "first_in": _firsts(network.successor[here], size),
        "first_out": _firsts(network.predecessor[network.out[leaving]], size),
        "out": out,
    }
    made = prepared._replace(
        network=network._replace(**columns),
        code=code,
        target=_taken(prepared.target, leaving),
        out_code=out_code,
        out_lag=out_lag,
    )
    return replace(ready, link=link, prepared=made)


def places(numbers: NDArray[Any], size: int) -> NDArray[np.uint32]:
    """Where each of ``size`` numbers stands; spare ones have none."""
    found, at = np.zeros(size, np.uint32), np.flatnonzero(numbers >= 0)
    found[numbers[at]] = at
    return found


def _spread(links: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Links with a copy of every so many-th behind it, and which places are spare: the copies, and all at the end."""
    last = np.arange(len(links)) % EVERY == EVERY - 1
    spare = np.ones(len(links) + int(last.sum()) + ROOM, np.bool_)
    spare[np.arange(len(links)) + np.cumsum(last) - last] = False
    return np.repeat(links, 1 + last), spare


def _taken(column: NDArray[Any], source: NDArray[np.int64]) -> NDArray[Any]:
    return np.concatenate((column[source], np.zeros(ROOM, column.dtype)))


def _firsts(owners: NDArray[Any], size: int) -> NDArray[np.int32]:
    return np.concatenate(([0], np.cumsum(np.bincount(owners, minlength=size)))).astype(np.int32)


def insert(prepared: Prepared, slot: Any, link: Any, place: Any, driver: Any, number: int, i: int, j: int) -> bool:
    """Kernel: put link ``number`` from ``i`` to ``j`` in, the last one into ``j``, moving links up to the next spare
    one. Its columns but for its ends are for the caller to fill. Returns whether one was near; nothing has changed
    otherwise.
    """
    network = prepared.network
    out, first_in, first_out = network.out, network.first_in, network.first_out
    e, x = first_in[j + 1], first_out[i + 1]
    into, leaving = e, x
    while into < len(link) and into < e + FAR and link[into] >= 0:
        into += 1
    while leaving < len(link) and leaving < x + FAR and link[out[leaving]] >= 0:
        leaving += 1
    if into == len(link) or into == e + FAR or leaving == len(link) or leaving == x + FAR:
        return False
    out[slot[into]], slot[out[leaving]] = out[leaving], slot[into]  # what is left of both makes one spare link
    for at in range(into, e, -1):
        network.predecessor[at] = network.predecessor[at - 1]
        network.successor[at] = network.successor[at - 1]
        network.kind[at] = network.kind[at - 1]
        network.lag[at] = network.lag[at - 1]
        network.lag_share[at] = network.lag_share[at - 1]
        network.lag_calendar[at] = network.lag_calendar[at - 1]
        prepared.code[at] = prepared.code[at - 1]
        link[at] = link[at - 1]
        slot[at] = slot[at - 1]
        place[link[at]] = at
        out[slot[at]] = at
        if driver[network.successor[at]] == at - 1:
            driver[network.successor[at]] = at
    for at in range(leaving, x, -1):
        out[at] = out[at - 1]
        prepared.target[at] = prepared.target[at - 1]
        prepared.out_code[at] = prepared.out_code[at - 1]
        prepared.out_lag[at] = prepared.out_lag[at - 1]
        slot[out[at]] = at
    for first, taken, node in ((first_in, into, j + 1), (first_out, leaving, i + 1)):
        while node < len(first) and first[node] <= taken:
            first[node] += 1
            node += 1
    network.predecessor[e] = i
    network.successor[e] = j
    prepared.target[x] = j
    link[e], place[number] = number, e
    out[x], slot[e] = e, x
    return True
