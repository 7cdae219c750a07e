"""The schedule as it is stored: what people decide and report, what was believed before, and simulations.

Computed dates are not stored: ``plan.schedule`` makes them again. Ids are those of ``plan``, unique in their program;
references between rows are by id, so that a plan with a dangling reference can be kept and mended.
"""

from django.db import models

from pilotage.areas.programs.models import ProgramRow


class Activity(models.Model):
    """One row of the plan. ``body`` is the canonical JSON of ``plan.Activity``, one text a row, because a program of
    100,000 rows is read and written in about a second that way. ``title`` and ``kind`` repeat what is searched for.
    ``position`` leaves gaps, so that a row can be put between two others.
    """

    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="activities")
    code = models.CharField(max_length=300)
    position = models.BigIntegerField()
    title = models.CharField(max_length=500)
    kind = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=1)
    body = models.TextField()

    class Meta:
        ordering = (
            "position",
            "id",
        )
        constraints = (models.UniqueConstraint(fields=["program", "code"], name="schedule_activity_code"),)
        indexes = (models.Index(fields=["program", "position"], name="schedule_activity_order"),)

    def __str__(self) -> str:
        return self.code


class Dependency(models.Model):
    """Logic between two activities; the columns are those of ``plan.Dependency``."""

    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="dependencies")
    predecessor = models.CharField(max_length=300)
    successor = models.CharField(max_length=300)
    kind = models.CharField(max_length=2)
    lag_minutes = models.BigIntegerField(default=0)
    lag_unit = models.CharField(max_length=2, default="d")
    lag_percent = models.FloatField(null=True, blank=True)
    calendar = models.CharField(max_length=300, null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "dependencies"
        constraints = (
            models.UniqueConstraint(
                fields=["program", "predecessor", "successor", "kind"], name="schedule_dependency_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.predecessor}>{self.successor}:{self.kind}"


class Baseline(models.Model):
    """The dates of one day, kept. ``entries`` is a deflated JSON of ``plan.BaselineEntry`` rows; never edited.

    ``chosen`` is the one in use: variance is counted against it. A re-baseline is ``proposed`` by somebody (``by``,
    the account ``proposer``) and decided on by an owner with a ``word``; ``alone`` where that owner had proposed it.
    A removed one stays, so that it can come back.
    """

    class State(models.TextChoices):
        KEPT = "kept"
        PROPOSED = "proposed"
        REJECTED = "rejected"

    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="baselines")
    code = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    taken = models.DateField()
    reason = models.TextField(blank=True)
    entries = models.BinaryField()
    version = models.PositiveIntegerField(default=1)
    chosen = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.KEPT)
    by = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(null=True, blank=True)
    proposer = models.BigIntegerField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    word = models.TextField(blank=True)
    alone = models.BooleanField(default=False)
    removed = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = (
            "taken",
            "id",
        )
        constraints = (
            models.UniqueConstraint(fields=["program", "code"], name="schedule_baseline_code"),
            models.UniqueConstraint(
                fields=["program"], condition=models.Q(chosen=True), name="schedule_baseline_one_chosen"
            ),
        )

    def __str__(self) -> str:
        return self.code


class RoadmapEntry(models.Model):
    """What people decided about one activity on the roadmap; the columns are those of ``plan.RoadmapEntry``."""

    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="roadmap_entries")
    activity = models.CharField(max_length=300)
    version = models.PositiveIntegerField(default=1)
    shown = models.BooleanField(null=True, blank=True)
    public = models.BooleanField(default=False)
    title = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(null=True, blank=True)
    when = models.CharField(max_length=10, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "roadmap entries"
        constraints = (models.UniqueConstraint(fields=["program", "activity"], name="schedule_roadmap_entry_once"),)

    def __str__(self) -> str:
        return self.activity


class SimulationRun(models.Model):
    """One simulation of one revision of a program. ``inputs`` is the hash of what it was made from: a run that is done
    answers every later question with the same hash. ``results`` (the forecast) and ``insights`` (what moves the final
    milestone) are kept for the newest runs of a program only; ``explained``: insights were found.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="runs")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices)
    revision = models.PositiveIntegerField()
    inputs = models.CharField(max_length=64)
    model = models.CharField(max_length=60, blank=True)
    seed = models.BigIntegerField()
    iterations = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    asked = models.DateTimeField()
    made = models.DateTimeField(null=True, blank=True)
    message = models.TextField(blank=True)
    results = models.BinaryField(null=True, blank=True)
    insights = models.TextField(blank=True)
    explained = models.BooleanField(default=False)

    class Meta:
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=["program", "number"], name="schedule_run_number"),)
        indexes = (
            models.Index(fields=["program", "inputs"], name="schedule_run_inputs"),
            # every open page asks for the newest each second: answered without the row, which holds megabytes
            models.Index(fields=["program", "state", "number", "explained"], name="schedule_run_newest"),
        )

    def __str__(self) -> str:
        return f"run {self.number} of {self.program_id}"


class ForecastRecord(models.Model):
    """One milestone of the forecast issued on one ``day``: the last forecast of that day. Once the day is over it is
    never changed, and it is scored when the milestone lands. Columns as ``plan.ForecastRecord``.
    """

    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="forecasts")
    milestone = models.CharField(max_length=300)
    day = models.DateField()
    made = models.DateTimeField()
    plan_finish = models.DateTimeField()
    p10 = models.DateTimeField()
    p50 = models.DateTimeField()
    p85 = models.DateTimeField()
    p90 = models.DateTimeField()
    target = models.DateField(null=True, blank=True)
    on_time = models.FloatField(null=True, blank=True)
    commitment = models.DateField(null=True, blank=True)
    kept = models.FloatField(null=True, blank=True)
    iterations = models.PositiveIntegerField()
    seed = models.BigIntegerField()
    inputs = models.CharField(max_length=64)
    model = models.CharField(max_length=60)

    class Meta:
        ordering = (
            "made",
            "id",
        )
        constraints = (
            models.UniqueConstraint(fields=["program", "milestone", "day"], name="schedule_forecast_issued_once"),
        )

    def __str__(self) -> str:
        return f"{self.milestone} on {self.day}"


class QualityRecord(models.Model):
    """The quality score of the plan of one ``day``: of the last forecast of that day, never changed once it is over.

    ``rule`` is the version of the checks. ``heard`` is a JSON of `plan.quality.history.Heard`, on the newest record
    only: by it the next one tells since when nobody has reported on work in progress.
    """

    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="quality")
    day = models.DateField()
    made = models.DateTimeField()
    rule = models.CharField(max_length=20)
    score = models.FloatField(null=True, blank=True)
    failed = models.PositiveIntegerField()
    waived = models.PositiveIntegerField(default=0)
    heard = models.TextField(blank=True)

    class Meta:
        ordering = ("day",)
        constraints = (models.UniqueConstraint(fields=["program", "day"], name="schedule_quality_once_a_day"),)

    def __str__(self) -> str:
        return f"quality of {self.program_id} on {self.day}"


class QualityWaiver(models.Model):
    """A finding of a quality check that somebody accepts until a day. ``title`` is what it was about then, the other
    columns are those of ``plan.quality.waivers.Waiver``. One that has expired stays until it is renewed or
    removed.
    """

    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="waivers")
    check_id = models.CharField(max_length=40)
    record = models.CharField(max_length=700)
    title = models.TextField()
    reason = models.TextField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    until = models.DateField()

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["program", "check_id", "record"], name="schedule_waiver_once"),)

    def __str__(self) -> str:
        return f"{self.check_id} of {self.record} until {self.until}"


class Gate(ProgramRow):
    """``body`` is the canonical JSON of ``plan.Gate``; ``activity`` repeats its milestone."""

    activity = models.CharField(max_length=300)
    body = models.TextField()
