"""What came of a forecast, read off the items as they are known now."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pilotage.areas.flow.rules.answers import Question
from pilotage.areas.flow.rules.making import named
from pilotage.areas.flow.rules.work import Work
from pilotage.engine.throughput import scores
from pilotage.engine.throughput.milestones import end_of
from pilotage.plan.flow.forecasts.forecast import HowMany, When
from pilotage.plan.flow.items.history import date_of, number_of

SETTLED = dt.timedelta(days=28)
"""A milestone is done for good once it has been done for so long: sooner, more may come in."""


class Result(NamedTuple):
    """The day on which it was done, or, where it was asked how many, the items done by the day asked for."""

    landed: dt.date
    items: int | None = None


def result(work: Work, question: Question, as_of: dt.date, known: dt.date) -> Result | None:
    """As far as it is known at the end of ``known``; None while it is not, or where nothing is called so any more."""
    if question.milestone is not None:
        return _of_milestone(work, question.milestone, known)
    if question.teams:
        ends = [_of_items(work, each.name, each.items, as_of, known) for each in question.teams]
        done = [each for each in ends if each is not None]
        return Result(max(done)) if len(done) == len(ends) else None
    if question.items is not None:
        end = _of_items(work, question.name, question.items, as_of, known)
        return None if end is None else Result(end)
    return _how_many(work, question, as_of, known)


def held(found: Result, when: Sequence[When], how_many: Sequence[HowMany]) -> dict[int, bool]:
    """Of each level whether the outcome kept it. A percentile that says "or later" cannot be missed."""
    if found.items is not None:
        return {each.level: found.items >= each.items for each in how_many}
    return {each.level: each.beyond or found.landed <= each.date for each in when}


def score(found: Result, percentiles: Sequence[float], as_of: dt.date) -> tuple[float, float] | None:
    """CRPS in weeks, and the share of the distribution before the outcome; None where it was asked how many."""
    if found.items is not None or not percentiles:
        return None
    weeks, forecast = (found.landed - as_of).days / 7, np.array([percentiles])
    below, upto = int((forecast < weeks - 1e-9).sum()), int((forecast <= weeks + 1e-9).sum())
    return float(scores.crps(forecast, np.array([weeks]))[0]), (below + upto) / 2 / 99


def named_now(work: Work, question: Question, known: dt.date) -> bool:
    """Whether what a question asks for is still called so: else nobody can tell what came of it."""
    if question.milestone is not None:
        return question.milestone in named(work.milestones(known))
    names = [each.name for each in question.teams] if question.teams else [question.name]
    return all(work.history(name, known) is not None for name in names)


def settled(question: Question, known: dt.date) -> dt.date:
    """The last day of which everything that a question asks for is known."""
    return known - SETTLED if question.milestone is not None else known


def _of_milestone(work: Work, name: str, known: dt.date) -> Result | None:
    found = named(work.milestones(known)).get(name)
    end = None if found is None or found.tracked is None else end_of(found.tracked.milestone)
    return None if end is None or date_of(end) > known - SETTLED else Result(date_of(end))


def _of_items(work: Work, name: str | None, items: int, as_of: dt.date, known: dt.date) -> dt.date | None:
    history = work.history(name, known)
    if history is None or history.days is None:
        return None
    weeks = history.days.done.until(number_of(as_of), items)
    return None if weeks == float("inf") else as_of + dt.timedelta(days=round(7 * weeks))


def _how_many(work: Work, question: Question, as_of: dt.date, known: dt.date) -> Result | None:
    history = work.history(question.name, known)
    if question.until is None or question.until > known or history is None or history.days is None:
        return None
    done = history.days.done.by(number_of(question.until)) - history.days.done.by(number_of(as_of))
    return Result(question.until, int(done))
