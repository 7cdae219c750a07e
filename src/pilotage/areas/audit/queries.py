"""Reading the audit trail. Callers have checked that the actor may see the program."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from pilotage.areas.audit.models import AuditEntry, SentRequest
from pilotage.areas.audit.rules import REQUESTS_KEPT


def page(
    *, program_id: int, before: int | None = None, limit: int = 50, kind: str | None = None
) -> tuple[list[AuditEntry], bool]:
    """The latest entries of a program older than entry ``before``, and whether there are more; of one ``kind`` of
    entity where it is named.

    In the order of what they tell of: a history that was brought in later stands where it happened.
    """
    rows = AuditEntry.objects.filter(program_id=program_id)
    if kind is not None:
        rows = rows.filter(entity_kind=kind)
    if before is not None:
        last = rows.filter(id=before).values_list("at", flat=True).first()
        rows = rows.filter(Q(at__lt=last) | Q(at=last, id__lt=before)) if last else rows.none()
    found = list(rows.order_by("-at", "-id")[: limit + 1])
    return found[:limit], len(found) > limit


def last_change(*, program_id: int, kind: str, entity_id: str) -> AuditEntry | None:
    """The latest entry about one entity."""
    rows = AuditEntry.objects.filter(program_id=program_id, entity_kind=kind, entity_id=entity_id)
    return rows.order_by("-id").first()


def last_undoable(*, program_id: int, actor_id: int | None) -> list[AuditEntry]:
    """The entries, last first, of the latest act by ``actor_id`` (None: by anybody) that can be undone and was not."""
    rows = AuditEntry.objects.filter(program_id=program_id, undoable=True, undone_by=None)
    if actor_id is not None:
        rows = rows.filter(actor_id=actor_id)
    operation: UUID | None = rows.order_by("-id").values_list("operation", flat=True).first()
    if operation is None:
        return []
    return list(AuditEntry.objects.filter(operation=operation).order_by("-id"))


def last_undone(*, program_id: int, actor_id: int | None) -> list[AuditEntry]:
    """The entries, in order, of the act by ``actor_id`` (None: by anybody) that was taken back last, unless that actor
    has done something new since.
    """
    rows = AuditEntry.objects.filter(program_id=program_id)
    if actor_id is not None:
        rows = rows.filter(actor_id=actor_id)
    acts = rows.filter(undoable=True)
    taken_back = acts.exclude(undone_by=None).values("undone_by")
    undo = rows.filter(operation__in=taken_back).order_by("-id").first()
    if undo is None or acts.filter(id__gt=undo.pk).exists():
        return []
    return list(AuditEntry.objects.filter(undone_by=undo.operation, undoable=True).order_by("id"))


def since(*, program_id: int, revision: int, limit: int) -> list[AuditEntry]:
    """The entries of a program that came after ``revision``, oldest first, at most ``limit``."""
    rows = AuditEntry.objects.filter(program_id=program_id, revision__gt=revision)
    return list(rows.order_by("revision", "id")[:limit])


def done_before(*, user_id: int, key: str, now: dt.datetime) -> SentRequest | None:
    """What is known of a request that this user sent under ``key`` within a day."""
    return SentRequest.objects.filter(user_id=user_id, key=key, at__gt=now - REQUESTS_KEPT).first()


def changed_after(*, program_id: int, entry: int, kinds: Collection[str], entity_id: str | None = None) -> bool:
    """Whether an entity of these kinds (that one, or any) was changed after that entry, by a change that was not taken
    back.
    """
    later = AuditEntry.objects.filter(program_id=program_id, id__gt=entry, undone_by=None, undoable=True)
    if entity_id is not None:
        later = later.filter(entity_id=entity_id)
    return later.filter(entity_kind__in=kinds).exists()
