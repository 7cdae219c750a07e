"""One person does one thing after the other: dependencies that keep a person's activities apart.

A simple rule, not an optimum: where two activities of one person overlap and together ask for more than the person has,
the one with the earlier late start goes first. Activities that have started are not held back.
"""

import heapq

from msgspec.structs import replace

from pilotage.engine import network as columns
from pilotage.plan.scheduling.schedule import Schedule, schedule
from pilotage.plan.vocabulary.activities import Dependency
from pilotage.plan.vocabulary.program import Program

_EPSILON = 1e-9


def one_after_the_other(program: Program, plan: Schedule) -> tuple[Dependency, ...]:
    """Dependencies to add to ``program``, whose schedule is ``plan``, so that nobody is needed twice at once.

    Only pairs of activities are looked at. Raises `Unschedulable` as `schedule` does.
    """
    assigned = _assigned(program, plan)
    if not assigned:
        return ()
    place = _places(plan)
    for activities in assigned.values():
        activities.sort(key=lambda each: place[each[0]])
    added: dict[tuple[int, int], Dependency] = {}
    while True:
        clashes = [pair for pair in _clashes(program, plan, assigned) if pair not in added]
        if not clashes:
            return tuple(added.values())
        for a, b in clashes:
            ids = program.activities[a].id, program.activities[b].id
            added[a, b] = Dependency(predecessor=ids[0], successor=ids[1])
        plan = schedule(with_links(program, tuple(added.values())))


def with_links(program: Program, added: tuple[Dependency, ...]) -> Program:
    """The program with dependencies that it does not have yet and whose ends it has."""
    known = {each.id for each in program.dependencies}
    ids = {each.id for each in program.activities}
    fresh = [each for each in added if each.id not in known and {each.predecessor, each.successor} <= ids]
    return replace(program, dependencies=(*program.dependencies, *fresh)) if fresh else program


def _assigned(program: Program, plan: Schedule) -> dict[str, list[tuple[int, float]]]:
    """Unfinished activities of each person who has several: (row, units)."""
    state = plan.compiled.network.state
    found: dict[str, list[tuple[int, float]]] = {}
    for row, activity in enumerate(program.activities):
        if row in plan.logic.children or state[row] == columns.FINISHED or not plan.duration[row]:
            continue
        for assignment in activity.assignments:
            if not assignment.person:
                continue  # nobody is named yet
            found.setdefault(assignment.person, []).append((row, assignment.units))
    return {person: rows for person, rows in found.items() if len(rows) > 1}


def _clashes(program: Program, plan: Schedule, assigned: dict[str, list[tuple[int, float]]]) -> list[tuple[int, int]]:
    capacity = {each.id: each.capacity for each in program.people}
    waiting = plan.compiled.network.state
    found = []
    for person, rows in assigned.items():
        most = max(capacity.get(person, 1.0), *(units for _, units in rows)) + _EPSILON
        for at, (b, units) in enumerate(rows):
            if waiting[b] != columns.WAITING:
                continue
            for a, others in rows[:at]:
                together = plan.start[b] < plan.finish[a] and plan.start[a] < plan.finish[b]
                if together and units + others > most:
                    found.append((a, b))
    return found


def _places(plan: Schedule) -> dict[int, int]:
    """Place of each node in one order that all logic agrees with, by late start: links that follow it close no
    cycle.
    """
    made = plan.logic
    after: list[list[int]] = [[] for _ in range(made.size)]
    waiting = [0] * made.size
    for i, j in zip(made.predecessor, made.successor, strict=True):
        after[i].append(j)
        waiting[j] += 1
    state = plan.compiled.network.state

    def urgency(node: int) -> tuple[bool, int, int]:
        row = made.owner[node]
        return bool(state[node] == columns.WAITING), int(plan.late_start[row]), node

    ready = [urgency(node) for node in range(made.size) if not waiting[node]]
    heapq.heapify(ready)
    place: dict[int, int] = {}
    while ready:
        node = heapq.heappop(ready)[2]
        place[node] = len(place)
        for j in after[node]:
            waiting[j] -= 1
            if not waiting[j]:
                heapq.heappush(ready, urgency(j))
    return place
