"""Boards: columns that follow from states, and limits that ask why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.areas.errors import InvalidError
from pilotage.areas.work import operations as work
from pilotage.areas.work.models import LimitExcess
from pilotage.areas.work.queries.board import board_of
from pilotage.areas.work.rules.boards import CATEGORIES, Column, StateCount, column_of, default_columns, placed
from pilotage.plan.vocabulary.work_items import StatusCategory
from tests.areas.work.scene import THREE, Yard, jira, yard

__all__ = ["yard"]

STATES = st.lists(
    st.builds(StateCount, st.text(min_size=1, max_size=8), st.sampled_from(CATEGORIES), st.integers(0, 9)),
    max_size=20,
    unique_by=lambda state: state.name,
)


@given(states=STATES)
def test_every_state_has_one_column(states: list[StateCount]) -> None:
    columns = default_columns(states)
    named = [name for column in columns for name in column.states]
    assert len(named) == len(set(named))
    assert not states or set(named) == {state.name for state in states}


@given(states=STATES)
def test_items_in_a_state_that_nobody_named_are_in_some_column(states: list[StateCount]) -> None:
    columns, lost = placed(THREE, states)
    assert [column.id for column in columns] == [column.id for column in THREE]
    for state in states:
        if state.items:
            assert column_of(columns, state.name) is not None
    known = {name for column in THREE for name in column.states}
    assert set(lost) == {state.name for state in states if state.items} - known


def open_excesses(yard: Yard) -> list[tuple[str, str, str]]:
    rows = LimitExcess.objects.filter(program=yard.program, resolved=None).order_by("id")
    return [(row.column, row.person, row.reason) for row in rows]


def test_a_full_column_asks_why_and_keeps_the_reason_until_there_is_room(yard: Yard) -> None:
    yard.board(*THREE)
    first, second, third = (yard.add(name) for name in "abc")
    yard.move(first, "In progress")
    yard.move(second, "In review")
    with pytest.raises(InvalidError, match="“Working” would hold 3 items; its limit is 2") as caught:
        yard.move(third, "In progress")
    assert [problem.id for problem in caught.value.problems] == ["wip-limit"]
    assert yard.row(third).status == "To do"
    yard.move(third, "In progress", reason="  The pilot waits ")
    assert open_excesses(yard) == [("work", "", "The pilot waits")]
    yard.move(third, "In review")  # inside the column
    assert len(open_excesses(yard)) == 1
    yard.move(first, "Done")
    assert open_excesses(yard) == []
    yard.move(second, "Done")
    yard.undo()
    assert open_excesses(yard) == []


def test_an_item_that_is_added_or_changed_in_bulk_is_held_to_the_limit_too(yard: Yard) -> None:
    yard.board(*THREE)
    keys = [yard.add(str(n)) for n in range(3)]
    with pytest.raises(InvalidError, match="limit is 2"):
        yard.change(*keys, status="In progress")
    yard.change(*keys[:2], status="In progress")
    with pytest.raises(InvalidError, match="limit is 2"):
        yard.add("One more", status="In review")
    yard.change(keys[0], title="Other")  # a change that puts nothing there is no matter of limits


def test_a_person_has_a_limit(yard: Yard) -> None:
    yard.board(*THREE, person_limit=1)
    first, second = (yard.add(name, assignee="Ada") for name in "ab")
    yard.move(first, "In progress")
    with pytest.raises(InvalidError, match="“Ada” would hold 2 items; its limit is 1"):
        yard.move(second, "In progress")
    yard.move(second, "In progress", fields={"assignee": "Ben"})
    with pytest.raises(InvalidError, match="“Ada”"):
        yard.change(second, assignee="Ada")


def test_a_workstream_s_board_counts_its_own_items_only(yard: Yard) -> None:
    yard.board(*THREE, workstream="quay")
    for name in "abc":
        yard.move(yard.add(name, workstream="crane"), "In progress")
    mine = [yard.add(name, workstream="quay") for name in "abc"]
    yard.move(mine[0], "In progress")
    yard.move(mine[1], "In progress")
    with pytest.raises(InvalidError, match="limit is 2"):
        yard.move(mine[2], "In progress")
    yard.change(mine[1], workstream="crane")
    yard.move(mine[2], "In progress")


def test_an_imported_item_belongs_to_the_workstream_that_its_team_is_called_like(yard: Yard) -> None:
    yard.imported(jira("J-1", team="Quay"), jira("J-2", project="Cranes"), jira("J-3", team="Elsewhere"))
    shown = {
        stream: board_of(actor=yard.actor, program="harbor", workstream=stream, now=yard.now).cards.key
        for stream in ("quay", "crane", "")
    }
    assert shown == {"quay": ("J-1",), "crane": ("J-2",), "": ("J-1", "J-2", "J-3")}
    yard.change("J-1", workstream="crane")
    view = board_of(actor=yard.actor, program="harbor", workstream="crane", now=yard.now)
    assert view.cards.key == ("J-1", "J-2")


def test_a_board_shows_what_was_finished_lately(yard: Yard) -> None:
    old, new = yard.add("a", status="Done"), yard.add("b")
    yard.wait(20)
    yard.move(new, "Done")
    view = board_of(actor=yard.actor, program="harbor", workstream="", now=yard.now)
    assert (view.cards.key, view.older) == ((new,), 1)
    assert old not in view.cards.key


def test_a_board_is_set_up_and_taken_back(yard: Yard) -> None:
    assert yard.board(*THREE, classes={"expedite": "One at a time"}) == 1
    assert yard.board(Column(id="all", title="All", states=("To do", "Shipped")), meanings={"Shipped": "done"}) == 2
    key = yard.add()
    yard.move(key, "Shipped")
    assert yard.row(key).category == StatusCategory.DONE.value
    for _ in range(3):
        yard.undo()
    view = board_of(actor=yard.actor, program="harbor", workstream="", now=yard.now)
    assert [column.title for column in view.columns] == ["Waiting", "Working", "Done"]
    yard.undo()
    assert board_of(actor=yard.actor, program="harbor", workstream="", now=yard.now).version == 0


def test_an_item_may_be_in_a_state_that_only_a_board_names(yard: Yard) -> None:
    yard.board(Column(id="a", title="A", states=("Idea",)), Column(id="b", title="B", states=("Afloat",)))
    key = yard.add()
    assert yard.row(key).status == "Idea"
    yard.move(key, "Afloat")
    assert yard.row(key).category == "done"
    with pytest.raises(InvalidError, match="no state “In progress”: Idea, Afloat"):
        yard.move(key, "In progress")


def test_nothing_changes_without_a_change(yard: Yard) -> None:
    key = yard.add()
    before = yard.row(key).version
    yard.change(key, title="Dredge")
    yard.move(key, "To do")
    assert yard.row(key).version == before
    assert work.take_over(**yard.on) == work.take_over(**yard.on)
