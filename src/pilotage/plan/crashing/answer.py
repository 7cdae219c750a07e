"""Days to buy and days to risk as they are told: the same fields on the command line and in the API."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

import msgspec

from pilotage.plan.crashing.crash import Crashing, Shortening, Step
from pilotage.plan.crashing.overlap import FastTracking, Overlap


class ShorteningAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """An activity, the days taken off it (negative: given back) and what that costs."""

    id: str
    title: str
    days: float
    cost: float


class StepAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """One purchase. ``total_won``, ``total_cost`` and ``finish`` are those with all steps before."""

    shortenings: tuple[ShorteningAnswer, ...]
    won: float
    cost: float
    cost_per_day: float
    total_won: float
    total_cost: float
    finish: dt.datetime


class OverlapsAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """``single`` are overlaps by themselves, best first; ``steps`` the best again and again, each on those before."""

    won: float
    finish: dt.datetime
    steps: tuple[Overlap, ...]
    single: tuple[Overlap, ...]


class Shorter(msgspec.Struct, frozen=True, kw_only=True):
    """How ``milestone`` can come earlier. Days are working days, costs are in ``unit`` (a currency or ``person-days``)
    to the cent. ``stop`` says why the steps end: ``reached``, ``held`` (by the activities ``held_by``), ``steps``.
    ``unlimited`` and ``unpriced`` are ids that were left out for want of a limit or of a price.
    """

    milestone: str
    wanted: float
    won: float
    cost: float
    unit: str
    before: dt.datetime
    finish: dt.datetime
    stop: str
    steps: tuple[StepAnswer, ...]
    bought: tuple[ShorteningAnswer, ...]
    held_by: tuple[str, ...]
    unlimited: tuple[str, ...]
    unpriced: tuple[str, ...]
    fast_tracking: OverlapsAnswer


def shorter_answer(bought: Crashing, tracked: FastTracking) -> Shorter:
    """Both ways to win days, for one milestone."""
    return Shorter(
        milestone=bought.milestone,
        wanted=bought.wanted,
        won=bought.won,
        cost=_money(bought.cost),
        unit=bought.unit,
        before=bought.before,
        finish=bought.finish,
        stop=bought.stop.value,
        steps=tuple(_step(each) for each in bought.steps),
        bought=_shortenings(bought.bought),
        held_by=bought.held_by,
        unlimited=bought.unlimited,
        unpriced=bought.unpriced,
        fast_tracking=OverlapsAnswer(
            won=tracked.won, finish=tracked.finish, steps=tracked.steps, single=tracked.single
        ),
    )


def _step(step: Step) -> StepAnswer:
    return StepAnswer(
        shortenings=_shortenings(step.shortenings),
        won=step.won,
        cost=_money(step.cost),
        cost_per_day=_money(step.cost_per_day),
        total_won=step.total_won,
        total_cost=_money(step.total_cost),
        finish=step.finish,
    )


def _shortenings(found: Iterable[Shortening]) -> tuple[ShorteningAnswer, ...]:
    return tuple(
        ShorteningAnswer(id=each.id, title=each.title, days=each.days, cost=_money(each.cost)) for each in found
    )


def _money(amount: Decimal) -> float:
    return round(float(amount), 2)
