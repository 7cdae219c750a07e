"""Editing the plan: what is written, what is refused, what the trail says."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError, StaleError
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.risks.queries import load_program
from pilotage.areas.schedule import operations as schedule
from pilotage.areas.schedule.operations import PlanEdit
from pilotage.areas.schedule.queries.previews import preview_change
from pilotage.areas.schedule.rules.changes import ActivityChange
from pilotage.plan.language.text import plain
from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.program import Program
from tests.areas.schedule.harbor import HARBOR, LINK

Call = Callable[[Actor, dt.datetime], Any]


def change(
    actor: Actor, now: dt.datetime, activity: str = "quay/pile", version: int | None = 1, **fields: Any
) -> PlanEdit:
    return schedule.change_activity(
        actor=actor, program="harbor", activity=activity, version=version, change=ActivityChange(**fields), now=now
    )


def stored(harbor: Row) -> Program:
    harbor.refresh_from_db()
    return load_program(harbor, history=False)


def activity(program: Program, code: str) -> Activity:
    return next(each for each in program.activities if each.id == code)


def test_a_stored_plan_reads_back_as_it_was_written(harbor: Row) -> None:
    assert stored(harbor) == HARBOR


def test_a_longer_duration_moves_what_follows(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    edit = change(editor, now, duration="7d")
    assert edit.announcement == ("Likely duration 7 days. Plan date of Harbor opens moves 2 working days to 13 March.")
    assert edit.revision == harbor.revision + 1
    pile = activity(stored(harbor), "quay/pile")
    assert pile.estimate is not None
    assert (pile.estimate.low.minutes, pile.estimate.likely.minutes) == (4 * 480, 7 * 480)
    assert pile.duration is None
    assert harbor.revision == edit.revision


OPERATIONS: dict[str, tuple[Call, str]] = {
    "change": (lambda actor, now: change(actor, now, title="Pile"), "activity.changed"),
    "add": (
        lambda actor, now: schedule.add_activity(
            actor=actor, program="harbor", change=ActivityChange(title="Lights"), now=now
        ),
        "activity.added",
    ),
    "remove": (
        lambda actor, now: schedule.remove_activity(
            actor=actor, program="harbor", activity="sea/dredge", version=1, now=now
        ),
        "activity.removed",
    ),
    "link": (
        lambda actor, now: schedule.add_dependency(
            actor=actor, program="harbor", predecessor="sea/dredge", successor="quay/deck", now=now
        ),
        "dependency.added",
    ),
    "relink": (
        lambda actor, now: schedule.change_dependency(
            actor=actor, program="harbor", dependency=LINK, version=1, lag="2d", now=now
        ),
        "dependency.changed",
    ),
    "unlink": (
        lambda actor, now: schedule.remove_dependency(
            actor=actor, program="harbor", dependency=LINK, version=1, now=now
        ),
        "dependency.removed",
    ),
    "baseline": (
        lambda actor, now: schedule.take_baseline(actor=actor, program="harbor", title="First", reason="", now=now),
        "baseline.taken",
    ),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_is_for_editors_and_leaves_a_trail(
    name: str, harbor: Row, editor: Actor, viewer: Actor, stranger: Actor, now: dt.datetime
) -> None:
    call, verb = OPERATIONS[name]
    for actor, refusal in ((viewer, NotAllowedError), (stranger, NotFoundError)):
        with pytest.raises(refusal):
            call(actor, now)
    assert not AuditEntry.objects.filter(verb=verb).exists()
    revision = harbor.revision
    call(editor, now)
    harbor.refresh_from_db()
    entry = AuditEntry.objects.get(verb=verb)
    assert harbor.revision == revision + 1 == entry.revision
    assert entry.actor_name == editor.name
    assert entry.at == now
    assert (entry.before or {}) != (entry.after or {})


def test_a_stale_write_is_refused_with_both_values(harbor: Row, editor: Actor, owner: Actor, now: dt.datetime) -> None:
    change(owner, now, duration="7d")
    with pytest.raises(StaleError) as refusal:
        change(editor, now, duration="8d", title="Piles")
    conflict = refusal.value.conflict
    assert (conflict.version, conflict.changed_by, conflict.changed_at) == (2, owner.name, now)
    assert {name: (field.yours, field.theirs) for name, field in conflict.fields.items()} == {
        "duration": ("8d", "7d"),
        "title": ("Piles", "Drive piles"),
    }
    assert activity(stored(harbor), "quay/pile").title == "Drive piles"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"duration": "soon"}, "duration"),
        ({"duration": "-2d"}, "duration"),
        ({"estimate": "5d/4d/8d"}, "estimate"),
        ({"estimate": "5d/8d"}, "estimate"),
        ({"owner": "nobody"}, "owner"),
        ({"title": "  "}, "title"),
        ({"parent": "quay/deck"}, "parent"),
        ({"target": "2026-02-30"}, "target"),
        ({"target": "9999-01-01"}, "target"),
        ({"actual_finish": "2026-03-03"}, "actual_start"),
        ({"constraint": "must_start_on"}, "constraint_at"),
        ({"progress": 1.5}, "progress"),
    ],
)
def test_a_wrong_value_is_refused_by_its_field(
    fields: dict[str, Any], field: str, harbor: Row, editor: Actor, now: dt.datetime
) -> None:
    with pytest.raises(InvalidError) as refusal:
        change(editor, now, **fields)
    assert refusal.value.problems[0].entity == field
    assert stored(harbor) == HARBOR


def test_a_link_that_closes_a_loop_is_refused_and_named(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    with pytest.raises(InvalidError) as refusal:
        schedule.add_dependency(actor=editor, program="harbor", predecessor="open", successor="quay/pile", now=now)
    assert [problem.id for problem in refusal.value.problems] == ["dependency-cycle"]
    assert stored(harbor) == HARBOR


def test_a_summary_cannot_be_put_into_itself(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    with pytest.raises(InvalidError):
        change(editor, now, activity="quay/works", parent="quay/works")


def test_what_holds_others_is_not_removed(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    for code in ("quay/works", "open"):
        with pytest.raises(ConflictError):
            schedule.remove_activity(actor=editor, program="harbor", activity=code, version=1, now=now)


def test_removing_takes_the_links_along(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    schedule.remove_activity(actor=editor, program="harbor", activity="quay/deck", version=1, now=now)
    program = stored(harbor)
    assert [link.id for link in program.dependencies] == ["sea/dredge>open:FS"]
    assert AuditEntry.objects.filter(verb="dependency.removed").count() == 2


def test_a_new_activity_stands_where_it_was_put(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    for title in ("Third", "Second", "First"):
        schedule.add_activity(
            actor=editor,
            program="harbor",
            change=ActivityChange(title=title, workstream="quay", parent="quay/works", duration="1d"),
            after="quay/pile",
            now=now,
        )
    ids = [each.id for each in stored(harbor).activities]
    assert ids[1:6] == ["quay/pile", "quay/first", "quay/second", "quay/third", "quay/deck"]


def test_places_are_spaced_anew_when_there_is_no_room_between(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    for number in range(14):  # halving a gap of 1,024 leaves no room after ten times
        schedule.add_activity(
            actor=editor, program="harbor", change=ActivityChange(title=f"A{number}"), after="quay/pile", now=now
        )
    ids = [each.id for each in stored(harbor).activities]
    assert ids[2:16] == [f"a{number}" for number in reversed(range(14))]


def test_a_preview_writes_nothing(harbor: Row) -> None:
    found = preview_change(harbor, "quay/pile", ActivityChange(duration="7d"))
    assert plain(found.text) == (
        "Plan date of Harbor opens moves from 11 Mar to 13 Mar, +2 working days. P85 follows when you save."
    )
    assert [(move.id, move.days) for move in found.moves] == [("open", 2.0)]
    assert stored(harbor) == HARBOR


def test_an_unchanged_value_makes_no_revision(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    assert change(editor, now, title="Drive piles").announcement == "Nothing changed."
    revision = harbor.revision
    harbor.refresh_from_db()
    assert harbor.revision == revision
