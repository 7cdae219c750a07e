"""The network that is simulated: that of the schedule, with what only its passes know.

Work that is planned as late as possible waits for its planned date in every run, and for what it depends on: nobody
knows in advance how long things will take, so nobody can begin later because they will be quick. Behind the nodes of
the schedule are some that stand for dates which are looked at: starts that a level of effort is tied to, finishes of
summaries.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import network as columns
from pilotage.engine.calendars import work
from pilotage.engine.graph import grouped
from pilotage.engine.network import AFTER_ALL, ELAPSED, FINISHED, FS, NONE, SS, WAITING, Network
from pilotage.plan.network.columns import Compiled
from pilotage.plan.network.level_of_effort import Tie, ties
from pilotage.plan.scheduling.schedule import Schedule, deepest_first
from pilotage.plan.vocabulary.activities import ActivityKind
from pilotage.plan.working_time.calendar_tables import minutes
from pilotage.plan.working_time.spans import whole_duration

_NOBODY = {
    "state": WAITING,
    "instant": True,
    "duration": 0,
    "remaining": 0,
    "began": NONE,
    "ended": NONE,
    "floor": NONE,
    "floor_reason": columns.CONSTRAINT,
    "floor_finish": NONE,
    "pin_start": NONE,
    "pin_finish": NONE,
    "cap_start": AFTER_ALL,
    "cap_finish": AFTER_ALL,
    "hold_start": AFTER_ALL,
    "hold_finish": AFTER_ALL,
    "alap": False,
}
"""A node without work or limits of its own."""


@dataclass(slots=True)
class Looked:
    """Nodes behind those of the schedule: ``starts`` of rows, ``finishes`` of summaries, ``end`` of everything (-1:
    nobody asks for it). ``links`` are (predecessor, node, kind). ``first`` are the rows below a summary of which one
    starts first, where its start is asked for. ``sums`` are the finishes of the other summaries, of which percentiles
    are told and no run is kept.
    """

    size: int
    starts: dict[int, int] = field(default_factory=dict)
    finishes: dict[int, int] = field(default_factory=dict)
    end: int = -1
    links: list[tuple[int, int, int]] = field(default_factory=list)
    first: dict[int, list[int]] = field(default_factory=dict)
    sums: dict[int, int] = field(default_factory=dict)
    count: int = 0

    def start(self, row: int) -> None:
        if row not in self.starts:
            self.starts[row] = self._add((row,), SS)

    def finish(self, row: int, below: Iterable[int]) -> None:
        if row not in self.finishes:
            self.finishes[row] = self._add(below, FS)

    def sum_up(self, row: int, below: Iterable[int]) -> None:
        """``below`` are rows, and nodes of summaries."""
        self.sums[row] = self._add(below, FS)

    def last(self, rows: Iterable[int]) -> None:
        if self.end < 0:
            self.end = self._add(rows, FS)

    def _add(self, rows: Iterable[int], kind: int) -> int:
        node = self.size + self.count
        self.count += 1
        self.links += [(row, node, kind) for row in rows]
        return node


def looked_at(planned: Schedule, rows: Iterable[int]) -> Looked:
    """What is looked at besides activities to know the finishes of ``rows``: those of summaries, and what levels of
    effort are tied to.
    """
    found = Looked(planned.logic.size)
    levels = levels_of_effort(planned)
    inside = set(levels)
    for row in rows:
        if row in planned.logic.children:
            found.finish(row, _below(planned, row, inside) or [row])
    for row in levels:
        tied = ties_of(planned, row)
        for each in tied:
            _look_at(planned, found, each, inside)
        if all(each.to_start for each in tied):
            found.last(range(len(planned.program.activities)))
    return found


def look_at_summaries(planned: Schedule, found: Looked) -> None:
    """Look at each summary that is not yet looked at: it is over when the last one directly below it is."""
    for row in deepest_first(planned.logic):
        if row not in found.finishes:
            below = (found.finishes.get(child, found.sums.get(child, child)) for child in planned.logic.children[row])
            found.sum_up(row, below)


def above_levels(planned: Schedule) -> list[int]:
    """Rows of the summaries above levels of effort, which are laid out only when all runs are made."""
    levels, made = set(levels_of_effort(planned)), planned.logic
    return [row for row in made.children if levels and not levels.isdisjoint(made.leaves(row))]


def _look_at(planned: Schedule, found: Looked, tie: Tie, levels: set[int]) -> None:
    """See that the date that ``tie`` names is looked at; a finish of an activity is one already."""
    row = tie.row
    below = _below(planned, row, levels) if row in planned.logic.children else []
    if below and tie.from_finish:
        found.finish(row, below)
    elif below:
        found.first[row] = _first_of(planned, below)
        for leaf in found.first[row]:
            found.start(leaf)
    elif not tie.from_finish:
        found.start(row)


def _below(planned: Schedule, row: int, levels: set[int]) -> list[int]:
    """Rows of the activities below a summary, without levels of effort."""
    return [leaf for leaf in planned.logic.leaves(row) if leaf not in levels]


def _first_of(planned: Schedule, below: list[int]) -> list[int]:
    """Those of the rows ``below`` of which one starts first: without what starts after another by its dependency."""
    network = planned.compiled.network
    inside = set(below)

    def follows(leaf: int) -> bool:
        if network.state[leaf] != WAITING or network.remaining[leaf] == 0:
            return False
        set_by_hand = network.pin_start[leaf] != NONE or network.pin_finish[leaf] != NONE
        if set_by_hand or min(network.hold_start[leaf], network.hold_finish[leaf]) < AFTER_ALL:
            return False
        return any(
            int(network.predecessor[e]) in inside
            and network.kind[e] <= SS
            and network.lag[e] >= 0
            and network.lag_share[e] >= 0
            for e in range(network.first_in[leaf], network.first_in[leaf + 1])
        )

    return [leaf for leaf in below if not follows(leaf)]


def ties_of(planned: Schedule, row: int) -> list[Tie]:
    """The dates that the level of effort in ``row`` is tied to."""
    made = planned.logic
    return ties(row, made.spans.get(row, []), planned.program, made.index, planned.compiled)


def finish_node(planned: Schedule, looked: Looked, row: int) -> int:
    """The node whose finish is that of ``row``; of a level of effort, what ends it in the plan."""
    ends = [each.row for each in ties_of(planned, row) if not each.to_start] if row in planned.logic.spans else []
    if ends:
        row = max(ends, key=lambda end: int(planned.finish[end]))
    return looked.finishes.get(row, row)


def fixed_by_expectation(planned: Schedule) -> set[int]:
    """Rows of unfinished activities whose duration comes from the finish that is expected of them."""
    network, calendars, program = planned.compiled.network, planned.compiled.calendars, planned.program
    found = set()
    for row in planned.compiled.expected:
        activity, number = program.activities[row], planned.compiled.number[row]
        if activity.expected_finish is None or network.state[row] == FINISHED:
            continue
        until = minutes(activity.expected_finish)
        done, wanted = (work(calendars, number, at) for at in (int(planned.early_finish[row]), until))
        if done == wanted or network.remaining[row] != _told(planned, row):
            found.add(row)
    return found


def _told(planned: Schedule, row: int) -> int:
    """Minutes that are left of an activity by its own duration and report."""
    activity = planned.program.activities[row]
    duration, _elapsed = whole_duration(planned.program, activity)
    if planned.compiled.network.state[row] == WAITING:
        return duration
    if activity.remaining is not None:
        return max(0, activity.remaining.minutes)
    return round((1 - activity.progress) * duration)


def levels_of_effort(planned: Schedule) -> list[int]:
    """Rows of levels of effort, in the order in which they are laid out."""
    return [
        row
        for row, each in enumerate(planned.program.activities)
        if each.kind is ActivityKind.LEVEL_OF_EFFORT and row not in planned.logic.children
    ]


def simulated_network(planned: Schedule, compiled: Compiled, looked: Looked) -> Network:
    """The network of ``compiled`` with planned dates as floors, and the nodes of ``looked`` behind its own."""
    network = compiled.network
    rows = np.flatnonzero(network.alap)
    if len(rows):
        floor, reason = network.floor.copy(), network.floor_reason.copy()
        floor[rows] = planned.start[rows]
        reason[rows] = columns.START  # what it waits for until the very same moment drives it
        network = network._replace(floor=floor, floor_reason=reason)
    return _extended(network, compiled.book.always(), looked) if looked.count else network


def _extended(network: Network, always: int, looked: Looked) -> Network:
    size, count = looked.size, looked.count

    def longer(column: NDArray[np.int64], value: int) -> NDArray[np.int64]:
        return np.concatenate((column, np.full(count, value, column.dtype)))

    links = np.array(looked.links, np.int64).reshape(-1, 3)
    successor = np.concatenate((network.successor, links[:, 1]))
    predecessor = np.concatenate((network.predecessor, links[:, 0]))
    first_in, _sorted_already = grouped(successor, size + count)
    first_out, out = grouped(predecessor, size + count)
    none = np.zeros(len(links))
    return network._replace(
        **{name: longer(getattr(network, name), value) for name, value in _NOBODY.items()},
        calendar=longer(network.calendar, always),
        order=np.concatenate((network.order, np.arange(size, size + count))),
        first_in=first_in,
        predecessor=predecessor,
        successor=successor,
        kind=np.concatenate((network.kind, links[:, 2])),
        lag=np.concatenate((network.lag, none.astype(np.int64))),
        lag_share=np.concatenate((network.lag_share, none)),
        lag_calendar=np.concatenate((network.lag_calendar, np.full(len(links), ELAPSED))),
        first_out=first_out,
        out=out,
    )
