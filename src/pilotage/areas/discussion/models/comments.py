"""Comments."""

from django.conf import settings
from django.db import models


class Comment(models.Model):
    """What somebody said about one record. ``thread`` is the comment that it answers, None for one that begins a
    thread; only such a one is ``resolved``. A removed comment stays as an empty place, so that its answers keep theirs.
    ``mentions`` are the accounts that ``text`` calls by @ and their name.
    """

    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="comments")
    kind = models.CharField(max_length=30)
    code = models.CharField(max_length=300)
    thread = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="answers")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    author_name = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    mentions = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    created = models.DateTimeField()
    edited = models.DateTimeField(null=True, blank=True)
    removed = models.DateTimeField(null=True, blank=True)
    resolved = models.DateTimeField(null=True, blank=True)
    resolved_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=["program", "kind", "code"], name="discussion_subject"),)

    def __str__(self) -> str:
        return f"{self.author_name} on {self.kind} {self.code}"
