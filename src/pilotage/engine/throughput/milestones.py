"""The walk forward through milestones: when would each have been said to be done, at the end of every second week?

A question about a milestone teaches when the milestone is done and nothing came in any more, and not before a year
after it was asked: sooner, only the quick ones would be known.
"""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from pilotage.engine.throughput.backtest import OURS, Walked
from pilotage.engine.throughput.calibrating.calibration import (
    LEARNED,
    Correction,
    Ended,
    Errors,
    correct,
    errors,
    placed,
    recalibrated,
)
from pilotage.engine.throughput.calibrating.leaving_out import cautious, effective_groups, learn_by_group
from pilotage.engine.throughput.calibrating.library import Library, answered
from pilotage.engine.throughput.counts import Counts, Floats
from pilotage.engine.throughput.growing import DONE, HORIZON, Milestone, State, ask_growing, replay_growing, state
from pilotage.engine.throughput.looking import RECENT, Asked
from pilotage.engine.throughput.scores import LEVELS
from pilotage.engine.throughput.walking import Questions

FROZEN, GROWING = "frozen_scope", "growing_scope"
LEAST_ITEMS: Final = 30
"""Of a milestone that teaches."""
STEP: Final = 14
HOW: Final = LEARNED._replace(kernel=100.0)  # the length of a milestone is among its features
_DELAY: Final = 364
_LEAST_ENDED: Final = 6
_RUNS: Final = 400
_NEVER: Final = 1 << 40
_NOBODY: Final = -1  # a milestone that is forecast has no errors of its own


class Tracked(NamedTuple):
    """A milestone, and the finishes of the whole team that works on it."""

    milestone: Milestone
    team: Counts


def end_of(milestone: Milestone) -> int | None:
    """The day on which 95 % of its items were done; None while they are not."""
    need = int(np.ceil(DONE * int(milestone.arrived.total[-1])))
    enough = np.flatnonzero(milestone.done.total >= need)
    return milestone.done.first + int(enough[0]) if len(enough) else None


def pace(team: Counts, origin: int) -> float:
    """Items a week of the team over the last 12 weeks."""
    return float(team.weeks(origin, RECENT).mean())


def walk_milestones(tracked: Sequence[Tracked], *, seed: int) -> Walked:
    """Answers of ours, of the replay with growing scope, and of that with frozen scope: 99 percentiles in weeks."""
    asked, peers = _questions(tracked, seed)
    past = errors(asked)
    count = len(asked.origin)
    first, answers, answered = np.zeros((count, 99)), np.zeros((count, 99)), np.zeros(count, bool)
    ended = Ended(np.full(count, _NEVER), asked.history, asked.origin, np.zeros(count))
    for day in np.unique(asked.origin):
        now = np.flatnonzero(asked.origin == day)
        found = learned(past, int(day))
        if found is None:
            continue
        for row in now:
            one = Asked(float(asked.median[row]), float(asked.spread[row]), asked.features[row])
            first[row] = _corrected(found, one)
            answers[row] = np.minimum(recalibrated(first[row], ended, _NOBODY, int(day), HOW), HORIZON)
        answered[now] = True
        numbers = day // STEP + asked.history[now]
        ended.known[now] = asked.known[now]
        ended.place[now] = placed(first[now], asked.outcome[now], asked.cap[now], numbers)
    rows: list[Any] = [column[answered] for column in ended]
    found_answers = {OURS: answers[answered], **{name: each[answered] for name, each in peers.items()}}
    return Walked(asked.where(answered), found_answers, Ended(*rows), past, asked.history[~answered])


class Learned(NamedTuple):
    """What milestones taught that had ended, and how many of equal weight would tell as much."""

    correction: Correction
    milestones: float


def learned(past: Errors, day: int) -> Learned | None:
    """None until six milestones have ended, and enough questions with them."""
    if len(np.unique(past.upto(day).history)) < _LEAST_ENDED:
        return None
    found = learn_by_group(past, day, HOW)
    return None if found is None else Learned(found, effective_groups(past, day, HOW))


def _corrected(found: Learned, asked: Asked) -> Floats:
    return correct(found.correction, asked, 1.0, HOW, cautious(found.milestones))


class Told(NamedTuple):
    """The 99 percentiles, in weeks, and by whose errors they were corrected: ``own`` ones, a library's, or nobody's."""

    weeks: Floats
    own: bool
    borrowed: bool


def answer(
    now: State, team_pace: float, past: Errors, ended: Ended, day: int, runs: int, seed: int, library: Library | None
) -> Told:
    """A milestone at the end of a day; ``library`` corrects it where too few milestones have ended."""
    found = learned(past, day)
    if found is None and library is None:
        return Told(np.quantile(replay_growing(now, 1.0, runs, seed), LEVELS), own=False, borrowed=False)
    asked = ask_growing(now, team_pace, runs, seed)
    if found is not None:
        weeks = recalibrated(_corrected(found, asked), ended, _NOBODY, day, HOW)
    else:
        assert library is not None
        weeks = answered(library, asked, 1.0, HOW)
    return Told(np.minimum(np.maximum.accumulate(weeks), HORIZON), own=found is not None, borrowed=found is None)


def milestone_questions(tracked: Sequence[Tracked], *, seed: int) -> tuple[Questions, Floats]:
    """All questions about milestones that have ended, and the bare replay's answers to them: [n, 99]."""
    asked, peers = _questions(tracked, seed)
    return asked, peers[GROWING]


def _questions(tracked: Sequence[Tracked], seed: int) -> tuple[Questions, dict[str, Floats]]:
    rows: list[tuple[Any, ...]] = []
    frozen: list[Floats] = []
    growing: list[Floats] = []
    for at, (milestone, team) in enumerate(tracked):
        end = end_of(milestone)
        if end is None or int(milestone.arrived.total[-1]) < LEAST_ITEMS:
            continue
        settled = max(end, milestone.arrived.last)
        first = min(milestone.arrived.first, milestone.done.first)
        for origin in range(-(-first // STEP) * STEP, end - 6, STEP):
            now = state(milestone, origin)
            if now is None:
                continue
            asked = ask_growing(now, pace(team, origin), _RUNS, seed)
            outcome, known = min((end - origin) / 7, float(HORIZON)), max(settled, origin + _DELAY)
            head = (at, origin, 1.0, round(now.left), outcome, float(HORIZON), known)
            rows.append((*head, asked.median, asked.spread, asked.features))
            frozen.append(np.quantile(replay_growing(now, 0.0, _RUNS, seed), LEVELS))
            growing.append(np.quantile(replay_growing(now, 1.0, _RUNS, seed), LEVELS))
    return Questions.of(rows), {GROWING: _stack(growing), FROZEN: _stack(frozen)}


def _stack(rows: list[Floats]) -> Floats:
    return np.array(rows) if rows else np.empty((0, 99))
