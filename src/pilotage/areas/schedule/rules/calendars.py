"""Setting the fields of a calendar, who works on it, and a program in which another stands in its place. Pure."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from django.utils.translation import gettext as _
from msgspec.structs import replace

from pilotage.areas.audit.rules import plain
from pilotage.areas.errors import InvalidError
from pilotage.plan.vocabulary.calendars import Calendar, Shift
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.calendar_tables import DAY, public_holidays, resolve

FIELDS = ("title", "zone", "base", "week", "exceptions", "holidays")
MOST_EXCEPTIONS = 2_000
MOST_SHIFTS = 24
MOST_REGIONS = 50
LONGEST_TITLE = 300


class CalendarUse(msgspec.Struct, frozen=True):
    """A record that works on a calendar: ``program`` (its default), ``team``, ``person``, ``calendar`` (based on it),
    ``activity`` or ``dependency`` (its lag)."""

    kind: str
    id: str
    title: str


def changed_calendar(calendar: Calendar, fields: Mapping[str, Any], program: Program) -> Calendar:
    """The calendar with these plain JSON fields, as ``plan.Calendar`` has them.

    Raises InvalidError, by field, for what no calendar can be: also one on which no work can ever be done.
    """
    known = {name: value for name, value in fields.items() if name in FIELDS}
    try:
        new = msgspec.convert(plain(calendar) | known, Calendar)
    except msgspec.ValidationError as error:
        raise InvalidError.field(next(iter(known), "calendar"), str(error)) from error
    new = replace(new, title=new.title.strip())
    check_calendar(new, program)
    return new


def check_calendar(calendar: Calendar, program: Program) -> None:
    """Raises InvalidError that names the field which is wrong."""
    _check_title(calendar)
    _check_zone(calendar.zone)
    others = {each.id: each for each in program.calendars if each.id != calendar.id} | {calendar.id: calendar}
    _check_base(calendar, others)
    _check_shifts(calendar)
    _check_exceptions(calendar)
    _check_regions(calendar)
    if not any(resolve(calendar, others, program.zone).week):
        raise InvalidError.field(
            "week",
            _("This calendar has no working time: whatever works on it would never finish."),
            problem="calendar-without-working-time",
            hint=_("Give one weekday a shift, or inherit the week of another calendar."),
        )


def _check_title(calendar: Calendar) -> None:
    if not calendar.title:
        raise InvalidError.field("title", _("A calendar needs a name."))
    if len(calendar.title) > LONGEST_TITLE:
        raise InvalidError.field("title", _("A name has at most {n} characters.").format(n=LONGEST_TITLE))


def _check_zone(zone: str | None) -> None:
    if zone is None:
        return
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidError.field(
            "zone",
            _("There is no time zone “{zone}”.").format(zone=zone[:60]),
            hint=_("Use an IANA name such as Europe/Berlin."),
        ) from error


def _check_base(calendar: Calendar, others: Mapping[str, Calendar]) -> None:
    if calendar.base is None:
        return
    if calendar.base not in others:
        raise InvalidError.field("base", _("There is no calendar “{id}”.").format(id=calendar.base[:100]))
    line = [calendar]
    while (base := line[-1].base) is not None and base in others:
        if base == calendar.id:
            names = ", ".join([*(each.title or each.id for each in line), calendar.title])
            raise InvalidError.field(
                "base", _("The calendars would be based on each other in a circle: {names}.").format(names=names)
            )
        if others[base] in line:
            return
        line.append(others[base])


def _check_shifts(calendar: Calendar) -> None:
    if calendar.week is not None and len(calendar.week) != 7:
        raise InvalidError.field("week", _("A week has seven days, Monday first."))
    for shifts in calendar.week or ():
        _check_day("week", shifts)
    for exception in calendar.exceptions:
        _check_day("exceptions", exception.shifts)


def _check_day(field: str, shifts: tuple[Shift, ...]) -> None:
    if len(shifts) > MOST_SHIFTS:
        raise InvalidError.field(field, _("A day has at most {n} shifts.").format(n=MOST_SHIFTS))
    end = 0
    for shift in sorted(shifts, key=lambda each: each.start):
        if not 0 <= shift.start < shift.finish <= DAY:
            raise InvalidError.field(field, _("A shift lies within one day, from 00:00 to 24:00."))
        if shift.start < end:
            raise InvalidError.field(field, _("Two shifts of a day overlap at {at}.").format(at=_clock(shift.start)))
        end = shift.finish


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _check_exceptions(calendar: Calendar) -> None:
    if len(calendar.exceptions) > MOST_EXCEPTIONS:
        raise InvalidError.field(
            "exceptions", _("A calendar has at most {n} exceptions.").format(n=f"{MOST_EXCEPTIONS:,}")
        )
    for each in calendar.exceptions:
        if each.end <= each.start:
            text = _("“{title}” ends before it begins.")
            raise InvalidError.field("exceptions", text.format(title=each.title or each.start.isoformat()))


def _check_regions(calendar: Calendar) -> None:
    if len(calendar.holidays) > MOST_REGIONS:
        raise InvalidError.field("holidays", _("A calendar has at most {n} regions.").format(n=MOST_REGIONS))
    for region in calendar.holidays:
        try:
            public_holidays(region, 2026, 2026)
        except LookupError as error:
            raise InvalidError.field(
                "holidays",
                _("No public holidays are known for “{region}”.").format(region=region[:40]),
                hint=_("Use an ISO region such as DE, DE-BE or US-WA."),
            ) from error


def with_calendar(program: Program, calendar: Calendar) -> Program:
    """The program with the calendar in its place, or as its last."""
    if any(each.id == calendar.id for each in program.calendars):
        changed = tuple(calendar if each.id == calendar.id else each for each in program.calendars)
        return replace(program, calendars=changed)
    return replace(program, calendars=(*program.calendars, calendar))


def without_calendar(program: Program, code: str, to: str) -> Program:
    """The program without the calendar; ``to`` stands wherever it was named (itself based on its base, if it was
    based on it)."""
    gone = next(each for each in program.calendars if each.id == code)
    return replace(
        program,
        default_calendar=to if program.default_calendar == code else program.default_calendar,
        calendars=tuple(
            replace(each, base=gone.base if each.id == to else to) if each.base == code else each
            for each in program.calendars
            if each.id != code
        ),
        teams=tuple(_moved(each, code, to) for each in program.teams),
        people=tuple(_moved(each, code, to) for each in program.people),
        activities=tuple(_moved(each, code, to) for each in program.activities),
        dependencies=tuple(_moved(each, code, to) for each in program.dependencies),
    )


def _moved(record: Any, code: str, to: str) -> Any:
    return replace(record, calendar=to) if record.calendar == code else record


def calendar_uses(program: Program, code: str) -> tuple[CalendarUse, ...]:
    """What names the calendar itself; who inherits it from a team or the program is not told one by one."""
    return tuple(_uses(program, code))


def _uses(program: Program, code: str) -> Iterator[CalendarUse]:
    titles = {each.id: each.title for each in program.activities}
    if program.default_calendar == code:
        yield CalendarUse("program", program.id, program.title)
    for team in program.teams:
        if team.calendar == code:
            yield CalendarUse("team", team.id, team.title)
    for person in program.people:
        if person.calendar == code:
            yield CalendarUse("person", person.id, person.name)
    for calendar in program.calendars:
        if calendar.base == code:
            yield CalendarUse("calendar", calendar.id, calendar.title or calendar.id)
    for activity in program.activities:
        if activity.calendar == code:
            yield CalendarUse("activity", activity.id, activity.title)
    for link in program.dependencies:
        if link.calendar == code:
            ends = f"{titles.get(link.predecessor, link.predecessor)} → {titles.get(link.successor, link.successor)}"
            yield CalendarUse("dependency", link.id, ends)


def free_code(title: str, taken: set[str]) -> str:
    """A free id: the words of the title."""
    stem = "-".join("".join(c if c.isalnum() else " " for c in title.lower()).split())[:60] or "calendar"
    number, found = 1, stem
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found


def first_and_last(year: int) -> tuple[dt.date, dt.date]:
    """The days of a year. Raises InvalidError for one that no calendar is made for."""
    if not 1901 <= year <= 2099:
        raise InvalidError.field("year", _("A year from 1901 to 2099."))
    return dt.date(year, 1, 1), dt.date(year, 12, 31)
