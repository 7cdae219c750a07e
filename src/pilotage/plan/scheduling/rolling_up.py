"""Dates that are made of other activities' dates: those of levels of effort and of summaries."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import calendars as tables
from pilotage.engine.calendars import Calendars
from pilotage.engine.network import NONE
from pilotage.engine.paths import NO_LIMIT, link_slack
from pilotage.engine.schedule import Dates
from pilotage.plan.scheduling.driven import Driven
from pilotage.plan.scheduling.level_of_effort import span_of
from pilotage.plan.scheduling.logic import Logic
from pilotage.plan.scheduling.network import Compiled
from pilotage.plan.vocabulary.activities import ActivityKind

if TYPE_CHECKING:
    from pilotage.plan.scheduling.schedule import Schedule


def lay_out_levels_of_effort(shaped: "Schedule") -> None:
    """Dates of hammocks, early and late, from those of what they are tied to."""
    program, compiled, made = shaped.program, shaped.compiled, shaped.logic
    rows = [r for r, each in enumerate(program.activities) if each.kind is ActivityKind.LEVEL_OF_EFFORT]
    rows = [row for row in rows if row not in made.children]
    if not rows:
        return
    first, last = int(shaped.early_start.min()), int(shaped.early_finish.max())
    for row in rows:
        links = made.spans.get(row, [])
        for start, finish in (
            (shaped.start, shaped.finish),
            (shaped.early_start, shaped.early_finish),
            (shaped.late_start, shaped.late_finish),
        ):
            begins, ends = span_of(row, links, program, made.index, compiled, start, finish)
            start[row] = first if begins is None else begins
            finish[row] = max(int(start[row]), last if ends is None else ends)
        number = compiled.number[row]
        shaped.duration[row] = shaped.working_minutes(int(shaped.start[row]), int(shaped.finish[row]), number)
        shaped.total_float[row] = shaped.working_minutes(
            int(shaped.early_finish[row]), int(shaped.late_finish[row]), number
        )
        shaped.free_float[row], shaped.critical[row] = 0, False
        shaped.driver[row], shaped.driven_by[row] = -1, Driven.CHILDREN


def roll_up(shaped: "Schedule", leaving: NDArray[np.int64]) -> None:
    """Dates of summaries from their children, deepest first; ``leaving`` as `leaving_slack` gives it."""
    children = shaped.logic.children
    if not children:
        return
    default = shaped.compiled.book.default
    calendars = shaped.compiled.calendars
    for row in deepest_first(shaped.logic):
        below = children[row]
        for column in (shaped.start, shaped.early_start, shaped.late_start):
            column[row] = column[below].min()
        for column in (shaped.finish, shaped.early_finish, shaped.late_finish):
            column[row] = column[below].max()
        shaped.duration[row] = shaped.working_minutes(int(shaped.start[row]), int(shaped.finish[row]), default)
        shaped.total_float[row] = min(
            _work_between(calendars, default, shaped.early_start[row], shaped.late_start[row]),
            _work_between(calendars, default, shaped.early_finish[row], shaped.late_finish[row]),
        )
        shaped.free_float[row] = max(0, min(int(shaped.total_float[row]), int(leaving[row])))
        shaped.critical[row] = shaped.critical[below].any()
        shaped.driver[row] = -1
        shaped.driven_by[row] = Driven.CHILDREN


def leaving_slack(made: Logic, compiled: Compiled, found: Dates) -> NDArray[np.int64]:
    """By how much each row, if it is a summary, may slip as a whole before an activity outside it moves: the least
    slack of the links that leave it, in working minutes.
    """
    network = compiled.network
    least = np.full(len(made.parent), NO_LIMIT, np.int64)
    if not made.children or not len(network.kind):
        return least
    number = network.calendar.copy()
    number[len(made.parent) :] = compiled.book.default  # the nodes that stand for summaries
    number[list(made.children)] = compiled.book.default
    resume = np.where(network.began != NONE, found.early_finish, found.early_start)
    slack = link_slack(network, compiled.calendars, number, resume, found.early_finish)
    owner, parent = np.asarray(made.owner, np.int64), np.asarray(made.parent, np.int64)
    before, after = owner[network.predecessor], owner[network.successor]
    if made.nested is None:
        made.nested = _intervals(made)
    first, last = made.nested
    isa_summary = np.zeros(len(parent), np.bool_)
    isa_summary[list(made.children)] = True
    real = (before >= 0) & (after >= 0)
    above = np.where(real & isa_summary[before], before, np.where(real, parent[before], -1))
    while (above >= 0).any():
        inside = (first[above] <= first[after]) & (first[after] <= last[above])
        above = np.where(inside, -1, above)
        leaves = above >= 0
        np.minimum.at(least, above[leaves], slack[leaves])
        above = np.where(leaves, parent[above], -1)
    return least


def _intervals(made: Logic) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Numbers of rows such that those below a row are the ones from its ``first`` to its ``last``."""
    size = len(made.parent)
    first, last = np.zeros(size, np.int64), np.zeros(size, np.int64)
    waiting = [row for row in range(size - 1, -1, -1) if made.parent[row] < 0]
    seen: list[int] = []
    while waiting:
        row = waiting.pop()
        first[row] = last[row] = len(seen)
        seen.append(row)
        waiting.extend(reversed(made.children.get(row, ())))
    for row in reversed(seen):
        if made.parent[row] >= 0:
            last[made.parent[row]] = max(last[made.parent[row]], last[row])
    return first, last


def _work_between(calendars: Calendars, number: int, a: int, b: int) -> int:
    return tables.work(calendars, number, int(b)) - tables.work(calendars, number, int(a))


def deepest_first(made: Logic) -> list[int]:
    """Rows of summaries, each after those below it."""
    found: list[int] = []
    waiting = [row for row in made.children if made.parent[row] < 0]
    while waiting:
        row = waiting.pop()
        found.append(row)
        waiting.extend(child for child in made.children[row] if child in made.children)
    return found[::-1]
