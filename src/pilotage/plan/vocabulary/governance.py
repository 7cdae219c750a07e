"""How a program is run by people: who answers for what, and what happens again and again."""

import datetime as dt
from enum import StrEnum

import msgspec


class Letter(StrEnum):
    """What a role is to a subject, in the order in which a row of the matrix is read."""

    ACCOUNTABLE = "A"  # answers for it; one only
    RESPONSIBLE = "R"  # does it
    CONSULTED = "C"  # is asked before
    INFORMED = "I"  # is told after


class Responsibility(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One cell of the matrix of responsibilities. ``subject`` is a decision or a result in words.

    ``role`` is who by office, ``person`` the one who holds it, if anybody does yet.
    """

    subject: str
    role: str
    person: str | None = None
    letter: Letter


class Every(StrEnum):
    DAY = "day"
    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    MONTH = "month"
    QUARTER = "quarter"


class Weekday(StrEnum):
    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"


class Cadence(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting or another ritual that comes back. Every day means every working day; every month or quarter means the
    first such ``weekday`` in it. ``at`` is a time of day in the program's zone, ``who`` names people and teams.
    """

    id: str
    title: str
    every: Every = Every.WEEK
    weekday: Weekday | None = None
    at: dt.time | None = None
    minutes: int | None = None
    who: tuple[str, ...] = ()
    purpose: str = ""
    workstream: str | None = None  # of one workstream only
