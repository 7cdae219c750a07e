"""How much time the people of a workstream have for a sprint: their calendars, days off and shares, and the focus."""

import datetime as dt

import msgspec

from pilotage.plan.vocabulary.people import Person, Workstream
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.book import CalendarBook
from pilotage.plan.working_time.calendar_tables import intervals


class PersonDays(msgspec.Struct, frozen=True):
    """Working days of one person, times the share that the program may use."""

    id: str
    name: str
    days: float


class SprintCapacity(msgspec.Struct, frozen=True, kw_only=True):
    """``days`` = person-days of all ``people`` x ``focus``."""

    people: tuple[PersonDays, ...]
    focus: float
    days: float


def capacity(program: Program, stream: Workstream, first: dt.date, last: dt.date) -> SprintCapacity:
    """Of the people of the workstream's team, from the day ``first`` to the day ``last``; none without a team."""
    people = [each for each in program.people if stream.team is not None and each.team == stream.team]
    book = CalendarBook(program)
    told = tuple(PersonDays(each.id, each.name, _days(program, book, each, first, last)) for each in people)
    return SprintCapacity(
        people=told, focus=stream.focus, days=round(sum(each.days for each in told) * stream.focus, 1)
    )


def _days(program: Program, book: CalendarBook, person: Person, first: dt.date, last: dt.date) -> float:
    if last < first:
        return 0.0
    time = book.of_person(person)
    starts, ends = intervals(time, first, last + dt.timedelta(days=1))
    minutes = int((ends - starts).sum())
    return round(minutes / (60 * program.hours_per_day) * person.capacity, 2)
