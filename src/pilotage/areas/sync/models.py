"""Imports under way, the workers that carry them out, and who looks at what."""

from django.conf import settings
from django.db import models


class ImportSession(models.Model):
    """One file on its way into a program. The file lies in the data folder under ``uploads/<id>``.

    ``facts`` is what was read from it (format, counts, sample, columns); ``diff`` what applying would do to ``target``;
    ``problems`` the first problems of the file. ``before`` is the deflated JSON of the program that was replaced.
    """

    class State(models.TextChoices):
        READING = "reading"
        NEEDS_MAPPING = "needs_mapping"
        READY = "ready"
        APPLYING = "applying"
        DONE = "done"
        FAILED = "failed"

    code = models.CharField(max_length=40, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    state = models.CharField(max_length=20, choices=State.choices)
    created = models.DateTimeField()
    changed = models.DateTimeField()
    file_name = models.CharField(max_length=255)
    file_size = models.BigIntegerField()
    target = models.CharField(max_length=100, blank=True)  # slug of an existing program; empty: a new one
    title = models.CharField(max_length=300, blank=True)
    mapping = models.JSONField(null=True, blank=True)
    mapping_name = models.CharField(max_length=100, blank=True)
    remove_missing = models.BooleanField(default=False)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    progress_text = models.CharField(max_length=300, blank=True)
    facts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    problem_counts = models.JSONField(default=dict)
    diff = models.JSONField(null=True, blank=True)
    result_program = models.CharField(max_length=100, blank=True)
    result_revision = models.PositiveIntegerField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"


class Snapshot(models.Model):
    """What one import replaced, so that it can be undone: the program as it was, the work items, or both."""

    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="snapshots")
    operation = models.UUIDField(unique=True)
    body = models.BinaryField(null=True)  # deflated JSON of plan.Program
    items = models.BinaryField(null=True)  # as `work.operations.kept` gives it

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.operation)


class SavedMapping(models.Model):
    """A mapping of columns to fields that a user named, to be used again."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(max_length=100)
    body = models.JSONField()

    class Meta:
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=["user", "name"], name="sync_mapping_name"),)

    def __str__(self) -> str:
        return self.name


class Worker(models.Model):
    """A process that does queued jobs. ``seen`` is its last heartbeat."""

    code = models.CharField(max_length=64, unique=True)
    seen = models.DateTimeField()

    class Meta:
        ordering = ("-seen",)

    def __str__(self) -> str:
        return self.code


class Presence(models.Model):
    """Somebody has a program open; ``seen`` is when their page last said so."""

    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["program", "user"], name="sync_presence_once"),)

    def __str__(self) -> str:
        return f"{self.user_id} at {self.program_id}"
