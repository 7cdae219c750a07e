"""States of a tracker: what they mean, and what follows when people say otherwise."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.plan.flow.items.states import State, category_of, is_blocked, recategorize, reopenings, states
from pilotage.plan.vocabulary.work_items import StatusCategory, Transition, WorkItem
from tests.plan.flow.made import START, item

TODO, DOING, DONE = StatusCategory.TODO, StatusCategory.DOING, StatusCategory.DONE


def at(day: float) -> dt.datetime:
    return START + dt.timedelta(days=day)


def way(*names: str) -> tuple[Transition, ...]:
    """One move a day, the first on day 1."""
    return tuple(Transition(at(day), before, after) for day, (before, after) in enumerate(pairwise(names), 1))


def named(found: Sequence[State]) -> dict[str, State]:
    return {state.name: state for state in found}


@pytest.mark.parametrize(
    ("word", "category"),
    [
        ("In Progress", DOING),
        ("IN_PROGRESS", DOING),
        ("in-progress", DOING),
        ("Won’t  Do", DONE),
        ("To Do", TODO),
        ("Simmering", None),
    ],
)
def test_words_that_everybody_means_alike(word: str, category: StatusCategory | None) -> None:
    assert category_of(word) is category


def test_a_blocked_state_is_one_of_waiting() -> None:
    assert is_blocked("On hold")
    assert not is_blocked("In Progress")


def test_the_tracker_says_then_the_word_then_the_dates() -> None:
    found = named(
        states(
            [
                item("A-1", 0, None, status="Simmering", status_category=DOING),
                item("A-2", 3, None, status="Parked", category_guessed=True),
                item("A-3", 0, 9, status="Eaten", transitions=way("Ordered", "Plated", "Closed", "Eaten")),
            ]
        )
    )
    told = {name: (state.category, state.guessed) for name, state in found.items()}
    assert told == {
        "Parked": (TODO, True),
        "Ordered": (TODO, True),
        "Simmering": (DOING, False),
        "Plated": (DOING, True),
        "Closed": (DONE, False),
        "Eaten": (DONE, False),
    }
    assert list(found) == ["Ordered", "Parked", "Plated", "Simmering", "Closed", "Eaten"]
    assert (found["Parked"].items, found["Parked"].first, found["Parked"].examples) == (1, at(3).date(), ("A-2",))
    assert (found["Plated"].items, found["Plated"].moves, found["Plated"].first) == (0, 1, at(1).date())


def test_a_chosen_category_moves_start_and_finish() -> None:
    one = item(
        "A-1", 0, 3, status="Accepted", started=at(1), transitions=way("Open", "In Progress", "Testing", "Accepted")
    )
    early = recategorize([one], {"testing": DONE, "Accepted": DONE})[0]
    assert (early.resolved, early.started, early.status_category) == (at(2), at(1), DONE)
    late = recategorize([one], {"In Progress": TODO})[0]
    assert (late.started, late.resolved) == (at(2), at(3))
    opened = recategorize([one], {"Accepted": DOING})[0]
    assert (opened.status_category, opened.resolved, opened.category_guessed) == (DOING, None, False)


def test_without_changes_of_state_only_the_finish_goes() -> None:
    one = item("A-1", 0, 9, status="Parked", started=at(2), category_guessed=True)
    opened = recategorize([one], {"Parked": DOING})[0]
    assert (opened.started, opened.resolved, opened.category_guessed) == (at(2), None, False)
    assert recategorize([one], {"Parked": DONE})[0].resolved == one.resolved


def test_work_that_is_begun_when_it_is_created() -> None:
    one = item("A-1", 0, None, status="B", status_category=TODO, transitions=way("A", "B"))
    assert recategorize([one], {"A": DOING})[0].started == at(0)
    assert recategorize([one], {"A": TODO, "B": TODO})[0].started is None


def test_reopenings_are_dated() -> None:
    back = item("A-1", 0, 5, status="Closed", transitions=way("Open", "Closed", "Open", "Closed", "Resolved"))
    assert reopenings([back, item("A-2", 0, 3, status="Closed")]) == {"A-1": (at(2),)}


NAMES = ("Open", "Parked", "In QA", "Plated", "Closed")


@st.composite
def drawn_items(draw: st.DrawFn) -> list[WorkItem]:
    made = []
    for number in range(draw(st.integers(0, 6))):
        names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4))
        category = draw(st.sampled_from(StatusCategory))
        done = len(names) if category is DONE and draw(st.booleans()) else None
        more = {"status": names[-1], "transitions": way(*names), "category_guessed": draw(st.booleans())}
        made.append(item(f"A-{number}", 0, done, **{**more, "status_category": category}))
    return made


CHOICES = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(StatusCategory))


@given(items=drawn_items(), chosen=CHOICES)
def test_what_was_chosen_holds_and_stays(items: list[WorkItem], chosen: dict[str, StatusCategory]) -> None:
    once = recategorize(items, chosen)
    assert recategorize(once, chosen) == once
    assert [each.key for each in once] == [each.key for each in items]
    for before, after in zip(items, once, strict=True):
        assert after.status_category is chosen.get(before.status, before.status_category)
        if not chosen.keys() & {
            before.status,
            *(name for move in before.transitions for name in (move.before, move.after)),
        }:
            assert after is before
    told = named(states(once))
    assert all(
        told[name].category is category
        for name, category in chosen.items()
        if told.get(name, None) and told[name].items
    )


@given(items=drawn_items())
def test_every_item_is_in_one_state(items: list[WorkItem]) -> None:
    found = states(items)
    assert sum(state.items for state in found) == len(items)
    assert sum(state.moves for state in found) == sum(len(each.transitions) for each in items)
    assert len({state.name for state in found}) == len(found)
