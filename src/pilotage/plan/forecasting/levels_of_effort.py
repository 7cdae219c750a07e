"""Levels of effort in every run: they last from what starts them to what ends them, and cost money by the day."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pilotage.engine.calendars import Calendars
from pilotage.engine.network import ELAPSED
from pilotage.engine.simulation.conversion import finishes_at, starts_at, works
from pilotage.plan.forecasting.network import Looked, levels_of_effort, ties_of
from pilotage.plan.network.level_of_effort import Tie
from pilotage.plan.scheduling.schedule import Schedule

Instants = NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Lasting:
    """Start and finish of a level of effort in each run, minutes UTC, and the working minutes between them."""

    start: Instants
    finish: Instants
    work: Instants


def nodes_asked(planned: Schedule, looked: Looked) -> list[int]:
    """Nodes whose finishes `lay_out` needs."""
    found = [*looked.starts.values(), *looked.finishes.values()]
    if looked.end >= 0:
        found.append(looked.end)
    levels = levels_of_effort(planned)
    for row in levels:
        found += [each.row for each in ties_of(planned, row) if each.from_finish and each.row not in looked.finishes]
    inside = set(levels)
    return list(dict.fromkeys(node for node in found if node not in inside))


def lay_out(
    planned: Schedule, looked: Looked, calendars: Calendars, finishes: Mapping[int, Instants]
) -> dict[int, Lasting]:
    """Each level of effort by its row, from the ``finishes`` of `nodes_asked` in each run. One that depends on another
    counts from what that became, as it is scheduled.
    """
    found: dict[int, Lasting] = {}
    levels = levels_of_effort(planned)
    if not levels:
        return found
    leaves = np.ones(len(planned.start), np.bool_)
    leaves[[*planned.logic.children, *levels]] = False
    begun = int(planned.compiled.network.floor[levels].min())
    first = min(begun, int(planned.start[leaves].min(initial=begun)))
    for row in levels:
        starts: list[Instants] = []
        ends: list[Instants] = []
        for each in ties_of(planned, row):
            said = _date(looked, finishes, found, each)
            if said is None:  # a level of effort that is laid out later
                said = np.full(1, planned.compiled.network.floor[each.row])
            (starts if each.to_start else ends).append(later(calendars, each.calendar, said, each.lag))
        start = np.minimum.reduce(np.broadcast_arrays(*starts)) if starts else np.full(1, first)
        end = np.maximum.reduce(np.broadcast_arrays(*ends)) if ends else finishes[looked.end]
        start, finish = np.broadcast_arrays(start, np.maximum(start, end))
        number = planned.compiled.number[row]
        found[row] = Lasting(start, finish, works(calendars, number, finish) - works(calendars, number, start))
    return found


def _date(looked: Looked, finishes: Mapping[int, Instants], found: Mapping[int, Lasting], tie: Tie) -> Instants | None:
    """The date that ``tie`` names in each run."""
    if tie.row in found:
        return found[tie.row].finish if tie.from_finish else found[tie.row].start
    if tie.row in looked.first and not tie.from_finish:
        earliest: Instants = np.minimum.reduce([finishes[looked.starts[leaf]] for leaf in looked.first[tie.row]])
        return earliest
    node = looked.finishes.get(tie.row, tie.row) if tie.from_finish else looked.starts.get(tie.row, -1)
    return finishes.get(node)


def later(calendars: Calendars, calendar: int, t: Instants, lag: int) -> Instants:
    """`cpm.later` on an array."""
    if not lag or calendar == ELAPSED:
        return t + lag
    counts = works(calendars, calendar, t) + lag
    return finishes_at(calendars, calendar, counts) if lag > 0 else starts_at(calendars, calendar, counts)
