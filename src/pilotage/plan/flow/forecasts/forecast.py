"""New forecasts: when so many items will be done, and how many will be done by a day."""

import datetime as dt
from collections.abc import Callable
from functools import cache, partial
from typing import Final, NamedTuple

import msgspec
import numpy as np

from pilotage.engine.throughput.course import AS_BEFORE, Course
from pilotage.engine.throughput.scores import TOLD
from pilotage.engine.throughput.walking import SCOPES
from pilotage.plan.flow.calibration.calibrated import METHOD, Answer, Calibrated
from pilotage.plan.flow.calibration.library import Lent, lent, shipped_items
from pilotage.plan.flow.calibration.track_record import TrackRecord, Trained
from pilotage.plan.flow.items.history import Sufficiency, WorkHistory, number_of, sufficiency

RUNS: Final = 10_000
_RUNS_EACH: Final = 2_000  # of the many questions that "how many by a day" asks
_LEAST_LIKELY: Final = 5  # percent, where the curve of that question ends
_POINTS: Final = 16  # of that curve, besides those tried anyway
_MOST_ITEMS: Final = 1_000_000
FARTHEST: Final = 260.0
"""Weeks, at the recent rate, beyond which nothing is forecast."""


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


class AtLeast(msgspec.Struct, frozen=True):
    """The chance that at least ``items`` are done by the day that was asked."""

    items: int
    chance: float


class Growth(msgspec.Struct, frozen=True):
    """``arriving`` items come in each week; ``share`` of them belongs to the scope. What comes falls by half in six
    weeks, as in milestones.
    """

    arriving: float
    share: float


