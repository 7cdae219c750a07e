"""A page of work items, and what holds for all of them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from pilotage.areas.actor import Actor
from pilotage.areas.programs.queries import visible
from pilotage.areas.work import rules
from pilotage.areas.work.models import Tracker, WorkItem

CATEGORIES = ("todo", "doing", "done")
COLUMNS = ("key", "title", "kind", "status", "category", "assignee", "created", "resolved", "url")
MOST_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class WorkItemPage:
    """``total`` and ``counts`` are of all items that fit the search, ``columns`` of the page."""

    total: int
    counts: dict[str, int]
    columns: dict[str, tuple[Any, ...]]


def page(*, actor: Actor, program: str, text: str, category: str, offset: int, limit: int) -> WorkItemPage:
    """Items whose key or title holds ``text``. ``counts`` do not heed ``category``. Four queries."""
    found = WorkItem.objects.filter(program=visible(actor=actor, program=program).program)
    if text:
        found = found.filter(Q(key__icontains=text) | Q(title__icontains=text) | Q(assignee__icontains=text))
    counts = dict.fromkeys(CATEGORIES, 0) | dict(found.order_by().values_list("category").annotate(n=Count("id")))
    if category:
        found = found.filter(category=category)
    rows = list(found.order_by("id").values_list(*COLUMNS)[offset : offset + min(limit, MOST_ROWS)])
    columns: dict[str, tuple[Any, ...]] = dict(zip(COLUMNS, zip(*rows, strict=True), strict=True)) if rows else {}
    return WorkItemPage(
        total=counts.get(category, 0) if category else sum(counts.values()),
        counts=counts,
        columns=columns or dict.fromkeys(COLUMNS, ()),
    )


def native_keys(program_id: int) -> frozenset[str]:
    """Keys of the items that were made here."""
    return frozenset(WorkItem.objects.filter(program_id=program_id, native=True).values_list("key", flat=True))


def stored(program_id: int) -> dict[str, tuple[Any, ...]]:
    """Every item of a program: key to the values of ``rules.COLUMNS``. One query."""
    rows = WorkItem.objects.filter(program_id=program_id).order_by("id").values_list("key", *rules.COLUMNS)
    return {key: tuple(values) for key, *values in rows.iterator(chunk_size=2_000)}


def count(program_id: int) -> int:
    return WorkItem.objects.filter(program_id=program_id).count()


def tracker(program_id: int) -> Tracker:
    """What holds for all items of a program; an unsaved one where nothing was ever stored. One query."""
    return Tracker.objects.filter(program_id=program_id).first() or Tracker(program_id=program_id)
