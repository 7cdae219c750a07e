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
