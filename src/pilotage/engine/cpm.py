"""Critical path method on working calendars: kernels that fill columns.

Forward pass (Kelley and Walker 1959, with the precedence diagram's four link kinds): a node starts at the latest bound
of its floor and its links. Bounds are compared as work counts on the node's own calendar, so a bound at Friday 17:00
and one at Monday 09:00 are equal. Nodes without duration keep the bound's instant instead. The backward pass mirrors
it from the network's finish, every late limit tightening it. Each function is a kernel: the same source runs
interpreted and compiled.
"""

from typing import Any

from pilotage.engine.calendars import Calendars, find, finish_at, start_at, work
from pilotage.engine.network import (
    ACTUAL,
    AFTER_ALL,
    CONSTRAINT,
    DEPENDENCY,
    ELAPSED,
    FINISHED,
    HELD,
    NONE,
    RUNNING,
    SS,
    START,
    WAITING,
    Network,
)

TO_START, TO_FINISH = False, True
"""Which way `place` leaves non-working time."""


def lag_of(network: Network, e: int) -> int:
    """Lag of link ``e`` in minutes."""
    share = network.lag_share[e]
    if share != 0.0:
        return round(share * network.duration[network.predecessor[e]])  # type: ignore[no-any-return]  # Any by design: list or array
    return network.lag[e]  # type: ignore[no-any-return]


def later(calendars: Calendars, c: int, t: int, lag: int) -> int:
    """The instant ``lag`` after ``t``: a lag ends where its last minute is worked, a lead where work can resume."""
    if lag == 0:
        return t
    if c == ELAPSED:
        return t + lag
    if lag > 0:
        return finish_at(calendars, c, work(calendars, c, t) + lag)
    return start_at(calendars, c, work(calendars, c, t) + lag)


def latest_before(calendars: Calendars, c: int, t: int, lag: int) -> int:
    """The latest instant from which ``lag`` leads no later than ``t``."""
    if lag == 0:
        return t
    if c == ELAPSED:
        return t - lag
    return start_at(calendars, c, work(calendars, c, t) - lag)


def place(calendars: Calendars, c: int, t: int, to_finish: bool) -> int:
    """Where a node without duration goes that is bound to ``t``: there, or out of non-working time to the next start,
    or back to the finish before where the bound is on its finish.
    """
    k = find(calendars, c, t)
    opens, closed = calendars.spans[k + 3], calendars.spans[k - 4]
    if t >= opens or t == closed:
        return t
    return closed if to_finish else opens  # type: ignore[no-any-return]


def link_bound(network: Network, calendars: Calendars, e: int, start: Any, finish: Any) -> int:
    """The instant that link ``e`` holds its successor's start (FS, SS) or finish (FF, SF) to."""
    i = network.predecessor[e]
    kind = network.kind[e]
    t = finish[i] if kind % 2 == 0 else start[i]
    return later(calendars, network.lag_calendar[e], t, lag_of(network, e))


def forward(
    network: Network, calendars: Calendars, start: Any, finish: Any, resume: Any, driver: Any, reason: Any
) -> int:
    """Early dates into ``start``/``finish``; ``resume`` is where the remaining work begins (the start, unless it has
    started), ``driver`` the link that decided (-1: none), ``reason`` one of those in `network`. Returns the latest
    finish.
    """
    latest = NONE
    for j in network.order:
        place_early(network, calendars, j, start, finish, resume, driver, reason)
        if finish[j] > latest:
            latest = finish[j]
    return latest


def place_early(
    network: Network, calendars: Calendars, j: int, start: Any, finish: Any, resume: Any, driver: Any, reason: Any
) -> None:
    """Early dates of node ``j``, those of its predecessors being known."""
    if network.state[j] == FINISHED:
        start[j] = network.began[j]
        finish[j] = network.ended[j]
        resume[j] = network.ended[j]
        driver[j] = -1
        reason[j] = ACTUAL
    elif network.instant[j]:
        place_instant(network, calendars, j, start, finish, driver, reason)
        resume[j] = start[j]
    else:
        place_work(network, calendars, j, start, finish, resume, driver, reason)


