"""From a program to the columns that the engine runs on."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from pilotage.engine import calendars as tables
from pilotage.engine import network as columns
from pilotage.engine.calendars import Calendars
from pilotage.engine.graph import grouped
from pilotage.engine.network import Network
from pilotage.plan.network.expected import expect
from pilotage.plan.network.logic import Logic
from pilotage.plan.network.rows import Rows
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.scheduling_rules import LagCalendar
from pilotage.plan.working_time.book import CalendarBook
from pilotage.plan.working_time.calendar_tables import EPOCH, intervals, minutes
from pilotage.plan.working_time.spans import (
    LAST_DAY,
    Span,
    dates_set,
    first_span,
    start_of,
    status_of,
    whole_duration,
)

__all__ = [
    "LAST_DAY",
    "CalendarBook",
    "Compiled",
    "Span",
    "compile_network",
    "dates_set",
    "first_span",
    "pack",
    "start_of",
    "status_of",
    "whole_duration",
]


@dataclass(slots=True)
class Compiled:
    """A program ready to run. ``link`` gives each network link its row in the logic's link columns, ``expected`` are
    the rows whose duration an expected finish sets.
    """

    network: Network
    calendars: Calendars
    link: Any
    number: list[int]  # calendar of each row
    book: CalendarBook
    span: Span
    expected: tuple[int, ...] = ()


def compile_network(program: Program, logic: Logic, book: CalendarBook, start: int, span: Span) -> Compiled:
    """Columns of ``program`` with calendars compiled for ``span``."""
    size = logic.size
    always = book.always()
    rows = Rows(program, book, logic, start, always)
    numbers = rows.calendar[: len(program.activities)]
    lags = _lags(program, logic, book, rows, always)
    for at in {at for tied in logic.spans.values() for at in tied}:
        if (named := program.dependencies[at].calendar) is not None:
            book.named(named)  # known before the calendars are compiled
    calendars = pack(book, span)
    rows.hold_started(calendars)
    rows.limit_by_summaries()
    if program.rules.finish is not None:
        rows.end_by(minutes(program.rules.finish))
    successor = np.array(logic.successor, np.int64)
    first_in, by_successor = grouped(successor, size)
    predecessor = np.array(logic.predecessor, np.int64)[by_successor]
    first_out, out = grouped(predecessor, size)
    network = Network(
        order=np.array(logic.order, np.int64),
        calendar=np.array(rows.calendar, np.int64),
        state=np.array(rows.state, np.int64),
        instant=np.array(rows.instant, np.bool_),
        duration=np.array(rows.duration, np.int64),
        remaining=np.array(rows.remaining, np.int64),
        began=np.array(rows.began, np.int64),
        ended=np.array(rows.ended, np.int64),
        floor=np.array(rows.floor, np.int64),
        floor_reason=np.array(rows.floor_reason, np.int64),
        floor_finish=np.array(rows.floor_finish, np.int64),
        pin_start=np.array(rows.pin_start, np.int64),
        pin_finish=np.array(rows.pin_finish, np.int64),
        cap_start=np.array(rows.cap_start, np.int64),
        cap_finish=np.array(rows.cap_finish, np.int64),
        hold_start=np.array(rows.hold_start, np.int64),
        hold_finish=np.array(rows.hold_finish, np.int64),
        alap=np.array(rows.alap, np.bool_),
        first_in=first_in,
        predecessor=predecessor,
        successor=successor[by_successor],
        kind=np.array(logic.kind, np.int64)[by_successor],
        lag=np.array(lags[0], np.int64)[by_successor],
        lag_share=np.array(lags[1], np.float64)[by_successor],
        lag_calendar=np.array(lags[2], np.int64)[by_successor],
        first_out=first_out,
        out=out,
    )
    if rows.expected:
        expect(network, calendars, rows.expected, rows.status)
    return Compiled(network, calendars, by_successor, numbers, book, span, tuple(rows.expected))


def pack(book: CalendarBook, span: Span) -> Calendars:
    """All calendars of the book, compiled for the days of ``span``."""
    origin, horizon = ((day - EPOCH).days * 1440 for day in (span.first, span.last))
    return tables.pack([intervals(time, span.first, span.last) for time in book.times], origin, horizon)


def _lags(
    program: Program, logic: Logic, book: CalendarBook, rows: Rows, always: int
) -> tuple[list[int], list[float], list[int]]:
    """Lag, share and calendar of each link."""
    lag, share, calendar = [], [], []
    chosen = program.rules.lag_calendar
    usual = list(rows.calendar)
    for row, number in rows.usual.items():  # a lag does not rest where the work does
        usual[row] = number
    for successor, predecessor, at in zip(logic.successor, logic.predecessor, logic.dependency, strict=True):
        if at < 0:
            lag.append(0)
            share.append(0.0)
            calendar.append(columns.ELAPSED)
            continue
        dependency = program.dependencies[at]
        if dependency.calendar:
            number = book.named(dependency.calendar)
        elif chosen is LagCalendar.SUCCESSOR:
            number = usual[successor]
        else:
            number = lag_calendar(chosen, book, usual[predecessor], usual[successor])
        if dependency.lag_percent is not None:
            share.append(dependency.lag_percent)
            lag.append(0)
            elapsed = rows.calendar[predecessor] == always
        else:
            share.append(0.0)
            lag.append(dependency.lag.minutes)
            elapsed = dependency.lag.elapsed
        calendar.append(columns.ELAPSED if elapsed else number)
    return lag, share, calendar


def lag_calendar(chosen: LagCalendar, book: CalendarBook, predecessor: int, successor: int) -> int:
    """Number of the calendar a lag runs on that names none, or the engine's mark for the clock."""
    if chosen is LagCalendar.CLOCK:
        return columns.ELAPSED
    if chosen is LagCalendar.PROGRAM:
        return book.default
    return predecessor if chosen is LagCalendar.PREDECESSOR else successor
