"""Work items: what a tracker knows, what people add to it here, and what they say of its states."""

from django.db import models

GAP = 1 << 20
"""Between the ranks of neighbors, so that another item fits between them."""


class WorkItem(models.Model):
    """One item, as ``plan.WorkItem``. ``key`` is its identity, unique in its program.

    The columns up to ``details`` are its tracker's: an import writes them. Those after it are Pilotage's own, and no
    import touches them. A ``native`` item was made here and is all ours. ``rank`` is the place in the order that people
    give to items; None: ``id`` times `GAP`. ``activity`` is the code of the activity of the plan that it is a part of.
    """

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
    native = models.BooleanField(default=False, db_default=False)
    description = models.TextField(blank=True, default="", db_default="")
    workstream = models.CharField(max_length=300, blank=True, default="", db_default="")
    service_class = models.CharField(max_length=20, default="standard", db_default="standard")
    sprint = models.CharField(max_length=300, blank=True, default="", db_default="")
    activity = models.CharField(max_length=300, blank=True, default="", db_default="")
    rank = models.BigIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["program", "key"], name="work_item_key"),)
        indexes = (
            models.Index(fields=["program", "category"], name="work_item_category"),
            models.Index(fields=["program", "parent"], name="work_item_parent"),
        )

    def __str__(self) -> str:
        return self.key


class Tracker(models.Model):
    """What holds for all work items of a program. ``generation`` grows with every write to them or to ``chosen``: the
    categories (todo, doing, done) that people gave to states, where the guess from a state's name was wrong.

    ``home`` is who owns the imported items: ``tracker``, ``pilotage``, or empty: the tracker while there are any.
    ``prefix`` and ``number`` make the keys of items that are added here.
    """

    program = models.OneToOneField("programs.Program", on_delete=models.CASCADE, related_name="tracker")
    generation = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    chosen = models.JSONField(default=dict)
    home = models.CharField(max_length=10, blank=True, default="")
    prefix = models.CharField(max_length=20, blank=True, default="")
    number = models.PositiveIntegerField(default=0)
    kinds = models.JSONField(default=dict)  # state -> work or wait, where people said so

    def __str__(self) -> str:
        return f"tracker of {self.program_id}"


class KeptItems(models.Model):
    """What a change of many items, or a removal, needs to be undone: deflated JSON, found by its operation."""

    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="+")
    operation = models.UUIDField(unique=True)
    body = models.BinaryField()

    def __str__(self) -> str:
        return str(self.operation)
