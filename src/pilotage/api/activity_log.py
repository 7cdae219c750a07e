"""Who changed what, and taking it back."""

import datetime as dt
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE, Written
from pilotage.areas.audit.events import field_name
from pilotage.areas.people.rules import initials
from pilotage.areas.sync import operations as sync
from pilotage.areas.sync.queries import trail
from pilotage.areas.sync.queries.sources import sources

router = Router(tags=["activity"])


class AuditActor(Schema):
    name: str
    initials: str


class AuditEntity(Schema):
    kind: str
    id: str
    title: str


class AuditChange(Schema):
    field: str
    label: str = Field(description="The field in words")
    before: str | None
    after: str | None


class AuditEntryView(Schema):
    id: str
    at: dt.datetime
    actor: AuditActor
    verb: str
    text: str = Field(description="What happened, in words that follow the actor's name")
    entity: AuditEntity
    changes: list[AuditChange]
    why: str | None
    source: Literal["web", "api", "cli", "import", "job"]
    undone: bool
    undoable: bool


class DataSourceView(Schema):
    title: str
    at: dt.datetime
    by: str
    format: str
    counts: dict[str, int]


class ActivityPage(Schema):
    entries: list[AuditEntryView]
    more: bool


@router.get("/programs/{program}/activity", response={200: ActivityPage, **READ})
def list_activity(
    request: HttpRequest,
    program: str,
    before: int | None = None,
    limit: Annotated[int, Field(ge=1, le=100)] = 50,
    kind: Annotated[str | None, Field(max_length=50, description="Only of such entities: `baseline`")] = None,
) -> ActivityPage:
    """The latest changes, newest first; ``before`` is the id of the last entry that was seen."""
    entries, more = trail.page(actor=actor(request), program=program, before=before, limit=limit, kind=kind)
    return ActivityPage(entries=[_view(entry) for entry in entries], more=more)


@router.get("/programs/{program}/sources", response={200: list[DataSourceView], **READ})
def list_sources(request: HttpRequest, program: str) -> list[DataSourceView]:
    """The imports behind the figures of a program, newest first."""
    found = sources(actor=actor(request), program=program)
    return [
        DataSourceView(title=one.title, at=one.at, by=one.by, format=one.format, counts=dict(one.counts))
        for one in found
    ]


@router.post("/programs/{program}/undo", response={200: Written, **WRITE})
def undo(request: HttpRequest, program: str) -> Written:
    """Take back the caller's last change. 409 when there is none, or a later change stands in the way."""
    undone = sync.undo_last_change(actor=actor(request), program=program, now=moment())
    return Written(revision=undone.revision, announcement=undone.announcement)


@router.post("/programs/{program}/redo", response={200: Written, **WRITE})
def redo(request: HttpRequest, program: str) -> Written:
    """Do again what the caller took back last. 409 after a new change of the caller, or where another's stands in the
    way.
    """
    again = sync.redo_last_change(actor=actor(request), program=program, now=moment())
    return Written(revision=again.revision, announcement=again.announcement)


def _view(entry: Any) -> AuditEntryView:
    return AuditEntryView(
        id=str(entry.pk),
        at=entry.at,
        actor=AuditActor(name=entry.actor_name, initials=initials(entry.actor_name)),
        verb=entry.verb,
        text=trail.sentence(entry),
        entity=AuditEntity(kind=entry.entity_kind, id=entry.entity_id, title=entry.entity_title),
        changes=[
            AuditChange(
                field=change.field,
                label=field_name(change.field),
                before=trail.shown(change.before),
                after=trail.shown(change.after),
            )
            for change in trail.changes(entry)
        ],
        why=entry.why or None,
        source=entry.source,
        undone=entry.undone_by is not None,
        undoable=entry.undoable and entry.undone_by is None,
    )
