from collections.abc import Callable
from typing import TYPE_CHECKING

from django.apps import AppConfig

from pilotage.areas.schedule.cache import Memory

if TYPE_CHECKING:
    from pilotage.areas.flow.rules.learned import Learned
    from pilotage.areas.flow.rules.work import Work

KEPT_PROGRAMS = 6
"""A program's work items take about 2 kB each."""


class FlowConfig(AppConfig):
    """Owns this process's memory of work items and of what was computed from them, and the way to the worker.

    ``enqueue`` asks the worker to renew a program's flow, by the program's key; the jobs door sets it. While it is None
    there is no worker, and what is needed is done where it is asked for.
    """

    name = "pilotage.areas.flow"
    label = "flow"
    default_auto_field = "django.db.models.BigAutoField"
    work: "Memory[Work]"
    learned: "Memory[Learned]"
    enqueue: Callable[[int], None] | None = None

    def ready(self) -> None:
        self.work = Memory(KEPT_PROGRAMS)
        self.learned = Memory(KEPT_PROGRAMS)
