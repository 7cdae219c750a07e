"""The vocabulary of a plan, and what can be asked of it."""

from pilotage.plan.checking import check
from pilotage.plan.driven import Driven
from pilotage.plan.errors import PlanError, Unschedulable
from pilotage.plan.scheduling import Schedule, ScheduledActivity, final_milestone, schedule

__all__ = [
    "Driven",
    "PlanError",
    "Schedule",
    "ScheduledActivity",
    "Unschedulable",
    "check",
    "final_milestone",
    "schedule",
]
