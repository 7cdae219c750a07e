"""Work items that live here: added, changed, moved, removed; and back again."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError, StaleError
from pilotage.areas.people.models import Role
from pilotage.areas.programs.operations import editing
from pilotage.areas.work import operations as work
from pilotage.areas.work import queries
from pilotage.areas.work.models import GAP, Tracker
from pilotage.areas.work.models import WorkItem as Row
from pilotage.plan.vocabulary.work_items import StatusCategory, Transition
from tests.areas.work.scene import Yard, jira, yard
from tests.effort import effort

__all__ = ["yard"]


def order(yard: Yard) -> list[str]:
    rows = Row.objects.filter(program=yard.program)
    return [row.key for row in sorted(rows, key=lambda row: row.pk * GAP if row.rank is None else row.rank)]


def test_an_item_gets_a_key_and_begins_to_wait(yard: Yard) -> None:
    keys = [yard.add("Dredge"), yard.add("Moor", kind="story", points=3, due="2026-04-01", workstream="quay")]
    assert keys == ["HARB-1", "HARB-2"]
    row = yard.row("HARB-2")
    assert (row.status, row.category, row.native, row.points, row.due) == (
        "To do",
        "todo",
        True,
        3,
        dt.date(2026, 4, 1),
    )
    assert row.created == yard.now
    item = queries.load_items(yard.program.pk)[1]
    assert (item.logged, item.team, item.transitions) == (True, "Quay", ())


def test_a_prefix_is_not_that_of_an_imported_item(yard: Yard) -> None:
    yard.imported(jira("HARB-7"))
    assert yard.add() == "HARB2-1"


def test_a_change_of_state_lengthens_the_history(yard: Yard) -> None:
    key = yard.add()
    began = yard.now + dt.timedelta(days=1)
    for state in ("In progress", "Done", "In progress", "Done"):
        yard.wait(1)
        yard.change(key, status=state)
    item = queries.load_items(yard.program.pk)[0]
    assert [move.after for move in item.transitions] == ["In progress", "Done", "In progress", "Done"]
    assert item.transitions[0] == Transition(began, "To do", "In progress")
    assert (item.started, item.resolved, item.status_category) == (began, yard.now, StatusCategory.DONE)


def test_what_is_taken_up_again_is_open(yard: Yard) -> None:
    key = yard.add(status="Done")
    assert yard.row(key).resolved == yard.now
    yard.change(key, status="To do")
    assert (yard.row(key).resolved, yard.row(key).category) == (None, "todo")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x" * 2_001}, "title"),
        ({"points": -1}, "points"),
        ({"points": float("nan")}, "points"),
        ({"due": "soon"}, "due"),
        ({"service_class": "gold"}, "service_class"),
        ({"status": "Nowhere"}, "status"),
        ({"workstream": "none"}, "workstream"),
        ({"parent": "none"}, "parent"),
        ({"rank": 1}, "rank"),
        ({"description": "a\x00b"}, "description"),
    ],
)
def test_a_wrong_value_is_refused_in_its_field(yard: Yard, fields: dict[str, Any], field: str) -> None:
    key = yard.add()
    before = yard.everything()
    with pytest.raises(InvalidError) as caught:
        yard.change(key, **fields)
    assert caught.value.problems[0].entity == field
    assert yard.everything() == before


def test_a_long_title_with_markup_stays_as_it_is(yard: Yard) -> None:
    title = "<b>Moor</b> " + "x" * 980
    assert yard.row(yard.add(title)).title == title


def test_parents_make_no_circle(yard: Yard) -> None:
    epic, story, task = yard.add(kind="epic"), yard.add(kind="story"), yard.add()
    yard.change(story, parent=epic)
    yard.change(task, parent=story)
    with pytest.raises(InvalidError, match=f"{epic} > {task} > {story} > {epic}"):
        yard.change(epic, parent=task)
    with pytest.raises(InvalidError, match="circle"):
        yard.change(epic, parent=epic)


def test_a_stale_change_shows_both_values_and_who_was_first(yard: Yard, editor: Actor) -> None:
    key = yard.add("Dredge")
    work.change_items(
        actor=editor,
        program="harbor",
        changes=[work.ItemChange(keys=(key,), fields={"title": "Dredge deep"})],
        now=yard.now,
    )
    with pytest.raises(StaleError) as caught:
        yard.change(key, title="Dredge now", versions={key: 1})
    conflict = caught.value.conflict
    assert (conflict.id, conflict.version, conflict.changed_by) == (key, 2, "Edgar")
    assert (conflict.fields["title"].yours, conflict.fields["title"].theirs) == ("Dredge now", "Dredge deep")
    with pytest.raises(StaleError):
        yard.move(key, "Done", version=1)
    assert yard.row(key).status == "To do"


def test_an_item_that_somebody_removed_says_who(yard: Yard, editor: Actor) -> None:
    key = yard.add()
    work.remove_items(actor=editor, program="harbor", keys=[key], now=yard.now)
    with pytest.raises(NotFoundError, match=f"{key} was removed by Edgar on 2026-03-02 at 09:00"):
        yard.move(key, "Done")


def test_items_are_put_in_order(yard: Yard) -> None:
    a, b, c = (yard.add(name) for name in "abc")
    yard.move(c, "To do", before=a)
    assert order(yard) == [c, a, b]
    yard.move(c, "To do", after=b)
    assert order(yard) == [a, b, c]
    for _ in range(60):  # more often than a gap can be halved
        yard.move(b, "To do", after=a)
        yard.move(c, "To do", after=a)
    assert order(yard) == [a, c, b]


def test_an_imported_item_keeps_its_place_among_ours(yard: Yard) -> None:
    yard.imported(jira("J-1"), jira("J-2"))
    key = yard.add()
    yard.move(key, "Open", before="J-2")
    assert order(yard) == ["J-1", key, "J-2"]


def test_an_import_leaves_our_own_fields_alone(yard: Yard) -> None:
    yard.imported(jira("J-1"))
    yard.change("J-1", workstream="quay", service_class="expedite", activity="moor", description="Mind the crane")
    yard.move("J-1", "Open", before=yard.add())
    ours = [getattr(yard.row("J-1"), name) for name in ("workstream", "service_class", "activity", "rank")]
    yard.imported(jira("J-1", title="Moor again", assignee="Ada"))
    row = yard.row("J-1")
    assert [row.workstream, row.service_class, row.activity, row.rank] == ours
    assert (row.title, row.assignee, row.description) == ("Moor again", "Ada", "Mind the crane")


def test_a_tracker_s_fields_are_its_own_until_pilotage_is_their_home(yard: Yard) -> None:
    yard.imported(jira("J-1"), jira("J-2", status="Closed", status_category=StatusCategory.DONE))
    with pytest.raises(ConflictError, match="J-1 lives in its tracker: change its status there"):
        yard.move("J-1", "Closed")
    with pytest.raises(ConflictError, match="lives in its tracker"):
        work.remove_items(keys=["J-1"], **yard.on)
    ours = yard.add()
    yard.move(ours, "Closed")
    work.take_over(**yard.on)
    yard.move("J-1", "Closed")
    assert yard.row("J-1").category == "done"
    yard.undo()
    yard.undo()
    with pytest.raises(ConflictError, match="lives in its tracker"):
        yard.move("J-1", "Closed")


def test_every_change_can_be_taken_back(yard: Yard) -> None:
    acts: list[Callable[[], object]] = [
        lambda: yard.add("Moor"),
        lambda: yard.change("HARB-1", title="Dredge deep", points=5, due="2026-05-01", workstream="crane"),
        lambda: yard.change("HARB-1", status="In progress"),
        lambda: yard.change("HARB-1", status="Done", assignee="Ada"),
        lambda: yard.move("HARB-1", "In review", after="HARB-2"),
        lambda: work.remove_items(keys=["HARB-1", "HARB-2"], **yard.on),
    ]
    yard.add("Dredge")
    states = []
    for act in acts:
        yard.wait(1)
        states.append(yard.everything())
        act()
    for state in reversed(states):
        assert yard.everything() != state
        yard.undo()
        assert yard.everything() == state


def test_a_change_is_not_taken_back_over_a_later_one(yard: Yard, editor: Actor) -> None:
    key = yard.add()
    yard.change(key, title="Mine")
    theirs = work.ItemChange(keys=(key,), fields={"title": "Theirs"})
    work.change_items(actor=editor, program="harbor", changes=[theirs], now=yard.now)
    with pytest.raises(ConflictError, match="changed again since"):
        yard.undo()
    assert yard.row(key).title == "Theirs"


def test_ten_thousand_items_change_at_once_and_back(yard: Yard) -> None:
    yard.imported(*(jira(f"J-{n}") for n in range(10_000)))
    work.take_over(**yard.on)
    before = yard.everything()
    generation = Tracker.objects.get().generation
    with effort() as spent:
        yard.change(*(f"J-{n}" for n in range(10_000)), status="Done", assignee="Ada")
    assert spent.calls < 10_000 * 75
    assert Row.objects.filter(category="done", assignee="Ada", resolved=yard.now).count() == 10_000
    assert Tracker.objects.get().generation > generation
    assert AuditEntry.objects.filter(verb="work_items.changed").count() == 1
    assert queries.load_items(yard.program.pk)[7].transitions[-1].after == "Done"
    yard.undo()
    assert yard.everything() == before


def test_all_or_nothing(yard: Yard) -> None:
    yard.imported(jira("J-1"))
    key = yard.add()
    before = yard.everything()
    with pytest.raises(ConflictError):
        yard.change(key, "J-1", title="Both")
    assert yard.everything() == before


def test_an_import_that_removes_what_it_lacks_spares_items_of_ours(yard: Yard) -> None:
    yard.imported(jira("J-1"))
    yard.add()
    with editing(needs=Role.EDITOR, **yard.on) as edit:
        work.remove_missing(edit=edit, keys=["J-2"])
    assert [row.key for row in Row.objects.all()] == ["HARB-1"]
