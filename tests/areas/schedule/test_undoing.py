"""What each change leaves in the trail is enough to take it back."""

import datetime as dt

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.errors import ConflictError
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.risks import operations as risks
from pilotage.areas.schedule import operations as schedule
from pilotage.areas.schedule.rules.changes import ActivityChange
from pilotage.areas.sync import operations as sync
from tests.areas.schedule.harbor import HARBOR
from tests.areas.schedule.test_editing import OPERATIONS, change, stored

UNDOABLE = [name for name in OPERATIONS if name != "baseline"]


@pytest.mark.parametrize("name", UNDOABLE)
def test_undo_takes_an_edit_back(name: str, harbor: Row, editor: Actor, now: dt.datetime) -> None:
    OPERATIONS[name][0](editor, now)
    assert stored(harbor) != HARBOR
    sync.undo_last_change(actor=editor, program="harbor", now=now)
    assert stored(harbor).dependencies == HARBOR.dependencies or name in ("remove", "unlink")
    assert set(stored(harbor).dependencies) == set(HARBOR.dependencies)
    assert stored(harbor).activities == HARBOR.activities


def test_undo_stops_at_a_later_change_of_the_same_field(
    harbor: Row, editor: Actor, owner: Actor, now: dt.datetime
) -> None:
    change(editor, now, duration="7d")
    change(owner, now, version=2, duration="9d")
    with pytest.raises(ConflictError):
        sync.undo_last_change(actor=editor, program="harbor", now=now)


def test_undo_leaves_other_fields_as_they_are(harbor: Row, editor: Actor, owner: Actor, now: dt.datetime) -> None:
    change(editor, now, duration="7d")
    change(owner, now, version=2, title="Piles")
    sync.undo_last_change(actor=editor, program="harbor", now=now)
    pile = stored(harbor).activities[1]
    assert (pile.title, pile.estimate) == ("Piles", HARBOR.activities[1].estimate)


def test_an_added_activity_that_was_linked_since_stays(
    harbor: Row, editor: Actor, owner: Actor, now: dt.datetime
) -> None:
    schedule.add_activity(actor=editor, program="harbor", change=ActivityChange(title="Lights"), now=now)
    schedule.add_dependency(actor=owner, program="harbor", predecessor="lights", successor="open", now=now)
    with pytest.raises(ConflictError):
        sync.undo_last_change(actor=editor, program="harbor", now=now)


def test_undo_takes_register_and_contracts_back(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    risks.remove_risk(actor=editor, program="harbor", risk="R-01", version=1, now=now)
    sync.undo_last_change(actor=editor, program="harbor", now=now)
    assert stored(harbor).risks == HARBOR.risks
    risks.change_contract(
        actor=editor, program="harbor", contract="C-01", version=1, fields={"promise": "2026-03-09"}, now=now
    )
    sync.undo_last_change(actor=editor, program="harbor", now=now)
    assert stored(harbor).contracts == HARBOR.contracts
