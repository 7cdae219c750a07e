"""Sprints of our own as they are stored, with what is in them."""

import datetime as dt
from typing import Any

import msgspec

from pilotage.areas.work.models import Sprint, WorkItem
from pilotage.areas.work.queries.scope import scope

MOST_ITEMS = 2_000


class SprintItem(msgspec.Struct, frozen=True, kw_only=True):
    """``committed``: it was in the sprint when that began; ``moved``: it was, and is not any more."""

    key: str
    title: str
    status: str
    category: str
    assignee: str
    points: float | None
    committed: bool
    moved: bool = False


class StoredSprint(msgspec.Struct, frozen=True, kw_only=True):
    """A sprint with its items; of a closed one ``outcomes`` say where each went that was not done, and why."""

    code: str
    title: str
    goal: str
    start: dt.date
    finish: dt.date
    state: str
    version: int
    committed: int
    committed_points: float
    outcomes: tuple[dict[str, str], ...]
    items: tuple[SprintItem, ...]


def sprints_of(program_id: int, workstream: str) -> tuple[StoredSprint, ...]:
    """Those of a workstream, oldest first. Three queries."""
    rows = list(Sprint.objects.filter(program_id=program_id, workstream=workstream))
    keys = {each["key"] for row in rows for each in row.committed}
    found = WorkItem.objects.filter(program_id=program_id)
    fields = ("key", "title", "status", "category", "assignee", "points", "sprint")
    inside = list(found.filter(sprint__in=[row.code for row in rows]).order_by("rank", "id").values(*fields))
    known = {item["key"]: item for item in inside}
    known |= {item["key"]: item for item in found.filter(key__in=keys - known.keys()).values(*fields)}
    return tuple(_stored(row, inside, known) for row in rows)


def backlog_of(program_id: int, workstream: str) -> tuple[SprintItem, ...]:
    """Items of a workstream that are not done and in no sprint of ours, in the order that people gave them."""
    rows = WorkItem.objects.filter(scope(program_id, workstream), program_id=program_id, sprint="")
    ordered = rows.exclude(category="done").order_by("rank", "id")[:MOST_ITEMS]
    fields = ("key", "title", "status", "category", "assignee", "points")
    return tuple(SprintItem(**item, committed=False) for item in ordered.values(*fields))


def _stored(row: Sprint, inside: list[dict[str, Any]], known: dict[str, dict[str, Any]]) -> StoredSprint:
    committed = {each["key"]: each["points"] or 0.0 for each in row.committed}
    here = [item for item in inside if item["sprint"] == row.code]
    gone = [known[key] for key in committed if key in known and known[key]["sprint"] != row.code]
    return StoredSprint(
        code=row.code,
        title=row.title,
        goal=row.goal,
        start=row.start,
        finish=row.finish,
        state=row.state,
        version=row.version,
        committed=len(committed),
        committed_points=sum(committed.values()),
        outcomes=tuple(row.outcomes),
        items=tuple(
            SprintItem(
                **{name: value for name, value in item.items() if name != "sprint"},
                committed=item["key"] in committed,
                moved=moved,
            )
            for group, moved in ((here, False), (gone, True))
            for item in group
        ),
    )
