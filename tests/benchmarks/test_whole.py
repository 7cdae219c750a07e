"""The large program to try pages on: the same each time, sound, and with something for every page."""

import json
from collections import Counter
from pathlib import Path

import pytest
from benchmarks.server.whole import whole_program
from benchmarks.server.whole.promises import CONTRACT_COUNT, RISK_COUNT
from benchmarks.server.whole.tales import ways, write_tales
from benchmarks.server.whole.tracker import tracker, write_tracker

from pilotage import plan
from pilotage.exchange.deployments import read_deployments
from pilotage.exchange.reading import read
from pilotage.plan.insight.contracts.life import ContractState, state_by_people
from pilotage.plan.vocabulary.activities import ActivityKind, DependencyKind
from pilotage.plan.vocabulary.people import WayOfWorking
from pilotage.plan.vocabulary.program import Program

SIZE = 600


@pytest.fixture(scope="module")
def program() -> Program:
    return whole_program(SIZE)


def test_one_seed_gives_one_program(program: Program) -> None:
    assert whole_program(SIZE) == program
    assert whole_program(SIZE, seed=5) != program


def test_it_is_sound(program: Program) -> None:
    assert not plan.check(program)
    assert not plan.schedule(program).problems


def test_it_has_the_size_that_was_asked_for(program: Program) -> None:
    assert len(program.activities) == SIZE
    assert len(program.risks) == RISK_COUNT
    assert len(program.contracts) == CONTRACT_COUNT
    assert (len(program.people), len(program.teams), len(program.workstreams)) == (200, 20, 20)
    assert len(program.gates) == 12


def test_summaries_are_three_levels_deep(program: Program) -> None:
    parents = {each.id: each.parent for each in program.activities}

    def depth(name: str | None) -> int:
        return 0 if name is None else 1 + depth(parents[name])

    summaries = [each.id for each in program.activities if each.kind is ActivityKind.SUMMARY]
    assert max(map(depth, summaries)) == 3


def test_every_way_of_working_kind_of_dependency_and_state_is_there(program: Program) -> None:
    assert {each.way for each in program.workstreams} == set(WayOfWorking)
    assert {each.kind for each in program.dependencies} == set(DependencyKind)
    computed = {ContractState.AT_RISK, ContractState.BROKEN}
    assert {state_by_people(each) for each in program.contracts} == set(ContractState) - computed
    assert max(len(each.promises) for each in program.contracts) > 2
    assert any(each.capacity == 0 for each in program.people)
    assert any(gate.decisions for gate in program.gates)
    assert any(not gate.decisions for gate in program.gates)


def test_work_before_the_status_date_is_done_and_some_goes_on(program: Program) -> None:
    assert program.status_date is not None
    states = Counter(
        "done" if each.actual_finish else "begun" if each.actual_start else "" for each in program.activities
    )
    assert states["done"] > SIZE // 4
    assert states["begun"] > 0
    ends = [each.actual_finish.date() for each in program.activities if each.actual_finish]
    assert max(ends) <= program.status_date


def test_titles_try_a_page(program: Program) -> None:
    titles = [each.title for each in whole_program(2_000).activities]
    assert max(map(len, titles)) > 120
    assert any("<b>" in title for title in titles)
    assert any(not title.isascii() for title in titles)
    assert len(set(titles)) > 300


def test_the_tracker_is_read_without_problems(program: Program, tmp_path: Path) -> None:
    write_tracker(program, 400, tmp_path)
    found = read(tmp_path / "tracker.jsonl.gz")
    assert not found.problems
    epics = [each for each in found.work_items if each.kind == "Epic"]
    assert len(found.work_items) == 400 + len(epics)
    assert {each.status_category for each in found.work_items} == {"todo", "doing", "done"}
    assert all(each.created <= each.started for each in found.work_items if each.started and each.created)
    assert {each.team for each in found.work_items} == {each.title for each in program.teams}
    assert any(each.blocks for each in found.work_items)
    assert not read_deployments(tmp_path / "deployments.csv").problems


def test_tales_name_what_is_there(program: Program, tmp_path: Path) -> None:
    documents = tracker(program, 400)
    assert documents == tracker(program, 400)
    write_tales(program, documents, 50, tmp_path)
    keys = {each["key"] for each in documents}
    rows = (tmp_path / "backlog.csv").read_text().splitlines()[1:]
    assert len(rows) == 50
    assert all(row.partition(",")[0] in keys for row in rows)
    streams = {each.id for each in program.workstreams}
    told = json.loads(json.dumps(ways(program)))
    assert {each["workstream"] for each in (*told["boards"], *told["sprints"])} <= streams
