"""Published reports, frozen; the line of each program in the list of programs; early warnings that are muted."""

from django.conf import settings
from django.db import models


class Report(models.Model):
    """A published report. ``content`` is the report value as JSON, ``milestones`` are all milestones as they stood, and
    ``plan`` is the program that it was made from (deflated JSON), so that the next report can say what changed. None of
    it is ever changed.
    """

    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="reports")
    number = models.PositiveIntegerField()
    audience = models.CharField(max_length=20)
    title = models.CharField(max_length=500)
    status = models.CharField(max_length=20)
    published = models.DateTimeField()
    as_of = models.DateTimeField()
    publisher = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    publisher_name = models.CharField(max_length=200)
    inputs = models.CharField(max_length=64, blank=True)
    content = models.TextField()
    milestones = models.TextField()
    plan = models.BinaryField()

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["program", "number"], name="reporting_report_number"),)

    def __str__(self) -> str:
        return f"report {self.number} of {self.program_id}"


class Digest(models.Model):
    """What the list of programs shows of one program, as JSON; good for one revision on one day."""

    program = models.OneToOneField("programs.Program", on_delete=models.CASCADE, related_name="digest")
    revision = models.PositiveIntegerField()
    day = models.DateField()
    content = models.TextField()

    def __str__(self) -> str:
        return f"digest of {self.program_id} at revision {self.revision}"


class Mute(models.Model):
    """An early warning that somebody chose not to hear until a day. ``title`` is what it said when it was muted, the
    other columns are those of ``plan.insight.warnings.Mute``. One that has expired stays until the next one.
    """

    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="mutes")
    warning = models.CharField(max_length=400)
    title = models.TextField()
    reason = models.TextField()
    until = models.DateField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    urgency = models.CharField(max_length=10)
    days = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["program", "warning"], name="reporting_mute_once"),)

    def __str__(self) -> str:
        return f"{self.warning} of {self.program_id} until {self.until}"
