"""Leveling: moves that give nobody more work on a day than they have, at the least cost to the plan.

Dates come from the same rules as `plan.schedule`; accepted moves are constraints, so that scheduling the changed plan
gives exactly the dates that leveling promised.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from msgspec import structs

from pilotage.engine.leveling.days import search
from pilotage.engine.leveling.days.staffing import NOBODY
from pilotage.plan.leveling.applying import apply_changes, apply_moves, without_leveling
from pilotage.plan.leveling.bounds import bound_of, proven_bound
from pilotage.plan.leveling.effects import effects, summary
from pilotage.plan.leveling.loads import loads_of, over_hours, unresolved
from pilotage.plan.leveling.moves import as_scheduled, moves_of
from pilotage.plan.leveling.people_days import Minutes, PeopleDays, people_days
from pilotage.plan.leveling.problem import Problem, problem
from pilotage.plan.leveling.results import Change, Leveling, LevelingEffect, LevelingMove, Objective, Wishes
from pilotage.plan.network.columns import compile_network
from pilotage.plan.scheduling.rescheduling import reschedule
from pilotage.plan.scheduling.schedule import Schedule, schedule
from pilotage.plan.vocabulary.people import Person
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.spans import LAST_DAY, longer, start_of

_WORK = 2_000_000
"""Activities placed in a run that no number of schedules is given for: about a second."""

_FEW = 200
"""Schedules that found the best moves of every plan of some hundred activities that was tried."""


@dataclass(frozen=True, eq=False, slots=True)
class Before:
    """The plan as it is, and as it would be without leveling dates, by the same people and days."""

    today: Schedule
    fresh: Schedule
    days: PeopleDays


def level(
    program: Program,
    *,
    objective: Objective = Objective.FINISH,
    seed: int = 1,
    schedules: int | None = None,
    keep_started: bool = True,
    split: bool = False,
    hand_over: bool = False,
    prove_seconds: float = 0.0,
    go_on: Callable[[], bool] = lambda: True,
    before: Before | None = None,
) -> Leveling:
    """Level ``program``. Raises `Unschedulable` as `plan.schedule` does. ``before`` is what `before_leveling` made of
    the same program, where it is known already.

    ``prove_seconds`` lets CP-SAT look for a better bound on the final milestone of a small plan; raises
    `engine.leveling.days.proof.SolverMissingError` where OR-Tools is not installed.

    The same seed and number of ``schedules`` give the same result; ``go_on`` is asked now and then and may end the
    search early. Work that has started stays where it is while ``keep_started``; with ``split`` work may rest on some
    days, with ``hand_over`` work that asks for a skill may go to another one who has it.
    """
    wishes = Wishes(objective=objective, keep_started=keep_started, split=split, hand_over=hand_over)
    before = before or before_leveling(program)
    unnamed = hand_over and bool((before.days.who == NOBODY).any())
    if not unnamed and not over_hours(before.days, before.today).any():
        return _result(before, (), before.today, wishes, seed, 0)
    before, found, made = _searched(before, wishes, seed, schedules, go_on)
    moves = moves_of(before.today, before.fresh, before.days, made, found)
    after = reschedule(before.today, apply_moves(program, moves))
    moves = as_scheduled(moves, after)
    result = _result(before, moves, after, wishes, seed, found.schedules)
    if prove_seconds <= 0 or split:  # the solver's model knows no pauses
        return result
    bound = proven_bound(before.fresh, after, before.days, made, found, hand_over=hand_over, seconds=prove_seconds)
    return structs.replace(result, bound=bound)


def preview(program: Program, changes: Sequence[Change], *, before: Before | None = None) -> LevelingEffect:
    """What some of the moves would do alone; ``before`` as for `level`. Raises `Unschedulable`."""
    before = before or before_leveling(program)
    after = reschedule(before.today, apply_changes(program, changes))
    return _effect(before, frozenset(change.activity for change in changes), after)


def before_leveling(program: Program, today: Schedule | None = None) -> Before:
    """What every answer about the leveling of ``program`` starts from; ``today`` is its schedule, where it is known
    already. Raises `Unschedulable`.
    """
    today = today or schedule(program)
    bare = without_leveling(program)
    fresh = today if bare is program else reschedule(today, bare)
    return Before(today, fresh, people_days(fresh))


def hours_over(before: Before, people: tuple[Person, ...]) -> float:
    """Hours of everybody's overload in the plan as it is, were these its people: of other availability, which moves no
    date.
    """
    staffed = replace(before.fresh, program=structs.replace(before.fresh.program, people=people))
    return _hours(over_hours(people_days(staffed), before.today))


def _searched(
    before: Before,
    wishes: Wishes,
    seed: int,
    schedules: int | None,
    go_on: Callable[[], bool],
) -> tuple[Before, search.Leveled, Problem]:
    """The best schedule, on calendars that reach as far as it does."""
    while True:
        fresh, days = before.fresh, before.days
        made = problem(fresh, before.today, days, wishes)
        size = len(made.network.order)
        wanted = _enough(size) if schedules is None else schedules
        found = search.level(
            made.network,
            fresh.compiled.calendars,
            made.staffing,
            made.aims,
            made.rules,
            seed=seed,
            schedules=wanted,
            go_on=go_on,
        )
        limit = fresh.compiled.calendars.horizon - 2 * 1440  # local days near the horizon may be cut
        if int(found.finish.max(initial=0)) < limit or fresh.compiled.span.last >= LAST_DAY:
            return before, found, made
        further = _further(fresh)
        before = Before(before.today, further, people_days(further))


def _enough(size: int) -> int:
    """Schedules of a run that nobody has set: few of a small plan, which need no compiler."""
    return _FEW if size * _FEW <= search.SMALL else max(_FEW, min(10_000, _WORK // size))


def _further(fresh: Schedule) -> Schedule:
    """The same schedule with calendars that reach further."""
    program, compiled = fresh.program, fresh.compiled
    span = longer(program, compiled.span, too_early=False, too_late=True)
    further = compile_network(program, fresh.logic, compiled.book, start_of(program) or 0, span)
    return replace(fresh, compiled=further)


def _result(
    before: Before, moves: tuple[LevelingMove, ...], after: Schedule, wishes: Wishes, seed: int, schedules: int
) -> Leveling:
    return Leveling(
        objective=wishes.objective,
        moves=moves,
        effect=_effect(before, frozenset(move.activity for move in moves), after),
        bound=bound_of(before.fresh, after, before.days, wishes.hand_over),
        seed=seed,
        schedules=schedules,
    )


def _effect(before: Before, moved: frozenset[str], after: Schedule) -> LevelingEffect:
    days, today = before.days, before.today
    milestones = effects(today, after)
    over_before, over_after = over_hours(days, today), over_hours(days, after)
    differs = np.flatnonzero(today.start != after.start).tolist()
    followers = [row for row in differs if today.program.activities[row].id not in moved]
    return LevelingEffect(
        summary=summary(today, len(moved), milestones, over_before, over_after, days),
        followers=sum(row not in today.logic.children for row in followers),
        milestones=milestones,
        loads=loads_of(days, today, after),
        unresolved=unresolved(days, after),
        over_before=_hours(over_before),
        over_after=_hours(over_after),
    )


def _hours(over: Minutes) -> float:
    return round(float(over.sum()) / 60, 1)


__all__ = ["Before", "Leveling", "Objective", "before_leveling", "hours_over", "level", "preview"]
