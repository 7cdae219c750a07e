"""Several teams that must all finish: when the last of them does, and which that is.

Teams that share weeks are neither independent nor one: the chance that all finish is at most the smallest of their
chances, and is more than their product where good and bad weeks are shared.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np

from pilotage.engine.throughput.joint import coupled, replayed_together
from pilotage.engine.throughput.looking import TUNED
from pilotage.engine.throughput.scores import LEVELS, TOLD
from pilotage.plan.flow.calibration.calibrated import Answer, Calibrated
from pilotage.plan.flow.calibration.track_record import Trained
from pilotage.plan.flow.forecasts.forecast import RUNS, FlowForecast, Question, When, calibrated, forecast, when_at
from pilotage.plan.flow.items.history import WorkHistory

MOST_TEAMS: Final = 40


class Part(msgspec.Struct, frozen=True):
    """One team's share: its own forecast, and how often it is the last to finish."""

    forecast: FlowForecast
    last: float | None


class JointForecast(msgspec.Struct, frozen=True):
    """``when`` all are done; empty where one of the teams has no forecast of its own. ``on_time`` is the chance of all
    by ``until``; ``independent`` is the product of the teams' chances, for comparison. ``percentiles`` are weeks from
    P1 to P99.
    """

    as_of: dt.date
    until: dt.date | None
    parts: tuple[Part, ...]
    when: tuple[When, ...]
    on_time: float | None
    independent: float | None
    percentiles: tuple[float, ...]
    seed: int


def forecast_together(
    asked: Sequence[tuple[WorkHistory, int]],
    trained: Trained,
    *,
    as_of: dt.date,
    until: dt.date | None = None,
    seed: int = 1,
    runs: int = RUNS,
    lend: bool = True,
) -> JointForecast:
    """When all teams have finished their items. Raises ValueError for fewer than two teams, more than `MOST_TEAMS`, or
    one that is there twice.
    """
    names = [history.name for history, _items in asked]
    if not 2 <= len(names) <= MOST_TEAMS or len(set(names)) < len(names):
        raise ValueError(f"2 to {MOST_TEAMS} different teams are needed")
    questions = [Question(as_of=as_of, items=items, until=until, seed=seed, runs=runs) for _history, items in asked]
    found = [
        forecast(history, trained, question, lend=lend)
        for (history, _items), question in zip(asked, questions, strict=True)
    ]
    ready = [
        calibrated(history, trained, question, lend=lend)
        for (history, _items), question in zip(asked, questions, strict=True)
    ]
    if not all(each.when for each in found):
        return JointForecast(as_of, until, tuple(Part(each, None) for each in found), (), None, None, (), seed)
    whole, last = _together([each for each in ready if each is not None], [items for _h, items in asked], runs, seed)
    chances = [each.on_time for each in found if each.on_time is not None]
    span = questions[0].span
    return JointForecast(
        as_of=as_of,
        until=until,
        parts=tuple(Part(each, share) for each, share in zip(found, last, strict=True)),
        when=tuple(when_at(level, whole, as_of) for level in TOLD),
        on_time=None if span is None else min(whole.chance(span), *chances),
        independent=None if span is None else float(np.prod(chances)),
        percentiles=tuple(whole.weeks.tolist()),
        seed=seed,
    )


def _together(ready: Sequence[Calibrated], items: Sequence[int], runs: int, seed: int) -> tuple[Answer, list[float]]:
    """The percentiles of the last to finish, and how often that is each of them (of several at once: shared)."""
    answers = [each.answer(need, runs) for each, need in zip(ready, items, strict=True)]
    replays = replayed_together([each.looked for each in ready], items, TUNED, runs, seed)
    weeks = coupled(np.array([each.weeks for each in answers]), replays)
    end = weeks.max(axis=0)
    latest = weeks >= end - 1e-9
    share = (latest / latest.sum(axis=0)).mean(axis=1)
    ends = np.array([each.weeks[each.beyond][0] if each.beyond.any() else np.inf for each in answers])
    cut = (weeks >= ends[:, None] - 1e-9).any(axis=0)
    quantiles = np.quantile(end, LEVELS)
    # a run that is cut off at its horizon ends later, nobody knows when
    surely = np.searchsorted(np.sort(end[~cut]), quantiles + 1e-9, side="right") / runs
    return Answer(quantiles, surely < LEVELS - 1e-9 - 1 / runs), share.tolist()
