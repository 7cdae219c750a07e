"""Programs and what stands at their head: calendars, teams, people, workstreams, asks.

References inside a program (``team``, ``calendar``, ``owner`` ...) are the ``code`` of the row meant, as in ``plan``:
an imported plan may name what it does not define, and ``plan.check`` says so.
"""

from django.conf import settings
from django.db import models


class Portfolio(models.Model):
    """Programs that are looked at together. It is seen by whoever owns it or sees a program in it."""

    slug = models.CharField(max_length=100, unique=True)
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="portfolios"
    )
    version = models.PositiveIntegerField(default=1)
    created = models.DateTimeField()

    class Meta:
        ordering = ("title", "id")

    def __str__(self) -> str:
        return self.slug


class Program(models.Model):
    """``slug`` is ``plan.Program.id``. ``revision`` grows by one with each operation on anything of the program;
    ``version`` with each change of these fields alone. The fields from ``factors`` to
    ``cadences`` are the JSON of ``rules.PARTS``.
    """

    slug = models.CharField(max_length=100, unique=True)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=20)
    owner = models.CharField(max_length=200, null=True, blank=True)
    summary = models.TextField(blank=True)
    zone = models.CharField(max_length=60, default="UTC")
    currency = models.CharField(max_length=10, default="EUR")
    start = models.DateTimeField(null=True, blank=True)
    status_date = models.DateField(null=True, blank=True)
    final = models.CharField(max_length=300, null=True, blank=True)
    hours_per_day = models.FloatField(default=8.0)
    days_per_week = models.FloatField(default=5.0)
    default_calendar = models.CharField(max_length=200, default="standard")
    factors = models.JSONField(default=list)
    correlations = models.JSONField(default=list)
    rules = models.JSONField(default=dict)
    ladder = models.JSONField(default=list)
    responsibilities = models.JSONField(default=list)
    cadences = models.JSONField(default=list)
    portfolio = models.ForeignKey(Portfolio, null=True, blank=True, on_delete=models.SET_NULL, related_name="programs")
    version = models.PositiveIntegerField(default=1)
    revision = models.PositiveIntegerField(default=1)
    created = models.DateTimeField()
    changed = models.DateTimeField()
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ("title", "id")

    def __str__(self) -> str:
        return self.slug


class ProgramRow(models.Model):
    """A row of a program. ``code`` is its id in ``plan``, unique in its program and kind; ``position`` its display
    order; ``version`` grows with each change, so that a stale write can be refused.
    """

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="%(class)ss")
    code = models.CharField(max_length=300)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=["program", "code"], name="%(app_label)s_%(class)s_code"),)

    def __str__(self) -> str:
        return self.code


class Calendar(ProgramRow):
    """``week`` is None or seven lists of shifts; it and ``exceptions`` are the JSON of ``plan.Calendar``."""

    title = models.CharField(max_length=300, blank=True)
    zone = models.CharField(max_length=60, null=True, blank=True)
    base = models.CharField(max_length=300, null=True, blank=True)
    week = models.JSONField(null=True, blank=True)
    exceptions = models.JSONField(default=list)
    holidays = models.JSONField(default=list)


class Team(ProgramRow):
    title = models.CharField(max_length=300)
    lead = models.CharField(max_length=300, null=True, blank=True)
    calendar = models.CharField(max_length=300, null=True, blank=True)
    location = models.CharField(max_length=200, blank=True)


class Person(ProgramRow):
    """Somebody in the plan; not necessarily somebody who logs in."""

    name = models.CharField(max_length=300)
    email = models.CharField(max_length=254, blank=True)
    team = models.CharField(max_length=300, null=True, blank=True)
    calendar = models.CharField(max_length=300, null=True, blank=True)
    capacity = models.FloatField(default=1.0)
    external = models.BooleanField(default=False)
    off = models.JSONField(default=list)
    skills = models.JSONField(default=list)
    role = models.CharField(max_length=200, blank=True)
    joins = models.DateField(null=True, blank=True)
    leaves = models.DateField(null=True, blank=True)
    availability = models.JSONField(default=list)
    levels = models.JSONField(default=list)


class Workstream(ProgramRow):
    title = models.CharField(max_length=300)
    team = models.CharField(max_length=300, null=True, blank=True)
    lead = models.CharField(max_length=300, null=True, blank=True)
    way = models.CharField(max_length=20)
    parts = models.JSONField(default=list)
    sprint_days = models.PositiveIntegerField(default=14)
    focus = models.FloatField(default=0.7)


class Ask(ProgramRow):
    text = models.TextField()
    to = models.CharField(max_length=300, null=True, blank=True)
    by = models.DateField(null=True, blank=True)
    if_not = models.TextField(blank=True)


class SavedView(models.Model):
    """How a page of a program is shown: ``body`` is the page's own JSON (the parameters of its address). ``owner``
    None is shared with every member; at most one shared view of a page is its ``default``.
    """

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="views")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="views"
    )
    page = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    body = models.JSONField(default=dict)
    default = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    changed = models.DateTimeField()

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(fields=["program", "page", "owner", "name"], name="programs_view_own"),
            models.UniqueConstraint(
                fields=["program", "page", "name"], condition=models.Q(owner=None), name="programs_view_shared"
            ),
        )

    def __str__(self) -> str:
        return self.name
