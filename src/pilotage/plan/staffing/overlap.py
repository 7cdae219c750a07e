"""Working hours that people or teams share: on one day, over the year, and for a meeting.

Everything is counted in instants, so that the date line and changes of the clocks need no rule of their own.
"""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec
import numpy as np
from numpy.typing import NDArray

from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.book import CalendarBook
from pilotage.plan.working_time.calendar_tables import DAY, WorkingTime, intervals, midnight, moment

_ONE = dt.timedelta(1)
WEEKS = 53
"""Weeks ahead in which a change of the shared hours is looked for."""


class PartyKind(StrEnum):
    TEAMS = "teams"
    PEOPLE = "people"


class OverlapParty(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody with working hours: a person, or a team by its calendar. ``offset`` is minutes of their clock before
    UTC (positive is east) at the start of the day, ``changes`` whether the clocks change on it. ``hours`` are those
    worked, as clock times; empty is a day off.
    """

    id: str
    name: str
    zone: str
    offset: int
    changes: bool
    spans: tuple[tuple[dt.datetime, dt.datetime], ...]
    hours: float


class OverlapMatrix(msgspec.Struct, frozen=True, kw_only=True):
    """``shared[a][b]`` are hours that both work within the 24 hours from midnight of ``date`` in ``zone`` on. It is
    symmetric, and ``shared[a][a]`` is what ``a`` works. ``none`` says in words who shares nothing.
    """

    of: PartyKind
    date: dt.date
    zone: str
    parties: tuple[OverlapParty, ...]
    shared: tuple[tuple[float, ...], ...]
    none: tuple[str, ...]


class OverlapChange(msgspec.Struct, frozen=True, kw_only=True):
    """From ``week`` on (a Monday) two parties share ``hours`` in a usual week instead of ``before``, because clocks
    change: ``clocks`` names zones that change in the week before.
    """

    week: dt.date
    first: str
    second: str
    before: float
    hours: float
    clocks: tuple[str, ...]


def parties(program: Program, of: PartyKind, ids: Sequence[str] = ()) -> tuple[tuple[str, str, WorkingTime], ...]:
    """Id, name and working time of teams or people; of all of them without ``ids``. Raises KeyError."""
    book = CalendarBook(program)
    if of is PartyKind.TEAMS:
        usual = {
            each.id: (each.id, each.title, book.working_time(each.calendar or program.default_calendar))
            for each in program.teams
        }
    else:
        usual = {each.id: (each.id, each.name, book.of_person(each)) for each in program.people}
    return tuple(usual[one] for one in ids) if ids else tuple(usual.values())


def matrix(program: Program, of: PartyKind, date: dt.date, ids: Sequence[str] = ()) -> OverlapMatrix:
    """Shared hours of ``date``: the day in the program's zone. Raises KeyError for an unknown id."""
    zone = ZoneInfo(program.zone)
    low, high = midnight(date, zone), midnight(date + _ONE, zone)
    found = parties(program, of, ids)
    worked = np.array([_worked(time, low, high) for _id, _name, time in found], np.bool_).reshape(
        len(found), high - low
    )
    counts = worked.astype(np.float32) @ worked.T.astype(np.float32)
    shared = np.round(counts / 60, 2)
    who = [name for _id, name, _time in found]
    return OverlapMatrix(
        of=of,
        date=date,
        zone=program.zone,
        parties=tuple(_party(one, low, high, date) for one in found),
        shared=tuple(tuple(round(float(each), 2) for each in row) for row in shared),
        none=tuple(
            _("{first} and {second} share no working hour on this day.").format(first=who[a], second=who[b])
            for a in range(len(who))
            for b in range(a + 1, len(who))
            if counts[a, b] == 0 and worked[a].any() and worked[b].any()
        ),
    )


def _worked(time: WorkingTime, low: int, high: int) -> NDArray[np.bool_]:
    """Whether each minute of ``[low, high)`` is worked."""
    found: NDArray[np.bool_] = np.zeros(high - low, np.bool_)
    for start, finish in _spans(time, low, high):
        found[start - low : finish - low] = True
    return found


def _spans(time: WorkingTime, low: int, high: int) -> list[tuple[int, int]]:
    first, last = (dt.date(1970, 1, 1) + dt.timedelta(at // DAY + by) for at, by in ((low, -1), (high, 2)))
    starts, ends = intervals(time, first, last)
    found = [(max(low, a), min(high, b)) for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    return [each for each in found if each[0] < each[1]]


def _party(one: tuple[str, str, WorkingTime], low: int, high: int, date: dt.date) -> OverlapParty:
    code, name, time = one
    zone = ZoneInfo(time.zone)
    spans = _spans(time, low, high)
    offset, later = (_offset(dt.datetime.combine(day, dt.time(), zone)) for day in (date, date + _ONE))
    return OverlapParty(
        id=code,
        name=name,
        zone=time.zone,
        offset=offset,
        changes=offset != later,
        spans=tuple((moment(a, zone), moment(b, zone)) for a, b in spans),
        hours=round(sum(b - a for a, b in spans) / 60, 2),
    )


def _offset(at: dt.datetime) -> int:
    return int((at.utcoffset() or dt.timedelta(0)).total_seconds() // 60)


def changes(program: Program, of: PartyKind, first: dt.date, ids: Sequence[str] = ()) -> tuple[OverlapChange, ...]:
    """Weeks of a year from ``first`` on in which two parties begin to share more or less time than in the week before,
    by the working week alone: holidays and days off are left out.
    """
    found = [(code, name, WorkingTime(time.zone, time.week)) for code, name, time in parties(program, of, ids)]
    apart: dict[WorkingTime, int] = {}
    kinds = [apart.setdefault(time, len(apart)) for _code, _name, time in found]
    monday = first - dt.timedelta(first.weekday())
    weeks = [monday + dt.timedelta(7 * at) for at in range(WEEKS)]
    times = tuple(apart)
    hours = np.array([_week(times, week) for week in weeks])
    made: list[OverlapChange] = []
    for at in range(1, WEEKS):
        for a, b in np.argwhere(np.triu(hours[at] != hours[at - 1], 1)).tolist():
            pair = [next(found[x][1] for x, kind in enumerate(kinds) if kind == each) for each in (a, b)]
            before, now = (round(float(hours[each][a, b]), 2) for each in (at - 1, at))
            clocks = {times[each].zone for each in (a, b)}
            turned = tuple(sorted(zone for zone in clocks if _turns(zone, weeks[at - 1], weeks[at])))
            made.append(
                OverlapChange(week=weeks[at], first=pair[0], second=pair[1], before=before, hours=now, clocks=turned)
            )
    return tuple(made)


def _week(times: Sequence[WorkingTime], monday: dt.date) -> NDArray[np.float64]:
    """Hours that each two share in the week from ``monday`` on, UTC."""
    low = (monday - dt.date(1970, 1, 1)).days * DAY
    worked = np.array([_worked(time, low, low + 7 * DAY) for time in times], np.float32).reshape(len(times), 7 * DAY)
    return np.asarray(np.round(worked @ worked.T / 60, 2), np.float64)


def _turns(zone: str, before: dt.date, now: dt.date) -> bool:
    at = [_offset(dt.datetime.combine(day + _ONE, dt.time(), ZoneInfo(zone))) for day in (before, now)]
    return at[0] != at[1]
