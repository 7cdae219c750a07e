"""Who works on it, when, and in which way."""

import datetime as dt

import numpy as np

from benchmarks.server.whole.words import FIRST, LAST, ROLES, SKILLS, STREAMS
from pilotage.plan.vocabulary.calendars import Calendar, CalendarException, ExceptionKind, Shift, standard_week
from pilotage.plan.vocabulary.people import Availability, Person, SkillLevel, Team, WayOfWorking, Workstream

PLACES = (("berlin", "Berlin"), ("pune", "Pune"), ("austin", "Austin"))
TEAM_SIZE = 10
WAYS = (
    WayOfWorking.SCRUM,
    WayOfWorking.KANBAN,
    WayOfWorking.WATERFALL,
    WayOfWorking.LEAN,
    WayOfWorking.HYBRID,
)
_FREEZE = CalendarException(
    start=dt.date(2026, 12, 19), end=dt.date(2027, 1, 4), title="Year-end change freeze", kind=ExceptionKind.FREEZE
)

CALENDARS = (
    Calendar(id="berlin", title="Berlin", zone="Europe/Berlin", week=standard_week(), holidays=("DE-BE",)),
    Calendar(
        id="pune",
        title="Pune",
        zone="Asia/Kolkata",
        week=((Shift(600, 780), Shift(840, 1140)),) * 5 + ((),) * 2,
        holidays=("IN",),
    ),
    Calendar(id="austin", title="Austin", zone="America/Chicago", week=standard_week(), holidays=("US",)),
    Calendar(id="production", title="Changes to production", base="berlin", exceptions=(_FREEZE,)),
)


def teams() -> tuple[Team, ...]:
    return tuple(
        Team(id=f"{code}-team", title=f"{title} team", lead=person_id(row, 0), calendar=place, location=town)
        for row, (code, title) in enumerate(STREAMS)
        for place, town in (PLACES[row % len(PLACES)],)
    )


def workstreams() -> tuple[Workstream, ...]:
    """All five ways, four streams of each."""
    return tuple(
        Workstream(
            id=code,
            title=title,
            team=f"{code}-team",
            lead=person_id(row, 0),
            way=WAYS[row % len(WAYS)],
            parts=(WayOfWorking.SCRUM, WayOfWorking.WATERFALL) if WAYS[row % len(WAYS)] is WayOfWorking.HYBRID else (),
        )
        for row, (code, title) in enumerate(STREAMS)
    )


def person_id(team: int, place: int) -> str:
    return f"p{team:02}{place}"


def people(random: np.random.Generator, start: dt.date) -> tuple[Person, ...]:
    """Ten in each team; one person has no capacity at all."""
    return tuple(_person(team, place, random, start) for team in range(len(STREAMS)) for place in range(TEAM_SIZE))


def _person(team: int, place: int, random: np.random.Generator, start: dt.date) -> Person:
    name = f"{FIRST[(team * 7 + place * 3) % len(FIRST)]} {LAST[(team + place) % len(LAST)]}"
    number = person_id(team, place)
    first = start + dt.timedelta(days=int(random.integers(120, 600)))
    holiday = CalendarException(
        start=first, end=first + dt.timedelta(days=int(random.integers(5, 21))), title="Leave",
        kind=ExceptionKind.TIME_OFF,
    )  # fmt: skip
    skills = tuple(dict.fromkeys(str(each) for each in random.choice(SKILLS, size=3)))
    share = 0.0 if (team, place) == (3, 9) else float(random.choice([1.0, 0.8, 0.5], p=[0.75, 0.15, 0.1]))
    partly = Availability(start=first, end=first + dt.timedelta(days=60), share=0.5)
    return Person(
        id=number,
        name=name,
        email=f"{number}@example.com",
        team=f"{STREAMS[team][0]}-team",
        capacity=share,
        external=bool(place == 8),
        off=(holiday,) if random.random() < 0.6 else (),
        skills=skills,
        levels=tuple(SkillLevel(each, int(random.integers(1, 4))) for each in skills[:2]),
        role=ROLES[place],
        joins=start + dt.timedelta(days=90) if place == 7 and team % 4 == 0 else None,
        leaves=start + dt.timedelta(days=450) if place == 6 and team % 5 == 0 else None,
        availability=(partly,) if random.random() < 0.1 else (),
    )
