"""The demo program shows how its teams work: gates, a board with limits, sprints and blockers."""

import datetime as dt

import pytest
from django.test import Client

from pilotage.areas.actor import Actor
from pilotage.areas.audit.queries import last_undoable
from pilotage.areas.flow.queries.items import memory
from pilotage.areas.people.models import User
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.reporting.operations import load_demo
from pilotage.areas.reporting.rules.shipped import demo_folder
from pilotage.areas.work.models import Board, SprintMove, WorkItem
from pilotage.areas.work.queries.sprints import sprints_of
from pilotage.exchange.reading import read


@pytest.fixture
def atlas(owner: Actor) -> Row:
    memory().work.clear()
    memory().learned.clear()
    return Row.objects.get(slug=load_demo(actor=owner, folder=demo_folder()))


def test_no_page_of_the_ways_of_working_is_empty(atlas: Row, owner: Actor) -> None:
    closed, active = sprints_of(atlas.pk, "settlement")
    assert (closed.state, active.state) == ("closed", "active")
    assert closed.committed == len(closed.outcomes) + sum(not item.moved for item in closed.items)
    assert {item.category for item in closed.items if not item.moved} == {"done"}
    assert {each["key"] for each in closed.outcomes} <= {item.key for item in active.items}
    assert {each["to"] for each in closed.outcomes} == {active.code}
    assert {item.category for item in active.items} == {"todo", "doing", "done"}
    assert [item.committed for item in active.items].count(False) == 1

    board = Board.objects.get(program=atlas, workstream="edge")
    assert [column.get("limit") for column in board.columns] == [None, 4, 3, None]
    classes = WorkItem.objects.filter(program=atlas).exclude(service_class="standard")
    assert set(classes.values_list("service_class", flat=True)) == {"expedite", "fixed_date", "intangible"}

    client = Client()
    client.force_login(User.objects.get(pk=owner.user_id or 0))
    blockers = client.get(f"/api/programs/{atlas.slug}/blockers?all=true").json()
    assert all(each["items"] for each in blockers["blockers"])
    assert len(blockers["blockers"]) == 5
    gates = client.get(f"/api/programs/{atlas.slug}/gates").json()["gates"]
    assert [len(gate["view"]["gate"]["decisions"]) for gate in gates] == [1, 0, 0]


def test_the_story_ends_in_the_present_and_is_nobody_s_to_undo(atlas: Row, owner: Actor) -> None:
    told = {item.key: item.status for item in read(demo_folder() / "tracker.jsonl.gz").work_items}
    assert dict(WorkItem.objects.filter(program=atlas).values_list("key", "status")) == told
    days = {move.at.date() for move in SprintMove.objects.filter(program=atlas)}
    assert days == {dt.date(2026, 8, 31), dt.date(2026, 9, 14), dt.date(2026, 9, 16)}
    assert list(last_undoable(program_id=atlas.pk, actor_id=owner.user_id)) == []
