"""Work items: what a tracker knows, and what people say of its states. A link to an activity joins the two."""

from django.db import models


class WorkItem(models.Model):
    """One issue of a tracker, as ``plan.WorkItem``. ``key`` is its identity there, unique in its program."""

    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="work_items")
    key = models.CharField(max_length=200)
    title = models.TextField(blank=True)
    kind = models.CharField(max_length=100, blank=True)
    project = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=100, blank=True)
    category = models.CharField(max_length=10)  # todo, doing, done
    priority = models.CharField(max_length=100, blank=True)
    assignee = models.CharField(max_length=300, blank=True)
    created = models.DateTimeField(null=True, blank=True)
    started = models.DateTimeField(null=True, blank=True)
    resolved = models.DateTimeField(null=True, blank=True)
    updated = models.DateTimeField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    points = models.FloatField(null=True, blank=True)
    parent = models.CharField(max_length=200, blank=True)
    url = models.TextField(blank=True)
    details = models.JSONField(default=dict)  # every other field of plan.WorkItem that is set

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["program", "key"], name="work_item_key"),)
        indexes = (models.Index(fields=["program", "category"], name="work_item_category"),)

    def __str__(self) -> str:
        return self.key


class Tracker(models.Model):
    """What holds for all work items of a program. ``generation`` grows with every write to them or to ``chosen``: the
    categories (todo, doing, done) that people gave to states, where the guess from a state's name was wrong.
    """

    program = models.OneToOneField("programs.Program", on_delete=models.CASCADE, related_name="tracker")
    generation = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    chosen = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"tracker of {self.program_id}"
