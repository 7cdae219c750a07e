"""Which calendar each activity works on."""

from typing import Any

import msgspec

from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.calendars import CalendarException
from pilotage.plan.vocabulary.people import Person
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.calendar_tables import ALWAYS, WorkingTime, resolve


class CalendarBook:
    """Which calendar each activity works on. Calendars are numbered as they are first used."""

    def __init__(self, program: Program) -> None:
        self.rules = program.rules
        self._zone = program.zone
        self._calendars = {each.id: each for each in program.calendars}
        self._people = {each.id: each for each in program.people}
        self._teams = {each.id: each for each in program.teams}
        self._workstreams = {each.id: each for each in program.workstreams}
        self._default = program.default_calendar
        self._numbers: dict[WorkingTime, int] = {}
        self._known: dict[Any, int] = {}
        self.default = self.named(program.default_calendar)

    @property
    def times(self) -> tuple[WorkingTime, ...]:
        return tuple(self._numbers)

    def always(self) -> int:
        """Number of the 24-hour calendar."""
        return self._number(ALWAYS)

    def named(self, name: str) -> int:
        """Number of the calendar of that id, the program's default if there is none."""
        if name not in self._known:
            self._known[name] = self._number(self.working_time(name))
        return self._known[name]

    def of(self, activity: Activity) -> int:
        """Number of the calendar that an activity's work is done on: `usual`, without the days on which it rests."""
        if not activity.pauses:
            return self.usual(activity)
        key = (*_key(activity), activity.pauses)
        if key not in self._known:
            usual = self.usual(activity)  # it may be a calendar that nobody asked for before
            self._known[key] = self._number(_without(self.times[usual], activity.pauses))
        return self._known[key]

    def usual(self, activity: Activity) -> int:
        """Number of the activity's own calendar, else its owner's with the days off, its team's, or the default."""
        key = _key(activity)
        if key not in self._known:
            self._known[key] = self._number(self._time_of(activity))
        return self._known[key]

    def knows(self, activity: Activity) -> bool:
        """Whether the calendar of such an activity has its number already."""
        key = (*_key(activity), activity.pauses) if activity.pauses else _key(activity)
        return key in self._known

    def working_time(self, name: str) -> WorkingTime:
        calendar = self._calendars.get(name) or self._calendars.get(self._default)
        return ALWAYS if calendar is None else resolve(calendar, self._calendars, self._zone)

    def chosen(self, activity: Activity) -> tuple[str, Person | None]:
        """Id of the calendar that an activity works on, and the owner whose days off count besides."""
        if activity.calendar in self._calendars:
            return activity.calendar, None
        owner = self._people.get(activity.owner or "")
        workstream = self._workstreams.get(activity.workstream or "")
        teams = (owner and owner.team, activity.team, workstream and workstream.team)
        names = [owner and owner.calendar]
        names += [self._teams[team].calendar for team in teams if team in self._teams]
        return next((name for name in names if name in self._calendars), self._default), owner

    def of_person(self, person: Person) -> WorkingTime:
        """Working time of a person: their calendar's, else their team's, without their days off."""
        return _without(self.working_time(self.name_of(person)), person.off)

    def name_of(self, person: Person) -> str:
        """Id of the calendar that a person works on: their own, else their team's, else the program's."""
        team = self._teams.get(person.team or "")
        return person.calendar or (team.calendar if team else None) or self._default

    def _time_of(self, activity: Activity) -> WorkingTime:
        name, owner = self.chosen(activity)
        return _without(self.working_time(name), owner.off if owner is not None else ())

    def _number(self, time: WorkingTime) -> int:
        return self._numbers.setdefault(time, len(self._numbers))


def _key(activity: Activity) -> tuple[str | None, ...]:
    return activity.calendar, activity.owner, activity.team, activity.workstream


def _without(time: WorkingTime, days: tuple[CalendarException, ...]) -> WorkingTime:
    """Working time without these days: a person's off, an activity's pauses."""
    return msgspec.structs.replace(time, layers=(*time.layers, ((), days))) if days else time
