"""Loading an example with its past: everything carries the days of the story."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.errors import ConflictError
from pilotage.areas.people.models import Membership
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.reporting.operations import ensure_demo, load_demo
from pilotage.areas.reporting.queries import briefing, published_report, published_reports
from pilotage.areas.risks.queries import as_of, load_program, load_whole, outlook
from pilotage.areas.schedule.queries.baselines import baseline
from pilotage.areas.schedule.queries.forecasts import issued
from pilotage.exchange import text
from pilotage.plan.language.text import plain
from pilotage.reports import Audience

BERLIN = ZoneInfo("Europe/Berlin")
DAYS = [dt.date(2026, 2, 27), dt.date(2026, 3, 6), dt.date(2026, 3, 13), dt.date(2026, 3, 20)]


@pytest.fixture
def dock(story: Path, owner: Actor) -> Row:
    return Row.objects.get(slug=load_demo(actor=owner, folder=story))


def test_it_ends_in_the_present_state(dock: Row, story: Path) -> None:
    written = text.read(story).program
    assert written is not None
    stored = load_program(dock, history=False)
    assert stored.activities == written.activities
    assert stored.risks == written.risks
    assert stored.status_date == DAYS[-1]
    assert dock.demo


def test_a_forecast_was_issued_on_each_day_of_the_story(dock: Row) -> None:
    records = issued(dock.pk, "Europe/Berlin", milestones=["done"])
    assert [record.made for record in records] == [dt.datetime.combine(day, dt.time(8, 40), BERLIN) for day in DAYS]
    finishes = [record.p85 for record in records]
    assert finishes == sorted(finishes)
    assert finishes[0] < finishes[-1]


def test_two_reports_were_published_each_compared_with_the_one_before(dock: Row) -> None:
    assert [(each.number, each.as_of.astimezone(BERLIN).date(), each.by) for each in published_reports(dock.pk)] == [
        (2, DAYS[2], "Mira Sandoval"),
        (1, DAYS[1], "Mira Sandoval"),
    ]
    second = published_report(dock.pk, 2)
    assert second is not None
    assert second.audience is Audience.EXECUTIVE
    assert second.compared_with is not None
    assert (second.compared_with.number, second.compared_with.date) == (1, DAYS[1])
    assert published_report(dock.pk, 3) is None


def test_today_is_the_last_day_of_the_story_and_tells_what_changed(dock: Row, now: dt.datetime) -> None:
    found = outlook(load_whole(dock))
    assert found.fresh
    assert found.insights is not None
    assert as_of(found, now + dt.timedelta(days=400)).date() == DAYS[-1]
    told = briefing(found, now)
    assert told.since is not None
    assert told.since.number == 2
    assert any("Back at sea" in plain(line.text) for line in told.changes)
    assert told.final is not None
    assert told.final.vs_last_days is not None


def test_the_trail_tells_the_story_in_its_own_names(dock: Row) -> None:
    entries = AuditEntry.objects.filter(program_id=dock.pk, verb="activity.changed").order_by("id")
    assert [entry.at.astimezone(BERLIN).date() for entry in entries] == DAYS[1:]
    assert {entry.actor_name for entry in entries} == {"Jo Berg"}
    assert not any(entry.undoable for entry in entries)
    last = entries.last()
    assert last is not None
    assert (last.before, last.after) == (
        {"remaining": {"minutes": 5 * 480, "unit": "d"}},
        {"remaining": {"minutes": 4 * 480, "unit": "d"}},
    )


def test_baselines_are_there_from_the_day_they_were_taken(dock: Row) -> None:
    kept = baseline(dock.pk, "Europe/Berlin")
    assert kept is not None
    assert (kept.id, kept.taken) == ("first", DAYS[1])
    taken = AuditEntry.objects.get(verb="baseline.taken")
    assert taken.at.astimezone(BERLIN).date() == DAYS[1]


def test_it_is_loaded_once(story: Path, local: Actor, owner: Actor, now: dt.datetime) -> None:
    for _ in range(2):
        slug = ensure_demo(actor=local, email="demo@example.com", name="Demo", now=now, folder=story)
    assert slug == "dock"
    row = Row.objects.get(demo=True)
    assert [member.user.email for member in Membership.objects.filter(program=row)] == ["demo@example.com"]
    with pytest.raises(ConflictError):
        load_demo(actor=owner, folder=story)
