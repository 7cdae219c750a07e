"""The logic of a program as a graph: rows of activities, summaries taken apart, links between nodes.

A node is an activity's row. A summary's row is the hub that hands what bounds its start to each of its activities; a
further node, behind the rows, gathers the finish (or the start) of its activities for links that leave the summary.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import network as columns
from pilotage.engine.graph import cycles, topological_order
from pilotage.plan.network.retained import retain
from pilotage.plan.vocabulary.activities import ActivityKind, DependencyKind
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.scheduling_rules import Behavior, ProgressRule

KINDS = {
    DependencyKind.FS: columns.FS,
    DependencyKind.SS: columns.SS,
    DependencyKind.FF: columns.FF,
    DependencyKind.SF: columns.SF,
}


@dataclass(slots=True)
class Logic:
    """``parent`` and ``children`` are rows; ``predecessor``, ``successor``, ``kind`` and ``dependency`` (index into
    ``program.dependencies``, -1 inside a summary) are columns over links; ``owner`` gives each node's row.
    """

    index: dict[str, int]
    parent: list[int]
    children: dict[int, list[int]]
    owner: list[int]
    predecessor: list[int] = field(default_factory=list)
    successor: list[int] = field(default_factory=list)
    kind: list[int] = field(default_factory=list)
    dependency: list[int] = field(default_factory=list)
    order: list[int] = field(default_factory=list)
    spans: dict[int, list[int]] = field(default_factory=dict)
    """Dependencies of each level of effort: they give it its dates, and it hands nothing on."""

    nested: tuple[NDArray[np.int64], NDArray[np.int64]] | None = None
    """Numbers of rows by which those below a summary are told, once somebody asked for them (`rolling_up`)."""

    end: int = -1
    """The node that stands for the date the program must be over, if there is one."""

    @property
    def size(self) -> int:
        return len(self.owner)

    def leaves(self, row: int) -> Iterator[int]:
        """Rows of the activities below a summary, at any depth."""
        waiting = [row]
        while waiting:
            for child in self.children[waiting.pop()]:
                if child in self.children:
                    waiting.append(child)
                else:
                    yield child

    def link(self, predecessor: int, successor: int, kind: int, dependency: int) -> None:
        self.predecessor.append(predecessor)
        self.successor.append(successor)
        self.kind.append(kind)
        self.dependency.append(dependency)

    def add(self, owner: int) -> int:
        """One more node behind the rows."""
        self.owner.append(owner)
        return self.size - 1

    def cycles(self) -> list[list[int]]:
        """Cycles as rows, each activity or summary once."""
        found = []
        for cycle in cycles(self.size, self.predecessor, self.successor):
            rows = [self.owner[node] for node in cycle]
            found.append([row for at, row in enumerate(rows) if row != rows[at - 1] or len(rows) == 1])
        return found


def logic(program: Program) -> Logic:
    """The graph of ``program``; links to what does not exist are left out, parents in a circle count as none."""
    activities = program.activities
    index: dict[str, int] = {}
    for row, activity in enumerate(activities):
        index.setdefault(activity.id, row)
    parent = [-1 if each.parent is None else index.get(each.parent, -1) for each in activities]
    for row in parents_in_a_circle(parent):
        parent[row] = -1
    children: dict[int, list[int]] = {}
    for row, above in enumerate(parent):
        if above >= 0:
            children.setdefault(above, []).append(row)
    made = Logic(index, parent, children, list(range(len(activities))))
    _link_all(program, made)
    if program.rules.behavior is Behavior.PRIMAVERA and program.rules.progress is ProgressRule.RETAINED_LOGIC:
        retain(program, made)
    if program.rules.finish is not None:
        made.end = made.add(-1)
    made.order = topological_order(made.size, made.predecessor, made.successor)
    return made


def _link_all(program: Program, made: Logic) -> None:
    index, children = made.index, made.children
    gathers: dict[tuple[int, int], int] = {}
    handed: set[int] = set()
    levels = {row for row, each in enumerate(program.activities) if each.kind is ActivityKind.LEVEL_OF_EFFORT}
    for at, dependency in enumerate(program.dependencies):
        before, after = index.get(dependency.predecessor), index.get(dependency.successor)
        if before is None or after is None or before == after:
            continue
        if levels and not levels.isdisjoint((before, after)):
            for row in (before, after):
                if row in levels:
                    made.spans.setdefault(row, []).append(at)
            continue
        kind = KINDS[dependency.kind]
        source = before
        if before in children:
            source = _gather(made, gathers, before, columns.FS if kind in (columns.FS, columns.FF) else columns.SS)
        if after not in children:
            made.link(source, after, kind, at)
        elif kind in (columns.FS, columns.SS):
            made.link(source, after, kind, at)
            if after not in handed:
                handed.add(after)
                for leaf in made.leaves(after):
                    made.link(after, leaf, columns.FS, -1)
        else:
            for leaf in made.leaves(after):
                made.link(source, leaf, kind, at)


def _gather(made: Logic, gathers: dict[tuple[int, int], int], row: int, kind: int) -> int:
    """The node that stands for the finish (FS) or the start (SS) of a summary."""
    node = gathers.get((row, kind))
    if node is None:
        node = gathers[row, kind] = made.add(row)
        for leaf in made.leaves(row):
            made.link(leaf, node, kind, -1)
    return node


def parents_in_a_circle(parent: list[int]) -> list[int]:
    """Rows whose line of parents leads back to themselves."""
    state = [0] * len(parent)  # 0 new, 1 on the walk, 2 settled
    found = []
    for row in range(len(parent)):
        walk, at = [], row
        while at >= 0 and state[at] == 0:
            state[at] = 1
            walk.append(at)
            at = parent[at]
        if at >= 0 and state[at] == 1:
            found.extend(walk[walk.index(at) :])
        for each in walk:
            state[each] = 2
    return found
