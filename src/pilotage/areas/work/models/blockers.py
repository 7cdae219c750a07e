"""Impediments: what keeps items from going on, and who can remove it."""

from django.db import models


class Blocker(models.Model):
    """``keys`` are the items that it hits. ``owner`` follows it up, ``remover`` can take it out of the way: names of
    people or teams, as everybody says them. It is open until ``resolved``.
    """

    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="blockers")
    code = models.CharField(max_length=40)
    cause = models.TextField()
    kind = models.CharField(max_length=20)
    keys = models.JSONField(default=list)
    owner = models.CharField(max_length=300, blank=True, default="")
    remover = models.CharField(max_length=300, blank=True, default="")
    since = models.DateTimeField()
    expected = models.DateField(null=True, blank=True)
    resolved = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["program", "code"], name="blocker_code"),)

    def __str__(self) -> str:
        return self.code
