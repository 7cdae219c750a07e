from typing import TYPE_CHECKING

from django.apps import AppConfig

from pilotage.areas.schedule.apps import KEPT_PROGRAMS
from pilotage.areas.schedule.cache import Memory

if TYPE_CHECKING:
    from pilotage.areas.risks.queries import Whole


class RisksConfig(AppConfig):
    """Owns this process's memory of whole programs."""

    name = "pilotage.areas.risks"
    label = "risks"
    default_auto_field = "django.db.models.BigAutoField"
    wholes: "Memory[Whole]"

    def ready(self) -> None:
        self.wholes = Memory(KEPT_PROGRAMS)
