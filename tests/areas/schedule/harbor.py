"""A small plan that the tests of the schedule, the register, the reports and the API share."""

import datetime as dt
from collections.abc import Iterator

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.people.models import Role
from pilotage.areas.programs import models
from pilotage.areas.programs import operations as programs
from pilotage.areas.reporting.queries import memory as briefings
from pilotage.areas.risks import operations as risks
from pilotage.areas.schedule import events
from pilotage.areas.schedule import operations as schedule
from pilotage.areas.schedule.queries.plans import memory
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Dependency, DependencyKind
from pilotage.plan.vocabulary.amounts import DayImpact, Span, ThreePointEstimate
from pilotage.plan.vocabulary.contracts import Contract, Promise
from pilotage.plan.vocabulary.people import Person, Team, Workstream
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Response, Risk, Strategy

DAY = 8 * 60


def days(number: float) -> Span:
    return Span(round(number * DAY))


HARBOR = Program(
    id="harbor",
    title="Harbor",
    owner="mira",
    start=dt.datetime(2026, 3, 2, tzinfo=dt.UTC),
    status_date=dt.date(2026, 2, 27),
    final="open",
    people=(Person(id="mira", name="Mira Sandoval"), Person(id="jo", name="Jo", team="build")),
    teams=(Team(id="build", title="Building"), Team(id="dredge", title="Dredging")),
    workstreams=(Workstream(id="quay", title="Quay", team="build"), Workstream(id="sea", title="Sea", team="dredge")),
    activities=(
        Activity(id="quay/works", title="Quay works", kind=ActivityKind.SUMMARY, workstream="quay"),
        Activity(
            id="quay/pile",
            title="Drive piles",
            workstream="quay",
            parent="quay/works",
            owner="jo",
            estimate=ThreePointEstimate(days(4), days(5), days(12)),
        ),
        Activity(id="quay/deck", title="Lay the deck", workstream="quay", parent="quay/works", duration=days(3)),
        Activity(id="sea/dredge", title="Dredge", workstream="sea", duration=days(4)),
        Activity(
            id="open",
            title="Harbor opens",
            kind=ActivityKind.MILESTONE,
            target=dt.date(2026, 3, 13),
            commitment=dt.date(2026, 3, 20),
        ),
    ),
    dependencies=(
        Dependency(predecessor="quay/pile", successor="quay/deck"),
        Dependency(predecessor="quay/deck", successor="open"),
        Dependency(predecessor="sea/dredge", successor="open", lag=days(1)),
    ),
    risks=(
        Risk(
            id="R-01",
            title="Rock",
            probability=0.4,
            impact_days=DayImpact(2, 5, 10),
            hits=("quay/pile",),
            owner="jo",
            raised=dt.date(2026, 2, 2),
            response=Response(strategy=Strategy.MITIGATE, due=dt.date(2026, 3, 6), residual_probability=0.1),
        ),
    ),
    contracts=(
        Contract(
            id="C-01",
            what="Dredger on site",
            provider="dredge",
            consumer="build",
            needed=dt.date(2026, 3, 2),
            promises=(Promise(dt.date(2026, 2, 2), dt.date(2026, 3, 4)),),
        ),
    ),
)
"""Piles Mon 2 to Fri 6 March, deck Mon 9 to Wed 11 March, then the harbor opens; dredging has three days of float."""

LINK = Dependency(predecessor="quay/pile", successor="quay/deck", kind=DependencyKind.FS).id


@pytest.fixture(autouse=True)
def no_memory() -> Iterator[None]:
    """Keys are used again after each test's rollback, so nothing remembered may outlive a test."""
    yield
    kept = memory()
    for each in (kept.plans, kept.forecasts, kept.drivers, briefings()):
        each.clear()


def store(program: Program, now: dt.datetime) -> None:
    """Put the plan into the stored program of the same id."""
    local = Actor.local("tests")
    with programs.editing(actor=local, program=program.id, needs=Role.OWNER, now=now) as edit:
        programs.save_header(edit=edit, program=program)
        schedule.save_plan(edit=edit, program=program)
        risks.save_register(edit=edit, program=program)
        risks.save_contracts(edit=edit, program=program)
        edit.record(programs.Entry(verb=events.PLAN_REPLACED, entity_id=program.id, title=program.title))


@pytest.fixture
def harbor(program: models.Program, now: dt.datetime) -> models.Program:
    """The program of the area fixtures with ``HARBOR`` in it."""
    store(HARBOR, now)
    program.refresh_from_db()
    return program
