"""From work items to days."""

import datetime as dt

import pytest

from pilotage.plan.flow.history import By, Sufficiency, date_of, histories, number_of, one_history, sufficiency
from pilotage.plan.vocabulary.work_items import WorkItem
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
