"""Every work item of a program as columns: what the list groups, filters and edits."""

from typing import Any

import msgspec
from django.db.models import CharField, F
from django.db.models.functions import Cast, Coalesce, Substr

from pilotage.areas.actor import Actor
from pilotage.areas.programs.queries import visible
from pilotage.areas.work.models import GAP, Board, WorkItem
from pilotage.areas.work.queries.board import BoardBlocker, BoardStream, open_blockers, streams
from pilotage.areas.work.queries.home import PILOTAGE, home
from pilotage.areas.work.queries.listing import tracker
from pilotage.areas.work.queries.scope import meanings

_DAYS = ("created", "started", "resolved", "due")
_TABLE = (
    *("key", "title", "kind", "status", "category", "assignee", "priority", "points", "parent", "workstream"),
    *("service_class", "sprint", "activity", "version", "native"),
)


class ItemColumns(msgspec.Struct, frozen=True, kw_only=True):
    """Every column has one entry for each item, in people's order. Days are UTC; ``own``: Pilotage may change all of
    it.
    """

    key: tuple[str, ...]
    title: tuple[str, ...]
    kind: tuple[str, ...]
    status: tuple[str, ...]
    category: tuple[str, ...]
    assignee: tuple[str, ...]
    priority: tuple[str, ...]
    points: tuple[float | None, ...]
    parent: tuple[str, ...]
    workstream: tuple[str, ...]
    service_class: tuple[str, ...]
    sprint: tuple[str, ...]
    activity: tuple[str, ...]
    version: tuple[int, ...]
    own: tuple[bool, ...]
    created: tuple[str | None, ...]
    started: tuple[str | None, ...]
    resolved: tuple[str | None, ...]
    due: tuple[str | None, ...]


class ItemTable(msgspec.Struct, frozen=True, kw_only=True):
    """``states`` are all that an item may be in, with their category; ``home`` is where imported items live."""

    items: ItemColumns
    states: dict[str, str]
    home: str
    workstreams: tuple[BoardStream, ...]
    blockers: tuple[BoardBlocker, ...]
    revision: int


def table_of(*, actor: Actor, program: str) -> ItemTable:
    """All items. Seven queries."""
    row = visible(actor=actor, program=program).program
    lives = home(row.pk)
    days = {f"{name}_day": Substr(Cast(name, CharField()), 1, 10) for name in _DAYS}
    ordered = WorkItem.objects.filter(program=row).annotate(place=Coalesce("rank", F("id") * GAP), **days)
    names = (*_TABLE, *days)
    rows = list(ordered.order_by("place", "id").values_list(*names))
    found: dict[str, Any] = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(names, ())
    native = found.pop("native")
    items = ItemColumns(
        own=native if lives != PILOTAGE else (True,) * len(native),
        **{name.removesuffix("_day"): values for name, values in found.items()},
    )
    return ItemTable(
        items=items,
        states=meanings(row.pk, tracker(row.pk), list(Board.objects.filter(program=row))),
        home=lives,
        workstreams=streams(row),
        blockers=open_blockers(row),
        revision=row.revision,
    )
