"""Stays of items in states, read off their dated changes: time in each state, efficiency, re-openings, pace."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from pilotage.engine.flow.counting import OPEN
from pilotage.plan.flow.items.history import date_of
from pilotage.plan.flow.items.states import states
from pilotage.plan.flow.measures.columns import Basis, Columns, Days, Flags
from pilotage.plan.flow.measures.durations import FEWEST, percentiles
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem

Times = NDArray[np.float64]

_DAY: Final = 86_400.0
_TODO, _DOING, _DONE = StatusCategory.TODO, StatusCategory.DOING, StatusCategory.DONE


class Stays(NamedTuple):
    """One row a stay: an item's (row of the columns) in a state (row of ``names``), from ``start`` until before
    ``stop``, in days since the epoch; a stay that goes on stops at infinity. By item, then by time.

    ``guessed`` are states of which neither the tracker nor the word tells the category. ``changed`` are the items whose
    changes of state are known. ``order`` are the states as items pass them.
    """

    item: Days
    state: Days
    start: Times
    stop: Times
    names: tuple[str, ...]
    categories: tuple[StatusCategory, ...]
    guessed: Flags
    changed: Flags
    order: tuple[int, ...]


class TimeInState(msgspec.Struct, frozen=True):
    """Days that items finished in the period spent in a state between start and finish: the mean over ``items``
    that were in it, and the share of the time of all.
    """

    name: str
    category: StatusCategory
    items: int
    days: float
    share: float


class Pace(msgspec.Struct, frozen=True):
    """A state of work, and the age at which items that were finished in the period left it for good, by level; empty
    where fewer than `FEWEST` did. ``now`` items in progress are in it.
    """

    state: str
    items: int
    now: int
    percentiles: dict[int, int]


class Reopened(msgspec.Struct, frozen=True):
    """Moves from done to not done in the period, and the items that were moved; ``still`` of these are open."""

    times: int
    items: int
    still: int


def stays(table: Columns) -> Stays | None:
    """Of all items with changes of state; None where there are none up to the end of the period."""
    rows = list(_rows(table))
    if not rows:
        return None
    known = {state.name: state for state in states(table.items)}
    names = sorted({name for _row, name, _start, _stop in rows})
    codes = {name: code for code, name in enumerate(names)}
    item = np.array([row for row, _name, _start, _stop in rows], np.int64)
    state = np.array([codes[name] for _row, name, _start, _stop in rows], np.int64)
    start = np.array([each for _row, _name, each, _stop in rows])
    stop = np.array([each for _row, _name, _start, each in rows])
    changed = np.zeros(len(table.items), np.bool_)
    changed[item] = True
    kinds = tuple(known[name].category for name in names)
    guessed = np.array([known[name].guessed for name in names], np.bool_)
    return Stays(item, state, start, stop, tuple(names), kinds, guessed, changed, _ordered(item, state, kinds))


def _rows(table: Columns) -> Iterator[tuple[int, str, float, float]]:
    """Changes after the period are unknown then, and so is what an item was in before the first known change."""
    edge = (table.today + 1) * _DAY
    for row, item in enumerate(table.items):
        moves = [(at, move) for move in item.transitions if (at := move.at.timestamp()) < edge]
        if not item.transitions:
            continue
        before = item.transitions[0].before
        steps = [(at, move.after) for at, move in moves]
        if before and item.created is not None:
            steps.insert(0, (min(item.created.timestamp(), steps[0][0] if steps else edge), before))
        for at, (start, name) in enumerate(steps):
            stop = steps[at + 1][0] if at + 1 < len(steps) else np.inf
            if stop > start:
                yield row, name, start / _DAY, stop / _DAY


def _ordered(item: Days, state: Days, categories: tuple[StatusCategory, ...]) -> tuple[int, ...]:
    """By category, then by the mean place among an item's states at which a state is first met."""
    first = np.concatenate(([True], item[1:] != item[:-1]))
    begins = np.flatnonzero(first)
    place = np.arange(len(item)) - np.repeat(begins, np.diff(np.append(begins, len(item))))
    count = np.bincount(state, minlength=len(categories))
    mean = np.bincount(state, weights=place, minlength=len(categories)) / np.maximum(count, 1)
    rank = list(StatusCategory)
    return tuple(sorted(range(len(categories)), key=lambda code: (rank.index(categories[code]), mean[code], code)))


def efficiency(found: Stays | None, table: Columns) -> tuple[float | None, int, tuple[TimeInState, ...]]:
    """The share of the time from start to finish in states of work, of how many items; and the time in each state. Of
    items that were finished in the period and whose changes are known, all in states that are no guess.
    """
    if found is None:
        return None, 0, ()
    begin, end = _instants(table)
    start, stop = np.maximum(found.start, begin[found.item]), np.minimum(found.stop, end[found.item])
    chosen = table.recent & found.changed & (end > begin)
    chosen[found.item[found.guessed[found.state] & (stop > start)]] = False
    items = int(chosen.sum())
    inside = chosen[found.item] & (stop > start)
    spent = np.where(inside, stop - start, 0.0)
    total = float((end[chosen] - begin[chosen]).sum())
    if not items or total <= 0:
        return None, 0, ()
    days = np.bincount(found.state, weights=spent, minlength=len(found.names))
    there = [len(np.unique(found.item[inside & (found.state == code)])) for code in range(len(found.names))]
    working = sum(float(days[code]) for code, category in enumerate(found.categories) if category is _DOING)
    told = tuple(
        TimeInState(found.names[code], found.categories[code], there[code], float(days[code]) / there[code], share)
        for code in found.order
        if there[code] and (share := float(days[code]) / total) >= 0
    )
    return working / total, items, told


