"""Sprints: what was committed, what was done, what was carried over, and the days of the last one.

A tracker keeps of an item all sprints that it was in. Where it keeps the moves too, an item that came in after the
start was added; else the days of its creation stand for that. An item belongs to each sprint that it was in.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import Final, NamedTuple

import msgspec
import numpy as np

from pilotage.engine.flow.counting import OPEN
from pilotage.plan.flow.items.history import date_of, number_of
from pilotage.plan.flow.measures.columns import Columns
from pilotage.plan.vocabulary.work_items import SprintDates, WorkItem

MOST: Final = 12
"""Sprints that are told: the last ones of the period."""

_LONGEST: Final = 92
"""Days: what is planned for longer than a quarter is no sprint but a shelf."""


class Sprint(msgspec.Struct, frozen=True, kw_only=True):
    """A sprint from the day ``start`` to the day ``finish``, as planned; ``closed`` is the day on which it was closed.

    ``committed`` items were in it when it started, ``added`` came later, ``removed`` were taken out before it was
    closed, ``done`` were finished by then, ``carried`` were not; ``carried_in`` of the committed had been in an earlier
    sprint. Where ``dated`` is false the tracker tells no day on which an item was put in: then items that
    were created by the start count as committed.
    """

    name: str
    start: dt.date
    finish: dt.date
    closed: dt.date | None
    committed: int
    added: int
    removed: int
    done: int
    carried: int
    carried_in: int
    dated: bool


class Burn(msgspec.Struct, frozen=True):
    """The last sprint by day: items in it, and those of them that were done, at the end of each of ``days``; ``dated``
    as in `Sprint`.
    """

    name: str
    finish: dt.date
    days: tuple[dt.date, ...]
    scope: tuple[int, ...]
    done: tuple[int, ...]
    dated: bool


class Sprints(msgspec.Struct, frozen=True):
    """``sprints`` of the period, oldest first; ``undated`` have no usable dates and are left out."""

    sprints: tuple[Sprint, ...]
    undated: int
    burn: Burn | None


class _Member(NamedTuple):
    """An item in a sprint from the day ``joined`` on, until before the day ``left``; ``done`` is its day of finish."""

    row: int
    joined: int
    left: int
    done: int
    dated: bool


def sprints(table: Columns) -> Sprints | None:
    """None where no item was in a sprint."""
    dates = _dates(table)
    members = _members(table, dates)
    today = date_of(table.today)
    names = {name for item in table.items for name in item.sprints if name not in dates or dates[name].start <= today}
    if not names and not members:
        return None
    known = [(each.start, name) for name, each in dates.items() if _usable(each) and name in members]
    period = [
        name
        for start, name in sorted(known)
        if start <= date_of(table.today) and _last(dates[name], table) >= table.first
    ]
    started = {name: number_of(dates[name].start) for _start, name in known}
    told = tuple(
        _sprint(name, dates[name], members[name], table, _earlier(members, started, name)) for name in period[-MOST:]
    )
    undated = sum(name not in dates or not _usable(dates[name]) for name in names)
    burn = _burn(period[-1], dates[period[-1]], members[period[-1]], table) if period else None
    return Sprints(told, undated, burn)


class _Dates(NamedTuple):
    start: dt.date
    finish: dt.date
    closed: dt.date | None


def _day(at: dt.datetime) -> dt.date:
    return at.astimezone(dt.UTC).date()


def _dates(table: Columns) -> dict[str, _Dates]:
    """What the items tell of their sprints; the last one to tell wins, and says so the same as the others."""
    told: dict[str, SprintDates] = {each.name: each for item in table.items for each in item.sprint_dates}
    today = date_of(table.today)
    return {
        name: _Dates(
            _day(each.start),
            _day(each.finish),
            closed if each.closed is not None and (closed := _day(each.closed)) <= today else None,
        )
        for name, each in told.items()
        if each.start is not None and each.finish is not None
    }


def _usable(each: _Dates) -> bool:
    return 0 <= (each.finish - each.start).days <= _LONGEST


def _last(each: _Dates, table: Columns) -> int:
    """The day on which it was closed; one that nobody closed ends as planned, or goes on today."""
    return number_of(each.closed) if each.closed is not None else min(number_of(each.finish), table.today)


def _members(table: Columns, dates: Mapping[str, _Dates]) -> dict[str, list[_Member]]:
    found: dict[str, list[_Member]] = defaultdict(list)
    for row, item in enumerate(table.items):
        done = int(table.ended[row])
        moved = {move.sprint for move in item.sprint_moves}
        for name in moved:
            joined, left = _moved(item, name, table.today)
            if joined <= table.today:
                found[name].append(_Member(row, joined, left, done, dated=True))
        for name in item.sprints:
            if name not in moved and name in dates and number_of(dates[name].start) <= table.today:
                found[name].append(_Member(row, int(table.came[row]), OPEN, done, dated=False))
    return dict(found)


def _moved(item: WorkItem, name: str, today: int) -> tuple[int, int]:
    """The first day in a sprint, and the day on which it was last taken out of it."""
    joined, left = OPEN, OPEN
    for move in item.sprint_moves:
        day = number_of(_day(move.at))
        if move.sprint != name or day > today:
            continue
        joined, left = (min(joined, day), OPEN) if move.added else (joined, day)
    return joined, left


def _sprint(name: str, each: _Dates, members: list[_Member], table: Columns, earlier: frozenset[int]) -> Sprint:
    start, end = number_of(each.start), max(_last(each, table), number_of(each.start))
    there = [member for member in members if member.joined <= end and member.left > start and member.done >= start]
    committed = [member for member in there if member.joined <= start]
    inside = [member for member in there if member.left > end]
    done = sum(member.done <= end for member in there if member.left > member.done or member.left > end)
    return Sprint(
        name=name,
        start=each.start,
        finish=each.finish,
        closed=each.closed,
        committed=len(committed),
        added=len(there) - len(committed),
        removed=sum(member.left <= end and member.done > end for member in there),
        done=done,
        carried=sum(member.done > end for member in inside),
        carried_in=sum(member.row in earlier for member in committed),
        dated=all(member.dated for member in members),
    )


def _earlier(members: Mapping[str, list[_Member]], started: Mapping[str, int], name: str) -> frozenset[int]:
    """Items that were in a sprint that started before this one."""
    return frozenset(
        member.row for other, start in started.items() if start < started[name] for member in members[other]
    )


def _burn(name: str, each: _Dates, members: list[_Member], table: Columns) -> Burn:
    start, end = number_of(each.start), max(_last(each, table), number_of(each.start))
    days = np.arange(start, end + 1)
    there = [member for member in members if member.done >= start]
    joined = np.array([member.joined for member in there], np.int64)
    left = np.array([member.left for member in there], np.int64)
    done = np.array([member.done for member in there], np.int64)
    inside = (joined[:, None] <= days) & (left[:, None] > days)
    return Burn(
        name,
        each.finish,
        tuple(date_of(day) for day in days.tolist()),
        tuple(inside.sum(axis=0).tolist()),
        tuple((inside & (done[:, None] <= days)).sum(axis=0).tolist()),
        all(member.dated for member in members),
    )