class FlowForecast(msgspec.Struct, frozen=True):
    """One forecast. Where ``state`` is not ``enough`` there are no numbers. ``on_time`` is the chance of ``items`` by
    ``until`` where both were asked. ``calibrated`` says whether errors of earlier forecasts corrected it: ``learned``
    of them, ``own`` of the history itself, or those of a library where these are too few. ``nominal`` is the scope in
    weeks at the recent rate; outside of ``tried`` such forecasts have no track record.

    ``percentiles`` are weeks from P1 to P99 of "when", ``at_least`` the same of "how many", in rising order of items.
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
    library: Lent | None = None
    growth: Growth | None = None
    percentiles: tuple[float, ...] = ()
    at_least: tuple[AtLeast, ...] = ()
    method: int = METHOD


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """When ``items`` more are done, how many are done by ``until``, or how likely both. ``growing``: what comes in
    meanwhile is to be done too, in proportion to what is open.
    """

    as_of: dt.date
    items: int | None = None
    until: dt.date | None = None
    growing: bool = False
    seed: int = 1
    runs: int = RUNS

    def __post_init__(self) -> None:
        if self.items is None and self.until is None:
            raise ValueError("either items or until is needed")
        if self.items is None and self.growing:
            raise ValueError("only a scope of items can grow")
        if self.until is not None and self.until <= self.as_of:
            raise ValueError("until must be after as_of")

    @property
    def span(self) -> float | None:
        """Weeks to ``until``."""
        return None if self.until is None else (self.until - self.as_of).days / 7


class _Answers(NamedTuple):
    when: tuple[When, ...] = ()
    how_many: tuple[HowMany, ...] = ()
    on_time: float | None = None
    percentiles: tuple[float, ...] = ()
    at_least: tuple[AtLeast, ...] = ()


def forecast(
    history: WorkHistory,
    trained: Trained,
    question: Question,
    *,
    course: Course = AS_BEFORE,
    lend: bool = True,
) -> FlowForecast:
    """At the end of the day ``as_of``; ``trained`` must not know more than was known then. ``course`` is a pace other
    than that of the past. ``lend``: where too little was learned the shipped library corrects. Raises ValueError where
    a scope is to grow and the history does not tell when items came in.
    """
    ready = calibrated(history, trained, question, lend=lend)
    state = sufficiency(history, question.as_of)
    if ready is not None and _reaches(ready, question, course) > FARTHEST:
        state, ready = Sufficiency.FAR, None
    growth = _growth(ready, question)
    found = _answers(ready, question, course, growth)
    nominal = None if ready is None or question.items is None else ready.nominal(question.items)
    borrowed = None if ready is None else ready.library
    learned = None if ready is None or borrowed is not None else ready.learned
    return FlowForecast(
        history=history.name,
        as_of=question.as_of,
        state=state,
        since=history.first,
        done=history.done,
        recent=0.0 if ready is None else ready.looked.recent,
        items=question.items,
        until=question.until,
        when=found.when,
        how_many=found.how_many,
        on_time=found.on_time,
        nominal=nominal,
        tried=_tried(nominal, question.span),
        calibrated=ready is not None and ready.corrected,
        learned=0 if learned is None else learned.known,
        own=0 if learned is None else learned.own,
        seed=question.seed,
        held=trained.record(history.name),
        held_all=trained.pooled,
        library=None if borrowed is None else lent(shipped_items()),
        growth=growth,
        percentiles=found.percentiles,
        at_least=found.at_least,
    )


def calibrated(history: WorkHistory, trained: Trained, question: Question, *, lend: bool = True) -> Calibrated | None:
    """None where the history is too short, too thin or empty."""
    if history.days is None or sufficiency(history, question.as_of) is not Sufficiency.ENOUGH:
        return None
    library = shipped_items().library if lend else None
    return Calibrated(history.days, trained, history.name, number_of(question.as_of), question.seed, library)


def _growth(ready: Calibrated | None, question: Question) -> Growth | None:
    if ready is None or not question.growing or question.items is None:
        return None
    found = ready.growth(question.items)
    if found is None:
        raise ValueError("the history does not tell when items came in")
    return Growth(*found)


def _reaches(ready: Calibrated, question: Question, course: Course) -> float:
    """Weeks that a question reaches ahead."""
    weeks = 0.0 if question.items is None else float(course.weeks(ready.nominal(question.items)))
    return max(weeks, question.span or 0.0)


def _answers(ready: Calibrated | None, question: Question, course: Course, growth: Growth | None) -> _Answers:
    if ready is None:
        return _Answers()
    if question.items is None:
        return _how_many(ready, course.work(question.span or 0.0))
    base = ready.answer(question.items, question.runs, 0.0 if growth is None else growth.share)
    found = Answer(course.weeks(base.weeks), base.beyond)
    when = tuple(when_at(level, found, question.as_of) for level in TOLD)
    on_time = None if question.span is None else found.chance(question.span)
    return _Answers(when=when, on_time=on_time, percentiles=tuple(found.weeks.tolist()))


def when_at(level: int, found: Answer, as_of: dt.date) -> When:
    weeks = float(found.weeks[level - 1])
    return When(level, as_of + dt.timedelta(days=int(np.ceil(7 * weeks))), weeks, bool(found.beyond[level - 1]))


def _how_many(ready: Calibrated, work: float) -> _Answers:
    """The most items whose percentile still lies within so many weeks of work, by halving; each scope that is tried is
    a point of the curve.
    """

    @cache
    def answer(items: int) -> Answer:
        return ready.answer(items, _RUNS_EACH)

    tried: dict[int, float] = {}

    def fits(level: int, items: int) -> bool:
        found = answer(items)
        tried[items] = found.chance(work)
        return float(found.weeks[level - 1]) <= work

    many = tuple(HowMany(level, _most(partial(fits, level))) for level in TOLD)
    low, high = many[-1].items, _most(partial(fits, _LEAST_LIKELY))
    for items in np.linspace(max(low // 2, 1), max(high, 1), _POINTS).astype(int).tolist():
        fits(_LEAST_LIKELY, items)
    curve = np.maximum.accumulate([tried[items] for items in sorted(tried, reverse=True)])[::-1]
    return _Answers(how_many=many, at_least=tuple(map(AtLeast, sorted(tried), curve.tolist())))


def _most(fits: Callable[[int], bool]) -> int:
    high = 1
    while high < _MOST_ITEMS and fits(high):
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def _tried(nominal: float | None, span: float | None) -> bool:
    weeks = nominal if nominal is not None else span or 0.0
    return SCOPES[0] / 2 <= weeks <= SCOPES[-1] * 2
