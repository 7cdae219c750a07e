"""From work items to days."""

import datetime as dt

import pytest

from pilotage.plan.flow.items.history import (
    By,
    Sufficiency,
    date_of,
    histories,
    known_then,
    number_of,
    one_history,
    sufficiency,
)
from pilotage.plan.vocabulary.work_items import Period, ScopeChange, SprintChange, Transition, WorkItem
from tests.plan.flow.made import START, item, team_items

TODAY = START.date() + dt.timedelta(weeks=220)


def test_days_have_numbers() -> None:
    assert number_of(dt.date(1970, 1, 2)) == 1
    assert date_of(number_of(TODAY)) == TODAY


def test_teams_where_there_are_teams_else_projects() -> None:
    teams = [item("A-1", 0, 3, "core"), item("A-2", 0, 4, "web"), item("A-3", 0, 4, None)]
    assert [each.name for each in histories(teams).asked] == ["", "core", "web"]
    projects = [item("A-1", 0, 3, None, project="P"), item("A-2", 0, None, None, project="Q")]
    found = histories(projects).asked
    assert [(each.name, each.done, each.open) for each in found] == [("P", 1, 0), ("Q", 0, 1)]
    assert found[1].days is None
    assert len(histories(projects, by=By.ALL).asked) == 1


def test_as_of_knows_nothing_later() -> None:
    items = [item("A-1", 0, 3), item("A-2", 0, 30), item("A-3", 20, None), item("A-4", None, 30)]
    found = histories(items, as_of=START.date() + dt.timedelta(days=10)).asked[0]
    assert (found.items, found.done, found.open) == (2, 1, 1)


def test_a_history_is_found_by_name() -> None:
    items = [item("A-1", 0, 3, "Core", kind="Bug", components=("db",)), item("A-2", 0, 4, "Web", kind="Bug")]
    found = {name: one_history(items, name) for name in ("core", "DB", "bug", "nobody", None)}
    assert [each.done if each else None for each in found.values()] == [1, 1, 2, None, 2]


@pytest.mark.parametrize(
    ("items", "state"),
    [
        ([item("A-1", 0, None)], Sufficiency.EMPTY),
        (team_items("core", weeks=20), Sufficiency.SHORT),
        (team_items("core", weeks=200), Sufficiency.THIN),  # nothing in the last 20 weeks
        (team_items("core", weeks=220), Sufficiency.ENOUGH),
    ],
)
def test_too_little_history_is_a_state(items: list[WorkItem], state: Sufficiency) -> None:
    history = one_history(items, None)
    assert history is not None
    origin = START.date() + dt.timedelta(weeks=20) if state is Sufficiency.SHORT else TODAY
    assert sufficiency(history, origin) is state


def test_arrivals_are_known_only_where_open_items_are_there_too() -> None:
    """An export of finished items only would tell at any origin what will be finished."""
    whole = one_history(team_items("core"), None)
    finished = one_history([each for each in team_items("core") if each.resolved is not None], None)
    assert [each.days.arrived is not None for each in (whole, finished) if each and each.days] == [True, False]


def test_what_happens_to_an_item_later_is_unknown() -> None:
    at = [START + dt.timedelta(days=day) for day in range(30)]
    moves = (Transition(at[2], "Open", "Doing"), Transition(at[12], "Doing", "Done"))
    scopes = (ScopeChange(at[1], "one"), ScopeChange(at[11], "one", added=False), ScopeChange(at[12], "two"))
    blocks = (Period(at[3], at[4]), Period(at[9], at[14]), Period(at[20]))
    sprints = (SprintChange(at[5], "S1"), SprintChange(at[15], "S2"))
    whole = item(
        "A-1", 0, 12, started=at[2], transitions=moves, scopes=scopes, blocks=blocks, sprint_moves=sprints,
        versions=("two",), logged=True,
    )  # fmt: skip
    (then,) = known_then([whole], at[10].date())
    assert (then.resolved, then.started, then.transitions, then.scopes) == (None, at[2], moves[:1], scopes[:1])
    assert (then.blocks, then.sprint_moves, then.versions) == ((blocks[0], Period(at[9])), sprints[:1], ("one",))
    (early,) = known_then([whole], at[1].date())
    assert (early.started, early.transitions, early.blocks) == (None, (), ())
    assert list(known_then([whole], at[29].date())) == [whole]
