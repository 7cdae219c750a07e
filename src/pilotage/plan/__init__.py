"""The vocabulary of a plan, and what can be asked of it."""

from pilotage.plan.briefing import Briefing, Previous, brief
from pilotage.plan.checking import check
from pilotage.plan.diff import ProgramDiff, diff
from pilotage.plan.driven import Driven
from pilotage.plan.drivers import Driver, RiskEffect, drivers, risk_effects
from pilotage.plan.errors import PlanError, Unschedulable
from pilotage.plan.forecasts import Forecast, MilestoneForecast
from pilotage.plan.scheduling import Schedule, ScheduledActivity, final_milestone, schedule
from pilotage.plan.simulating import simulate
from pilotage.plan.why import Why, why

__all__ = [
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
    "brief",
    "check",
    "diff",
    "drivers",
    "final_milestone",
    "risk_effects",
    "schedule",
    "simulate",
    "why",
]
