"""What accepted moves do to the forecast of the final milestone: two simulations on the same random numbers."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from pilotage.plan.forecasting.simulation import simulate
from pilotage.plan.leveling.applying import apply_changes
from pilotage.plan.leveling.results import Change
from pilotage.plan.scheduling.schedule import final_milestone
from pilotage.plan.vocabulary.program import Program

ITERATIONS = 2_000
_SAMPLES = 40_000_000
"""Durations drawn in a run at most, about a second; but never fewer than 500 iterations."""


class ForecastEffect(msgspec.Struct, frozen=True, kw_only=True):
    """Percentiles of the final milestone's finish before and after; ``days`` are working days between both P85,
    positive for later. ``on_time`` is the chance of its target, None without one.

    An iteration is not leveled again: where durations differ from the plan, people may still be asked for too much.
    """

    goal: str
    title: str
    p50: dt.datetime
    p85: dt.datetime
    new_p50: dt.datetime
    new_p85: dt.datetime
    days: float
    target: dt.date | None
    on_time: float | None
    new_on_time: float | None
    iterations: int
    seed: int


def forecast_effect(
    program: Program, changes: Sequence[Change], *, iterations: int | None = None, seed: int = 1
) -> ForecastEffect | None:
    """Simulate ``program`` as it is and with ``changes``. None without a final milestone. Raises `Unschedulable`."""
    goal = final_milestone(program)
    if goal is None:
        return None
    if iterations is None:
        iterations = max(500, min(ITERATIONS, _SAMPLES // max(1, len(program.activities))))
    before = simulate(program, iterations=iterations, seed=seed)
    after = simulate(apply_changes(program, changes), iterations=iterations, seed=seed)
    if goal not in before.milestones or goal not in after.milestones:
        return None
    old, new = before.milestones[goal], after.milestones[goal]
    return ForecastEffect(
        goal=goal,
        title=old.title,
        p50=old.quantile(0.5),
        p85=old.p85,
        new_p50=new.quantile(0.5),
        new_p85=new.p85,
        days=round(before.schedule.working_days(old.p85, new.p85), 2),
        target=old.target,
        on_time=old.on_time,
        new_on_time=new.on_time,
        iterations=iterations,
        seed=seed,
    )
