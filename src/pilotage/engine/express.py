"""The two passes over a large network: a short way for common nodes and links, `cpm` for all others.

Compiled only, on a `Prepared` network. What makes it fast: bounds without lag are compared as instants, so that a node
needs one conversion to work counts however many links it has; links with a lag on their successor's calendar are
counted from the work counts that both passes keep; free float is found in the backward pass; and nothing is branched
on that a processor cannot guess. `cpm` is what defines the result: a test holds this against it.
"""

from typing import Any, NamedTuple

from pilotage.engine.calendars import Calendars, find, finish_at, start_at, work
from pilotage.engine.cpm import (
    TO_FINISH,
    allowance,
    link_bound,
    place,
    place_early,
)
from pilotage.engine.network import (
    ACTUAL,
    AFTER_ALL,
    DEPENDENCY,
    FINISHED,
    HELD,
    NONE,
    RUNNING,
    SS,
    START,
    WAITING,
    Network,
)

LOW = -(1 << 40)

LONGEST = 1 << 29
"""Minutes; no longer amount is told apart: it lies past every horizon. A sum with an instant stays inside 32 bits, and
a lead so long binds nobody."""

FROM_START, COUNTED, INTO_FINISH, SKIPPED, GENERAL = 1, 2, 4, 8, 16
"""How a link is followed. COUNTED: as a work count on its successor's calendar, to which its lag is added. SKIPPED: its
successor waits for nothing. Links into a finish are COUNTED too."""

OVER, INSTANT, STARTED, BY_RULE, CAPPED = 1, 2, 4, 8, 16
"""How a node is placed. BY_RULE: its early dates by the functions in `cpm`. CAPPED: its late start has a limit."""


class Prepared(NamedTuple):
    """A network whose nodes are numbered in topological order when it is made, with narrow columns. ``way`` is over
    nodes, ``code`` over links; ``target``, ``out_code`` and ``out_lag`` follow ``network.out``.
    """

    network: Network
    way: Any
    code: Any
    target: Any
    out_code: Any
    out_lag: Any


class State(NamedTuple):
    """What the passes find, over nodes. ``done`` and ``late_done`` are the work counts at the early and the late
    finish, ``late_start`` the late resumption of a started node; the others as in `cpm.passes`.
    """

    start: Any
    finish: Any
    resume: Any
    done: Any
    late_start: Any
    late_finish: Any
    late_done: Any
    total: Any
    free: Any
    driver: Any
    reason: Any


def way_of(network: Network, j: int) -> int:
    """How node ``j`` is placed."""
    if network.state[j] == FINISHED:
        return OVER
    way = INSTANT | BY_RULE if network.instant[j] else 0
    if network.began[j] != NONE:
        way |= STARTED
    if network.cap_start[j] != AFTER_ALL:
        way |= CAPPED
    if network.state[j] != WAITING or network.began[j] != NONE or network.remaining[j] == 0:
        way |= BY_RULE
    if network.floor_finish[j] != NONE or network.pin_start[j] != NONE or network.pin_finish[j] != NONE:
        way |= BY_RULE
    if network.hold_start[j] != AFTER_ALL or network.hold_finish[j] != AFTER_ALL:
        way |= BY_RULE
    return way


def code_of(network: Network, e: int) -> int:
    """How link ``e`` is followed."""
    j = network.successor[e]
    state, kind = network.state[j], network.kind[e]
    if state >= HELD or (state == RUNNING and kind == SS) or network.lag[e] <= -LONGEST:
        return SKIPPED
    code = kind & 1
    if kind > SS:
        code |= INTO_FINISH
    lag = network.lag[e]
    if state == RUNNING or network.lag_share[e] != 0.0:
        return code | GENERAL  # type: ignore[no-any-return]  # Any by design: list or array
    if lag != 0 and (
        network.lag_calendar[e] != network.calendar[j] or network.state[network.predecessor[e]] != WAITING
    ):
        return code | GENERAL  # type: ignore[no-any-return]
    if kind > SS or lag != 0 or (network.remaining[j] == 0 and not network.instant[j]):
        code |= COUNTED
    return code  # type: ignore[no-any-return]


def passes(prepared: Prepared, calendars: Calendars, state: State) -> int:
    """Both passes over all nodes; returns the network's finish."""
    size = len(prepared.way)
    latest = early(prepared, calendars, state, 0, size)
    late(prepared, calendars, state, latest, 0, size)
    return latest


