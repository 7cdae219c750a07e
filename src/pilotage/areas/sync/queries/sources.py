"""Where the figures of a program come from: the files that were imported into it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.programs.queries import visible
from pilotage.areas.sync import events
from pilotage.areas.sync.models import ImportSession

MOST = 20
_VERBS = (events.IMPORTED.id, events.ITEMS_IMPORTED.id, events.CREATED.id)


@dataclass(frozen=True, slots=True)
class Source:
    """One import that was not taken back. ``counts`` by kind of record, empty where it was not a file of the web UI."""

    title: str
    at: dt.datetime
    by: str
    format: str
    counts: Mapping[str, int]


def sources(*, actor: Actor, program: str) -> list[Source]:
    """The latest imports into a program, newest first. Two queries."""
    found = visible(actor=actor, program=program)
    entries = AuditEntry.objects.filter(program_id=found.program.pk, verb__in=_VERBS, undone_by=None)
    read = _facts(program)
    return [_source(entry, read.get(entry.revision, {})) for entry in entries.order_by("-id")[:MOST]]


def _facts(program: str) -> dict[int | None, dict[str, Any]]:
    done = ImportSession.objects.filter(result_program=program, state=ImportSession.State.DONE)
    return dict(done.values_list("result_revision", "facts"))


def _source(entry: AuditEntry, facts: Mapping[str, Any]) -> Source:
    return Source(
        title=entry.entity_title or entry.entity_id,
        at=entry.at,
        by=entry.actor_name,
        format=facts.get("format_title") or "",
        counts=facts.get("counts", {}),
    )
