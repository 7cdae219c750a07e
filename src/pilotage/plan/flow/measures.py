"""Flow of one team's work items: how many, how long, how old, and whether that says something.

Days are UTC dates. Cycle time is finish - start + 1 days, lead time finish - creation + 1 days. Where the data tells no
starts, ages and work in progress count from creation.
"""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from pilotage.engine.flow.ageing import survival
from pilotage.engine.flow.control_charts import DEFAULT, Rule, xmr
from pilotage.engine.flow.counting import OPEN, LittlesLaw, in_progress, littles_law, throughput
from pilotage.plan.flow.cleaning import arrived, finished
from pilotage.plan.flow.history import date_of, number_of
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem

Days = NDArray[np.int64]

LEVELS: Final = (50, 70, 85, 95)
EXPECTED: Final = 85
"""The service level: so many percent of items are expected to take no longer."""

FEWEST: Final = 5
"""Finished items from which percentiles are told."""


class Basis(StrEnum):
    """From when an item is counted as being worked on."""

    STARTED = "started"
    CREATED = "created"


class Durations(msgspec.Struct, frozen=True):
    """Days that ``items`` finished items took; ``percentiles`` by level, empty where they are fewer than `FEWEST`."""

    items: int
    mean: float | None
    percentiles: dict[int, int]


class Week(msgspec.Struct, frozen=True):
    """The seven days that end with ``last``; ``wip`` is that of its last day."""

    last: dt.date
    arrived: int
    finished: int
    wip: int


class Signal(msgspec.Struct, frozen=True):
    """Weeks that differ by more than chance: ``first`` and ``last`` are the last days of weeks, ``side`` as in the
    engine.
    """

    rule: Rule
    first: dt.date
    last: dt.date
    weeks: int
    side: int


class Control(msgspec.Struct, frozen=True):
    """Weekly throughput and its natural limits."""

    mean: float
    lower: float
    upper: float
    signals: tuple[Signal, ...]


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


class Flow(msgspec.Struct, frozen=True, kw_only=True):
    """``weeks`` and all that is counted from them end with ``as_of``. ``efficiency`` is the share of the cycle time of
    ``efficiency_items`` finished items in which their state was one of work; None where no state changes are known.
    """

    name: str
    as_of: dt.date
    basis: Basis
    items: int
    open: int
    weeks: tuple[Week, ...]
    cycle_time: Durations
    lead_time: Durations
    expected: int | None
    ageing: tuple[Ageing, ...]
    control: Control | None
    little: LittlesLaw
    efficiency: float | None
    efficiency_items: int


def flow(name: str, items: Sequence[WorkItem], *, as_of: dt.date, weeks: int = 26) -> Flow:
    """Measure the ``weeks`` weeks that end with ``as_of``; ``items`` are as they were known then. Raises ValueError
    where ``weeks`` is not positive.
    """
    if weeks < 1:
        raise ValueError(f"weeks must be positive, not {weeks}")
    today = number_of(as_of)
    first = today - 7 * weeks + 1
    known = [item for item in items if arrived(item) is not None or finished(item) is not None]
    ends = _column([finished(item) for item in known])
    came = _column([arrived(item) for item in known])
    begun = _column([_started(item, as_of) for item in known])
    recent = (ends >= first) & (ends <= today)
    basis = Basis.STARTED if 2 * (begun[recent] != OPEN).sum() >= max(recent.sum(), 1) else Basis.CREATED
    since = begun if basis is Basis.STARTED else came
    worked = since != OPEN
    cycle, lead = _taken(begun, ends, recent), _taken(came, ends, recent)
    taken = cycle if basis is Basis.STARTED else lead
    durations = _durations(taken)
    active = worked & (ends == OPEN)
    share, measured = _efficiency([item for item, shown in zip(known, recent, strict=True) if shown], items)
    counted = throughput(ends[ends != OPEN], today, weeks)
    return Flow(
        name=name,
        as_of=as_of,
        basis=basis,
        items=len(items),
        open=sum(item.status_category is not StatusCategory.DONE for item in items),
        weeks=_weeks(came, since[worked], ends[worked], counted, today),
        cycle_time=_durations(cycle),
        lead_time=_durations(lead),
        expected=durations.percentiles.get(EXPECTED),
        ageing=_ageing(known, since, active, taken, durations, basis, today),
        control=_control(counted, today),
        little=littles_law(since[worked], ends[worked], first, today),
        efficiency=share,
        efficiency_items=measured,
    )


