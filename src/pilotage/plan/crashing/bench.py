"""A schedule on the bench: the same network with some activities shortened, again and again."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import msgspec
import numpy as np
from numpy.typing import NDArray

from pilotage.engine import cpm
from pilotage.engine import network as columns
from pilotage.engine.kernels import compiled as compiled_kernel
from pilotage.engine.kernels import worth_compiling
from pilotage.engine.schedule import outside
from pilotage.engine.tight import Tight, tight
from pilotage.plan.scheduling.running import run
from pilotage.plan.scheduling.schedule import Schedule, zone_of
from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.amounts import Span, ThreePointEstimate, Unit
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.calendar_tables import moment

Cuts = Mapping[int, int]
"""Minutes taken off, by row."""

Instants = list[int] | NDArray[np.int64]

_LINKS = ("first_in", "predecessor", "successor", "kind", "lag", "lag_share", "lag_calendar")
"""Columns of a network that say which links lead into its nodes."""

_COMPILED_FROM = 300
"""Nodes from which the hundreds of passes of a search, compiled, win back the time that loading the compiler takes."""


class Bench:
    """Re-schedules ``planned`` for the milestone in ``row``, again and again: the forward pass of what lies before it.

    Where activities are to be as late as possible, the whole schedule is made again, since others wait for them.
    """

    def __init__(self, planned: Schedule, row: int) -> None:
        self.planned = planned
        network, calendars = planned.compiled.network, planned.compiled.calendars
        self._ends = list(planned.logic.leaves(row)) if row in planned.logic.children else [row]
        self._whole = bool(network.alap.any())
        order = _before(network, self._ends)
        self._order = np.array(order)
        many = len(order) >= _COMPILED_FROM or worth_compiling(len(order))
        self._listed, self._calendars = network.listed()._replace(order=order), calendars.listed()
        self._array = network._replace(order=self._order) if many else None
        self._first = self.last(self._dates({})[1])

    def won(self, cuts: Cuts) -> int:
        """Working minutes on the program's calendar by which the milestone comes earlier than at first, with these
        minutes taken off these rows.
        """
        number = self.planned.compiled.book.default
        return self.planned.working_minutes(self.last(self._dates(cuts)[1]), self._first, number)

    def finish(self, cuts: Cuts) -> dt.datetime:
        """When the milestone then finishes at the earliest."""
        return moment(self.last(self._dates(cuts)[1]), zone_of(self.planned.program))

    def holding(self, cuts: Cuts) -> Tight:
        """What holds the milestone where it is."""
        start, finish = (each if isinstance(each, list) else each.tolist() for each in self._dates(cuts))
        latest = self.last(finish)
        last = [end for end in self._ends if finish[end] == latest]
        return tight(_cut(self._listed, cuts), self._calendars, start, finish, last)

    def dates_in(self, network: columns.Network) -> tuple[Instants, Instants] | None:
        """Early start and finish of each node before the milestone, in minutes UTC, in a network that differs in its
        lags and in links beside those that are there. None where a date lies outside the calendars.
        """
        compiled = self.planned.compiled
        if self._whole:
            dates = run(replace(compiled, network=network), self.planned.program.rules)
            return None if any(outside(dates, compiled.calendars)) else (dates.early_start, dates.early_finish)
        if self._array is None:
            links = {name: getattr(network, name).tolist() for name in _LINKS}
            found = self._passed(self._listed._replace(**links))
        else:
            found = self._passed(network._replace(order=self._order))
        return found if self._covered(found) else None

    def _covered(self, dates: tuple[Instants, Instants]) -> bool:
        """Whether the calendars reach as far as the dates of the nodes before the milestone."""
        start, finish = (np.asarray(each)[self._order] for each in dates)
        calendars = self.planned.compiled.calendars
        return bool(start.min() >= calendars.origin and finish.max() <= calendars.horizon)

    def _dates(self, cuts: Cuts) -> tuple[Instants, Instants]:
        """Early start and finish of each node before the milestone."""
        if self._whole:
            compiled = self.planned.compiled
            found = run(replace(compiled, network=_cut(compiled.network, cuts)), self.planned.program.rules)
            return found.early_start, found.early_finish
        return self._passed(_cut(self._listed if self._array is None else self._array, cuts))

    def _passed(self, network: columns.Network) -> tuple[Instants, Instants]:
        """The forward pass, as the bench runs."""
        if self._array is None:
            filled = [[0] * len(self._listed.state) for _ in range(5)]
            cpm.forward(network, self._calendars, *filled)
            return filled[0], filled[1]
        arrays = np.zeros((5, len(network.state)), np.int64)
        compiled_kernel(cpm.forward)(network, self.planned.compiled.calendars, *arrays)
        return arrays[0], arrays[1]

    def last(self, finish: Instants) -> int:
        """The milestone's instant among the early finishes of all nodes."""
        return max(int(finish[end]) for end in self._ends)


def _cut(network: columns.Network, cuts: Cuts) -> columns.Network:
    """The network, listed or not, with these minutes taken off these rows."""
    duration, remaining = network.duration.copy(), network.remaining.copy()
    for row, less in cuts.items():
        duration[row] -= less
        remaining[row] -= less
    return network._replace(duration=duration, remaining=remaining)


def _before(network: columns.Network, ends: list[int]) -> list[int]:
    """The nodes that lead to ``ends``, in topological order."""
    reached, waiting = set(ends), list(ends)
    for j in waiting:  # grows while it is read
        for e in range(int(network.first_in[j]), int(network.first_in[j + 1])):
            i = int(network.predecessor[e])
            if i not in reached:
                reached.add(i)
                waiting.append(i)
    return [node for node in network.order.tolist() if node in reached]


def shortened(planned: Schedule, cuts: Cuts) -> Program:
    """The program with its activities that much shorter, see `shorter`."""
    activities = list(planned.program.activities)
    for row, less in cuts.items():
        activities[row] = shorter(planned, row, less)
    return msgspec.structs.replace(planned.program, activities=tuple(activities))


def shorter(planned: Schedule, row: int, less: int) -> Activity:
    """The activity in ``row`` with ``less`` minutes taken off: less remaining work where it has started, else a shorter
    duration. An estimate stays one, its likely and high value as much less and its low one no higher than likely; one
    that is given by points becomes a duration.
    """
    network, activity = planned.compiled.network, planned.program.activities[row]
    if not less:
        return activity
    estimate = activity.estimate
    given = activity.duration or (estimate.likely if estimate else None)
    span = Span(int(network.remaining[row]) - less, given.unit if given is not None else Unit.DAY)
    if network.state[row] != columns.WAITING:
        return msgspec.structs.replace(activity, remaining=span)
    kept = None if estimate is None or estimate.points else _less(estimate, less)
    planned_by_it = kept is not None and activity.duration is None
    return msgspec.structs.replace(activity, duration=None if planned_by_it else span, estimate=kept)


def _less(estimate: ThreePointEstimate, less: int) -> ThreePointEstimate:
    low, likely, high = estimate.low, estimate.likely, estimate.high
    now = max(0, likely.minutes - less)
    return msgspec.structs.replace(
        estimate,
        low=Span(min(low.minutes, now), low.unit),
        likely=Span(now, likely.unit),
        high=Span(max(now, high.minutes - less), high.unit),
    )
