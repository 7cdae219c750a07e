"""The passes as a program's rules want them: finish to start, as late as possible, open ends, floats."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import calendars as tables
from pilotage.engine import cpm
from pilotage.engine import network as columns
from pilotage.engine.calendars import Calendars
from pilotage.engine.measures import free_of_links, late_dates, work_between
from pilotage.engine.network import NONE, Network
from pilotage.engine.paths import driving_to
from pilotage.engine.schedule import Dates, dates
from pilotage.plan.network.columns import Compiled
from pilotage.plan.network.logic import Logic
from pilotage.plan.vocabulary.activities import ConstraintKind
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.scheduling_rules import Behavior, CriticalRule, FloatRule, SchedulingRules

Instants = NDArray[np.int64]


def run(compiled: Compiled, rules: SchedulingRules) -> Dates:
    """Dates and floats of a compiled program."""
    network, calendars = compiled.network, compiled.calendars
    if rules.open_ends_critical:
        network = _ends_closed(network, calendars)
    found = dates(network, calendars)
    if network.alap.any() and rules.behavior is Behavior.MICROSOFT:
        found = _by_total_float(network, calendars, found, rules)
    primavera = rules.behavior is Behavior.PRIMAVERA
    pinned = (network.pin_start != NONE) | (network.pin_finish != NONE)
    if primavera:
        found = _by_free_float(network, _mandatory(network, calendars, found, pinned))
    elif pinned.any():
        found = _pinned(network, calendars, found, pinned, honor_dates=rules.honor_dates)
    if primavera or rules.total_float is not FloatRule.SMALLEST:
        found = replace(found, total_float=_total_float(network, calendars, found, rules.total_float))
    if primavera:
        resume = np.where(network.began != NONE, found.early_finish, found.early_start)
        free = free_of_links(network, calendars, found.latest, resume, found.early_finish)
        mandatory_end = (network.pin_start != NONE) & (np.diff(network.first_out) == 0)
        free[list(compiled.expected)] = 0  # it lasts longer instead
        found = replace(found, free_float=np.where((network.pin_finish != NONE) | mandatory_end, 0, free))
    return found


def _pinned(
    network: Network, calendars: Calendars, found: Dates, pinned: NDArray[np.bool_], *, honor_dates: bool
) -> Dates:
    """Late dates and floats in Microsoft Project where dates hold activities against their logic."""
    by_hand = (network.pin_start != NONE) & (network.cap_start == columns.AFTER_ALL)
    if honor_dates:
        found = _mandatory(network, calendars, found, pinned & ~by_hand)
    if by_hand.any():
        found = _by_hand(network, calendars, found, by_hand)
    total = _total_float(network, calendars, found, FloatRule.SMALLEST)
    return replace(found, total_float=np.where(network.alap, found.total_float, total))


def _mandatory(network: Network, calendars: Calendars, found: Dates, pinned: NDArray[np.bool_]) -> Dates:
    """Primavera's mandatory dates, and must dates that Microsoft Project honors: they are the late dates too, whatever
    waits for the activity.
    """
    if not pinned.any():
        return found
    loose = _without(network, pinned[network.predecessor])
    limits = {
        "cap_start": np.where(pinned & (network.pin_start != NONE), network.pin_start, network.cap_start),
        "cap_finish": np.where(pinned & (network.pin_finish == NONE), columns.AFTER_ALL, network.cap_finish),
    }
    late_start, late_finish = late_dates(loose._replace(**limits), calendars, found.latest)
    return replace(found, late_start=_begun(network, late_start), late_finish=late_finish)


def _by_hand(network: Network, calendars: Calendars, found: Dates, by_hand: NDArray[np.bool_]) -> Dates:
    """Late dates in Microsoft Project where starts are set by hand: they cannot slip, so what depends on the start of
    such an activity does not limit its late dates.
    """
    from_start = by_hand[network.predecessor] & (network.kind % 2 == 1)
    late_start, late_finish = late_dates(_without(network, from_start), calendars, found.latest)
    return replace(found, late_start=_begun(network, late_start), late_finish=late_finish)


def _without(network: Network, left_out: NDArray[np.bool_]) -> Network:
    """The network, for the backward pass, without some links."""
    kept = ~left_out[network.out]
    counts = np.concatenate(([0], np.cumsum(kept)))
    return network._replace(out=network.out[kept], first_out=counts[network.first_out])


def _begun(network: Network, late_start: Instants) -> Instants:
    """Late starts, the actual one where work has begun."""
    began = (network.began != NONE) & (network.state != columns.FINISHED)
    return np.where(began, network.began, late_start)


def _by_free_float(network: Network, found: Dates) -> Dates:
    """As late as possible the way of Primavera: the free float is used up, early dates are those that it leads to."""
    return replace(
        found,
        early_start=np.where(network.alap, found.start, found.early_start),
        early_finish=np.where(network.alap, found.finish, found.early_finish),
    )


def _ends_closed(network: Network, calendars: Calendars) -> Network:
    """Nodes that nothing waits for may not slip at all."""
    found = dates(network, calendars)
    open_ends = (np.diff(network.first_out) == 0) & (found.early_finish < network.cap_finish)
    return network._replace(cap_finish=np.where(open_ends, found.early_finish, network.cap_finish))


def _by_total_float(network: Network, calendars: Calendars, first: Dates, rules: SchedulingRules) -> Dates:
    """As late as possible the way of Microsoft Project: at the late dates, and what follows waits for those.

    Such an activity's own early dates are what they would be if it alone did not wait, and it has no float left.
    """
    late = network.alap & (first.late_start >= first.early_start)
    pinned = dates(network._replace(pin_start=np.where(late, first.late_start, network.pin_start)), calendars)
    total = pinned.total_float
    early_start, early_finish = _unpinned(network, calendars, pinned, late)
    return replace(
        pinned,
        early_start=early_start,
        early_finish=early_finish,
        late_start=first.late_start,
        late_finish=first.late_finish,
        total_float=np.where(late, first.total_float if rules.from_finish else 0, total),
        driver=np.where(late, first.driver, pinned.driver),
        reason=np.where(late, first.reason, pinned.reason),
    )


def _unpinned(
    network: Network, calendars: Calendars, pinned: Dates, late: NDArray[np.bool_]
) -> tuple[Instants, Instants]:
    """Early dates, those of ``late`` nodes placed anew by the network: after each other's early dates, and after what
    the others' dates have become.
    """
    early_start, early_finish = pinned.early_start.copy(), pinned.early_finish.copy()
    spare = np.zeros((3, len(early_start)), np.int64)
    for j in network.order[late[network.order]].tolist():
        cpm.place_early(network, calendars, j, early_start, early_finish, *spare)
    return early_start, early_finish


def _total_float(network: Network, calendars: Calendars, found: Dates, rule: FloatRule) -> Instants:
    """Start or finish float or the lesser; a started activity has finish float only, a finished one none."""
    total = work_between(calendars, network.calendar, found.early_finish, found.late_finish)
    if rule is not FloatRule.FINISH:
        start = work_between(calendars, network.calendar, found.early_start, found.late_start)
        lesser = start if rule is FloatRule.START else np.minimum(start, total)
        total = np.where(network.began == NONE, lesser, total)
    return np.where(network.state == columns.FINISHED, 0, total)


def critical(program: Program, made: Logic, compiled: Compiled, found: Dates) -> NDArray[np.bool_]:
    """Which nodes are critical by the program's rule; a finished one never is."""
    network, rules = compiled.network, program.rules
    unfinished = network.state != columns.FINISHED
    if rules.critical is CriticalRule.LONGEST_PATH:
        on: NDArray[np.bool_] = np.logical_and(longest_path(made, compiled, found), unfinished)
        return on
    short: NDArray[np.bool_] = np.logical_and(found.total_float <= rules.critical_float.minutes, unfinished)
    if rules.behavior is Behavior.MICROSOFT:
        for row, activity in enumerate(program.activities):
            if activity.constraint is not None and activity.constraint.kind is ConstraintKind.FIXED_START:
                short[row] &= _linked(network, row)
    return short


