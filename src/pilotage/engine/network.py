"""What the network passes run on: nodes, links and their limits, as columns.

A node is an activity (or a hub that gathers the links of a summary activity). Instants are minutes UTC, amounts
minutes. Columns are arrays, or lists when a kernel runs interpreted.
"""

from typing import Any, NamedTuple

import numpy as np

NONE = -(1 << 30)  # no instant
AFTER_ALL = 1 << 30  # no late limit; the year 4011, and no instant is later: columns of 32 bits can hold them

FS, SS, FF, SF = 0, 1, 2, 3
"""Even kinds leave from the predecessor's finish; those above SS bound the successor's finish."""

WAITING, RUNNING, HELD, FINISHED = 0, 1, 2, 3
"""Progress of a node. RUNNING: its remaining work waits for unfinished predecessors (retained logic). HELD: started,
but no status date is known, so its actual start and remaining work alone decide. FINISHED: actual dates stand."""

ELAPSED = -1  # calendar of a lag that runs on the clock

START, DEPENDENCY, CONSTRAINT, ACTUAL, STATUS_DATE, CHILDREN = 0, 1, 2, 3, 4, 5
"""What set an early date (`plan.Driven`)."""


class Network(NamedTuple):
    """``order`` is topological. Links are sorted by successor: those into node ``j`` are ``first_in[j]:first_in[j +
    1]``;
    ``out[first_out[i]:first_out[i + 1]]`` are the links that leave ``i``.

    ``duration`` is the whole working duration, ``remaining`` the part still to schedule. ``instant`` nodes have no
    duration and may lie at a finish (Friday 17:00). ``floor`` is the earliest start of the (remaining) work and
    ``floor_reason`` where it comes from, ``floor_finish`` the earliest finish; ``pin_start``/``pin_finish`` fix the
    early dates; ``cap_start``/``cap_finish`` limit the late dates, ``hold_start``/``hold_finish`` the early ones,
    against any link. ``lag_share`` times the predecessor's duration replaces ``lag`` where it is not 0.
    """

    order: Any
    calendar: Any
    state: Any
    instant: Any
    duration: Any
    remaining: Any
    began: Any
    ended: Any
    floor: Any
    floor_reason: Any
    floor_finish: Any
    pin_start: Any
    pin_finish: Any
    cap_start: Any
    cap_finish: Any
    hold_start: Any
    hold_finish: Any
    alap: Any
    first_in: Any
    predecessor: Any
    successor: Any
    kind: Any
    lag: Any
    lag_share: Any
    lag_calendar: Any
    first_out: Any
    out: Any

    def listed(self) -> "Network":
        """The same network on lists, for the interpreter."""
        return Network(*[part.tolist() if isinstance(part, np.ndarray) else part for part in self])
