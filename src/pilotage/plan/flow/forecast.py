"""New forecasts: when so many items will be done, and how many will be done by a day."""

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from pilotage.engine.throughput.calibration import LEARNED, Correction, correct, learn, recalibrated
from pilotage.engine.throughput.looking import TUNED, History, Looked, ask, look, replay, replay_horizon
from pilotage.engine.throughput.scores import LEVELS, TOLD
from pilotage.engine.throughput.walking import HORIZON, SCOPES
from pilotage.plan.flow.history import Sufficiency, WorkHistory, number_of, sufficiency
from pilotage.plan.flow.track_record import TrackRecord, Trained

METHOD: Final = 1
"""Counts up when the same history would be forecast otherwise; ledgers store it."""
RUNS: Final = 10_000
_RUNS_EACH: Final = 2_000  # of the many questions that "how many by a day" asks
_MOST_ITEMS: Final = 1_000_000
FARTHEST: Final = 260.0
"""Weeks, at the recent rate, beyond which nothing is forecast."""

Quantiles = NDArray[np.float64]


class When(msgspec.Struct, frozen=True):
    """The percentile ``level`` of "when": by ``date`` with ``level`` percent, ``weeks`` after the origin. ``beyond``:
    at that date or later, since the horizon that forecasts are tested on ends there.
    """

    level: int
    date: dt.date
    weeks: float
    beyond: bool


class HowMany(msgspec.Struct, frozen=True):
    """At least ``items`` with ``level`` percent."""

    level: int
    items: int


class FlowForecast(msgspec.Struct, frozen=True):
    """One forecast. Where ``state`` is not ``enough`` there are no numbers. ``on_time`` is the chance of ``items`` by
    ``until`` where both were asked. ``calibrated`` says whether errors of earlier forecasts corrected it: ``learned``
    of them, ``own`` of the history itself. ``nominal`` is the scope in weeks at the recent rate; outside of
    ``tried`` such forecasts have no track record.
    """

    history: str
    as_of: dt.date
    state: Sufficiency
    since: dt.date | None
    done: int
    recent: float
    items: int | None
    until: dt.date | None
    when: tuple[When, ...]
    how_many: tuple[HowMany, ...]
    on_time: float | None
    nominal: float | None
    tried: bool
    calibrated: bool
    learned: int
    own: int
    seed: int
    held: TrackRecord | None
    held_all: TrackRecord | None


class _Ready:
    """A history at its origin, with what was learned for it: gives the percentiles of any scope."""

    def __init__(self, days: History, trained: Trained, name: str, origin: int, seed: int) -> None:
        self.days, self.origin, self.seed, self.trained = days, origin, seed, trained
        self.row = trained.names.index(name) if name in trained.names else -1
        self.looked: Looked = look(days, origin, TUNED)
        self.learned: Correction | None = learn(trained.past, self.row, origin, LEARNED)

    def weeks(self, items: int, runs: int) -> Quantiles:
        """The 99 percentiles of the weeks until so many items are done."""
        if self.learned is None:
            return np.quantile(replay(self.looked, items, runs, self.seed), LEVELS)
        asked = ask(self.looked, self.days, items, runs, self.seed)
        found = correct(self.learned, asked, max(self.nominal(items), 0.1), LEARNED)
        moved = recalibrated(found, self.trained.ended, self.row, self.origin, LEARNED)
        return np.minimum(np.maximum.accumulate(moved), self.horizon(items))

    def nominal(self, items: int) -> float:
        return items / self.looked.recent

    def horizon(self, items: int) -> float:
        """Weeks beyond which no forecast of that scope has been tested."""
        return HORIZON * max(self.nominal(items), 1.0)


def forecast(
    history: WorkHistory,
    trained: Trained,
    *,
    as_of: dt.date,
    items: int | None = None,
    until: dt.date | None = None,
    seed: int = 1,
    runs: int = RUNS,
) -> FlowForecast:
    """At the end of ``as_of``. ``trained`` must not know more than was known then. Raises ValueError where neither
    ``items`` nor ``until`` is given, or ``until`` is not after ``as_of``.
    """
    if items is None and until is None:
        raise ValueError("either items or until is needed")
    if until is not None and until <= as_of:
        raise ValueError("until must be after as_of")
    state = sufficiency(history, as_of)
    ready = None
    if state is Sufficiency.ENOUGH and history.days is not None:
        ready = _Ready(history.days, trained, history.name, number_of(as_of), seed)
        if _reaches(ready, as_of, items, until) > FARTHEST:
            state, ready = Sufficiency.FAR, None
    when, on_time, many = _answers(ready, as_of, items, until, runs)
    nominal = None if ready is None or items is None else ready.nominal(items)
    return FlowForecast(
        history=history.name,
        as_of=as_of,
        state=state,
        since=history.first,
        done=history.done,
        recent=0.0 if ready is None else ready.looked.recent,
        items=items,
        until=until,
        when=when,
        how_many=many,
        on_time=on_time,
        nominal=nominal,
        tried=_tried(nominal, as_of, until),
        calibrated=ready is not None and ready.learned is not None,
        learned=0 if ready is None or ready.learned is None else ready.learned.known,
        own=0 if ready is None or ready.learned is None else ready.learned.own,
        seed=seed,
        held=trained.record(history.name),
        held_all=trained.pooled,
    )


def _reaches(ready: _Ready, as_of: dt.date, items: int | None, until: dt.date | None) -> float:
    """Weeks that a question reaches ahead."""
    weeks = 0.0 if items is None else ready.nominal(items)
    return weeks if until is None else max(weeks, (until - as_of).days / 7)


def _answers(
    ready: _Ready | None, as_of: dt.date, items: int | None, until: dt.date | None, runs: int
) -> tuple[tuple[When, ...], float | None, tuple[HowMany, ...]]:
    if ready is None:
        return (), None, ()
    span = None if until is None else (until - as_of).days / 7
    if items is None:
        return (), None, _how_many(ready, span or 0.0)
    quantiles = ready.weeks(items, runs)
    end = ready.horizon(items) if ready.learned is not None else replay_horizon(ready.looked, items)
    when = tuple(when_at(level, float(quantiles[level - 1]), as_of, end) for level in TOLD)
    if span is None:
        return when, None, ()
    return when, float(np.interp(span, quantiles, LEVELS, left=0.0, right=1.0)), ()


def when_at(level: int, weeks: float, as_of: dt.date, end: float) -> When:
    return When(level, as_of + dt.timedelta(days=int(np.ceil(7 * weeks))), weeks, bool(weeks >= end - 1e-9))


def _how_many(ready: _Ready, span: float) -> tuple[HowMany, ...]:
    """The most items whose percentile still lies within ``span`` weeks, by halving."""

    @cache
    def weeks(items: int) -> Quantiles:
        return ready.weeks(items, _RUNS_EACH)

    def most(level: int) -> int:
        return _most(lambda items: float(weeks(items)[level - 1]) <= span)

    return tuple(HowMany(level, most(level)) for level in TOLD)


def _most(fits: Callable[[int], bool]) -> int:
    high = 1
    while high < _MOST_ITEMS and fits(high):
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def _tried(nominal: float | None, as_of: dt.date, until: dt.date | None) -> bool:
    weeks = nominal if nominal is not None else ((until - as_of).days / 7 if until is not None else 0.0)
    return SCOPES[0] / 2 <= weeks <= SCOPES[-1] * 2