def place_instant(
    network: Network, calendars: Calendars, j: int, start: Any, finish: Any, driver: Any, reason: Any
) -> None:
    """Early instant of a waiting node without duration."""
    c = network.calendar[j]
    at = network.floor[j]
    link = -1
    why = network.floor_reason[j]
    if why != START:  # at the network's start it stays, as in Microsoft Project
        at = place(calendars, c, at, TO_START)
    if network.floor_finish[j] != NONE:
        bound = place(calendars, c, network.floor_finish[j], TO_FINISH)
        if bound > at:
            at = bound
            why = CONSTRAINT
    for e in range(network.first_in[j], network.first_in[j + 1]):
        bound = link_bound(network, calendars, e, start, finish)
        bound = place(calendars, c, bound, network.kind[e] > SS)
        if bound > at or (bound == at and why == START):
            at = bound
            link = e
            why = DEPENDENCY
    held = min(network.hold_start[j], network.hold_finish[j])
    if held < at:
        at = place(calendars, c, held, TO_FINISH)
        link = -1
        why = CONSTRAINT
    if network.pin_start[j] != NONE:
        at = place(calendars, c, network.pin_start[j], TO_START)
        link = -1
        why = CONSTRAINT
    elif network.pin_finish[j] != NONE:
        at = place(calendars, c, network.pin_finish[j], TO_FINISH)
        link = -1
        why = CONSTRAINT
    start[j] = at
    finish[j] = at
    driver[j] = link
    reason[j] = why


def place_work(
    network: Network, calendars: Calendars, j: int, start: Any, finish: Any, resume: Any, driver: Any, reason: Any
) -> None:
    """Early dates of a node with work to do."""
    c = network.calendar[j]
    state = network.state[j]
    rest = network.remaining[j]
    at = work(calendars, c, network.floor[j])
    link = -1
    why = network.floor_reason[j]
    if network.floor_finish[j] != NONE:
        w = work(calendars, c, network.floor_finish[j]) - rest
        if w > at:
            at = w
            why = CONSTRAINT
    if state != HELD:
        for e in range(network.first_in[j], network.first_in[j + 1]):
            if state == RUNNING and network.kind[e] == SS:
                continue  # it has started: nothing left to wait for
            w = work(calendars, c, link_bound(network, calendars, e, start, finish))
            if network.kind[e] > SS:
                w -= rest
            if w > at or (w == at and why == START):
                at = w
                link = e
                why = DEPENDENCY
    if network.hold_start[j] < AFTER_ALL and state == WAITING:
        w = work(calendars, c, network.hold_start[j])
        if w < at:
            at = w
            link = -1
            why = CONSTRAINT
    if network.hold_finish[j] < AFTER_ALL:
        w = work(calendars, c, network.hold_finish[j]) - rest
        if w < at:
            at = w
            link = -1
            why = CONSTRAINT
    if network.pin_start[j] != NONE:
        at = work(calendars, c, network.pin_start[j])
        link = -1
        why = CONSTRAINT
    elif network.pin_finish[j] != NONE:
        at = work(calendars, c, network.pin_finish[j]) - rest
        link = -1
        why = CONSTRAINT
    finish[j] = finish_at(calendars, c, at + rest)
    resume[j] = start_at(calendars, c, at) if rest > 0 else finish[j]
    start[j] = resume[j]
    if network.began[j] != NONE:
        start[j] = network.began[j]
    driver[j] = link
    reason[j] = why


def backward(network: Network, calendars: Calendars, latest: int, start: Any, finish: Any) -> None:
    """Late dates: the latest ones that keep every successor's late dates, the limits, and the finish ``latest``.

    Of a started node ``start`` is the late resumption of its remaining work.
    """
    for step in range(len(network.order) - 1, -1, -1):
        place_late(network, calendars, network.order[step], latest, start, finish)


def place_late(network: Network, calendars: Calendars, j: int, latest: int, start: Any, finish: Any) -> None:
    """Late dates of node ``j``, those of its successors being known."""
    if network.state[j] == FINISHED:
        start[j] = network.began[j]
        finish[j] = network.ended[j]
        return
    c = network.calendar[j]
    by_start = network.cap_start[j]
    by_finish = network.cap_finish[j]
    if latest < by_finish:
        by_finish = latest
    for x in range(network.first_out[j], network.first_out[j + 1]):
        e = network.out[x]
        bound = allowance(network, calendars, e, start, finish)
        if network.kind[e] % 2 == 0:
            if bound < by_finish:
                by_finish = bound
        elif bound < by_start:
            by_start = bound
    if network.instant[j]:
        if by_start < by_finish:
            by_finish = by_start
        finish[j] = place(calendars, c, by_finish, TO_FINISH)
        start[j] = finish[j]
        return
    w = work(calendars, c, by_finish) - network.remaining[j]
    if by_start < AFTER_ALL and network.began[j] == NONE:
        limit = work(calendars, c, by_start)
        if limit < w:
            w = limit
    finish[j] = finish_at(calendars, c, w + network.remaining[j])
    start[j] = start_at(calendars, c, w) if network.remaining[j] > 0 else finish[j]


