"""Amounts of working time between columns of dates, and floats by other rules than the passes' own."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import cpm, kernels
from pilotage.engine.calendars import Calendars, work
from pilotage.engine.network import AFTER_ALL, NONE, Network

Amounts = NDArray[np.int64]


def fill_work(calendars: Calendars, number: Any, a: Any, b: Any, out: Any) -> None:
    """Kernel: working minutes from ``a[j]`` to ``b[j]`` on calendar ``number[j]``, into ``out``."""
    for j in range(len(number)):
        out[j] = work(calendars, number[j], b[j]) - work(calendars, number[j], a[j])


def work_between(calendars: Calendars, number: Amounts, a: Amounts, b: Amounts) -> Amounts:
    """Working minutes from each ``a`` to each ``b``, negative where ``b`` is earlier."""
    size = len(number)
    if kernels.worth_compiling(size):
        made = np.zeros(size, np.int64)
        kernels.compiled(fill_work)(calendars, number, a, b, made)
        return made
    found = [0] * size
    fill_work(calendars.listed(), number.tolist(), a.tolist(), b.tolist(), found)
    return np.asarray(found, np.int64)


def free_of_links(
    network: Network, calendars: Calendars, latest: int, resume: Amounts, finish: Amounts
) -> NDArray[np.int64]:
    """Free float that dependencies and the finish ``latest`` alone leave, whatever late limits people set.

    ``resume`` is where the remaining work of each node begins. Primavera counts free float so; it may exceed total
    float.
    """
    size = len(network.order)
    unlimited = network._replace(
        cap_start=np.full(size, AFTER_ALL, np.int64), cap_finish=np.full(size, AFTER_ALL, np.int64)
    )
    if kernels.worth_compiling(size):
        made = np.zeros(size, np.int64)
        kernels.compiled(fill_free)(unlimited, calendars, latest, resume, finish, made)
        return made
    found = [0] * size
    fill_free(unlimited.listed(), calendars.listed(), latest, resume.tolist(), finish.tolist(), found)
    return np.asarray(found, np.int64)


def fill_free(network: Network, calendars: Calendars, latest: int, resume: Any, finish: Any, out: Any) -> None:
    """Kernel: free float of each node that has something left to do, into ``out``."""
    for j in range(len(network.order)):
        if network.ended[j] == NONE:
            out[j] = cpm.free_slack(network, calendars, j, latest, resume, finish)


def early_dates(network: Network, calendars: Calendars) -> tuple[Amounts, Amounts, Amounts]:
    """The forward pass alone: early start, early finish and the start of the remaining work of each node."""
    size = len(network.order)
    if kernels.worth_compiling(size):
        made = [np.zeros(size, np.int64) for _ in range(5)]
        kernels.compiled(cpm.forward)(network, calendars, *made)
        return made[0], made[1], made[2]
    found = [[0] * size for _ in range(5)]
    cpm.forward(network.listed(), calendars.listed(), *found)
    return np.asarray(found[0], np.int64), np.asarray(found[1], np.int64), np.asarray(found[2], np.int64)


def late_dates(network: Network, calendars: Calendars, latest: int) -> tuple[Amounts, Amounts]:
    """The backward pass alone: late start (of remaining work) and late finish of each node for the finish ``latest``.

    With ``AFTER_ALL`` only the network's own late limits count; nodes that no limit reaches stay past the horizon.
    """
    size = len(network.order)
    if kernels.worth_compiling(size):
        start, finish = np.zeros(size, np.int64), np.zeros(size, np.int64)
        kernels.compiled(cpm.backward)(network, calendars, latest, start, finish)
        return start, finish
    begun, done = [0] * size, [0] * size
    cpm.backward(network.listed(), calendars.listed(), latest, begun, done)
    return np.asarray(begun, np.int64), np.asarray(done, np.int64)
