"""Expected finishes: what is left of an activity lasts from where it begins until a date, whatever its duration says.

As Primavera does with *use expected finish dates*: the date counts where it lies neither before the work begins nor
before the status date, and where no dependency on the activity's finish places it (P6 Professional help, "Expected
finish"; MPXJ's scheduler).
"""

from collections.abc import Mapping

import numpy as np

from pilotage.engine import cpm
from pilotage.engine import network as columns
from pilotage.engine.calendars import Calendars, work
from pilotage.engine.network import Network


def expect(network: Network, calendars: Calendars, expected: Mapping[int, int], status: int | None) -> None:
    """Set the durations of the nodes with an ``expected`` finish, in a network of which nobody else knows yet."""
    start, finish, resume, driver, reason = np.zeros((5, len(network.order)), np.int64)
    for j in network.order.tolist():
        cpm.place_early(network, calendars, j, start, finish, resume, driver, reason)
        until = expected.get(j)
        if until is None or network.state[j] == columns.FINISHED or until < max(resume[j], status or resume[j]):
            continue
        if driver[j] >= 0 and network.kind[driver[j]] > columns.SS:
            continue
        c = int(network.calendar[j])
        rest = work(calendars, c, until) - work(calendars, c, int(resume[j]))
        if network.state[j] == columns.WAITING:
            network.duration[j] = rest
            network.instant[j] = False
        network.remaining[j] = rest
        cpm.place_early(network, calendars, j, start, finish, resume, driver, reason)