def _column(days: Sequence[dt.date | None]) -> Days:
    return np.array([OPEN if day is None else number_of(day) for day in days], np.int64)


def _started(item: WorkItem, as_of: dt.date) -> dt.date | None:
    """Unknown where it is said to lie after the finish, or has not come."""
    if item.started is None:
        return None
    day = item.started.astimezone(dt.UTC).date()
    return None if day > (finished(item) or as_of) else day


def _taken(starts: Days, ends: Days, chosen: NDArray[np.bool_]) -> Days:
    both = chosen & (starts != OPEN)
    taken: Days = ends[both] - starts[both] + 1
    return taken


def _durations(taken: Days) -> Durations:
    if len(taken) < FEWEST:
        return Durations(len(taken), None, {})
    curve = survival(taken, np.zeros(0, np.int64))
    percentiles = {level: days for level in LEVELS if (days := curve.percentile(level / 100)) is not None}
    return Durations(len(taken), float(taken.mean()), percentiles)


def _weeks(came: Days, since: Days, ends: Days, counted: Days, today: int) -> tuple[Week, ...]:
    weeks = len(counted)
    arrivals = throughput(came[came != OPEN], today, weeks)
    wip = in_progress(since, ends, today - 7 * weeks + 1, today)[6::7]
    last = [date_of(today - 7 * (weeks - 1 - at)) for at in range(weeks)]
    return tuple(
        Week(day, int(more), int(fewer), int(there))
        for day, more, fewer, there in zip(last, arrivals, counted, wip, strict=True)
    )


def _control(counted: Days, today: int) -> Control | None:
    chart = xmr(counted.astype(np.float64), rules=DEFAULT)
    if chart is None:
        return None

    def end_of(week: int) -> dt.date:
        return date_of(today - 7 * (len(counted) - 1 - week))

    signals = tuple(
        Signal(each.rule, end_of(each.first), end_of(each.last), each.last - each.first + 1, each.side)
        for each in chart.signals
    )
    return Control(mean=chart.center, lower=chart.lower, upper=chart.upper, signals=signals)


def _ageing(
    items: Sequence[WorkItem],
    since: Days,
    active: NDArray[np.bool_],
    taken: Days,
    durations: Durations,
    basis: Basis,
    today: int,
) -> tuple[Ageing, ...]:
    """Oldest first. A backlog is not work in progress: where only creation is known, open items do not make the
    process look slower.
    """
    ages = today - since[active] + 1
    expected = durations.percentiles.get(EXPECTED)
    curve = survival(taken, ages if basis is Basis.STARTED else np.zeros(0, np.int64))
    found = []
    for at, age in zip(np.flatnonzero(active).tolist(), ages.tolist(), strict=True):
        item = items[at]
        passed = max((level for level, days in durations.percentiles.items() if age > days), default=0)
        late = curve.late(age, expected) if expected is not None else None
        found.append(Ageing(item.key, item.title, _state(item, today), age, passed, late))
    return tuple(sorted(found, key=lambda each: (-each.age, each.key)))


def _state(item: WorkItem, today: int) -> str:
    """The state at the end of a day: from its changes, where they are known."""
    if not item.transitions:
        return item.status
    before = [each for each in item.transitions if number_of(each.at.astimezone(dt.UTC).date()) <= today]
    return before[-1].after if before else item.transitions[0].before


def _efficiency(done: Sequence[WorkItem], items: Sequence[WorkItem]) -> tuple[float | None, int]:
    """Days in a state of work over all days from start to finish, of finished items whose states are all known."""
    category = {item.status: item.status_category for item in items}
    working = total = 0.0
    measured = 0
    for item in done:
        if item.started is None or item.resolved is None or item.resolved <= item.started:
            continue
        changes = [each for each in item.transitions if each.at < item.resolved]
        if not changes or any(each.after not in category for each in changes):
            continue
        ends = [*(each.at for each in changes[1:]), item.resolved]
        measured += 1
        total += (item.resolved - item.started).total_seconds()
        working += sum(
            (end - max(each.at, item.started)).total_seconds()
            for each, end in zip(changes, ends, strict=True)
            if category[each.after] is StatusCategory.DOING and end > item.started
        )
    return (working / total if total else None), measured
