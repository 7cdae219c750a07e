"""Several finishes at once: what leads to each of them, and how much float it leaves.

A program has one last finish, but often several dates that matter. `toward` asks the schedule about one of them: late
dates that keep this date alone, the float they leave, and the chain of driving dependencies that decides it. Primavera
calls the activities in the order of that float its float paths.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import network as columns
from pilotage.engine.measures import early_dates, late_dates, work_between
from pilotage.engine.network import AFTER_ALL, Network
from pilotage.engine.paths import driving_to
from pilotage.plan.scheduling.schedule import Schedule


@dataclass(frozen=True, eq=False, slots=True)
class Target:
    """Columns in ``program.activities`` order. ``leads`` says which activities lead to the target at all;
    ``total_float`` is what they can slip without moving it, in working minutes (0 elsewhere), ``critical`` those with
    none left, ``driving`` those on a chain without a gap.
    """

    id: str
    leads: NDArray[np.bool_]
    total_float: NDArray[np.int64]
    critical: NDArray[np.bool_]
    driving: NDArray[np.bool_]


def toward(schedule: Schedule, id: str) -> Target:  # noqa: A002  # the public name
    """What leads to activity ``id``; to a summary's finish, if it is one. Raises KeyError."""
    made, network, calendars = schedule.logic, schedule.compiled.network, schedule.compiled.calendars
    size, row = len(schedule.start), schedule.index[id]
    rows = np.array(sorted(made.leaves(row)) if row in made.children else [row], np.int64)
    early_start, early_finish, resume = early_dates(network, calendars)
    finish = int(early_finish[rows].max())
    leads = _ancestors(network, rows)
    caps = np.full(len(network.order), AFTER_ALL, np.int64)
    caps[rows] = finish
    free = network._replace(cap_start=np.full_like(caps, AFTER_ALL), cap_finish=caps)
    _late_start, late_finish = late_dates(_within(free, leads), calendars, AFTER_ALL)
    total = np.zeros(len(caps), np.int64)
    total[leads] = work_between(calendars, network.calendar[leads], early_finish[leads], late_finish[leads])
    over = network.state == columns.FINISHED
    total[over] = 0
    ends = rows[early_finish[rows] == finish]
    driving = driving_to(network, calendars, ends, early_start, resume, early_finish)
    return Target(id, leads[:size], total[:size], (leads & (total <= 0) & ~over)[:size], (driving & ~over)[:size])


def float_paths(schedule: Schedule, ids: Iterable[str]) -> tuple[Target, ...]:
    """`toward` each of several finishes."""
    return tuple(toward(schedule, each) for each in ids)


def _ancestors(network: Network, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Nodes from which dependencies lead to ``rows``."""
    leads = [False] * len(network.order)
    for row in rows.tolist():
        leads[row] = True
    first_in, predecessor = network.first_in.tolist(), network.predecessor.tolist()
    for j in reversed(network.order.tolist()):
        if leads[j]:
            for e in range(first_in[j], first_in[j + 1]):
                leads[predecessor[e]] = True
    return np.asarray(leads, np.bool_)


def _within(network: Network, leads: NDArray[np.bool_]) -> Network:
    """The network without the links that leave what leads to the target."""
    kept = leads[network.successor[network.out]]
    counts = np.concatenate(([0], np.cumsum(kept)))
    return network._replace(out=network.out[kept], first_out=counts[network.first_out])
