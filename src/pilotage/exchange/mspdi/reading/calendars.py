"""A ``Calendar`` element as a record: week, exceptions old and new, work weeks."""

import datetime as dt
from collections.abc import Iterable, Iterator

from pilotage.exchange.mspdi.reading import recurrence
from pilotage.exchange.mspdi.reading.nodes import Node
from pilotage.exchange.mspdi.reading.values import LATEST, Fields
from pilotage.exchange.mspdi.records import CalendarRecord, Day
from pilotage.exchange.mspdi.report import Report
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.calendars import CalendarException, ExceptionKind, Shift

DEFAULT_DAY: Day = (Shift(8 * 60, 12 * 60), Shift(13 * 60, 17 * 60))
MOST_WORK_WEEK_DAYS = 366 * 20
_DAY = dt.timedelta(days=1)


def calendar(node: Node, report: Report) -> CalendarRecord | None:
    """None where the calendar has no usable UID. Work weeks come before exceptions, which win over them."""
    fields = Fields(node, report, _("a calendar"))
    uid = fields.integer("UID", 0, 2**53)
    if uid is None:
        report.error("missing-uid", _("A calendar has no UID and was left out."), fields.source)
        return None
    name = fields.text("Name")
    fields = Fields(node, report, _("calendar “{name}”").format(name=name), name)
    base = fields.integer("BaseCalendarUID", -1, 2**53)
    days = list(node.each("WeekDays", "WeekDay"))
    if node.branches.get("Exceptions"):
        exceptions = [e for branch in node.each("Exceptions", "Exception") for e in _exception(branch, fields)]
    else:
        exceptions = [e for day in days if _day_type(day, fields) == 0 for e in _old_exception(day, fields)]
    weeks = [e for week in node.each("WorkWeeks", "WorkWeek") for e in _work_week(week, fields)]
    return CalendarRecord(
        uid=uid,
        name=name,
        base=base if base is not None and base > 0 and not fields.flag("IsBaseCalendar") else None,
        week=_week(days, fields),
        exceptions=(*weeks, *exceptions),
        source=fields.source,
    )


def tidy(shifts: Iterable[Shift]) -> Day:
    """Shifts in order, overlapping and touching ones joined."""
    joined: list[Shift] = []
    for shift in sorted(shifts, key=lambda s: (s.start, s.finish)):
        if joined and shift.start <= joined[-1].finish:
            joined[-1] = Shift(joined[-1].start, max(joined[-1].finish, shift.finish))
        else:
            joined.append(shift)
    return tuple(joined)


def compress(days: Iterable[tuple[dt.date, Day]], title: str) -> Iterator[CalendarException]:
    """Ascending days as exceptions, neighboring days of equal shifts in one."""
    run: tuple[dt.date, dt.date, Day] | None = None
    for day, shifts in days:
        if run and run[1] == day and run[2] == shifts:
            run = (run[0], day + _DAY, shifts)
            continue
        if run:
            yield _made(run[0], run[1], run[2], title)
        run = (day, day + _DAY, shifts)
    if run:
        yield _made(run[0], run[1], run[2], title)


def _made(start: dt.date, end: dt.date, shifts: Day, title: str) -> CalendarException:
    kind = ExceptionKind.WORKING if shifts else ExceptionKind.HOLIDAY
    return CalendarException(start, end, shifts, title, kind)


def _day_type(day: Node, fields: Fields) -> int | None:
    return fields.within(day).integer("DayType", 0, 7)


def _week(days: Iterable[Node], fields: Fields) -> tuple[Day | None, ...]:
    """Monday first. DayType 1 is Sunday."""
    week: list[Day | None] = [None] * 7
    for day in days:
        number = _day_type(day, fields)
        if number:
            week[(number - 2) % 7] = _shifts(day, fields)
    return tuple(week)


