"""Who does the work: people, teams and workstreams."""

from enum import StrEnum

import msgspec

from pilotage.plan.vocabulary.calendars import CalendarException


class Person(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    name: str
    email: str = ""
    team: str | None = None
    calendar: str | None = None  # None inherits the team's
    capacity: float = 1.0  # share of the calendar's working time that the program may use
    external: bool = False
    off: tuple[CalendarException, ...] = ()
    skills: tuple[str, ...] = ()  # skills and roles that an assignment may ask for


class Team(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    title: str
    lead: str | None = None
    calendar: str | None = None
    location: str = ""


class WayOfWorking(StrEnum):
    WATERFALL = "waterfall"
    SCRUM = "scrum"
    KANBAN = "kanban"
    LEAN = "lean"
    HYBRID = "hybrid"


class Workstream(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    title: str
    team: str | None = None
    lead: str | None = None
    way: WayOfWorking = WayOfWorking.WATERFALL
