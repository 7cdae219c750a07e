"""The program as one immutable value. Importers make it, the database loads to it, the engine runs on it."""

import datetime as dt
from enum import StrEnum

import msgspec

from pilotage.plan.vocabulary.activities import Activity, Dependency
from pilotage.plan.vocabulary.calendars import STANDARD, Calendar
from pilotage.plan.vocabulary.contracts import Contract, Rung
from pilotage.plan.vocabulary.gates import Gate
from pilotage.plan.vocabulary.governance import Cadence, Responsibility
from pilotage.plan.vocabulary.history import Baseline, ForecastRecord
from pilotage.plan.vocabulary.people import Person, Team, Workstream
from pilotage.plan.vocabulary.risks import Risk
from pilotage.plan.vocabulary.roadmap import RoadmapEntry
from pilotage.plan.vocabulary.scheduling_rules import SchedulingRules
from pilotage.plan.vocabulary.uncertainty import Correlation, SharedFactor


class ProgramKind(StrEnum):
    PRODUCT = "product"
    INFRASTRUCTURE = "infrastructure"
    DATA = "data"
    IT = "it"
    RESEARCH = "research"
    OPERATIONS = "operations"
    BUSINESS = "business"


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """What the program needs decided: by whom, by when, and what it changes."""

    text: str
    to: str | None = None  # person id
    by: dt.date | None = None
    if_not: str = ""


class Program(msgspec.Struct, frozen=True, kw_only=True):
    """A whole program.

    ``activities`` are in display order, a summary before its children. ``start`` is where activities without
    predecessors begin (None: the earliest date set by anyone, else the status date). ``status_date`` is the end of
    the last day whose progress is known: unfinished work is forecast after it. ``final`` is the milestone whose date
    is "the" date of the program (None: the last milestone with a target).
    """

    id: str
    title: str
    kind: ProgramKind = ProgramKind.PRODUCT
    owner: str | None = None
    summary: str = ""
    zone: str = "UTC"
    currency: str = "EUR"
    start: dt.datetime | None = None
    status_date: dt.date | None = None
    final: str | None = None
    hours_per_day: float = 8.0
    days_per_week: float = 5.0
    default_calendar: str = STANDARD.id
    calendars: tuple[Calendar, ...] = (STANDARD,)
    people: tuple[Person, ...] = ()
    teams: tuple[Team, ...] = ()
    workstreams: tuple[Workstream, ...] = ()
    activities: tuple[Activity, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    risks: tuple[Risk, ...] = ()
    contracts: tuple[Contract, ...] = ()
    asks: tuple[Ask, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    forecasts: tuple[ForecastRecord, ...] = ()
    factors: tuple[SharedFactor, ...] = ()
    correlations: tuple[Correlation, ...] = ()
    rules: SchedulingRules = SchedulingRules()
    gates: tuple[Gate, ...] = ()
    ladder: tuple[Rung, ...] = ()  # escalation ladder of contracts that have none of their own
    responsibilities: tuple[Responsibility, ...] = ()  # by subject, then by letter
    cadences: tuple[Cadence, ...] = ()
    roadmap: tuple[RoadmapEntry, ...] = ()  # what people decided about single activities
