"""How long items took, the single items behind that, and how old the open ones are beside it."""

import datetime as dt
from typing import Final

import msgspec
import numpy as np

from pilotage.engine.flow.ageing import survival
from pilotage.engine.flow.counting import OPEN
from pilotage.plan.flow.items.history import date_of
from pilotage.plan.flow.measures.columns import Basis, Columns, Days

LEVELS: Final = (50, 70, 85, 95)
EXPECTED: Final = 85
"""The service level: so many percent of items are expected to take no longer."""

FEWEST: Final = 5
"""Finished items from which percentiles are told."""

MOST_POINTS: Final = 2_000
"""Single items that are told; of more, the slowest and a regular sample of the others."""


class Durations(msgspec.Struct, frozen=True):
    """Days that ``items`` finished items took; ``percentiles`` by level, empty where they are fewer than `FEWEST`."""

    items: int
    mean: float | None
    percentiles: dict[int, int]


class FinishedItem(msgspec.Struct, frozen=True):
    """An item that was finished, and the days that it took."""

    key: str
    title: str
    finished: dt.date
    days: int


class Points(msgspec.Struct, frozen=True):
    """Finished items by day of finish. Where the period has more than `MOST_POINTS`, all items that took longer than
    ``whole_above`` days are there, and every ``every``-th of the others; else all of them.
    """

    points: tuple[FinishedItem, ...]
    items: int
    every: int
    whole_above: int


class Ageing(msgspec.Struct, frozen=True):
    """An item in progress: ``age`` days old today, ``passed`` the highest percentile that it is past (0: none),
    ``late`` the chance that it takes longer than the expected days; None where nothing so old was ever finished.
    """

    key: str
    title: str
    status: str
    age: int
    passed: int
    late: float | None


def durations(taken: Days) -> Durations:
    """Of items that took so many days."""
    if len(taken) < FEWEST:
        return Durations(len(taken), None, {})
    return Durations(len(taken), float(taken.mean()), percentiles(taken))


def percentiles(taken: Days) -> dict[int, int]:
    """The fewest days within which that share of the items was finished, by level."""
    curve = survival(taken, np.zeros(0, np.int64))
    return {level: days for level in LEVELS if (days := curve.percentile(level / 100)) is not None}


def spans(starts: Days, table: Columns) -> Days:
    """Days from a start to the finish, both included, of the items that were finished in the period."""
    both = table.recent & (starts != OPEN)
    taken: Days = table.ended[both] - starts[both] + 1
    return taken


def points(table: Columns) -> Points:
    """The items that were finished in the period, thinned where nobody could tell them apart."""
    days = table.taken
    rows = np.flatnonzero(table.recent & (days > 0))
    keys = [table.items[row].key for row in rows.tolist()]
    order = np.array(sorted(range(len(rows)), key=lambda at: (table.ended[rows[at]], keys[at])), np.int64)
    rows = rows[order]
    kept, every, above = _thinned(days[rows])
    shown = tuple(
        FinishedItem(table.items[row].key, table.items[row].title, date_of(int(table.ended[row])), int(days[row]))
        for row in rows[kept].tolist()
    )
    return Points(shown, len(rows), every, above)


def _thinned(taken: Days) -> tuple[Days, int, int]:
    """Which of them to keep: a quarter of the room is for the slowest."""
    if len(taken) <= MOST_POINTS:
        return np.arange(len(taken)), 1, 0
    slowest = MOST_POINTS // 4
    above = int(np.partition(taken, len(taken) - slowest)[len(taken) - slowest])
    slow = taken > above
    others = np.flatnonzero(~slow)
    every = -(-len(others) // (MOST_POINTS - int(slow.sum())))
    return np.sort(np.concatenate([np.flatnonzero(slow), others[::every]])), every, above


def ageing(table: Columns, took: Durations, states: dict[int, str]) -> tuple[Ageing, ...]:
    """Oldest first; ``states`` by row. A backlog is not work in progress: where only creation is known, open items do
    not make the process look slower.
    """
    rows = np.flatnonzero(table.active)
    ages = table.today - table.since[rows] + 1
    expected = took.percentiles.get(EXPECTED)
    taken = table.taken[table.recent & (table.taken > 0)]
    curve = survival(taken, ages if table.basis is Basis.STARTED else np.zeros(0, np.int64))
    late: dict[int, float | None] = {}
    if expected is not None:
        late = {age: curve.late(age, expected) for age in np.unique(ages).tolist()}
    levels = sorted(took.percentiles.items())
    found = []
    for row, age in zip(rows.tolist(), ages.tolist(), strict=True):
        item = table.items[row]
        passed = max((level for level, days in levels if age > days), default=0)
        found.append(Ageing(item.key, item.title, states[row], age, passed, late.get(age)))
    return tuple(sorted(found, key=lambda each: (-each.age, each.key)))
