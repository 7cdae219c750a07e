"""The calendars of a program: who works on each, what each day of a year is, and what a change would do."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from pilotage.areas.errors import InvalidError
from pilotage.areas.programs import queries as programs
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.schedule.queries.plans import plan_at
from pilotage.areas.schedule.queries.previews import Preview, preview_program
from pilotage.areas.schedule.rules.announcements import Move
from pilotage.areas.schedule.rules.calendars import (
    CalendarUse,
    calendar_uses,
    changed_calendar,
    first_and_last,
    with_calendar,
)
from pilotage.plan.language.text import Text
from pilotage.plan.vocabulary.calendars import Calendar, CalendarException, Shift, standard_week
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.book import CalendarBook
from pilotage.plan.working_time.calendar_tables import WorkingTime, public_holidays, resolve


class CalendarRow(msgspec.Struct, frozen=True, kw_only=True):
    """A calendar as people wrote it, with ``works_in`` and ``works``: the zone and week that count for it, its own or
    inherited. ``week`` is seven lists of shifts, Monday first, in minutes after local midnight; ``end`` of an
    exception is the day after its last.
    """

    id: str
    title: str
    zone: str | None
    base: str | None
    week: tuple[tuple[Shift, ...], ...] | None
    exceptions: tuple[CalendarException, ...]
    holidays: tuple[str, ...]
    version: int
    default: bool
    works_in: str
    works: tuple[tuple[Shift, ...], ...]
    uses: tuple[CalendarUse, ...]
    activities: int


class CalendarList(msgspec.Struct, frozen=True, kw_only=True):
    """``activities`` of each counts the unfinished ones whose work is done on it, named by it or inherited. ``first``
    and ``last`` are the years of the plan."""

    revision: int
    zone: str
    first: int
    last: int
    calendars: tuple[CalendarRow, ...]


class YearDay(msgspec.Struct, frozen=True):
    """A day of a year that is not as the week says it: ``holiday``, ``time_off``, ``freeze`` or ``working``.
    ``works`` are the minutes of work that it has, ``observed`` that the holiday was moved here from a weekend,
    ``from_base`` that it comes from the base calendar.
    """

    date: dt.date
    kind: str
    title: str
    works: int
    observed: bool
    from_base: bool


class CalendarPreview(msgspec.Struct, frozen=True, kw_only=True):
    """What a draft would do: the milestones that move, and its days of ``year`` that differ from the week."""

    text: Text
    moves: tuple[Move, ...]
    year: int
    works: tuple[tuple[Shift, ...], ...]
    works_in: str
    days: tuple[YearDay, ...]
    working_days: int


OBSERVED = "(observed)"


def calendar_list(row: Row) -> CalendarList:
    """Every calendar, the default first as it stands among the others."""
    plan = plan_at(row)
    program, versions = plan.program, programs.calendar_versions(row)
    by_id = {each.id: each for each in program.calendars}
    working = _working(program)
    finishes = [plan.schedule.at(each.id).finish.year for each in program.activities]
    starts = [plan.schedule.at(each.id).start.year for each in program.activities]
    fallback = (program.status_date or row.created.date()).year
    found = []
    for each in program.calendars:
        time = resolve(each, by_id, program.zone)
        found.append(
            CalendarRow(
                **{name: getattr(each, name) for name in ("id", "zone", "base", "week", "exceptions", "holidays")},
                title=each.title or each.id,
                version=versions.get(each.id, 1),
                default=each.id == program.default_calendar,
                works_in=time.zone,
                works=time.week,
                uses=calendar_uses(program, each.id),
                activities=working.get(each.id, 0),
            )
        )
    return CalendarList(
        revision=plan.revision,
        zone=program.zone,
        first=min(starts, default=fallback),
        last=max(finishes, default=fallback),
        calendars=tuple(found),
    )


def _working(program: Program) -> Mapping[str, int]:
    """How many unfinished activities work on each calendar."""
    book = CalendarBook(program)
    found: dict[str, int] = {}
    for each in program.activities:
        if each.actual_finish is None:
            name, _owner = book.chosen(each)
            found[name] = found.get(name, 0) + 1
    return found


def preview_calendar(row: Row, calendar: str | None, fields: Mapping[str, Any], year: int) -> CalendarPreview:
    """What the calendar with these fields would do; a new one where ``calendar`` is None. Raises InvalidError."""
    first, last = first_and_last(year)
    program = plan_at(row).program
    old = next((each for each in program.calendars if each.id == calendar), None)
    if old is None:
        old = Calendar(id=":new", title=_("New calendar"), week=standard_week())
    draft = changed_calendar(old, fields, program)
    after = with_calendar(program, draft)
    known = {each.id: each for each in after.calendars}
    time = resolve(draft, known, program.zone)
    moved = Preview((), ()) if draft == old else preview_program(row, after)
    days = tuple(_days(time, draft, first, last))
    return CalendarPreview(
        text=moved.text,
        moves=moved.moves,
        year=year,
        works=time.week,
        works_in=time.zone,
        days=days,
        working_days=_working_days(time, {each.date: each.works for each in days}, first, last),
    )


def _days(time: WorkingTime, draft: Calendar, first: dt.date, last: dt.date) -> Iterator[YearDay]:
    """The days that holidays and exceptions decide; later ones win, as in the engine's tables."""
    found: dict[dt.date, YearDay] = {}
    own = len(time.layers) - 1 if draft.holidays or draft.exceptions else len(time.layers)
    for place, (regions, exceptions) in enumerate(time.layers):
        for region in regions:
            for date, title in public_holidays(region, first.year, last.year).items():
                if first <= date <= last:
                    observed = OBSERVED in title.lower()
                    found[date] = YearDay(date, "holiday", title, 0, observed, place < own)
        for each in exceptions:
            works = sum(shift.finish - shift.start for shift in each.shifts)
            date = max(each.start, first)
            while date < each.end and date <= last:
                kind = "working" if works else each.kind.value
                found[date] = YearDay(date, kind, each.title, works, observed=False, from_base=place < own)
                date += dt.timedelta(1)
    yield from (found[date] for date in sorted(found))


def _working_days(time: WorkingTime, found: Mapping[dt.date, int], first: dt.date, last: dt.date) -> int:
    count, date = 0, first
    while date <= last:
        week = sum(shift.finish - shift.start for shift in time.week[date.weekday()])
        count += found.get(date, week) > 0
        date += dt.timedelta(1)
    return count


class Holiday(msgspec.Struct, frozen=True):
    date: dt.date
    title: str
    observed: bool


def holidays_of(region: str, first: int, last: int) -> tuple[Holiday, ...]:
    """The public holidays of a region in these years. Raises InvalidError for an unknown region."""
    first_and_last(first), first_and_last(last)
    try:
        found = public_holidays(region, first, min(last, first + 20))
    except LookupError as error:
        raise InvalidError.field(
            "region", _("No public holidays are known for “{region}”.").format(region=region[:40])
        ) from error
    return tuple(Holiday(date, title, OBSERVED in title.lower()) for date, title in found.items())