def early(prepared: Prepared, calendars: Calendars, state: State, first: int, stop: int) -> int:
    """Early dates of the nodes ``order[first:stop]``; returns their latest finish."""
    network = prepared.network
    start, finish, spans, code = state.start, state.finish, calendars.spans, prepared.code
    latest = NONE
    for rank in range(first, stop):
        j = network.order[rank]
        if prepared.way[j] & (OVER | BY_RULE):
            if prepared.way[j] == OVER:
                start[j] = network.began[j]
                finish[j] = network.ended[j]
                state.resume[j] = network.ended[j]
                state.driver[j] = -1
                state.reason[j] = ACTUAL
            else:
                place_early(network, calendars, j, start, finish, state.resume, state.driver, state.reason)
                finish[j] = min(finish[j], AFTER_ALL)
                state.done[j] = work(calendars, network.calendar[j], finish[j])
            if finish[j] > latest:
                latest = finish[j]
            continue
        c, rest, floor = network.calendar[j], network.remaining[j], network.floor[j]
        bound, earlier, link = LOW, LOW, -1  # latest instant that a link gives, the latest before its link, its link
        most, counted = LOW, -1  # greatest work count that a link gives, its link
        for e in range(network.first_in[j], network.first_in[j + 1]):
            how, i = code[e], network.predecessor[e]
            x = start[i] if how & FROM_START else finish[i]
            if how < COUNTED:
                beyond = x > bound
                earlier = bound if beyond else earlier
                link = e if beyond else link
                bound = x if beyond else bound
            else:
                if how & GENERAL:
                    w = work(calendars, c, link_bound(network, calendars, e, start, finish))
                else:
                    w = work(calendars, c, x) + network.lag[e]
                if how & INTO_FINISH:
                    w -= rest
                if w > most:
                    most = w
                    counted = e
        t = max(bound, floor)
        k = find(calendars, c, t)
        opens = spans[k + 3]
        at = max(t - spans[k + 1], spans[k + 2])
        begins = max(t, opens)
        why = network.floor_reason[j]
        if most > at:
            at = most
            begins = start_at(calendars, c, at)
            link = counted
            why = DEPENDENCY
        else:
            same = t if t > opens else spans[k - 4]  # the first instant of the same work count
            if floor >= same and why != START:
                link = -1
            else:
                if bound < same:
                    link = -1
                elif earlier >= same:
                    link = first_reaching(prepared, j, same, start, finish)
                if most == at and (link < 0 or counted < link):
                    link = counted
                if link >= 0:
                    why = DEPENDENCY
        at += rest
        ends = min(finish_at(calendars, c, at), AFTER_ALL)
        start[j] = begins
        finish[j] = ends
        state.resume[j] = begins
        state.done[j] = min(at, AFTER_ALL)
        state.driver[j] = link
        state.reason[j] = why
        if ends > latest:
            latest = ends
    return latest


def first_reaching(prepared: Prepared, j: int, t: int, start: Any, finish: Any) -> int:
    """The first link into node ``j`` without lag whose end lies at ``t`` or later."""
    network = prepared.network
    for e in range(network.first_in[j], network.first_in[j + 1]):
        if prepared.code[e] < COUNTED:
            i = network.predecessor[e]
            x = start[i] if prepared.code[e] & FROM_START else finish[i]
            if x >= t:
                return e
    return -1


def late(prepared: Prepared, calendars: Calendars, state: State, latest: int, first: int, stop: int) -> None:
    """Late dates and floats of the nodes ``order[first:stop]``, from the last to the first."""
    network, spans = prepared.network, calendars.spans
    for rank in range(stop - 1, first - 1, -1):
        j = network.order[rank]
        way = prepared.way[j]
        if way == OVER:
            state.late_start[j] = network.began[j]
            state.late_finish[j] = network.ended[j]
            state.total[j] = 0
            state.free[j] = 0
            continue
        c, rest, done = network.calendar[j], network.remaining[j], state.done[j]
        by_finish = min(network.cap_finish[j], latest)
        by_start = AFTER_ALL
        if way & CAPPED:
            by_start = network.cap_start[j]
        free_finish, free_start = by_finish, by_start  # the same from the successors' early dates
        for x in range(network.first_out[j], network.first_out[j + 1]):
            how, i = prepared.out_code[x], prepared.target[x]
            if how == 0:
                by_finish = min(by_finish, state.late_start[i])
                free_finish = min(free_finish, state.start[i])
                continue
            if how & SKIPPED:
                continue
            if how & GENERAL:
                e = network.out[x]
                y = allowance(network, calendars, e, state.late_start, state.late_finish)
                z = allowance(network, calendars, e, state.resume, state.finish)
            elif how & COUNTED:
                y, z = state.late_done[i] - prepared.out_lag[x], state.done[i] - prepared.out_lag[x]
                if not how & INTO_FINISH:
                    y -= network.remaining[i]
                    z -= network.remaining[i]
                y = start_at(calendars, network.calendar[i], y)
                z = start_at(calendars, network.calendar[i], z)
            else:
                y, z = state.late_start[i], state.start[i]
            if how & FROM_START:
                by_start = min(by_start, y)
                free_start = min(free_start, z)
            else:
                by_finish = min(by_finish, y)
                free_finish = min(free_finish, z)
        slack = work(calendars, c, free_finish) - done
        if free_start < AFTER_ALL and not way & STARTED:
            slack = min(slack, work(calendars, c, free_start) - (done - rest))
        state.free[j] = max(slack, 0)
        if way & INSTANT:
            t = place(calendars, c, min(by_start, by_finish), TO_FINISH)
            at = work(calendars, c, t)
            state.late_start[j] = t
            state.late_finish[j] = t
        else:
            k = find(calendars, c, by_finish)
            at = max(by_finish - spans[k + 1], spans[k + 2])
            ends = by_finish if by_finish > spans[k + 3] else spans[k - 4]
            if by_start < AFTER_ALL and not way & STARTED:
                limit = work(calendars, c, by_start) + rest
                if limit < at:
                    at = limit
                    ends = finish_at(calendars, c, at)
            state.late_finish[j] = max(ends, NONE)
            begins = start_at(calendars, c, at - rest) if rest > 0 else ends
            state.late_start[j] = max(begins, NONE)
        state.late_done[j] = max(at, NONE)
        state.total[j] = at - done
