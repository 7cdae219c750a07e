"""Leveling as it is defined: every plan that it looks at is scheduled anew, and nothing is shared between questions."""

from collections.abc import Sequence

from pilotage.engine.leveling.days.staffing import NOBODY
from pilotage.plan.leveling import leveling
from pilotage.plan.leveling.applying import apply_changes, apply_moves, without_leveling
from pilotage.plan.leveling.leveling import Before
from pilotage.plan.leveling.loads import over_hours
from pilotage.plan.leveling.moves import as_scheduled, moves_of
from pilotage.plan.leveling.people_days import people_days
from pilotage.plan.leveling.results import Change, Leveling, LevelingEffect, Objective, Wishes
from pilotage.plan.scheduling.schedule import schedule
from pilotage.plan.vocabulary.program import Program


def level(
    program: Program,
    *,
    objective: Objective = Objective.FINISH,
    seed: int = 1,
    schedules: int | None = None,
    keep_started: bool = True,
    split: bool = False,
    hand_over: bool = False,
) -> Leveling:
    """The slow twin of `pilotage.plan.leveling.leveling.level`."""
    wishes = Wishes(objective=objective, keep_started=keep_started, split=split, hand_over=hand_over)
    before = anew(program)
    unnamed = hand_over and bool((before.days.who == NOBODY).any())
    if not unnamed and not over_hours(before.days, before.today).any():
        return leveling._result(before, (), before.today, wishes, seed, 0)
    before, found, made = leveling._searched(before, wishes, seed, schedules, lambda: True)
    moves = moves_of(before.today, before.fresh, before.days, made, found)
    after = schedule(apply_moves(program, moves))
    return leveling._result(before, as_scheduled(moves, after), after, wishes, seed, found.schedules)


def preview(program: Program, changes: Sequence[Change]) -> LevelingEffect:
    """The slow twin of `pilotage.plan.leveling.leveling.preview`."""
    after = schedule(apply_changes(program, changes))
    return leveling._effect(anew(program), frozenset(change.activity for change in changes), after)


def anew(program: Program) -> Before:
    """The plan as it is, and as it would be without leveling dates."""
    fresh = schedule(without_leveling(program))
    return Before(schedule(program), fresh, people_days(fresh))
