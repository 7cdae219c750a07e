"""A program in which one activity, or what a contract delivers, comes some working days later."""

import datetime as dt
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from pilotage.engine import calendars as tables
from pilotage.plan.language.messages import _
from pilotage.plan.scheduling.schedule import Schedule, zone_of
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Constraint, ConstraintKind
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.contracts import Contract
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.calendar_tables import midnight, moment

MOST_DAYS = 500


class CannotMove(ValueError):
    """What cannot be supposed to move, in a sentence."""


class Subject(StrEnum):
    ACTIVITY = "activity"
    CONTRACT = "contract"


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """``rows`` are the activities that are put later; ``room`` working days of it reach nobody. ``title`` is what is
    moved, ``program`` the one with the move in it.
    """

    title: str
    rows: tuple[int, ...]
    room: float
    total_room: float
    program: Program


def moved(schedule: Schedule, subject: Subject, key: str, days: int) -> Move:
    """Raises CannotMove for what is not there, is finished, or has nothing in the plan that would move."""
    if not 1 <= days <= MOST_DAYS:
        raise CannotMove(_("Days are from 1 to {most}.").format(most=MOST_DAYS))
    if subject is Subject.ACTIVITY:
        return _moved_activity(schedule, key, days)
    contract = next((each for each in schedule.program.contracts if each.id == key), None)
    if contract is None:
        raise CannotMove(_("There is no contract “{id}” in this program.").format(id=key[:200]))
    if contract.delivered is not None:
        raise CannotMove(_("“{what}” is delivered: it moves no more.").format(what=contract.what))
    if contract.delivers in schedule.index:
        assert contract.delivers is not None
        return replace(_moved_activity(schedule, contract.delivers, days), title=contract.what)
    return _awaited(schedule, contract, days)


def _moved_activity(schedule: Schedule, key: str, days: int) -> Move:
    row = schedule.index.get(key)
    if row is None:
        raise CannotMove(_("There is no activity “{id}” in this program.").format(id=key[:200]))
    activities = schedule.program.activities
    title = activities[row].title
    leaves = [row] if row not in schedule.logic.children else list(schedule.logic.leaves(row))
    rows = tuple(leaf for leaf in leaves if activities[leaf].actual_finish is None and activities[leaf].progress < 1)
    rows = tuple(leaf for leaf in rows if activities[leaf].kind is not ActivityKind.LEVEL_OF_EFFORT)
    if not rows:
        raise CannotMove(_("“{title}” is finished: it moves no more.").format(title=title))
    later = list(activities)
    for leaf in rows:
        later[leaf] = _later(schedule, leaf, days)
    day = schedule.program.hours_per_day * 60
    return Move(
        title=title,
        rows=rows,
        room=max(0.0, int(schedule.free_float[row]) / day),
        total_room=max(0.0, int(schedule.total_float[row]) / day),
        program=replace(schedule.program, activities=tuple(later)),
    )


def _later(schedule: Schedule, row: int, days: int) -> Activity:
    """Work under way takes longer; work to come starts later, whatever date somebody set for it."""
    activity = schedule.program.activities[row]
    span = days * schedule.program.hours_per_day * 60
    if activity.actual_start is not None or activity.progress > 0:
        left = int(schedule.compiled.network.remaining[row])
        return replace(activity, remaining=Span(round(left + span)), expected_finish=None)
    number, calendars = schedule.compiled.number[row], schedule.compiled.calendars
    done = tables.work(calendars, number, int(schedule.start[row]))
    start = int(tables.start_at(calendars, number, round(done + span)))
    return _not_before(schedule, activity, start)


def _not_before(schedule: Schedule, activity: Activity, start: int) -> Activity:
    at = moment(start, zone_of(schedule.program))
    held = Constraint(ConstraintKind.START_NO_EARLIER_THAN, at)
    return replace(activity, constraint=held, second_constraint=None, expected_finish=None)


def _awaited(schedule: Schedule, contract: Contract, days: int) -> Move:
    """Nothing in the plan delivers it: what waits for it begins when the day is over on which it then comes."""
    row = schedule.index.get(contract.needed_by_activity or "")
    if row is None:
        message = _("“{what}” names no activity that delivers it or waits for it, so nobody can say who is hit.")
        raise CannotMove(message.format(what=contract.what))
    activity = schedule.program.activities[row]
    if activity.actual_start is not None or activity.progress > 0 or row in schedule.logic.children:
        raise CannotMove(_("“{title}” has begun or is a summary: it waits no more.").format(title=activity.title))
    day = schedule.program.hours_per_day * 60
    book, calendars = schedule.compiled.book, schedule.compiled.calendars
    there = contract.promised or contract.needed
    comes = midnight(there + dt.timedelta(1), zone_of(schedule.program))
    spare = schedule.working_minutes(comes, int(schedule.start[row]), book.default) / day
    begins = int(
        tables.start_at(calendars, book.default, round(tables.work(calendars, book.default, comes) + days * day))
    )
    later = list(schedule.program.activities)
    if begins > int(schedule.start[row]):
        later[row] = _not_before(schedule, activity, begins)
    room = max(0.0, spare + int(schedule.free_float[row]) / day) if spare < 0 else spare
    return Move(
        title=contract.what,
        rows=(row,) if begins > int(schedule.start[row]) else (),
        room=max(0.0, room),
        total_room=max(0.0, spare + int(schedule.total_float[row]) / day),
        program=replace(schedule.program, activities=tuple(later)),
    )
