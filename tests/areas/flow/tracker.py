"""Three teams' work items of two years, with milestones, that the tests of the flow area and of its API share."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.flow.queries.items import memory
from pilotage.areas.people.models import Role
from pilotage.areas.programs.models import Program
from pilotage.areas.programs.operations import editing
from pilotage.areas.work.operations import remove_missing, save_items
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem

START = dt.datetime(2024, 1, 1, 9, tzinfo=dt.UTC)
WEEKS = 112
LAST = dt.date(2026, 2, 22)
"""The last day that the items tell of; the clock of the tests stands on 2 March 2026."""


@cache
def tracker(seed: int = 1) -> tuple[WorkItem, ...]:
    """Teams Core and Quay finish six and three items a week; a milestone ends every eighth week."""
    draw = np.random.default_rng(seed)
    found: list[WorkItem] = []
    for team, rate in (("Core", 6.0), ("Quay", 3.0)):
        for week in range(WEEKS):
            for day in draw.integers(0, 7, draw.poisson(rate)):
                done = 7 * week + int(day)
                found.append(_item(f"{team}-{len(found)}", team, week, max(0, done - int(draw.integers(2, 30))), done))
        found += [_item(f"{team}-{len(found) + n}", team, WEEKS - 1, 7 * WEEKS - 40 - n, None) for n in range(15)]
    return tuple(found)


def _item(key: str, team: str, week: int, created: int, done: int | None) -> WorkItem:
    resolved = None if done is None else START + dt.timedelta(days=done, minutes=len(key))
    return WorkItem(
        key=key,
        title=f"Item {key}",
        kind="Story",
        project="HARBOR",
        team=team,
        status="Done" if done is not None else "Open",
        status_category=StatusCategory.TODO if done is None else StatusCategory.DONE,
        created=START + dt.timedelta(days=created),
        started=None if done is None else START + dt.timedelta(days=max(created, done - 3)),
        resolved=resolved,
        versions=(f"{team} {week // 8 + 1}",),
    )


def until(items: Sequence[WorkItem], day: dt.date) -> list[WorkItem]:
    """The items as an export of that day had them."""
    end = dt.datetime.combine(day, dt.time(23, 59), dt.UTC)
    return [
        item
        if item.resolved is None or item.resolved <= end
        else WorkItem(
            key=item.key,
            title=item.title,
            kind=item.kind,
            project=item.project,
            team=item.team,
            status="Open",
            created=item.created,
            versions=item.versions,
        )
        for item in items
        if item.created is not None and item.created <= end
    ]


def store(items: Sequence[WorkItem], actor: Actor, now: dt.datetime) -> None:
    """In the place of all items that program ``harbor`` has."""
    with editing(actor=actor, program="harbor", needs=Role.EDITOR, now=now) as edit:
        save_items(edit=edit, items=items)
        remove_missing(edit=edit, keys=[item.key for item in items])


@pytest.fixture
def tracked(program: Program, owner: Actor, now: dt.datetime) -> Program:
    """Program ``harbor`` with the items of `tracker`."""
    store(tracker(), owner, now)
    return program


@pytest.fixture(autouse=True)
def no_memory() -> Iterator[None]:
    """Keys of programs come again in each test."""
    memory().work.clear()
    memory().learned.clear()
    yield
    memory().work.clear()
    memory().learned.clear()
