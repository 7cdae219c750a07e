"""Publishing freezes; the list of programs is kept."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from msgspec.structs import replace

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.errors import ConflictError, NotAllowedError, NotFoundError
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.reporting.models import Report
from pilotage.areas.reporting.operations import publish_report, refresh_digests
from pilotage.areas.reporting.queries import briefing, draft, published_report
from pilotage.areas.reporting.rules.digests import ProgramDigest
from pilotage.areas.reporting.rules.headlines import headline
from pilotage.areas.risks import operations as risks
from pilotage.areas.risks.queries import load_whole
from pilotage.plan.insight.briefing import Briefing
from pilotage.plan.insight.status import Status, StatusView
from pilotage.plan.language.text import plain
from pilotage.reports import Audience, render_markdown
from tests.areas.schedule.harbor import HARBOR, store
from tests.areas.schedule.test_editing import change


def publish(actor: Actor, now: dt.datetime) -> tuple[int, object]:
    return publish_report(actor=actor, program="harbor", audience=Audience.EXECUTIVE, now=now)


def test_publishing_is_for_editors_and_leaves_a_trail(
    harbor: Row, editor: Actor, viewer: Actor, stranger: Actor, now: dt.datetime
) -> None:
    for actor, refusal in ((viewer, NotAllowedError), (stranger, NotFoundError)):
        with pytest.raises(refusal):
            publish(actor, now)
    assert not Report.objects.exists()
    revision, _report = publish(editor, now)
    entry = AuditEntry.objects.get(verb="report.published")
    assert entry.revision == revision == harbor.revision + 1
    assert entry.actor_name == editor.name


def test_a_published_report_never_changes(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    _revision, report = publish(editor, now)
    change(editor, now + dt.timedelta(days=7), duration="20d")
    assert published_report(harbor.pk, 1) == report


def test_the_next_draft_is_compared_with_the_last_of_its_audience(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    publish(editor, now)
    later = now + dt.timedelta(days=7)
    change(editor, later, duration="9d")
    harbor.refresh_from_db()
    found = risks.refresh_outlook(whole=load_whole(harbor), now=later, explain=True)
    executive, _told = draft(found, later, Audience.EXECUTIVE)
    assert executive.compared_with is not None
    assert executive.compared_with.number == 1
    said = render_markdown(executive)
    assert "Drive piles" in said
    engineering, _told = draft(found, later, Audience.ENGINEERING)
    assert engineering.compared_with is None


def test_a_plan_without_a_forecast_cannot_be_published(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    store(replace(HARBOR, activities=(), dependencies=(), final=None, risks=(), contracts=()), now)
    with pytest.raises(ConflictError):
        publish(editor, now)
    assert not Report.objects.exists()


def test_the_list_costs_the_same_once_it_was_made(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    refresh_digests(programs=[harbor], now=now)
    with CaptureQueriesContext(connection) as queries:
        again = refresh_digests(programs=[harbor], now=now)
    assert len(queries) == 1
    assert again[harbor.pk].final is not None
    change(editor, now, duration="7d")
    harbor.refresh_from_db()
    anew = refresh_digests(programs=[harbor], now=now)
    final = anew[harbor.pk].final
    assert final is not None
    assert final.plan == dt.date(2026, 3, 13)


def digest(status: Status, trend: float | None) -> ProgramDigest:
    view = StatusView(status=status, rule=("",), reason=("",))
    at = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    return ProgramDigest(status=view, final=None, history=(), trend_days=trend, warnings=0, top_warning=None, as_of=at)


@pytest.mark.parametrize(
    ("programs", "said"),
    [
        ([], "No program yet. Import a plan, or load the example."),
        ([(Status.UNKNOWN, None)], "No program has a forecast against a target yet."),
        (
            [(Status.OFF_TRACK, 5.0), (Status.OFF_TRACK, 1.0), (Status.ON_TRACK, 0.0)],
            "Two of three will probably miss their date. P0 lost 5 working days this week; "
            "nothing else moved by more than 1 working day.",
        ),
        (
            [(Status.OFF_TRACK, 3.0), (Status.UNKNOWN, None)],
            "One of two will probably miss its date. P0 lost 3 working days this week; "
            "nothing else moved by a day or more.",
        ),
        ([(Status.OFF_TRACK, -3.0)], "P0 will probably miss its date. P0 gained 3 working days this week."),
        (
            [(Status.ON_TRACK, 0.2)] * 2,
            "No program will probably miss its date. Nothing moved by a day or more this week.",
        ),
    ],
)
def test_headline(programs: list[tuple[Status, float | None]], said: str) -> None:
    rows = [(f"p{n}", f"P{n}", digest(status, trend)) for n, (status, trend) in enumerate(programs)]
    assert plain(headline(rows)).startswith(said)


def test_an_empty_program_has_a_line(program: Row, now: dt.datetime) -> None:
    found = refresh_digests(programs=[program], now=now)[program.pk]
    assert found.status.status is Status.UNKNOWN
    assert found.final is None


@pytest.mark.django_db(transaction=True)
def test_readers_who_ask_at_once_are_told_the_same_briefing(harbor: Row, now: dt.datetime) -> None:
    """One of them makes it: the list of warnings beside every page is asked for by all who have the program open."""
    if connection.vendor == "sqlite":
        pytest.skip("threads cannot share SQLite's memory")
    found = risks.refresh_outlook(whole=load_whole(harbor), now=now, explain=True)
    gate = threading.Barrier(4)
    told: list[Briefing] = []

    def ask() -> None:
        gate.wait()
        told.append(briefing(found, now))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 4
    assert len({id(each) for each in told}) == 1
