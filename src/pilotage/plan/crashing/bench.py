"""A schedule on the bench: the same network with some activities shortened, again and again."""

from collections.abc import Mapping
from dataclasses import replace

import msgspec
import numpy as np

from pilotage.engine import cpm
from pilotage.engine import network as columns
from pilotage.engine.tight import Tight, tight
from pilotage.plan.scheduling.running import run
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.amounts import Span, Unit
from pilotage.plan.vocabulary.program import Program


class Bench:
    """Re-schedules ``planned`` for the milestone in ``row``, again and again: the forward pass of what lies before it.

    Where activities are to be as late as possible, the whole schedule is made again, since others wait for them.
    """

    def __init__(self, planned: Schedule, row: int) -> None:
        self.planned = planned
        compiled = planned.compiled
        self._ends = list(planned.logic.leaves(row)) if row in planned.logic.children else [row]
        self._whole = bool(compiled.network.alap.any())
        self._network = compiled.network.listed()._replace(order=_before(compiled.network, self._ends))
        self._calendars = compiled.calendars.listed()
        self._first = self._finish(self._dates({})[1])

    def won(self, cuts: Mapping[int, int]) -> int:
        """Working minutes on the program's calendar by which the milestone comes earlier than at first, with these
        minutes taken off these rows.
        """
        number = self.planned.compiled.book.default
        return self.planned.working_minutes(self._finish(self._dates(cuts)[1]), self._first, number)

    def holding(self, cuts: Mapping[int, int]) -> Tight:
        """What holds the milestone where it is."""
        start, finish = self._dates(cuts)
        last = [end for end in self._ends if finish[end] == self._finish(finish)]
        return tight(self._cut(cuts), self._calendars, start, finish, last)

    def _dates(self, cuts: Mapping[int, int]) -> tuple[list[int], list[int]]:
        """Early start and finish of each node before the milestone."""
        if self._whole:
            network = self.planned.compiled.network
            cut = self._cut(cuts)
            changed = network._replace(duration=np.array(cut.duration), remaining=np.array(cut.remaining))
            found = run(replace(self.planned.compiled, network=changed), self.planned.program.rules)
            return found.early_start.tolist(), found.early_finish.tolist()
        filled = [[0] * len(self._network.state) for _ in range(5)]
        cpm.forward(self._cut(cuts), self._calendars, *filled)
        return filled[0], filled[1]

    def _cut(self, cuts: Mapping[int, int]) -> columns.Network:
        duration, remaining = list(self._network.duration), list(self._network.remaining)
        for row, less in cuts.items():
            duration[row] -= less
            remaining[row] -= less
        return self._network._replace(duration=duration, remaining=remaining)

    def _finish(self, finish: list[int]) -> int:
        return max(finish[end] for end in self._ends)


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


def shortened(planned: Schedule, cuts: Mapping[int, int]) -> Program:
    """The program with its activities that much shorter: a duration in place of the estimate, or less remaining work
    where the work has started.
    """
    network, activities = planned.compiled.network, list(planned.program.activities)
    for row, less in cuts.items():
        if not less:
            continue
        activity = activities[row]
        given = activity.duration or (activity.estimate.likely if activity.estimate else None)
        unit = given.unit if given is not None else Unit.DAY
        span = Span(int(network.remaining[row]) - less, unit)
        if network.state[row] == columns.WAITING:
            activities[row] = msgspec.structs.replace(activity, duration=span, estimate=None)
        else:
            activities[row] = msgspec.structs.replace(activity, remaining=span)
    return msgspec.structs.replace(planned.program, activities=tuple(activities))
