"""Ways out of over-allocation, side by side: what each moves, what it changes, what it leaves."""

import datetime as dt
from enum import StrEnum

import msgspec
import numpy as np
from msgspec.structs import replace

from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.language.text import Text
from pilotage.plan.leveling.applying import apply_changes, change_of
from pilotage.plan.leveling.effects import effects
from pilotage.plan.leveling.leveling import Before, before_leveling, hours_over, level, preview
from pilotage.plan.leveling.results import Leveling, LevelingMove, MilestoneEffect, Objective
from pilotage.plan.scheduling.rescheduling import reschedule
from pilotage.plan.staffing.days import StaffDays
from pilotage.plan.staffing.periods import PeriodKind, periods, summed
from pilotage.plan.staffing.sheet import over_by_day, reach
from pilotage.plan.vocabulary.people import Availability, Person

_SCHEDULES = 60
"""Schedules tried for each way: enough to compare them; leveling itself tries more."""

_TRIES = 6
"""Times that moves are taken out of a proposal before it is given up."""


class WayKind(StrEnum):
    FLOAT = "float"
    DUE = "due"
    HAND_OVER = "hand_over"
    AVAILABILITY = "availability"


class MoreTime(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's share of their working time for a while, ``before`` on average, that takes the overload away."""

    person: str
    name: str
    before: float
    share: float
    start: dt.date
    end: dt.date
    hours: float


class LevelingWay(msgspec.Struct, frozen=True, kw_only=True):
    """One way: moves to accept, or more time of people. ``over`` hours are the sum of everybody's overload;
    ``milestones`` are those that move; ``late`` of them end after their due date.
    """

    kind: WayKind
    text: Text
    moves: tuple[LevelingMove, ...]
    more_time: tuple[MoreTime, ...]
    milestones: tuple[MilestoneEffect, ...]
    late: int
    over_before: float
    over_after: float


def ways(days: StaffDays, *, seed: int = 1) -> tuple[LevelingWay, ...]:
    """Always these four, in this order. Raises `Unschedulable`."""
    program = days.program
    before = before_leveling(program, days.schedule)
    moves = level(program, objective=Objective.MOVES, seed=seed, schedules=_SCHEDULES, before=before)
    due = level(program, objective=Objective.TARDINESS, seed=seed, schedules=_SCHEDULES, before=before)
    hand = level(program, objective=Objective.FINISH, hand_over=True, seed=seed, schedules=_SCHEDULES, before=before)
    return (
        _within_float(days, moves, before),
        _way(WayKind.DUE, due, due.moves),
        _way(WayKind.HAND_OVER, hand, hand.moves),
        _more_time(days, due, before),
    )


def _way(kind: WayKind, found: Leveling, moves: tuple[LevelingMove, ...]) -> LevelingWay:
    moved = tuple(each for each in found.effect.milestones if each.days)
    return LevelingWay(
        kind=kind,
        text=found.effect.summary,
        moves=moves,
        more_time=(),
        milestones=moved,
        late=sum(_is_late(each) for each in moved),
        over_before=found.effect.over_before,
        over_after=found.effect.over_after,
    )


def _is_late(each: MilestoneEffect) -> bool:
    return each.due is not None and (each.new_finish - dt.timedelta(minutes=1)).date() > each.due


def _within_float(days: StaffDays, found: Leveling, before: Before) -> LevelingWay:
    """Those moves that move no milestone: moves by more than the activity's own float go first, then those that delay
    most, until none moves.
    """
    spare = {move.activity: days.schedule.at(move.activity).total_float_days for move in found.moves}
    kept = [move for move in found.moves if move.days <= spare[move.activity] + 1e-6]
    for attempt in range(_TRIES):
        if not kept or attempt == _TRIES - 1:
            kept = []
            break
        after = reschedule(days.schedule, apply_changes(days.program, [change_of(move) for move in kept]))
        if not any(each.days > 0 for each in effects(days.schedule, after)):
            break
        kept.sort(key=lambda move: spare[move.activity] - move.days, reverse=True)
        kept = kept[: len(kept) * 2 // 3]
    kept.sort(key=lambda move: (move.new_start, move.activity))
    effect = preview(days.program, [change_of(move) for move in kept], before=before)
    moved = tuple(each for each in effect.milestones if each.days)
    return LevelingWay(
        kind=WayKind.FLOAT,
        text=effect.summary,
        moves=tuple(kept),
        more_time=(),
        milestones=moved,
        late=sum(_is_late(each) for each in moved),
        over_before=effect.over_before,
        over_after=effect.over_after,
    )


def _more_time(days: StaffDays, found: Leveling, before: Before) -> LevelingWay:
    """Nothing moves: each overloaded person gives what is asked, in the weeks in which it is."""
    more = more_time(days)
    people = with_more_time(days.program.people, more)
    hours = sum(each.hours for each in more)
    names = len({each.person for each in more})
    text = ngettext(
        "{n} person gives {hours} hours more. No date moves.",
        "{n} people give {hours} hours more. No date moves.",
        names,
    ).format(n=names, hours=f"{hours:,.0f}")
    return LevelingWay(
        kind=WayKind.AVAILABILITY,
        text=(text if more else _("Nobody is asked for more time than they have. There is nothing to level."),),
        moves=(),
        more_time=more,
        milestones=(),
        late=0,
        over_before=found.effect.over_before,
        over_after=hours_over(before, people),
    )


def more_time(days: StaffDays) -> tuple[MoreTime, ...]:
    """For each person and run of overloaded weeks the share that the busiest of their days asks."""
    demand = days.demand
    over = over_by_day(days, demand)
    weeks = periods(days.people.first, reach(days, None), PeriodKind.WEEK)
    by_week = summed(over, days.people.first, weeks)
    found: list[MoreTime] = []
    for at in np.flatnonzero(over.any(axis=1)).tolist():
        busy = np.flatnonzero(by_week[at])
        for run in np.split(busy, np.flatnonzero(np.diff(busy) > 1) + 1):
            span = slice(
                (weeks[run[0]].start - days.people.first).days, (weeks[run[-1]].finish - days.people.first).days
            )
            beyond = np.flatnonzero(over[at, span] > 0) + span.start
            asked = demand[at, beyond] / days.people.worked[at, beyond]
            found.append(
                MoreTime(
                    person=days.people.people[at].id,
                    name=days.people.people[at].name,
                    before=round(float(days.people.shares[at, beyond].mean()), 2),
                    share=round(float(np.ceil(asked.max() * 20 - 1e-9) / 20), 2),
                    start=days.people.date(int(beyond[0])),
                    end=days.people.date(int(beyond[-1]) + 1),
                    hours=round(float(over[at, span].sum()) / 60, 1),
                )
            )
    return tuple(found)


def with_more_time(people: tuple[Person, ...], more: tuple[MoreTime, ...]) -> tuple[Person, ...]:
    """The people with these shares of their time."""
    extra: dict[str, tuple[Availability, ...]] = {}
    for each in more:
        extra[each.person] = (*extra.get(each.person, ()), Availability(each.start, each.end, each.share))
    return tuple(
        replace(person, availability=(*person.availability, *extra[person.id])) if person.id in extra else person
        for person in people
    )
