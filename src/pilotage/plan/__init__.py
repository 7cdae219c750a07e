"""The vocabulary of a plan, and what can be asked of it."""

from pilotage.plan.checking.structure import check
from pilotage.plan.forecasting.drivers import Driver, RiskEffect, drivers, risk_effects
from pilotage.plan.forecasting.forecasts import Forecast, MilestoneForecast
from pilotage.plan.forecasting.simulation import simulate
from pilotage.plan.insight.briefing import Briefing, Previous, brief
from pilotage.plan.insight.diff import ProgramDiff, diff
from pilotage.plan.insight.why import Why, why
from pilotage.plan.quality.assessment import Assessment, assess
from pilotage.plan.scheduling.driven import Driven
from pilotage.plan.scheduling.rescheduling import reschedule
from pilotage.plan.scheduling.schedule import Schedule, ScheduledActivity, final_milestone, schedule
from pilotage.plan.vocabulary.errors import PlanError, Unschedulable

__all__ = [
    "Assessment",
    "Briefing",
    "Driven",
    "Driver",
    "Forecast",
    "MilestoneForecast",
    "PlanError",
    "Previous",
    "ProgramDiff",
    "RiskEffect",
    "Schedule",
    "ScheduledActivity",
    "Unschedulable",
    "Why",
    "assess",
    "brief",
    "check",
    "diff",
    "drivers",
    "final_milestone",
    "reschedule",
    "risk_effects",
    "schedule",
    "simulate",
    "why",
]
