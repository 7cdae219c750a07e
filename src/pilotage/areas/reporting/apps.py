from typing import TYPE_CHECKING

from django.apps import AppConfig

from pilotage.areas.schedule.cache import Memory, Turns

if TYPE_CHECKING:
    from pilotage.plan.insight.briefing import Briefing

KEPT_PROGRAMS = 32


class ReportingConfig(AppConfig):
    """Owns this process's memory of briefings, and the turns in which they are made."""

    name = "pilotage.areas.reporting"
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"
    briefings: "Memory[Briefing]"
    turns: Turns

    def ready(self) -> None:
        self.briefings = Memory(KEPT_PROGRAMS)
        self.turns = Turns()