def _shifts(node: Node, fields: Fields) -> Day:
    mine = fields.within(node)
    times = [fields.within(time) for time in node.each("WorkingTimes", "WorkingTime")]
    if not mine.flag("DayWorking") and ("DayWorking" in node.texts or not times):
        return ()
    if not times:
        return DEFAULT_DAY
    return tidy(shift for time in times if (shift := _shift(time)))


def _shift(time: Fields) -> Shift | None:
    start, finish = time.minute("FromTime"), time.minute("ToTime")
    if start is None or finish is None:
        return None
    finish = finish or 24 * 60
    if start < finish:
        return Shift(start, finish)
    time.report.warning(
        "shift-backward",
        _("A shift of {what} ends before it starts; it was left out.").format(what=time.what),
        time.source,
        time.entity,
    )
    return None


def _period(node: Node, fields: Fields) -> tuple[dt.date, dt.date] | None:
    """First and last day of a ``TimePeriod``."""
    period = node.first("TimePeriod")
    mine = fields.within(period or node)
    start, finish = mine.moment("FromDate"), mine.moment("ToDate")
    if start is None or finish is None:
        return None
    if finish < start:
        fields.report.warning(
            "exception-backward",
            _("An exception of {what} ends before it starts; it was left out.").format(what=fields.what),
            mine.source,
            fields.entity,
        )
        return None
    return start.date(), finish.date()


def _old_exception(day: Node, fields: Fields) -> Iterator[CalendarException]:
    if (period := _period(day, fields)) is not None:
        yield _made(period[0], period[1] + _DAY, _shifts(day, fields), "")


def _exception(node: Node, fields: Fields) -> Iterator[CalendarException]:
    mine = fields.within(node)
    period = _period(node, fields)
    if period is None:
        return
    shifts, title = _shifts(node, fields), mine.text("Name")
    pattern = _pattern(mine, *period)
    if pattern.kind == recurrence.DAILY and pattern.period == 1:
        yield _made(period[0], period[1] + _DAY, shifts, title)
        return
    yield from compress(((day, shifts) for day in recurrence.dates(pattern)), title)


def _pattern(fields: Fields, start: dt.date, until: dt.date) -> recurrence.Pattern:
    occurrences = None
    if fields.flag("EnteredByOccurrences"):
        occurrences = fields.integer("Occurrences", 1, recurrence.MOST_OCCURRENCES)
        # The end of a period counted in occurrences is not always written with care.
        until = LATEST.date() if occurrences and fields.text("Type") != "1" else until
    kind = fields.integer("Type", 1, 9) or recurrence.DAILY
    return recurrence.Pattern(
        kind=recurrence.DAILY if kind == 9 else kind,
        start=start,
        until=until,
        occurrences=occurrences,
        period=fields.integer("Period", 0, 9_999) or 1,
        days=fields.integer("DaysOfWeek", 0, 127) or 0,
        item=fields.integer("MonthItem", 0, 9) or 0,
        position=fields.integer("MonthPosition", 0, 4) or 0,
        month=(fields.integer("Month", 0, 11) or 0) + 1,
        day=fields.integer("MonthDay", 1, 31) or 1,
    )


def _work_week(node: Node, fields: Fields) -> Iterator[CalendarException]:
    """Another week for a time, as exceptions on the days it names."""
    mine = fields.within(node)
    period = _period(node, fields)
    week = _week(node.each("WeekDays", "WeekDay"), fields)
    if period is None or all(day is None for day in week):
        return
    first, last = period
    if (last - first).days > MOST_WORK_WEEK_DAYS:
        last = first + dt.timedelta(days=MOST_WORK_WEEK_DAYS)
        fields.report.warning(
            "work-week-too-long",
            _("A work week of {what} lasts over {years} years; it was read up to {day}.").format(
                what=fields.what, years=MOST_WORK_WEEK_DAYS // 366, day=last
            ),
            mine.source,
            fields.entity,
        )
    days = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
    named = ((day, shifts) for day in days if (shifts := week[day.weekday()]) is not None)
    yield from compress(named, mine.text("Name"))
