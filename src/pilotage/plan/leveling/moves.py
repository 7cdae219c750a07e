"""Moves out of a leveled schedule: only what people must decide, and the reason of each."""

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
from msgspec.structs import replace

from pilotage.engine import calendars as tables
from pilotage.engine import network as columns
from pilotage.engine.cpm import place_early
from pilotage.engine.leveling.days.search import Leveled
from pilotage.engine.leveling.days.staffing import NOBODY
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Link, Mark, Text, fill, join
from pilotage.plan.language.wording import day, last_day, listing, percent
from pilotage.plan.leveling.applying import is_leveled, leveled_pauses
from pilotage.plan.leveling.interference import changes_in_words, handovers, pauses
from pilotage.plan.leveling.loads import overloads
from pilotage.plan.leveling.people_days import Minutes, PeopleDays
from pilotage.plan.leveling.problem import Problem
from pilotage.plan.leveling.results import Handover, LevelingMove
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.activities import Constraint, ConstraintKind
from pilotage.plan.vocabulary.calendars import CalendarException
from pilotage.plan.working_time.calendar_tables import midnight, moment


def moves_of(
    today: Schedule, fresh: Schedule, days: PeopleDays, made: Problem, found: Leveled
) -> tuple[LevelingMove, ...]:
    """A move for each activity that its people hold back, that rests or goes to somebody else, and for each whose
    earlier leveling date is to change.
    """
    program = today.program
    timed = _held_back(made, found, fresh) | set(np.flatnonzero(found.parts > 1).tolist())
    handed = handovers(days, found)
    reasons = _Reasons(today, fresh, days, found)
    moves: list[LevelingMove] = []
    for row in sorted(timed | set(handed) | {row for row, each in enumerate(program.activities) if is_leveled(each)}):
        activity = program.activities[row]
        constraint = _constraint(fresh, made, found, row) if row in timed else None
        rests = pauses(days, made, found, row)
        now = (activity.constraint if is_leveled(activity) else None, leveled_pauses(activity))
        if row in handed or (constraint, rests) != now:
            moves.append(_move(today, fresh, days, found, row, constraint, rests, handed.get(row, ()), reasons))
    return tuple(sorted(moves, key=lambda move: (move.new_start, move.activity)))


def as_scheduled(moves: tuple[LevelingMove, ...], after: Schedule) -> tuple[LevelingMove, ...]:
    """The moves with the dates that scheduling the changed plan gives."""
    rows = [after.at(move.activity) for move in moves]
    return tuple(
        replace(move, new_start=row.start, new_finish=row.finish) for move, row in zip(moves, rows, strict=True)
    )


def _held_back(made: Problem, found: Leveled, fresh: Schedule) -> set[int]:
    """Rows whose work begins later than the logic alone would let it."""
    network, calendars = made.network, fresh.compiled.calendars
    size = len(network.order)
    columns_ = [np.zeros(size, np.int64) for _ in range(5)]
    start, finish, resume, driver, reason = columns_
    start[:], finish[:] = found.start, found.finish
    held = set()
    for row in np.flatnonzero(np.diff(made.staffing.first_need)).tolist():
        if made.staffing.kept[row] or network.state[row] == columns.FINISHED or network.remaining[row] <= 0:
            continue
        place_early(network, calendars, row, start, finish, resume, driver, reason)
        c = int(network.calendar[row])
        early = tables.work(calendars, c, int(resume[row]))
        if tables.work(calendars, c, int(found.resume[row])) > early:
            held.add(row)
        start[row], finish[row] = found.start[row], found.finish[row]
    return held


def _constraint(fresh: Schedule, made: Problem, found: Leveled, row: int) -> Constraint:
    """The constraint that gives these dates; work that has started is held by its finish."""
    zone = ZoneInfo(fresh.program.zone)
    if made.network.state[row] in (columns.RUNNING, columns.HELD):
        return Constraint(ConstraintKind.FINISH_NO_EARLIER_THAN, moment(int(found.finish[row]), zone))
    at = int(found.resume[row])
    calendars, c = fresh.compiled.calendars, int(made.network.calendar[row])
    morning = midnight(moment(at, zone).date(), zone)
    if tables.work(calendars, c, morning) == tables.work(calendars, c, at):
        at = morning  # a whole day reads better than its first working minute
    return Constraint(ConstraintKind.START_NO_EARLIER_THAN, moment(at, zone))


