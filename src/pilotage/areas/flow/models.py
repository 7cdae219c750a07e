"""What was learned from a program's histories, every forecast that was issued, limits of work in progress, and
deployments.
"""

from collections.abc import Iterable
from typing import Any, NoReturn, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


class Learning(models.Model):
    """The newest walk through a program's histories. ``items`` and ``milestones`` are what it taught, numbers only
    (``plan.flow.learning``), ``inputs`` the hash of the dated facts that it walked through, ``as_of`` the last day that
    they tell of. ``state`` is that of the walk asked for last; the one before it is used until it is done.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    program = models.OneToOneField("programs.Program", on_delete=models.CASCADE, related_name="learning")
    state = models.CharField(max_length=10, choices=State.choices)
    asked = models.DateTimeField()
    steps = models.PositiveIntegerField(default=0)
    steps_done = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)
    made = models.DateTimeField(null=True, blank=True)
    as_of = models.DateField(null=True, blank=True)
    inputs = models.CharField(max_length=64, blank=True)
    model = models.CharField(max_length=60, blank=True)
    items = models.BinaryField(null=True, blank=True)
    milestones = models.BinaryField(null=True, blank=True)

    def __str__(self) -> str:
        return f"learning of {self.program_id}"


class WrittenOnceError(TypeError):
    """A row that is never changed was to be changed: a mistake of ours."""


class _WrittenOnce(models.QuerySet[M]):
    """Rows can be added, and go with their program; there is no way to change them."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise WrittenOnceError(f"{self.model.__name__} is never changed: {', '.join(kwargs)}")

    def bulk_update(self, objs: Iterable[Any], fields: Any, batch_size: int | None = None) -> NoReturn:
        del objs, batch_size
        raise WrittenOnceError(f"{self.model.__name__} is never changed: {', '.join(fields)}")


class WrittenOnce(models.Model):
    """A row that stays as it was written."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise WrittenOnceError(f"{type(self).__name__} is never changed")
        super().save(*args, **{**kwargs, "force_insert": True})


class IssuedForecast(WrittenOnce):
    """A line of the ledger: one forecast as it was issued.

    ``identity`` is the hash of all that it was made from (question, day, items, seed, model): the same forecast is
    issued once. ``week`` (2026-W47) marks those of the weekly snapshot. ``question`` is `rules.answers.Question`,
    ``told`` `rules.answers.Told`, ``percentiles`` the 99 percentiles in weeks after ``as_of`` (empty: no forecast could
    be made, or it tells how many), ``body`` the forecast whole (`rules.kept`). Where ``scored`` is false, what comes
    cannot be held against it: it tells no numbers, or supposes something.
    """

    objects = models.Manager.from_queryset(_WrittenOnce["IssuedForecast"])()
    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="issued_forecasts")
    number = models.PositiveIntegerField()
    identity = models.CharField(max_length=64)
    made = models.DateTimeField()
    as_of = models.DateField()
    origin = models.CharField(max_length=10)
    issued_by = models.CharField(max_length=200)
    week = models.CharField(max_length=8, blank=True)
    milestone = models.CharField(max_length=700, blank=True)
    scored = models.BooleanField()
    question = models.JSONField()
    told = models.JSONField()
    percentiles = models.JSONField()
    body = models.JSONField()
    seed = models.BigIntegerField()
    model = models.CharField(max_length=60)
    inputs = models.CharField(max_length=64)

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=["program", "number"], name="flow_forecast_number"),
            models.UniqueConstraint(fields=["program", "identity"], name="flow_forecast_once"),
            models.UniqueConstraint(
                fields=["program", "week", "milestone"],
                condition=~models.Q(week=""),
                name="flow_snapshot_once_a_week",
            ),
        )
        indexes = (models.Index(fields=["program", "milestone", "as_of"], name="flow_forecast_milestone"),)

    def __str__(self) -> str:
        return f"forecast {self.number} of {self.program_id}"


class ForecastOutcome(WrittenOnce):
    """What came of a forecast, written once, when it was known. It ``landed`` on a day; ``items`` were done by the day
    that was asked for, where it was asked how many. ``held`` tells of each level whether the outcome kept it; ``crps``
    is in weeks, ``place`` the share of the forecast distribution before the outcome.
    """

    objects = models.Manager.from_queryset(_WrittenOnce["ForecastOutcome"])()
    forecast = models.OneToOneField(IssuedForecast, on_delete=models.CASCADE, related_name="outcome")
    resolved = models.DateTimeField()
    landed = models.DateField()
    items = models.PositiveIntegerField(null=True, blank=True)
    held = models.JSONField()
    crps = models.FloatField(null=True, blank=True)
    place = models.FloatField(null=True, blank=True)

    def __str__(self) -> str:
        return f"outcome of {self.forecast_id}"


class WeeklySnapshot(WrittenOnce):
    """The forecasts of a program's open milestones were issued in an ISO week (2026-W47), or nothing had changed."""

    objects = models.Manager.from_queryset(_WrittenOnce["WeeklySnapshot"])()
    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="weekly_snapshots")
    week = models.CharField(max_length=8)
    made = models.DateTimeField()
    issued = models.PositiveIntegerField()

    class Meta:
        ordering = ("week",)
        constraints = (models.UniqueConstraint(fields=["program", "week"], name="flow_snapshot_of_week"),)

    def __str__(self) -> str:
        return f"{self.week} of {self.program_id}"


class WipLimits(models.Model):
    """The most items that each team (or project, component, type: what its histories are of) of a program means to have
    in progress, by its name.
    """

    program = models.OneToOneField("programs.Program", on_delete=models.CASCADE, related_name="wip_limits")
    version = models.PositiveIntegerField(default=1)
    limits = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"limits of {self.program_id}"


class DeploymentList(models.Model):
    """All deployments of a program as they were set; the list with the highest version is the one that counts, the
    earlier ones are kept so that a change can be undone. ``body`` is the list, oldest first, as packed JSON; ``count``,
    ``first`` and ``last`` (days in UTC) are of it. Without deployments it is empty.
    """

    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="deployment_lists")
    version = models.PositiveIntegerField(default=0)
    count = models.PositiveIntegerField(default=0)
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)
    body = models.BinaryField(default=b"")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["program", "version"], name="flow_deployments_version"),)

    def __str__(self) -> str:
        return f"deployments {self.version} of {self.program_id}"