def _linked(network: Network, j: int) -> bool:
    """Whether a dependency leads to or from a node: Microsoft Project calls no task by itself critical whose date
    was set by hand.
    """
    return bool(network.first_in[j] < network.first_in[j + 1] or network.first_out[j] < network.first_out[j + 1])


def longest_path(made: Logic, compiled: Compiled, found: Dates) -> NDArray[np.bool_]:
    """Nodes from which driving dependencies lead to the last early finish of an unfinished activity."""
    network, rows = compiled.network, len(made.parent)
    unfinished = network.state[:rows] != columns.FINISHED
    leaf = np.ones(rows, np.bool_)
    leaf[list(made.children)] = False
    latest = int(np.max(found.early_finish[:rows], where=unfinished & leaf, initial=NONE))
    ends = np.flatnonzero(unfinished & leaf & (found.early_finish[:rows] == latest))
    resume = np.where(network.began != NONE, _resumed(compiled, found), found.early_start)
    return driving_to(network, compiled.calendars, ends, found.early_start, resume, found.early_finish)


def _resumed(compiled: Compiled, found: Dates) -> Instants:
    """Where the remaining work of started nodes begins."""
    resume, network, calendars = found.early_finish.copy(), compiled.network, compiled.calendars
    for j in np.flatnonzero((network.began != NONE) & (network.remaining > 0)).tolist():
        done = tables.work(calendars, int(network.calendar[j]), int(resume[j]))
        resume[j] = tables.start_at(calendars, int(network.calendar[j]), done - int(network.remaining[j]))
    return resume
