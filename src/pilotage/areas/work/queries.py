"""Reading work items: as columns, and whole."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, TextField
from django.db.models.functions import Cast

from pilotage.areas.actor import Actor
from pilotage.areas.programs.queries import visible
from pilotage.areas.work import rules
from pilotage.areas.work.models import Tracker, WorkItem
from pilotage.plan.vocabulary import work_items

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


def stored(program_id: int) -> dict[str, tuple[Any, ...]]:
    """Every item of a program: key to the values of ``rules.COLUMNS``. One query."""
    rows = WorkItem.objects.filter(program_id=program_id).order_by("id").values_list("key", *rules.COLUMNS)
    return {key: tuple(values) for key, *values in rows.iterator(chunk_size=2_000)}


def count(program_id: int) -> int:
    return WorkItem.objects.filter(program_id=program_id).count()


def tracker(program_id: int) -> Tracker:
    """What holds for all items of a program; an unsaved one where nothing was ever stored. One query."""
    return Tracker.objects.filter(program_id=program_id).first() or Tracker(program_id=program_id)


def load_items(program_id: int) -> tuple[work_items.WorkItem, ...]:
    """Every item of a program as it was imported, in the order of the import. One query.

    Dates and details come as the text that the database holds: Django's own converters take four times as long.
    """
    texts = {f"{name}_text": Cast(name, TextField()) for name in rules.TEXTS}
    names = [f"{name}_text" if name in rules.TEXTS else name for name in ("key", *rules.COLUMNS)]
    rows = WorkItem.objects.filter(program_id=program_id).order_by("id").annotate(**texts).values_list(*names)
    return rules.items(list(rows))
