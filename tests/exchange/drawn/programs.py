"""Whole programs."""

import datetime as dt

from hypothesis import strategies as st

from pilotage.plan.vocabulary.amounts import (
    Span,
    Unit,
)
from pilotage.plan.vocabulary.calendars import STANDARD
from pilotage.plan.vocabulary.people import Availability, Person, SkillLevel, Team, WayOfWorking, Workstream
from pilotage.plan.vocabulary.program import Ask, Program, ProgramKind
from pilotage.plan.vocabulary.scheduling_rules import (
    Behavior,
    CriticalRule,
    FloatRule,
    LagCalendar,
    ProgressRule,
    SchedulingRules,
)
from tests.exchange.drawn.calendars import calendars, exceptions
from tests.exchange.drawn.gates import gates
from tests.exchange.drawn.governance import cadences, responsibilities
from tests.exchange.drawn.leaves import ZONES, days, moments, names, one_of_ids, optional, shares, texts, title_of_name
from tests.exchange.drawn.records import baselines, forecasts, roadmap_entries
from tests.exchange.drawn.register import contracts, correlations, factors, ladders, risks
from tests.exchange.drawn.work import activities, dependencies


def availability() -> st.SearchStrategy[Availability]:
    size = st.integers(1, 40)
    made = st.tuples(days, size, st.one_of(st.just(0.0), shares))
    return made.map(lambda drawn: Availability(drawn[0], drawn[0] + dt.timedelta(drawn[1]), drawn[2]))


def levels(draw: st.DrawFn, skills: tuple[str, ...]) -> tuple[SkillLevel, ...]:
    """In the order of the skills: of some, and none twice."""
    each = dict.fromkeys(skills)
    return tuple(SkillLevel(skill, draw(st.integers(1, 3))) for skill in each if draw(st.booleans()))


@st.composite
def people(draw: st.DrawFn) -> tuple[Person, ...]:
    return tuple(
        Person(
            id=name,
            name=draw(title_of_name(name)),
            email=draw(texts),
            team=draw(optional(names)),
            calendar=draw(optional(names)),
            capacity=draw(st.one_of(st.just(1.0), st.floats(0, 2))),
            external=draw(st.booleans()),
            off=tuple(draw(st.lists(exceptions(), max_size=2))),
            skills=skills,
            role=draw(texts),
            joins=draw(optional(days)),
            leaves=draw(optional(days)),
            availability=tuple(draw(st.lists(availability(), max_size=2))),
            levels=levels(draw, skills),
        )
        for name in draw(st.lists(names, max_size=3, unique=True))
        for skills in (tuple(draw(st.lists(texts, max_size=2))),)
    )


@st.composite
def scheduling_rules(draw: st.DrawFn) -> SchedulingRules:
    return SchedulingRules(
        behavior=draw(st.sampled_from(Behavior)),
        progress=draw(st.sampled_from(ProgressRule)),
        lag_calendar=draw(st.sampled_from(LagCalendar)),
        critical=draw(st.sampled_from(CriticalRule)),
        critical_float=draw(st.sampled_from([Span(0), Span(480), Span(90, Unit.HOUR)])),
        near_critical_float=draw(st.sampled_from([Span(2400), Span(480)])),
        total_float=draw(st.sampled_from(FloatRule)),
        honor_dates=draw(st.booleans()),
        open_ends_critical=draw(st.booleans()),
        from_finish=draw(st.booleans()),
        finish=draw(optional(moments())),
    )


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """A well-formed program: references hold, rows of a text come in its order of dependencies."""
    found = draw(calendars())
    default = draw(st.sampled_from([STANDARD.id, *(calendar.id for calendar in found)]))
    if default == STANDARD.id:
        found = (STANDARD, *found)
    teams = tuple(
        Team(
            id=n,
            title=draw(title_of_name(n)),
            lead=draw(optional(names)),
            calendar=draw(optional(names)),
            location=draw(texts),
        )
        for n in draw(st.lists(names, max_size=3, unique=True))
    )
    team_ids = [team.id for team in teams]
    streams = tuple(
        Workstream(
            id=n,
            title=draw(title_of_name(n)),
            team=draw(one_of_ids(team_ids)),
            lead=draw(optional(names)),
            way=draw(st.sampled_from(WayOfWorking)),
            parts=tuple(draw(st.lists(st.sampled_from(WayOfWorking), max_size=2, unique=True))),
            sprint_days=draw(st.sampled_from([14, 7, 21])),
            focus=draw(st.one_of(st.just(0.7), shares)),
        )
        for n in draw(st.lists(names, max_size=3, unique=True))
    )
    persons = draw(people())
    rows = draw(activities([stream.id for stream in streams], [person.id for person in persons]))
    ids = [row.id for row in rows]
    return Program(
        id=draw(names),
        title=draw(texts),
        kind=draw(st.sampled_from(ProgramKind)),
        owner=draw(optional(names)),
        summary=draw(texts),
        zone=draw(st.sampled_from(ZONES)),
        currency=draw(st.sampled_from(["EUR", "USD", "INR"])),
        start=draw(optional(moments())),
        status_date=draw(optional(days)),
        final=draw(one_of_ids(ids)),
        hours_per_day=draw(st.sampled_from([8.0, 7.5, 7.6, 6.0, 24.0])),
        days_per_week=draw(st.sampled_from([5.0, 4.5, 7.0])),
        default_calendar=default,
        calendars=found,
        people=persons,
        teams=teams,
        workstreams=streams,
        activities=rows,
        dependencies=draw(dependencies(ids)) if ids else (),
        risks=draw(risks(ids)),
        factors=draw(factors(ids)),
        correlations=draw(correlations(ids)),
        contracts=draw(contracts(ids, team_ids)),
        gates=draw(gates(ids)),
        roadmap=draw(roadmap_entries(ids)),
        responsibilities=draw(responsibilities()),
        cadences=draw(cadences()),
        asks=tuple(
            Ask(text=draw(texts), to=draw(optional(names)), by=draw(optional(days)), if_not=draw(texts))
            for _each in range(draw(st.integers(0, 2)))
        ),
        baselines=draw(baselines(ids)),
        forecasts=tuple(draw(st.lists(forecasts, max_size=2))),
        rules=draw(st.one_of(st.just(SchedulingRules()), scheduling_rules())),
        ladder=draw(ladders),
    )
