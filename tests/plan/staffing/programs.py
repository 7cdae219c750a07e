"""Small programs with people, for the tests of staffing."""

import datetime as dt

from hypothesis import strategies as st

from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Assignment, Dependency
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.calendars import Calendar, CalendarException, standard_week
from pilotage.plan.vocabulary.people import Availability, Person, Team
from pilotage.plan.vocabulary.program import Program

MONDAY = dt.date(2026, 3, 2)
START = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
DAY = 480


def program(*activities: Activity, people: tuple[Person, ...] = (), **more: object) -> Program:
    """On the standard calendar, eight hours from Monday to Friday, from 2 March 2026 on, in UTC."""
    fields = {"id": "p", "title": "P", "start": START, "activities": activities, "people": people}
    return Program(**(fields | more))  # type: ignore[arg-type]  # fields are given by name


def task(name: str, days: float, *who: Assignment, **more: object) -> Activity:
    fields = {"id": name, "title": name, "duration": Span(round(days * DAY)), "assignments": who}
    return Activity(**(fields | more))  # type: ignore[arg-type]  # likewise


def milestone(name: str, **more: object) -> Activity:
    return Activity(id=name, title=name, kind=ActivityKind.MILESTONE, **more)  # type: ignore[arg-type]  # likewise


def link(first: str, second: str) -> Dependency:
    return Dependency(predecessor=first, successor=second)


def calendar(zone: str, start: int = 9, finish: int = 17, name: str = "") -> Calendar:
    return Calendar(id=name or zone, zone=zone, week=standard_week(start * 60, finish * 60))


@st.composite
def staffed_programs(draw: st.DrawFn) -> Program:
    """Up to six activities one after another or side by side, up to three people with days off, some of them part-time,
    joining or leaving; some work has nobody.
    """
    days = st.dates(MONDAY, MONDAY + dt.timedelta(40))
    people = []
    for number in range(draw(st.integers(1, 3))):
        off = draw(st.lists(st.tuples(days, st.integers(1, 9)), max_size=2))
        part = draw(st.lists(st.tuples(days, st.integers(1, 20), st.sampled_from([0.0, 0.5, 1.0])), max_size=2))
        person = Person(
            id=f"p{number}",
            name=f"Person {number}",
            team=draw(st.sampled_from(["a", "b", None])),
            role=draw(st.sampled_from(["", "Engineer", "Writer"])),
            skills=tuple(draw(st.lists(st.sampled_from(["java", "go"]), unique=True, max_size=2))),
            capacity=draw(st.sampled_from([0.5, 1.0])),
            joins=draw(st.none() | days),
            leaves=draw(st.none() | days),
            off=tuple(CalendarException(first, first + dt.timedelta(size)) for first, size in off),
            availability=tuple(Availability(first, first + dt.timedelta(size), share) for first, size, share in part),
        )
        people.append(person)
    who = st.builds(
        Assignment,
        st.sampled_from(["", *(each.id for each in people)]),
        st.sampled_from([0.25, 0.5, 1.0]),
        st.sampled_from(["java", "go"]),
    )
    names = [f"t{number}" for number in range(draw(st.integers(1, 6)))]
    tasks = [
        task(name, draw(st.integers(1, 24)) / 4, *draw(st.lists(who, max_size=2, unique_by=lambda each: each.person)))
        for name in names
    ]
    pairs = [(a, b) for at, a in enumerate(names) for b in names[at + 1 :]]
    links = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=4)) if pairs else []
    return program(
        *tasks,
        people=tuple(people),
        teams=(Team(id="a", title="A"), Team(id="b", title="B")),
        dependencies=tuple(link(*pair) for pair in links),
    )
