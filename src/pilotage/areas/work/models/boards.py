"""Boards: how the states of work items stand side by side, and how much may be in them."""

from django.db import models


class Board(models.Model):
    """The board of one workstream (its code; empty: of the whole program). Where none is stored, `rules.boards` makes
    one from the states.

    ``columns`` are the JSON of `rules.boards.Column`, left to right. ``person_limit`` is the most that one person may
    have in progress. ``classes`` are the policies of the classes of service, by class.
    """

    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="boards")
    workstream = models.CharField(max_length=300, blank=True, default="")
    columns = models.JSONField(default=list)
    person_limit = models.PositiveIntegerField(null=True, blank=True)
    classes = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["program", "workstream"], name="board_workstream"),)

    def __str__(self) -> str:
        return self.workstream or "all"


class LimitExcess(models.Model):
    """Somebody put an item where there was more than the limit allows, for a reason. ``column`` is that of the board,
    or empty where the limit is that of the ``person``. It is over (``resolved``) when the limit is kept again.
    """

    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="limit_excesses")
    workstream = models.CharField(max_length=300, blank=True, default="")
    column = models.CharField(max_length=100, blank=True, default="")
    person = models.CharField(max_length=300, blank=True, default="")
    key = models.CharField(max_length=200)
    limit = models.PositiveIntegerField()
    reason = models.TextField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    resolved = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=["program", "resolved"], name="limit_excess_open"),)

    def __str__(self) -> str:
        return f"{self.column or self.person}: {self.reason}"[:80]
