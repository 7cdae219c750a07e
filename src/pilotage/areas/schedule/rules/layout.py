"""The display order of a plan: the program, its workstreams, and below each the activities as a tree."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.program import Program

WORKSTREAM_PREFIX = "ws:"
PROGRAM_PREFIX = "program:"


@dataclass(frozen=True, eq=False, slots=True)
class Layout:
    """Rows of the plan grid in display order; row 0 is the program.

    ``activity`` and ``workstream`` are indices into the program's tuples (-1 for none), ``parent`` a row (-1 for
    row 0), ``row_of`` the display row of each activity of the program. All int32.
    """

    activity: NDArray[np.int32]
    workstream: NDArray[np.int32]
    parent: NDArray[np.int32]
    level: NDArray[np.int32]
    row_of: NDArray[np.int32]
    wbs: list[str]
    ids: list[str]

    def __len__(self) -> int:
        return len(self.ids)


def layout_of(program: Program) -> Layout:
    """Lay out a program. An activity whose parents form a loop or are missing is shown at its workstream."""
    tree = _Tree(program)
    rows = _Rows(tree)
    top = rows.add(PROGRAM_PREFIX + program.id, -1, -1, parent=-1, level=0, wbs="")
    number = 0
    for index, workstream in enumerate(program.workstreams):
        number += 1
        row = rows.add(WORKSTREAM_PREFIX + workstream.id, -1, index, parent=top, level=1, wbs=str(number))
        rows.add_tree(tree.roots[index], row, 2, f"{number}.", 0)
    rows.add_tree(tree.roots[-1], top, 1, "", number)
    rows.add_tree(rows.unplaced(), top, 1, "", number + len(tree.roots[-1]))
    return rows.layout()


def same_structure(old: Program, new: Program) -> bool:
    """Whether both programs have the same display rows, so that the layout of one serves the other."""
    if old.workstreams is not new.workstreams and old.workstreams != new.workstreams:
        return False
    if old.activities is new.activities:
        return True
    return len(old.activities) == len(new.activities) and all(
        a is b or (a.id == b.id and a.parent == b.parent and a.workstream == b.workstream)
        for a, b in zip(old.activities, new.activities, strict=True)
    )


class _Tree:
    def __init__(self, program: Program) -> None:
        self.activities: Sequence[Activity] = program.activities
        index = {activity.id: row for row, activity in enumerate(program.activities)}
        streams = {workstream.id: row for row, workstream in enumerate(program.workstreams)}
        self.children: dict[int, list[int]] = defaultdict(list)
        self.roots: dict[int, list[int]] = defaultdict(list)
        self.stream = [streams.get(activity.workstream or "", -1) for activity in program.activities]
        for row, activity in enumerate(program.activities):
            parent = index.get(activity.parent or "", -1)
            if parent >= 0 and parent != row:
                self.children[parent].append(row)
            else:
                self.roots[self.stream[row]].append(row)


class _Rows:
    def __init__(self, tree: _Tree) -> None:
        self._tree = tree
        self._row_of = [-1] * len(tree.activities)
        self._columns: list[tuple[int, int, int, int]] = []
        self._wbs: list[str] = []
        self._ids: list[str] = []

    def add(self, id_: str, activity: int, workstream: int, *, parent: int, level: int, wbs: str) -> int:
        self._columns.append((activity, workstream, parent, level))
        self._wbs.append(wbs)
        self._ids.append(id_)
        return len(self._ids) - 1

    def add_tree(self, roots: Sequence[int], parent: int, level: int, prefix: str, counted: int) -> None:
        stack = [(root, parent, level, f"{prefix}{counted + n}") for n, root in enumerate(roots, 1)][::-1]
        tree = self._tree
        while stack:
            index, above, depth, wbs = stack.pop()
            if self._row_of[index] >= 0:
                continue
            row = self.add(tree.activities[index].id, index, tree.stream[index], parent=above, level=depth, wbs=wbs)
            self._row_of[index] = row
            children = tree.children.get(index)
            if children:
                stack.extend(
                    (child, row, depth + 1, f"{wbs}.{n}") for n, child in reversed(list(enumerate(children, 1)))
                )

    def unplaced(self) -> list[int]:
        return [index for index, row in enumerate(self._row_of) if row < 0]

    def layout(self) -> Layout:
        columns = np.array(self._columns, dtype=np.int32).reshape(-1, 4)
        return Layout(
            activity=columns[:, 0].copy(),
            workstream=columns[:, 1].copy(),
            parent=columns[:, 2].copy(),
            level=columns[:, 3].copy(),
            row_of=np.array(self._row_of, dtype=np.int32),
            wbs=self._wbs,
            ids=self._ids,
        )
