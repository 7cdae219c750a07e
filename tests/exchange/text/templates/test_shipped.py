"""The templates that come with Pilotage: each is a plan that stands up to our own checks."""

import datetime as dt
from itertools import combinations

import pytest

from pilotage.exchange.text.templates import Template, begin, shipped
from pilotage.plan.checking.structure import check
from pilotage.plan.forecasting.simulation import simulate
from pilotage.plan.quality.assessment import assess
from pilotage.plan.scheduling.schedule import final_milestone, schedule
from pilotage.plan.vocabulary.activities import ActivityKind
from pilotage.plan.vocabulary.governance import Letter
from pilotage.plan.vocabulary.program import Program, ProgramKind

EVERY = {each.name: each for each in shipped()}


def program_of(name: str) -> Program:
    return begin(EVERY[name], slug="new", title="New", start=dt.date(2027, 3, 1))


def test_there_is_one_for_each_kind_of_program() -> None:
    assert list(EVERY) == [kind.value for kind in ProgramKind]
    assert [each.program.kind.value for each in EVERY.values() if each.program] == list(EVERY)
    assert [each.own for each in EVERY.values()] == [False] * 7


@pytest.mark.parametrize("name", list(EVERY))
def test_it_is_read_without_a_problem_and_brings_everything(name: str) -> None:
    assert EVERY[name].problems == ()
    program = program_of(name)
    assert check(program) == ()
    for part in (
        "workstreams",
        "people",
        "teams",
        "risks",
        "contracts",
        "gates",
        "responsibilities",
        "cadences",
        "asks",
    ):
        assert getattr(program, part), f"{name} has no {part}"
    assert len(program.activities) >= 30
    assert all(each.entry and len(each.exit) >= 2 for each in program.gates)
    assert all(risk.cause and risk.event and risk.effect and risk.trigger and risk.response for risk in program.risks)
    assert any(risk.probability and risk.hits for risk in program.risks)
    ways = {stream.way for stream in program.workstreams}
    assert len(ways) >= 2, "a template shows that workstreams may work in different ways"


@pytest.mark.parametrize("name", list(EVERY))
def test_each_task_has_three_points_and_an_owner(name: str) -> None:
    for activity in program_of(name).activities:
        if activity.kind is ActivityKind.TASK:
            assert activity.owner is not None, activity.id
            assert activity.estimate is not None or activity.duration is not None, activity.id


@pytest.mark.parametrize("name", list(EVERY))
def test_it_scores_well_and_its_target_is_neither_sure_nor_hopeless(name: str) -> None:
    program = program_of(name)
    planned = schedule(program)
    score = assess(planned).score
    assert score is not None
    assert score >= 90
    final = final_milestone(program)
    assert final is not None
    forecast = simulate(program, iterations=1_000, seed=5).milestones[final]
    assert forecast.on_time is not None
    assert 0.85 <= forecast.on_time <= 0.97
    assert forecast.p85 > forecast.plan_finish
    assert forecast.target is not None
    assert planned.at(final).finish.date() < forecast.target


def test_they_are_not_one_skeleton_renamed() -> None:
    """No two share more than a handful of titles of activities, risks or criteria."""
    said = [(name, _titles(each)) for name, each in EVERY.items()]
    for (one, its), (other, theirs) in combinations(said, 2):
        assert len(its & theirs) <= 3, (one, other, its & theirs)


def _titles(template: Template) -> set[str]:
    program = template.program
    assert program is not None
    activities = {each.title for each in program.activities}
    risks = {each.title for each in program.risks}
    return activities | risks | {one.text for gate in program.gates for one in (*gate.entry, *gate.exit)}


@pytest.mark.parametrize("name", list(EVERY))
def test_who_is_accountable_is_said_once_for_each_subject(name: str) -> None:
    program = program_of(name)
    subjects = {one.subject for one in program.responsibilities}
    accountable = [one.subject for one in program.responsibilities if one.letter is Letter.ACCOUNTABLE]
    assert sorted(accountable) == sorted(subjects)
