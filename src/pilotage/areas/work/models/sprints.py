"""Sprints of our own, and when items were put into them."""

from django.db import models


class Sprint(models.Model):
    """A sprint of a workstream, from the day ``start`` to the day ``finish``; what is in it is said by its items.

    ``committed`` are the items (key, points) that were in it when it began: never changed afterwards. ``outcomes`` say
    where each item that was not done went when it was closed, and why.
    """

    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="sprints")
    code = models.CharField(max_length=40)
    workstream = models.CharField(max_length=300)
    title = models.CharField(max_length=300)
    goal = models.TextField(blank=True, default="")
    start = models.DateField()
    finish = models.DateField()
    state = models.CharField(max_length=10, default="planned")  # planned, active, closed
    committed = models.JSONField(default=list)
    outcomes = models.JSONField(default=list)
    begun = models.DateTimeField(null=True, blank=True)
    closed = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("start", "id")
        constraints = (models.UniqueConstraint(fields=["program", "code"], name="sprint_code"),)

    def __str__(self) -> str:
        return self.title


class SprintMove(models.Model):
    """At ``at`` the item was put into a sprint of ours, or taken out of it. No import touches this."""

    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="sprint_moves")
    sprint = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    at = models.DateTimeField()
    added = models.BooleanField()

    class Meta:
        ordering = ("at", "id")
        indexes = (models.Index(fields=["program", "key"], name="sprint_move_item"),)

    def __str__(self) -> str:
        return f"{self.key} {'into' if self.added else 'out of'} {self.sprint}"
