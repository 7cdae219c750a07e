"""Orders of activities, crossed and changed at random: kernels that know nothing of calendars or resources.

An order is a list of activities in which every activity comes behind its predecessors; so is every order made here.
A herd keeps the best orders met so far, ``size`` activities each, side by side in one column.
"""

from typing import Any, NamedTuple

MASK = 0xFFFFFFFF
NOBODY = 1 << 62
"""Cost of a place in the herd that is still empty."""


class Herd(NamedTuple):
    """Columns over members. Member ``p`` has its ``order`` and ``start`` at ``p * size``; ``mark`` tells its schedule
    from others; ``cost`` is to fall.
    """

    members: int
    size: int
    order: Any
    start: Any
    cost: Any
    mark: Any


def draw(state: Any, size: int) -> int:
    """A random number in ``[0, size)``: xorshift with 32 bits (Marsaglia 2003); ``state[0]`` is never 0."""
    x = state[0]
    x ^= (x << 13) & MASK
    x ^= x >> 17
    x ^= (x << 5) & MASK
    state[0] = x
    return (x * size) >> 32  # type: ignore[no-any-return]  # Any by design: list or array


def better_of_two(herd: Herd, state: Any) -> int:
    """A parent: the better of two members."""
    a = draw(state, herd.members)
    b = draw(state, herd.members)
    return a if herd.cost[a] <= herd.cost[b] else b


def settle(herd: Herd, child: Any, start: Any, cost: int, state: Any) -> bool:
    """Put a child in the place of the worse of two members, unless it is worse still or known. Says whether it did."""
    size = herd.size
    a = draw(state, herd.members)
    b = draw(state, herd.members)
    place = a if herd.cost[a] >= herd.cost[b] else b
    if cost > herd.cost[place]:
        return False
    mark = marked(start, size)
    for p in range(herd.members):
        if herd.cost[p] == cost and herd.mark[p] == mark:
            return False
    seat(herd, place, child, start, cost, mark)
    return True


def seat(herd: Herd, place: int, child: Any, start: Any, cost: int, mark: int) -> None:
    """Write a member."""
    base = place * herd.size
    for x in range(herd.size):
        herd.order[base + x] = child[x]
        herd.start[base + x] = start[x]
    herd.cost[place] = cost
    herd.mark[place] = mark


def marked(start: Any, size: int) -> int:
    """A number that differs, nearly always, between different columns of starts."""
    mark = 0
    for x in range(size):
        mark = ((mark ^ start[x]) * 0x9E3779B1 + x) & MASK
    return mark


def sort_by(key: Any, given: Any, sorted_: Any, count: Any, top: int) -> None:
    """``given`` into ``sorted_`` by ``key`` of each activity, all in ``[0, top]``; equal ones keep their order.

    ``count`` is working space of ``top + 2``.
    """
    for t in range(top + 2):
        count[t] = 0
    for j in given:
        count[key[j] + 1] += 1
    for t in range(top + 1):
        count[t + 1] += count[t]
    for j in given:
        at = count[key[j]]
        sorted_[at] = j
        count[key[j]] = at + 1


def cross_segment(herd: Herd, mother: int, father: int, first: int, last: int, child: Any, inside: Any) -> None:
    """The mother's places ``[first, last)`` as they are, those before and those behind them in the father's order.

    ``inside`` is working space, one for each activity.
    """
    size = herd.size
    order = herd.order
    base = mother * size
    for x in range(size):
        place = 0
        if x >= last:
            place = 2
        elif x >= first:
            place = 1
            child[x] = order[base + x]
        inside[order[base + x]] = place
    low = 0
    high = last
    base = father * size
    for x in range(size):
        j = order[base + x]
        if inside[j] == 0:
            child[low] = j
            low += 1
        elif inside[j] == 2:
            child[high] = j
            high += 1


def shift(into: Any, first_in: Any, order: Any, at: int, most: int, state: Any) -> None:
    """Move the activity at place ``at`` up to ``most`` places earlier, no further than behind its last predecessor."""
    j = order[at]
    reach = 0
    free = True
    while free and reach < most and reach < at:
        before = order[at - reach - 1]
        for x in range(first_in[j], first_in[j + 1]):
            if into[x] == before:
                free = False
        if free:
            reach += 1
    steps = draw(state, reach + 1)
    for x in range(at, at - steps, -1):
        order[x] = order[x - 1]
    order[at - steps] = j


def shift_some(into: Any, first_in: Any, order: Any, times: int, state: Any) -> None:
    """Shift up to ``times`` activities, each by at most a quarter of the order."""
    size = len(order)
    for _ in range(draw(state, times + 1)):
        shift(into, first_in, order, draw(state, size), size // 4 + 1, state)


def scatter(into: Any, first_in: Any, order: Any, state: Any) -> None:
    """A random order out of any order."""
    size = len(order)
    for _ in range(2):
        for x in range(size):
            shift(into, first_in, order, x, size, state)
