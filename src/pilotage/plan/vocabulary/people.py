"""Who does the work: people, teams and workstreams."""

import datetime as dt
from enum import StrEnum

import msgspec

from pilotage.plan.vocabulary.calendars import CalendarException


class SkillLevel(msgspec.Struct, frozen=True, gc=False):
    """How well somebody has a skill: 1 is learning it, 2 works alone, 3 can lead others. Unsaid is 2."""

    skill: str
    level: int


class Availability(msgspec.Struct, frozen=True, gc=False):
    """Another share of a person's working time than ``Person.capacity``, on every day of ``[start, end)``."""

    start: dt.date
    end: dt.date
    share: float


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """``joins`` is the first day and ``leaves`` the last one on which the program may count on this person. Where
    ``availability`` overlaps, the later in the tuple wins.
    """

    id: str
    name: str
    email: str = ""
    team: str | None = None
    calendar: str | None = None  # None inherits the team's
    capacity: float = 1.0  # share of the calendar's working time that the program may use
    external: bool = False
    off: tuple[CalendarException, ...] = ()
    skills: tuple[str, ...] = ()  # skills that an assignment may ask for
    role: str = ""  # what this person is here for; an assignment may ask for it as for a skill
    joins: dt.date | None = None
    leaves: dt.date | None = None
    availability: tuple[Availability, ...] = ()
    levels: tuple[SkillLevel, ...] = ()

    @property
    def abilities(self) -> tuple[str, ...]:
        """All that an assignment may ask of this person: the skills, then the role."""
        return (*self.skills, self.role) if self.role and self.role not in self.skills else self.skills

    def level(self, skill: str) -> int:
        """From 1 to 3; 2 where nothing is said, 0 without the skill."""
        said = next((each.level for each in self.levels if each.skill == skill), 2)
        return said if skill in self.abilities else 0


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
    """``way`` is how the work is organized; ``runs`` says which of the ways' practices it uses.

    ``focus`` is 0.7 until a team knows better: the share from which H. Kniberg lets new teams begin ("Scrum and XP from
    the Trenches", 2007).
    """

    id: str
    title: str
    team: str | None = None
    lead: str | None = None
    way: WayOfWorking = WayOfWorking.WATERFALL
    parts: tuple[WayOfWorking, ...] = ()  # what a hybrid is made of
    sprint_days: int = 14  # from the start of one sprint to that of the next
    focus: float = 0.7  # share of the people's time that goes into planned work of a sprint

    @property
    def runs(self) -> tuple[WayOfWorking, ...]:
        """The ways whose practices this workstream uses: its own, or the parts of its mixture."""
        return self.parts if self.way is WayOfWorking.HYBRID else (self.way,)
