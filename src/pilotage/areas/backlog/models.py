"""How a program orders its work items: the method, the scores, and people's own decisions."""

from django.db import models


class Priorities(models.Model):
    """The method and its settings, as JSON of ``plan.prioritizing.Settings``. None stored: the usual ones."""

    program = models.OneToOneField("programs.Program", on_delete=models.CASCADE, related_name="priorities")
    settings = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"priorities of {self.program_id}"


class ItemScore(models.Model):
    """What people typed for one work item, found by its key: field id -> number or text. It outlives the item, in case
    that comes back with the next import.
    """

    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="item_scores")
    key = models.CharField(max_length=200)
    inputs = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["program", "key"], name="item_score_key"),)

    def __str__(self) -> str:
        return self.key


class OrderOverride(models.Model):
    """Somebody put an item elsewhere than the method: ``plan.prioritizing.Override``, ``seen`` as JSON."""

    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="order_overrides")
    key = models.CharField(max_length=200)
    ahead_of = models.CharField(max_length=200, blank=True, default="")
    place = models.PositiveIntegerField()
    why = models.TextField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    seen = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("at", "id")
        constraints = (models.UniqueConstraint(fields=["program", "key"], name="order_override_key"),)

    def __str__(self) -> str:
        return self.key
