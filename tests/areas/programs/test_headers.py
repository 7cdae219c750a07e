"""The head of a program: made, changed, restored, deleted."""

import datetime as dt

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.queries import last_undoable
from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError, StaleError
from pilotage.areas.people.models import Role
from pilotage.areas.programs import models, operations, queries
from pilotage.plan.vocabulary.calendars import Calendar, CalendarException, Shift, standard_week
from pilotage.plan.vocabulary.governance import Cadence, Every, Letter, Responsibility, Weekday
from pilotage.plan.vocabulary.people import Person, Team, WayOfWorking, Workstream
from pilotage.plan.vocabulary.program import Ask, Program, ProgramKind

FULL = Program(
    id="full",
    title="Full head",
    kind=ProgramKind.DATA,
    owner="ada",
    summary="Everything set",
    zone="Europe/Berlin",
    currency="USD",
    start=dt.datetime(2026, 1, 5, 9, tzinfo=dt.timezone(dt.timedelta(hours=1))),
    status_date=dt.date(2026, 2, 1),
    final="ga",
    hours_per_day=7.5,
    days_per_week=4.5,
    default_calendar="berlin",
    calendars=(
        Calendar(
            id="berlin",
            title="Berlin",
            zone="Europe/Berlin",
            week=standard_week(),
            holidays=("DE-BE",),
            exceptions=(CalendarException(dt.date(2026, 12, 20), dt.date(2027, 1, 4), (Shift(600, 720),), "Freeze"),),
        ),
        Calendar(id="half", base="berlin"),
    ),
    people=(
        Person(id="ada", name="Ada", email="ada@example.com", team="core", capacity=0.5, skills=("java",)),
        Person(id="ben", name="Ben", off=(CalendarException(dt.date(2026, 3, 1), dt.date(2026, 3, 8)),), external=True),
    ),
    teams=(Team(id="core", title="Core", lead="ada", calendar="half", location="Berlin"),),
    workstreams=(Workstream(id="api", title="API", team="core", way=WayOfWorking.KANBAN),),
    asks=(Ask(text="Decide", to="ada", by=dt.date(2026, 3, 1), if_not="GA slips"), Ask(text="Fund")),
    responsibilities=(
        Responsibility(subject="Scope", role="Lead", person="ada", letter=Letter.ACCOUNTABLE),
        Responsibility(subject="Scope", role="Team", letter=Letter.RESPONSIBLE),
    ),
    cadences=(Cadence(id="sync", title="Sync", every=Every.MONTH, at=dt.time(9, 30), minutes=30, who=("ada",)),),
)


def test_a_head_comes_back_as_it_was_saved(owner: Actor, now: dt.datetime) -> None:
    edit = operations.create_program(actor=owner, program=FULL, now=now)
    row = models.Program.objects.get(pk=edit.program.pk)
    assert queries.load_header(row) == FULL


def test_a_taken_id_is_refused(owner: Actor, now: dt.datetime) -> None:
    operations.create_program(actor=owner, program=FULL, now=now)
    with pytest.raises(ConflictError, match="“full”"):
        operations.create_program(actor=owner, program=FULL, now=now)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "  "}, "title"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"zone": "../../etc/passwd"}, "zone"),
        ({"hours_per_day": 0}, "hours_per_day"),
        ({"start": "2026-01-05T09:00:00"}, "start"),
        ({"summary": "nul \x00"}, "summary"),
        ({"currency": "far too long a currency"}, "currency"),
        ({"teams": [{"id": "a", "title": "A"}, {"id": "a", "title": "B"}]}, "teams"),
        ({"version": 3}, "version"),
        ({"status_date": "soon"}, "status_date"),
    ],
)
def test_a_head_that_must_not_be_stored_is_refused(
    changes: dict[str, object], field: str, editor: Actor, program: models.Program, now: dt.datetime
) -> None:
    with pytest.raises(InvalidError) as caught:
        operations.change_program(actor=editor, program="harbor", version=1, changes=changes, now=now)
    assert [problem.entity for problem in caught.value.problems] == [field]
    program.refresh_from_db()
    assert program.revision == 1


def test_a_change_is_recorded_with_what_was_before(editor: Actor, program: models.Program, now: dt.datetime) -> None:
    revision = operations.change_program(
        actor=editor, program="harbor", version=1, changes={"title": "Port", "kind": "product"}, now=now, why="renamed"
    )
    entry = AuditEntry.objects.get(verb="program.changed")
    assert revision == 2
    assert (entry.before, entry.after, entry.why, entry.revision) == (
        {"title": "Harbor"},
        {"title": "Port"},
        "renamed",
        2,
    )
    assert (entry.actor_id, entry.actor_name, entry.source) == (editor.user_id, "Edgar", "web")


def test_nothing_changed_is_no_revision(editor: Actor, program: models.Program, now: dt.datetime) -> None:
    assert (
        operations.change_program(actor=editor, program="harbor", version=1, changes={"title": "Harbor"}, now=now) == 1
    )


