"""The vocabulary of a plan, and what can be asked of it."""

from pilotage.plan.checking import check
from pilotage.plan.driven import Driven
from pilotage.plan.drivers import Driver, RiskEffect, drivers, risk_effects
from pilotage.plan.errors import PlanError, Unschedulable
from pilotage.plan.forecasts import Forecast, MilestoneForecast
from pilotage.plan.scheduling import Schedule, ScheduledActivity, final_milestone, schedule
from pilotage.plan.simulating import simulate

__all__ = [
    "Driven",
    "Driver",
    "Forecast",
    "MilestoneForecast",
    "PlanError",
    "RiskEffect",
    "Schedule",
    "ScheduledActivity",
    "Unschedulable",
    "check",
    "drivers",
    "final_milestone",
    "risk_effects",
    "schedule",
    "simulate",
]
