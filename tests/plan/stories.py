"""Small programs that several tests tell something about, built by text so that a reader sees the plan."""

import datetime as dt
from itertools import pairwise

from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Assignment, Dependency
from pilotage.plan.vocabulary.amounts import DayImpact, Span, ThreePointEstimate
from pilotage.plan.vocabulary.calendars import Calendar, CalendarException, ExceptionKind, standard_week
from pilotage.plan.vocabulary.contracts import Contract, Promise
from pilotage.plan.vocabulary.people import Person, Team
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Risk

DAY = 480


def days(amount: float) -> Span:
    return Span(round(amount * DAY))


def estimate(low: float, likely: float, high: float) -> ThreePointEstimate:
    return ThreePointEstimate(days(low), days(likely), days(high))


def task(key: str, likely: float, *, low: float | None = None, high: float | None = None, **fields: object) -> Activity:
    """An activity titled after its id; with ``low`` and ``high`` an estimate, else a fixed duration."""
    title = key.rpartition("/")[2].replace("-", " ").capitalize()
    if low is not None and high is not None:
        return Activity(id=key, title=title, estimate=estimate(low, likely, high), **fields)  # type: ignore[arg-type]
    return Activity(id=key, title=title, duration=days(likely), **fields)  # type: ignore[arg-type]


def milestone(key: str, **fields: object) -> Activity:
    return Activity(id=key, title=key.upper(), kind=ActivityKind.MILESTONE, **fields)  # type: ignore[arg-type]


def after(*chain: str) -> tuple[Dependency, ...]:
    """Finish-start dependencies along a chain of ids."""
    return tuple(Dependency(predecessor=a, successor=b) for a, b in pairwise(chain))


OFFICE = Calendar(
    id="office",
    title="Office",
    week=standard_week(),
    exceptions=(
        CalendarException(dt.date(2026, 9, 9), dt.date(2026, 9, 10), title="Harvest day"),
        CalendarException(dt.date(2026, 12, 19), dt.date(2027, 1, 4), title="Freeze", kind=ExceptionKind.FREEZE),
    ),
)


def shop() -> Program:
    """Design 5 d, build 10 d, then GA; docs 3 d beside it. Starts Monday 7 September 2026; that Wednesday is free."""
    return Program(
        id="shop",
        title="Web shop",
        start=dt.datetime(2026, 9, 7, tzinfo=dt.UTC),
        status_date=dt.date(2026, 9, 6),
        calendars=(OFFICE,),
        default_calendar="office",
        teams=(Team(id="core", title="Core", lead="ada"), Team(id="apps", title="Apps")),
        people=(Person(id="ada", name="Ada Byron", team="core"), Person(id="bob", name="Bob Stone", team="apps")),
        activities=(
            task("design", 5, low=4, high=8, team="core", owner="ada", assignments=(Assignment("ada"),)),
            task("build", 10, low=8, high=20, team="apps", owner="bob", assignments=(Assignment("bob", 0.8),)),
            task("docs", 3, team="apps", owner="bob", assignments=(Assignment("bob", 0.6),)),
            milestone("ga", target=dt.date(2026, 9, 30), commitment=dt.date(2026, 10, 9)),
        ),
        dependencies=(*after("design", "build", "ga"), *after("design", "docs", "ga")),
        risks=(
            Risk(
                id="R-1",
                title="Payment provider late",
                probability=0.4,
                impact_days=DayImpact(3, 5, 10),
                hits=("build",),
                owner="bob",
            ),
        ),
        contracts=(
            Contract(
                id="api",
                what="Price API",
                provider="core",
                consumer="apps",
                delivers="design",
                needed_by_activity="build",
                asked=dt.date(2026, 8, 31),
                needed=dt.date(2026, 9, 11),
                promises=(Promise(dt.date(2026, 9, 1), dt.date(2026, 9, 14)),),
            ),
        ),
    )
