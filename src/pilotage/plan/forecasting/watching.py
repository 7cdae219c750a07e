"""What a simulation looks at, and what it saw: finishes of activities, summaries and levels of effort."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pilotage.engine.calendars import Calendars
from pilotage.engine.simulation import Runs, rank
from pilotage.plan.forecasting.levels_of_effort import Lasting, lay_out, nodes_asked
from pilotage.plan.forecasting.network import above_levels, finish_node, look_at_summaries, looked_at
from pilotage.plan.scheduling.schedule import Schedule, final_milestone

Instants = NDArray[np.int64]


class Watch:
    """Looks at ``rows`` of a schedule, with ``summaries`` at the percentiles of all others too."""

    def __init__(self, planned: Schedule, rows: Sequence[int], *, summaries: bool = False) -> None:
        self.planned, self.rows = planned, rows
        final = planned.index.get(final_milestone(planned.program) or "")
        self.above = above_levels(planned) if summaries else []
        self.looked = looked_at(planned, [*rows, *self.above, *(() if final is None else (final,))])
        if summaries:
            look_at_summaries(planned, self.looked)
        self.root = None if final is None else finish_node(planned, self.looked, final)
        nodes = [self.node(row) for row in rows]
        self.nodes = list(dict.fromkeys([*nodes, *nodes_asked(planned, self.looked)]))

    def node(self, row: int) -> int:
        """The node that stands for the finish of a row."""
        return finish_node(self.planned, self.looked, row)


class Seen:
    """What was looked at in the ``runs``."""

    def __init__(self, watch: Watch, runs: Runs, calendars: Calendars) -> None:
        self._watch = watch
        self._finishes: dict[int, Instants] = dict(zip(watch.nodes, runs.finishes, strict=True))
        self.lasting: dict[int, Lasting] = lay_out(watch.planned, watch.looked, calendars, self._finishes)
        self._iterations = runs.iterations

    def finishes(self, row: int) -> Instants:
        """Finish of a watched row in each run, minutes UTC."""
        if row in self.lasting:
            finish: Instants = np.broadcast_to(self.lasting[row].finish, self._iterations)
            return finish
        found = self._finishes[self._watch.node(row)]
        if row not in self._watch.looked.finishes:
            return found
        leaves = self._watch.planned.logic.leaves(row)
        below = [self.lasting[leaf].finish for leaf in leaves if leaf in self.lasting]
        latest: Instants = np.maximum.reduce([found, *below]) if below else found
        return latest

    def percentiles(self, p: float) -> dict[int, int]:
        """The finish of each watched row, of each level of effort, and of what is above one, at one percentile."""
        place = rank(p, self._iterations)
        rows = dict.fromkeys([*self._watch.rows, *self._watch.above, *self.lasting])
        return {row: int(np.partition(self.finishes(row), place)[place]) for row in rows}
