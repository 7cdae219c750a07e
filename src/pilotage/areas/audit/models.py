"""The audit trail. Rows are written once by ``operations.record``; only ``undone_by`` is ever set later."""

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """Who changed which entity when, from what to what, and why. It outlives the program it tells of.

    ``before`` None: the entity was added; ``after`` None: it was removed; else both hold the changed fields only.
    Entries with one ``operation`` were made by one act of the user and are undone together.
    """

    program_id = models.BigIntegerField(null=True, blank=True)
    revision = models.PositiveIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor_name = models.CharField(max_length=200)
    source = models.CharField(max_length=10)
    verb = models.CharField(max_length=60)
    entity_kind = models.CharField(max_length=30)
    entity_id = models.CharField(max_length=700)
    entity_title = models.CharField(max_length=500, blank=True)
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)
    why = models.TextField(blank=True)
    operation = models.UUIDField(db_index=True)
    undoable = models.BooleanField(default=False)
    undone_by = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=["program_id", "-id"], name="audit_program"),
            models.Index(fields=["program_id", "-at", "-id"], name="audit_program_told"),
            models.Index(fields=["program_id", "entity_kind", "entity_id"], name="audit_entity"),
            models.Index(fields=["program_id", "revision"], name="audit_revision"),
        )

    def __str__(self) -> str:
        return f"{self.actor_name} {self.verb} {self.entity_kind} {self.entity_id}"


class SentRequest(models.Model):
    """A write that named itself by a key of its sender, and was done. Written in the transaction of what it did, so
    that it exists if and only if that does; ``status`` and ``answer`` follow once they are known.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    claim = models.CharField(max_length=32)
    at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.BinaryField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["user", "key"], name="audit_request_once"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.key}"
