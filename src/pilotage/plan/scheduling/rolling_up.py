"""Dates that are made of other activities' dates: those of levels of effort and of summaries."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pilotage.engine.network import NONE
from pilotage.engine.paths import NO_LIMIT, link_slack
from pilotage.engine.schedule import Dates
from pilotage.plan.network.columns import Compiled
from pilotage.plan.network.level_of_effort import span_of, ties
from pilotage.plan.network.logic import Logic
from pilotage.plan.scheduling.driven import Driven
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
    early = (int(shaped.early_start.min()), int(shaped.early_finish.max()))
    columns = (
        (shaped.start, shaped.finish, int(shaped.start.min()), int(shaped.finish.max())),
        (shaped.early_start, shaped.early_finish, *early),
        (shaped.late_start, shaped.late_finish, *early),
    )
    tied = {row: ties(row, made.spans.get(row, []), program, made.index, compiled) for row in rows}
    for summary in {tie.row for each in tied.values() for tie in each} & made.children.keys():
        below = [leaf for leaf in made.leaves(summary) if leaf not in tied]
        for start, finish, _first, _last in columns if below else ():
            start[summary], finish[summary] = start[below].min(), finish[below].max()
    for row in rows:
        for start, finish, first, last in columns:
            begins, ends = span_of(tied[row], compiled, start, finish)
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
    for rows in _levels(shaped.logic):
        below = np.concatenate([children[row] for row in rows])
        first = np.cumsum([0, *(len(children[row]) for row in rows[:-1])])
        for column in (shaped.start, shaped.early_start, shaped.late_start):
            column[rows] = np.minimum.reduceat(column[below], first)
        for column in (shaped.finish, shaped.early_finish, shaped.late_finish):
            column[rows] = np.maximum.reduceat(column[below], first)
        shaped.critical[rows] = np.logical_or.reduceat(shaped.critical[below], first)
    above = np.fromiter(children, np.int64)
    by_start = shaped.work_between(shaped.early_start[above], shaped.late_start[above])
    by_finish = shaped.work_between(shaped.early_finish[above], shaped.late_finish[above])
    shaped.duration[above] = shaped.work_between(shaped.start[above], shaped.finish[above])
    shaped.total_float[above] = np.minimum(by_start, by_finish)
    shaped.free_float[above] = np.maximum(0, np.minimum(shaped.total_float[above], leaving[above]))
    shaped.driver[above] = -1
    shaped.driven_by[above] = Driven.CHILDREN


def _levels(made: Logic) -> list[list[int]]:
    """Rows of summaries by depth, the deepest first."""
    depth: dict[int, int] = {}
    for row in reversed(deepest_first(made)):  # each after those above it
        depth[row] = depth.get(made.parent[row], -1) + 1
    found: list[list[int]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for row, at in depth.items():
        found[at].append(row)
    return found[::-1]


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


def deepest_first(made: Logic) -> list[int]:
    """Rows of summaries, each after those below it."""
    found: list[int] = []
    waiting = [row for row in made.children if made.parent[row] < 0]
    while waiting:
        row = waiting.pop()
        found.append(row)
        waiting.extend(child for child in made.children[row] if child in made.children)
    return found[::-1]
