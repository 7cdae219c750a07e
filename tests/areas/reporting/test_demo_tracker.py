"""The tracker and deployments of the demo program: made by their scripts, loaded with two months of forecasts."""

import datetime as dt
import gzip

from django.test import Client
from tools import atlas_deployments, atlas_tracker

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.flow.queries.items import memory, work_of
from pilotage.areas.flow.queries.learning import learned, learning_row
from pilotage.areas.flow.queries.ledger import page
from pilotage.areas.flow.queries.measures import Asked, measured
from pilotage.areas.flow.queries.milestones import history_of_tracker, tracker_milestones
from pilotage.areas.flow.queries.records import throughput_record
from pilotage.areas.people.models import User
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.reporting.operations import load_demo
from pilotage.areas.reporting.rules.shipped import demo_folder

LAST = dt.date(2026, 9, 17)


def test_the_file_is_what_the_script_makes() -> None:
    stored = (demo_folder() / "tracker.jsonl.gz").read_bytes()
    assert gzip.decompress(stored) == gzip.decompress(atlas_tracker.content())


def test_the_deployments_are_what_the_script_makes() -> None:
    assert (demo_folder() / "deployments.csv").read_text(encoding="utf-8") == atlas_deployments.content()


def test_no_part_of_the_flow_page_is_empty(owner: Actor) -> None:
    memory().work.clear()
    memory().learned.clear()
    row = Row.objects.get(slug=load_demo(actor=owner, folder=demo_folder()))
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
    told = AuditEntry.objects.filter(program_id=row.pk, verb="forecast.issued").values_list("actor_name", flat=True)
    assert set(told) == {"Mira Sandoval"}

    client = Client()
    client.force_login(User.objects.get(pk=owner.user_id or 0))
    flow = client.get(f"/api/programs/{row.slug}/flow").json()
    assert [chart["id"] for chart in flow["charts"] if chart["spec"] is None] == []
    assert flow["findings"]
