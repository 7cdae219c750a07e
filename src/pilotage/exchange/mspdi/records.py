"""A schedule file as plain records, before it becomes a plan.

The XML reader and the MPXJ reader both fill these, so what a field means is decided once (in ``assembling``), and the
two readings of one file can be compared record by record. Moments are wall-clock, without zone. Amounts of working
time are whole minutes.
"""

import datetime as dt

import msgspec

from pilotage.plan.vocabulary.activities import Constraint, DependencyKind
from pilotage.plan.vocabulary.amounts import Span, Unit
from pilotage.plan.vocabulary.calendars import CalendarException, Shift
from pilotage.plan.vocabulary.problems import Source
from pilotage.plan.vocabulary.scheduling_rules import SchedulingRules

Day = tuple[Shift, ...]
"""The shifts of one day; empty is a day off."""


class HeaderRecord(msgspec.Struct, frozen=True, kw_only=True):
    name: str = ""
    title: str = ""
    subject: str = ""
    manager: str = ""
    start: dt.datetime | None = None
    finish: dt.datetime | None = None
    saved: dt.datetime | None = None
    status: dt.date | None = None
    currency: str = ""
    minutes_per_day: int = 480
    minutes_per_week: int = 2400
    default_calendar: int | None = None
    work_unit: Unit = Unit.HOUR
    rules: SchedulingRules = SchedulingRules()  # ``finish`` without zone
    must_gives_way: bool = False  # the file says that dates give way to links


class CalendarRecord(msgspec.Struct, frozen=True, kw_only=True):
    """``week`` is Monday to Sunday; None is a day taken from the base calendar. Later exceptions win."""

    uid: int
    name: str = ""
    base: int | None = None
    week: tuple[Day | None, ...] = (None,) * 7
    exceptions: tuple[CalendarException, ...] = ()
    source: Source = Source()


class LinkRecord(msgspec.Struct, frozen=True, kw_only=True):
    predecessor: int
    kind: DependencyKind = DependencyKind.FS
    lag: Span = Span(0)
    percent: float | None = None
    calendar: int | None = None  # the calendar the lag runs on, where the file names one
    elsewhere: str | None = None  # name of the other project, for a link across projects
    source: Source = Source()


class FieldRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A custom field of a task: ``name`` as Project numbers it (``Text3``), ``alias`` as its author calls it."""

    name: str
    alias: str = ""
    value: str = ""
    span: Span | None = None


class BaselineRecord(msgspec.Struct, frozen=True, kw_only=True):
    number: int
    start: dt.datetime
    finish: dt.datetime
    duration: int = 0


class TaskRecord(msgspec.Struct, frozen=True, kw_only=True):
    uid: int
    parent: int | None = None
    name: str = ""
    code: str = ""  # the id people use, where the tool has one (Primavera)
    blank: bool = False
    active: bool = True
    manual: bool = False
    milestone: bool = False
    summary: bool = False
    external: bool = False
    inserted: str | None = None  # name of an inserted project
    hammock: bool = False  # level of effort: its dates come from what it spans
    start: dt.datetime | None = None
    finish: dt.datetime | None = None
    duration: Span | None = None
    estimated: bool = False
    work: int = 0
    done: float = 0.0
    actual_start: dt.datetime | None = None
    actual_finish: dt.datetime | None = None
    remaining: int | None = None
    constraint: Constraint | None = None  # ``at`` without zone
    second: Constraint | None = None
    deadline: dt.datetime | None = None
    expected: dt.datetime | None = None  # finish that its tool stretches it to
    suspended: dt.datetime | None = None
    resumes: dt.datetime | None = None
    outside_start: dt.datetime | None = None  # the earliest that another project lets it start
    outside_finish: dt.datetime | None = None  # the latest that another project lets it finish
    priority: int = 500
    calendar: int | None = None
    ignores_people: bool = False
    fixed_cost: float = 0.0
    leveled: int = 0  # clock minutes by which the tool's leveling put it off
    url: str = ""
    note: str = ""
    wbs: str = ""
    contact: str = ""
    fields: tuple[FieldRecord, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()
    links: tuple[LinkRecord, ...] = ()
    baselines: tuple[BaselineRecord, ...] = ()
    source: Source = Source()


class ResourceRecord(msgspec.Struct, frozen=True, kw_only=True):
    uid: int
    name: str = ""
    person: bool = True
    material: bool = False
    email: str = ""
    group: str = ""
    own_id: str = ""  # the id a plan of ours gave it
    units: float = 1.0
    rate: float = 0.0  # cost of an hour of work
    calendar: int | None = None
    source: Source = Source()


class AssignmentRecord(msgspec.Struct, frozen=True, kw_only=True):
    task: int
    resource: int
    units: float = 1.0
    delay: int = 0
    source: Source = Source()


class ProjectRecords(msgspec.Struct, frozen=True, kw_only=True):
    """One project of a file. ``prefix`` begins every key: ``mspdi/42``."""

    prefix: str
    header: HeaderRecord = HeaderRecord()
    calendars: tuple[CalendarRecord, ...] = ()
    tasks: tuple[TaskRecord, ...] = ()
    resources: tuple[ResourceRecord, ...] = ()
    assignments: tuple[AssignmentRecord, ...] = ()
