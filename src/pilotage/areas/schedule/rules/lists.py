"""Fields of an activity that are lists of rows: who does it, and on which days it rests."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from pilotage.areas.errors import InvalidError
from pilotage.areas.schedule.rules.amounts import check_range, read_day
from pilotage.exchange.text.syntax.problems import ReadError
from pilotage.exchange.text.values.weeks import format_shifts, parse_shifts
from pilotage.plan.vocabulary.activities import Assignment
from pilotage.plan.vocabulary.calendars import CalendarException, ExceptionKind
from pilotage.plan.vocabulary.program import Program

MOST_ROWS = 200
MOST_UNITS = 1000.0
LONGEST_WORD = 300
_ONE_DAY = dt.timedelta(days=1)


class AssignmentFields(msgspec.Struct, kw_only=True, frozen=True):
    """A row of who does it, as typed: ``units`` 1.0 is full time; no ``person`` asks for anybody with the ``skill``."""

    person: str | None = None
    units: float = 1.0
    skill: str = ""


class PauseFields(msgspec.Struct, kw_only=True, frozen=True):
    """Days of rest as typed: ``first`` to ``last``, both included; on days with ``hours`` these are still worked."""

    first: str
    last: str | None = None
    hours: str = ""
    title: str = ""


def read_assignments(field: str, value: Sequence[AssignmentFields] | None, program: Program) -> tuple[Assignment, ...]:
    """Raises InvalidError naming the row."""
    people = {person.id for person in program.people}
    skills = {skill for person in program.people for skill in person.abilities}
    found: dict[tuple[str, str], Assignment] = {}
    for number, row in enumerate(_few(field, value), 1):
        person, skill = row.person or "", row.skill.strip()
        if person and person not in people:
            reason = _("There is no person “{id}” in this program.").format(id=person[:100])
            raise _row(field, number, reason, problem="missing-reference")
        if not person and not skill:
            raise _row(field, number, _("Name a person, or the skill that the work asks for."))
        if len(skill) > LONGEST_WORD or (not person and skill not in skills):
            reason = _("Nobody has the skill “{skill}”.").format(skill=skill[:100])
            raise _row(field, number, reason, hint=_("People have skills in the settings of the program."))
        if not 0 < row.units <= MOST_UNITS:
            raise _row(field, number, _("A share is more than 0 % and at most 100,000 %."))
        if (person, skill) in found:
            raise _row(field, number, _("This row is there twice. Put the shares together."))
        found[person, skill] = Assignment(person, row.units, skill)
    return tuple(found.values())


def read_pauses(
    field: str,
    value: Sequence[PauseFields] | None,
    program: Program,  # noqa: ARG001 - the signature of a reader
) -> tuple[CalendarException, ...]:
    """Raises InvalidError naming the row."""
    return tuple(_pause(field, number, row) for number, row in enumerate(_few(field, value), 1))


def _pause(field: str, number: int, row: PauseFields) -> CalendarException:
    if not row.first:
        raise _row(field, number, _("The first day is missing."))
    first = read_day(field, row.first)
    last = read_day(field, row.last) if row.last else first
    for day in (first, last):
        check_range(field, day)
    if last < first:
        raise _row(field, number, _("{last} is before {first}.").format(last=last, first=first))
    if len(row.title) > LONGEST_WORD:
        raise _row(field, number, _("This text is longer than {n} characters.").format(n=LONGEST_WORD))
    try:
        shifts = parse_shifts(row.hours.split())
    except ReadError as fault:
        raise _row(field, number, fault.message, hint=str(fault.hint)) from None
    title = " ".join(row.title.split())
    return CalendarException(first, last + _ONE_DAY, shifts, title, ExceptionKind.TIME_OFF)


def _few(field: str, value: Sequence[Any] | None) -> Sequence[Any]:
    rows = value or ()
    if len(rows) > MOST_ROWS:
        raise InvalidError.field(field, _("There are more than {n} rows.").format(n=MOST_ROWS))
    return rows


def _row(field: str, number: int, reason: str, **more: Any) -> InvalidError:
    return InvalidError.field(field, _("Row {n}: {reason}").format(n=number, reason=reason), **more)


def assignments_typed(assignments: Sequence[Assignment]) -> list[dict[str, Any]]:
    """The rows that `read_assignments` reads."""
    return [{"person": each.person or None, "units": each.units, "skill": each.skill} for each in assignments]


def pauses_typed(pauses: Sequence[CalendarException]) -> list[dict[str, Any]]:
    """The rows that `read_pauses` reads."""
    return [
        {
            "first": each.start.isoformat(),
            "last": (each.end - _ONE_DAY).isoformat(),
            "hours": format_shifts(each.shifts),
            "title": each.title,
        }
        for each in pauses
    ]
