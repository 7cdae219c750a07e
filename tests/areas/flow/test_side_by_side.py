"""The plan's milestone beside the tracker's: only where both have a forecast."""

import datetime as dt
from collections.abc import Mapping

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.audit.operations import Entry
from pilotage.areas.flow.operations import issue_forecast
from pilotage.areas.flow.queries.side_by_side import compared
from pilotage.areas.flow.rules.answers import Question
from pilotage.areas.people.models import Role
from pilotage.areas.programs import events
from pilotage.areas.programs.models import Program
from pilotage.areas.programs.operations import editing, save_header
from pilotage.areas.risks.operations import refresh_outlook
from pilotage.areas.risks.queries import load_whole
from pilotage.areas.schedule.operations import save_plan
from pilotage.plan.insight.side_by_side import SideBySide
from pilotage.plan.vocabulary import program as vocabulary
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Dependency
from pilotage.plan.vocabulary.amounts import Span, ThreePointEstimate
from tests.areas.flow.tracker import store, tracker, until

THEN = dt.datetime(2025, 12, 1, 0, 5, tzinfo=dt.UTC)
DAY = 480


def planned(program: Program, owner: Actor, **milestone: object) -> None:
    """A build of two months, then a milestone."""
    estimate = ThreePointEstimate(Span(30 * DAY), Span(40 * DAY), Span(70 * DAY))
    rows = (
        Activity(id="build", title="Build", estimate=estimate),
        Activity(id="done", kind=ActivityKind.MILESTONE, **milestone),  # type: ignore[arg-type]
    )
    value = vocabulary.Program(
        id="harbor",
        title="Harbor",
        start=THEN,
        final="done",
        activities=rows,
        dependencies=(Dependency(predecessor="build", successor="done"),),
    )
    with editing(actor=owner, program="harbor", needs=Role.EDITOR, now=THEN) as edit:
        save_header(edit=edit, program=value)
        save_plan(edit=edit, program=value)
        edit.record(Entry(verb=events.CHANGED, entity_id="harbor", title="Harbor"))


def pairs(program: Program) -> Mapping[str, SideBySide]:
    program.refresh_from_db()
    return compared(refresh_outlook(whole=load_whole(program), now=THEN), THEN.date())


def issue(owner: Actor, name: str = "Core 13") -> None:
    issue_forecast(actor=owner, program="harbor", question=Question(milestone=name), as_of=None, now=THEN)


@pytest.fixture
def autumn(tracked: Program, owner: Actor) -> Program:
    """The program as its tracker was on the first of December."""
    store(until(tracker(), THEN.date()), owner, THEN)
    return tracked


@pytest.mark.parametrize("milestone", [{"title": "core 13"}, {"title": "Quay wall", "key": "jira/Core 13"}])
def test_both_forecasts_of_a_linked_milestone(autumn: Program, owner: Actor, milestone: dict[str, str]) -> None:
    planned(autumn, owner, **milestone)
    assert pairs(autumn) == {}  # no forecast of the pace was issued yet
    issue(owner)
    [found] = pairs(autumn).values()
    assert (found.milestone, found.name) == ("done", "Core 13")
    assert found.paced.finishing > 0
    assert sum(part.days for part in found.parts) == pytest.approx(found.days, abs=0.01)


def test_a_milestone_of_another_name_and_one_that_has_landed_stand_alone(autumn: Program, owner: Actor) -> None:
    issue(owner)
    planned(autumn, owner, title="Quay wall")
    assert pairs(autumn) == {}
    planned(autumn, owner, title="Core 13", actual_start=THEN, actual_finish=THEN, progress=1.0)
    assert pairs(autumn) == {}
