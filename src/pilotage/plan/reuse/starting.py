"""The same plan from another day on: every date that people set keeps its distance from the start in working days.

Working days are those of the program's calendar. A date that is none counts as the next one; the time of day stays.
Dates of calendars (holidays, freezes) and of people's time off are days of the world and stay where they are.
"""

import bisect
import datetime as dt
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from pilotage.plan.vocabulary.activities import Activity, Constraint, ConstraintKind
from pilotage.plan.vocabulary.contracts import Contract
from pilotage.plan.vocabulary.gates import Criterion, Gate
from pilotage.plan.vocabulary.program import Ask, Program
from pilotage.plan.vocabulary.risks import Risk
from pilotage.plan.working_time.book import CalendarBook
from pilotage.plan.working_time.calendar_tables import intervals, moment
from pilotage.plan.working_time.spans import start_of

_YEARS_BEFORE, _YEARS_AFTER = 3, 15
_ENDS = frozenset(
    {
        ConstraintKind.FINISH_NO_EARLIER_THAN,
        ConstraintKind.FINISH_NO_LATER_THAN,
        ConstraintKind.MUST_FINISH_ON,
        ConstraintKind.FINISH_ON,
    }
)
"""Constraints whose instant is the end of a day: the next midnight belongs to the day before."""


def started(program: Program, start: dt.date, zone: str | None = None) -> Program:
    """``program`` from ``start`` on, which becomes its first day; progress is then known to the day before. In another
    ``zone`` the clock shows the same times. Raises ZoneInfoNotFoundError or ValueError for an unknown zone.
    """
    shift = _Shift(program, start, ZoneInfo(zone or program.zone))
    rules = program.rules
    return replace(
        program,
        zone=zone or program.zone,
        start=dt.datetime.combine(start, shift.clock, shift.to),
        status_date=start - dt.timedelta(1),
        activities=tuple(_activity(each, shift) for each in program.activities),
        risks=tuple(_risk(each, shift) for each in program.risks),
        contracts=tuple(_contract(each, shift) for each in program.contracts),
        gates=tuple(_gate(each, shift) for each in program.gates),
        asks=tuple(_ask(each, shift) for each in program.asks),
        rules=replace(rules, finish=shift.end(rules.finish)),
    )


class _Shift:
    """Dates by their number of working days from the first day of a program, and back from another first day."""

    def __init__(self, program: Program, start: dt.date, to: ZoneInfo) -> None:
        self.zone, self.to = ZoneInfo(program.zone), to
        at = start_of(program)
        first = start if at is None else moment(at, self.zone).date()
        self.clock = dt.time() if program.start is None else program.start.astimezone(self.zone).time()
        self._days = _working_days(program, min(first, start), max(first, start))
        self._by = bisect.bisect_left(self._days, start) - bisect.bisect_left(self._days, first)

    def day(self, date: dt.date | None) -> dt.date | None:
        if date is None or self._by == 0 or not self._days:
            return date
        place = bisect.bisect_left(self._days, date) + self._by
        return self._days[min(max(place, 0), len(self._days) - 1)]

    def begin(self, at: dt.datetime | None) -> dt.datetime | None:
        return self._moved(at, dt.timedelta(0))

    def end(self, at: dt.datetime | None) -> dt.datetime | None:
        return self._moved(at, dt.timedelta(minutes=1))

    def _moved(self, at: dt.datetime | None, back: dt.timedelta) -> dt.datetime | None:
        if at is None:
            return None
        local = at.astimezone(self.zone)
        day = (local - back).date()
        moved = self.day(day)
        later = dt.timedelta(0) if moved is None else moved - day
        return dt.datetime.combine(local.date() + later, local.time(), self.to)


def _working_days(program: Program, first: dt.date, last: dt.date) -> list[dt.date]:
    """Days of the program's calendar with working time, some years around, in its time zone."""
    time = CalendarBook(program).working_time(program.default_calendar)
    starts, _ends = intervals(time, _year(first, -_YEARS_BEFORE), _year(last, _YEARS_AFTER))
    zone = ZoneInfo(time.zone)
    return list(dict.fromkeys(moment(int(at), zone).date() for at in starts))


def _year(day: dt.date, years: int) -> dt.date:
    return dt.date(min(max(day.year + years, 1), 9998), day.month, 1)


def _activity(activity: Activity, shift: _Shift) -> Activity:
    return replace(
        activity,
        constraint=_constraint(activity.constraint, shift),
        second_constraint=_constraint(activity.second_constraint, shift),
        deadline=shift.end(activity.deadline),
        expected_finish=shift.end(activity.expected_finish),
        actual_start=shift.begin(activity.actual_start),
        actual_finish=shift.end(activity.actual_finish),
        target=shift.day(activity.target),
        commitment=shift.day(activity.commitment),
    )


def _constraint(constraint: Constraint | None, shift: _Shift) -> Constraint | None:
    if constraint is None:
        return None
    at = shift.end(constraint.at) if constraint.kind in _ENDS else shift.begin(constraint.at)
    return Constraint(constraint.kind, at)


def _risk(risk: Risk, shift: _Shift) -> Risk:
    if risk.response is None:
        return risk
    return replace(risk, response=replace(risk.response, due=shift.day(risk.response.due)))


def _contract(contract: Contract, shift: _Shift) -> Contract:
    return replace(
        contract,
        asked=shift.day(contract.asked),
        needed=shift.day(contract.needed) or contract.needed,
        escalates=shift.day(contract.escalates),
    )


def _gate(gate: Gate, shift: _Shift) -> Gate:
    return replace(
        gate,
        entry=tuple(_criterion(each, shift) for each in gate.entry),
        exit=tuple(_criterion(each, shift) for each in gate.exit),
    )


def _criterion(criterion: Criterion, shift: _Shift) -> Criterion:
    return replace(criterion, due=shift.day(criterion.due))


def _ask(ask: Ask, shift: _Shift) -> Ask:
    return replace(ask, by=shift.day(ask.by))
