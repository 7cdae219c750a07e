"""Retained logic past activities that finished out of sequence, as Primavera has it.

Where an activity finished before what it waits for, its successors still wait for that. A node behind the rows takes
the finished activity's place: it gathers what the activity waits for, and hands it on.
"""

from typing import Protocol

from pilotage.engine import network as columns
from pilotage.engine.graph import topological_order
from pilotage.plan.vocabulary.program import Program


class Links(Protocol):
    predecessor: list[int]
    successor: list[int]
    kind: list[int]
    dependency: list[int]

    @property
    def size(self) -> int: ...
    def add(self, owner: int) -> int: ...
    def link(self, predecessor: int, successor: int, kind: int, dependency: int) -> None: ...


def retain(program: Program, made: Links) -> None:
    """Add the nodes and links that pass over finished activities."""
    finished = {
        row for row, each in enumerate(program.activities) if each.actual_finish is not None or each.progress >= 1
    }
    if not finished:
        return
    into: dict[int, list[int]] = {}
    for e, successor in enumerate(made.successor):
        into.setdefault(successor, []).append(e)
    order = topological_order(made.size, made.predecessor, made.successor)
    instead: dict[int, int] = {}
    for row in order:
        if row not in finished:
            continue
        open_links = [
            e for e in into.get(row, ()) if made.predecessor[e] in instead or made.predecessor[e] not in finished
        ]
        if open_links:
            instead[row] = made.add(row)
            for e in open_links:
                source = instead.get(made.predecessor[e], made.predecessor[e])
                made.link(source, instead[row], made.kind[e], made.dependency[e])
    places = set(instead.values())
    for e in range(len(made.predecessor)):
        place = instead.get(made.predecessor[e])
        target = made.successor[e]
        if place is not None and target not in finished and target not in places:
            made.link(place, target, made.kind[e] & columns.FF, -1)