def _move(
    today: Schedule,
    fresh: Schedule,
    days: PeopleDays,
    found: Leveled,
    row: int,
    constraint: Constraint | None,
    rests: tuple[CalendarException, ...],
    handed: tuple[Handover, ...],
    reasons: "_Reasons",
) -> LevelingMove:
    program = today.program
    activity = program.activities[row]
    zone = ZoneInfo(program.zone)
    c = int(fresh.compiled.network.calendar[row])
    old, new = days.resume(row, today), tables.work(fresh.compiled.calendars, c, int(found.resume[row]))
    people, why = (
        reasons.of(row)
        if constraint is not None or handed
        else ((), (_("Nobody's load asks for this date any more."),))
    )
    start = today.start[row]
    return LevelingMove(
        activity=activity.id,
        title=activity.title,
        start=moment(int(start), zone),
        finish=moment(int(today.finish[row]), zone),
        new_start=moment(int(found.start[row]), zone),
        new_finish=moment(int(found.finish[row]), zone),
        days=round(int(new - old) / (program.hours_per_day * 60), 2),
        constraint=constraint,
        people=people,
        why=join((why, *changes_in_words(program, rests, handed))),
        pauses=rests,
        handovers=handed,
    )


class _Reasons:
    """Why an activity gives way: its busiest person in the plan as it is, else who takes its people afterwards."""

    def __init__(self, today: Schedule, fresh: Schedule, days: PeopleDays, found: Leveled) -> None:
        self._today, self._fresh, self._days, self._found = today, fresh, days, found
        self._demand: Minutes = days.demand(today)
        self._over = overloads(self._demand, days)
        self._theirs: dict[int, list[int]] = {}
        self._spread: dict[int, tuple[int, Minutes]] = {}

    def of(self, row: int) -> tuple[tuple[str, ...], Text]:
        days = self._days
        when = days.asked(row, self._today) > 0
        best: tuple[float, int, int] | None = None
        for person in self._people(row):
            beyond = when & self._over[person]
            if beyond.any():
                first = int(np.flatnonzero(beyond)[0])
                share = self._week_share(person, first)
                if best is None or share > best[0]:
                    best = (share, person, first)
        if best is not None:
            return self._overloaded(row, *best)
        return self._taken(row)

    def _people(self, row: int) -> list[int]:
        """Who is named for an activity."""
        days = self._days
        return [person for person in days.who[days.rows == row].tolist() if person != NOBODY]

    def _week(self, at: int) -> slice:
        monday = at - self._days.date(at).weekday()
        return slice(max(0, monday), monday + 7)

    def _week_share(self, person: int, at: int) -> float:
        """Load on the overloaded days of the week."""
        week = self._week(at)
        asked, there = self._demand[person][week], self._days.capacity[person][week]
        beyond = self._over[person][week]
        return float(asked[beyond].sum() / there[beyond].sum())

    def _overloaded(self, row: int, share: float, person: int, at: int) -> tuple[tuple[str, ...], Text]:
        days = self._days
        who = days.people[person]
        others = self._others(row, person, self._week(at))[:3]
        monday = days.date(at) - dt.timedelta(days.date(at).weekday())
        template = _("{name} is at {load} in the week of {week}, with {work} at the same time.")
        text = fill(
            template if others else _("{name} is at {load} in the week of {week}."),
            name=Mark(who.name, ref=Link("person", who.id)),
            load=Mark(percent(share), tone="off" if share > 1.1 else "at"),
            week=day(monday),
            work=listing(others),
        )
        return (who.id,), text

    def _others(self, row: int, person: int, week: slice) -> list[str]:
        titles = self._days.program.activities
        return [titles[other].title for other in self._rows_of(person) if other != row and self._asks_in(other, week)]

    def _rows_of(self, person: int) -> list[int]:
        if person not in self._theirs:
            self._theirs[person] = self._days.rows[self._days.who == person].tolist()
        return self._theirs[person]

    def _asks_in(self, row: int, week: slice) -> bool:
        """Whether today's plan has work of an activity on one of these days."""
        if row not in self._spread:
            self._spread[row] = self._days.spread(row, self._today)
        first, part = self._spread[row]
        return bool(part[max(0, week.start - first) : max(0, week.stop - first)].any())

    def _taken(self, row: int) -> tuple[tuple[str, ...], Text]:
        """What has its people when the logic would let it begin: an activity that ends as this one begins, or last
        before.
        """
        days, found = self._days, self._found
        zone = ZoneInfo(days.program.zone)
        begins = int(found.resume[row])
        people = self._people(row)
        if not people:
            return (), (_("Nobody is named for it yet."),)
        latest: tuple[int, int, int] | None = None
        for person in people:
            for other in self._rows_of(person):
                done = int(found.finish[other])
                if other != row and int(found.start[other]) < begins and (latest is None or done > latest[0]):
                    latest = (done, other, person)
        if latest is None:
            who = days.people[people[0]]
            return (who.id,), fill(
                _("{name} has no time for it before."), name=Mark(who.name, ref=Link("person", who.id))
            )
        done, other, person = latest
        who = days.people[person]
        text = fill(
            _("{name} works on {work} until {date}."),
            name=Mark(who.name, ref=Link("person", who.id)),
            work=Mark(days.program.activities[other].title, ref=Link("activity", days.program.activities[other].id)),
            date=day(last_day(moment(done, zone))),
        )
        return (who.id,), text
