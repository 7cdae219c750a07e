"""The risk register and the dependency contracts as they are stored."""

from django.db import models

from pilotage.areas.programs.models import ProgramRow


class Risk(ProgramRow):
    """``body`` is the canonical JSON of ``plan.Risk``; ``title`` and ``state`` repeat what is searched for."""

    title = models.CharField(max_length=500)
    state = models.CharField(max_length=20)
    body = models.TextField()


class Contract(ProgramRow):
    """``body`` is the canonical JSON of ``plan.Contract``; ``what`` repeats what is searched for."""

    what = models.CharField(max_length=500)
    body = models.TextField()
