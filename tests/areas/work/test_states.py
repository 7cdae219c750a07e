"""What the states of a tracker mean: guessed, chosen, taken back."""

import datetime as dt

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError, StaleError
from pilotage.areas.flow.queries.items import work_of
from pilotage.areas.flow.queries.states import states_of
from pilotage.areas.people.models import Role
from pilotage.areas.programs.models import Program
from pilotage.areas.programs.operations import editing
from pilotage.areas.sync.operations import undo_last_change
from pilotage.areas.work.operations import choose_states, save_items
from pilotage.areas.work.queries import tracker
from pilotage.plan.vocabulary.work_items import StatusCategory, Transition, WorkItem

AT = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)


def way(key: str, *states: str) -> WorkItem:
    """An item that was created in the first state and moved on a day later each."""
    days = [AT + dt.timedelta(days=day) for day in range(len(states))]
    moves = tuple(
        Transition(at, before, after) for at, before, after in zip(days[1:], states, states[1:], strict=False)
    )
    return WorkItem(key=key, title=key, status=states[-1], created=AT, transitions=moves, category_guessed=True)


@pytest.fixture
def stored(program: Program, owner: Actor, now: dt.datetime) -> Program:
    items = [way("A-1", "Open", "Parked"), way("A-2", "Open", "Mooring", "Parked"), way("A-3", "Open")]
    with editing(actor=owner, program="harbor", needs=Role.EDITOR, now=now) as edit:
        save_items(edit=edit, items=items)
    return program


def categories(actor: Actor) -> dict[str, tuple[str, bool, int]]:
    found = states_of(actor=actor, program="harbor").states
    return {state.name: (state.category.value, state.guessed, state.items) for state in found}


def test_guesses_are_shown_until_somebody_chooses(
    stored: Program, editor: Actor, viewer: Actor, now: dt.datetime
) -> None:
    assert categories(viewer)["Parked"] == ("todo", True, 2)
    version = choose_states(actor=editor, program="harbor", version=1, chosen={"Parked": "done"}, now=now)
    assert categories(viewer)["Parked"] == ("done", False, 2)
    assert states_of(actor=viewer, program="harbor").version == version == 2
    work = {item.key: item for item in work_of(stored.pk).items}
    assert work["A-2"].status_category is StatusCategory.DONE
    assert work["A-2"].resolved == AT + dt.timedelta(days=2)
    assert work["A-3"].resolved is None


def test_a_choice_is_one_act_that_can_be_undone(stored: Program, editor: Actor, now: dt.datetime) -> None:
    choose_states(actor=editor, program="harbor", version=None, chosen={"Parked": "done"}, now=now)
    choose_states(actor=editor, program="harbor", version=None, chosen={"Parked": "doing", "Mooring": "todo"}, now=now)
    undone = undo_last_change(actor=editor, program="harbor", now=now)
    assert undone.announcement == "Undone: chose what states of work items mean: Parked, Mooring."
    assert tracker(stored.pk).chosen == {"Parked": "done"}
    undo_last_change(actor=editor, program="harbor", now=now)
    assert tracker(stored.pk).chosen == {}


def test_an_undo_does_not_overrule_somebody_else(
    stored: Program, editor: Actor, owner: Actor, now: dt.datetime
) -> None:
    choose_states(actor=editor, program="harbor", version=None, chosen={"Parked": "done"}, now=now)
    choose_states(actor=owner, program="harbor", version=None, chosen={"Parked": "doing"}, now=now)
    with pytest.raises(ConflictError, match="Parked"):
        undo_last_change(actor=editor, program="harbor", now=now)


def test_what_was_computed_from_the_old_choice_is_out_of_date(stored: Program, editor: Actor, now: dt.datetime) -> None:
    before = tracker(stored.pk).generation
    choose_states(actor=editor, program="harbor", version=None, chosen={"Parked": "done"}, now=now)
    chosen = tracker(stored.pk).generation
    undo_last_change(actor=editor, program="harbor", now=now)
    assert before < chosen < tracker(stored.pk).generation


def test_the_same_choice_again_changes_nothing(stored: Program, editor: Actor, now: dt.datetime) -> None:
    choose_states(actor=editor, program="harbor", version=None, chosen={"Parked": "done"}, now=now)
    before = Program.objects.get(pk=stored.pk).revision
    assert choose_states(actor=editor, program="harbor", version=2, chosen={"Parked": "done"}, now=now) == 2
    assert Program.objects.get(pk=stored.pk).revision == before


def test_refusals(stored: Program, editor: Actor, viewer: Actor, stranger: Actor, now: dt.datetime) -> None:
    with pytest.raises(InvalidError, match="“Sunk”"):
        choose_states(actor=editor, program="harbor", version=1, chosen={"Sunk": "done"}, now=now)
    with pytest.raises(InvalidError, match="todo, doing or done"):
        choose_states(actor=editor, program="harbor", version=1, chosen={"Open": "afloat"}, now=now)
    with pytest.raises(NotAllowedError):
        choose_states(actor=viewer, program="harbor", version=1, chosen={"Open": "done"}, now=now)
    with pytest.raises(NotFoundError):
        states_of(actor=stranger, program="harbor")
    choose_states(actor=editor, program="harbor", version=1, chosen={"Open": "done"}, now=now)
    with pytest.raises(StaleError) as stale:
        choose_states(actor=editor, program="harbor", version=1, chosen={"Open": "doing"}, now=now)
    assert stale.value.conflict.changed_by == "Edgar"
