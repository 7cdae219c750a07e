"""Activities, milestones and the logic between them."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum

import msgspec

from pilotage.plan.vocabulary.amounts import MoneyImpact, Span, ThreePointEstimate
from pilotage.plan.vocabulary.calendars import CalendarException


class ActivityKind(StrEnum):
    TASK = "task"
    MILESTONE = "milestone"
    SUMMARY = "summary"  # dates roll up from its children
    LEVEL_OF_EFFORT = "level_of_effort"  # a hammock: lasts from what starts it to what ends it


class ConstraintKind(StrEnum):
    ASAP = "as_soon_as_possible"
    ALAP = "as_late_as_possible"
    START_NO_EARLIER_THAN = "start_no_earlier_than"
    START_NO_LATER_THAN = "start_no_later_than"
    FINISH_NO_EARLIER_THAN = "finish_no_earlier_than"
    FINISH_NO_LATER_THAN = "finish_no_later_than"
    MUST_START_ON = "must_start_on"
    MUST_FINISH_ON = "must_finish_on"
    START_ON = "start_on"  # no earlier and no later; gives way to dependencies (Primavera)
    FINISH_ON = "finish_on"
    FIXED_START = "fixed_start"  # scheduled by hand: starts then, whatever it depends on, and may slip


SECONDS = (
    ConstraintKind.START_NO_EARLIER_THAN,
    ConstraintKind.START_NO_LATER_THAN,
    ConstraintKind.FINISH_NO_EARLIER_THAN,
    ConstraintKind.FINISH_NO_LATER_THAN,
)
"""Kinds that leave room for another one of them, as in Primavera."""


class Constraint(msgspec.Struct, frozen=True):
    """A date set by a person. ``at`` is None for as soon / as late as possible only.

    A start constraint written as a date means the start of that day, a finish constraint its end (next midnight).
    """

    kind: ConstraintKind
    at: dt.datetime | None = None


class Assignment(msgspec.Struct, frozen=True, gc=False):
    """A person's share of an activity; ``units`` 1.0 is full time on the person's calendar.

    ``skill`` is what the work asks for: anybody with that skill may take it over. ``person`` is empty while nobody is
    named yet, which needs a skill.
    """

    person: str
    units: float = 1.0
    skill: str = ""


class Activity(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the plan. Only what people decide or report; every computed date is in a ``Schedule``.

    ``id`` is unique in its program and never changes: ``workstream/name``, or ``name`` for a milestone that belongs
    to the whole program. The deterministic duration is ``duration``, else ``estimate.likely``, else one working day
    (a milestone: zero). All datetimes are timezone-aware. ``deadline`` and constraints are instants (the end of a day
    is the next midnight); ``target`` and ``commitment`` are whole days in the program's zone.
    """

    id: str
    title: str
    kind: ActivityKind = ActivityKind.TASK
    parent: str | None = None  # id of a summary activity
    workstream: str | None = None
    team: str | None = None  # None inherits the workstream's
    owner: str | None = None
    assignments: tuple[Assignment, ...] = ()
    calendar: str | None = None  # None inherits the owner's, the team's, then the program's

    duration: Span | None = None
    estimate: ThreePointEstimate | None = None
    effort: Span | None = None

    progress: float = 0.0  # share of the duration done, 0..1
    actual_start: dt.datetime | None = None
    actual_finish: dt.datetime | None = None
    remaining: Span | None = None  # None: (1 - progress) x duration

    constraint: Constraint | None = None
    deadline: dt.datetime | None = None
    target: dt.date | None = None  # wished
    commitment: dt.date | None = None  # promised
    priority: int = 500  # 0..1000, used by levelling only

    key: str | None = None  # identity in the system it came from: "jira/ABC-123", "mspdi/42"
    url: str | None = None
    note: str = ""
    labels: tuple[str, ...] = ()

    crash_to: Span | None = None  # the shortest duration that money can buy; None: the low estimate
    crash_cost: Decimal | None = None  # what each day of shortening costs, in the program's currency

    probability: float = 1.0  # that it is done at all; else it takes no time and costs nothing
    branch: str | None = None  # done together with those of the same name; "a/x" and "a/y" exclude each other
    cost: MoneyImpact | None = None  # that does not depend on how long it takes
    cost_per_day: Decimal | None = None  # of each working day that it takes, in the program's currency

    pauses: tuple[CalendarException, ...] = ()  # days on which its work rests; not of a duration on the clock

    second_constraint: Constraint | None = None  # both it and ``constraint`` are of `SECONDS`, and of other kinds
    expected_finish: dt.datetime | None = None  # what is left of it lasts until then, whatever its duration


class DependencyKind(StrEnum):
    FS = "FS"
    SS = "SS"
    FF = "FF"
    SF = "SF"


class Dependency(msgspec.Struct, frozen=True, kw_only=True):
    """Logic between two activities. ``lag`` runs on the successor's calendar unless ``calendar`` names another;
    an elapsed lag runs on the clock. ``lag_percent`` is a share (1.0 = 100 %) of the predecessor's duration and
    replaces ``lag``.
    """

    predecessor: str
    successor: str
    kind: DependencyKind = DependencyKind.FS
    lag: Span = Span(0)
    lag_percent: float | None = None
    calendar: str | None = None

    @property
    def id(self) -> str:
        """Unique in a program: at most one dependency of a kind joins two activities."""
        return f"{self.predecessor}>{self.successor}:{self.kind}"
