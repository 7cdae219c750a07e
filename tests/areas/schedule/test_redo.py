"""Doing again what was undone."""

import datetime as dt
from typing import Any

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.errors import ConflictError
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.schedule.operations.editing import edit_plan
from pilotage.areas.schedule.rules.changes import ActivityChange
from pilotage.areas.schedule.rules.drafting.vocabulary import AddActivity
from pilotage.areas.sync import operations as sync
from tests.areas.schedule.test_editing import OPERATIONS, change, stored

UNDOABLE = [name for name in OPERATIONS if name != "baseline"]


def undo(actor: Actor, now: dt.datetime) -> str:
    return sync.undo_last_change(actor=actor, program="harbor", now=now).announcement


def redo(actor: Actor, now: dt.datetime) -> str:
    return sync.redo_last_change(actor=actor, program="harbor", now=now).announcement


@pytest.mark.parametrize("name", UNDOABLE)
def test_redo_does_an_edit_again(name: str, harbor: Row, editor: Actor, now: dt.datetime) -> None:
    OPERATIONS[name][0](editor, now)
    done = stored(harbor)
    undo(editor, now)
    said = redo(editor, now)
    assert said.startswith("Done again: ")
    assert stored(harbor).activities == done.activities
    assert set(stored(harbor).dependencies) == set(done.dependencies)


def test_several_are_done_again_in_their_order(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    change(editor, now, duration="7d")
    change(editor, now, version=2, duration="9d")
    done = stored(harbor)
    undo(editor, now)
    undo(editor, now)
    redo(editor, now)
    redo(editor, now)
    assert stored(harbor).activities == done.activities
    with pytest.raises(ConflictError):
        redo(editor, now)


def test_a_new_change_of_ones_own_clears_what_could_be_done_again(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    change(editor, now, duration="7d")
    undo(editor, now)
    change(editor, now, version=3, title="Piles")
    with pytest.raises(ConflictError):
        redo(editor, now)
    undo(editor, now)
    redo(editor, now)
    assert stored(harbor).activities[1].title == "Piles"
    with pytest.raises(ConflictError):
        redo(editor, now)


def test_redo_stops_at_what_somebody_else_changed(harbor: Row, editor: Actor, owner: Actor, now: dt.datetime) -> None:
    change(editor, now, duration="7d")
    undo(editor, now)
    change(owner, now, version=3, duration="9d")
    with pytest.raises(ConflictError):
        redo(editor, now)
    assert stored(harbor).activities[1].estimate is not None


def test_one_cannot_do_again_what_another_undid(harbor: Row, editor: Actor, owner: Actor, now: dt.datetime) -> None:
    change(editor, now, duration="7d")
    undo(editor, now)
    with pytest.raises(ConflictError):
        redo(owner, now)


def test_a_thousand_added_rows_are_undone_and_done_again_together(
    harbor: Row, editor: Actor, now: dt.datetime, django_assert_max_num_queries: Any
) -> None:
    first = stored(harbor).activities[1].id
    adds = [
        AddActivity(ref=f"#{n}", fields=ActivityChange(title=f"Pile {n}"), after=f"#{n - 1}" if n else first)
        for n in range(1000)
    ]
    edit_plan(actor=editor, program="harbor", changes=adds, now=now)
    done = [each.id for each in stored(harbor).activities]
    with django_assert_max_num_queries(60):
        undo(editor, now)
    assert len(stored(harbor).activities) == len(done) - 1000
    with django_assert_max_num_queries(120):
        redo(editor, now)
    assert [each.id for each in stored(harbor).activities] == done
