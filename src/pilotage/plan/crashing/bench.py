"""A schedule on the bench: the same network with some activities shortened, again and again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import msgspec
import numpy as np

from pilotage.engine import network as columns
from pilotage.engine.schedule import Dates
from pilotage.engine.tight import Tight, tight
from pilotage.plan.scheduling.running import run
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.amounts import Span, Unit
from pilotage.plan.vocabulary.program import Program


@dataclass(slots=True)
class Bench:
    """Re-schedules ``planned`` for one milestone. ``cuts`` are minutes taken off, by row."""

    planned: Schedule
    row: int
    first: int = field(init=False)

    def __post_init__(self) -> None:
        self.first = self.finish(self.dates({}))

    def dates(self, cuts: Mapping[int, int]) -> Dates:
        """Dates with these rows shortened."""
        return run(replace(self.planned.compiled, network=self._network(cuts)), self.planned.program.rules)

    def finish(self, found: Dates) -> int:
        """Finish of the milestone in minutes UTC."""
        return int(found.early_finish[self._ends()].max())

    def won(self, cuts: Mapping[int, int]) -> int:
        """Working minutes on the program's calendar by which the milestone comes earlier than at first."""
        number = self.planned.compiled.book.default
        return self.planned.working_minutes(self.finish(self.dates(cuts)), self.first, number)

    def holding(self, cuts: Mapping[int, int]) -> Tight:
        """What holds the milestone where it is."""
        found, network = self.dates(cuts), self._network(cuts)
        ends = self._ends()
        last = [end for end in ends if found.early_finish[end] == found.early_finish[ends].max()]
        return tight(network.listed(), self.planned.compiled.calendars.listed(), found, last)

    def _network(self, cuts: Mapping[int, int]) -> columns.Network:
        network = self.planned.compiled.network
        if not cuts:
            return network
        rows, less = np.array(list(cuts), np.int64), np.array(list(cuts.values()), np.int64)
        duration, remaining = network.duration.copy(), network.remaining.copy()
        duration[rows] -= less
        remaining[rows] -= less
        return network._replace(duration=duration, remaining=remaining)

    def _ends(self) -> list[int]:
        """Nodes whose latest finish is the milestone's."""
        if self.row in self.planned.logic.children:
            return list(self.planned.logic.leaves(self.row))
        return [self.row]


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
