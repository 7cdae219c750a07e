"""What leveling found: moves that people accept or refuse one by one, and what they do."""

import datetime as dt
from enum import StrEnum

import msgspec

from pilotage.plan.language.text import Text
from pilotage.plan.vocabulary.activities import Constraint
from pilotage.plan.vocabulary.calendars import CalendarException


class Objective(StrEnum):
    """What leveling keeps small: the finish of the program, lateness behind due dates, or distance from the plan."""

    FINISH = "finish"
    TARDINESS = "tardiness"
    MOVES = "moves"


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """What leveling is to keep small, and what it may do: move started work, let work rest on some days, and hand work
    to others who have the skill that it asks for.
    """

    objective: Objective = Objective.FINISH
    keep_started: bool = True
    split: bool = False
    hand_over: bool = False


class Handover(msgspec.Struct, frozen=True, kw_only=True):
    """Work that asks for ``skill`` goes from ``person`` (an id; empty where nobody is named yet) to another one."""

    skill: str
    person: str
    to: str
    name: str = ""  # of whom it goes to


class LevelingMove(msgspec.Struct, frozen=True, kw_only=True):
    """One activity that begins at another time, rests in between, or gets somebody else. ``constraint`` sets its time
    (None: an earlier leveling date is lifted).

    ``days`` are working days on the activity's calendar, negative for earlier. ``people`` are ids of those it competes
    for.
    """

    activity: str
    title: str
    start: dt.datetime
    finish: dt.datetime
    new_start: dt.datetime
    new_finish: dt.datetime
    days: float
    constraint: Constraint | None
    people: tuple[str, ...]
    why: Text
    pauses: tuple[CalendarException, ...] = ()
    handovers: tuple[Handover, ...] = ()


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What accepting a move sets: a constraint with its reason, or none (the leveling date is lifted); days on which
    the work rests instead of those of an earlier leveling; and who does it.
    """

    activity: str
    constraint: Constraint | None
    why: str = ""
    pauses: tuple[CalendarException, ...] = ()
    handovers: tuple[Handover, ...] = ()


class MilestoneEffect(msgspec.Struct, frozen=True, kw_only=True):
    """A milestone's plan date before and after, and the difference in working days; ``due`` is its nearest due date."""

    id: str
    title: str
    finish: dt.datetime
    new_finish: dt.datetime
    days: float
    due: dt.date | None = None


class WeekLoad(msgspec.Struct, frozen=True, kw_only=True):
    """Hours of a person in each week of a `Loads`: there are, asked before leveling, asked after."""

    person: str
    name: str
    team: str | None
    capacity: tuple[float, ...]
    before: tuple[float, ...]
    after: tuple[float, ...]
    over_before: tuple[float, ...]
    over_after: tuple[float, ...]


class Loads(msgspec.Struct, frozen=True, kw_only=True):
    """``weeks`` are Mondays. A week's overload is the sum over its days, so a free day does not hide a double one."""

    weeks: tuple[dt.date, ...]
    people: tuple[WeekLoad, ...]


class Unresolved(msgspec.Struct, frozen=True, kw_only=True):
    """Overload that no move of activities takes away, or work that nobody is found for (``person`` is empty then, and
    ``name`` the skill), and why.
    """

    person: str
    name: str
    hours: float
    activities: tuple[str, ...]
    why: Text


class LevelingBound(msgspec.Struct, frozen=True, kw_only=True):
    """A day before which nobody can bring the goal in, with what is moved here. ``how`` names the proof.

    ``proven``: the result reaches it.
    """

    goal: str | None
    earliest: dt.date
    how: str
    proven: bool


class LevelingEffect(msgspec.Struct, frozen=True, kw_only=True):
    """What some changes do. ``followers`` are activities that move only because a predecessor does; ``over`` hours are
    the sum of everybody's overload.
    """

    summary: Text
    followers: int
    milestones: tuple[MilestoneEffect, ...]
    loads: Loads
    unresolved: tuple[Unresolved, ...]
    over_before: float
    over_after: float


class Leveling(msgspec.Struct, frozen=True, kw_only=True):
    """The result: moves, and their effect together."""

    objective: Objective
    moves: tuple[LevelingMove, ...]
    effect: LevelingEffect
    bound: LevelingBound | None
    seed: int
    schedules: int
