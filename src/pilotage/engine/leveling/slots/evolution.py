"""A genetic search over orders of a packed project: kernels.

Every child is placed, justified right and justified left again, three schedules (Valls, Ballestin and Quintanilla
2005); the order of its starts is what it hands on. A child keeps a stretch of its mother's order, chosen at random or
where her resources are busiest (after Valls, Ballestin and Quintanilla 2008, and Debels and Vanhoucke 2007).
"""

from typing import Any, NamedTuple

from pilotage.engine.leveling.breeding import (
    NOBODY,
    Herd,
    better_of_two,
    cross_segment,
    draw,
    marked,
    scatter,
    seat,
    settle,
    shift_some,
    sort_by,
)
from pilotage.engine.leveling.slots.packed import Project, place_all

SCHEDULES_A_CHILD = 3


class Space(NamedTuple):
    """Working space: columns over activities, then over slots; ``state`` is the random number's, ``dirty[0]`` how many
    slots of ``free`` are used.
    """

    child: Any
    other: Any
    inside: Any
    key: Any
    start: Any
    turned: Any
    free: Any
    count: Any
    busy: Any
    weight: Any
    dirty: Any
    state: Any


def justify(ahead: Project, back: Project, space: Space) -> int:
    """Place ``space.child``, push it right, push it left; its order becomes that of its starts. Returns the finish."""
    size = len(ahead.duration)
    last = size - 1
    child, other, key, start, turned = space.child, space.other, space.key, space.start, space.turned
    finish = place_all(ahead, child, space.free, space.dirty[0], start)
    for j in range(size):
        key[last - j] = finish - start[j] - ahead.duration[j]
    for x in range(size):
        other[x] = last - child[last - x]
    sort_by(key, other, child, space.count, finish)
    length = place_all(back, child, space.free, finish, turned)
    for j in range(size):
        key[j] = length - turned[last - j] - ahead.duration[j]
    for x in range(size):
        other[x] = last - child[last - x]
    sort_by(key, other, child, space.count, length)
    finish = place_all(ahead, child, space.free, length, start)
    space.dirty[0] = finish
    for x in range(size):
        other[x] = child[x]
    sort_by(start, other, child, space.count, finish)
    return finish


def found(ahead: Project, back: Project, herd: Herd, space: Space) -> None:
    """Fill the herd with random members. ``space.child`` holds some order."""
    for p in range(herd.members):
        scatter(ahead.into, ahead.first_in, space.child, space.state)
        cost = justify(ahead, back, space)
        seat(herd, p, space.child, space.start, cost, marked(space.start, herd.size))


def run(ahead: Project, back: Project, herd: Herd, space: Space, children: int, shifts: int, enough: int) -> int:
    """Found the herd where ``children`` is 0, else breed so many, or fewer once one costs ``enough``; returns the
    least cost.
    """
    if children == 0:
        found(ahead, back, herd, space)
    least = NOBODY
    for p in range(herd.members):
        if herd.cost[p] < least:
            least = herd.cost[p]
    for _ in range(children):
        if least <= enough:
            break
        mother = better_of_two(herd, space.state)
        father = better_of_two(herd, space.state)
        breed(ahead, herd, space, mother, father)
        shift_some(ahead.into, ahead.first_in, space.child, shifts, space.state)
        cost = justify(ahead, back, space)
        settle(herd, space.child, space.start, cost, space.state)
        if cost < least:
            least = cost
    return least


def breed(ahead: Project, herd: Herd, space: Space, mother: int, father: int) -> None:
    """A child of two members into ``space.child``; every second one keeps the mother's busiest stretch."""
    size = herd.size
    if draw(space.state, 2) == 0:
        first = draw(space.state, size + 1)
        last = draw(space.state, size + 1)
        if first > last:
            first, last = last, first
        cross_segment(herd, mother, father, first, last, space.child, space.inside)
        return
    finish = herd.cost[mother]
    length = finish // 4 + draw(space.state, finish // 2 + 1)
    at = busiest(ahead, herd, space, mother, length)
    base = mother * size
    first = 0
    while first < size and herd.start[base + herd.order[base + first]] < at:
        first += 1
    last = first
    while last < size and herd.start[base + herd.order[base + last]] <= at + length:
        last += 1
    cross_segment(herd, mother, father, first, last, space.child, space.inside)


def busiest(ahead: Project, herd: Herd, space: Space, member: int, length: int) -> int:
    """First slot of the ``length`` slots in which a member's resources are busiest together."""
    busy = space.busy
    finish = herd.cost[member]
    base = member * herd.size
    for t in range(finish + 1):
        busy[t] = 0
    for j in range(herd.size):
        at = herd.start[base + j]
        busy[at] += space.weight[j]
        busy[at + ahead.duration[j]] -= space.weight[j]
    for t in range(finish):
        busy[t + 1] += busy[t]
    total = 0
    for t in range(length):
        total += busy[t]
    best = total
    place = 0
    for t in range(finish - length):
        total += busy[t + length] - busy[t]
        if total > best or (total == best and draw(space.state, 2) == 0):
            best = total
            place = t + 1
    return place
