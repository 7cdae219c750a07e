from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

from pilotage.areas.schedule.cache import Memory, Turns

if TYPE_CHECKING:
    from pilotage.areas.schedule.models import SimulationRun
    from pilotage.areas.schedule.rules.planned import PlannedProgram
    from pilotage.plan.forecasting.drivers import Driver
    from pilotage.plan.forecasting.forecasts import Forecast
    from pilotage.plan.quality.assessment import Assessment

KEPT_PROGRAMS = 16


class ScheduleConfig(AppConfig):
    """Owns this process's memory of computed plans and forecasts, and of how they were last shown, and the way to the
    worker.

    ``enqueue`` hands a simulation run to the worker by its key; the jobs door sets it. While it is None there is no
    worker, and long simulations run where they are asked for. ``planning`` and ``forecasting`` let one plan and one
    forecast of a program be made at a time; ``explaining`` tells for which of its runs the worker was asked what moves
    the final milestone.
    """

    name = "pilotage.areas.schedule"
    label = "schedule"
    default_auto_field = "django.db.models.BigAutoField"
    plans: "Memory[PlannedProgram]"
    forecasts: "Memory[Forecast]"
    drivers: "Memory[tuple[Driver, ...]]"
    assessments: "Memory[Assessment]"
    answers: "Memory[bytes]"
    shown: "Memory[Any]"
    planning: Turns
    forecasting: Turns
    explaining: "Memory[SimulationRun]"
    enqueue: Callable[[int], None] | None = None

    def ready(self) -> None:
        self.plans = Memory(KEPT_PROGRAMS)
        self.forecasts = Memory(KEPT_PROGRAMS)
        self.drivers = Memory(KEPT_PROGRAMS)
        self.assessments = Memory(KEPT_PROGRAMS)
        self.answers = Memory(KEPT_PROGRAMS)
        self.shown = Memory(KEPT_PROGRAMS)
        self.planning = Turns()
        self.forecasting = Turns()
        self.explaining = Memory(KEPT_PROGRAMS)
