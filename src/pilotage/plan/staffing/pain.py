"""Where an over-allocation hurts: the milestones that move when it is resolved by waiting."""

import datetime as dt

import msgspec
import numpy as np
from msgspec.structs import replace

from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.language.text import Link, Mark, Text, fill
from pilotage.plan.language.wording import day, last_day, working_days
from pilotage.plan.leveling.applying import apply_moves
from pilotage.plan.leveling.effects import effects
from pilotage.plan.leveling.leveling import level
from pilotage.plan.leveling.problem import NEVER
from pilotage.plan.leveling.results import MilestoneEffect
from pilotage.plan.scheduling.schedule import schedule
from pilotage.plan.staffing.days import StaffDays
from pilotage.plan.staffing.sheet import over_by_day
from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.program import Program

SCHEDULES = 20
"""Schedules tried for one person: with one person alone in the plan more find nothing better."""

MOST = 8
"""People whose overload is resolved for one answer, those with most hours beyond first."""


class Pain(msgspec.Struct, frozen=True, kw_only=True):
    """What moves when one person's overload waits for that person: nobody else is held to their time here.

    ``hours`` are beyond what the person has; ``left`` of them remain, because the work has started, is fixed by a
    date, or asks for too much by itself. ``days`` is the greatest delay of a milestone that somebody waits for (with a
    due date), else of any. ``milestones`` are those that move, the greatest delay first.
    """

    person: str
    name: str
    hours: float
    left: float
    moves: int
    days: float
    milestones: tuple[MilestoneEffect, ...]
    text: Text


def pains(days: StaffDays, *, most: int = MOST) -> tuple[Pain, ...]:
    """Of those with most overload, the one that hurts most first; whoever has no time at all is in `absent`."""
    beyond = np.where(days.people.capacity > 0, over_by_day(days, days.demand), 0.0).sum(axis=1)
    worst = [int(at) for at in np.argsort(-beyond, kind="stable")[:most] if beyond[at] > 0]
    found = [pain(days, days.people.people[at].id) for at in worst]
    return tuple(sorted(found, key=lambda each: (-each.days, -each.hours, each.name)))


def pain(days: StaffDays, person: str, week: dt.date | None = None) -> Pain:
    """Of one person; with ``week`` only what is planned in the seven days from then on may wait. Raises KeyError."""
    at = next((at for at, each in enumerate(days.people.people) if each.id == person), None)
    if at is None:
        raise KeyError(person)
    one = days.people.people[at]
    may_wait = None if week is None else _planned(days, at, week)
    over = over_by_day(days, days.demand)[at]
    if week is not None:
        first = max(0, (week - days.people.first).days)
        over = over[first : max(first, (week - days.people.first).days + 7)]
    hours = round(float(over.sum()) / 60, 1)
    if hours <= 0:
        return _pain(one.id, one.name, hours, 0.0, 0, ())
    found = level(_alone(days.program, person, may_wait), schedules=SCHEDULES)
    moved = effects(days.schedule, schedule(apply_moves(days.program, found.moves)))
    hurt = sorted((each for each in moved if each.days), key=lambda each: (-each.days, each.finish, each.id))
    left = (
        found.effect.over_after
        if week is None
        else max(0.0, hours - found.effect.over_before + found.effect.over_after)
    )
    return _pain(one.id, one.name, hours, round(min(left, hours), 1), len(found.moves), tuple(hurt))


def _planned(days: StaffDays, at: int, week: dt.date) -> frozenset[str]:
    """Activities that ask the person in these seven days."""
    pieces, asks = days.pieces, days.asks
    first = (week - days.people.first).days
    mine = (asks.who[pieces.item] == at) & (pieces.day >= first) & (pieces.day < first + 7)
    return frozenset(days.program.activities[row].id for row in asks.rows[pieces.item[mine]].tolist())


def _alone(program: Program, person: str, may_wait: frozenset[str] | None) -> Program:
    """The program in which only this person's work asks for anybody."""

    def kept(activity: Activity) -> Activity:
        mine = tuple(each for each in activity.assignments if each.person == person)
        held = may_wait is not None and activity.id not in may_wait
        return replace(activity, assignments=mine, priority=NEVER if mine and held else activity.priority)

    return replace(program, activities=tuple(kept(each) if each.assignments else each for each in program.activities))


def _pain(
    person: str, name: str, hours: float, left: float, moves: int, milestones: tuple[MilestoneEffect, ...]
) -> Pain:
    later = [each for each in milestones if each.days > 0]
    due = max((each.days for each in later if each.due is not None), default=0.0)
    return Pain(
        person=person,
        name=name,
        hours=hours,
        left=left,
        moves=moves,
        days=due or max((each.days for each in later), default=0.0),
        milestones=milestones,
        text=_text(person, name, hours, moves, later),
    )


def _text(person: str, name: str, hours: float, moves: int, later: list[MilestoneEffect]) -> Text:
    who = Mark(name, ref=Link("person", person))
    if hours <= 0:
        return fill(_("{name} is asked for no more than there is."), name=who)
    if not moves:
        return fill(
            _("No waiting helps: what asks {name} for too much has started, is fixed by a date, or is too much alone."),
            name=who,
        )
    if not later:
        template = ngettext(
            "If {n} activity waits for {name}, no milestone moves: there is float enough.",
            "If {n} activities wait for {name}, no milestone moves: there is float enough.",
            moves,
        )
        return fill(template, n=str(moves), name=who)
    first = next((each for each in later if each.due is not None), later[0])
    rest = len(later) - 1
    others = ngettext(", and {n} other milestone moves", ", and {n} other milestones move", rest).format(n=rest)
    return fill(
        _("If work waits for {name}, {milestone} moves from {old} to {new}, {days} later{others}."),
        name=who,
        milestone=Mark(first.title, ref=Link("activity", first.id)),
        old=day(last_day(first.finish)),
        new=day(last_day(first.new_finish)),
        days=Mark(working_days(first.days), tone="off"),
        others=others if rest else "",
    )
