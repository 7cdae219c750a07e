"""Writing the schedule."""

from pilotage.areas.schedule.operations.activities import add_activity, change_activity, remove_activity
from pilotage.areas.schedule.operations.baselines import (
    change_baseline,
    choose_baseline,
    decide_on_baseline,
    insert_baselines,
    propose_baseline,
    put_in_use,
    remove_baseline,
    take_baseline,
    withdraw_baseline,
)
from pilotage.areas.schedule.operations.calendars import add_calendar, change_calendar, remove_calendar
from pilotage.areas.schedule.operations.dependencies import add_dependency, change_dependency, remove_dependency
from pilotage.areas.schedule.operations.editing import edit_plan
from pilotage.areas.schedule.operations.gates import (
    add_criterion,
    add_gate,
    change_criterion,
    change_gate,
    decide_gate,
    meet_criterion,
    remove_criterion,
    remove_gate,
    save_gates,
)
from pilotage.areas.schedule.operations.leveling import LevelingChange, accept_leveling
from pilotage.areas.schedule.operations.plan_edit import PlanEdit
from pilotage.areas.schedule.operations.replacing import Replaced, save_plan
from pilotage.areas.schedule.operations.restoring import RESTORERS
from pilotage.areas.schedule.operations.roadmap import RoadmapChange, arrange_roadmap, save_roadmap
from pilotage.areas.schedule.operations.shortening import ShorteningChange, overlap, shorten
from pilotage.areas.schedule.operations.simulations import save_issued
from pilotage.areas.schedule.operations.waivers import count_again, waive

__all__ = [
    "RESTORERS",
    "LevelingChange",
    "PlanEdit",
    "Replaced",
    "RoadmapChange",
    "ShorteningChange",
    "accept_leveling",
    "add_activity",
    "add_calendar",
    "add_criterion",
    "add_dependency",
    "add_gate",
    "arrange_roadmap",
    "change_activity",
    "change_baseline",
    "change_calendar",
    "change_criterion",
    "change_dependency",
    "change_gate",
    "choose_baseline",
    "count_again",
    "decide_gate",
    "decide_on_baseline",
    "edit_plan",
    "insert_baselines",
    "meet_criterion",
    "overlap",
    "propose_baseline",
    "put_in_use",
    "remove_activity",
    "remove_baseline",
    "remove_calendar",
    "remove_criterion",
    "remove_dependency",
    "remove_gate",
    "save_gates",
    "save_issued",
    "save_plan",
    "save_roadmap",
    "shorten",
    "take_baseline",
    "waive",
    "withdraw_baseline",
]