def _instants(table: Columns) -> tuple[Times, Times]:
    """Start and finish of each item in days; not a number where unknown."""
    begin = [np.nan if item.started is None else item.started.timestamp() / _DAY for item in table.items]
    end = [np.nan if item.resolved is None else item.resolved.timestamp() / _DAY for item in table.items]
    return np.array(begin, np.float64), np.array(end, np.float64)


def paces(found: Stays | None, table: Columns, current: Mapping[int, str]) -> tuple[Pace, ...]:
    """Of each state of work, as items pass them. ``current`` is the state of each item in progress, by its row."""
    if found is None or table.basis is not Basis.STARTED:
        return ()
    now: dict[str, int] = {}
    for name in current.values():
        now[name] = now.get(name, 0) + 1
    last_day = np.where(np.isinf(found.stop), table.ended[found.item], np.floor(found.stop)).astype(np.float64)
    left = np.minimum(last_day, table.ended[found.item])
    age = (left - table.begun[found.item] + 1).astype(np.float64)
    counts = (table.recent & (table.taken > 0))[found.item] & (age >= 1)
    return tuple(
        pace
        for code in found.order
        if found.categories[code] is _DOING
        for pace in [_pace(found, code, age, counts, now.get(found.names[code], 0))]
        if pace.items or pace.now
    )


def _pace(found: Stays, code: int, age: Times, counts: Flags, now: int) -> Pace:
    rows = np.flatnonzero(counts & (found.state == code))
    items = found.item[rows]
    last = np.flatnonzero(np.append(items[1:] != items[:-1], True)) if len(items) else rows
    ages = age[rows[last]].astype(np.int64)
    return Pace(found.names[code], len(ages), now, percentiles(ages) if len(ages) >= FEWEST else {})


def reopened(found: Stays | None, table: Columns) -> Reopened | None:
    """None where no changes of state are known."""
    if found is None:
        return None
    done = np.array([category is _DONE for category in found.categories])[found.state]
    again = np.flatnonzero(done[:-1] & ~done[1:] & (found.item[1:] == found.item[:-1])) + 1
    again = again[(found.start[again] >= table.first) & (found.start[again] < table.today + 1)]
    items = np.unique(found.item[again])
    return Reopened(len(again), len(items), int((table.ended[items] == OPEN).sum()))


def counted(found: Stays, table: Columns, ends: Days) -> Iterator[tuple[str, StatusCategory, tuple[int, ...]]]:
    """How many open items were in each state at the end of each day. Of items without known changes the open ones are
    in the state in which they are now, the others were in a nameless one. Empty where most changes are unknown.
    """
    shown = (table.ended >= table.first) & (table.came <= table.today)
    if 2 * int((found.changed & shown).sum()) < int(shown.sum()):
        return
    finish = table.ended[found.item]
    begins = np.floor(found.start).astype(np.int64)
    goes_on = np.isinf(found.stop)
    stops = np.minimum(np.where(goes_on, OPEN, np.where(goes_on, 0, found.stop).astype(np.int64)), finish)
    others = _unchanged(found, table, shown)
    for code in found.order:
        rows = (found.state == code) & (begins < stops)  # moves after its finish are no stay of open work
        unmoved = others.pop(found.names[code], np.zeros(0, np.int64))
        counts = _present(begins[rows], stops[rows], ends)
        counts += _present(table.came[unmoved], table.ended[unmoved], ends)
        if counts.any():
            yield found.names[code], found.categories[code], tuple(counts.tolist())
    for name, unmoved in sorted(others.items()):
        counts = _present(table.came[unmoved], table.ended[unmoved], ends)
        if counts.any():
            yield name, table.items[unmoved[0]].status_category if name else _TODO, tuple(counts.tolist())


def _unchanged(found: Stays, table: Columns, shown: Flags) -> dict[str, Days]:
    """The items without known changes by their state."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row in np.flatnonzero(shown & ~found.changed).tolist():
        rows[table.items[row].status if table.ended[row] == OPEN else ""].append(row)
    return {name: np.array(each, np.int64) for name, each in rows.items()}


def _present(starts: Days, stops: Days, ends: Days) -> Days:
    begun = np.searchsorted(np.sort(starts), ends, side="right")
    gone = np.searchsorted(np.sort(stops), ends, side="right")
    return (begun - gone).astype(np.int64)


def state_at(item: WorkItem, today: int) -> str:
    """The state at the end of a day: from its changes, where they are known."""
    if not item.transitions:
        return item.status
    edge = dt.datetime.combine(date_of(today + 1), dt.time(), dt.UTC)
    before = [move for move in item.transitions if move.at < edge]
    return before[-1].after if before else item.transitions[0].before
