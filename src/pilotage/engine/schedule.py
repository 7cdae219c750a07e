"""Early and late dates, floats and drivers of a whole network, interpreted or compiled as its size asks."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import cpm, kernels
from pilotage.engine.calendars import Calendars
from pilotage.engine.network import Network

Instants = NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Dates:
    """Columns over nodes, minutes UTC; ``driver`` is a link of the network or -1, floats are working minutes on the
    node's calendar. ``start``/``finish`` are the plan dates: early, save where a node is to be as late as possible.
    """

    latest: int
    start: Instants
    finish: Instants
    early_start: Instants
    early_finish: Instants
    late_start: Instants
    late_finish: Instants
    total_float: Instants
    free_float: Instants
    driver: NDArray[np.int32]
    reason: NDArray[np.int8]


def dates(network: Network, calendars: Calendars) -> Dates:
    """Run the forward and the backward pass."""
    size = len(network.order)
    passes: Any = cpm.passes
    if kernels.worth_compiling(size):
        passes = kernels.compiled(cpm.passes)
        columns: list[Any] = [np.zeros(size, np.int64) for _ in range(11)]
    else:
        network, calendars = network.listed(), calendars.listed()
        columns = [[0] * size for _ in range(11)]
    latest = passes(network, calendars, *columns)
    start, finish, early_start, early_finish, _, late_start, late_finish, total, free, driver, reason = (
        np.asarray(column, np.int64) for column in columns
    )
    return Dates(
        latest=int(latest),
        start=start,
        finish=finish,
        early_start=early_start,
        early_finish=early_finish,
        late_start=late_start,
        late_finish=late_finish,
        total_float=total,
        free_float=free,
        driver=driver.astype(np.int32),
        reason=reason.astype(np.int8),
    )


def outside(found: Dates, calendars: Calendars) -> tuple[bool, bool]:
    """Whether a date lies before the origin or past the horizon, where every minute counts as working."""
    columns = (found.early_start, found.early_finish, found.late_start, found.late_finish)
    if not len(found.start):
        return False, False
    lowest = min(int(column.min()) for column in columns)
    return lowest < calendars.origin, max(int(column.max()) for column in columns) > calendars.horizon


def early_finish(network: Network, calendars: Calendars) -> Instants:
    """The forward pass alone: the early finish of each node."""
    size = len(network.order)
    forward: Any = cpm.forward
    if kernels.worth_compiling(size):
        forward = kernels.compiled(cpm.forward)
        columns: list[Any] = [np.zeros(size, np.int64) for _ in range(5)]
    else:
        network, calendars = network.listed(), calendars.listed()
        columns = [[0] * size for _ in range(5)]
    forward(network, calendars, *columns)
    return np.asarray(columns[1], np.int64)