def allowance(network: Network, calendars: Calendars, e: int, start: Any, finish: Any) -> int:
    """The latest instant of the predecessor's end of link ``e`` that keeps its successor's ``start`` and ``finish``."""
    j = network.successor[e]
    state = network.state[j]
    kind = network.kind[e]
    if state >= HELD or (state == RUNNING and kind == SS):
        return AFTER_ALL
    t = start[j] if kind <= SS else finish[j]
    if kind > SS or (network.remaining[j] == 0 and not network.instant[j]):
        c = network.calendar[j]  # it may be held up to the last instant of equal work
        t = start_at(calendars, c, work(calendars, c, t))
    return latest_before(calendars, network.lag_calendar[e], t, lag_of(network, e))


def late_as_possible(network: Network, calendars: Calendars, latest: int, start: Any, finish: Any) -> None:
    """Move waiting nodes constrained as late as possible within their free float; ``start``/``finish`` are plan
    dates.
    """
    for step in range(len(network.order) - 1, -1, -1):
        j = network.order[step]
        if network.alap[j]:
            delay(network, calendars, j, latest, start, finish)


def delay(network: Network, calendars: Calendars, j: int, latest: int, start: Any, finish: Any) -> None:
    """Move node ``j`` by its free float."""
    slack = free_slack(network, calendars, j, latest, start, finish)
    if slack > 0:
        c = network.calendar[j]
        w = work(calendars, c, start[j]) + slack
        if network.instant[j]:
            finish[j] = finish_at(calendars, c, w)
            start[j] = finish[j]
        else:
            start[j] = start_at(calendars, c, w)
            finish[j] = finish_at(calendars, c, w + network.remaining[j])


def free_slack(network: Network, calendars: Calendars, j: int, latest: int, start: Any, finish: Any) -> int:
    """Working minutes that node ``j`` can slip before a successor's dates, a late limit of its own or ``latest``
    move.
    """
    c = network.calendar[j]
    done = work(calendars, c, finish[j])
    limit = latest
    if network.cap_finish[j] < limit:
        limit = network.cap_finish[j]
    slack = work(calendars, c, limit) - done
    begun = work(calendars, c, start[j])
    if network.cap_start[j] < AFTER_ALL and network.began[j] == NONE:
        slack = min(slack, work(calendars, c, network.cap_start[j]) - begun)
    for x in range(network.first_out[j], network.first_out[j + 1]):
        e = network.out[x]
        bound = allowance(network, calendars, e, start, finish)
        if bound < AFTER_ALL:
            if network.kind[e] % 2 == 0:
                slack = min(slack, work(calendars, c, bound) - done)
            elif network.began[j] == NONE:
                slack = min(slack, work(calendars, c, bound) - begun)
    return slack if slack > 0 else 0


def floats(
    network: Network,
    calendars: Calendars,
    latest: int,
    resume: Any,
    finish: Any,
    late_start: Any,
    late_finish: Any,
    total: Any,
    free: Any,
) -> None:
    """Total and free float in working minutes; a finished node has none. ``late_start`` of a started node becomes its
    start.
    """
    for j in range(len(network.order)):
        if network.state[j] != FINISHED:
            total[j] = total_slack(network, calendars, j, resume, finish, late_start, late_finish)
            free[j] = free_slack(network, calendars, j, latest, resume, finish)
            if network.began[j] != NONE:
                late_start[j] = network.began[j]


def total_slack(
    network: Network, calendars: Calendars, j: int, resume: Any, finish: Any, late_start: Any, late_finish: Any
) -> int:
    """Working minutes between the early and the late dates of node ``j``, the lesser of both ends."""
    c = network.calendar[j]
    slack = work(calendars, c, late_finish[j]) - work(calendars, c, finish[j])
    if network.began[j] == NONE and not network.instant[j]:
        by_start = work(calendars, c, late_start[j]) - work(calendars, c, resume[j])
        if by_start < slack:
            slack = by_start
    return slack


def passes(
    network: Network,
    calendars: Calendars,
    start: Any,
    finish: Any,
    early_start: Any,
    early_finish: Any,
    resume: Any,
    late_start: Any,
    late_finish: Any,
    total: Any,
    free: Any,
    driver: Any,
    reason: Any,
) -> int:
    """Both passes and what follows from them; fills all columns, returns the network's finish."""
    latest = forward(network, calendars, early_start, early_finish, resume, driver, reason)
    backward(network, calendars, latest, late_start, late_finish)
    floats(network, calendars, latest, resume, early_finish, late_start, late_finish, total, free)
    for j in range(len(network.order)):
        start[j] = resume[j]
        finish[j] = early_finish[j]
    late_as_possible(network, calendars, latest, start, finish)
    for j in range(len(network.order)):
        if network.began[j] != NONE:
            start[j] = network.began[j]
    return latest
