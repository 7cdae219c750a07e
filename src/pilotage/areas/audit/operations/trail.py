"""Writing the audit trail. Called by every operation of every area, inside its transaction."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pilotage.areas.actor import Actor
from pilotage.areas.audit.events import Verb
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations.requests import claim
from pilotage.areas.audit.rules import plain

Image = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entity's change. ``before``/``after`` as in ``AuditEntry``; values may be dates, decimals, structs."""

    verb: Verb
    entity_id: str
    title: str = ""
    before: Image | None = None
    after: Image | None = None


def record(
    entries: Iterable[Entry],
    *,
    actor: Actor,
    now: dt.datetime,
    operation: UUID,
    program_id: int | None = None,
    revision: int | None = None,
    why: str = "",
) -> list[AuditEntry]:
    """Write entries that belong to one act of ``actor``. Raises RepeatedError where their request was done before."""
    if actor.request is not None and actor.user_id is not None:
        claim(actor.request, user_id=actor.user_id, now=now)
    rows = [
        AuditEntry(
            program_id=program_id,
            revision=revision,
            at=now,
            actor_id=actor.user_id,
            actor_name=actor.name[:200],
            source=actor.source.value,
            verb=entry.verb.id,
            entity_kind=entry.verb.kind,
            entity_id=entry.entity_id[:700],
            entity_title=entry.title[:500],
            before=plain(entry.before),
            after=plain(entry.after),
            why=why,
            operation=operation,
            undoable=entry.verb.undoable,
        )
        for entry in entries
    ]
    return AuditEntry.objects.bulk_create(rows, batch_size=500)


def mark_undone(operation: UUID, *, by: UUID | None) -> None:
    """The act ``by`` took that operation back; None: it was done again."""
    AuditEntry.objects.filter(operation=operation).update(undone_by=by)
