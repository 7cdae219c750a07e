"""The demo program that we ship: its files are made by their scripts, and no page of it is empty.

Loading it tells two months of forecasts, which takes seconds: it is loaded once, and what a test changes is taken back.
"""

import datetime as dt
import gzip
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from tools import atlas_deployments, atlas_tracker

from pilotage.areas.actor import Source
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.queries import last_undoable
from pilotage.areas.flow.queries.items import memory, work_of
from pilotage.areas.flow.queries.learning import learned, learning_row
from pilotage.areas.flow.queries.ledger import page
from pilotage.areas.flow.queries.measures import Asked, measured
from pilotage.areas.flow.queries.milestones import history_of_tracker, tracker_milestones
from pilotage.areas.flow.queries.records import throughput_record
from pilotage.areas.people.models import User
from pilotage.areas.people.operations.accounts import create_user
from pilotage.areas.people.queries import actor_for
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.reporting.operations import load_demo
from pilotage.areas.reporting.rules.shipped import demo_folder
from pilotage.areas.work.models import Board, SprintMove, WorkItem
from pilotage.areas.work.queries.sprints import sprints_of
from pilotage.exchange.reading import read
from tests.areas.conftest import LOCAL, NOW

LAST = dt.date(2026, 9, 17)


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Row, User]]:
    """The demo and its owner, until the module ends."""
    memory().work.clear()
    memory().learned.clear()
    with django_db_blocker.unblock(), transaction.atomic():
        user = create_user(actor=LOCAL, email="olga@example.com", name="Olga", password=None, now=NOW)
        slug = load_demo(actor=actor_for(user, Source.WEB), folder=demo_folder())
        yield Row.objects.get(slug=slug), user
        transaction.set_rollback(True)


@pytest.fixture
def atlas(told: tuple[Row, User], db: None) -> Row:
    return told[0]


@pytest.fixture
def client(told: tuple[Row, User], db: None) -> Client:
    """Logged in as the owner."""
    made = Client()
    made.force_login(told[1])
    return made


def test_the_file_is_what_the_script_makes() -> None:
    stored = (demo_folder() / "tracker.jsonl.gz").read_bytes()
    assert gzip.decompress(stored) == gzip.decompress(atlas_tracker.content())


def test_the_deployments_are_what_the_script_makes() -> None:
    assert (demo_folder() / "deployments.csv").read_text(encoding="utf-8") == atlas_deployments.content()


def test_no_part_of_the_flow_page_is_empty(atlas: Row, told: tuple[Row, User], client: Client) -> None:
    row, owner = atlas, actor_for(told[1], Source.WEB)
    work = work_of(row.pk)
    assert work.known == LAST
    assert [each.id for each in work.cleaned.problems] == ["reopened-before"]
    assert work.cleaned.score == 100

    milestones = {each.name: each for each in tracker_milestones(row.pk, work, LAST)}
    plan_s = {"EU keys served", "EU beta", "India live", "GA in three regions"}
    assert {name for name, each in milestones.items() if not each.done and each.latest} == plan_s
    points = history_of_tracker(row.pk, work, "EU beta", LAST).points
    assert [point.made.date() for point in points][-1] == dt.date(2026, 9, 18)
    assert len({point.p85 for point in points}) == len(points) == 9

    delivery = measured(actor=owner, program=row.slug, asked=Asked(), today=LAST).measures.delivery
    assert delivery is not None
    assert min(week.deployments for week in delivery.weeks) > 0
    assert delivery.deployments == delivery.told["lead"] == delivery.told["rework"] > 100
    assert delivery.recovery_hours is not None

    record = throughput_record(row.pk, work, LAST)
    assert record.resolved > 10
    assert [each.level for each in record.coverage] == [50, 70, 85, 95]
    taught = learned(learning_row(row.pk))
    assert taught.items.pooled is not None
    assert taught.milestones.pooled is not None
    ledger = page(row.pk, milestone=None, resolved=None, offset=0, limit=500)
    assert ledger.total == record.issued
    assert {line.row.made.date() for line in ledger.lines} == {
        dt.date(2026, 7, 24) + dt.timedelta(weeks=week) for week in range(9)
    }
    tellers = AuditEntry.objects.filter(program_id=row.pk, verb="forecast.issued").values_list("actor_name", flat=True)
    assert set(tellers) == {"Mira Sandoval"}

    flow = client.get(f"/api/programs/{row.slug}/flow").json()
    assert [chart["id"] for chart in flow["charts"] if chart["spec"] is None] == []
    assert flow["findings"]


def test_no_page_of_the_ways_of_working_is_empty(atlas: Row, client: Client) -> None:
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

    blockers = client.get(f"/api/programs/{atlas.slug}/blockers?all=true").json()
    assert all(each["items"] for each in blockers["blockers"])
    assert len(blockers["blockers"]) == 5
    gates = client.get(f"/api/programs/{atlas.slug}/gates").json()["gates"]
    assert [len(gate["view"]["gate"]["decisions"]) for gate in gates] == [1, 0, 0]


def test_the_story_ends_in_the_present_and_is_nobody_s_to_undo(atlas: Row, told: tuple[Row, User]) -> None:
    written = {item.key: item.status for item in read(demo_folder() / "tracker.jsonl.gz").work_items}
    assert dict(WorkItem.objects.filter(program=atlas).values_list("key", "status")) == written
    days = {move.at.date() for move in SprintMove.objects.filter(program=atlas)}
    assert days == {dt.date(2026, 8, 31), dt.date(2026, 9, 14), dt.date(2026, 9, 16)}
    assert list(last_undoable(program_id=atlas.pk, actor_id=told[1].pk)) == []
