"""Calendars, people, teams and workstreams as text."""

from collections.abc import Sequence

from pilotage.exchange.text.values import weeks
from pilotage.exchange.text.writing.leaves import (
    Fields,
    Tree,
    Word,
    flag,
    said,
    share,
    text_or_none,
    title_or_none,
    word,
    words,
)
from pilotage.plan.vocabulary.calendars import Calendar, CalendarException, ExceptionKind
from pilotage.plan.vocabulary.people import Person, Team, Workstream


def calendar_tree(calendar: Calendar) -> Fields:
    week: Tree | None = None
    if calendar.week is not None:
        parts = weeks.format_week(calendar.week)
        week = parts[0] if len(parts) == 1 else list(parts)
    fields = said(title=text_or_none(calendar.title), base=calendar.base, zone=calendar.zone, week=week)
    return fields | _days(calendar.exceptions, calendar.holidays)


def person_tree(person: Person) -> Fields:
    off = [weeks.format_exception(day, ExceptionKind.TIME_OFF) for day in person.off]
    return said(
        name=title_or_none(person.name, person.id),
        email=text_or_none(person.email),
        team=person.team,
        calendar=person.calendar,
        capacity=share(person.capacity, 1.0),
        external=flag(person.external),
        off=words(off) or None,
        skills=_skills(person) or None,
        role=text_or_none(person.role),
        joins=word(person.joins),
        leaves=word(person.leaves),
        availability=words(map(weeks.format_availability, person.availability)) or None,
    )


def _skills(person: Person) -> list[Tree]:
    levels = {each.skill: each.level for each in person.levels}
    found: list[Tree] = []
    for skill in person.skills:
        level = levels.pop(skill, None)
        found.append(skill if level is None else {"skill": skill, "level": Word(level)})
    return found


def team_tree(team: Team) -> Fields:
    title = title_or_none(team.title, team.id)
    return said(title=title, lead=team.lead, calendar=team.calendar, location=text_or_none(team.location))


def workstream_tree(stream: Workstream) -> Fields:
    title = title_or_none(stream.title, stream.id)
    usual = Workstream(id="", title="")
    return said(
        title=title,
        team=stream.team,
        lead=stream.lead,
        way=word(stream.way, usual.way),
        parts=words(stream.parts) or None,
        sprint_days=word(stream.sprint_days, usual.sprint_days),
        focus=share(stream.focus, usual.focus),
    )


def _days(exceptions: Sequence[CalendarException], regions: Sequence[str]) -> Fields:
    """By kind where the order allows, else in one list with the kinds as words."""
    order = list(weeks.KINDS.values())
    holidays: list[Tree] = list(regions)
    found: Fields = {}
    if [order.index(day.kind) for day in exceptions] == sorted(order.index(day.kind) for day in exceptions):
        by_kind = {
            kind: [weeks.format_exception(day, kind) for day in exceptions if day.kind is kind] for kind in order
        }
        holidays += words(by_kind[ExceptionKind.HOLIDAY])
        found = {word: words(by_kind[weeks.KINDS[word]]) for word in ("off", "freeze", "extra")}
    else:
        found = {"off": words(weeks.format_exception(day, ExceptionKind.TIME_OFF) for day in exceptions)}
    return {name: days for name, days in {"holidays": holidays, **found}.items() if days}
