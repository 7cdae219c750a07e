"""Chains of driving dependencies: which nodes lead to a finish without a gap."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import cpm, kernels
from pilotage.engine.calendars import Calendars, work
from pilotage.engine.network import FINISHED, RUNNING, SS, Network


def fill_path(network: Network, calendars: Calendars, start: Any, resume: Any, finish: Any, on: Any) -> None:
    """Kernel: from the nodes marked in ``on`` back along every link that decides its successor's date, ties too."""
    for step in range(len(network.order) - 1, -1, -1):
        j = network.order[step]
        if not on[j] or network.state[j] > RUNNING:
            continue
        for e in range(network.first_in[j], network.first_in[j + 1]):
            if drives(network, calendars, e, start, resume, finish):
                on[network.predecessor[e]] = 1


def drives(network: Network, calendars: Calendars, e: int, start: Any, resume: Any, finish: Any) -> bool:
    """Whether link ``e`` holds its successor where it is: its bound is the successor's date, in working time."""
    j = network.successor[e]
    kind = network.kind[e]
    if network.state[network.predecessor[e]] == FINISHED or (network.state[j] == RUNNING and kind == SS):
        return False
    c = network.calendar[j]
    bound = work(calendars, c, cpm.link_bound(network, calendars, e, start, finish))
    held = finish[j] if kind > SS else resume[j]
    return bound == work(calendars, c, held)


def driving_to(
    network: Network,
    calendars: Calendars,
    ends: NDArray[np.int64],
    start: NDArray[np.int64],
    resume: NDArray[np.int64],
    finish: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Nodes from which a chain of driving links leads to one of ``ends``, which are on it too.

    ``start`` and ``finish`` are early dates, ``resume`` where the remaining work of each node begins.
    """
    size = len(network.order)
    if kernels.worth_compiling(size):
        on = np.zeros(size, np.int64)
        on[ends] = 1
        kernels.compiled(fill_path)(network, calendars, start, resume, finish, on)
        return on > 0
    marked = [0] * size
    for node in ends.tolist():
        marked[node] = 1
    fill_path(network.listed(), calendars.listed(), start.tolist(), resume.tolist(), finish.tolist(), marked)
    return np.asarray(marked, np.int64) > 0


def fill_link_slack(network: Network, calendars: Calendars, number: Any, resume: Any, finish: Any, out: Any) -> None:
    """Kernel: working minutes that link ``e`` leaves between its ends, on calendar ``number`` of its predecessor."""
    for e in range(len(network.kind)):
        i = network.predecessor[e]
        c = number[i]
        bound = cpm.allowance(network, calendars, e, resume, finish)
        held = finish[i] if network.kind[e] % 2 == 0 else resume[i]
        if bound < NO_LIMIT:
            out[e] = work(calendars, c, bound) - work(calendars, c, held)
        else:
            out[e] = NO_LIMIT


NO_LIMIT = 1 << 50
"""Slack of a link that holds nothing."""


def link_slack(
    network: Network,
    calendars: Calendars,
    number: NDArray[np.int64],
    resume: NDArray[np.int64],
    finish: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Working minutes by which each link's predecessor may slip before its successor moves, counted on calendar
    ``number`` of the predecessor.
    """
    size = len(network.kind)
    if kernels.worth_compiling(len(network.order)):
        out = np.zeros(size, np.int64)
        kernels.compiled(fill_link_slack)(network, calendars, number, resume, finish, out)
        return out
    found = [0] * size
    fill_link_slack(network.listed(), calendars.listed(), number.tolist(), resume.tolist(), finish.tolist(), found)
    return np.asarray(found, np.int64)
