"""Reading the audit trail. Callers have checked that the actor may see the program."""

from uuid import UUID

from django.db.models import Q

from pilotage.areas.audit.models import AuditEntry


def page(*, program_id: int, before: int | None = None, limit: int = 50) -> tuple[list[AuditEntry], bool]:
    """The latest entries of a program older than entry ``before``, and whether there are more.

    In the order of what they tell of: a history that was brought in later stands where it happened.
    """
    rows = AuditEntry.objects.filter(program_id=program_id)
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
