"""The walk-forward backtest: every question of the past, answered with what was known when it was asked."""

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pilotage.engine.throughput import peers
from pilotage.engine.throughput.calibrating.calibration import (
    LEARNED,
    Ended,
    Errors,
    Learning,
    correct,
    errors,
    learn,
    placed,
    recalibrated,
)
from pilotage.engine.throughput.counts import Days, Floats
from pilotage.engine.throughput.looking import TUNED, Asked, History, Tuning
from pilotage.engine.throughput.walking import STEP, Questions, questions

OURS, PLAIN, MEAN, SPRINTS = "calibrated", "plain", "mean_velocity", "last_sprints"
METHODS: Final = (OURS, PLAIN, MEAN, SPRINTS)
_PEER_RUNS: Final = 1000
_NEVER: Final = 1 << 40

Progress = Callable[[int, int], None]


class Walked(NamedTuple):
    """Questions, and the 99 percentiles of each method's answers: [n, 99], in weeks, at most the horizon.

    Only questions that could be calibrated are here; ``dropped`` holds the history of
    each question that came before there was enough to learn from. ``past``
    holds the errors of all questions, from which new forecasts learn.
    """

    asked: Questions
    answers: dict[str, Floats]
    ended: Ended
    past: Errors
    dropped: Days


def walk(
    histories: Sequence[History],
    *,
    seed: int = 1,
    tuning: Tuning = TUNED,
    how: Learning = LEARNED,
    until: int | None = None,
    compared: bool = True,
    progress: Progress | None = None,
) -> Walked:
    """Ask and answer. ``until`` ends the world at a day; ``compared`` adds the answers of the peers."""
    total = 4 * len(histories)
    steps = None if progress is None else lambda done, _of: progress(done, total)
    asked = questions(histories, seed=seed, tuning=tuning, until=until, progress=steps)
    report = None if progress is None else lambda share: progress(round(len(histories) * (1 + 3 * share)), total)
    past = errors(asked)
    answers, answered, ended = _calibrated(asked, past, how, report)
    dropped = asked.history[~answered]
    asked, answers = asked.where(answered), answers[answered]
    found = {OURS: answers}
    if compared:
        found |= _peers(histories, asked, seed)
    return Walked(asked, found, ended, past, dropped)


def _calibrated(
    asked: Questions, past: Errors, how: Learning, report: Callable[[float], None] | None
) -> tuple[Floats, NDArray[np.bool_], Ended]:
    """Our answers, which questions there was enough to learn for, and where their outcomes fell."""
    answers, first = np.zeros((len(asked.origin), 99)), np.zeros((len(asked.origin), 99))
    answered = np.zeros(len(asked.origin), bool)
    ended = Ended(np.full(len(asked.origin), _NEVER), asked.history, asked.origin, np.zeros(len(asked.origin)))
    numbers = asked.origin // STEP + 7 * asked.history + asked.weeks.astype(np.int64)
    days = np.unique(asked.origin)
    for step, day in enumerate(days):
        today = np.flatnonzero(asked.origin == day)
        for history in np.unique(asked.history[today]):
            found = learn(past, int(history), int(day), how)
            if found is None:
                continue
            for row in today[asked.history[today] == history]:
                one = Asked(float(asked.median[row]), float(asked.spread[row]), asked.features[row])
                first[row] = correct(found, one, float(asked.weeks[row]), how)
                moved = recalibrated(first[row], ended, int(history), int(day), how)
                answers[row] = np.minimum(moved, asked.cap[row])
                answered[row] = True
        now = today[answered[today]]
        ended.known[now] = asked.known[now]
        ended.place[now] = placed(first[now], asked.outcome[now], asked.cap[now], numbers[now])
        if report is not None:
            report((step + 1) / len(days))
    chosen: list[Any] = [column[answered] for column in ended]
    return answers, answered, Ended(*chosen)


def _peers(histories: Sequence[History], asked: Questions, seed: int) -> dict[str, Floats]:
    count = len(asked.origin)
    plain, mean, sprints = np.empty((count, 99)), np.empty((count, 99)), np.empty((count, 99))
    for row in range(count):
        history, origin = histories[asked.history[row]], int(asked.origin[row])
        items, horizon = int(asked.items[row]), int(asked.cap[row])
        plain[row] = peers.plain(history, origin, items, horizon, _PEER_RUNS, seed)
        mean[row] = peers.mean_velocity(history, origin, items, horizon)
        sprints[row] = peers.last_sprints(history, origin, items, horizon)
    return {PLAIN: plain, MEAN: mean, SPRINTS: sprints}
