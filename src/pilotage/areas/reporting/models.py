"""Published reports, frozen; and the line that each program shows in the list of programs."""

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
