"""Asking for work to be done later, by a worker. Areas name a job; the settings say which function of ``jobs`` does it.

The job is written in the caller's transaction: it exists if and only if the change that asks for it does.
"""

from enum import StrEnum

from django.conf import settings
from django.utils.module_loading import import_string


class Job(StrEnum):
    SIMULATE = "simulate"
    READ_IMPORT = "read_import"
    APPLY_IMPORT = "apply_import"
    RENEW_FLOW = "renew_flow"
    DELIVER = "deliver"


def ask(job: Job, **arguments: str | int | bool) -> str:
    """Queue ``job`` with plain arguments. Returns the queue's id of it."""
    return str(import_string(settings.JOBS[job.value]).enqueue(**arguments).id)