def test_a_stale_write_says_who_changed_what(
    editor: Actor, owner: Actor, program: models.Program, now: dt.datetime
) -> None:
    operations.change_program(actor=owner, program="harbor", version=1, changes={"title": "Port"}, now=now)
    with pytest.raises(StaleError) as caught:
        operations.change_program(actor=editor, program="harbor", version=1, changes={"title": "Quay"}, now=now)
    conflict = caught.value.conflict
    assert (conflict.changed_by, conflict.version) == ("Olga", 2)
    assert {name: (both.yours, both.theirs) for name, both in conflict.fields.items()} == {"title": ("Quay", "Port")}


def test_a_change_is_taken_back(editor: Actor, program: models.Program, now: dt.datetime) -> None:
    asks = [{"text": "Decide", "by": "2026-05-01"}]
    operations.change_program(actor=editor, program="harbor", version=1, changes={"asks": asks}, now=now)
    (entry,) = last_undoable(program_id=program.pk, actor_id=editor.user_id)
    with operations.editing(actor=editor, program="harbor", needs=Role.EDITOR, now=now) as edit:
        operations.RESTORERS["program"](edit, entry)
    assert queries.load_header(models.Program.objects.get(pk=program.pk)).asks == ()


def test_a_later_change_stands_in_the_way(editor: Actor, program: models.Program, now: dt.datetime) -> None:
    operations.change_program(actor=editor, program="harbor", version=1, changes={"title": "Port"}, now=now)
    (entry,) = last_undoable(program_id=program.pk, actor_id=editor.user_id)
    operations.change_program(actor=editor, program="harbor", version=2, changes={"title": "Quay"}, now=now)
    with (
        pytest.raises(ConflictError),
        operations.editing(actor=editor, program="harbor", needs=Role.EDITOR, now=now) as edit,
    ):
        operations.RESTORERS["program"](edit, entry)


def test_the_trail_outlives_the_program(owner: Actor, program: models.Program, now: dt.datetime) -> None:
    pk = program.pk
    operations.remove_program(actor=owner, program="harbor", now=now)
    assert not models.Program.objects.exists()
    assert AuditEntry.objects.filter(program_id=pk, verb="program.removed").count() == 1


def test_only_members_see_a_program(
    owner: Actor, viewer: Actor, stranger: Actor, program: models.Program, local: Actor
) -> None:
    assert queries.visible(actor=viewer, program="harbor").role == "viewer"
    assert [found.role for found in queries.all_visible(actor=owner)] == ["owner"]
    assert [found.program.slug for found in queries.all_visible(actor=local)] == ["harbor"]
    assert queries.all_visible(actor=stranger) == []
    with pytest.raises(NotFoundError):
        queries.visible(actor=stranger, program="harbor")


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Order platform, phase 2", "order-platform-phase-2"), ("Zürich", "zurich"), ("北京", "program")],
)
def test_a_slug_is_made_from_the_title(title: str, slug: str) -> None:
    from pilotage.areas.programs.rules import free_slug

    assert free_slug(title, set()) == slug
    assert free_slug(title, {slug, f"{slug}-2"}) == f"{slug}-3"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"responsibilities": [{"subject": " ", "role": "Lead", "letter": "A"}]}, "needs a subject"),
        ({"responsibilities": [{"subject": "Scope", "role": "", "letter": "A"}]}, "a role or a person"),
        ({"responsibilities": [{"subject": "Scope", "role": "Lead", "letter": "X"}]}, "X"),
        ({"cadences": [{"id": "sync", "title": ""}]}, "needs a name"),
        ({"cadences": [{"id": "sync", "title": "Sync", "minutes": 0}]}, "1,440 minutes"),
        ({"cadences": [{"id": "sync", "title": "Sync", "at": "09:30:00Z"}]}, "program's zone"),
        ({"cadences": [{"id": "sync", "title": "Sync"}] * 2}, "Two cadences"),
    ],
)
def test_responsibilities_and_cadences_that_mean_nothing_are_refused(
    changes: dict[str, object], says: str, owner: Actor, now: dt.datetime
) -> None:
    operations.create_program(actor=owner, program=FULL, now=now)
    with pytest.raises(InvalidError, match=says):
        operations.change_program(actor=owner, program="full", version=None, changes=changes, now=now)


def test_a_cadence_is_changed_as_the_page_sends_it(owner: Actor, now: dt.datetime) -> None:
    operations.create_program(actor=owner, program=FULL, now=now)
    sent = [{"id": "sync", "title": "Sync", "every": "two_weeks", "weekday": "mon", "at": "08:15:00", "who": ["core"]}]
    operations.change_program(actor=owner, program="full", version=1, changes={"cadences": sent}, now=now)
    (cadence,) = queries.load_header(models.Program.objects.get(slug="full")).cadences
    assert (cadence.every, cadence.weekday, cadence.at) == (Every.TWO_WEEKS, Weekday.MONDAY, dt.time(8, 15))
