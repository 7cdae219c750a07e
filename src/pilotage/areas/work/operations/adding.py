"""Adding and removing work items."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F, Max
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import InvalidError
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.work import events
from pilotage.areas.work.models import GAP, Tracker, WorkItem
from pilotage.areas.work.operations.changing import (
    EACH,
    ItemsWritten,
    check_references,
    refuse_foreign,
    refuse_stale_rows,
    require_states,
)
from pilotage.areas.work.operations.items import batches, touch
from pilotage.areas.work.operations.keeping import keep_rows
from pilotage.areas.work.operations.limits import settle
from pilotage.areas.work.operations.writing import ITEMS, note_sprints, rows_of
from pilotage.areas.work.permissions import ACTIONS
from pilotage.areas.work.rules.fields import checked
from pilotage.areas.work.rules.moves import moved


def add_item(
    *, actor: Actor, program: str, fields: Mapping[str, Any], now: dt.datetime, reason: str = ""
) -> ItemsWritten:
    """Make a work item of ours, at the end of the order. Without a ``status`` it is in the first one that waits.

    Raises InvalidError.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["item.add"], now=now) as edit:
        values = checked({"title": "", "kind": "task", **fields})
        meant = require_states(edit, [values["status"]] if "status" in values else [])
        values.setdefault("status", next((name for name, word in meant.items() if word == "todo"), next(iter(meant))))
        tracker, _new = Tracker.objects.get_or_create(program=edit.program)
        key = _next_key(edit, tracker)
        check_references(edit, {key: values})
        _insert(edit, key, values, meant[values["status"]])
        if values.get("sprint"):
            note_sprints(edit, {key: ("", values["sprint"])})
        touch(edit.program.pk)
        settle(edit, {key: {}}, reason)
        shown = {name: value for name, value in values.items() if value not in ("", None)}
        title = f"{key} {values['title']}"
        edit.record(Entry(verb=events.ITEM_ADDED, entity_id=key, title=title, before=None, after=shown))
    said = _("{key} added to {state}.").format(key=key, state=values["status"])
    return ItemsWritten(revision=edit.revision, keys=(key,), announcement=said)


def remove_items(
    *,
    actor: Actor,
    program: str,
    keys: Sequence[str],
    now: dt.datetime,
    versions: Mapping[str, int] | None = None,
    why: str = "",
) -> ItemsWritten:
    """Take items out; undo brings them back. Raises NotFoundError, StaleError, and ConflictError for an item that
    lives in its tracker: the next import would bring it back.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["item.remove"], now=now, why=why) as edit:
        rows = rows_of(edit, keys)
        nothing: dict[str, Any] = {"title": None}
        refuse_stale_rows(edit, rows, dict.fromkeys(rows, nothing), versions or {})
        refuse_foreign(edit, rows, dict.fromkeys(rows, nothing))
        if not rows:
            raise InvalidError.field("keys", _("Name the items that are to be removed."))
        keep_rows(edit, list(rows))
        for batch in batches([row["id"] for row in rows.values()]):
            WorkItem.objects.filter(pk__in=batch).delete()
        touch(edit.program.pk)
        settle(edit, {}, "")
        _record_removal(edit, rows)
    one = next(iter(rows))
    said = _("{key} removed.").format(key=one) if len(rows) == 1 else _("{n} work items removed.").format(n=len(rows))
    return ItemsWritten(revision=edit.revision, keys=tuple(rows), announcement=said)


def _record_removal(edit: Edit, rows: Mapping[str, Mapping[str, Any]]) -> None:
    """Every removed item is named, so that a link to it can say who removed it; the first entry undoes them all."""
    if len(rows) > EACH:
        title = _("{n} work items").format(n=f"{len(rows):,}")
        images = {"items": len(rows)}
        edit.record(Entry(verb=events.ITEMS_REMOVED, entity_id=ITEMS, title=title, before=images, after=None))
        return
    for key, row in rows.items():
        title = f"{key} {row['title']}"
        before = {"title": row["title"], "status": row["status"]}
        edit.record(Entry(verb=events.ITEM_REMOVED, entity_id=key, title=title, before=before, after=None))


def _insert(edit: Edit, key: str, values: Mapping[str, Any], category: str) -> None:
    """``logged``: from here on all changes of the item are known."""
    ranks = WorkItem.objects.filter(program=edit.program).aggregate(last=Max(Coalesce("rank", F("id") * GAP)))
    new: dict[str, Any] = {"category": "todo", "started": None, "resolved": None}
    WorkItem.objects.create(
        program=edit.program,
        key=key,
        native=True,
        created=edit.now,
        updated=edit.now,
        rank=(ranks["last"] or 0) + GAP,
        details={"logged": True},
        **{**values, **moved(new, category, edit.now)},
    )


def _next_key(edit: Edit, tracker: Tracker) -> str:
    """``<PREFIX>-<n>``; the prefix is made once, such that no imported item has it."""
    keys = WorkItem.objects.filter(program=edit.program)
    if not tracker.prefix:
        letters = re.sub(r"[^A-Z]", "", edit.program.slug.upper())[:4] or "P"
        tracker.prefix = next(
            prefix
            for n in range(1_000)
            if not keys.filter(key__startswith=f"{(prefix := letters + (str(n + 1) if n else ''))}-").exists()
        )
    tracker.number += 1
    while keys.filter(key=f"{tracker.prefix}-{tracker.number}").exists():
        tracker.number += 1
    tracker.save(update_fields=["prefix", "number"])
    return f"{tracker.prefix}-{tracker.number}"
